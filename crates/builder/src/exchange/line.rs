//! The kinds of lines, shared by writer and reader.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// One line. Weights, scales and counts are as in `docs/format.md`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Line<'a> {
    /// What holds for the whole model. The first line.
    Shop {
        currency: Cow<'a, str>,
        counts_visits: bool,
        n_orders: u32,
        shrinkage: u32,
        held_out_per_mille: [u32; 3],
        /// Such as `2027-05-01`; absent where the model never ends.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        last_day: Option<Cow<'a, str>>,
        /// The types that have relations.
        types: Vec<Cow<'a, str>>,
        has_fallback: bool,
        /// How the model was made, as the JSON text that the file holds.
        manifest: Cow<'a, str>,
    },
    /// A category, after the one above it.
    Category { path: Cow<'a, str>, name: Cow<'a, str>, above: Option<Cow<'a, str>> },
    /// An item, in the order of the model.
    Item {
        sku: Cow<'a, str>,
        title: Cow<'a, str>,
        lowercase_initial: bool,
        price_hundredths: u32,
        category: Cow<'a, str>,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        family: Option<u32>,
        n_orders: u32,
        /// What it offers and wants, as codes.
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        fits: Vec<u32>,
        /// What the merchant says that it is for.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        need: Option<Cow<'a, str>>,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        color: Option<Cow<'a, str>>,
        /// A sensitive topic that it touches.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        topic: Option<Cow<'a, str>>,
    },
    /// A relation. `of`: what `n_both` is a part of, where that is not the anchor's orders.
    Relation {
        anchor: Cow<'a, str>,
        candidate: Cow<'a, str>,
        r#type: Cow<'a, str>,
        weight: u8,
        scale: u16,
        n_both: u32,
        #[serde(skip_serializing_if = "is_zero", default)]
        of: u32,
    },
    /// What orders with any item of a category hold besides; `n_both` of the `of` orders with the category.
    Fallback { category: Cow<'a, str>, candidate: Cow<'a, str>, weight: u8, scale: u16, n_both: u32, of: u32 },
    /// An item's months, in eighths.
    Months { item: Cow<'a, str>, eighths: [u8; 12] },
    /// An item's parts of the day, in eighths.
    Dayparts { item: Cow<'a, str>, eighths: [u8; 6] },
    /// The months of a relation *bought together*, in eighths.
    RelationMonths { anchor: Cow<'a, str>, candidate: Cow<'a, str>, eighths: [u8; 12] },
    /// An item's classes of device: phone, tablet, desktop; in eighths.
    Devices { item: Cow<'a, str>, eighths: [u8; 3] },
    /// The markets that are told apart, by ISO 3166-1 alpha-2 code.
    Markets { codes: Vec<Cow<'a, str>> },
    /// An item's markets: any other, then those told apart; in eighths.
    ItemMarkets { item: Cow<'a, str>, eighths: [u8; 8] },
    /// Items that belong together.
    Bundle { name: Cow<'a, str>, items: Vec<Cow<'a, str>>, n_orders: u32 },
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_zero(number: &u32) -> bool {
    *number == 0
}
