//! Scores: for each anchor walk its row, add `signal weight · relation strength`. Integers only.
//!
//! The cost grows with the context (anchors times row length), not with the catalogue. The sum is over *all*
//! cart items (`quality.md`, step 6); nothing else enters a score, so the contributions are its whole explanation.

use crate::context::{Context, SignalKind};
use crate::ids::{ItemId, Score};
use crate::model::Model;
use std::collections::BinaryHeap;

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
    let mut found: Vec<(ItemId, Contribution)> = Vec::new();
    for signal in context.signals() {
        let n_anchor = model.item(signal.anchor).map_or(0, |item| item.n_orders);
        for relation in model.relations(signal.anchor) {
            let contribution = Contribution {
                anchor: signal.anchor,
                kind: signal.kind,
                score: Score(u64::from(signal.weight) * u64::from(relation.strength())),
                n_both: relation.n_both,
                n_anchor,
            };
            found.push((relation.candidate, contribution));
        }
    }
    sort_by_keys(&mut found, |(item, contribution)| {
        (u64::from(item.0), u64::MAX - contribution.score.0, contribution.anchor.0)
    });
    let mut candidates: Vec<Candidate> = Vec::new();
    for (item, contribution) in found {
        match candidates.last_mut() {
            Some(candidate) if candidate.item == item => {
                candidate.score.0 += contribution.score.0;
                candidate.contributions.push(contribution);
            }
            _ => candidates.push(Candidate {
                item,
                score: contribution.score,
                contributions: vec![contribution],
            }),
        }
    }
    sort_by_keys(&mut candidates, |candidate| (u64::MAX - candidate.score.0, 0, candidate.item.0));
    candidates
}

/// Sorts by ascending keys, which must differ. One heap sort over plain keys serves both types: two sorts of the
/// standard library's fastest kind would cost 4 kB of wasm.
fn sort_by_keys<T: Clone>(values: &mut Vec<T>, key: impl Fn(&T) -> (u64, u64, u32)) {
    let keys: BinaryHeap<((u64, u64, u32), usize)> =
        values.iter().enumerate().map(|(at, value)| (key(value), at)).collect();
    *values = keys.into_sorted_vec().into_iter().filter_map(|(_, at)| values.get(at).cloned()).collect();
}
