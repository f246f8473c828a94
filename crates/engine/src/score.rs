//! Scores: for each anchor walk its rows, add `signal weight · relation strength · aptness · feedback · searches`, where
//! aptness is what the [circumstances](crate::circumstances) make of the item. Integers only.
//!
//! The cost grows with the context (anchors times row length), not with the catalogue. The sum is over *all*
//! cart items (`quality.md`, step 6); nothing else enters a score, so the contributions are its whole explanation.
//!
//! What a score is made of depends on how much is known, from the surest down: relations that orders or the
//! merchant bear out ([`BORNE_OUT`]), else titles that are alike ([`ALIKE`]), else what goes with the anchor's
//! category: by orders ([`Rung::Category`]), else by the merchant's own choice ([`Rung::Pick`]).

use crate::confidence::Evidence;
use crate::context::{Context, Signal, SignalKind};
use crate::ids::{CategoryId, ItemId, Score};
use crate::model::{Model, Relation};
use crate::relation_type::RelationType;
use crate::search;
use std::collections::BinaryHeap;

/// What one anchor adds to one candidate's score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contribution {
    /// The item that evidence comes from.
    pub anchor: ItemId,
    /// Which of the shopper's actions made it an anchor.
    pub kind: SignalKind,
    /// What it rests on.
    pub basis: Basis,
    /// The item that these orders really hold, where the candidate takes its place.
    pub in_place_of: Option<ItemId>,
    /// What it adds.
    pub score: Score,
    /// Orders with the base and the candidate, the least of its band; 0 where no order says anything.
    pub n_both: u32,
    /// Orders with the base: the anchor or its category (customers who came back, for *bought later*), the greatest
    /// of its band.
    pub n_base: u32,
}

impl Contribution {
    /// What orders say of the candidate it speaks for. Of what takes another's place they say nothing.
    #[must_use]
    pub fn evidence<B: AsRef<[u8]>>(&self, model: &Model<B>, candidate: ItemId) -> Evidence {
        Evidence {
            n_both: if self.in_place_of.is_some() { 0 } else { self.n_both },
            n_base: self.n_base,
            n_candidate: model.item(candidate).map_or(0, |item| item.n_orders),
            n_orders: model.n_orders(),
            shrinkage: model.calibration().shrinkage,
        }
    }
}

/// What a contribution rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// A relation from the anchor.
    Relation(RelationType),
    /// What orders with the anchor's category hold: the fallback for an anchor of which too little is known.
    Category(CategoryId),
    /// What the merchant picked for the anchor's category: the last fallback.
    Pick(CategoryId),
}

impl Basis {
    /// The type of relation it rests on; `None` of a mere category.
    #[must_use]
    pub const fn relation_type(self) -> Option<RelationType> {
        match self {
            Self::Relation(relation_type) => Some(relation_type),
            Self::Category(_) | Self::Pick(_) => None,
        }
    }

    /// The name of its kind, by which a shopper refuses it.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Relation(relation_type) => relation_type.name(),
            Self::Category(_) => Rung::Category.kind(),
            Self::Pick(_) => Rung::Pick.kind(),
        }
    }
}

/// The fallbacks, by the anchor's category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rung {
    /// What orders with the category hold.
    Category,
    /// What the merchant picked for it: no order bears it out.
    Pick,
}

impl Rung {
    /// From the surer down.
    pub const ALL: [Self; 2] = [Self::Category, Self::Pick];

    /// The one that a relation from a category stands on.
    #[must_use]
    pub const fn of(relation: &Relation) -> Self {
        if relation.n_both == 0 { Self::Pick } else { Self::Category }
    }

    /// The name of this kind of relation, by which a shopper refuses it.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Pick => "pick",
        }
    }
}

/// The relations that orders or the merchant bear out.
pub const BORNE_OUT: &[RelationType] = &[
    RelationType::BoughtTogether,
    RelationType::CompletesSet,
    RelationType::BoughtLater,
    RelationType::NeededWith,
    RelationType::Fits,
    RelationType::Protects,
    RelationType::Powers,
    RelationType::CareFor,
];
/// Titles that are alike, for when nothing better is known.
pub const ALIKE: &[RelationType] = &[RelationType::Alike];

/// An item with everything that speaks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The item.
    pub item: ItemId,
    /// The sum of its contributions.
    pub score: Score,
    /// Largest first; equal ones by anchor. Never empty.
    pub contributions: Vec<Contribution>,
}

/// Every item that some anchor speaks for through relations of these types, best first; equal scores by [`ItemId`].
#[must_use]
pub fn score<B: AsRef<[u8]>>(model: &Model<B>, context: &Context, types: &[RelationType]) -> Vec<Candidate> {
    score_signals(model, context, &context.signals(), types)
}

/// [`score`] by some of the context's signals alone.
#[must_use]
pub fn score_signals<B: AsRef<[u8]>>(
    model: &Model<B>,
    context: &Context,
    signals: &[Signal],
    types: &[RelationType],
) -> Vec<Candidate> {
    let mut found = Found { model, context, contributions: Vec::new() };
    for &signal in signals {
        for &relation_type in types.iter().filter(|of| context.stage.allows(**of)) {
            for relation in model.relations(relation_type, signal.anchor) {
                found.add(signal, Basis::Relation(relation_type), &relation);
            }
        }
    }
    found.add_up()
}

