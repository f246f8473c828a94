//! Numbering items so that related ones get near numbers: recursive graph bisection.
//!
//! Source: L. Dhulipala et al., *Compressing Graphs and Indexes with Recursive Graph Bisection*, KDD 2016.
//! Relations are stored as gaps between item numbers, so a row costs about Σ log2(gap) bits. Split the items
//! into two halves and swap items between the halves as long as that lowers the estimate; then do the same
//! inside each half.
//!
//! ```text
//! bisect(items):
//!     left, right = halves of items
//!     repeat at most 20 times:
//!         for every item, gain = how much the estimate falls if it changes sides
//!         sort each side by falling gain, and walk the pairs (left[i], right[i]) while the two gains sum above 0:
//!             swap the pair if its gains, computed again after the swaps before it, still sum above 0
//!         stop when nothing was swapped
//!     bisect(left); bisect(right)
//!
//! estimate = Σ over groups of  d1·log2(n1/(d1+1)) + d2·log2(n2/(d2+1))
//!            n1, n2: items left and right; d1, d2: how many of the group's items are left and right
//! ```
//!
//! A group is one row: its anchor and its candidates. Computing the gains again before each swap is ours: the
//! paper swaps all pairs at once, which on a symmetric graph merely exchanges the halves. Logarithms are rounded to 1/65536 bit once and summed as
//! integers, and ties go to the item that stood first, so the numbering is the same everywhere.
//!
//! It is a heuristic: it finds a good numbering, not the best one.

#![expect(clippy::indexing_slicing, reason = "groups and items are numbered by `Groups::new`")]

use crate::num::{to_u32, to_usize};

/// Rounds of swapping per split; later ones move next to nothing.
const MAX_ROUNDS: usize = 20;

/// Parts of this many items or fewer keep the order they have.
const SMALLEST_PART: usize = 4;

/// The items `0..n_items` in their new order. `groups` lists which items want to be near each other.
pub(super) fn order(n_items: usize, groups: &[Vec<u32>]) -> Vec<u32> {
    let mut items: Vec<u32> = (0..to_u32(n_items)).collect();
    let mut bisection = Bisection {
        groups_of: groups_of(n_items, groups),
        max_len: groups.iter().map(Vec::len).max().unwrap_or(0),
        sides: vec![[0, 0]; groups.len()],
        log2: log2_table(n_items + 1),
        steps: [Vec::new(), Vec::new()],
    };
    bisection.split(&mut items);
    items
}

struct Bisection {
    /// Per item: the groups it is in.
    groups_of: GroupsOf,
    /// Of the largest group.
    max_len: usize,
    /// Per group: how many of its items are on each side of the split at hand. All zero between two splits.
    sides: Vec<[u32; 2]>,
    /// `log2[x]` in 1/65536 bit; `log2[0]` is never needed and 0.
    log2: Vec<i64>,
    /// Per side of the split at hand, `steps[side][d]`: what the `d`th item of a group there adds to the estimate.
    steps: [Vec<i64>; 2],
}

impl Bisection {
    fn split(&mut self, items: &mut [u32]) {
        if items.len() <= SMALLEST_PART {
            return;
        }
        let middle = items.len() / 2;
        self.count(items, middle);
        self.steps = [middle, items.len() - middle].map(|n| self.steps(n));
        for _ in 0..MAX_ROUNDS {
            if !self.swap_round(items, middle) {
                break;
            }
        }
        for &item in items.iter() {
            for &group in self.groups_of.item(item) {
                self.sides[to_usize(group)] = [0, 0];
            }
        }
        let (left, right) = items.split_at_mut(middle);
        self.split(left);
        self.split(right);
    }

    fn count(&mut self, items: &[u32], middle: usize) {
        for (position, &item) in items.iter().enumerate() {
            for &group in self.groups_of.item(item) {
                self.sides[to_usize(group)][usize::from(position >= middle)] += 1;
            }
        }
    }

    /// Swaps what is worth swapping, and says whether anything was.
    fn swap_round(&mut self, items: &mut [u32], middle: usize) -> bool {
        let (left, right) = items.split_at_mut(middle);
        let leaving_left = self.by_gain(left, 0);
        let leaving_right = self.by_gain(right, 1);
        let mut swapped = false;
        for (&(gain_left, at_left), &(gain_right, at_right)) in std::iter::zip(&leaving_left, &leaving_right)
        {
            if gain_left + gain_right <= 0 {
                break;
            }
            let (a, b) = (&mut left[at_left], &mut right[at_right]);
            if self.gain(*a, 0) + self.gain(*b, 1) > 0 {
                self.change_side(*a, 0);
                self.change_side(*b, 1);
                std::mem::swap(a, b);
                swapped = true;
            }
        }
        swapped
    }

    fn change_side(&mut self, item: u32, from: usize) {
        for &group in self.groups_of.item(item) {
            let sides = &mut self.sides[to_usize(group)];
            sides[from] -= 1;
            sides[1 - from] += 1;
        }
    }

