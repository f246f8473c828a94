//! *Add* and *Undo*: what the shop was asked, what it answered, and what its cart says.

use super::event::Effect;
use super::row::{Row, RowId};
use super::signals::Signal;
use super::state::{AddState, App};
use goeswith_engine::feedback::Act;
use goeswith_engine::ids::{ItemId, Millis};

impl App {
    /// The page's cart changed. When the change is only what a card asked for, the cards stay put; else it is
    /// something the shopper just did elsewhere, and the rows answer it.
    pub(super) fn set_cart(&mut self, cart: Vec<ItemId>, now: Millis) {
        let before = core::mem::replace(&mut self.cart, cart);
        // Wherever it was added: what she followed is what she wanted.
        self.memory.detour.take_if(|detour| self.cart.contains(&detour.to));
        let mut is_own = true;
        for item in &self.cart {
            let asked = matches!(self.add_state(*item), Some(AddState::Adding | AddState::Added));
            is_own &= asked || before.contains(item);
        }
        for item in &before {
            let is_offered = self.add_state(*item).is_some() && !self.is_anchor(*item);
            is_own &= is_offered || self.cart.contains(item);
        }
        let mut accepted = Vec::new();
        for (item, state) in &mut self.adds {
            match (self.cart.contains(item), *state) {
                (true, AddState::Adding | AddState::Failed) => {
                    *state = AddState::Added;
                    accepted.push(*item);
                }
                (false, AddState::Removing | AddState::Added) => *state = AddState::Offered,
                _ => {}
            }
        }
        for item in accepted {
            self.accept(item, now);
        }
        if !is_own {
            self.refresh_all(now);
        }
    }

    /// Whether any card's reason rests on this item.
    fn is_anchor(&self, item: ItemId) -> bool {
        let mut cards = self.rows.iter().flat_map(|(_, row)| &row.cards);
        cards.any(|card| card.suggestion.reason.contributions().iter().any(|part| part.anchor == item))
    }

    pub(super) fn request(&mut self, row: RowId, item: ItemId, state: AddState) -> Vec<Effect> {
        if self.is_waiting(item) {
            return Vec::new();
        }
        self.set_add_state(item, state);
        vec![match state {
            AddState::Removing => Effect::RequestRemove(row, item),
            _ => Effect::RequestAdd(row, item),
        }]
    }

    pub(super) fn settle(&mut self, item: ItemId, is_done: bool, now: Millis) {
        let state = match (self.add_state(item), is_done) {
            (Some(AddState::Adding), true) => {
                self.accept(item, now);
                AddState::Added
            }
            (Some(AddState::Removing), false) => AddState::Added,
            (Some(AddState::Adding), false) => AddState::Failed,
            (Some(AddState::Removing), true) => AddState::Offered,
            _ => return,
        };
        self.set_add_state(item, state);
    }

    /// A suggestion was taken.
    fn accept(&mut self, item: ItemId, now: Millis) {
        if self.uses(Signal::Acts) {
            self.memory.exposures.accept(now);
        }
        self.end_detour(item);
        let shows =
            |(id, row): &(RowId, Row)| row.cards.iter().any(|card| card.item() == item).then_some(*id);
        if let Some(row) = self.rows.iter().find_map(shows) {
            self.learn(Act::Add, row, item, now);
        }
    }

    fn set_add_state(&mut self, item: ItemId, state: AddState) {
        self.adds.retain(|&(known, _)| known != item);
        self.adds.push((item, state));
    }
}

/// Whether the shop's answers so far mean that an item is in its cart.
pub(super) fn is_in_cart(state: Option<AddState>) -> bool {
    matches!(state, Some(AddState::Added | AddState::Removing))
}
