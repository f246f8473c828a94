//! How one model differs from another: items, relations, and by how much rankings move.

use std::collections::{BTreeMap, BTreeSet};

use goeswith_engine::context::Context;
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::model::Model;
use goeswith_engine::score::{ALIKE, BORNE_OUT, Rung, score, score_fallback};
use rayon::prelude::*;
use serde::Serialize;

use super::ranking::{overlap, rank_biased_overlap};

/// Anchors named as most changed.
pub const MAX_MOST_CHANGED: usize = 10;
/// Items of a ranking that are compared.
const MAX_RANKING: usize = 10;

/// What changed from an old model to a new one. Items are named by SKU: numbers differ between builds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// Items.
    pub items: ItemChanges,
    /// Relations.
    pub relations: RelationChanges,
    /// Rankings.
    pub rankings: RankingChanges,
}

/// Items of either model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemChanges {
    /// Items of the old model.
    pub n_old: usize,
    /// Items of the new one.
    pub n_new: usize,
    /// SKUs of the new model alone, ascending.
    pub added: Vec<String>,
    /// SKUs of the old model alone, ascending.
    pub removed: Vec<String>,
    /// SKUs whose title, category or price is another, ascending.
    pub changed: Vec<String>,
}

/// Relations of either model, as pairs anchor → candidate with all their types.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RelationChanges {
    /// Pairs of the old model.
    pub n_old: usize,
    /// Pairs of the new one.
    pub n_new: usize,
    /// Pairs of the new model alone.
    pub added: Vec<Pair>,
    /// Pairs of the old model alone.
    pub removed: Vec<Pair>,
    /// Pairs of both whose types differ.
    pub retyped: Vec<Retyped>,
    /// Pairs of both with the same types and another strength or evidence.
    pub n_changed: usize,
}

/// A directed pair.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Pair {
    /// SKU of the anchor.
    pub anchor: String,
    /// SKU of the candidate.
    pub candidate: String,
    /// Its types.
    pub types: Vec<&'static str>,
}

/// A directed pair whose types differ.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Retyped {
    /// SKU of the anchor.
    pub anchor: String,
    /// SKU of the candidate.
    pub candidate: String,
    /// Its types before.
    pub was: Vec<&'static str>,
    /// Its types now.
    pub is: Vec<&'static str>,
}

/// How rankings move, over the anchors that both models have and at least one ranks anything for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RankingChanges {
    /// Those anchors.
    pub n_anchors: usize,
    /// Mean overlap of the first three.
    #[serde(rename = "overlap@3")]
    pub overlap_at_3: f64,
    /// Mean overlap of the first ten.
    #[serde(rename = "overlap@10")]
    pub overlap_at_10: f64,
    /// Mean rank-biased overlap, p = 0.9.
    pub rank_biased_overlap: f64,
    /// The same, every anchor weighted by its orders in the new model.
    pub rank_biased_overlap_by_orders: f64,
    /// At most [`MAX_MOST_CHANGED`], by orders times how far the ranking moved.
    pub most_changed: Vec<AnchorChange>,
}

/// One anchor's rankings.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AnchorChange {
    /// SKU of the anchor.
    pub anchor: String,
    /// Its title in the new model.
    pub title: String,
    /// Orders with it in the new model.
    pub n_orders: u32,
    /// Rank-biased overlap of the two rankings.
    pub rank_biased_overlap: f64,
    /// SKUs of the old ranking.
    pub was: Vec<String>,
    /// SKUs of the new one.
    pub is: Vec<String>,
}

impl Comparison {
    /// Compares two models.
    #[must_use]
    pub fn new<B: AsRef<[u8]> + Sync>(old: &Model<B>, new: &Model<B>) -> Self {
        Self {
            items: compare_items(old, new),
            relations: compare_relations(old, new),
            rankings: compare_rankings(old, new),
        }
    }
}

/// The best candidates beside one item alone, best first, as the engine ranks them before it asks what may be shown.
#[must_use]
pub fn ranking<B: AsRef<[u8]>>(model: &Model<B>, anchor: ItemId) -> Vec<&str> {
    let context = Context::new(&[anchor], &[], Millis(0));
    let mut ranked = score(model, &context, BORNE_OUT);
    if ranked.is_empty() {
        ranked = score(model, &context, ALIKE);
    }
    for rung in Rung::ALL {
        if ranked.is_empty() {
            ranked = score_fallback(model, &context, rung);
        }
    }
    ranked.iter().take(MAX_RANKING).map(|candidate| model.sku(candidate.item)).collect()
}

fn compare_items<B: AsRef<[u8]>>(old: &Model<B>, new: &Model<B>) -> ItemChanges {
    let skus = |model: &'_ Model<B>| -> BTreeSet<String> {
        model.item_ids().map(|item| model.sku(item).to_owned()).collect()
    };
    let (before, after) = (skus(old), skus(new));
    let told = |model: &Model<B>, sku: &str| {
        let id = model.find(sku)?;
        let item = model.item(id)?;
        Some((model.title(id).to_owned(), model.category_path(item.category), item.price_hundredths))
    };
    ItemChanges {
        n_old: before.len(),
        n_new: after.len(),
        added: after.difference(&before).cloned().collect(),
        removed: before.difference(&after).cloned().collect(),
        changed: after
            .intersection(&before)
            .filter(|sku| told(old, sku) != told(new, sku))
            .cloned()
            .collect(),
    }
}

