//! What people read about models: the card beside a build, `goeswith diff`, `goeswith audit`.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

fn goeswith(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("goeswith").unwrap();
    command.args(arguments);
    command
}

/// Sixty orders of tea or of coffee, and a few of both.
fn orders(n_both: usize) -> String {
    let order = |order: usize| {
        let both = order < n_both;
        let mut skus = Vec::new();
        if order.is_multiple_of(2) || both {
            skus.extend(["TEAPOT", "TEACUP"]);
        }
        if !order.is_multiple_of(2) || both {
            skus.extend(["GRINDER", "BEANS"]);
        }
        let day = 1 + order % 28;
        skus.into_iter().map(move |sku| format!("{order},{sku},2026-01-{day:02},c{order}\n"))
    };
    let header = "order_id,sku,date,customer_id\n".to_owned();
    std::iter::once(header).chain((0..60).flat_map(order)).collect()
}

const CATALOG: &str = "sku,title,price,category\n\
    TEAPOT,Teapot,20,Kitchen > Tea\nTEACUP,Teacup,5,Kitchen > Tea\n\
    GRINDER,<b>Grinder</b> & co,30,Kitchen > Coffee\nBEANS,Coffee beans,8,Food\n";

/// Builds `name` from these files and gives its path.
fn build(folder: &TempDir, name: &str, orders: &str, catalog: &str) -> PathBuf {
    let path = |name: &str| folder.path().join(name);
    fs::write(path("orders.csv"), orders).unwrap();
    fs::write(path("catalog.csv"), catalog).unwrap();
    let files = [path("orders.csv"), path("catalog.csv"), path(name)];
    let [orders, catalog, model] = files.each_ref().map(|path| path.to_str().unwrap());
    goeswith(&["build", "--orders", orders, "--catalog", catalog, "-o", model]).assert().success();
    path(name)
}

