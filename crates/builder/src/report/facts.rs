//! What a model file says of itself, in one place for all that tell it.

use std::collections::BTreeMap;

use goeswith_engine::model::Model;
use goeswith_engine::relation_type::RelationType;
use serde::Serialize;
use serde_json::Value;

use super::told;
use crate::last_day;
use crate::output::sha256;

/// The figures of a model file and of its manifest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Facts {
    /// Length of the file.
    pub bytes: usize,
    /// Of the file, in hexadecimal.
    pub sha256: String,
    /// What the evidence counts: `orders` or `visits`.
    pub unit: &'static str,
    /// How many of them.
    pub n_orders: u32,
    /// First and last day of the orders; absent when the log had no dates.
    pub window: Option<[String; 2]>,
    /// ISO 4217 code of the prices.
    pub currency: String,
    /// The last day on which anything is suggested, in UTC; absent when the model never ends.
    pub last_day: Option<String>,
    /// Items of the catalogue.
    pub n_items: usize,
    /// Items that are an anchor of at least one relation.
    pub n_anchors: usize,
    /// Categories, those above others among them.
    pub n_categories: usize,
    /// Relations by type, without types that have none.
    pub relations: BTreeMap<&'static str, usize>,
    /// Bundles.
    pub n_bundles: usize,
    /// Whether rules tell which items fit one another.
    pub has_compatibility: bool,
    /// What was left out of the orders, and how much of it.
    pub left_out: Vec<LeftOut>,
    /// How the model was made; null when the file does not say.
    pub manifest: Value,
}

/// One reason why lines or rows do not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// What, in words.
    pub what: String,
    /// How many.
    pub n: u64,
}

/// Counts of the manifest that tell what was left out, with words for them.
const LEFT_OUT: [(&str, &str); 11] = [
    ("/order_rows/bad", "rows of the orders that could not be used"),
    ("/catalog_rows/bad", "rows of the catalogue that could not be used"),
    ("/lines/n_void", "lines of cancelled or refunded orders"),
    ("/lines/n_unknown_sku", "lines whose SKU is not in the catalogue"),
    ("/lines/n_unpriced", "lines priced at zero or below"),
    ("/lines/n_zero_quantity", "lines with a quantity of zero"),
    ("/lines/n_cancellations", "cancellations"),
    ("/lines/n_taken_back", "items of orders that cancellations took back"),
    ("/lines/n_emptied_orders", "orders that cancellations emptied"),
    ("/lines/n_pushing", "orders that push one pair or item"),
    ("/lines/n_shortened", "orders of more than 500 items, of which 500 count"),
];

impl Facts {
    /// Reads them off a model and its bytes.
    #[must_use]
    pub fn of<B: AsRef<[u8]>>(model: &Model<B>, bytes: &[u8]) -> Self {
        let manifest: Value = serde_json::from_str(model.manifest()).unwrap_or(Value::Null);
        let n_of = |relation_type: RelationType| {
            model.item_ids().map(|item| model.relations(relation_type, item).count()).sum()
        };
        let is_anchor =
            |item: &_| model.relation_types().any(|of| model.relations(of, *item).next().is_some());
        let left_out = LEFT_OUT.into_iter().filter_map(|(pointer, what)| {
            let n = manifest.pointer(pointer)?.as_u64().filter(|n| *n > 0)?;
            Some(LeftOut { what: what.to_owned(), n })
        });
        let day = |at: &str| Some(manifest.pointer(at)?.as_str()?.to_owned());
        Self {
            bytes: bytes.len(),
            sha256: sha256(bytes),
            unit: told::unit(model.unit()),
            n_orders: model.n_orders(),
            window: day("/window/0").zip(day("/window/1")).map(|(first, last)| [first, last]),
            currency: model.currency().to_owned(),
            last_day: last_day::of(model),
            n_items: model.n_items(),
            n_anchors: model.item_ids().filter(is_anchor).count(),
            n_categories: model.category_ids().count(),
            relations: model.relation_types().map(|of| (of.name(), n_of(of))).collect(),
            n_bundles: model.bundles().map_or(0, |bundles| bundles.len()),
            has_compatibility: model.item_ids().any(|item| !model.compatibility_codes(item).is_empty()),
            left_out: left_out.collect(),
            manifest,
        }
    }

