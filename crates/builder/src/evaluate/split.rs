//! Which orders teach and which are held back.

use std::fmt;
use std::str::FromStr;

use miette::Diagnostic;
use thiserror::Error;

use crate::baskets::{Basket, Baskets};
use crate::hash::mix;
use crate::num::{to_u32, to_usize};

/// Fewest distinct items of an order that is tested: one to be hidden, one to go by.
pub const MIN_ITEMS: usize = 2;

/// A week, in seconds.
const WEEK_S: i64 = 7 * 24 * 60 * 60;

/// How test orders are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split {
    /// `time:0.1`: this share of the orders, the latest by date, then by id.
    Time(Share),
    /// `random:0.1`: this share of the orders, by a fixed hash of seed and id.
    Random(Share),
    /// `last-weeks:5`: the orders of so many weeks before the latest order.
    LastWeeks(u32),
}

/// A share above 0 and below 1, in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share(u32);

const MILLION: u32 = 1_000_000;

/// Further limits on what is learned from and tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Limits {
    /// Learn from this many training orders only, the latest by date, then by id.
    pub train_latest: Option<usize>,
    /// Test this many orders only, those with the smallest hash of seed and id.
    pub test_sample: Option<usize>,
}

/// Orders to learn from, and orders to test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// By ascending id.
    pub train: Baskets,
    /// By ascending id, all of [`MIN_ITEMS`] or more.
    pub test: Vec<Basket>,
}

/// Why a log cannot be split.
#[derive(Debug, Error, Diagnostic, PartialEq, Eq)]
pub enum SplitError {
    /// By time, and the log knows none.
    #[error("the orders have no dates to split them by")]
    #[diagnostic(help(
        "use --split random:0.1, or name the column that holds each order's date with --date-column NAME"
    ))]
    NoDates,
    /// Nothing is left to learn from.
    #[error("no order is left to learn from: all {n_orders} are held back for the test")]
    #[diagnostic(help("hold back fewer, such as --split time:0.1"))]
    NoTrainingOrders {
        /// Orders in all.
        n_orders: usize,
    },
    /// Nothing is left to test.
    #[error(
        "no order can be tested: of {n_orders} orders {n_held_back} are held back, and none of them has {MIN_ITEMS} different items"
    )]
    #[diagnostic(help("hold back more, such as --split time:0.2, or give a longer log"))]
    NoTestOrders {
        /// Orders in all.
        n_orders: usize,
        /// Orders held back.
        n_held_back: usize,
    },
}

/// Splits the orders. `keys` has the hash of each order's id, by [`Basket::order`].
///
/// # Errors
/// When there are no dates to split by, or one part is left empty.
pub fn split(
    baskets: Baskets,
    keys: &[u64],
    split: Split,
    seed: u64,
    limits: Limits,
) -> Result<Parts, SplitError> {
    let n_orders = baskets.orders.len();
    let latest = baskets.orders.iter().filter_map(|order| order.placed_at_s).max();
    let draw = |order: &Basket| {
        (mix(&[seed, keys.get(to_usize(order.order)).copied().unwrap_or_default()]), order.order)
    };
    if latest.is_none() && !matches!(split, Split::Random(_)) {
        return Err(SplitError::NoDates);
    }
    let (mut train, mut test) = match split {
        Split::Time(share) => last(baskets.orders, n_orders - share.of(n_orders), by_time),
        Split::Random(share) => {
            let (test, train) = last(baskets.orders, share.of(n_orders), draw);
            (train, test)
        }
        Split::LastWeeks(n_weeks) => {
            let from = latest.map(|latest| latest - WEEK_S * i64::from(n_weeks));
            baskets.orders.into_iter().partition(|order| order.placed_at_s <= from)
        }
    };
    let n_held_back = test.len();
    if let Some(n) = limits.train_latest {
        let n_left_out = train.len().saturating_sub(n);
        train = last(train, n_left_out, by_time).1;
    }
    test.retain(|order| order.items.len() >= MIN_ITEMS);
    if let Some(n) = limits.test_sample {
        test = last(test, n, draw).0;
    }
    if train.is_empty() {
        return Err(SplitError::NoTrainingOrders { n_orders });
    }
    if test.is_empty() {
        return Err(SplitError::NoTestOrders { n_orders, n_held_back });
    }
    for part in [&mut train, &mut test] {
        part.sort_unstable_by_key(|order| order.order);
    }
    Ok(Parts { train: Baskets { n_items: baskets.n_items, orders: train }, test })
}

fn by_time(order: &Basket) -> (Option<i64>, u32) {
    (order.placed_at_s, order.order)
}

/// The first `n_first` orders by ascending key, and the others.
fn last<K: Ord>(
    mut orders: Vec<Basket>,
    n_first: usize,
    key: impl Fn(&Basket) -> K,
) -> (Vec<Basket>, Vec<Basket>) {
    orders.sort_unstable_by_key(key);
    let rest = orders.split_off(n_first.min(orders.len()));
    (orders, rest)
}

impl Share {
    /// Of so many, rounded to the nearest whole number.
    fn of(self, n: usize) -> usize {
        let share = (u64::from(to_u32(n)) * u64::from(self.0) + u64::from(MILLION / 2)) / u64::from(MILLION);
        usize::try_from(share).unwrap_or(n)
    }
}

