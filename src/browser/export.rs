//! What the shopper can download: everything that is remembered about her, as plain data.
//!
//! Written as maps: for a derived struct serde-wasm-bindgen links a hash map of field names, 1 kB on the wire.

use super::page::js_time;
use goeswith_engine::shopper::{Answer, Shopper};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// `{version, frequency, pausedUntilMs, answers: [{kind, subject, atMs}]}`.
pub(super) struct Export<'a>(pub(super) &'a Shopper);

struct ExportedAnswer<'a>(&'a Answer);

impl Serialize for Export<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let answers: Vec<ExportedAnswer<'_>> = self.0.answers().iter().map(ExportedAnswer).collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("version", &1)?;
        map.serialize_entry("frequency", self.0.frequency.name())?;
        map.serialize_entry("pausedUntilMs", &self.0.paused_until.map(js_time))?;
        map.serialize_entry("answers", &answers)?;
        map.end()
    }
}

impl Serialize for ExportedAnswer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", self.0.kind.name())?;
        map.serialize_entry("subject", &self.0.subject)?;
        map.serialize_entry("atMs", &js_time(self.0.at))?;
        map.end()
    }
}
