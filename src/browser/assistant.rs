//! The object that the page's script holds: one per page, shared by all elements.

use super::export::export;
use super::host::{Browser, Host};
use super::inspect::inspect;
use super::root::Root;
use super::store;
use crate::app::{App, Effect, Event, Heard, Known, Open, Placement, RowId, Signal};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use goeswith_engine::ids::ItemId;
use goeswith_engine::locale::Locale;
use goeswith_engine::model::Model;
use goeswith_engine::privacy::PrivacyMode;
use goeswith_engine::words::Words;
use js_sys::Array;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use wasm_bindgen::prelude::*;
use web_sys::StorageEvent;

/// How long the shop may take to put an item into its cart, in milliseconds.
const ADD_TIMEOUT_MS: u32 = 10_000;

/// Everything the rows of a page share.
pub(super) struct Shared {
    app: RefCell<App>,
    roots: RefCell<Vec<Root>>,
    /// Rows that came while others were being drawn.
    arrivals: RefCell<Vec<Root>>,
    queue: RefCell<Vec<Event>>,
    known: RefCell<Known>,
    is_busy: Cell<bool>,
    /// Whether a row could not be drawn: then the shop's own content stands there, and stays.
    has_failed: Cell<bool>,
    timeouts: RefCell<Vec<(ItemId, Timeout)>>,
    browser: Browser,
    own: Weak<Shared>,
}

impl Shared {
    /// Takes an event in, draws, and does what is to be done. The shop's own code runs in between (its pictures, its
    /// listeners); events that it causes wait their turn.
    pub(super) fn dispatch(&self, event: Event) {
        self.queue.borrow_mut().push(event);
        self.run();
    }

    fn run(&self) {
        if self.has_failed.get() || self.is_busy.replace(true) {
            return;
        }
        self.browser.keep_focus();
        while let Some(event) = self.next() {
            self.roots.borrow_mut().append(&mut self.arrivals.borrow_mut());
            if let Event::Unmount(row) = &event {
                self.roots.borrow_mut().retain(|root| root.id != *row);
            }
            let effects = self.app.borrow_mut().reduce(event, self.browser.moment());
            self.draw();
            let app = self.app.borrow();
            self.timeouts.borrow_mut().retain(|(item, _)| app.is_waiting(*item));
            drop(app);
            for effect in effects {
                self.perform(effect);
            }
        }
        self.is_busy.set(false);
    }

    /// What other tabs wrote, then what waits here. Where that cannot be read, the page is told that it keeps nothing.
    fn next(&self) -> Option<Event> {
        let news = match store::look(&self.browser.window()) {
            Some(held) => self.known.borrow_mut().news(held),
            None => self.app.borrow().is_kept.then_some(Event::NotKept),
        };
        if news.is_some() {
            return news;
        }
        let mut queue = self.queue.borrow_mut();
        (!queue.is_empty()).then(|| queue.remove(0))
    }

    fn draw(&self) {
        let (app, now) = (self.app.borrow(), self.browser.moment().at);
        for root in self.roots.borrow_mut().iter_mut() {
            if let Err(error) = root.draw(&app, now) {
                self.has_failed.set(true);
                self.browser.fail(&error);
                return;
            }
        }
    }

    fn perform(&self, effect: Effect) {
        match effect {
            Effect::RequestAdd(row, item) => self.ask(row, item, true),
            Effect::RequestRemove(row, item) => self.ask(row, item, false),
            Effect::Store(_) | Effect::Remember(..) => self.keep(&effect),
            Effect::Withdraw => store::withdraw(&self.browser.window()),
            Effect::Download => self.browser.download(&export(&self.app.borrow())),
            Effect::Share(row, helped, missing) => {
                if let Some(host) = self.host(row) {
                    host.share(helped, &missing);
                }
            }
            Effect::Tell(row, name, key, value) => {
                if let Some(host) = self.host(row) {
                    host.tell(name, key, &value);
                }
            }
            Effect::ChooseFile => self.browser.choose_file(),
            Effect::Focus(row, key) => {
                let mut roots = self.roots.borrow_mut();
                let target =
                    roots.iter_mut().find(|root| root.id == row).and_then(|root| root.focusable(&key));
                drop(roots);
                // What loses the focus may have something to say. What cannot take it leaves it where it is.
                if let Some(target) = target {
                    let _ = target.focus();
                    self.browser.reveal(&target);
                }
            }
        }
    }

