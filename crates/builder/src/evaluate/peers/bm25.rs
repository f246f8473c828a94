//! BM25-cosine, as the Python library `implicit` (B. Frederickson) has it: items × orders, BM25-weighted, then the
//! cosine of rows.
//!
//! BM25 takes items for documents and orders for terms. An order's inverse document frequency is
//! ln(number of items) − ln(1 + its length): long orders say little. The other factor of BM25, saturation by the
//! document's length, is the same for all orders of one item as long as each holds an item once, so the cosine cancels
//! it, and with it the parameters k1 and b.

#![expect(clippy::indexing_slicing, reason = "item and order positions come from the index")]

use rayon::prelude::*;

use super::table::{Aggregation, Table};
use crate::evaluate::ranking::Scores;
use crate::learn::OrderIndex;
use crate::num::{narrow, to_f64, to_u32, to_usize};

/// Σ idf² over the orders that held both / √(Σ idf² of the anchor's · Σ idf² of the candidate's).
#[must_use]
pub fn bm25_cosine(orders: &OrderIndex<'_>, aggregation: Aggregation) -> Table {
    let log_n_items = libm::log(to_f64(orders.n_items()));
    let squares: Vec<f64> = (0..orders.n_orders())
        .map(|order| {
            let idf = log_n_items - libm::log1p(to_f64(orders.items_of(order).len()));
            // An order of nearly everything would count against its pairs.
            idf.max(0.0) * idf.max(0.0)
        })
        .collect();
    let items = 0..to_u32(orders.n_items());
    let square_of = |order: &u32| squares[to_usize(*order)];
    let norms: Vec<f64> =
        items.clone().map(|item| orders.orders_of(item).iter().map(square_of).sum::<f64>().sqrt()).collect();
    let rows = items
        .into_par_iter()
        .map_init(
            || Scores::new(orders.n_items()),
            |sums, anchor| {
                for order in orders.orders_of(anchor).iter().filter(|order| square_of(order) > 0.0) {
                    for &item in orders.items_of(*order) {
                        sums.add(item, square_of(order));
                    }
                }
                let norm = norms[to_usize(anchor)];
                let weight = |(item, sum): (u32, f64)| (item, narrow(sum / norm / norms[to_usize(item)]));
                sums.drain().filter(|&(item, _)| item != anchor).map(weight).collect()
            },
        )
        .collect();
    Table { rows, aggregation }
}

#[cfg(test)]
mod tests {
    use super::bm25_cosine;
    use crate::evaluate::peers::Aggregation;
    use crate::learn::OrderIndex;
    use crate::learn::testing::baskets;

    #[test]
    fn long_orders_say_little() {
        // Of eight items, orders of two have an idf of ln 8 − ln 3, and the one of three ln 8 − ln 4.
        let log = baskets(8, &[&[0, 1], &[0, 2], &[0, 1, 2]]);
        let table = bm25_cosine(&OrderIndex::new(&log), Aggregation::Sum);
        let square = |ratio: f64| libm::log(ratio) * libm::log(ratio);
        let (two, three) = (square(8.0 / 3.0), square(8.0 / 4.0));
        let expected = (two + three) / ((2.0 * two + three) * (two + three)).sqrt();
        let mut row = table.rows[0].clone();
        row.sort_unstable_by_key(|&(item, _)| item);
        assert_eq!(row.iter().map(|&(item, _)| item).collect::<Vec<_>>(), [1, 2]);
        for (_, weight) in row {
            assert!((f64::from(weight) - expected).abs() < 1e-6, "{weight} against {expected}");
        }
    }
}
