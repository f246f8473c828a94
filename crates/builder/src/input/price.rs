//! Prices of a catalogue: a number, alone or with the code of its currency as in product feeds.

use super::number::parse_thousandths;

/// Reads `12.50`, `12.50 GBP` or `GBP 12.50`: hundredths, rounded half up, and the currency if it is said. Nothing is
/// 0: not known.
///
/// # Errors
///
/// What is wrong with the text.
pub(super) fn parse(text: &str) -> Result<(u32, Option<&str>), String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok((0, None));
    }
    let parts = text.split_once(char::is_whitespace).map(|(left, right)| (left, right.trim()));
    let (number, currency) = match parts {
        Some((number, code)) if is_code(code) => (number, Some(code)),
        Some((code, number)) if is_code(code) => (number, Some(code)),
        _ => (text, None),
    };
    let hundredths = parse_thousandths(number)
        .and_then(|thousandths| u32::try_from((thousandths + 5).div_euclid(10)).ok())
        .ok_or_else(|| format!("the price {text:?} is not a number such as 2.55 or 2.55 EUR"))?;
    Ok((hundredths, currency))
}

/// Whether this may be an ISO 4217 code.
pub(crate) fn is_code(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_price_may_name_its_currency() {
        assert_eq!(parse("12.50 GBP"), Ok((1_250, Some("GBP"))));
        assert_eq!(parse("EUR 12,50"), Ok((1_250, Some("EUR"))));
        assert_eq!(parse(" 2.555 "), Ok((256, None)));
        assert_eq!(parse(""), Ok((0, None)));
        for text in ["GBP", "12.50 pounds", "12.50GBP", "-1", "1,250.00 GBP", "12.50 GBP GBP"] {
            assert!(parse(text).is_err(), "{text:?}");
        }
    }
}
