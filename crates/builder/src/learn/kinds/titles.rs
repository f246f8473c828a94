//! Titles as words: which items use a word, and which words say what kind of thing an item is.

#![expect(clippy::indexing_slicing, reason = "words and items are numbered here, from 0")]

use std::collections::BTreeMap;

use super::categories::Categories;
use crate::catalog::Catalog;
use crate::num::{to_u32, to_usize};

/// Fewer items than this do not make a word the name of their kind.
const MIN_ITEMS_OF_KIND: usize = 3;

/// The titles of a catalogue, as numbered words in small letters.
#[derive(Debug)]
pub(super) struct Titles {
    number_of: BTreeMap<String, u32>,
    texts: Vec<String>,
    /// Per item: its words in their order.
    words_of: Vec<Vec<u32>>,
    /// Per word: the items that use it, ascending.
    items_of: Vec<Vec<u32>>,
    /// Per item: those of its words that tell its kind, ascending.
    kind_words_of: Vec<Vec<u32>>,
}

impl Titles {
    pub(super) fn new(catalog: &Catalog, categories: &Categories) -> Self {
        let mut number_of = BTreeMap::new();
        let mut items_of: Vec<Vec<u32>> = Vec::new();
        let mut words_of = Vec::with_capacity(catalog.items.len());
        for (item, entry) in (0..).zip(&catalog.items) {
            let mut words = Vec::new();
            for word in split(&entry.title) {
                let next = to_u32(number_of.len());
                let number = *number_of.entry(word).or_insert(next);
                if number == next {
                    items_of.push(Vec::new());
                }
                let items = &mut items_of[to_usize(number)];
                if items.last() != Some(&item) {
                    items.push(item);
                }
                words.push(number);
            }
            words_of.push(words);
        }
        let mut texts = vec![String::new(); items_of.len()];
        for (word, &number) in &number_of {
            texts[to_usize(number)].clone_from(word);
        }
        let mut titles = Self { number_of, texts, words_of, items_of, kind_words_of: Vec::new() };
        let kinds: Vec<Option<u32>> = titles.items_of.iter().map(|items| kind(items, categories)).collect();
        titles.kind_words_of = (0..to_u32(catalog.items.len()))
            .map(|item| {
                let mut words = distinct(&titles.words_of[to_usize(item)]);
                words.retain(|&word| kinds[to_usize(word)] == Some(categories.of(item)));
                words
            })
            .collect();
        titles
    }

    /// How alike two titles of one category are, above 0 to 1: the share of words they have in common. `None` when
    /// they share no word that tells their kind.
    pub(super) fn likeness(&self, a: u32, b: u32) -> Option<f64> {
        let (words_a, words_b) = (&self.words_of[to_usize(a)], &self.words_of[to_usize(b)]);
        if words_a == words_b {
            return Some(1.0);
        }
        let kinds = &self.kind_words_of[to_usize(a)];
        if !self.kind_words_of[to_usize(b)].iter().any(|word| kinds.binary_search(word).is_ok()) {
            return None;
        }
        let (words_a, words_b) = (distinct(words_a), distinct(words_b));
        let n_shared = words_a.iter().filter(|word| words_b.binary_search(word).is_ok()).count();
        let n_either = words_a.len() + words_b.len() - n_shared;
        Some(f64::from(to_u32(n_shared)) / f64::from(to_u32(n_either)))
    }

    /// The words of a part of a title, by number; those that no title has are left out.
    pub(super) fn numbers(&self, text: &str) -> Vec<u32> {
        split(text).filter_map(|word| self.number_of.get(&word).copied()).collect()
    }

    /// The words of an item's title, in their order.
    pub(super) fn words_of(&self, item: u32) -> &[u32] {
        &self.words_of[to_usize(item)]
    }

    /// The items that use a word, ascending.
    pub(super) fn items_with(&self, word: u32) -> &[u32] {
        &self.items_of[to_usize(word)]
    }

    /// The items whose titles hold these words one after the other, ascending.
    pub(super) fn items_with_run(&self, run: &[u32]) -> Vec<u32> {
        let rarest = run.iter().min_by_key(|&&word| self.items_with(word).len());
        let items = rarest.map_or(&[][..], |&word| self.items_with(word));
        let holds = |item: &u32| self.words_of(*item).windows(run.len()).any(|window| window == run);
        items.iter().copied().filter(holds).collect()
    }

    /// A word, in small letters.
    pub(super) fn text(&self, word: u32) -> &str {
        &self.texts[to_usize(word)]
    }

    /// Number of different words.
    pub(super) fn n_words(&self) -> usize {
        self.items_of.len()
    }
}

/// The category of whose items a word, used by `items`, tells the kind, if there is one: most items that use it are in
/// that category. "mug" is said of mugs, "heart" of anything.
fn kind(items: &[u32], categories: &Categories) -> Option<u32> {
    let mut used_in: Vec<u32> = items.iter().map(|&item| categories.of(item)).collect();
    used_in.sort_unstable();
    let is_kind = |same: &&[u32]| same.len() >= MIN_ITEMS_OF_KIND && 2 * same.len() > items.len();
    used_in.chunk_by(|a, b| a == b).find(is_kind).map(|same| same[0])
}

fn distinct(words: &[u32]) -> Vec<u32> {
    let mut words = words.to_vec();
    words.sort_unstable();
    words.dedup();
    words
}

/// The words of a text in small letters, cut where the engine cuts them.
fn split(text: &str) -> impl Iterator<Item = String> {
    text.split(|character: char| character.is_ascii() && !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::super::testing::catalog;
    use super::*;

    #[test]
    fn a_kind_is_what_the_titles_of_a_category_say_and_others_do_not() {
        let catalog = catalog(&[
            ("Red heart mug", "Mugs"),
            ("Spotty mug", "Mugs"),
            ("Red spaceboy mug", "Mugs"),
            ("Heart bowl", "Bowls"),
            ("Heart frame", "Frames"),
            ("Heart cup", "Mugs"),
        ]);
        let titles = Titles::new(&catalog, &Categories::new(&catalog));
        assert_eq!(titles.likeness(0, 1), Some(0.25), "both are mugs; one word of four is shared");
        assert_eq!(titles.likeness(0, 5), None, "a heart is no kind");
        assert_eq!(titles.likeness(2, 2), Some(1.0));
        let run = titles.numbers("heart MUG");
        assert_eq!(titles.items_with_run(&run), [0]);
    }
}
