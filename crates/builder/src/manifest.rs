//! How a model was made, as JSON inside the model itself.
//!
//! It holds what somebody needs to judge the model or to build it again, and nothing that differs between two
//! builds from the same input: no time of building, no paths, no row numbers.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use serde::Serialize;

use crate::baskets::Baskets;
use crate::clean::CleanReport;
use crate::input::RowReport;
use crate::learn::{Calibration, Keep};
use crate::make::Learned;
use crate::merchant::{Merchant, MerchantReport, Objective};

/// The version of this tool, as the manifest and `goeswith --version` say it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Everything the manifest says.
#[derive(Debug, Clone, Serialize)]
pub struct Manifest<'a> {
    /// The tool and its version.
    pub tool: String,
    /// How relations were learned.
    pub method: &'a MethodRecord,
    /// How far the told shares can be trusted.
    pub calibration: &'a Calibration,
    /// What suggestions are ranked by.
    pub objective: &'a Objective,
    /// What the merchant's files did.
    pub merchant: &'a MerchantReport,
    /// Pairs of fewer distinct customers than this did not enter.
    pub floor: u32,
    /// Most relations per anchor.
    pub k: usize,
    /// First and last day of the orders that count; absent where the log has no dates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// Rows of the order log.
    pub order_rows: RowCounts,
    /// Rows of the catalogue.
    pub catalog_rows: RowCounts,
    /// What became of the order lines.
    pub lines: &'a CleanReport,
}

/// A method with its hyper-parameters.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct MethodRecord {
    /// Its name, as on the command line.
    pub name: &'static str,
    /// By name.
    pub parameters: BTreeMap<&'static str, f64>,
}

/// Days, in the log's own time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Day of the earliest order.
    pub first: Date,
    /// Day of the latest order.
    pub last: Date,
}

/// Rows read and rows that could not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RowCounts {
    /// All rows after the header.
    pub read: u64,
    /// Those that could not be used.
    pub bad: u64,
}

impl<'a> Manifest<'a> {
    /// Gathers what there is to say.
    #[must_use]
    pub fn new(
        learned: &'a Learned,
        merchant: &'a Merchant,
        keep: Keep,
        window: Option<Window>,
        orders: &RowReport,
        catalog: &RowReport,
        lines: &'a CleanReport,
    ) -> Self {
        let counts = |report: &RowReport| RowCounts { read: report.rows, bad: report.bad };
        Self {
            tool: format!("goeswith {VERSION}"),
            method: &learned.method,
            calibration: &learned.calibration,
            objective: &merchant.objective,
            merchant: &learned.related.merchant,
            floor: keep.floor,
            k: keep.k,
            window,
            order_rows: counts(orders),
            catalog_rows: counts(catalog),
            lines,
        }
    }
}

impl Window {
    /// The days that the dated orders span; `None` when no order has a date.
    #[must_use]
    pub fn of(baskets: &Baskets) -> Option<Self> {
        let times = || baskets.orders.iter().filter_map(|order| order.placed_at_s);
        Some(Self { first: day(times().min()?)?, last: day(times().max()?)? })
    }
}

impl Serialize for Window {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [self.first.to_string(), self.last.to_string()].serialize(serializer)
    }
}

fn day(seconds: i64) -> Option<Date> {
    Some(Offset::UTC.to_datetime(Timestamp::from_second(seconds).ok()?).date())
}

#[cfg(test)]
mod tests {
    use super::Window;
    use crate::baskets::{Basket, Baskets};

    #[test]
    fn the_window_spans_the_dated_orders() {
        let order = |placed_at_s| Basket { items: vec![0], placed_at_s, ..Basket::default() };
        let orders = vec![order(Some(1_323_435_000)), order(None), order(Some(1_291_191_960))];
        let window = Window::of(&Baskets { n_items: 1, orders }).unwrap();
        assert_eq!(serde_json::to_string(&window).unwrap(), r#"["2010-12-01","2011-12-09"]"#);
        assert_eq!(Window::of(&Baskets::default()), None);
    }
}
