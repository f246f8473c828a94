//! Which orders held an item, and how often two items were ordered together, and by how many customers.
//!
//! Pairs are counted one anchor at a time: walk the orders that held the anchor, and add one for each other
//! item in them. This needs one counter per item and no table of pairs, costs Σ length² over the orders in
//! all, and every anchor can be counted on its own thread. The walk goes customer by customer, so that customers
//! are counted on the way: a counter that remembers its last customer knows when it meets another.
//!
//! Very long orders are shortened first: of more than [`MAX_ITEMS_OF_ORDER`] items, those with the smallest fixed
//! hash count. So an order line takes part in fewer than `MAX_ITEMS_OF_ORDER` pairs, and a table of all pairs, such
//! as the ridge's, takes at most 4 kB per order line, whatever the log.

#![expect(
    clippy::indexing_slicing,
    reason = "item and order positions are checked once, by `OrderIndex::new`"
)]

use std::borrow::Cow;
use std::ops::AddAssign;

use super::item_set::ItemSet;
use crate::baskets::{Basket, Baskets};
use crate::hash::mix;
use crate::num::{to_u32, to_usize};

/// Most items of one order that count. What is longer is no shopper's cart but a till roll, where a pair says nothing.
pub const MAX_ITEMS_OF_ORDER: usize = 500;

/// The orders, and for every item the orders that held it (an inverted index). 8 bytes per order line, 12 per order.
#[derive(Debug)]
pub struct OrderIndex<'a> {
    baskets: &'a Baskets,
    /// `items[item_starts[o]..item_starts[o + 1]]` are the items of order `o` that count, ascending. One after the other:
    /// who counts pairs goes from order to order, and would wait for memory at each.
    item_starts: Vec<usize>,
    items: Vec<u32>,
    /// `orders[starts[i]..starts[i + 1]]` are the orders that held item `i`, customer by customer.
    starts: Vec<usize>,
    orders: Vec<u32>,
    /// Per order: its customer, or a number of its own where the customer is unknown.
    customers: Vec<u32>,
}

impl<'a> OrderIndex<'a> {
    /// Indexes `baskets`.
    ///
    /// # Panics
    /// When a basket holds an item that is not below `baskets.n_items`.
    #[must_use]
    pub fn new(baskets: &'a Baskets) -> Self {
        let mut item_starts = vec![0];
        let mut items: Vec<u32> = Vec::new();
        let mut starts = vec![0; baskets.n_items + 1];
        for basket in &baskets.orders {
            items.extend_from_slice(&items_that_count(basket));
            item_starts.push(items.len());
        }
        for &item in &items {
            starts[to_usize(item) + 1] += 1;
        }
        for item in 0..baskets.n_items {
            starts[item + 1] += starts[item];
        }
        let customers = customers(baskets);
        let mut by_customer: Vec<u32> = (0..to_u32(customers.len())).collect();
        by_customer.sort_by_key(|&order| customers[to_usize(order)]);
        let mut next = starts.clone();
        let mut orders = vec![0; starts[baskets.n_items]];
        for order in by_customer {
            for &item in &items[item_starts[to_usize(order)]..item_starts[to_usize(order) + 1]] {
                let slot = &mut next[to_usize(item)];
                orders[*slot] = order;
                *slot += 1;
            }
        }
        Self { baskets, item_starts, items, starts, orders, customers }
    }

    /// Number of items in the catalogue.
    #[must_use]
    pub fn n_items(&self) -> usize {
        self.starts.len() - 1
    }

    /// Every item, ascending.
    #[must_use]
    pub fn items(&self) -> Vec<u32> {
        (0..to_u32(self.n_items())).collect()
    }

    /// Number of orders.
    #[must_use]
    pub fn n_orders(&self) -> u32 {
        to_u32(self.customers.len())
    }

    /// The orders that held `item`, customer by customer: ascending within a customer, those without a known customer
    /// last and ascending.
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

    /// How many customers bought `item`; an order without a known customer counts as one.
    #[must_use]
    pub fn n_customers_of(&self, item: u32) -> u32 {
        to_u32(self.orders_of(item).chunk_by(|&a, &b| self.customer_of(a) == self.customer_of(b)).count())
    }

    /// The items of an order that count, ascending.
    #[must_use]
    pub fn items_of(&self, order: u32) -> &[u32] {
        let order = to_usize(order);
        &self.items[self.item_starts[order]..self.item_starts[order + 1]]
    }

