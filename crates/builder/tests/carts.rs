//! Golden carts: what a good shop assistant would suggest with each, would not, or would keep quiet about, as it stands
//! by hand in `fixtures/carts/carts.toml`; asked of the demo shop, of a small camera and craft shop, and of shops that
//! are hardly any.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use goeswith_engine::context::Context;
use goeswith_engine::eligibility::Suppression;
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::model::{Draft, Model, encode};
use goeswith_engine::pacing::Permit;
use goeswith_engine::score::Candidate;
use goeswith_engine::select::{Suggestion, select};
use goeswith_engine::shopper::{AnswerKind, Shopper};
use goeswith_engine::stage::Stage;
use goeswith_engine::words::{ENGLISH, Words};
use serde::Deserialize;

const MIN_CARTS: usize = 66;
const MAX_CARDS: usize = 3;
const HUGE_CART: usize = 500;
const NOW: Millis = Millis(1_800_000_000_000);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    cart: Vec<Expected>,
}

/// A cart and what is expected of it; the file's first lines say what each member means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    name: String,
    shop: String,
    why: String,
    #[serde(default)]
    cart: Vec<String>,
    #[serde(default)]
    owned: Vec<String>,
    #[serde(default)]
    sold_out: Vec<String>,
    #[serde(default)]
    refused: Vec<String>,
    view: Option<String>,
    month: Option<u8>,
    stage: Option<String>,
    #[serde(default)]
    must: Vec<String>,
    #[serde(default)]
    must_not: Vec<String>,
    #[serde(default)]
    nothing: bool,
}

type Shop = Model<Vec<u8>>;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/carts")
}

/// Builds a model with the real tool, of files in `folder` or anywhere else.
fn build(folder: &Path, args: &[&str]) -> Shop {
    let model = folder.join("shop.gw");
    let mut command = Command::cargo_bin("goeswith").unwrap();
    command.current_dir(folder).arg("build").args(args).arg("-o").arg(&model).assert().success();
    Model::open(fs::read(model).unwrap()).unwrap()
}

/// The demo shop, of the bundled orders and catalogue.
fn gifts() -> Shop {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let path = |name: &str| data.join(name).display().to_string();
    let folder = tempfile::tempdir().unwrap();
    build(
        folder.path(),
        &["--currency", "GBP", "--orders", &path("online_retail.csv.xz"), "--catalog", &path("catalog.csv")],
    )
}

/// The shop beside the carts; each of its orders has a customer of its own.
fn cameras() -> Shop {
    let folder = tempfile::tempdir().unwrap();
    let mut orders = "order_id,sku,customer_id\n".to_owned();
    let mut number = 0;
    for line in fs::read_to_string(fixtures().join("orders.csv")).unwrap().lines().skip(1) {
        let (n_orders, skus) = line.split_once(',').unwrap();
        for _ in 0..n_orders.parse().unwrap() {
            number += 1;
            for sku in skus.split('|') {
                writeln!(orders, "{number},{sku},c{number}").unwrap();
            }
        }
    }
    fs::write(folder.path().join("orders.csv"), orders).unwrap();
    let path = |name: &str| fixtures().join(name).display().to_string();
    let files = [path("catalog.csv"), path("relations.csv"), path("taxonomy.toml")];
    let [catalog, relations, taxonomy] = files.each_ref().map(String::as_str);
    let args = ["--orders", "orders.csv", "--catalog", catalog, "--relations", relations];
    build(folder.path(), &[&args[..], &["--taxonomy", taxonomy]].concat())
}

/// A shop that sells one thing, which forty customers bought.
fn one_item() -> Shop {
    let folder = tempfile::tempdir().unwrap();
    let orders: Vec<String> = (0..40).map(|number| format!("{number},ONLY,c{number}\n")).collect();
    let orders = ["order_id,sku,customer_id\n".to_owned(), orders.concat()].concat();
    fs::write(folder.path().join("orders.csv"), orders).unwrap();
    let catalog = "sku,title,price,category\nONLY,The one thing,9,Things\n";
    fs::write(folder.path().join("catalog.csv"), catalog).unwrap();
    build(folder.path(), &["--orders", "orders.csv", "--catalog", "catalog.csv"])
}

/// A shop that sells nothing. The tool makes no such model; the widget must bear one all the same.
fn empty() -> Shop {
    let draft = Draft { currency: "GBP".to_owned(), manifest: "{}".to_owned(), ..Draft::default() };
    Model::open(encode(&draft).unwrap()).unwrap()
}

/// Whether a word of the file means the item: its SKU, `category:` and a path above it, or `*`.
fn means(model: &Shop, word: &str, item: ItemId) -> bool {
    if word == "*" || model.sku(item) == word {
        return true;
    }
    let category = model.item(item).unwrap().category;
    word.strip_prefix("category:")
        .is_some_and(|path| model.category_chain(category).any(|above| model.category_path(above) == path))
}

