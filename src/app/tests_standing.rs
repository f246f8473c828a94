//! What stands there stands until she does something: a page that says again what holds moves no card.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use super::tests::{A, B, FOOTER, NOON, offered, sku, teapot_in_cart, text};
use super::{App, Event, Signal};
use goeswith_engine::ids::ItemId;
use goeswith_engine::pacing::Frequency;
use goeswith_engine::record;
use goeswith_engine::shopper::AnswerKind;

/// The cup is added from its card, the stand is turned down: both cards have their *Undo*.
fn with_two_undos(app: &mut App) {
    let (pot, cup, stand) = (sku(app, "T1"), sku(app, "C1"), sku(app, "S1"));
    app.reduce(Event::Add(A, cup), NOON);
    app.reduce(Event::Cart(vec![pot, cup]), NOON);
    app.reduce(Event::Say(A, AnswerKind::NotNow, stand), NOON);
    assert!(text(app, A).contains("Added Undo") && text(app, A).contains("Hidden until tomorrow. Undo"));
}

#[test]
fn what_the_page_says_again_moves_no_card() {
    let mut app = teapot_in_cart();
    app.reduce(Event::SoldOut(vec![ItemId(4)]), NOON);
    app.reduce(Event::Ordered(vec![ItemId(5)]), NOON);
    app.reduce(Event::Ignore(vec![Signal::Searches]), NOON);
    with_two_undos(&mut app);
    let before: Vec<_> = [A, B].map(|id| app.row(id).unwrap().clone()).into();
    for event in [
        Event::SoldOut(vec![ItemId(4)]),
        Event::Ordered(vec![ItemId(5)]),
        Event::Ignore(vec![Signal::Searches]),
        Event::Paying(false),
        Event::Stored(Some(record::write(app.shopper()))),
        // What changes here touches no card that is shown.
        Event::SoldOut(vec![]),
        Event::SoldOut(vec![ItemId(0), ItemId(4)]),
    ] {
        let told = format!("{event:?}");
        app.reduce(event, NOON);
        assert_eq!([A, B].map(|id| app.row(id).unwrap().clone()).to_vec(), before, "{told}");
    }
}

#[test]
fn what_is_sold_out_goes_alone_and_comes_back_alone() {
    let mut app = teapot_in_cart();
    let (cup, stand) = (sku(&app, "C1"), sku(&app, "S1"));
    app.reduce(Event::SoldOut(vec![stand]), NOON);
    assert_eq!((offered(&app, A), offered(&app, B)), ("C1".into(), "C1".into()), "nothing takes its place");
    app.reduce(Event::Say(A, AnswerKind::NotNow, cup), NOON);
    app.reduce(Event::TakeBack(A, cup), NOON);
    assert_eq!(offered(&app, A), "C1", "an answer to another card does not bring it back");
    app.reduce(Event::SoldOut(vec![]), NOON);
    assert_eq!((offered(&app, A), offered(&app, B)), ("C1 S1".into(), "C1 S1".into()));
    app.reduce(Event::SoldOut(vec![cup]), NOON);
    app.reduce(Event::Frequency(FOOTER, Frequency::More), NOON);
    assert_eq!(offered(&app, A), "C2 S1", "what she does next is answered with what there is");
}

#[test]
fn the_last_one_that_she_took_keeps_its_card_and_its_undo() {
    let mut app = teapot_in_cart();
    with_two_undos(&mut app);
    let cup = sku(&app, "C1");
    app.reduce(Event::SoldOut(vec![cup]), NOON);
    assert!(text(&app, A).contains("Added Undo"), "{}", text(&app, A));
    app.reduce(Event::UndoAdd(A, cup), NOON);
    app.reduce(Event::SoldOut(vec![cup]), NOON);
    assert_eq!(offered(&app, A), "C1", "as long as the shop has not answered");
}
