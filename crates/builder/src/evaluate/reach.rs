//! Beyond hits: does a method merely push what sells anyway? (Demand 2.)

#![expect(clippy::indexing_slicing, reason = "one count per item, asserted")]

use serde::Serialize;

use crate::num::{to_f64, to_u32, to_usize};

/// One item in so many is a head item: the hundredth that is ordered most.
const HEAD_PART: usize = 100;

/// How popular and how various the items on a method's lists are.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Reach {
    /// ARP: training orders of a listed item, on average over the places of all lists.
    pub arp: f64,
    /// Gini index of how often each item of the catalogue is listed: 0 all alike, 1 one item alone.
    pub gini: f64,
    /// Share of the places that go to the hundredth of the items that is ordered most.
    pub head_share: f64,
    /// Share of the catalogue that is listed at least once.
    pub coverage: f64,
}

impl Reach {
    /// Of items listed and ordered so many times each.
    ///
    /// # Panics
    /// When the two do not tell of the same items.
    #[must_use]
    pub fn of(n_listed: &[u32], n_orders_of: &[u32]) -> Self {
        assert_eq!(n_listed.len(), n_orders_of.len(), "one count per item");
        let n_items = n_listed.len().max(1);
        let n_places: f64 = n_listed.iter().map(|&n| f64::from(n)).sum();
        let n_places = n_places.max(1.0);
        let popularity: f64 =
            std::iter::zip(n_listed, n_orders_of).map(|(&n, &orders)| f64::from(n) * f64::from(orders)).sum();
        let mut by_orders: Vec<u32> = (0..to_u32(n_listed.len())).collect();
        by_orders.sort_unstable_by_key(|&item| (u32::MAX - n_orders_of[to_usize(item)], item));
        let head = by_orders.iter().take(n_items.div_ceil(HEAD_PART));
        let in_head: f64 = head.map(|&item| f64::from(n_listed[to_usize(item)])).sum();
        Self {
            arp: popularity / n_places,
            gini: gini(n_listed),
            head_share: in_head / n_places,
            coverage: to_f64(n_listed.iter().filter(|&&n| n > 0).count()) / to_f64(n_items),
        }
    }
}

/// `Σ (2i − n − 1)·x_i / (n·Σ x)` over ascending counts, i from 1.
fn gini(counts: &[u32]) -> f64 {
    let mut sorted = counts.to_vec();
    sorted.sort_unstable();
    let n = to_f64(sorted.len());
    let total: f64 = sorted.iter().map(|&count| f64::from(count)).sum();
    let place = |at: usize| 2.0 * to_f64(at + 1) - n - 1.0;
    let weighted: f64 = sorted.iter().enumerate().map(|(at, &count)| place(at) * f64::from(count)).sum();
    if total > 0.0 { weighted / (n * total) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::{Reach, gini};

    #[test]
    fn small_lists_checked_by_hand() {
        // Ten places: six to the item of 30 orders, which is the head, and four to one of 10.
        let reach = Reach::of(&[6, 4, 0, 0], &[30, 10, 5, 1]);
        assert!((reach.arp - 22.0).abs() < 1e-12);
        assert!((reach.head_share - 0.6).abs() < 1e-12);
        assert!((reach.coverage - 0.5).abs() < 1e-12);
        // Ascending 0, 0, 4, 6: (1·4 + 3·6) / (4 · 10).
        assert!((reach.gini - 0.55).abs() < 1e-12);
    }

    #[test]
    fn gini_runs_from_all_alike_to_nearly_one() {
        assert!(gini(&[3, 3, 3]).abs() < 1e-12);
        assert!((gini(&[0, 0, 0, 8]) - 0.75).abs() < 1e-12);
        assert!(gini(&[0, 0]).abs() < 1e-12, "nothing listed at all");
    }
}
