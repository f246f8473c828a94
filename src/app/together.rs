//! Bundles: what is in front of her already, told as one. A bundle of the model is shown only where it consists of what
//! she looks at or has in the cart, and of cards of this row: so it brings no item that its card has not brought.

use super::adding::is_in_cart;
use super::event::Effect;
use super::row::{Placement, Row, RowId};
use super::signals::Signal;
use super::state::{AddState, App};
use goeswith_engine::context::Context;
use goeswith_engine::eligibility::Eligibility;
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::model::Bundle;
use goeswith_engine::relation_type::RelationType;

/// A bundle below a row's cards, with what she ticked in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Together {
    /// The bundle.
    pub bundle: Bundle,
    /// What she ticked.
    pub ticks: Ticks,
}

/// What she ticked. It begins empty, and nothing but a press of hers changes it: there is no other way to make one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ticks {
    pressed: Vec<ItemId>,
}

impl Ticks {
    /// Whether an item is ticked.
    #[must_use]
    pub fn holds(&self, item: ItemId) -> bool {
        self.pressed.contains(&item)
    }

    /// Whether nothing is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pressed.is_empty()
    }

    /// She pressed a box: ticked, or not any more.
    fn press(&mut self, item: ItemId) {
        if self.holds(item) {
            self.pressed.retain(|&known| known != item);
        } else {
            self.pressed.push(item);
        }
    }
}

impl App {
    /// The bundle of a row, while everything in it is in front of her.
    #[must_use]
    pub fn together(&self, id: RowId) -> Option<&Together> {
        let row = self.row(id)?;
        row.together.as_ref().filter(|together| {
            let is_there = |&item: &ItemId| self.is_given(row, item) && !self.is_out_of_reach(item);
            together.bundle.items.iter().all(|item| is_there(item) || offers(row, *item))
        })
    }

    /// What everything in a bundle costs, in hundredths of the model's currency.
    #[must_use]
    pub fn total_of(&self, bundle: &Bundle) -> u32 {
        let prices =
            bundle.items.iter().filter_map(|&item| self.model.item(item)).map(|item| item.price_hundredths);
        prices.fold(0, u32::saturating_add)
    }

    /// Whether an item is in the cart, by the page's word or by the shop's answer to an *Add*.
    #[must_use]
    pub fn holds_in_cart(&self, item: ItemId) -> bool {
        is_in_cart(self.add_state(item)) || self.cart.contains(&item)
    }

    /// Whether an item is sold out, and neither hers already nor just asked for.
    pub(super) fn is_out_of_reach(&self, item: ItemId) -> bool {
        self.sold_out.contains(&item) && !self.holds_in_cart(item) && !self.is_waiting(item)
    }

    /// The strongest bundle of what is in front of her; what she ticked in it stays ticked.
    pub(super) fn choose_together(&mut self, id: RowId, now: Millis) {
        let Some(row) = self.row(id) else { return };
        let found = self.bundles.iter().find(|bundle| self.is_in_front(row, bundle, now)).cloned();
        let Some(row) = self.row_mut(id) else { return };
        let before = row.together.take();
        row.together = found.map(|bundle| match before {
            Some(before) if before.bundle == bundle => before,
            _ => Together { bundle, ticks: Ticks::default() },
        });
    }

    /// Whether a bundle consists of what is given and of cards that are offered, some of each, all of it priced and none
    /// of it sold out or refused.
    fn is_in_front(&self, row: &Row, bundle: &Bundle, now: Millis) -> bool {
        if !matches!(row.placement, Placement::Product | Placement::CartDrawer | Placement::Cart) {
            return false;
        }
        if bundle.n_orders > 0 && self.shopper.refuses_kind(RelationType::BoughtTogether.name()) {
            return false;
        }
        let nothing = Context { now, ..Context::default() };
        let eligibility = Eligibility::new(&self.model, &nothing, &self.shopper);
        let (mut n_given, mut n_cards) = (0, 0);
        for &item in &bundle.items {
            let is_priced = self.model.item(item).is_some_and(|item| item.price_hundredths > 0);
            let may_be_added = !self.sold_out.contains(&item) && eligibility.refusal(item).is_none();
            if !is_priced || !(may_be_added || self.cart.contains(&item)) {
                return false;
            }
            if self.is_given(row, item) {
                n_given += 1;
            } else if offers(row, item) {
                n_cards += 1;
            } else {
                return false;
            }
        }
        n_given > 0 && n_cards > 0
    }

    /// Whether she has an item in the cart, or looks at it where views count.
    fn is_given(&self, row: &Row, item: ItemId) -> bool {
        let is_viewed = row.placement == Placement::Product && self.viewed() == Some(item);
        self.cart.contains(&item) || (is_viewed && self.uses(Signal::Views))
    }

    /// She pressed the box of an item.
    pub(super) fn tick(&mut self, id: RowId, item: ItemId) {
        let may = self.together(id).is_some_and(|together| together.bundle.items.contains(&item));
        if !may || self.holds_in_cart(item) || self.is_waiting(item) {
            return;
        }
        if let Some(together) = self.row_mut(id).and_then(|row| row.together.as_mut()) {
            together.ticks.press(item);
        }
    }

    /// *Add chosen*: each ticked item is asked for as its own *Add* would be.
    pub(super) fn add_chosen(&mut self, id: RowId) -> Vec<Effect> {
        if self.together(id).is_none() {
            return Vec::new();
        }
        let together = self.row_mut(id).and_then(|row| row.together.as_mut());
        let ticks = together.map(|together| core::mem::take(&mut together.ticks)).unwrap_or_default();
        let mut effects = Vec::new();
        for item in ticks.pressed {
            if !self.holds_in_cart(item) {
                effects.extend(self.request(id, item, AddState::Adding));
            }
        }
        effects
    }
}

fn offers(row: &Row, item: ItemId) -> bool {
    row.cards.iter().any(|card| card.item() == item && card.is_offered())
}
