//! What the shopper says to a card, and what is learned from it.

use super::event::Effect;
use super::row::{Answered, RowId};
use super::signals::Signal;
use super::state::{App, key};
use goeswith_engine::feedback::{About, Act, Subject};
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
        if let Some(row) = self.row_mut(id) {
            row.open = None;
            if let Some(card) = row.cards.iter_mut().find(|card| card.item() == item) {
                card.answered = Some(Answered { kind, subject, taught });
            }
        }
        self.withdraw_refused(now);
        vec![self.store(), Effect::Focus(id, key("undo", item))]
    }

    pub(super) fn take_back(&mut self, id: RowId, item: ItemId, now: Millis) -> Vec<Effect> {
        let card = self.row_mut(id).and_then(|row| row.cards.iter_mut().find(|card| card.item() == item));
        let Some(answered) = card.and_then(|card| card.answered.take()) else { return Vec::new() };
        self.shopper.take_back(answered.kind, &answered.subject);
        self.memory.feedback.unlearn(&answered.taught, now);
        self.withdraw_refused(now);
        vec![self.store(), Effect::Focus(id, key("more", item))]
    }

    /// The reason on a card did not help: its relation counts less, and the card stays. Said again, it is taken back.
    /// While nothing is learned, nothing is noted.
    pub(super) fn not_helpful(&mut self, id: RowId, item: ItemId, now: Millis) -> Vec<Effect> {
        let card = self.row_mut(id).and_then(|row| row.cards.iter_mut().find(|card| card.item() == item));
        if let Some(taught) = card.and_then(|card| card.not_helpful.take()) {
            self.memory.feedback.unlearn(&taught, now);
        } else if self.may_learn_of(id, item) {
            let taught = self.learn(Act::NotHelpful, id, item, now);
            let card = self.row_mut(id).and_then(|row| row.cards.iter_mut().find(|card| card.item() == item));
            if let Some(card) = card {
                card.not_helpful = Some(taught);
            }
        }
        vec![Effect::Focus(id, key("not-helpful", item))]
    }

    /// Whether anything may be learned from a card: not while she shops for someone else, where acts are ignored, or where
    /// it or what it goes with touches a sensitive topic.
    fn may_learn_of(&self, id: RowId, item: ItemId) -> bool {
        let card = self.row(id).and_then(|row| row.cards.iter().find(|card| card.item() == item));
        let anchor = card.and_then(|card| card.suggestion.reason.main()).map(|main| main.anchor);
        self.uses(Signal::Acts) && self.may_note(item) && anchor.is_none_or(|anchor| self.may_note(anchor))
    }

    /// What was learned on this page and may be taken back on a card is no longer there to be taken back.
    pub(super) fn drop_lessons(&mut self, is_gone: impl Fn(&Subject) -> bool) {
        let of_cards = self.rows.iter_mut().flat_map(|(_, row)| &mut row.cards);
        let of_answers = of_cards.flat_map(|card| {
            let answered = card.answered.as_mut().map(|answered| &mut answered.taught);
            answered.into_iter().chain(&mut card.not_helpful)
        });
        let of_saves = self.taught_by_saves.iter_mut().map(|(_, taught)| taught);
        for taught in of_answers.chain(of_saves).chain(self.asking.taught_mut()) {
            taught.retain(|(subject, _)| !is_gone(subject));
        }
    }

    /// Learns from what she did with a card, and what that changed; nothing while she shops for someone else.
    pub(super) fn learn(&mut self, act: Act, id: RowId, item: ItemId, now: Millis) -> Vec<(Subject, i32)> {
        match self.about(id, item).filter(|_| self.may_learn_of(id, item)) {
            Some(about) => self.memory.feedback.learn(act, &about, now),
            None => Vec::new(),
        }
    }

    fn about(&self, id: RowId, item: ItemId) -> Option<About> {
        let row = self.row(id)?;
        let card = row.cards.iter().find(|card| card.item() == item)?;
        About::new(&self.model, item, card.suggestion.reason.main(), row.placement.stage())
    }
}
