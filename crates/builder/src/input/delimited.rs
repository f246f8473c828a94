//! CSV in its usual dialects: comma, semicolon or tab, quoted as in RFC 4180, with or without a byte order mark.

use std::io::{BufRead, Cursor, Read};
use std::path::Path;

use csv::{ByteRecord, ReaderBuilder, Terminator};

use super::bad_rows::RowReport;
use super::columns::Wanted;
use super::error::InputError;
use super::table::{Row, Verdict, Visit};

/// The longest line considered in search of the header.
const MAX_HEADER_LEN: u64 = 1 << 20;

/// A row over more lines than this is taken for a quote that was opened and never closed. Descriptions with
/// paragraphs stay well below.
const MAX_LINES_PER_ROW: u64 = 500;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
const UTF_16_MARKS: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];

/// Reads a CSV table row by row.
///
/// A bad row that runs over several lines counts as that many rows: a stray quote can swallow a whole file, and
/// then the limit on bad rows must notice.
///
/// # Errors
///
/// The text ends early, is no text, or lacks a column; or `visit` failed.
pub(super) fn read(
    path: &Path,
    mut text: Box<dyn BufRead>,
    wanted: Wanted<'_>,
    report: &mut RowReport,
    mut visit: impl Visit,
) -> Result<(), InputError> {
    let cannot_read = |source| InputError::Read { path: path.to_owned(), source };
    let start = checked_start(path, start(&mut text).map_err(cannot_read)?)?;

    // With `\n` as the only line end (a `\r` before it is cut off below), and one more at the very end, a row
    // always ends just before the line where the reader stands.
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(&start))
        .flexible(true)
        .terminator(Terminator::Any(b'\n'))
        .from_reader(Cursor::new(start).chain(text).chain(&b"\n"[..]));
    let from_csv = |error: csv::Error| cannot_read(std::io::Error::from(error));

    let header: Vec<String> = reader
        .byte_headers()
        .map_err(from_csv)?
        .iter()
        .map(|name| String::from_utf8_lossy(name).trim().to_owned())
        .collect();
    let columns = wanted.resolve(path, &header)?;

    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(from_csv)? {
        if record.iter().all(|field| field == b"\r") {
            continue;
        }
        let n_lines = 1 + record.iter().map(count_line_ends).sum::<u64>();
        let verdict: Verdict = if record.len() != header.len() {
            Err(format!("{} fields where the header has {}", record.len(), header.len())).into()
        } else if n_lines > MAX_LINES_PER_ROW {
            Err(format!("{n_lines} lines in one row: a quote is not closed")).into()
        } else {
            match pick(&record, &columns.roles) {
                Some(fields) => {
                    let further = pick_further(&record, &header, &columns.further);
                    visit(Row { fields: &fields, further: &further })?
                }
                None => Err("not in UTF-8".to_owned()).into(),
            }
        };
        let line = reader.position().line().saturating_sub(n_lines);
        report.count(verdict, n_lines, || format!("{}:{line}", path.display()));
    }
    Ok(())
}

/// The fields at `positions`; `None` if one of them is not UTF-8.
fn pick<'r>(record: &'r ByteRecord, positions: &[Option<usize>]) -> Option<Vec<Option<&'r str>>> {
    let pick_one = |position: &Option<usize>| match position {
        Some(position) => text(record, *position).map(Some),
        None => Some(None),
    };
    positions.iter().map(pick_one).collect()
}

/// Name and value of the fields at `positions`, without those that are not UTF-8: nothing depends on them.
fn pick_further<'r>(
    record: &'r ByteRecord,
    header: &'r [String],
    positions: &[usize],
) -> Vec<(&'r str, &'r str)> {
    let pick_one = |position: &usize| Some((header.get(*position)?.as_str(), text(record, *position)?));
    positions.iter().filter_map(pick_one).collect()
}

fn text(record: &ByteRecord, position: usize) -> Option<&str> {
    let field = record.get(position)?;
    str::from_utf8(field.strip_suffix(b"\r").unwrap_or(field)).ok()
}

fn count_line_ends(field: &[u8]) -> u64 {
    field.iter().filter(|byte| **byte == b'\n').map(|_| 1).sum()
}

/// Everything up to the end of the first line that is not blank.
fn start(text: &mut impl BufRead) -> std::io::Result<Vec<u8>> {
    let mut start = Vec::new();
    while text.take(MAX_HEADER_LEN).read_until(b'\n', &mut start)? > 0 && start.trim_ascii().is_empty() {}
    Ok(start)
}

/// The start without its byte order mark, unless it shows that this is no CSV.
fn checked_start(path: &Path, mut start: Vec<u8>) -> Result<Vec<u8>, InputError> {
    let not_a_table = |found| Err(InputError::NotATable { path: path.to_owned(), found });
    if UTF_16_MARKS.iter().any(|mark| start.starts_with(mark)) {
        return not_a_table("text in UTF-16");
    }
    if start.starts_with(BYTE_ORDER_MARK) {
        start.drain(..BYTE_ORDER_MARK.len());
    }
    if start.contains(&0) {
        return not_a_table("binary data");
    }
    if start.trim_ascii().is_empty() {
        return Err(InputError::Empty { path: path.to_owned() });
    }
    Ok(start)
}

/// The delimiter that occurs most often outside quotes; the comma where none does.
fn delimiter(header: &[u8]) -> u8 {
    let mut n_commas = 0_usize;
    let mut n_semicolons = 0_usize;
    let mut n_tabs = 0_usize;
    let mut quoted = false;
    for byte in header {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted => n_commas += 1,
            b';' if !quoted => n_semicolons += 1,
            b'\t' if !quoted => n_tabs += 1,
            _ => {}
        }
    }
    if n_tabs > n_commas && n_tabs >= n_semicolons {
        b'\t'
    } else if n_semicolons > n_commas {
        b';'
    } else {
        b','
    }
}

#[cfg(test)]
mod tests {
    use super::delimiter;

    #[test]
    fn the_delimiter_is_what_the_header_uses_most() {
        assert_eq!(delimiter(b"order,sku"), b',');
        assert_eq!(delimiter(b"order;sku;price, net"), b';');
        assert_eq!(delimiter(b"order\tsku"), b'\t');
        assert_eq!(delimiter(b"\"a;b;c\",sku"), b',');
        assert_eq!(delimiter(b"order"), b',');
    }
}
