//! Finding items, categories and relation types by the names a merchant writes.

use goeswith_engine::relation_type::RelationType;

use crate::catalog::{Catalog, CatalogItem};
use crate::near::did_you_mean;
use crate::num::to_u32;

/// What is wrong with a name, and what to do about it.
pub(super) type Unknown = (String, String);

/// The position of the item with this SKU.
pub(super) fn item(catalog: &Catalog, sku: &str) -> Result<u32, Unknown> {
    catalog.items.binary_search_by(|item| item.sku.as_str().cmp(sku)).map(to_u32).map_err(|_| {
        let near = did_you_mean(sku, catalog.items.iter().map(|item| item.sku.as_str()));
        (format!("the catalogue has no item {sku:?}"), near)
    })
}

/// The names of a category path that some item is in, or in a category below it.
pub(super) fn category(catalog: &Catalog, path: &str) -> Result<Vec<String>, Unknown> {
    let names = CatalogItem::parse_category(path);
    if catalog.items.iter().any(|item| item.category.starts_with(&names)) {
        return Ok(names);
    }
    let paths: Vec<String> = catalog.items.iter().map(CatalogItem::category_path).collect();
    let above = catalog.items.iter().filter_map(|item| item.category.first());
    let near = did_you_mean(path, paths.iter().chain(above).map(String::as_str));
    Err((format!("the catalogue has no category {path:?}"), near))
}

/// The relation type with this name.
pub(super) fn relation_type(name: &str) -> Result<RelationType, Unknown> {
    RelationType::ALL.into_iter().find(|relation_type| relation_type.name() == name).ok_or_else(|| {
        let names = RelationType::ALL.map(RelationType::name);
        let near = did_you_mean(name, names.into_iter());
        (format!("there is no relation type {name:?}"), format!("{near} The types are {}", names.join(", ")))
    })
}
