//! What can go wrong while reading files, and what to do about it.

use std::path::PathBuf;

use miette::Diagnostic;
use thiserror::Error;

use super::bad_rows::{BadRowLimit, RowReport};

/// Why a file could not be read. The message says where, the help says what to do.
#[derive(Debug, Error, Diagnostic)]
#[non_exhaustive]
pub enum InputError {
    /// The file could not be opened.
    #[error("cannot open {}", path.display())]
    #[diagnostic(help("check the path and that the file may be read"))]
    Open {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// Reading or decompressing stopped in the middle.
    #[error("cannot read {} to its end", path.display())]
    #[diagnostic(help("the file is truncated or damaged; export or download it again"))]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system or the decompressor said.
        #[source]
        source: std::io::Error,
    },
    /// There is nothing in the file.
    #[error("{} is empty", path.display())]
    #[diagnostic(help("the first line must name the columns; export the file again"))]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The content is no table this tool reads.
    #[error("{} is not a table: it looks like {found}", path.display())]
    #[diagnostic(help(
        "give a CSV file in UTF-8, JSON Lines, a product feed in XML (each plain, .gz, .xz or .zst) or a Parquet file; \
         in a spreadsheet, save as \"CSV UTF-8\""
    ))]
    NotATable {
        /// The file.
        path: PathBuf,
        /// What the first bytes look like.
        found: &'static str,
    },
    /// JSON in one piece, where one object per line is needed.
    #[error("{} is one JSON array", path.display())]
    #[diagnostic(help("write one object per line (JSON Lines), for example with `jq -c '.[]'`"))]
    JsonArray {
        /// The file.
        path: PathBuf,
    },
    /// XML that is damaged.
    #[error("{}:{line}: the XML is damaged: {what}", path.display())]
    #[diagnostic(help("export or download the file again; it must be in UTF-8"))]
    Xml {
        /// The file.
        path: PathBuf,
        /// The line where the damage shows.
        line: u64,
        /// What the XML reader said.
        what: String,
    },
    /// Prices of one catalogue in different currencies.
    #[error("{} has prices in several currencies: {first}, {other}", path.display())]
    #[diagnostic(help("give a catalogue with one currency, such as the feed of one country"))]
    MixedCurrencies {
        /// The file.
        path: PathBuf,
        /// The first item that names a currency.
        first: String,
        /// The first item that names another.
        other: String,
    },
    /// A Parquet file whose structure is damaged.
    #[error("cannot read {} as Parquet: {what}", path.display())]
    #[diagnostic(help("the file is truncated or damaged; export or download it again"))]
    Parquet {
        /// The file.
        path: PathBuf,
        /// What the Parquet reader said.
        what: String,
    },
    /// A column that is needed was not recognized.
    #[error("{} has no column for the {role}", path.display())]
    #[diagnostic(help("its columns are: {found}; say which one holds the {role} with {flag} NAME"))]
    MissingColumn {
        /// The file.
        path: PathBuf,
        /// What the column is for, such as "order".
        role: &'static str,
        /// The columns of the file, comma-separated.
        found: String,
        /// The flag that names the column.
        flag: &'static str,
    },
    /// A flag names a column that the file does not have.
    #[error("{} has no column {wanted:?} (from {flag})", path.display())]
    #[diagnostic(help("its columns are: {found}"))]
    UnknownColumn {
        /// The file.
        path: PathBuf,
        /// The column named by the flag.
        wanted: String,
        /// The columns of the file, comma-separated.
        found: String,
        /// The flag.
        flag: &'static str,
    },
    /// More bad rows than the limit allows.
    #[error("too many bad rows: {report}")]
    #[diagnostic(help(
        "at most {limit} may be bad; correct the file, or raise the limit with --max-bad-rows N or N%"
    ))]
    TooManyBadRows {
        /// What was read, with samples.
        report: RowReport,
        /// The limit that was passed.
        limit: BadRowLimit,
    },
    /// More distinct names than fit the numbering.
    #[error("more than {} different {what}", u32::MAX)]
    #[diagnostic(help("split the input"))]
    TooManyNames {
        /// What there are too many of.
        what: &'static str,
    },
}
