//! `goeswith build`: orders, or visits, and a catalogue in, one model file out.

use std::path::{Path, PathBuf};

use goeswith_engine::model::{MAX_ROW_LEN, Model};
use goeswith_engine::relation_type::RelationType;
use jiff::civil::Date;
use miette::Diagnostic;
use thiserror::Error;

use super::build_log::Input;
use super::phases::{self, Unit};
use super::text::{count, figures, labelled, thousands};
use crate::clean::{BurstReport, CleanReport};
use crate::input::{self, BadRowLimit, CatalogColumns, OrderColumns, RowReport};
use crate::last_day;
use crate::learn::Keep;
use crate::make::{self, MakeError, MethodName};
use crate::manifest::{Manifest, Window};
use crate::merchant::{Merchant, MerchantFiles, Overruled};
use crate::num::to_usize;
use crate::output::{self, sha256};
use crate::report::facts::Facts;
use crate::report::model_card::{self, ModelCard};

/// Build a model from an order log and a catalogue
#[derive(Debug, clap::Args)]
pub struct BuildArgs {
    /// Order logs: CSV, Shopify's and `WooCommerce`'s exports among it, JSON Lines (each plain, .gz, .xz, .zst) or Parquet
    #[arg(long, required_unless_present = "sessions", num_args = 1.., value_name = "FILE")]
    pub orders: Vec<PathBuf>,
    /// Visits to learn from where there are no orders: one per line, its SKUs oldest first, the oldest visit first; or a
    /// table of clicks with the columns `SessionId`, `ItemId` and `Time`
    #[arg(long, conflicts_with_all = ["orders", "method", "lambda", "title_weight"], value_name = "FILE")]
    pub sessions: Option<PathBuf>,
    /// The catalogue, in the same formats or a feed for Google Merchant Center
    #[arg(long, value_name = "FILE")]
    pub catalog: PathBuf,
    /// Where the model goes; its card goes beside it: shop.gw, shop.card.md, shop.card.json
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Currency of the catalogue's prices, as an ISO 4217 code [default: what the catalogue says, else USD]
    #[arg(long, value_name = "CODE", value_parser = currency_code)]
    pub currency: Option<String>,
    /// The last day, in UTC, on which the model suggests anything, such as 2027-05-01 [default: it never ends]
    #[arg(long, value_name = "DAY", value_parser = last_day::parse)]
    pub expires: Option<Date>,
    /// How relations are learned
    #[arg(long, value_enum, default_value_t)]
    pub method: MethodName,
    /// Most relations per item: 8 for the smallest file; above 32, or 48 from visits, nothing is gained [default: 16, or
    /// 48 from visits]
    #[arg(long, value_name = "N",
        value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_ROW_LEN)))]
    pub k: Option<u32>,
    /// Strength of the ridge's penalty [default: the best of 3, 10 and 30 on held-out orders]
    #[arg(long, value_name = "X", value_parser = positive)]
    pub lambda: Option<f32>,
    /// How much titles that are alike count beside orders, 0 for not at all [default: the best of 0 to 0.4 on held-out
    /// orders]
    #[arg(long, value_name = "X", value_parser = not_negative)]
    pub title_weight: Option<f32>,
    /// Pairs of items that fewer distinct customers bought together never enter the model
    #[arg(long, default_value_t = 5, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub floor: u32,
    /// How many rows may be unusable: a number, or a share such as 0.5% (of which ten rows are always allowed)
    #[arg(long, default_value_t, value_name = "N|N%")]
    pub max_bad_rows: BadRowLimit,
    #[command(flatten)]
    #[expect(missing_docs, reason = "a doc comment here would replace the heading of the flags")]
    pub merchant: MerchantFiles,
    #[command(flatten)]
    #[expect(missing_docs, reason = "a doc comment here would replace the heading of the flags")]
    pub order_columns: OrderColumns,
    #[command(flatten)]
    #[expect(missing_docs, reason = "a doc comment here would replace the heading of the flags")]
    pub catalog_columns: CatalogColumns,
}

/// Why a model could not be made of what was read.
#[derive(Debug, Error, Diagnostic)]
pub enum BuildError {
    /// Not one line of the log counts.
    #[error(
        "no order counts: of {} rows, {} cannot be used{}, and {} have a SKU that the catalogue does not have",
        rows.rows, rows.bad, in_brackets(&samples_told(rows)), lines.n_unknown_sku
    )]
    #[diagnostic(help(
        "check that both files spell SKUs alike, and name the columns with --sku-column and --catalog-sku-column"
    ))]
    NoOrders {
        /// What became of the rows.
        rows: Box<RowReport>,
        /// What became of the lines that could be used.
        lines: Box<CleanReport>,
    },
    /// Not one visit of the log counts.
    #[error(
        "no visit has two items of the catalogue: of {} rows, {} cannot be used{}, and {} clicks have a SKU that it does \
         not have",
        rows.rows, rows.bad, in_brackets(&samples_told(rows)), lines.n_unknown_sku
    )]
    #[diagnostic(help(
        "check that both files spell SKUs alike, and that a line is a whole visit: its SKUs between blanks"
    ))]
    NoVisits {
        /// What became of the rows.
        rows: Box<RowReport>,
        /// What became of the clicks.
        lines: Box<CleanReport>,
    },
    /// The catalogue names another currency than the flag.
    #[error("the prices of the catalogue are in {said}, not in {wanted} (from --currency)")]
    #[diagnostic(help("leave --currency out, or give a catalogue with prices in {wanted}"))]
    OtherCurrency {
        /// What the catalogue says.
        said: String,
        /// What the flag says.
        wanted: String,
    },
    /// The model would end before its orders do.
    #[error("the model would end on {last_day} (from --expires), and the newest order is of {newest}")]
    #[diagnostic(help("give a day to come, or leave --expires out: then the model never ends"))]
    EndsTooEarly {
        /// What the flag says.
        last_day: Date,
        /// Day of the newest order.
        newest: Date,
    },
}