impl FromStr for Share {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let digits = text.strip_prefix("0.").filter(|digits| (1..=6).contains(&digits.len())).ok_or(())?;
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        match format!("{digits:0<6}").parse() {
            Ok(millionths) if is_number && millionths > 0 => Ok(Self(millionths)),
            _ => Err(()),
        }
    }
}

impl FromStr for Split {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, value) = text.split_once(':').unwrap_or((text, ""));
        let split = match name {
            "time" => value.parse().map(Self::Time).ok(),
            "random" => value.parse().map(Self::Random).ok(),
            "last-weeks" => value.parse().ok().filter(|&n| n > 0).map(Self::LastWeeks),
            _ => None,
        };
        split.ok_or_else(|| {
            "must be time:0.1 (the latest tenth of the orders), random:0.1 (any tenth) or last-weeks:5"
                .to_owned()
        })
    }
}

impl fmt::Display for Split {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Time(share) => write!(f, "time:{share}"),
            Self::Random(share) => write!(f, "random:{share}"),
            Self::LastWeeks(n_weeks) => write!(f, "last-weeks:{n_weeks}"),
        }
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "0.{}", format!("{:06}", self.0).trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::{Limits, Parts, Split, SplitError, split};
    use crate::baskets::{Basket, Baskets};
    use crate::hash::key;

    /// Twenty orders of two items, one a day except that the fifth comes last.
    fn log() -> Baskets {
        let order = |order: u32| Basket {
            order,
            items: vec![0, 1],
            placed_at_s: Some(if order == 5 { 100 } else { i64::from(order) } * 86_400),
            ..Basket::default()
        };
        Baskets { n_items: 2, orders: (0..20).map(order).collect() }
    }

    fn parts(rule: &str, limits: Limits) -> Result<Parts, SplitError> {
        let keys: Vec<u64> = (0..20).map(|order| key(&order.to_string())).collect();
        split(log(), &keys, rule.parse().unwrap(), 42, limits)
    }

    fn numbers(orders: &[Basket]) -> Vec<u32> {
        orders.iter().map(|order| order.order).collect()
    }

    #[test]
    fn splits_are_written_as_they_are_read() {
        for text in ["time:0.1", "random:0.25", "last-weeks:5"] {
            assert_eq!(text.parse::<Split>().unwrap().to_string(), text);
        }
        for text in
            ["time", "time:1", "time:0.0", "random:0.+1", "random:10%", "last-weeks:0", "best:0.1", ""]
        {
            assert!(text.parse::<Split>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn by_time_the_latest_are_tested_whatever_their_ids() {
        let parts = parts("time:0.1", Limits::default()).unwrap();
        assert_eq!(numbers(&parts.test), [5, 19]);
        assert_eq!(parts.train.orders.len(), 18);
    }

    #[test]
    fn by_weeks_the_latest_order_counts_back() {
        assert_eq!(numbers(&parts("last-weeks:1", Limits::default()).unwrap().test), [5]);
        assert_eq!(parts("last-weeks:12", Limits::default()).unwrap().test.len(), 4);
    }

    #[test]
    fn a_random_split_is_the_same_each_time_and_takes_its_share() {
        let first = parts("random:0.2", Limits::default()).unwrap();
        assert_eq!(first, parts("random:0.2", Limits::default()).unwrap());
        assert_eq!((first.test.len(), first.train.orders.len()), (4, 16));
        assert_ne!(numbers(&first.test), [16, 17, 18, 19]);
    }

    #[test]
    fn a_small_shop_keeps_its_latest_orders_and_the_same_test() {
        let limits = Limits { train_latest: Some(3), test_sample: None };
        let parts = parts("time:0.1", limits).unwrap();
        assert_eq!((numbers(&parts.train.orders), numbers(&parts.test)), (vec![16, 17, 18], vec![5, 19]));
    }

    #[test]
    fn a_sample_is_part_of_the_test() {
        let whole = numbers(&parts("time:0.5", Limits::default()).unwrap().test);
        let limits = Limits { train_latest: None, test_sample: Some(4) };
        let sample = numbers(&parts("time:0.5", limits).unwrap().test);
        assert_eq!(sample.len(), 4);
        assert!(sample.iter().all(|order| whole.contains(order)));
    }

    #[test]
    fn says_what_is_missing() {
        let undated = |mut log: Baskets| {
            log.orders.iter_mut().for_each(|order| order.placed_at_s = None);
            log
        };
        let of = |log, rule: &str| split(log, &[0; 20], rule.parse().unwrap(), 42, Limits::default());
        assert_eq!(of(undated(log()), "time:0.1"), Err(SplitError::NoDates));
        assert!(of(undated(log()), "random:0.1").is_ok());
        let all = of(log(), "last-weeks:100");
        assert_eq!(all, Err(SplitError::NoTrainingOrders { n_orders: 20 }));
        let mut short = log();
        short.orders.iter_mut().for_each(|order| order.items.truncate(1));
        assert_eq!(of(short, "time:0.1"), Err(SplitError::NoTestOrders { n_orders: 20, n_held_back: 2 }));
    }
}
