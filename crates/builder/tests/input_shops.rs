//! The exports that shops really have, through `goeswith build`: one invented pottery in every layout. The files keep
//! the columns of the real exports; orders 1001 to 1003 count, 1004 was cancelled.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use goeswith_engine::model::Model;
use goeswith_engine::relation_type::RelationType;
use serde_json::Value;
use tempfile::TempDir;

fn fixture(name: &str) -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/inputs")).join(name)
}

fn build(folder: &TempDir, orders: &Path, catalog: &Path, flags: &[&str]) -> assert_cmd::assert::Assert {
    let mut command = Command::cargo_bin("goeswith").unwrap();
    command.args(["build", "--floor", "1", "--orders"]).arg(orders).arg("--catalog").arg(catalog);
    command.args(flags).arg("-o").arg(folder.path().join("shop.gw")).assert()
}

/// What a model holds, without how it was made.
#[derive(Debug, PartialEq)]
struct Held {
    currency: String,
    items: Vec<String>,
    relations: Vec<String>,
}

fn built(orders: &str, catalog: &str, flags: &[&str]) -> (Held, Value) {
    let folder = tempfile::tempdir().unwrap();
    build(&folder, &fixture(orders), &fixture(catalog), flags).success();
    let model = Model::open(fs::read(folder.path().join("shop.gw")).unwrap()).unwrap();
    let items = model.item_ids().map(|id| {
        let item = model.item(id).unwrap();
        let category = item.category;
        format!(
            "{} {} {} {:?} {:?}",
            model.sku(id),
            model.title(id),
            item.price_hundredths,
            category,
            item.family
        )
    });
    let relations = model.item_ids().flat_map(|anchor| {
        let related = model.relations(RelationType::BoughtTogether, anchor);
        related.map(move |relation| format!("{anchor:?} {relation:?}"))
    });
    let held = Held {
        currency: model.currency().to_owned(),
        items: items.collect(),
        relations: relations.collect(),
    };
    (held, serde_json::from_str(model.manifest()).unwrap())
}

/// Stderr as one line, whatever width it was wrapped to.
fn told(assert: &assert_cmd::assert::Assert) -> String {
    let text = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    text.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ")
}

fn fails(orders: &str, catalog: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let (orders, catalog) = (file("orders", orders), file("catalog", catalog));
    let told = told(&build(&folder, &orders, &catalog, &["--max-bad-rows", "0"]).failure());
    assert!(!folder.path().join("shop.gw").exists(), "{told}");
    told
}

const CATALOG: &str = "sku,title\nA,Bowl\nB,Jug\n";
const ORDERS: &str = "order_id,sku\n1,A\n1,B\n2,A\n2,B\n";

#[test]
fn one_shop_gives_one_model_whatever_exported_its_orders() {
    let flags = ["--currency", "GBP"];
    let (expected, manifest) = built("order-lines.jsonl", "catalog.csv", &flags);
    assert!(!expected.relations.is_empty());
    assert_eq!(manifest["lines"]["n_orders"], 3);
    assert_eq!(manifest["lines"]["n_basket_items"], 7);
    assert_eq!(manifest["lines"]["n_customers"], 3);
    assert_eq!(manifest["window"], serde_json::json!(["2026-03-01", "2026-03-03"]));
    for orders in [
        "orders.jsonl",
        "shopify-orders.csv",
        "woocommerce-advanced-order-export.csv",
        "woocommerce-line-items.csv",
        "woocommerce-import-export-suite.csv",
    ] {
        let (held, other) = built(orders, "catalog.csv", &flags);
        assert_eq!(held, expected, "{orders}");
        for count in ["n_orders", "n_basket_items", "n_customers"] {
            assert_eq!(other["lines"][count], manifest["lines"][count], "{orders}: {count}");
        }
        assert_eq!(other["window"], manifest["window"], "{orders}");
        assert_eq!(other["lines"]["n_void"], 2, "{orders}: the lines of the cancelled order");
    }
}

#[test]
fn what_shopify_says_once_holds_for_the_whole_order() {
    use goeswith_builder::input::orders::read_orders;
    use goeswith_builder::input::{BadRowLimit, OrderColumns};
    let paths = [fixture("shopify-orders.csv")];
    let progress = indicatif::ProgressBar::hidden();
    let (log, _) = read_orders(&paths, &OrderColumns::default(), BadRowLimit::Rows(0), &progress).unwrap();
    assert_eq!(log.lines.len(), 9);
    assert!(log.lines.iter().all(|line| line.customer.is_some() && line.placed_at_s.is_some()));
    let void: Vec<&str> = log.void_orders.iter().map(|&order| log.orders.name(order)).collect();
    assert_eq!(void, ["#1004"]);
}

#[test]
fn what_was_given_back_does_not_count() {
    let (_, manifest) = built("woocommerce-one-row-per-item.csv", "catalog.csv", &[]);
    assert_eq!(manifest["lines"]["n_orders"], 3);
    assert_eq!(manifest["lines"]["n_zero_quantity"], 1, "the tray of order 1002");
    assert_eq!(manifest["lines"]["n_basket_items"], 6);
}

#[test]
fn guests_are_not_one_customer() {
    let folder = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(fixture("woocommerce-one-row-per-item.csv")).unwrap();
    let orders = folder.path().join("orders.csv");
    fs::write(&orders, text.replace("billing_email", "hidden")).unwrap();
    build(&folder, &orders, &fixture("catalog.csv"), &[]).success();
    let model = Model::open(fs::read(folder.path().join("shop.gw")).unwrap()).unwrap();
    let manifest: Value = serde_json::from_str(model.manifest()).unwrap();
    assert_eq!(manifest["lines"]["n_customers"], 0);
}

