//! From files to baskets: cancellations, unknown SKUs, and that neither row order nor files matter.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use goeswith_builder::baskets::Baskets;
use goeswith_builder::catalog::{Catalog, CatalogItem};
use goeswith_builder::clean::{CleanReport, to_baskets};
use goeswith_builder::input::orders::read_orders;
use goeswith_builder::input::{BadRowLimit, OrderColumns};
use indicatif::ProgressBar;
use proptest::prelude::*;

const HEADER: &str = "order_id,sku,quantity,date,customer_id,price";

fn catalog(skus: &[&str]) -> Catalog {
    let item = |sku: &&str| CatalogItem {
        sku: (*sku).to_owned(),
        title: format!("Item {sku}"),
        price_hundredths: 100,
        category: vec!["Other".to_owned()],
        family: None,
        attributes: BTreeMap::new(),
    };
    Catalog::new(skus.iter().map(item).collect()).0
}

/// Reads the rows of each file, and cleans them.
fn clean(files: &[Vec<String>], catalog: &Catalog) -> (Baskets, CleanReport) {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<PathBuf> = (0..files.len()).map(|i| folder.path().join(format!("{i}.csv"))).collect();
    for (path, rows) in paths.iter().zip(files) {
        fs::write(path, format!("{HEADER}\n{}\n", rows.join("\n"))).unwrap();
    }
    let progress = ProgressBar::hidden();
    let (log, report) =
        read_orders(&paths, &OrderColumns::default(), BadRowLimit::Rows(0), &progress).unwrap();
    assert_eq!(report.bad, 0);
    to_baskets(&log, catalog)
}

fn clean_rows(rows: &[&str], skus: &[&str]) -> (Baskets, CleanReport) {
    clean(&[rows.iter().map(|row| (*row).to_owned()).collect()], &catalog(skus))
}

fn items(baskets: &Baskets) -> Vec<Vec<u32>> {
    baskets.orders.iter().map(|basket| basket.items.clone()).collect()
}

#[test]
fn baskets_hold_distinct_items_by_order_id() {
    let rows =
        ["2,B,1,2024-01-02,x,1", "1,B,1,2024-01-05,y,1", "1,A,1,2024-01-05,y,1", "2,B,3,2024-01-01,x,1"];
    let (baskets, report) = clean_rows(&rows, &["A", "B", "C"]);
    assert_eq!(baskets.n_items, 3);
    assert_eq!(items(&baskets), [vec![0, 1], vec![1]]);
    assert_eq!(baskets.orders[0].customer, Some(1), "numbered by ascending id");
    assert_eq!(baskets.orders[1].placed_at_s, Some(1_704_067_200), "the earliest date of the order");
    assert_eq!((report.n_orders, report.n_customers, report.n_items_ordered), (2, 2, 2));
    assert_eq!((report.n_lines, report.n_purchases, report.n_basket_items), (4, 4, 3));
}

#[test]
fn a_cancellation_takes_from_the_latest_earlier_purchase_first() {
    let rows = [
        "1,A,5,2024-01-01,x,1",
        "2,A,2,2024-01-02,x,1",
        "2,B,1,2024-01-02,x,1",
        "3,A,9,2024-01-04,x,1",
        "C4,A,-3,2024-01-03,x,1",
    ];
    let (baskets, report) = clean_rows(&rows, &["A", "B"]);
    assert_eq!(
        items(&baskets),
        [vec![0], vec![1], vec![0]],
        "two from order 2, one from order 1, none from 3"
    );
    assert_eq!((report.n_cancellations, report.n_unmatched_cancellations, report.n_taken_back), (1, 0, 1));
}

#[test]
fn a_purchase_is_taken_back_once() {
    let rows = ["1,A,2,2024-01-01,x,1", "C2,A,-2,2024-01-02,x,1", "C3,A,-2,2024-01-03,x,1"];
    let (baskets, report) = clean_rows(&rows, &["A"]);
    assert!(baskets.orders.is_empty());
    assert_eq!((report.n_unmatched_cancellations, report.n_emptied_orders), (1, 1));
}

#[test]
fn cancellations_of_others_and_of_nobody_take_nothing() {
    let rows = [
        "1,A,1,2024-01-01,x,1",
        "2,A,1,2024-01-01,,1",
        "C3,A,-1,2024-01-02,y,1",
        "C4,A,-1,2024-01-02,,1",
        "C5,A,-1,2023-12-31,x,1",
        "C6,B,-1,2024-01-02,x,1",
    ];
    let (baskets, report) = clean_rows(&rows, &["A", "B"]);
    assert_eq!(items(&baskets), [vec![0], vec![0]]);
    assert_eq!((report.n_cancellations, report.n_unmatched_cancellations), (4, 4));
}

