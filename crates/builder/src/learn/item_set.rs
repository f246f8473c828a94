//! A set of items that lists them in ascending order without sorting: bits.
//!
//! Beside the bits stand flags that say where any is set. Listing looks at those first, so it costs a step per item
//! listed and one per 512 items of the catalogue; adding an item costs the same whether it is new or not, and no branch.

#![expect(clippy::indexing_slicing, reason = "there is a bit for every item, and a flag for every bit")]

use crate::num::{to_u32, to_usize};

/// Words of 64 bits under one flag.
const WORDS_PER_FLAG: usize = 8;

/// Some items of a catalogue. An eighth of a byte per item of the catalogue.
#[derive(Debug)]
pub(super) struct ItemSet {
    words: Vec<u64>,
    /// Whether any of so many words is not 0.
    is_used: Vec<bool>,
}

impl ItemSet {
    /// The empty set.
    pub(super) fn new(n_items: usize) -> Self {
        let n_words = n_items.div_ceil(64);
        Self { words: vec![0; n_words], is_used: vec![false; n_words.div_ceil(WORDS_PER_FLAG)] }
    }

    pub(super) fn insert(&mut self, item: u32) {
        let word = to_usize(item / 64);
        self.words[word] |= 1 << (item % 64);
        self.is_used[word / WORDS_PER_FLAG] = true;
    }

    /// Adds all items to the end of `list`, ascending, and leaves the set empty.
    pub(super) fn drain_to(&mut self, list: &mut Vec<u32>) {
        let flagged = std::iter::zip(&mut self.is_used, self.words.chunks_mut(WORDS_PER_FLAG));
        for (chunk, (is_used, words)) in flagged.enumerate().filter(|(_, (is_used, _))| **is_used) {
            *is_used = false;
            for (word, bits) in words.iter_mut().enumerate() {
                let first = to_u32((chunk * WORDS_PER_FLAG + word) * 64);
                list.extend(ones(std::mem::take(bits)).map(|place| first + place));
            }
        }
    }
}

/// The places of the bits that are set, ascending.
fn ones(mut bits: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let place = bits.trailing_zeros();
        // Takes away the lowest bit that is set.
        bits &= bits.checked_sub(1)?;
        Some(place)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::ItemSet;

    proptest! {
        #[test]
        fn lists_what_was_added_once_ascending_and_is_empty_then(
            rounds in prop::collection::vec(prop::collection::vec(0_u32..10_000, 0..50), 1..4),
        ) {
            let mut set = ItemSet::new(10_000);
            for items in rounds {
                for &item in &items {
                    set.insert(item);
                }
                let mut listed = Vec::new();
                set.drain_to(&mut listed);
                let expected: BTreeSet<u32> = items.into_iter().collect();
                prop_assert_eq!(listed, expected.into_iter().collect::<Vec<u32>>());
            }
        }
    }
}
