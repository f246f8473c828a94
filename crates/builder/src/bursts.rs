//! Bursts: many orders that push one pair or one item, from one customer or within one hour.
//!
//! A shop's log can be written to by anybody who can place an order. So that nobody can buy a place in the model, two
//! kinds of orders are left out, and reported:
//!
//! - of a customer who ordered one pair more than [`MAX_REPEATS`] times, or one item more than [`MAX_REPEATS_OF_ITEM`]
//!   times: all of these orders;
//! - of the orders without a customer that were placed within one hour: those that hold one pair or one item, if they
//!   are more than [`MAX_PER_HOUR`] and more than [`TIMES_EXPECTED`] times what the rest of the log lets expect. In the
//!   rest, of every hour at most `MAX_PER_HOUR` such orders count, so that one burst does not excuse another.
//!
//! Pairs are looked for first. An item alone is no evidence of a relation, but makes others look rarer: how often an
//! item was ordered is what a pair is held against.
//!
//! Hours begin at full and at half hours. Whatever is placed within any sixty minutes has at least half of its orders in
//! one of them.
//!
//! # What it does not do
//! It does not find orders spread thin (twenty an hour), nor orders of many invented customers: they look like trade.
//! Nor does it find, within an hour, an item that one order in ten holds anyway.
//! A log without times of day knows no hours: there, only customers are looked at.
//!
//! What one customer may still do is bounded twice: the orders of one weigh as much as four hundred at most where relations
//! are learned, and of one pair ten (`learn/gram.rs`); and of one pair no more than [`MAX_REPEATS`] are evidence. Below that, evidence counts
//! orders as they are, because shoppers are told it as a number of orders.

use std::collections::BTreeMap;

use crate::baskets::Baskets;
use crate::learn::{OrderIndex, PairCounter};
use crate::num::{to_u32, to_usize};

/// So often may one customer order one pair: weekly for two years.
pub const MAX_REPEATS: u32 = 100;
/// So often may one customer order one item: daily for a year.
pub const MAX_REPEATS_OF_ITEM: u32 = 400;
/// So many orders with one pair or item and without a customer are never a burst.
pub const MAX_PER_HOUR: u32 = 20;
/// How far beyond the rest of the log is too far.
pub const TIMES_EXPECTED: u64 = 10;

const HOUR_S: i64 = 60 * 60;
const DAY_S: i64 = 24 * HOUR_S;

/// Orders that push one pair or item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Burst {
    /// Who placed them, or when.
    pub source: Source,
    /// The items, by position in the catalogue, ascending; one item alone stands twice.
    pub pair: (u32, u32),
    /// Positions of the orders in the log, ascending. No order is in two bursts.
    pub orders: Vec<usize>,
}

/// Where a burst came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// One customer, by number.
    Customer(u32),
    /// The sixty minutes from this time on, in seconds since the Unix epoch.
    HourFrom(i64),
}

/// All bursts: customers first, by number, then hours, those from half past last.
#[must_use]
pub fn find(baskets: &Baskets) -> Vec<Burst> {
    let mut search = Search { baskets, is_found: vec![false; baskets.orders.len()], bursts: Vec::new() };
    search.customers();
    if has_times_of_day(baskets) {
        let index = OrderIndex::new(baskets);
        search.hours(&index, 0);
        search.hours(&index, HOUR_S / 2);
    }
    search.bursts
}

/// The log without the orders of `bursts`.
#[must_use]
pub fn leave_out(baskets: Baskets, bursts: &[Burst]) -> Baskets {
    let mut left_out: Vec<usize> = bursts.iter().flat_map(|burst| burst.orders.iter().copied()).collect();
    left_out.sort_unstable();
    let orders = baskets.orders.into_iter().enumerate();
    let kept = orders.filter(|(position, _)| left_out.binary_search(position).is_err());
    Baskets { n_items: baskets.n_items, orders: kept.map(|(_, order)| order).collect() }
}

fn has_times_of_day(baskets: &Baskets) -> bool {
    baskets.orders.iter().filter_map(|order| order.placed_at_s).any(|time| time.rem_euclid(DAY_S) != 0)
}

struct Search<'a> {
    baskets: &'a Baskets,
    /// Per order: whether it is in a burst already.
    is_found: Vec<bool>,
    bursts: Vec<Burst>,
}

