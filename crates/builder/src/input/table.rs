//! One table of any format as rows of text fields, so that the same content gives the same rows in every format.

use std::collections::BTreeSet;
use std::io::BufRead;
use std::path::Path;

use indicatif::ProgressBar;

use super::bad_rows::RowReport;
use super::columns::{Columns, Wanted};
use super::error::InputError;
use super::open::{self, Content};
use super::{delimited, feed, json_lines, parquet};

/// What a visitor says of the lines in a row: most rows are one.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    /// Lines that were used.
    pub n_used: u64,
    /// What is wrong with each of the others.
    pub bad: Vec<String>,
}

/// One row of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'r> {
    /// One field per role, `None` where the table has no column for an optional role.
    pub fields: &'r [Option<&'r str>],
    /// Name and value of the other columns that are wanted.
    pub further: &'r [(&'r str, &'r str)],
}

/// Called with each row. Says what could be used; an error ends reading.
pub(super) trait Visit: FnMut(Row<'_>) -> Result<Verdict, InputError> {}
impl<F: FnMut(Row<'_>) -> Result<Verdict, InputError>> Visit for F {}

impl Verdict {
    /// Adds what is said of further lines.
    pub(super) fn add(&mut self, other: Self) {
        self.n_used += other.n_used;
        self.bad.extend(other.bad);
    }
}

impl From<Result<(), String>> for Verdict {
    fn from(line: Result<(), String>) -> Self {
        match line {
            Ok(()) => Self { n_used: 1, bad: Vec::new() },
            Err(what) => Self { n_used: 0, bad: vec![what] },
        }
    }
}

/// Rows that name their columns themselves, so that no two need have the same.
pub(super) struct NamedRows<'p, 'w> {
    path: &'p Path,
    wanted: Wanted<'w>,
    /// Of the row before, and where the wanted columns stand in it: most rows are alike.
    header: Vec<String>,
    columns: Columns,
    /// Columns of all rows so far.
    seen: BTreeSet<String>,
}

impl<'p, 'w> NamedRows<'p, 'w> {
    pub(super) fn new(path: &'p Path, wanted: Wanted<'w>) -> Self {
        Self { path, wanted, header: Vec::new(), columns: wanted.resolve_row(&[]), seen: BTreeSet::new() }
    }

    /// Passes on one row: name and text of each column.
    pub(super) fn visit(
        &mut self,
        row: &[(String, String)],
        visit: &mut impl Visit,
    ) -> Result<Verdict, InputError> {
        if !self.header.iter().eq(row.iter().map(|(name, _)| name)) {
            self.header = row.iter().map(|(name, _)| name.clone()).collect();
            self.columns = self.wanted.resolve_row(&self.header);
            self.seen.extend(self.header.iter().cloned());
        }
        let at = |position: &usize| row.get(*position).map(|(name, value)| (name.as_str(), value.as_str()));
        let field = |position: &Option<usize>| position.as_ref().and_then(at).map(|(_, value)| value);
        let fields: Vec<Option<&str>> = self.columns.roles.iter().map(field).collect();
        let further: Vec<(&str, &str)> = self.columns.further.iter().filter_map(at).collect();
        visit(Row { fields: &fields, further: &further })
    }

    /// After the last row.
    ///
    /// # Errors
    ///
    /// No row had a column that is required or that a flag names.
    pub(super) fn finish(self) -> Result<(), InputError> {
        let seen: Vec<String> = self.seen.into_iter().collect();
        self.wanted.resolve(self.path, &seen).map(|_| ())
    }
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Reads one table row by row, counting good and bad rows in `report`.
///
/// # Errors
///
/// The file cannot be opened, read to its end or recognized; a column is missing; or `visit` failed.
pub(super) fn read(
    path: &Path,
    wanted: Wanted<'_>,
    progress: &ProgressBar,
    report: &mut RowReport,
    visit: impl Visit,
) -> Result<(), InputError> {
    let mut text = match open::open(path, progress)? {
        Content::Text(text) => text,
        Content::Parquet(file) => return parquet::read(path, file, wanted, progress, report, visit),
    };
    let first = first_sign(&mut text).map_err(|source| InputError::Read { path: path.to_owned(), source })?;
    match first {
        Some(b'{' | b'[') => json_lines::read(path, text, wanted, report, visit),
        Some(b'<') => feed::read(path, text, wanted, report, visit),
        _ => delimited::read(path, text, wanted, report, visit),
    }
}

/// The first byte that is no blank, as far as the buffer shows it. Nothing is taken from the text.
fn first_sign(text: &mut impl BufRead) -> std::io::Result<Option<u8>> {
    let start = text.fill_buf()?;
    let start = start.strip_prefix(BYTE_ORDER_MARK).unwrap_or(start);
    Ok(start.trim_ascii_start().first().copied())
}