    /// Keeps what an effect says, and tells the page where that is not possible, or is again.
    fn keep(&self, effect: &Effect) {
        let window = self.browser.window();
        let is_kept = store::keep(&window, effect);
        if let Some(held) = store::look(&window) {
            self.known.borrow_mut().wrote(effect, held);
        }
        let was_kept = self.app.borrow().is_kept;
        let outcome = match (effect, is_kept) {
            (Effect::Store(_), true) if !was_kept => Event::Kept,
            (_, true) => return,
            (Effect::Store(_), false) => Event::NotKept,
            (_, false) => Event::NotRemembered,
        };
        self.queue.borrow_mut().push(outcome);
    }

    /// Another tab did something to what is stored.
    fn hear(&self, heard: Heard) {
        let held = store::look(&self.browser.window());
        let mode = self.app.borrow().mode;
        if held.is_some_and(|held| self.known.borrow().is_withdrawn(heard, &held, mode)) {
            self.queue.borrow_mut().push(Event::Withdrawn);
        }
        self.run();
    }

    fn host(&self, row: RowId) -> Option<Host> {
        self.roots.borrow().iter().find(|root| root.id == row).map(|root| root.host.clone())
    }

    fn ask(&self, row: RowId, item: ItemId, is_add: bool) {
        let Some(host) = self.host(row) else { return };
        let sku = self.app.borrow().model.sku(item).to_owned();
        let own = self.own.clone();
        let timeout = Timeout::new(ADD_TIMEOUT_MS, move || {
            if let Some(shared) = own.upgrade() {
                shared.dispatch(Event::Settled(item, false));
            }
        });
        self.timeouts.borrow_mut().push((item, timeout));
        host.ask(if is_add { "goes-with-add" } else { "goes-with-remove" }, &sku);
    }

    /// A click or change at `target` in a row.
    pub(super) fn press(&self, id: RowId, target: &web_sys::Element) {
        // A field that is drawn away while she types in it says so in the middle of the drawing.
        let Ok(mut roots) = self.roots.try_borrow_mut() else { return };
        let event = roots.iter_mut().find(|root| root.id == id).and_then(|root| root.event_at(target));
        drop(roots);
        if let Some(event) = event {
            self.dispatch(event);
        }
    }

    /// Whether something is open in a row.
    pub(super) fn is_open(&self, id: RowId) -> bool {
        self.app.borrow().row(id).is_some_and(|row| row.open.is_some())
    }

    /// Whether a card's menu is open in a row.
    pub(super) fn is_menu_open(&self, id: RowId) -> bool {
        self.app.borrow().row(id).is_some_and(|row| matches!(row.open, Some(Open::Menu(_))))
    }

    /// Closes what is open because the shopper turned to something else; the focus stays with her.
    pub(super) fn close_unfocused(&self, id: RowId) {
        if self.is_open(id) {
            self.dispatch(Event::Leave(id));
        }
    }
}

/// The assistant: the model, what the shopper said, and what the page shows.
#[wasm_bindgen]
pub struct Assistant {
    shared: Rc<Shared>,
    next_row: Cell<u32>,
    #[expect(dead_code, reason = "owned so that the listeners end with the assistant")]
    listeners: Vec<EventListener>,
}

impl core::fmt::Debug for Assistant {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Assistant")
    }
}

