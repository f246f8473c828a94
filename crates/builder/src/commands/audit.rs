//! `goeswith audit`: one page about a model for the person who answers for it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Zoned;
use jiff::civil::Date;
use miette::Diagnostic;
use thiserror::Error;

use super::model_file;
use super::text::{labelled, thousands};
use crate::input::catalog::read_catalog;
use crate::input::{BadRowLimit, CatalogColumns};
use crate::output;
use crate::report::audit::{Audit, Beside};
use crate::report::concerns::Kind;
use crate::report::page;
use crate::report::review::Reviewed;
use crate::report::told::percent;

/// Write a page about a model: what it shows, what a person should look at, what it was made of
#[derive(Debug, clap::Args)]
pub struct AuditArgs {
    /// The model
    #[arg(required_unless_present = "check")]
    pub model: Option<PathBuf>,
    /// Where the page goes [default: beside the model, shop.audit.html]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// An older model: tell what changed since, and list what is newly shown
    #[arg(long, value_name = "FILE")]
    pub against: Option<PathBuf>,
    /// The shop's relations.csv: what is judged there is not listed again
    #[arg(long, value_name = "FILE")]
    pub relations: Option<PathBuf>,
    /// The catalogue, for brands: the model does not hold them
    #[arg(long, value_name = "FILE")]
    pub catalog: Option<PathBuf>,
    /// Write nothing; fail when the newest review in --relations is too old
    #[arg(long, requires = "relations", requires = "max_age_days")]
    pub check: bool,
    /// How many days old the newest review may be
    #[arg(long, value_name = "N", requires = "check")]
    pub max_age_days: Option<u32>,
    /// The day of the audit [default: today]
    #[arg(long, value_name = "DAY")]
    pub day: Option<Date>,
}

/// The last review is too long ago, or nobody can tell.
#[derive(Debug, Error, Diagnostic)]
pub enum OverdueError {
    /// There is none.
    #[error("{} tells no day of a review", relations.display())]
    #[diagnostic(help("run goeswith audit, judge what it lists, and write the day under reviewed"))]
    Never {
        /// The file.
        relations: PathBuf,
    },
    /// It is older than allowed.
    #[error("the newest review in {} is of {newest}, {age_days} days ago; at most {max_age_days} are allowed", relations.display())]
    #[diagnostic(help("run goeswith audit, judge what it lists, and write the day under reviewed"))]
    TooOld {
        /// The file.
        relations: PathBuf,
        /// The newest day.
        newest: Date,
        /// Days since.
        age_days: i32,
        /// Days allowed.
        max_age_days: u32,
    },
    /// It is of a day to come, and would never be too old.
    #[error("the newest review in {} is of {newest}, which is still to come on {day}", relations.display())]
    #[diagnostic(help("write the day on which somebody looked under reviewed"))]
    Ahead {
        /// The file.
        relations: PathBuf,
        /// The newest day.
        newest: Date,
        /// The day of the audit.
        day: Date,
    },
}

/// Runs the subcommand.
///
/// # Errors
/// When a file cannot be read, the page cannot be written, or with `--check` the newest review is too old.
pub fn run(args: &AuditArgs) -> miette::Result<()> {
    let day = args.day.unwrap_or_else(|| Zoned::now().date());
    let reviewed = args.relations.as_deref().map(Reviewed::read).transpose()?.unwrap_or_default();
    if let (true, Some(relations), Some(max_age_days)) = (args.check, &args.relations, args.max_age_days) {
        let told = check(relations, &reviewed, day, max_age_days)?;
        output::print(&told)?;
        return Ok(());
    }
    if let Some(model) = &args.model {
        write_page(args, model, day, reviewed)?;
    }
    Ok(())
}

fn check(
    relations: &Path,
    reviewed: &Reviewed,
    day: Date,
    max_age_days: u32,
) -> Result<String, OverdueError> {
    let Some(newest) = reviewed.newest else {
        return Err(OverdueError::Never { relations: relations.to_owned() });
    };
    if newest > day {
        return Err(OverdueError::Ahead { relations: relations.to_owned(), newest, day });
    }
    let age_days = (day - newest).get_days();
    if i64::from(age_days) > i64::from(max_age_days) {
        return Err(OverdueError::TooOld { relations: relations.to_owned(), newest, age_days, max_age_days });
    }
    Ok(format!("The newest review is of {newest}, {age_days} days ago.\n"))
}

fn write_page(args: &AuditArgs, path: &Path, day: Date, reviewed: Reviewed) -> miette::Result<()> {
    let target = args.output.clone().unwrap_or_else(|| path.with_extension("audit.html"));
    let inputs = [Some(path), args.against.as_deref(), args.relations.as_deref(), args.catalog.as_deref()];
    output::check_target(&target, inputs.into_iter().flatten())?;
    let (model, bytes) = model_file::open(path)?;
    let old = args.against.as_deref().map(|path| Ok::<_, miette::Report>((path, model_file::open(path)?.0)));
    let old = old.transpose()?;
    let beside = Beside {
        reviewed,
        old: old.as_ref().map(|(path, model)| (name(path), model)),
        brands: args.catalog.as_deref().map(brands).transpose()?.unwrap_or_default(),
    };
    let audit = Audit::new(name(path), day, &model, &bytes, beside);
    output::write_atomic(&target, page::render(&audit).as_bytes())?;

    let n_open = |kind| {
        let found = audit.concerns.iter().find(|concerns| concerns.kind == kind);
        found.map_or(0, |concerns| concerns.n_all)
    };
    let mut rows = vec![
        ("of purchases have a suggestion", percent(audit.coverage.any_by_orders)),
        ("relations strong but odd", thousands(n_open(Kind::Odd))),
        ("sensitive", thousands(n_open(Kind::Sensitive))),
        ("thin", thousands(n_open(Kind::Thin))),
    ];
    if audit.comparison.is_some() {
        rows.push(("newly shown", thousands(n_open(Kind::New))));
    }
    output::print(&format!("{}\n{}", target.display(), labelled(&rows)))?;
    Ok(())
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Brands by SKU.
fn brands(path: &Path) -> miette::Result<BTreeMap<String, String>> {
    let (catalog, _) = read_catalog(path, &CatalogColumns::default(), BadRowLimit::default())?;
    let brand = |item: crate::catalog::CatalogItem| Some((item.sku, item.attributes.get("brand")?.clone()));
    Ok(catalog.items.into_iter().filter_map(brand).collect())
}
