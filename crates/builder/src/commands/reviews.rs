//! `goeswith reviews`: what reviewers say goes with what, as lines for `relations.csv`.

use std::path::PathBuf;

use crate::catalog::Catalog;
use crate::input::{self, BadRowLimit, CatalogColumns};
use crate::merchant::{COLUMNS, Mined, mine};
use crate::num::to_usize;
use crate::output;

/// Find in reviews what goes with what; prints lines for relations.csv, for a person to accept
#[derive(Debug, clap::Args)]
pub struct ReviewsArgs {
    /// Reviews: CSV or JSON Lines with sku and text
    #[arg(required = true, value_name = "FILE")]
    pub reviews: Vec<PathBuf>,
    /// The catalogue
    #[arg(long, value_name = "FILE")]
    pub catalog: PathBuf,
    /// Where the lines go; without, to stdout
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Fewest reviews that must say so
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub min_reviews: u32,
    /// How many rows may be unusable: a number, or a share such as 0.5%
    #[arg(long, default_value_t, value_name = "N|N%")]
    pub max_bad_rows: BadRowLimit,
    #[command(flatten)]
    #[expect(missing_docs, reason = "a doc comment here would replace the heading of the flags")]
    pub catalog_columns: CatalogColumns,
}

/// Runs the subcommand.
///
/// # Errors
/// When an input cannot be read, or the lines cannot be written.
pub fn run(args: &ReviewsArgs) -> miette::Result<()> {
    if let Some(path) = &args.output {
        let inputs = args.reviews.iter().chain([&args.catalog]).map(PathBuf::as_path);
        output::check_target(path, inputs)?;
    }
    let (catalog, _) = input::catalog::read_catalog(&args.catalog, &args.catalog_columns, args.max_bad_rows)?;
    let (reviews, _) = input::reviews::read_reviews(&args.reviews, args.max_bad_rows)?;
    let known = reviews.iter().filter_map(|review| {
        let item = catalog.items.binary_search_by(|item| item.sku.cmp(&review.sku)).ok()?;
        Some((u32::try_from(item).ok()?, review.text.as_str()))
    });
    let mined = mine(&catalog, known);
    let told = mined.iter().filter(|mined| mined.n_reviews >= args.min_reviews);
    let text = lines(&catalog, told).map_err(miette::Report::from_err)?;
    match &args.output {
        Some(path) => output::write_atomic(path, &text)?,
        None => output::print(&String::from_utf8_lossy(&text))?,
    }
    Ok(())
}

/// A table as `relations.csv` has it.
fn lines<'a>(catalog: &Catalog, mined: impl Iterator<Item = &'a Mined>) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    let sku = |item: u32| catalog.items.get(to_usize(item)).map_or("", |item| item.sku.as_str());
    for Mined { anchor, candidate, relation_type, n_reviews, hashes } in mined {
        let reviews = if *n_reviews == 1 { "review" } else { "reviews" };
        let note = format!("{n_reviews} {reviews}: {}", hashes.join(" "));
        writer.write_record([sku(*anchor), sku(*candidate), "add", relation_type.name(), &note, ""])?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}
