//! Completes a set: bought together, and of one series.
//!
//! A series shows in the titles: a run of words that both share ([`series::shared`], the very words that the shopper
//! will read). Most shared runs are none: "mug" names a kind, "pink" a variant, "vintage" nothing. What tells a
//! series is that its members attract each other across kinds: among the orders with one member, another member has a
//! larger part of what is bought of *its category* than it has among all orders.
//!
//! ```text
//! E(b given a)  = n(a, category of b) · n(b) / n(category of b)         n: order lines
//! attraction    = Σ n(a, b) / Σ E(b given a)        over pairs of members, no variants
//!
//! a run is a series when at least three items hold it, it has a word that few titles have, and
//!     it is spread over categories, held by few items, and its members attract each other across categories; or
//!     it is of one category, has a word of its own, and its members attract each other there strongly (a collection)
//! ```
//!
//! Comparing within the category takes out what makes everything in a gift shop go with everything: popular items,
//! long orders, customers who buy a bit of all.

#![expect(clippy::indexing_slicing, reason = "one row per item of the catalogue, asserted")]

use rayon::prelude::*;

use super::categories::Categories;
use super::runs::{Run, Runs};
use super::titles::Titles;
use crate::catalog::Catalog;
use crate::learn::{OrderIndex, Pair, PairCounter, Relation, Rows};
use crate::num::{float, to_u32, to_usize};

/// Thresholds below were read off the runs of the bundled catalogue, whose two sides a person can tell apart.
const MIN_MEMBERS: usize = 3;

/// One item in so many may be of a series named by a single word, and twice as many of one named by several; but
/// [`FEW_MEMBERS`] always may, so that small shops have series, too, and more than [`MAX_MEMBERS`] never.
const ITEMS_PER_MEMBER: usize = 100;
const FEW_MEMBERS: usize = 12;
const MAX_MEMBERS: usize = 100;

/// A word that more than one in so many titles have is no name: "set" of "set of 4".
const TITLES_PER_NAME: usize = 20;

/// A run with a larger share of its members in one category is a kind or a collection.
const MAX_SHARE_IN_CATEGORY: f64 = 0.7;

/// From this share on a run could be a kind: it takes more attraction.
const MANY_IN_CATEGORY: f64 = 0.5;

/// Single words with fewer categories than this are rarely a series: "lantern", "tray".
const MIN_CATEGORIES_OF_WORD: usize = 5;

/// Least attraction across categories: of several words, of a single word, and of a run that could be a kind.
const MIN_ATTRACTION_OF_WORDS: f64 = 1.15;
const MIN_ATTRACTION_OF_WORD: f64 = 1.45;
const MIN_ATTRACTION_OF_KIND: f64 = 1.6;

/// Least attraction within the category of a collection.
const MIN_ATTRACTION_OF_COLLECTION: f64 = 4.0;

/// Least attraction of two members for their relation to complete a set, and if they are of one category.
const MIN_ATTRACTION_OF_PAIR: f64 = 1.2;
const MIN_ATTRACTION_IN_CATEGORY: f64 = 1.5;

/// Takes the relations that complete a set out of `together` and returns them, with weight and evidence unchanged.
///
/// # Panics
/// When `orders` or `together` are not over the items of `catalog`.
#[must_use]
pub fn take(catalog: &Catalog, orders: &OrderIndex<'_>, together: &mut Rows) -> Rows {
    assert_eq!(catalog.items.len(), orders.n_items(), "orders of this catalogue");
    assert_eq!(catalog.items.len(), together.len(), "a row per item");
    let categories = Categories::new(catalog);
    let titles = Titles::new(catalog, &categories);
    let most_with_name = (catalog.items.len() / TITLES_PER_NAME).max(FEW_MEMBERS);
    let runs = Runs::new(catalog, &categories, &titles, together, |run| {
        run.names.iter().any(|&name| titles.items_with(name).len() <= most_with_name)
            && (MIN_MEMBERS..=max_members(catalog.items.len(), run.words.len())).contains(&run.members.len())
    });
    let shop = Shop { orders, categories: &categories, n_lines_of_category: n_lines(orders, &categories) };
    let attractions: Vec<Vec<[Attraction; 2]>> = (0..to_u32(orders.n_items()))
        .into_par_iter()
        .map_init(|| PairCounter::new(orders), |counter, anchor| shop.attractions(counter, &runs, anchor))
        .collect();
    let is_series = judge(&runs, &attractions, &categories, &titles);
    let kept: Vec<(Vec<Relation>, Vec<Relation>)> = together
        .par_iter()
        .enumerate()
        .map_init(
            || PairCounter::new(orders),
            |counter, (anchor, row)| {
                let anchor = to_u32(anchor);
                let is_candidate = |relation: &Relation| {
                    runs.of_pair(anchor, relation.candidate).filter(|&run| is_series[run])
                };
                if !row.iter().any(|relation| is_candidate(relation).is_some()) {
                    return (Vec::new(), row.clone());
                }
                let company = shop.company(counter, anchor);
                row.iter().partition(|relation| {
                    is_candidate(relation).is_some_and(|run| {
                        let attraction = shop.attraction(&company, relation.candidate).ratio();
                        completes(
                            &titles,
                            &categories,
                            runs.run(run),
                            [anchor, relation.candidate],
                            attraction,
                        )
                    })
                })
            },
        )
        .collect();
    let (sets, rest) = kept.into_iter().unzip();
    *together = rest;
    sets
}

fn max_members(n_items: usize, n_words: usize) -> usize {
    let share = n_items / ITEMS_PER_MEMBER * if n_words == 1 { 1 } else { 2 };
    share.clamp(FEW_MEMBERS, MAX_MEMBERS)
}

