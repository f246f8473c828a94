//! What a tab makes of what others wrote: the store is the truth, but for what could not be kept there.

use super::event::Effect;
use super::state::App;
use goeswith_engine::context::SignalKind;
use goeswith_engine::ids::Millis;
use goeswith_engine::memory;
use goeswith_engine::privacy::PrivacyMode;
use goeswith_engine::reason::{Influences, Reason};
use goeswith_engine::record;
use goeswith_engine::score::Contribution;
use goeswith_engine::shopper::Shopper;

impl App {
    /// Another tab wrote what she says, or removed it.
    pub(super) fn hear_choices(&mut self, text: Option<&str>, now: Millis) -> Vec<Effect> {
        let is_kept = self.is_kept;
        // What cannot be read, or is of a later version, takes nothing back; nor does nothing where nothing could be kept.
        let theirs = match text {
            Some(text) => record::read(text).ok(),
            None => is_kept.then(Shopper::default),
        };
        let Some(theirs) = theirs else { return Vec::new() };
        let own = core::mem::replace(&mut self.shopper, theirs);
        if !is_kept {
            self.shopper.join(own.clone(), now);
        }
        // What is over is kept no longer, and what could not be kept is tried again: there may be room by now.
        let is_changed = self.shopper.said_by(now) || !is_kept;
        if self.shopper != own {
            self.change_pace(None, now);
        }
        is_changed.then(|| self.store()).into_iter().collect()
    }

    /// Another tab or an earlier visit wrote what was observed: taken in where tabs share it. Where this page does not use
    /// it, it tells of it.
    pub(super) fn hear(&mut self, text: Option<&str>, now: Millis) -> Vec<Effect> {
        let is_shared = self.mode == PrivacyMode::Remembered;
        self.has_earlier = text.is_some() && !(is_shared && self.remembers());
        if self.has_earlier || !is_shared {
            return Vec::new();
        }
        if let Some(text) = text {
            let n_points = self.memory.feedback.kept().len();
            self.replace_memory(text, now);
            let told = self.memory_text();
            let has_fewer_points = self.memory.feedback.kept().len() < n_points;
            let mut cards = self.rows.iter().flat_map(|(_, row)| &row.cards);
            if cards.any(|card| self.tells_of_what_is_forgotten(&card.suggestion.reason, has_fewer_points)) {
                self.refresh_all(now);
            }
            let text = self.memory_text();
            return (text != told).then_some(Effect::Remember(self.mode, Some(text))).into_iter().collect();
        }
        self.obey_withdrawal(now)
    }

    /// Consent was withdrawn in another tab, or everything erased there: here, too, until the page says otherwise.
    pub(super) fn obey_withdrawal(&mut self, now: Millis) -> Vec<Effect> {
        let was = self.mode;
        self.mode = was.min(PrivacyMode::Page);
        self.was_withdrawn = true;
        self.forget_what_was_noted();
        self.refresh_all(now);
        if !was.keeps() {
            return Vec::new();
        }
        // What tabs share is removed once more: it may have been written here meanwhile.
        let is_own = was == PrivacyMode::Session;
        self.has_earlier &= is_own;
        vec![Effect::Remember(if is_own { was } else { PrivacyMode::Page }, None)]
    }

    /// What the store holds is the truth. What it forgot, no *Undo* brings back.
    pub(super) fn replace_memory(&mut self, text: &str, now: Millis) {
        let before = self.memory.feedback.clone();
        self.memory.replace(memory::read(text, &self.model, now));
        let after = core::mem::take(&mut self.memory.feedback);
        self.drop_lessons(|subject| before.sign(subject) != after.sign(subject));
        self.memory.feedback = after;
    }

    /// Whether a reason on a card names what is not remembered any more.
    fn tells_of_what_is_forgotten(&self, reason: &Reason, has_fewer_points: bool) -> bool {
        let Influences { searched, earlier, .. } = reason.influences();
        let is_view = |part: &&Contribution| part.kind == SignalKind::View;
        let is_viewed =
            |item| self.viewed() == Some(item) || self.memory.views.iter().any(|&(seen, _)| seen == item);
        (*earlier && has_fewer_points)
            || searched
                .as_ref()
                .is_some_and(|query| self.memory.searches.kept().iter().all(|(known, _)| known != query))
            || reason.contributions().iter().filter(is_view).any(|part| !is_viewed(part.anchor))
    }
}
