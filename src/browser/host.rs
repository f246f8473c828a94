//! What the element's JavaScript class does for a row: the few things that are plainer there.

use wasm_bindgen::prelude::*;
use web_sys::{Element, ShadowRoot, Window};

#[wasm_bindgen]
extern "C" {
    /// What the browser offers beside the page's elements.
    pub type Browser;

    /// The rows cannot be drawn: what stands inside each element is shown instead.
    #[wasm_bindgen(method)]
    pub fn fail(this: &Browser, error: &JsValue);

    /// Where other tabs' changes of storage are heard.
    #[wasm_bindgen(method, getter)]
    pub fn window(this: &Browser) -> Window;

    /// Whether it says that the shopper objects to being followed (`globalPrivacyControl`).
    #[wasm_bindgen(method)]
    pub fn objects(this: &Browser) -> bool;

    /// Whether another tab, or another window, is in front of the page.
    #[wasm_bindgen(method, js_name = isBehind)]
    pub fn is_behind(this: &Browser) -> bool;

    /// What is drawn now may take away what has the focus: once it is drawn, the row's control has it, unless something
    /// else has.
    #[wasm_bindgen(method, js_name = keepFocus)]
    pub fn keep_focus(this: &Browser);

    /// An element has the focus: the panel that it is in comes on screen as a whole.
    #[wasm_bindgen(method)]
    pub fn reveal(this: &Browser, element: &Element);

    /// Gives the shopper a file with this in it.
    #[wasm_bindgen(method)]
    pub fn download(this: &Browser, data: &JsValue);

    /// Lets her choose a file, and later calls `import` of the assistant.
    #[wasm_bindgen(method, js_name = chooseFile)]
    pub fn choose_file(this: &Browser);

    /// The moment, in milliseconds since the Unix epoch.
    #[wasm_bindgen(method)]
    pub fn now(this: &Browser) -> f64;

    /// When the shopper's own day ends, likewise.
    #[wasm_bindgen(method, js_name = nextMidnight)]
    pub fn next_midnight(this: &Browser) -> f64;

    /// The shopper's month, 0 is January.
    #[wasm_bindgen(method)]
    pub fn month(this: &Browser) -> u8;

    /// The hour of her day, 0 to 23.
    #[wasm_bindgen(method)]
    pub fn hour(this: &Browser) -> u8;

    /// `phone`, `tablet` or `desktop`.
    #[wasm_bindgen(method)]
    pub fn device(this: &Browser) -> String;

    /// What the page says that its language is, such as `en-GB`.
    #[wasm_bindgen(method)]
    pub fn language(this: &Browser) -> String;

    /// A `<goes-with>` element. Its methods call the shop's own code and never throw.
    #[derive(Debug, Clone)]
    #[wasm_bindgen(extends = Element)]
    pub type Host;

    /// Its open shadow root.
    #[wasm_bindgen(method, getter, js_name = shadowRoot)]
    pub fn shadow_root(this: &Host) -> Option<ShadowRoot>;

    /// Sends the cancelable `goes-with-add` or `goes-with-remove` and later calls `settled` of the assistant.
    #[wasm_bindgen(method)]
    pub fn ask(this: &Host, event: &str, sku: &str);

    /// Sends `goes-with-answer` with her answer to the question after the order.
    #[wasm_bindgen(method)]
    pub fn share(this: &Host, helped: bool, missing: &str);

    /// Sends `goes-with-` and this name, with one entry of detail.
    #[wasm_bindgen(method)]
    pub fn tell(this: &Host, name: &str, key: &str, value: &str);

    /// The shop's own picture of an item, if it gave one.
    #[wasm_bindgen(method)]
    pub fn picture(this: &Host, sku: &str) -> Option<web_sys::Node>;

    /// A price as the shopper writes it; empty when the browser cannot.
    #[wasm_bindgen(method)]
    pub fn price(this: &Host, hundredths: u32, currency: &str) -> String;

    /// The address of an item's page, if the shop gave one and its scheme is http or https.
    #[wasm_bindgen(method)]
    pub fn link(this: &Host, sku: &str) -> Option<String>;
}
