//! `goeswith evaluate substitutes`: do learned substitutes agree with a column that names what an item is for?

use std::path::PathBuf;

use miette::Diagnostic;
use thiserror::Error;

use super::phases::{self, Unit};
use super::text::{labelled, thousands};
use crate::clean;
use crate::evaluate::substitutes::{Agreement, agreement};
use crate::input::{self, BadRowLimit, CatalogColumns, OrderColumns};
use crate::learn::kinds::substitutes;
use crate::num::to_usize;
use crate::output;

/// Compare the strongest substitutes with a column of the catalogue that the learner does not see
#[derive(Debug, clap::Args)]
pub struct EvaluateSubstitutesArgs {
    /// Order logs, as for `build`
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    pub orders: Vec<PathBuf>,
    /// The catalogue, as for `build`
    #[arg(long, value_name = "FILE")]
    pub catalog: PathBuf,
    /// Column whose value says what an item is for: two substitutes should have it in common
    #[arg(long, value_name = "NAME")]
    pub answer_column: String,
    /// How many of the strongest pairs are judged
    #[arg(long, default_value_t = 500, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub strongest: u32,
    /// Pairs that fewer distinct customers ordered are no substitutes
    #[arg(long, default_value_t = 5, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub floor: u32,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// How many rows may be unusable: a number, or a share such as 0.5% (of which ten rows are always allowed)
    #[arg(long, default_value_t, value_name = "N|N%")]
    pub max_bad_rows: BadRowLimit,
    #[command(flatten)]
    #[expect(missing_docs, reason = "a doc comment here would replace the heading of the flags")]
    pub order_columns: OrderColumns,
    #[command(flatten)]
    #[expect(missing_docs, reason = "a doc comment here would replace the heading of the flags")]
    pub catalog_columns: CatalogColumns,
}

/// Why nothing could be judged.
#[derive(Debug, Error, Diagnostic)]
pub enum EvaluateSubstitutesError {
    /// No item has the answer.
    #[error("no item of the catalogue has a value in the column {column:?}")]
    #[diagnostic(help(
        "name a column of the catalogue with --answer-column that is not its SKU, title, price, category or family"
    ))]
    NoAnswers {
        /// The column asked for.
        column: String,
    },
    /// No two substitutes with answers.
    #[error("no substitutes were found among the items whose answer is known")]
    #[diagnostic(help(
        "substitutes share a category: name its column with --catalog-category-column, and check that the orders have \
         customers or are many"
    ))]
    NoSubstitutes,
}

/// Runs the subcommand.
///
/// # Errors
/// When an input cannot be read, or there is nothing to judge.
pub fn run(args: &EvaluateSubstitutesArgs) -> miette::Result<()> {
    let (catalog, ..) =
        input::catalog::read_catalog(&args.catalog, &args.catalog_columns, args.max_bad_rows)?;
    let wanted = column_name(&args.answer_column);
    let answers: Vec<Option<&str>> =
        catalog.items.iter().map(|item| item.attributes.get(&wanted).map(String::as_str)).collect();
    if answers.iter().all(Option::is_none) {
        return Err(EvaluateSubstitutesError::NoAnswers { column: args.answer_column.clone() }.into());
    }
    let progress = phases::begin("Reading orders", Unit::Bytes);
    let (log, _) =
        input::orders::read_orders(&args.orders, &args.order_columns, args.max_bad_rows, &progress)?;
    progress.finish_and_clear();
    let (baskets, _) = clean::to_baskets(&log, &catalog);
    drop(log);

    let progress = phases::begin("Learning substitutes", Unit::Items);
    let rows = substitutes::learn(&catalog, &baskets, args.floor);
    progress.finish_and_clear();
    let mut n_orders_of = vec![0_u32; baskets.n_items];
    for &item in baskets.orders.iter().flat_map(|order| &order.items) {
        if let Some(n_orders) = n_orders_of.get_mut(to_usize(item)) {
            *n_orders += 1;
        }
    }
    let is_ordered: Vec<bool> = n_orders_of.iter().map(|&n_orders| n_orders >= args.floor).collect();
    let found = agreement(&catalog, &rows, &answers, &is_ordered, to_usize(args.strongest))
        .ok_or(EvaluateSubstitutesError::NoSubstitutes)?;
    let text = if args.json {
        format!("{}\n", serde_json::to_string_pretty(&found).map_err(miette::Report::from_err)?)
    } else {
        told(&found, &args.answer_column, args.floor)
    };
    output::print(&text)?;
    Ok(())
}

/// The name by which the catalogue keeps a column: small letters, `_` for each joint.
fn column_name(name: &str) -> String {
    let words = name.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("_")
}

fn told(found: &Agreement, answer: &str, floor: u32) -> String {
    let percent = |share: f64| format!("{:.1} %", 100.0 * share);
    labelled(&[
        ("pairs", format!("{}, the strongest {} judged by {answer}", thousands(found.pairs), found.judged)),
        ("privacy floor", floor.to_string()),
        ("precision", percent(found.precision)),
        ("random pairs", format!("{} of pairs of one category", percent(found.base_rate))),
        ("", format!("{} in the categories judged", percent(found.base_rate_of_their_categories))),
        ("covers", format!("{} answers in {} categories", found.answers, found.categories)),
        ("largest category", format!("{} of the pairs judged", percent(found.largest_category))),
    ])
}
