//! In which months, parts of the day, classes of device and markets items and relations count more or less.
//!
//! An item's orders by month (part of the day, …) are held against all orders that tell theirs, and a relation's against its anchor's (times the
//! candidate's own profile, so that nothing counts twice). Where Pearson's chi-square test says that they differ,
//! at a level so small that of a shop without seasons one profile in a thousand is not flat, each part counts
//!
//! ```text
//! (orders seen + κ) / (orders expected + κ)        in eighths, 1..=15
//! ```
//!
//! with κ imagined orders that draw it towards flat. Everything else is flat and is not stored.
//!
//! # What it does not guarantee
//! A log of one year cannot tell a season from a trend: what came up in autumn counts more in autumn. So
//! [`tune`](super::tune) holds all months together against later orders, and they count only where they do no harm. Months
//! are learned only from logs of at least 300 days, and orders without a date (a device, a market) take no part. Orders of one customer are
//! not independent of one another, which the test takes them to be.

#![expect(
    clippy::indexing_slicing,
    reason = "item and order positions come from the index, which checked them"
)]

use std::collections::BTreeMap;

use goeswith_engine::circumstances::{Circumstance, Circumstances, Device, Market, daypart_of};
use goeswith_engine::model::{Dayparts, Devices, MAX_MARKETS, Markets, Months};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use rayon::prelude::*;

use super::{OrderIndex, Rows};
use crate::baskets::Basket;
use crate::num::{narrow, to_f64, to_u32, to_usize};

/// Days a log must span before months say anything.
const MIN_DAYS: i64 = 300;
/// Imagined orders per part: fewer seen orders than this move a profile less than half of the way.
const IMAGINED: f64 = 10.0;
/// Least orders expected in each part that any order falls in: below, the chi-square distribution does not hold.
const MIN_EXPECTED: f64 = 2.0;
/// The normal quantile of one in a thousand.
const Z: f64 = 3.0902;
/// Part of the orders that tell their market which a market must have to be told apart: with less, few items have enough
/// orders there for the test to say anything.
const MIN_MARKET_SHARE: f64 = 0.01;
/// Eighths of the usual.
const USUAL: f64 = 8.0;

/// What is not flat, by position in the catalogue.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profiles {
    /// Months of items, ascending.
    pub months: Vec<(u32, Months)>,
    /// Parts of the day of items, ascending.
    pub dayparts: Vec<(u32, Dayparts)>,
    /// Months of relations (anchor, candidate), ascending.
    pub relation_months: Vec<((u32, u32), Months)>,
    /// Classes of device of items, ascending.
    pub devices: Vec<(u32, Devices)>,
    /// The markets that are told apart, ascending.
    pub markets: Vec<Market>,
    /// Markets of items, ascending.
    pub item_markets: Vec<(u32, Markets)>,
}

impl Profiles {
    /// Learns the profiles of items, and of the relations in `together`. `n_orders_of` tells the orders of each item,
    /// 0 where fewer customers than the privacy floor bought it: of those, no profile is told either.
    #[must_use]
    pub fn learn(index: &OrderIndex<'_>, together: &Rows, n_orders_of: &[u32]) -> Self {
        let moments: Vec<Option<DateTime>> =
            index.baskets().orders.iter().map(|order| civil(order.placed_at_s?)).collect();
        let dates = || moments.iter().flatten();
        let days = match (dates().min(), dates().max()) {
            (Some(first), Some(last)) => {
                first.date().until(last.date()).map_or(0, |span| span.get_days().into())
            }
            _ => 0,
        };
        let months: Vec<Option<u8>> =
            moments.iter().map(|moment| moment.filter(|_| days >= MIN_DAYS).map(month)).collect();
        let dayparts: Vec<Option<u8>> = moments.iter().map(|moment| moment.map(daypart)).collect();
        let month_profiles = of_items::<12>(index, &months, n_orders_of);
        let relation_months = of_relations(index, &months, &month_profiles, together);
        let orders = &index.baskets().orders;
        let devices: Vec<Option<u8>> =
            orders.iter().map(|order| order.place.device.map(Device::number)).collect();
        let markets = told_apart(orders);
        let part = |order: &Basket| order.place.market.map(|market| market_part(&markets, market));
        let of_order: Vec<Option<u8>> = orders.iter().map(part).collect();
        let item_markets = listed(of_items(index, &of_order, n_orders_of));
        Self {
            months: listed(month_profiles),
            dayparts: listed(of_items(index, &dayparts, n_orders_of)),
            relation_months,
            devices: listed(of_items(index, &devices, n_orders_of)),
            markets: if item_markets.is_empty() { Vec::new() } else { markets },
            item_markets,
        }
    }

