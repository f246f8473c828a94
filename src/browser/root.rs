//! One row's shadow root: what is drawn in it, and the listeners that turn what happens there into events.

use super::assistant::Shared;
use super::dom::{KEY, Painter};
use super::host::Host;
use crate::app::{App, Event, Reply, RowId};
use crate::view::{self, Element};
use gloo_events::{EventListener, EventListenerOptions};
use goeswith_engine::ids::Millis;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlElement, HtmlInputElement, KeyboardEvent, ShadowRoot};

/// A row on the page. Dropping it drops its listeners.
pub(super) struct Root {
    pub(super) id: RowId,
    pub(super) host: Host,
    shadow: ShadowRoot,
    document: Document,
    drawn: Element,
    /// The key of what was pressed last.
    pressed: String,
    #[expect(dead_code, reason = "owned so that the listeners end with the row")]
    listeners: [EventListener; 4],
}

impl Root {
    /// Takes over the host's shadow root; `None` when it has none.
    pub(super) fn new(id: RowId, host: Host, shared: &Rc<Shared>) -> Option<Self> {
        let shadow = host.shadow_root()?;
        let document = host.owner_document()?;
        let on = |name: &'static str, react: fn(&Shared, RowId, &web_sys::Event)| {
            let weak = Rc::downgrade(shared);
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&shadow, name, options, move |event| {
                if let Some(shared) = weak.upgrade() {
                    react(&shared, id, event);
                }
            })
        };
        let (weak, own) = (Rc::downgrade(shared), host.clone());
        let outside = EventListener::new(&document, "pointerdown", move |event| {
            let is_inside = event.composed_path().includes(&own, 0);
            if let (false, Some(shared)) = (is_inside, weak.upgrade()) {
                shared.close_unfocused(id);
            }
        });
        let listeners = [on("click", click), on("change", change), on("keydown", key_down), outside];
        let drawn =
            Element { tag: "div", key: String::new(), attributes: vec![], children: vec![], on: None };
        Some(Self { id, host, shadow, document, drawn, pressed: String::new(), listeners })
    }

    /// Draws the row as the state has it. The host's `data-state` says `shown`, `empty` or `waiting` (not yet near
    /// the screen), so that an empty row takes no room.
    pub(super) fn draw(&mut self, app: &App, now: Millis) -> Result<(), JsValue> {
        let tree = view::row(app, self.id, &self.host, now);
        let painter = Painter { document: &self.document, host: &self.host };
        painter.children(&self.shadow, &self.drawn.children, &tree.children)?;
        let is_seen = app.row(self.id).is_some_and(|row| row.seen);
        let state = match (tree.children.is_empty(), is_seen) {
            (false, _) => "shown",
            (true, true) => "empty",
            (true, false) => "waiting",
        };
        self.drawn = tree;
        self.host.set_attribute("data-state", state)
    }

    /// The element with this key that may take the focus. Where the line of a list went with the button that was pressed,
    /// it is the button of the line that has its place now, or of the one before it.
    pub(super) fn focusable(&mut self, key: &str) -> Option<HtmlElement> {
        let pressed = core::mem::take(&mut self.pressed);
        let line = (key == "close mine").then(|| self.line_at(&pressed)).flatten();
        line.or_else(|| self.element(key))
    }

    /// A key is a word, or a word and a number.
    fn element(&self, key: &str) -> Option<HtmlElement> {
        let selector = ["[", KEY, "='", key, "']"].concat();
        self.shadow.query_selector(&selector).ok()?.map(JsCast::unchecked_into)
    }

    fn line_at(&self, key: &str) -> Option<HtmlElement> {
        let (list, number) = key.rsplit_once(' ')?;
        let before = number.parse::<u32>().ok()?.saturating_sub(1);
        self.element(key).or_else(|| self.element(&[list, " ", &before.to_string()].concat()))
    }

    /// The event of the innermost element around `target` that has one.
    pub(super) fn event_at(&mut self, target: &web_sys::Element) -> Option<Event> {
        let selector = ["[", KEY, "]"].concat();
        let around = target.closest(&selector).ok()??;
        self.pressed = around.get_attribute(KEY)?;
        let mut event = self.drawn.take_event(&self.pressed)?;
        if let (Event::Reply(_, Reply::Write(text)), Some(field)) =
            (&mut event, target.dyn_ref::<HtmlInputElement>())
        {
            *text = field.value();
        }
        Some(event)
    }
}

fn target(event: &web_sys::Event) -> Option<web_sys::Element> {
    event.target()?.dyn_into().ok()
}

/// A click on anything but an input, which says `change` when it means it.
fn click(shared: &Shared, id: RowId, event: &web_sys::Event) {
    if let Some(target) = target(event).filter(|target| !target.is_instance_of::<HtmlInputElement>()) {
        shared.press(id, &target);
    }
}

fn change(shared: &Shared, id: RowId, event: &web_sys::Event) {
    if let Some(target) = target(event) {
        shared.press(id, &target);
    }
}

/// Escape closes what is open; Tab leaves a menu. The arrows within a menu are the element's own.
fn key_down(shared: &Shared, id: RowId, event: &web_sys::Event) {
    let key = event.unchecked_ref::<KeyboardEvent>().key();
    if key == "Escape" && shared.is_open(id) {
        event.prevent_default();
        event.stop_propagation();
        shared.dispatch(Event::Close(id));
    } else if key == "Tab" && shared.is_menu_open(id) {
        shared.dispatch(Event::Close(id));
    }
}
