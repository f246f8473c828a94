//! Small catalogues for the tests of this module.

use std::collections::BTreeMap;

use crate::catalog::{Catalog, CatalogItem};

/// A catalogue of (title, category), with SKUs in this order, without prices and families.
pub(crate) fn catalog(items: &[(&str, &str)]) -> Catalog {
    let item = |(number, (title, category)): (usize, &(&str, &str))| CatalogItem {
        sku: format!("{number:05}"),
        title: (*title).to_owned(),
        price_hundredths: 0,
        category: CatalogItem::parse_category(category),
        family: None,
        attributes: BTreeMap::new(),
    };
    Catalog { items: items.iter().enumerate().map(item).collect(), ..Catalog::default() }
}
