//! What the model of the bundled orders tells of any one customer.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use goeswith_builder::baskets::{Basket, Baskets};
use goeswith_builder::catalog::Catalog;
use goeswith_builder::input::{BadRowLimit, CatalogColumns, OrderColumns};
use goeswith_builder::learn::{Keep, Method, OrderIndex, Relations, Ridge};
use goeswith_builder::{clean, input};
use goeswith_engine::bands;
use goeswith_engine::ids::ItemId;
use goeswith_engine::model::Model;
use goeswith_engine::relation_type::RelationType;
use indicatif::ProgressBar;

const KEEP: Keep = Keep { floor: 5, k: 16 };

fn read() -> (Catalog, Baskets) {
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
    let (baskets, _) = clean::to_baskets(&log, &catalog);
    (catalog, baskets)
}

/// The bundled orders, and what is learned from them; once for all tests.
fn bundled() -> &'static (Baskets, Relations) {
    static LEARNED: OnceLock<(Baskets, Relations)> = OnceLock::new();
    LEARNED.get_or_init(|| {
        let (_, baskets) = read();
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

/// The bundled orders by item of a model.
struct Told {
    /// Who placed each order.
    parties: Vec<Party>,
    /// Per item of the model, the orders that held it, ascending.
    orders_of: Vec<BTreeSet<usize>>,
}

impl Told {
    fn new(model: &Model<Vec<u8>>) -> Self {
        let (catalog, baskets) = read();
        let ids: Vec<Option<ItemId>> = catalog.items.iter().map(|item| model.find(&item.sku)).collect();
        let mut orders_of = vec![BTreeSet::new(); model.n_items()];
        for (at, order) in baskets.orders.iter().enumerate() {
            for &item in &order.items {
                if let Some(id) = ids[usize::try_from(item).unwrap()] {
                    orders_of[id.index()].insert(at);
                }
            }
        }
        Self { parties: baskets.orders.iter().map(party).collect(), orders_of }
    }

    fn of<'a>(&self, orders: impl Iterator<Item = &'a usize>) -> BTreeSet<Party> {
        orders.map(|&order| self.parties[order]).collect()
    }

    /// How many placed an order with all of `items`.
    fn n_with_all(&self, items: &[ItemId]) -> usize {
        let [first, rest @ ..] = items else { return 0 };
        let holds_rest =
            |order: &&usize| rest.iter().all(|item| self.orders_of[item.index()].contains(order));
        self.of(self.orders_of[first.index()].iter().filter(holds_rest)).len()
    }

    /// How many ever ordered both, together or not.
    fn n_with_both_ever(&self, a: ItemId, b: ItemId) -> usize {
        let [a, b] = [a, b].map(|item| self.of(self.orders_of[item.index()].iter()));
        a.intersection(&b).count()
    }
}

/// The kitchen shop's file is what `goeswith build` makes of the bundled orders (`tests/fixture.rs`).
#[test]
fn whatever_a_model_file_counts_five_customers_did_and_small_counts_are_bands() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let model = Model::open(std::fs::read(root.join("tests/fixtures/kitchen.gw")).unwrap()).unwrap();
    let told = Told::new(&model);
    let draft = model.to_draft().unwrap();
    let id = |at: usize| ItemId(u32::try_from(at).unwrap());
    let mut counts: Vec<u32> = draft.items.iter().map(|item| item.n_orders).collect();
    let mut n_pairs = 0;

    for (at, item) in draft.items.iter().enumerate().filter(|(_, item)| item.n_orders > 0) {
        assert!(told.n_with_all(&[id(at)]) >= 5, "{}", item.sku);
    }
    for (&of, rows) in &draft.relations {
        for (anchor, row) in rows.iter().enumerate() {
            counts.push(row.base);
            for relation in row.relations.iter().filter(|relation| relation.n_both > 0) {
                let pair = [id(anchor), relation.candidate];
                let n = match of {
                    RelationType::BoughtLater => told.n_with_both_ever(pair[0], pair[1]),
                    _ => told.n_with_all(&pair),
                };
                assert!(n >= 5, "{} of {pair:?} by {n}", of.name());
                counts.push(relation.n_both);
                n_pairs += 1;
            }
        }
    }
    for (category, row) in draft.fallback.iter().enumerate() {
        counts.push(row.base);
        let is_within = |item: &ItemId| {
            let leaf = model.item(*item).unwrap().category;
            model.category_chain(leaf).any(|above| above.index() == category)
        };
        let within: BTreeSet<usize> = model
            .item_ids()
            .filter(is_within)
            .flat_map(|item| told.orders_of[item.index()].iter().copied())
            .collect();
        for relation in &row.relations {
            let both = told.orders_of[relation.candidate.index()].intersection(&within);
            assert!(told.of(both).len() >= 5, "{category} with {:?}", relation.candidate);
            counts.push(relation.n_both);
        }
    }
    for bundle in &draft.bundles {
        assert!(told.n_with_all(&bundle.items) >= 5, "{bundle:?}");
        counts.push(bundle.n_orders);
    }
    assert!(n_pairs > 1000, "{n_pairs} pairs are enough to tell");
    let exact: Vec<u32> = counts.into_iter().filter(|&count| bands::least(count) != count).collect();
    assert!(exact.is_empty(), "exact counts of a few people: {exact:?}");
}
