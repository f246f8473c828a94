//! What each customer orders: who orders two items at all, and how often they would meet in one order if each customer
//! ordered them independently.

#![expect(clippy::indexing_slicing, reason = "positions come from the orders, which number what they hold")]

use std::ops::Range;

use rayon::prelude::*;

use super::categories::Categories;
use super::shelves::{Holdings, Shelves};
use crate::learn::OrderIndex;
use crate::num::{to_u32, to_usize};

/// Every customer's orders, counted by item. Orders without a customer count as those of one more customer who is
/// nobody: in a log without customers the expectation is then that of all orders together.
#[derive(Debug)]
pub(super) struct Habits<'a> {
    orders: &'a OrderIndex<'a>,
    /// Those of nobody first.
    n_orders_of_customer: Vec<u32>,
    /// How many of a customer's orders held an item.
    of_customer: Holdings,
    /// Which items an order held.
    of_order: Holdings,
    /// The items that have habits.
    pub(super) shelves: Shelves,
    /// Known customers.
    pub(super) n_customers: u32,
}

/// Place of nobody among the customers; a known customer's is one more than its number.
const NOBODY: usize = 0;

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
    /// The habits in the items of known categories that at least `floor` customers ordered; where no customer is known,
    /// that as many orders held.
    pub(super) fn new(orders: &'a OrderIndex<'a>, categories: &Categories, floor: u32) -> Self {
        let baskets = orders.baskets();
        let mut n_orders_of_customer = vec![0];
        let mut bought: Vec<Vec<u32>> = vec![Vec::new()];
        for order in &baskets.orders {
            let customer = order.customer.map_or(NOBODY, |customer| to_usize(customer) + 1);
            if bought.len() <= customer {
                n_orders_of_customer.resize(customer + 1, 0);
                bought.resize(customer + 1, Vec::new());
            }
            n_orders_of_customer[customer] += 1;
            bought[customer].extend_from_slice(&order.items);
        }
        bought.par_iter_mut().for_each(|items| items.sort_unstable());
        let known = n_orders_of_customer.iter().skip(1).filter(|&&n_orders| n_orders > 0).count();
        let mut n_known_of = vec![0_u32; baskets.n_items];
        for items in bought.iter().skip(usize::from(known > 0)) {
            for same in items.chunk_by(|a, b| a == b) {
                n_known_of[to_usize(same[0])] += if known > 0 { 1 } else { to_u32(same.len()) };
            }
        }
        let shelves =
            Shelves::new(categories, |item| categories.is_known(item) && n_known_of[to_usize(item)] >= floor);
        let of_customer = Holdings::new(
            &shelves,
            bought
                .iter()
                .map(|items| items.chunk_by(|a, b| a == b).map(|same| (same[0], to_u32(same.len())))),
        );
        let items_of = |order| orders.items_of(order).iter().map(|&item| (item, 1));
        let of_order = Holdings::new(&shelves, (0..orders.n_orders()).map(items_of));
        Self { orders, n_orders_of_customer, of_customer, of_order, shelves, n_customers: to_u32(known) }
    }

    /// Known customers who ordered the item.
    pub(super) fn n_customers_of(&self, item: u32) -> u32 {
        to_u32(self.customers_of(item).filter(|&(customer, _)| customer != NOBODY).count())
    }

    /// The item's meetings with the items at these places, in their order.
    pub(super) fn meet(&self, item: u32, places: &Range<u32>, meetings: &mut Vec<Meeting>) {
        meetings.clear();
        meetings.resize(places.len(), Meeting::default());
        let at = |place: u32| to_usize(place - places.start);
        for (customer, n_orders) in self.customers_of(item) {
            let n_orders_in_all = f64::from(self.n_orders_of_customer[customer]);
            for other in self.of_customer.within(customer, places) {
                let meeting = &mut meetings[at(other.place)];
                meeting.n_customers += u32::from(customer != NOBODY);
                meeting.expected += f64::from(n_orders) * f64::from(other.n_orders) / n_orders_in_all;
            }
        }
        for &order in self.orders.orders_of(item) {
            for other in self.of_order.within(to_usize(order), places) {
                meetings[at(other.place)].n_both += other.n_orders;
            }
        }
    }

    /// Who ordered the item, and in how many orders; nobody first, then by ascending customer.
    fn customers_of(&self, item: u32) -> impl Iterator<Item = (usize, u32)> {
        let index = self.orders;
        let customer_of = move |&order: &u32| to_usize(index.customer_of(order)) + 1;
        let orders = index.orders_of(item);
        let is_known = |order: &u32| customer_of(order) < self.n_orders_of_customer.len();
        let (known, unknown) = orders.split_at(orders.partition_point(is_known));
        let of_nobody = (!unknown.is_empty()).then_some((NOBODY, to_u32(unknown.len())));
        let of_known = known.chunk_by(move |a, b| customer_of(a) == customer_of(b));
        of_nobody.into_iter().chain(of_known.map(move |same| (customer_of(&same[0]), to_u32(same.len()))))
    }
}
