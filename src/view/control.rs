//! "How often?": a disclosure with a native radio group.

use super::mine::mine;
use super::row::{Page, is_open};
use super::tree::Build;
use crate::app::{App, Event, Open, Row, RowId};
use goeswith_engine::ids::Millis;
use goeswith_engine::pacing::{Ceilings, Frequency};
use goeswith_engine::privacy::PrivacyMode;

/// The button, and the panel when it is open.
pub(super) fn control(app: &App, id: RowId, row: &Row, page: &dyn Page, now: Millis) -> Build {
    let words = &app.words;
    let is_mine = is_open(row, Open::Mine);
    let is_open = is_mine || is_open(row, Open::Control);
    let toggle = if is_open { Event::Close(id) } else { Event::Open(id, Open::Control) };
    let is_paused = app.shopper().is_paused_at(now);
    let level = if is_paused { "paused-short" } else { name_key(app.shopper().frequency) };
    let button = Build::button("control", "control".to_owned(), toggle)
        .with("aria-expanded", if is_open { "true" } else { "false" })
        .child(Build::new("span").text(words.get("how-often")))
        .child(Build::new("strong").text(words.get(level)));
    let control = Build::part("div", "how-often").keyed("how-often").child(button);
    match (is_mine, is_open) {
        (true, _) => control.child(mine(app, id, page, now)),
        (_, true) => control.child(panel(app, id, now)),
        _ => control,
    }
}

fn panel(app: &App, id: RowId, now: Millis) -> Build {
    let mut panel = choices(Build::part("div", "panel").keyed("panel"), app, id, now);
    if !app.shopper().answers().is_empty() {
        panel = panel.child(link(app, "forget", "forget", Event::ForgetAnswers(id)));
    }
    panel = panel.child(link(app, "open-mine", "mine", Event::Open(id, Open::Mine)));
    if app.is_kept { panel } else { panel.child(Build::new("p").text(app.words.get("not-kept"))) }
}

/// How often, a pause, and for whom: in either panel, one of which is open at a time.
pub(super) fn choices(mut panel: Build, app: &App, id: RowId, now: Millis) -> Build {
    let legend = Build::new("legend").text(app.words.get("how-often-question"));
    let mut levels = Build::new("fieldset").child(legend);
    for frequency in Frequency::ALL {
        levels = levels.child(level(app, id, frequency));
    }
    panel = panel.child(levels);
    if app.shopper().is_paused_at(now) {
        panel = panel.child(link(app, "pause", "resume", Event::Resume(id)));
    } else if app.shopper().frequency != Frequency::Off {
        panel = panel.child(link(app, "pause", "pause", Event::Pause(id)));
    }
    panel.child(gift(app))
}

fn link(app: &App, key: &'static str, text: &'static str, event: Event) -> Build {
    Build::button("link", key.to_owned(), event).text(app.words.get(text))
}

/// "I'm shopping for someone else".
fn gift(app: &App) -> Build {
    let is_gift = app.shopper().is_gift;
    let mut input = Build::new("input").with("type", "checkbox");
    if is_gift {
        input = input.with("checked", "");
    }
    let input = input.on("gift".to_owned(), Event::Gift(!is_gift));
    let line = Build::new("small").text(app.words.get("gift-line"));
    let text = Build::new("span").text(app.words.get("gift")).child(line);
    Build::part("label", "level").child(input).child(text)
}

fn level(app: &App, id: RowId, frequency: Frequency) -> Build {
    let words = &app.words;
    let Ceilings { page, hour, day, week } = frequency.ceilings();
    // Where nothing is kept, only the page is counted; where it is kept for the tab, each tab by itself.
    let line_key = match app.mode {
        _ if !app.remembers() => "frequency-line",
        PrivacyMode::Session => "frequency-line-tab",
        _ => "frequency-line-kept",
    };
    let [n, hour, day, week] = [page, hour, day, week].map(|limit| words.number(limit));
    let line = match frequency {
        Frequency::Off => words.get("frequency-off-line").to_owned(),
        _ => words.fill(line_key, &[("n", &n), ("hour", &hour), ("day", &day), ("week", &week)]),
    };
    let mut input = Build::new("input")
        .with("type", "radio")
        .with("name", "frequency")
        .with("value", frequency.name())
        .on(["frequency ", frequency.name()].concat(), Event::Frequency(id, frequency));
    if app.shopper().frequency == frequency {
        input = input.with("checked", "");
    }
    let text = Build::new("span")
        .child(Build::new("span").text(words.get(name_key(frequency))))
        .child(Build::new("small").text(&line));
    Build::part("label", "level").child(input).child(text)
}

fn name_key(frequency: Frequency) -> &'static str {
    match frequency {
        Frequency::Off => "frequency-off",
        Frequency::Fewer => "frequency-fewer",
        Frequency::Normal => "frequency-normal",
        Frequency::More => "frequency-more",
    }
}
