//! `goeswith export FILE`: a model as lines of JSON.

use std::path::PathBuf;

use super::model_file;
use crate::{exchange, output};

/// Print a model as lines of JSON: items, relations with their evidence, and everything else
#[derive(Debug, clap::Args)]
pub struct ExportArgs {
    /// The model
    pub model: PathBuf,
    /// Where the lines go; without, to stdout
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Runs the subcommand.
///
/// # Errors
/// When the file is no undamaged model, or the lines cannot be written.
pub fn run(args: &ExportArgs) -> miette::Result<()> {
    if let Some(path) = &args.output {
        output::check_target(path, [args.model.as_path()])?;
    }
    let (model, _) = model_file::open(&args.model)?;
    let draft = model.to_draft().map_err(miette::Report::from_err)?;
    let text = exchange::write(&draft).map_err(miette::Report::from_err)?;
    match &args.output {
        Some(path) => output::write_atomic(path, text.as_bytes())?,
        None => output::print(&text)?,
    }
    Ok(())
}
