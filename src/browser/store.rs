//! The shopper's choices in `localStorage`, and what was observed of her where the privacy mode keeps it. Where storage is
//! denied, nothing is kept and nothing fails.

use crate::app::{Effect, Heard, Known};
use goeswith_engine::ids::Millis;
use goeswith_engine::memory;
use goeswith_engine::model::Model;
use goeswith_engine::privacy::PrivacyMode;
use web_sys::{Storage, StorageEvent, Window};

/// The key of what she says.
const KEY: &str = "goeswith";
/// The key of what was observed.
const MEMORY: &str = "goeswith-memory";

/// What tabs share, as it lies there; `None` where it cannot be read.
pub(super) fn look(window: &Window) -> Option<Known> {
    let storage = storage(window)?;
    Some(Known { choices: storage.get_item(KEY).ok()?, memory: storage.get_item(MEMORY).ok()? })
}

/// Keeps what an effect says; whether it is kept then.
pub(super) fn keep(window: &Window, effect: &Effect) -> bool {
    match effect {
        Effect::Store(text) => storage(window).is_some_and(|storage| put(&storage, KEY, text.as_deref())),
        Effect::Remember(mode, text) => remember(window, *mode, text.as_deref()),
        _ => true,
    }
}

/// Keeps the text, or nothing. Whether it lies there then: what storage itself says of it is not to be relied on.
fn put(storage: &Storage, key: &str, text: Option<&str>) -> bool {
    let _ = match text {
        Some(text) => storage.set_item(key, text),
        None => storage.remove_item(key),
    };
    storage.get_item(key).is_ok_and(|held| held.as_deref() == text)
}

/// What a privacy mode holds from earlier pages.
pub(super) fn recall(window: &Window, mode: PrivacyMode) -> Option<String> {
    place(window, mode)?.get_item(MEMORY).ok()?
}

/// Writes anew what earlier visits kept, where some of it is too old, whether or not this page may use the rest.
pub(super) fn renew(window: &Window, model: &Model<Vec<u8>>, now: Millis) -> Option<()> {
    let kept = recall(window, PrivacyMode::Remembered)?;
    storage(window)?.set_item(MEMORY, &memory::renewed(&kept, model, now)?).ok()
}

/// Keeps what was observed in the place of a privacy mode, and nowhere else; a tab that keeps for itself leaves alone what
/// others share. Where that cannot be, what lay there goes, too: the page says that nothing is kept.
fn remember(window: &Window, mode: PrivacyMode, text: Option<&str>) -> bool {
    let mut is_kept = text.is_none();
    for other in [PrivacyMode::Session, PrivacyMode::Remembered] {
        if let Some(storage) = place(window, other).filter(|_| other <= mode || mode < PrivacyMode::Session) {
            let text = text.filter(|_| other == mode);
            is_kept |= text.is_some() && put(&storage, MEMORY, text);
            if text.is_none() || !is_kept {
                put(&storage, MEMORY, None);
            }
        }
    }
    is_kept
}

/// Writes an empty word in place of what tabs share, and removes it: they hear that consent was withdrawn or everything erased,
/// whether anything was there or not.
pub(super) fn withdraw(window: &Window) {
    if let Some(storage) = storage(window) {
        // Where nothing can be written, nothing is kept.
        let _ = storage.set_item(MEMORY, "");
        let _ = storage.remove_item(MEMORY);
    }
}

/// What another tab did, as the browser tells it. That the word is written is nothing yet: it is removed at once.
pub(super) fn heard(event: &StorageEvent) -> Option<Heard> {
    // No key: everything was cleared.
    if event.key().is_some_and(|key| key != MEMORY) {
        return Some(Heard::Written);
    }
    match event.new_value() {
        Some(text) => (!text.is_empty()).then_some(Heard::Written),
        None if event.old_value().is_some_and(|text| text.is_empty()) => Some(Heard::Withdrawn),
        None => Some(Heard::Removed),
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
