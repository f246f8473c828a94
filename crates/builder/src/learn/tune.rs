//! The two numbers that depend on the shop, chosen on orders that the learner did not see: λ of the ridge, and the
//! weight of titles.
//!
//! ```text
//! learn from the earlier orders; of every later one, hide items one at a time, and rank them by the others
//! for λ in 3, 10, 30, for b in 0, .03, .1, .2, .4:
//!     the measure of (λ, b) is the mean of 1 / rank of what was hidden
//! best measure wins; equal ones by the smaller b, then the larger λ
//! ```
//! The mean of 1 / rank uses every case, where a hit rate uses only those near its edge: the choice is steadier.
//! One order in 12 is held out, as many as a hundred where there are fewer, but never more than one in 4.
//!
//! # Cost
//! Only [`MAX_TARGETS`] items, drawn by a fixed hash, are hidden and ranked: so a shop of 65,000 items solves 3 · 1,000
//! systems rather than 195,000. Ranks among a part of the items are smaller than among all, for every choice alike.
//!
//! # What it does not guarantee
//! In a shop of a few hundred orders there are a few hundred cases, and the choice is as rough as they are.

#![expect(
    clippy::indexing_slicing,
    reason = "items are below the number of items, and targets are numbered here"
)]

use std::collections::BTreeMap;

use indicatif::ProgressBar;
use rayon::prelude::*;

use super::gram::Gram;
use super::holdout::drawn;
use super::ridge::shortest;
use super::{Alike, Holdout, Keep, OrderIndex, Ridge, Rows};
use crate::baskets::{Basket, Baskets};
use crate::num::{to_f64, to_usize};

/// Strengths of the ridge's penalty to choose from.
const LAMBDAS: [f32; 3] = [3.0, 10.0, 30.0];
/// Title weights to choose from.
const TITLE_WEIGHTS: [f32; 5] = [0.0, 0.03, 0.1, 0.2, 0.4];
/// Items that are hidden and ranked.
const MAX_TARGETS: usize = 1_000;
/// Cases, over all held-out orders.
const MAX_CASES: usize = 2_000;
/// Cases below which nothing can be chosen.
const MIN_CASES: usize = 20;
/// Items of a cart: longer orders are wholesale.
const MAX_CART: usize = 50;

/// Numbers given or chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Tuned {
    /// λ of the ridge.
    pub lambda: f32,
    /// b of [`Alike::relate`].
    pub title_weight: f32,
    /// What the held-out orders said, by name; empty where nothing was to be chosen, or there was too little to
    /// choose by.
    pub figures: BTreeMap<&'static str, f64>,
}

impl Tuned {
    /// The title weight and the figures, for the manifest.
    #[must_use]
    pub fn parameters(&self) -> BTreeMap<&'static str, f64> {
        let mut parameters = self.figures.clone();
        parameters.insert("title_weight", shortest(self.title_weight));
        parameters
    }
}

/// Chooses what is not given. Where there is too little to choose by, λ is 10 and the title weight .2.
#[must_use]
pub fn tune(
    baskets: &Baskets,
    alike: &Alike,
    keep: Keep,
    lambda: Option<f32>,
    title_weight: Option<f32>,
) -> Tuned {
    let lambdas = lambda.map_or(LAMBDAS.to_vec(), |lambda| vec![lambda]);
    let title_weights = title_weight.map_or(TITLE_WEIGHTS.to_vec(), |weight| vec![weight]);
    let unmeasured = Tuned {
        lambda: lambda.unwrap_or(Ridge::default().lambda),
        title_weight: title_weight.unwrap_or(0.2),
        figures: BTreeMap::new(),
    };
    if lambdas.len() * title_weights.len() == 1 {
        return unmeasured;
    }
    let Holdout { train, held_out } = Holdout::new(baskets, (baskets.orders.len() / 100).clamp(4, 12));
    let orders = OrderIndex::new(&train);
    let targets = Targets::new(&orders);
    let cases = cases(&held_out, &targets);
    if cases.len() < MIN_CASES {
        return unmeasured;
    }
    let gram = Gram::new(&orders);
    let mut measured: Vec<(f64, f32, f32)> = Vec::new();
    for &lambda in lambdas.iter().rev() {
        let quiet = ProgressBar::hidden();
        let together = Ridge { lambda }.relate_to(&targets.items, &gram, &orders, keep, &quiet);
        let by_titles = alike.relate(&together.n_orders_of, 1.0);
        let sums = reciprocal_ranks(&cases, &targets, &together.rows, &by_titles, &title_weights);
        measured.extend(std::iter::zip(sums, &title_weights).map(|(sum, &weight)| (sum, lambda, weight)));
    }
    choose(&measured, &unmeasured, cases.len(), held_out.len())
}

