//! `goeswith build --sessions` as a person meets it.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::path::PathBuf;

use assert_cmd::Command;
use tempfile::TempDir;

struct Shop(TempDir);

impl Shop {
    /// Cups lead to saucers and lamps to bulbs; the tray is in four visits only.
    fn new() -> Self {
        let shop = Self(tempfile::tempdir().unwrap());
        shop.file("catalog.csv", "sku,title,price,category\nCUP,Cup,1,Tea\nSAUCER,Saucer,1,Tea\nLAMP,Lamp,1,Light\nBULB,Bulb,1,Light\nTRAY,Tray,1,Tea\n");
        shop.file(
            "visits.txt",
            &["CUP SAUCER GONE\nLAMP BULB\ncup saucer\n".repeat(60), "CUP TRAY\n".repeat(4)].concat(),
        );
        shop
    }

    fn file(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// What the command prints, and whether it succeeds.
    fn goeswith(&self, arguments: &[&str]) -> (bool, String) {
        let mut command = Command::cargo_bin("goeswith").unwrap();
        let output = command.current_dir(self.0.path()).args(arguments).output().unwrap();
        let told = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(told).unwrap())
    }

    fn build(&self, visits: &str) -> (bool, String) {
        self.goeswith(&["build", "--sessions", visits, "--catalog", "catalog.csv", "-o", "shop.gw"])
    }
}

fn check((is_done, told): (bool, String), should_be_done: bool, parts: &[&str]) {
    assert_eq!(is_done, should_be_done, "{told}");
    for part in parts {
        assert!(told.contains(part), "{part:?} is not in\n{told}");
    }
}

#[test]
fn visits_make_a_model_that_says_visits() {
    let shop = Shop::new();
    check(
        shop.build("visits.txt"),
        true,
        &[
            "visits     184 of two items or more",
            "by session-ridge, each of 5 visits or more",
            "lines whose SKU is not in the catalogue  60",
        ],
    );
    check(shop.goeswith(&["explain", "shop.gw", "CUP", "SAUCER"]), true, &["visits with the first      124"]);
    check(shop.goeswith(&["recommend", "shop.gw", "--cart", "CUP"]), true, &["SAUCER", "visits with"]);
    let card = std::fs::read_to_string(shop.path("shop.card.md")).unwrap();
    assert!(card.contains("| visits | 184 |") && card.contains("looked at in the same visits"), "{card}");
}

#[test]
fn a_pair_of_four_visits_is_not_told() {
    let shop = Shop::new();
    check(shop.build("visits.txt"), true, &[]);
    check(shop.goeswith(&["explain", "shop.gw", "CUP", "TRAY"]), true, &["no relation"]);
}

#[test]
fn what_is_no_visit_is_told_and_nothing_is_written() {
    let shop = Shop::new();
    shop.file("orders.txt", "GONE AWAY\nCUP\n");
    check(shop.build("orders.txt"), false, &["no visit has two items of the catalogue"]);
    assert!(!shop.path("shop.gw").exists());
    check(
        shop.goeswith(&["build", "--catalog", "catalog.csv", "-o", "shop.gw"]),
        false,
        &["--orders <FILE>"],
    );
}
