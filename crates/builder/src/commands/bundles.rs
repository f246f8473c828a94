//! `goeswith bundles FILE`: the bundles of a model, with their evidence.

use std::path::PathBuf;

use goeswith_engine::bands;
use goeswith_engine::model::Bundle;
use serde::Serialize;

use super::model_file::{self, OwnedModel};
use super::text::{lines, thousands};
use crate::output;

/// List the bundles of a model, with what they cost and how many orders held them
#[derive(Debug, clap::Args)]
pub struct BundlesArgs {
    /// The model
    pub model: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Serialize)]
struct Listed {
    /// What the merchant calls it; empty when it was found in orders.
    name: String,
    /// What all items cost together; null when the price of one is not known.
    total_hundredths: Option<u64>,
    currency: String,
    /// Orders that held all items, at least and at most: small counts are told as bands.
    orders_at_least: u32,
    orders_at_most: u32,
    items: Vec<ListedItem>,
}

#[derive(Debug, Serialize)]
struct ListedItem {
    sku: String,
    title: String,
    category: String,
    price_hundredths: u32,
}

/// Runs the subcommand.
///
/// # Errors
/// When the file is no undamaged model.
pub fn run(args: &BundlesArgs) -> miette::Result<()> {
    let (model, _) = model_file::open(&args.model)?;
    let bundles = model.bundles().map_err(miette::Report::from_err)?;
    let listed: Vec<Listed> = bundles.iter().map(|bundle| listed(&model, bundle)).collect();
    let text = if args.json {
        let json = serde_json::to_string_pretty(&listed).map_err(miette::Report::from_err)?;
        format!("{json}\n")
    } else if listed.is_empty() {
        "this model has no bundles\n".to_owned()
    } else {
        listed.iter().map(Listed::told).collect()
    };
    output::print(&text)?;
    Ok(())
}

fn listed(model: &OwnedModel, bundle: &Bundle) -> Listed {
    let items: Vec<ListedItem> = bundle
        .items
        .iter()
        .filter_map(|&id| {
            let item = model.item(id)?;
            Some(ListedItem {
                sku: model.sku(id).to_owned(),
                title: model.title(id).to_owned(),
                category: model.category_path(item.category),
                price_hundredths: item.price_hundredths,
            })
        })
        .collect();
    let is_priced = items.iter().all(|item| item.price_hundredths > 0);
    Listed {
        name: bundle.name.clone(),
        total_hundredths: is_priced.then(|| items.iter().map(|item| u64::from(item.price_hundredths)).sum()),
        currency: model.currency().to_owned(),
        orders_at_least: bundle.n_orders,
        orders_at_most: bands::greatest(bundle.n_orders),
        items,
    }
}

impl Listed {
    fn told(&self) -> String {
        let total = self.total_hundredths.map_or("price not known".to_owned(), |total| {
            format!("{}.{:02} {}", thousands(total / 100), total % 100, self.currency)
        });
        let name = if self.name.is_empty() { String::new() } else { format!("{}: ", self.name) };
        let width = self.items.iter().map(|item| item.sku.chars().count()).max().unwrap_or(0);
        let items = self
            .items
            .iter()
            .map(|item| format!("  {:<width$}  {} ({})", item.sku, item.title, item.category));
        lines(std::iter::once(format!("{name}{total}, {}", self.orders())).chain(items))
    }

    fn orders(&self) -> String {
        match (self.orders_at_least, self.orders_at_most) {
            (0, _) => "in the merchant's words".to_owned(),
            (least, most) if least == most => format!("in {} orders", thousands(least)),
            (least, most) => format!("in {least} to {most} orders"),
        }
    }
}