/// Types, and strength and evidence under each.
type Known = Vec<(&'static str, u32, u32)>;

fn pairs<B: AsRef<[u8]>>(model: &Model<B>) -> BTreeMap<(&str, &str), Known> {
    let mut pairs: BTreeMap<_, Known> = BTreeMap::new();
    for of in model.relation_types() {
        for anchor in model.item_ids() {
            for relation in model.relations(of, anchor) {
                let pair = (model.sku(anchor), model.sku(relation.candidate));
                pairs.entry(pair).or_default().push((of.name(), relation.strength(), relation.n_both));
            }
        }
    }
    pairs
}

fn compare_relations<B: AsRef<[u8]>>(old: &Model<B>, new: &Model<B>) -> RelationChanges {
    let (before, after) = (pairs(old), pairs(new));
    let types = |known: &Known| known.iter().map(|(of, ..)| *of).collect::<Vec<_>>();
    let only = |here: &BTreeMap<(&str, &str), Known>, there: &BTreeMap<(&str, &str), Known>| {
        let alone = here.iter().filter(|(pair, _)| !there.contains_key(*pair));
        let pair = |(&(anchor, candidate), known): (&(&str, &str), &Known)| Pair {
            anchor: anchor.to_owned(),
            candidate: candidate.to_owned(),
            types: types(known),
        };
        alone.map(pair).collect::<Vec<_>>()
    };
    let mut retyped = Vec::new();
    let mut n_changed = 0;
    for (&(anchor, candidate), is) in &after {
        let Some(was) = before.get(&(anchor, candidate)) else { continue };
        if types(was) != types(is) {
            let (anchor, candidate) = (anchor.to_owned(), candidate.to_owned());
            retyped.push(Retyped { anchor, candidate, was: types(was), is: types(is) });
        } else if was != is {
            n_changed += 1;
        }
    }
    RelationChanges {
        n_old: before.len(),
        n_new: after.len(),
        added: only(&after, &before),
        removed: only(&before, &after),
        retyped,
        n_changed,
    }
}

fn compare_rankings<B: AsRef<[u8]> + Sync>(old: &Model<B>, new: &Model<B>) -> RankingChanges {
    let anchors: Vec<ItemId> = new.item_ids().collect();
    let compared: Vec<(AnchorChange, f64, f64)> = anchors
        .par_iter()
        .filter_map(|&anchor| {
            let sku = new.sku(anchor);
            let (was, is) = (ranking(old, old.find(sku)?), ranking(new, anchor));
            let owned = |list: &[&str]| list.iter().map(|sku| (*sku).to_owned()).collect();
            let change = AnchorChange {
                anchor: sku.to_owned(),
                title: new.title(anchor).to_owned(),
                n_orders: new.item(anchor).map_or(0, |item| item.n_orders),
                rank_biased_overlap: rank_biased_overlap(&was, &is),
                was: owned(&was),
                is: owned(&is),
            };
            let is_ranked = !was.is_empty() || !is.is_empty();
            is_ranked.then(|| (change, overlap(&was, &is, 3), overlap(&was, &is, MAX_RANKING)))
        })
        .collect();
    let moved = |change: &AnchorChange| f64::from(change.n_orders) * (1.0 - change.rank_biased_overlap);
    let rbo_by_orders = weighted_mean(
        compared.iter().map(|(change, ..)| (change.rank_biased_overlap, f64::from(change.n_orders))),
    );
    let mean = |of: fn(&(AnchorChange, f64, f64)) -> f64| {
        weighted_mean(compared.iter().map(|anchor| (of(anchor), 1.0)))
    };
    let (overlap_at_3, overlap_at_10) = (mean(|(_, at_3, _)| *at_3), mean(|(_, _, at_10)| *at_10));
    let rank_biased_overlap = mean(|(change, ..)| change.rank_biased_overlap);
    let n_anchors = compared.len();
    let mut most_changed: Vec<AnchorChange> =
        compared.into_iter().map(|(change, ..)| change).filter(|change| change.was != change.is).collect();
    most_changed.sort_by(|a, b| moved(b).total_cmp(&moved(a)).then_with(|| a.anchor.cmp(&b.anchor)));
    most_changed.truncate(MAX_MOST_CHANGED);
    RankingChanges {
        n_anchors,
        overlap_at_3,
        overlap_at_10,
        rank_biased_overlap,
        rank_biased_overlap_by_orders: rbo_by_orders,
        most_changed,
    }
}

/// 1 without any weight: nothing moved.
fn weighted_mean(values: impl Iterator<Item = (f64, f64)>) -> f64 {
    let (sum, weight) =
        values.fold((0.0, 0.0), |(sum, all), (value, weight)| (sum + value * weight, all + weight));
    if weight > 0.0 { sum / weight } else { 1.0 }
}
