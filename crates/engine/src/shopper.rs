//! What the shopper told us herself: how often, and every *no* with when it was said.

use crate::ids::Millis;
use crate::pacing::{DAY_MS, Frequency};

/// Most answers that are remembered; past it the oldest goes. A shopper gives a handful.
pub const MAX_ANSWERS: usize = 1000;

/// A day, and the hour that it may be longer when clocks change.
const MAX_PAUSE_MS: u64 = DAY_MS + DAY_MS / 24;

/// The shopper's own choices. They hold on every page and in every placement until she takes them back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shopper {
    /// Her answer to "How often?".
    pub frequency: Frequency,
    /// "Pause for today": nothing is shown before this moment.
    pub paused_until: Option<Millis>,
    /// "I'm shopping for someone else": nothing is learned.
    pub is_gift: bool,
    answers: Vec<Answer>,
}

/// One *no*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Which one.
    pub kind: AnswerKind,
    /// The SKU it is about, or the path of the category. Model numbers change between builds; these do not.
    pub subject: String,
    /// When she said it.
    pub at: Millis,
}

impl Answer {
    /// Whether it no longer holds: *not now* after 24 hours.
    #[must_use]
    pub fn is_over(&self, now: Millis) -> bool {
        self.kind == AnswerKind::NotNow && self.at.age_ms(now) >= DAY_MS
    }
}

/// The ways to say no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerKind {
    /// This item, for 24 hours.
    NotNow,
    /// This item and its variants, until undone.
    NotInterested,
    /// This category and those below it, until undone.
    NoMore,
    /// This kind of relation, by its [name](crate::score::Basis::kind), until undone. Said in *Your suggestions*, not on a card.
    NoKind,
}

