//! Order lines that count: cancellations taken back, what is dropped and why.
//!
//! Every line of the log falls into exactly one of these, tried in this order: its order was cancelled or refunded as
//! a whole; its SKU is not in the catalogue; its price is zero or below; its quantity is zero; it is a cancellation (quantity below zero); it is a purchase.
//!
//! A cancellation takes its quantity from the latest earlier purchase of the same item by the same customer; if
//! that purchase has less left, it goes on to the one before. A purchase left at zero does not count. Purchases
//! and cancellations are ordered by date, then by order id, never by row: the log may be shuffled.
//!
//! Of the orders that are left, those of a burst that pushes one pair or item are left out ([`bursts`]).

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::tz::Offset;
use serde::Serialize;

use crate::baskets::{Basket, Baskets, CountedLine};
use crate::bursts::{self, Burst, Source};
use crate::catalog::Catalog;
use crate::input::OrderLog;
use crate::learn::MAX_ITEMS_OF_ORDER;
use crate::place::Place;
use crate::sku_matcher::SkuMatcher;

/// How many of the SKUs missing in the catalogue are named.
pub const MAX_UNKNOWN_SKUS: usize = 5;
/// Customers who must have ordered such a SKU for it to be named; an order of nobody known counts as one.
const MIN_PARTIES: usize = 5;

/// What became of the lines of an order log. All counts are lines of the log unless they say otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct CleanReport {
    /// All lines.
    pub n_lines: u64,
    /// Lines of orders that were cancelled or refunded as a whole.
    #[serde(skip_serializing_if = "is_zero")]
    pub n_void: u64,
    /// Lines whose SKU the catalogue does not have.
    pub n_unknown_sku: u64,
    /// The most frequent of those SKUs, at most [`MAX_UNKNOWN_SKUS`].
    pub unknown_skus: Vec<UnknownSku>,
    /// Lines with a price of zero or below: samples, write-offs, adjustments.
    pub n_unpriced: u64,
    /// Lines with a quantity of zero.
    pub n_zero_quantity: u64,
    /// Cancellations: lines with a quantity below zero.
    pub n_cancellations: u64,
    /// Cancellations of which at least a part found no earlier purchase of the same customer and item.
    pub n_unmatched_cancellations: u64,
    /// Purchases: lines with a quantity and price above zero.
    pub n_purchases: u64,
    /// Items of orders (one for all lines of one item in one order) that were taken back entirely.
    pub n_taken_back: u64,
    /// Items of orders that count, over all baskets.
    pub n_basket_items: u64,
    /// Orders with at least one item that counts.
    pub n_orders: u64,
    /// Orders that pushed one pair or item, and do not count.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bursts: Vec<BurstReport>,
    /// Orders of all bursts.
    pub n_pushing: u64,
    /// Orders of more than [`MAX_ITEMS_OF_ORDER`] items, of which so many count.
    pub n_shortened: u64,
    /// Orders with purchases that were all taken back.
    pub n_emptied_orders: u64,
    /// Customers with at least one order that counts.
    pub n_customers: u64,
    /// Items of the catalogue in at least one order that counts.
    pub n_items_ordered: u64,
}

/// A SKU that orders name and the catalogue does not have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnknownSku {
    /// The SKU as the log spells it.
    pub sku: String,
    /// Lines with it.
    pub n_lines: u64,
}

/// Orders left out because they push one pair or item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BurstReport {
    /// The hour in the log's own time, such as `2011-03-01T10:30`; absent where one customer placed them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hour_from: Option<String>,
    /// The two items, or the one.
    pub skus: Vec<String>,
    /// How many orders.
    pub n_orders: u64,
    /// The first of them, so that the merchant finds who it was. The manifest, which everybody can read, does not say.
    #[serde(skip)]
    pub first_order: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_zero(n: &u64) -> bool {
    *n == 0
}

/// One line that takes part in the accounts of its item and customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    item: u32,
    /// Rank by ascending id, as for orders: unlike the log's numbers, ranks do not depend on row order.
    customer: Option<u32>,
    placed_at_s: Option<i64>,
    order: u32,
    /// What is left of it, in thousandths, above zero.
    left: u64,
}

