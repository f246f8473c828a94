//! What the shopper says to a card.

use super::event::Effect;
use super::row::{Answered, RowId};
use super::state::{App, key};
use goeswith_engine::feedback::{About, Act};
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::shopper::AnswerKind;

/// What the lesson of *Not helpful* is kept under, of an anchor and what goes with it.
const NOT_HELPFUL: &str = "not-helpful";

fn pair_of(about: &About) -> String {
    [&*about.anchor, " ", &about.sku].concat()
}

impl App {
    /// A *no*: remembered, confirmed in place, and obeyed by every row at once. The place stays empty.
    pub(super) fn say(&mut self, id: RowId, kind: AnswerKind, item: ItemId, now: Millis) -> Vec<Effect> {
        let Some(category) = self.model.item(item).map(|item| item.category) else { return Vec::new() };
        let subject = match kind {
            AnswerKind::NotNow | AnswerKind::NotInterested => self.model.sku(item).to_owned(),
            AnswerKind::NoMore => self.model.category_path(category),
            // Said in *Your suggestions*.
            AnswerKind::NoKind => return Vec::new(),
        };
        self.shopper.say(kind, &subject, now);
        let taught = self.learn(Act::Dismiss, id, item, now);
        self.keep_lesson(kind.name(), &subject, taught);
        if let Some(row) = self.row_mut(id) {
            row.open = None;
            if let Some(card) = row.cards.iter_mut().find(|card| card.item() == item) {
                card.answered = Some(Answered { kind, subject });
            }
        }
        self.withdraw_refused(now);
        vec![self.store(), Effect::Focus(id, key("undo", item))]
    }

    pub(super) fn take_back(&mut self, id: RowId, item: ItemId, now: Millis) -> Vec<Effect> {
        let card = self.row_mut(id).and_then(|row| row.cards.iter_mut().find(|card| card.item() == item));
        let Some(answered) = card.and_then(|card| card.answered.take()) else { return Vec::new() };
        self.unsay(answered.kind, &answered.subject, now);
        self.withdraw_refused(now);
        vec![self.store(), Effect::Focus(id, key("more", item))]
    }

    /// The reason on a card did not help: its relation counts less, and the card stays. Said again, it is taken back.
    /// While nothing is learned, nothing is noted.
    pub(super) fn not_helpful(&mut self, id: RowId, item: ItemId, now: Millis) -> Vec<Effect> {
        if let Some(about) = self.about(id, item) {
            let pair = pair_of(&about);
            if !self.unlearn(NOT_HELPFUL, &pair, now) && self.may_learn_of(&about) {
                let taught = self.learn(Act::NotHelpful, id, item, now);
                self.keep_lesson(NOT_HELPFUL, &pair, taught);
            }
        }
        vec![Effect::Focus(id, key("not-helpful", item))]
    }

    /// Whether she said on this page that the reason on a card did not help.
    pub(crate) fn is_noted(&self, id: RowId, item: ItemId) -> bool {
        self.about(id, item).is_some_and(|about| self.has_lesson(NOT_HELPFUL, &pair_of(&about)))
    }
}
