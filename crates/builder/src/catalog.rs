//! The catalogue: what the shop sells, one entry per SKU.

use std::collections::BTreeMap;

/// The shop's items in one canonical order, so that the same catalogue in any row order is the same value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Catalog {
    /// By ascending SKU (bytes), without repeats. Elsewhere in the builder an item is its position here.
    pub items: Vec<CatalogItem>,
    /// What the prices are in, as an ISO 4217 code, where the catalogue says so.
    pub currency: Option<String>,
}

/// One item of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
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
    /// What else the catalogue says of the item, such as `brand` or `connector`: by column name in small letters with
    /// `_` for each joint. Neither names nor values are empty.
    pub attributes: BTreeMap<String, String>,
}

/// What stands between the names of a category path.
const PATH_SEPARATOR: &str = " > ";

/// The category of items whose category is not known.
pub const UNKNOWN_CATEGORY: &str = "Other";

impl Catalog {
    /// Puts items in canonical order. Of several items with one SKU the first in the order of their other fields
    /// stays; the SKUs of the others are the second value, ascending, once per item left out.
    #[must_use]
    pub fn new(mut items: Vec<CatalogItem>) -> (Self, Vec<String>) {
        items.sort();
        let mut repeated = Vec::new();
        items.dedup_by(|later, first| {
            let same = later.sku == first.sku;
            if same {
                repeated.push(later.sku.clone());
            }
            same
        });
        (Self { items, currency: None }, repeated)
    }
}

impl CatalogItem {
    /// Splits `Kitchen > Cake stands` into its names; `["Other"]` if none is left.
    #[must_use]
    pub fn parse_category(path: &str) -> Vec<String> {
        let names: Vec<String> =
            path.split('>').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
        if names.is_empty() { vec![UNKNOWN_CATEGORY.to_owned()] } else { names }
    }

    /// The category path as one string: `Kitchen > Cake stands`.
    #[must_use]
    pub fn category_path(&self) -> String {
        self.category.join(PATH_SEPARATOR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(sku: &str, title: &str) -> CatalogItem {
        CatalogItem {
            sku: sku.to_owned(),
            title: title.to_owned(),
            price_hundredths: 0,
            category: vec!["Mugs".to_owned()],
            family: None,
            attributes: BTreeMap::new(),
        }
    }

    #[test]
    fn a_repeated_sku_keeps_the_same_item_in_any_order() {
        let items = [item("B", "red mug"), item("A", "tray"), item("B", "blue mug"), item("B", "green mug")];
        let (forward, repeated) = Catalog::new(items.to_vec());
        let (backward, _) = Catalog::new(items.into_iter().rev().collect());
        assert_eq!(forward, backward);
        assert_eq!(forward.items, [item("A", "tray"), item("B", "blue mug")]);
        assert_eq!(repeated, ["B", "B"]);
    }

    #[test]
    fn category_paths_are_split_at_their_arrows() {
        assert_eq!(CatalogItem::parse_category("Kitchen > Cake stands"), ["Kitchen", "Cake stands"]);
        assert_eq!(CatalogItem::parse_category(" Mugs>"), ["Mugs"]);
        assert_eq!(CatalogItem::parse_category(" > "), ["Other"]);
    }
}
