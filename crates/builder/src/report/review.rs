//! What a merchant has already looked at: the pairs and days of a `relations.csv`.
//!
//! Only what an audit needs is read here; whether every line makes sense is for `goeswith build` to say.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use miette::Diagnostic;
use thiserror::Error;

/// Pairs that were judged, and when the latest was.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reviewed {
    /// SKUs of anchor and candidate.
    pub pairs: BTreeSet<(String, String)>,
    /// The newest day in the column `reviewed`.
    pub newest: Option<Date>,
}

/// Why a review file cannot be used.
#[derive(Debug, Error, Diagnostic)]
pub enum ReviewError {
    /// It cannot be read.
    #[error("cannot read {} as CSV", path.display())]
    #[diagnostic(help("give the relations.csv of the shop, in UTF-8"))]
    Read {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        #[source]
        source: csv::Error,
    },
    /// A column is missing.
    #[error("{} has no column {column}", path.display())]
    #[diagnostic(help("its first line must be anchor,candidate,action,type,note,reviewed"))]
    MissingColumn {
        /// The file.
        path: PathBuf,
        /// The column.
        column: &'static str,
    },
    /// A day that is none.
    #[error("{}:{line}: {got:?} is no day", path.display())]
    #[diagnostic(help("write days as 2026-11-21"))]
    NoDay {
        /// The file.
        path: PathBuf,
        /// The line.
        line: u64,
        /// What stands there.
        got: String,
    },
}

impl Reviewed {
    /// Reads pairs and days.
    ///
    /// # Errors
    /// When the file cannot be read, lacks a column, or names a day that is none.
    pub fn read(path: &Path) -> Result<Self, ReviewError> {
        let cannot_read = |source| ReviewError::Read { path: path.to_owned(), source };
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .trim(csv::Trim::All)
            .from_path(path)
            .map_err(cannot_read)?;
        let header = reader.headers().map_err(cannot_read)?.clone();
        let find = |wanted: &str| {
            header.iter().position(|name| name.trim_start_matches('\u{feff}').eq_ignore_ascii_case(wanted))
        };
        let missing = |column| ReviewError::MissingColumn { path: path.to_owned(), column };
        let anchor = find("anchor").ok_or_else(|| missing("anchor"))?;
        let candidate = find("candidate").ok_or_else(|| missing("candidate"))?;
        let day = find("reviewed");
        let mut reviewed = Self::default();
        for record in reader.records() {
            let record = record.map_err(cannot_read)?;
            let field = |at: usize| record.get(at).unwrap_or_default().to_owned();
            reviewed.pairs.insert((field(anchor), field(candidate)));
            let got = day.map(field).unwrap_or_default();
            if !got.is_empty() {
                let line = record.position().map_or(0, csv::Position::line);
                let day = got.parse().map_err(|_| ReviewError::NoDay { path: path.to_owned(), line, got })?;
                reviewed.newest = reviewed.newest.max(Some(day));
            }
        }
        Ok(reviewed)
    }
}