/// Decides which lines of the log count, and gathers those into baskets.
#[must_use]
pub fn to_baskets(log: &OrderLog, catalog: &Catalog) -> (Baskets, CleanReport) {
    let mut report = CleanReport::default();
    let (mut purchases, mut cancellations) = sort_out(log, catalog, &mut report);
    purchases.sort_unstable();
    let n_orders_before = count_distinct(purchases.iter().map(|p| p.order));
    let n_items_before = count_distinct(purchases.iter().map(|p| (p.order, p.item)));

    // An undated cancellation may take from any purchase, so it comes after the dated ones had their choice.
    cancellations.sort_unstable_by_key(|c| (c.item, c.customer, c.placed_at_s.is_none(), *c));
    report.n_unmatched_cancellations = take_back(&mut purchases, &cancellations);
    purchases.retain(|purchase| purchase.left > 0);

    let mut baskets = Baskets::new(catalog.items.len(), purchases.iter().map(counted_line).collect());
    baskets.place(&places(log));
    let n_basket_items: u64 = baskets.orders.iter().map(|basket| to_u64(basket.items.len())).sum();
    report.n_taken_back = n_items_before - n_basket_items;
    report.n_emptied_orders = n_orders_before - to_u64(baskets.orders.len());

    let bursts = bursts::find(&baskets);
    report.bursts = bursts.iter().map(|burst| told(burst, &baskets, log, catalog)).collect();
    let baskets = bursts::leave_out(baskets, &bursts);
    report.n_pushing = bursts.iter().map(|burst| to_u64(burst.orders.len())).sum();
    let is_shortened = |basket: &&Basket| basket.items.len() > MAX_ITEMS_OF_ORDER;
    report.n_shortened = to_u64(baskets.orders.iter().filter(is_shortened).count());
    report.n_basket_items = baskets.orders.iter().map(|basket| to_u64(basket.items.len())).sum();
    report.n_orders = to_u64(baskets.orders.len());
    report.n_customers = count_distinct(baskets.orders.iter().filter_map(|basket| basket.customer));
    report.n_items_ordered = count_distinct(baskets.orders.iter().flat_map(|basket| basket.items.iter()));
    (baskets, report)
}

fn told(burst: &Burst, baskets: &Baskets, log: &OrderLog, catalog: &Catalog) -> BurstReport {
    let sku = |item| {
        let item = usize::try_from(item).ok().and_then(|position: usize| catalog.items.get(position));
        item.map_or(String::new(), |item| item.sku.clone())
    };
    let rank = burst.orders.first().and_then(|&first| baskets.orders.get(first)).map(|basket| basket.order);
    let first = std::iter::zip(log.orders.iter(), log.orders.ranks()).find(|&(_, own)| Some(own) == rank);
    BurstReport {
        hour_from: match burst.source {
            Source::Customer(_) => None,
            Source::HourFrom(seconds) => Timestamp::from_second(seconds)
                .ok()
                .map(|time| Offset::UTC.to_datetime(time).strftime("%Y-%m-%dT%H:%M").to_string()),
        },
        skus: if burst.pair.0 == burst.pair.1 {
            vec![sku(burst.pair.0)]
        } else {
            vec![sku(burst.pair.0), sku(burst.pair.1)]
        },
        n_orders: to_u64(burst.orders.len()),
        first_order: first.map_or(String::new(), |(name, _)| name.to_owned()),
    }
}

/// Where orders came from, by rank of the order.
fn places(log: &OrderLog) -> Vec<Place> {
    let mut places = vec![Place::default(); log.orders.ranks().len()];
    for (rank, place) in std::iter::zip(log.orders.ranks(), &log.places) {
        if let Some(slot) = usize::try_from(rank).ok().and_then(|rank: usize| places.get_mut(rank)) {
            *slot = *place;
        }
    }
    places
}

fn counted_line(purchase: &Entry) -> CountedLine {
    CountedLine {
        order: purchase.order,
        item: purchase.item,
        customer: purchase.customer,
        placed_at_s: purchase.placed_at_s,
    }
}

