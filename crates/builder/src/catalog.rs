//! The catalogue: what the shop sells, one entry per SKU.

/// The shop's items in one canonical order, so that the same catalogue in any row order is the same value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Catalog {
    /// By ascending SKU (bytes), without repeats. Elsewhere in the builder an item is its position here.
    pub items: Vec<CatalogItem>,
}

/// One item of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogItem {
    /// The merchant's own name for the item.
    pub sku: String,
    /// What the shopper reads.
    pub title: String,
    /// Price in hundredths of the currency unit; 0 when unknown.
    pub price_hundredths: u32,
    /// The category path from the top: `["Kitchen", "Cake stands"]`. Never empty: `["Other"]` when unknown.
    pub category: Vec<String>,
    /// Shared by variants (another colour or size of the same thing); `None` when the item has none.
    pub family: Option<String>,
}
