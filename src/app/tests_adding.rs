//! *Add* counts where she pressed it and as long as she wants it, and a shop that cannot is said so.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use super::tests::{A, B, FOOTER, NOON, offered, sku, teapot_in_cart, text};
use super::tests_lessons::learned;
use super::{AddState, App, Effect, Event, Now};
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::shopper::AnswerKind;

fn later(ms: u64) -> Now {
    Now { at: NOON.at.plus_ms(ms), ..NOON }
}

fn take(app: &mut App, item: ItemId, now: Now) {
    app.reduce(Event::Add(A, item), now);
    app.reduce(Event::Settled(item, true), now);
}

fn give_back(app: &mut App, item: ItemId, now: Now) {
    app.reduce(Event::UndoAdd(A, item), now);
    app.reduce(Event::Settled(item, true), now);
}

fn taken_at(app: &App) -> Option<Millis> {
    app.memory.exposures.accepted_at()
}

#[test]
fn what_is_taken_teaches_where_it_was_taken_though_the_rows_be_chosen_anew() {
    let mut app = teapot_in_cart();
    let (pot, cup, lantern) = (sku(&app, "T1"), sku(&app, "C1"), sku(&app, "L1"));
    assert!(offered(&app, A).contains("C1"), "the product's page offers it, too");
    app.reduce(Event::Add(B, cup), NOON);
    app.reduce(Event::Cart(vec![pot, lantern]), NOON);
    app.reduce(Event::Cart(vec![lantern]), NOON);
    assert!(!offered(&app, B).contains("C1"), "its card is gone");
    app.reduce(Event::Settled(cup, true), NOON);
    let learned = learned(&app);
    assert!(learned.contains(&"Type(BoughtTogether, Cart) 2".to_owned()), "{learned:?}");
    assert!(!learned.iter().any(|points| points.contains("Product")), "{learned:?}");
    assert!(learned.contains(&"Item(\"C1\") 2".to_owned()), "{learned:?}");
}

#[test]
fn what_is_given_back_was_not_taken_and_taught_nothing() {
    let mut app = teapot_in_cart();
    let (pot, cup, stand) = (sku(&app, "T1"), sku(&app, "C1"), sku(&app, "S1"));
    app.reduce(Event::Say(A, AnswerKind::NotNow, stand), NOON);
    let (before, now) = (learned(&app), later(1));
    for _ in 0..3 {
        take(&mut app, cup, now);
        assert!(learned(&app) != before && !app.pacing_inside(now.at).permit.is_silent);
        give_back(&mut app, cup, now);
        assert_eq!(learned(&app), before, "the shop says so");
        app.reduce(Event::Add(A, cup), now);
        app.reduce(Event::Cart(vec![pot, cup]), now);
        app.reduce(Event::Cart(vec![pot]), now);
        assert_eq!(
            (learned(&app), app.add_state(cup)),
            (before.clone(), Some(AddState::Offered)),
            "or its cart"
        );
        assert!(app.pacing_inside(now.at).permit.is_silent, "what ended the silence was no answer to it");
    }
    app.reduce(Event::OpenMine, now);
    assert!(!text(&app, FOOTER).contains("You took one"), "{}", text(&app, FOOTER));
}

#[test]
fn of_several_that_were_taken_the_others_stay_taken() {
    for (first, is_at_once) in [(1, false), (3, false), (1, true), (3, true)] {
        let mut app = teapot_in_cart();
        let [first, second] = [ItemId(first), ItemId(4 - first)];
        let and_then = later(if is_at_once { 0 } else { 7 });
        take(&mut app, ItemId(1), NOON);
        take(&mut app, ItemId(3), and_then);
        give_back(&mut app, first, later(9));
        let left = if first == ItemId(1) { and_then } else { NOON };
        assert_eq!(taken_at(&app), Some(left.at), "{first:?} {is_at_once}");
        give_back(&mut app, second, later(9));
        assert_eq!((taken_at(&app), learned(&app).len()), (None, 0), "{first:?} {is_at_once}");
    }
}

#[test]
fn what_was_ordered_or_forgotten_is_not_given_back() {
    let mut app = teapot_in_cart();
    let (pot, cup) = (sku(&app, "T1"), sku(&app, "C1"));
    take(&mut app, cup, NOON);
    app.reduce(Event::Cart(vec![pot, cup]), NOON);
    let before = learned(&app);
    app.reduce(Event::Cart(vec![]), NOON);
    assert_eq!((taken_at(&app), learned(&app)), (Some(NOON.at), before), "the cart is empty after an order");
    let mut app = teapot_in_cart();
    take(&mut app, cup, NOON);
    app.reduce(Event::Erase, NOON);
    give_back(&mut app, cup, NOON);
    assert_eq!((taken_at(&app), learned(&app).len()), (None, 0));
}

#[test]
fn where_nobody_is_asked_the_card_offers_it_as_before() {
    let mut app = teapot_in_cart();
    let cup = sku(&app, "C1");
    let before = text(&app, A);
    app.reduce(Event::Add(A, cup), NOON);
    app.reduce(Event::NotAsked(cup), NOON);
    assert_eq!(text(&app, A), before);
    assert_eq!(app.reduce(Event::Add(A, cup), NOON), [Effect::RequestAdd(A, cup)]);
    app.reduce(Event::Cart(vec![ItemId(0), cup]), NOON);
    app.reduce(Event::NotAsked(cup), NOON);
    assert_eq!(app.add_state(cup), Some(AddState::Added), "its listener did it without a word");
}

#[test]
fn a_shop_that_answers_late_has_done_it_all_the_same() {
    let mut app = teapot_in_cart();
    let cup = sku(&app, "C1");
    for is_done in [false, true] {
        app.reduce(Event::Add(A, cup), NOON);
        app.reduce(Event::Settled(cup, false), NOON);
        assert!(text(&app, A).contains("Could not add. Try again"));
        app.reduce(Event::Settled(cup, is_done), NOON);
    }
    assert!(text(&app, A).contains("Added Undo"), "{}", text(&app, A));
    assert_eq!(app.reduce(Event::Add(A, cup), NOON), [], "it is not added twice");
    assert_eq!(taken_at(&app), Some(NOON.at));
    app.reduce(Event::UndoAdd(A, cup), NOON);
    app.reduce(Event::Settled(cup, false), NOON);
    app.reduce(Event::Settled(cup, true), NOON);
    assert_eq!((app.add_state(cup), taken_at(&app)), (Some(AddState::Offered), None), "nor is it left there");
}

#[test]
fn an_undo_that_fails_says_so_in_every_row_and_can_be_tried_again() {
    let mut app = teapot_in_cart();
    let (pot, cup) = (sku(&app, "T1"), sku(&app, "C1"));
    take(&mut app, cup, NOON);
    app.reduce(Event::UndoAdd(A, cup), NOON);
    app.reduce(Event::Settled(cup, false), NOON);
    for row in [A, B] {
        let told = text(&app, row);
        assert!(told.contains("Still in your cart. Try again ⋯") && !told.contains("Added"), "{told}");
    }
    assert!(app.holds_in_cart(cup));
    assert_eq!(app.reduce(Event::UndoAdd(B, cup), NOON), [Effect::RequestRemove(B, cup)]);
    app.reduce(Event::Settled(cup, false), NOON);
    app.reduce(Event::Cart(vec![pot]), NOON);
    assert_eq!(app.add_state(cup), Some(AddState::Offered), "the cart says so, whatever was answered");
}
