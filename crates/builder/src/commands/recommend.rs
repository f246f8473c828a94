//! `goeswith recommend`: what a browser would show for a cart, by the engine's own selection and words.

use std::path::PathBuf;

use goeswith_engine::circumstances::{Circumstances, Device, Market, daypart_of};
use goeswith_engine::context::Context;
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::pacing::{Exposures, Frequency};
use goeswith_engine::select::{Suggestion, select};
use goeswith_engine::shopper::Shopper;
use goeswith_engine::words::{ENGLISH, Words};
use serde::Serialize;

use super::model_file::{self, OwnedModel};
use super::text::lines;
use crate::num::to_usize;
use crate::output;

/// Show what a browser would suggest for a cart, with the reasons
#[derive(Debug, clap::Args)]
pub struct RecommendArgs {
    /// The model
    pub model: PathBuf,
    /// SKUs in the cart, oldest first, separated by commas
    #[arg(long, value_delimiter = ',', required_unless_present = "view", value_name = "SKU,…")]
    pub cart: Vec<String>,
    /// SKU of the item being looked at
    #[arg(long, value_name = "SKU")]
    pub view: Option<String>,
    /// The shopper's month, 1 to 12; without it, months do not count
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=12))]
    pub month: Option<u8>,
    /// The hour of her day, 0 to 23; without it, the part of the day does not count
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=23))]
    pub hour: Option<u8>,
    /// What she shops with; without it, the class of device does not count
    #[arg(long, value_name = "CLASS", value_parser = Device::ALL.map(|(name, _)| name))]
    pub device: Option<String>,
    /// The country of the shop's page, such as GB; without it, markets do not count
    #[arg(long, value_name = "CODE", value_parser = market)]
    pub market: Option<Market>,
    /// Most suggestions; above 3 as for a shopper who asked for more
    #[arg(short, default_value_t = 3, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=5))]
    pub n: u32,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

fn market(code: &str) -> Result<Market, String> {
    Market::from_code(code).ok_or_else(|| "a country is two letters, such as GB".to_owned())
}

#[derive(Debug, Serialize)]
struct Shown {
    heading: String,
    suggestions: Vec<Card>,
}

#[derive(Debug, Serialize)]
struct Card {
    sku: String,
    title: String,
    price_hundredths: u32,
    reason: String,
    level: &'static str,
    score: u64,
    why: Vec<String>,
    anchors: Vec<Anchor>,
}

#[derive(Debug, Serialize)]
struct Anchor {
    sku: String,
    /// Orders with the anchor and the suggestion.
    n_both: u32,
    /// Orders with the anchor.
    n_orders: u32,
    score: u64,
}

/// Runs the subcommand.
///
/// # Errors
/// When the file is no model, or it has no item with one of the SKUs.
pub fn run(args: &RecommendArgs) -> miette::Result<()> {
    let (model, _) = model_file::open(&args.model)?;
    for sku in args.cart.iter().chain(&args.view) {
        model_file::find(&model, sku)?;
    }
    let shown = show(&model, args);
    let text = if args.json {
        let json = serde_json::to_string_pretty(&shown).map_err(miette::Report::from_err)?;
        format!("{json}\n")
    } else {
        told(&shown, model.currency())
    };
    output::print(&text)?;
    Ok(())
}

/// A page freshly opened by a shopper who has never answered anything.
fn show(model: &OwnedModel, args: &RecommendArgs) -> Shown {
    let now = Millis(0);
    let viewed = args.view.as_deref().and_then(|sku| model.find(sku));
    let cart: Vec<ItemId> = args.cart.iter().filter_map(|sku| model.find(sku)).collect();
    let views: Vec<(ItemId, Millis)> = viewed.map(|item| (item, now)).into_iter().collect();
    let context = Context {
        circumstances: Circumstances {
            month: args.month.map(|month| month - 1),
            daypart: args.hour.map(daypart_of),
            device: args.device.as_deref().and_then(Device::from_name),
            market: args.market,
        },
        ..Context::new(&cart, &views, now)
    };
    let page_ceiling = Frequency::Normal.ceilings().page;
    let frequency = if args.n > page_ceiling { Frequency::More } else { Frequency::Normal };
    let mut shopper = Shopper::default();
    shopper.frequency = frequency;
    let selection =
        select(model, &context, &shopper, Exposures::default().permit(&shopper, now), to_usize(args.n));
    Shown {
        heading: Words::new(ENGLISH).heading(model, &selection.suggestions),
        suggestions: selection.suggestions.iter().map(|suggestion| card(model, suggestion, viewed)).collect(),
    }
}

fn card(model: &OwnedModel, suggestion: &Suggestion, viewed: Option<ItemId>) -> Card {
    let words = Words::new(ENGLISH);
    let reason = &suggestion.reason;
    let anchors = reason.contributions().iter().map(|contribution| Anchor {
        sku: model.sku(contribution.anchor).to_owned(),
        n_both: contribution.n_both,
        n_orders: contribution.n_base,
        score: contribution.score.0,
    });
    Card {
        sku: model.sku(suggestion.item).to_owned(),
        title: model.title(suggestion.item).to_owned(),
        price_hundredths: model.item(suggestion.item).map_or(0, |item| item.price_hundredths),
        reason: words.reason(model, reason),
        level: reason.level().name(),
        score: suggestion.score.0,
        why: words.why(model, reason, viewed),
        anchors: anchors.collect(),
    }
}

fn told(shown: &Shown, currency: &str) -> String {
    if shown.suggestions.is_empty() {
        return "Nothing: no item goes with this surely enough to be shown.\n".to_owned();
    }
    let words = Words::new(ENGLISH);
    let cards = shown.suggestions.iter().flat_map(|card| {
        let price =
            format!(", {}.{:02} {currency}", card.price_hundredths / 100, card.price_hundredths % 100);
        let price = if card.price_hundredths == 0 { String::new() } else { price };
        let level = format!("level-{}", card.level);
        let head = [
            String::new(),
            format!("{}  {}{price}", card.sku, card.title),
            format!("  {} ({})", card.reason, words.fill(&level, &[])),
        ];
        head.into_iter().chain(card.why.iter().map(|sentence| format!("  · {sentence}")))
    });
    lines(std::iter::once(shown.heading.clone()).chain(cards))
}
