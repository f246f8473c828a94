//! What can be wrong with a file of the merchant's, and what to do about it.

use std::path::{Path, PathBuf};

use miette::Diagnostic;
use thiserror::Error;

/// Why a file of the merchant's cannot be used. Nothing is built then.
#[derive(Debug, Error, Diagnostic)]
pub enum MerchantError {
    /// The file could not be read as text.
    #[error("cannot read {}", path.display())]
    #[diagnostic(help("check the path, and that the file is text in UTF-8"))]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// It is not TOML, or not of this shape.
    #[error("cannot read {} as TOML: {source}", path.display())]
    #[diagnostic(help("docs/merchant-files.md says what the file may hold"))]
    Toml {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        source: Box<toml::de::Error>,
    },
    /// An entry makes no sense.
    #[error("{place}: {what}")]
    #[diagnostic(help("{help}"))]
    Entry {
        /// `file:line`, or the file and the number of the entry.
        place: String,
        /// What is wrong.
        what: String,
        /// What to do.
        help: String,
    },
}

impl MerchantError {
    /// Something wrong with one entry.
    pub(super) fn entry(place: String, what: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Entry { place, what: what.into(), help: help.into() }
    }
}

/// The whole file as text.
pub(super) fn read_text(path: &Path) -> Result<String, MerchantError> {
    std::fs::read_to_string(path).map_err(|source| MerchantError::Read { path: path.to_path_buf(), source })
}

/// The text of `path` as a TOML document of the shape of `T`.
pub(super) fn parse_toml<T: serde::de::DeserializeOwned>(
    path: &Path,
    text: &str,
) -> Result<T, MerchantError> {
    toml::from_str(text)
        .map_err(|source| MerchantError::Toml { path: path.to_path_buf(), source: Box::new(source) })
}
