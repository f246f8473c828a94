//! Markets and devices through the whole tool: what sells in one country, or on phones, is found in a log that says where
//! orders came from, and shown there; with the same places dealt to other orders, nothing counts by place.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may fail")]

use std::fmt::Write;
use std::path::Path;

use assert_cmd::Command;
use goeswith_builder::input::orders::read_orders;
use goeswith_builder::input::{BadRowLimit, OrderColumns};
use goeswith_engine::circumstances::Market;
use indicatif::ProgressBar;
use jiff::ToSpan;
use jiff::civil::date;
use serde_json::Value;
use tempfile::TempDir;

const N_ORDERS: u32 = 6000;
/// Items of two groups; an order holds up to three of one.
const GROUP: u32 = 12;
/// Sells with the first group, in Germany and seldom elsewhere.
const GERMAN: &str = "LEBKUCHEN";
/// Sells with the first group, on phones and seldom elsewhere.
const ON_PHONES: &str = "CABLE";

/// Numbers below a bound, the same for the same seed (a linear congruential generator).
fn draws(mut seed: u64) -> impl FnMut(u32) -> u32 {
    move |bound| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((seed >> 33) % u64::from(bound)).unwrap()
    }
}

/// A folder with `shop.gw` of such a shop; its places as they are, or dealt anew.
fn shop(is_dealt_anew: bool) -> TempDir {
    let mut below = draws(3);
    let mut lines = "order_id,sku,created_at,customer,Country,device_type\n".to_owned();
    for number in 0..N_ORDERS {
        let country =
            ["United Kingdom", "Germany", "France"][[0, 0, 0, 1, 1, 2][usize::try_from(below(6)).unwrap()]];
        let device = ["Mobile", "Desktop", "Tablet"][[0, 0, 1, 1, 2][usize::try_from(below(5)).unwrap()]];
        let kind = below(2);
        let mut held: Vec<u32> = (0..3).map(|_| kind * GROUP + below(GROUP)).collect();
        held.sort_unstable();
        held.dedup();
        let mut skus: Vec<String> = held.into_iter().map(|item| format!("P{item:02}")).collect();
        if kind == 0 {
            let seldom = |is_there| if is_there { 60 } else { 6 };
            skus.extend((below(100) < seldom(country == "Germany")).then(|| GERMAN.to_owned()));
            skus.extend((below(100) < seldom(device == "Mobile")).then(|| ON_PHONES.to_owned()));
        }
        let [country, device] = if is_dealt_anew {
            [
                ["United Kingdom", "Germany"][usize::from(below(3) == 0)],
                ["Mobile", "Desktop"][usize::from(below(2) == 0)],
            ]
        } else {
            [country, device]
        };
        let at = date(2026, 1, 1).at(12, 0, 0, 0) + i64::from(number * 40).minutes();
        let customer = below(3000);
        for sku in skus {
            writeln!(lines, "{number},{sku},{at},{customer},{country},{device}").unwrap();
        }
    }
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("orders.csv"), lines).unwrap();
    let plain = (0..2 * GROUP).map(|item| format!("P{item:02}"));
    let mut catalog = "sku,title,price,category\n".to_owned();
    for sku in plain.chain([GERMAN.to_owned(), ON_PHONES.to_owned()]) {
        writeln!(catalog, "{sku},{sku},5.00,Other").unwrap();
    }
    std::fs::write(folder.path().join("catalog.csv"), catalog).unwrap();
    run(&folder, "build --orders orders.csv --catalog catalog.csv -o shop.gw");
    folder
}

fn run(folder: &TempDir, arguments: &str) -> String {
    let mut command = Command::cargo_bin("goeswith").unwrap();
    let assert = command.current_dir(folder.path()).args(arguments.split(' ')).assert().success();
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

/// The lines of one kind of what the tool exports.
fn exported(folder: &TempDir, kind: &str) -> Vec<Value> {
    let lines = run(folder, "export shop.gw");
    let lines = lines.lines().map(|line| serde_json::from_str(line).unwrap());
    lines.filter(|line: &Value| line["kind"] == kind).collect()
}

/// The place of a SKU among what is suggested beside an item of the first group; 9 where it is not there.
fn place(folder: &TempDir, sku: &str, flags: &str) -> usize {
    let text = run(folder, &format!("recommend shop.gw --cart P00,P01 -n 5 --json {flags}"));
    let shown: Value = serde_json::from_str(&text).unwrap();
    let cards = shown["suggestions"].as_array().unwrap();
    cards.iter().position(|card| card["sku"] == sku).unwrap_or(9)
}

#[test]
fn what_sells_in_one_country_or_on_phones_is_shown_there() {
    let folder = shop(false);
    let of = |kind: &str, sku: &str| -> Value {
        let lines = exported(&folder, kind);
        lines.iter().find(|line| line["item"] == sku).unwrap_or_else(|| panic!("{kind} of {sku}"))["eighths"]
            .clone()
    };
    assert_eq!(exported(&folder, "markets")[0]["codes"], serde_json::json!(["DE", "FR", "GB"]));
    let markets = of("item-markets", GERMAN);
    let eighth = |profile: &Value, at: usize| profile[at].as_u64().unwrap();
    assert!(eighth(&markets, 1) >= 14 && eighth(&markets, 2) <= 4 && eighth(&markets, 3) <= 4, "{markets}");
    let devices = of("devices", ON_PHONES);
    assert!(eighth(&devices, 0) >= 13 && eighth(&devices, 1) <= 4 && eighth(&devices, 2) <= 4, "{devices}");

    assert!(place(&folder, GERMAN, "--market DE") < place(&folder, GERMAN, "--market GB"));
    assert!(place(&folder, ON_PHONES, "--device phone") < place(&folder, ON_PHONES, "--device desktop"));
    let told = run(&folder, "evaluate orders --orders orders.csv --catalog catalog.csv --compare");
    assert!(
        told.contains("goeswith, without devices") && told.contains("goeswith, without markets"),
        "{told}"
    );
}

#[test]
fn places_dealt_anew_say_nothing() {
    let folder = shop(true);
    let n = exported(&folder, "devices").len() + exported(&folder, "item-markets").len();
    assert!(n <= 1, "{n} of {} profiles are not flat", 2 * (2 * GROUP + 2));
}

#[test]
fn a_shop_s_export_says_where_an_order_went() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/inputs");
    let shopify = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
    let shopify = shopify.filter(|path| path.file_name().unwrap().to_string_lossy().contains("shopify"));
    let shopify = shopify.filter(|path| path.extension().is_some_and(|extension| extension == "csv"));
    for path in shopify {
        let read =
            read_orders(&[path], &OrderColumns::default(), BadRowLimit::default(), &ProgressBar::hidden());
        let places = read.unwrap().0.places;
        let markets: Vec<&str> =
            places.iter().filter_map(|place| place.market.as_ref()).map(Market::code).collect();
        assert!(!markets.is_empty() && markets.iter().all(|code| *code == "GB"), "{markets:?}");
    }
}
