//! Everything the widget knows, shared by all rows of a page, and how events change it.

use super::adding::Asked;
use super::asking::Asking;
use super::event::{Effect, Event, Now};
use super::lessons::Lesson;
use super::row::{Open, Placement, Row, RowId};
use super::signals::Signal;
use goeswith_engine::circumstances::Circumstances;
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::memory::{self, Memory};
use goeswith_engine::model::{Bundle, Model};
use goeswith_engine::pacing::Frequency;
use goeswith_engine::privacy::PrivacyMode;
use goeswith_engine::record;
use goeswith_engine::shopper::Shopper;
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
    /// The shop could not take it out: it is still in the cart.
    NotRemoved,
    /// It is out of the cart again.
    Offered,
}

/// The widget's whole state. One per page: all rows share the model, the choices and the count of exposures.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, and none follows from another")]
pub struct App {
    pub(crate) model: Model<Vec<u8>>,
    pub(crate) words: Words,
    pub(crate) shopper: Shopper,
    /// Whether her choices can be kept, as far as is known.
    pub(crate) is_kept: bool,
    /// How much of what is observed can be kept, as far as is known. What could not is not tried again on this page.
    pub(super) at_most: PrivacyMode,
    /// Whether something from an earlier visit, or from another tab, is kept in this browser that this page does not use.
    pub(crate) has_earlier: bool,
    /// How often it was before she turned suggestions off: what *Show suggestions again* goes back to. It stands where they
    /// were turned off on this page, so it is for this page alone.
    pub(crate) before_off: Frequency,
    /// What was observed of her.
    pub(crate) memory: Memory,
    /// The moment of the latest event.
    moment: Millis,
    /// How much of that is kept from page to page.
    pub(crate) mode: PrivacyMode,
    /// What the page said of consent last: another tab may have withdrawn it since.
    said_mode: PrivacyMode,
    /// Consent was withdrawn on this page, and has not been given again.
    pub(super) was_withdrawn: bool,
    /// What the page says was just ordered.
    pub(super) ordered: Vec<ItemId>,
    /// What does not count.
    pub(super) ignored: Vec<Signal>,
    /// Between *pay* and the confirmation.
    pub(crate) is_paying: bool,
    /// Another tab is in front.
    pub(super) is_behind: bool,
    /// Whether the page wants to be told what she does with suggestions.
    pub(super) tells: bool,
    /// Whether it was told of anything on this page.
    pub(super) has_told: bool,
    pub(super) cart: Vec<ItemId>,
    /// The SKU of the page's product, known to the model or not; empty on other pages; `None` until the page says.
    pub(super) page: Option<String>,
    pub(super) sold_out: Vec<ItemId>,
    pub(super) circumstances: Circumstances,
    /// The model's bundles, strongest first.
    pub(super) bundles: Vec<Bundle>,
    /// The value from which the shop delivers free, in hundredths; 0 when it says nothing.
    pub(crate) free_delivery: u32,
    pub(super) rows: Vec<(RowId, Row)>,
    pub(super) adds: Vec<Asked>,
    /// What became of the question after the order.
    pub(super) asking: Asking,
    /// Whether the download brought back last could be read, until *Your suggestions* is opened anew.
    pub(crate) import_worked: Option<bool>,
    /// What each thing that can be taken back taught on this page.
    pub(super) lessons: Vec<Lesson>,
}

