//! `goeswith explain FILE A B`: the evidence of one relation, in both directions.

use std::path::PathBuf;

use goeswith_engine::confidence::Level;
use goeswith_engine::ids::ItemId;
use goeswith_engine::model::Relation;
use goeswith_engine::words::{ENGLISH, Words};

use super::model_file::{self, ModelFileError, OwnedModel};
use super::text::{figures, lines, thousands};
use crate::output;

/// Explain what a model knows of two items, in both directions
#[derive(Debug, clap::Args)]
pub struct ExplainArgs {
    /// The model
    pub model: PathBuf,
    /// SKU of one item
    pub a: String,
    /// SKU of the other item
    pub b: String,
}

/// Runs the subcommand.
///
/// # Errors
/// When the file is no model, it has no item with one of the SKUs, or both are the same.
pub fn run(args: &ExplainArgs) -> miette::Result<()> {
    let (model, _) = model_file::open(&args.model)?;
    let a = model_file::find(&model, &args.a)?;
    let b = model_file::find(&model, &args.b)?;
    if a == b {
        return Err(ModelFileError::SameItem { sku: args.a.clone() }.into());
    }
    let width = model.sku(a).chars().count().max(model.sku(b).chars().count());
    let title = |item| format!("{:<width$}  {}", model.sku(item), model.title(item));
    let mut out = lines([title(a), title(b)]);
    out += &direction(&model, a, b);
    out += &direction(&model, b, a);
    output::print(&out)?;
    Ok(())
}

fn direction(model: &OwnedModel, anchor: ItemId, candidate: ItemId) -> String {
    let (from, to) = (model.sku(anchor), model.sku(candidate));
    let mut row: Vec<Relation> = model.relations(anchor).collect();
    row.sort_by_key(|relation| (std::cmp::Reverse(relation.weight), relation.candidate));
    let Some(at) = row.iter().position(|relation| relation.candidate == candidate) else {
        let n_row = thousands(row.len());
        return format!(
            "\n{from} → {to}: no relation. Too few orders held both, or other items go with {from} better \
             ({n_row} kept).\n"
        );
    };
    let Some(relation) = row.get(at) else { return String::new() };
    let n_orders = |item| model.item(item).map_or(0, |item| item.n_orders);
    let (n_anchor, n_candidate, n_both) = (n_orders(anchor), n_orders(candidate), relation.n_both);
    let confidence = f64::from(n_both) / f64::from(n_anchor.max(1));
    let lift = confidence * f64::from(model.n_orders()) / f64::from(n_candidate.max(1));
    let words = Words::new(ENGLISH);
    let level = match Level::of(n_both, n_anchor) {
        Some(Level::VeryOften) => words.get("level-very-often"),
        Some(Level::Often) => words.get("level-often"),
        Some(Level::Guess) => words.get("level-guess"),
        None => "not enough to be shown on its own",
    };
    let rows = [
        ("orders with both", thousands(n_both), String::new()),
        ("orders with the first", thousands(n_anchor), String::new()),
        (
            "orders with the second",
            thousands(n_candidate),
            format!("of {} in all", thousands(model.n_orders())),
        ),
        ("confidence", format!("{:.1} %", confidence * 100.0), level.to_owned()),
        ("lift", format!("{lift:.1}"), "times as often as by chance".to_owned()),
        (
            "weight",
            relation.weight.to_string(),
            format!("of 15, on a row scale of {} of 65,535", thousands(relation.scale)),
        ),
        ("rank", (at + 1).to_string(), format!("of {} from {from}", row.len())),
    ];
    format!("\n{from} → {to}\n{}", figures(&rows))
}
