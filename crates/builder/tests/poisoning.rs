//! Orders that push one pair into the model of the bundled orders: what holds, and that it is told.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may fail")]

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use goeswith_builder::baskets::Baskets;
use goeswith_builder::catalog::Catalog;
use goeswith_builder::clean::{self, CleanReport};
use goeswith_builder::input::{self, BadRowLimit, CatalogColumns, OrderColumns, OrderLine, OrderLog};
use goeswith_builder::learn::{Keep, Method, OrderIndex, Relation, Ridge};
use indicatif::ProgressBar;

const KEEP: Keep = Keep { floor: 5, k: 16 };
/// Two items that nobody orders together: a heart made of wicker, and a tea set.
const PUSHED: [&str; 2] = ["85123A", "22699"];
/// A customer of the log.
const REGULAR: &str = "17850";
/// 1 March 2011, ten o'clock.
const TEN_O_CLOCK_S: i64 = 1_298_973_600;

/// What stands before any attack.
struct Honest {
    catalog: Catalog,
    log: OrderLog,
    baskets: Baskets,
    strongest: Vec<Vec<u32>>,
}

/// The bundled orders, and what is learned from them; once for all tests.
fn honest() -> &'static Honest {
    static HONEST: OnceLock<Honest> = OnceLock::new();
    HONEST.get_or_init(|| {
        let (catalog, log) = read();
        let (baskets, report) = clean::to_baskets(&log, &catalog);
        assert!(report.bursts.is_empty(), "honest orders are no burst: {:?}", report.bursts);
        let strongest = strongest(&baskets);
        assert!(strongest.iter().filter(|row| row.len() == 3).count() > 1000);
        Honest { catalog, log, baskets, strongest }
    })
}

fn read() -> (Catalog, OrderLog) {
    let data =
        |name: &str| -> PathBuf { Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(name) };
    let limit = BadRowLimit::default();
    let (catalog, _) =
        input::catalog::read_catalog(&data("catalog.csv"), &CatalogColumns::default(), limit).unwrap();
    let log = input::orders::read_orders(
        &[data("online_retail.csv.xz")],
        &OrderColumns::default(),
        limit,
        &ProgressBar::hidden(),
    );
    (catalog, log.unwrap().0)
}

/// The three strongest candidates of every item.
fn strongest(baskets: &Baskets) -> Vec<Vec<u32>> {
    let relations = Ridge::default().relate(&OrderIndex::new(baskets), KEEP, &ProgressBar::hidden());
    let top = |row: &Vec<Relation>| row.iter().take(3).map(|relation| relation.candidate).collect();
    relations.rows.iter().map(top).collect()
}

/// One order more, of these items.
fn push(log: &mut OrderLog, order: &str, skus: &[&str], customer: Option<&str>, placed_at_s: i64) {
    let order = log.orders.intern(order).unwrap();
    let customer = customer.map(|customer| log.customers.intern(customer).unwrap());
    for sku in skus {
        let sku = log.skus.intern(sku).unwrap();
        log.lines.push(OrderLine {
            order,
            sku,
            customer,
            placed_at_s: Some(placed_at_s),
            quantity_thousandths: 1000,
            price_thousandths: Some(1000),
            ..log.lines[0]
        });
    }
}

/// How many other items have another top 3 after `attack`, and what was reported.
fn after(attack: impl Fn(&mut OrderLog)) -> (usize, CleanReport) {
    let Honest { catalog, log, baskets, strongest: before } = honest();
    let mut log = log.clone();
    attack(&mut log);
    let (attacked, report) = clean::to_baskets(&log, catalog);
    // Learning is a function of the orders: equal ones need not be learned again.
    let top = if attacked == *baskets { before.clone() } else { strongest(&attacked) };
    let is_other = |item: usize| !PUSHED.contains(&catalog.items[item].sku.as_str());
    ((0..top.len()).filter(|&item| is_other(item) && top[item] != before[item]).count(), report)
}

fn by_customer(log: &mut OrderLog, customer: &str, n_orders: i64, skus: &[&str]) {
    for number in 0..n_orders {
        let placed_at_s = TEN_O_CLOCK_S + number * 3600;
        push(log, &format!("pushed-{number}"), skus, Some(customer), placed_at_s);
    }
}

fn by_nobody(log: &mut OrderLog, n_orders: i64, apart_s: i64, skus: &[&str]) {
    for number in 0..n_orders {
        push(log, &format!("pushed-{number}"), skus, None, TEN_O_CLOCK_S + number * apart_s);
    }
}

