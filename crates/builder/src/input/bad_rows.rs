//! Rows that cannot be used: counted, located, sampled, and allowed up to a limit.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::table::Verdict;

/// How many bad rows a report quotes.
pub const MAX_SAMPLES: usize = 5;

/// However small the share, this many bad rows are always allowed by [`BadRowLimit::Share`], so that one slip in
/// a small file does not stop a build.
const ALWAYS_ALLOWED: u64 = 10;

/// What was read, and which rows could not be used.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct RowReport {
    /// Rows after the header, bad ones included; where a row holds several order lines, those.
    pub rows: u64,
    /// Rows that could not be used.
    pub bad: u64,
    /// The first [`MAX_SAMPLES`] of the bad rows, in reading order.
    pub samples: Vec<BadRow>,
}

/// One row that could not be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BadRow {
    /// Where: `file:line` for CSV, `file:row` for Parquet; both count from 1.
    pub place: String,
    /// What is wrong with it.
    pub what: String,
}

impl RowReport {
    /// Counts what a row holds. Where it is bad it counts as `n_rows`, and is quoted if it is among the first.
    /// `place` is only called for those.
    pub(super) fn count(&mut self, verdict: Verdict, n_rows: u64, place: impl Fn() -> String) {
        self.rows += verdict.n_used;
        for what in verdict.bad {
            self.rows += n_rows;
            self.bad += n_rows;
            self.quote(&place, what);
        }
    }

    /// Counts a row as bad that was first counted as good, where that only shows at the end.
    pub(super) fn turn_bad(&mut self, place: impl FnOnce() -> String, what: impl Into<String>) {
        self.bad += 1;
        self.quote(place, what.into());
    }

    fn quote(&mut self, place: impl FnOnce() -> String, what: String) {
        if self.samples.len() < MAX_SAMPLES {
            self.samples.push(BadRow { place: place(), what });
        }
    }
}

impl fmt::Display for RowReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} rows could not be used", self.bad, self.rows)?;
        for sample in &self.samples {
            write!(f, "\n  {}: {}", sample.place, sample.what)?;
        }
        let n_quoted = u64::try_from(self.samples.len()).unwrap_or(u64::MAX);
        let n_more = self.bad.saturating_sub(n_quoted);
        if n_more > 0 {
            write!(f, "\n  and {n_more} more")?;
        }
        Ok(())
    }
}

/// How many bad rows are allowed before reading stops: written `25` (rows) or `1%`, `0.5%` (share of all rows,
/// and never fewer than ten rows). The default is `1%`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadRowLimit {
    /// At most this many rows.
    Rows(u64),
    /// At most this share of the rows, in hundredths of a percent (0..=10000), or ten rows if that is more.
    Share(u64),
}

impl BadRowLimit {
    /// Whether a table with this report may be used.
    #[must_use]
    pub fn allows(self, report: &RowReport) -> bool {
        match self {
            Self::Rows(max_rows) => report.bad <= max_rows,
            Self::Share(hundredths_percent) => {
                report.bad <= ALWAYS_ALLOWED
                    || u128::from(report.bad) * 10_000
                        <= u128::from(report.rows) * u128::from(hundredths_percent)
            }
        }
    }
}

impl Default for BadRowLimit {
    fn default() -> Self {
        Self::Share(100)
    }
}

impl fmt::Display for BadRowLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rows(n) => write!(f, "{n}"),
            Self::Share(h) if h % 100 == 0 => write!(f, "{}%", h / 100),
            Self::Share(h) => {
                let digits = format!("{}.{:02}", h / 100, h % 100);
                write!(f, "{}%", digits.trim_end_matches('0'))
            }
        }
    }
}

impl FromStr for BadRowLimit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong =
            || format!("{text:?} is neither a number of rows (25) nor a percentage from 0% to 100% (0.5%)");
        let Some(percent) = text.trim().strip_suffix('%') else {
            return text.trim().parse().map(Self::Rows).map_err(|_| wrong());
        };
        let thousandths = super::number::parse_thousandths(percent).ok_or_else(wrong)?;
        match u64::try_from(thousandths) {
            Ok(t) if t <= 100_000 && t % 10 == 0 => Ok(Self::Share(t / 10)),
            _ => Err(wrong()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(rows: u64, bad: u64) -> RowReport {
        RowReport { rows, bad, samples: Vec::new() }
    }

    #[test]
    fn the_default_allows_ten_rows_or_one_percent() {
        let limit = BadRowLimit::default();
        assert!(limit.allows(&report(10, 10)));
        assert!(!limit.allows(&report(11, 11)));
        assert!(limit.allows(&report(2_000, 20)));
        assert!(!limit.allows(&report(2_000, 21)));
    }

    #[test]
    fn a_number_of_rows_is_taken_at_its_word() {
        assert!(BadRowLimit::Rows(0).allows(&report(5, 0)));
        assert!(!BadRowLimit::Rows(0).allows(&report(5, 1)));
    }

    #[test]
    fn limits_are_written_as_they_are_read() {
        for text in ["0", "25", "1%", "0.5%", "100%", "2.25%"] {
            assert_eq!(text.parse::<BadRowLimit>().unwrap().to_string(), text);
        }
        for text in ["", "-1", "101%", "-1%", "many", "%", "0.001%"] {
            assert!(text.parse::<BadRowLimit>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn only_the_first_bad_rows_are_quoted() {
        let mut r = RowReport::default();
        for line in 0..8 {
            r.count(Err("no SKU".to_owned()).into(), 1, || format!("orders.csv:{line}"));
        }
        assert_eq!(r.samples.len(), MAX_SAMPLES);
        assert!(r.to_string().ends_with("and 3 more"), "{r}");
    }
}
