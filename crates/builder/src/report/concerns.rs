//! Relations that are worth a human look: strong but odd, thin, sensitive, newly shown.
//!
//! - *odd*: far more often together than by chance, across two categories that hardly ever go together otherwise;
//! - *thin*: it would be shown, on evidence in the lowest bands;
//! - *sensitive*: one of the two touches a [topic](super::sensitive) that the other does not;
//! - *new*: it would be shown, and the model before would not have shown it.
//!
//! What shoppers would see most often comes first.

use std::collections::{BTreeMap, BTreeSet};

use goeswith_engine::confidence::Level;
use goeswith_engine::ids::{CategoryId, ItemId};
use goeswith_engine::model::Model;
use goeswith_engine::relation_type::RelationType;

use super::review::Reviewed;
use super::sensitive::Topics;
use super::shown::Shown;
use crate::catalog::UNKNOWN_CATEGORY;

/// Relations named of each kind.
pub const MAX_NAMED: usize = 15;
/// A pair of categories is unusual when it holds at most this many of the model's relations.
const MAX_OF_UNUSUAL: usize = 2;
/// A category with fewer items says nothing about what is usual.
const MIN_ITEMS: usize = 8;
/// Times as often together as by chance, from which on an unusual pair is odd.
const MIN_LIFT: f64 = 5.0;
/// Relations named of one item that touches a topic.
const MAX_OF_SENSITIVE: usize = 2;
/// Evidence below this many orders is thin: the bands 5–6 and 7–9 that the default floor leaves.
const MIN_SOLID: u32 = 10;

/// One kind of concern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Strong, and across categories that hardly ever go together.
    Odd,
    /// Shown on little evidence.
    Thin,
    /// Touches a sensitive topic.
    Sensitive,
    /// Shown now, and not by the model before.
    New,
}

/// All relations of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Concerns {
    /// The kind.
    pub kind: Kind,
    /// The first [`MAX_NAMED`].
    pub named: Vec<Concern>,
    /// How many there are in all.
    pub n_all: usize,
}

/// One relation worth a look.
#[derive(Debug, Clone, PartialEq)]
pub struct Concern {
    /// The item it is suggested for.
    pub anchor: ItemId,
    /// The item that is suggested.
    pub candidate: ItemId,
    /// Its type.
    pub relation_type: RelationType,
    /// Orders with both, the least of its band; customers for *bought later*.
    pub n_both: u32,
    /// Orders with the anchor, the greatest of its band.
    pub n_base: u32,
    /// Times as often together as by chance; `None` without evidence.
    pub lift: Option<f64>,
    /// What a shopper is told, if it would be shown beside the anchor alone.
    pub shown: Option<Level>,
    /// Why it is worth a look, in words.
    pub why: String,
}

/// Everything that is needed to look for concerns.
#[derive(Debug)]
pub struct Search<'a, B> {
    model: &'a Model<B>,
    /// Best relation of each pair that may be suggested and was not judged yet.
    open: Vec<Concern>,
}

impl<'a, B: AsRef<[u8]>> Search<'a, B> {
    /// Gathers the relations that may be suggested, without those the merchant has judged.
    #[must_use]
    pub fn new(model: &'a Model<B>, shown: &Shown, reviewed: &Reviewed) -> Self {
        let shown = shown.pairs();
        let mut seen = BTreeSet::new();
        let mut open = Vec::new();
        for relation_type in model.relation_types().filter(|of| *of != RelationType::InsteadOf) {
            for anchor in model.item_ids() {
                for relation in model.relations(relation_type, anchor) {
                    let candidate = relation.candidate;
                    let skus = (model.sku(anchor).to_owned(), model.sku(candidate).to_owned());
                    if reviewed.pairs.contains(&skus) || !seen.insert((anchor, candidate)) {
                        continue;
                    }
                    open.push(Concern {
                        anchor,
                        candidate,
                        relation_type,
                        n_both: relation.n_both,
                        n_base: relation.n_base,
                        lift: lift(model, relation_type, relation.n_both, relation.n_base, candidate),
                        shown: shown.get(&(anchor, candidate)).map(|card| card.level),
                        why: String::new(),
                    });
                }
            }
        }
        Self { model, open }
    }