    /// A number of the manifest; `None` when it does not say.
    #[must_use]
    pub fn number(&self, pointer: &str) -> Option<f64> {
        self.manifest.pointer(pointer)?.as_f64()
    }

    /// A text of the manifest; `None` when it does not say.
    #[must_use]
    pub fn text(&self, pointer: &str) -> Option<&str> {
        self.manifest.pointer(pointer)?.as_str()
    }

    /// What the model cannot do or does not know, in sentences.
    #[must_use]
    pub fn limits(&self) -> Vec<String> {
        let unit = self.unit;
        let mut limits = Vec::new();
        if unit == "visits" {
            limits.push(
                "It says what was looked at in the same visits: people compare, so some of it is one or the other, not \
                 both. Nobody looked for visits of machines, or of somebody who pushes an item."
                    .to_owned(),
            );
        } else {
            limits.push("It says what was bought together in past orders, not why.".to_owned());
        }
        if !self.has_compatibility {
            limits.push("Nothing tells it whether two items fit one another.".to_owned());
        }
        if let Some(floor) = self.number("/floor").filter(|floor| *floor > 1.0) {
            limits.push(format!(
                "Pairs of fewer than {floor} customers ({unit}, where the customer is not known) are not in it."
            ));
        }
        if self.number("/floor").is_some_and(|floor| floor < 5.0) {
            limits.push(
                "It tells of what fewer than five customers did: whoever loads it may learn what one of them \
                 bought. Do not publish it."
                    .to_owned(),
            );
        } else {
            limits.push(
                "Counts below 20 are told as bands, so that no one's own orders can be read off.".to_owned(),
            );
        }
        let n_silent = self.n_items - self.n_anchors;
        if n_silent > 0 {
            limits.push(format!(
                "Of {n_silent} of {} items it knows no relation; beside one of those alone it shows what goes with \
                 the category, or what the shop picked for it, or nothing.",
                self.n_items
            ));
        }
        if self.window.is_none() {
            limits.push(
                "The log has no dates: nothing is known of seasons, or of what is bought later.".to_owned(),
            );
        }
        if self.did_harm("tuned_mrr_with_months") {
            limits.push(format!(
                "Months do not count: held against later {unit} they made suggestions worse, so what looks like \
                 seasons was news that has passed."
            ));
        }
        for (figure, what) in [
            ("tuned_mrr_with_dayparts", "Parts of the day"),
            ("tuned_mrr_with_devices", "Devices"),
            ("tuned_mrr_with_markets", "Markets"),
        ] {
            if self.did_harm(figure) {
                limits.push(format!(
                    "{what} do not count: held against later {unit} they made suggestions worse."
                ));
            }
        }
        let has_customers = self.number("/lines/n_customers").is_some_and(|n_customers| n_customers > 0.0);
        if has_customers && self.window.is_some() && !self.relations.contains_key("bought-later") {
            limits.push(
                "Nothing is told to be bought later: once the calendar is taken out, no two items were bought one after \
                 the other by so many customers that chance is ruled out."
                    .to_owned(),
            );
        }
        if self.number("/lines/n_customers") == Some(0.0) {
            limits.push(format!("The log names no customers: every one of the {unit} counts as another's."));
        }
        if self.number("/calibration/ece").is_none() {
            limits.push(
                "How far its shares can be trusted was not measured: too few orders could be held out."
                    .to_owned(),
            );
        }
        limits
    }

    /// Whether a circumstance was tried on later orders, and did harm there.
    fn did_harm(&self, figure: &str) -> bool {
        let [as_it_is, with] =
            ["tuned_mrr", figure].map(|name| self.number(&format!("/method/parameters/{name}")));
        with.is_some_and(|with| as_it_is.is_some_and(|as_it_is| with < as_it_is))
    }
}
