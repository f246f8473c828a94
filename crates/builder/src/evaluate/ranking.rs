//! From scores to the list a shopper would see first: one rule for every method.
//!
//! Best score first; equal scores by a fixed hash of the case and the item, so that no method gains from the order
//! in which items happen to be numbered. Where a method has too few candidates, the most ordered items follow.

#![expect(clippy::indexing_slicing, reason = "items are below the number that the scores were made for")]

use crate::hash::{key, mix};
use crate::num::{to_u32, to_usize};

/// A way to score candidates.
pub trait Ranker: Sync {
    /// Adds a score above 0 for every item that something in `context` speaks for. Orders: distinct items,
    /// ascending; sessions: oldest first, with repeats.
    fn score(&self, context: &[u32], scores: &mut Scores);
}

/// A score per item, reused from case to case. 8 bytes per item.
#[derive(Debug, Clone)]
pub struct Scores {
    sums: Vec<f64>,
    /// Items with a score, in the order they first got one.
    touched: Vec<u32>,
}

impl Scores {
    /// Nothing scored yet, for items below `n_items`.
    #[must_use]
    pub fn new(n_items: usize) -> Self {
        Self { sums: vec![0.0; n_items], touched: Vec::new() }
    }

    /// Adds to an item's score; `value` is above 0.
    pub fn add(&mut self, item: u32, value: f64) {
        let sum = &mut self.sums[to_usize(item)];
        if *sum <= 0.0 {
            self.touched.push(item);
        }
        *sum += value;
    }

    /// Raises an item's score to `value`, above 0, where it is lower.
    pub fn raise(&mut self, item: u32, value: f64) {
        let sum = &mut self.sums[to_usize(item)];
        if *sum <= 0.0 {
            self.touched.push(item);
        }
        *sum = sum.max(value);
    }

    /// Multiplies all scores, by a factor above 0 per item.
    pub fn scale(&mut self, factor: impl Fn(u32) -> f64) {
        for &item in &self.touched {
            self.sums[to_usize(item)] *= factor(item);
        }
    }

    /// Takes all scores out, in the order in which items first got one.
    pub fn drain(&mut self) -> impl Iterator<Item = (u32, f64)> {
        let sums = &mut self.sums;
        self.touched.drain(..).map(move |item| (item, std::mem::take(&mut sums[to_usize(item)])))
    }

    fn of(&self, item: u32) -> f64 {
        self.sums[to_usize(item)]
    }
}

/// Makes lists of a shop's items.
#[derive(Debug, Clone)]
pub struct Lists {
    /// Items that training orders held, most ordered first; equal ones by the hash of their SKU.
    popular: Vec<u32>,
    item_keys: Vec<u64>,
}

impl Lists {
    /// For items with these SKUs, each in so many training orders (or sessions).
    #[must_use]
    pub fn new<'a>(skus: impl Iterator<Item = &'a str>, n_orders_of: &[u32]) -> Self {
        let item_keys: Vec<u64> = skus.map(key).collect();
        let mut popular: Vec<u32> =
            (0..to_u32(item_keys.len())).filter(|&item| n_orders_of[to_usize(item)] > 0).collect();
        popular.sort_unstable_by_key(|&item| {
            (u32::MAX - n_orders_of[to_usize(item)], item_keys[to_usize(item)], item)
        });
        Self { popular, item_keys }
    }

    /// Number of items.
    #[must_use]
    pub fn n_items(&self) -> usize {
        self.item_keys.len()
    }

    /// The hash of an item's SKU.
    #[must_use]
    pub fn item_key(&self, item: u32) -> u64 {
        self.item_keys[to_usize(item)]
    }

    /// The best `n` items for a context without those that are `excluded`; `case` is the hash of the case. Uses
    /// `scores` as its memory, and leaves it empty.
    pub fn best(
        &self,
        ranker: &dyn Ranker,
        context: &[u32],
        excluded: impl Fn(u32) -> bool,
        case: u64,
        n: usize,
        scores: &mut Scores,
    ) -> Vec<u32> {
        ranker.score(context, scores);
        let entry = |&item: &u32| (scores.of(item), mix(&[case, self.item_key(item)]), item);
        let mut entries: Vec<(f64, u64, u32)> =
            scores.touched.iter().filter(|&&item| !excluded(item)).map(entry).collect();
        let better = |a: &(f64, u64, u32), b: &(f64, u64, u32)| {
            b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2))
        };
        if entries.len() > n {
            entries.select_nth_unstable_by(n, better);
            entries.truncate(n);
        }
        entries.sort_unstable_by(better);
        let mut list: Vec<u32> = entries.into_iter().map(|(.., item)| item).collect();
        let n_missing = n - list.len();
        let fill = self.popular.iter().filter(|&&item| scores.of(item) <= 0.0 && !excluded(item));
        list.extend(fill.take(n_missing));
        scores.drain().for_each(drop);
        list
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Lists, Ranker, Scores};
    use crate::hash::{key, mix};

    /// The same scores whatever the context.
    struct Fixed(Vec<(u32, f64)>);

    impl Ranker for Fixed {
        fn score(&self, _: &[u32], scores: &mut Scores) {
            for &(item, value) in &self.0 {
                scores.add(item, value);
            }
        }
    }

    const SKUS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

    fn lists(n_orders_of: [u32; 6]) -> Lists {
        Lists::new(SKUS.into_iter(), &n_orders_of)
    }

    #[test]
    fn scores_come_first_then_what_is_ordered_most_then_nothing() {
        let lists = lists([9, 8, 7, 6, 0, 5]);
        let ranker = Fixed(vec![(3, 1.0), (4, 2.0), (1, 5.0)]);
        let mut scores = Scores::new(6);
        let list = lists.best(&ranker, &[], |item| item == 1, 7, 10, &mut scores);
        assert_eq!(list, [4, 3, 0, 2, 5]);
        let again = lists.best(&ranker, &[], |item| item == 1, 7, 10, &mut scores);
        assert_eq!(again, list, "nothing is left over from the case before");
        let short = lists.best(&ranker, &[], |_| false, 7, 2, &mut scores);
        assert_eq!(short, [1, 4]);
    }

    #[test]
    fn scores_add_up_rise_and_scale() {
        let mut scores = Scores::new(2);
        scores.add(0, 1.0);
        scores.add(0, 0.5);
        scores.raise(1, 2.0);
        scores.raise(1, 1.0);
        scores.scale(|item| if item == 0 { 4.0 } else { 1.0 });
        assert_eq!(scores.sums, [6.0, 2.0]);
    }

    proptest! {
        #[test]
        fn equal_scores_fall_by_the_hash_of_case_and_item(case in any::<u64>()) {
            let ranker = Fixed((0..6).map(|item| (item, 1.0)).collect());
            let list = lists([1; 6]).best(&ranker, &[], |_| false, case, 3, &mut Scores::new(6));
            let mut expected: Vec<u32> = (0..6).collect();
            expected.sort_by_key(|&item| mix(&[case, key(SKUS[usize::try_from(item).unwrap()])]));
            prop_assert_eq!(&list[..], &expected[..3]);
        }
    }
}
