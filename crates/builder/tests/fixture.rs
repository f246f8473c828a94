//! The model that tests in the browser use is what this builder makes of the bundled orders, to the byte, on any
//! machine. `BLESS=1` accepts what it makes now.

#![allow(clippy::expect_used, reason = "a test may fail loudly")]

use assert_cmd::Command;
use std::fs;
use std::path::Path;

#[test]
fn the_kitchen_model_is_built_from_the_bundled_orders_to_the_byte() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let work = tempfile::tempdir().expect("a folder for the test");
    let catalog = fs::read_to_string(root.join("data/catalog.csv")).expect("the bundled catalogue");
    let is_kitchen = |line: &&str| line.starts_with("sku,") || line.contains(",Kitchen > ");
    let kitchen: Vec<&str> = catalog.lines().filter(is_kitchen).collect();
    fs::write(work.path().join("kitchen.csv"), kitchen.join("\n")).expect("the folder can be written");
    Command::cargo_bin("goeswith")
        .expect("the tool is built")
        .args(["build", "--currency", "GBP", "--orders"])
        .arg(root.join("data/online_retail.csv.xz"))
        .arg("--catalog")
        .arg(work.path().join("kitchen.csv"))
        .arg("-o")
        .arg(work.path().join("kitchen.gw"))
        .assert()
        .success();
    let built = fs::read(work.path().join("kitchen.gw")).expect("the model was written");
    let fixture = root.join("tests/fixtures/kitchen.gw");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&fixture, &built).expect("the fixture can be written");
    }
    assert!(
        built == fs::read(&fixture).expect("the fixture"),
        "other bytes: if that is meant, run with BLESS=1"
    );
}
