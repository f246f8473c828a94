//! `goeswith catalog`: derives a catalogue from an order log by rules.

use std::collections::BTreeMap;
use std::path::PathBuf;

use miette::Diagnostic;
use thiserror::Error;

use super::phases::{self, Unit};
use super::text::{lines, thousands};
use crate::catalog::{Catalog, CatalogItem, UNKNOWN_CATEGORY};
use crate::derive::{self, Derived, Rules};
use crate::input::orders::read_orders;
use crate::input::{BadRowLimit, OrderColumns, OrderLog};
use crate::output::{check_target, print, write_atomic};

/// Derive a catalogue from an order log, by rules for titles, categories and families
#[derive(Debug, clap::Args)]
pub struct CatalogArgs {
    /// Order logs: CSV, Shopify's and `WooCommerce`'s exports among it, JSON Lines (each plain, .gz, .xz, .zst) or Parquet
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    pub orders: Vec<PathBuf>,
    /// The rules; data/catalog-rules.toml is an example
    #[arg(long, value_name = "FILE")]
    pub rules: PathBuf,
    /// Where the catalogue goes
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Where the list of codes left out goes
    #[arg(long, value_name = "FILE")]
    pub dropped: Option<PathBuf>,
    /// How many items to draw at random and print, for a look
    #[arg(long, default_value_t = 50, value_name = "N")]
    pub show: usize,
    /// Which items are drawn: the same number draws the same items
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub seed: u64,
    /// How many rows may be unusable: a number, or a share such as 0.5% (of which ten rows are always allowed)
    #[arg(long, default_value_t, value_name = "N|N%")]
    pub max_bad_rows: BadRowLimit,
    #[command(flatten)]
    #[expect(missing_docs, reason = "a doc comment here would replace the heading of the flags")]
    pub columns: OrderColumns,
}

/// The rules file could not be read.
#[derive(Debug, Error, Diagnostic)]
#[error("cannot read the rules in {}", path.display())]
#[diagnostic(help("check the path and that the file may be read; it must be UTF-8"))]
pub struct RulesUnreadable {
    /// The file.
    pub path: PathBuf,
    /// What the operating system said.
    #[source]
    pub source: std::io::Error,
}

/// Derives the catalogue, writes it, and prints what was kept and what was left out.
///
/// # Errors
/// When the log or the rules cannot be read, or a file cannot be written.
pub fn run(args: &CatalogArgs) -> miette::Result<()> {
    for target in [&args.output].into_iter().chain(&args.dropped) {
        let inputs = args.orders.iter().chain([&args.rules]).map(PathBuf::as_path);
        check_target(target, inputs)?;
    }
    let text = std::fs::read_to_string(&args.rules)
        .map_err(|source| RulesUnreadable { path: args.rules.clone(), source })?;
    let rules = Rules::parse(&text)?;
    let progress = phases::begin("Reading orders", Unit::Bytes);
    let (log, report) = read_orders(&args.orders, &args.columns, args.max_bad_rows, &progress)?;
    progress.finish_and_clear();

    let derived = derive::derive(&log, &rules);
    write_atomic(&args.output, &derive::catalog_csv(&derived.catalog))?;
    if let Some(path) = &args.dropped {
        write_atomic(path, &derive::dropped_csv(&derived.dropped))?;
    }
    let told = [
        drawn_items(&derived.catalog, args.show, args.seed),
        categories(&log, &derived.catalog),
        dropped(&derived),
        lines([args.output.display().to_string(), format!("  {report}")]),
    ];
    print(&told.join("\n"))?;
    Ok(())
}

/// Items drawn at random, one per line: SKU, title, category, family.
fn drawn_items(catalog: &Catalog, n_items: usize, seed: u64) -> String {
    let mut drawn: Vec<(u64, &CatalogItem)> =
        (0_u64..).zip(&catalog.items).map(|(position, item)| (scrambled(seed, position), item)).collect();
    drawn.sort_unstable_by_key(|(draw, _)| *draw);
    lines(drawn.iter().take(n_items).map(|(_, item)| {
        let family = item.family.as_deref().unwrap_or("-");
        format!("  {:8} {:44} {:48} {family}", item.sku, item.title, item.category_path())
    }))
}

/// The `position`-th number of the `SplitMix64` sequence that starts at `seed`.
fn scrambled(seed: u64, position: u64) -> u64 {
    let mut z = seed.wrapping_add(position.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Items and order lines per category, and the share of lines without one.
fn categories(log: &OrderLog, catalog: &Catalog) -> String {
    let mut n_lines_of_code: BTreeMap<String, u64> = BTreeMap::new();
    for line in &log.lines {
        *n_lines_of_code.entry(log.skus.name(line.sku).to_ascii_uppercase()).or_default() += 1;
    }
    let mut counts: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for item in &catalog.items {
        let (n_items, n_lines) = counts.entry(item.category_path()).or_default();
        *n_items += 1;
        *n_lines += n_lines_of_code.get(&item.sku).copied().unwrap_or_default();
    }
    let n_lines: u64 = counts.values().map(|(_, n_lines)| n_lines).sum();
    let n_other = counts.get(UNKNOWN_CATEGORY).map_or(0, |(_, n_lines)| *n_lines);
    let summary = format!(
        "  {} items in {} categories; {} of their order lines are in {UNKNOWN_CATEGORY}",
        thousands(catalog.items.len()),
        counts.len(),
        percent(n_other, n_lines),
    );
    table(["category", "items", "lines"], &counts) + &lines([summary])
}

/// Codes and rows left out, per reason.
fn dropped(derived: &Derived) -> String {
    let mut counts: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for code in &derived.dropped {
        let (n_codes, n_rows) = counts.entry(code.reason.clone()).or_default();
        *n_codes += 1;
        *n_rows += code.n_rows;
    }
    table(["left out because", "codes", "rows"], &counts)
}

/// Two counts per name, flush right.
fn table(head: [&str; 3], counts: &BTreeMap<String, (u64, u64)>) -> String {
    let row = |name: &str, a: &str, b: &str| format!("  {name:48} {a:>7} {b:>9}");
    let [name, a, b] = head;
    let rows = counts.iter().map(|(name, (a, b))| row(name, &thousands(a), &thousands(b)));
    lines(std::iter::once(row(name, a, b)).chain(rows))
}

/// `part` of `whole` as `0.5%`, rounded down.
fn percent(part: u64, whole: u64) -> String {
    let tenths = part.saturating_mul(1_000).checked_div(whole).unwrap_or_default();
    format!("{}.{}%", tenths / 10, tenths % 10)
}
