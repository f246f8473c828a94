//! Do people agree? How often the first suggestion for an item lies in the bundle that a person made with it.
//!
//! People made the bundles out of sessions, so whoever learns from a session has seen its bundles' items together.
//! Therefore sessions are dealt into [`N_FOLDS`] parts by a fixed hash of their id. Each part in turn is held back with
//! its bundles, everything is learned from the sessions of the others, and the bundles of the part are the truth: no
//! bundle is ever asked for by a model that saw its session.
//!
//! A case is an item in some held-back bundle, once per part. It hits when the first suggestion for the item alone is
//! in a held-back bundle with it. An item that no training session held beside another has nothing to co-occur with;
//! the group `known` is the cases without those.

use super::metrics::{Measure, Sample};
use super::ranking::{Lists, Ranker, Scores};
use super::report::Group;
use crate::baskets::{Basket, Baskets};
use crate::hash::{key, mix};
use crate::input::human_bundles::HumanBundles;
use crate::learn::OrderIndex;
use crate::num::{to_u32, to_usize};

/// Parts that sessions are dealt into.
pub const N_FOLDS: u64 = 5;

/// What is learned from, and what is asked, for one part held back.
#[derive(Debug)]
pub struct Fold {
    /// The sessions of the other parts.
    pub train: Baskets,
    cases: Vec<Case>,
    lists: Lists,
}

#[derive(Debug, PartialEq, Eq)]
struct Case {
    anchor: u32,
    /// What held-back bundles hold besides, ascending.
    truth: Vec<u32>,
    is_known: bool,
    key: u64,
}

/// Deals the sessions.
#[must_use]
pub fn folds(human: &HumanBundles) -> Vec<Fold> {
    (0..N_FOLDS).map(|number| Fold::new(human, number)).collect()
}

/// The group of all cases, and of those whose anchor co-occurs with something, over all folds: `hits` has those of
/// each fold in turn.
#[must_use]
pub fn groups(folds: &[Fold], hits: &[Vec<f64>]) -> Vec<Group> {
    let group = |name, counts: fn(&Case) -> bool| {
        let of_fold = |(fold, hits): (&Fold, &Vec<f64>)| -> Vec<f64> {
            let cases = std::iter::zip(&fold.cases, hits);
            cases.filter(|(case, _)| counts(case)).map(|(_, &hit)| hit).collect()
        };
        let values = std::iter::zip(folds, hits).flat_map(of_fold).collect();
        let samples = vec![Sample { measure: Measure::HitRate(1), values }];
        Group { name: Some(name), samples, reach: None }
    };
    vec![group("all", |_| true), group("known", |case| case.is_known)]
}

impl Fold {
    fn new(human: &HumanBundles, number: u64) -> Self {
        let n_items = human.catalog.items.len();
        let part = |id: &str| mix(&[key(id)]) % N_FOLDS;
        let orders = (0_u32..).zip(&human.sessions).filter(|(_, session)| part(&session.id) != number);
        let orders = orders
            .filter(|(_, session)| !session.items.is_empty())
            .map(|(order, session)| Basket { order, items: session.items.clone(), ..Basket::default() })
            .collect();
        let train = Baskets { n_items, orders };
        let mut is_known = vec![false; n_items];
        for &item in train.orders.iter().filter(|order| order.items.len() > 1).flat_map(|order| &order.items)
        {
            if let Some(is_known) = is_known.get_mut(to_usize(item)) {
                *is_known = true;
            }
        }
        let index = OrderIndex::new(&train);
        let n_orders_of: Vec<u32> = (0..to_u32(n_items)).map(|item| index.n_orders_of(item)).collect();
        let lists = Lists::new(human.catalog.items.iter().map(|item| item.sku.as_str()), &n_orders_of);
        let mut truth: Vec<Vec<u32>> = vec![Vec::new(); n_items];
        let held = human.sessions.iter().filter(|session| part(&session.id) == number);
        for bundle in held.flat_map(|session| &session.bundles) {
            for &anchor in bundle {
                if let Some(truth) = truth.get_mut(to_usize(anchor)) {
                    truth.extend(bundle.iter().filter(|&&item| item != anchor));
                }
            }
        }
        let cases = (0_u32..).zip(truth).zip(is_known).filter(|((_, truth), _)| !truth.is_empty());
        let cases = cases.map(|((anchor, mut truth), is_known)| {
            truth.sort_unstable();
            truth.dedup();
            Case { anchor, truth, is_known, key: mix(&[number, lists.item_key(anchor)]) }
        });
        let cases = cases.collect();
        Self { train, cases, lists }
    }