#[expect(clippy::indexing_slicing, reason = "positions of orders come from enumerating them")]
impl Search<'_> {
    fn customers(&mut self) {
        let mut orders_of: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (position, order) in self.baskets.orders.iter().enumerate() {
            if let Some(customer) = order.customer {
                orders_of.entry(customer).or_default().push(position);
            }
        }
        for (customer, orders) in orders_of {
            let allowed = Allowed { of_pair: MAX_REPEATS, of_item: MAX_REPEATS_OF_ITEM };
            self.search(Source::Customer(customer), &orders, allowed, |_, _| true);
        }
    }

    fn hours(&mut self, index: &OrderIndex<'_>, phase_s: i64) {
        let mut orders_from: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for (position, order) in self.baskets.orders.iter().enumerate() {
            if order.customer.is_none()
                && !self.is_found[position]
                && let Some(time) = order.placed_at_s
            {
                orders_from.entry(hour_of(time, phase_s)).or_default().push(position);
            }
        }
        let baskets = self.baskets;
        let found_before = self.is_found.clone();
        for (hour, orders) in orders_from {
            let is_beyond = |pair, n_in_hour| {
                let rest = rest_of_log(baskets, index, pair, &found_before, hour, phase_s);
                let n_rest = baskets.orders.len() - orders.len();
                let product = |a: u32, b: usize| u64::from(a) * u64::from(to_u32(b));
                product(n_in_hour, n_rest) > TIMES_EXPECTED * product(rest, orders.len())
            };
            let allowed = Allowed { of_pair: MAX_PER_HOUR, of_item: MAX_PER_HOUR };
            self.search(Source::HourFrom(hour), &orders, allowed, is_beyond);
        }
    }

    /// Looks for pairs, and then items, that more of `orders` hold than is `allowed`, the most frequent first, and takes
    /// their orders as bursts where `is_burst` agrees.
    fn search(
        &mut self,
        source: Source,
        orders: &[usize],
        allowed: Allowed,
        is_burst: impl Fn((u32, u32), u32) -> bool,
    ) {
        if orders.len() <= to_usize(allowed.of_pair) {
            return;
        }
        for (pair, allowed) in frequent(self.baskets, orders, allowed) {
            let holds_pair = |&position: &usize| {
                let holds = |item| self.baskets.orders[position].items.binary_search(item).is_ok();
                !self.is_found[position] && holds(&pair.0) && holds(&pair.1)
            };
            let pushing: Vec<usize> = orders.iter().copied().filter(holds_pair).collect();
            let n_pushing = to_u32(pushing.len());
            if n_pushing > allowed && is_burst(pair, n_pushing) {
                for &position in &pushing {
                    self.is_found[position] = true;
                }
                self.bursts.push(Burst { source, pair, orders: pushing });
            }
        }
    }
}

/// How many orders of one source may hold one pair, and how many one item; as many of an item or more.
#[derive(Debug, Clone, Copy)]
struct Allowed {
    of_pair: u32,
    of_item: u32,
}

/// The pairs and then the items (twice the same) that more of these orders hold than is allowed, each with what is; the
/// most frequent first, then by items.
#[expect(clippy::indexing_slicing, reason = "positions of orders come from enumerating them")]
fn frequent(baskets: &Baskets, orders: &[usize], allowed: Allowed) -> Vec<((u32, u32), u32)> {
    let mut n_orders_of: BTreeMap<u32, u32> = BTreeMap::new();
    for &position in orders {
        for &item in &baskets.orders[position].items {
            *n_orders_of.entry(item).or_insert(0) += 1;
        }
    }
    n_orders_of.retain(|_, n_orders| *n_orders > allowed.of_pair);
    let mut items: Vec<(u32, u32)> = n_orders_of.iter().map(|(&item, &n)| (u32::MAX - n, item)).collect();
    items.retain(|&(rank, _)| u32::MAX - rank > allowed.of_item);
    items.sort_unstable();
    let items = items.into_iter().map(|(_, item)| ((item, item), allowed.of_item));
    if n_orders_of.len() < 2 {
        return items.collect();
    }
    let own = Baskets {
        n_items: baskets.n_items,
        orders: orders.iter().map(|&position| baskets.orders[position].clone()).collect(),
    };
    let index = OrderIndex::new(&own);
    let mut counter = PairCounter::new(&index);
    let mut found = Vec::new();
    for &item in n_orders_of.keys() {
        let above = counter.count(item).filter(|pair| pair.item > item && pair.n_both > allowed.of_pair);
        found.extend(above.map(|pair| (u32::MAX - pair.n_both, item, pair.item)));
    }
    found.sort_unstable();
    found.into_iter().map(|(_, a, b)| ((a, b), allowed.of_pair)).chain(items).collect()
}

/// How many orders outside the hour hold the pair and are in no burst, of every hour at most [`MAX_PER_HOUR`].
#[expect(clippy::indexing_slicing, reason = "positions of orders come from the index")]
fn rest_of_log(
    baskets: &Baskets,
    index: &OrderIndex<'_>,
    pair: (u32, u32),
    is_found: &[bool],
    hour: i64,
    phase_s: i64,
) -> u32 {
    let mut n_undated = 0;
    let mut n_in_hour: BTreeMap<i64, u32> = BTreeMap::new();
    for &order in index.orders_of(pair.0) {
        if !is_found[to_usize(order)] && index.items_of(order).binary_search(&pair.1).is_ok() {
            match baskets.orders[to_usize(order)].placed_at_s {
                Some(time) => *n_in_hour.entry(hour_of(time, phase_s)).or_insert(0) += 1,
                None => n_undated += 1,
            }
        }
    }
    n_in_hour.remove(&hour);
    n_undated + n_in_hour.into_values().map(|n| n.min(MAX_PER_HOUR)).sum::<u32>()
}

