//! Seasons through the whole tool: what sells in December is found in a log of two years, and shown in December; with
//! the same dates dealt to other orders, next to nothing has a season.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::OnceLock;

use assert_cmd::Command;
use jiff::ToSpan;
use jiff::civil::date;
use serde_json::Value;
use tempfile::TempDir;

const N_ORDERS: usize = 9000;
/// Items without a season: three groups, of which an order holds up to three of one.
const N_PLAIN: u32 = 36;
const GROUP: u32 = 12;
/// Sells with the first group in December, and seldom else.
const WREATH: &str = "WREATH";
/// Both sell evenly all year round, together in December alone.
const PAIR: [&str; 2] = ["GIFTBOX", "RIBBON"];
/// An item of the first group.
const ANCHOR: &str = "P00";

/// An order: what it holds, and when it was placed.
struct Order {
    skus: Vec<String>,
    month: usize,
    hour: usize,
    moment: String,
    customer: u32,
}

/// Numbers below a bound, the same for the same seed (a linear congruential generator).
fn draws(mut seed: u64) -> impl FnMut(u32) -> u32 {
    move |bound| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((seed >> 33) % u64::from(bound)).unwrap()
    }
}

/// The orders of 2010 and 2011.
fn two_years(seed: u64) -> Vec<Order> {
    let mut below = draws(seed);
    let order = |_| {
        let day = date(2010, 1, 1) + i64::from(below(730)).days();
        let hour = below(24);
        let is_december = day.month() == 12;
        // Of the fourth kind of orders half have the box and half the ribbon, in every month.
        let [in_both, in_either] = if is_december { [45, 55] } else { [2, 98] };
        let (kind, part) = (below(4), below(100));
        let mut skus: Vec<String> = match (kind, part) {
            (3, part) if part < in_both => PAIR.map(str::to_owned).into(),
            (3, part) if part < in_either => vec![PAIR[usize::from(part % 2 == 0)].to_owned()],
            _ => {
                let first = kind % 3 * GROUP;
                let mut held: Vec<u32> = (0..3).map(|_| first + below(GROUP)).collect();
                held.sort_unstable();
                held.dedup();
                held.into_iter().map(plain).collect()
            }
        };
        if kind == 0 && part < if is_december { 95 } else { 5 } {
            skus.push(WREATH.to_owned());
        }
        let month = usize::try_from(day.month() - 1).unwrap();
        let moment = format!("{day} {hour:02}:15");
        Order { skus, month, hour: usize::try_from(hour).unwrap(), moment, customer: below(3000) }
    };
    (0..N_ORDERS).map(order).collect()
}

/// The same orders and the same dates, dealt anew.
fn shuffled(mut orders: Vec<Order>, seed: u64) -> Vec<Order> {
    let mut below = draws(seed);
    for at in (1..orders.len()).rev() {
        let other = usize::try_from(below(u32::try_from(at + 1).unwrap())).unwrap();
        if other < at {
            let (head, tail) = orders.split_at_mut(at);
            std::mem::swap(&mut head[other].skus, &mut tail[0].skus);
        }
    }
    orders
}

fn plain(number: u32) -> String {
    format!("P{number:02}")
}

/// Titles that share no word, so that nothing completes a set or reads alike.
fn catalog() -> String {
    let mut csv = "sku,title,price,category\n".to_owned();
    let mut below = draws(5);
    let skus = (0..N_PLAIN).map(plain).chain([WREATH, PAIR[0], PAIR[1]].map(str::to_owned));
    for (number, sku) in skus.enumerate() {
        let syllables = ["bra", "tol", "min", "sek", "dur", "vop", "lan", "gif", "hex", "jum"];
        let title: String = (0..4).map(|_| syllables[usize::try_from(below(10)).unwrap()]).collect();
        writeln!(csv, "{sku},{title},5,Shelf {number}").unwrap();
    }
    csv
}

/// A shop's model, made by the tool from a log.
struct Shop {
    folder: TempDir,
    orders: Vec<Order>,
}

impl Shop {
    fn build(orders: Vec<Order>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut log = "order_id,sku,date,customer_id\n".to_owned();
        for (number, order) in orders.iter().enumerate() {
            for sku in &order.skus {
                writeln!(log, "{number},{sku},{},C{}", order.moment, order.customer).unwrap();
            }
        }
        std::fs::write(folder.path().join("orders.csv"), log).unwrap();
        std::fs::write(folder.path().join("catalog.csv"), catalog()).unwrap();
        let shop = Self { folder, orders };
        shop.run("build --orders orders.csv --catalog catalog.csv -o shop.gw");
        shop
    }

    fn run(&self, arguments: &str) -> String {
        let mut command = Command::cargo_bin("goeswith").unwrap();
        let assert = command.current_dir(self.path()).args(arguments.split(' ')).assert().success();
        String::from_utf8(assert.get_output().stdout.clone()).unwrap()
    }

