//! The audit of a model: everything its page tells, gathered.

use std::collections::BTreeMap;

use goeswith_engine::ids::ItemId;
use goeswith_engine::model::Model;
use jiff::civil::Date;

use super::compare::Comparison;
use super::concerns::{Concerns, Search};
use super::facts::Facts;
use super::review::Reviewed;
use super::sensitive::Topics;
use super::shown::{Coverage, Exposure, Shown, basis};

/// An audit, ready to be told.
#[derive(Debug)]
pub struct Audit<'a, B> {
    /// The model's file name.
    pub name: String,
    /// The day of the audit.
    pub day: Date,
    /// The model.
    pub model: &'a Model<B>,
    /// What the file says of itself.
    pub facts: Facts,
    /// What the merchant has judged.
    pub reviewed: Reviewed,
    /// How many shoppers would see anything.
    pub coverage: Coverage,
    /// Shares of suggestions by what the shopper is told.
    pub levels: Vec<(String, f64)>,
    /// Shares of suggestions by what they rest on.
    pub bases: Vec<(String, f64)>,
    /// From the most bought tenth of the items to the least.
    pub popularity: Vec<Exposure>,
    /// By the top categories.
    pub categories: Vec<Exposure>,
    /// By brand, where a catalogue tells brands.
    pub brands: Vec<Exposure>,
    /// What is worth a human look.
    pub concerns: Vec<Concerns>,
    /// Against an older model, and its file name.
    pub comparison: Option<(String, Comparison)>,
}

/// What an audit may look at besides the model.
#[derive(Debug)]
pub struct Beside<'a, B> {
    /// What the merchant has judged.
    pub reviewed: Reviewed,
    /// An older model, and its file name.
    pub old: Option<(String, &'a Model<B>)>,
    /// Brands by SKU.
    pub brands: BTreeMap<String, String>,
}

impl<'a, B: AsRef<[u8]> + Sync> Audit<'a, B> {
    /// Looks at a model from all sides.
    #[must_use]
    pub fn new(name: String, day: Date, model: &'a Model<B>, bytes: &[u8], beside: Beside<'_, B>) -> Self {
        let shown = Shown::simulate(model);
        let search = Search::new(model, &shown, &beside.reviewed);
        let mut concerns = vec![search.odd(), search.sensitive(&Topics::bundled()), search.thin()];
        if let Some((_, old)) = &beside.old {
            concerns.push(search.new_since(old, &Shown::simulate(old)));
        }
        let brand = |item: ItemId| {
            beside.brands.get(model.sku(item)).cloned().unwrap_or_else(|| "no brand told".to_owned())
        };
        Self {
            name,
            day,
            facts: Facts::of(model, bytes),
            coverage: shown.coverage(),
            levels: shown.mix(|card| card.level.name().to_owned()),
            bases: shown.mix(basis),
            popularity: shown.by_popularity(model),
            categories: shown.exposures(model, |item| top_category(model, item)),
            brands: if beside.brands.is_empty() { Vec::new() } else { shown.exposures(model, brand) },
            concerns,
            comparison: beside.old.map(|(name, old)| (name, Comparison::new(old, model))),
            reviewed: beside.reviewed,
            model,
        }
    }
}

/// The name of an item's category at the top.
fn top_category<B: AsRef<[u8]>>(model: &Model<B>, item: ItemId) -> String {
    let top = model.item(item).and_then(|item| model.category_chain(item.category).last());
    top.map_or(String::new(), |top| model.category_name(top).to_owned())
}