impl BuildArgs {
    /// Which relations stay, with `k` relations of an item unless the arguments say otherwise.
    pub(super) fn keep(&self, k: usize) -> Keep {
        Keep { floor: self.floor, k: self.k.map_or(k, to_usize) }
    }
}

/// Runs the subcommand.
///
/// # Errors
/// When an input cannot be read, no order counts, or the output cannot be written. Nothing is written then.
pub fn run(args: &BuildArgs) -> miette::Result<()> {
    let files = &args.merchant;
    let said = [&files.relations, &files.taxonomy, &files.bundles, &files.objective].into_iter().flatten();
    let logs = args.orders.iter().chain(&args.sessions);
    let inputs = logs.chain([&args.catalog]).chain(said).map(PathBuf::as_path);
    let [markdown, json] = model_card::paths(&args.output);
    for target in [&args.output, &markdown, &json] {
        output::check_target(target, inputs.clone())?;
    }
    let (catalog, catalog_rows) =
        input::catalog::read_catalog(&args.catalog, &args.catalog_columns, args.max_bad_rows)?;
    let currency = currency(args.currency.as_deref(), catalog.currency.as_deref())?;
    let merchant = Merchant::read(files, &catalog)?;
    let Input { log, rows, lines } = Input::read(args, &catalog)?;
    check_last_day(args.expires, log.window())?;
    let progress = phases::begin("Learning relations", Unit::Items);
    progress.set_length(count(catalog.items.len()));
    let (learned, keep) = log.learn(&catalog, &merchant, args, &progress)?;
    progress.finish_and_clear();

    let manifest = Manifest::new(&learned, &merchant, keep, log.window(), &rows, &catalog_rows, &lines);
    let manifest = serde_json::to_string(&manifest).map_err(miette::Report::from_err)?;
    let progress = phases::begin("Packing", Unit::Items);
    let bytes = make::write(&catalog, &learned, currency, last_day::number(args.expires), manifest)?;
    let model = Model::open(bytes.as_slice()).map_err(MakeError::Unreadable)?;
    progress.finish_and_clear();
    write_with_cards(&args.output, &model, &bytes)?;

    let mut summary = format!("{}\n", args.output.display());
    // A row may be a whole order or visit.
    let n_read = rows.rows.max(lines.n_lines);
    summary += &labelled(&[
        log.told(),
        ("lines", format!("{} read, {} count", thousands(n_read), thousands(lines.n_basket_items))),
        (
            "items",
            format!(
                "{}, {} of them ordered",
                thousands(catalog.items.len()),
                thousands(lines.n_items_ordered)
            ),
        ),
        ("relations", relations_told(&model, learned.method.name, keep, log.parties())),
        ("bundles", thousands(learned.related.bundles.len())),
        ("prices", format!("in {currency}")),
        ("ends", last_day::told(last_day::of(&model).as_deref())),
        ("size", format!("{} bytes", thousands(bytes.len()))),
        ("sha256", sha256(&bytes)),
    ]);
    summary += &left_out_told(&lines, &rows, &catalog_rows, &learned.related.merchant.overruled);
    output::print(&summary)?;
    Ok(())
}

/// The model and its cards, all of them or none.
fn write_with_cards(path: &Path, model: &Model<&[u8]>, bytes: &[u8]) -> miette::Result<()> {
    let facts = Facts::of(model, bytes);
    let card = ModelCard::new(path, &facts);
    let json = card.to_json().map_err(miette::Report::from_err)?;
    let markdown = card.to_markdown();
    let [markdown_path, json_path] = model_card::paths(path);
    output::write_all_atomic(&[
        (&markdown_path, markdown.as_bytes()),
        (&json_path, json.as_bytes()),
        (path, bytes),
    ])?;
    Ok(())
}

/// By orders and by titles alone.
fn relations_told(model: &Model<&[u8]>, method: &str, keep: Keep, parties: &str) -> String {
    let n_of = |item| model.relations(RelationType::Alike, item).count();
    let by_titles: usize = model.item_ids().map(n_of).sum();
    let by_orders = thousands(model.n_relations() - by_titles);
    let told = format!("{by_orders} by {method}, each of {} {parties} or more", keep.floor);
    if by_titles == 0 { told } else { format!("{told}; {} by titles alone", thousands(by_titles)) }
}

