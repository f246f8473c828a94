//! The one table of the file's layout, shared by writer and reader. `docs/format.md` is its normative text.

use super::labels::Label;
use crate::relation_type::RelationType;

/// First bytes of every model file.
pub const MAGIC: [u8; 8] = *b"GOESWITH";
/// A reader refuses any other major version: the meaning of existing bytes changed.
pub const MAJOR: u16 = 1;
/// A reader accepts any minor version: only optional sections were added.
pub const MINOR: u16 = 0;

/// Bytes before the section table: magic, major, minor, number of sections, zero, checksum of the table.
pub(crate) const HEADER_LEN: usize = 20;
/// Bytes of one entry of the section table: kind, flags, offset, length, checksum.
pub(crate) const ENTRY_LEN: usize = 16;
/// Section flag: a reader that does not know the section must refuse the file.
pub(crate) const CRITICAL: u16 = 1;

/// Most bytes of a file: 64 MiB.
pub const MAX_FILE_LEN: usize = 64 << 20;
/// The last day that a model may name: 9999-12-31, in days since 1970-01-01.
pub const MAX_DAY: u32 = 2_932_896;
/// Most sections of a file.
pub const MAX_SECTIONS: usize = 64;
/// Most items of a model: four million.
pub const MAX_ITEMS: u32 = 4 << 20;
/// Most categories of a model.
pub const MAX_CATEGORIES: u32 = 4096;
/// Most relations of one row.
pub const MAX_ROW_LEN: u32 = 64;
/// Most bytes of one text (a SKU, a title, a category name).
pub const MAX_TEXT_LEN: u32 = 1024;

/// What a section holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Currency, number of items, number of orders, last day.
    Meta,
    /// Parents and names of the categories.
    Categories,
    /// SKUs in item order.
    Skus,
    /// Titles in item order.
    Titles,
    /// Category, family, flags, price and orders of each item, column by column.
    Items,
    /// Relations of one type; absent where there are none.
    Relations(RelationType),
    /// What orders with a category's items hold besides: relations from categories, for items that have none.
    Fallback,
    /// In which months, parts of the day, classes of device and markets items and relations count more or less.
    Profiles,
    /// What items offer and want, for pairs that must fit.
    Compatibility,
    /// Items that belong together. Optional: read when asked for.
    Bundles,
    /// Labels of one kind; absent where no item has one.
    Labels(Label),
    /// How the model was made, as JSON. Optional: the engine does not read it.
    Manifest,
}

impl Section {
    /// Every section this version knows, in file order.
    pub const ALL: [Self; 23] = [
        Self::Meta,
        Self::Categories,
        Self::Skus,
        Self::Titles,
        Self::Items,
        Self::Relations(RelationType::BoughtTogether),
        Self::Relations(RelationType::CompletesSet),
        Self::Relations(RelationType::BoughtLater),
        Self::Relations(RelationType::NeededWith),
        Self::Relations(RelationType::Fits),
        Self::Relations(RelationType::Protects),
        Self::Relations(RelationType::Powers),
        Self::Relations(RelationType::CareFor),
        Self::Relations(RelationType::Alike),
        Self::Relations(RelationType::InsteadOf),
        Self::Fallback,
        Self::Profiles,
        Self::Compatibility,
        Self::Bundles,
        Self::Labels(Label::Need),
        Self::Labels(Label::Color),
        Self::Labels(Label::Topic),
        Self::Manifest,
    ];

    /// Its number in the section table.
    #[must_use]
    pub const fn kind(self) -> u16 {
        match self {
            Self::Meta => 1,
            Self::Categories => 2,
            Self::Skus => 3,
            Self::Titles => 4,
            Self::Items => 5,
            Self::Relations(relation_type) => 10 + relation_type.number(),
            Self::Fallback => 30,
            Self::Profiles => 31,
            Self::Compatibility => 32,
            Self::Bundles => 33,
            Self::Labels(Label::Need) => 34,
            Self::Labels(Label::Color) => 35,
            Self::Labels(Label::Topic) => 36,
            Self::Manifest => 100,
        }
    }

    /// Its name in messages and in `goeswith inspect`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Categories => "categories",
            Self::Skus => "skus",
            Self::Titles => "titles",
            Self::Items => "items",
            Self::Relations(relation_type) => relation_type.name(),
            Self::Fallback => "fallback",
            Self::Profiles => "profiles",
            Self::Compatibility => "compatibility",
            Self::Bundles => "bundles",
            Self::Labels(label) => label.name(),
            Self::Manifest => "manifest",
        }
    }

    /// Whether a reader that does not know it must refuse the file.
    pub(crate) const fn is_critical(self) -> bool {
        !matches!(self, Self::Bundles | Self::Labels(Label::Color) | Self::Manifest)
    }

    pub(crate) fn from_kind(kind: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.kind() == kind)
    }
}

/// Most codes of one item in the section *compatibility*.
pub const MAX_CODES: u32 = 256;
/// Items of a bundle, at least and at most.
pub const BUNDLE_LEN: (u32, u32) = (2, 5);
/// Most different labels of one kind.
pub const MAX_LABELS: u32 = 4096;
/// Most markets that a model tells apart.
pub const MAX_MARKETS: usize = 7;
/// Most bundles of a model.
pub const MAX_BUNDLES: u32 = 1 << 16;

/// Item flag: the title's first letter is written small in the middle of a sentence.
pub(crate) const LOWERCASE_INITIAL: u8 = 1;

/// CRC-32 (ISO-HDLC, as in gzip) of a section's bytes. Without a table, which would be 1 kB of wasm that does not
/// compress; a model is checked once.
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    const CRC: crc::Crc<u32, crc::NoTable> = crc::Crc::<u32, crc::NoTable>::new(&crc::CRC_32_ISO_HDLC);
    CRC.checksum(bytes)
}
