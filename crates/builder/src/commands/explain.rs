//! `goeswith explain FILE A B`: the evidence of one relation, in both directions.

use std::path::PathBuf;

use goeswith_engine::bands;
use goeswith_engine::confidence::{Evidence, Level};
use goeswith_engine::ids::ItemId;
use goeswith_engine::model::Relation;
use goeswith_engine::relation_type::RelationType;
use goeswith_engine::words::{ENGLISH, Words};

use super::model_file::{self, ModelFileError, OwnedModel};
use super::text::{figures, lines, thousands};
use crate::output;
use crate::report::told;

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
    let found: Vec<String> = model
        .relation_types()
        .filter_map(|relation_type| typed(model, relation_type, anchor, candidate))
        .map(|(relation_type, rows)| format!("\n{from} → {to}, {}\n{rows}", relation_type.name()))
        .collect();
    if found.is_empty() {
        let n_row: usize = model.relation_types().map(|of| model.relations(of, anchor).count()).sum();
        return format!(
            "\n{from} → {to}: no relation. Too few customers ordered both, other items go with {from} better \
             ({} kept), or the shop's own files rule it out.\n",
            thousands(n_row)
        );
    }
    found.concat()
}

/// What the model holds of a pair under one type.
fn typed(
    model: &OwnedModel,
    relation_type: RelationType,
    anchor: ItemId,
    candidate: ItemId,
) -> Option<(RelationType, String)> {
    let mut row: Vec<Relation> = model.relations(relation_type, anchor).collect();
    row.sort_by_key(|relation| (std::cmp::Reverse(relation.weight), relation.candidate));
    let at = row.iter().position(|relation| relation.candidate == candidate)?;
    let relation = row.get(at)?;
    let n_candidate = model.item(candidate).map_or(0, |item| item.n_orders);
    let mut rows = Vec::new();
    if relation.n_both > 0 {
        rows.extend(evidence(model, relation_type, relation, n_candidate));
    }
    rows.extend([
        (
            "weight".to_owned(),
            relation.weight.to_string(),
            format!("of 15, on a row scale of {} of 65,535", thousands(relation.scale)),
        ),
        ("rank".to_owned(), (at + 1).to_string(), format!("of {} from {}", row.len(), model.sku(anchor))),
    ]);
    Some((relation_type, figures(&rows)))
}

fn evidence(
    model: &OwnedModel,
    relation_type: RelationType,
    relation: &Relation,
    n_candidate: u32,
) -> Vec<(String, String, String)> {
    let Relation { n_both, n_base, .. } = *relation;
    let (n_orders, shrinkage) = (model.n_orders(), model.calibration().shrinkage);
    let evidence = Evidence { n_both, n_base, n_candidate, n_orders, shrinkage };
    let confidence = f64::from(n_both) / f64::from(n_base.max(1));
    let lift = confidence * f64::from(n_orders) / f64::from(n_candidate.max(1));
    let words = Words::new(ENGLISH);
    let level = match Level::of(evidence) {
        Some(Level::VeryOften) => words.get("level-very-often"),
        Some(Level::Often) => words.get("level-often"),
        Some(Level::Guess) => words.get("level-guess"),
        None => "not enough to be shown on its own",
    };
    let unit = told::unit(model.unit());
    let (both, base) = if relation_type.counts_customers() {
        ("customers with both".to_owned(), "customers who came back".to_owned())
    } else {
        (format!("{unit} with both"), format!("{unit} with the first"))
    };
    let least = |count: u32| if bands::is_exact(count) { "" } else { "or more" }.to_owned();
    let greatest = if bands::is_exact(n_base) { "" } else { "or fewer" }.to_owned();
    vec![
        (both, thousands(n_both), least(n_both)),
        (base, thousands(n_base), greatest),
        (
            format!("{unit} with the second"),
            thousands(n_candidate),
            format!("of {} in all", thousands(n_orders)),
        ),
        ("confidence".to_owned(), format!("{:.1} %", confidence * 100.0), level.to_owned()),
        ("lift".to_owned(), format!("{lift:.1}"), "times as often as by chance".to_owned()),
    ]
}