impl AnswerKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::NotNow, Self::NotInterested, Self::NoMore, Self::NoKind];
    /// Those that a card offers.
    pub const OF_CARD: [Self; 3] = [Self::NotNow, Self::NotInterested, Self::NoMore];

    /// The name in data and attributes: `not-now`, `not-interested`, `no-more`, `no-kind`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotNow => "not-now",
            Self::NotInterested => "not-interested",
            Self::NoMore => "no-more",
            Self::NoKind => "no-kind",
        }
    }

    /// The dual of [`name`](Self::name).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl Shopper {
    /// The frequency that holds at `now`: off while paused.
    #[must_use]
    pub fn frequency_at(&self, now: Millis) -> Frequency {
        if self.is_paused_at(now) { Frequency::Off } else { self.frequency }
    }

    /// Whether "Pause for today" holds at `now`. One that would last longer than a day is none.
    #[must_use]
    pub fn is_paused_at(&self, now: Millis) -> bool {
        self.paused_until.is_some_and(|until| now < until && now.age_ms(until) <= MAX_PAUSE_MS)
    }

    /// She says no now; said again, the later one holds. What is over is no more.
    pub fn say(&mut self, kind: AnswerKind, subject: &str, now: Millis) {
        self.said_by(now);
        self.recall(kind, subject, now);
    }

    /// She once said no: nothing else is over for that, since a clock may have been set ahead when she did.
    pub(crate) fn recall(&mut self, kind: AnswerKind, subject: &str, at: Millis) {
        self.take_back(kind, subject);
        self.answers.push(Answer { kind, subject: subject.to_owned(), at });
        self.answers.drain(..self.answers.len().saturating_sub(MAX_ANSWERS));
    }

    /// Takes back an earlier record. Each thing that she has said since stands above it, and what she has not is as it was
    /// then: a level or a pause that is the default, or over, says nothing. Every *no* of either holds.
    pub fn take_in(&mut self, earlier: Self, now: Millis) {
        let present = core::mem::replace(self, earlier);
        if present.frequency != Frequency::default() {
            self.frequency = present.frequency;
        }
        if present.is_paused_at(now) {
            self.paused_until = present.paused_until;
        }
        self.is_gift |= present.is_gift;
        for Answer { kind, subject, at } in present.answers {
            self.recall(kind, &subject, at);
        }
        self.said_by(now);
    }

    /// Takes in what was said elsewhere and could not be kept: every *no* of either holds, and of all else what shows and
    /// learns less. Where nothing was said, nothing is taken in.
    pub fn join(&mut self, unkept: Self, now: Millis) {
        if unkept != Self::default() {
            let Self { frequency, paused_until, is_gift, .. } = unkept;
            self.take_in(unkept, now);
            self.frequency = self.frequency.min(frequency);
            self.paused_until = self.paused_until.max(paused_until);
            self.is_gift |= is_gift;
        }
    }

    /// Nothing was said later than `now`: a clock may have been set ahead. What is over is no more; whether anything was.
    pub fn said_by(&mut self, now: Millis) -> bool {
        for answer in &mut self.answers {
            answer.at = answer.at.min(now);
        }
        let n_said = self.answers.len();
        self.answers.retain(|answer| !answer.is_over(now));
        self.paused_until.take_if(|until| *until <= now).is_some() || self.answers.len() < n_said
    }

    /// Forgets an answer.
    pub fn take_back(&mut self, kind: AnswerKind, subject: &str) {
        self.answers.retain(|answer| answer.kind != kind || answer.subject != subject);
    }

    /// Forgets every answer, but not how often.
    pub fn forget_answers(&mut self) {
        self.answers.clear();
    }

    /// Whether she wants no relations of a kind, by its [name](crate::score::Basis::kind).
    #[must_use]
    pub fn refuses_kind(&self, kind: &str) -> bool {
        self.answers.iter().any(|answer| answer.kind == AnswerKind::NoKind && answer.subject == kind)
    }

    /// Every answer, oldest first.
    #[must_use]
    pub fn answers(&self) -> &[Answer] {
        &self.answers
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record;

    #[test]
    fn what_was_said_by_a_clock_set_ahead_ends_no_other_answer() {
        let (now, ahead) = (Millis(5 * DAY_MS), Millis(400 * DAY_MS));
        let said = format!("goeswith 1\nnot-now A {}\nnot-now B {}\nnot-now C 7\n", now.0, ahead.0);
        let mut shopper = record::read(&said).unwrap();
        shopper.said_by(now);
        let standing = |shopper: &Shopper| {
            let answers = shopper.answers().iter().filter(|answer| !answer.is_over(now));
            answers.map(|answer| answer.subject.clone()).collect::<String>()
        };
        assert_eq!(standing(&shopper), "AB");
        let mut other = Shopper::default();
        other.say(AnswerKind::NotNow, "D", ahead);
        other.take_in(shopper, now);
        assert_eq!(standing(&other), "ABD", "nor when a download comes back");
        other.say(AnswerKind::NoMore, "E", now);
        assert_eq!(other.answers().len(), 4, "what is over goes when something is said");
    }

    #[test]
    fn of_two_records_every_no_holds_and_the_lower_frequency() {
        let now = Millis(5 * DAY_MS);
        let said = |facts: &str| record::read(&["goeswith 1\nfrequency ", facts].concat()).unwrap();
        let joined = |kept: &str, unkept: &str| {
            let mut kept = said(kept);
            kept.join(said(unkept), now);
            record::write(&kept)
        };
        let later = format!("not-now A {}\n", now.0);
        let earlier = format!("not-now A {}\n", now.0 - 9);
        let off = format!("off\npaused-until {}\ngift\n", now.0 + 7);
        let both = format!("goeswith 1\nfrequency {off}no-more B 1\n{later}");
        assert_eq!(joined(&[&off, &*later].concat(), &["more\nno-more B 1\n", &earlier].concat()), both);
        assert_eq!(joined(&["more\n", &*later].concat(), &[&off, "no-more B 1\n"].concat()), both);
        assert_eq!(joined("more\n", "normal\n"), "goeswith 1\nfrequency more\n", "nothing was said");
        assert_eq!(joined("normal\n", "more\n"), "goeswith 1\nfrequency more\n", "nor there");
        assert_eq!(joined("fewer\n", "more\n"), "goeswith 1\nfrequency fewer\n");
    }

    #[test]
    fn a_download_brings_back_each_thing_that_was_not_said_anew() {
        let (now, tonight, over) = (Millis(5 * DAY_MS), Millis(5 * DAY_MS + 7), Millis(4 * DAY_MS));
        let said = |frequency, paused_until, is_gift| {
            let mut shopper = Shopper { frequency, paused_until, is_gift, answers: Vec::new() };
            shopper.say(AnswerKind::NoMore, "A", over);
            shopper
        };
        let earlier = said(Frequency::Fewer, Some(tonight), true);
        for (mut present, holds) in [
            (said(Frequency::Normal, None, false), earlier.clone()),
            (said(Frequency::Normal, Some(over), false), earlier.clone()),
            (said(Frequency::Off, None, false), said(Frequency::Off, Some(tonight), true)),
        ] {
            present.take_in(earlier.clone(), now);
            assert_eq!(present, holds);
        }
        let mut present = said(Frequency::More, Some(tonight), true);
        present.take_in(said(Frequency::Fewer, Some(over), false), now);
        assert_eq!(present, said(Frequency::More, Some(tonight), true), "what was said since stands above");
    }
}