/// Splits the lines that take part into purchases and cancellations, and counts all of them.
fn sort_out(log: &OrderLog, catalog: &Catalog, report: &mut CleanReport) -> (Vec<Entry>, Vec<Entry>) {
    let items = SkuMatcher::new(catalog).match_all(&log.skus);
    let order_ranks = log.orders.ranks();
    let customer_ranks = log.customers.ranks();
    let mut unknown: BTreeMap<&str, Unknown> = BTreeMap::new();
    let (mut purchases, mut cancellations) = (Vec::new(), Vec::new());
    for line in &log.lines {
        report.n_lines += 1;
        if log.void_orders.contains(&line.order) {
            report.n_void += 1;
            continue;
        }
        let Some(item) = at(&items, line.sku).flatten() else {
            report.n_unknown_sku += 1;
            let unknown = unknown.entry(log.skus.name(line.sku)).or_default();
            unknown.n_lines += 1;
            unknown.parties.insert(line.customer.map_or((false, line.order), |customer| (true, customer)));
            continue;
        };
        if line.price_thousandths.is_some_and(|price| price <= 0) {
            report.n_unpriced += 1;
            continue;
        }
        let entry = Entry {
            item,
            customer: line.customer.and_then(|customer| at(&customer_ranks, customer)),
            placed_at_s: line.placed_at_s,
            order: at(&order_ranks, line.order).unwrap_or(u32::MAX),
            left: line.quantity_thousandths.unsigned_abs(),
        };
        match line.quantity_thousandths {
            0 => report.n_zero_quantity += 1,
            1.. => {
                report.n_purchases += 1;
                purchases.push(entry);
            }
            _ => {
                report.n_cancellations += 1;
                cancellations.push(entry);
            }
        }
    }
    report.unknown_skus = most_frequent(unknown);
    (purchases, cancellations)
}

/// Lets the cancellations take from the purchases. Both are grouped by item and customer, and in time order
/// within a group.
///
/// Returns how many cancellations were left with something to take.
fn take_back(purchases: &mut [Entry], cancellations: &[Entry]) -> u64 {
    let account = |entry: &Entry| (entry.item, entry.customer);
    let mut n_unmatched = 0;
    let mut rest = purchases;
    for group in cancellations.chunk_by(|a, b| account(a) == account(b)) {
        let Some(key) = group.first().map(account) else { continue };
        if key.1.is_none() {
            n_unmatched += to_u64(group.len());
            continue;
        }
        let start = rest.partition_point(|purchase| account(purchase) < key);
        let (_, from_start) = std::mem::take(&mut rest).split_at_mut(start);
        let n_own = from_start.partition_point(|purchase| account(purchase) == key);
        let (own, after) = from_start.split_at_mut(n_own);
        rest = after;
        for cancellation in group {
            let is_earlier = |p: &&mut Entry| {
                cancellation.placed_at_s.is_none() || p.placed_at_s <= cancellation.placed_at_s
            };
            let mut wanted = cancellation.left;
            for purchase in own.iter_mut().rev().filter(is_earlier) {
                let taken = wanted.min(purchase.left);
                purchase.left -= taken;
                wanted -= taken;
            }
            n_unmatched += u64::from(wanted > 0);
        }
    }
    n_unmatched
}

/// The lines of a SKU that the catalogue does not have.
#[derive(Debug, Default)]
struct Unknown {
    n_lines: u64,
    /// Customers, and orders of nobody known.
    parties: BTreeSet<(bool, u32)>,
}

/// The SKUs with the most lines. What fewer than [`MIN_PARTIES`] customers ordered is not named: the names end up in
/// the model, which anybody can read.
fn most_frequent(unknown: BTreeMap<&str, Unknown>) -> Vec<UnknownSku> {
    let mut skus: Vec<UnknownSku> = unknown
        .into_iter()
        .filter(|(_, lines)| lines.parties.len() >= MIN_PARTIES)
        .map(|(sku, lines)| UnknownSku { sku: sku.to_owned(), n_lines: lines.n_lines })
        .collect();
    skus.sort_by(|a, b| b.n_lines.cmp(&a.n_lines).then_with(|| a.sku.cmp(&b.sku)));
    skus.truncate(MAX_UNKNOWN_SKUS);
    skus
}

fn at<T: Copy>(values: &[T], number: u32) -> Option<T> {
    values.get(usize::try_from(number).ok()?).copied()
}

fn count_distinct<T: Ord>(values: impl Iterator<Item = T>) -> u64 {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values.dedup();
    to_u64(values.len())
}

fn to_u64(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
