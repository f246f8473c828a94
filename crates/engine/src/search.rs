//! What she searched for: words of hers found in titles and categories, on the device. An item that answers a search counts
//! up to half as much again.
//!
//! No index is shipped. Titles are compared as they are: once for every item that some anchor speaks for whenever a row is
//! chosen, while a search is at most half an hour old, and of all items once when she searches, to tell whether it is
//! sensitive.
//!
//! A word that many items have tells little, and one such as *and* alone answers nothing: words weigh by how rare they are
//! (inverse document frequency: K. Spärck Jones, Journal of Documentation 1972).
//!
//! ```text
//! weight(word)         ⌊log2(items / items that answer the word)⌋, over at most 512 items of the shop, evenly spread
//! share(search, item)  of the weight of its words, that of those which begin a word of the item's title or of its
//!                      category's path; under a quarter it is no answer
//! factor               1000 + 500 · the greatest share, in thousandths
//! ```

use crate::context::Context;
use crate::ids::{ItemId, Millis};
use crate::model::{Label, Model};
use crate::words::small;

/// A search no longer counts after this long, in milliseconds.
pub const SEARCH_EXPIRY_MS: u64 = 30 * 60 * 1000;
/// Searches that count: the latest five.
pub const MAX_SEARCHES: usize = 5;
/// Most characters of a search that are kept.
pub const MAX_SEARCH_CHARS: usize = 80;
/// What an item gains that answers every word, in thousandths.
const LIFT: u64 = 500;
/// The least share of a search that answers it, in thousandths.
const LEAST_SHARE: u64 = 250;
/// Most items that are looked at to learn how rare a word is.
const MAX_SAMPLE: usize = 512;
/// The shortest beginning of a word that stands for the word.
const MIN_PREFIX: usize = 3;

/// Searches of the shopper's, the latest last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Searches {
    kept: Vec<(String, Millis)>,
}

impl Searches {
    /// She searched for this. Said again, the later one holds, and what was typed on the way to it goes; what has no word
    /// is no search.
    pub fn add(&mut self, query: &str, at: Millis) {
        let query: String = query.trim().chars().take(MAX_SEARCH_CHARS).collect();
        if words(&query).is_empty() {
            return;
        }
        self.kept.retain(|(known, _)| !query.starts_with(known.as_str()));
        self.kept.push((query, at));
        self.kept.drain(..self.kept.len().saturating_sub(MAX_SEARCHES));
    }

    /// Forgets one.
    pub fn forget(&mut self, query: &str) {
        self.kept.retain(|(known, _)| known != query);
    }

    /// All of them, the latest last.
    #[must_use]
    pub fn kept(&self) -> &[(String, Millis)] {
        &self.kept
    }

    /// Those that still count at `now`, the latest last.
    #[must_use]
    pub fn asked<B: AsRef<[u8]>>(&self, model: &Model<B>, now: Millis) -> Vec<Asked> {
        let mut asked: Vec<Asked> = Vec::new();
        for (query, at) in &self.kept {
            if at.age_ms(now) < SEARCH_EXPIRY_MS {
                let words = words(query).into_iter().map(|word| (word, 0)).collect();
                asked.push(Asked { query: query.clone(), at: *at, words });
            }
        }
        if !asked.is_empty() {
            weigh(model, &mut asked);
        }
        asked
    }
}

/// A search that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What she typed.
    pub query: String,
    /// When.
    pub at: Millis,
    /// Its words, each with how much it tells one item from another.
    words: Vec<(String, u64)>,
}

fn weigh<B: AsRef<[u8]>>(model: &Model<B>, asked: &mut [Asked]) {
    let step = model.n_items() / MAX_SAMPLE + 1;
    let sample: Vec<Vec<String>> = model.item_ids().step_by(step).map(|item| told(model, item)).collect();
    for (word, weight) in asked.iter_mut().flat_map(|search| &mut search.words) {
        let n = sample.iter().filter(|told| is_told(told, word)).fold(0, |n, _| n + 1);
        *weight = (sample.len() / n.max(1)).checked_ilog2().unwrap_or(0).into();
    }
}

/// What the contributions to `item` are multiplied by for what she searched for, in thousandths.
pub(crate) fn factor<B: AsRef<[u8]>>(model: &Model<B>, context: &Context, item: ItemId) -> u64 {
    1000 + answered(model, context, item).map_or(0, |(_, share)| LIFT * share / 1000)
}

