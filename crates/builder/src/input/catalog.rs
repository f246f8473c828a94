//! The catalogue file.

use std::collections::BTreeMap;
use std::path::Path;

use indicatif::ProgressBar;

use super::bad_rows::{BadRowLimit, RowReport};
use super::columns::{CatalogColumns, Role, Wanted};
use super::error::InputError;
use super::price;
use super::table::{self, Row};
use crate::catalog::{Catalog, CatalogItem};

/// Reads the catalogue: one row per SKU, in any order. A product feed for Google Merchant Center is one.
///
/// A SKU that is there twice is a bad row: of several the first by title, price, category and family is kept, so
/// that row order does not matter.
///
/// # Errors
///
/// A file that cannot be opened, read to its end or recognized; a missing column; prices in several
/// currencies; more bad rows than `limit` allows.
pub fn read_catalog(
    path: &Path,
    columns: &CatalogColumns,
    limit: BadRowLimit,
) -> Result<(Catalog, RowReport), InputError> {
    let mut report = RowReport::default();
    let mut items = Vec::new();
    let mut currency = Currency::default();
    let roles = |_: &[String]| roles(columns).to_vec();
    let wanted = Wanted { roles: &roles, further: |_| true, lines: false };
    table::read(path, wanted, &ProgressBar::hidden(), &mut report, |row| match parse(row) {
        Ok((item, code)) => {
            currency.add(path, &item.sku, code)?;
            items.push(item);
            Ok(Ok(()).into())
        }
        Err(what) => Ok(Err(what).into()),
    })?;
    let (mut catalog, repeated) = Catalog::new(items);
    catalog.currency = currency.code;
    for sku in repeated {
        report.turn_bad(|| path.display().to_string(), format!("the SKU {sku} is there more than once"));
    }
    if limit.allows(&report) {
        Ok((catalog, report))
    } else {
        Err(InputError::TooManyBadRows { report, limit })
    }
}

fn roles(columns: &CatalogColumns) -> [Role<'_>; 6] {
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
            usual: &["category", "categories", "productcategory", "producttype"],
            required: false,
        },
        Role {
            name: "family",
            flag: "--catalog-family-column",
            named: columns.catalog_family_column.as_deref(),
            usual: &["family", "itemgroupid", "parentsku", "parent", "handle"],
            required: false,
        },
        Role {
            name: "Google category",
            flag: "",
            named: None,
            usual: &["googleproductcategory"],
            required: false,
        },
    ]
}

/// The item, and the currency of its price where the row says so.
fn parse<'r>(row: Row<'r>) -> Result<(CatalogItem, Option<&'r str>), String> {
    let &[sku, title, price, category, family, google_category] = row.fields else {
        return Err("wrong number of columns".to_owned());
    };
    let text = |field: Option<&'r str>| field.unwrap_or_default().trim();
    let (sku, title, family) = (text(sku), text(title), text(family));
    if sku.is_empty() {
        return Err("the SKU is empty".to_owned());
    }
    if title.is_empty() {
        return Err(format!("the title of {sku} is empty"));
    }
    let (price_hundredths, currency) = price::parse(text(price))?;
    // Google's categories may be numbers of its own list, which tell a shopper nothing.
    let google_category = text(google_category);
    let is_path = !google_category.bytes().all(|byte| byte.is_ascii_digit());
    let category = match text(category) {
        "" if is_path => google_category,
        own => own,
    };
    let item = CatalogItem {
        price_hundredths,
        category: CatalogItem::parse_category(category),
        family: if family.is_empty() { None } else { Some(family.to_owned()) },
        attributes: attributes(row.further),
        sku: sku.to_owned(),
        title: title.to_owned(),
    };
    Ok((item, currency))
}

/// The currency of all prices so far that name one.
#[derive(Debug, Default)]
struct Currency {
    code: Option<String>,
    /// The item that named it first.
    sku: String,
}

impl Currency {
    fn add(&mut self, path: &Path, sku: &str, code: Option<&str>) -> Result<(), InputError> {
        let Some(code) = code else { return Ok(()) };
        match &self.code {
            None => (self.code, self.sku) = (Some(code.to_owned()), sku.to_owned()),
            Some(expected) if expected != code => {
                return Err(InputError::MixedCurrencies {
                    path: path.to_owned(),
                    first: format!("{} in {expected}", self.sku),
                    other: format!("{sku} in {code}"),
                });
            }
            Some(_) => {}
        }
        Ok(())
    }
}

/// Longer texts describe the item; no rule compares them.
const MAX_ATTRIBUTE_LEN: usize = 100;

/// What the further columns say in a few words, without the addresses of pages and pictures. Of two columns with one name the first that says something counts.
fn attributes(further: &[(&str, &str)]) -> BTreeMap<String, String> {
    let mut attributes = BTreeMap::new();
    for (name, value) in further {
        let (name, value) = (attribute_name(name), value.trim());
        if !name.is_empty() && !value.is_empty() && value.len() <= MAX_ATTRIBUTE_LEN && !value.contains("://")
        {
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
