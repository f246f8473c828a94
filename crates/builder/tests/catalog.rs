//! The bundled catalogue is what the rules give for the bundled orders.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use goeswith_builder::derive::{Rules, catalog_csv, derive, dropped_csv};
use goeswith_builder::input::catalog::read_catalog;
use goeswith_builder::input::orders::read_orders;
use goeswith_builder::input::{BadRowLimit, CatalogColumns, OrderColumns, OrderLog};
use indicatif::ProgressBar;

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(name)
}

fn bundled_log() -> OrderLog {
    let paths = [data("online_retail.csv.xz")];
    let progress = ProgressBar::hidden();
    let (log, report) =
        read_orders(&paths, &OrderColumns::default(), BadRowLimit::Rows(0), &progress).unwrap();
    assert_eq!(report.rows, 541_909);
    log
}

fn bundled_rules() -> Rules {
    Rules::parse(&fs::read_to_string(data("catalog-rules.toml")).unwrap()).unwrap()
}

#[test]
fn the_bundled_files_are_derived_by_the_bundled_rules() {
    let mut log = bundled_log();
    let rules = bundled_rules();
    let derived = derive(&log, &rules);
    let is_current = |name: &str, bytes: &[u8]| {
        assert!(fs::read(data(name)).unwrap() == bytes, "data/{name} is out of date: npm run catalog");
    };
    is_current("catalog.csv", &catalog_csv(&derived.catalog));
    is_current("dropped.csv", &dropped_csv(&derived.dropped));

    log.lines.reverse();
    assert_eq!(derive(&log, &rules), derived, "the order of the rows must not matter");
}

#[test]
fn the_written_catalog_reads_back_as_it_was() {
    let derived = derive(&bundled_log(), &bundled_rules());
    let (read, report) =
        read_catalog(&data("catalog.csv"), &CatalogColumns::default(), BadRowLimit::Rows(0)).unwrap();
    assert_eq!(report.bad, 0);
    assert_eq!(read, derived.catalog);
}

#[test]
fn categories_are_few_enough_to_choose_from_and_say_what_things_are() {
    let log = bundled_log();
    let (catalog, _) =
        read_catalog(&data("catalog.csv"), &CatalogColumns::default(), BadRowLimit::Rows(0)).unwrap();
    let category_of: BTreeMap<&str, &[String]> =
        catalog.items.iter().map(|item| (item.sku.as_str(), item.category.as_slice())).collect();

    let mut leaves: Vec<&[String]> = category_of.values().copied().collect();
    leaves.sort_unstable();
    leaves.dedup();
    assert!((12..=40).contains(&leaves.len()), "{} categories", leaves.len());

    let of_lines = log
        .lines
        .iter()
        .filter_map(|line| category_of.get(log.skus.name(line.sku).to_ascii_uppercase().as_str()).copied());
    let (n_other, n_lines) =
        of_lines.fold((0, 0), |(other, all), path| (other + usize::from(path == ["Other"]), all + 1));
    assert!(n_other * 100 < n_lines, "{n_other} of {n_lines} lines have no category");
}

#[test]
fn titles_are_fit_to_read() {
    let (catalog, _) =
        read_catalog(&data("catalog.csv"), &CatalogColumns::default(), BadRowLimit::Rows(0)).unwrap();
    for item in &catalog.items {
        let title = item.title.as_str();
        assert!(!title.contains("  "), "{title:?}");
        assert!(!title.contains(" ,") && !title.ends_with([',', ' ']), "{title:?}");
        assert!(title.chars().any(char::is_lowercase), "{title:?} is shouted");
        assert!(!title.contains(['\\', '$', '*', '?']), "{title:?}");
        assert!(item.price_hundredths > 0, "{title:?} costs nothing");
    }
    let title_of = |sku: &str| {
        let item = catalog.items.iter().find(|item| item.sku == sku).unwrap();
        item.title.clone()
    };
    assert_eq!(title_of("85123A"), "White hanging heart t-light holder");
    assert_eq!(title_of("22423"), "Regency cake stand 3 tier");
    assert_eq!(title_of("22352"), "Lunch box with cutlery retrospot");
    assert_eq!(title_of("23389"), "Spaceboy mini backpack");
}
