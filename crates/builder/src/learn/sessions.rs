//! Local ridge regression for sessions: what is looked at next.
//!
//! As for orders ([`Ridge`](super::Ridge)), with two differences: what came before predicts what comes after, so G
//! and R are two matrices (see the module `sessions_gram`), and an item may be its own source, because people go
//! back. The idea of the two vectors per split is that of SLIST (M. Choi et al., *Session-aware Linear Item-Item
//! Models for Session-based Recommendation*, WWW 2021).
//!
//! ```text
//! Λi = λ · (Gii / mean Gii)^0.3 + δ · Gii
//! for every target j (all independent):
//!     C = the 100 sources i with the largest Rij / √Gii          (j itself allowed)
//!     solve (G_CC + diag Λ_C) · w = R_Cj
//!     weight of i → j is w_i · (n_j / mean n)^-0.1 where w_i > 0 and i ≠ j
//! ```
//!
//! n is the number of sessions with an item; means are over the items that some session held.
//!
//! # How the defaults were chosen
//! On the training sessions of `YooChoose` 1/64 and Diginetica alone: learned from the first 92 % of each, tested on the
//! rest, at full precision. Judged by the mean of HR@20 and MRR@20, of repeats and new items, of both logs, each
//! relative to the figure of one setting. Of some twenty settings (α .3 to .5, λ 50 to 200, δ .3 to 1.6) these came
//! first, but the best differ by less than a standard error: `YooChoose` gains by a smaller λ what Diginetica loses,
//! and Diginetica wants an α of .4 or more.
//!
//! # Cost
//! Of a session of L items, L·15 entries of R and L² of G, of which only its latest [`MAX_SESSION_LEN`] items count.
//! Memory: 8 bytes per entry of G, and so at most 8 · 200 bytes per click.
//!
//! # What it does not guarantee
//! A model file has no relation of an item to itself: what was learned for the step back to where one stands is left
//! out, and who wants it adds a constant.

use std::collections::BTreeMap;

use indicatif::ProgressBar;

use super::gather::gather;
use super::ridge::{MAX_SOURCES, PENALTY_EXPONENT, Solver, penalties, shortest};
use super::sessions_gram::{Row, SessionSums};
use super::{Keep, OrderIndex, Relations};
use crate::baskets::{Basket, Baskets};
use crate::manifest::MethodRecord;
use crate::num::to_f32;

/// Of a longer session the latest items count: one of many thousands is a machine's.
pub(super) const MAX_SESSION_LEN: usize = 200;

/// How relations are learned from sessions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SessionRecipe {
    /// α, the share of what merely stands in the same session, 0..=1.
    pub alpha: f32,
    /// λ, the strength of the penalty, above 0.
    pub lambda: f32,
    /// δ, the part of the penalty that grows with a source's frequency, 0 or more.
    pub delta: f32,
    /// How much the weights of frequent targets are lowered, 0 or more.
    pub popularity_exponent: f32,
    /// Which relations stay; the floor is in distinct sessions.
    pub keep: Keep,
}

impl Default for SessionRecipe {
    fn default() -> Self {
        Self {
            alpha: 0.4,
            lambda: 70.0,
            delta: 1.2,
            popularity_exponent: 0.1,
            keep: Keep { floor: 1, k: 48 },
        }
    }
}

impl SessionRecipe {
    /// The method by name, with every hyper-parameter, for the manifest.
    #[must_use]
    pub fn record(&self) -> MethodRecord {
        let parameters = BTreeMap::from([
            ("alpha", shortest(self.alpha)),
            ("delta", shortest(self.delta)),
            ("lambda", shortest(self.lambda)),
            ("max_sources", shortest(to_f32(MAX_SOURCES))),
            ("penalty_exponent", shortest(PENALTY_EXPONENT)),
            ("popularity_exponent", shortest(self.popularity_exponent)),
        ]);
        MethodRecord { name: "session-ridge", parameters }
    }
}

/// Sessions over a shop's items.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sessions {
    /// Number of items in the catalogue; every item position in `sessions` is below it.
    pub n_items: usize,
    /// The oldest first; of each its items, the oldest first, with repeats.
    pub sessions: Vec<Vec<u32>>,
}

impl Sessions {
    /// The distinct items of every session, as if it were an order.
    #[must_use]
    pub fn baskets(&self) -> Baskets {
        let basket = |session: &Vec<u32>| {
            let mut items = latest(session).to_vec();
            items.sort_unstable();
            items.dedup();
            Basket { items, ..Basket::default() }
        };
        Baskets { n_items: self.n_items, orders: self.sessions.iter().map(basket).collect() }
    }

    /// The earlier sessions, and the latest tenth.
    #[must_use]
    pub fn split_latest(&self) -> (Self, Self) {
        let n_earlier = self.sessions.len() - self.sessions.len() / 10;
        let part = |sessions: &[Vec<u32>]| Self { n_items: self.n_items, sessions: sessions.to_vec() };
        let (earlier, latest) = self.sessions.split_at_checked(n_earlier).unwrap_or((&self.sessions, &[]));
        (part(earlier), part(latest))
    }
}

fn latest(session: &[u32]) -> &[u32] {
    session.get(session.len().saturating_sub(MAX_SESSION_LEN)..).unwrap_or(session)
}