    /// Strong relations across categories that hardly ever go together.
    #[must_use]
    pub fn odd(&self) -> Concerns {
        let category = |item: ItemId| self.model.item(item).map_or(CategoryId(0), |item| item.category);
        let mut n_items: BTreeMap<CategoryId, usize> = BTreeMap::new();
        for item in self.model.item_ids() {
            *n_items.entry(category(item)).or_default() += 1;
        }
        let of = |concern: &Concern| {
            let (one, other) = (category(concern.anchor), category(concern.candidate));
            (one.min(other), one.max(other))
        };
        let mut n_relations: BTreeMap<(CategoryId, CategoryId), usize> = BTreeMap::new();
        for concern in &self.open {
            *n_relations.entry(of(concern)).or_default() += 1;
        }
        let is_large = |category: &CategoryId| {
            self.model.category_path(*category) != UNKNOWN_CATEGORY
                && n_items.get(category).is_some_and(|n| *n >= MIN_ITEMS)
        };
        let mut found = Vec::new();
        for concern in &self.open {
            let (one, other) = of(concern);
            // Both directions of a pair are two relations.
            let n_others = n_relations.get(&(one, other)).map_or(0, |n| n.saturating_sub(1));
            let is_unusual = one != other && is_large(&one) && is_large(&other) && n_others <= MAX_OF_UNUSUAL;
            let is_strong = concern.n_both >= MIN_SOLID && concern.lift.is_some_and(|lift| lift >= MIN_LIFT);
            if !is_unusual || !is_strong {
                continue;
            }
            let path = |category| self.model.category_path(category);
            let (from, to) = (path(category(concern.anchor)), path(category(concern.candidate)));
            let why = match n_others {
                0 => format!("nothing else links {from} and {to}"),
                1 => format!("only one other relation links {from} and {to}"),
                n => format!("only {n} other relations link {from} and {to}"),
            };
            found.push(Concern { why, ..concern.clone() });
        }
        found.sort_by(|a, b| {
            let lift = |concern: &Concern| concern.lift.unwrap_or(0.0);
            (b.shown.is_some().cmp(&a.shown.is_some()))
                .then_with(|| lift(b).total_cmp(&lift(a)))
                .then_with(|| (a.anchor, a.candidate).cmp(&(b.anchor, b.candidate)))
        });
        // One direction is enough: who judges one sees the other.
        let mut seen = BTreeSet::new();
        found.retain(|found| {
            seen.insert((found.anchor.min(found.candidate), found.anchor.max(found.candidate)))
        });
        listed(Kind::Odd, found)
    }

    /// What would be shown on evidence in the lowest bands.
    #[must_use]
    pub fn thin(&self) -> Concerns {
        let is_thin = |concern: &&Concern| {
            concern.shown.is_some() && concern.relation_type.has_evidence() && concern.n_both < MIN_SOLID
        };
        let why = |concern: &Concern| Concern {
            why: format!("it would be shown, and fewer than {MIN_SOLID} orders held both"),
            ..concern.clone()
        };
        listed(Kind::Thin, self.by_orders(self.open.iter().filter(is_thin).map(why).collect()))
    }