    /// Who placed an order: a number that orders of the same known customer share, and no others.
    #[must_use]
    pub fn customer_of(&self, order: u32) -> u32 {
        self.customers[to_usize(order)]
    }

    /// The orders that were indexed, whole.
    #[must_use]
    pub fn baskets(&self) -> &'a Baskets {
        self.baskets
    }
}

/// The items of an order, at most [`MAX_ITEMS_OF_ORDER`] of them.
fn items_that_count(basket: &Basket) -> Cow<'_, [u32]> {
    if basket.items.len() <= MAX_ITEMS_OF_ORDER {
        return Cow::Borrowed(&basket.items);
    }
    let mut items = basket.items.clone();
    items.sort_unstable_by_key(|&item| (mix(&[u64::from(basket.order), u64::from(item)]), item));
    items.truncate(MAX_ITEMS_OF_ORDER);
    items.sort_unstable();
    Cow::Owned(items)
}

/// Per order: its customer's number, or the next free number.
fn customers(baskets: &Baskets) -> Vec<u32> {
    let known = baskets.orders.iter().filter_map(|order| order.customer);
    let mut unused = known.max().map_or(0, |last| last + 1)..;
    baskets.orders.iter().filter_map(|order| order.customer.or_else(|| unused.next())).collect()
}

/// An item that was ordered together with the anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// The other item.
    pub item: u32,
    /// Distinct orders that held both.
    pub n_both: u32,
    /// Distinct customers who placed them; an order without a known customer counts as one.
    pub n_customers: u32,
}

/// What a counter knows of one pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Tally {
    n_both: u32,
    n_customers: u32,
    /// Of the last order counted; one more than the customer's number, since 0 is nobody.
    customer: u32,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, next: Self) {
        // No branch: whether an order is the customer's first is what a processor cannot guess.
        self.n_customers += u32::from(self.customer != next.customer) * next.n_customers;
        self.customer = next.customer;
        self.n_both += next.n_both;
    }
}

/// Counts the pairs of one anchor after another, reusing its memory.
#[derive(Debug)]
pub struct PairCounter<'a> {
    index: &'a OrderIndex<'a>,
    sums: RowSums<Tally>,
}

impl<'a> PairCounter<'a> {
    /// A counter over `index`. 16 bytes per item.
    #[must_use]
    pub fn new(index: &'a OrderIndex<'a>) -> Self {
        Self { index, sums: RowSums::new(index.n_items()) }
    }

    /// All items that share an order with `anchor`, by ascending item, without the anchor itself.
    pub fn count(&mut self, anchor: u32) -> impl Iterator<Item = Pair> {
        let one = one_order_of(self.index);
        pairs(self.sums.collect(self.index, anchor, one))
    }

    /// All items of `orders`, which come customer by customer, by ascending item: how many of these orders, and of their
    /// customers, have each.
    pub(super) fn count_in(&mut self, orders: &[u32]) -> impl Iterator<Item = Pair> {
        let one = one_order_of(self.index);
        pairs(self.sums.collect_in(self.index, orders, one))
    }
}

fn one_order_of(index: &OrderIndex<'_>) -> impl Fn(u32) -> Tally {
    |order| Tally { n_both: 1, n_customers: 1, customer: index.customer_of(order) + 1 }
}

fn pairs(tallies: impl Iterator<Item = (u32, Tally)>) -> impl Iterator<Item = Pair> {
    tallies.map(|(item, Tally { n_both, n_customers, .. })| Pair { item, n_both, n_customers })
}

/// Sums a value per order over all orders that an anchor shares with each other item.
#[derive(Debug)]
pub(super) struct RowSums<T> {
    /// One per item, all zero between two calls.
    sums: Vec<T>,
    /// The items that have a sum, none between two calls.
    summed: ItemSet,
    /// The same, as a list.
    items: Vec<u32>,
}

impl<T: Copy + Default + AddAssign> RowSums<T> {
    pub(super) fn new(n_items: usize) -> Self {
        Self { sums: vec![T::default(); n_items], summed: ItemSet::new(n_items), items: Vec::new() }
    }

