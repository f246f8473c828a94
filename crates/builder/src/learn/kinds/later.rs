//! Bought later: what customers order after an item, rather than before it.
//!
//! For a pair, take the customers who ordered both, at different times. Of each, draw one order with a and one with b
//! (by a fixed hash), and count the customers whose b came after their a. Drawing one of each keeps what is bought again
//! and again from counting as early. That b came on sale later, or sells in December, makes b come later by itself; so
//! the count is held against chance that knows the calendar:
//!
//! ```text
//! p0 = P(t_b > t_a), t_a and t_b drawn independently from the drawn orders of a and of b by all customers;
//!      never less than 1/2
//! p  = P(at least so many of the customers order b after a), each with probability p0: binomial, times 2 since
//!      the direction was read off the data
//! ```
//!
//! All pairs that enough customers ordered, and more often than chance, are tested together: at most one in twenty of
//! those believed is expected to be false (Benjamini–Hochberg). The choice of pairs looks at how many ordered both,
//! never at which came first, so it does not bias the test.
//!
//! The demo shop has none that stand this test. Counting each customer's first orders instead finds dozens there, but
//! what is ordered often is also ordered early, so that count is biased towards popular anchors. Drawing one order also
//! costs power: some of those dozens may be true.
//!
//! What it does not guarantee: a need that arises *because* of the anchor. It says what happened in what order.

#![expect(clippy::indexing_slicing, reason = "positions come from the orders, which number what they hold")]

use rayon::prelude::*;

use super::binomial::{largest_believed, upper_tail};
use super::categories::Categories;
use crate::baskets::Baskets;
use crate::catalog::Catalog;
use crate::learn::{Relation, Rows};
use crate::num::{to_u32, to_usize};

/// Only the items with the most customers are tested: the others have too few for any answer, and cost the square of
/// their number.
const MAX_ITEMS: usize = 2_000;

/// Fewer customers than this who ordered both, one after the other, can hardly be told from chance.
const MIN_CUSTOMERS: u32 = 20;

/// The customers of both must be this many times what independence would give.
const MIN_LIFT: f64 = 2.0;

/// Share of relations that may be false.
const FALSE_DISCOVERY_RATE: f64 = 0.05;

/// Weight of a relation that no order shows, against the weakest of the anchor's others.
const SHARE_OF_WEAKEST: f32 = 0.5;

/// What customers buy later.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Later {
    /// Weights are in the unit of the rows given; `n_both` are the customers who ordered the candidate later.
    pub rows: Rows,
    /// Per item: the customers who ordered it and came back; 0 where fewer than the floor did.
    pub n_returned_of: Vec<u32>,
}

/// Learns what is bought later from orders that say who placed them and when; without those there is nothing.
///
/// A pair has one type: it is taken out of `together` when a larger part of the customers who came back bought it later
/// than of the anchor's orders held it, and keeps its weight; otherwise it stays there. Pairs of `sets` stay there.
/// Every relation has at least `floor` customers.
///
/// # Panics
/// When the arguments are not over the same items.
#[must_use]
pub fn take(catalog: &Catalog, baskets: &Baskets, together: &mut Rows, sets: &Rows, floor: u32) -> Later {
    assert_eq!(catalog.items.len(), together.len(), "a row per item");
    assert_eq!(together.len(), sets.len(), "a row per item");
    let categories = Categories::new(catalog);
    let dates = Dates::new(baskets);
    let mut n_orders_of = vec![0; baskets.n_items];
    for &item in baskets.orders.iter().flat_map(|order| &order.items) {
        n_orders_of[to_usize(item)] += 1;
    }
    let n_returned_of: Vec<u32> =
        dates.n_returned_of.iter().map(|&n| if n < floor { 0 } else { n }).collect();
    let mut rows: Rows = vec![Vec::new(); baskets.n_items];
    for sequel in believed(&dates, &categories) {
        let (anchor, n_later) = (to_usize(sequel.anchor), dates.n_later(&sequel));
        let is_same = |relation: &Relation| relation.candidate == sequel.candidate;
        if n_later < floor.max(1) || sets[anchor].iter().any(is_same) {
            continue;
        }
        let place = together[anchor].iter().position(is_same);
        let weight = match place {
            Some(place) => {
                let share_together = share(together[anchor][place].n_both, n_orders_of[anchor]);
                if share(n_later, n_returned_of[anchor]) <= share_together {
                    continue;
                }
                together[anchor].remove(place).weight
            }
            None => match together[anchor].last() {
                Some(weakest) => weakest.weight * SHARE_OF_WEAKEST,
                None => continue,
            },
        };
        rows[anchor].push(Relation { candidate: sequel.candidate, weight, n_both: n_later });
    }
    for row in &mut rows {
        row.sort_unstable_by(|a, b| {
            b.weight.total_cmp(&a.weight).then(b.n_both.cmp(&a.n_both)).then(a.candidate.cmp(&b.candidate))
        });
    }
    Later { rows, n_returned_of }
}

