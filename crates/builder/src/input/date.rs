//! Dates and times as they stand in exports, as seconds since the Unix epoch.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// Reads a point in time. Without a zone it is read as UTC: only order and distance in days matter later.
///
/// Read are ISO 8601 (`2010-12-01`, `2010-12-01 08:26:00`, `2010-12-01T08:26:00Z`, `… +0100`), the American order
/// with slashes (`12/1/2010 8:26`, month first), and whole numbers since the Unix epoch: seconds, or milli-, micro-
/// or nanoseconds, told apart by their size. `None` for anything else.
pub(super) fn parse_epoch_s(text: &str) -> Option<i64> {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok().map(epoch_number_to_s);
    }
    if text.contains('/') {
        return month_first(text);
    }
    iso(text)
}

/// Seconds stay below 10^11 until the year 5138; milliseconds are above it from 1973 on, and so forth.
fn epoch_number_to_s(number: i64) -> i64 {
    const MAX_SECONDS: u64 = 100_000_000_000;
    let mut per_second = 1_i64;
    let mut size = number.unsigned_abs();
    while size >= MAX_SECONDS && per_second < 1_000_000_000 {
        size /= 1_000;
        per_second *= 1_000;
    }
    number.div_euclid(per_second)
}

fn iso(text: &str) -> Option<i64> {
    let joined = match text.strip_suffix("UTC") {
        Some(rest) => format!("{}Z", rest.trim_end()),
        None => text.replacen(" +", "+", 1).replacen(" -", "-", 1),
    };
    // Only a text with an offset is a timestamp; a civil time, tried first, would drop the offset unseen.
    if let Ok(timestamp) = joined.parse::<Timestamp>() {
        return Some(timestamp.as_second());
    }
    to_epoch_s(text.parse::<DateTime>().ok()?)
}

fn month_first(text: &str) -> Option<i64> {
    let (date, time) = text.split_once(' ').unwrap_or((text, "0:00"));
    let mut date_parts = date.splitn(3, '/');
    let month = date_parts.next()?.parse().ok()?;
    let day = date_parts.next()?.parse().ok()?;
    let year = date_parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let mut time_parts = time.trim().splitn(3, ':');
    let hour = time_parts.next()?.parse().ok()?;
    let minute = time_parts.next()?.parse().ok()?;
    let second = time_parts.next().map_or(Some(0), |second| second.parse().ok())?;
    to_epoch_s(DateTime::new(year, month, day, hour, minute, second, 0).ok()?)
}

fn to_epoch_s(date_time: DateTime) -> Option<i64> {
    TimeZone::UTC.to_timestamp(date_time).ok().map(Timestamp::as_second)
}

#[cfg(test)]
mod tests {
    use super::parse_epoch_s;

    const MORNING: i64 = 1_291_191_960; // 2010-12-01 08:26:00 UTC

    #[test]
    fn the_same_moment_in_every_notation() {
        for text in [
            "2010-12-01 08:26:00",
            "2010-12-01 08:26",
            "2010-12-01T08:26:00",
            "2010-12-01T08:26:00Z",
            "2010-12-01T09:26:00+01:00",
            "2010-12-01 09:26:00 +0100",
            "2010-12-01 08:26:00 UTC",
            "2010-12-01 08:26:00.000",
            "12/1/2010 8:26",
            "12/01/2010 08:26:00",
            "1291191960",
            "1291191960000",
            "1291191960000000",
            "1291191960000000000",
        ] {
            assert_eq!(parse_epoch_s(text), Some(MORNING), "{text:?}");
        }
    }

    #[test]
    fn a_day_is_its_midnight() {
        assert_eq!(parse_epoch_s("1970-01-02"), Some(86_400));
        assert_eq!(parse_epoch_s("1/2/1970"), Some(86_400));
        assert_eq!(parse_epoch_s("-86400"), Some(-86_400));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "yesterday", "13/1/2010", "1/2/10", "2010-13-01", "99999999999999999999", "1/2", "-"]
        {
            assert_eq!(parse_epoch_s(text), None, "{text:?}");
        }
    }
}
