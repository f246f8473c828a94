//! `goeswith evaluate orders` as a person meets it, on logs small enough to check by hand.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use std::fmt::Write;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use goeswith_builder::baskets::{Basket, Baskets};
use goeswith_builder::catalog::{Catalog, CatalogItem};
use goeswith_builder::evaluate::hidden::hide;
use goeswith_builder::evaluate::orders::OrderTest;
use goeswith_builder::evaluate::peers::co_occurrence;
use goeswith_builder::evaluate::ranking::Lists;
use goeswith_builder::hash::{key, mix};
use goeswith_builder::learn::OrderIndex;
use serde_json::Value;
use tempfile::TempDir;

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }
}

fn evaluate(orders: &Path, flags: &[&str]) -> Command {
    let mut command = Command::cargo_bin("goeswith").unwrap();
    command.args(["evaluate", "orders", "--orders"]).arg(orders).args(flags);
    command
}

fn json(orders: &Path, flags: &[&str]) -> Value {
    let output = evaluate(orders, flags).arg("--json").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The report without what differs between two runs.
fn figures(mut report: Value) -> Value {
    for method in report["methods"].as_array_mut().unwrap() {
        method.as_object_mut().unwrap().remove("build_cpu_s").unwrap();
    }
    report
}

fn method<'r>(report: &'r Value, name: &str) -> &'r Value {
    let methods = report["methods"].as_array().unwrap();
    methods.iter().find(|method| method["name"] == name).unwrap()
}

fn is_near(value: &Value, expected: f64) -> bool {
    (value.as_f64().unwrap() - expected).abs() < 1e-6
}

/// One order a day. Cup and saucer, lamp and bulb, pen and paper are always together; bulb and cup are also ordered
/// alone, once each. Held back: each pair once, and a cup with a bulb.
fn rows() -> Vec<String> {
    let pairs = [("CUP", "SAUCER"), ("LAMP", "BULB"), ("PEN", "PAPER")];
    let mut orders: Vec<Vec<&str>> = vec![vec!["BULB"], vec!["CUP"]];
    for ((a, b), n) in std::iter::zip(pairs, [8, 12, 8]) {
        orders.extend(std::iter::repeat_n(vec![a, b], n));
    }
    orders.extend(pairs.map(|(a, b)| vec![a, b]));
    orders.push(vec!["CUP", "BULB"]);
    let day = |at: usize| format!("2026-{:02}-{:02}", at / 28 + 1, at % 28 + 1);
    let rows = orders
        .iter()
        .enumerate()
        .flat_map(|(at, skus)| skus.iter().map(move |sku| format!("{},{sku},{}", 1000 + at, day(at))));
    rows.collect()
}

/// Four of 34 orders.
const SPLIT: [&str; 2] = ["--split", "time:0.12"];

fn csv(rows: &[String]) -> String {
    let mut text = "order_id,sku,order_date\n".to_owned();
    for row in rows {
        writeln!(text, "{row}").unwrap();
    }
    text
}

#[test]
fn figures_are_those_of_pencil_and_paper() {
    let folder = Folder::new();
    let orders = folder.file("orders.csv", &csv(&rows()));
    let report = json(&orders, &[SPLIT[0], SPLIT[1], "--compare"]);
    assert_eq!(report["cases"], 4);
    assert_eq!(report["facts"]["training orders"], "30");
    assert_eq!(report["methods"][0]["name"], "goeswith", "the model as shipped comes first");

    // Whichever item of a pair is hidden, the other one leads to it: rank 1. Beside the cup the saucer comes first,
    // then the bulb, which is ordered most; beside the bulb the lamp, then the cup, which is ordered most of the
    // rest: rank 2. So MRR = (1 + 1 + 1 + 1/2) / 4 with a standard deviation of 1/4.
    for name in ["goeswith", "goeswith, full precision", "co-occurrence", "cosine", "LLR", "max confidence"] {
        let method = method(&report, name);
        assert!(is_near(&method["hr@5"], 1.0) && is_near(&method["hr@5_se"], 0.0), "{method}");
        assert!(is_near(&method["mrr@10"], 0.875) && is_near(&method["mrr@10_se"], 0.125), "{method}");
        assert!(is_near(&method["ndcg@10"], (3.0 + 0.630_929_75) / 4.0), "{method}");
    }
    // As shown nothing fills up, so cup and bulb do not find each other.
    let shown = method(&report, "goeswith, as shown");
    assert!(is_near(&shown["hr@5"], 0.75) && is_near(&shown["hr@5_se"], 0.25), "{shown}");
    assert!(is_near(&shown["mrr@10"], 0.75), "{shown}");
    // A list of ten has room for all items.
    let popularity = method(&report, "popularity");
    assert!(is_near(&popularity["hr@10"], 1.0) && is_near(&popularity["coverage"], 1.0), "{popularity}");
}

