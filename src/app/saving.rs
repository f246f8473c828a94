//! *Save for later*: the card stays and says so; the list of what is saved is in *Your suggestions*.

use super::event::Effect;
use super::row::RowId;
use super::state::{App, key};
use goeswith_engine::feedback::Act;
use goeswith_engine::ids::{ItemId, Millis};

/// What its lesson is kept under.
const SAVE: &str = "save";

impl App {
    /// Whether an item is saved for later.
    #[must_use]
    pub fn is_saved(&self, item: ItemId) -> bool {
        self.memory.saved.holds(self.model.sku(item))
    }

    pub(super) fn save_for_later(&mut self, id: RowId, item: ItemId, now: Millis) -> Vec<Effect> {
        if let Some(row) = self.row_mut(id) {
            row.open = None;
        }
        if !self.is_saved(item) {
            self.memory.saved.save(self.model.sku(item), now);
            let taught = self.learn(Act::Save, id, item, now);
            let sku = self.model.sku(item).to_owned();
            self.keep_lesson(SAVE, &sku, taught);
        }
        vec![Effect::Focus(id, key("undo-save", item))]
    }

    /// *Undo* on the card.
    pub(super) fn undo_save(&mut self, id: RowId, item: ItemId, now: Millis) -> Vec<Effect> {
        let sku = self.model.sku(item).to_owned();
        self.forget_saved(&sku, now);
        vec![Effect::Focus(id, key("more", item))]
    }

    /// Forgets an item of the list, and what saving it on this page taught.
    pub(super) fn forget_saved(&mut self, sku: &str, now: Millis) {
        // What was erased meanwhile taught nothing any more.
        if self.memory.saved.holds(sku) {
            self.unlearn(SAVE, sku, now);
        }
        self.memory.saved.take_back(sku);
    }
}
