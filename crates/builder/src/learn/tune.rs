//! What depends on the shop, chosen on orders that the learner did not see: λ of the ridge, the weight of titles, and
//! which of the circumstances count: months, parts of the day, classes of device, markets.
//!
//! ```text
//! learn from the earlier orders; of every later one, hide items one at a time, and rank them by the others
//! for λ in 3, 10, 30, for b in 0, .03, .1, .2, .4:
//!     the measure of (λ, b) is the mean of 1 / rank of what was hidden
//! best measure wins; equal ones by the smaller b, then the larger λ; b = 0 if that is worse by a fiftieth at most
//! months count unless they make the best measure worse; so do parts of the day, classes of device and markets
//! ```
//! The mean of 1 / rank uses every case, where a hit rate uses only those near its edge: the choice is steadier.
//!
//! Titles double the relations of a shop with many orders, and so what every visitor loads: a gain of a hundredth is not
//! worth that.
//!
//! What sold more in one month of the only year there is may be a season, or news that has passed: orders that came
//! later tell. Where they show nothing, because they are of months that the earlier orders do not have, the test of each
//! profile by itself stands.
//!
//! # What it does not guarantee
//! In a shop of a few hundred orders there are a few hundred cases, and the choice is as rough as they are.

#![expect(
    clippy::indexing_slicing,
    reason = "there is a measure of every choice, and no choice without its λ"
)]

use std::collections::BTreeMap;

use goeswith_engine::circumstances::Circumstance;

use super::profiles::Profiles;
use super::ridge::shortest;
use super::trial::{Learned, Targets, cases, mean_reciprocal_ranks};
use super::{Alike, Rehearsal, Relations, Ridge};
use crate::num::to_f64;

/// Strengths of the ridge's penalty to choose from.
const LAMBDAS: [f32; 3] = [3.0, 10.0, 30.0];
/// Title weights to choose from.
const TITLE_WEIGHTS: [f32; 5] = [0.0, 0.03, 0.1, 0.2, 0.4];
/// Part of the measure that titles must gain to count.
const TITLES_MUST_GAIN: f64 = 0.02;
/// Cases below which nothing can be chosen.
const MIN_CASES: usize = 20;

/// Each circumstance with the name of what the held-out orders say of it alone.
pub(crate) const CIRCUMSTANCES: [(Circumstance, &str); 4] = [
    (Circumstance::Month, "tuned_mrr_with_months"),
    (Circumstance::Daypart, "tuned_mrr_with_dayparts"),
    (Circumstance::Device, "tuned_mrr_with_devices"),
    (Circumstance::Market, "tuned_mrr_with_markets"),
];

/// Numbers given or chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Tuned {
    /// λ of the ridge.
    pub lambda: f32,
    /// b of [`Alike::relate`].
    pub title_weight: f32,
    /// The circumstances that count.
    pub telling: Vec<Circumstance>,
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

/// Chooses what is not given. Where there is too little to choose by, λ is 10, the title weight .2, and no
/// circumstance counts.
#[must_use]
pub fn tune(
    rehearsal: &Rehearsal<'_>,
    alike: &Alike,
    lambda: Option<f32>,
    title_weight: Option<f32>,
) -> Tuned {
    let lambdas = lambda.map_or(LAMBDAS.to_vec(), |lambda| vec![lambda]);
    let title_weights = title_weight.map_or(TITLE_WEIGHTS.to_vec(), |weight| vec![weight]);
    let targets = Targets::new(&rehearsal.earlier);
    let cases = cases(rehearsal.later, &targets);
    if cases.len() < MIN_CASES {
        return Tuned {
            lambda: lambda.unwrap_or(Ridge::default().lambda),
            title_weight: title_weight.unwrap_or(0.2),
            telling: Vec::new(),
            figures: BTreeMap::new(),
        };
    }
    let relate = |&lambda: &f32| rehearsal.relate_to(&targets.items, Ridge { lambda });
    let learned: Vec<Relations> = lambdas.iter().map(relate).collect();
    let measure = |together: &Relations, profiles: &Profiles, title_weights: &[f32]| {
        let by_titles = &alike.relate(&together.n_orders_of, 1.0);
        let learned = Learned { together: &together.rows, by_titles, profiles };
        mean_reciprocal_ranks(&cases, &targets, learned, title_weights)
    };

    let mut measured: Vec<(f64, usize, f32)> = Vec::new();
    for (at, together) in learned.iter().enumerate() {
        let means = measure(together, &Profiles::default(), &title_weights);
        measured
            .extend(std::iter::zip(means, &title_weights).map(|(measure, &weight)| (measure, at, weight)));
    }
    measured.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.total_cmp(&b.2)).then(b.1.cmp(&a.1)));
    let untitled = measured.iter().find(|&&(_, _, weight)| weight <= 0.0).copied();
    let is_enough = |&(measure, ..): &(f64, usize, f32)| measure >= (1.0 - TITLES_MUST_GAIN) * measured[0].0;
    let (best, at, title_weight) = untitled.filter(is_enough).unwrap_or(measured[0]);

    let together = &learned[at];
    let profiles = Profiles::learn(&rehearsal.earlier, &together.rows, &together.n_orders_of);
    let mut figures = BTreeMap::from([
        ("tuned_on_orders", to_f64(rehearsal.later.len())),
        ("tuned_on_cases", to_f64(cases.len())),
        ("tuned_mrr", best),
    ]);
    if let Some((without_titles, ..)) = untitled {
        figures.insert("tuned_mrr_with_titles", measured[0].0);
        figures.insert("tuned_mrr_without_titles", without_titles);
    }
    let mut telling = Vec::new();
    for (circumstance, figure) in CIRCUMSTANCES {
        let only = profiles.only(&[circumstance]);
        if only != Profiles::default() {
            let measure = measure(together, &only, &[title_weight])[0];
            figures.insert(figure, measure);
            telling.extend((measure >= best).then_some(circumstance));
        }
    }
    Tuned { lambda: lambdas[at], title_weight, telling, figures }
}