/// The search that the item answers best, if any, with the share of its words in thousandths; of equal ones the latest.
pub(crate) fn answered<'c, B: AsRef<[u8]>>(
    model: &Model<B>,
    context: &'c Context,
    item: ItemId,
) -> Option<(&'c str, u64)> {
    let mut best: Option<(&str, u64)> = None;
    if context.searches.is_empty() {
        return best;
    }
    let told = told(model, item);
    for Asked { query, words, .. } in &context.searches {
        let (mut all, mut answered) = (0, 0);
        for (word, weight) in words {
            all += weight;
            answered += if is_told(&told, word) { *weight } else { 0 };
        }
        let share = 1000 * answered / all.max(1);
        if share >= LEAST_SHARE && best.is_none_or(|(_, least)| share >= least) {
            best = Some((query, share));
        }
    }
    best
}

/// Whether a search is not to be kept: of the items that answer all of its words, or any one of them, half or more touch a
/// sensitive topic.
#[must_use]
pub fn touches_topic<B: AsRef<[u8]>>(model: &Model<B>, query: &str) -> bool {
    let asked = words(query);
    let is_sensitive = |item: &ItemId| model.label(Label::Topic, *item).is_some();
    let sensitive = count_answers(model, &asked, model.item_ids().filter(is_sensitive));
    // Few items are, and most searches lead to none of them.
    if sensitive.iter().all(|&n_sensitive| n_sensitive == 0) {
        return false;
    }
    let all = count_answers(model, &asked, model.item_ids());
    sensitive
        .into_iter()
        .zip(all)
        .any(|(n_sensitive, n_answering)| n_sensitive > 0 && 2 * n_sensitive >= n_answering)
}

/// How many of the items answer each word and, last, all of them together.
fn count_answers<B: AsRef<[u8]>>(
    model: &Model<B>,
    asked: &[String],
    items: impl Iterator<Item = ItemId>,
) -> Vec<u32> {
    let mut counts = vec![0; asked.len() + 1];
    for item in items {
        let told = told(model, item);
        let mut is_whole = true;
        for (word, n) in asked.iter().zip(&mut counts) {
            let is_answered = is_told(&told, word);
            is_whole &= is_answered;
            *n += u32::from(is_answered);
        }
        if let Some(n_whole) = counts.last_mut() {
            *n_whole += u32::from(is_whole);
        }
    }
    counts
}

/// The words of an item's title and of the names of its category and those above.
fn told<B: AsRef<[u8]>>(model: &Model<B>, item: ItemId) -> Vec<String> {
    let mut told = words(model.title(item));
    for category in model.item(item).into_iter().flat_map(|item| model.category_chain(item.category)) {
        told.append(&mut words(model.category_name(category)));
    }
    told
}

/// Whether any of an item's words answers one that was searched for.
fn is_told(told: &[String], asked: &str) -> bool {
    told.iter().any(|own| answers(own, asked))
}

/// Whether a word of an item is the word that was searched for, or begins with it.
fn answers(own: &str, asked: &str) -> bool {
    own == asked || (asked.len() >= MIN_PREFIX && own.starts_with(asked))
}

/// The words of a text, small, without the `s` of a plural.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in text.split(|character: char| character.is_ascii() && !character.is_ascii_alphanumeric()) {
        let small: String = word.chars().map(small).collect();
        let stem = small.strip_suffix('s').filter(|stem| stem.len() >= MIN_PREFIX).unwrap_or(&small);
        if !stem.is_empty() {
            words.push(stem.to_owned());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_small_and_without_the_plural() {
        assert_eq!(words("Cake-stands, 3 TIER Ärmel"), ["cake", "stand", "3", "tier", "ärmel"]);
        assert!(answers("lantern", "lant") && !answers("lantern", "la") && !answers("plant", "lan"));
    }

    #[test]
    fn the_latest_five_searches_are_kept_each_once() {
        let mut searches = Searches::default();
        for (at, query) in ["tea", "cups", "--", "te", "tea", "a", "b", "c", "d"].into_iter().enumerate() {
            searches.add(query, Millis(u64::try_from(at).unwrap()));
        }
        let kept: Vec<&str> = searches.kept().iter().map(|(query, _)| query.as_str()).collect();
        assert_eq!(kept, ["tea", "a", "b", "c", "d"]);
    }
}
