//! What the model of the bundled orders tells of any one customer.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use goeswith_builder::baskets::{Basket, Baskets};
use goeswith_builder::input::{BadRowLimit, CatalogColumns, OrderColumns};
use goeswith_builder::learn::{Keep, Method, OrderIndex, Relations, Ridge};
use goeswith_builder::{clean, input};
use indicatif::ProgressBar;

const KEEP: Keep = Keep { floor: 5, k: 16 };

fn read() -> Baskets {
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

/// The bundled orders, and what is learned from them; once for all tests.
fn bundled() -> &'static (Baskets, Relations) {
    static LEARNED: OnceLock<(Baskets, Relations)> = OnceLock::new();
    LEARNED.get_or_init(|| {
        let baskets = read();
        let relations = Ridge::default().relate(&OrderIndex::new(&baskets), KEEP, &ProgressBar::hidden());
        (baskets, relations)
    })
}

/// Who bought: a customer, or an order without one.
type Party = (Option<u32>, u32);

fn party(order: &Basket) -> Party {
    (order.customer, if order.customer.is_some() { 0 } else { order.order })
}

/// Everybody who bought both, each once, of every stored pair: by anchor, then as its row.
fn parties_of_pairs(baskets: &Baskets, relations: &Relations) -> Vec<Vec<Vec<Party>>> {
    let mut parties: Vec<Vec<Vec<Party>>> =
        relations.rows.iter().map(|row| vec![Vec::new(); row.len()]).collect();
    for order in &baskets.orders {
        for &anchor in &order.items {
            let anchor = usize::try_from(anchor).unwrap();
            for (slot, relation) in relations.rows[anchor].iter().enumerate() {
                if order.items.binary_search(&relation.candidate).is_ok() {
                    parties[anchor][slot].push(party(order));
                }
            }
        }
    }
    for pair in parties.iter_mut().flatten() {
        pair.sort_unstable();
        pair.dedup();
    }
    parties
}

#[test]
fn whichever_customer_is_taken_out_every_stored_pair_still_has_four_others() {
    let (baskets, relations) = bundled();
    let parties = parties_of_pairs(baskets, relations);
    assert!(parties.iter().flatten().count() > 10_000);
    let all: BTreeSet<Party> = parties.iter().flatten().flatten().copied().collect();
    assert!(all.len() > 4_000, "{} customers and orders without one", all.len());
    for (anchor, row) in parties.iter().enumerate() {
        for (parties, relation) in std::iter::zip(row, &relations.rows[anchor]) {
            // Each is listed once, so whoever is taken out leaves all but one.
            let n_others = parties.len().saturating_sub(1);
            assert!(n_others >= 4, "{anchor} with {}: {parties:?}", relation.candidate);
        }
    }
}

#[test]
fn an_item_of_fewer_than_five_customers_is_told_nothing_of() {
    let (baskets, relations) = bundled();
    let mut parties = vec![BTreeSet::new(); baskets.n_items];
    for order in &baskets.orders {
        for &item in &order.items {
            parties[usize::try_from(item).unwrap()].insert(party(order));
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
