//! The command line as a person meets it: every test runs the real `goeswith` on small files.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

const CATALOG: &str = "\
sku,title,price,category,family
CUP-R,Roses Regency teacup,2.95,Kitchen > Tea,regency teacup
CUP-G,Green Regency teacup,2.95,Kitchen > Tea,regency teacup
STAND,Cake stand with 3 Regency tiers,12.75,Kitchen > Baking,
CASES,Pack of 72 cake cases,0.55,Kitchen > Baking,
LAMP,White lantern,4.25,Garden,
DOLL,Doll never sold,9.99,Toys,
";

/// A shop of 60 orders: teacups go with the cake stand, the lantern with nothing.
fn order_rows() -> Vec<String> {
    let mut rows = Vec::new();
    for n in 0..60_u32 {
        let day = n % 28 + 1;
        let mut row = |sku: &str, quantity: i32, price: &str| {
            rows.push(format!("{},{sku},{quantity},2011-03-{day:02} 10:00,{price},C{}", 1000 + n, n % 20));
        };
        if n % 3 == 0 {
            row("CUP-R", 6, "2.95");
            row("STAND", 1, "12.75");
        }
        if n % 4 == 0 {
            row("CUP-G", 6, "2.95");
            row("STAND", 1, "12.75");
        }
        if n % 5 == 0 {
            row("CASES", 2, "0.55");
        }
        row("LAMP", 1, "4.25");
        if n == 7 {
            row("POST", 1, "18.00");
        }
    }
    rows
}

fn orders_csv(rows: &[String]) -> String {
    let mut csv = "InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID\n".to_owned();
    for row in rows {
        writeln!(csv, "{row}").unwrap();
    }
    csv
}

/// A folder with the shop's files.
struct Shop(TempDir);

impl Shop {
    fn new() -> Self {
        let shop = Self(tempfile::tempdir().unwrap());
        shop.write("orders.csv", &orders_csv(&order_rows()));
        shop.write("catalog.csv", CATALOG);
        shop
    }

    fn with_model() -> Self {
        let shop = Self::new();
        let output = shop.run(BUILD);
        assert!(output.status.success(), "{}", stderr(&output));
        shop
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, content: &str) {
        std::fs::write(self.path(name), content).unwrap();
    }

    /// Runs `goeswith` in the folder with these arguments, separated by blanks.
    fn run(&self, arguments: &str) -> Output {
        let mut command = Command::cargo_bin("goeswith").unwrap();
        command.current_dir(self.0.path()).args(arguments.split(' ')).output().unwrap()
    }

    fn json(&self, arguments: &str) -> Value {
        let output = self.run(arguments);
        assert!(output.status.success(), "{}", stderr(&output));
        serde_json::from_str(&stdout(&output)).unwrap()
    }
}

const BUILD: &str = "build --orders orders.csv --catalog catalog.csv --currency GBP -o shop.gw";

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What a person reads on stderr, with miette's frames and line breaks taken out.
fn stderr(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr).replace(['│', '×', '╰', '─', '▶'], " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn files_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn build_writes_a_model_and_sums_up_what_it_did() {
    let shop = Shop::new();
    let output = shop.run(BUILD);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let told = stdout(&output);
    for expected in [
        "60, 2011-03-01 to 2011-03-28",
        "6, 5 of them ordered",
        "in GBP",
        "not in the catalogue  1  …",
        "sha256",
    ] {
        assert!(told.contains(expected), "{expected:?} is missing in:\n{told}");
    }
    assert_eq!(
        files_in(shop.0.path()),
        ["catalog.csv", "orders.csv", "shop.card.json", "shop.card.md", "shop.gw"]
    );
}

#[test]
fn build_says_one_plain_line_per_phase_when_nobody_watches() {
    let output = Shop::new().run(BUILD);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "Reading orders\nLearning relations\nPacking\n");
}

