//! The catalogue file.

use std::collections::BTreeMap;
use std::path::Path;

use indicatif::ProgressBar;

use super::bad_rows::{BadRowLimit, RowReport};
use super::columns::{CatalogColumns, Role, Wanted};
use super::error::InputError;
use super::number::parse_thousandths;
use super::table::{self, Row};
use crate::catalog::{Catalog, CatalogItem};

/// Reads the catalogue: one row per SKU, in any order.
///
/// A SKU that is there twice is a bad row: of several the first by title, price, category and family is kept, so
/// that row order does not matter.
///
/// # Errors
///
/// A file that cannot be opened, read to its end or recognized; a missing column; more bad rows than `limit`
/// allows.
pub fn read_catalog(
    path: &Path,
    columns: &CatalogColumns,
    limit: BadRowLimit,
) -> Result<(Catalog, RowReport), InputError> {
    let mut report = RowReport::default();
    let mut items = Vec::new();
    let wanted = Wanted { roles: &roles(columns), further: true };
    table::read(path, wanted, &ProgressBar::hidden(), &mut report, |row| {
        Ok(parse(row).map(|item| items.push(item)))
    })?;
    let (catalog, repeated) = Catalog::new(items);
    for sku in repeated {
        report.turn_bad(|| path.display().to_string(), format!("the SKU {sku} is there more than once"));
    }
    if limit.allows(&report) {
        Ok((catalog, report))
    } else {
        Err(InputError::TooManyBadRows { report, limit })
    }
}

fn roles(columns: &CatalogColumns) -> [Role<'_>; 5] {
    [
        Role {
            name: "SKU",
            flag: "--catalog-sku-column",
            named: columns.catalog_sku_column.as_deref(),
            usual: &[
                "sku",
                "stockcode",
                "variantsku",
                "productid",
                "itemid",
                "productcode",
                "itemcode",
                "id",
            ],
            required: true,
        },
        Role {
            name: "title",
            flag: "--catalog-title-column",
            named: columns.catalog_title_column.as_deref(),
            usual: &["title", "name", "productname", "producttitle", "itemname", "description"],
            required: true,
        },
        Role {
            name: "price",
            flag: "--catalog-price-column",
            named: columns.catalog_price_column.as_deref(),
            usual: &["price", "unitprice", "variantprice", "regularprice"],
            required: false,
        },
        Role {
            name: "category",
            flag: "--catalog-category-column",
            named: columns.catalog_category_column.as_deref(),
            usual: &["category", "categories", "productcategory", "producttype", "googleproductcategory"],
            required: false,
        },
        Role {
            name: "family",
            flag: "--catalog-family-column",
            named: columns.catalog_family_column.as_deref(),
            usual: &["family", "itemgroupid", "parentsku", "parent", "handle"],
            required: false,
        },
    ]
}

fn parse(row: Row<'_>) -> Result<CatalogItem, String> {
    let &[sku, title, price, category, family] = row.fields else {
        return Err("wrong number of columns".to_owned());
    };
    let text = |field: Option<&str>| field.unwrap_or_default().trim().to_owned();
    let (sku, title, family) = (text(sku), text(title), text(family));
    if sku.is_empty() {
        return Err("the SKU is empty".to_owned());
    }
    if title.is_empty() {
        return Err(format!("the title of {sku} is empty"));
    }
    Ok(CatalogItem {
        price_hundredths: parse_price(price.unwrap_or_default())?,
        category: CatalogItem::parse_category(category.unwrap_or_default()),
        family: if family.is_empty() { None } else { Some(family) },
        attributes: attributes(row.further),
        sku,
        title,
    })
}

/// Longer texts describe the item; no rule compares them.
const MAX_ATTRIBUTE_LEN: usize = 100;

/// What the further columns say in a few words. Of two columns with one name the first that says something counts.
fn attributes(further: &[(&str, &str)]) -> BTreeMap<String, String> {
    let mut attributes = BTreeMap::new();
    for (name, value) in further {
        let (name, value) = (attribute_name(name), value.trim());
        if !name.is_empty() && !value.is_empty() && value.len() <= MAX_ATTRIBUTE_LEN {
            attributes.entry(name).or_insert_with(|| value.to_owned());
        }
    }
    attributes
}

/// `Connector Type` and `connector-type` are the attribute `connector_type`.
fn attribute_name(column: &str) -> String {
    let parts = column.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect::<Vec<_>>().join("_")
}

/// A price in hundredths, rounded half up; 0 if it is not given.
fn parse_price(text: &str) -> Result<u32, String> {
    if text.trim().is_empty() {
        return Ok(0);
    }
    parse_thousandths(text)
        .and_then(|thousandths| u32::try_from((thousandths + 5).div_euclid(10)).ok())
        .ok_or_else(|| format!("the price {text:?} is not a number such as 2.55"))
}