#[test]
fn row_order_and_threads_do_not_matter() {
    let folder = Folder::new();
    let mut shuffled = rows();
    shuffled.reverse();
    shuffled.rotate_left(17);
    let flags = [SPLIT[0], SPLIT[1], "--compare", "--json"];
    let run = |name: &str, rows: &[String], n_threads: &str| {
        let orders = folder.file(name, &csv(rows));
        let output = evaluate(&orders, &flags).env("RAYON_NUM_THREADS", n_threads).output().unwrap();
        figures(serde_json::from_slice(&output.stdout).unwrap())
    };
    let first = run("orders.csv", &rows(), "1");
    assert_eq!(first, run("shuffled.csv", &shuffled, "1"));
    assert_eq!(first, run("orders.csv", &rows(), "3"));
}

#[test]
fn one_basket_per_line_is_read_without_a_catalogue() {
    let folder = Folder::new();
    let mut lines = vec!["11, 12"; 30];
    lines.extend(vec!["21 22 "; 30]);
    let orders = folder.file("baskets.txt", &lines.join("\n"));
    let report = json(&orders, &["--split", "random:0.1", "--test-sample", "5"]);
    assert_eq!(report["cases"], 5);
    assert!(is_near(&report["methods"][0]["hr@5"], 1.0), "{report}");
}

#[test]
fn a_small_shop_learns_from_its_latest_orders_only() {
    let folder = Folder::new();
    let orders = folder.file("orders.csv", &csv(&rows()));
    let report = json(&orders, &[SPLIT[0], SPLIT[1], "--train-latest", "8"]);
    // The latest eight are those of pen and paper: the other pairs are not known.
    assert_eq!(report["facts"]["training orders"], "8");
    assert_eq!(report["cases"], 4);
    assert!(is_near(&report["methods"][0]["hr@5"], 0.25), "{report}");
}

#[test]
fn the_table_says_what_was_measured_and_how_surely() {
    let folder = Folder::new();
    let orders = folder.file("orders.csv", &csv(&rows()));
    let output = evaluate(&orders, &SPLIT).arg("--compare").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    for told in
        ["training orders  30", "pairs of 5 customers or more", "HR@5", "the best peer", "in the top 1 %"]
    {
        assert!(text.contains(told), "{told}:\n{text}");
    }
}

/// Forty pairs that are only bought together, and twelve bestsellers that are only bought alone.
#[test]
fn beside_the_hits_stands_how_popular_what_is_listed_is() {
    let folder = Folder::new();
    let row = |n: u32, sku: String| format!("{n},{sku},2026-01-{:02}", 1 + n % 28);
    let pairs = (0..400).flat_map(|n| ["A", "B"].map(|side| row(n, format!("{side}{}", n % 40))));
    let alone = (400..1000).map(|n| row(n, format!("TOP{}", n % 12)));
    let rows: Vec<String> = pairs.chain(alone).collect();
    let orders = folder.file("orders.csv", &csv(&rows));
    let report = json(&orders, &["--split", "random:0.1", "--compare"]);
    for method in report["methods"].as_array().unwrap() {
        for figure in ["arp", "gini", "head_share", "coverage"] {
            assert!(method[figure].as_f64().is_some_and(|value| value >= 0.0), "{figure} of {method}");
        }
    }
    let [shown, popularity] = ["goeswith, as shown", "popularity"].map(|name| method(&report, name));
    for figure in ["arp", "gini", "head_share"] {
        let [shown, popularity] = [shown, popularity].map(|method| method[figure].as_f64().unwrap());
        assert!(shown < popularity * 0.8, "{figure}: {shown} as shown, {popularity} by popularity");
    }
    assert!(shown["coverage"].as_f64().unwrap() > 2.0 * popularity["coverage"].as_f64().unwrap(), "{report}");
}

