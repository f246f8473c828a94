//! The runs of words that related items share in their titles: what a series may be called.

#![expect(clippy::indexing_slicing, reason = "runs are numbered here, from 0; one list per item")]

use std::collections::BTreeMap;

use goeswith_engine::series;

use super::categories::Categories;
use super::titles::Titles;
use crate::catalog::Catalog;
use crate::learn::Rows;
use crate::num::{to_u32, to_usize};

/// Words that join others; no name begins or ends with one.
const LINKS: [&str; 12] = ["a", "and", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"];

/// Shorter words ("s", "cm") name nothing.
const MIN_NAME_LEN: usize = 3;

/// A word that tells variants apart in this many families is one in every title: "pink", "large".
const MIN_FAMILIES: usize = 2;

/// A run of words and the items whose titles hold it.
#[derive(Debug)]
pub(super) struct Run {
    /// By number, in their order.
    pub(super) words: Vec<u32>,
    /// Those of its words that could be a name: no number, no link, no word that tells variants apart.
    pub(super) names: Vec<u32>,
    /// Ascending.
    pub(super) members: Vec<u32>,
}

/// The runs that related items share.
#[derive(Debug)]
pub(super) struct Runs {
    all: Vec<Run>,
    of_pair: BTreeMap<(u32, u32), usize>,
    of_item: Vec<Vec<usize>>,
}

impl Runs {
    /// The runs that hold a name and that `is_wanted` wants.
    pub(super) fn new(
        catalog: &Catalog,
        categories: &Categories,
        titles: &Titles,
        rows: &Rows,
        is_wanted: impl Fn(&Run) -> bool,
    ) -> Self {
        let is_name = names(categories, titles);
        let mut number_of: BTreeMap<Vec<u32>, Option<usize>> = BTreeMap::new();
        let mut found =
            Self { all: Vec::new(), of_pair: BTreeMap::new(), of_item: vec![Vec::new(); rows.len()] };
        for (anchor, row) in (0..).zip(rows) {
            for relation in row {
                let title = |item: u32| catalog.items[to_usize(item)].title.as_str();
                let Some(shared) = series::shared(title(anchor), title(relation.candidate)) else { continue };
                let words = titles.numbers(shared);
                let number = *number_of.entry(words).or_insert_with_key(|words| {
                    let run = Run::new(words, titles, &is_name).filter(&is_wanted)?;
                    found.all.push(run);
                    Some(found.all.len() - 1)
                });
                if let Some(number) = number {
                    found.of_pair.insert((anchor, relation.candidate), number);
                }
            }
        }
        for (number, run) in found.all.iter().enumerate() {
            for &item in &run.members {
                found.of_item[to_usize(item)].push(number);
            }
        }
        found
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn run(&self, number: usize) -> &Run {
        &self.all[number]
    }

    /// The run that two related items share.
    pub(super) fn of_pair(&self, anchor: u32, candidate: u32) -> Option<usize> {
        self.of_pair.get(&(anchor, candidate)).copied()
    }

    /// The runs that an item's title holds, ascending.
    pub(super) fn of_item(&self, item: u32) -> &[usize] {
        &self.of_item[to_usize(item)]
    }
}

impl Run {
    /// `None` when it has no name, or a link at either end: it could not be called so.
    fn new(words: &[u32], titles: &Titles, is_name: &[bool]) -> Option<Self> {
        let is_link = |&word: &u32| LINKS.contains(&titles.text(word));
        if words.first().is_none_or(is_link) || words.last().is_none_or(is_link) {
            return None;
        }
        let names: Vec<u32> = words.iter().copied().filter(|&word| is_name[to_usize(word)]).collect();
        if names.is_empty() {
            return None;
        }
        Some(Self { words: words.to_vec(), names, members: titles.items_with_run(words) })
    }
}

/// Per word: whether it could be the name of a series.
fn names(categories: &Categories, titles: &Titles) -> Vec<bool> {
    let mut n_families = vec![0_usize; titles.n_words()];
    for family in categories.families() {
        let mut words: Vec<u32> = family.iter().flat_map(|&item| distinct(titles.words_of(item))).collect();
        words.sort_unstable();
        for same in words.chunk_by(|a, b| a == b) {
            n_families[to_usize(same[0])] += usize::from(same.len() < family.len());
        }
    }
    let is_name = |(word, n_families): (usize, usize)| {
        let text = titles.text(to_u32(word));
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        n_families < MIN_FAMILIES && text.len() >= MIN_NAME_LEN && !is_number && !LINKS.contains(&text)
    };
    n_families.into_iter().enumerate().map(is_name).collect()
}

fn distinct(words: &[u32]) -> Vec<u32> {
    let mut words = words.to_vec();
    words.sort_unstable();
    words.dedup();
    words
}
