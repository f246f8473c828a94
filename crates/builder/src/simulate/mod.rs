//! Seeded shoppers against the engine: what pacing lets through, counted by somebody who does not trust it.
//!
//! A shopper comes one to eight times within ten days, and looks at some pages each time. She looks at what is popular, at
//! what is near, or at what was suggested; puts things into her cart; takes, refuses and finds unhelpful what is shown; and
//! now and then answers "How often?". What is remembered of her is kept from page to page, as in the mode `remembered`.
//!
//! Every impression is written into a log of the simulator's own, and every rule is checked against that log, not
//! against the engine's count.

mod draws;
mod walk;

use std::collections::BTreeMap;

use goeswith_engine::model::Model;
use goeswith_engine::pacing::Frequency;
use indicatif::ProgressBar;
use rayon::prelude::*;
use serde::Serialize;

use draws::Popularity;
use walk::Walk;

/// What is simulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// How many sessions, over all shoppers.
    pub n_sessions: u64,
    /// What the draws begin with.
    pub seed: u64,
}

/// What was counted at one answer to "How often?": pages by the answer that held, sessions by that of their beginning.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Tally {
    /// Sessions.
    pub n_sessions: u64,
    /// Pages looked at.
    pub n_pages: u64,
    /// Pages that showed something.
    pub n_pages_with_some: u64,
    /// Pages that were silent after a *no*.
    pub n_silent_pages: u64,
    /// Impressions.
    pub n_impressions: u64,
    /// Impressions of an item that the session had seen before.
    pub n_repeats: u64,
    /// Most impressions on a page, and in the hour, day and week that ends with one.
    pub most: [u64; 4],
    /// Most pages of one day that showed one item.
    pub most_of_one_item: u64,
    /// Suggestions taken.
    pub n_taken: u64,
    /// Suggestions refused.
    pub n_refused: u64,
    /// Distinct items over sessions.
    pub n_distinct_items: u64,
    /// Distinct categories over sessions.
    pub n_distinct_categories: u64,
}

/// Sessions of fifty pages without ceilings, bar and silence: whether what is chosen runs in a circle.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Loops {
    /// Sessions.
    pub n_sessions: u64,
    /// Fewest distinct items that one of them showed.
    pub fewest_items: u64,
    /// Fewest distinct categories.
    pub fewest_categories: u64,
    /// Those that showed fewer than 12 items or 4 categories.
    pub n_narrow: u64,
}

/// Everything counted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Simulation {
    /// By the frequency's name.
    pub by_frequency: BTreeMap<&'static str, Tally>,
    /// Without ceilings, bar and silence.
    pub loops: Loops,
    /// Rules that were broken, by what they say, with how often; empty when all is well.
    pub violations: BTreeMap<String, u64>,
}

/// Sessions of the loop test.
const N_LOOP_SESSIONS: u64 = 1_000;
/// Sessions of a shopper, on average: a million sessions are of 222,000 shoppers.
const SESSIONS_OF_SHOPPER: (u64, u64) = (9, 2);

/// Runs the plan; `progress` advances by one for every session. The result depends on the model and the plan alone.
#[must_use]
pub fn simulate(model: &Model<Vec<u8>>, plan: Plan, progress: &ProgressBar) -> Simulation {
    let popularity = Popularity::new(model);
    let n_shoppers = (plan.n_sessions * SESSIONS_OF_SHOPPER.1).div_ceil(SESSIONS_OF_SHOPPER.0);
    let walked = (0..n_shoppers).into_par_iter().map(|shopper| {
        let mut walk = Walk::new(model, &popularity, plan.seed, shopper);
        let n_sessions = walk.visits();
        progress.inc(n_sessions);
        walk.counted
    });
    let mut all = walked.reduce(Simulation::default, Simulation::merged);
    let loops = (0..N_LOOP_SESSIONS).into_par_iter().map(|number| {
        let shopper = number + (1 << 40);
        Walk::new(model, &popularity, plan.seed, shopper).fifty_pages()
    });
    let loops: Vec<(u64, u64)> = loops.collect();
    all.loops = Loops {
        n_sessions: N_LOOP_SESSIONS,
        fewest_items: loops.iter().map(|&(items, _)| items).min().unwrap_or(0),
        fewest_categories: loops.iter().map(|&(_, categories)| categories).min().unwrap_or(0),
        n_narrow: u64::try_from(
            loops.iter().filter(|&&(items, categories)| items < 12 || categories < 4).count(),
        )
        .unwrap_or(u64::MAX),
    };
    all
}

impl Simulation {
    fn merged(mut self, other: Self) -> Self {
        for (name, tally) in other.by_frequency {
            self.by_frequency.entry(name).or_default().add(&tally);
        }
        for (rule, n) in other.violations {
            *self.violations.entry(rule).or_default() += n;
        }
        self
    }

    fn of(&mut self, frequency: Frequency) -> &mut Tally {
        self.by_frequency.entry(frequency.name()).or_default()
    }
}

impl Tally {
    fn add(&mut self, other: &Self) {
        let sums = [
            (&mut self.n_sessions, other.n_sessions),
            (&mut self.n_pages, other.n_pages),
            (&mut self.n_pages_with_some, other.n_pages_with_some),
            (&mut self.n_silent_pages, other.n_silent_pages),
            (&mut self.n_impressions, other.n_impressions),
            (&mut self.n_repeats, other.n_repeats),
            (&mut self.n_taken, other.n_taken),
            (&mut self.n_refused, other.n_refused),
            (&mut self.n_distinct_items, other.n_distinct_items),
            (&mut self.n_distinct_categories, other.n_distinct_categories),
        ];
        for (sum, n) in sums {
            *sum += n;
        }
        for (most, n) in std::iter::zip(&mut self.most, other.most) {
            *most = (*most).max(n);
        }
        self.most_of_one_item = self.most_of_one_item.max(other.most_of_one_item);
    }
}
