//! `goeswith inspect`: what a model file holds.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::Serialize;
use serde_json::Value;

use super::model_file::{self, OwnedModel};
use super::text::{count, figures, labelled, thousands};
use crate::last_day;
use crate::output::{self, sha256};
use crate::report::told;

/// Show what a model file holds: sizes, counts, and how it was made
#[derive(Debug, clap::Args)]
pub struct InspectArgs {
    /// The model
    pub model: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Serialize)]
struct Inspection {
    bytes: u64,
    sha256: String,
    currency: String,
    /// Absent when it never ends.
    last_day: Option<String>,
    unit: &'static str,
    /// So many of the unit.
    orders: u32,
    items: u64,
    items_with_relations: u64,
    categories: u64,
    families: u64,
    relations: u64,
    sections: Vec<SectionSize>,
    /// As the file holds it; null when it holds none.
    manifest: Value,
}

#[derive(Debug, Serialize)]
struct SectionSize {
    name: &'static str,
    bytes: u64,
}

/// Runs the subcommand.
///
/// # Errors
/// When the file cannot be read or is no undamaged model of this version.
pub fn run(args: &InspectArgs) -> miette::Result<()> {
    let (model, bytes) = model_file::open(&args.model)?;
    let inspection = inspect(&model, &bytes);
    let text = if args.json {
        let json = serde_json::to_string_pretty(&inspection).map_err(miette::Report::from_err)?;
        format!("{json}\n")
    } else {
        format!("{}\n{}", args.model.display(), told(&inspection))
    };
    output::print(&text)?;
    Ok(())
}

fn inspect(model: &OwnedModel, bytes: &[u8]) -> Inspection {
    let families: BTreeSet<_> =
        model.item_ids().filter_map(|item| model.item(item).and_then(|item| item.family)).collect();
    let sections = model.sections().iter();
    Inspection {
        bytes: count(bytes.len()),
        sha256: sha256(bytes),
        currency: model.currency().to_owned(),
        last_day: last_day::of(model),
        unit: told::unit(model.unit()),
        orders: model.n_orders(),
        items: count(model.n_items()),
        items_with_relations: count(
            model
                .item_ids()
                .filter(|&item| model.relation_types().any(|of| model.relations(of, item).next().is_some()))
                .count(),
        ),
        categories: count(model.category_ids().count()),
        families: count(families.len()),
        relations: count(model.n_relations()),
        sections: sections
            .map(|info| SectionSize { name: info.section.name(), bytes: count(info.len) })
            .collect(),
        manifest: serde_json::from_str(model.manifest()).unwrap_or(Value::Null),
    }
}

fn told(inspection: &Inspection) -> String {
    let per_mille = |bytes: u64| bytes * 1000 / inspection.bytes.max(1);
    let share = |bytes: u64| format!("{}.{} %", per_mille(bytes) / 10, per_mille(bytes) % 10);
    let sections: Vec<(&str, String, String)> = inspection
        .sections
        .iter()
        .map(|section| (section.name, thousands(section.bytes), share(section.bytes)))
        .collect();
    let mut out = figures(&[
        (inspection.unit, thousands(inspection.orders), String::new()),
        (
            "items",
            thousands(inspection.items),
            format!("{} with relations", thousands(inspection.items_with_relations)),
        ),
        ("categories", thousands(inspection.categories), String::new()),
        ("families", thousands(inspection.families), String::new()),
        ("relations", thousands(inspection.relations), String::new()),
        ("bytes", thousands(inspection.bytes), String::new()),
    ]);
    out += "sections, in bytes\n";
    out += &figures(&sections);
    out += "made\n";
    let manifest = &inspection.manifest;
    let told = |pointer: &str| manifest.pointer(pointer).map_or("not told".to_owned(), plain);
    let parameters = manifest.pointer("/method/parameters").and_then(Value::as_object);
    let parameters =
        parameters.into_iter().flatten().map(|(name, value)| format!(", {name} {}", rounded(value)));
    out += &labelled(&[
        ("by", told("/tool")),
        ("method", format!("{}{}", told("/method/name"), parameters.collect::<String>())),
        ("kept", format!("best {} per item, each pair of {} customers or more", told("/k"), told("/floor"))),
        ("window", format!("{} to {}", told("/window/0"), told("/window/1"))),
        ("prices", format!("in {}", inspection.currency)),
        ("ends", last_day::told(inspection.last_day.as_deref())),
        ("sha256", inspection.sha256.clone()),
    ]);
    out
}

/// A JSON value to four digits after the point.
fn rounded(value: &Value) -> String {
    let short = |number: f64| format!("{number:.4}").trim_end_matches('0').trim_end_matches('.').to_owned();
    value.as_f64().map_or_else(|| plain(value), short)
}

/// A JSON value without quotation marks, and a whole number without its `.0`.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        number => number.to_string().trim_end_matches(".0").to_owned(),
    }
}
