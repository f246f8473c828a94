//! Do learned substitutes do the same job? Judged by an attribute that names the job, and that the learner never saw.

#![expect(clippy::indexing_slicing, reason = "one row and one answer per item, asserted")]

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::catalog::Catalog;
use crate::learn::Rows;
use crate::num::{to_f64, to_u32, to_usize};

/// How far the strongest substitutes agree with the answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Agreement {
    /// Pairs of substitutes learned whose answers are both known.
    pub pairs: usize,
    /// The strongest of them that are judged.
    pub judged: usize,
    /// Share of the judged pairs with equal answers.
    pub precision: f64,
    /// The same share among all pairs of items that orders held, of one category and with known answers: random pairs.
    pub base_rate: f64,
    /// The base rate of the judged pairs' own categories, weighted as they are: what choosing easy categories gains.
    pub base_rate_of_their_categories: f64,
    /// Different answers among the judged pairs.
    pub answers: usize,
    /// Different categories among the judged pairs.
    pub categories: usize,
    /// Share of the judged pairs in the category that has most of them.
    pub largest_category: f64,
}

/// Judges the `n_judged` strongest pairs; `answers` and `is_ordered` have one entry per item. `None` when no pair has
/// known answers.
///
/// # Panics
/// When the arguments are not over the same items.
#[must_use]
pub fn agreement(
    catalog: &Catalog,
    rows: &Rows,
    answers: &[Option<&str>],
    is_ordered: &[bool],
    n_judged: usize,
) -> Option<Agreement> {
    let n_items = catalog.items.len();
    assert!(n_items == rows.len() && n_items == answers.len() && n_items == is_ordered.len(), "one per item");
    let mut pairs = Vec::new();
    for (a, row) in rows.iter().enumerate() {
        for relation in row {
            let b = to_usize(relation.candidate);
            // A pair may be kept by one of its two rows only.
            let is_first = a < b || !rows[b].iter().any(|back| to_usize(back.candidate) == a);
            if is_first && answers[a].is_some() && answers[b].is_some() {
                pairs.push((relation.weight, a.min(b), a.max(b)));
            }
        }
    }
    pairs.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let judged = &pairs[..n_judged.min(pairs.len())];
    if judged.is_empty() {
        return None;
    }

    let rates = Rates::new(catalog, answers, is_ordered);
    let mut of_category: BTreeMap<&[String], usize> = BTreeMap::new();
    for &(_, a, _) in judged {
        *of_category.entry(&catalog.items[a].category).or_default() += 1;
    }
    let n_equal = judged.iter().filter(|&&(_, a, b)| answers[a] == answers[b]).count();
    let expected: f64 = of_category.iter().map(|(category, &n)| rates.of(category) * to_f64(n)).sum();
    let covered: BTreeSet<&str> =
        judged.iter().flat_map(|&(_, a, b)| [answers[a], answers[b]]).flatten().collect();
    let n = to_f64(judged.len());
    Some(Agreement {
        pairs: pairs.len(),
        judged: judged.len(),
        precision: to_f64(n_equal) / n,
        base_rate: rates.of_all(),
        base_rate_of_their_categories: expected / n,
        answers: covered.len(),
        categories: of_category.len(),
        largest_category: to_f64(of_category.values().copied().max().unwrap_or_default()) / n,
    })
}

/// Pairs of one category, and those of them with equal answers.
struct Rates<'a> {
    of_category: BTreeMap<&'a [String], (f64, f64)>,
}

impl<'a> Rates<'a> {
    fn new(catalog: &'a Catalog, answers: &[Option<&'a str>], is_ordered: &[bool]) -> Self {
        let mut counts: BTreeMap<&[String], BTreeMap<&str, usize>> = BTreeMap::new();
        for ((item, answer), is_ordered) in
            std::iter::zip(std::iter::zip(&catalog.items, answers), is_ordered)
        {
            if let (Some(answer), true) = (answer, is_ordered) {
                *counts.entry(&item.category).or_default().entry(answer).or_default() += 1;
            }
        }
        let n_pairs = |n: usize| f64::from(to_u32(n)) * (f64::from(to_u32(n)) - 1.0) / 2.0;
        let rate = |answers: BTreeMap<&str, usize>| {
            (n_pairs(answers.values().sum()), answers.values().map(|&n| n_pairs(n)).sum())
        };
        Self {
            of_category: counts.into_iter().map(|(category, answers)| (category, rate(answers))).collect(),
        }
    }

    fn of(&self, category: &[String]) -> f64 {
        self.of_category.get(category).map_or(0.0, |&(all, equal)| if all > 0.0 { equal / all } else { 0.0 })
    }

    fn of_all(&self) -> f64 {
        let (all, equal) =
            self.of_category.values().fold((0.0, 0.0), |sum, pairs| (sum.0 + pairs.0, sum.1 + pairs.1));
        if all > 0.0 { equal / all } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::agreement;
    use crate::learn::Relation;
    use crate::learn::kinds::testing::catalog;

    #[test]
    fn counts_pairs_once_and_strongest_first() {
        let catalog = catalog(&[("a", "X"), ("b", "X"), ("c", "X"), ("d", "Y"), ("e", "Y")]);
        let to = |candidate, weight| Relation { candidate, weight, n_both: 0 };
        let rows = vec![
            vec![to(1, 0.9), to(2, 0.5)],
            vec![to(0, 0.9)],
            vec![to(0, 0.5)],
            vec![],
            // Kept by one of its rows only.
            vec![to(3, 0.7)],
        ];
        let answers = [Some("p"), Some("p"), Some("q"), Some("r"), Some("s")];
        let found = agreement(&catalog, &rows, &answers, &[true; 5], 2).unwrap();
        assert_eq!((found.pairs, found.judged, found.answers, found.categories), (3, 2, 3, 2));
        assert!((found.precision - 0.5).abs() < 1e-12);
        // Of X one pair in three is equal, of Y none in one.
        assert!((found.base_rate - 0.25).abs() < 1e-12);
        assert!((found.base_rate_of_their_categories - 1.0 / 6.0).abs() < 1e-12);
        assert_eq!(agreement(&catalog, &rows, &[None; 5], &[true; 5], 2), None);
    }
}