#[test]
fn a_last_day_is_kept_told_and_comes_back_from_lines() {
    let shop = Shop::new();
    let output = shop.run(&format!("{BUILD} --expires 2027-05-01"));
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stdout(&output).contains("ends       after 2027-05-01, in UTC"), "{}", stdout(&output));
    assert_eq!(shop.json("inspect shop.gw --json")["last_day"], "2027-05-01");
    assert!(stdout(&shop.run("inspect shop.gw")).contains("ends    after 2027-05-01, in UTC"));
    let card = std::fs::read_to_string(shop.path("shop.card.md")).unwrap();
    assert!(card.contains("| ends | after 2027-05-01, in UTC |"), "{card}");
    let lines = shop.run("export shop.gw").stdout;
    std::fs::write(shop.path("shop.jsonl"), lines).unwrap();
    assert!(shop.run("import shop.jsonl -o again.gw").status.success());
    let bytes = |name: &str| std::fs::read(shop.path(name)).unwrap();
    assert!(bytes("shop.gw") == bytes("again.gw"));

    assert!(shop.run(BUILD).status.success());
    assert_eq!(shop.json("inspect shop.gw --json")["last_day"], Value::Null);
    let unended = bytes("shop.gw");
    assert!(shop.run(&format!("{BUILD} --expires 9999-12-31")).status.success());
    assert_eq!(bytes("shop.gw").len(), unended.len() + 3, "0 is a byte, and the last of all days four");
}

#[test]
fn a_last_day_that_is_none_or_over_already_builds_nothing() {
    let shop = Shop::new();
    for day in ["soon", "2027-02-30", "2027-05-01T12:00", "1970-01-01"] {
        let output = shop.run(&format!("{BUILD} --expires {day}"));
        assert_eq!(output.status.code(), Some(2), "{day}");
        assert!(
            stderr(&output).contains("write a day after 1970-01-01 as 2027-05-01"),
            "{}",
            stderr(&output)
        );
    }
    // The newest order is of 28 March.
    let output = shop.run(&format!("{BUILD} --expires 2011-03-28"));
    assert_eq!(output.status.code(), Some(1));
    let told = stderr(&output);
    assert!(
        told.contains("end on 2011-03-28 (from --expires), and the newest order is of 2011-03-28"),
        "{told}"
    );
    assert!(told.contains("give a day to come, or leave --expires out"), "{told}");
    assert!(!shop.path("shop.gw").exists());
    assert!(shop.run(&format!("{BUILD} --expires 2011-03-29")).status.success());
}

#[test]
fn the_same_rows_in_any_order_and_any_number_of_files_give_the_same_bytes() {
    let shop = Shop::with_model();
    let first = std::fs::read(shop.path("shop.gw")).unwrap();
    let mut rows = order_rows();
    rows.reverse();
    rows.rotate_left(31);
    let (one, other) = rows.split_at(40);
    shop.write("a.csv", &orders_csv(one));
    shop.write("b.csv", &orders_csv(other));
    let mut lines: Vec<&str> = CATALOG.lines().collect();
    lines[1..].reverse();
    shop.write("catalog.csv", &lines.join("\n"));
    let output = shop.run("build --orders a.csv b.csv --catalog catalog.csv --currency GBP -o shuffled.gw");
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(std::fs::read(shop.path("shuffled.gw")).unwrap() == first, "the bytes differ");
}

#[test]
fn build_takes_either_method_and_the_manifest_says_which() {
    let shop = Shop::new();
    for (flags, name) in [("--method ridge --lambda 3 --k 8", "ridge"), ("--method llr --floor 2", "llr")] {
        assert!(shop.run(&format!("{BUILD} {flags}")).status.success());
        let method = shop.json("inspect shop.gw --json")["manifest"]["method"].clone();
        assert_eq!(method["name"], name);
        if name == "ridge" {
            assert_eq!(method["parameters"]["lambda"], 3.0);
        }
    }
}

#[test]
fn no_pair_below_the_floor_enters() {
    let shop = Shop::with_model();
    // CUP-R and CASES share four orders: 0, 15, 30 and 45.
    assert!(stdout(&shop.run("explain shop.gw CUP-R CASES")).contains("no relation"));
    assert!(shop.run(&format!("{BUILD} --floor 4")).status.success());
    assert!(stdout(&shop.run("explain shop.gw CUP-R CASES")).contains("orders with both"));
}

