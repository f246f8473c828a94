//! A whole row: heading, "How often?", cards, and the line that says where all of it was worked out.

use super::card::card;
use super::control::control;
use super::tree::Element;
use crate::app::{App, Event, Open, Placement, Row, RowId};
use goeswith_engine::ids::Millis;
use goeswith_engine::pacing::Frequency;

/// What only the page can tell.
pub trait Page {
    /// A price in the shopper's own notation.
    fn price(&self, hundredths: u32, currency: &str) -> String;
    /// The address of an item's page, if the shop gave one that may be followed.
    fn link(&self, sku: &str) -> Option<String>;
}

/// The tree of a row. With nothing to say it is an element without children, and the row takes no room.
#[must_use]
pub fn row(app: &App, id: RowId, page: &dyn Page, now: Millis) -> Element {
    let root = Element::new("div").keyed("root");
    let Some(row) = app.row(id) else { return root };
    let frequency = app.shopper().frequency_at(now);
    if row.placement == Placement::Controls {
        return root.child(Element::part("div", "controls").child(control(app, id, row, now)));
    }
    if frequency == Frequency::Off {
        return if row.turned_off_here { root.child(off(app, id, now)) } else { root };
    }
    if row.cards.is_empty() {
        return root;
    }
    let words = &app.words;
    let heading = Element::part("h2", "heading").with("id", "heading").text(row.heading.clone());
    let head = Element::part("div", "head").child(heading).child(control(app, id, row, now));
    let cards = Element::part("ul", "cards")
        .with("role", "list")
        .children(row.cards.iter().map(|shown| card(app, id, row, shown, page)));
    root.child(
        Element::part("section", "row")
            .with("aria-labelledby", "heading")
            .child(head)
            .child(cards)
            .child(Element::part("p", "on-device").text(words.get("on-device")))
            .child(status(app, row)),
    )
}

/// What a screen reader is told when it changes: the last answer, or how an *Add* went.
fn status(app: &App, row: &Row) -> Element {
    let mut adds = row.cards.iter().rev().filter_map(|card| {
        use crate::app::AddState::{Added, Adding, Failed, Offered, Removing};
        Some(match app.add_state(&card.sku)? {
            Adding => app.words.get("adding"),
            Added => app.words.get("added"),
            Failed => app.words.get("add-failed"),
            Removing | Offered => return None,
        })
    });
    let text = adds.next().unwrap_or_default();
    Element::new("p").with("class", "status").with("role", "status").text(text)
}

/// The place where suggestions were turned off says so, with the way back.
fn off(app: &App, id: RowId, now: Millis) -> Element {
    let is_paused = app.shopper().paused_until.is_some_and(|until| now < until);
    let (text, back) = if is_paused {
        ("paused", Event::Resume(id))
    } else {
        ("off", Event::Frequency(id, Frequency::Normal))
    };
    Element::part("p", "off")
        .with("role", "status")
        .text(app.words.get(text))
        .child(
            Element::part("button", "resume")
                .with("type", "button")
                .on("resume", back)
                .text(app.words.get("resume")),
        )
        .children((!app.is_kept).then(|| Element::new("span").text(app.words.get("not-kept"))))
}

pub(super) fn is_open(row: &Row, open: &Open) -> bool {
    row.open.as_ref() == Some(open)
}
