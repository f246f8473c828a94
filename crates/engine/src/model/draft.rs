//! What a model file holds, as plain owned data: the input of the writer, and what the reader gives back
//! in a round trip. The builder makes one of these; the browser never does.

use crate::ids::{CategoryId, FamilyId, ItemId};

/// A whole model before it is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// ISO 4217 code of the catalogue's prices, three ASCII capitals, such as `GBP`.
    pub currency: String,
    /// Number of orders the evidence was counted in.
    pub n_orders: u32,
    /// Categories, parents before children.
    pub categories: Vec<DraftCategory>,
    /// Items in model order; `ItemId(i)` is `items[i]`.
    pub items: Vec<DraftItem>,
    /// The relations that orders show, one row per item in model order.
    pub bought_together: Vec<DraftRow>,
    /// How the model was made, as JSON. The engine does not read it; `goeswith inspect` prints it.
    pub manifest: String,
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
    /// Orders that held it.
    pub n_orders: u32,
}

/// The relations of one anchor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DraftRow {
    /// What a weight of 15 is worth, relative to the strongest row of the model (65535); 0 only if empty.
    pub scale: u16,
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
    /// Orders that held both, `1..=` the smaller of the two items' `n_orders`.
    pub n_both: u32,
}
