//! What sessions say: which items come before which, and which share a session.
//!
//! Every split of a session gives a source vector s over what came before it and a target vector y over what came
//! after it, both fading with the distance; the whole session gives its binary vector x.
//!
//! ```text
//! G = (1 − α) · Σ s·sᵀ + α · Σ x·xᵀ                     the sources' Gram matrix
//! R = (1 − α) · Σ s·yᵀ + α · offdiag(Σ x·xᵀ)            what the sources are to predict
//! ```
//!
//! A later session counts more: the oldest half as much as the latest. Age is the place in the log, because a log of
//! sessions often has no times.

#![expect(clippy::indexing_slicing, reason = "item positions come from the index, which checked them")]

use rayon::prelude::*;

use super::OrderIndex;
use super::gram::{Gram, GramRow};
use crate::num::{to_f32, to_u32, to_usize};

/// How fast a source fades: exp(−gap / 0.7), gap 0 for the latest item.
const SOURCE_DECAY: f32 = 0.7;
/// How fast a target fades: exp(−gap / 1.7), gap 0 for the next item.
const TARGET_DECAY: f32 = 1.7;
/// Gaps from here on do not count.
const MAX_GAP: usize = 15;
/// Nor do weights below this.
const MIN_FADE: f32 = 0.005;
/// What the oldest session counts beside the latest.
const OLDEST_WEIGHT: f32 = 0.5;

/// The sessions, by session and by item, with the weights by which they are summed up.
pub(super) struct SessionSums<'a> {
    sessions: &'a [Vec<u32>],
    /// Of the sessions as sets, in the same order.
    index: &'a OrderIndex<'a>,
    weights: Vec<f32>,
    source_fade: Vec<f32>,
    target_fade: Vec<f32>,
    alpha: f32,
}

impl<'a> SessionSums<'a> {
    /// `index` is over the distinct items of the same sessions; `alpha` is 0..=1.
    pub(super) fn new(sessions: &'a [Vec<u32>], index: &'a OrderIndex<'a>, alpha: f32) -> Self {
        let span = to_f32(sessions.len().saturating_sub(1).max(1));
        let weight = |place: usize| libm::powf(OLDEST_WEIGHT, 1.0 - to_f32(place) / span);
        Self {
            sessions,
            index,
            weights: (0..sessions.len()).map(weight).collect(),
            source_fade: fade(SOURCE_DECAY),
            target_fade: fade(TARGET_DECAY),
            alpha,
        }
    }

    /// G. 8 bytes per pair of items that share a session, both directions.
    pub(super) fn gram(&self) -> Gram {
        let (diagonal, rows) = (0..to_u32(self.index.n_items()))
            .into_par_iter()
            .map_init(|| Row::new(self.index.n_items()), |row, item| self.gram_row(item, row))
            .unzip();
        Gram { diagonal, rows }
    }

    fn gram_row(&self, item: u32, row: &mut Row) -> (f32, GramRow) {
        for &order in self.index.orders_of(item) {
            let session = &self.sessions[to_usize(order)];
            let weight = self.weights[to_usize(order)];
            for split in 1..session.len() {
                row.faded(session[..split].iter().rev(), &self.source_fade);
                if let Some(own) = row.fade_of(item) {
                    row.add_faded(weight * (1.0 - self.alpha), own);
                }
            }
            for &other in self.index.items_of(order) {
                row.add(other, weight * self.alpha);
            }
        }
        let entries = row.drain();
        let own = entries.binary_search_by_key(&item, |&(other, _)| other);
        let Ok(diagonal) = own.map(|own| entries[own].1) else { return (0.0, GramRow::default()) };
        let others = entries.into_iter().filter(|&(other, _)| other != item);
        (diagonal, GramRow::new(item, others))
    }

    /// The column of R for `target`, by ascending source; the target may be its own source.
    pub(super) fn right_hand_side(&self, target: u32, row: &mut Row) -> Vec<(u32, f32)> {
        for &order in self.index.orders_of(target) {
            let session = &self.sessions[to_usize(order)];
            let weight = self.weights[to_usize(order)];
            for split in 1..session.len() {
                let next = session[split..].iter().position(|&item| item == target);
                let Some(&fade) = next.and_then(|gap| self.target_fade.get(gap)) else { continue };
                row.faded(session[..split].iter().rev(), &self.source_fade);
                row.add_faded(weight * (1.0 - self.alpha), fade);
            }
            for &other in self.index.items_of(order) {
                if other != target {
                    row.add(other, weight * self.alpha);
                }
            }
        }
        row.drain()
    }
}

/// What a gap of 0, 1, 2 … still counts.
fn fade(decay: f32) -> Vec<f32> {
    let by_gap = (0..MAX_GAP).map(|gap| libm::expf(-to_f32(gap) / decay));
    by_gap.take_while(|&weight| weight >= MIN_FADE).collect()
}

/// One row of a matrix in the making, reused from row to row. 5 bytes per item.
pub(super) struct Row {
    sums: Vec<f32>,
    is_touched: Vec<bool>,
    touched: Vec<u32>,
    /// Of the split at hand: each item once, at its nearest.
    faded: Vec<(u32, f32)>,
}