/// Which runs are series.
fn judge(
    runs: &Runs,
    attractions: &[Vec<[Attraction; 2]>],
    categories: &Categories,
    titles: &Titles,
) -> Vec<bool> {
    let mut sums = vec![[Attraction::default(); 2]; runs.len()];
    for (item, of_runs) in (0..).zip(attractions) {
        for (&run, parts) in std::iter::zip(runs.of_item(item), of_runs) {
            for (sum, part) in std::iter::zip(&mut sums[run], parts) {
                sum.add(*part);
            }
        }
    }
    let verdict = |(run, [across, within]): (usize, [Attraction; 2])| {
        let run = runs.run(run);
        is_series(run, categories, titles, across.ratio(), within.ratio())
    };
    sums.into_iter().enumerate().map(verdict).collect()
}

fn is_series(run: &Run, categories: &Categories, titles: &Titles, across: f64, within: f64) -> bool {
    let n_members = run.members.len();
    let mut n_in_category: Vec<u32> = run.members.iter().map(|&item| categories.of(item)).collect();
    n_in_category.sort_unstable();
    let parts: Vec<usize> = n_in_category.chunk_by(|a, b| a == b).map(<[u32]>::len).collect();
    let largest = parts.iter().copied().max().unwrap_or_default();
    let share = f64::from(to_u32(largest)) / f64::from(to_u32(n_members));
    let is_word = run.words.len() == 1;
    if share > MAX_SHARE_IN_CATEGORY {
        let has_own_word = run.names.iter().any(|&word| titles.items_with(word).len() == n_members);
        return !is_word && has_own_word && within >= MIN_ATTRACTION_OF_COLLECTION;
    }
    let least = if is_word { MIN_ATTRACTION_OF_WORD } else { MIN_ATTRACTION_OF_WORDS };
    let least = if share > MANY_IN_CATEGORY { least.max(MIN_ATTRACTION_OF_KIND) } else { least };
    across >= least && (!is_word || parts.len() >= MIN_CATEGORIES_OF_WORD)
}

/// Whether two members of a series complete a set: not variants, not of one kind, and clearly attracted.
fn completes(titles: &Titles, categories: &Categories, run: &Run, pair: [u32; 2], attraction: f64) -> bool {
    let [anchor, candidate] = pair;
    if categories.are_variants(anchor, candidate) || attraction < MIN_ATTRACTION_OF_PAIR {
        return false;
    }
    let is_collection = run.members.iter().all(|&item| categories.of(item) == categories.of(anchor));
    if is_collection || categories.of(anchor) != categories.of(candidate) {
        return true;
    }
    let rest = |word: &&u32| !run.words.contains(word) && titles.words_of(candidate).contains(word);
    attraction >= MIN_ATTRACTION_IN_CATEGORY && titles.words_of(anchor).iter().filter(rest).count() == 0
}

/// Orders with two items, and what the category of the second lets expect.
#[derive(Debug, Clone, Copy, Default)]
struct Attraction {
    n_both: f64,
    expected: f64,
}

impl Attraction {
    fn add(&mut self, other: Self) {
        self.n_both += other.n_both;
        self.expected += other.expected;
    }

    fn ratio(self) -> f64 {
        if self.expected > 0.0 { self.n_both / self.expected } else { 0.0 }
    }
}

struct Shop<'a> {
    orders: &'a OrderIndex<'a>,
    categories: &'a Categories,
    n_lines_of_category: Vec<u64>,
}

/// What is ordered together with an anchor.
struct Company {
    /// By ascending item.
    pairs: Vec<Pair>,
    n_of_category: Vec<u64>,
}

impl Shop<'_> {
    fn company(&self, counter: &mut PairCounter<'_>, anchor: u32) -> Company {
        let pairs: Vec<Pair> = counter.count(anchor).collect();
        let mut n_of_category = vec![0; self.n_lines_of_category.len()];
        for pair in &pairs {
            n_of_category[to_usize(self.categories.of(pair.item))] += u64::from(pair.n_both);
        }
        Company { pairs, n_of_category }
    }

    fn attraction(&self, company: &Company, other: u32) -> Attraction {
        let place = company.pairs.binary_search_by_key(&other, |pair| pair.item);
        let category = to_usize(self.categories.of(other));
        let part =
            f64::from(self.orders.n_orders_of(other)) / float(self.n_lines_of_category[category]).max(1.0);
        Attraction {
            n_both: place.map_or(0.0, |place| f64::from(company.pairs[place].n_both)),
            expected: float(company.n_of_category[category]) * part,
        }
    }

    /// For each run of the anchor: its attraction to the other members across categories, and within its own.
    fn attractions(&self, counter: &mut PairCounter<'_>, runs: &Runs, anchor: u32) -> Vec<[Attraction; 2]> {
        let of_item = runs.of_item(anchor);
        if of_item.is_empty() {
            return Vec::new();
        }
        let company = self.company(counter, anchor);
        let sum = |&run: &usize| {
            let mut sums = [Attraction::default(); 2];
            for &other in &runs.run(run).members {
                if other != anchor && !self.categories.are_variants(anchor, other) {
                    let is_within = self.categories.of(anchor) == self.categories.of(other);
                    sums[usize::from(is_within)].add(self.attraction(&company, other));
                }
            }
            sums
        };
        of_item.iter().map(sum).collect()
    }
}

fn n_lines(orders: &OrderIndex<'_>, categories: &Categories) -> Vec<u64> {
    let mut n_lines = vec![0; categories.len()];
    for item in 0..to_u32(orders.n_items()) {
        n_lines[to_usize(categories.of(item))] += u64::from(orders.n_orders_of(item));
    }
    n_lines
}