fn share(part: u32, whole: u32) -> f64 {
    f64::from(part) / f64::from(whole.max(1))
}

/// Two items of which one comes later.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Sequel {
    anchor: u32,
    candidate: u32,
    p_value: f64,
}

/// The sequels that stand the test, by anchor and candidate.
fn believed(dates: &Dates, categories: &Categories) -> Vec<Sequel> {
    let n_tested = dates.tested.len();
    let tested: Vec<Sequel> = (0..to_u32(n_tested))
        .into_par_iter()
        .map_init(
            || vec![Sequence::default(); n_tested],
            |counts, place| dates.test(place, categories, counts),
        )
        .flatten()
        .collect();
    let largest =
        largest_believed(tested.iter().map(|sequel| sequel.p_value).collect(), FALSE_DISCOVERY_RATE);
    let mut believed: Vec<Sequel> = tested
        .into_iter()
        .filter(|sequel| largest.is_some_and(|largest| sequel.p_value <= largest))
        .collect();
    believed.sort_unstable_by_key(|sequel| (sequel.anchor, sequel.candidate));
    believed
}

/// Customers of two items, by which of the drawn orders came first.
#[derive(Debug, Clone, Copy, Default)]
struct Sequence {
    after: u32,
    before: u32,
    /// Of both items, those whose drawn orders are of the same time among them.
    n_customers: u32,
}

/// A customer's orders of an item, in seconds since the Unix epoch.
#[derive(Debug, Clone, Copy)]
struct Orders {
    customer: u32,
    item: u32,
    first_s: i64,
    last_s: i64,
    /// One of them, by a fixed hash.
    drawn_s: i64,
}

/// When each customer ordered each of the items with the most customers.
struct Dates {
    /// Per item of the catalogue, by ascending customer; empty for items that are not tested.
    by_item: Vec<Vec<Orders>>,
    /// Per customer, by ascending item.
    by_customer: Vec<Vec<Orders>>,
    /// The same in short, since every pair of items is read: the item's place among those tested, and the drawn order.
    in_short: Vec<Vec<(u32, i64)>>,
    /// Per item: the drawn orders of all its customers, ascending.
    drawn: Vec<Vec<i64>>,
    n_returned_of: Vec<u32>,
    /// The items that are tested, ascending.
    tested: Vec<u32>,
}