    /// Number of cases.
    #[must_use]
    pub fn n_cases(&self) -> usize {
        self.cases.len()
    }

    /// Per case: 1 for a hit of the best item by a ranker's scores, else 0.
    #[must_use]
    pub fn rank(&self, ranker: &dyn Ranker) -> Vec<f64> {
        let mut scores = Scores::new(self.lists.n_items());
        let first = |case: &Case| {
            let is_anchor = |item| item == case.anchor;
            let list = self.lists.best(ranker, &[case.anchor], is_anchor, case.key, 1, &mut scores);
            list.first().copied()
        };
        self.judge(first)
    }

    /// Per case: 1 for a hit of what `first` says of the anchor, else 0.
    #[must_use]
    pub fn ask(&self, first: impl Fn(u32) -> Option<u32>) -> Vec<f64> {
        self.judge(|case| first(case.anchor))
    }

    fn judge(&self, mut first: impl FnMut(&Case) -> Option<u32>) -> Vec<f64> {
        let hit = |case: &Case| {
            let is_hit = first(case).is_some_and(|item| case.truth.binary_search(&item).is_ok());
            f64::from(u8::from(is_hit))
        };
        self.cases.iter().map(hit).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Catalog, CatalogItem};
    use crate::evaluate::peers::co_occurrence;
    use crate::input::human_bundles::HumanSession;

    /// Forty sessions of items 0, 1 and 2, of which 0 and 1 are a bundle.
    fn human() -> HumanBundles {
        let item = |number: u32| CatalogItem {
            sku: number.to_string(),
            title: format!("Item {number}"),
            price_hundredths: 0,
            category: vec!["Other".to_owned()],
            family: None,
            attributes: std::collections::BTreeMap::new(),
        };
        let session = |number: u32| HumanSession {
            id: number.to_string(),
            items: if number.is_multiple_of(2) { vec![0, 1, 2] } else { vec![0, 1] },
            bundles: vec![vec![0, 1]],
        };
        HumanBundles {
            catalog: Catalog { items: (0..4).map(item).collect(), ..Catalog::default() },
            sessions: (0..40).map(session).collect(),
        }
    }

    #[test]
    fn every_session_is_held_back_once_and_never_learned_from_then() {
        let human = human();
        let folds = folds(&human);
        let n_trained: usize = folds.iter().map(|fold| fold.train.orders.len()).sum();
        assert_eq!(n_trained, 40 * (folds.len() - 1));
        for (number, fold) in (0..).zip(&folds) {
            let held = |order: &Basket| {
                let id = &human.sessions[to_usize(order.order)].id;
                mix(&[key(id)]) % N_FOLDS == number
            };
            assert!(!fold.train.orders.iter().any(held));
        }
    }

    #[test]
    fn the_first_suggestion_hits_when_a_person_bundled_it_with_the_anchor() {
        let folds = folds(&human());
        let hits: Vec<Vec<f64>> =
            folds.iter().map(|fold| fold.rank(&co_occurrence(&OrderIndex::new(&fold.train)))).collect();
        assert!(hits.iter().all(|hits| *hits == [1.0, 1.0]), "0 for 1 and 1 for 0: {hits:?}");
        let misses: Vec<Vec<f64>> = folds.iter().map(|fold| fold.ask(|_| Some(2))).collect();
        assert!(misses.iter().all(|hits| *hits == [0.0, 0.0]));
        let groups = groups(&folds, &hits);
        assert_eq!(groups[0].samples[0].values.len(), 10);
        assert_eq!(groups[1].samples[0].values.len(), 10, "both co-occur in every fold");
    }
}
