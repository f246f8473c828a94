//! Why bytes are not a model, as data.

use super::bytes::Fault;
use super::layout::{MAJOR, Section};
use core::fmt;

/// Why a file could not be opened. The file was not changed; nothing of it may be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ModelError {
    /// The file does not begin as a model does.
    NotAModel,
    /// Written for another major version of the format.
    Version {
        /// Major version in the file; this reader's is [`MAJOR`].
        got: u16,
    },
    /// Holds a section that this reader does not know and must not skip.
    UnknownSection {
        /// Its number in the section table.
        kind: u16,
    },
    /// A required section is missing.
    Missing {
        /// Which one.
        section: Section,
    },
    /// The section table is damaged.
    Table {
        /// What is wrong with it.
        what: &'static str,
    },
    /// A section's bytes are not those that were written.
    Checksum {
        /// Which one.
        section: Section,
    },
    /// A section's bytes do not mean anything.
    Damaged {
        /// Which one.
        section: Section,
        /// Where, in bytes from the section's start.
        offset: usize,
        /// What is wrong there.
        what: &'static str,
    },
    /// Two items have one SKU.
    RepeatedSku {
        /// The later of the two, by position.
        item: u32,
    },
    /// Larger than any model may be.
    TooLarge {
        /// Most bytes allowed.
        limit: usize,
        /// Bytes of the file.
        got: usize,
    },
}

impl ModelError {
    /// What is wrong and what to do, as one line. Put together by hand: the standard library's formatting would be
    /// 1 kB of the widget.
    #[must_use]
    pub fn message(&self) -> String {
        let n = |number: u32| number.to_string();
        let size = |len: usize| n(u32::try_from(len).unwrap_or(u32::MAX));
        match self {
            Self::NotAModel => "not a Goes With model: build one with `goeswith build`".to_owned(),
            Self::Version { got } => {
                let (got, reads) = (n((*got).into()), n(MAJOR.into()));
                let what_to_do = ": rebuild the model or update the program";
                ["model format ", &got, ", this program reads ", &reads, what_to_do].concat()
            }
            Self::UnknownSection { kind } => {
                let kind = n((*kind).into());
                ["holds section ", &kind, ", which this program does not know: update the program"].concat()
            }
            Self::Missing { section } => {
                ["section ", section.name(), " is missing: rebuild the model"].concat()
            }
            Self::Table { what } => {
                ["damaged section table (", what, "): fetch or rebuild the model"].concat()
            }
            Self::Checksum { section } => {
                ["damaged section ", section.name(), " (wrong checksum): fetch or rebuild the model"].concat()
            }
            Self::Damaged { section, offset, what } => {
                let at = size(*offset);
                [
                    "damaged section ",
                    section.name(),
                    " at byte ",
                    &at,
                    " (",
                    what,
                    "): fetch or rebuild the model",
                ]
                .concat()
            }
            Self::RepeatedSku { item } => {
                ["item ", &n(*item), " has the SKU of an earlier one: rebuild the model"].concat()
            }
            Self::TooLarge { limit, got } => {
                [&size(*got), " bytes, at most ", &size(*limit), " are allowed"].concat()
            }
        }
    }
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl core::error::Error for ModelError {}

/// A fault outside of any section is one of the table.
impl From<Fault> for ModelError {
    fn from(Fault(what): Fault) -> Self {
        Self::Table { what }
    }
}

/// Why a [`Draft`](super::Draft) cannot be written: it breaks a rule of the format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftError {
    /// Where: an item's SKU, a category's name, or the part of the model.
    pub place: String,
    /// Which rule.
    pub what: &'static str,
}

impl fmt::Display for DraftError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

impl core::error::Error for DraftError {}
