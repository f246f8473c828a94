//! The models that the browser uses in tests and in the demo are what this builder makes of the bundled orders, to
//! the byte, on any machine. `BLESS=1` accepts what it makes now:
//!
//! ```sh
//! BLESS=1 cargo test --release -p goeswith-builder --test fixture
//! BLESS=1 cargo test --release -p goeswith-engine --test golden # the answers of the first of them
//! ```

#![allow(clippy::expect_used, reason = "a test may fail loudly")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use assert_cmd::Command;
use goeswith_builder::output::sha256;
use serde_json::Value;
use tempfile::TempDir;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn is_blessing() -> bool {
    std::env::var_os("BLESS").is_some()
}

fn goeswith() -> Command {
    let mut command = Command::cargo_bin("goeswith").expect("the tool is built");
    command.current_dir(root());
    command
}

#[test]
fn the_kitchen_model_is_built_from_the_bundled_orders_to_the_byte() {
    let work = tempfile::tempdir().expect("a folder for the test");
    let catalog = fs::read_to_string(root().join("data/catalog.csv")).expect("the bundled catalogue");
    let is_kitchen = |line: &&str| line.starts_with("sku,") || line.contains(",Kitchen > ");
    let kitchen: Vec<&str> = catalog.lines().filter(is_kitchen).collect();
    fs::write(work.path().join("kitchen.csv"), kitchen.join("\n")).expect("the folder can be written");
    goeswith()
        .args(["build", "--currency", "GBP", "--orders", "data/online_retail.csv.xz", "--catalog"])
        .arg(work.path().join("kitchen.csv"))
        .arg("-o")
        .arg(work.path().join("kitchen.gw"))
        .assert()
        .success();
    let built = fs::read(work.path().join("kitchen.gw")).expect("the model was written");
    let fixture = root().join("tests/fixtures/kitchen.gw");
    if is_blessing() {
        fs::write(&fixture, &built).expect("the fixture can be written");
    }
    assert!(
        built == fs::read(&fixture).expect("the fixture"),
        "other bytes: if that is meant, run with BLESS=1"
    );
}

/// The demo's model and its card, made by the very arguments of `npm run build`; once for all tests.
fn demo() -> &'static (Vec<u8>, Value) {
    static DEMO: OnceLock<(Vec<u8>, Value)> = OnceLock::new();
    DEMO.get_or_init(|| {
        let script = fs::read_to_string(root().join("scripts/lib/tool.mjs")).expect("the script");
        let (_, list) = script.split_once("const DEMO_MODEL = [").expect("the arguments are in the script");
        let (list, _) = list.split_once("];").expect("the list ends");
        let arguments: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
        assert_eq!(arguments.first(), Some(&"build"), "{arguments:?}");
        let work: TempDir = tempfile::tempdir().expect("a folder for the test");
        let path = work.path().join("shop.gw");
        goeswith().args(arguments).arg("-o").arg(&path).assert().success();
        let card = fs::read_to_string(path.with_extension("card.json")).expect("the card was written");
        let card = serde_json::from_str(&card).expect("the card is JSON");
        (fs::read(path).expect("the model was written"), card)
    })
}

#[test]
fn the_demos_model_has_its_golden_hash() {
    let (model, card) = demo();
    let hash = sha256(model);
    assert_eq!(card["sha256"], hash, "the card names the model");
    let fixture = root().join("tests/fixtures/demo.sha256");
    if is_blessing() {
        fs::write(&fixture, format!("{hash}\n")).expect("the fixture can be written");
    }
    let golden = fs::read_to_string(&fixture).expect("the fixture");
    assert_eq!(
        hash,
        golden.trim(),
        "the demo's model is another one: if that is meant, `BLESS=1 cargo test --release -p goeswith-builder \
         --test fixture` accepts it, and `goeswith diff` tells what changed; if not, something depends on the machine"
    );
}

#[test]
fn what_the_demos_model_tells_comes_true_on_held_out_orders() {
    let (_, card) = demo();
    let calibration = &card["manifest"]["calibration"];
    let number = |value: &Value| value.as_f64().expect("a number");
    let ece = number(&calibration["ece"]);
    assert!(ece <= 0.02, "expected calibration error {ece}");
    let of_constant = number(&calibration["ece_of_constant"]);
    assert!(ece <= of_constant / 2.0, "{ece}, and {of_constant} of a constant");
    let bins = calibration["bins"].as_array().expect("a reliability diagram");
    assert_eq!(bins.len(), 10);
    let levels = calibration["levels"].as_array().expect("levels");
    let names: Vec<&str> = levels.iter().filter_map(|level| level["level"].as_str()).collect();
    assert_eq!(names, ["very-often", "often", "guess"]);
    for pair in levels.windows(2) {
        let [surer, less_sure] = [0, 1].map(|at| (number(&pair[at]["observed"]), number(&pair[at]["se"])));
        let apart = 2.0 * libm::hypot(surer.1, less_sure.1);
        assert!(surer.0 - less_sure.0 >= apart, "{pair:?} are not apart by two standard errors");
    }
}
