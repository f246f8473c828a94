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
use crate::learn::OrderIndex;
use crate::num::{float, to_u32, to_usize};

/// Company is counted with this many best-sold items: more add memory and noise, and nothing to the substitutes.
const N_COMPANIONS: usize = 2_000;

/// Rows by item; empty for the items that were not asked for.
#[derive(Debug)]
pub(super) struct Company {
    /// Companions by ascending number, with their values.
    rows: Vec<Vec<(usize, f64)>>,
}

impl Company {
    /// The company of those items that `is_wanted` says, where popularity is that among the items that `is_counted` says.
    pub(super) fn new(
        orders: &OrderIndex<'_>,
        categories: &Categories,
        is_counted: &[bool],
        is_wanted: &[bool],
    ) -> Self {
        let companions = Companions::new(orders, is_counted);
        let rows = (0..to_u32(orders.n_items()))
            .into_par_iter()
            .map_init(
                || vec![0; companions.items.len()],
                |counts, item| {
                    if is_wanted[to_usize(item)] {
                        companions.row(item, orders, categories, counts)
                    } else {
                        Vec::new()
                    }
                },
            )
            .collect();
        Self { rows }
    }

    /// Zeros for [`likeness`](Self::likeness).
    pub(super) fn zeros() -> Vec<f64> {
        vec![0.0; N_COMPANIONS]
    }

    /// How alike the company of `a` is to that of each of `others`, 0..=1. `values` are [`zeros`](Self::zeros), before
    /// and after.
    pub(super) fn likeness(&self, a: u32, others: impl Iterator<Item = u32>, values: &mut [f64]) -> Vec<f64> {
        for &(companion, value) in &self.rows[to_usize(a)] {
            values[companion] = value;
        }
        let cosine = |b: u32| {
            let row = self.rows[to_usize(b)].iter();
            row.map(|&(companion, value)| values[companion] * value).sum::<f64>()
        };
        let likeness = others.map(|b| cosine(b).min(1.0)).collect();
        for &(companion, _) in &self.rows[to_usize(a)] {
            values[companion] = 0.0;
        }
        likeness
    }
}

/// The best-sold items, numbered, and the orders that hold them.
struct Companions {
    /// Per number: the item, ascending.
    items: Vec<u32>,
    number_of: Vec<Option<usize>>,
    /// `held[starts[o]..starts[o + 1]]` are held by order `o`, by ascending number.
    starts: Vec<usize>,
    held: Vec<u32>,
    /// Per number: orders that it shares with the items that count, added up over these.
    n_shared: Vec<u64>,
    n_in_all: f64,
}

impl Companions {
    fn new(orders: &OrderIndex<'_>, is_counted: &[bool]) -> Self {
        let items = best_sold(orders);
        let mut number_of = vec![None; orders.n_items()];
        for (number, &item) in items.iter().enumerate() {
            number_of[to_usize(item)] = Some(number);
        }
        let (mut starts, mut held) = (vec![0], Vec::new());
        let mut n_shared = vec![0_u64; items.len()];
        for order in 0..orders.n_orders() {
            let counts = |item: u32| u64::from(is_counted[to_usize(item)]);
            let n_counted: u64 = orders.items_of(order).iter().map(|&item| counts(item)).sum();
            for &item in orders.items_of(order) {
                if let Some(number) = number_of[to_usize(item)] {
                    held.push(to_u32(number));
                    n_shared[number] += n_counted - counts(item);
                }
            }
            starts.push(held.len());
        }
        let n_in_all = float(n_shared.iter().sum());
        Self { items, number_of, starts, held, n_shared, n_in_all }
    }

    /// The row of an item; `counts` has one zero per companion, before and after.
    fn row(
        &self,
        item: u32,
        orders: &OrderIndex<'_>,
        categories: &Categories,
        counts: &mut [u32],
    ) -> Vec<(usize, f64)> {
        for &order in orders.orders_of(item) {
            let order = to_usize(order);
            for &companion in &self.held[self.starts[order]..self.starts[order + 1]] {
                counts[to_usize(companion)] += 1;
            }
        }
        if let Some(own) = self.number_of[to_usize(item)] {
            counts[own] = 0;
        }
        let n_of_item = float(counts.iter().map(|&count| u64::from(count)).sum());
        let mut row = Vec::new();
        for (companion, count) in counts.iter_mut().enumerate() {
            let n_both = std::mem::take(count);
            if n_both == 0 || categories.of(self.items[companion]) == categories.of(item) {
                continue;
            }
            let lift = f64::from(n_both) * self.n_in_all / (n_of_item * float(self.n_shared[companion]));
            // Its logarithm is above 0.
            if lift > 1.0 {
                row.push((companion, libm::log(lift)));
            }
        }
        scaled(row)
    }
}

/// The best-sold items, ascending.
fn best_sold(orders: &OrderIndex<'_>) -> Vec<u32> {
    let mut items = orders.items();
    items.sort_unstable_by_key(|&item| (std::cmp::Reverse(orders.n_orders_of(item)), item));
    items.truncate(N_COMPANIONS);
    items.sort_unstable();
    items
}

fn scaled(mut row: Vec<(usize, f64)>) -> Vec<(usize, f64)> {
    let length = row.iter().map(|(_, value)| value * value).sum::<f64>().sqrt();
    for (_, value) in &mut row {
        *value /= length;
    }
    row
}
