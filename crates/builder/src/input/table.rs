//! One table of any format as rows of text fields, so that the same content gives the same rows in every format.

use std::path::Path;

use indicatif::ProgressBar;

use super::bad_rows::RowReport;
use super::columns::Role;
use super::error::InputError;
use super::open::{self, Content};
use super::{delimited, parquet};

/// What a visitor says of a row: used, or what is wrong with it.
pub(super) type Verdict = Result<(), String>;

/// Called with each row: one field per role, `None` where the table has no column for an optional role. Says
/// whether the row could be used; an error ends reading.
pub(super) trait Visit: FnMut(&[Option<&str>]) -> Result<Verdict, InputError> {}
impl<F: FnMut(&[Option<&str>]) -> Result<Verdict, InputError>> Visit for F {}

/// Reads one table row by row, counting good and bad rows in `report`.
///
/// # Errors
///
/// The file cannot be opened, read to its end or recognized; a column is missing; or `visit` failed.
pub(super) fn read(
    path: &Path,
    roles: &[Role<'_>],
    progress: &ProgressBar,
    report: &mut RowReport,
    visit: impl Visit,
) -> Result<(), InputError> {
    match open::open(path, progress)? {
        Content::Text(text) => delimited::read(path, text, roles, report, visit),
        Content::Parquet(file) => parquet::read(path, file, roles, progress, report, visit),
    }
}
