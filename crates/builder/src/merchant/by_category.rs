//! The merchant's word on what goes with a mere category: picks come in, and whatever is ruled out goes.
//!
//! A relation from a category speaks for every item of the category. So it goes as soon as a line or a rule forbids it
//! to any of them: what the merchant blocked for one anchor must not come back to it by way of its category.

use goeswith_engine::relation_type::RelationType;

use super::Merchant;
use super::relations_file::{Judgement, RelationsFile, Side};
use super::taxonomy::Taxonomy;
use crate::catalog::{Catalog, CatalogItem};
use crate::learn::{CategoryRow, Relation};
use crate::num::to_usize;

/// What the merchant's files did to relations from categories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct ByCategory {
    /// Relations that came in.
    pub n_picked: u32,
    /// Relations that went.
    pub n_barred: u32,
}

impl Merchant {
    /// Puts picks in, each as strong as the strongest of its category and without any order, and takes out what is ruled
    /// out. Of what orders and the merchant both say, the orders stay.
    pub fn apply_to_categories(&self, rows: &mut Vec<CategoryRow>, catalog: &Catalog) -> ByCategory {
        let mut done = ByCategory::default();
        for (category, picks) in &self.relations.picks {
            let at = rows.binary_search_by(|row| row.category.cmp(category)).unwrap_or_else(|at| {
                rows.insert(
                    at,
                    CategoryRow { category: category.clone(), n_orders: 0, relations: Vec::new() },
                );
                at
            });
            let Some(row) = rows.get_mut(at) else { continue };
            let weight = row.relations.first().map_or(1.0, |strongest| strongest.weight);
            for &candidate in picks {
                if row.relations.iter().all(|known| known.candidate != candidate) {
                    row.relations.push(Relation { candidate, weight, n_both: 0 });
                    done.n_picked += 1;
                }
            }
        }
        for row in &mut *rows {
            let category = &row.category;
            row.relations.retain(|relation| {
                let is_barred = self.relations.bars(category, relation.candidate, &catalog.items)
                    || self.taxonomy.bars(category, relation.candidate, &catalog.items);
                done.n_barred += u32::from(is_barred);
                !is_barred
            });
        }
        rows.retain(|row| !row.relations.is_empty());
        done
    }
}

impl RelationsFile {
    /// Whether a line blocks the candidate for any item of a category.
    fn bars(&self, category: &[String], candidate: u32, items: &[CatalogItem]) -> bool {
        let is_within =
            |item: u32| items.get(to_usize(item)).is_some_and(|item| item.category.starts_with(category));
        let by_pair = self.pairs.iter().any(|(&(anchor, blocked), &(judgement, _))| {
            blocked == candidate && judgement == Judgement::Block && is_within(anchor)
        });
        let by_line = self.blocks.iter().any(|(from, to)| {
            let concerns = match from {
                Side::All => true,
                Side::Category(path) => overlap(path, category),
                Side::Item(item) => is_within(*item),
            };
            concerns && to.holds(candidate, items)
        });
        by_pair || by_line
    }
}

impl Taxonomy {
    /// Whether a rule leaves the candidate no relation by orders to any item of a category.
    fn bars(&self, category: &[String], candidate: u32, items: &[CatalogItem]) -> bool {
        self.allowed.iter().any(|rule| {
            !rule.types.contains(&RelationType::BoughtTogether)
                && overlap(&rule.anchor, category)
                && Side::Category(rule.candidate.clone()).holds(candidate, items)
        })
    }
}

/// Whether one of two categories is the other or above it.
fn overlap(a: &[String], b: &[String]) -> bool {
    a.starts_with(b) || b.starts_with(a)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::merchant::testing::catalog;

    /// What goes with cameras after these lines and rules: item and orders.
    fn with_cameras(lines: &str, rules: &str) -> (Vec<(u32, u32)>, ByCategory) {
        let catalog = catalog();
        let text = format!("anchor,candidate,action,type\n{lines}");
        let merchant = Merchant {
            relations: RelationsFile::parse(Path::new("relations.csv"), &text, &catalog).unwrap(),
            taxonomy: Taxonomy::parse(Path::new("taxonomy.toml"), rules, &catalog).unwrap(),
            ..Merchant::default()
        };
        let learned = Relation { candidate: 0, weight: 0.25, n_both: 40 };
        let cameras = vec!["Cameras".to_owned()];
        let mut rows =
            vec![CategoryRow { category: cameras.clone(), n_orders: 90, relations: vec![learned] }];
        let done = merchant.apply_to_categories(&mut rows, &catalog);
        let row = rows.into_iter().find(|row| row.category == cameras);
        let relations = row.map(|row| row.relations).unwrap_or_default();
        (relations.iter().map(|relation| (relation.candidate, relation.n_both)).collect(), done)
    }

    #[test]
    fn a_pick_comes_in_without_orders_and_what_orders_say_stays() {
        let (relations, done) = with_cameras("category:Cameras,TOY,pick,\ncategory:Cameras,BAG,pick,\n", "");
        assert_eq!(relations, [(0, 40), (6, 0)]);
        assert_eq!(done, ByCategory { n_picked: 1, n_barred: 0 });
    }

    #[test]
    fn what_is_blocked_for_any_item_of_the_category_goes() {
        for line in
            ["*,BAG,block,", "CAM,BAG,block,", "category:Cameras,category:Bags,block,", "CAM,*,block,"]
        {
            assert_eq!(with_cameras(line, "").0, [], "{line}");
        }
        for line in ["*,TOY,block,", "TOY,BAG,block,", "category:Bags,BAG,block,"] {
            assert_eq!(with_cameras(line, "").0, [(0, 40)], "{line}");
        }
        let (relations, done) = with_cameras("category:Cameras,TOY,pick,\n*,TOY,block,\n", "");
        assert_eq!(
            (relations.as_slice(), done.n_barred),
            (&[(0, 40)][..], 1),
            "a block is stronger than a pick"
        );
    }

    #[test]
    fn what_a_rule_leaves_no_relation_by_orders_goes() {
        let rule = |types: &str| {
            format!(
                "[[relation]]\nanchor_category = \"Cameras\"\ncandidate_category = \"Bags\"\ntypes = [{types}]\n"
            )
        };
        assert_eq!(with_cameras("", &rule("\"protects\"")).0, []);
        assert_eq!(with_cameras("", &rule("\"bought-together\"")).0, [(0, 40)]);
    }
}
