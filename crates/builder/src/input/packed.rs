//! Order lines packed into a column: how `WooCommerce` exports one row per order.
//!
//! Customer/Order/Coupon Export writes a column `line_items` with all lines, parted by semicolons:
//! `id:368|name:Mug|product_id:28|sku:M1|quantity:1|subtotal:5.00|total:5.00|refunded:0.00|refunded_qty:0|meta:…`, in
//! its import format a JSON array. Import Export Suite writes columns `line_item_1`, `line_item_2`, …, one line each:
//! `name:Mug|product_id:28|sku:M1|quantity:1|total:5.00|sub_total:5.00`.

use serde_json::{Map, Value};

use super::columns::fold;

/// The folded name of the column with all lines.
pub(super) const LINES: &str = "lineitems";

/// What a line may begin with; a semicolon before anything else belongs to a name (`Salt &amp; pepper`).
const BEGINNINGS: [&str; 4] = ["id:", "name:", "product_id:", "sku:"];

/// One order line, as text; empty where the export says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct PackedLine {
    pub sku: String,
    pub product: String,
    pub title: String,
    pub quantity: String,
    pub refunded: String,
    /// Of the whole line, before any coupon if that is said.
    pub total: String,
}

/// Whether a column, by its folded name, holds one line: `lineitem1`, `lineitem2`, …
pub(super) fn is_numbered(folded: &str) -> bool {
    let number = folded.strip_prefix("lineitem");
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The lines in one field of the column `name`.
///
/// # Errors
///
/// What is wrong with the field.
pub(super) fn parse(name: &str, field: &str) -> Result<Vec<PackedLine>, String> {
    let field = field.trim();
    if field.is_empty() {
        return Ok(Vec::new());
    }
    if field.starts_with('[') {
        let lines: Vec<Map<String, Value>> = serde_json::from_str(field)
            .map_err(|error| format!("{name} is no JSON array of lines: {error}"))?;
        return Ok(lines.iter().map(from_json).collect());
    }
    let lines = if fold(name) == LINES { split_lines(field) } else { vec![field] };
    lines.into_iter().map(|line| from_pairs(name, line)).collect()
}

fn from_json(line: &Map<String, Value>) -> PackedLine {
    let mut packed = PackedLine::default();
    for (key, value) in line {
        match value {
            Value::String(text) => packed.set(key, text),
            Value::Number(number) => packed.set(key, &number.to_string()),
            _ => {}
        }
    }
    packed
}

fn from_pairs(name: &str, line: &str) -> Result<PackedLine, String> {
    let mut packed = PackedLine::default();
    let pairs = split_unescaped(line, '|').into_iter().filter_map(|pair| pair.split_once(':'));
    let mut n_pairs = 0_usize;
    for (key, value) in pairs {
        packed.set(key.trim(), &unescaped(value));
        n_pairs += 1;
    }
    if n_pairs == 0 {
        return Err(format!("{name} is not like name:Mug|sku:M1|quantity:1 in {line:?}"));
    }
    Ok(packed)
}

impl PackedLine {
    fn set(&mut self, key: &str, value: &str) {
        let slot = match key {
            "sku" => &mut self.sku,
            "product_id" => &mut self.product,
            "name" => &mut self.title,
            "quantity" => &mut self.quantity,
            "refunded_qty" => &mut self.refunded,
            "subtotal" | "sub_total" => &mut self.total,
            "total" if self.total.is_empty() => &mut self.total,
            _ => return,
        };
        value.trim().clone_into(slot);
    }
}

/// Splits at the semicolons that part lines.
fn split_lines(field: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, _) in field.match_indices(';') {
        let (before, after) = (field.get(start..at), field.get(at + 1..));
        let begins = |text: &str| BEGINNINGS.iter().any(|beginning| text.trim_start().starts_with(beginning));
        if let (Some(before), true) = (before, after.is_some_and(begins)) {
            lines.push(before);
            start = at + 1;
        }
    }
    lines.extend(field.get(start..).map(|rest| rest.trim_end_matches(';')));
    lines
}

/// Splits at `mark` where no backslash stands before it.
fn split_unescaped(text: &str, mark: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(mark) {
        if let Some(part) = text.get(start..at).filter(|part| !part.ends_with('\\')) {
            parts.push(part);
            start = at + mark.len_utf8();
        }
    }
    parts.extend(text.get(start..));
    parts
}

fn unescaped(text: &str) -> String {
    [("\\|", "|"), ("\\;", ";"), ("\\,", ","), ("\\=", "=")]
        .into_iter()
        .fold(text.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(name: &str, field: &str) -> Vec<String> {
        parse(name, field).unwrap().into_iter().map(|line| line.title).collect()
    }

    #[test]
    fn lines_are_parted_where_one_begins() {
        let field =
            "id:1|name:Salt &amp; pepper; large|sku:A|quantity:1;id:2|name:Mug\\|cup|sku:B|quantity:2;";
        assert_eq!(titles("line_items", field), ["Salt &amp; pepper; large", "Mug|cup"]);
        assert_eq!(titles("line_item_1", "name:One;name:still one|sku:A"), ["One;name:still one"]);
    }

    #[test]
    fn a_line_says_what_it_costs_before_coupons() {
        let line = &parse("line_items", "name:Mug|sku:M|quantity:2|subtotal:9.00|total:0.00").unwrap()[0];
        assert_eq!((line.sku.as_str(), line.quantity.as_str(), line.total.as_str()), ("M", "2", "9.00"));
        let json = r#"[{"name": "Mug", "product_id": 28, "sku": "M", "quantity": 2, "total": "9.00"}]"#;
        let line = &parse("line_items", json).unwrap()[0];
        assert_eq!((line.product.as_str(), line.quantity.as_str(), line.total.as_str()), ("28", "2", "9.00"));
    }

    #[test]
    fn what_is_no_line_is_told() {
        assert!(parse("line_items", "Mug x 2").unwrap_err().contains("Mug x 2"));
        assert!(parse("line_items", "[{\"name\":").unwrap_err().contains("no JSON array"));
        assert_eq!(parse("line_item_2", " ").unwrap(), []);
    }
}
