//! The merchant's lines over what was learned.
//!
//! In this order: blocks take relations out and retypes move them, each with its weight; then declared relations come
//! in, as strong as the strongest suggestion of their anchor (of an anchor without any, as the median of those), what is
//! needed twice as strong, with
//! what orders say as their evidence; a declared substitute is as sure as one can be. Doing it twice changes nothing.

use std::collections::BTreeMap;

use goeswith_engine::relation_type::RelationType;

use super::relations_file::{Judgement, RelationsFile, Side};
use crate::catalog::{Catalog, CatalogItem};
use crate::learn::{Relation, Rows, TypedRelations};
use crate::num::{to_u32, to_usize};

/// What became of the merchant's lines.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct Overruled {
    /// Relations that lines took out.
    pub n_blocked: u32,
    /// Relations that got another type.
    pub n_retyped: u32,
    /// Relations that the merchant declared.
    pub n_declared: u32,
    /// Lines of accepts and retypes for which nothing was learned.
    pub lines_without_relation: Vec<u64>,
    /// Lines of retypes to a type that orders must show, and too few do.
    pub lines_without_orders: Vec<u64>,
}

impl RelationsFile {
    /// Overrules what was learned. `n_both` says how many orders held a pair: 0 below the privacy floor.
    pub fn overrule(
        &self,
        relations: &mut TypedRelations,
        catalog: &Catalog,
        n_both: impl Fn(u32, u32) -> u32,
    ) -> Overruled {
        let mut overruled = Overruled::default();
        self.block(relations, catalog, &mut overruled);
        for (&(anchor, candidate), &(judgement, line)) in &self.pairs {
            match judgement {
                Judgement::Block | Judgement::Add(_) => {}
                Judgement::Accept => {
                    if strongest_of(relations, anchor, candidate).is_none() {
                        overruled.lines_without_relation.push(line);
                    }
                }
                Judgement::Retype(to) => match strongest_of(relations, anchor, candidate) {
                    None => overruled.lines_without_relation.push(line),
                    Some((from, _)) if from == to => {}
                    Some((_, weight)) => {
                        let relation = Relation { candidate, weight, n_both: n_both(anchor, candidate) };
                        if to.has_evidence() && relation.n_both == 0 {
                            overruled.lines_without_orders.push(line);
                        } else {
                            put(relations, anchor, to, relation);
                            overruled.n_retyped += 1;
                        }
                    }
                },
            }
        }
        self.declare(relations, n_both, &mut overruled);
        relations.rows.retain(|_, rows| rows.iter().any(|row| !row.is_empty()));
        overruled
    }

    /// Puts variants that the merchant named into one family each, together with the families they had.
    pub fn join_families(&self, catalog: &mut Catalog) {
        for (a, b) in self.variants() {
            let name = |item: u32, catalog: &Catalog| {
                let item = catalog.items.get(to_usize(item))?;
                Some(item.family.clone().unwrap_or_else(|| item.sku.clone()))
            };
            let (Some(kept), Some(joined)) = (name(a, catalog), name(b, catalog)) else { continue };
            for (item, entry) in (0_u32..).zip(&mut catalog.items) {
                if item == a || item == b || entry.family.as_ref() == Some(&joined) {
                    entry.family = Some(kept.clone());
                }
            }
        }
    }

    fn block(&self, relations: &mut TypedRelations, catalog: &Catalog, overruled: &mut Overruled) {
        let items = &catalog.items;
        for (&relation_type, rows) in &mut relations.rows {
            if relation_type == RelationType::InsteadOf {
                continue; // Never suggested, so nothing to block: it tells what does the same job.
            }
            for (anchor, row) in (0_u32..).zip(rows) {
                row.retain(|relation| {
                    let is_blocked = match self.pairs.get(&(anchor, relation.candidate)) {
                        Some((judgement, _)) => *judgement == Judgement::Block,
                        None => self.blocks.iter().any(|(from, to)| {
                            from.holds(anchor, items) && to.holds(relation.candidate, items)
                        }),
                    };
                    overruled.n_blocked += u32::from(is_blocked);
                    !is_blocked
                });
            }
        }
        for (a, b) in self.variants() {
            overruled.n_blocked += take(relations, a, b) + take(relations, b, a);
        }
    }

    fn declare(
        &self,
        relations: &mut TypedRelations,
        n_both: impl Fn(u32, u32) -> u32,
        overruled: &mut Overruled,
    ) {
        let strongest = strongest_suggestions(relations);
        let median = median(strongest.values().copied().collect());
        for (&(anchor, candidate), &(judgement, _)) in &self.pairs {
            let Judgement::Add(relation_type) = judgement else { continue };
            let relation = if relation_type == RelationType::InsteadOf {
                Relation { candidate, weight: 1.0, n_both: 0 }
            } else {
                let weight = strongest.get(&anchor).copied().unwrap_or(median) * rank(relation_type);
                Relation { candidate, weight, n_both: n_both(anchor, candidate) }
            };
            put(relations, anchor, relation_type, relation);
            overruled.n_declared += 1;
        }
    }
}

