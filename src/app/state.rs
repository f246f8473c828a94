//! Everything the widget knows, shared by all rows of a page, and how events change it.

use super::event::{Effect, Event, Now};
use super::row::{Answered, Card, Open, Placement, Row, RowId};
use goeswith_engine::context::{Context, MAX_VIEWS};
use goeswith_engine::eligibility::Eligibility;
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::model::Model;
use goeswith_engine::pacing::{Exposures, Frequency};
use goeswith_engine::record;
use goeswith_engine::select::select;
use goeswith_engine::shopper::{AnswerKind, Shopper};
use goeswith_engine::words::Words;

/// How an item that a card offers stands with the shop's cart; the same in every row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddState {
    /// The shop was asked to add it.
    Adding,
    /// It is in the cart, from here.
    Added,
    /// The shop was asked to take it out again.
    Removing,
    /// The shop could not.
    Failed,
    /// It is out of the cart again.
    Offered,
}

/// The widget's whole state. One per page: all rows share the model, the choices and the count of exposures.
#[derive(Debug)]
pub struct App {
    pub(crate) model: Model<Vec<u8>>,
    pub(crate) words: Words<'static>,
    pub(crate) shopper: Shopper,
    pub(crate) is_kept: bool,
    exposures: Exposures,
    pub(super) cart: Vec<ItemId>,
    /// The SKU of the page's product, known to the model or not; empty on other pages; `None` until the page says.
    page: Option<String>,
    views: Vec<(ItemId, Millis)>,
    sold_out: Vec<ItemId>,
    month: u8,
    daypart: u8,
    rows: Vec<(RowId, Row)>,
    adds: Vec<(ItemId, AddState)>,
}

impl App {
    /// A page with nothing on it yet. `stored` is the text kept from earlier pages; one that cannot be read counts
    /// as none, and stays untouched until the shopper says something new.
    #[must_use]
    pub fn new(model: Model<Vec<u8>>, words: Words<'static>, stored: Option<&str>) -> Self {
        Self {
            model,
            words,
            shopper: stored.and_then(|text| record::read(text).ok()).unwrap_or_default(),
            is_kept: true,
            exposures: Exposures::default(),
            cart: Vec::new(),
            page: None,
            views: Vec::new(),
            sold_out: Vec::new(),
            month: 0,
            daypart: 0,
            rows: Vec::new(),
            adds: Vec::new(),
        }
    }

    /// The rows on the page, in the order they came.
    pub fn rows(&self) -> impl Iterator<Item = (RowId, &Row)> {
        self.rows.iter().map(|(id, row)| (*id, row))
    }

    /// A row by its number.
    #[must_use]
    pub fn row(&self, id: RowId) -> Option<&Row> {
        self.rows.iter().find(|(known, _)| *known == id).map(|(_, row)| row)
    }

    /// What the shopper told us.
    #[must_use]
    pub fn shopper(&self) -> &Shopper {
        &self.shopper
    }

    /// The product being looked at.
    #[must_use]
    pub fn viewed(&self) -> Option<ItemId> {
        self.views.last().map(|&(item, _)| item)
    }

    /// Whether the shop was asked about an item and has not answered.
    #[must_use]
    pub fn is_waiting(&self, item: ItemId) -> bool {
        matches!(self.add_state(item), Some(AddState::Adding | AddState::Removing))
    }

    /// How an offered item stands with the cart.
    #[must_use]
    pub fn add_state(&self, item: ItemId) -> Option<AddState> {
        self.adds.iter().find(|(known, _)| *known == item).map(|&(_, state)| state)
    }

