//! VS-kNN: what came up in the most similar recent sessions.
//!
//! M. Ludewig and D. Jannach, *Evaluation of Session-based Recommendation Algorithms* (UMUAI 2018), in the form of
//! VMIS-kNN: B. Kersbergen, O. Sprangers and S. Schelter, *Serenade: Low-Latency Session-Based Recommendation in
//! e-Commerce at Scale* (SIGMOD 2022).
//!
//! ```text
//! r(h) = Σ over the items a session h shares with the current one of  π(position in the current session)
//! N    = of the m latest sessions that share an item, the k with the largest r   (ties: the later session)
//! d(i) = Σ over h in N that hold i of  r(h) · μ(h) · (1 + ln(n / n_i))
//! ```
//!
//! π is the square of the position over the length of the current session; μ is 1, ½, ⅓ … for each step back to the
//! latest item that h shares; n sessions in all, `n_i` with i. These are the forms `quadratic` and `div` of session-rec,
//! the first paper's code: of its forms, the pair that does well on held-out training sessions of both `YooChoose` 1/64
//! and Diginetica. Serenade's linear ones suit Diginetica alone.

#![expect(clippy::indexing_slicing, reason = "items are those that the index was made for")]

use super::ranking::{Ranker, Scores};
use crate::learn::OrderIndex;
use crate::num::{to_f64, to_u32, to_usize};

/// m: sessions looked at.
const N_RECENT: usize = 5000;
/// k: sessions that count.
const N_NEIGHBOURS: usize = 500;

/// The neighbours of a session in a log.
#[derive(Debug)]
pub struct VsKnn<'a> {
    sessions: &'a OrderIndex<'a>,
    /// m: sessions looked at.
    n_recent: usize,
    /// k: sessions that count.
    n_neighbours: usize,
    /// `1 + ln(n / n_i)` per item.
    rarity: Vec<f64>,
}

/// A session that shares something with the current one.
#[derive(Debug, Clone, Copy)]
struct Neighbour {
    session: u32,
    similarity: f64,
    /// Steps back to the latest shared item, 0 for the current item.
    steps_back: usize,
}

impl<'a> VsKnn<'a> {
    /// `sessions` are as sets, the oldest first.
    #[must_use]
    pub fn new(sessions: &'a OrderIndex<'a>) -> Self {
        Self::with(sessions, N_RECENT, N_NEIGHBOURS)
    }

    fn with(sessions: &'a OrderIndex<'a>, n_recent: usize, n_neighbours: usize) -> Self {
        let n = f64::from(sessions.n_orders());
        let rarity = |item| 1.0 + libm::log(n / f64::from(sessions.n_orders_of(item).max(1)));
        let rarity = (0..to_u32(sessions.n_items())).map(rarity).collect();
        Self { sessions, n_recent, n_neighbours, rarity }
    }

    fn neighbours(&self, context: &[u32]) -> Vec<Neighbour> {
        let mut shared: Vec<Neighbour> = Vec::new();
        for (at, &item) in context.iter().enumerate() {
            if context[at + 1..].contains(&item) {
                continue;
            }
            let place = to_f64(at + 1) / to_f64(context.len());
            let similarity = place * place;
            let steps_back = context.len() - 1 - at;
            let latest = self.sessions.orders_of(item).iter().rev().take(self.n_recent);
            shared.extend(latest.map(|&session| Neighbour { session, similarity, steps_back }));
        }
        shared.sort_unstable_by_key(|one| (u32::MAX - one.session, one.steps_back));
        let mut neighbours: Vec<Neighbour> = shared
            .chunk_by(|a, b| a.session == b.session)
            .take(self.n_recent)
            .map(|same| Neighbour { similarity: same.iter().map(|one| one.similarity).sum(), ..same[0] })
            .collect();
        neighbours
            .sort_unstable_by(|a, b| b.similarity.total_cmp(&a.similarity).then(b.session.cmp(&a.session)));
        neighbours.truncate(self.n_neighbours);
        neighbours
    }
}

impl Ranker for VsKnn<'_> {
    fn score(&self, context: &[u32], scores: &mut Scores) {
        for Neighbour { session, similarity, steps_back } in self.neighbours(context) {
            let nearness = 1.0 / to_f64(steps_back + 1);
            for &item in self.sessions.items_of(session) {
                scores.add(item, similarity * nearness * self.rarity[to_usize(item)]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::VsKnn;
    use crate::evaluate::ranking::{Lists, Scores};
    use crate::learn::OrderIndex;
    use crate::learn::testing::baskets;

    /// Current session: 0, then 1. Session 3 shares both, 2 the latest, 1 the first, 0 nothing.
    const SESSIONS: &[&[u32]] = &[&[4, 5], &[0, 4], &[1, 3], &[0, 1, 2]];

    #[test]
    fn the_more_is_shared_and_the_later_the_nearer() {
        let log = baskets(6, SESSIONS);
        let index = OrderIndex::new(&log);
        let knn = VsKnn::with(&index, 10, 10);
        let found: Vec<(u32, f64, usize)> =
            knn.neighbours(&[0, 1]).iter().map(|one| (one.session, one.similarity, one.steps_back)).collect();
        assert_eq!(found, [(3, 1.25, 0), (2, 1.0, 0), (1, 0.25, 1)]);
    }

    #[test]
    fn candidates_are_ranked_as_by_hand() {
        let log = baskets(6, SESSIONS);
        let index = OrderIndex::new(&log);
        let names = ["a", "b", "c", "d", "e", "f"];
        let counts: Vec<u32> = (0..6).map(|item| index.n_orders_of(item)).collect();
        let lists = Lists::new(names.into_iter(), &counts);
        let best = |n_recent, n_neighbours| {
            let knn = VsKnn::with(&index, n_recent, n_neighbours);
            lists.best(&knn, &[0, 1], |item| item < 2, 0, 3, &mut Scores::new(6))
        };
        // 2: 1.25 · (1 + ln 4) = 2.98; 3: 1 · (1 + ln 4) = 2.39; 4: 0.25 · 0.5 · (1 + ln 2) = 0.21.
        assert_eq!(best(10, 10), [2, 3, 4]);
        // With one neighbour only 2 has a score, and the more frequent 4 comes first of what fills up.
        assert_eq!(best(10, 1)[..2], [2, 4]);
        // Of the latest one session per item, session 1 is not looked at, and 4 only fills up.
        let mut scores = Scores::new(6);
        assert_eq!(lists.best(&VsKnn::with(&index, 1, 10), &[0], |item| item < 2, 0, 1, &mut scores), [2]);
    }
}
