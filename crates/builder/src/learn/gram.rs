//! The Gram matrix of the orders: G = Σ w·x·xᵀ, sparse, each order weighted by length^-0.5.
//!
//! A long wholesale order says little about any one pair in it, and without the weight it would say most:
//! an order of L items holds L² pairs. The orders of one customer weigh at most as much as [`MAX_ORDERS_OF_CUSTOMER`]
//! together, and of one pair or item no more than [`MAX_REPEATS_OF_CUSTOMER`] of them, so that nobody's taste, or intent, becomes
//! the shop's.

#![expect(clippy::indexing_slicing, reason = "item positions come from the index, which checked them")]

use std::collections::BTreeMap;
use std::ops::AddAssign;

use rayon::prelude::*;

use super::OrderIndex;
use super::index::RowSums;
use crate::num::{to_f32, to_u32, to_usize};

/// So many orders of one customer weigh in full: one a day for a year. Where there are more, all weigh less.
pub(super) const MAX_ORDERS_OF_CUSTOMER: usize = 400;

/// So many orders of one customer with one pair, or one item, weigh.
pub(super) const MAX_REPEATS_OF_CUSTOMER: u32 = 10;

/// What one pair, or one item, weighs so far.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct PairWeight {
    weight: f32,
    /// Of the last order: its customer, and how many of that customer's orders held the pair.
    customer: u32,
    n_repeats: u32,
}

impl AddAssign for PairWeight {
    fn add_assign(&mut self, next: Self) {
        if self.customer != next.customer {
            self.customer = next.customer;
            self.n_repeats = 0;
        }
        if self.n_repeats < MAX_REPEATS_OF_CUSTOMER {
            self.weight += next.weight;
            self.n_repeats += 1;
        }
    }
}

/// G, symmetric to the bit. 8 bytes per pair of items ever ordered together, both directions.
#[derive(Debug)]
pub(super) struct Gram {
    pub(super) diagonal: Vec<f32>,
    pub(super) rows: Vec<GramRow>,
}

/// The entries of one row off the diagonal.
#[derive(Debug, Default)]
pub(super) struct GramRow {
    /// Ascending.
    pub(super) items: Box<[u32]>,
    /// As many, all above 0.
    pub(super) values: Box<[f32]>,
    /// How many of the items come before the row's own. Searching for it would wait for memory at each step.
    n_before: usize,
}

impl Gram {
    /// Sums up all orders. Items of fewer than `floor` customers have no row and are in none: they cannot be related.
    pub(super) fn new(index: &OrderIndex<'_>, floor: u32) -> Self {
        let weights = weights(index);
        let weight_of = |order: u32| weights[to_usize(order)];
        let in_pair =
            |order| PairWeight { weight: weight_of(order), customer: index.customer_of(order), n_repeats: 0 };
        let n_items = to_u32(index.n_items());
        let of_item = |item| {
            index.orders_of(item).iter().fold(PairWeight::default(), |mut sum, &order| {
                sum += in_pair(order);
                sum
            })
        };
        let diagonal = (0..n_items).map(|item| of_item(item).weight).collect();
        let counts: Vec<bool> = (0..n_items).map(|item| index.n_customers_of(item) >= floor).collect();
        let rows = (0..n_items)
            .into_par_iter()
            .map_init(
                || RowSums::new(index.n_items()),
                |sums, anchor| {
                    if !counts[to_usize(anchor)] {
                        return GramRow::default();
                    }
                    let entries = sums.collect(index, anchor, in_pair);
                    let known = entries.filter(|&(item, _)| counts[to_usize(item)]);
                    GramRow::new(anchor, known.map(|(item, pair)| (item, pair.weight)))
                },
            )
            .collect();
        Self { diagonal, rows }
    }

    /// `G_ii` of every item; 0 for an item that no order held.
    pub(super) fn diagonal(&self) -> &[f32] {
        &self.diagonal
    }

    pub(super) fn row(&self, item: u32) -> &GramRow {
        &self.rows[to_usize(item)]
    }
}

impl GramRow {
    /// The row of `own` from its entries by ascending item.
    pub(super) fn new(own: u32, entries: impl Iterator<Item = (u32, f32)>) -> Self {
        let (items, values): (Vec<u32>, Vec<f32>) = entries.unzip();
        let n_before = items.partition_point(|&item| item < own);
        Self { items: items.into_boxed_slice(), values: values.into_boxed_slice(), n_before }
    }

    /// The entries after the diagonal.
    pub(super) fn after(&self) -> (&[u32], &[f32]) {
        (&self.items[self.n_before..], &self.values[self.n_before..])
    }

    /// The values of some of the row's items, ascending as they are.
    pub(super) fn values_of<'a>(&'a self, items: &'a [u32]) -> impl Iterator<Item = f32> + 'a {
        let mut entries = std::iter::zip(&self.items, &self.values);
        items.iter().filter_map(move |item| entries.find(|(own, _)| *own == item).map(|(_, &value)| value))
    }
}

/// Per order: length^-0.5, times the customer's share.
fn weights(index: &OrderIndex<'_>) -> Vec<f32> {
    let mut n_orders_by: BTreeMap<u32, usize> = BTreeMap::new();
    for order in 0..index.n_orders() {
        *n_orders_by.entry(index.customer_of(order)).or_insert(0) += 1;
    }
    let share = |customer| {
        to_f32(MAX_ORDERS_OF_CUSTOMER) / to_f32(n_orders_by[&customer].max(MAX_ORDERS_OF_CUSTOMER))
    };
    let weight = |order| share(index.customer_of(order)) / to_f32(index.items_of(order).len()).sqrt();
    (0..index.n_orders()).map(weight).collect()
}

#[cfg(test)]
mod tests {
    use super::Gram;
    use crate::baskets::{Basket, Baskets};
    use crate::learn::OrderIndex;

    #[test]
    fn a_customer_weighs_no_more_than_four_hundred_orders_and_ten_of_one_item() {
        let order = |customer| Basket { items: vec![0], customer, ..Basket::default() };
        let weight = |customer, n_orders| {
            let log = Baskets { n_items: 1, orders: vec![order(customer); n_orders] };
            Gram::new(&OrderIndex::new(&log), 1).diagonal()[0]
        };
        assert!((weight(Some(7), 10) - 10.0).abs() < 0.001 && (weight(Some(7), 399) - 10.0).abs() < 0.001);
        assert!((weight(Some(7), 4000) - 1.0).abs() < 0.001, "of each order a tenth");
        assert!((weight(None, 5000) - 5000.0).abs() < 0.01);
    }

    #[test]
    fn of_one_pair_ten_orders_of_a_customer_weigh() {
        let order = |customer| Basket { items: vec![0, 1], customer, ..Basket::default() };
        let weight = |customer, n_orders| {
            let log = Baskets { n_items: 2, orders: vec![order(customer); n_orders] };
            Gram::new(&OrderIndex::new(&log), 1).row(0).values[0] * std::f32::consts::SQRT_2
        };
        assert!((weight(Some(7), 9) - 9.0).abs() < 0.001 && (weight(Some(7), 300) - 10.0).abs() < 0.001);
        assert!((weight(None, 300) - 300.0).abs() < 0.001);
    }
}