/// What a declared relation weighs, in the strongest suggestions of its anchor: what something does not work without comes
/// before everything else. A power of two, so that doing it twice changes nothing.
const fn rank(relation_type: RelationType) -> f32 {
    if matches!(relation_type, RelationType::NeededWith) { 2.0 } else { 1.0 }
}

impl Side {
    pub(super) fn holds(&self, item: u32, items: &[CatalogItem]) -> bool {
        match self {
            Self::All => true,
            Self::Category(path) => {
                items.get(to_usize(item)).is_some_and(|item| item.category.starts_with(path))
            }
            Self::Item(wanted) => *wanted == item,
        }
    }
}

/// The type under which a pair is related, the strongest of several, with its weight.
fn strongest_of(relations: &TypedRelations, anchor: u32, candidate: u32) -> Option<(RelationType, f32)> {
    let of_type = |(&relation_type, rows): (&RelationType, &Rows)| {
        let row = rows.get(to_usize(anchor))?;
        let relation = row.iter().find(|relation| relation.candidate == candidate)?;
        Some((relation_type, relation.weight))
    };
    relations.rows.iter().filter_map(of_type).max_by(|a, b| a.1.total_cmp(&b.1))
}

/// Takes a pair out under every type.
fn take(relations: &mut TypedRelations, anchor: u32, candidate: u32) -> u32 {
    let mut n_taken = 0;
    for row in relations.rows.values_mut().filter_map(|rows| rows.get_mut(to_usize(anchor))) {
        let n_before = row.len();
        row.retain(|relation| relation.candidate != candidate);
        n_taken += to_u32(n_before - row.len());
    }
    n_taken
}

/// Relates a pair under one type and no other.
fn put(relations: &mut TypedRelations, anchor: u32, relation_type: RelationType, mut relation: Relation) {
    take(relations, anchor, relation.candidate);
    let n_orders_of = |item: u32| relations.n_orders_of.get(to_usize(item)).copied().unwrap_or(0);
    relation.n_both = relation.n_both.min(n_orders_of(anchor)).min(n_orders_of(relation.candidate));
    let n_items = relations.n_orders_of.len();
    let rows = relations.rows.entry(relation_type).or_insert_with(|| vec![Vec::new(); n_items]);
    if let Some(row) = rows.get_mut(to_usize(anchor)) {
        row.push(relation);
        row.sort_by(|a, b| {
            b.weight.total_cmp(&a.weight).then(b.n_both.cmp(&a.n_both)).then(a.candidate.cmp(&b.candidate))
        });
    }
}

/// Per anchor with suggestions: the weight of the strongest.
fn strongest_suggestions(relations: &TypedRelations) -> BTreeMap<u32, f32> {
    let mut strongest = BTreeMap::new();
    let suggested = |relation_type: RelationType| relation_type != RelationType::InsteadOf;
    for (relation_type, rows) in relations.rows.iter().filter(|(relation_type, _)| suggested(**relation_type))
    {
        for (anchor, row) in (0_u32..).zip(rows) {
            if let Some(relation) = row.first() {
                let own = relation.weight / rank(*relation_type);
                let weight = strongest.entry(anchor).or_insert(own);
                *weight = own.max(*weight);
            }
        }
    }
    strongest
}