    /// The sums by ascending item, without the anchor. Values are added customer by customer, in one order of all
    /// orders, so that (a, b) and (b, a) agree to the bit.
    pub(super) fn collect(
        &mut self,
        index: &OrderIndex<'_>,
        anchor: u32,
        value: impl Fn(u32) -> T,
    ) -> impl Iterator<Item = (u32, T)> {
        self.collect_in(index, index.orders_of(anchor), value).filter(move |&(item, _)| item != anchor)
    }

    /// The sums over these orders, by ascending item. Values are added in the order given.
    pub(super) fn collect_in(
        &mut self,
        index: &OrderIndex<'_>,
        orders: &[u32],
        value: impl Fn(u32) -> T,
    ) -> impl Iterator<Item = (u32, T)> {
        for &order in orders {
            let value = value(order);
            for &item in index.items_of(order) {
                self.summed.insert(item);
                self.sums[to_usize(item)] += value;
            }
        }
        self.items.clear();
        self.summed.drain_to(&mut self.items);
        let sums = &mut self.sums;
        self.items.iter().map(move |&item| (item, std::mem::take(&mut sums[to_usize(item)])))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::{MAX_ITEMS_OF_ORDER, OrderIndex, Pair, PairCounter};
    use crate::baskets::{Basket, Baskets};
    use crate::learn::testing::{baskets, log_of_customers};

    #[test]
    fn counts_orders_not_units_and_never_the_anchor_itself() {
        let log = baskets(4, &[&[0, 1, 2], &[0, 1], &[3]]);
        let index = OrderIndex::new(&log);
        let mut counter = PairCounter::new(&index);
        let pairs: Vec<Pair> = counter.count(0).collect();
        let pair = |item, n_both| Pair { item, n_both, n_customers: n_both };
        assert_eq!(pairs, [pair(1, 2), pair(2, 1)]);
        assert_eq!(counter.count(3).count(), 0);
        assert_eq!(index.n_orders_of(1), 2);
    }

    #[test]
    fn a_customer_counts_once_and_an_order_of_nobody_known_counts_as_one() {
        let order = |customer| Basket { items: vec![0, 1], customer, ..Basket::default() };
        let orders = [Some(7), None, Some(2), Some(7), None].map(order).to_vec();
        let log = Baskets { n_items: 2, orders };
        let index = OrderIndex::new(&log);
        let pairs: Vec<Pair> = PairCounter::new(&index).count(0).collect();
        assert_eq!(pairs, [Pair { item: 1, n_both: 5, n_customers: 4 }]);
        assert_eq!(index.n_customers_of(1), 4);
    }

    #[test]
    fn of_a_very_long_order_the_same_items_count_whatever_else_was_ordered() {
        let roll = |order| Basket { order, items: (0..2000).collect(), ..Basket::default() };
        let log = Baskets { n_items: 2000, orders: vec![roll(1), roll(2)] };
        let index = OrderIndex::new(&log);
        assert_eq!([0, 1].map(|order| index.items_of(order).len()), [MAX_ITEMS_OF_ORDER; 2]);
        assert!(index.items_of(0).is_sorted() && index.items_of(0) != index.items_of(1));
        let alone = Baskets { n_items: 2000, orders: vec![roll(2)] };
        assert_eq!(OrderIndex::new(&alone).items_of(0), index.items_of(1));
    }

    proptest! {
        #[test]
        fn equals_the_naive_count(log in log_of_customers()) {
            let index = OrderIndex::new(&log);
            let mut counter = PairCounter::new(&index);
            for anchor in 0..u32::try_from(log.n_items).unwrap() {
                let naive: Vec<Pair> = (0..u32::try_from(log.n_items).unwrap())
                    .filter(|&item| item != anchor)
                    .map(|item| {
                        let holds_both =
                            |order: &&Basket| order.items.contains(&anchor) && order.items.contains(&item);
                        let both: Vec<&Basket> = log.orders.iter().filter(holds_both).collect();
                        let known: BTreeSet<u32> = both.iter().filter_map(|order| order.customer).collect();
                        let n_unknown = both.iter().filter(|order| order.customer.is_none()).count();
                        Pair {
                            item,
                            n_both: u32::try_from(both.len()).unwrap(),
                            n_customers: u32::try_from(known.len() + n_unknown).unwrap(),
                        }
                    })
                    .filter(|pair| pair.n_both > 0)
                    .collect();
                prop_assert_eq!(counter.count(anchor).collect::<Vec<_>>(), naive);
            }
        }
    }
}
