//! The merchant's commands as a person meets them: every test runs the real `goeswith`.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use goeswith_engine::context::Context;
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::model::{Bundle, Model};
use goeswith_engine::pacing::{Frequency, Permit};
use goeswith_engine::relation_type::RelationType;
use goeswith_engine::select::select;
use goeswith_engine::shopper::Shopper;
use serde_json::Value;

fn goeswith(args: &[&str]) -> std::process::Output {
    Command::cargo_bin("goeswith").unwrap().args(args).output().unwrap()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Twenty-five reviews written for this test: what fits, what does not, doubts, questions, denials. By hand one edge
/// for each claim that a reader would agree to, and none for the rest.
#[test]
fn reviews_become_the_lines_that_a_reader_would_write() {
    let folder = root().join("crates/builder/tests/fixtures/reviews");
    let path = |name: &str| folder.join(name).display().to_string();
    let output = goeswith(&["reviews", &path("reviews.csv"), "--catalog", &path("catalog.csv")]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    // The hashes are checked for their form; what they are of is checked in `merchant/reviews.rs`.
    let edges: Vec<String> = lines
        .lines()
        .skip(1)
        .map(|line| {
            let (edge, hashes) = line.trim_end_matches(',').rsplit_once(": ").unwrap();
            assert!(hashes.split(' ').all(|hash| hash.len() == 12), "{line}");
            edge.to_owned()
        })
        .collect();
    let expected = [
        "BATT-W,CHG-W,add,needed-with,1 review",
        "BAG-S,CAM-7,add,fits,1 review",
        "CAM-7,BAG-S,add,fits,1 review",
        "CAM-7,CARD-128,add,needed-with,2 reviews",
        "CAM-7,LENS-35,add,fits,2 reviews",
        "CAM-7,STRAP-L,add,fits,1 review",
        "CAM-9,BATT-W,add,fits,1 review",
        "CAM-9,LENS-85,add,fits,1 review",
        "CAM-9,TRI-3,add,fits,1 review",
    ];
    let (mut edges, mut expected) = (edges, expected.map(str::to_owned).to_vec());
    edges.sort();
    expected.sort();
    assert_eq!(edges, expected);
    assert!(!lines.contains("bokeh") && !lines.contains("trip;"), "no text is kept");
}

#[test]
fn a_model_goes_out_as_lines_and_comes_back_to_the_byte() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let model = root().join("tests/fixtures/kitchen.gw").display().to_string();
    let exported = goeswith(&["export", &model, "-o", &path("shop.jsonl")]);
    assert!(exported.status.success(), "{}", String::from_utf8_lossy(&exported.stderr));
    let imported = goeswith(&["import", &path("shop.jsonl"), "-o", &path("shop.gw")]);
    assert!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
    assert!(fs::read(path("shop.gw")).unwrap() == fs::read(&model).unwrap(), "other bytes");
    let lines = fs::read_to_string(path("shop.jsonl")).unwrap();
    assert!(lines.contains(r#""kind":"relation","anchor":""#), "a person can read it");
    fs::write(path("shop.jsonl"), lines.replacen(r#""weight":"#, r#""wait":"#, 1)).unwrap();
    let refused = goeswith(&["import", &path("shop.jsonl"), "-o", &path("other.gw")]);
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success() && told.contains("shop.jsonl:") && told.contains("wait"), "{told}");
    assert!(!Path::new(&path("other.gw")).exists());
}

/// A camera shop of 120 orders: the camera is bought with a bag, a card, and two lenses, of which one does not fit it.
fn camera_shop() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let catalog = "sku,title,price,category,mount,margin\n\
        BAG,Padded bag,40,Bags,,30\n\
        CAM,Mirrorless camera,900,Cameras,E,90\n\
        CARD,Memory card,20,Storage,,2\n\
        LENS-E,Portrait lens,300,Lenses,E,60\n\
        LENS-F,Wide angle,350,Lenses,F,60\n\
        MUG,Enamel mug,9,Kitchen,,4\n";
    let mut orders = "order_id,sku,customer_id\n".to_owned();
    for order in 0..120 {
        let mut held = vec![if order % 2 == 0 { "CAM" } else { "MUG" }];
        if order % 2 == 0 {
            held.push(["BAG", "LENS-E", "LENS-F"][order / 2 % 3]);
            held.extend((order % 4 == 0).then_some("CARD"));
        }
        for sku in held {
            writeln!(orders, "{order},{sku},c{}", order / 2).unwrap();
        }
    }
    fs::write(folder.path().join("catalog.csv"), catalog).unwrap();
    fs::write(folder.path().join("orders.csv"), orders).unwrap();
    folder
}

/// Builds the shop's model with the files of the merchant's that are given by flag and text.
fn build(folder: &Path, files: &[(&str, &str)]) -> std::process::Output {
    let mut command = Command::cargo_bin("goeswith").unwrap();
    command.current_dir(folder);
    command.args(["build", "--orders", "orders.csv", "--catalog", "catalog.csv", "-o", "shop.gw"]);
    for (flag, text) in files {
        fs::write(folder.join(flag), text).unwrap();
        command.args([format!("--{flag}"), (*flag).to_owned()]);
    }
    command.output().unwrap()
}

fn told(output: &std::process::Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr).replace(['│', '×', '╰', '─', '▶'], " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The model of the shop, opened.
fn model(folder: &Path) -> Model<Vec<u8>> {
    Model::open(fs::read(folder.join("shop.gw")).unwrap()).unwrap()
}

/// Everything that is suggested with each of the carts of one or two items.
fn suggested(model: &Model<Vec<u8>>) -> BTreeSet<(Vec<&str>, &str)> {
    let mut shopper = Shopper::default();
    shopper.frequency = Frequency::More;
    let items: Vec<ItemId> = model.item_ids().collect();
    let pairs = items.iter().flat_map(|&a| items.iter().map(move |&b| vec![a, b]));
    let carts = items.iter().map(|&item| vec![item]).chain(pairs);
    let mut found = BTreeSet::new();
    for cart in carts {
        let context = Context::new(&cart, &[], Millis(0));
        for suggestion in select(model, &context, &shopper, Permit::unpaced(), 5).suggestions {
            found.insert((cart.iter().map(|&item| model.sku(item)).collect(), model.sku(suggestion.item)));
        }
    }
    found
}

const MOUNTS: &str = "[[compatibility]]\nanchor_category = 'Cameras'\ncandidate_category = 'Lenses'\n\
    attribute = 'mount'\nmatch = 'equal'\n";

#[test]
fn what_does_not_fit_is_suggested_beside_no_cart_whoever_declares_it() {
    let folder = camera_shop();
    let is_misfit = |(cart, sku): &(Vec<&str>, &str)| {
        (cart.contains(&"CAM") && *sku == "LENS-F") || (cart.contains(&"LENS-F") && *sku == "CAM")
    };
    assert!(build(folder.path(), &[]).status.success());
    assert!(suggested(&model(folder.path())).iter().any(is_misfit), "without the rule, orders say so");

    let declared = "anchor,candidate,action,type\nCAM,LENS-F,add,fits\nMUG,LENS-F,add,protects\n";
    let output = build(folder.path(), &[("taxonomy", MOUNTS), ("relations", declared)]);
    assert!(output.status.success(), "{}", told(&output));
    let model = model(folder.path());
    let suggested = suggested(&model);
    assert!(suggested.iter().any(|(_, sku)| *sku == "LENS-F"), "beside the mug it may stand");
    assert!(suggested.iter().any(|(cart, sku)| *cart == ["CAM"] && *sku == "LENS-E"));
    assert!(!suggested.iter().any(is_misfit), "{suggested:?}");
}

#[test]
fn the_merchants_lines_block_and_type_and_a_mistake_stops_the_build() {
    let folder = camera_shop();
    let lines = "anchor,candidate,action,type,note,reviewed\n\
        CAM,BAG,block,,too large,2026-11-21\nCAM,CARD,retype,needed-with,,2026-11-21\n";
    let output = build(folder.path(), &[("relations", lines)]);
    assert!(output.status.success(), "{}", told(&output));
    let model = model(folder.path());
    let types_of = |candidate: &str| -> Vec<&str> {
        let [anchor, candidate] = ["CAM", candidate].map(|sku| model.find(sku).unwrap());
        let has = |of: &RelationType| model.relations(*of, anchor).any(|found| found.candidate == candidate);
        model.relation_types().filter(has).map(RelationType::name).collect()
    };
    assert_eq!([types_of("BAG"), types_of("CARD")], [vec![], vec!["needed-with"]]);
    assert_eq!(types_of("LENS-E"), ["bought-together"]);
    assert!(!suggested(&model).contains(&(vec!["CAM"], "BAG")));

    fs::remove_file(folder.path().join("shop.gw")).unwrap();
    for (line, said) in [
        ("CAM,BAG,block,,,yesterday", "yesterday"),
        ("CAM,CARD,retype,need-with,,", "needed-with"),
        ("CAM,LENS-G,block,,,", "LENS-F"),
    ] {
        let output = build(folder.path(), &[("relations", &format!("{}\n{line}\n", lines.trim_end()))]);
        let told = told(&output);
        assert!(output.status.code() == Some(1) && told.contains("relations:4"), "{line}: {told}");
        assert!(told.contains(said), "{line}: {told}");
        assert!(!folder.path().join("shop.gw").exists());
    }
}

/// No order says what goes with a mug; the shop does.
#[test]
fn a_pick_speaks_where_nothing_is_known_and_says_whose_it_is() {
    let shop = camera_shop();
    let recommend = |skus: &str| {
        let mut command = Command::cargo_bin("goeswith").unwrap();
        command.current_dir(shop.path()).args(["recommend", "shop.gw", "--cart", skus]);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert!(build(shop.path(), &[]).status.success());
    assert!(!recommend("MUG").contains("Memory card"));

    let lines = "anchor,candidate,action,type\ncategory:Kitchen,CARD,pick,\n";
    assert!(build(shop.path(), &[("relations", lines)]).status.success());
    let beside_mug = recommend("MUG");
    assert!(beside_mug.contains("The shop's pick to go with kitchen"), "{beside_mug}");
    assert!(beside_mug.contains("a guess"), "{beside_mug}");
    assert!(!recommend("CAM").contains("pick"), "orders say more");

    for args in [["export", "shop.gw", "-o", "shop.jsonl"], ["import", "shop.jsonl", "-o", "again.gw"]] {
        let mut command = Command::cargo_bin("goeswith").unwrap();
        assert!(command.current_dir(shop.path()).args(args).output().unwrap().status.success());
    }
    let read = |name: &str| fs::read(shop.path().join(name)).unwrap();
    assert!(read("shop.gw") == read("again.gw"), "other bytes");

    let lines = format!("{lines}*,CARD,block,\n");
    assert!(build(shop.path(), &[("relations", &lines)]).status.success());
    assert!(!recommend("MUG").contains("Memory card"), "a block is stronger than a pick");
}

#[test]
fn a_margin_above_its_cap_builds_nothing_and_the_card_shows_the_weights() {
    let folder = camera_shop();
    let output = build(folder.path(), &[("objective", "margin = 0.11\n")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("margin = 0.11 is not within 0 and 0.1"), "{}", told(&output));
    assert!(!folder.path().join("shop.gw").exists());

    for (files, relevance, margin) in [
        (&[][..], "| relevance | 1 |", "| margin | 0 |"),
        (&[("objective", "margin = 0.05\n")][..], "| relevance | 0.95", "| margin | 0.05"),
    ] {
        assert!(build(folder.path(), files).status.success());
        let card = fs::read_to_string(folder.path().join("shop.card.md")).unwrap();
        for weight in [relevance, margin] {
            assert!(card.contains(weight), "{weight} is not in\n{card}");
        }
    }
}

#[test]
fn a_bundle_tells_its_total_and_has_no_place_for_a_tick() {
    // Whoever adds a member decides here that it ticks nothing in advance.
    let Bundle { name: _, items: _, n_orders: _ } =
        Bundle { name: String::new(), items: Vec::new(), n_orders: 0 };

    let folder = camera_shop();
    let output = build(folder.path(), &[("bundles", "name,skus\nOn the road,CAM|BAG|CARD\n")]);
    assert!(output.status.success(), "{}", told(&output));
    let path = |name: &str| folder.path().join(name).display().to_string();
    let listed = goeswith(&["bundles", &path("shop.gw"), "--json"]);
    let listed: Value = serde_json::from_slice(&listed.stdout).unwrap();
    assert_eq!((&listed[0]["name"], &listed[0]["total_hundredths"]), (&"On the road".into(), &96_000.into()));

    assert!(goeswith(&["export", &path("shop.gw"), "-o", &path("shop.jsonl")]).status.success());
    let lines = fs::read_to_string(path("shop.jsonl")).unwrap();
    assert!(lines.contains(r#"{"kind":"bundle","#));
    let ticked = lines.replacen(r#"{"kind":"bundle","#, r#"{"kind":"bundle","ticked":true,"#, 1);
    fs::write(path("shop.jsonl"), ticked).unwrap();
    let refused = goeswith(&["import", &path("shop.jsonl"), "-o", &path("ticked.gw")]);
    assert!(!refused.status.success() && told(&refused).contains("ticked"), "{}", told(&refused));
}
