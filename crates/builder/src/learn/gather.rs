//! From weights per target to the rows that are kept: the privacy floor, then the best `k` per anchor.

#![expect(clippy::indexing_slicing, reason = "item positions come from the index, which checked them")]

use indicatif::ProgressBar;
use rayon::prelude::*;

use super::{OrderIndex, Pair, PairCounter};
use crate::num::{to_u32, to_usize};

/// Which relations stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keep {
    /// Pairs with fewer distinct orders than this never enter: what few people did is nobody's business.
    pub floor: u32,
    /// Most relations per anchor.
    pub k: usize,
}

/// All relations of a shop.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Relations {
    /// Number of orders the evidence was counted in.
    pub n_orders: u32,
    /// Per item: the orders that held it.
    pub n_orders_of: Vec<u32>,
    /// Per anchor: its relations, strongest first (ties by evidence, then by item).
    pub rows: Vec<Vec<Relation>>,
}

impl Relations {
    /// Number of relations in all rows.
    #[must_use]
    pub fn n_relations(&self) -> usize {
        self.rows.iter().map(Vec::len).sum()
    }
}

/// One directed relation from the row's anchor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Relation {
    /// The item that may be suggested.
    pub candidate: u32,
    /// Strength, above 0, comparable over the whole model.
    pub weight: f32,
    /// Distinct orders that held both.
    pub n_both: u32,
}

/// Runs `weigh` for every item as the target of suggestions, on all threads, and keeps what `keep` allows.
///
/// `weigh(worker, target, pairs, weights)` gets the items ordered together with the target and as many zeros,
/// and writes the weight of source → target for each; what is not above 0 is no relation. `worker` makes the
/// memory that one thread reuses.
pub(super) fn gather<W>(
    index: &OrderIndex<'_>,
    keep: Keep,
    progress: &ProgressBar,
    worker: impl Fn() -> W + Sync,
    weigh: impl Fn(&mut W, u32, &[Pair], &mut [f32]) + Sync,
) -> Relations {
    let scratch = || (PairCounter::new(index), worker(), Vec::new(), Vec::new());
    let by_target: Vec<Vec<(Pair, f32)>> = (0..to_u32(index.n_items()))
        .into_par_iter()
        .map_init(scratch, |(counter, worker, pairs, weights), target| {
            pairs.clear();
            pairs.extend(counter.count(target));
            weights.clear();
            weights.resize(pairs.len(), 0.0);
            // Most items of a large catalogue have no pair that may enter: nothing to weigh.
            if pairs.iter().any(|pair| pair.n_both >= keep.floor) {
                weigh(worker, target, pairs, weights);
            }
            progress.inc(1);
            std::iter::zip(pairs.iter().copied(), weights.iter().copied())
                .filter(|(pair, weight)| *weight > 0.0 && pair.n_both >= keep.floor)
                .collect()
        })
        .collect();

    let mut rows = vec![Vec::new(); index.n_items()];
    for (target, links) in by_target.into_iter().enumerate() {
        for (Pair { item: source, n_both }, weight) in links {
            rows[to_usize(source)].push(Relation { candidate: to_u32(target), weight, n_both });
        }
    }
    rows.par_iter_mut().for_each(|row: &mut Vec<Relation>| keep_best(row, keep.k));
    let n_orders_of = (0..to_u32(index.n_items())).map(|item| index.n_orders_of(item)).collect();
    Relations { n_orders: index.n_orders(), n_orders_of, rows }
}

fn keep_best(row: &mut Vec<Relation>, k: usize) {
    row.sort_unstable_by(|a, b| {
        b.weight.total_cmp(&a.weight).then(b.n_both.cmp(&a.n_both)).then(a.candidate.cmp(&b.candidate))
    });
    row.truncate(k);
    row.shrink_to_fit();
}

#[cfg(test)]
mod tests {
    use indicatif::ProgressBar;

    use super::{Keep, gather};
    use crate::learn::OrderIndex;
    use crate::learn::testing::baskets;

    #[test]
    fn applies_the_floor_before_the_best_k() {
        // 0 was ordered twice with 1, and once with 2 and 3, which weigh more.
        let log = baskets(4, &[&[0, 1], &[0, 1], &[0, 2], &[0, 3]]);
        let index = OrderIndex::new(&log);
        let relations = gather(
            &index,
            Keep { floor: 2, k: 1 },
            &ProgressBar::hidden(),
            || (),
            |(), target, _, weights| weights.fill(if target == 1 { 0.5 } else { 2.0 }),
        );
        let row: Vec<u32> = relations.rows[0].iter().map(|relation| relation.candidate).collect();
        assert_eq!(row, [1]);
        assert_eq!(relations.n_orders_of, [4, 2, 1, 1]);
        assert_eq!(relations.n_relations(), 2);
    }
}