    /// Those of circumstances that count; all others are flat.
    #[must_use]
    pub fn only(&self, counts: &[Circumstance]) -> Self {
        let mut only = self.clone();
        if !counts.contains(&Circumstance::Month) {
            only.months.clear();
            only.relation_months.clear();
        }
        if !counts.contains(&Circumstance::Daypart) {
            only.dayparts.clear();
        }
        if !counts.contains(&Circumstance::Device) {
            only.devices.clear();
        }
        if !counts.contains(&Circumstance::Market) {
            only.markets.clear();
            only.item_markets.clear();
        }
        only
    }

    /// How much more a relation (anchor, candidate) counts in these circumstances than as a rule. The months of
    /// relations are those of what is ordered together.
    pub(super) fn aptness(&self, pair: (u32, u32), is_by_orders: bool, here: Circumstances) -> f64 {
        let market = here.market.map(|market| market_part(&self.markets, market));
        let of_item = part(&self.months, pair.1, here.month)
            * part(&self.dayparts, pair.1, here.daypart)
            * part(&self.devices, pair.1, here.device.map(Device::number))
            * part(&self.item_markets, pair.1, market);
        if is_by_orders { of_item * part(&self.relation_months, pair, here.month) } else { of_item }
    }
}

/// What is not flat, by item.
fn listed<const N: usize>(profiles: Vec<Option<[u8; N]>>) -> Vec<(u32, [u8; N])> {
    (0..).zip(profiles).filter_map(|(item, profile)| Some((item, profile?))).collect()
}

/// The markets with at least [`MIN_MARKET_SHARE`] of the orders that tell theirs, the greatest if there are too many;
/// ascending.
fn told_apart(orders: &[Basket]) -> Vec<Market> {
    let mut n_of: BTreeMap<Market, usize> = BTreeMap::new();
    for market in orders.iter().filter_map(|order| order.place.market) {
        *n_of.entry(market).or_default() += 1;
    }
    let n_told: usize = n_of.values().sum();
    let mut markets: Vec<(usize, Market)> = n_of.into_iter().map(|(market, n)| (n, market)).collect();
    markets.retain(|&(n, _)| to_f64(n) >= MIN_MARKET_SHARE * to_f64(n_told));
    markets.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    markets.truncate(MAX_MARKETS);
    let mut markets: Vec<Market> = markets.into_iter().map(|(_, market)| market).collect();
    markets.sort_unstable();
    markets
}

/// The place of a market in profiles: 0 for one that is not told apart.
fn market_part(markets: &[Market], market: Market) -> u8 {
    markets.binary_search(&market).ok().and_then(|at| u8::try_from(at + 1).ok()).unwrap_or(0)
}

/// What a part of a profile counts; 1 where there is none.
fn part<K: Ord + Copy, const N: usize>(profiles: &[(K, [u8; N])], of: K, part: Option<u8>) -> f64 {
    let at = profiles.binary_search_by_key(&of, |&(key, _)| key);
    part.map_or(1.0, |part| at.map_or(1.0, |at| f64::from(profiles[at].1[usize::from(part)]) / USUAL))
}

/// When and where an order was placed, as far as the log says so.
#[must_use]
pub fn circumstances_of(order: &Basket) -> Circumstances {
    let moment = order.placed_at_s.and_then(civil);
    Circumstances {
        month: moment.map(month),
        daypart: moment.map(daypart),
        device: order.place.device,
        market: order.place.market,
    }
}

fn month(moment: DateTime) -> u8 {
    u8::try_from(moment.month() - 1).unwrap_or(0)
}

fn daypart(moment: DateTime) -> u8 {
    daypart_of(u8::try_from(moment.hour()).unwrap_or(0))
}

fn civil(seconds: i64) -> Option<DateTime> {
    Some(Offset::UTC.to_datetime(Timestamp::from_second(seconds).ok()?))
}

/// The profile of every item over `N` parts; `part_of` tells each order's.
fn of_items<const N: usize>(
    index: &OrderIndex<'_>,
    part_of: &[Option<u8>],
    n_orders_of: &[u32],
) -> Vec<Option<[u8; N]>> {
    let all = counts::<N>(part_of.iter().copied());
    (0..to_u32(index.n_items()))
        .into_par_iter()
        .map(|item| {
            if n_orders_of[to_usize(item)] == 0 {
                return None;
            }
            let orders = index.orders_of(item).iter();
            profile(&counts(orders.map(|&order| part_of[to_usize(order)])), &all)
        })
        .collect()
}

