//! Basket completion: one item of a test order is hidden, and the rest is the cart.
//!
//! Ten draws of the hidden item per order, for seeds `seed..seed + 10`: an order counts with the mean over its draws,
//! and standard errors are over orders. A hidden item that no training order held is a miss; such items in the cart
//! say nothing.

use goeswith_engine::circumstances::Circumstances;

use rayon::prelude::*;

use super::hidden::{Case, hide};
use super::metrics::{Measure, measure, rank};
use super::ranking::{Lists, Ranker, Scores};
use super::reach::Reach;
use super::report::Group;
use super::shipped::Shipped;
use crate::baskets::{Basket, Baskets};
use crate::catalog::Catalog;
use crate::hash::key;
use crate::learn::OrderIndex;

/// What is measured.
pub const MEASURES: [Measure; 4] =
    [Measure::HitRate(5), Measure::HitRate(10), Measure::Gain(10), Measure::ReciprocalRank(10)];
/// Places of a list.
pub const LIST_LEN: usize = 10;
/// Draws of the hidden item per test order.
pub const N_DRAWS: u64 = 10;

/// The cases of all test orders: the same for every method.
#[derive(Debug)]
pub struct OrderTest {
    /// Per test order, one case per draw.
    cases: Vec<Vec<Case>>,
    lists: Lists,
    /// Training orders of every item.
    n_orders_of: Vec<u32>,
}

impl OrderTest {
    /// Draws the cases. `keys` has the hash of each order's id, by [`Basket::order`].
    #[must_use]
    pub fn new(catalog: &Catalog, train: &Baskets, test: &[Basket], keys: &[u64], seed: u64) -> Self {
        let index = OrderIndex::new(train);
        let n_orders_of: Vec<u32> =
            (0_u32..).zip(&catalog.items).map(|(item, _)| index.n_orders_of(item)).collect();
        let lists = Lists::new(catalog.items.iter().map(|item| item.sku.as_str()), &n_orders_of);
        let draws = |order: &Basket| -> Vec<Case> {
            let order_key = usize::try_from(order.order).ok().and_then(|number| keys.get(number));
            let order_key = order_key.copied().unwrap_or_default();
            let seeds = seed..seed.saturating_add(N_DRAWS);
            seeds.filter_map(|seed| hide(order, order_key, seed, &lists)).collect()
        };
        let cases = test.iter().map(draws).collect();
        Self { cases, lists, n_orders_of }
    }

    /// Number of test orders.
    #[must_use]
    pub fn n_orders(&self) -> usize {
        self.cases.len()
    }

    /// Measures the lists that a ranker's scores give.
    #[must_use]
    pub fn rank(&self, ranker: &dyn Ranker) -> Group {
        self.measure(|case, scores| self.list(ranker, case, scores))
    }

    /// Measures the lists that a model's scores give where and when each order was placed, as far as `known` tells of it.
    #[must_use]
    pub fn rank_placed(
        &self,
        model: &Shipped,
        known: impl Fn(Circumstances) -> Circumstances + Sync,
    ) -> Group {
        self.measure(|case, scores| self.list(&model.at(known(case.circumstances)), case, scores))
    }

    fn list(&self, ranker: &dyn Ranker, case: &Case, scores: &mut Scores) -> Vec<u32> {
        let in_cart = |item| case.cart.binary_search(&item).is_ok();
        self.lists.best(ranker, &case.cart, in_cart, case.key, LIST_LEN, scores)
    }

    /// Measures what the rows of a model would show where and when each order was placed.
    #[must_use]
    pub fn shown(&self, model: &Shipped) -> Group {
        self.measure(|case, _| model.shown(&case.cart, case.circumstances, LIST_LEN))
    }

    /// Measures any lists of at most [`LIST_LEN`] items.
    fn measure(&self, list: impl Fn(&Case, &mut Scores) -> Vec<u32> + Sync) -> Group {
        let n_items = self.lists.n_items();
        let found: Vec<Vec<(Vec<u32>, Option<usize>)>> = self
            .cases
            .par_iter()
            .map_init(
                || Scores::new(n_items),
                |scores, draws| {
                    let found = |case: &Case| {
                        let list = list(case, scores);
                        let rank = rank(&list, case.hidden);
                        (list, rank)
                    };
                    draws.iter().map(found).collect()
                },
            )
            .collect();
        let mut n_listed = vec![0_u32; n_items];
        for item in found.iter().flatten().flat_map(|(list, _)| list) {
            if let Some(n) = usize::try_from(*item).ok().and_then(|item| n_listed.get_mut(item)) {
                *n += 1;
            }
        }
        let ranks: Vec<Vec<Option<usize>>> =
            found.iter().map(|draws| draws.iter().map(|&(_, rank)| rank).collect()).collect();
        Group {
            name: None,
            samples: measure(&MEASURES, &ranks),
            reach: Some(Reach::of(&n_listed, &self.n_orders_of)),
        }
    }
}

/// The hash of each order's id, by the order's number: its rank among all ids.
#[must_use]
pub fn order_keys<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<u64> {
    let mut ids: Vec<&str> = ids.collect();
    ids.sort_unstable();
    ids.into_iter().map(key).collect()
}
