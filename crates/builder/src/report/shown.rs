//! What shoppers would be shown: the engine's own choice beside every item alone, weighted by how many orders hold it.

use std::collections::{BTreeMap, BTreeSet};

use goeswith_engine::confidence::Level;
use goeswith_engine::context::Context;
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::model::Model;
use goeswith_engine::pacing::Permit;
use goeswith_engine::score::{Basis, Contribution};
use goeswith_engine::select::select;
use goeswith_engine::shopper::Shopper;
use rayon::prelude::*;

/// Suggestions of a row, as a shopper sees them who never changed anything.
pub const N_SHOWN: usize = 3;

/// Items are told apart by popularity in this many equal parts.
const N_PARTS: usize = 10;

/// The rows of all carts of one item.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shown {
    /// By ascending anchor.
    pub rows: Vec<ShownRow>,
}

/// The row beside one item.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownRow {
    /// The item in the cart.
    pub anchor: ItemId,
    /// Orders with it, the least of its band.
    pub n_orders: u32,
    /// At most [`N_SHOWN`], best first.
    pub cards: Vec<ShownCard>,
}

/// One suggestion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShownCard {
    /// The item suggested.
    pub item: ItemId,
    /// What the shopper is told of how sure it is.
    pub level: Level,
    /// What it rests on.
    pub contribution: Contribution,
}

/// How many shoppers would see anything.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coverage {
    /// Items beside which at least one suggestion is shown.
    pub n_with_any: usize,
    /// Items beside which the row is full.
    pub n_full: usize,
    /// Share of item orders with at least one suggestion.
    pub any_by_orders: f64,
    /// Share of item orders with a full row.
    pub full_by_orders: f64,
    /// Distinct items suggested.
    pub n_suggested: usize,
}

/// A group's share of what is bought and of what is suggested.
#[derive(Debug, Clone, PartialEq)]
pub struct Exposure {
    /// The group.
    pub name: String,
    /// Its items.
    pub n_items: usize,
    /// Share of item orders.
    pub bought: f64,
    /// Share of suggestions, every one weighted by the orders of its anchor.
    pub suggested: f64,
}

impl Shown {
    /// Asks the engine once per item.
    #[must_use]
    pub fn simulate<B: AsRef<[u8]> + Sync>(model: &Model<B>) -> Self {
        let anchors: Vec<ItemId> = model.item_ids().collect();
        Self { rows: anchors.par_iter().map(|&anchor| row(model, anchor)).collect() }
    }

    /// Every pair anchor → suggestion.
    #[must_use]
    pub fn pairs(&self) -> BTreeMap<(ItemId, ItemId), ShownCard> {
        let pairs =
            self.rows.iter().flat_map(|row| row.cards.iter().map(|card| ((row.anchor, card.item), *card)));
        pairs.collect()
    }

