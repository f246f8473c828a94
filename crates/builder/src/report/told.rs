//! Figures as people read them.

use std::fmt::Display;

use goeswith_engine::bands;
use goeswith_engine::model::Unit;

/// 1234567 as `1,234,567`.
#[must_use]
pub fn thousands(number: impl Display) -> String {
    let digits = format!("{number}");
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A count of a model: itself, or its band, such as `7–9`.
#[must_use]
pub fn band(count: u32) -> String {
    if bands::is_exact(count) {
        thousands(count)
    } else {
        format!("{}–{}", bands::least(count), bands::greatest(count))
    }
}

/// What the evidence of a model counts.
#[must_use]
pub const fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Orders => "orders",
        Unit::Visits => "visits",
    }
}

/// A share as `12.3 %`, never broken before the sign.
#[must_use]
pub fn percent(share: f64) -> String {
    // What rounds to zero has no sign.
    let tenths = (share * 1000.0).round() + 0.0;
    format!("{:.1}\u{a0}%", tenths / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_three() {
        assert_eq!([7, 999, 1000, 1_234_567].map(thousands), ["7", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn small_counts_are_told_as_bands() {
        assert_eq!([0, 5, 7, 19, 20, 2028].map(band), ["0", "5–6", "7–9", "14–19", "20", "2,028"]);
    }

    #[test]
    fn shares_are_told_in_percent() {
        assert_eq!([-0.0001, 0.1234, 1.0].map(percent), ["0.0\u{a0}%", "12.3\u{a0}%", "100.0\u{a0}%"]);
    }
}