fn n_reported(report: &CleanReport) -> u64 {
    report.bursts.iter().map(|burst| burst.n_orders).sum()
}

#[test]
fn five_thousand_orders_of_one_customer_change_no_other_item_and_are_told() {
    for customer in ["pusher", REGULAR] {
        let (n_changed, report) = after(|log| by_customer(log, customer, 5000, &PUSHED));
        assert_eq!(n_changed, 0, "by {customer}");
        assert!(n_reported(&report) >= 5000, "{:?}", report.bursts);
        assert!(report.bursts.iter().all(|burst| burst.hour_from.is_none()), "{:?}", report.bursts);
    }
}

#[test]
fn five_hundred_orders_of_nobody_within_an_hour_change_no_other_item_and_are_told() {
    let (n_changed, report) = after(|log| by_nobody(log, 500, 7, &PUSHED));
    assert_eq!(n_changed, 0);
    assert!(n_reported(&report) >= 500, "{:?}", report.bursts);
    assert_eq!(report.bursts[0].hour_from.as_deref(), Some("2011-03-01T10:00"));
}

/// As many as are no burst yet. The pair itself may be learned, a little.
#[test]
fn a_hundred_orders_of_one_customer_put_nothing_first() {
    let Honest { catalog, log, strongest: before, .. } = honest();
    let mut log = log.clone();
    by_customer(&mut log, "pusher", 100, &PUSHED);
    let (attacked, report) = clean::to_baskets(&log, catalog);
    assert_eq!(report.bursts, []);
    let after = strongest(&attacked);
    let n_changed = (0..after.len()).filter(|&item| after[item] != before[item]).count();
    assert!(n_changed <= 3, "{n_changed}");
    let [a, b] = PUSHED.map(|sku| catalog.items.iter().position(|item| item.sku == sku).unwrap());
    for (anchor, other) in [(a, b), (b, a)] {
        assert!(after[anchor].iter().all(|&item| usize::try_from(item).unwrap() != other));
    }
}

/// An item alone makes no pair, but the shares of its pairs smaller.
#[test]
fn orders_of_one_item_alone_change_no_other_item_and_are_told() {
    let (n_changed, report) = after(|log| by_customer(log, "pusher", 5000, &PUSHED[..1]));
    assert_eq!((n_changed, n_reported(&report) >= 5000), (0, true), "{:?}", report.bursts);
    let (n_changed, report) = after(|log| by_nobody(log, 500, 7, &PUSHED[1..]));
    assert_eq!((n_changed, n_reported(&report) >= 500), (0, true), "{:?}", report.bursts);
}

#[test]
fn camouflage_and_two_hours_do_not_help() {
    let disguised = ["85123A", "22699", "20725", "22423"];
    let (n_changed, report) = after(|log| by_nobody(log, 500, 7, &disguised));
    assert_eq!((n_changed, n_reported(&report) >= 500), (0, true), "{:?}", report.bursts);
    let (n_changed, report) = after(|log| by_nobody(log, 500, 14, &PUSHED));
    assert_eq!((n_changed, n_reported(&report) >= 500), (0, true), "{:?}", report.bursts);
}

/// Complete Journey: 2,469 households, many of which buy the same every few days. Its orders are read as they are, and
/// once more as if no household were known, so that hours are looked at.
#[test]
fn a_grocer_has_no_bursts() {
    let data = std::env::var("GOESWITH_DATA").unwrap_or_else(|_| "../shared/data".to_owned());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(data).join("complete-journey");
    if !folder.exists() {
        eprintln!("not tested: {} is not there; set GOESWITH_DATA", folder.display());
        return;
    }
    let limit = BadRowLimit::default();
    let columns =
        CatalogColumns { catalog_title_column: Some("product_type".to_owned()), ..CatalogColumns::default() };
    let (catalog, _) =
        input::catalog::read_catalog(&folder.join("products.parquet"), &columns, limit).unwrap();
    let orders = [folder.join("transactions.parquet")];
    let read = input::orders::read_orders(&orders, &OrderColumns::default(), limit, &ProgressBar::hidden());
    let (mut log, _) = read.unwrap();
    let (baskets, report) = clean::to_baskets(&log, &catalog);
    assert!(baskets.orders.len() > 100_000 && report.n_customers > 2000);
    assert_eq!(report.bursts, []);
    for line in &mut log.lines {
        line.customer = None;
    }
    assert_eq!(clean::to_baskets(&log, &catalog).1.bursts, []);
}
