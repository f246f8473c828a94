//! What a model file holds, as plain owned data: the input of the writer, and what the reader gives back
//! in a round trip. The builder makes one of these; the browser never does.

use std::collections::BTreeMap;

use super::MAX_MARKETS;
use super::labels::{DraftLabels, Label};
use crate::circumstances::Market;
use crate::ids::{CategoryId, FamilyId, ItemId};
use crate::relation_type::RelationType;

/// A whole model before it is written.
///
/// Every count of orders or customers below 20 is the least of its [band](crate::bands).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// ISO 4217 code of the catalogue's prices, three ASCII capitals, such as `GBP`.
    pub currency: String,
    /// What the evidence counts.
    pub unit: Unit,
    /// Number of orders (or visits) the evidence was counted in.
    pub n_orders: u32,
    /// How surely the levels of confidence hold.
    pub calibration: Calibration,
    /// The last day on which anything is suggested, in days since 1970-01-01 in UTC; 0 when the model never ends.
    pub last_day: u32,
    /// Categories, parents before children.
    pub categories: Vec<DraftCategory>,
    /// Items in model order; `ItemId(i)` is `items[i]`.
    pub items: Vec<DraftItem>,
    /// Relations by type, one row per item in model order; no entry for a type without relations.
    pub relations: BTreeMap<RelationType, Vec<DraftRow>>,
    /// What orders with any item of a category hold besides, one row per category, each with its own base; empty
    /// when there is none.
    pub fallback: Vec<DraftRow>,
    /// Where and when items and relations count more or less.
    pub profiles: Profiles,
    /// What items offer and want, one list per item in model order as [`compatibility`](crate::compatibility) reads
    /// it; empty when nothing must fit.
    pub compatibility: Vec<Vec<u32>>,
    /// Items that belong together, strongest first.
    pub bundles: Vec<Bundle>,
    /// Labels by kind; no entry for a kind that no item has.
    pub labels: BTreeMap<Label, DraftLabels>,
    /// How the model was made, as JSON. The engine does not read it; `goeswith inspect` prints it.
    pub manifest: String,
}

/// What the evidence counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// Orders placed.
    #[default]
    Orders,
    /// Visits: sequences of clicks.
    Visits,
}

/// What held-out orders said about the levels of confidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Calibration {
    /// Imagined orders with the anchor that hold the candidate as often as any order does: a share of few orders is
    /// drawn towards that by as many.
    pub shrinkage: u32,
    /// Of held-out orders with the anchor, how many in a thousand held the candidate: very often, often, guess;
    /// 0 where there were none to count.
    pub held_out_per_mille: [u32; 3],
}

/// One category. The full path is its parents' names and its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftCategory {
    /// Its own name, as the shopper reads it: `Cake stands`.
    pub name: String,
    /// The category above it, if any; always an earlier position.
    pub parent: Option<CategoryId>,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftItem {
    /// The merchant's own name for it, as carts and order logs hold it.
    pub sku: String,
    /// What the shopper reads.
    pub title: String,
    /// Whether the title's first letter is written small in the middle of a sentence ("the white lantern",
    /// but "the Regency teapot").
    pub lowercase_initial: bool,
    /// Price in hundredths of the currency unit; 0 when unknown.
    pub price_hundredths: u32,
    /// Its leaf category.
    pub category: CategoryId,
    /// The variants it belongs to, if any.
    pub family: Option<FamilyId>,
    /// Orders that held it; 0 where too few people bought it to say.
    pub n_orders: u32,
}

/// The relations of one anchor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DraftRow {
    /// What a weight of 15 is worth, relative to the strongest row of the model (65535); 0 only if empty.
    pub scale: u16,
    /// What the evidence is a part of, where that is not the anchor's own orders: the customers who came back, the
    /// orders with the category. Else 0.
    pub base: u32,
    /// At most [`MAX_ROW_LEN`](super::MAX_ROW_LEN), by ascending candidate, without repeats.
    pub relations: Vec<DraftRelation>,
}

/// A directed relation anchor → candidate, with its evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DraftRelation {
    /// The item that may be suggested.
    pub candidate: ItemId,
    /// Strength on the row's square-root scale: `1..=15`, worth `scale · weight²  / 225`.
    pub weight: u8,
    /// Orders that held both, at most the base and the candidate's own orders; 0 where no order says anything.
    pub n_both: u32,
}

/// Twelve months or six parts of the day: eighths of what a year or a day is worth, `0..=15`.
pub type Months = [u8; 12];
/// Night 0–5, early 5–8, morning 8–12, afternoon 12–17, evening 17–21, late 21–24; eighths, `0..=15`.
pub type Dayparts = [u8; 6];

/// Phone, tablet, desktop; eighths, `0..=15`.
pub type Devices = [u8; 3];
/// Any market that is not named, then the named ones in their order; eighths, `0..=15`; 8 where there is no such market.
pub type Markets = [u8; 1 + MAX_MARKETS];

/// Where and when items and relations count more or less than over all; what is not listed always counts alike.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profiles {
    /// Of items, ascending.
    pub months: Vec<(ItemId, Months)>,
    /// Of items, ascending.
    pub dayparts: Vec<(ItemId, Dayparts)>,
    /// Of items, ascending.
    pub devices: Vec<(ItemId, Devices)>,
    /// The markets that are told apart, ascending, at most [`MAX_MARKETS`].
    pub markets: Vec<Market>,
    /// Of items, ascending.
    pub item_markets: Vec<(ItemId, Markets)>,
    /// Of *bought together* relations anchor → candidate, ascending.
    pub relation_months: Vec<((ItemId, ItemId), Months)>,
}

/// Two to five items that belong together, one need each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// What the merchant calls it; empty when it was found in orders.
    pub name: String,
    /// Distinct, ascending.
    pub items: Vec<ItemId>,
    /// Orders that held all of them; 0 when the merchant says so and no order does.
    pub n_orders: u32,
}
