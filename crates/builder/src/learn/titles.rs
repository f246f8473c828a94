//! How alike titles are: what is known of an item that nobody has ordered yet.
//!
//! TF-IDF vectors of character n-grams (G. Salton & C. Buckley, *Term-weighting approaches in automatic text
//! retrieval*, 1988), compared by their cosine. Characters rather than words, because titles are telegrams: "T-LIGHT
//! HOLDERS", "tlight holder" and "LIGHT HLDR" still share most of their letters.
//!
//! # Algorithm
//! ```text
//! title  = its letters and digits, small, words parted and enclosed by one blank each
//! terms  = its 3-, 4- and 5-grams of characters, blanks included
//! weight = (1 + ln n_in_title) · (1 + ln((1 + n_titles) / (1 + n_with_term))), vectors scaled to length 1
//! alike  = Σ over the terms that both have of weight · weight                       0..=1
//! ```
//! A term of one title alone joins nothing, and one of more than a tenth of the titles says nothing: both are left
//! out.
//!
//! # Cost
//! Titles that read alike are one title, so a catalogue that repeats its titles costs what its distinct titles cost. A
//! term of more than [`MAX_TITLES`] titles is left out however large the catalogue is: so a title is compared with at
//! most that many others per term, and the work grows with the number of items, not with its square.
//!
//! # What it does not guarantee
//! Letters know no meaning: a teapot and a tea towel are alike, a teapot and a kettle are not.

#![expect(clippy::indexing_slicing, reason = "titles and terms are numbered here")]

use std::cmp::Reverse;

use rayon::prelude::*;

use crate::num::{to_f32, to_u32, to_usize};

/// Lengths of the n-grams, in characters.
const GRAM_LENGTHS: std::ops::RangeInclusive<usize> = 3..=5;
/// A term of fewer titles joins nothing.
const MIN_TITLES: usize = 2;
/// A term of more titles than one in so many says nothing.
const MAX_TITLES_ONE_IN: usize = 10;
/// Below this a term of one title in ten is still kept: a tenth of twenty titles is no measure.
const FEW_TITLES: usize = 8;
/// A term of more titles is left out in any catalogue. Bounds the work per title.
const MAX_TITLES: usize = 1_000;

/// Per title: the `n` titles most alike, with how alike they are, above 0 and at most 1; the most alike first, equal
/// ones by position. Never the title itself, but others that read the same.
#[must_use]
pub fn similar(titles: &[&str], n: usize) -> Vec<Vec<(u32, f32)>> {
    let distinct = Distinct::new(titles);
    let terms = Terms::new(&distinct.texts);
    (0..to_u32(distinct.texts.len()))
        .into_par_iter()
        .map_init(
            || Sums::new(distinct.texts.len()),
            |sums, text| {
                let alike = sums.alike(&terms, text, n);
                let items = &distinct.items_of[to_usize(text)];
                items.iter().map(|&item| (item, distinct.expand(item, text, &alike, n))).collect::<Vec<_>>()
            },
        )
        .flatten_iter()
        .collect::<Vec<_>>()
        .into_iter()
        .fold(vec![Vec::new(); titles.len()], |mut rows, (item, row)| {
            rows[to_usize(item)] = row;
            rows
        })
}

/// Titles that differ in letters or digits, ascending, and who has them.
struct Distinct {
    texts: Vec<Vec<char>>,
    /// Positions of the titles that read so, ascending.
    items_of: Vec<Vec<u32>>,
}

impl Distinct {
    fn new(titles: &[&str]) -> Self {
        let mut read: Vec<(Vec<char>, u32)> = titles.iter().map(|title| normalize(title)).zip(0..).collect();
        read.sort_unstable();
        let (mut texts, mut items_of): (Vec<Vec<char>>, Vec<Vec<u32>>) = (Vec::new(), Vec::new());
        for (text, item) in read {
            match items_of.last_mut() {
                Some(items) if texts.last() == Some(&text) => items.push(item),
                _ => {
                    texts.push(text);
                    items_of.push(vec![item]);
                }
            }
        }
        Self { texts, items_of }
    }

    /// The items most alike to one with this text, from the texts most alike.
    fn expand(&self, item: u32, text: u32, alike: &[(u32, f32)], n: usize) -> Vec<(u32, f32)> {
        let is_blank = self.texts[to_usize(text)].is_empty();
        let same = if is_blank { None } else { Some((text, 1.0)) };
        let mut row: Vec<(u32, f32)> = Vec::new();
        for (other, likeness) in same.into_iter().chain(alike.iter().copied()) {
            if row.get(n.saturating_sub(1)).is_some_and(|&(_, least)| likeness < least) {
                break;
            }
            let others = self.items_of[to_usize(other)].iter().filter(|&&other| other != item);
            row.extend(others.take(n).map(|&other| (other, likeness)));
            keep_most_alike(&mut row, n);
        }
        row
    }
}

