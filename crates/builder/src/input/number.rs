//! Decimal numbers as they stand in exports, kept exact: thousandths in an integer.

/// Reads a decimal number into thousandths, further digits rounded half away from zero.
///
/// The decimal mark is a point, or a comma followed by one or two digits (`2,55`); `1,234` could be either and
/// is refused. `None` if it is no number or does not fit.
pub(super) fn parse_thousandths(text: &str) -> Option<i64> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = split_at_decimal_mark(digits)?;
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let is_number = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let mut value: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let mut fraction_digits = fraction.bytes().map(|b| i64::from(b - b'0'));
    for _ in 0..3 {
        value = value.checked_mul(10)?.checked_add(fraction_digits.next().unwrap_or(0))?;
    }
    if fraction_digits.next().is_some_and(|digit| digit >= 5) {
        value = value.checked_add(1)?;
    }
    Some(if negative { -value } else { value })
}

fn split_at_decimal_mark(digits: &str) -> Option<(&str, &str)> {
    if let Some((whole, fraction)) = digits.split_once('.') {
        return Some((whole, fraction));
    }
    match digits.split_once(',') {
        Some((whole, fraction)) if (1..=2).contains(&fraction.len()) => Some((whole, fraction)),
        Some(_) => None,
        None => Some((digits, "")),
    }
}

#[cfg(test)]
mod tests {
    use super::parse_thousandths;

    #[test]
    fn decimal_numbers_become_thousandths() {
        for (text, expected) in [
            ("6", 6_000),
            (" -12 ", -12_000),
            ("+3", 3_000),
            ("2.55", 2_550),
            ("2,55", 2_550),
            (".5", 500),
            ("6.0", 6_000),
            ("0.0004", 0),
            ("0.0005", 1),
            ("-0.0005", -1),
            ("-11062.06", -11_062_060),
        ] {
            assert_eq!(parse_thousandths(text), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "-", ".", "six", "1,234", "1.2.3", "1e3", "--1", "9223372036854775807", "£2"] {
            assert_eq!(parse_thousandths(text), None, "{text:?}");
        }
    }
}