#[wasm_bindgen]
impl Assistant {
    /// Opens a model file, to speak with the texts of a message file and the numbers of its language: lines as
    /// [`Locale::read`] takes them.
    ///
    /// # Errors
    /// When the bytes are not a whole, undamaged model, or the messages are none; the message says why.
    #[wasm_bindgen(constructor)]
    pub fn new(model: Vec<u8>, messages: String, locale: &str, browser: Browser) -> Result<Self, JsError> {
        let model = Model::open(model).map_err(|error| JsError::new(&error.message()))?;
        let window = browser.window();
        let words = Words::in_language(messages, Locale::read(locale));
        // A server may answer with a page of its own for a file that it lacks.
        if words.get("language") == "language" {
            return Err(JsError::new("this is no message file"));
        }
        // Where nothing is kept, nothing is too old.
        let _ = store::renew(&window, &model, browser.moment().at);
        let choices = store::look(&window).and_then(|held| held.choices);
        let app = App::new(model, words, choices.as_deref());
        let shared = Rc::new_cyclic(|own| Shared {
            app: RefCell::new(app),
            roots: RefCell::default(),
            arrivals: RefCell::default(),
            queue: RefCell::default(),
            // What was observed is news to a page that begins.
            known: RefCell::new(Known { choices, memory: None }),
            is_busy: Cell::new(false),
            has_failed: Cell::new(false),
            timeouts: RefCell::default(),
            browser,
            own: own.clone(),
        });
        let weak = Rc::downgrade(&shared);
        let other_tabs = EventListener::new(&window, "storage", move |event| {
            let event: &StorageEvent = event.unchecked_ref();
            let Some(shared) = weak.upgrade() else { return };
            // A frame's session storage is heard here, too, and is none of ours.
            let local = shared.browser.window().local_storage().ok().flatten();
            if event.storage_area() != local {
                return;
            }
            if let Some(heard) = store::heard(event) {
                shared.hear(heard);
            }
        });
        let weak = Rc::downgrade(&shared);
        let page = window.document().map(|document| {
            EventListener::new(&document, "visibilitychange", move |_| {
                if let Some(shared) = weak.upgrade() {
                    shared.dispatch(Event::Front(!shared.browser.is_behind()));
                }
            })
        });
        if shared.browser.is_behind() {
            shared.dispatch(Event::Front(false));
        }
        Ok(Self { shared, next_row: Cell::new(0), listeners: page.into_iter().chain([other_tabs]).collect() })
    }

    /// Puts a row into an element's shadow root. The row ends when the object returned is freed.
    pub fn mount(&self, host: Host, placement: &str, max: u32) -> Option<Mounted> {
        let row = RowId(self.next_row.get());
        self.next_row.set(row.0 + 1);
        let root = Root::new(row, host, &self.shared)?;
        self.shared.arrivals.borrow_mut().push(root);
        let max = usize::try_from(max).unwrap_or(usize::MAX);
        self.shared.dispatch(Event::Mount { row, placement: Placement::from_attribute(placement), max });
        Some(Mounted { row, shared: self.shared.clone() })
    }

    /// The shop's cart holds exactly these SKUs; what is no string or not in the model does not count.
    #[wasm_bindgen(js_name = setCart)]
    pub fn set_cart(&self, skus: &Array) {
        self.shared.dispatch(Event::Cart(self.known(skus)));
    }

    /// These SKUs cannot be bought now, likewise.
    #[wasm_bindgen(js_name = setSoldOut)]
    pub fn set_sold_out(&self, skus: &Array) {
        self.shared.dispatch(Event::SoldOut(self.known(skus)));
    }

    /// The shop delivers free from this value on, in hundredths of the model's currency; 0 when it says nothing.
    #[wasm_bindgen(js_name = setFreeDelivery)]
    pub fn set_free_delivery(&self, hundredths: u32) {
        self.shared.dispatch(Event::FreeDelivery(hundredths));
    }

    /// The shopper looks at this product now; at none when empty.
    pub fn view(&self, sku: String) {
        self.shared.dispatch(Event::View(sku));
    }

    /// The shopper searched the shop for this.
    pub fn search(&self, query: String) {
        self.shared.dispatch(Event::Search(query));
    }

    /// She just bought these SKUs; what is no string or not in the model does not count.
    pub fn ordered(&self, skus: &Array) {
        self.shared.dispatch(Event::Ordered(self.known(skus)));
    }