/// The items that words of the file mean. What the shop does not sell is none of them, as in a page's cart.
fn items(model: &Shop, words: &[String]) -> Vec<ItemId> {
    let of_word =
        |word: &String| model.item_ids().filter(|&item| means(model, word, item)).collect::<Vec<_>>();
    words.iter().flat_map(of_word).collect()
}

impl Expected {
    fn context(&self, model: &Shop) -> Context {
        let views: Vec<(ItemId, Millis)> =
            self.view.iter().filter_map(|sku| Some((model.find(sku)?, NOW))).collect();
        let mut context = Context::new(&items(model, &self.cart), &views, NOW);
        context.owned = items(model, &self.owned);
        context.sold_out = items(model, &self.sold_out);
        context.circumstances.month = self.month.map(|month| month - 1);
        context.stage = self.stage.as_deref().map_or(Stage::Cart, |name| Stage::from_name(name).unwrap());
        context
    }

    fn shopper(&self) -> Shopper {
        let mut shopper = Shopper::default();
        for word in &self.refused {
            match word.strip_prefix("category:") {
                Some(path) => shopper.say(AnswerKind::NoMore, path, NOW),
                None => shopper.say(AnswerKind::NotInterested, word, NOW),
            }
        }
        shopper
    }

    /// Everything an assistant would object to.
    fn objections(&self, model: &Shop) -> Vec<String> {
        let context = self.context(model);
        let selection = select(model, &context, &self.shopper(), Permit::unpaced(), MAX_CARDS);
        let shown: Vec<ItemId> = selection.suggestions.iter().map(|card| card.item).collect();
        let mut objections = Vec::new();
        for wanted in &self.must {
            if !wanted.split('|').any(|word| shown.iter().any(|&item| means(model, word, item))) {
                let why = |(held, why): &(Candidate, Suppression)| {
                    let is_wanted = wanted.split('|').any(|word| means(model, word, held.item));
                    is_wanted.then(|| format!("{} {why:?}", model.sku(held.item)))
                };
                let kept_back: Vec<String> = selection.suppressed.iter().filter_map(why).take(4).collect();
                objections.push(format!("{wanted} is missing ({})", kept_back.join(", ")));
            }
        }
        for unwanted in &self.must_not {
            for &item in shown.iter().filter(|&&item| means(model, unwanted, item)) {
                objections.push(format!("{} is there, though {unwanted} must not", model.sku(item)));
            }
        }
        if self.nothing && !shown.is_empty() {
            objections.push("nothing was to be said".to_owned());
        }
        if shown.len() > MAX_CARDS || shown.iter().any(|item| context.cart.contains(item)) {
            objections.push("too many cards, or one for what is in the cart".to_owned());
        }
        if !objections.is_empty() {
            objections.extend(selection.suggestions.iter().map(|card| said(model, card)));
        }
        objections
    }
}

/// A card in words.
fn said(model: &Shop, card: &Suggestion) -> String {
    let item = model.item(card.item).unwrap();
    let reason = Words::new(ENGLISH).reason(model, &card.reason);
    format!(
        "shown: {} {} [{}]: {reason}",
        model.sku(card.item),
        model.title(card.item),
        model.category_path(item.category)
    )
}

#[test]
fn every_cart_is_answered_as_a_good_shop_assistant_would() {
    let file: File = toml::from_str(&fs::read_to_string(fixtures().join("carts.toml")).unwrap()).unwrap();
    assert!(file.cart.len() >= MIN_CARTS, "{} carts", file.cart.len());
    let shops: BTreeMap<&str, Shop> =
        [("gifts", gifts()), ("cameras", cameras()), ("one-item", one_item()), ("empty", empty())].into();
    let mut failing = Vec::new();
    for cart in &file.cart {
        let asserts = cart.nothing || !cart.must.is_empty() || !cart.must_not.is_empty();
        assert!(asserts && !cart.why.is_empty(), "{:?} asserts nothing, or does not say why", cart.name);
        let shop = &shops[cart.shop.as_str()];
        for word in cart.must.iter().chain(&cart.must_not).flat_map(|words| words.split('|')) {
            let is_known = shop.item_ids().any(|item| means(shop, word, item));
            assert!(is_known || shop.n_items() == 0, "{:?}: no item is meant by {word}", cart.name);
        }
        let objections = cart.objections(shop);
        if !objections.is_empty() {
            failing.push(format!("{}: {}\n    {}", cart.name, cart.why, objections.join("\n    ")));
        }
    }
    let is_huge = |cart: &Expected| items(&shops[cart.shop.as_str()], &cart.cart).len() >= HUGE_CART;
    assert!(file.cart.iter().any(is_huge), "a cart of {HUGE_CART} lines is among them");
    assert!(failing.is_empty(), "{} of {} carts:\n{}", failing.len(), file.cart.len(), failing.join("\n"));
}