    fn path(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// SKUs suggested for a cart in a month, best first, with their scores.
    fn suggested(&self, cart: &str, month: u8) -> Vec<(String, u64)> {
        let text = self.run(&format!("recommend shop.gw --cart {cart} --month {month} -n 5 --json"));
        let shown: Value = serde_json::from_str(&text).unwrap();
        let cards = shown["suggestions"].as_array().unwrap();
        let shown =
            |card: &Value| (card["sku"].as_str().unwrap().to_owned(), card["score"].as_u64().unwrap());
        cards.iter().map(shown).collect()
    }

    /// The lines of one kind of what the tool exports.
    fn exported(&self, kind: &str) -> Vec<Value> {
        let lines = self.run("export shop.gw");
        let lines = lines.lines().map(|line| serde_json::from_str(line).unwrap());
        lines.filter(|line: &Value| line["kind"] == kind).collect()
    }

    /// Whether at least two of the orders that hold all of `skus` are expected in each of `n_parts` parts of time, if
    /// they fall as those that hold all of `like`: fewer are too few for a profile.
    fn is_eligible(
        &self,
        skus: &[&str],
        like: &[&str],
        n_parts: usize,
        part: impl Fn(&Order) -> usize,
    ) -> bool {
        let holds =
            |order: &&Order, skus: &[&str]| skus.iter().all(|sku| order.skus.iter().any(|held| held == sku));
        let mut counts = vec![0; n_parts];
        for order in self.orders.iter().filter(|order| holds(order, like)) {
            counts[part(order)] += 1;
        }
        let n_both = self.orders.iter().filter(|order| holds(order, skus)).count();
        let n_like: usize = counts.iter().sum();
        counts.into_iter().all(|n| n * n_both >= 2 * n_like)
    }
}

/// The shop with its planted seasons; once for all tests.
fn seasonal() -> &'static Shop {
    static SHOP: OnceLock<Shop> = OnceLock::new();
    SHOP.get_or_init(|| Shop::build(two_years(1)))
}

fn score_of(suggested: &[(String, u64)], sku: &str) -> u64 {
    suggested.iter().find(|(suggested, _)| suggested == sku).map_or(0, |(_, score)| *score)
}

fn eighths(line: &Value) -> Vec<u64> {
    line["eighths"].as_array().unwrap().iter().map(|value| value.as_u64().unwrap()).collect()
}

#[test]
fn what_sells_in_december_is_suggested_first_in_december_and_not_in_july() {
    let shop = seasonal();
    let months = shop.exported("months");
    let wreath = months.iter().find(|line| line["item"] == WREATH).map(eighths).unwrap();
    assert!(wreath[11] == 15 && wreath[..11].iter().all(|&part| part < 8), "{wreath:?}");

    let [december, july] = [12, 7].map(|month| shop.suggested(ANCHOR, month));
    assert_eq!(december[0].0, WREATH, "{december:?}");
    assert!(july.len() >= 3 && july[..3].iter().all(|(sku, _)| sku != WREATH), "{july:?}");
    assert!(score_of(&december, WREATH) >= 4 * score_of(&july, WREATH), "{december:?} {july:?}");
    for (sku, score) in december.iter().filter(|(sku, _)| sku != WREATH) {
        assert_eq!(*score, score_of(&july, sku), "{sku} has no season");
    }
}

#[test]
fn a_pair_that_sells_in_december_counts_more_in_december_though_neither_item_has_a_season() {
    let shop = seasonal();
    let months = shop.exported("months");
    assert!(months.iter().all(|line| PAIR.iter().all(|sku| line["item"] != *sku)), "{months:?}");
    let pair = shop.exported("relation-months");
    let pair = pair.iter().find(|line| line["anchor"] == PAIR[0] && line["candidate"] == PAIR[1]);
    let pair = pair.map(eighths).unwrap();
    assert!(pair[11] == 15 && pair[..11].iter().all(|&part| part < 8), "{pair:?}");

    let [december, july] = [12, 7].map(|month| score_of(&shop.suggested(PAIR[0], month), PAIR[1]));
    assert!(december > 0 && december >= 2 * july, "{december} in December, {july} in July");
}

#[test]
fn with_dates_dealt_anew_at_most_one_profile_in_a_hundred_is_not_flat() {
    let (mut n_eligible, mut n_not_flat) = (0, 0);
    for seed in 11..=13 {
        let shop = Shop::build(shuffled(two_years(1), seed));
        let items: Vec<String> =
            shop.exported("item").iter().map(|item| item["sku"].as_str().unwrap().to_owned()).collect();
        for sku in &items {
            n_eligible += usize::from(shop.is_eligible(&[sku], &[], 12, |order| order.month));
            n_eligible += usize::from(shop.is_eligible(&[sku], &[], 6, |order| order.hour / 4));
        }
        for relation in shop.exported("relation").iter().filter(|line| line["type"] == "bought-together") {
            let [anchor, candidate] = ["anchor", "candidate"].map(|side| relation[side].as_str().unwrap());
            let is_eligible = shop.is_eligible(&[anchor, candidate], &[anchor], 12, |order| order.month);
            n_eligible += usize::from(is_eligible);
        }
        let found: BTreeMap<&str, usize> =
            ["months", "dayparts", "relation-months"].map(|kind| (kind, shop.exported(kind).len())).into();
        n_not_flat += found.values().sum::<usize>();
    }
    assert!(n_eligible > 1000, "{n_eligible} profiles are enough to tell");
    assert!(100 * n_not_flat <= n_eligible, "{n_not_flat} of {n_eligible} profiles are not flat");
}
