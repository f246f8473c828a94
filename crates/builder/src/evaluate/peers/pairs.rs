//! Peers that look at one pair of items at a time: `n_ij` orders held both, `n_i` the anchor, `n_j` the candidate.

use rayon::prelude::*;

use super::table::{Aggregation, Table};
use crate::learn::{OrderIndex, Pair, PairCounter};
use crate::num::{narrow, to_u32};

/// `n_ij`, added up over the cart.
#[must_use]
pub fn co_occurrence(orders: &OrderIndex<'_>) -> Table {
    table(orders, Aggregation::Sum, |n_both, _, _| n_both)
}

/// `n_ij / √(n_i · n_j)`, added up over the cart: the cosine of the two items' columns of orders.
#[must_use]
pub fn cosine(orders: &OrderIndex<'_>) -> Table {
    table(orders, Aggregation::Sum, |n_both, n_anchor, n_candidate| n_both / (n_anchor * n_candidate).sqrt())
}

/// `n_ij / (n_i + 10)`, of which the largest in the cart counts: "customers who bought this also bought".
#[must_use]
pub fn max_confidence(orders: &OrderIndex<'_>) -> Table {
    /// Orders without the candidate that every anchor is given, so that one order of one is no certainty.
    const SHRINKAGE: f64 = 10.0;
    table(orders, Aggregation::Max, |n_both, n_anchor, _| n_both / (n_anchor + SHRINKAGE))
}

/// Dunning's log-likelihood ratio of pairs that attract each other, added up over the cart.
#[must_use]
pub fn llr(orders: &OrderIndex<'_>) -> Table {
    let n = f64::from(orders.n_orders());
    table(orders, Aggregation::Sum, |n_both, n_anchor, n_candidate| {
        if n_both * n <= n_anchor * n_candidate {
            return 0.0;
        }
        let cells = entropy(n_both)
            + entropy(n_anchor - n_both)
            + entropy(n_candidate - n_both)
            + entropy(n - n_anchor - n_candidate + n_both);
        let margins =
            entropy(n_anchor) + entropy(n - n_anchor) + entropy(n_candidate) + entropy(n - n_candidate);
        2.0 * (cells - margins + entropy(n))
    })
}

/// k·ln k, 0 for 0.
fn entropy(count: f64) -> f64 {
    if count > 0.0 { count * libm::log(count) } else { 0.0 }
}

/// A table of `weigh(n_both, n_anchor, n_candidate)`, without pairs whose weight is not above 0.
fn table(
    orders: &OrderIndex<'_>,
    aggregation: Aggregation,
    weigh: impl Fn(f64, f64, f64) -> f64 + Sync,
) -> Table {
    let n_orders_of = |item| f64::from(orders.n_orders_of(item));
    let rows = (0..to_u32(orders.n_items()))
        .into_par_iter()
        .map_init(
            || PairCounter::new(orders),
            |counter, anchor| {
                let n_anchor = n_orders_of(anchor);
                let weight = |pair: Pair| weigh(f64::from(pair.n_both), n_anchor, n_orders_of(pair.item));
                let row = counter.count(anchor).map(|pair| (pair.item, narrow(weight(pair))));
                row.filter(|&(_, weight)| weight > 0.0).collect()
            },
        )
        .collect();
    Table { rows, aggregation }
}

#[cfg(test)]
mod tests {
    use super::{co_occurrence, cosine, llr, max_confidence};
    use crate::evaluate::peers::Table;
    use crate::learn::OrderIndex;
    use crate::learn::testing::baskets;

    fn weight(table: &Table, anchor: usize, candidate: u32) -> f32 {
        let row = &table.rows[anchor];
        row.iter().find(|&&(item, _)| item == candidate).map_or(0.0, |&(_, weight)| weight)
    }

    #[test]
    fn weights_are_those_of_pencil_and_paper() {
        // Items 0 and 1 share two of five orders; 0 is in three, 1 in two; 2 is in four, two of them with 0.
        let log = baskets(3, &[&[0, 1, 2], &[0, 1], &[0, 2], &[2], &[2]]);
        let orders = OrderIndex::new(&log);
        let is_near = |a: f32, b: f32| (a - b).abs() < 1e-6;
        assert!(is_near(weight(&co_occurrence(&orders), 0, 1), 2.0));
        assert!(is_near(weight(&cosine(&orders), 0, 1), 2.0 / 6.0_f32.sqrt()));
        assert!(is_near(weight(&max_confidence(&orders), 0, 1), 2.0 / 13.0));
        assert!(is_near(weight(&max_confidence(&orders), 1, 0), 2.0 / 12.0));
        // Cells 2, 1, 0, 2: 2·(2 ln(10/6) + ln(5/9) + 2 ln(10/6)).
        assert!(is_near(weight(&llr(&orders), 0, 1), 2.911_032));
        assert!(is_near(weight(&llr(&orders), 0, 2), 0.0), "2 of 5 where chance would have 2.4");
    }
}
