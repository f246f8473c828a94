//! The derived catalogue, and what was left out, as CSV: UTF-8, one header, lines ended by LF.

use super::Dropped;
use crate::catalog::Catalog;

/// `sku,title,price,category,family`, by ascending SKU; prices as 2.55.
#[must_use]
pub fn catalog_csv(catalog: &Catalog) -> Vec<u8> {
    let mut table = Table::new(["sku", "title", "price", "category", "family"]);
    for item in &catalog.items {
        let price = format!("{}.{:02}", item.price_hundredths / 100, item.price_hundredths % 100);
        let family = item.family.as_deref().unwrap_or_default();
        table.row([&item.sku, &item.title, &price, &item.category_path(), family]);
    }
    table.bytes
}

/// `code,description,reason,rows`, by ascending code.
#[must_use]
pub fn dropped_csv(dropped: &[Dropped]) -> Vec<u8> {
    let mut table = Table::new(["code", "description", "reason", "rows"]);
    for code in dropped {
        table.row([&code.code, &code.description, &code.reason, &code.n_rows.to_string()]);
    }
    table.bytes
}

struct Table {
    bytes: Vec<u8>,
}

impl Table {
    fn new<const N: usize>(header: [&str; N]) -> Self {
        let mut table = Self { bytes: Vec::new() };
        table.row(header);
        table
    }

    fn row<const N: usize>(&mut self, fields: [&str; N]) {
        let quoted: Vec<String> = fields.into_iter().map(quoted).collect();
        self.bytes.extend(quoted.join(",").as_bytes());
        self.bytes.push(b'\n');
    }
}

/// In quotes where it needs them.
fn quoted(field: &str) -> String {
    if field.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}
