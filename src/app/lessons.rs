//! What she does with a card teaches something, and what she takes back takes that back. What each thing taught is kept as
//! long as the page, whatever becomes of the card.

use super::row::RowId;
use super::signals::Signal;
use super::state::App;
use goeswith_engine::feedback::{About, Act, Subject};
use goeswith_engine::ids::{ItemId, Millis};

/// What one thing that she did here taught.
#[derive(Debug)]
pub(super) struct Lesson {
    /// The name of an answer, or of another act that can be taken back.
    of: &'static str,
    /// The SKU that it was about, or the category's path.
    subject: String,
    taught: Vec<(Subject, i32)>,
}

impl App {
    /// Learns from what she did with a card, and what that changed; nothing while she shops for someone else.
    pub(super) fn learn(&mut self, act: Act, id: RowId, item: ItemId, now: Millis) -> Vec<(Subject, i32)> {
        let about = self.about(id, item);
        self.learn_about(act, about, now)
    }

    /// Learns about what a card was, though it be gone.
    pub(super) fn learn_about(&mut self, act: Act, about: Option<About>, now: Millis) -> Vec<(Subject, i32)> {
        match about.filter(|about| self.may_learn_of(about)) {
            Some(about) => self.memory.feedback.learn(act, &about, now),
            None => Vec::new(),
        }
    }

    /// Keeps what something taught, until it is taken back. Done again, only the later can be.
    pub(super) fn keep_lesson(&mut self, of: &'static str, subject: &str, taught: Vec<(Subject, i32)>) {
        if let Some(at) = self.position(of, subject) {
            self.lessons.remove(at);
        }
        self.lessons.push(Lesson { of, subject: subject.to_owned(), taught });
    }

    /// Takes back what something taught; `false` where that is not known: it was done on another page.
    pub(super) fn unlearn(&mut self, of: &'static str, subject: &str, now: Millis) -> bool {
        let lesson = self.position(of, subject).map(|at| self.lessons.remove(at));
        if let Some(lesson) = &lesson {
            self.memory.feedback.unlearn(&lesson.taught, now);
        }
        lesson.is_some()
    }

    /// Whether something was done here that can be taken back.
    pub(super) fn has_lesson(&self, of: &'static str, subject: &str) -> bool {
        self.position(of, subject).is_some()
    }

    fn position(&self, of: &'static str, subject: &str) -> Option<usize> {
        self.lessons.iter().position(|lesson| lesson.of == of && lesson.subject == subject)
    }

    /// What was learned on this page and may be taken back is no longer there to be taken back.
    pub(super) fn drop_lessons(&mut self, is_gone: impl Fn(&Subject) -> bool) {
        self.lessons.retain_mut(|lesson| {
            let taught_nothing = lesson.taught.is_empty();
            lesson.taught.retain(|(subject, _)| !is_gone(subject));
            taught_nothing || !lesson.taught.is_empty()
        });
    }

    /// Whether anything may be learned from a card: not while she shops for someone else, where acts are ignored, or where
    /// it or what it goes with touches a sensitive topic.
    pub(super) fn may_learn_of(&self, about: &About) -> bool {
        let may_note = |sku: &str| self.model.find(sku).is_none_or(|item| self.may_note(item));
        self.uses(Signal::Acts) && may_note(&about.sku) && may_note(&about.anchor)
    }

    /// What a card is about.
    pub(super) fn about(&self, id: RowId, item: ItemId) -> Option<About> {
        let row = self.row(id)?;
        let card = row.cards.iter().find(|card| card.item() == item)?;
        About::new(&self.model, item, card.suggestion.reason.main(), self.stage_of(row.placement))
    }
}