/// Every item that goes with the category of some anchor, best first. A category of which nothing is known gives
/// way to the one above it.
#[must_use]
pub fn score_fallback<B: AsRef<[u8]>>(model: &Model<B>, context: &Context, rung: Rung) -> Vec<Candidate> {
    score_signals_by_category(model, context, &context.signals(), rung)
}

/// [`score_fallback`] by some of the context's signals alone.
#[must_use]
pub fn score_signals_by_category<B: AsRef<[u8]>>(
    model: &Model<B>,
    context: &Context,
    signals: &[Signal],
    rung: Rung,
) -> Vec<Candidate> {
    let mut found = Found { model, context, contributions: Vec::new() };
    if !context.stage.allows_fallback() {
        return Vec::new();
    }
    for &signal in signals {
        let Some(item) = model.item(signal.anchor) else { continue };
        for category in model.category_chain(item.category) {
            let basis = match rung {
                Rung::Category => Basis::Category(category),
                Rung::Pick => Basis::Pick(category),
            };
            let mut is_known = false;
            for relation in model.fallback(category) {
                if Rung::of(&relation) == rung {
                    is_known = true;
                    found.add(signal, basis, &relation);
                }
            }
            if is_known {
                break;
            }
        }
    }
    found.add_up()
}

/// The contributions that were found so far.
struct Found<'a, B> {
    model: &'a Model<B>,
    context: &'a Context,
    contributions: Vec<Part>,
}

/// A contribution on its way to its candidate.
#[derive(Debug, Clone)]
struct Part {
    item: ItemId,
    /// The candidate's score, once all of its contributions are known.
    total: u64,
    contribution: Contribution,
}

impl<B: AsRef<[u8]>> Found<'_, B> {
    /// Adds what a relation says of its candidate here and now; nothing when it is out of season.
    #[inline(never)]
    fn add(&mut self, signal: Signal, basis: Basis, relation: &Relation) {
        let (model, context) = (self.model, self.context);
        let mut aptness = model.aptness(relation.candidate, &context.circumstances);
        aptness *= if basis == Basis::Relation(RelationType::BoughtTogether) {
            model.relation_aptness(relation, context.circumstances.month)
        } else {
            8
        };
        let factor = context.tilt.factor(model, signal.anchor, relation.candidate, basis.relation_type());
        let score = u64::from(signal.weight) * u64::from(relation.strength()) * aptness * factor / 32_768_000;
        if score == 0 {
            return;
        }
        let contribution = Contribution {
            anchor: signal.anchor,
            kind: signal.kind,
            basis,
            in_place_of: None,
            score: Score(score),
            n_both: relation.n_both,
            n_base: relation.n_base,
        };
        self.contributions.push(Part { item: relation.candidate, total: 0, contribution });
    }

    /// Gathers contributions into candidates. What one anchor says in several ways is one contribution, which rests on
    /// the strongest of them: so an anchor is cited whole or not at all.
    fn add_up(self) -> Vec<Candidate> {
        let Self { model, context, contributions: mut found } = self;
        sort_by_keys(&mut found, |Part { item, contribution, .. }| {
            [item.0.into(), contribution.anchor.0.into(), u64::MAX - contribution.score.0, 0]
        });
        found.dedup_by(|weaker, stronger| {
            let is_same =
                weaker.item == stronger.item && weaker.contribution.anchor == stronger.contribution.anchor;
            if is_same {
                stronger.contribution.score.0 += weaker.contribution.score.0;
            }
            is_same
        });
        for same in found.chunk_by_mut(|a, b| a.item == b.item) {
            let factor = same.first().map_or(0, |part| search::factor(model, context, part.item));
            for part in &mut *same {
                part.contribution.score.0 = part.contribution.score.0 * factor / 1000;
            }
            let total = same.iter().map(|part| part.contribution.score.0).sum();
            for part in same {
                part.total = total;
            }
        }
        sort_by_keys(&mut found, |Part { item, total, contribution }| {
            [u64::MAX - total, item.0.into(), u64::MAX - contribution.score.0, contribution.anchor.0.into()]
        });
        let mut candidates: Vec<Candidate> = Vec::new();
        for Part { item, total, contribution } in found {
            match candidates.last_mut() {
                Some(candidate) if candidate.item == item => candidate.contributions.push(contribution),
                _ => candidates.push(Candidate {
                    item,
                    score: Score(total),
                    contributions: vec![contribution],
                }),
            }
        }
        candidates
    }
}

/// Puts a candidate in its place: best first; equal scores by [`ItemId`].
pub(crate) fn insert(candidates: &mut Vec<Candidate>, candidate: Candidate) {
    let rank = |candidate: &Candidate| (u64::MAX - candidate.score.0, candidate.item);
    let at = candidates.partition_point(|other| rank(other) < rank(&candidate));
    candidates.insert(at, candidate);
}

/// Sorts by ascending keys; equal ones stay in their order. One heap sort over plain keys serves every type: the
/// standard library's own sorts are 4 kB of wasm for each.
pub(crate) fn sort_by_keys<T: Clone>(values: &mut Vec<T>, key: impl Fn(&T) -> [u64; 4]) {
    let keys: BinaryHeap<([u64; 4], usize)> =
        values.iter().enumerate().map(|(at, value)| (key(value), at)).collect();
    *values = keys.into_sorted_vec().into_iter().filter_map(|(_, at)| values.get(at).cloned()).collect();
}