/// The best of (sum of 1 / rank, λ, b); `unmeasured` when there is none.
fn choose(measured: &[(f64, f32, f32)], unmeasured: &Tuned, n_cases: usize, n_orders: usize) -> Tuned {
    let mut sorted = measured.to_vec();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.total_cmp(&b.2)).then(b.1.total_cmp(&a.1)));
    let Some(&(best, lambda, title_weight)) = sorted.first() else { return unmeasured.clone() };
    let mean = |sum: f64| sum / to_f64(n_cases);
    let mut figures = BTreeMap::from([
        ("tuned_on_orders", to_f64(n_orders)),
        ("tuned_on_cases", to_f64(n_cases)),
        ("tuned_mrr", mean(best)),
    ]);
    let untitled = sorted.iter().find(|&&(_, _, weight)| weight <= 0.0);
    figures.extend(untitled.map(|&(sum, ..)| ("tuned_mrr_without_titles", mean(sum))));
    Tuned { lambda, title_weight, figures }
}

/// The items that are hidden and ranked.
struct Targets {
    /// Ascending.
    items: Vec<u32>,
    /// Per item: its place among them.
    place_of: Vec<Option<usize>>,
}

impl Targets {
    /// Items that were ordered, those with the smallest hash.
    fn new(orders: &OrderIndex<'_>) -> Self {
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
struct Case<'a> {
    cart: &'a [u32],
    /// The hidden target, by place.
    hidden: usize,
}

/// Every target in every held-out order, or [`MAX_CASES`] of them by a fixed hash.
fn cases<'a>(held_out: &'a [Basket], targets: &Targets) -> Vec<Case<'a>> {
    let mut found: Vec<(u32, Case<'a>)> = Vec::new();
    for (number, order) in (0_u32..).zip(held_out) {
        let cart = &order.items[..order.items.len().min(MAX_CART)];
        if cart.len() < 2 {
            continue;
        }
        for &item in cart {
            if let Some(hidden) = targets.place(item) {
                found.push((drawn(drawn(number) ^ item), Case { cart, hidden }));
            }
        }
    }
    found.sort_by_key(|&(draw, _)| draw);
    found.truncate(MAX_CASES);
    found.into_iter().map(|(_, case)| case).collect()
}