    /// The signals of these names do not count: `views`, `searches`, `orders`, `acts`, `stage`, `month`, `daypart`,
    /// `device`, `market`.
    pub fn ignore(&self, names: &Array) {
        let signals = names.iter().filter_map(|name| Signal::from_name(&name.as_string()?));
        self.shared.dispatch(Event::Ignore(signals.collect()));
    }

    /// She is paying: nothing is shown until this is said to be over.
    pub fn paying(&self, is_paying: bool) {
        self.shared.dispatch(Event::Paying(is_paying));
    }

    /// The shop's scripts are told what she opens, turns down, and chooses under "How often?".
    pub fn tell(&self, is_wanted: bool) {
        self.shared.dispatch(Event::Tell(is_wanted));
    }

    /// The shop did (`true`) or could not do what it was asked for this item; nothing where it was not asked, because nobody
    /// listens.
    pub fn settled(&self, sku: &str, is_done: Option<bool>) {
        if let Some(item) = self.find(sku) {
            let settled = |is_done| Event::Settled(item, is_done);
            self.shared.dispatch(is_done.map_or(Event::NotAsked(item), settled));
        }
    }

    /// The shop's consent tool says how much may be kept: `off`, `page`, `session` or `remembered`; anything else is no
    /// consent. Where the browser says that the shopper objects, never more than `page`.
    pub fn consent(&self, mode: &str) {
        let browser = &self.shared.browser;
        let mode = PrivacyMode::from_name(mode).under(browser.objects());
        self.shared.dispatch(Event::Mode(mode, store::recall(&browser.window(), mode)));
    }

    /// Everything that is remembered about the shopper, as a plain object.
    #[must_use]
    pub fn export(&self) -> JsValue {
        export(&self.shared.app.borrow())
    }

    /// What every row sees and weighs, what pacing allows and what is kept, as a plain object. Asking changes nothing.
    #[must_use]
    pub fn inspect(&self) -> JsValue {
        let browser = &self.shared.browser;
        inspect(&self.shared.app.borrow(), &browser.window(), browser.moment().at)
    }

    /// The page comes back as it was left: what was said and kept meanwhile holds. Where nothing is kept any more, consent
    /// was withdrawn, everything erased, or the rest of the visit is kept elsewhere: this page goes on for itself. One that
    /// keeps nothing has nothing to say of what others keep, and what cannot be read says nothing.
    pub fn restored(&self) {
        let window = self.shared.browser.window();
        let Some(held) = store::look(&window) else { return };
        let (mode, remembers) = {
            let app = self.shared.app.borrow();
            (app.mode, app.remembers())
        };
        if remembers {
            let kept = store::recall(&window, mode);
            let is_kept = kept.is_some();
            self.shared.dispatch(if is_kept { Event::Mode(mode, kept) } else { Event::Withdrawn });
        }
        self.shared.dispatch(Event::Stored(held.choices));
    }

    /// Opens *Your suggestions*, in the shop's own control where it has one.
    pub fn open(&self) {
        self.shared.dispatch(Event::OpenMine);
    }

    /// Takes back what [`export`](Self::export) gave: its `choices` and its `memory`.
    pub fn import(&self, choices: String, memory: String) {
        self.shared.dispatch(Event::Import(choices, memory));
    }

    /// Forgets everything that is remembered about the shopper.
    pub fn erase(&self) {
        self.shared.dispatch(Event::Erase);
    }
}

impl Assistant {
    fn known(&self, skus: &Array) -> Vec<ItemId> {
        skus.iter().filter_map(|sku| self.find(&sku.as_string()?)).collect()
    }

    fn find(&self, sku: &str) -> Option<ItemId> {
        self.shared.app.borrow().model.find(sku)
    }
}

/// A row on the page.
#[wasm_bindgen]
pub struct Mounted {
    row: RowId,
    shared: Rc<Shared>,
}

impl core::fmt::Debug for Mounted {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Mounted")
    }
}

#[wasm_bindgen]
impl Mounted {
    /// The row came near the part of the page that is on screen.
    pub fn seen(&self) {
        self.shared.dispatch(Event::Seen(self.row));
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.shared.dispatch(Event::Unmount(self.row));
    }
}
