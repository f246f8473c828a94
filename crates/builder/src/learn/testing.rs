//! Small order logs for the tests of this module.

use proptest::prelude::*;

use crate::baskets::{Basket, Baskets};

/// A log of these orders; each lists its items in ascending order.
pub(crate) fn baskets(n_items: usize, orders: &[&[u32]]) -> Baskets {
    let orders = orders.iter().map(|items| Basket { items: items.to_vec(), ..Basket::default() }).collect();
    Baskets { n_items, orders }
}

/// Any log of up to 60 orders by up to 8 customers and unknown ones, over up to 8 items.
pub(crate) fn log_of_customers() -> impl Strategy<Value = Baskets> {
    let order = (prop::collection::btree_set(0_u32..8, 1..=5), prop::option::weighted(0.8, 0_u32..8));
    prop::collection::vec(order, 0..60).prop_map(|orders| Baskets {
        n_items: 8,
        orders: orders
            .into_iter()
            .map(|(items, customer)| Basket {
                items: items.into_iter().collect(),
                customer,
                ..Basket::default()
            })
            .collect(),
    })
}
