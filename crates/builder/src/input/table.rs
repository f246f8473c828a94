//! One table of any format as rows of text fields, so that the same content gives the same rows in every format.

use std::path::Path;

use indicatif::ProgressBar;

use super::bad_rows::RowReport;
use super::columns::Wanted;
use super::error::InputError;
use super::open::{self, Content};
use super::{delimited, parquet};

/// What a visitor says of a row: used, or what is wrong with it.
pub(super) type Verdict = Result<(), String>;

/// One row of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'r> {
    /// One field per role, `None` where the table has no column for an optional role.
    pub fields: &'r [Option<&'r str>],
    /// Name and value of every other column.
    pub further: &'r [(&'r str, &'r str)],
}

/// Called with each row. Says whether it could be used; an error ends reading.
pub(super) trait Visit: FnMut(Row<'_>) -> Result<Verdict, InputError> {}
impl<F: FnMut(Row<'_>) -> Result<Verdict, InputError>> Visit for F {}

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
    match open::open(path, progress)? {
        Content::Text(text) => delimited::read(path, text, wanted, report, visit),
        Content::Parquet(file) => parquet::read(path, file, wanted, progress, report, visit),
    }
}