#[test]
fn a_partial_cancellation_leaves_the_line() {
    let (baskets, report) = clean_rows(&["1,A,1.5,2024-01-01,x,1", "C2,A,-1,2024-01-02,x,1"], &["A"]);
    assert_eq!(items(&baskets), [vec![0]]);
    assert_eq!((report.n_unmatched_cancellations, report.n_taken_back), (0, 0));
}

#[test]
fn a_cancellation_without_a_date_takes_from_any_purchase() {
    let rows = ["1,A,1,2024-01-01,x,1", "C2,A,-1,,x,1"];
    assert!(clean_rows(&rows, &["A"]).0.orders.is_empty());
}

#[test]
fn lines_without_a_price_or_quantity_do_not_count() {
    let rows =
        ["1,A,1,2024-01-01,x,0", "1,A,1,2024-01-01,x,-2", "1,A,0,2024-01-01,x,1", "1,A,1,2024-01-01,x,"];
    let (_, report) = clean_rows(&rows, &["A"]);
    assert_eq!((report.n_unpriced, report.n_zero_quantity, report.n_purchases), (2, 1, 1));
}

#[test]
fn skus_match_exactly_or_else_in_any_letter_case_if_that_is_unambiguous() {
    let rows = ["1,a,1,,x,1", "2, A ,1,,x,1", "3,ab,1,,x,1", "4,aB,1,,x,1", "5,Ab,1,,x,1"];
    let (baskets, report) = clean_rows(&rows, &["A", "AB", "Ab"]);
    assert_eq!(items(&baskets), [vec![0], vec![0], vec![2]]);
    assert_eq!(report.n_unknown_sku, 2);
}

#[test]
fn the_most_frequent_unknown_skus_of_five_customers_or_more_are_named() {
    // Of six to nine orders, but for S: five customers who order it once, and V: five orders of one of them.
    let n_orders = [("P", 6), ("Q", 8), ("R", 9), ("T", 7), ("U", 7), ("W", 4)];
    let anonymous =
        n_orders.iter().flat_map(|&(sku, n)| (0..n).map(move |order| format!("{order},{sku},1,,,1")));
    let of_five = (0..5).map(|customer| format!("s{customer},S,1,,c{customer},1"));
    let of_one = (0..5).map(|order| format!("v{order},V,1,,c1,1"));
    let rows: Vec<String> = anonymous.chain(of_five).chain(of_one).collect();
    let (_, report) = clean(std::slice::from_ref(&rows), &catalog(&["A"]));
    let named: Vec<(&str, u64)> =
        report.unknown_skus.iter().map(|unknown| (unknown.sku.as_str(), unknown.n_lines)).collect();
    assert_eq!(named, [("R", 9), ("Q", 8), ("T", 7), ("U", 7), ("P", 6)]);
    assert_eq!(report.n_unknown_sku, 51);
    let rows: Vec<String> =
        rows.into_iter().filter(|row| row.contains(",S,") || row.contains(",V,")).collect();
    let (_, report) = clean(&[rows], &catalog(&["A"]));
    let named: Vec<&str> = report.unknown_skus.iter().map(|unknown| unknown.sku.as_str()).collect();
    assert_eq!(named, ["S"], "what fewer than five customers ordered is not named");
}

/// Rows with few orders, items, days and customers, so that ties and cancellations are frequent.
fn rows() -> impl Strategy<Value = Vec<String>> {
    let row = (0..6_u8, 0..4_u8, -4..7_i8, 0..4_u8, 0..3_u8, 0..8_u8).prop_map(
        |(order, sku, quantity, day, customer, price)| {
            let sku = ["A", "b", "C", "nothing"][usize::from(sku)];
            let date = if day == 0 { String::new() } else { format!("2024-01-0{day}") };
            let customer = ["", "x", "y"][usize::from(customer)];
            format!("{order},{sku},{quantity},{date},{customer},{price}")
        },
    );
    prop::collection::vec(row, 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn neither_row_order_nor_files_matter(
        (rows, shuffled) in rows().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        n_files in 1..4_usize,
    ) {
        let catalog = catalog(&["A", "B", "C"]);
        let expected = clean(&[rows], &catalog);
        let mut files = vec![Vec::new(); n_files];
        for (at, row) in shuffled.into_iter().enumerate() {
            files[at % n_files].push(row);
        }
        files.retain(|file| !file.is_empty());
        prop_assert_eq!(clean(&files, &catalog), expected);
    }

    #[test]
    fn every_line_is_counted_once(rows in rows()) {
        let (baskets, r) = clean(&[rows], &catalog(&["A", "B", "C"]));
        prop_assert_eq!(
            r.n_lines,
            r.n_void + r.n_unknown_sku + r.n_unpriced + r.n_zero_quantity + r.n_cancellations + r.n_purchases
        );
        prop_assert!(r.n_unmatched_cancellations <= r.n_cancellations);
        for basket in &baskets.orders {
            prop_assert!(!basket.items.is_empty());
            prop_assert!(basket.items.is_sorted_by(|a, b| a < b));
        }
    }
}
