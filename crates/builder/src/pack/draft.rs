//! Putting the parts of a model together.

use std::collections::BTreeMap;

use goeswith_engine::bands;
use goeswith_engine::ids::ItemId;
use goeswith_engine::model::{
    Bundle, Draft, DraftItem, DraftLabels, DraftRelation, DraftRow, Label, Months, Profiles,
};
use goeswith_engine::relation_type::RelationType;
use miette::Diagnostic;
use thiserror::Error;

use super::bisection;
use super::categories::Categories;
use super::families;
use super::initials::Initials;
use super::weights;
use crate::catalog::{Catalog, CatalogItem};
use crate::learn::{self, CategoryRow, Relation, Rows};
use crate::make::Learned;
use crate::num::{to_u32, to_usize};

/// A catalogue that does not fit into a model.
#[derive(Debug, Error, Diagnostic, PartialEq, Eq)]
pub enum PackError {
    /// More categories than a model can number.
    #[error("the catalogue has more categories than a model can hold")]
    #[diagnostic(help("shorten the category paths, for example to their first two levels"))]
    TooManyCategories,
}

/// Packs everything into a draft: every item of the catalogue, whether or not an order ever held it.
///
/// `currency` is the ISO 4217 code of the catalogue's prices, `manifest` the JSON that says how the model was
/// made. The draft never ends. The same arguments give an equal draft.
///
/// # Errors
/// When the catalogue has too many categories.
///
/// # Panics
/// When relations were not learned from orders over the items of `catalog`.
#[expect(clippy::indexing_slicing, reason = "relations have a row per item of the catalogue, asserted")]
pub fn pack(
    catalog: &Catalog,
    learned: &Learned,
    currency: &str,
    manifest: String,
) -> Result<Draft, PackError> {
    let relations = &learned.relations;
    for rows in relations.rows.values() {
        assert_eq!(rows.len(), catalog.items.len(), "a row of relations per item");
    }
    let order = bisection::order(catalog.items.len(), &groups(&relations.rows));
    let numbering = Numbering::new(&order);
    let categories = Categories::new(catalog).ok_or(PackError::TooManyCategories)?;
    let initials = Initials::new(catalog);
    // Substitutes are never summed with the others: their weights are likenesses, and have a unit of their own.
    let (apart, summed): (Vec<_>, Vec<_>) =
        relations.rows.iter().partition(|(of, _)| **of == RelationType::InsteadOf);
    let max_of = |typed: &[(&RelationType, &Rows)]| {
        weights::model_max(typed.iter().flat_map(|(_, rows)| rows.iter().flatten()))
    };
    let (max_apart, max_summed) = (max_of(&apart), max_of(&summed));
    let in_order = order.iter().map(|&item| (&catalog.items[to_usize(item)], to_usize(item)));
    let families = families::number(in_order.clone().map(|(item, _)| item.family.as_deref()));

    let mut items = Vec::with_capacity(order.len());
    for ((item, position), family) in std::iter::zip(in_order.clone(), families) {
        let CatalogItem { sku, title, price_hundredths, category, .. } = item;
        items.push(DraftItem {
            sku: sku.clone(),
            title: title.clone(),
            lowercase_initial: initials.is_small(title),
            price_hundredths: *price_hundredths,
            category: categories.id(category).ok_or(PackError::TooManyCategories)?,
            family,
            n_orders: bands::least(relations.n_orders_of[position]),
        });
    }
    let positions: Vec<usize> = in_order.map(|(_, position)| position).collect();
    let typed = relations.rows.iter().map(|(&relation_type, rows)| {
        let base = |position: usize| match relations.n_returned_of.get(position) {
            Some(&n_returned) if relation_type.counts_customers() => n_returned,
            _ => 0,
        };
        let max = if relation_type == RelationType::InsteadOf { max_apart } else { max_summed };
        let row = |&position: &usize| row(&rows[position], base(position), max, &numbering);
        (relation_type, positions.iter().map(row).collect::<Vec<DraftRow>>())
    });
    let typed: BTreeMap<RelationType, Vec<DraftRow>> =
        typed.filter(|(_, rows)| rows.iter().any(|row| row.scale > 0)).collect();
    Ok(Draft {
        currency: currency.to_owned(),
        unit: learned.unit,
        n_orders: relations.n_orders,
        categories: categories.table(),
        items,
        manifest,
        calibration: learned.calibration.for_model(),
        last_day: 0,
        profiles: profiles(&learned.profiles, &typed, &numbering),
        relations: typed,
        compatibility: numbering.in_order(&learned.related.compatibility),
        labels: labels(&learned.related.labels, &numbering),
        bundles: learned.related.bundles.iter().map(|bundle| numbering.bundle(bundle)).collect(),
        fallback: fallback(&learned.fallback, &categories, &numbering)?,
    })
}

/// The labels by number; kinds that no item has go.
fn labels(learned: &[(Label, Vec<Option<String>>)], numbering: &Numbering) -> BTreeMap<Label, DraftLabels> {
    let of = |(label, words): &(Label, Vec<Option<String>>)| {
        let ordered = numbering.in_order(words);
        let words: Vec<Option<&str>> = ordered.iter().map(Option::as_deref).collect();
        DraftLabels::new(&words).map(|labels| (*label, labels))
    };
    learned.iter().filter_map(of).collect()
}

