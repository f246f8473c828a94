//! What the shopper does in the shop, beside the rows: what she looks at, searches for, follows and buys.

use super::row::RowId;
use super::signals::Signal;
use super::state::App;
use goeswith_engine::context::MAX_VIEWS;
use goeswith_engine::feedback::{About, Act};
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::memory::Detour;
use goeswith_engine::model::Label;
use goeswith_engine::search;
use goeswith_engine::stage::Stage;

/// A suggestion's page that she is still on after this long is where she wanted to go, in milliseconds.
const DETOUR_MS: u64 = 30 * 60 * 1000;

impl App {
    /// Another product, or none: a new page, unless it is the first that the page says.
    pub(super) fn look_at(&mut self, sku: String, now: Millis) {
        if self.page.as_deref() == Some(&sku) {
            return;
        }
        if self.page.is_some() {
            self.memory.exposures.turn_page();
            self.end_question();
            for (_, row) in &mut self.rows {
                row.turned_off_here = false;
            }
        }
        let item = self.model.find(&sku);
        self.settle_detour(item, now);
        if let Some(item) = item.filter(|&item| self.may_note(item) && self.uses(Signal::Views)) {
            self.learn_from_last(item, now);
            self.memory.views.retain(|&(known, _)| known != item);
            self.memory.views.push((item, now));
            self.memory.views.drain(..self.memory.views.len().saturating_sub(MAX_VIEWS));
        }
        self.page = Some(sku);
        self.refresh_all(now);
    }

    /// What she looked at last shows what she likes, once she has gone on to another product.
    fn learn_from_last(&mut self, next: ItemId, now: Millis) {
        let last = self.memory.views.last().map(|&(last, _)| last).filter(|&last| last != next);
        let last = last.filter(|_| self.uses(Signal::Acts));
        let about = last.and_then(|last| About::new(&self.model, last, None, Stage::Product));
        if let Some(about) = about {
            self.memory.feedback.learn(Act::Look, &about, now);
        }
    }

    /// Whether what she does with an item may be noted: not while she shops for someone else, and never for what touches a
    /// sensitive topic.
    pub(super) fn may_note(&self, item: ItemId) -> bool {
        !self.shopper.is_gift && self.model.label(Label::Topic, item).is_none()
    }

    pub(super) fn search(&mut self, query: &str, now: Millis) {
        let is_sensitive = search::touches_topic(&self.model, query);
        if !self.shopper.is_gift && !is_sensitive && self.uses(Signal::Searches) {
            self.memory.searches.add(query, now);
            self.refresh_all(now);
        }
    }

    /// An order was placed: what is in it is hers now.
    pub(super) fn own(&mut self, items: &[ItemId], now: Millis) {
        if self.ordered == items {
            return;
        }
        self.ordered = items.to_vec();
        for &item in items {
            if self.may_note(item) && self.uses(Signal::Orders) {
                self.memory.own(item, now);
            }
        }
        self.refresh_all(now);
    }

    /// She goes to a suggestion's own page: interest, and perhaps a detour.
    pub(super) fn follow(&mut self, id: RowId, item: ItemId, now: Millis) {
        self.learn(Act::Open, id, item, now);
        let may_note = |from: &ItemId| self.may_note(item) && self.may_note(*from);
        let counts = self.uses(Signal::Acts) && self.uses(Signal::Views);
        let Some(from) = self.viewed().filter(may_note).filter(|_| counts) else { return };
        let Some(row) = self.row(id) else { return };
        let main = row.cards.iter().find(|card| card.item() == item);
        let main = main.and_then(|card| card.suggestion.reason.main());
        let relation_type = main.and_then(|main| main.basis.relation_type());
        self.memory.detour =
            Some(Detour { from, to: item, relation_type, stage: self.stage_of(row.placement), at: now });
    }

    /// She comes back to where a suggestion was shown: then it led nowhere wrong. She goes elsewhere: then it led her away
    /// from what she was looking at, and counts a little less.
    fn settle_detour(&mut self, page: Option<ItemId>, now: Millis) {
        let Some(detour) = self.memory.detour.filter(|detour| page != Some(detour.to)) else { return };
        self.memory.detour = None;
        if page == Some(detour.from) || detour.at.age_ms(now) >= DETOUR_MS || !self.may_note(detour.to) {
            return;
        }
        if let Some(about) = About::new(&self.model, detour.to, None, detour.stage) {
            let anchor = self.model.sku(detour.from).to_owned();
            let about = About { relation_type: detour.relation_type, anchor, ..about };
            self.memory.feedback.learn(Act::Detour, &about, now);
        }
    }

    /// A suggestion that she took was no detour.
    pub(super) fn end_detour(&mut self, item: ItemId) {
        self.memory.detour.take_if(|detour| detour.to == item);
    }
}
