//! The company an item keeps: which items of other categories share its orders, beyond what their popularity
//! explains.
//!
//! A row holds the positive pointwise mutual information `ln(n_ij · N / (n_i · n_j))` with the best-sold items, scaled
//! to length 1, so that the product of two rows is the cosine between them (J. Bullinaria & J. Levy, *Extracting
//! semantic representations from word co-occurrence statistics*, Behavior Research Methods 39, 2007). Items of the
//! row's own category are left out: substitutes are known by what both go with, not by going together.

#![expect(clippy::indexing_slicing, reason = "positions come from the index, which checked them")]

use rayon::prelude::*;

use super::categories::Categories;
use crate::learn::{OrderIndex, PairCounter};
use crate::num::{float, to_u32, to_usize};

/// Company is counted with this many best-sold items: more add memory and noise, and nothing to the substitutes.
const N_COMPANIONS: usize = 2_000;

/// Rows by item; empty for the items that were not asked for.
#[derive(Debug)]
pub(super) struct Company {
    /// Companions by ascending item, with their values.
    rows: Vec<Vec<(u32, f64)>>,
}

impl Company {
    /// The company of those items that `is_wanted` says.
    pub(super) fn new(orders: &OrderIndex<'_>, categories: &Categories, is_wanted: &[bool]) -> Self {
        let is_companion = best_sold(orders);
        let counts: Vec<Vec<(u32, u32)>> = (0..to_u32(orders.n_items()))
            .into_par_iter()
            .map_init(
                || PairCounter::new(orders),
                |counter, item| {
                    if !is_wanted[to_usize(item)] {
                        return Vec::new();
                    }
                    counter
                        .count(item)
                        .filter(|pair| is_companion[to_usize(pair.item)])
                        .map(|pair| (pair.item, pair.n_both))
                        .collect()
                },
            )
            .collect();
        let mut n_of_companion = vec![0_u64; orders.n_items()];
        for &(companion, n_both) in counts.iter().flatten() {
            n_of_companion[to_usize(companion)] += u64::from(n_both);
        }
        let n_in_all = float(n_of_companion.iter().sum());
        let row = |(item, counts): (usize, Vec<(u32, u32)>)| {
            let n_of_item = float(counts.iter().map(|&(_, n_both)| u64::from(n_both)).sum());
            let information = |(companion, n_both): (u32, u32)| {
                let n_of_companion = float(n_of_companion[to_usize(companion)]);
                (companion, libm::log(f64::from(n_both) * n_in_all / (n_of_item * n_of_companion)))
            };
            let is_other = |companion: u32| categories.of(companion) != categories.of(to_u32(item));
            let row = counts.into_iter().filter(|&(companion, _)| is_other(companion)).map(information);
            scaled(row.filter(|&(_, value)| value > 0.0).collect())
        };
        Self { rows: counts.into_par_iter().enumerate().map(row).collect() }
    }

    /// How alike the company of two items is, 0..=1.
    pub(super) fn likeness(&self, a: u32, b: u32) -> f64 {
        let (mut a, mut b) = (self.rows[to_usize(a)].as_slice(), self.rows[to_usize(b)].as_slice());
        let mut sum = 0.0;
        while let (Some(&(item_a, value_a)), Some(&(item_b, value_b))) = (a.first(), b.first()) {
            if item_a == item_b {
                sum += value_a * value_b;
            }
            a = if item_a <= item_b { &a[1..] } else { a };
            b = if item_b <= item_a { &b[1..] } else { b };
        }
        sum.min(1.0)
    }
}

fn best_sold(orders: &OrderIndex<'_>) -> Vec<bool> {
    let mut items: Vec<u32> = (0..to_u32(orders.n_items())).collect();
    items.sort_unstable_by_key(|&item| (std::cmp::Reverse(orders.n_orders_of(item)), item));
    let mut is_companion = vec![false; items.len()];
    for item in items.into_iter().take(N_COMPANIONS) {
        is_companion[to_usize(item)] = true;
    }
    is_companion
}

fn scaled(mut row: Vec<(u32, f64)>) -> Vec<(u32, f64)> {
    let length = row.iter().map(|(_, value)| value * value).sum::<f64>().sqrt();
    for (_, value) in &mut row {
        *value /= length;
    }
    row
}
