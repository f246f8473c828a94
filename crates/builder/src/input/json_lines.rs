//! JSON Lines: one object per line, an order line or a whole order with its lines in an array.
//!
//! An object becomes columns: `{"customer": {"id": 7}}` is the column `customer.id`. Where an array of lines is
//! wanted and there, every entry is a row of the order's columns and its own, the latter as `line_item.sku`. So an
//! order from a shop's API has the columns of an order export, and is read by the same rules.

use std::io::{BufRead, Read};
use std::path::Path;

use serde_json::{Map, Value};

use super::bad_rows::RowReport;
use super::columns::{self, LINE_ITEM, Wanted};
use super::error::InputError;
use super::table::{NamedRows, Verdict, Visit};

/// An order with ten thousand lines stays far below. Longer is no JSON Lines.
const MAX_LINE_LEN: u64 = 1 << 26;

/// Names of arrays that hold the lines of an order, folded as by [`columns::fold`].
const LINES: [&str; 8] =
    ["lineitems", "items", "orderitems", "orderlines", "lines", "products", "orderlineitems", "basket"];

/// Reads JSON Lines, object by object.
///
/// # Errors
///
/// The text ends early or is a JSON array, no object has a column that is required, or `visit` failed.
pub(super) fn read(
    path: &Path,
    mut text: Box<dyn BufRead>,
    wanted: Wanted<'_>,
    report: &mut RowReport,
    mut visit: impl Visit,
) -> Result<(), InputError> {
    let cannot_read = |source| InputError::Read { path: path.to_owned(), source };
    let mut rows = NamedRows::new(path, wanted);
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        if text.by_ref().take(MAX_LINE_LEN).read_until(b'\n', &mut line).map_err(cannot_read)? == 0 {
            break;
        }
        let json = line.trim_ascii();
        let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
        if json.is_empty() {
            continue;
        }
        if number == 1 && json.starts_with(b"[") {
            return Err(InputError::JsonArray { path: path.to_owned() });
        }
        let verdict = match serde_json::from_slice::<Map<String, Value>>(json) {
            Ok(object) => visit_object(&object, wanted, &mut rows, &mut visit)?,
            Err(error) => Err(format!("not a JSON object on one line: {error}")).into(),
        };
        report.count(verdict, 1, || format!("{}:{number}", path.display()));
    }
    rows.finish()
}

/// Passes on the rows of one object: one, or as many as it has lines.
fn visit_object(
    object: &Map<String, Value>,
    wanted: Wanted<'_>,
    rows: &mut NamedRows<'_, '_>,
    visit: &mut impl Visit,
) -> Result<Verdict, InputError> {
    let is_lines = |name: &str| wanted.lines && LINES.contains(&columns::fold(name).as_str());
    let lines = object.iter().find_map(|(name, value)| value.as_array().filter(|_| is_lines(name)));
    let mut own = Vec::new();
    for (name, value) in object {
        flatten(name.clone(), value, &mut own);
    }
    let Some(lines) = lines else { return rows.visit(&own, visit) };
    let mut verdict = Verdict::default();
    for line in lines {
        let mut row = own.clone();
        if let Value::Object(members) = line {
            for (name, value) in members {
                flatten(format!("{LINE_ITEM}.{name}"), value, &mut row);
            }
        } else {
            flatten(format!("{LINE_ITEM}.sku"), line, &mut row);
        }
        verdict.add(rows.visit(&row, visit)?);
    }
    Ok(verdict)
}

/// Columns of a value: itself if it is plain, those of its members if it is an object. An array has none.
fn flatten(name: String, value: &Value, row: &mut Vec<(String, String)>) {
    let text = match value {
        Value::Object(members) => {
            for (member, value) in members {
                flatten(format!("{name}.{member}"), value, row);
            }
            return;
        }
        Value::Array(_) => return,
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    };
    row.push((name, text));
}
