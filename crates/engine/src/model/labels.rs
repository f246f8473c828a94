//! Labels: what the shop says of an item in a word that many items share. A table of words, and one number per item.

use super::bytes::{Fault, put_leb};
use super::layout::MAX_LABELS;
use super::sections::Reader;
use super::texts::{Texts, put_texts};
use crate::ids::{ItemId, to_usize};
use std::collections::BTreeSet;

/// The kinds of labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// What the merchant says that the item is for: "something to carry it in".
    Need,
    /// Its color, as the catalogue says or its title tells.
    Color,
    /// A sensitive topic that it touches, such as health.
    Topic,
}

impl Label {
    /// All kinds, in file order.
    pub const ALL: [Self; 3] = [Self::Need, Self::Color, Self::Topic];

    /// The name of its section: `needs`, `colors`, `topics`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Need => "needs",
            Self::Color => "colors",
            Self::Topic => "topics",
        }
    }
}

/// The labels of one kind before they are written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DraftLabels {
    /// The words, ascending, without repeats; label `i + 1` is `names[i]`.
    pub names: Vec<String>,
    /// For each item in model order its label, 0 for none.
    pub of_item: Vec<u16>,
}

impl DraftLabels {
    /// The labels of items in model order, by their words; `None` where no item has one. Past [`MAX_LABELS`] different
    /// words the writer refuses them.
    #[must_use]
    pub fn new(words: &[Option<&str>]) -> Option<Self> {
        let names: BTreeSet<&str> = words.iter().copied().flatten().collect();
        let names: Vec<&str> = names.into_iter().collect();
        let number = |word: Option<&str>| {
            let at = word.and_then(|word| names.binary_search(&word).ok());
            at.map_or(0, |at| u16::try_from(at + 1).unwrap_or(u16::MAX))
        };
        let of_item = words.iter().copied().map(number).collect();
        (!names.is_empty())
            .then(|| Self { of_item, names: names.iter().map(|&name| name.to_owned()).collect() })
    }
}

/// Appends the labels of one kind.
pub(crate) fn put_labels(out: &mut Vec<u8>, labels: &DraftLabels) {
    put_leb(out, u32::try_from(labels.names.len()).unwrap_or(u32::MAX));
    put_texts(out, labels.names.iter().map(String::as_str));
    for &label in &labels.of_item {
        put_leb(out, u32::from(label));
    }
}

/// The labels of one kind as the reader holds them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Labels {
    pub(crate) names: Texts,
    pub(crate) n_names: u16,
    pub(crate) of_item: Vec<u16>,
}

impl Labels {
    /// The dual of [`put_labels`].
    pub(crate) fn read(reader: &mut Reader<'_>, n_items: u32) -> Result<Self, Fault> {
        let cursor = &mut reader.cursor;
        let n_names = cursor.leb_up_to(MAX_LABELS, "too many labels")?;
        let names = Texts::read(cursor, reader.start, n_names)?;
        let name = |of: u32| names.get(reader.file, to_usize(of));
        if (1..n_names).any(|of| name(of - 1) >= name(of)) {
            return Err(Fault("labels do not ascend"));
        }
        let mut of_item = Vec::new();
        for _ in 0..n_items {
            let label = cursor.leb_up_to(n_names, "no such label")?;
            of_item.push(u16::try_from(label).unwrap_or(0));
        }
        Ok(Self { names, n_names: u16::try_from(n_names).unwrap_or(0), of_item })
    }

    /// An item's label, if it has one.
    pub(crate) fn of(&self, item: ItemId) -> Option<u16> {
        self.of_item.get(item.index()).copied().filter(|&label| label > 0)
    }

    /// A label's word; empty when there is none.
    pub(crate) fn name<'a>(&self, bytes: &'a [u8], label: u16) -> &'a str {
        to_usize(u32::from(label)).checked_sub(1).map_or("", |index| self.names.get(bytes, index))
    }
}
