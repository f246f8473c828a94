//! Silence after a *no*: a minute after the first, four times as long after each further one, a day at most. A
//! suggestion that is taken ends it, and so does taking the answer back. A kind of relation that is not wanted is a
//! setting, no answer to a card.

use crate::ids::Millis;
use crate::pacing::DAY_MS;
use crate::shopper::{Answer, AnswerKind};

/// Silence after the first *no*, in milliseconds.
const FIRST_MS: u64 = 60 * 1000;
/// How much longer it is after each further one.
const GROWTH: u64 = 4;

/// Whether nothing new may be shown at `now`. What counts are the answers of the last day since a suggestion was taken.
#[must_use]
pub(crate) fn is_silent(answers: &[Answer], accepted_at: Option<Millis>, now: Millis) -> bool {
    // What lies ahead was said by a clock that has been set back.
    let accepted_at = accepted_at.filter(|&at| at <= now);
    let is_recent = |answer: &&Answer| {
        answer.kind != AnswerKind::NoKind
            && answer.at <= now
            && answer.at.age_ms(now) < DAY_MS
            && accepted_at.is_none_or(|accepted_at| answer.at > accepted_at)
    };
    let recent = || answers.iter().filter(is_recent);
    let Some(latest) = recent().map(|answer| answer.at).max() else { return false };
    latest.age_ms(now) < silence_ms(recent().count())
}

/// How long after the latest of so many.
fn silence_ms(n_answers: usize) -> u64 {
    let longer = u32::try_from(n_answers.saturating_sub(1)).unwrap_or(u32::MAX);
    FIRST_MS.saturating_mul(GROWTH.saturating_pow(longer)).min(DAY_MS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MINUTE_MS: u64 = 60_000;

    fn answers(at: &[u64]) -> Vec<Answer> {
        let answer = |&at| Answer { kind: AnswerKind::NotNow, subject: "A".to_owned(), at: Millis(at) };
        at.iter().map(answer).collect()
    }

    /// The first minute, counted from the latest answer, in which something may be shown again.
    fn silent_minutes(at: &[u64], accepted_at: Option<Millis>) -> u64 {
        let latest = at.iter().max().copied().unwrap_or(0);
        let is_silent =
            |minute: &u64| super::is_silent(&answers(at), accepted_at, Millis(latest + minute * MINUTE_MS));
        (0..=24 * 60).find(|minute| !is_silent(minute)).unwrap()
    }

    #[test]
    fn it_grows_with_every_no_up_to_a_day() {
        let said = |n: u64| silent_minutes(&(0..n).collect::<Vec<u64>>(), None);
        assert_eq!([0, 1, 2, 3, 4, 5, 6, 9].map(said), [0, 1, 4, 16, 64, 256, 1024, 1440]);
    }

    #[test]
    fn a_suggestion_that_is_taken_ends_it() {
        assert_eq!(silent_minutes(&[1, 2, 3], Some(Millis(3))), 0);
        assert_eq!(silent_minutes(&[1, 2, 9], Some(Millis(3))), 1, "only what was said since counts");
    }

    #[test]
    fn what_was_said_yesterday_is_forgiven() {
        assert_eq!(silent_minutes(&[0, 1, 2, DAY_MS + 7], None), 1);
    }

    proptest! {
        #[test]
        fn one_more_no_never_shortens_it(at in prop::collection::vec(0..DAY_MS, 1..9), later in 0..DAY_MS) {
            let latest = at.iter().max().copied().unwrap_or(0);
            let more = [at.as_slice(), &[latest]].concat();
            let now = Millis(latest + later);
            prop_assert!(!is_silent(&answers(&at), None, now) || is_silent(&answers(&more), None, now));
        }
    }
}
