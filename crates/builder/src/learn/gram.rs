//! The Gram matrix of the orders: G = Σ w·x·xᵀ, sparse, each order weighted by length^-0.5.
//!
//! A long wholesale order says little about any one pair in it, and without the weight it would say most:
//! an order of L items holds L² pairs.

#![expect(clippy::indexing_slicing, reason = "item positions come from the index, which checked them")]

use rayon::prelude::*;

use super::OrderIndex;
use super::index::RowSums;
use crate::num::{to_f32, to_u32, to_usize};

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
}

impl Gram {
    /// Sums up all orders.
    pub(super) fn new(index: &OrderIndex<'_>) -> Self {
        let weights: Vec<f32> =
            (0..index.n_orders()).map(|order| 1.0 / to_f32(index.items_of(order).len()).sqrt()).collect();
        let weight_of = |order: u32| weights[to_usize(order)];
        let n_items = to_u32(index.n_items());
        let diagonal = (0..n_items)
            .map(|item| index.orders_of(item).iter().map(|&order| weight_of(order)).sum())
            .collect();
        let rows = (0..n_items)
            .into_par_iter()
            .map_init(
                || RowSums::new(index.n_items()),
                |sums, anchor| {
                    let (items, values): (Vec<u32>, Vec<f32>) =
                        sums.collect(index, anchor, weight_of).unzip();
                    GramRow { items: items.into_boxed_slice(), values: values.into_boxed_slice() }
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
