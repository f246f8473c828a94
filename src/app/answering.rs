//! What the shopper says to a card.

use super::event::Effect;
use super::row::{Answered, RowId};
use super::state::{App, key};
use goeswith_engine::feedback::Act;
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::shopper::AnswerKind;

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
        let card = self.row_mut(id).and_then(|row| row.cards.iter_mut().find(|card| card.item() == item));
        if let Some(taught) = card.and_then(|card| card.not_helpful.take()) {
            self.memory.feedback.unlearn(&taught, now);
        } else if self.about(id, item).is_some_and(|about| self.may_learn_of(&about)) {
            let taught = self.learn(Act::NotHelpful, id, item, now);
            let card = self.row_mut(id).and_then(|row| row.cards.iter_mut().find(|card| card.item() == item));
            if let Some(card) = card {
                card.not_helpful = Some(taught);
            }
        }
        vec![Effect::Focus(id, key("not-helpful", item))]
    }
}
