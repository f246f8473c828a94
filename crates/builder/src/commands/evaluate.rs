//! `goeswith evaluate`: how good suggestions are, on orders or sessions that the learner never saw.

use clap::Subcommand;

use super::{evaluate_bundles, evaluate_orders, evaluate_sessions, evaluate_substitutes};
use crate::evaluate::report::Report;
use crate::output;

/// Measure suggestions on orders or sessions held back from learning
#[derive(Debug, clap::Args)]
pub struct EvaluateArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Orders(Box<evaluate_orders::EvaluateOrdersArgs>),
    Sessions(evaluate_sessions::EvaluateSessionsArgs),
    Substitutes(Box<evaluate_substitutes::EvaluateSubstitutesArgs>),
    Bundles(evaluate_bundles::EvaluateBundlesArgs),
}

/// Runs the subcommand.
///
/// # Errors
/// When an input cannot be read, or there is nothing to learn from or to test.
pub fn run(args: &EvaluateArgs) -> miette::Result<()> {
    match &args.what {
        What::Orders(args) => evaluate_orders::run(args),
        What::Sessions(args) => evaluate_sessions::run(args),
        What::Substitutes(args) => evaluate_substitutes::run(args),
        What::Bundles(args) => evaluate_bundles::run(args),
    }
}

/// Prints a report, for people or as JSON.
pub(super) fn print(report: &Report, as_json: bool) -> miette::Result<()> {
    let told = if as_json {
        let json = serde_json::to_string_pretty(&report.to_json()).map_err(miette::Report::from_err)?;
        format!("{json}\n")
    } else {
        report.to_text()
    };
    output::print(&told)?;
    Ok(())
}