/// Learns the relations of all items; their evidence is distinct sessions. `progress` advances by one for every item.
///
/// The result depends on the sessions and the recipe alone, not on the number of threads.
#[must_use]
pub fn learn_sessions(sessions: &Sessions, recipe: &SessionRecipe, progress: &ProgressBar) -> Relations {
    let baskets = sessions.baskets();
    let index = OrderIndex::new(&baskets);
    let latest: Vec<Vec<u32>> = sessions.sessions.iter().map(|session| latest(session).to_vec()).collect();
    let sums = SessionSums::new(&latest, &index, recipe.alpha);
    let gram = sums.gram();
    let penalties = penalties(gram.diagonal(), recipe.lambda, recipe.delta);
    let lowering = Lowering::new(&index, recipe.popularity_exponent);
    gather(
        &index,
        recipe.keep,
        progress,
        || (Solver::new(&gram, &penalties), Row::new(index.n_items())),
        |(solver, row), target, pairs, weights| {
            let (items, values): (Vec<u32>, Vec<f32>) = sums.right_hand_side(target, row).into_iter().unzip();
            let mut solution = vec![0.0; items.len()];
            solver.weigh(&items, &values, &mut solution);
            let factor = lowering.factor(target);
            let mut solved = std::iter::zip(items, solution).peekable();
            for (pair, weight) in std::iter::zip(pairs, weights) {
                while solved.next_if(|&(item, _)| item < pair.item).is_some() {}
                *weight = solved.next_if(|&(item, _)| item == pair.item).map_or(0.0, |(_, w)| w * factor);
            }
        },
    )
}

/// By how much the weights of frequent targets are lowered.
struct Lowering<'a> {
    index: &'a OrderIndex<'a>,
    mean: f32,
    exponent: f32,
}

impl<'a> Lowering<'a> {
    fn new(index: &'a OrderIndex<'a>, exponent: f32) -> Self {
        let counts = (0..index.n_items())
            .filter_map(|item| u32::try_from(item).ok())
            .map(|item| index.orders_of(item).len());
        let (n_seen, total) =
            counts.filter(|&n| n > 0).fold((0, 0), |(n_seen, total), n| (n_seen + 1, total + n));
        Self { index, mean: to_f32(total) / to_f32(n_seen.max(1)), exponent }
    }

    fn factor(&self, target: u32) -> f32 {
        libm::powf(to_f32(self.index.orders_of(target).len()) / self.mean, -self.exponent)
    }
}

#[cfg(test)]
mod tests {
    use indicatif::ProgressBar;

    use super::{MAX_SESSION_LEN, SessionRecipe, Sessions, learn_sessions};
    use crate::learn::{Keep, Relations};

    /// Walks of a fixed linear congruential generator, each within a few neighbouring items.
    fn walks(n_sessions: usize) -> Sessions {
        let mut state = 42_u64;
        let mut below = |n: u32| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            u32::try_from((state >> 33) % u64::from(n)).unwrap()
        };
        let mut walk = || {
            let start = below(40);
            (0..2 + below(6)).map(|_| (start + below(4)) % 40).collect()
        };
        Sessions { n_items: 40, sessions: (0..n_sessions).map(|_| walk()).collect() }
    }

    fn learn(sessions: &Sessions, keep: Keep) -> Relations {
        learn_sessions(sessions, &SessionRecipe { keep, ..SessionRecipe::default() }, &ProgressBar::hidden())
    }

    const EVERYTHING: Keep = Keep { floor: 1, k: usize::MAX };

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let log = walks(500);
        let on = |n_threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
            pool.install(|| learn(&log, EVERYTHING))
        };
        let one = on(1);
        assert!(one.n_relations() > 40);
        assert_eq!(one, on(3));
    }

    #[test]
    fn what_comes_next_weighs_more_than_what_came_before() {
        let sessions = vec![vec![0, 1, 2]; 20];
        let relations = learn(&Sessions { n_items: 3, sessions }, EVERYTHING);
        let weight = |anchor: usize, candidate: u32| {
            relations.rows[anchor].iter().find(|one| one.candidate == candidate).map_or(0.0, |one| one.weight)
        };
        assert!(weight(0, 1) > weight(1, 0) && weight(1, 2) > weight(2, 1), "{:?}", relations.rows);
    }

    #[test]
    fn evidence_is_distinct_sessions_and_the_floor_is_in_them() {
        let sessions = vec![vec![0, 1, 0, 1], vec![0, 1], vec![0, 2, 0, 2, 0, 2]];
        let relations = learn(&Sessions { n_items: 3, sessions }, Keep { floor: 2, k: 48 });
        let pairs: Vec<(u32, u32)> =
            relations.rows[0].iter().map(|one| (one.candidate, one.n_both)).collect();
        assert_eq!(pairs, [(1, 2)]);
        assert_eq!(
            (relations.n_orders, relations.n_orders_of),
            (3, vec![3, 2, 0]),
            "an item of one session alone is not told"
        );
    }

    #[test]
    fn no_item_is_related_to_itself() {
        let relations = learn(&Sessions { n_items: 2, sessions: vec![vec![0, 0, 1, 1]; 9] }, EVERYTHING);
        for (anchor, row) in (0..).zip(&relations.rows) {
            assert!(row.iter().all(|one| one.candidate != anchor));
        }
    }

    #[test]
    fn only_the_latest_part_of_an_endless_session_counts() {
        let mut session = vec![0];
        session.extend(std::iter::repeat_n([1, 2], MAX_SESSION_LEN / 2).flatten());
        let relations = learn(&Sessions { n_items: 3, sessions: vec![session] }, EVERYTHING);
        assert_eq!(relations.n_orders_of, [0, 1, 1]);
    }
}
