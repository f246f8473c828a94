//! Orders set aside, to choose by and to measure on.

use crate::baskets::{Basket, Baskets};
use crate::num::to_u32;

/// Orders to learn from and orders to hold against what was learned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holdout {
    /// The earlier orders.
    pub train: Baskets,
    /// The latest orders; where orders have no dates, some of them by a fixed draw.
    pub held_out: Vec<Basket>,
}

impl Holdout {
    /// Sets aside one order in ten: of fewer than a thousand, a hundred or one in four.
    #[must_use]
    pub fn new(baskets: &Baskets) -> Self {
        Self::one_in((baskets.orders.len() / 100).clamp(4, 10), baskets)
    }

    /// Sets aside one order in `one_in`, at least 2.
    fn one_in(one_in: usize, baskets: &Baskets) -> Self {
        let n_held_out = baskets.orders.len() / one_in;
        let mut latest_first: Vec<(Option<i64>, u32)> = (0..)
            .zip(&baskets.orders)
            .map(|(number, order): (u32, _)| match order.placed_at_s {
                Some(placed_at_s) => (Some(placed_at_s), number),
                None => (None, drawn(number)),
            })
            .collect();
        latest_first.sort_unstable_by(|a, b| b.cmp(a));
        let is_held_out = |number: u32, order: &Basket| {
            let key = (order.placed_at_s, if order.placed_at_s.is_some() { number } else { drawn(number) });
            n_held_out > 0 && latest_first.get(n_held_out - 1).is_some_and(|&last| key >= last)
        };
        let mut train = Baskets { n_items: baskets.n_items, orders: Vec::new() };
        let mut held_out = Vec::new();
        for (number, order) in baskets.orders.iter().enumerate() {
            if is_held_out(to_u32(number), order) {
                held_out.push(order.clone());
            } else {
                train.orders.push(order.clone());
            }
        }
        Self { train, held_out }
    }
}

/// A fixed permutation of the 32-bit numbers that looks like none: multiplication by an odd number, the golden
/// ratio's (D. Knuth, *The Art of Computer Programming*, volume 3, section 6.4).
pub(super) fn drawn(number: u32) -> u32 {
    number.wrapping_mul(0x9e37_79b1)
}

#[cfg(test)]
mod tests {
    use super::Holdout;
    use crate::baskets::{Basket, Baskets};

    fn orders(placed_at_s: impl Fn(u32) -> Option<i64>) -> Baskets {
        let order = |n: u32| Basket { items: vec![n], placed_at_s: placed_at_s(n), ..Basket::default() };
        Baskets { n_items: 100, orders: (0..100).map(order).collect() }
    }

    #[test]
    fn the_latest_orders_are_held_out() {
        let Holdout { train, held_out } = Holdout::one_in(10, &orders(|n| Some(1000 - i64::from(n))));
        let items: Vec<u32> = held_out.iter().map(|order| order.items[0]).collect();
        assert_eq!(items, (0..10).collect::<Vec<u32>>());
        assert_eq!(train.orders.len(), 90);
    }

    #[test]
    fn orders_without_dates_are_drawn_from_everywhere() {
        let Holdout { train, held_out } = Holdout::one_in(10, &orders(|_| None));
        assert_eq!((train.orders.len(), held_out.len()), (90, 10));
        assert!(held_out[0].items[0] < 30 && held_out[9].items[0] >= 70, "{held_out:?}");
    }

    #[test]
    fn a_tiny_log_holds_nothing_out() {
        let few = Baskets { n_items: 1, orders: vec![Basket { items: vec![0], ..Basket::default() }] };
        assert_eq!(Holdout::new(&few), Holdout { train: few, held_out: Vec::new() });
    }
}