impl Row {
    pub(super) fn new(n_items: usize) -> Self {
        Self {
            sums: vec![0.0; n_items],
            is_touched: vec![false; n_items],
            touched: Vec::new(),
            faded: Vec::new(),
        }
    }

    fn faded<'s>(&mut self, nearest_first: impl Iterator<Item = &'s u32>, fade: &[f32]) {
        self.faded.clear();
        for (&item, &weight) in std::iter::zip(nearest_first, fade) {
            if self.fade_of(item).is_none() {
                self.faded.push((item, weight));
            }
        }
    }

    fn fade_of(&self, item: u32) -> Option<f32> {
        self.faded.iter().find(|&&(other, _)| other == item).map(|&(_, weight)| weight)
    }

    /// Adds `weight · (own · fade)` for all of the split: this product is the same to the bit in both directions.
    fn add_faded(&mut self, weight: f32, own: f32) {
        for at in 0..self.faded.len() {
            let (item, fade) = self.faded[at];
            self.add(item, weight * (own * fade));
        }
    }

    fn add(&mut self, item: u32, value: f32) {
        let at = to_usize(item);
        if !self.is_touched[at] {
            self.is_touched[at] = true;
            self.touched.push(item);
        }
        self.sums[at] += value;
    }

    /// The sums by ascending item; the row is empty afterwards.
    fn drain(&mut self) -> Vec<(u32, f32)> {
        self.touched.sort_unstable();
        let sums = &mut self.sums;
        let is_touched = &mut self.is_touched;
        let drained = self.touched.drain(..).map(|item| {
            is_touched[to_usize(item)] = false;
            (item, std::mem::take(&mut sums[to_usize(item)]))
        });
        drained.collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Row, SessionSums};
    use crate::learn::{OrderIndex, Sessions};
    use crate::num::{to_f64, to_u32};

    const ALPHA: f32 = 0.4;

    fn small_sessions() -> impl Strategy<Value = Sessions> {
        let session = prop::collection::vec(0_u32..6, 1..20);
        prop::collection::vec(session, 1..8).prop_map(|sessions| Sessions { n_items: 6, sessions })
    }

    /// What is nearest on each side of a split, by the definition: exp(−gap / decay) where it counts.
    fn vector<'a>(nearest_first: impl Iterator<Item = &'a u32>, decay: f64) -> [f64; 6] {
        let mut vector = [0.0; 6];
        for (gap, &item) in nearest_first.take(15).enumerate() {
            let value = libm::exp(-to_f64(gap) / decay);
            let slot = &mut vector[usize::try_from(item).unwrap()];
            if value >= 0.005 && *slot <= 0.0 {
                *slot = value;
            }
        }
        vector
    }

    /// Dense G and R as their definitions read.
    fn naive(log: &Sessions) -> ([[f64; 6]; 6], [[f64; 6]; 6]) {
        let (mut gram, mut right) = ([[0.0; 6]; 6], [[0.0; 6]; 6]);
        let alpha = f64::from(ALPHA);
        for (place, session) in log.sessions.iter().enumerate() {
            let span = to_f64(log.sessions.len() - 1).max(1.0);
            let age = if log.sessions.len() == 1 { 1.0 } else { 1.0 - to_f64(place) / span };
            let weight = libm::pow(0.5, age);
            for i in 0..6 {
                for j in 0..6 {
                    let both = [i, j].iter().all(|&item| session.contains(&to_u32(item)));
                    let together = weight * alpha * f64::from(u8::from(both));
                    gram[i][j] += together;
                    right[i][j] += if i == j { 0.0 } else { together };
                    for split in 1..session.len() {
                        let source = vector(session[..split].iter().rev(), 0.7);
                        let target = vector(session[split..].iter(), 1.7);
                        gram[i][j] += weight * (1.0 - alpha) * source[i] * source[j];
                        right[i][j] += weight * (1.0 - alpha) * source[i] * target[j];
                    }
                }
            }
        }
        (gram, right)
    }

    proptest! {
        #[test]
        fn both_matrices_equal_their_definitions(log in small_sessions()) {
            let (naive_gram, naive_right) = naive(&log);
            let baskets = log.baskets();
            let index = OrderIndex::new(&baskets);
            let sums = SessionSums::new(&log.sessions, &index, ALPHA);
            let gram = sums.gram();
            let mut row = Row::new(6);
            for at in 0..6_u32 {
                let item = usize::try_from(at).unwrap();
                let mut dense_gram = [0.0; 6];
                dense_gram[item] = gram.diagonal()[item];
                for (&other, &value) in std::iter::zip(&gram.row(at).items, &gram.row(at).values) {
                    dense_gram[usize::try_from(other).unwrap()] = value;
                    let mirror = gram.row(other);
                    let place = mirror.items.binary_search(&at).unwrap();
                    prop_assert_eq!(mirror.values[place].to_bits(), value.to_bits(), "symmetric to the bit");
                }
                let mut dense_right = [0.0; 6];
                for (source, value) in sums.right_hand_side(at, &mut row) {
                    dense_right[usize::try_from(source).unwrap()] = value;
                }
                for other in 0..6 {
                    prop_assert!((f64::from(dense_gram[other]) - naive_gram[item][other]).abs() < 1e-4);
                    prop_assert!((f64::from(dense_right[other]) - naive_right[other][item]).abs() < 1e-4);
                }
            }
        }
    }
}
