//! From weights per target to the rows that are kept: the privacy floor, then the best `k` per anchor.

#![expect(clippy::indexing_slicing, reason = "item positions come from the index, which checked them")]

use indicatif::ProgressBar;
use rayon::prelude::*;

use super::{OrderIndex, Pair, PairCounter};
use crate::num::{to_u32, to_usize};

/// Which relations stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keep {
    /// Pairs of fewer distinct customers than this never enter: what few people did is nobody's business. An order
    /// without a known customer counts as a customer of its own.
    pub floor: u32,
    /// Most relations per anchor.
    pub k: usize,
}

/// All relations of a shop.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Relations {
    /// Number of orders the evidence was counted in.
    pub n_orders: u32,
    /// Per item: the orders that held it; 0 where fewer customers than the privacy floor bought it.
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
/// `weigh(worker, target, pairs, weights)` gets the items ordered together with the target by enough customers and as
/// many zeros, and writes the weight of source → target for each; what is not above 0 is no relation. `worker` makes
/// the memory that one thread reuses.
pub(super) fn gather<W>(
    index: &OrderIndex<'_>,
    keep: Keep,
    progress: &ProgressBar,
    worker: impl Fn() -> W + Sync,
    weigh: impl Fn(&mut W, u32, &[Pair], &mut [f32]) + Sync,
) -> Relations {
    gather_to(index, &index.items(), keep, progress, worker, weigh)
}

/// The same for some `targets` alone, ascending.
pub(super) fn gather_to<W>(
    index: &OrderIndex<'_>,
    targets: &[u32],
    keep: Keep,
    progress: &ProgressBar,
    worker: impl Fn() -> W + Sync,
    weigh: impl Fn(&mut W, u32, &[Pair], &mut [f32]) + Sync,
) -> Relations {
    let scratch = || (PairCounter::new(index), worker(), Vec::new(), Vec::new());
    let by_target: Vec<Vec<(Pair, f32)>> = targets
        .par_iter()
        .map_init(scratch, |(counter, worker, pairs, weights), &target| {
            pairs.clear();
            pairs.extend(counter.count(target).filter(|pair| pair.n_customers >= keep.floor));
            weights.clear();
            weights.resize(pairs.len(), 0.0);
            // Most items of a large catalogue have no pair that may enter: nothing to weigh.
            if !pairs.is_empty() {
                weigh(worker, target, pairs, weights);
            }
            progress.inc(1);
            std::iter::zip(pairs.iter().copied(), weights.iter().copied())
                .filter(|(_, weight)| *weight > 0.0)
                .collect()
        })
        .collect();

    let mut rows = vec![Vec::new(); index.n_items()];
    for (&target, links) in std::iter::zip(targets, by_target) {
        for (Pair { item: source, n_both, .. }, weight) in links {
            rows[to_usize(source)].push(Relation { candidate: target, weight, n_both });
        }
    }
    rows.par_iter_mut().for_each(|row: &mut Vec<Relation>| keep_best(row, keep.k));
    let n_told_of = |item| if index.n_customers_of(item) >= keep.floor { index.n_orders_of(item) } else { 0 };
    let n_orders_of = (0..to_u32(index.n_items())).map(n_told_of).collect();
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
    use std::collections::BTreeSet;

    use indicatif::ProgressBar;
    use proptest::prelude::*;

    use super::{Keep, Relations, gather};
    use crate::baskets::{Basket, Baskets};
    use crate::learn::testing::{baskets, log_of_customers};
    use crate::learn::{Llr, Method, OrderIndex, Ridge};

    const FLOOR: u32 = 5;

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
        assert_eq!(relations.n_orders_of, [4, 2, 0, 0]);
        assert_eq!(relations.n_relations(), 2);
    }

    fn learn(method: &dyn Method, log: &Baskets) -> Relations {
        method.relate(&OrderIndex::new(log), Keep { floor: FLOOR, k: 100 }, &ProgressBar::hidden())
    }

    /// Everybody who placed an order that `counts`, by naive search: a customer, or the order itself.
    fn parties(log: &Baskets, counts: impl Fn(&Basket) -> bool) -> BTreeSet<(Option<u32>, usize)> {
        let orders = log.orders.iter().enumerate().filter(|(_, order)| counts(order));
        orders.map(|(at, order)| (order.customer, if order.customer.is_some() { 0 } else { at })).collect()
    }

    fn pairs(relations: &Relations) -> BTreeSet<(u32, u32)> {
        let row = |(anchor, row): (u32, &Vec<super::Relation>)| {
            row.iter().map(|relation| (anchor, relation.candidate)).collect::<Vec<_>>()
        };
        (0..).zip(&relations.rows).flat_map(row).collect()
    }

    proptest! {
        #[test]
        fn without_any_one_customer_every_pair_still_has_four_others(log in log_of_customers()) {
            let methods: [&dyn Method; 2] = [&Ridge::default(), &Llr];
            for method in methods {
                for (a, b) in pairs(&learn(method, &log)) {
                    let both = parties(&log, |order| order.items.contains(&a) && order.items.contains(&b));
                    for gone in &both {
                        prop_assert!(both.iter().filter(|&party| party != gone).count() >= 4);
                    }
                }
            }
        }

        #[test]
        fn an_item_of_fewer_than_five_customers_has_neither_count_nor_relation(log in log_of_customers()) {
            let relations = learn(&Ridge::default(), &log);
            let related: BTreeSet<u32> = pairs(&relations).into_iter().flat_map(|(a, b)| [a, b]).collect();
            for (item, &n_orders) in (0..).zip(&relations.n_orders_of) {
                if parties(&log, |order| order.items.contains(&item)).len() < 5 {
                    prop_assert!(!related.contains(&item) && n_orders == 0);
                }
            }
        }

        /// Membership inference: whoever has the model and knows every order but one customer's cannot tell from pairs
        /// under the floor whether that customer bought them, however often.
        #[test]
        fn what_one_customer_did_under_the_floor_leaves_no_trace(log in log_of_customers(), n_orders in 1..30) {
            // Items 8 and 9 are new. Three customers bought them together, and with 0; then a fourth did, or did not.
            let order = |customer| Basket { items: vec![0, 8, 9], customer: Some(customer), ..Basket::default() };
            let mut without = Baskets { n_items: 10, ..log };
            without.orders.extend((50..53).map(order));
            let mut with = without.clone();
            with.orders.extend((0..n_orders).map(|_| order(53)));
            let [without, with] = [without, with].map(|log| learn(&Ridge::default(), &log));
            let of_new = |relations: &Relations| -> Vec<(u32, u32)> {
                pairs(relations).into_iter().filter(|&(a, b)| a >= 8 || b >= 8).collect()
            };
            prop_assert_eq!(of_new(&with), of_new(&without));
            prop_assert_eq!(&with.n_orders_of[8..], &without.n_orders_of[8..]);
        }
    }
}
