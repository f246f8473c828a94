//! From the SKUs that a log spells to items of the catalogue.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::input::Names;

/// Finds items by the SKUs a log uses: exactly, else ignoring ASCII letter case where that is unambiguous.
pub(crate) struct SkuMatcher<'c> {
    catalog: &'c Catalog,
    /// By SKU in small letters; `None` where two SKUs of the catalogue differ only in case.
    folded: BTreeMap<String, Option<u32>>,
}

impl<'c> SkuMatcher<'c> {
    pub(crate) fn new(catalog: &'c Catalog) -> Self {
        let mut folded = BTreeMap::new();
        for (position, item) in (0_u32..).zip(&catalog.items) {
            folded
                .entry(item.sku.trim().to_ascii_lowercase())
                .and_modify(|known| *known = None)
                .or_insert(Some(position));
        }
        Self { catalog, folded }
    }

    /// The item of each name, by its number.
    pub(crate) fn match_all(&self, skus: &Names) -> Vec<Option<u32>> {
        skus.iter().map(|sku| self.item(sku)).collect()
    }

    fn item(&self, sku: &str) -> Option<u32> {
        match self.catalog.items.binary_search_by(|item| item.sku.as_str().cmp(sku)) {
            Ok(position) => u32::try_from(position).ok(),
            Err(_) => self.folded.get(&sku.trim().to_ascii_lowercase()).copied().flatten(),
        }
    }
}
