//! A model that has a last day: until it is over everything is as it was, and then nothing is suggested anywhere.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use super::tests::{A, B, FOOTER, NOON, Shop, offered, page_of, sku, support};
use super::{App, Event, Now, Open, Placement, RowId};
use crate::view;
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::model::{Bundle, Draft};
use goeswith_engine::pacing::DAY_MS;

/// The day of [`NOON`].
const TODAY: u32 = 11;
/// The last moment of that day, in UTC.
const EVENING: Now = Now { at: Millis(12 * DAY_MS - 1), ..NOON };
const MIDNIGHT: Now = Now { at: Millis(12 * DAY_MS), ..NOON };
const THANKS: RowId = RowId(7);

/// A page of the tea shop at noon, with a bundle to be found in its rows and the teapot in the cart.
fn page(last_day: u32) -> App {
    let tea = Bundle { name: "Afternoon".to_owned(), items: vec![ItemId(0), ItemId(1)], n_orders: 10 };
    let mut app = page_of(&Draft { last_day, bundles: vec![tea], ..support::tea_shop() }, None);
    put_in_cart(&mut app, "T1", NOON);
    app
}

fn put_in_cart(app: &mut App, added: &str, now: Now) {
    let cart = app.cart.iter().copied().chain([sku(app, added)]).collect();
    app.reduce(Event::Cart(cart), now);
}

fn text(app: &App, row: RowId, now: Now) -> String {
    view::row(app, row, &Shop, now.at).to_text()
}

fn mount(app: &mut App, row: RowId, placement: Placement, now: Now) -> String {
    app.reduce(Event::Mount { row, placement, max: 3 }, now);
    app.reduce(Event::Seen(row), now);
    text(app, row, now)
}

#[test]
fn after_its_last_day_a_model_suggests_nothing_in_any_placement() {
    for (last_day, holds) in [(TODAY + 1, true), (TODAY, true), (TODAY - 1, false), (0, true)] {
        let mut app = page(last_day);
        let told = text(&app, B, NOON);
        assert_eq!(
            told.contains("Goes with your") && told.contains("Afternoon"),
            holds,
            "{last_day}: {told}"
        );
        assert_eq!(app.rows_inside(NOON.at).is_empty(), !holds, "behind the scenes, {last_day}");
        for (number, (name, placement)) in (20..).zip(Placement::ALL) {
            let told = mount(&mut app, RowId(number), placement, NOON);
            assert!(holds || told.is_empty() || placement == Placement::Controls, "{name}: {told}");
        }
        assert_eq!(app.memory.exposures.n_on_page() > 0, holds, "nothing counts as shown, {last_day}");
        assert!(text(&app, FOOTER, NOON).starts_with("How often?"), "the control stays");
        app.reduce(Event::OpenMine, NOON);
        assert!(text(&app, FOOTER, NOON).contains("Your suggestions"), "and what is known of her");
    }
}

#[test]
fn a_page_that_stays_open_over_midnight_obeys_with_its_next_choice() {
    let mut app = page(TODAY);
    app.reduce(Event::View("S1".to_owned()), EVENING);
    assert!(!offered(&app, A).is_empty() && !offered(&app, B).is_empty(), "the last moment of the last day");
    app.reduce(Event::Open(B, Open::Control), MIDNIGHT);
    assert_ne!(offered(&app, B), "", "what stands there changes as an answer alone");
    put_in_cart(&mut app, "K1", MIDNIGHT);
    assert_eq!((text(&app, A, MIDNIGHT), offered(&app, B)), (String::new(), String::new()));
    assert!(text(&app, B, MIDNIGHT).starts_with("How often?"), "she had opened it");
    app.reduce(Event::View("L1".to_owned()), EVENING);
    assert_ne!(offered(&app, B), "", "a clock that was set ahead does no harm");
}

#[test]
fn nor_does_it_ask_whether_a_suggestion_helped() {
    for (now, is_asked) in [(EVENING, true), (MIDNIGHT, false)] {
        let mut app = page(TODAY);
        app.reduce(Event::View("T1".to_owned()), NOON);
        app.reduce(Event::View(String::new()), NOON);
        let told = mount(&mut app, THANKS, Placement::AfterOrder, now);
        assert_eq!(told.contains("Did a suggestion help?"), is_asked, "{told}");
        assert!(is_asked || told.is_empty(), "{told}");
    }
}
