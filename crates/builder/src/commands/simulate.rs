//! `goeswith simulate`: seeded shoppers against the engine, to see what pacing lets through.

use std::path::PathBuf;

use goeswith_engine::pacing::Frequency;
use miette::Diagnostic;
use thiserror::Error;

use super::model_file;
use super::phases::{self, Unit};
use super::text::thousands;
use crate::output;
use crate::simulate::{Plan, Simulation, Tally, simulate};

/// Let seeded shoppers walk through the shop, and count what they are shown
#[derive(Debug, clap::Args)]
pub struct SimulateArgs {
    /// The model
    pub model: PathBuf,
    /// About how many sessions, one to eight of them of one shopper
    #[arg(long, default_value_t = 1_000_000, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1_000_000_000))]
    pub sessions: u64,
    /// What the draws begin with
    #[arg(long, default_value_t = 42, value_name = "N")]
    pub seed: u64,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// A rule was broken.
#[derive(Debug, Error, Diagnostic, PartialEq, Eq)]
#[error("shown against the rules: {}", told.join("; "))]
#[diagnostic(help("this is a defect of goeswith: please report it with the model and the seed"))]
pub struct BrokenRules {
    told: Vec<String>,
}

/// Runs the subcommand.
///
/// # Errors
/// When the file cannot be read, is no undamaged model, or a rule was broken.
pub fn run(args: &SimulateArgs) -> miette::Result<()> {
    let (model, _) = model_file::open(&args.model)?;
    let progress = phases::begin("Simulating sessions", Unit::Items);
    progress.set_length(args.sessions);
    let simulation = simulate(&model, Plan { n_sessions: args.sessions, seed: args.seed }, &progress);
    progress.finish_and_clear();
    let text = if args.json {
        serde_json::to_string_pretty(&simulation).map_err(miette::Report::from_err)? + "\n"
    } else {
        told(&simulation)
    };
    output::print(&text)?;
    if simulation.violations.is_empty() {
        return Ok(());
    }
    let told = simulation.violations.iter().map(|(rule, n)| format!("{rule}, {} times", thousands(n)));
    Err(BrokenRules { told: told.collect() }.into())
}

/// A column per answer to "How often?".
fn told(simulation: &Simulation) -> String {
    type Cell = fn(&Tally) -> String;
    let rows: [(&str, Cell); 14] = [
        ("sessions", |tally| thousands(tally.n_sessions)),
        ("pages", |tally| thousands(tally.n_pages)),
        ("pages with a suggestion, %", |tally| tenths(tally.n_pages_with_some * 100, tally.n_pages)),
        ("pages silent after a no, %", |tally| tenths(tally.n_silent_pages * 100, tally.n_pages)),
        ("impressions per page", |tally| tenths(tally.n_impressions, tally.n_pages)),
        ("most on a page", |tally| tally.most[0].to_string()),
        ("most in an hour", |tally| tally.most[1].to_string()),
        ("most in a day", |tally| tally.most[2].to_string()),
        ("most in a week", |tally| tally.most[3].to_string()),
        ("shown again within a session, %", |tally| tenths(tally.n_repeats * 100, tally.n_impressions)),
        ("most pages of a day with one item", |tally| tally.most_of_one_item.to_string()),
        ("taken, % (drawn, not measured)", |tally| tenths(tally.n_taken * 100, tally.n_impressions)),
        ("distinct items per session", |tally| tenths(tally.n_distinct_items, tally.n_sessions)),
        ("distinct categories per session", |tally| tenths(tally.n_distinct_categories, tally.n_sessions)),
    ];
    let none = Tally::default();
    let tallies =
        Frequency::ALL.map(|frequency| simulation.by_frequency.get(frequency.name()).unwrap_or(&none));
    let line = |name: &str, cells: [String; 4]| {
        let cells: Vec<String> = cells.iter().map(|cell| format!("{cell:>11}")).collect();
        format!("  {name:<34}{}\n", cells.concat())
    };
    let mut out = line("\"How often?\"", Frequency::ALL.map(|frequency| frequency.name().to_owned()));
    for (name, cell) in rows {
        out.push_str(&line(name, tallies.map(cell)));
    }
    let loops = &simulation.loops;
    let told = format!(
        "  of {} sessions of 50 pages without ceilings, each shows {} different items or more, of {} categories or more\n",
        thousands(loops.n_sessions),
        loops.fewest_items,
        loops.fewest_categories
    );
    out.push_str(&told);
    if simulation.violations.is_empty() {
        out += "  no rule was broken\n";
    }
    out
}

/// A quotient to one place.
fn tenths(part: u64, whole: u64) -> String {
    let tenths = (part * 10 + whole / 2) / whole.max(1);
    format!("{}.{}", thousands(tenths / 10), tenths % 10)
}
