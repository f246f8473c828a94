//! The last day of a model, in UTC: a day of the calendar here, days since 1970-01-01 in the file, where 0 is never.

use goeswith_engine::model::Model;
use jiff::Span;
use jiff::civil::{Date, date};

/// Day 0 of the file.
const EPOCH: Date = date(1970, 1, 1);

/// Reads a day such as `2027-05-01`.
///
/// # Errors
/// When it is none, or not after 1970-01-01; the message says what a day looks like.
pub fn parse(text: &str) -> Result<Date, String> {
    // Nothing but a day: a time of day would mean something else than it says.
    let day = text.parse::<Date>().ok().filter(|day| day.to_string() == text && *day > EPOCH);
    day.ok_or_else(|| "write a day after 1970-01-01 as 2027-05-01".to_owned())
}

/// The day as the file has it.
#[must_use]
pub fn number(day: Option<Date>) -> u32 {
    day.map_or(0, |day| u32::try_from((day - EPOCH).get_days()).unwrap_or(0))
}

/// The dual of [`number`].
#[must_use]
pub fn from_number(number: u32) -> Option<Date> {
    let days = Span::new().try_days(number).ok().filter(|_| number > 0)?;
    EPOCH.checked_add(days).ok()
}

/// The last day of a model, such as `2027-05-01`; `None` when it never ends.
#[must_use]
pub fn of<B: AsRef<[u8]>>(model: &Model<B>) -> Option<String> {
    from_number(model.last_day()).map(|day| day.to_string())
}

/// When a model with this last day ends, in words.
#[must_use]
pub fn told(last_day: Option<&str>) -> String {
    last_day.map_or_else(|| "never".to_owned(), |day| format!("after {day}, in UTC"))
}

#[cfg(test)]
mod tests {
    use goeswith_engine::model::MAX_DAY;

    use super::{from_number, number, parse};

    #[test]
    fn a_day_and_its_number_are_each_others_dual() {
        for (text, told) in [("1970-01-02", 1), ("2027-05-01", 20_939), ("9999-12-31", MAX_DAY)] {
            let day = parse(text).ok();
            assert_eq!((number(day), from_number(told)), (told, day), "{text}");
        }
        assert_eq!((number(None), from_number(0), from_number(u32::MAX)), (0, None, None));
    }

    #[test]
    fn what_is_no_day_is_told() {
        for text in ["", "soon", "2027-02-30", "2027-05-01T12:00", "1970-01-01", "05/01/2027"] {
            assert!(parse(text).is_err_and(|told| told.contains("2027-05-01")), "{text:?}");
        }
    }
}