#[cfg(test)]
mod tests {
    use indicatif::ProgressBar;

    use super::{Tuned, tune};
    use crate::baskets::{Basket, Baskets};
    use crate::learn::holdout::drawn;
    use crate::learn::{Alike, Holdout, Keep, Method, OrderIndex, Rehearsal, Relation, Ridge, Rows};
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
            Basket { order: number, items, placed_at_s: Some(i64::from(number) * 60), ..Basket::default() }
        };
        Baskets { n_items: to_usize(N_ITEMS), orders: (0..n_orders).map(order).collect() }
    }

    fn tuned(log: &Baskets, lambda: Option<f32>, title_weight: Option<f32>) -> Tuned {
        tune(&Rehearsal::new(&Holdout::new(log), KEEP), &alike(), lambda, title_weight)
    }

    #[test]
    fn titles_count_where_orders_follow_them() {
        let of_one_series = log(120, |drawn| {
            let first = drawn % 20 * 3;
            [first, first + 1 + drawn / 20 % 2, drawn / 40 % N_ITEMS]
        });
        let tuned = tuned(&of_one_series, None, None);
        assert!(tuned.title_weight > 0.0, "{tuned:?}");
        assert!(tuned.figures["tuned_mrr"] > tuned.figures["tuned_mrr_without_titles"], "{tuned:?}");
    }

    #[test]
    fn titles_do_not_count_where_orders_go_against_them() {
        let never_of_one_series = log(2_000, |drawn| {
            let first = drawn % N_ITEMS;
            [first, (first + 6) % N_ITEMS, (first + 21) % N_ITEMS]
        });
        let tuned = tuned(&never_of_one_series, None, None);
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
        let tuned = tuned(&orders, None, None);
        let Holdout { train, held_out } = Holdout::new(&orders);
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
        let figures = std::collections::BTreeMap::new();
        let telling = Vec::new();
        let usual = Tuned { lambda: 10.0, title_weight: 0.2, telling, figures };
        assert_eq!(tuned(&few, None, None), usual);
        let many = log(600, |drawn| [drawn % 7, 7 + drawn % 5, 20]);
        let given = tuned(&many, Some(7.0), None);
        assert_eq!(given.lambda.to_bits(), 7.0_f32.to_bits());
        assert!(given.figures["tuned_on_cases"] > 100.0, "{given:?}");
        let both = tuned(&many, Some(7.0), Some(0.5));
        assert_eq!([both.lambda, both.title_weight].map(f32::to_bits), [7.0, 0.5_f32].map(f32::to_bits));
    }

    #[test]
    fn threads_change_nothing() {
        let orders = log(600, |drawn| [drawn % 20, drawn / 20 % N_ITEMS, drawn / 80 % N_ITEMS]);
        let on = |n_threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
            pool.install(|| tuned(&orders, None, None))
        };
        assert_eq!(on(1), on(4));
    }
}
