//! The edge to the browser, in a real one: what is drawn, what is heard, what is let go.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used, reason = "a test may fail loudly")]

use goeswith::browser::{Assistant, Browser, Host, Mounted};
use goeswith_engine::{locale, words};
use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{HtmlElement, ShadowRoot, window};

wasm_bindgen_test_configure!(run_in_browser);

const MODEL: &[u8] = include_bytes!("fixtures/kitchen.gw");
/// "Ceramic strawberry design mug"; its first suggestion, 37448, goes with it in 80 of 173 orders.
const MUG: &str = "22059";
const FIRST: &str = "37448";

#[wasm_bindgen(inline_js = r#"
    class TestHost extends HTMLElement {
        asked = [];
        ask(type, sku) { this.asked.push(`${type} ${sku}`); }
        picture() { return undefined; }
        price(hundredths, currency) { return `${currency} ${hundredths}`; }
        link(sku) { return `https://shop.example/${sku}`; }
    }
    customElements.define("test-host", TestHost);
    export function host() {
        const element = document.createElement("test-host");
        element.attachShadow({ mode: "open" });
        document.body.append(element);
        return element;
    }
    const clock = { now: () => Date.now(), nextMidnight: () => Date.now() + 3600000, month: () => 10, hour: () => 12 };
    const rest = { objects: () => false, isBehind: () => false, reveal: () => {}, device: () => "desktop", language: () => "en", ...clock };
    export const browser = () => ({ window, fail() {}, download() {}, keepFocus() {}, ...rest });
    const counts = { added: 0, removed: 0 };
    for (const [name, count] of [["addEventListener", "added"], ["removeEventListener", "removed"]]) {
        const real = EventTarget.prototype[name];
        EventTarget.prototype[name] = function (...rest) { counts[count]++; return real.apply(this, rest); };
    }
    export const listening = () => counts.added - counts.removed;
"#)]
extern "C" {
    fn host() -> Host;
    fn browser() -> Browser;
    fn listening() -> i32;
}

fn assistant(model: &[u8]) -> Result<Assistant, JsError> {
    Assistant::new(model.to_vec(), words::ENGLISH.to_owned(), locale::ENGLISH, browser())
}

struct Page {
    assistant: Assistant,
    host: Host,
    row: Option<Mounted>,
}

impl Page {
    fn with_cart(skus: &[&str]) -> Self {
        let storage = window().expect("a window").local_storage().expect("storage").expect("storage");
        storage.clear().expect("storage can be cleared");
        let assistant = assistant(MODEL).expect("the fixture opens");
        let host = host();
        let row = assistant.mount(host.clone(), "cart", 3);
        let page = Self { assistant, host, row };
        page.row.as_ref().expect("a row").seen();
        page.set_cart(skus);
        page
    }

    fn set_cart(&self, skus: &[&str]) {
        self.assistant.set_cart(&skus.iter().map(|sku| JsValue::from(*sku)).collect::<Array>());
    }

    fn shadow(&self) -> ShadowRoot {
        self.host.shadow_root().expect("a shadow root")
    }

    fn text(&self) -> String {
        self.shadow().text_content().unwrap_or_default()
    }

    fn count(&self, selector: &str) -> u32 {
        self.shadow().query_selector_all(selector).expect("a selector").length()
    }

    fn click(&self, selector: &str) {
        let found = self.shadow().query_selector(selector).expect("a selector").expect("an element");
        found.unchecked_into::<HtmlElement>().click();
    }
}

#[wasm_bindgen_test]
fn a_row_shows_reasons_and_confidence() {
    let page = Page::with_cart(&[MUG]);
    assert_eq!(page.count("[part=card]"), 3);
    assert_eq!(page.count("[part=reason]"), 3);
    assert!(
        page.text().contains("In 1 of 2 orders with the ceramic strawberry design mug"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("very often together"));
    assert_eq!(page.host.get_attribute("data-state").as_deref(), Some("shown"));
}

#[wasm_bindgen_test]
fn nothing_to_say_draws_nothing() {
    let page = Page::with_cart(&["no such thing"]);
    assert_eq!(page.text(), "");
    assert_eq!(page.host.get_attribute("data-state").as_deref(), Some("empty"));
}

#[wasm_bindgen_test]
fn damaged_bytes_are_an_error_that_says_why() {
    let damaged = MODEL.get(..MODEL.len() - 1).expect("a model is longer");
    let error: JsValue = assistant(damaged).expect_err("must not open").into();
    let message = Reflect::get(&error, &"message".into()).expect("a message").as_string().expect("text");
    assert!(message.contains("cut short"), "{message}");
}

#[wasm_bindgen_test]
fn add_asks_the_shop_once_and_waits_for_it() {
    let page = Page::with_cart(&[MUG]);
    page.click("[part=add]");
    page.click("[part=add]");
    let asked = Reflect::get(&page.host, &"asked".into()).expect("what was asked");
    assert_eq!(JSON::stringify(&asked).expect("plain"), format!("[\"goes-with-add {FIRST}\"]"));
    assert!(page.text().contains("Adding…"));
    page.assistant.settled(FIRST, Some(true));
    assert_eq!(page.count("[part=undo-add]"), 1);
    page.set_cart(&[MUG, FIRST]);
    assert_eq!(page.count("[part=card]"), 3, "the card stays put");
    page.click("[part=undo-add]");
    page.set_cart(&[MUG]);
    assert_eq!((page.count("[part=undo-add]"), page.count("[part=add]")), (0, 3));
}

#[wasm_bindgen_test]
fn a_no_is_kept_and_can_be_exported_and_erased() {
    let page = Page::with_cart(&[MUG]);
    page.click("[part=more]");
    page.click("[role=menuitem]:nth-child(4)");
    assert!(page.text().contains("You will not see this again."));
    assert_eq!(page.count("[part=card]"), 2, "the place stays empty");
    let export = JSON::stringify(&page.assistant.export()).expect("plain");
    let export = export.as_string().expect("text");
    assert!(export.contains(&format!(r#""kind":"not-interested","subject":"{FIRST}""#)), "{export}");
    let again = assistant(MODEL).expect("the fixture opens");
    let export = JSON::stringify(&again.export()).expect("plain").as_string();
    assert!(export.expect("text").contains("not-interested"), "another page knows it too");
    page.assistant.erase();
    let storage = window().expect("a window").local_storage().expect("storage").expect("storage");
    assert_eq!(storage.length().expect("a length"), 0);
    assert_eq!(page.count("[part=card]"), 3);
}

#[wasm_bindgen_test]
fn off_empties_every_row_at_once() {
    let page = Page::with_cart(&[MUG]);
    let other = host();
    let row = page.assistant.mount(other.clone(), "cart-drawer", 3).expect("a row");
    row.seen();
    page.click("[part=control]");
    page.click("input[value=off]");
    assert_eq!(page.count("[part=card]"), 0);
    assert!(page.text().contains("Suggestions are off."));
    assert_eq!(other.shadow_root().expect("a shadow root").text_content().as_deref(), Some(""));
}

#[wasm_bindgen_test]
fn a_row_that_leaves_takes_its_listeners_along() {
    let page = Page::with_cart(&[MUG]);
    let before = listening();
    for _ in 0..50 {
        let host = host();
        let row = page.assistant.mount(host.clone(), "cart", 3).expect("a row");
        row.seen();
        assert!(listening() > before);
        drop(row);
        host.remove();
    }
    assert_eq!(listening(), before);
}
