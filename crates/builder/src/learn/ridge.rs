//! Local ridge regression: one small linear system per item, over the items most associated with it.
//!
//! # The idea
//! For every item j, predict whether an order holds j from the other items in the order: minimise, over the
//! weights w of a few candidate sources C, the squared error plus a penalty on the weights. Because the
//! sources are weighed *together*, two sources that tell the same story share the credit, where raw
//! co-occurrence would count it twice. Weights add up over a cart for the same reason.
//!
//! With C = all items this is the closed form known as EASE (H. Steck, *Embarrassingly Shallow Autoencoders
//! for Sparse Data*, WWW 2019), whose zero diagonal says the same: j is never its own source. SLIST (M. Choi
//! et al., *Session-aware Linear Item-Item Models*, WWW 2021) uses it for sessions. Both invert one dense matrix
//! of all items: cubic in their number. Restricting each regression to its most associated sources, in the
//! spirit of SLIM with feature selection (X. Ning & G. Karypis, ICDM 2011), makes the cost linear in the
//! number of items and loses next to nothing.
//!
//! # Algorithm
//! ```text
//! G  = Σ over orders of length^-0.5 · x·xᵀ                x: 0/1 vector of the order's items
//! Λi = λ · (Gii / mean Gii)^0.3 + 0.3 · Gii               frequent sources are penalised more
//! for every target j (all independent):
//!     C = the m sources i ≠ j with the largest Gij / √Gii, of the pairs that the privacy floor lets in
//!                                                           (ties: smaller item)
//!     solve (G_CC + diag Λ_C) · w = G_Cj                    Cholesky, at most m × m
//!     weight of i → j is w_i where w_i > 0
//! ```
//! The mean is taken over the items that some order held. How much one customer may weigh in G is bounded: see `gram.rs`.
//!
//! The penalty's last term makes the weights those of carts that are not yet full: it is what the squared error comes
//! to when every source is left out of an order with probability 0.3 / 1.3 (H. Steck, *Autoencoders that don't overfit
//! towards the Identity*, `NeurIPS` 2020). An order is all that was bought, and a cart on its way there holds less.
//!
//! # Cost
//! m³/6 multiplications per item for the factorisation, plus at most half a row of G per candidate to fill
//! the matrix. Memory: 8 bytes per entry of G, whose number is at most Σ length² over the orders, and with orders
//! shortened to 500 items at most 500 per order line: 4 kB per line, whatever the log.
//!
//! # What it does not guarantee
//! A weight is not a probability and not evidence: it says how much a source adds beyond the other sources.
//! A strong pair can get no weight when other sources explain it, and negative weights are dropped after the
//! solution rather than kept out of it.

#![expect(clippy::indexing_slicing, reason = "a measured hot loop; positions come from the index")]

use std::collections::BTreeMap;

use indicatif::ProgressBar;

use super::cholesky;
use super::gather::gather_to;
use super::gram::{Gram, MAX_ORDERS_OF_CUSTOMER, MAX_REPEATS_OF_CUSTOMER};
use super::{Keep, Method, OrderIndex, Relations};
use crate::num::{narrow, to_f32, to_usize};

/// Most candidate sources per target. Half as many cost up to .006 of hit rate, twice as many gain .002.
pub(super) const MAX_SOURCES: usize = 100;

/// How strongly the penalty grows with a source's frequency.
pub(super) const PENALTY_EXPONENT: f32 = 0.3;

/// Part of a source's own frequency that is added to its penalty.
const LEFT_OUT: f32 = 0.3;

/// Relations by local ridge regression.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ridge {
    /// λ, the strength of the penalty, above 0. Small shops want more of it, large ones less.
    pub lambda: f32,
}

impl Default for Ridge {
    /// λ = 10, the best of 3, 10 and 30 on held-out orders of three shops.
    fn default() -> Self {
        Self { lambda: 10.0 }
    }
}

impl Method for Ridge {
    fn name(&self) -> &'static str {
        "ridge"
    }

    fn parameters(&self) -> BTreeMap<&'static str, f64> {
        BTreeMap::from([
            ("lambda", shortest(self.lambda)),
            ("left_out", shortest(LEFT_OUT)),
            ("max_orders_of_customer", shortest(to_f32(MAX_ORDERS_OF_CUSTOMER))),
            ("max_repeats_of_customer", f64::from(MAX_REPEATS_OF_CUSTOMER)),
            ("max_sources", shortest(to_f32(MAX_SOURCES))),
            ("order_weight_exponent", -0.5),
            ("penalty_exponent", shortest(PENALTY_EXPONENT)),
        ])
    }

    fn relate(&self, orders: &OrderIndex<'_>, keep: Keep, progress: &ProgressBar) -> Relations {
        self.relate_to(&orders.items(), &Gram::new(orders, keep.floor), orders, keep, progress)
    }
}