#[test]
fn flags_name_columns_of_every_layout() {
    let flags = ["--order-column", "Id", "--sku-column", "Lineitem name"];
    let folder = tempfile::tempdir().unwrap();
    let catalog = folder.path().join("catalog.csv");
    fs::write(&catalog, "sku,title\nRed mug,Red mug\nTeapot,Teapot\n").unwrap();
    let told = build(&folder, &fixture("shopify-orders.csv"), &catalog, &flags).success();
    let summary = String::from_utf8_lossy(&told.get_output().stdout).into_owned();
    assert!(summary.contains("first") && summary.contains("the order is empty"), "{summary}");
    let flags = ["--order-column", "name", "--sku-column", "line_item.title"];
    build(&folder, &fixture("orders.jsonl"), &catalog, &flags).success();
}

#[test]
fn the_same_feed_in_every_notation_is_the_same_catalogue() {
    let (expected, _) = built("order-lines.jsonl", "google-merchant-rss.xml", &[]);
    assert_eq!(expected.currency, "GBP", "the feed says so");
    assert_eq!(expected.items.len(), 4);
    for catalog in ["google-merchant-atom.xml", "google-merchant.txt"] {
        assert_eq!(built("order-lines.jsonl", catalog, &[]).0, expected, "{catalog}");
    }
}

#[test]
fn a_feed_fills_price_category_family_and_attributes() {
    use goeswith_builder::input::catalog::read_catalog;
    use goeswith_builder::input::{BadRowLimit, CatalogColumns};
    let path = fixture("google-merchant-rss.xml");
    let (catalog, report) = read_catalog(&path, &CatalogColumns::default(), BadRowLimit::Rows(0)).unwrap();
    assert_eq!((report.rows, report.bad), (4, 0));
    let [blue, _, _, tray] = catalog.items.as_slice() else { panic!("{catalog:?}") };
    assert_eq!((blue.sku.as_str(), blue.price_hundredths), ("MUG-BLUE", 750));
    assert_eq!(blue.category_path(), "Kitchen > Tea > Mugs");
    assert_eq!(blue.family.as_deref(), Some("mug"));
    let attribute = |name: &str| blue.attributes.get(name).map(String::as_str);
    assert_eq!(attribute("color"), Some("Blue"));
    assert_eq!(attribute("size"), Some("350 ml"));
    assert_eq!(attribute("brand"), Some("Example Pottery"));
    assert_eq!(attribute("link"), None, "addresses are no attributes");
    assert_eq!(tray.attributes["availability"], "out_of_stock");
    assert_eq!(
        tray.category_path(),
        "Home & Garden > Kitchen & Dining > Tableware",
        "Google's, for want of its own"
    );
}

#[test]
fn a_currency_that_contradicts_another_stops_the_build() {
    let told = fails(ORDERS, "id\ttitle\tprice\nA\tBowl\t2.50 GBP\nB\tJug\t3.00 EUR\n");
    assert!(told.contains("several currencies: A in GBP, B in EUR"), "{told}");
    let folder = tempfile::tempdir().unwrap();
    let orders = fixture("order-lines.jsonl");
    let feed = fixture("google-merchant-rss.xml");
    let told = self::told(&build(&folder, &orders, &feed, &["--currency", "EUR"]).failure());
    assert!(told.contains("in GBP, not in EUR (from --currency)"), "{told}");
    build(&folder, &orders, &feed, &["--currency", "GBP"]).success();
}

#[test]
fn bad_lines_are_located_in_every_format() {
    let told = fails("{\"order_id\": 1, \"sku\": \"A\"}\n\n{\"order_id\": 1, \"sku\"\n", CATALOG);
    assert!(told.contains("orders:3: not a JSON object on one line"), "{told}");
    let told = fails("{\"id\": 1, \"items\": [{\"sku\": \"A\"}, {\"sku\": null}]}\n", CATALOG);
    assert!(told.contains("1 of 2 rows") && told.contains("orders:1: the SKU is empty"), "{told}");
    let told = fails("order_id,line_items\n1,two bowls\n", CATALOG);
    assert!(told.contains("orders:2: line_items is not like"), "{told}");
    let feed = "<rss><channel>\n<item><id>A</id><title>Bowl</title></item>\n<item><id>B</id></item>\n</channel></rss>";
    let told = fails(ORDERS, feed);
    assert!(told.contains("catalog:3: the title of B is empty"), "{told}");
}

#[test]
fn damaged_or_foreign_files_say_what_to_do() {
    let told = fails("[{\"order_id\": 1, \"sku\": \"A\"}]\n", CATALOG);
    assert!(told.contains("is one JSON array") && told.contains("jq -c"), "{told}");
    let told = fails("{\"ref\": 1, \"sku\": \"A\"}\n", CATALOG);
    assert!(told.contains("no column for the order") && told.contains("ref, sku"), "{told}");
    let told = fails(ORDERS, "<rss><channel>\n<item><id>A</id>\n<title>Bowl</item>");
    assert!(told.contains("catalog:3: the XML is damaged"), "{told}");
    let told = fails(ORDERS, "<rss><channel>\n<item><id>A</id>");
    assert!(told.contains("it ends in the middle of a product"), "{told}");
    let told = fails(ORDERS, "<!DOCTYPE html><html><body>Sign in</body></html>");
    assert!(told.contains("XML without an <item> or <entry>"), "{told}");
}