    /// Relations of which one side touches a topic that the other does not.
    #[must_use]
    pub fn sensitive(&self, topics: &Topics) -> Concerns {
        let touched = |item: ItemId| {
            let category = self.model.item(item).map(|item| self.model.category_path(item.category));
            let text = format!("{} {}", self.model.title(item), category.unwrap_or_default());
            topics.of(&text).collect::<BTreeSet<&str>>()
        };
        let of: Vec<BTreeSet<&str>> = self.model.item_ids().map(touched).collect();
        let none = BTreeSet::new();
        let of = |item: ItemId| of.get(item.index()).unwrap_or(&none);
        let mut found = Vec::new();
        for concern in self.open.iter().filter(|concern| concern.shown.is_some()) {
            let (anchor, candidate) = (of(concern.anchor), of(concern.candidate));
            let topic = candidate.difference(anchor).chain(anchor.difference(candidate)).next();
            if let Some(topic) = topic {
                let side = if candidate.contains(topic) { "the suggestion" } else { "the item" };
                found.push(Concern { why: format!("{side} touches {topic}"), ..concern.clone() });
            }
        }
        let mut concerns = self.by_orders(found);
        keep_one_direction(&mut concerns);
        // An item that touches a topic does so in all its relations: two of them make the point.
        let mut n_of: BTreeMap<ItemId, usize> = BTreeMap::new();
        let n_all = concerns.len();
        concerns.retain(|concern| {
            let touching = if of(concern.candidate).is_empty() { concern.anchor } else { concern.candidate };
            let n = n_of.entry(touching).or_default();
            *n += 1;
            *n <= MAX_OF_SENSITIVE
        });
        Concerns { n_all, ..listed(Kind::Sensitive, concerns) }
    }

    /// What would be shown and was not by another model.
    #[must_use]
    pub fn new_since<C: AsRef<[u8]>>(&self, old: &Model<C>, old_shown: &Shown) -> Concerns {
        let before: BTreeSet<(&str, &str)> =
            old_shown.pairs().into_keys().map(|(anchor, item)| (old.sku(anchor), old.sku(item))).collect();
        let mut found = Vec::new();
        for concern in self.open.iter().filter(|concern| concern.shown.is_some()) {
            let (anchor, candidate) = (self.model.sku(concern.anchor), self.model.sku(concern.candidate));
            if before.contains(&(anchor, candidate)) {
                continue;
            }
            let why = match (old.find(anchor), old.find(candidate)) {
                (None, _) => "the item is new",
                (_, None) => "the suggestion is a new item",
                (Some(anchor), Some(candidate)) => {
                    let is_known = |of| old.relations(of, anchor).any(|known| known.candidate == candidate);
                    if old.relation_types().any(is_known) {
                        "the relation was there, and is now among the first"
                    } else {
                        "the relation is new"
                    }
                }
            };
            found.push(Concern { why: why.to_owned(), ..concern.clone() });
        }
        listed(Kind::New, self.by_orders(found))
    }

    /// What most shoppers would see first.
    fn by_orders(&self, mut found: Vec<Concern>) -> Vec<Concern> {
        let n_orders = |item: ItemId| self.model.item(item).map_or(0, |item| item.n_orders);
        found.sort_by_key(|found| (std::cmp::Reverse(n_orders(found.anchor)), found.anchor, found.candidate));
        found
    }
}

/// Of A → B and B → A the first; the other has its turn once that is judged.
fn keep_one_direction(found: &mut Vec<Concern>) {
    let mut seen = BTreeSet::new();
    found.retain(|found| seen.insert((found.anchor.min(found.candidate), found.anchor.max(found.candidate))));
}

fn listed(kind: Kind, mut found: Vec<Concern>) -> Concerns {
    let n_all = found.len();
    found.truncate(MAX_NAMED);
    Concerns { kind, named: found, n_all }
}

fn lift<B: AsRef<[u8]>>(
    model: &Model<B>,
    of: RelationType,
    n_both: u32,
    n_base: u32,
    candidate: ItemId,
) -> Option<f64> {
    let n_candidate = model.item(candidate)?.n_orders;
    let is_counted = n_both > 0 && n_base > 0 && n_candidate > 0 && !of.counts_customers();
    is_counted.then(|| {
        f64::from(n_both) * f64::from(model.n_orders()) / (f64::from(n_base) * f64::from(n_candidate))
    })
}