impl App {
    /// A page with nothing on it yet. `stored` is the text kept from earlier pages; one that cannot be read counts
    /// as none, and stays untouched until the shopper says something new.
    #[must_use]
    pub fn new(model: Model<Vec<u8>>, words: Words, stored: Option<&str>) -> Self {
        Self {
            // A file whose bundles are damaged has none.
            bundles: model.bundles().unwrap_or_default(),
            free_delivery: 0,
            model,
            words,
            shopper: stored.and_then(|text| record::read(text).ok()).unwrap_or_default(),
            is_kept: true,
            at_most: PrivacyMode::Remembered,
            has_earlier: false,
            before_off: Frequency::default(),
            memory: Memory::default(),
            moment: Millis::default(),
            mode: PrivacyMode::default(),
            said_mode: PrivacyMode::default(),
            was_withdrawn: false,
            ordered: Vec::new(),
            ignored: Vec::new(),
            is_paying: false,
            is_behind: false,
            tells: false,
            has_told: false,
            cart: Vec::new(),
            page: None,
            sold_out: Vec::new(),
            circumstances: Circumstances::default(),
            rows: Vec::new(),
            adds: Vec::new(),
            asking: Asking::default(),
            import_worked: None,
            lessons: Vec::new(),
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

    /// Whether what is observed outlasts the page.
    pub(crate) fn remembers(&self) -> bool {
        self.mode.min(self.at_most).keeps()
    }

    /// The product being looked at.
    #[must_use]
    pub fn viewed(&self) -> Option<ItemId> {
        self.page.as_deref().and_then(|sku| self.model.find(sku))
    }

    /// Whether the shop was asked about an item and has not answered.
    #[must_use]
    pub fn is_waiting(&self, item: ItemId) -> bool {
        matches!(self.add_state(item), Some(AddState::Adding | AddState::Removing))
    }

    /// How an offered item stands with the cart.
    #[must_use]
    pub fn add_state(&self, item: ItemId) -> Option<AddState> {
        self.adds.iter().find(|asked| asked.item == item).map(|asked| asked.state)
    }

    /// Takes an event in and says what the edge must do.
    pub fn reduce(&mut self, event: Event, now: Now) -> Vec<Effect> {
        self.moment = now.at;
        // What was read was said by now: a clock may have been set ahead. What is over is kept no longer, once all news was
        // taken in.
        let is_news = matches!(event, Event::Recalled(_) | Event::Stored(_) | Event::Erase);
        let is_over = !is_news && self.shopper.said_by(now.at);
        // Whatever is forgotten now, what was told to the shop was told.
        self.note_sharing();
        // What was told is not echoed, and what was erased is not written again.
        let is_told =
            matches!(event, Event::Recalled(_) | Event::Erase | Event::Mode(..) | Event::Stored(None));
        let before = (!is_told && self.remembers()).then(|| self.memory_text());
        let for_shop = self.told(&event);
        self.has_told |= for_shop.is_some();
        let mut effects = self.take_in(event, now);
        effects.extend(for_shop);
        effects.extend(is_over.then(|| self.store()));
        if self.mode == PrivacyMode::Off {
            // Where nothing may be shown, nothing is noted.
            self.memory.forget();
        }
        let after = (before.is_some() && self.remembers()).then(|| self.memory_text());
        if after.is_some() && after != before {
            // First of all: a tab that hears of the choices first would write what it still remembers.
            effects.insert(0, Effect::Remember(self.mode, after));
        }
        effects
    }

    /// The text of what was observed, as it is kept where it is kept.
    #[must_use]
    pub fn memory_text(&self) -> String {
        memory::write(&self.memory, &self.model, self.moment)
    }

    fn take_in(&mut self, event: Event, now: Now) -> Vec<Effect> {
        let Now { at: now, next_midnight, circumstances } = now;
        self.circumstances = circumstances;
        match event {
            Event::Cart(cart) => self.set_cart(cart, now),
            Event::SoldOut(items) => {
                // What may come instead comes with the next choice.
                self.sold_out = items;
                self.withdraw_refused(now);
            }
            Event::View(sku) => self.look_at(sku, now),
            Event::Search(query) => self.search(&query, now),
            Event::Ordered(items) => self.own(&items, now),
            Event::Ignore(signals) => self.ignore(signals, now),
            Event::Paying(is_paying) => {
                if core::mem::replace(&mut self.is_paying, is_paying) != is_paying {
                    self.refresh_all(now);
                }
            }
            Event::Front(is_in_front) => {
                if core::mem::replace(&mut self.is_behind, !is_in_front) && is_in_front {
                    self.refresh_all(now);
                }
            }
            Event::Tell(tells) => self.tells = tells,
            Event::Mount { row, placement, max } => self.rows.push((row, Row::new(placement, max))),
            Event::Unmount(id) => self.rows.retain(|(known, _)| *known != id),
            Event::Seen(id) => {
                if self.row_mut(id).is_some_and(|row| !core::mem::replace(&mut row.seen, true)) {
                    self.refresh(id, now);
                }
            }
            Event::Add(row, item) => return self.request(row, item, AddState::Adding),
            Event::Follow(row, item) => self.follow(row, item, now),
            Event::UndoAdd(row, item) => return self.request(row, item, AddState::Removing),
            Event::Settled(item, is_done) => self.settle(item, is_done, now),
            Event::NotAsked(item) => {
                if self.add_state(item) == Some(AddState::Adding) {
                    self.set_add_state(item, AddState::Offered);
                }
            }
            Event::Open(id, open) => return self.open(id, open),
            Event::Close(id) => return self.close(id),
            Event::Leave(id) => drop(self.close(id)),
            Event::Say(row, kind, item) => return self.say(row, kind, item, now),
            Event::TakeBack(row, item) => return self.take_back(row, item, now),
            Event::Reply(row, reply) => return self.reply(row, reply, now),
            Event::OpenMine => return self.open_mine(),
            Event::Unsay(..)
            | Event::ForgetShown(_)
            | Event::ForgetReply(..)
            | Event::ForgetSaved(..)
            | Event::ForgetView(..)
            | Event::ForgetSearch(..)
            | Event::ForgetOwned(..)
            | Event::ForgetAsked(_)
            | Event::NoKind(..)
            | Event::ForgetPoints(..)
            | Event::Download
            | Event::ChooseFile
            | Event::Import(..) => return self.take_charge(event, now),
            Event::Tick(row, item) => self.tick(row, item),
            Event::AddChosen(row) => return self.add_chosen(row),
            Event::FreeDelivery(hundredths) => self.free_delivery = hundredths,
            Event::Save(row, item) => return self.save_for_later(row, item, now),
            Event::UndoSave(row, item) => return self.undo_save(row, item, now),
            Event::NotHelpful(row, item) => return self.not_helpful(row, item, now),
            Event::Gift(is_gift) => {
                self.shopper.is_gift = is_gift;
                return vec![self.store()];
            }
            Event::Mode(mode, kept) => return self.set_mode(mode, kept.as_deref(), now),
            Event::Recalled(text) => return self.hear(text.as_deref(), now),
            Event::Withdrawn => return self.obey_withdrawal(now),
            Event::Frequency(row, frequency) => return self.set_frequency(row, frequency, now),
            Event::Pause(row) => {
                self.shopper.paused_until = Some(next_midnight);
                return self.change_pace(Some((row, "pause")), now);
            }
            Event::Resume(row) => {
                self.shopper.paused_until = None;
                return self.change_pace(Some((row, "pause")), now);
            }
            Event::ForgetAnswers(id) => {
                self.forget_answers(now);
                self.refresh_all(now);
                // Its button is gone.
                return vec![self.store(), Effect::Focus(id, "open-mine".to_owned())];
            }
            Event::Erase => {
                self.shopper = Shopper::default();
                self.has_earlier = false;
                self.forget_what_was_noted();
                self.refresh_all(now);
                // In this order: a tab that hears of the choices first would write what it still remembers.
                return vec![Effect::Withdraw, Effect::Remember(self.mode, None), Effect::Store(None)];
            }
            Event::Stored(text) => return self.hear_choices(text.as_deref(), now),
            Event::NotKept => self.is_kept = false,
            Event::Kept => self.is_kept = true,
            Event::NotRemembered => self.at_most = PrivacyMode::Page,
        }
        Vec::new()
    }

    /// Consent was given or withdrawn: obeyed at once. `kept` is what the new mode's place holds from before.
    ///
    /// Consent given for the first time covers the page that it is given on. What was done before consent was withdrawn is
    /// erased, and what is done until it is given again is for this page alone: it is never kept.
    fn set_mode(&mut self, mode: PrivacyMode, kept: Option<&str>, now: Millis) -> Vec<Effect> {
        let was = core::mem::replace(&mut self.mode, mode);
        let was_said = core::mem::replace(&mut self.said_mode, mode);
        self.at_most = PrivacyMode::Remembered;
        if let Some(text) = kept.filter(|_| mode.keeps() && mode == was) {
            // Said again, or a page comes back as it was left: what was taken back meanwhile stays so. What this page
            // showed is kept there, too, unless it was erased.
            self.memory.exposures = self.memory.exposures.on_this_page();
            self.replace_memory(text, now);
            // She is back where a suggestion was shown.
            let viewed = self.viewed();
            self.memory.detour.take_if(|detour| Some(detour.from) == viewed);
        } else if mode.keeps() {
            if core::mem::take(&mut self.was_withdrawn) {
                self.forget_what_was_noted();
            }
            self.memory.merge(kept.map_or_else(Memory::default, |text| memory::read(text, &self.model, now)));
        } else {
            self.was_withdrawn |= was.keeps();
            self.forget_what_was_noted();
        }
        self.refresh_all(now);
        // Only a tab that keeps for itself leaves there what it does not use.
        self.has_earlier &= mode == PrivacyMode::Session && was_said <= mode;
        let mut effects = Vec::new();
        if was_said.keeps() && !mode.keeps() {
            effects.push(Effect::Withdraw);
        } else if was_said > mode {
            // From now on it is for this tab alone.
            effects.push(Effect::Remember(PrivacyMode::Page, None));
        }
        effects.push(Effect::Remember(mode, mode.keeps().then(|| self.memory_text())));
        effects
    }

    /// Of what was noted nothing is left.
    pub(super) fn forget_what_was_noted(&mut self) {
        self.memory.forget();
        self.drop_lessons(|_| true);
    }

    pub(super) fn row_mut(&mut self, id: RowId) -> Option<&mut Row> {
        self.rows.iter_mut().find(|(known, _)| *known == id).map(|(_, row)| row)
    }

    pub(super) fn open(&mut self, id: RowId, open: Open) -> Vec<Effect> {
        if let Some(row) = self.row_mut(id) {
            row.open = Some(open);
        }
        match open {
            Open::Control => Vec::new(),
            Open::Mine => {
                self.import_worked = None;
                vec![Effect::Focus(id, "close mine".to_owned())]
            }
            Open::Menu(item) => vec![Effect::Focus(id, key("why", item))],
            Open::Why(item) => vec![Effect::Focus(id, key("close", item))],
        }
    }

    fn close(&mut self, id: RowId) -> Vec<Effect> {
        let is_off = self.shopper.frequency == Frequency::Off;
        let Some(row) = self.row_mut(id) else { return Vec::new() };
        let key = match row.open.take() {
            Some(Open::Control | Open::Mine) if is_off && row.turned_off_here => "resume".to_owned(),
            Some(Open::Control | Open::Mine) => "control".to_owned(),
            Some(Open::Menu(item) | Open::Why(item)) => key("more", item),
            None => return Vec::new(),
        };
        vec![Effect::Focus(id, key)]
    }

    fn set_frequency(&mut self, row: RowId, frequency: Frequency, now: Millis) -> Vec<Effect> {
        let before = core::mem::replace(&mut self.shopper.frequency, frequency);
        if before != Frequency::Off {
            self.before_off = before;
        }
        self.shopper.paused_until = None;
        self.change_pace(Some((row, &["frequency ", frequency.name()].concat())), now)
    }

    /// "How often?" was answered, here (`Some`, and the key of what she pressed) or in another tab: every row obeys at once.
    pub(super) fn change_pace(&mut self, here: Option<(RowId, &str)>, now: Millis) -> Vec<Effect> {
        let is_off = self.shopper.frequency_at(now) == Frequency::Off;
        // The row may be built anew around what she pressed.
        let (here, mut focus) = here.unzip();
        for (id, row) in &mut self.rows {
            let is_here = here == Some(*id) && row.placement != Placement::Controls;
            let was_off = row.turned_off_here;
            row.turned_off_here = is_off && (is_here || was_off);
            if is_here && is_off {
                // Among the levels the arrow keys choose: what she goes through stays there.
                if focus == Some("pause") {
                    row.open = None;
                    focus = Some("resume");
                }
            } else if is_here && was_off && row.open.is_none() {
                focus = Some("control");
            }
        }
        self.refresh_all(now);
        let (Some(id), Some(key)) = (here, focus) else { return Vec::new() };
        if let ("control", Some(row)) = (key, self.row_mut(id))
            && row.cards.is_empty()
        {
            // Nothing may be shown yet: then the row shows what she chose.
            row.open = Some(Open::Control);
        }
        vec![self.store(), Effect::Focus(id, key.to_owned())]
    }

    pub(super) fn store(&self) -> Effect {
        Effect::Store(Some(record::write(&self.shopper)))
    }
}

/// The name of a card's part within its row, by which it is found again and given the focus.
pub(crate) fn key(part: &str, item: ItemId) -> String {
    [part, " ", &item.0.to_string()].concat()
}