/// The profiles by number; those of relations that were too weak to be kept go.
fn profiles(
    learned: &learn::Profiles,
    typed: &BTreeMap<RelationType, Vec<DraftRow>>,
    numbering: &Numbering,
) -> Profiles {
    fn by_item<P: Copy>(learned: &[(u32, P)], numbering: &Numbering) -> Vec<(ItemId, P)> {
        let mut profiles: Vec<(ItemId, P)> =
            learned.iter().map(|&(item, profile)| (numbering.id(item), profile)).collect();
        profiles.sort_unstable_by_key(|&(item, _)| item);
        profiles
    }
    let together = typed.get(&RelationType::BoughtTogether);
    let is_kept = |anchor: ItemId, candidate: ItemId| {
        let row = together.and_then(|rows| rows.get(anchor.index()));
        row.is_some_and(|row| row.relations.iter().any(|relation| relation.candidate == candidate))
    };
    let numbered = |&((anchor, candidate), months): &((u32, u32), Months)| {
        let (anchor, candidate) = (numbering.id(anchor), numbering.id(candidate));
        is_kept(anchor, candidate).then_some(((anchor, candidate), months))
    };
    let mut relation_months: Vec<((ItemId, ItemId), Months)> =
        learned.relation_months.iter().filter_map(numbered).collect();
    relation_months.sort_unstable();
    Profiles {
        months: by_item(&learned.months, numbering),
        dayparts: by_item(&learned.dayparts, numbering),
        relation_months,
        devices: by_item(&learned.devices, numbering),
        markets: learned.markets.clone(),
        item_markets: by_item(&learned.item_markets, numbering),
    }
}

/// The rows of all categories of the table; none when no category has any.
fn fallback(
    learned: &[CategoryRow],
    categories: &Categories,
    numbering: &Numbering,
) -> Result<Vec<DraftRow>, PackError> {
    if learned.is_empty() {
        return Ok(Vec::new());
    }
    let max = weights::model_max(learned.iter().flat_map(|row| &row.relations));
    let mut rows = vec![DraftRow::default(); categories.table().len()];
    for own in learned {
        let id = categories.id(&own.category).ok_or(PackError::TooManyCategories)?;
        if let Some(slot) = rows.get_mut(id.index()) {
            *slot = row(&own.relations, own.n_orders, max, numbering);
        }
    }
    Ok(rows)
}

/// What wants to be near each other: every anchor and its candidates.
fn groups(typed: &BTreeMap<RelationType, Rows>) -> Vec<Vec<u32>> {
    let group = |(anchor, row): (usize, &Vec<Relation>)| {
        std::iter::once(to_u32(anchor)).chain(row.iter().map(|relation| relation.candidate)).collect()
    };
    let rows = typed.values().flat_map(|rows| rows.iter().enumerate());
    rows.filter(|(_, row)| !row.is_empty()).map(group).collect()
}

/// From positions in the catalogue to positions in the model.
struct Numbering(Vec<ItemId>);

impl Numbering {
    #[expect(clippy::indexing_slicing, reason = "an order is a permutation")]
    fn new(order: &[u32]) -> Self {
        let mut ids = vec![ItemId(0); order.len()];
        for (number, &item) in (0..).zip(order) {
            ids[to_usize(item)] = ItemId(number);
        }
        Self(ids)
    }

    /// A list per item of the catalogue, in the order of the model; none stays none.
    fn in_order<T: Clone + Default>(&self, lists: &[T]) -> Vec<T> {
        let mut ordered = vec![T::default(); lists.len()];
        for (id, list) in std::iter::zip(&self.0, lists) {
            if let Some(slot) = ordered.get_mut(id.index()) {
                slot.clone_from(list);
            }
        }
        ordered
    }

    fn bundle(&self, bundle: &learn::bundles::Bundle) -> Bundle {
        let mut items: Vec<ItemId> = bundle.items.iter().map(|&item| self.id(item)).collect();
        items.sort_unstable();
        Bundle { name: bundle.name.clone(), items, n_orders: bands::least(bundle.n_orders) }
    }

    #[expect(clippy::indexing_slicing, reason = "candidates are items of the catalogue")]
    fn id(&self, item: u32) -> ItemId {
        self.0[to_usize(item)]
    }
}

/// `relations` are strongest first.
fn row(relations: &[Relation], n_base: u32, model_max: f32, numbering: &Numbering) -> DraftRow {
    let Some(strongest) = relations.first() else { return DraftRow::default() };
    let kept = relations.iter().filter_map(|&Relation { candidate, weight, n_both }| {
        let weight = weights::step(weight, strongest.weight)?;
        Some(DraftRelation { candidate: numbering.id(candidate), weight, n_both: bands::least(n_both) })
    });
    let mut kept: Vec<DraftRelation> = kept.collect();
    kept.sort_unstable_by_key(|relation| relation.candidate);
    DraftRow {
        scale: weights::scale(strongest.weight, model_max),
        base: bands::least(n_base),
        relations: kept,
    }
}
