//! What reviewers say goes with what: "fits the X", "needs a Y", "used with Z", as lines for a person to accept.
//!
//! A review is read clause by clause. A clause that is a question, or holds a word of doubt ("if", "wish", "should"),
//! says nothing; nor does a phrase with a negation shortly before it or right behind it. What is named must be another
//! item's whole title, or its SKU. No text is kept: only how many reviews say so, and the beginning of the hash of the
//! clause, by which whoever has the reviews can find it again.

use std::collections::{BTreeMap, BTreeSet};

use goeswith_engine::relation_type::RelationType;

use crate::catalog::Catalog;
use crate::num::to_u32;
use crate::output::sha256;

/// Hexadecimal digits of a clause's hash.
const HASH_LEN: usize = 12;
/// Words between the phrase and what it names: "fits perfectly in my old X".
const MAX_GAP: usize = 5;
/// Words before a phrase among which a negation denies it: "does not really fit".
const DENIAL_REACH: usize = 4;

const DENIALS: [&str; 20] = [
    "not", "no", "never", "neither", "nor", "without", "hardly", "barely", "cannot", "cant", "dont",
    "doesnt", "didnt", "wont", "isnt", "wasnt", "couldnt", "wouldnt", "nothing", "unlike",
];
const DOUBTS: [&str; 12] = [
    "if", "whether", "wish", "hope", "hoped", "hoping", "would", "should", "might", "supposed", "thought",
    "claims",
];
const NEW_CLAUSE: [&str; 6] = ["but", "however", "though", "although", "yet", "whereas"];

/// What reviews say of a pair of items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mined {
    /// The item that evidence comes from.
    pub anchor: u32,
    /// What would be suggested with it.
    pub candidate: u32,
    /// As which a person may declare it.
    pub relation_type: RelationType,
    /// Reviews that say so; the same text twice is one review.
    pub n_reviews: u32,
    /// The beginnings of the hashes of their clauses, ascending.
    pub hashes: Vec<String>,
}

/// Reads reviews: each an item's position and what somebody wrote of it.
#[must_use]
pub fn mine<'a>(catalog: &Catalog, reviews: impl Iterator<Item = (u32, &'a str)>) -> Vec<Mined> {
    let names = Names::new(catalog);
    let mut found: BTreeMap<(u32, u32, RelationType), Said> = BTreeMap::new();
    for (item, text) in reviews {
        for clause in clauses(text) {
            let Some((claim, other)) = claim(&clause, &names) else { continue };
            if other == item {
                continue;
            }
            let (anchor, candidate, relation_type) = match claim {
                // "It fits X": with X in the cart, this is the candidate.
                Claim::Fits => (other, item, RelationType::Fits),
                Claim::GoesWith => (item, other, RelationType::Fits),
                Claim::Needs => (item, other, RelationType::NeededWith),
            };
            let said = found.entry((anchor, candidate, relation_type)).or_default();
            said.reviews.insert(sha256(text.trim().as_bytes()));
            said.clauses.insert(sha256(clause.join(" ").as_bytes()).chars().take(HASH_LEN).collect());
        }
    }
    let mined = found.into_iter().map(|((anchor, candidate, relation_type), said)| Mined {
        anchor,
        candidate,
        relation_type,
        n_reviews: to_u32(said.reviews.len()),
        hashes: said.clauses.into_iter().collect(),
    });
    mined.collect()
}

/// Who says it, as hashes.
#[derive(Default)]
struct Said {
    reviews: BTreeSet<String>,
    clauses: BTreeSet<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Claim {
    Fits,
    GoesWith,
    Needs,
}

/// What items are called, as words.
struct Names {
    /// `None` where several items are called so.
    items: BTreeMap<Vec<String>, Option<u32>>,
    max_len: usize,
}

impl Names {
    fn new(catalog: &Catalog) -> Self {
        let mut names = Self { items: BTreeMap::new(), max_len: 0 };
        for (item, entry) in (0_u32..).zip(&catalog.items) {
            let title = words(&entry.title);
            // One word is no name: "bag" is any bag. A SKU of one word is one if it has a digit.
            if title.len() > 1 {
                names.add(title, item);
            }
            let sku = words(&entry.sku);
            if sku.len() > 1 || entry.sku.contains(|c: char| c.is_ascii_digit()) {
                names.add(sku, item);
            }
        }
        names
    }

    fn add(&mut self, name: Vec<String>, item: u32) {
        self.max_len = self.max_len.max(name.len());
        let known = self.items.entry(name).or_insert(Some(item));
        if *known != Some(item) {
            *known = None;
        }
    }