    /// Takes an event in and says what the edge must do.
    pub fn reduce(&mut self, event: Event, now: Now) -> Vec<Effect> {
        let Now { at: now, next_midnight, month, daypart } = now;
        (self.month, self.daypart) = (month, daypart);
        match event {
            Event::Cart(cart) => self.set_cart(cart, now),
            Event::SoldOut(items) => {
                self.sold_out = items;
                self.refresh_all(now);
            }
            Event::View(sku) => self.look_at(sku, now),
            Event::Mount { row, placement, max } => self.rows.push((row, Row::new(placement, max))),
            Event::Unmount(id) => self.rows.retain(|(known, _)| *known != id),
            Event::Seen(id) => {
                if self.row_mut(id).is_some_and(|row| !core::mem::replace(&mut row.seen, true)) {
                    self.refresh(id, now);
                }
            }
            Event::Add(row, item) => return self.request(row, item, AddState::Adding),
            Event::UndoAdd(row, item) => return self.request(row, item, AddState::Removing),
            Event::Settled(item, is_done) => self.settle(item, is_done, now),
            Event::Open(id, open) => return self.open(id, open),
            Event::Close(id) => return self.close(id),
            Event::Leave(id) => drop(self.close(id)),
            Event::Say(row, kind, item) => return self.say(row, kind, item, now),
            Event::TakeBack(row, item) => return self.take_back(row, item, now),
            Event::Frequency(row, frequency) => {
                self.shopper.frequency = frequency;
                self.shopper.paused_until = None;
                return self.change_pace(Some(row), now);
            }
            Event::Pause(row) => {
                self.shopper.paused_until = Some(next_midnight);
                return self.change_pace(Some(row), now);
            }
            Event::Resume(row) => {
                self.shopper.paused_until = None;
                return self.change_pace(Some(row), now);
            }
            Event::ForgetAnswers => {
                self.shopper.forget_answers();
                self.refresh_all(now);
                return vec![self.store()];
            }
            Event::Erase => {
                self.shopper = Shopper::default();
                self.refresh_all(now);
                return vec![Effect::Store(None)];
            }
            Event::Stored(text) => {
                self.shopper = text.and_then(|text| record::read(&text).ok()).unwrap_or_default();
                self.change_pace(None, now);
            }
            Event::NotKept => self.is_kept = false,
        }
        Vec::new()
    }

    fn row_mut(&mut self, id: RowId) -> Option<&mut Row> {
        self.rows.iter_mut().find(|(known, _)| *known == id).map(|(_, row)| row)
    }