/// Lines of a file, by number.
fn lines_told(lines: &[u64]) -> String {
    let mut told: Vec<String> = lines.iter().take(5).map(ToString::to_string).collect();
    told.extend((lines.len() > 5).then(|| "…".to_owned()));
    format!("line {}", told.join(", "))
}

/// What did not count and why, without what did not occur.
fn left_out_told(
    lines: &CleanReport,
    orders: &RowReport,
    catalog: &RowReport,
    overruled: &Overruled,
) -> String {
    let mut idle = [overruled.lines_without_relation.as_slice(), &overruled.lines_without_orders].concat();
    idle.sort_unstable();
    let n_named: u64 = lines.unknown_skus.iter().map(|unknown| unknown.n_lines).sum();
    let mut unknown: Vec<&str> = lines.unknown_skus.iter().map(|unknown| unknown.sku.as_str()).collect();
    if n_named < lines.n_unknown_sku {
        unknown.push("…");
    }
    let rows: Vec<(&str, String, String)> = [
        ("unusable rows of orders", orders.bad, samples_told(orders)),
        ("unusable rows of the catalogue", catalog.bad, samples_told(catalog)),
        ("lines of cancelled or refunded orders", lines.n_void, String::new()),
        ("lines whose SKU is not in the catalogue", lines.n_unknown_sku, unknown.join(" ")),
        ("lines priced at zero or below", lines.n_unpriced, String::new()),
        ("lines with a quantity of zero", lines.n_zero_quantity, String::new()),
        ("cancellations", lines.n_cancellations, String::new()),
        ("items of orders that they took back", lines.n_taken_back, String::new()),
        ("orders that they emptied", lines.n_emptied_orders, String::new()),
        ("orders that push one pair or item", lines.n_pushing, bursts_told(&lines.bursts)),
        ("orders of more than 500 items, of which 500 count", lines.n_shortened, String::new()),
        (
            "lines of relations.csv that judge what is not there",
            u64::try_from(idle.len()).unwrap_or(u64::MAX),
            lines_told(&idle),
        ),
    ]
    .into_iter()
    .filter(|&(_, n, _)| n > 0)
    .map(|(what, n, remark)| (what, thousands(n), remark))
    .collect();
    if rows.is_empty() { String::new() } else { format!("left out\n{}", figures(&rows)) }
}

/// Who pushed what, by the three largest bursts.
fn bursts_told(bursts: &[BurstReport]) -> String {
    let mut largest: Vec<&BurstReport> = bursts.iter().collect();
    largest.sort_by_key(|burst| std::cmp::Reverse(burst.n_orders));
    let one = |burst: &&BurstReport| {
        let source = match &burst.hour_from {
            Some(hour) => format!("within an hour from {hour}"),
            None => "by one customer".to_owned(),
        };
        let (n_orders, first) = (thousands(burst.n_orders), &burst.first_order);
        format!("{} {n_orders} times {source}, first in order {first}", burst.skus.join(" with "))
    };
    let mut told: Vec<String> = largest.iter().take(3).map(one).collect();
    told.extend((bursts.len() > 3).then(|| "…".to_owned()));
    told.join("; ")
}

fn in_brackets(remark: &str) -> String {
    if remark.is_empty() { String::new() } else { format!(" ({remark})") }
}

/// Where the first unusable row is and what is wrong with it.
fn samples_told(report: &RowReport) -> String {
    report.samples.first().map_or(String::new(), |row| format!("first {}: {}", row.place, row.what))
}

/// The currency of the prices where neither a flag nor the catalogue names it.
const USUAL_CURRENCY: &str = "USD";

fn currency<'a>(wanted: Option<&'a str>, said: Option<&'a str>) -> Result<&'a str, BuildError> {
    match (wanted, said) {
        (Some(wanted), Some(said)) if wanted != said => {
            Err(BuildError::OtherCurrency { said: said.to_owned(), wanted: wanted.to_owned() })
        }
        _ => Ok(wanted.or(said).unwrap_or(USUAL_CURRENCY)),
    }
}

/// Where the log has no dates, only whoever builds can know.
fn check_last_day(last_day: Option<Date>, window: Option<Window>) -> Result<(), BuildError> {
    match last_day.zip(window.map(|window| window.last)) {
        Some((last_day, newest)) if last_day <= newest => Err(BuildError::EndsTooEarly { last_day, newest }),
        _ => Ok(()),
    }
}

fn currency_code(text: &str) -> Result<String, String> {
    if input::price::is_code(text) {
        Ok(text.to_owned())
    } else {
        Err("an ISO 4217 code is three capitals, such as EUR".to_owned())
    }
}

fn not_negative(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(value) if value >= 0.0 && value.is_finite() => Ok(value),
        _ => Err("must be 0 or a number above".to_owned()),
    }
}

fn positive(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(value) if value > 0.0 && value.is_finite() => Ok(value),
        _ => Err("must be a number above 0".to_owned()),
    }
}
