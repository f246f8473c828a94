//! Everything the widget knows, shared by all rows of a page, and how events change it.

use super::event::{Effect, Event, Now};
use super::row::{Answered, Card, Open, Placement, Row, RowId};
use goeswith_engine::context::{Context, MAX_VIEWS};
use goeswith_engine::eligibility::Eligibility;
use goeswith_engine::ids::Millis;
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
    cart: Vec<String>,
    views: Vec<(String, Millis)>,
    rows: Vec<(RowId, Row)>,
    adds: Vec<(String, AddState)>,
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
            views: Vec::new(),
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
    pub fn viewed(&self) -> Option<&str> {
        self.views.last().map(|(sku, _)| sku.as_str())
    }

    /// How an offered item stands with the cart.
    #[must_use]
    pub fn add_state(&self, sku: &str) -> Option<AddState> {
        self.adds.iter().find(|(known, _)| known == sku).map(|&(_, state)| state)
    }

    /// Takes an event in and says what the edge must do.
    pub fn reduce(&mut self, event: Event, now: Now) -> Vec<Effect> {
        let Now { at: now, next_midnight } = now;
        match event {
            Event::Cart(cart) => self.set_cart(cart, now),
            Event::View(sku) => self.look_at(sku, now),
            Event::Mount { row, placement, max } => self.rows.push((row, Row::new(placement, max))),
            Event::Unmount(id) => self.rows.retain(|(known, _)| *known != id),
            Event::Seen(id) => {
                if self.row_mut(id).is_some_and(|row| !core::mem::replace(&mut row.seen, true)) {
                    self.refresh(id, now);
                }
            }
            Event::Add(row, sku) => return self.request(row, sku, AddState::Adding),
            Event::UndoAdd(row, sku) => return self.request(row, sku, AddState::Removing),
            Event::Settled(sku, is_done) => self.settle(&sku, is_done),
            Event::NotHeard(sku) => self.set_add_state(&sku, AddState::Offered),
            Event::Open(id, open) => return self.open(id, open),
            Event::Close(id) => return self.close(id),
            Event::Leave(id) => drop(self.close(id)),
            Event::Say(row, kind, sku) => return self.say(row, kind, &sku, now),
            Event::TakeBack(row, sku) => return self.take_back(row, &sku),
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
            Event::Forget => {
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
    fn set_cart(&mut self, cart: Vec<String>, now: Millis) {
        let before = core::mem::replace(&mut self.cart, cart);
        let asked_in =
            |sku: &&String| matches!(self.add_state(sku), Some(AddState::Adding | AddState::Added));
        let is_own = self.cart.iter().filter(|sku| !before.contains(sku)).all(|sku| asked_in(&sku))
            && before.iter().filter(|sku| !self.cart.contains(sku)).all(|sku| self.add_state(sku).is_some());
        for (sku, state) in &mut self.adds {
            match (self.cart.contains(sku), *state) {
                (true, AddState::Adding | AddState::Failed) => *state = AddState::Added,
                (false, AddState::Removing | AddState::Added) => *state = AddState::Offered,
                _ => {}
            }
        }
        if !is_own {
            self.refresh_all(now);
        }
    }

    fn look_at(&mut self, sku: String, now: Millis) {
        if self.viewed() == Some(sku.as_str()) {
            return;
        }
        if !self.views.is_empty() {
            self.exposures.turn_page();
            for (_, row) in &mut self.rows {
                row.turned_off_here = false;
            }
        }
        self.views.retain(|(known, _)| *known != sku);
        self.views.push((sku, now));
        self.views.drain(..self.views.len().saturating_sub(MAX_VIEWS));
        self.refresh_all(now);
    }

    fn request(&mut self, row: RowId, sku: String, state: AddState) -> Vec<Effect> {
        if matches!(self.add_state(&sku), Some(AddState::Adding | AddState::Removing)) {
            return Vec::new();
        }
        self.set_add_state(&sku, state);
        vec![match state {
            AddState::Removing => Effect::RequestRemove(row, sku),
            _ => Effect::RequestAdd(row, sku),
        }]
    }

    fn settle(&mut self, sku: &str, is_done: bool) {
        let state = match (self.add_state(sku), is_done) {
            (Some(AddState::Adding), true) | (Some(AddState::Removing), false) => AddState::Added,
            (Some(AddState::Adding), false) => AddState::Failed,
            (Some(AddState::Removing), true) => AddState::Offered,
            _ => return,
        };
        self.set_add_state(sku, state);
    }

    fn set_add_state(&mut self, sku: &str, state: AddState) {
        self.adds.retain(|(known, _)| known != sku);
        self.adds.push((sku.to_owned(), state));
    }

    fn open(&mut self, id: RowId, open: Open) -> Vec<Effect> {
        let key = match &open {
            Open::Control => None,
            Open::Menu(sku) => Some(format!("why {sku}")),
            Open::Why(sku) => Some(format!("close {sku}")),
        };
        if let Some(row) = self.row_mut(id) {
            row.open = Some(open);
        }
        key.map(|key| Effect::Focus(id, key)).into_iter().collect()
    }

    fn close(&mut self, id: RowId) -> Vec<Effect> {
        let key = match self.row_mut(id).and_then(|row| row.open.take()) {
            Some(Open::Control) => "control".to_owned(),
            Some(Open::Menu(sku) | Open::Why(sku)) => format!("more {sku}"),
            None => return Vec::new(),
        };
        vec![Effect::Focus(id, key)]
    }

    /// A *no*: remembered, confirmed in place, and obeyed by every row at once. The place stays empty.
    fn say(&mut self, id: RowId, kind: AnswerKind, sku: &str, now: Millis) -> Vec<Effect> {
        let subject = match kind {
            AnswerKind::NotNow | AnswerKind::NotInterested => sku.to_owned(),
            AnswerKind::NoMore => {
                let item = self.model.find(sku).and_then(|item| self.model.item(item));
                let Some(category) = item.map(|item| item.category) else { return Vec::new() };
                self.model.category_path(category)
            }
        };
        self.shopper.say(kind, &subject, now);
        if let Some(row) = self.row_mut(id) {
            row.open = None;
            for card in row.cards.iter_mut().filter(|card| card.sku == sku) {
                card.answered = Some(Answered { kind, subject: subject.clone() });
            }
        }
        self.drop_refused(now);
        vec![self.store(), Effect::Focus(id, format!("undo {sku}"))]
    }

    fn take_back(&mut self, id: RowId, sku: &str) -> Vec<Effect> {
        let card = self.row_mut(id).and_then(|row| row.cards.iter_mut().find(|card| card.sku == sku));
        let Some(answered) = card.and_then(|card| card.answered.take()) else { return Vec::new() };
        self.shopper.take_back(answered.kind, &answered.subject);
        vec![self.store(), Effect::Focus(id, format!("more {sku}"))]
    }

    /// "How often?" was answered, here (`Some`) or in another tab: every row obeys at once.
    fn change_pace(&mut self, here: Option<RowId>, now: Millis) -> Vec<Effect> {
        let is_off = self.shopper.frequency_at(now) == Frequency::Off;
        for (id, row) in &mut self.rows {
            let is_here = here == Some(*id) && row.placement != Placement::Controls;
            row.turned_off_here = is_off && (is_here || row.turned_off_here);
        }
        self.refresh_all(now);
        let Some(id) = here else { return Vec::new() };
        if self.row(id).is_some_and(|row| row.turned_off_here) {
            if let Some(row) = self.row_mut(id) {
                row.open = None;
            }
            return vec![self.store(), Effect::Focus(id, "resume".to_owned())];
        }
        vec![self.store()]
    }

    fn store(&self) -> Effect {
        Effect::Store(Some(record::write(&self.shopper)))
    }

    /// Cards that the shopper no longer wants go from every row; nothing takes their place.
    fn drop_refused(&mut self, now: Millis) {
        let nothing = Context { cart: Vec::new(), views: Vec::new(), now };
        let eligibility = Eligibility::new(&self.model, &nothing, &self.shopper);
        for (_, row) in &mut self.rows {
            row.cards.retain(|card| {
                card.answered.is_some()
                    || eligibility.suppression(&self.model, card.suggestion.item).is_none()
            });
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
        let views: &[(String, Millis)] = if row.placement.counts_views() { &self.views } else { &[] };
        let context = Context::new(
            &self.model,
            self.cart.iter().map(String::as_str),
            views.iter().map(|(sku, at)| (sku.as_str(), *at)),
            now,
        );
        let selection = select(&self.model, &context, &self.shopper, &self.exposures, row.max);
        row.heading = self.words.heading(&self.model, &selection.suggestions);
        row.cards.clear();
        for suggestion in selection.suggestions {
            self.exposures.record(suggestion.item, now);
            let sku = self.model.sku(suggestion.item).to_owned();
            row.cards.push(Card { sku, suggestion, answered: None });
        }
        let still_there = match &row.open {
            None | Some(Open::Control) => true,
            Some(Open::Menu(sku) | Open::Why(sku)) => row.cards.iter().any(|card| card.sku == *sku),
        };
        if !still_there {
            row.open = None;
        }
    }
}
