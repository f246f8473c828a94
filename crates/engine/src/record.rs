//! The shopper's choices as one small versioned text, to be kept, read and erased as a whole.
//!
//! A line per fact, so that a person can read it:
//! ```text
//! goeswith 1
//! frequency fewer
//! paused-until 1795212000000
//! not-interested 85123A 1795190400000
//! no-more Kitchen%20>%20Cake%20stands 1795190400000
//! ```

use crate::ids::Millis;
use crate::pacing::Frequency;
use crate::shopper::{AnswerKind, Shopper};
use core::fmt;

/// The first line of a record of this version.
const HEADER: &str = "goeswith 1";

/// The text is no record of this version. Nothing of it was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordError;

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the stored choices are not of this version")
    }
}

impl core::error::Error for RecordError {}

/// Writes the record; [`read`] is its dual.
#[must_use]
pub fn write(shopper: &Shopper) -> String {
    let mut out = [HEADER, "\nfrequency ", shopper.frequency.name(), "\n"].concat();
    if let Some(until) = shopper.paused_until {
        out.push_str(&["paused-until ", &until.0.to_string(), "\n"].concat());
    }
    if shopper.is_gift {
        out.push_str("gift\n");
    }
    for answer in shopper.answers() {
        let (subject, at) = (escape(&answer.subject), answer.at.0.to_string());
        out.push_str(&[answer.kind.name(), " ", &subject, " ", &at, "\n"].concat());
    }
    out
}

/// Reads a record. A line that says nothing known is passed over, so that one damaged line, or one of a later version,
/// undoes no other choice.
///
/// # Errors
/// When the text does not begin as a record of this version.
pub fn read(text: &str) -> Result<Shopper, RecordError> {
    let mut lines = text.lines();
    if lines.next() != Some(HEADER) {
        return Err(RecordError);
    }
    let mut shopper = Shopper::default();
    for fact in lines {
        // A fact that cannot be read is not there.
        let _ = read_fact(&mut shopper, fact);
    }
    Ok(shopper)
}

fn read_fact(shopper: &mut Shopper, fact: &str) -> Option<()> {
    let mut words = fact.split(' ');
    match words.next()? {
        "frequency" => shopper.frequency = Frequency::from_name(words.next()?)?,
        "paused-until" => shopper.paused_until = Some(read_millis(words.next()?)?),
        "gift" => shopper.is_gift = true,
        name => {
            let kind = AnswerKind::from_name(name)?;
            let subject = unescape(words.next()?)?;
            shopper.recall(kind, &subject, read_millis(words.next()?)?);
        }
    }
    words.next().is_none().then_some(())
}

pub(crate) fn read_millis(word: &str) -> Option<Millis> {
    word.bytes().all(|byte| byte.is_ascii_digit()).then(|| word.parse().ok()).flatten().map(Millis)
}

/// A subject with blanks, control characters and `%` as `%` and two hexadecimal digits, so that it is one word.
pub(crate) fn escape(subject: &str) -> String {
    let mut out = String::new();
    for character in subject.chars() {
        match u8::try_from(character) {
            Ok(byte) if byte <= b' ' || byte == b'%' || byte == 0x7f => {
                out.push('%');
                for digit in [byte >> 4, byte & 15] {
                    out.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
                }
            }
            _ => out.push(character),
        }
    }
    out
}

pub(crate) fn unescape(word: &str) -> Option<String> {
    let mut parts = word.split('%');
    let mut out = parts.next()?.to_owned();
    for part in parts {
        let byte = u8::from_str_radix(part.get(..2)?, 16).ok().filter(u8::is_ascii)?;
        out.push(char::from(byte));
        out.push_str(part.get(2..)?);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shoppers() -> impl Strategy<Value = Shopper> {
        let answers =
            prop::collection::vec((0_usize..3, "\\PC{1,12}|[ %\\n\\r\\t]{1,3}", any::<u64>()), 0..8);
        (0_usize..4, prop::option::of(any::<u64>()), answers).prop_map(|(level, paused, answers)| {
            let mut shopper = Shopper::default();
            shopper.frequency = Frequency::ALL[level];
            shopper.paused_until = paused.map(Millis);
            shopper.is_gift = level % 2 == 1;
            for (kind, subject, at) in answers {
                shopper.say(AnswerKind::ALL[kind], &subject, Millis(at));
            }
            shopper
        })
    }

    proptest! {
        #[test]
        fn a_record_reads_back_as_it_was(shopper in shoppers()) {
            prop_assert_eq!(read(&write(&shopper)), Ok(shopper));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "(goeswith 1\n)?(\\PC|[%\n ]){0,80}") {
            let _ = read(&text);
        }
    }

    #[test]
    fn another_version_is_refused_and_an_unknown_line_passed_over() {
        assert_eq!(read("goeswith 2\nfrequency off\n"), Err(RecordError));
        assert_eq!(read(""), Err(RecordError));
        let shopper =
            read("goeswith 1\nfrequency off\nshiny-new-answer x 1\nnot-now A\nno-more B 7\n").unwrap();
        assert_eq!((shopper.frequency, shopper.answers().len()), (Frequency::Off, 1));
    }
}
