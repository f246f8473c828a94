//! From what is bought together to relations of every type: what each truly is, what the merchant says of it, and
//! the bundles that follow.

use goeswith_engine::model::{Label, Unit};
use goeswith_engine::relation_type::RelationType;

use crate::baskets::Baskets;
use crate::catalog::Catalog;
use crate::label::{colors, needs, topics};
use crate::learn::bundles::{self, Bundle, BundleRules, n_customers, orders_with_all};
use crate::learn::kinds::{later, sets, substitutes};
use crate::learn::{OrderIndex, Rows, TypedRelations};
use crate::merchant::{Merchant, MerchantError, MerchantReport, needs_of, read_bundles};
use crate::num::{to_u32, to_usize};

/// What follows from the relations.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Related {
    /// What the merchant's files did.
    pub merchant: MerchantReport,
    /// Per item what it offers and wants; empty when the merchant has no rule.
    pub compatibility: Vec<Vec<u32>>,
    /// Needs, colors and sensitive topics, per item of the catalogue.
    pub labels: Vec<(Label, Vec<Option<String>>)>,
    /// The merchant's bundles, then those found in orders, strongest first.
    pub bundles: Vec<Bundle>,
}

/// Gives every relation its type, finds substitutes, lets the merchant overrule all of it, and finds bundles.
///
/// `relations` come in as *bought together*, and *alike* where titles were compared. Pairs of fewer customers than
/// `floor` never enter. What visits hold stays as it is: people look at what takes an item's place as much as at what
/// goes with it, so neither substitutes nor sets nor bundles are read off them.
///
/// # Errors
/// When a bundle of the merchant's breaks a rule.
pub fn relate(
    catalog: &Catalog,
    baskets: &Baskets,
    index: &OrderIndex<'_>,
    merchant: &Merchant,
    floor: u32,
    unit: Unit,
    relations: &mut TypedRelations,
) -> Result<Related, MerchantError> {
    if unit == Unit::Orders {
        type_learned(catalog, baskets, index, floor, relations);
    }
    let n_both = |a: u32, b: u32| {
        let orders = orders_with_all(index, &[a, b]);
        if n_customers(baskets, &orders) < floor { 0 } else { to_u32(orders.len()) }
    };
    let compatibility = merchant.taxonomy.compatibility(catalog);
    let report = merchant.apply(relations, &compatibility, catalog, n_both);
    relations.rows.retain(|_, rows| rows.iter().any(|row| !row.is_empty()));

    let empty = Rows::new();
    let substitutes = relations.rows.get(&RelationType::InsteadOf).unwrap_or(&empty);
    let apart = |a: u32, b: u32| {
        are_variants(catalog, a, b)
            || has(substitutes, a, b)
            || has(substitutes, b, a)
            || compatibility.fit(a, b) == goeswith_engine::compatibility::Fit::Incompatible
    };
    let need_of = needs_of(catalog, &merchant.taxonomy);
    let rules = BundleRules { need_of: &need_of, apart, floor };
    let customers = |orders: &[u32]| n_customers(baskets, orders);
    let mut bundles = match &merchant.bundles {
        Some(path) => read_bundles(path, catalog, index, customers, &rules)?,
        None => Vec::new(),
    };
    let found = if unit == Unit::Orders { bundles::find(relations, baskets, &rules) } else { Vec::new() };
    for found in found {
        if bundles.iter().all(|known| known.items != found.items) {
            bundles.push(found);
        }
    }
    let taxonomy = &merchant.taxonomy;
    let labels = vec![
        (Label::Need, needs(catalog, taxonomy)),
        (Label::Color, colors(catalog)),
        (Label::Topic, topics(catalog, taxonomy)),
    ];
    Ok(Related { merchant: report, compatibility: compatibility.codes_of_item, labels, bundles })
}

/// Moves what completes a set and what is bought later out of *bought together*, adds substitutes, and takes these out
/// of what is alike.
fn type_learned(
    catalog: &Catalog,
    baskets: &Baskets,
    index: &OrderIndex<'_>,
    floor: u32,
    relations: &mut TypedRelations,
) {
    let Some(together) = relations.rows.get_mut(&RelationType::BoughtTogether) else { return };
    let sets = sets::take(catalog, index, together);
    let later = later::take(catalog, baskets, together, &sets, floor);
    let mut substitutes = substitutes::learn(catalog, baskets, floor);
    // What may be suggested beside an item does not take its place.
    for (anchor, row) in (0..).zip(&mut substitutes) {
        row.retain(|relation| {
            let other = relation.candidate;
            [&*together, &sets, &later.rows]
                .into_iter()
                .all(|rows| !has(rows, anchor, other) && !has(rows, other, anchor))
        });
    }
    if let Some(alike) = relations.rows.get_mut(&RelationType::Alike) {
        for (anchor, row) in (0..).zip(alike) {
            row.retain(|relation| {
                let other = relation.candidate;
                !has(&substitutes, anchor, other) && !has(&substitutes, other, anchor)
            });
        }
    }
    relations.n_returned_of = later.n_returned_of;
    relations.rows.extend([
        (RelationType::CompletesSet, sets),
        (RelationType::BoughtLater, later.rows),
        (RelationType::InsteadOf, substitutes),
    ]);
}

fn has(rows: &Rows, anchor: u32, candidate: u32) -> bool {
    let row = rows.get(to_usize(anchor));
    row.is_some_and(|row| row.iter().any(|relation| relation.candidate == candidate))
}

/// Whether the catalogue says that two items are one thing in two colors or sizes.
pub(crate) fn are_variants(catalog: &Catalog, a: u32, b: u32) -> bool {
    let family = |item: u32| catalog.items.get(to_usize(item)).and_then(|item| item.family.as_deref());
    family(a).is_some() && family(a) == family(b)
}
