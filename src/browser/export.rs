//! What the shopper can download: everything that is remembered about her, as plain data.
//!
//! Written entry by entry: serde-wasm-bindgen would be 1 kB more on the wire.

use super::page::js_time;
use crate::app::App;
use goeswith_engine::record;
use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Object)]
    type Plain;

    #[wasm_bindgen(method, indexing_setter)]
    fn set(this: &Plain, name: &str, value: &JsValue);
}

/// `{version, frequency, pausedUntilMs, gift, answers: [{kind, subject, atMs}], choices, mode, memory}`; `choices` and
/// `memory` are the texts that are kept, one fact per line.
pub(super) fn export(app: &App) -> JsValue {
    let shopper = app.shopper();
    let answers = Array::new();
    for answer in shopper.answers() {
        answers.push(&plain(&[
            ("kind", answer.kind.name().into()),
            ("subject", answer.subject.as_str().into()),
            ("atMs", js_time(answer.at).into()),
        ]));
    }
    plain(&[
        ("version", JsValue::from(1)),
        ("frequency", shopper.frequency.name().into()),
        ("pausedUntilMs", shopper.paused_until.map_or(JsValue::NULL, |until| js_time(until).into())),
        ("gift", shopper.is_gift.into()),
        ("answers", answers.into()),
        ("choices", record::write(shopper).into()),
        ("mode", app.mode.name().into()),
        ("memory", app.memory_text().into()),
    ])
}

/// An object with these entries.
pub(super) fn plain(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new().unchecked_into::<Plain>();
    for (name, value) in entries {
        object.set(name, value);
    }
    object.into()
}
