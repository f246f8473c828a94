//! Bundles of the demo shop: enough of them, and each as a bundle must be.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use goeswith_builder::catalog::Catalog;
use goeswith_builder::input::{self, BadRowLimit, CatalogColumns, OrderColumns};
use goeswith_builder::learn::bundles::{self, Bundle, BundleRules, MAX_PER_ITEM};
use goeswith_builder::learn::{Keep, OrderIndex};
use goeswith_builder::make::{self, Recipe};
use goeswith_builder::merchant::needs_of;
use goeswith_builder::merchant::{Merchant, Taxonomy};
use goeswith_builder::{baskets::Baskets, clean};
use indicatif::ProgressBar;

fn shop() -> (Catalog, Baskets) {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let columns = CatalogColumns::default();
    let limit = BadRowLimit::default();
    let (catalog, _) = input::catalog::read_catalog(&data.join("catalog.csv"), &columns, limit).unwrap();
    let logs = [data.join("online_retail.csv.xz")];
    let hidden = ProgressBar::hidden();
    let (log, _) = input::orders::read_orders(&logs, &OrderColumns::default(), limit, &hidden).unwrap();
    let (baskets, _) = clean::to_baskets(&log, &catalog);
    (catalog, baskets)
}

fn found(catalog: &Catalog, baskets: &Baskets) -> Vec<Bundle> {
    let recipe = Recipe {
        method: make::MethodName::Ridge,
        lambda: Some(10.0),
        title_weight: Some(0.0),
        keep: Keep { floor: 5, k: 16 },
    };
    let learned =
        make::learn(catalog, baskets, &Merchant::default(), &recipe, &ProgressBar::hidden()).unwrap();
    let need_of = needs_of(catalog, &Taxonomy::default());
    let family = |item: u32| catalog.items[usize::try_from(item).unwrap()].family.as_deref();
    let apart = |a, b| family(a).is_some() && family(a) == family(b);
    bundles::find(&learned.relations, baskets, &BundleRules { need_of: &need_of, apart, floor: 5 })
}

#[test]
fn the_demo_shop_has_fifty_bundles_and_each_keeps_the_rules() {
    let (catalog, baskets) = shop();
    let bundles = found(&catalog, &baskets);
    assert!(bundles.len() >= 50, "{} bundles", bundles.len());
    let index = OrderIndex::new(&baskets);
    let mut n_bundles_of: BTreeMap<u32, usize> = BTreeMap::new();
    for bundle in &bundles {
        let told: Vec<String> = bundle
            .items
            .iter()
            .map(|&item| {
                let item = &catalog.items[usize::try_from(item).unwrap()];
                format!("{} [{}]", item.title, item.category.last().unwrap())
            })
            .collect();
        assert!((2..=5).contains(&bundle.items.len()), "{told:?}");
        let categories: BTreeSet<&[String]> = bundle
            .items
            .iter()
            .map(|&item| &catalog.items[usize::try_from(item).unwrap()].category[..])
            .collect();
        assert_eq!(categories.len(), bundle.items.len(), "one need each: {told:?}");
        let holds_all = |&(at, _): &(usize, &goeswith_builder::baskets::Basket)| {
            let counted = index.items_of(u32::try_from(at).unwrap());
            bundle.items.iter().all(|item| counted.contains(item))
        };
        let held = baskets.orders.iter().enumerate().filter(holds_all);
        let customers: BTreeSet<(Option<u32>, usize)> =
            held.clone().map(|(at, basket)| (basket.customer, basket.customer.map_or(at, |_| 0))).collect();
        assert_eq!(held.count(), usize::try_from(bundle.n_orders).unwrap(), "{told:?}");
        assert!(customers.len() >= 5, "{told:?}");
        for &item in &bundle.items {
            *n_bundles_of.entry(item).or_default() += 1;
        }
    }
    assert!(n_bundles_of.values().all(|&n| n <= MAX_PER_ITEM));
}
