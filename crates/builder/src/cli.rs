//! The command line: one subcommand per file in [`commands`](crate::commands).

use clap::{Parser, Subcommand};

use crate::commands::{
    audit, build, bundles, catalog, diff, evaluate, explain, export, import, inspect, lint_copy, recommend,
    reviews, simulate,
};

/// Reasoned cross-sell suggestions that run in the shopper's own browser: build and examine their models
#[derive(Debug, Parser)]
#[command(name = "goeswith", version, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Audit(audit::AuditArgs),
    Build(Box<build::BuildArgs>),
    Catalog(catalog::CatalogArgs),
    Diff(diff::DiffArgs),
    Inspect(inspect::InspectArgs),
    Evaluate(evaluate::EvaluateArgs),
    Explain(explain::ExplainArgs),
    Recommend(recommend::RecommendArgs),
    Bundles(bundles::BundlesArgs),
    LintCopy(lint_copy::LintCopyArgs),
    Reviews(Box<reviews::ReviewsArgs>),
    Simulate(simulate::SimulateArgs),
    Export(export::ExportArgs),
    Import(import::ImportArgs),
}

impl Cli {
    /// Runs the subcommand.
    ///
    /// # Errors
    /// What went wrong, with what to do about it. Nothing half-written is left behind.
    pub fn run(self) -> miette::Result<()> {
        match self.command {
            Command::Audit(args) => audit::run(&args),
            Command::Build(args) => build::run(&args),
            Command::Catalog(args) => catalog::run(&args),
            Command::Diff(args) => diff::run(&args),
            Command::Inspect(args) => inspect::run(&args),
            Command::Evaluate(args) => evaluate::run(&args),
            Command::Explain(args) => explain::run(&args),
            Command::Recommend(args) => recommend::run(&args),
            Command::Bundles(args) => bundles::run(&args),
            Command::LintCopy(args) => lint_copy::run(&args),
            Command::Reviews(args) => reviews::run(&args),
            Command::Simulate(args) => simulate::run(&args),
            Command::Export(args) => export::run(&args),
            Command::Import(args) => import::run(&args),
        }
    }
}