    /// What each item of one side gains by leaving it, with its position, best first.
    fn by_gain(&self, items: &[u32], side: usize) -> Vec<(i64, usize)> {
        let mut gains: Vec<(i64, usize)> =
            items.iter().enumerate().map(|(position, &item)| (self.gain(item, side), position)).collect();
        gains.sort_unstable_by_key(|&(gain, position)| (std::cmp::Reverse(gain), position));
        gains
    }

    /// How much the estimate falls if `item` leaves the side it is on.
    fn gain(&self, item: u32, from: usize) -> i64 {
        let to = 1 - from;
        let gain = |&group: &u32| {
            let d = self.sides[to_usize(group)];
            self.steps[from][to_usize(d[from])] - self.steps[to][to_usize(d[to]) + 1]
        };
        self.groups_of.item(item).iter().map(gain).sum()
    }

    /// What each further item of a group adds to the estimate on a side of `n` items, from the first on; the entry
    /// before is 0. A side of `n` may be asked about one more.
    fn steps(&self, n: usize) -> Vec<i64> {
        let most = to_u32(self.max_len.min(n + 1));
        let step = |d: u32| self.cost(d, n) - self.cost(d - 1, n);
        std::iter::once(0).chain((1..=most).map(step)).collect()
    }

    /// `d · log2(n / (d + 1))`: the bits of `d` gaps among `n` numbers.
    fn cost(&self, d: u32, n: usize) -> i64 {
        i64::from(d) * (self.log2[n] - self.log2[to_usize(d) + 1])
    }
}

/// The groups that each item is in.
struct GroupsOf {
    /// `groups[starts[i]..starts[i + 1]]` are those of item `i`, ascending.
    starts: Vec<usize>,
    groups: Vec<u32>,
}

impl GroupsOf {
    fn item(&self, item: u32) -> &[u32] {
        let item = to_usize(item);
        &self.groups[self.starts[item]..self.starts[item + 1]]
    }
}

fn groups_of(n_items: usize, groups: &[Vec<u32>]) -> GroupsOf {
    let mut groups_of = vec![Vec::new(); n_items];
    for (group, items) in groups.iter().enumerate() {
        for &item in items {
            groups_of[to_usize(item)].push(to_u32(group));
        }
    }
    let ends = groups_of.iter().scan(0, |end, groups| {
        *end += groups.len();
        Some(*end)
    });
    GroupsOf { starts: std::iter::once(0).chain(ends).collect(), groups: groups_of.concat() }
}

#[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "a logarithm is below 64")]
fn log2_table(max: usize) -> Vec<i64> {
    (0..=to_u32(max)).map(|x| (libm::log2(f64::from(x.max(1))) * 65_536.0).round() as i64).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::order;

    /// Σ log2 of the gaps within each group, the quantity to make small.
    fn bits(order: &[u32], groups: &[Vec<u32>]) -> f64 {
        let mut number_of = vec![0_usize; order.len()];
        for (number, &item) in order.iter().enumerate() {
            number_of[usize::try_from(item).unwrap()] = number;
        }
        groups
            .iter()
            .flat_map(|group| {
                let mut numbers: Vec<usize> =
                    group.iter().map(|&item| number_of[usize::try_from(item).unwrap()]).collect();
                numbers.sort_unstable();
                numbers
                    .windows(2)
                    .map(|pair| libm::log2(f64::from(u32::try_from(pair[1] - pair[0]).unwrap())))
                    .collect::<Vec<_>>()
            })
            .sum()
    }

    #[test]
    fn brings_scattered_groups_together() {
        // Eight groups of eight items each, in no order that anybody planned.
        let deck: Vec<u32> = (0..67).map(|at| at * at * 11 % 67 + at % 2).collect();
        let mut deck: Vec<u32> = deck.into_iter().chain(0..64).filter(|&item| item < 64).collect();
        let mut dealt = std::collections::BTreeSet::new();
        deck.retain(|&item| dealt.insert(item));
        let groups: Vec<Vec<u32>> = deck.chunks(8).map(<[u32]>::to_vec).collect();
        let scattered: Vec<u32> = (0..64).collect();
        let ordered = order(64, &groups);
        assert!(bits(&ordered, &groups) < 0.5 * bits(&scattered, &groups), "{}", bits(&ordered, &groups));
    }

    proptest! {
        #[test]
        fn keeps_every_item_once(groups in prop::collection::vec(prop::collection::btree_set(0_u32..50, 0..9), 0..40)) {
            let groups: Vec<Vec<u32>> = groups.into_iter().map(|group| group.into_iter().collect()).collect();
            let mut ordered = order(50, &groups);
            prop_assert_eq!(&ordered, &order(50, &groups), "the same groups give the same order");
            ordered.sort_unstable();
            prop_assert_eq!(ordered, (0..50).collect::<Vec<u32>>());
        }
    }
}
