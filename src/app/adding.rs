//! *Add* and *Undo*: what the shop was asked, what it answered, and what its cart says.

use super::event::Effect;
use super::row::RowId;
use super::signals::Signal;
use super::state::{AddState, App};
use goeswith_engine::feedback::{About, Act};
use goeswith_engine::ids::{ItemId, Millis};

/// What the lesson of a suggestion that is taken is kept under.
const ADD: &str = "add";

/// An item that the shop was asked for.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) item: ItemId,
    pub(super) state: AddState,
    /// What the card was about that she pressed *Add* on, until it is taken.
    about: Option<About>,
    /// When it was taken, and when the one before it was.
    taken: Option<(Millis, Option<Millis>)>,
}

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
        let (mut taken, mut returned) = (Vec::new(), Vec::new());
        for Asked { item, state, .. } in &mut self.adds {
            match (self.cart.contains(item), *state) {
                (true, AddState::Adding | AddState::Failed) => {
                    *state = AddState::Added;
                    taken.push(*item);
                }
                (false, was) if is_in_cart(Some(was)) => {
                    *state = AddState::Offered;
                    // What goes with everything else was ordered, and not given back.
                    if was == AddState::Removing || !self.cart.is_empty() {
                        returned.push(*item);
                    }
                }
                _ => {}
            }
        }
        for item in taken {
            self.accept(item, now);
        }
        for item in returned {
            self.give_back(item, now);
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
        let is_removal = state == AddState::Removing;
        // Only what is in the cart is taken out, and only what is not is added.
        if self.is_waiting(item) || is_in_cart(self.add_state(item)) != is_removal {
            return Vec::new();
        }
        if is_removal {
            self.set_add_state(item, state);
            return vec![Effect::RequestRemove(row, item)];
        }
        let about = self.about(row, item);
        self.adds.retain(|asked| asked.item != item);
        self.adds.push(Asked { item, state, about, taken: None });
        vec![Effect::RequestAdd(row, item)]
    }

    pub(super) fn settle(&mut self, item: ItemId, is_done: bool, now: Millis) {
        let state = match (self.add_state(item), is_done) {
            // Late is better than never.
            (Some(AddState::Adding | AddState::Failed), true) => {
                self.accept(item, now);
                AddState::Added
            }
            (Some(AddState::Removing | AddState::NotRemoved), true) => {
                self.give_back(item, now);
                AddState::Offered
            }
            (Some(AddState::Adding), false) => AddState::Failed,
            (Some(AddState::Removing), false) => AddState::NotRemoved,
            _ => return,
        };
        self.set_add_state(item, state);
    }

    /// A suggestion was taken.
    fn accept(&mut self, item: ItemId, now: Millis) {
        let taken = self.uses(Signal::Acts).then(|| (now, self.memory.exposures.accepted_at()));
        if taken.is_some() {
            self.memory.exposures.accept(now);
        }
        self.end_detour(item);
        let asked = self.adds.iter_mut().find(|asked| asked.item == item);
        let about = asked.and_then(|asked| {
            asked.taken = taken;
            asked.about.take()
        });
        let taught = self.learn_about(Act::Add, about, now);
        let sku = self.model.sku(item).to_owned();
        self.keep_lesson(ADD, &sku, taught);
    }

    /// It is out of the cart again: it was not taken, and taught nothing.
    fn give_back(&mut self, item: ItemId, now: Millis) {
        let sku = self.model.sku(item).to_owned();
        self.unlearn(ADD, &sku, now);
        let asked = self.adds.iter_mut().find(|asked| asked.item == item);
        let Some((at, before)) = asked.and_then(|asked| asked.taken.take()) else { return };
        let mut others = self.adds.iter_mut().filter_map(|asked| asked.taken.as_mut());
        match others.find(|(_, earlier)| *earlier == Some(at)) {
            Some((_, earlier)) => *earlier = before,
            None => self.memory.exposures.give_back(at, before),
        }
    }

    /// What the shop was asked for on this page, the latest first.
    pub(crate) fn asked(&self) -> impl Iterator<Item = ItemId> {
        self.adds.iter().rev().map(|asked| asked.item)
    }

    pub(super) fn set_add_state(&mut self, item: ItemId, state: AddState) {
        for asked in self.adds.iter_mut().filter(|asked| asked.item == item) {
            asked.state = state;
        }
    }
}

/// Whether the shop's answers so far mean that an item is in its cart.
pub(crate) fn is_in_cart(state: Option<AddState>) -> bool {
    matches!(state, Some(AddState::Added | AddState::Removing | AddState::NotRemoved))
}