#[test]
fn what_cannot_be_measured_is_said_with_what_to_do() {
    let folder = Folder::new();
    let orders = folder.file("orders.csv", &csv(&rows()));
    let single: Vec<String> = (0..20).map(|n| format!("{n},CUP,2026-01-{:02}", n + 1)).collect();
    let single = folder.file("single.csv", &csv(&single));
    let undated = folder.file("undated.csv", "order_id,sku\n1,CUP\n1,SAUCER\n2,CUP\n");
    let cases: [(&Path, &[&str], &str); 5] = [
        (&orders, &["--split", "best:0.1"], "last-weeks:5"),
        (&folder.0.path().join("missing.csv"), &[], "check the path"),
        (&single, &[], "none of them has 2"),
        (&undated, &[], "--split random:0.1"),
        (&orders, &["--split", "last-weeks:9"], "hold back fewer"),
    ];
    for (orders, flags, told) in cases {
        let output = evaluate(orders, flags).output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr).replace('\n', " ");
        let text = text.split_whitespace().filter(|&word| word != "│").collect::<Vec<_>>().join(" ");
        assert!(!output.status.success() && text.contains(told), "{told}: {text}");
        assert!(output.stdout.is_empty());
    }
}

/// Orders drawn by a fixed linear congruential generator.
fn random_log(n_items: u32, n_orders: u32) -> Baskets {
    let mut state = 42_u64;
    let mut below = |n: u32| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((state >> 33) % u64::from(n)).unwrap()
    };
    let order = |order: u32| {
        let group = below(n_items / 4) * 4;
        let mut items: Vec<u32> = (0..2 + below(5)).map(|_| (group + below(8)) % n_items).collect();
        items.extend([below(n_items), below(n_items)]);
        items.sort_unstable();
        items.dedup();
        Basket { order, items, ..Basket::default() }
    };
    Baskets { n_items: usize::try_from(n_items).unwrap(), orders: (0..n_orders).map(order).collect() }
}

#[test]
fn the_harness_equals_plain_loops_over_all_items() {
    let mut train = random_log(40, 300);
    let test = train.orders.split_off(200);
    let skus: Vec<String> = (0..40).map(|item| format!("S{item:02}")).collect();
    let item = |sku: &String| CatalogItem {
        sku: sku.clone(),
        title: sku.clone(),
        price_hundredths: 0,
        category: vec!["Other".to_owned()],
        family: None,
        attributes: std::collections::BTreeMap::new(),
    };
    let (catalog, _) = Catalog::new(skus.iter().map(item).collect());
    let keys: Vec<u64> = (0..300).map(|order| key(&order.to_string())).collect();
    let n_held = |items: &[u32]| {
        train.orders.iter().filter(|order| items.iter().all(|item| order.items.contains(item))).count()
    };
    let n_orders_of: Vec<u32> = (0..40).map(|item| u32::try_from(n_held(&[item])).unwrap()).collect();
    let lists = Lists::new(skus.iter().map(String::as_str), &n_orders_of);

    let mut expected = Vec::new();
    for order in &test {
        let mut reciprocals = 0.0;
        for seed in 7..17 {
            let order_key = keys[usize::try_from(order.order).unwrap()];
            let case = hide(order, order_key, seed, &lists).unwrap();
            // Every item with its score, its popularity and its draws, sorted whole.
            let mut all: Vec<_> = (0..40_u32)
                .filter(|item| !case.cart.contains(item))
                .map(|item| {
                    let score: usize = case.cart.iter().map(|&anchor| n_held(&[anchor, item])).sum();
                    let sku = key(&skus[usize::try_from(item).unwrap()]);
                    let rest = if score > 0 {
                        (0, mix(&[case.key, sku]))
                    } else {
                        (u32::MAX - n_orders_of[usize::try_from(item).unwrap()], sku)
                    };
                    (usize::MAX - score, rest, item)
                })
                .collect();
            all.sort_unstable();
            let place = all.iter().position(|&(.., item)| item == case.hidden).unwrap();
            if place < 10 {
                reciprocals += 1.0 / f64::from(u32::try_from(place + 1).unwrap());
            }
        }
        expected.push(reciprocals / 10.0);
    }
    let harness = OrderTest::new(&catalog, &train, &test, &keys, 7);
    let group = harness.rank(&co_occurrence(&OrderIndex::new(&train)));
    assert_eq!(group.samples[3].measure.name(), "mrr@10");
    for (got, expected) in std::iter::zip(&group.samples[3].values, &expected) {
        assert!((got - expected).abs() < 1e-12, "{got} against {expected}");
    }
    assert!(expected.iter().any(|&value| value > 0.0 && value < 1.0));
}