/// The months of every relation that differ from its anchor's.
fn of_relations(
    index: &OrderIndex<'_>,
    months: &[Option<u8>],
    of_items: &[Option<Months>],
    together: &Rows,
) -> Vec<((u32, u32), Months)> {
    let scratch = || vec![false; to_usize(index.n_orders())];
    let rows: Vec<Vec<((u32, u32), Months)>> = together
        .par_iter()
        .enumerate()
        .map_init(scratch, |is_anchors, (anchor, row)| {
            let anchor = to_u32(anchor);
            let orders = index.orders_of(anchor);
            for &order in orders {
                is_anchors[to_usize(order)] = true;
            }
            let of_anchor = counts::<12>(orders.iter().map(|&order| months[to_usize(order)]));
            let mut found: Vec<((u32, u32), Months)> = row
                .iter()
                .filter_map(|relation| {
                    let both = index.orders_of(relation.candidate).iter().map(|&order| to_usize(order));
                    let both = both.filter(|&order| is_anchors[order]).map(|order| months[order]);
                    let expected = timely(&of_anchor, of_items[to_usize(relation.candidate)].as_ref());
                    Some(((anchor, relation.candidate), profile(&counts(both), &expected)?))
                })
                .collect();
            found.sort_unstable();
            for &order in orders {
                is_anchors[to_usize(order)] = false;
            }
            found
        })
        .collect();
    rows.into_iter().flatten().collect()
}

/// Orders by month as the candidate's own profile would have them.
fn timely(orders: &[f64; 12], months: Option<&Months>) -> [f64; 12] {
    let Some(months) = months else { return *orders };
    std::array::from_fn(|month| orders[month] * f64::from(months[month]) / USUAL)
}

fn counts<const N: usize>(parts: impl Iterator<Item = Option<u8>>) -> [f64; N] {
    let mut counts = [0.0; N];
    for part in parts.flatten() {
        counts[usize::from(part)] += 1.0;
    }
    counts
}

/// Eighths per part, where `seen` differs from what it would be if it fell as `all` does; else `None`.
fn profile<const N: usize>(seen: &[f64; N], all: &[f64; N]) -> Option<[u8; N]> {
    let (n_seen, n_all): (f64, f64) = (seen.iter().sum(), all.iter().sum());
    let expected = all.map(|orders| orders * n_seen / n_all);
    let is_used = |part: &usize| expected[*part] > 0.0;
    let used: Vec<usize> = (0..N).filter(is_used).collect();
    if used.len() < 2 || used.iter().any(|&part| expected[part] < MIN_EXPECTED) {
        return None;
    }
    let squares = used.iter().map(|&part| (seen[part] - expected[part]) * (seen[part] - expected[part]));
    let chi_square: f64 = std::iter::zip(squares, &used).map(|(square, &part)| square / expected[part]).sum();
    let eighths = |part: usize| {
        let ratio = (seen[part] + IMAGINED) / (expected[part] + IMAGINED);
        to_eighths(narrow(ratio * USUAL))
    };
    (chi_square > critical(used.len() - 1)).then(|| std::array::from_fn(eighths))
}

/// The chi-square value that one flat profile in a thousand passes (E. Wilson and M. Hilferty, *The Distribution of
/// Chi-Square*, PNAS 1931): off by under a fiftieth from 5 degrees of freedom on.
fn critical(degrees: usize) -> f64 {
    let degrees = f64::from(to_u32(degrees));
    let spread = 2.0 / (9.0 * degrees);
    let root = 1.0 - spread + Z * spread.sqrt();
    degrees * root * root * root
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 1 and 15 by the clamp"
)]
fn to_eighths(value: f32) -> u8 {
    value.round().clamp(1.0, 15.0) as u8
}

#[cfg(test)]
mod tests {
    use super::{Profiles, critical};
    use crate::baskets::{Basket, Baskets};
    use crate::learn::{OrderIndex, Relation};

    const DAY_S: i64 = 86_400;

