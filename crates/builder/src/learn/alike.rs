//! Relations from titles alone: what speaks for an item before orders do.
//!
//! ```text
//! weight = b · likeness³ · (n / mean n)^¼        n: orders of the candidate, within 4..=20
//! ```
//! `likeness` is the cosine of [`similar`](super::similar). Its cube, because what reads half alike goes together
//! much less than half as often; and of two items that are equally alike the one that is ordered at all is the better
//! guess, while 20 orders speak for themselves. What titles add in a shop of 200, 500, 1,000 and 5,000 orders is measured by
//! `npm run evaluate`.
//!
//! b, the title weight, puts them in the unit of the ridge's weights, to which they are added. The more orders there
//! are, the less titles add: [`tune`](super::tune) chooses it on held-out orders.
//!
//! Variants and substitutes are left out: they are most alike, and do not go together.

#![expect(clippy::indexing_slicing, reason = "there is a row per item, and candidates are items")]

use rayon::prelude::*;

use super::{Relation, Rows, similar};
use crate::num::{to_f32, to_u32, to_usize};

/// Most titles that an item is compared with further: more than it keeps, because variants are taken from them.
const MAX_SIMILAR: usize = 32;
/// Most relations per item: 8 gain what 16 and 32 do.
const MAX_ALIKE: usize = 8;
/// Fewer orders than this are not told apart: below the privacy floor no number of orders is told.
const MIN_COUNTED: u32 = 4;
/// More orders than this are not told apart.
const MAX_COUNTED: u32 = 20;

/// Which items have titles that are alike, whatever the orders say.
#[derive(Debug, Clone, PartialEq)]
pub struct Alike {
    /// Per item: others and the cube of their likeness, most alike first.
    cubes: Vec<Vec<(u32, f32)>>,
}

impl Alike {
    /// Compares titles, one per item. Pairs that are `excluded`, such as variants, are never related.
    #[must_use]
    pub fn new(titles: &[&str], excluded: impl Fn(u32, u32) -> bool + Sync) -> Self {
        let mut cubes = similar(titles, MAX_SIMILAR);
        cubes.par_iter_mut().zip(0..to_u32(titles.len())).for_each(|(row, anchor)| {
            row.retain(|&(other, _)| !excluded(anchor, other));
            for (_, likeness) in row {
                *likeness = *likeness * *likeness * *likeness;
            }
        });
        Self { cubes }
    }

    /// The relations at a title weight (b above, 0 or more); none at 0. `n_orders_of` has the orders of every item, as
    /// they may be told.
    #[must_use]
    pub fn relate(&self, n_orders_of: &[u32], title_weight: f32) -> Rows {
        if title_weight <= 0.0 {
            return vec![Vec::new(); self.cubes.len()];
        }
        let ordered = popularity(n_orders_of);
        let row = |row: &Vec<(u32, f32)>| {
            let relation = |&(candidate, cube): &(u32, f32)| Relation {
                candidate,
                weight: title_weight * cube * ordered[to_usize(candidate)],
                n_both: 0,
            };
            let mut row: Vec<Relation> = row.iter().map(relation).collect();
            row.sort_unstable_by(|a, b| b.weight.total_cmp(&a.weight).then(a.candidate.cmp(&b.candidate)));
            row.truncate(MAX_ALIKE);
            row
        };
        self.cubes.par_iter().map(row).collect()
    }
}

/// (n / mean n)^¼ of every item. The fourth root is two square roots, which are the same everywhere.
fn popularity(n_orders_of: &[u32]) -> Vec<f32> {
    let counted = |n: u32| to_f32(to_usize(n.clamp(MIN_COUNTED, MAX_COUNTED)));
    let ordered: Vec<f32> = n_orders_of.iter().filter(|&&n| n > 0).map(|&n| counted(n)).collect();
    let mean =
        if ordered.is_empty() { counted(0) } else { ordered.iter().sum::<f32>() / to_f32(ordered.len()) };
    n_orders_of.iter().map(|&n| (counted(n) / mean).sqrt().sqrt()).collect()
}

#[cfg(test)]
mod tests {
    use super::Alike;

    const TITLES: [&str; 4] =
        ["Regency teapot, green", "Regency teapot, rose", "Regency tea plate", "Doormat"];

    fn candidates(alike: &Alike, n_orders_of: &[u32]) -> Vec<Vec<u32>> {
        let rows = alike.relate(n_orders_of, 0.1);
        rows.iter().map(|row| row.iter().map(|relation| relation.candidate).collect()).collect()
    }

    #[test]
    fn what_reads_alike_is_related_and_variants_never_are() {
        let all = Alike::new(&TITLES, |_, _| false);
        assert_eq!(candidates(&all, &[9; 4]), [vec![1, 2], vec![0, 2], vec![0, 1], vec![]]);
        let variants = |a: u32, b: u32| a < 2 && b < 2;
        let others = Alike::new(&TITLES, variants);
        assert_eq!(candidates(&others, &[9; 4]), [vec![2], vec![2], vec![0, 1], vec![]]);
    }

    #[test]
    fn of_items_equally_alike_the_one_that_is_ordered_comes_first() {
        let titles = ["Blue jug", "Blue jug small", "Blue jug small", "Blue jug small"];
        let alike = Alike::new(&titles, |_, _| false);
        assert_eq!(candidates(&alike, &[5, 0, 30, 10])[0], [2, 3, 1]);
        assert_eq!(candidates(&alike, &[5, 4, 300, 20])[0], [2, 3, 1], "past twenty orders, by position");
    }

    #[test]
    fn weights_grow_with_the_title_weight_and_rest_on_no_order() {
        let alike = Alike::new(&TITLES, |_, _| false);
        let [once, twice] = [0.5, 1.0].map(|weight| alike.relate(&[0; 4], weight));
        for (a, b) in std::iter::zip(once.iter().flatten(), twice.iter().flatten()) {
            assert_eq!((b.weight - 2.0 * a.weight, a.n_both), (0.0, 0));
        }
        assert!(alike.relate(&[9; 4], 0.0).iter().all(Vec::is_empty));
    }
}