#[test]
fn build_refuses_a_command_line_that_makes_no_sense() {
    let shop = Shop::new();
    for wrong in ["--lambda 0", "--k 0", "--k 65", "--floor 0", "--currency pounds", "--method magic"] {
        let output = shop.run(&format!("build --orders orders.csv --catalog catalog.csv -o shop.gw {wrong}"));
        assert_eq!(output.status.code(), Some(2), "{wrong}");
    }
    assert!(!shop.path("shop.gw").exists());
}

#[test]
fn where_no_row_can_be_used_the_first_one_is_told() {
    let shop = Shop::new();
    shop.write("orders.csv", "order,sku\n1\n");
    let told = stderr(&shop.run(BUILD)).split_whitespace().collect::<Vec<_>>().join(" ");
    for expected in ["of 1 rows, 1 cannot be used", "orders.csv:2: 1", "where the header has 2"] {
        assert!(told.contains(expected), "{expected:?} is missing in: {told}");
    }
}

#[test]
fn a_failed_build_leaves_the_old_model_alone() {
    let shop = Shop::with_model();
    let before = std::fs::read(shop.path("shop.gw")).unwrap();
    shop.write("catalog.csv", "sku,title\nX,Something else\n");
    let output = shop.run(BUILD);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("no order counts"), "{}", stderr(&output));
    assert!(stderr(&output).contains("spell SKUs alike"), "{}", stderr(&output));
    assert!(std::fs::read(shop.path("shop.gw")).unwrap() == before);
    assert_eq!(
        files_in(shop.0.path()),
        ["catalog.csv", "orders.csv", "shop.card.json", "shop.card.md", "shop.gw"]
    );
}

#[test]
fn build_names_the_folder_it_cannot_write_to() {
    let output = Shop::new().run("build --orders orders.csv --catalog catalog.csv -o missing/shop.gw");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("missing/shop.gw"), "{}", stderr(&output));
    assert!(stderr(&output).contains("check that its folder exists"), "{}", stderr(&output));
}

#[test]
fn inspect_counts_what_the_file_holds() {
    let shop = Shop::with_model();
    let found = shop.json("inspect shop.gw --json");
    let bytes = std::fs::read(shop.path("shop.gw")).unwrap();
    assert_eq!(found["bytes"], bytes.len());
    assert_eq!((&found["items"], &found["orders"]), (&Value::from(6), &Value::from(60)));
    assert_eq!((&found["categories"], &found["families"]), (&Value::from(5), &Value::from(1)));
    assert_eq!(found["currency"], "GBP");
    assert_eq!(found["manifest"]["window"], serde_json::json!(["2011-03-01", "2011-03-28"]));
    assert_eq!(found["manifest"]["lines"]["n_unknown_sku"], 1);
    let sections: u64 =
        found["sections"].as_array().unwrap().iter().map(|s| s["bytes"].as_u64().unwrap()).sum();
    assert!(sections < found["bytes"].as_u64().unwrap());
    let told = stdout(&shop.run("inspect shop.gw"));
    for expected in ["bought-together", "method  ridge, lambda ", "goeswith 0.1.0"] {
        assert!(told.contains(expected), "{expected:?} is missing in:\n{told}");
    }
}

#[test]
fn the_model_says_nothing_about_where_it_was_built() {
    let shop = Shop::with_model();
    let bytes = std::fs::read(shop.path("shop.gw")).unwrap();
    for secret in [b"orders.csv".as_slice(), b"/tmp", b"catalog.csv"] {
        assert!(!bytes.windows(secret.len()).any(|window| window == secret));
    }
}

#[test]
fn explain_tells_the_evidence_in_both_directions() {
    let shop = Shop::with_model();
    let told = stdout(&shop.run("explain shop.gw CUP-R STAND"));
    // 20 orders with the cup, all with the stand; 30 orders with the stand.
    for expected in [
        "CUP-R → STAND",
        "STAND → CUP-R",
        "orders with both            20",
        "of 60 in all",
        "100.0 %",
        "very often together",
        "66.7 %",
        "lift                       2.0",
    ] {
        assert!(told.contains(expected), "{expected:?} is missing in:\n{told}");
    }
}