impl Dates {
    fn new(baskets: &Baskets) -> Self {
        let mut lines: Vec<(u32, u32, i64)> = Vec::new();
        let mut last_order: Vec<i64> = Vec::new();
        for order in &baskets.orders {
            if let (Some(customer), Some(placed_at_s)) = (order.customer, order.placed_at_s) {
                lines.extend(order.items.iter().map(|&item| (customer, item, placed_at_s)));
                if last_order.len() <= to_usize(customer) {
                    last_order.resize(to_usize(customer) + 1, i64::MIN);
                }
                let last = &mut last_order[to_usize(customer)];
                *last = placed_at_s.max(*last);
            }
        }
        lines.sort_unstable();
        let of_customer_and_item = lines.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).map(Orders::new);
        let mut n_customers = vec![0; baskets.n_items];
        let mut n_returned_of = vec![0; baskets.n_items];
        let mut by_customer: Vec<Vec<Orders>> = vec![Vec::new(); last_order.len()];
        for orders in of_customer_and_item {
            n_customers[to_usize(orders.item)] += 1;
            let has_returned = last_order[to_usize(orders.customer)] > orders.first_s;
            n_returned_of[to_usize(orders.item)] += u32::from(has_returned);
            by_customer[to_usize(orders.customer)].push(orders);
        }
        let is_tested = with_most_customers(&n_customers);
        let mut by_item = vec![Vec::new(); baskets.n_items];
        let mut drawn = vec![Vec::new(); baskets.n_items];
        for all in &mut by_customer {
            all.retain(|orders| is_tested[to_usize(orders.item)]);
            for orders in all {
                by_item[to_usize(orders.item)].push(*orders);
                drawn[to_usize(orders.item)].push(orders.drawn_s);
            }
        }
        for drawn in &mut drawn {
            drawn.sort_unstable();
        }
        let tested: Vec<u32> =
            (0..).zip(&is_tested).filter(|&(_, &is_tested)| is_tested).map(|(item, _)| item).collect();
        let mut place_of = vec![0; baskets.n_items];
        for (place, &item) in (0..).zip(&tested) {
            place_of[to_usize(item)] = place;
        }
        let in_short = |orders: &Orders| (place_of[to_usize(orders.item)], orders.drawn_s);
        let in_short = |all: &Vec<Orders>| all.iter().map(in_short).collect();
        let in_short = by_customer.iter().map(in_short).collect();
        Self { by_item, by_customer, in_short, drawn, n_returned_of, tested }
    }

    /// Customers who ordered the candidate after they first ordered the anchor.
    fn n_later(&self, sequel: &Sequel) -> u32 {
        let is_later = |anchor: &&Orders| {
            let items = &self.by_customer[to_usize(anchor.customer)];
            let place = items.binary_search_by_key(&sequel.candidate, |orders| orders.item);
            place.is_ok_and(|place| items[place].last_s > anchor.first_s)
        };
        to_u32(self.by_item[to_usize(sequel.anchor)].iter().filter(is_later).count())
    }

    /// Tests the item at this place with all items above it; `counts` has one entry per tested item, all zero between two
    /// calls.
    fn test(&self, place: u32, categories: &Categories, counts: &mut [Sequence]) -> Vec<Sequel> {
        let a = self.tested[to_usize(place)];
        for orders_a in &self.by_item[to_usize(a)] {
            let items = &self.in_short[to_usize(orders_a.customer)];
            let above = items.partition_point(|&(other, _)| other <= place);
            for &(other, drawn_s) in &items[above..] {
                let count = &mut counts[to_usize(other)];
                // No branch: which of the two comes first is what a processor cannot guess.
                count.after += u32::from(drawn_s > orders_a.drawn_s);
                count.before += u32::from(drawn_s < orders_a.drawn_s);
                count.n_customers += 1;
            }
        }
        let above = std::iter::zip(&self.tested, counts).skip(to_usize(place) + 1);
        let sequels = above.filter_map(|(&b, count)| {
            let count = std::mem::take(count);
            (!categories.are_variants(a, b)).then(|| self.sequel(a, b, count)).flatten()
        });
        sequels.collect()
    }

    /// The direction in which more customers went, or `None` when too few ordered both to tell.
    fn sequel(&self, a: u32, b: u32, count: Sequence) -> Option<Sequel> {
        let Sequence { after, before, n_customers } = count;
        let n = after + before;
        let customers = |item: u32| f64::from(to_u32(self.by_item[to_usize(item)].len()));
        let expected = customers(a) * customers(b) / f64::from(to_u32(self.by_customer.len()));
        if n < MIN_CUSTOMERS || f64::from(n_customers) < MIN_LIFT * expected {
            return None;
        }
        let (anchor, candidate, n_later) = if after >= before { (a, b, after) } else { (b, a, before) };
        let p0 = chance_of_after(&self.drawn[to_usize(anchor)], &self.drawn[to_usize(candidate)]).max(0.5);
        Some(Sequel { anchor, candidate, p_value: (2.0 * upper_tail(n_later, n, p0)).min(1.0) })
    }
}

impl Orders {
    /// `lines` are (customer, item, time) of one customer and item, by ascending time.
    fn new(lines: &[(u32, u32, i64)]) -> Self {
        let (customer, item, first_s) = lines[0];
        let draw = to_usize(scrambled(customer, item) % to_u32(lines.len()));
        Self { customer, item, first_s, last_s: lines[lines.len() - 1].2, drawn_s: lines[draw].2 }
    }
}

/// `P(t_b > t_a)` for independent draws that differ; both ascending.
fn chance_of_after(times_a: &[i64], times_b: &[i64]) -> f64 {
    let (mut n_before, mut n_same) = (0.0, 0.0);
    let (mut below, mut up_to) = (0, 0);
    for &time_a in times_a {
        below += times_b[below..].iter().take_while(|&&time_b| time_b < time_a).count();
        up_to = up_to.max(below);
        up_to += times_b[up_to..].iter().take_while(|&&time_b| time_b == time_a).count();
        n_before += f64::from(to_u32(below));
        n_same += f64::from(to_u32(up_to - below));
    }
    let n_all = f64::from(to_u32(times_a.len())) * f64::from(to_u32(times_b.len()));
    if n_all > n_same { (n_all - n_same - n_before) / (n_all - n_same) } else { 0.5 }
}

fn with_most_customers(n_customers: &[u32]) -> Vec<bool> {
    let mut items: Vec<usize> = (0..n_customers.len()).collect();
    items.sort_unstable_by_key(|&item| (std::cmp::Reverse(n_customers[item]), item));
    let mut is_tested = vec![false; items.len()];
    for item in items.into_iter().take(MAX_ITEMS) {
        is_tested[item] = n_customers[item] >= MIN_CUSTOMERS;
    }
    is_tested
}

/// A number that two others give and that says nothing of them (`SplitMix64`, upper half).
fn scrambled(a: u32, b: u32) -> u32 {
    let mut z = (u64::from(a) << 32 | u64::from(b)).wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    u32::try_from((z ^ (z >> 31)) >> 32).unwrap_or_default()
}
