//! The shopper's choices in `localStorage`, under one key. Where storage is denied, nothing is kept and nothing fails.

use web_sys::{Storage, Window};

/// The one key this widget writes.
pub(super) const KEY: &str = "goeswith";

/// What was kept, if anything can be read.
pub(super) fn read(window: &Window) -> Option<String> {
    storage(window)?.get_item(KEY).ok()?
}

/// Keeps the text, or nothing; `None` when storage is denied or full.
pub(super) fn write(window: &Window, text: Option<&str>) -> Option<()> {
    let storage = storage(window)?;
    match text {
        Some(text) => storage.set_item(KEY, text).ok(),
        None => storage.remove_item(KEY).ok(),
    }
}

fn storage(window: &Window) -> Option<Storage> {
    window.local_storage().ok()?
}