    /// The page's cart changed. When the change is only what a card asked for, the cards stay put; else it is
    /// something the shopper just did elsewhere, and the rows answer it.
    fn set_cart(&mut self, cart: Vec<ItemId>, now: Millis) {
        let before = core::mem::replace(&mut self.cart, cart);
        let mut is_own = true;
        for item in &self.cart {
            let asked = matches!(self.add_state(*item), Some(AddState::Adding | AddState::Added));
            is_own &= asked || before.contains(item);
        }
        for item in &before {
            let is_offered = self.add_state(*item).is_some() && !self.is_anchor(*item);
            is_own &= is_offered || self.cart.contains(item);
        }
        for (item, state) in &mut self.adds {
            match (self.cart.contains(item), *state) {
                (true, AddState::Adding | AddState::Failed) => {
                    *state = AddState::Added;
                    self.exposures.accept(*item, now);
                }
                (false, AddState::Removing | AddState::Added) => *state = AddState::Offered,
                _ => {}
            }
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

    fn look_at(&mut self, sku: String, now: Millis) {
        if self.page.as_deref() == Some(&sku) {
            return;
        }
        if self.page.is_some() {
            self.exposures.turn_page();
            for (_, row) in &mut self.rows {
                row.turned_off_here = false;
            }
        }
        if let Some(item) = self.model.find(&sku) {
            self.views.retain(|&(known, _)| known != item);
            self.views.push((item, now));
            self.views.drain(..self.views.len().saturating_sub(MAX_VIEWS));
        }
        self.page = Some(sku);
        self.refresh_all(now);
    }

    fn request(&mut self, row: RowId, item: ItemId, state: AddState) -> Vec<Effect> {
        if self.is_waiting(item) {
            return Vec::new();
        }
        self.set_add_state(item, state);
        vec![match state {
            AddState::Removing => Effect::RequestRemove(row, item),
            _ => Effect::RequestAdd(row, item),
        }]
    }

    fn settle(&mut self, item: ItemId, is_done: bool, now: Millis) {
        let state = match (self.add_state(item), is_done) {
            (Some(AddState::Adding), true) => {
                self.exposures.accept(item, now);
                AddState::Added
            }
            (Some(AddState::Removing), false) => AddState::Added,
            (Some(AddState::Adding), false) => AddState::Failed,
            (Some(AddState::Removing), true) => AddState::Offered,
            _ => return,
        };
        self.set_add_state(item, state);
    }

    fn set_add_state(&mut self, item: ItemId, state: AddState) {
        self.adds.retain(|&(known, _)| known != item);
        self.adds.push((item, state));
    }

    fn open(&mut self, id: RowId, open: Open) -> Vec<Effect> {
        if let Some(row) = self.row_mut(id) {
            row.open = Some(open);
        }
        match open {
            Open::Control => Vec::new(),
            Open::Menu(item) => vec![Effect::Focus(id, key("why", item))],
            Open::Why(item) => vec![Effect::Focus(id, key("close", item))],
        }
    }

    fn close(&mut self, id: RowId) -> Vec<Effect> {
        let key = match self.row_mut(id).and_then(|row| row.open.take()) {
            Some(Open::Control) => "control".to_owned(),
            Some(Open::Menu(item) | Open::Why(item)) => key("more", item),
            None => return Vec::new(),
        };
        vec![Effect::Focus(id, key)]
    }

    /// A *no*: remembered, confirmed in place, and obeyed by every row at once. The place stays empty.
    fn say(&mut self, id: RowId, kind: AnswerKind, item: ItemId, now: Millis) -> Vec<Effect> {
        let Some(category) = self.model.item(item).map(|item| item.category) else { return Vec::new() };
        let subject = match kind {
            AnswerKind::NotNow | AnswerKind::NotInterested => self.model.sku(item).to_owned(),
            AnswerKind::NoMore => self.model.category_path(category),
        };
        self.shopper.say(kind, &subject, now);
        if let Some(row) = self.row_mut(id) {
            row.open = None;
            if let Some(card) = row.cards.iter_mut().find(|card| card.item() == item) {
                card.answered = Some(Answered { kind, subject });
            }
        }
        self.withdraw_refused(now);
        vec![self.store(), Effect::Focus(id, key("undo", item))]
    }

    fn take_back(&mut self, id: RowId, item: ItemId, now: Millis) -> Vec<Effect> {
        let card = self.row_mut(id).and_then(|row| row.cards.iter_mut().find(|card| card.item() == item));
        let Some(answered) = card.and_then(|card| card.answered.take()) else { return Vec::new() };
        self.shopper.take_back(answered.kind, &answered.subject);
        self.withdraw_refused(now);
        vec![self.store(), Effect::Focus(id, key("more", item))]
    }

    /// "How often?" was answered, here (`Some`) or in another tab: every row obeys at once.
    fn change_pace(&mut self, here: Option<RowId>, now: Millis) -> Vec<Effect> {
        let is_off = self.shopper.frequency_at(now) == Frequency::Off;
        let mut focus = None;
        for (id, row) in &mut self.rows {
            let is_here = here == Some(*id) && row.placement != Placement::Controls;
            let was_off = row.turned_off_here;
            row.turned_off_here = is_off && (is_here || was_off);
            if is_here && is_off {
                row.open = None;
                focus = Some("resume");
            } else if is_here && was_off {
                focus = Some("control");
            }
        }
        self.refresh_all(now);
        let Some(id) = here else { return Vec::new() };
        let mut effects = vec![self.store()];
        if let Some(key) = focus {
            effects.push(Effect::Focus(id, key.to_owned()));
        }
        effects
    }

    fn store(&self) -> Effect {
        Effect::Store(Some(record::write(&self.shopper)))
    }

    /// Cards that the shopper no longer wants go from every row, and come back when she takes the answer back.
    /// Nothing takes their place.
    fn withdraw_refused(&mut self, now: Millis) {
        let nothing = Context { now, ..Context::default() };
        let eligibility = Eligibility::new(&self.model, &nothing, &self.shopper);
        for card in self.rows.iter_mut().flat_map(|(_, row)| &mut row.cards) {
            card.is_withdrawn = card.answered.is_none() && eligibility.refusal(card.item()).is_some();
        }
    }

    fn refresh_all(&mut self, now: Millis) {
        let ids: Vec<RowId> = self.rows.iter().map(|(id, _)| *id).collect();
        for id in ids {
            self.refresh(id, now);
        }
    }

    /// Chooses a row's cards anew and counts what is then shown.
    fn refresh(&mut self, id: RowId, now: Millis) {
        let Some(row) = self.rows.iter_mut().find(|(known, _)| *known == id).map(|(_, row)| row) else {
            return;
        };
        if !row.seen || row.placement == Placement::Controls {
            return;
        }
        let views = if row.placement.counts_views() { self.views.as_slice() } else { &[] };
        let mut context = Context::new(&self.cart, views, now);
        (context.month, context.daypart) = (Some(self.month), Some(self.daypart));
        context.sold_out.clone_from(&self.sold_out);
        let permit = self.exposures.permit(&self.shopper, now);
        let selection = select(&self.model, &context, &self.shopper, permit, row.max);
        row.heading = self.words.heading(&self.model, &selection.suggestions);
        row.cards.clear();
        for suggestion in selection.suggestions {
            self.exposures.record(suggestion.item, now);
            row.cards.push(Card { suggestion, answered: None, is_withdrawn: false });
        }
        if let Some(Open::Menu(item) | Open::Why(item)) = row.open
            && row.cards.iter().all(|card| card.item() != item)
        {
            row.open = None;
        }
    }
}

/// The name of a card's part within its row, by which it is found again and given the focus.
pub(crate) fn key(part: &str, item: ItemId) -> String {
    [part, " ", &item.0.to_string()].concat()
}
