//! What the model of the bundled orders tells of any one customer.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may fail")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use goeswith_builder::baskets::Baskets;
use goeswith_builder::input::{BadRowLimit, CatalogColumns, OrderColumns};
use goeswith_builder::learn::{Keep, Method, OrderIndex, Relations, Ridge};
use goeswith_builder::{clean, input};
use indicatif::ProgressBar;

const KEEP: Keep = Keep { floor: 5, k: 16 };

fn bundled() -> Baskets {
    let data =
        |name: &str| -> PathBuf { Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(name) };
    let (catalog, _) = input::catalog::read_catalog(
        &data("catalog.csv"),
        &CatalogColumns::default(),
        BadRowLimit::default(),
    )
    .unwrap();
    let (log, _) = input::orders::read_orders(
        &[data("online_retail.csv.xz")],
        &OrderColumns::default(),
        BadRowLimit::default(),
        &ProgressBar::hidden(),
    )
    .unwrap();
    clean::to_baskets(&log, &catalog).0
}

/// Who bought, by plain search: a customer, or an order without one.
type Party = (Option<u32>, u32);

/// Everybody who bought both, of every stored pair.
fn parties_of_pairs(baskets: &Baskets, relations: &Relations) -> BTreeMap<(u32, u32), BTreeSet<Party>> {
    let mut parties = BTreeMap::new();
    for (anchor, row) in (0..).zip(&relations.rows) {
        for relation in row {
            parties.insert((anchor, relation.candidate), BTreeSet::new());
        }
    }
    for order in &baskets.orders {
        let party = (order.customer, if order.customer.is_some() { 0 } else { order.order });
        for &anchor in &order.items {
            for relation in &relations.rows[usize::try_from(anchor).unwrap()] {
                if order.items.binary_search(&relation.candidate).is_ok() {
                    parties.entry((anchor, relation.candidate)).or_default().insert(party);
                }
            }
        }
    }
    parties
}

#[test]
fn whichever_customer_is_taken_out_every_stored_pair_still_has_four_others() {
    let baskets = bundled();
    let relations = Ridge::default().relate(&OrderIndex::new(&baskets), KEEP, &ProgressBar::hidden());
    let pairs = parties_of_pairs(&baskets, &relations);
    assert!(pairs.len() > 10_000, "{} pairs", pairs.len());
    let mut pairs_of: BTreeMap<Party, Vec<(u32, u32)>> = BTreeMap::new();
    for (&pair, parties) in &pairs {
        assert!(parties.len() >= 4, "{pair:?}: {parties:?}");
        for &party in parties {
            pairs_of.entry(party).or_default().push(pair);
        }
    }
    assert!(pairs_of.len() > 4_000, "{} customers and orders without one", pairs_of.len());
    for (party, own) in pairs_of {
        for pair in own {
            let n_others = pairs[&pair].iter().filter(|&&other| other != party).count();
            assert!(n_others >= 4, "without {party:?} {pair:?} has {n_others} customers");
        }
    }
}

#[test]
fn an_item_of_fewer_than_five_customers_is_told_nothing_of() {
    let baskets = bundled();
    let relations = Ridge::default().relate(&OrderIndex::new(&baskets), KEEP, &ProgressBar::hidden());
    let mut parties = vec![BTreeSet::new(); baskets.n_items];
    for order in &baskets.orders {
        let party = (order.customer, if order.customer.is_some() { 0 } else { order.order });
        for &item in &order.items {
            parties[usize::try_from(item).unwrap()].insert(party);
        }
    }
    let is_thin = |item: usize| parties[item].len() < 5;
    let thin: Vec<usize> = (0..baskets.n_items).filter(|&item| is_thin(item)).collect();
    assert!(!thin.is_empty(), "the bundled orders have items that hardly anybody bought");
    for item in thin {
        assert_eq!(relations.n_orders_of[item], 0);
        assert!(relations.rows[item].is_empty());
    }
    let candidates = relations.rows.iter().flatten().map(|relation| relation.candidate);
    assert!(candidates.into_iter().all(|candidate| !is_thin(usize::try_from(candidate).unwrap())));
}
