//! `goeswith import LINES -o FILE`: the lines of `goeswith export` as a model.

use std::path::PathBuf;

use goeswith_engine::model::{Model, encode};
use miette::{IntoDiagnostic, WrapErr};

use crate::{exchange, output};

/// Make a model of the lines that `goeswith export` writes; unchanged lines give the same bytes
#[derive(Debug, clap::Args)]
pub struct ImportArgs {
    /// The lines
    pub lines: PathBuf,
    /// Where the model goes
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
}

/// Runs the subcommand.
///
/// # Errors
/// When a line makes no sense, or the model cannot be written. Nothing is written then.
pub fn run(args: &ImportArgs) -> miette::Result<()> {
    output::check_target(&args.output, [args.lines.as_path()])?;
    let text = std::fs::read_to_string(&args.lines)
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot read {}", args.lines.display()))?;
    let draft = exchange::read(&args.lines, &text)?;
    let refused = || format!("{} does not describe a model", args.lines.display());
    let bytes = encode(&draft).into_diagnostic().wrap_err_with(refused)?;
    Model::open(bytes.as_slice()).into_diagnostic().wrap_err_with(refused)?;
    output::write_atomic(&args.output, &bytes)?;
    Ok(())
}