/// When the hour began that holds `time`.
fn hour_of(time: i64, phase_s: i64) -> i64 {
    time - (time - phase_s).rem_euclid(HOUR_S)
}

#[cfg(test)]
mod tests {
    use super::{Burst, HOUR_S, Source, find, leave_out};
    use crate::baskets::{Basket, Baskets};

    fn order(items: [u32; 2], customer: Option<u32>, placed_at_s: i64) -> Basket {
        Basket { items: items.to_vec(), customer, placed_at_s: Some(placed_at_s), ..Basket::default() }
    }

    /// A thousand orders without a customer, one every ten minutes; one in fifty holds items 0 and 1.
    fn trade() -> Vec<Basket> {
        let items = |n: i64| if n % 50 == 0 { [0, 1] } else { [2, 3] };
        (0..1000).map(|n| order(items(n), None, 1_300_000_000 + n * 600)).collect()
    }

    fn bursts(more: Vec<Basket>) -> Vec<(Source, (u32, u32), usize)> {
        let log = Baskets { n_items: 6, orders: trade().into_iter().chain(more).collect() };
        find(&log).into_iter().map(|Burst { source, pair, orders }| (source, pair, orders.len())).collect()
    }

    #[test]
    fn a_customer_may_repeat_a_pair_a_hundred_times_and_no_more() {
        let weekly =
            |n: i64| (0..n).map(|week| order([0, 1], Some(7), 1_300_000_000 + week * 604_800)).collect();
        assert_eq!(bursts(weekly(100)), []);
        assert_eq!(bursts(weekly(101)), [(Source::Customer(7), (0, 1), 101)]);
    }

    #[test]
    fn an_hour_may_push_a_pair_twenty_times_and_no_more_than_ten_times_the_usual() {
        let in_an_hour = |n: i64, pair| (0..n).map(|at| order(pair, None, 1_300_003_200 + at * 7)).collect();
        assert_eq!(bursts(Vec::new()), []);
        assert_eq!(bursts(in_an_hour(20, [4, 5])), []);
        assert_eq!(bursts(in_an_hour(21, [4, 5])), [(Source::HourFrom(1_300_003_200), (4, 5), 21)]);
        // What most orders hold may be ordered by everybody at once.
        assert_eq!(bursts(in_an_hour(300, [2, 3])), []);
    }

    #[test]
    fn one_item_may_be_ordered_daily_for_a_year_and_twenty_times_within_an_hour() {
        let alone = |n: i64, customer, apart_s: i64| {
            let order =
                |at| Basket { items: vec![4], ..order([4, 4], customer, 1_300_003_200 + at * apart_s) };
            (0..n).map(order).collect()
        };
        assert_eq!(bursts(alone(400, Some(7), 3600)), []);
        assert_eq!(bursts(alone(401, Some(7), 3600)), [(Source::Customer(7), (4, 4), 401)]);
        assert_eq!(bursts(alone(20, None, 7)), []);
        assert_eq!(bursts(alone(21, None, 7)), [(Source::HourFrom(1_300_003_200), (4, 4), 21)]);
    }

    #[test]
    fn bursts_are_found_across_the_full_hour_and_do_not_excuse_one_another() {
        let begin = 1_300_003_200 + HOUR_S - 600;
        let across = (0..40).map(|at| order([4, 5], None, begin + at * 30)).collect();
        let found = bursts(across);
        assert_eq!(found.iter().map(|burst| burst.2).sum::<usize>(), 40, "{found:?}");
        let ten_hours = (0..3000).map(|at| order([4, 5], None, 1_300_003_200 + at * 12)).collect();
        assert_eq!(bursts(ten_hours).iter().map(|burst| burst.2).sum::<usize>(), 3000);
    }

    #[test]
    fn a_log_of_days_knows_no_hours() {
        let day = (0..500).map(|_| order([4, 5], None, 1_299_974_400)).collect();
        let log = Baskets { n_items: 6, orders: day };
        assert_eq!(find(&log), []);
    }

    #[test]
    fn only_the_orders_of_the_burst_are_left_out() {
        let more = (0..50).map(|at| order([4, 5], None, 1_300_003_200 + at));
        let log = Baskets { n_items: 6, orders: more.chain(trade()).collect() };
        let found = find(&log);
        assert_eq!(leave_out(log, &found), Baskets { n_items: 6, orders: trade() });
    }
}