/// The lower median; 1 of nothing. More of the same value do not move it.
fn median(mut weights: Vec<f32>) -> f32 {
    weights.sort_by(f32::total_cmp);
    weights.get(weights.len().saturating_sub(1) / 2).copied().unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::merchant::testing::{camera_relations, catalog, pairs_of};

    use RelationType::{BoughtTogether, Fits, InsteadOf, NeededWith, Protects};

    fn file(lines: &str) -> RelationsFile {
        let text = format!("anchor,candidate,action,type,note,reviewed\n{lines}");
        RelationsFile::parse(Path::new("relations.csv"), &text, &catalog()).unwrap()
    }

    /// Bag 3, card 2, toy 1, as learned.
    fn learned() -> TypedRelations {
        camera_relations(&[(0, 3.0), (2, 2.0), (6, 1.0)])
    }

    #[test]
    fn lines_block_retype_and_declare() {
        let mut relations = learned();
        let lines = "CAM,TOY,block,\nCAM,BAG,retype,protects\nCAM,LENS,add,fits\nCAM,CARD,accept,\n";
        let overruled = file(lines).overrule(&mut relations, &catalog(), |_, candidate| candidate);
        assert_eq!(pairs_of(&relations, 1), [(BoughtTogether, 2), (Fits, 3), (Protects, 0)]);
        assert_eq!((overruled.n_blocked, overruled.n_retyped, overruled.n_declared), (1, 1, 1));
        let declared = relations.rows[&Fits][1][0];
        assert_eq!(
            (declared.weight, declared.n_both),
            (3.0, 3),
            "as strong as the strongest, with its orders"
        );
        let retyped = Relation { candidate: 0, weight: 3.0, n_both: 0 };
        assert_eq!(relations.rows[&Protects][1], [retyped], "a retype keeps the weight");
    }

    #[test]
    fn doing_it_twice_changes_nothing() {
        let lines = "CAM,BAG,block,\n*,TOY,block,\nCAM,CARD,retype,needed-with,,2026-11-21\nCAM,LENS,add,fits\n\
                     TOY,BAG,add,care-for\nLENS,LENS-N,retype,variant\n";
        let mut once = learned();
        file(lines).overrule(&mut once, &catalog(), |_, _| 7);
        let mut twice = once.clone();
        let overruled = file(lines).overrule(&mut twice, &catalog(), |_, _| 7);
        assert_eq!(once, twice);
        assert_eq!((overruled.n_blocked, overruled.n_retyped), (0, 0));
    }

    #[test]
    fn a_line_for_two_items_wins_over_a_wider_one() {
        let mut relations = learned();
        file("CAM,BAG,accept,\nCAM,*,block,\n").overrule(&mut relations, &catalog(), |_, _| 0);
        assert_eq!(pairs_of(&relations, 1), [(BoughtTogether, 0)]);
        let mut relations = learned();
        file("category:Cameras,category:Bags,block,\n").overrule(&mut relations, &catalog(), |_, _| 0);
        assert_eq!(pairs_of(&relations, 1), [(BoughtTogether, 2), (BoughtTogether, 6)]);
    }

    #[test]
    fn what_was_declared_and_is_then_accepted_stands() {
        let mut relations = learned();
        let lines = "CAM,LENS,add,fits\nCAM,BAG,retype,protects\nCAM,LENS,accept,\nCAM,BAG,accept,\n";
        file(lines).overrule(&mut relations, &catalog(), |_, _| 0);
        assert_eq!(
            pairs_of(&relations, 1),
            [(BoughtTogether, 2), (BoughtTogether, 6), (Fits, 3), (Protects, 0)]
        );
    }

    #[test]
    fn a_substitute_may_be_declared_and_has_no_orders() {
        let mut relations = learned();
        file("CAM,LENS,add,instead-of\n").overrule(&mut relations, &catalog(), |_, _| 9);
        let declared = Relation { candidate: 3, weight: 1.0, n_both: 0 };
        assert_eq!(relations.rows[&InsteadOf][1], [declared]);
    }

    #[test]
    fn no_line_makes_up_evidence() {
        let mut relations = learned();
        let lines = "CAM,CARD,retype,completes-set\nCAM,LENS,retype,fits\nCAM,LENS-N,accept,\nTOY,BAG,add,needed-with,,2026-11-21\n";
        let overruled = file(lines).overrule(&mut relations, &catalog(), |_, _| 0);
        assert_eq!(overruled.lines_without_orders, [2]);
        assert_eq!(overruled.lines_without_relation, [3, 4]);
        assert_eq!(relations.rows[&BoughtTogether][1].len(), 3, "the retype without orders did nothing");
        let declared = relations.rows[&NeededWith][6][0];
        assert_eq!((declared.weight, declared.n_both), (6.0, 0), "twice the median, and no orders");
    }

    #[test]
    fn what_does_the_same_job_is_no_suggestion() {
        let mut relations = learned();
        file("CAM,TOY,retype,instead-of\nCAM,BAG,block,\nCAM,LENS,add,fits\n").overrule(
            &mut relations,
            &catalog(),
            |_, _| 0,
        );
        assert_eq!(pairs_of(&relations, 1), [(BoughtTogether, 2), (Fits, 3), (InsteadOf, 6)]);
    }

    #[test]
    fn variants_share_a_family_and_no_relation() {
        let file = file("CAM,TOY,retype,variant\nTOY,LENS,retype,variant\n");
        let mut relations = learned();
        file.overrule(&mut relations, &catalog(), |_, _| 0);
        assert_eq!(pairs_of(&relations, 1), [(BoughtTogether, 0), (BoughtTogether, 2)]);
        let mut catalog = catalog();
        file.join_families(&mut catalog);
        let families: Vec<Option<&str>> = catalog.items.iter().map(|item| item.family.as_deref()).collect();
        assert_eq!(families, [None, Some("LENS"), None, Some("LENS"), None, None, Some("LENS")]);
    }
}
