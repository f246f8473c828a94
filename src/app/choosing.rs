//! Which cards a row has: chosen anew when something happened, withdrawn when the shopper says so.

use super::row::{Card, Open, Placement, RowId};
use super::state::App;
use goeswith_engine::context::Context;
use goeswith_engine::eligibility::Eligibility;
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::privacy::PrivacyMode;
use goeswith_engine::select::select;

impl App {
    /// Cards that the shopper no longer wants, or cannot buy any more, go from every row, and come back when she takes the
    /// answer back, or can buy them again. Nothing takes their place.
    pub(super) fn withdraw_refused(&mut self, now: Millis) {
        let sold_out: Vec<ItemId> =
            self.sold_out.iter().copied().filter(|&item| self.is_out_of_reach(item)).collect();
        let nothing = Context { now, ..Context::default() };
        let eligibility = Eligibility::new(&self.model, &nothing, &self.shopper);
        for card in self.rows.iter_mut().flat_map(|(_, row)| &mut row.cards) {
            let item = card.item();
            card.is_withdrawn =
                card.answered.is_none() && (sold_out.contains(&item) || eligibility.refusal(item).is_some());
        }
    }

    pub(super) fn refresh_all(&mut self, now: Millis) {
        let ids: Vec<RowId> = self.rows.iter().map(|(id, _)| *id).collect();
        for id in ids {
            self.refresh(id, now);
        }
    }

    /// What counts in a row of this placement now.
    pub(super) fn context(&self, placement: Placement, now: Millis) -> Context {
        let viewed = self.viewed();
        let mut views: Vec<(ItemId, Millis)> = Vec::new();
        if placement.counts_views() {
            // The page's own product is the latest look, whatever other pages and tabs looked at since.
            views = self.memory.views.iter().copied().chain(viewed.map(|item| (item, now))).collect();
        }
        let mut context = Context::new(&self.cart, &views, now);
        // Whatever counts in the cart's drawer, what she is looking at is no news there, either.
        context.page = viewed;
        if placement == Placement::AfterOrder && !self.ordered.is_empty() {
            // The cart is no cart any more, whether the shop has emptied it or not.
            context.cart.clear();
            context.ordered.clone_from(&self.ordered);
        }
        context.circumstances = self.circumstances;
        context.sold_out.clone_from(&self.sold_out);
        context.searches = self.memory.searches.asked(&self.model, now);
        context.owned = self.memory.owned.iter().map(|&(item, _)| item).collect();
        context.stage = self.stage_of(placement);
        context.tilt = self.memory.feedback.tilt(&self.model, context.stage, now);
        self.leave_out_ignored(&mut context);
        context
    }

    /// Whether nothing at all may be suggested: she wants nothing shown, she is paying, or the model has ended.
    pub(super) fn is_mute(&self, now: Millis) -> bool {
        self.mode == PrivacyMode::Off || self.is_paying || self.model.ended_at(now).is_some()
    }

    /// Chooses a row's cards anew and counts what is then shown.
    pub(super) fn refresh(&mut self, id: RowId, now: Millis) {
        let is_mute = self.is_mute(now);
        let Some(row) = self.row(id).filter(|row| row.chooses()) else { return };
        let mut permit = self.memory.exposures.permit(&self.shopper, now);
        if self.is_behind {
            // Nobody would see it, and it would count.
            permit.n_new = 0;
        }
        let context = self.context(row.placement, now);
        let selection = select(&self.model, &context, &self.shopper, permit, row.max);
        let Some(row) = self.rows.iter_mut().find(|(known, _)| *known == id).map(|(_, row)| row) else {
            return;
        };
        if is_mute {
            row.cards.clear();
            return;
        }
        row.heading = self.words.heading(&self.model, &selection.suggestions);
        row.cards.clear();
        for suggestion in selection.suggestions {
            self.memory.exposures.record(suggestion.item, now);
            row.cards.push(Card { suggestion, answered: None, is_withdrawn: false });
        }
        if let Some(Open::Menu(item) | Open::Why(item)) = row.open
            && row.cards.iter().all(|card| card.item() != item)
        {
            row.open = None;
        }
        self.choose_together(id, now);
        self.ask_after_order(id, now);
    }
}
