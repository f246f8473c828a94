//! The command line: one subcommand per file in [`commands`](crate::commands).

use clap::{Parser, Subcommand};

use crate::commands::{build, catalog, diff, evaluate, explain, inspect, recommend};

/// Reasoned cross-sell suggestions that run in the shopper's own browser: build and examine their models
#[derive(Debug, Parser)]
#[command(name = "goeswith", version, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(Box<build::BuildArgs>),
    Catalog(catalog::CatalogArgs),
    Diff(diff::DiffArgs),
    Inspect(inspect::InspectArgs),
    Evaluate(evaluate::EvaluateArgs),
    Explain(explain::ExplainArgs),
    Recommend(recommend::RecommendArgs),
}

impl Cli {
    /// Runs the subcommand.
    ///
    /// # Errors
    /// What went wrong, with what to do about it. Nothing half-written is left behind.
    pub fn run(self) -> miette::Result<()> {
        match self.command {
            Command::Build(args) => build::run(&args),
            Command::Catalog(args) => catalog::run(&args),
            Command::Diff(args) => diff::run(&args),
            Command::Inspect(args) => inspect::run(&args),
            Command::Evaluate(args) => evaluate::run(&args),
            Command::Explain(args) => explain::run(&args),
            Command::Recommend(args) => recommend::run(&args),
        }
    }
}
