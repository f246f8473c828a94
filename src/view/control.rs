//! "How often?": a disclosure with a native radio group.

use super::row::is_open;
use super::tree::Element;
use crate::app::{App, Event, Open, Row, RowId};
use goeswith_engine::ids::Millis;
use goeswith_engine::pacing::Frequency;

/// The button, and the panel when it is open.
pub(super) fn control(app: &App, id: RowId, row: &Row, now: Millis) -> Element {
    let words = &app.words;
    let is_open = is_open(row, &Open::Control);
    let toggle = if is_open { Event::Close(id) } else { Event::Open(id, Open::Control) };
    let is_paused = app.shopper().paused_until.is_some_and(|until| now < until);
    let level = if is_paused { "paused-short" } else { name_key(app.shopper().frequency) };
    let button = Element::part("button", "control")
        .with("type", "button")
        .with("aria-expanded", is_open.to_string())
        .on("control", toggle)
        .child(Element::new("span").text(words.get("how-often")))
        .child(Element::new("strong").text(words.get(level)));
    let panel = is_open.then(|| panel(app, id, is_paused));
    Element::part("div", "how-often").keyed("how-often").child(button).children(panel)
}

fn panel(app: &App, id: RowId, is_paused: bool) -> Element {
    let words = &app.words;
    let legend = Element::new("legend").text(words.get("how-often-question"));
    let levels = Frequency::ALL.map(|frequency| level(app, id, frequency));
    let (pause, event) = if is_paused { ("resume", Event::Resume(id)) } else { ("pause", Event::Pause(id)) };
    let is_off = app.shopper().frequency == Frequency::Off && !is_paused;
    let link = |key: &'static str, text: &'static str, event: Event| {
        Element::part("button", "link").with("type", "button").on(key, event).text(words.get(text))
    };
    let pause = (!is_off).then(|| link("pause", pause, event));
    let forget = (!app.shopper().answers().is_empty()).then(|| link("forget", "forget", Event::Forget));
    let not_kept = (!app.is_kept).then(|| Element::new("p").text(words.get("not-kept")));
    Element::part("div", "panel")
        .keyed("panel")
        .child(Element::new("fieldset").child(legend).children(levels))
        .children(pause)
        .children(forget)
        .children(not_kept)
}

fn level(app: &App, id: RowId, frequency: Frequency) -> Element {
    let words = &app.words;
    let n = frequency.ceilings().page.to_string();
    let line = match frequency {
        Frequency::Off => words.get("frequency-off-line").to_owned(),
        _ => words.fill("frequency-line", &[("n", &n)]),
    };
    let mut input = Element::new("input")
        .with("type", "radio")
        .with("name", "frequency")
        .with("value", frequency.name())
        .on(format!("frequency {}", frequency.name()), Event::Frequency(id, frequency));
    if app.shopper().frequency == frequency {
        input = input.with("checked", "");
    }
    let text = Element::new("span")
        .child(Element::new("span").text(words.get(name_key(frequency))))
        .child(Element::new("small").text(line));
    Element::part("label", "level").child(input).child(text)
}

fn name_key(frequency: Frequency) -> &'static str {
    match frequency {
        Frequency::Off => "frequency-off",
        Frequency::Fewer => "frequency-fewer",
        Frequency::Normal => "frequency-normal",
        Frequency::More => "frequency-more",
    }
}
