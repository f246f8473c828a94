//! The shopper's choices in `localStorage`, under one key. Where storage is denied, nothing is kept and nothing fails.

use web_sys::{Storage, window};

/// The one key this widget writes.
pub(super) const KEY: &str = "goeswith";

/// What was kept, if anything can be read.
pub(super) fn read() -> Option<String> {
    storage()?.get_item(KEY).ok()?
}

/// Keeps the text, or nothing; `None` when storage is denied or full.
pub(super) fn write(text: Option<&str>) -> Option<()> {
    let storage = storage()?;
    match text {
        Some(text) => storage.set_item(KEY, text).ok(),
        None => storage.remove_item(KEY).ok(),
    }
}

fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}