fn stdout(arguments: &[&str]) -> String {
    let assert = goeswith(arguments).assert().success();
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn str_of(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_build_writes_a_card_that_agrees_with_its_model() {
    let folder = tempfile::tempdir().unwrap();
    let model = build(&folder, "shop.gw", &orders(8), CATALOG);
    let card = json(&fs::read_to_string(folder.path().join("shop.card.json")).unwrap());
    let inspected = json(&stdout(&["inspect", str_of(&model), "--json"]));
    assert_eq!(card["sha256"], inspected["sha256"]);
    assert_eq!(card["manifest"], inspected["manifest"]);
    assert_eq!(card["n_items"], 4);
    assert_eq!(card["window"], serde_json::json!(["2026-01-01", "2026-01-28"]));
    assert!(card["limits"].as_array().unwrap().len() >= 2);
    let page = fs::read_to_string(folder.path().join("shop.card.md")).unwrap();
    for said in [card["sha256"].as_str().unwrap(), "2026-01-01 to 2026-01-28", "## Limits"] {
        assert!(page.contains(said), "{said} is not in\n{page}");
    }
    for (name, value) in card["manifest"]["method"]["parameters"].as_object().unwrap() {
        let value = value.to_string();
        let row = format!("| {name} | {} |", value.trim_end_matches(".0"));
        assert!(page.contains(&row), "{row} is not in\n{page}");
    }
}

#[test]
fn equal_models_have_equal_cards() {
    let [one, other] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    for folder in [&one, &other] {
        build(folder, "shop.gw", &orders(8), CATALOG);
    }
    for name in ["shop.gw", "shop.card.md", "shop.card.json"] {
        let read = |folder: &TempDir| fs::read(folder.path().join(name)).unwrap();
        assert_eq!(read(&one), read(&other), "{name}");
    }
}

#[test]
fn a_card_that_cannot_be_written_stops_the_build_before_it_begins() {
    let folder = tempfile::tempdir().unwrap();
    build(&folder, "old.gw", &orders(8), CATALOG);
    fs::create_dir(folder.path().join("shop.card.md")).unwrap();
    let [orders, catalog, model] =
        ["orders.csv", "catalog.csv", "shop.gw"].map(|name| folder.path().join(name));
    goeswith(&["build", "--orders", str_of(&orders), "--catalog", str_of(&catalog), "-o", str_of(&model)])
        .assert()
        .failure();
    assert!(!model.exists() && !folder.path().join("shop.card.json").exists());
}

#[test]
fn a_model_does_not_differ_from_itself() {
    let folder = tempfile::tempdir().unwrap();
    let model = build(&folder, "shop.gw", &orders(8), CATALOG);
    let diff = json(&stdout(&["diff", str_of(&model), str_of(&model), "--json"]));
    for list in [
        "/items/added",
        "/items/removed",
        "/items/changed",
        "/relations/added",
        "/relations/removed",
        "/relations/retyped",
        "/rankings/most_changed",
    ] {
        assert_eq!(diff.pointer(list).unwrap(), &serde_json::json!([]), "{list}");
    }
    assert_eq!(diff["relations"]["n_changed"], 0);
    assert_eq!(diff["rankings"]["overlap@3"], 1.0);
    assert_eq!(diff["rankings"]["rank_biased_overlap"], 1.0);
}

#[test]
fn a_diff_names_what_came_what_went_and_what_moved() {
    let folder = tempfile::tempdir().unwrap();
    let old = build(&folder, "old.gw", &orders(0), CATALOG);
    let catalog =
        CATALOG.replace("Teacup", "Cup").replace("BEANS,Coffee beans,8,Food\n", "SPOON,Spoon,2,Food\n");
    let log = orders(30).replace("BEANS", "SPOON");
    let new = build(&folder, "new.gw", &log, &catalog);
    let diff = json(&stdout(&["diff", str_of(&old), str_of(&new), "--json"]));
    assert_eq!(diff["items"]["added"], serde_json::json!(["SPOON"]));
    assert_eq!(diff["items"]["removed"], serde_json::json!(["BEANS"]));
    assert_eq!(diff["items"]["changed"], serde_json::json!(["TEACUP"]));
    let pair = |list: &str, anchor: &str, candidate: &str| {
        let pairs = diff.pointer(list).unwrap().as_array().unwrap();
        pairs.iter().any(|pair| pair["anchor"] == anchor && pair["candidate"] == candidate)
    };
    assert!(pair("/relations/added", "GRINDER", "SPOON"), "{diff}");
    assert!(pair("/relations/removed", "GRINDER", "BEANS"), "{diff}");
    assert!(diff["rankings"]["rank_biased_overlap"].as_f64().unwrap() < 0.9, "{diff}");
    assert_eq!(diff["rankings"]["n_anchors"], 3, "anchors of both models");

    let told = stdout(&["diff", str_of(&old), str_of(&new)]);
    assert!(told.contains("4 → 4: 1 added, 1 removed, 1 with another title, category or price"), "{told}");
    assert!(told.contains("most changed") && told.contains("GRINDER"), "{told}");
}

/// The audit page of `model` on a fixed day.
fn audit(model: &Path, flags: &[&str]) -> String {
    let page = model.with_extension("html");
    let arguments = ["audit", str_of(model), "-o", str_of(&page), "--day", "2026-02-01"];
    goeswith(&[&arguments[..], flags].concat()).assert().success();
    fs::read_to_string(page).unwrap()
}

#[test]
fn an_audit_is_one_page_that_fetches_nothing_and_trusts_no_title() {
    let folder = tempfile::tempdir().unwrap();
    let model = build(&folder, "shop.gw", &orders(8), CATALOG);
    let page = audit(&model, &[]);
    assert!(page.contains("&lt;b&gt;Grinder&lt;/b&gt; &amp; co") && !page.contains("<b>Grinder"), "escaped");
    for outside in ["http:", "https:", "src=", "@import", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert_eq!(page.matches("<link").count(), page.matches("<link rel=\"icon\" href=\"data:,\">").count());
    assert!(page.contains("default-src 'none'"));
    assert_eq!(page, audit(&model, &[]), "the same audit on the same day");
}

#[test]
fn every_table_has_a_caption_and_scopes_and_every_heading_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let old = build(&folder, "old.gw", &orders(0), CATALOG);
    let model = build(&folder, "shop.gw", &orders(8), CATALOG);
    let page = audit(&model, &["--against", str_of(&old)]);
    assert_eq!(page.matches("<table").count(), page.matches("<caption>").count());
    assert!(page.matches("<table").count() >= 8);
    let headers: Vec<&str> = page.split("<th").skip(1).filter(|cell| !cell.starts_with("ead")).collect();
    assert!(headers.iter().all(|cell| cell.split_once('>').unwrap().0.contains("scope=")), "{headers:?}");
    let levels: Vec<u32> =
        page.split("<h").skip(1).filter_map(|rest| rest.chars().next()?.to_digit(10)).collect();
    assert_eq!(levels[0], 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    assert!(page.contains("href=\"#main\"") && page.contains("id=\"main\""));
    for id in ["look", "shown", "exposure", "trust", "changes", "data", "limits"] {
        assert!(page.contains(&format!("href=\"#{id}\"")) && page.contains(&format!("id=\"{id}\"")), "{id}");
    }
}

#[test]
fn what_is_judged_by_a_pasted_line_is_not_listed_again() {
    let folder = tempfile::tempdir().unwrap();
    let catalog = CATALOG.replace("Coffee beans", "Gin");
    let model = build(&folder, "shop.gw", &orders(8), &catalog);
    let page = audit(&model, &[]);
    assert!(page.contains("touches alcohol"));
    let line = "BEANS,GRINDER,block,,,2026-02-01";
    assert!(page.contains(&format!("<code>{line}</code>")) && !page.contains("GRINDER,BEANS"), "{page}");
    let relations = folder.path().join("relations.csv");
    fs::write(&relations, format!("anchor,candidate,action,type,note,reviewed\n{line}\n")).unwrap();
    let page = audit(&model, &["--relations", str_of(&relations)]);
    assert!(!page.contains(line), "{page}");
    assert!(page.contains("newest review in relations.csv is of 2026-02-01"), "{page}");
}

#[test]
fn an_audit_tells_what_is_shown_now_and_was_not_before() {
    let folder = tempfile::tempdir().unwrap();
    let old = build(&folder, "old.gw", &orders(0), CATALOG);
    let new = build(&folder, "shop.gw", &orders(30), CATALOG);
    let page = audit(&new, &["--against", str_of(&old)]);
    assert!(page.contains("the relation is new"), "{page}");
    assert!(page.contains("What changed since"));
    assert!(!audit(&new, &[]).contains("What changed since"));
}

#[test]
fn brands_are_told_where_a_catalogue_has_them() {
    let folder = tempfile::tempdir().unwrap();
    let model = build(&folder, "shop.gw", &orders(8), CATALOG);
    let branded = CATALOG
        .lines()
        .map(|line| format!("{line},{}\n", if line.starts_with("sku") { "brand" } else { "Acme" }));
    let catalog = folder.path().join("branded.csv");
    fs::write(&catalog, branded.collect::<String>()).unwrap();
    assert!(audit(&model, &["--catalog", str_of(&catalog)]).contains("Acme"));
    assert!(!audit(&model, &[]).contains("By brand"));
}

#[test]
fn a_review_that_is_too_old_fails_the_check() {
    let folder = tempfile::tempdir().unwrap();
    let relations = folder.path().join("relations.csv");
    let check = |text: &str, max_age_days: &str| {
        fs::write(&relations, text).unwrap();
        let arguments =
            ["audit", "--check", "--relations", str_of(&relations), "--max-age-days", max_age_days];
        goeswith(&[&arguments[..], &["--day", "2026-02-01"]].concat()).assert()
    };
    let text =
        "anchor,candidate,action,type,note,reviewed\nA,B,block,,,2025-12-24\nA,C,accept,,,2026-01-02\n";
    check(text, "30").success();
    let assert = check(text, "29").failure();
    let told = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    let told = told.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ");
    assert!(told.contains("2026-01-02") && told.contains("30 days ago"), "{told}");
    check("anchor,candidate,action,type,note\nA,B,block,,\n", "30").failure();
    check("anchor,candidate,action,type,note,reviewed\nA,B,block,,,yesterday\n", "30").failure();
    check("what,else\n", "30").failure();
    // A slip of the pen must not keep the check quiet for years.
    check(&text.replace("2026-01-02", "2062-01-02"), "30").failure();
    check(&text.replace("2026-01-02", "2026-02-01"), "0").success();
}