impl Ridge {
    /// The relations to `targets` (ascending) alone, from the Gram matrix of the orders.
    pub(super) fn relate_to(
        self,
        targets: &[u32],
        gram: &Gram,
        orders: &OrderIndex<'_>,
        keep: Keep,
        progress: &ProgressBar,
    ) -> Relations {
        let penalties = penalties(gram.diagonal(), self.lambda, LEFT_OUT);
        gather_to(
            orders,
            targets,
            keep,
            progress,
            || (Solver::new(gram, &penalties), Vec::new(), Vec::new()),
            |(solver, items, values), target, pairs, weights| {
                items.clear();
                items.extend(pairs.iter().map(|pair| pair.item));
                values.clear();
                values.extend(gram.row(target).values_of(items));
                solver.weigh(items, values, weights);
            },
        )
    }
}

/// λ · (Gii / mean Gii)^0.3 + δ · Gii for every item; infinite (never used) for an item that no order held.
pub(super) fn penalties(diagonal: &[f32], lambda: f32, delta: f32) -> Vec<f32> {
    let n_seen = diagonal.iter().filter(|&&value| value > 0.0).count();
    let total: f64 = diagonal.iter().map(|&value| f64::from(value)).sum();
    let mean = narrow(total / f64::from(to_f32(n_seen.max(1))));
    let penalty = |&own: &f32| lambda * libm::powf(own / mean, PENALTY_EXPONENT) + delta * own;
    diagonal.iter().map(penalty).collect()
}

/// The double with the shortest decimal that reads as this single: 0.3, not 0.30000001192092896.
pub(super) fn shortest(value: f32) -> f64 {
    value.to_string().parse().unwrap_or(f64::NAN)
}

/// The memory one thread reuses from target to target.
pub(super) struct Solver<'a> {
    gram: &'a Gram,
    penalties: &'a [f32],
    /// Per item: its place among the sources of the current target, or [`NOT_A_SOURCE`].
    place_of: Vec<u16>,
    /// Of the current target: association and position among the items given.
    sources: Vec<(f32, usize)>,
    matrix: Vec<f32>,
    solution: Vec<f32>,
}

const NOT_A_SOURCE: u16 = u16::MAX;

/// Finding one entry in a row by bisection costs about as much as walking past this many.
const SEARCH_COST: usize = 32;

impl<'a> Solver<'a> {
    pub(super) fn new(gram: &'a Gram, penalties: &'a [f32]) -> Self {
        Self {
            gram,
            penalties,
            place_of: vec![NOT_A_SOURCE; penalties.len()],
            sources: Vec::new(),
            matrix: Vec::new(),
            solution: Vec::new(),
        }
    }

    /// Writes the weight of each of `items` (ascending) as a source of the target whose right-hand side they have as
    /// `values`, and leaves the weight of those that are no source.
    pub(super) fn weigh(&mut self, items: &[u32], values: &[f32], weights: &mut [f32]) {
        self.choose_sources(items, values);
        self.fill_matrix(items);
        self.solution.clear();
        self.solution.extend(self.sources.iter().map(|&(_, position)| values[position]));
        cholesky::solve(&mut self.matrix, &mut self.solution);
        for (&(_, position), &weight) in std::iter::zip(&self.sources, &self.solution) {
            weights[position] = weight;
        }
    }

    /// The best associated items, in item order.
    fn choose_sources(&mut self, items: &[u32], values: &[f32]) {
        let diagonal = self.gram.diagonal();
        let associations = std::iter::zip(items, values)
            .enumerate()
            .map(|(position, (&item, value))| (value / diagonal[to_usize(item)].sqrt(), position));
        self.sources.clear();
        self.sources.extend(associations);
        if self.sources.len() > MAX_SOURCES {
            self.sources.select_nth_unstable_by(MAX_SOURCES, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            self.sources.truncate(MAX_SOURCES);
            self.sources.sort_unstable_by_key(|&(_, position)| position);
        }
    }

    /// The upper triangle of `G_CC + diag Λ_C`: of each source's row of G, the entries at later sources, found by
    /// searching the row when it is long and by walking it when it is short.
    fn fill_matrix(&mut self, items: &[u32]) {
        let n = self.sources.len();
        self.matrix.clear();
        self.matrix.resize(n * n, 0.0);
        for (place, &(_, position)) in (0_u16..).zip(&self.sources) {
            self.place_of[to_usize(items[position])] = place;
        }
        for (place, &(_, position)) in self.sources.iter().enumerate() {
            let item = items[position];
            let line = &mut self.matrix[place * n..(place + 1) * n];
            line[place] = self.gram.diagonal()[to_usize(item)] + self.penalties[to_usize(item)];
            let (others, values) = self.gram.row(item).after();
            let later = &self.sources[place + 1..];
            if later.len() * SEARCH_COST < others.len() {
                let mut from = 0;
                for (&(_, position), slot) in std::iter::zip(later, &mut line[place + 1..]) {
                    let wanted = items[position];
                    from += others[from..].partition_point(|&other| other < wanted);
                    if others.get(from) == Some(&wanted) {
                        *slot = values[from];
                    }
                }
            } else {
                for (&other, &value) in std::iter::zip(others, values) {
                    let column = self.place_of[to_usize(other)];
                    if column != NOT_A_SOURCE {
                        line[usize::from(column)] = value;
                    }
                }
            }
        }
        for &(_, position) in &self.sources {
            self.place_of[to_usize(items[position])] = NOT_A_SOURCE;
        }
    }
}
