//! Small order logs for the tests of this module.

use proptest::prelude::*;

use crate::baskets::{Basket, Baskets};

/// A log of these orders; each lists its items in ascending order.
pub(crate) fn baskets(n_items: usize, orders: &[&[u32]]) -> Baskets {
    let orders = orders.iter().map(|items| Basket { items: items.to_vec(), ..Basket::default() }).collect();
    Baskets { n_items, orders }
}

/// Any log of up to 30 orders over up to 12 items.
pub(crate) fn small_log() -> impl Strategy<Value = Baskets> {
    (1_u32..12).prop_flat_map(|n_items| {
        let order = prop::collection::btree_set(0..n_items, 1..=6);
        prop::collection::vec(order, 0..30).prop_map(move |orders| Baskets {
            n_items: usize::try_from(n_items).unwrap(),
            orders: orders
                .into_iter()
                .map(|items| Basket { items: items.into_iter().collect(), ..Basket::default() })
                .collect(),
        })
    })
}