/// Σ over the cases of 1 / rank, per title weight. Items of equal score share the mean of their ranks.
fn reciprocal_ranks(
    cases: &[Case<'_>],
    targets: &Targets,
    together: &Rows,
    by_titles: &Rows,
    title_weights: &[f32],
) -> Vec<f64> {
    let ranks: Vec<Vec<f64>> = cases
        .par_iter()
        .map(|case| {
            let hidden = targets.items[case.hidden];
            let add = |rows: &Rows| {
                let mut scores = vec![0.0_f32; targets.items.len()];
                for &anchor in case.cart.iter().filter(|&&anchor| anchor != hidden) {
                    for relation in &rows[to_usize(anchor)] {
                        if let Some(place) = targets.place(relation.candidate) {
                            scores[place] += relation.weight;
                        }
                    }
                }
                scores
            };
            let (orders, titles) = (add(together), add(by_titles));
            let in_cart: Vec<usize> = case.cart.iter().filter_map(|&item| targets.place(item)).collect();
            let rank = |&weight: &f32| {
                let score = |place: usize| orders[place] + weight * titles[place];
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
    sums
}

#[cfg(test)]
mod tests {
    use indicatif::ProgressBar;

    use super::{Tuned, tune};
    use crate::baskets::{Basket, Baskets};
    use crate::learn::holdout::drawn;
    use crate::learn::{Alike, Holdout, Keep, Method, OrderIndex, Relation, Ridge, Rows};
    use crate::num::{to_f64, to_usize};

    const KEEP: Keep = Keep { floor: 1, k: 100 };
    const N_ITEMS: u32 = 60;

    /// Items of twenty series of three, each named after its series alone.
    fn alike() -> Alike {
        let names =
            ["amber", "birch", "cobalt", "damask", "ember", "fjord", "grape", "hazel", "ivory", "jasper"];
        let others = ["kelp", "linen", "moss", "nutmeg", "ochre", "plum", "quartz", "rust", "sage", "thyme"];
        let series: Vec<&str> = names.into_iter().chain(others).collect();
        let titles: Vec<&str> = (0..N_ITEMS).map(|item| series[to_usize(item) / 3]).collect();
        Alike::new(&titles, |_, _| false)
    }

    /// Orders of three items, one a minute; `pick` gives the items from a drawn number.
    fn log(n_orders: u32, pick: impl Fn(u32) -> [u32; 3]) -> Baskets {
        let order = |number: u32| {
            let mut items = pick(drawn(number) >> 8).to_vec();
            items.sort_unstable();
            items.dedup();
            Basket { order: number, items, customer: None, placed_at_s: Some(i64::from(number) * 60) }
        };
        Baskets { n_items: to_usize(N_ITEMS), orders: (0..n_orders).map(order).collect() }
    }

    #[test]
    fn titles_count_where_orders_follow_them() {
        let of_one_series = log(120, |drawn| {
            let first = drawn % 20 * 3;
            [first, first + 1 + drawn / 20 % 2, drawn / 40 % N_ITEMS]
        });
        let tuned = tune(&of_one_series, &alike(), KEEP, None, None);
        assert!(tuned.title_weight > 0.0, "{tuned:?}");
        assert!(tuned.figures["tuned_mrr"] > tuned.figures["tuned_mrr_without_titles"], "{tuned:?}");
    }

    #[test]
    fn titles_do_not_count_where_orders_go_against_them() {
        let never_of_one_series = log(2_000, |drawn| {
            let first = drawn % N_ITEMS;
            [first, (first + 6) % N_ITEMS, (first + 21) % N_ITEMS]
        });
        let tuned = tune(&never_of_one_series, &alike(), KEEP, None, None);
        assert_eq!(tuned.title_weight.to_bits(), 0.0_f32.to_bits(), "{tuned:?}");
    }

    /// The mean of 1 / rank over every item of every held-out order, by the book.
    fn naive(held_out: &[Basket], [together, titles]: &[Rows; 2], title_weight: f32) -> f64 {
        let weight = |rows: &[Vec<Relation>], anchor: u32, candidate: u32| {
            let row = rows[to_usize(anchor)].iter();
            row.filter(|relation| relation.candidate == candidate)
                .map(|relation| relation.weight)
                .sum::<f32>()
        };
        let mut values = Vec::new();
        for order in held_out.iter().filter(|order| order.items.len() > 1) {
            for &hidden in &order.items {
                let cart: Vec<u32> = order.items.iter().copied().filter(|&item| item != hidden).collect();
                let score = |candidate: u32| {
                    let sum = |rows: &[Vec<Relation>]| {
                        cart.iter().map(|&anchor| weight(rows, anchor, candidate)).fold(0.0, |a, b| a + b)
                    };
                    sum(together) + title_weight * sum(titles)
                };
                let ranked = (0..N_ITEMS).filter(|item| *item != hidden && !cart.contains(item)).map(score);
                let scores: Vec<f32> = ranked.collect();
                let n_better = scores.iter().filter(|&&other| other > score(hidden)).count();
                let n_equal =
                    scores.iter().filter(|&&other| other.to_bits() == score(hidden).to_bits()).count();
                values.push(1.0 / (1.0 + to_f64(n_better) + to_f64(n_equal) / 2.0));
            }
        }
        values.iter().sum::<f64>() / to_f64(values.len())
    }

    #[test]
    fn the_choice_is_the_best_by_the_book() {
        let orders = log(600, |drawn| {
            let first = drawn % 20 * 3;
            [first, (first + 1 + drawn / 20 % 7) % N_ITEMS, drawn / 140 % N_ITEMS]
        });
        let tuned = tune(&orders, &alike(), KEEP, None, None);
        let Holdout { train, held_out } = Holdout::new(&orders, 6);
        let mut best = (0.0, 0.0, 0.0);
        for lambda in super::LAMBDAS {
            let together = Ridge { lambda }.relate(&OrderIndex::new(&train), KEEP, &ProgressBar::hidden());
            let titles = alike().relate(&together.n_orders_of, 1.0);
            let rows = [together.rows, titles];
            for weight in super::TITLE_WEIGHTS {
                let measure = naive(&held_out, &rows, weight);
                if measure > best.0 + 1e-12 {
                    best = (measure, lambda, weight);
                }
            }
        }
        assert!((tuned.figures["tuned_mrr"] - best.0).abs() < 1e-9, "{tuned:?} {best:?}");
        assert_eq!([tuned.lambda, tuned.title_weight].map(f32::to_bits), [best.1, best.2].map(f32::to_bits));
    }

    #[test]
    fn what_is_given_stays_and_too_few_orders_choose_nothing() {
        let few = log(12, |drawn| [drawn % 7, 7 + drawn % 5, 20]);
        let usual = Tuned { lambda: 10.0, title_weight: 0.2, figures: std::collections::BTreeMap::new() };
        assert_eq!(tune(&few, &alike(), KEEP, None, None), usual);
        let many = log(600, |drawn| [drawn % 7, 7 + drawn % 5, 20]);
        let given = tune(&many, &alike(), KEEP, Some(7.0), None);
        assert_eq!(given.lambda.to_bits(), 7.0_f32.to_bits());
        assert!(given.figures["tuned_on_cases"] > 100.0, "{given:?}");
        let both = tune(&many, &alike(), KEEP, Some(7.0), Some(0.5));
        assert_eq!((both.title_weight.to_bits(), both.figures.len()), (0.5_f32.to_bits(), 0));
    }

    #[test]
    fn threads_change_nothing() {
        let orders = log(600, |drawn| [drawn % 20, drawn / 20 % N_ITEMS, drawn / 80 % N_ITEMS]);
        let on = |n_threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
            pool.install(|| tune(&orders, &alike(), KEEP, None, None))
        };
        assert_eq!(on(1), on(4));
    }
}
