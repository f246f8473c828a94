//! Orders without columns: one basket per line, the ids of its items separated by blanks, commas, semicolons or tabs.
//!
//! The form in which research data come. Such a file has no header: it is recognized by its first line, every word
//! of which is an id with a digit in it, as no column name is. A line's number is the order's id.

use std::io::BufRead;
use std::path::Path;

use indicatif::ProgressBar;

use super::bad_rows::RowReport;
use super::error::InputError;
use super::open::{self, Content};
use super::orders::OrderLog;

/// Reads `path` if it holds one basket per line; else says `false` and changes nothing.
///
/// # Errors
///
/// The file cannot be opened or read to its end, or there are more different ids than can be numbered.
pub(super) fn read(
    path: &Path,
    progress: &ProgressBar,
    log: &mut OrderLog,
    report: &mut RowReport,
) -> Result<bool, InputError> {
    let cannot_read = |source| InputError::Read { path: path.to_owned(), source };
    let Content::Text(mut text) = open::open(path, progress)? else { return Ok(false) };
    if !is_basket(first_line(text.fill_buf().map_err(cannot_read)?)) {
        return Ok(false);
    }
    // Orders of several files are orders of their own: numbering goes on, padded so that ids sort as they come.
    let n_before = log.orders.len();
    for (at, line) in text.split(b'\n').enumerate() {
        let line = line.map_err(cannot_read)?;
        match str::from_utf8(&line) {
            Ok(line) if line.trim().is_empty() => {}
            Ok(line) => {
                log.add_basket(&format!("{:010}", n_before + at + 1), ids(line))?;
                report.count(Ok(()).into(), 1, String::new);
            }
            Err(_) => {
                let verdict = Err("not in UTF-8".to_owned()).into();
                report.count(verdict, 1, || format!("{}:{}", path.display(), at + 1));
            }
        }
    }
    Ok(true)
}

/// The first line that is not blank, as far as `start` shows it.
fn first_line(start: &[u8]) -> &[u8] {
    start.split(|&byte| byte == b'\n').find(|line| !line.trim_ascii().is_empty()).unwrap_or_default()
}

fn is_basket(line: &[u8]) -> bool {
    let is_id = |id: &str| {
        let is_in_ids = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
        id.chars().all(is_in_ids) && id.contains(|c: char| c.is_ascii_digit())
    };
    str::from_utf8(line).is_ok_and(|line| ids(line).next().is_some() && ids(line).all(is_id))
}

fn ids(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).filter(|id| !id.is_empty())
}

#[cfg(test)]
mod tests {
    use super::is_basket;

    #[test]
    fn lines_of_ids_are_baskets_and_headers_are_not() {
        for line in ["13740, 39561, 4562", "0 1 2 ", "7", "SKU-1;SKU-2\r", "85123A\t22423"] {
            assert!(is_basket(line.as_bytes()), "{line:?}");
        }
        for line in ["", "order_id,sku", "InvoiceNo", "{\"order\": 1}", "1,WHITE LANTERN,2", "\"a1\",\"b2\""]
        {
            assert!(!is_basket(line.as_bytes()), "{line:?}");
        }
    }
}