#[test]
fn build_never_writes_over_what_it_reads_nor_over_what_is_no_file() {
    let shop = Shop::with_model();
    let orders = std::fs::read(shop.path("orders.csv")).unwrap();
    let output = shop.run("build --orders orders.csv --catalog catalog.csv -o orders.csv");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("one of the files to be read"), "{}", stderr(&output));
    assert_eq!(std::fs::read(shop.path("orders.csv")).unwrap(), orders);
    for target in ["missing/shop.gw", "."] {
        let output = shop.run(&format!("build --orders orders.csv --catalog catalog.csv -o {target}"));
        assert!(stderr(&output).contains("cannot write"), "{}", stderr(&output));
    }
}

#[test]
fn explain_suggests_what_an_unknown_sku_may_have_meant() {
    let shop = Shop::with_model();
    let output = shop.run("explain shop.gw cup-r STAND");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("did you mean one of these? CUP-R Roses Regency teacup"),
        "{}",
        stderr(&output)
    );
    let output = shop.run("explain shop.gw STAND lantern");
    assert!(stderr(&output).contains("LAMP White lantern"), "{}", stderr(&output));
    let output = shop.run("explain shop.gw STAND zzzzzz");
    assert!(stderr(&output).contains("no SKU or title comes near it"), "{}", stderr(&output));
    let output = shop.run("explain shop.gw STAND STAND");
    assert!(stderr(&output).contains("name two different items"), "{}", stderr(&output));
}

#[test]
fn recommend_shows_cards_with_reasons() {
    let shop = Shop::with_model();
    let told = stdout(&shop.run("recommend shop.gw --cart CUP-R"));
    for expected in [
        "STAND  Cake stand with 3 Regency tiers, 12.75 GBP",
        "20 of 20 orders with the",
        "very often together",
    ] {
        assert!(told.contains(expected), "{expected:?} is missing in:\n{told}");
    }
    assert!(!told.contains("CUP-G"), "a variant of the cart's teacup is never suggested:\n{told}");
}

#[test]
fn recommend_as_json_carries_the_evidence() {
    let shown = Shop::with_model().json("recommend shop.gw --view CUP-G -n 1 --json");
    let card = &shown["suggestions"][0];
    assert_eq!(card["sku"], "STAND");
    assert_eq!(
        card["anchors"][0],
        serde_json::json!({
            "sku": "CUP-G", "n_both": 14, "n_orders": 19, "score": card["score"],
        })
    );
}

#[test]
fn recommend_may_say_nothing() {
    let output = Shop::with_model().run("recommend shop.gw --cart DOLL");
    assert!(output.status.success());
    assert!(stdout(&output).starts_with("Nothing"), "{}", stdout(&output));
}

#[test]
fn a_file_that_is_no_model_is_told_apart_from_a_damaged_one() {
    let shop = Shop::with_model();
    let bytes = std::fs::read(shop.path("shop.gw")).unwrap();
    let mut flipped = bytes.clone();
    flipped[bytes.len() / 2] ^= 1;
    let mut newer = bytes.clone();
    newer[8] += 1;
    let cases: [(&[u8], &str); 5] = [
        (b"sku,title\n", "not a Goes With model"),
        (b"", "not a Goes With model"),
        (&flipped, "damaged section"),
        (&bytes[..bytes.len() - 7], "cut short"),
        (&newer, "model format 2, this program reads 1"),
    ];
    for (content, expected) in cases {
        std::fs::write(shop.path("bad.gw"), content).unwrap();
        for command in ["inspect bad.gw", "explain bad.gw CUP-R STAND", "recommend bad.gw --cart CUP-R"] {
            let output = shop.run(command);
            assert_eq!(output.status.code(), Some(1), "{command}");
            assert!(stderr(&output).contains(expected), "{command}: {}", stderr(&output));
            assert!(stderr(&output).contains("bad.gw"), "{command}: {}", stderr(&output));
        }
    }
    let output = shop.run("inspect missing.gw");
    assert!(stderr(&output).contains("cannot read missing.gw"), "{}", stderr(&output));
}
