//! Telling on stderr what is going on: a bar on a terminal, else one plain line per phase.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

/// What a bar counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Bytes,
    Items,
}

/// Announces a phase. The bar disappears when it is dropped or finished; its length may be set later.
pub(super) fn begin(message: &'static str, unit: Unit) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        eprintln!("{message}");
        return ProgressBar::hidden();
    }
    let template = match unit {
        Unit::Bytes => "{msg:<22} {bar:32} {bytes}/{total_bytes}",
        Unit::Items => "{msg:<22} {bar:32} {human_pos}/{human_len}",
    };
    // A constant template is right or wrong for ever; the smoke tests would see the plain bar.
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(0).with_style(style).with_message(message)
}