/// Keeps the `n` most alike, the most alike first, equal ones by position.
fn keep_most_alike(found: &mut Vec<(u32, f32)>, n: usize) {
    // Numbers of 0 and above stand in the order of their bits.
    let key = |&(item, likeness): &(u32, f32)| (Reverse(likeness.to_bits()), item);
    if found.len() > n {
        found.select_nth_unstable_by_key(n, key);
        found.truncate(n);
    }
    found.sort_unstable_by_key(key);
}

/// Letters and digits, small; between, before and after words one blank. Nothing where there are none.
fn normalize(title: &str) -> Vec<char> {
    let mut text = Vec::new();
    for word in title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        text.push(' ');
        text.extend(word.chars().flat_map(char::to_lowercase));
    }
    if !text.is_empty() {
        text.push(' ');
    }
    text
}

/// The vectors of all texts, by text and by term.
struct Terms {
    /// Per text: its terms with their weights, ascending.
    of_text: Vec<Vec<(u32, f32)>>,
    /// Per term: the texts that have it, ascending, with its weight there.
    texts: Vec<Vec<(u32, f32)>>,
}

impl Terms {
    fn new(texts: &[Vec<char>]) -> Self {
        let mut grams: Vec<(u128, u32)> = texts
            .par_iter()
            .zip(0..to_u32(texts.len()))
            .flat_map_iter(|(text, number)| grams(text).map(move |gram| (gram, number)))
            .collect();
        grams.par_sort_unstable();
        let n_texts = texts.len();
        let max_titles = (n_texts / MAX_TITLES_ONE_IN).clamp(FEW_TITLES, MAX_TITLES);
        let mut of_text: Vec<Vec<(u32, f32)>> = vec![Vec::new(); n_texts];
        let mut n_terms = 0;
        for term in grams.chunk_by(|a, b| a.0 == b.0) {
            let holders = || term.chunk_by(|a, b| a.1 == b.1);
            let n_with_term = holders().count();
            if !(MIN_TITLES..=max_titles).contains(&n_with_term) {
                continue;
            }
            let rarity = 1.0 + libm::logf(to_f32(1 + n_texts) / to_f32(1 + n_with_term));
            for holder in holders() {
                let weight = (1.0 + libm::logf(to_f32(holder.len()))) * rarity;
                of_text[to_usize(holder[0].1)].push((n_terms, weight));
            }
            n_terms += 1;
        }
        let mut by_term = vec![Vec::new(); to_usize(n_terms)];
        for (text, terms) in (0..).zip(&mut of_text) {
            let length = terms.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
            for (term, weight) in terms {
                *weight /= length;
                by_term[to_usize(*term)].push((text, *weight));
            }
        }
        Self { of_text, texts: by_term }
    }
}

/// The n-grams of a text, each as one number: 21 bits per character, after a 1 that tells the lengths apart.
fn grams(text: &[char]) -> impl Iterator<Item = u128> {
    GRAM_LENGTHS.flat_map(move |n| {
        text.windows(n)
            .map(|gram| gram.iter().fold(1, |number, &c| (number << 21) | u128::from(u32::from(c))))
    })
}

/// The memory one thread reuses from text to text.
struct Sums {
    /// One per text, all zero between two texts.
    sums: Vec<f32>,
    touched: Vec<u32>,
}

impl Sums {
    fn new(n_texts: usize) -> Self {
        Self { sums: vec![0.0; n_texts], touched: Vec::new() }
    }

