//! Which orders held an item, and how often two items were ordered together.
//!
//! Pairs are counted one anchor at a time: walk the orders that held the anchor, and add one for each other
//! item in them. This needs one counter per item and no table of pairs, costs Σ length² over the orders in
//! all, and every anchor can be counted on its own thread.

#![expect(
    clippy::indexing_slicing,
    reason = "item and order positions are checked once, by `OrderIndex::new`"
)]

use std::ops::AddAssign;

use crate::baskets::Baskets;
use crate::num::{to_u32, to_usize};

/// The orders, and for every item the orders that held it (an inverted index). 4 bytes per order line.
#[derive(Debug)]
pub struct OrderIndex<'a> {
    baskets: &'a Baskets,
    /// `orders[starts[i]..starts[i + 1]]` are the orders that held item `i`, ascending.
    starts: Vec<usize>,
    orders: Vec<u32>,
}

impl<'a> OrderIndex<'a> {
    /// Indexes `baskets`.
    ///
    /// # Panics
    /// When a basket holds an item that is not below `baskets.n_items`.
    #[must_use]
    pub fn new(baskets: &'a Baskets) -> Self {
        let mut starts = vec![0; baskets.n_items + 1];
        for basket in &baskets.orders {
            for &item in &basket.items {
                starts[to_usize(item) + 1] += 1;
            }
        }
        for item in 0..baskets.n_items {
            starts[item + 1] += starts[item];
        }
        let mut next = starts.clone();
        let mut orders = vec![0; starts[baskets.n_items]];
        for (order, basket) in baskets.orders.iter().enumerate() {
            for &item in &basket.items {
                let slot = &mut next[to_usize(item)];
                orders[*slot] = to_u32(order);
                *slot += 1;
            }
        }
        Self { baskets, starts, orders }
    }

    /// Number of items in the catalogue.
    #[must_use]
    pub fn n_items(&self) -> usize {
        self.baskets.n_items
    }

    /// Number of orders.
    #[must_use]
    pub fn n_orders(&self) -> u32 {
        to_u32(self.baskets.orders.len())
    }

    /// The orders that held `item`, ascending.
    #[must_use]
    pub fn orders_of(&self, item: u32) -> &[u32] {
        let item = to_usize(item);
        &self.orders[self.starts[item]..self.starts[item + 1]]
    }

    /// How many orders held `item`.
    #[must_use]
    pub fn n_orders_of(&self, item: u32) -> u32 {
        to_u32(self.orders_of(item).len())
    }

    /// The items of an order, ascending.
    #[must_use]
    pub fn items_of(&self, order: u32) -> &[u32] {
        &self.baskets.orders[to_usize(order)].items
    }
}

/// An item that was ordered together with the anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// The other item.
    pub item: u32,
    /// Distinct orders that held both.
    pub n_both: u32,
}

/// Counts the pairs of one anchor after another, reusing its memory.
#[derive(Debug)]
pub struct PairCounter<'a> {
    index: &'a OrderIndex<'a>,
    sums: RowSums<u32>,
}

impl<'a> PairCounter<'a> {
    /// A counter over `index`. 8 bytes per item.
    #[must_use]
    pub fn new(index: &'a OrderIndex<'a>) -> Self {
        Self { index, sums: RowSums::new(index.n_items()) }
    }

    /// All items that share an order with `anchor`, by ascending item, without the anchor itself.
    pub fn count(&mut self, anchor: u32) -> impl Iterator<Item = Pair> {
        self.sums.collect(self.index, anchor, |_| 1).map(|(item, n_both)| Pair { item, n_both })
    }
}

/// Sums a value per order over all orders that an anchor shares with each other item.
#[derive(Debug)]
pub(super) struct RowSums<T> {
    /// One per item, all zero between two calls.
    sums: Vec<T>,
    touched: Vec<u32>,
}

impl<T: Copy + Default + PartialEq + AddAssign> RowSums<T> {
    pub(super) fn new(n_items: usize) -> Self {
        Self { sums: vec![T::default(); n_items], touched: Vec::new() }
    }

    /// The sums by ascending item, without the anchor. Values are added in ascending order of the orders, so
    /// that (a, b) and (b, a) agree to the bit; `value` must not be zero.
    pub(super) fn collect(
        &mut self,
        index: &OrderIndex<'_>,
        anchor: u32,
        value: impl Fn(u32) -> T,
    ) -> impl ExactSizeIterator<Item = (u32, T)> {
        let zero = T::default();
        self.touched.clear();
        for &order in index.orders_of(anchor) {
            let value = value(order);
            for &item in index.items_of(order) {
                let sum = &mut self.sums[to_usize(item)];
                if *sum == zero {
                    self.touched.push(item);
                }
                *sum += value;
            }
        }
        if !self.touched.is_empty() {
            self.sums[to_usize(anchor)] = zero;
            self.touched.retain(|&item| item != anchor);
            self.touched.sort_unstable();
        }
        let sums = &mut self.sums;
        self.touched.iter().map(move |&item| (item, std::mem::take(&mut sums[to_usize(item)])))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{OrderIndex, Pair, PairCounter};
    use crate::learn::testing::{baskets, small_log};

    #[test]
    fn counts_orders_not_units_and_never_the_anchor_itself() {
        let log = baskets(4, &[&[0, 1, 2], &[0, 1], &[3]]);
        let index = OrderIndex::new(&log);
        let mut counter = PairCounter::new(&index);
        let pairs: Vec<Pair> = counter.count(0).collect();
        assert_eq!(pairs, [Pair { item: 1, n_both: 2 }, Pair { item: 2, n_both: 1 }]);
        assert_eq!(counter.count(3).count(), 0);
        assert_eq!(index.n_orders_of(1), 2);
    }

    proptest! {
        #[test]
        fn equals_the_naive_count(log in small_log()) {
            let index = OrderIndex::new(&log);
            let mut counter = PairCounter::new(&index);
            for anchor in 0..u32::try_from(log.n_items).unwrap() {
                let naive: Vec<Pair> = (0..u32::try_from(log.n_items).unwrap())
                    .filter(|&item| item != anchor)
                    .map(|item| Pair {
                        item,
                        n_both: u32::try_from(
                            log.orders.iter()
                                .filter(|order| order.items.contains(&anchor) && order.items.contains(&item))
                                .count(),
                        ).unwrap(),
                    })
                    .filter(|pair| pair.n_both > 0)
                    .collect();
                prop_assert_eq!(counter.count(anchor).collect::<Vec<_>>(), naive);
            }
        }
    }
}