    /// A year of 12,000 orders of two out of 40 items, by a fixed linear congruential generator. Item 0 is in two of
    /// three December orders and in one of thirty others; items 1 and 2 go together, in March alone.
    fn year(is_shuffled: bool) -> Baskets {
        let mut state = 7_u64;
        let mut below = move |n: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % n
        };
        let mut orders: Vec<Basket> = (0..12_000)
            .map(|_| {
                let day = i64::try_from(below(365)).unwrap();
                let mut items: Vec<u32> = (0..2).map(|_| 3 + u32::try_from(below(37)).unwrap()).collect();
                let is_december = day >= 334;
                if below(30) < if is_december { 20 } else { 1 } {
                    items.push(0);
                }
                if below(10) == 0 {
                    items.push(1);
                    items.extend((59..90).contains(&day).then_some(2));
                }
                if below(10) == 0 {
                    items.push(2);
                }
                items.sort_unstable();
                items.dedup();
                let hour_s = 3600 * i64::try_from(below(24)).unwrap();
                // 2011-01-01, a day that is not in summer time anywhere north.
                Basket { items, placed_at_s: Some(1_293_840_000 + day * DAY_S + hour_s), ..Basket::default() }
            })
            .collect();
        if is_shuffled {
            let mut dates: Vec<Option<i64>> = orders.iter().map(|order| order.placed_at_s).collect();
            for at in (1..dates.len()).rev() {
                dates.swap(at, usize::try_from(below(u64::try_from(at).unwrap() + 1)).unwrap());
            }
            for (order, date) in std::iter::zip(&mut orders, dates) {
                order.placed_at_s = date;
            }
        }
        Baskets { n_items: 40, orders }
    }

    /// The profiles of a log in which every item has a relation to every other.
    fn learn(log: &Baskets) -> Profiles {
        let n = u32::try_from(log.n_items).unwrap();
        let row = |anchor| {
            let others = (0..n).filter(move |&other| other != anchor);
            others.map(|candidate| Relation { candidate, weight: 1.0, n_both: 1 }).collect()
        };
        Profiles::learn(&OrderIndex::new(log), &(0..n).map(row).collect(), &vec![1; log.n_items])
    }

    #[test]
    fn the_planted_december_item_is_found_and_so_is_the_planted_relation() {
        let profiles = learn(&year(false));
        let (item, months) = profiles.months[0];
        assert_eq!(item, 0, "{:?}", profiles.months);
        assert!(months[11] == 15 && months[..11].iter().all(|&eighths| eighths < 6), "{months:?}");
        let march = profiles.relation_months.iter().find(|(pair, _)| *pair == (1, 2)).unwrap().1;
        assert!(march[2] == 15 && march.iter().filter(|&&eighths| eighths < 8).count() == 11, "{march:?}");
        assert!(profiles.months.len() <= 3 && profiles.dayparts.len() <= 1, "{profiles:?}");
    }

    #[test]
    fn with_shuffled_dates_at_most_one_in_a_hundred_is_not_flat() {
        let profiles = learn(&year(true));
        assert!(profiles.months.is_empty() && profiles.dayparts.is_empty(), "{profiles:?}");
        assert!(profiles.relation_months.len() <= 40 * 39 / 100, "{}", profiles.relation_months.len());
    }

    #[test]
    fn what_few_people_bought_has_no_profile() {
        let log = year(false);
        let mut n_orders_of = vec![1; log.n_items];
        n_orders_of[0] = 0;
        let profiles = Profiles::learn(&OrderIndex::new(&log), &vec![Vec::new(); 40], &n_orders_of);
        assert_eq!(learn(&log).months[0].0, 0);
        assert!(profiles.months.iter().all(|&(item, _)| item != 0), "{:?}", profiles.months);
    }

    #[test]
    fn a_moment_has_a_month_and_a_part_of_the_day() {
        let month_and_daypart = |placed_at_s| {
            let order = Basket { placed_at_s: Some(placed_at_s), ..Basket::default() };
            let here = super::circumstances_of(&order);
            (here.month, here.daypart)
        };
        // 2011-01-01 00:00 and 2011-12-01 13:00 UTC.
        assert_eq!(month_and_daypart(1_293_840_000), (Some(0), Some(0)));
        assert_eq!(month_and_daypart(1_293_840_000 + 334 * 86_400 + 13 * 3600), (Some(11), Some(3)));
        assert_eq!(month_and_daypart(i64::MAX), (None, None));
    }

    #[test]
    fn a_log_of_less_than_a_year_has_no_months() {
        let mut log = year(false);
        log.orders.retain(|order| order.placed_at_s < Some(1_293_840_000 + 299 * DAY_S));
        let profiles = learn(&log);
        assert!(profiles.months.is_empty() && profiles.relation_months.is_empty());
    }

    #[test]
    fn the_critical_value_is_that_of_the_tables() {
        // Upper .001 points of chi-square (NIST/SEMATECH e-Handbook, section 1.3.6.7.4): 11 and 5 degrees of freedom.
        assert!((critical(11) / 31.264 - 1.0).abs() < 0.02 && (critical(5) / 20.515 - 1.0).abs() < 0.02);
    }
}
