//! What each customer orders, category by category: who orders two items at all, and how often they would meet in
//! one order if each customer ordered them independently.

#![expect(clippy::indexing_slicing, reason = "positions come from the orders, which number what they hold")]

use super::categories::Categories;
use crate::baskets::Baskets;
use crate::learn::OrderIndex;
use crate::num::{to_u32, to_usize};

/// Every customer's orders, counted by item. Orders without a customer count as those of one more customer, `None`,
/// who is nobody: in a log without customers the expectation is then that of all orders together.
#[derive(Debug)]
pub(super) struct Habits<'a> {
    baskets: &'a Baskets,
    orders: &'a OrderIndex<'a>,
    /// Place in `n_orders_of_customer` = number + 1; 0 is `None`.
    n_orders_of_customer: Vec<u32>,
    /// By customer, category and item: how many of the customer's orders held the item.
    counts: Vec<Count>,
    /// Known customers.
    pub(super) n_customers: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Count {
    customer: Option<u32>,
    category: u32,
    item: u32,
    n_orders: u32,
}

/// What two items have to do with each other, by the habits of those who order them.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Meeting {
    /// Known customers who ordered both, together or not.
    pub(super) n_customers: u32,
    /// Orders that held both.
    pub(super) n_both: u32,
    /// Orders that would hold both if every customer ordered each as often as they do, but independently.
    pub(super) expected: f64,
}

impl<'a> Habits<'a> {
    pub(super) fn new(baskets: &'a Baskets, orders: &'a OrderIndex<'a>, categories: &Categories) -> Self {
        let mut lines: Vec<(Option<u32>, u32, u32)> = Vec::new();
        let mut n_orders_of_customer = Vec::new();
        for order in &baskets.orders {
            let place = order.customer.map_or(0, |customer| to_usize(customer) + 1);
            if n_orders_of_customer.len() <= place {
                n_orders_of_customer.resize(place + 1, 0);
            }
            n_orders_of_customer[place] += 1;
            lines.extend(order.items.iter().map(|&item| (order.customer, categories.of(item), item)));
        }
        lines.sort_unstable();
        let count = |same: &[(Option<u32>, u32, u32)]| {
            let (customer, category, item) = same[0];
            Count { customer, category, item, n_orders: to_u32(same.len()) }
        };
        let counts = lines.chunk_by(|a, b| a == b).map(count).collect();
        let known = n_orders_of_customer.iter().skip(1).filter(|&&n_orders| n_orders > 0).count();
        Self { baskets, orders, n_orders_of_customer, counts, n_customers: to_u32(known) }
    }

    /// Known customers who ordered the item.
    pub(super) fn n_customers_of(&self, item: u32) -> u32 {
        to_u32(self.customers_of(item).iter().filter(|(customer, _)| customer.is_some()).count())
    }

    /// Adds up the item's meetings with the items of its category, except for `n_both`; `meetings` has one entry per
    /// item.
    pub(super) fn meet(&self, item: u32, category: u32, meetings: &mut [Meeting]) {
        for (customer, n_orders) in self.customers_of(item) {
            let place = customer.map_or(0, |customer| to_usize(customer) + 1);
            let n_orders_in_all = f64::from(self.n_orders_of_customer[place]);
            let from =
                self.counts.partition_point(|count| (count.customer, count.category) < (customer, category));
            let same = |count: &&Count| count.customer == customer && count.category == category;
            for other in self.counts[from..].iter().take_while(same) {
                let meeting = &mut meetings[to_usize(other.item)];
                meeting.n_customers += u32::from(customer.is_some());
                meeting.expected += f64::from(n_orders) * f64::from(other.n_orders) / n_orders_in_all;
            }
        }
    }

    /// Who ordered the item, and in how many orders, by ascending customer.
    fn customers_of(&self, item: u32) -> Vec<(Option<u32>, u32)> {
        let customer_of = |&order: &u32| self.baskets.orders[to_usize(order)].customer;
        let mut customers: Vec<Option<u32>> = self.orders.orders_of(item).iter().map(customer_of).collect();
        customers.sort_unstable();
        customers.chunk_by(|a, b| a == b).map(|same| (same[0], to_u32(same.len()))).collect()
    }
}