    /// How many shoppers would see anything.
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        let n_if = |is: fn(&ShownRow) -> bool| self.rows.iter().filter(|row| is(row)).count();
        let all: f64 = self.rows.iter().map(|row| f64::from(row.n_orders)).sum();
        let by_orders = |is: fn(&ShownRow) -> bool| {
            share(self.rows.iter().filter(|row| is(row)).map(|row| f64::from(row.n_orders)).sum(), all)
        };
        let suggested: BTreeSet<ItemId> =
            self.rows.iter().flat_map(|row| &row.cards).map(|card| card.item).collect();
        Coverage {
            n_with_any: n_if(|row| !row.cards.is_empty()),
            n_full: n_if(|row| row.cards.len() == N_SHOWN),
            any_by_orders: by_orders(|row| !row.cards.is_empty()),
            full_by_orders: by_orders(|row| row.cards.len() == N_SHOWN),
            n_suggested: suggested.len(),
        }
    }

    /// Shares of suggestions by what is told of each, weighted by the orders of the anchor.
    #[must_use]
    pub fn mix(&self, of: impl Fn(&ShownCard) -> String) -> Vec<(String, f64)> {
        let mut weights: BTreeMap<String, f64> = BTreeMap::new();
        for (row, card) in self.rows.iter().flat_map(|row| row.cards.iter().map(move |card| (row, card))) {
            *weights.entry(of(card)).or_default() += f64::from(row.n_orders);
        }
        let all = weights.values().sum();
        let mut shares: Vec<(String, f64)> =
            weights.into_iter().map(|(name, weight)| (name, share(weight, all))).collect();
        shares.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        shares
    }

    /// What groups of items are bought, and what is suggested of them; the most bought first.
    #[must_use]
    pub fn exposures<B: AsRef<[u8]>>(
        &self,
        model: &Model<B>,
        group: impl Fn(ItemId) -> String,
    ) -> Vec<Exposure> {
        let mut groups: BTreeMap<String, (usize, f64, f64)> = BTreeMap::new();
        for item in model.item_ids() {
            let (n_items, bought, _) = groups.entry(group(item)).or_default();
            *n_items += 1;
            *bought += f64::from(model.item(item).map_or(0, |item| item.n_orders));
        }
        for row in &self.rows {
            for card in &row.cards {
                groups.entry(group(card.item)).or_default().2 += f64::from(row.n_orders);
            }
        }
        let bought_all = groups.values().map(|(_, bought, _)| bought).sum();
        let suggested_all = groups.values().map(|(.., suggested)| suggested).sum();
        let exposure = |(name, (n_items, bought, suggested)): (String, (usize, f64, f64))| Exposure {
            name,
            n_items,
            bought: share(bought, bought_all),
            suggested: share(suggested, suggested_all),
        };
        let mut exposures: Vec<Exposure> = groups.into_iter().map(exposure).collect();
        exposures.sort_by(|a, b| b.bought.total_cmp(&a.bought).then_with(|| a.name.cmp(&b.name)));
        exposures
    }

    /// Exposures of equally many items each, from the most bought tenth to the least.
    #[must_use]
    pub fn by_popularity<B: AsRef<[u8]>>(&self, model: &Model<B>) -> Vec<Exposure> {
        let mut items: Vec<ItemId> = model.item_ids().collect();
        let n_orders = |item: ItemId| model.item(item).map_or(0, |item| item.n_orders);
        items.sort_by_key(|&item| (std::cmp::Reverse(n_orders(item)), item));
        let part_of: BTreeMap<ItemId, usize> =
            items.iter().enumerate().map(|(rank, &item)| (item, rank * N_PARTS / items.len())).collect();
        let name = |part: usize| format!("{}–{} %", part * 100 / N_PARTS, (part + 1) * 100 / N_PARTS);
        let mut exposures = self.exposures(model, |item| name(part_of.get(&item).copied().unwrap_or(0)));
        let order: Vec<String> = (0..N_PARTS).map(name).collect();
        exposures.sort_by_key(|exposure| order.iter().position(|name| *name == exposure.name));
        exposures
    }
}

/// Words for what a suggestion rests on.
#[must_use]
pub fn basis(card: &ShownCard) -> String {
    match card.contribution.basis {
        _ if card.contribution.in_place_of.is_some() => "in place of another".to_owned(),
        Basis::Relation(relation_type) => relation_type.name().to_owned(),
        Basis::Category(_) => "goes with the category".to_owned(),
        Basis::Pick(_) => "picked for the category".to_owned(),
    }
}

fn row<B: AsRef<[u8]>>(model: &Model<B>, anchor: ItemId) -> ShownRow {
    let context = Context::new(&[anchor], &[], Millis(0));
    let selection = select(model, &context, &Shopper::default(), Permit::unpaced(), N_SHOWN);
    let card = |suggestion: &goeswith_engine::select::Suggestion| {
        Some(ShownCard {
            item: suggestion.item,
            level: suggestion.reason.level(),
            contribution: *suggestion.reason.contributions().first()?,
        })
    };
    ShownRow {
        anchor,
        n_orders: model.item(anchor).map_or(0, |item| item.n_orders),
        cards: selection.suggestions.iter().filter_map(card).collect(),
    }
}

/// 0 of nothing.
fn share(part: f64, all: f64) -> f64 {
    if all > 0.0 { part / all } else { 0.0 }
}