    /// The `n` texts most alike to one. Products are added by ascending term, so that (a, b) and (b, a) agree to the bit.
    fn alike(&mut self, terms: &Terms, text: u32, n: usize) -> Vec<(u32, f32)> {
        for &(term, weight) in &terms.of_text[to_usize(text)] {
            for &(other, its_weight) in &terms.texts[to_usize(term)] {
                let sum = &mut self.sums[to_usize(other)];
                if *sum <= 0.0 {
                    self.touched.push(other);
                }
                *sum += weight * its_weight;
            }
        }
        let mut found: Vec<(u32, f32)> = Vec::with_capacity(self.touched.len());
        for other in self.touched.drain(..) {
            let likeness = std::mem::take(&mut self.sums[to_usize(other)]);
            if other != text {
                found.push((other, likeness.min(1.0)));
            }
        }
        keep_most_alike(&mut found, n);
        found
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::{grams, normalize, similar};
    use crate::num::{to_f64, to_u32};

    #[test]
    fn a_title_is_its_letters_and_digits() {
        let text: String = normalize("  T-LIGHT Holder, 2nd\t(ÉTÉ)").into_iter().collect();
        assert_eq!(text, " t light holder 2nd été ");
        assert!(normalize(" - ! ").is_empty());
    }

    #[test]
    fn terms_are_three_to_five_characters() {
        let text = normalize("mug");
        let distinct: std::collections::BTreeSet<u128> = grams(&text).collect();
        // " mu" "mug" "ug ", " mug" "mug ", " mug ".
        assert_eq!(distinct.len(), 6);
    }

    #[test]
    fn titles_that_read_the_same_are_alike_by_position_and_blank_ones_never() {
        let rows = similar(&["Red mug", "", "RED MUG!", "red-mug", ""], 2);
        let items: Vec<Vec<u32>> =
            rows.iter().map(|row| row.iter().map(|&(item, _)| item).collect()).collect();
        assert_eq!(items, [vec![2, 3], vec![], vec![0, 3], vec![0, 2], vec![]]);
    }

    #[test]
    fn a_catalogue_of_few_titles_repeated_costs_what_those_cost() {
        let titles: Vec<String> = (0..20_000).map(|n| format!("Kind {}", n % 20)).collect();
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        let rows = similar(&titles, 8);
        assert!(rows.iter().all(|row| row.len() == 8));
        assert_eq!(
            rows[40].iter().map(|&(item, _)| item).collect::<Vec<_>>(),
            [0, 20, 60, 80, 100, 120, 140, 160]
        );
    }

    /// The same by the book: dense vectors in double precision, by term text.
    fn naive(titles: &[String]) -> Vec<Vec<f64>> {
        let counts: Vec<BTreeMap<Vec<char>, f64>> = titles
            .iter()
            .map(|title| {
                let text = normalize(title);
                let mut counts = BTreeMap::new();
                for n in 3..=5 {
                    for gram in text.windows(n) {
                        *counts.entry(gram.to_vec()).or_insert(0.0) += 1.0;
                    }
                }
                counts
            })
            .collect();
        let n = to_f64(titles.len());
        let vectors: Vec<BTreeMap<&Vec<char>, f64>> = counts
            .iter()
            .map(|own| {
                let with = |gram: &Vec<char>| counts.iter().filter(|other| other.contains_key(gram)).count();
                own.iter()
                    .filter(|(gram, _)| (2..=8).contains(&with(gram)))
                    .map(|(gram, count)| {
                        let rarity = 1.0 + libm::log((1.0 + n) / (1.0 + to_f64(with(gram))));
                        (gram, (1.0 + libm::log(*count)) * rarity)
                    })
                    .collect()
            })
            .collect();
        let dot = |a: &BTreeMap<&Vec<char>, f64>, b: &BTreeMap<&Vec<char>, f64>| -> f64 {
            a.iter().filter_map(|(gram, x)| b.get(gram).map(|y| x * y)).sum()
        };
        let cosine = |a, b| {
            let norm = (dot(a, a) * dot(b, b)).sqrt();
            if norm > 0.0 { dot(a, b) / norm } else { 0.0 }
        };
        vectors.iter().map(|a| vectors.iter().map(|b| cosine(a, b)).collect()).collect()
    }

    /// Up to twelve different titles of words that share letters.
    fn titles() -> impl Strategy<Value = Vec<String>> {
        let word = prop::sample::select(vec![
            "red", "redder", "mug", "mugs", "tea", "teapot", "potted", "aaaaaa", "x",
        ]);
        let title = prop::collection::vec(word, 1..4).prop_map(|words| words.join(" "));
        prop::collection::btree_set(title, 1..12)
            .prop_map(|titles| titles.into_iter().collect())
            .prop_shuffle()
    }

    proptest! {
        #[test]
        fn equals_the_cosine_by_the_book(titles in titles()) {
            let expected = naive(&titles);
            let borrowed: Vec<&str> = titles.iter().map(String::as_str).collect();
            for (a, row) in similar(&borrowed, 100).iter().enumerate() {
                prop_assert!(row.is_sorted_by(|x, y| x.1 > y.1 || x.1.to_bits() == y.1.to_bits() && x.0 < y.0));
                let mut found = vec![0.0; titles.len()];
                for &(b, likeness) in row {
                    found[usize::try_from(b).unwrap()] = f64::from(likeness);
                }
                for b in (0..titles.len()).filter(|&b| b != a) {
                    prop_assert!((found[b] - expected[a][b]).abs() < 1e-5, "{:?} {:?}: {} {}", titles[a], titles[b], found[b], expected[a][b]);
                }
            }
        }

        #[test]
        fn neither_the_order_of_titles_nor_threads_change_a_bit(titles in titles(), seed in any::<u32>()) {
            let mut by_position: Vec<usize> = (0..titles.len()).collect();
            by_position.sort_by_key(|&at| (to_u32(at) + 1).wrapping_mul(seed | 1));
            let forth: Vec<&str> = titles.iter().map(String::as_str).collect();
            let shuffled: Vec<&str> = by_position.iter().map(|&at| titles[at].as_str()).collect();
            let named = |titles: &[&str], n_threads| {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
                let rows = pool.install(|| similar(titles, 100));
                let mut named = BTreeMap::new();
                for (title, row) in std::iter::zip(titles, rows) {
                    for (other, likeness) in row {
                        named.insert(((*title).to_owned(), titles[usize::try_from(other).unwrap()].to_owned()), likeness.to_bits());
                    }
                }
                named
            };
            prop_assert_eq!(named(&forth, 1), named(&shuffled, 3));
        }
    }
}
