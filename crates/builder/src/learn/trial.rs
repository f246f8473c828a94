//! Held-out orders with one item hidden at a time, and how well relations find it from the others.
//!
//! Only [`MAX_TARGETS`] items, drawn by a fixed hash, are hidden and ranked: so a shop of 65,000 items learns what leads
//! to 4,000 of them and no more. Ranks among a part of the items are smaller than among all, for every choice alike.

#![expect(
    clippy::indexing_slicing,
    reason = "items are below the number of items, and targets are numbered here"
)]

use rayon::prelude::*;

use super::holdout::drawn;
use goeswith_engine::circumstances::Circumstances;

use super::profiles::{Profiles, circumstances_of};
use super::{OrderIndex, Rows};
use crate::baskets::Basket;
use crate::num::{to_f64, to_usize};

/// Items that are hidden and ranked.
const MAX_TARGETS: usize = 4_000;
/// Cases, over all held-out orders.
const MAX_CASES: usize = 6_000;
/// Items of a cart: longer orders are wholesale.
const MAX_CART: usize = 50;

/// The items that are hidden and ranked.
pub(super) struct Targets {
    /// Ascending.
    pub(super) items: Vec<u32>,
    /// Per item: its place among them.
    place_of: Vec<Option<usize>>,
}

impl Targets {
    /// Items that were ordered, those with the smallest hash.
    pub(super) fn new(orders: &OrderIndex<'_>) -> Self {
        let mut items: Vec<u32> = orders.items();
        items.retain(|&item| orders.n_orders_of(item) > 0);
        items.sort_unstable_by_key(|&item| (drawn(item), item));
        items.truncate(MAX_TARGETS);
        items.sort_unstable();
        let mut place_of = vec![None; orders.n_items()];
        for (place, &item) in items.iter().enumerate() {
            place_of[to_usize(item)] = Some(place);
        }
        Self { items, place_of }
    }

    fn place(&self, item: u32) -> Option<usize> {
        self.place_of[to_usize(item)]
    }
}

/// A held-out order, and which of its items is hidden.
pub(super) struct Case<'a> {
    cart: &'a [u32],
    /// The hidden target, by place.
    hidden: usize,
    /// Of the order.
    circumstances: Circumstances,
}

/// Every target in every held-out order, or [`MAX_CASES`] of them by a fixed hash.
pub(super) fn cases<'a>(held_out: &'a [Basket], targets: &Targets) -> Vec<Case<'a>> {
    let mut found: Vec<(u32, Case<'a>)> = Vec::new();
    for (number, order) in (0_u32..).zip(held_out) {
        let cart = &order.items[..order.items.len().min(MAX_CART)];
        if cart.len() < 2 {
            continue;
        }
        let circumstances = circumstances_of(order);
        for &item in cart {
            if let Some(hidden) = targets.place(item) {
                found.push((drawn(drawn(number) ^ item), Case { cart, hidden, circumstances }));
            }
        }
    }
    found.sort_by_key(|&(draw, _)| draw);
    found.truncate(MAX_CASES);
    found.into_iter().map(|(_, case)| case).collect()
}

/// What cases are ranked by.
#[derive(Clone, Copy)]
pub(super) struct Learned<'a> {
    /// What orders say.
    pub(super) together: &'a Rows,
    /// What titles say, at a title weight of 1.
    pub(super) by_titles: &'a Rows,
    /// When either counts more or less.
    pub(super) profiles: &'a Profiles,
}

impl Learned<'_> {
    /// What a cart says of each target, by orders and by titles.
    fn scores(&self, case: &Case<'_>, targets: &Targets) -> [Vec<f64>; 2] {
        let hidden = targets.items[case.hidden];
        [(self.together, true), (self.by_titles, false)].map(|(rows, is_by_orders)| {
            let mut scores = vec![0.0; targets.items.len()];
            for &anchor in case.cart.iter().filter(|&&anchor| anchor != hidden) {
                for relation in &rows[to_usize(anchor)] {
                    if let Some(place) = targets.place(relation.candidate) {
                        let pair = (anchor, relation.candidate);
                        let aptness = self.profiles.aptness(pair, is_by_orders, case.circumstances);
                        scores[place] += f64::from(relation.weight) * aptness;
                    }
                }
            }
            scores
        })
    }
}

/// The mean of 1 / rank over the cases, per title weight. Items of equal score share the mean of their ranks.
pub(super) fn mean_reciprocal_ranks(
    cases: &[Case<'_>],
    targets: &Targets,
    learned: Learned<'_>,
    title_weights: &[f32],
) -> Vec<f64> {
    let ranks: Vec<Vec<f64>> = cases
        .par_iter()
        .map(|case| {
            let [orders, titles] = learned.scores(case, targets);
            let in_cart: Vec<usize> = case.cart.iter().filter_map(|&item| targets.place(item)).collect();
            let rank = |&weight: &f32| {
                let score = |place: usize| orders[place] + f64::from(weight) * titles[place];
                let own = score(case.hidden);
                let (mut n_better, mut n_equal) = (0, 0);
                for place in 0..targets.items.len() {
                    n_better += usize::from(score(place) > own);
                    n_equal += usize::from(score(place).to_bits() == own.to_bits());
                }
                // What is in the cart is not ranked, and the hidden item is equal to itself.
                for &place in in_cart.iter().filter(|&&place| place != case.hidden) {
                    n_better -= usize::from(score(place) > own);
                    n_equal -= usize::from(score(place).to_bits() == own.to_bits());
                }
                1.0 / (to_f64(n_better) + 0.5 * (to_f64(n_equal) + 1.0))
            };
            title_weights.iter().map(rank).collect()
        })
        .collect();
    // One after the other: the same sum on any number of threads.
    let mut sums = vec![0.0; title_weights.len()];
    for case in &ranks {
        for (sum, value) in std::iter::zip(&mut sums, case) {
            *sum += value;
        }
    }
    sums.into_iter().map(|sum| sum / to_f64(cases.len())).collect()
}