    /// The item named first among the words, by its longest name, and how many words stand before it.
    fn first(&self, words: &[String]) -> Option<(usize, u32)> {
        (0..words.len()).find_map(|start| {
            let rest = words.get(start..)?;
            let mut lens = (1..=self.max_len.min(rest.len())).rev();
            let item = lens.find_map(|len| self.items.get(rest.get(..len)?))?;
            item.map(|item| (start, item))
        })
    }
}

/// Small letters and digits; apostrophes vanish, so that "doesn't" is one word.
fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace(['\'', '’'], "");
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The clauses that state something, as words. A full stop or comma within a number ends none.
fn clauses(text: &str) -> Vec<Vec<String>> {
    let mut clauses = Vec::new();
    let mut clause = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let at_end = chars.peek().is_none_or(|next| next.is_whitespace());
        if matches!(c, '\n' | ';' | '!' | '?') || (matches!(c, '.' | ',' | ':') && at_end) {
            if c != '?' {
                clauses.push(std::mem::take(&mut clause));
            }
            clause.clear();
        } else {
            clause.push(c);
        }
    }
    clauses.push(clause);
    let split = |clause: String| -> Vec<Vec<String>> {
        let words = words(&clause);
        words.split(|word| NEW_CLAUSE.contains(&word.as_str())).map(<[String]>::to_vec).collect()
    };
    clauses.into_iter().flat_map(split).filter(|words| !words.is_empty()).collect()
}

/// What a clause says of an item it names.
fn claim(words: &[String], names: &Names) -> Option<(Claim, u32)> {
    (0..words.len()).find_map(|at| {
        let (said, len) = phrase(words.get(at..)?)?;
        let before = words.get(..at)?;
        let behind = words.get(at + len..)?;
        let (gap, item) = names.first(behind)?;
        let near = before.iter().rev().take(DENIAL_REACH).chain(behind.iter().take(gap));
        let is_denied = near.into_iter().any(|word| DENIALS.contains(&word.as_str()));
        let is_doubted = before.iter().any(|word| DOUBTS.contains(&word.as_str()));
        (gap <= MAX_GAP && !is_denied && !is_doubted).then_some((said, item))
    })
}

/// The phrase that the words begin with, and its length.
fn phrase(words: &[String]) -> Option<(Claim, usize)> {
    let with = || words.iter().take(4).position(|word| word == "with").filter(|&at| at > 0).map(|at| at + 1);
    match words.first()?.as_str() {
        "fit" | "fits" | "fitted" => Some((Claim::Fits, 1)),
        "work" | "works" | "worked" | "compatible" => Some((Claim::Fits, with()?)),
        "go" | "goes" | "went" | "use" | "used" | "using" | "pair" | "pairs" | "paired" => {
            Some((Claim::GoesWith, with()?))
        }
        "need" | "needs" | "needed" | "require" | "requires" => Some((Claim::Needs, 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merchant::testing::catalog;

    /// The edges that one review of the bag (item 0) gives, as anchor and candidate.
    fn edges(text: &str) -> Vec<(u32, u32)> {
        mine(&catalog(), std::iter::once((0, text)))
            .iter()
            .map(|mined| (mined.anchor, mined.candidate))
            .collect()
    }

    #[test]
    fn what_fits_is_the_candidate_and_what_is_needed_too() {
        assert_eq!(edges("Fits my mirrorless camera."), [(1, 0)]);
        assert_eq!(edges("It needs a memory card"), [(0, 2)]);
        assert_eq!(edges("I use it with the Wide Lens"), [(0, 4)]);
        assert_eq!(edges("works perfectly well with LENS-N!"), [(4, 0)]);
    }

    #[test]
    fn denied_doubted_and_asked_is_not_said() {
        for text in [
            "Doesn't fit the mirrorless camera",
            "does not really fit my mirrorless camera",
            "It needs no memory card",
            "Wish it worked with the wide lens",
            "If it fits the wide lens I am happy",
            "Does it fit the wide lens?",
            "Fits neither mirrorless camera nor anything else",
        ] {
            assert_eq!(edges(text), [], "{text}");
        }
        assert_eq!(edges("Not cheap, but fits the wide lens"), [(4, 0)], "the denial is of the price");
    }

    #[test]
    fn one_text_counts_once_and_none_of_it_is_kept() {
        let reviews = [
            "Fits my mirrorless camera.",
            "Fits my mirrorless camera. ",
            "Great! Fits the mirrorless camera",
        ];
        let mined = mine(&catalog(), reviews.into_iter().map(|text| (0, text)));
        assert_eq!(mined.len(), 1);
        assert_eq!((mined[0].n_reviews, mined[0].hashes.len()), (2, 2));
        assert!(mined[0].hashes.iter().all(|hash| hash.len() == 12));
    }
}
