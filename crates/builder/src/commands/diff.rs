//! `goeswith diff OLD NEW`: what changed, and by how much rankings move.

use std::path::PathBuf;

use super::model_file;
use super::text::{labelled, lines, thousands};
use crate::output;
use crate::report::compare::{AnchorChange, Comparison, Pair};
use crate::report::told::band;

/// Tell what changed between two models, and by how much rankings move
#[derive(Debug, clap::Args)]
pub struct DiffArgs {
    /// The old model
    pub old: PathBuf,
    /// The new model
    pub new: PathBuf,
    /// Print JSON, with every relation that changed
    #[arg(long)]
    pub json: bool,
}

/// Relations of a kind that are named.
const MAX_NAMED: usize = 5;

/// Runs the subcommand.
///
/// # Errors
/// When a file cannot be read or is no undamaged model of this version.
pub fn run(args: &DiffArgs) -> miette::Result<()> {
    let (old, _) = model_file::open(&args.old)?;
    let (new, _) = model_file::open(&args.new)?;
    let comparison = Comparison::new(&old, &new);
    let text = if args.json {
        serde_json::to_string_pretty(&comparison).map_err(miette::Report::from_err)? + "\n"
    } else {
        format!("{} → {}\n{}", args.old.display(), args.new.display(), told(&comparison))
    };
    output::print(&text)?;
    Ok(())
}

fn told(comparison: &Comparison) -> String {
    let Comparison { items, relations, rankings } = comparison;
    let from_to = |old: usize, new: usize| format!("{} → {}", thousands(old), thousands(new));
    let mut out = labelled(&[
        (
            "items",
            format!(
                "{}: {} added, {} removed, {} with another title, category or price",
                from_to(items.n_old, items.n_new),
                thousands(items.added.len()),
                thousands(items.removed.len()),
                thousands(items.changed.len()),
            ),
        ),
        (
            "relations",
            format!(
                "{}: {} added, {} removed, {} retyped, {} of another strength or evidence",
                from_to(relations.n_old, relations.n_new),
                thousands(relations.added.len()),
                thousands(relations.removed.len()),
                thousands(relations.retyped.len()),
                thousands(relations.n_changed),
            ),
        ),
        (
            "rankings",
            format!(
                "of {} anchors: overlap@3 {:.3}, overlap@10 {:.3}, rank-biased overlap {:.3} (by orders {:.3})",
                thousands(rankings.n_anchors),
                rankings.overlap_at_3,
                rankings.overlap_at_10,
                rankings.rank_biased_overlap,
                rankings.rank_biased_overlap_by_orders,
            ),
        ),
    ]);
    out += &named("added", &relations.added);
    out += &named("removed", &relations.removed);
    let retyped: Vec<String> = relations
        .retyped
        .iter()
        .take(MAX_NAMED)
        .map(|pair| {
            let (was, is) = (pair.was.join(", "), pair.is.join(", "));
            format!("  {} → {}: {was} → {is}", pair.anchor, pair.candidate)
        })
        .collect();
    out += &listed("retyped", retyped, relations.retyped.len());
    let n_changed = rankings.most_changed.len();
    out += &listed("most changed", rankings.most_changed.iter().map(anchor_told).collect(), n_changed);
    out
}

fn named(heading: &str, pairs: &[Pair]) -> String {
    let told = pairs
        .iter()
        .take(MAX_NAMED)
        .map(|pair| format!("  {} → {}, {}", pair.anchor, pair.candidate, pair.types.join(", ")));
    listed(heading, told.collect(), pairs.len())
}

/// Nothing without lines.
fn listed(heading: &str, mut told: Vec<String>, n_all: usize) -> String {
    if told.is_empty() {
        return String::new();
    }
    if told.len() < n_all {
        told.push(format!("  and {} more; --json names all", thousands(n_all - told.len())));
    }
    lines(std::iter::once(heading.to_owned()).chain(told))
}

fn anchor_told(anchor: &AnchorChange) -> String {
    let list = |skus: &[String]| if skus.is_empty() { "nothing".to_owned() } else { skus.join(" ") };
    let orders = band(anchor.n_orders);
    format!(
        "  {}  {}, {orders} orders, rank-biased overlap {:.3}\n    was  {}\n    is   {}",
        anchor.anchor,
        anchor.title,
        anchor.rank_biased_overlap,
        list(&anchor.was),
        list(&anchor.is)
    )
}
