//! Whether a title's first letter is written small in the middle of a sentence: "goes with the white lantern",
//! but "goes with the Regency teapot".
//!
//! The catalogue itself says which first words are names. Titles begin with a capital whatever the word, so only
//! words in the middle of titles count:
//!
//! 1. The first word keeps its capital if it is a single capital letter ("A4", "T-light", "I'm a princess"), has a
//!    capital after its first letter ("LED", "iPod") or a digit ("3D").
//! 2. Otherwise, if it is seen mid-title, it is written small when it stands there in small letters at least as
//!    often as with a capital. Punctuation that ends a phrase (`:`, `.`, `!`, `?`, `/`, `(`, `"`) makes the next
//!    word no witness: there a capital says nothing.
//! 3. A word never seen mid-title is written small.
//!
//! A name that never stands mid-title is got wrong by rule 3; that is rarer than a common word that never does.
//! A catalogue that capitalises Every Word keeps its capitals throughout, which is the safe side.

use std::collections::BTreeMap;

use crate::catalog::Catalog;

const APOSTROPHES: [char; 2] = ['\'', '’'];

/// How often a word stands mid-title in small letters, and how often with a capital.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    small: u32,
    capital: u32,
}

/// What the titles of a catalogue say about their words.
pub(super) struct Initials {
    seen: BTreeMap<String, Seen>,
}

impl Initials {
    /// Reads all titles.
    pub(super) fn new(catalog: &Catalog) -> Self {
        let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
        for item in &catalog.items {
            for word in witnesses(&item.title) {
                let counts = seen.entry(word.to_lowercase()).or_default();
                if word.starts_with(char::is_uppercase) {
                    counts.capital += 1;
                } else {
                    counts.small += 1;
                }
            }
        }
        Self { seen }
    }

    /// Whether the first letter of `title` is written small mid-sentence.
    pub(super) fn is_small(&self, title: &str) -> bool {
        let Some((word, _)) = words(title).next() else { return false };
        let mut letters = word.split(APOSTROPHES).next().unwrap_or_default().chars();
        // A title in small letters already, or one that begins with a digit, has nothing to lose.
        if !title.starts_with(word) || !letters.next().is_some_and(char::is_uppercase) {
            return false;
        }
        let rest = letters.as_str();
        if rest.is_empty() || rest.contains(|c: char| c.is_uppercase() || c.is_numeric()) {
            return false;
        }
        self.seen.get(&word.to_lowercase()).is_none_or(|seen| seen.small >= seen.capital)
    }
}

/// The words in the middle of a title whose case says something.
fn witnesses(title: &str) -> impl Iterator<Item = &str> {
    words(title)
        .skip(1)
        .filter(|&(word, begins_phrase)| !begins_phrase && word.starts_with(char::is_alphabetic))
        .map(|(word, _)| word)
}

/// The words of a title, each with whether the text before it ends a phrase. Apostrophes belong to words.
fn words(title: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = title;
    std::iter::from_fn(move || {
        let start = rest.find(char::is_alphanumeric)?;
        let (before, from_word) = rest.split_at(start);
        let end = from_word
            .find(|c: char| !c.is_alphanumeric() && !APOSTROPHES.contains(&c))
            .unwrap_or(from_word.len());
        let (word, after) = from_word.split_at(end);
        rest = after;
        Some((word, before.contains([':', '.', '!', '?', '/', '(', '"', '“', '|'])))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Initials;
    use crate::catalog::{Catalog, CatalogItem};

    fn initials(titles: &[&str]) -> Initials {
        let item = |title: &&str| CatalogItem {
            sku: String::new(),
            title: (*title).to_owned(),
            price_hundredths: 0,
            category: vec!["Other".to_owned()],
            family: None,
            attributes: BTreeMap::new(),
        };
        Initials::new(&Catalog { items: titles.iter().map(item).collect(), currency: None })
    }

    #[test]
    fn the_middle_of_titles_tells_words_from_names() {
        let initials = initials(&[
            "Set of 3 Regency tea plates",
            "Lantern, white",
            "Card: Party time",
            "Card for a party",
        ]);
        assert!(!initials.is_small("Regency cake stand"));
        assert!(initials.is_small("White lantern"));
        assert!(initials.is_small("Party bunting"), "a capital after a colon says nothing");
    }

    #[test]
    fn a_word_never_seen_mid_title_is_written_small() {
        assert!(initials(&[]).is_small("Gramophone horn"));
    }

    #[test]
    fn abbreviations_letters_and_digits_keep_their_capital() {
        let initials = initials(&["Warm led lamp", "Lamp with t shape"]);
        for title in [
            "LED lamp",
            "T-light holder",
            "I'm a mug",
            "McKinley chair",
            "B6 envelope",
            "3 tier stand",
            "iPod case",
            "“Home” sign",
        ] {
            assert!(!initials.is_small(title), "{title}");
        }
    }

    #[test]
    fn a_catalogue_in_title_case_keeps_its_capitals() {
        assert!(!initials(&["Small White Lantern", "Large White Jug"]).is_small("White Teapot"));
    }
}
