//! The shopper's choices in `localStorage`, and what was observed of her where the privacy mode keeps it. Where storage is
//! denied, nothing is kept and nothing fails.

use crate::app::Effect;
use goeswith_engine::ids::Millis;
use goeswith_engine::memory;
use goeswith_engine::model::Model;
use goeswith_engine::privacy::PrivacyMode;
use goeswith_engine::record;
use web_sys::{Storage, Window};

/// The key of what she says.
const KEY: &str = "goeswith";
/// The key of what was observed.
pub(super) const MEMORY: &str = "goeswith-memory";

/// Whether nothing can be kept at all.
pub(super) fn is_denied(window: &Window) -> bool {
    storage(window).is_none()
}

/// What was kept, if anything can be read.
pub(super) fn read(window: &Window) -> Option<String> {
    storage(window)?.get_item(KEY).ok()?
}

/// Keeps what an effect says; `None` when storage is denied or full.
pub(super) fn keep(window: &Window, effect: &Effect) -> Option<()> {
    match effect {
        Effect::Store(text) => write(window, text.as_deref()),
        Effect::Remember(mode, text) => remember(window, *mode, text.as_deref()),
        _ => Some(()),
    }
}

/// Keeps the text, or nothing.
fn write(window: &Window, text: Option<&str>) -> Option<()> {
    let storage = storage(window)?;
    match text {
        Some(text) => storage.set_item(KEY, text).ok(),
        None => storage.remove_item(KEY).ok(),
    }
}

/// What a privacy mode holds from earlier pages.
pub(super) fn recall(window: &Window, mode: PrivacyMode) -> Option<String> {
    place(window, mode)?.get_item(MEMORY).ok()?
}

/// Writes anew what earlier visits kept, where some of it is over or too old, whether or not this page may use the rest.
pub(super) fn renew(window: &Window, model: &Model<Vec<u8>>, now: Millis) {
    let choices = read(window).and_then(|kept| record::renewed(&kept, now));
    let memory = recall(window, PrivacyMode::Remembered).and_then(|kept| memory::renewed(&kept, model, now));
    for (key, text) in [(KEY, choices), (MEMORY, memory)] {
        if let (Some(storage), Some(text)) = (storage(window), text) {
            // Where nothing can be written, it stays until something can.
            let _ = storage.set_item(key, &text);
        }
    }
}

/// Keeps what was observed in the place of a privacy mode, and nowhere else.
fn remember(window: &Window, mode: PrivacyMode, text: Option<&str>) -> Option<()> {
    let mut is_kept = text.is_none();
    for other in [PrivacyMode::Session, PrivacyMode::Remembered] {
        let text = text.filter(|_| other == mode);
        if let Some(storage) = place(window, other) {
            match text {
                Some(text) => is_kept |= storage.set_item(MEMORY, text).is_ok(),
                // What cannot be removed could not be kept either.
                None => drop(storage.remove_item(MEMORY)),
            }
        }
    }
    is_kept.then_some(())
}

/// Writes a word and removes it: other tabs hear that nothing may be kept, whether anything was or not.
pub(super) fn withdraw(window: &Window) {
    if let Some(storage) = storage(window) {
        // Where nothing can be written, nothing is kept.
        let _ = storage.set_item(MEMORY, "");
        let _ = storage.remove_item(MEMORY);
    }
}

fn place(window: &Window, mode: PrivacyMode) -> Option<Storage> {
    match mode {
        PrivacyMode::Off | PrivacyMode::Page => None,
        PrivacyMode::Session => window.session_storage().ok()?,
        PrivacyMode::Remembered => storage(window),
    }
}

fn storage(window: &Window) -> Option<Storage> {
    window.local_storage().ok()?
}
