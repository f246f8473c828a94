//! Scores: for each anchor walk its row, add `signal weight · relation strength`. Integers only.
//!
//! The cost grows with the context (anchors times row length), not with the catalogue. The sum is over *all*
//! cart items (`quality.md`, step 6); nothing else enters a score, so the contributions are its whole explanation.

use crate::context::{Context, Signal, SignalKind};
use crate::ids::{ItemId, Score};
use crate::model::Model;

/// What one anchor adds to one candidate's score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contribution {
    /// The item that evidence comes from.
    pub anchor: ItemId,
    /// Which of the shopper's actions made it an anchor.
    pub kind: SignalKind,
    /// What it adds.
    pub score: Score,
    /// Orders with the anchor and the candidate.
    pub n_both: u32,
    /// Orders with the anchor.
    pub n_anchor: u32,
}

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

/// Every item that some anchor speaks for, best first; equal scores by [`ItemId`].
#[must_use]
pub fn score<B: AsRef<[u8]>>(model: &Model<B>, context: &Context) -> Vec<Candidate> {
    let mut found: Vec<(ItemId, Contribution)> =
        context.signals().flat_map(|signal| contributions(model, signal)).collect();
    found.sort_unstable_by_key(|(item, contribution)| {
        (*item, core::cmp::Reverse(contribution.score), contribution.anchor)
    });
    let mut candidates: Vec<Candidate> = found
        .chunk_by(|(a, _), (b, _)| a == b)
        .filter_map(|group| {
            let &(item, _) = group.first()?;
            let contributions: Vec<Contribution> =
                group.iter().map(|&(_, contribution)| contribution).collect();
            let score = Score(contributions.iter().map(|contribution| contribution.score.0).sum());
            Some(Candidate { item, score, contributions })
        })
        .collect();
    candidates.sort_unstable_by_key(|candidate| (core::cmp::Reverse(candidate.score), candidate.item));
    candidates
}

fn contributions<B: AsRef<[u8]>>(
    model: &Model<B>,
    signal: Signal,
) -> impl Iterator<Item = (ItemId, Contribution)> + use<'_, B> {
    let n_anchor = model.item(signal.anchor).map_or(0, |item| item.n_orders);
    model.relations(signal.anchor).map(move |relation| {
        let contribution = Contribution {
            anchor: signal.anchor,
            kind: signal.kind,
            score: Score(u64::from(signal.weight) * u64::from(relation.strength())),
            n_both: relation.n_both,
            n_anchor,
        };
        (relation.candidate, contribution)
    })
}
