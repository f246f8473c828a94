//! A whole row: heading, "How often?", cards, and the line that says where all of it was worked out.

use super::card::{card, told};
use super::control::control;
use super::question::question;
use super::together::together;
use super::tree::{Build, Element};
use crate::app::{App, Event, Open, Placement, Row, RowId};
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::pacing::Frequency;
use goeswith_engine::privacy::PrivacyMode;

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
    let root = Build::new("div");
    let shown = app.row(id).and_then(|row| shown(app, id, row, page, now));
    let spoken = shown
        .map(|shown| shown.with("lang", app.words.get("language")).with("dir", app.words.get("direction")));
    root.children(spoken).done()
}

fn shown(app: &App, id: RowId, row: &Row, page: &dyn Page, now: Millis) -> Option<Build> {
    if app.mode == PrivacyMode::Off {
        return None;
    }
    if row.placement == Placement::Controls {
        return Some(Build::part("div", "controls").child(control(app, id, row, page, now)));
    }
    // What was opened here stays until it is closed, though there be nothing else to show.
    let is_asked = matches!(row.open, Some(Open::Mine | Open::Control));
    if app.is_paying {
        return None;
    }
    if app.shopper().frequency_at(now) == Frequency::Off {
        let off = row.turned_off_here.then(|| off(app, id, now));
        if is_asked {
            // Beside the line the panel lies over the page, as it did over the cards, and moves nothing when it closes.
            let place =
                off.map_or(Build::part("div", "controls"), |off| Build::part("div", "head").child(off));
            return Some(place.child(control(app, id, row, page, now)));
        }
        // The panel says so itself.
        let not_kept = (!app.is_kept).then(|| Build::new("span").text(app.words.get("not-kept")));
        return off.map(|off| off.children(not_kept));
    }
    if row.cards.iter().all(|card| card.is_withdrawn) {
        // Where the question was, the control stays: the focus is there.
        let is_question = app.question_in(id).is_some();
        let questioned = || Build::part("div", "controls").children(question(app, id));
        return (is_asked || is_question).then(|| questioned().child(control(app, id, row, page, now)));
    }
    let heading = Build::part("h2", "heading").with("id", "heading").text(&row.heading);
    let head = Build::part("div", "head").child(heading).child(control(app, id, row, page, now));
    let mut cards = Build::part("ul", "cards").with("role", "list");
    for shown in &row.cards {
        cards = cards.child(card(app, id, row, shown, page));
    }
    let on_device = match app.has_shared() {
        _ if app.is_shop_told() => "on-device-told",
        true => "on-device-shared",
        false => "on-device",
    };
    let on_device = Build::part("p", "on-device").text(app.words.get(on_device));
    // A group, not a landmark: a page may have several rows of one name.
    let group = Build::part("div", "row").with("role", "group").with("aria-labelledby", "heading");
    let group = group.child(head).child(cards).children(together(app, id, row, page));
    let group = group.children(question(app, id)).children(free_delivery(app, row, page));
    Some(group.child(on_device).child(status(app, row)))
}

/// From what value on delivery is free, where the cart is: a fact, and no word of how much is missing.
fn free_delivery(app: &App, row: &Row, page: &dyn Page) -> Option<Build> {
    let is_cart = matches!(row.placement, Placement::CartDrawer | Placement::Cart);
    let from = Some(app.free_delivery).filter(|&from| is_cart && from > 0)?;
    let price = Some(page.price(from, app.model.currency())).filter(|price| !price.is_empty())?;
    let text = app.words.fill("free-delivery", &[("price", &price)]);
    Some(Build::part("p", "free-delivery").text(&text))
}

/// What a screen reader is told when it changes: how the latest *Add* of the row went, and of what.
fn status(app: &App, row: &Row) -> Build {
    let is_here = |item: &ItemId| row.cards.iter().any(|card| card.item() == *item);
    let latest = app.asked().filter(is_here).find_map(|item| {
        let told = app.words.get(told(app.add_state(item)));
        let named = [("action", told), ("line", app.model.title(item))];
        (!told.is_empty()).then(|| app.words.fill("line-label", &named))
    });
    Build::new("p").with("class", "status").with("role", "status").text(&latest.unwrap_or_default())
}

/// The place where suggestions were turned off says so, with the way back.
fn off(app: &App, id: RowId, now: Millis) -> Build {
    let is_paused = app.shopper().is_paused_at(now);
    let (text, back) =
        if is_paused { ("paused", Event::Resume(id)) } else { ("off", Event::Frequency(id, app.before_off)) };
    let resume = Build::button("resume", "resume".to_owned(), back).text(app.words.get("resume"));
    Build::part("p", "off").with("role", "status").text(app.words.get(text)).child(resume)
}

pub(super) fn is_open(row: &Row, open: Open) -> bool {
    row.open == Some(open)
}
