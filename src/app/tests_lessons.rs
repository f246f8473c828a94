//! Undone means undone: what is taken back takes back what it taught, wherever and whenever that is done.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use super::tests::{A, FOOTER, NOON, empty_page, kept, offered, sku, teapot_in_cart, text};
use super::{App, Event, Open};
use goeswith_engine::privacy::PrivacyMode;
use goeswith_engine::record;
use goeswith_engine::shopper::AnswerKind;

/// What was learned, in no order.
pub(super) fn learned(app: &App) -> Vec<String> {
    let standing = app.memory.feedback.standing(NOON.at);
    let mut learned: Vec<String> = standing.map(|(of, points)| format!("{of:?} {points}")).collect();
    learned.sort_unstable();
    learned
}

/// The cup was looked at, and is then turned down.
fn turned_down(kind: AnswerKind) -> (App, Vec<String>) {
    let mut app = teapot_in_cart();
    let cup = sku(&app, "C1");
    app.reduce(Event::Open(A, Open::Why(cup)), NOON);
    let before = learned(&app);
    app.reduce(Event::Say(A, kind, cup), NOON);
    assert_ne!(learned(&app), before);
    (app, before)
}

#[test]
fn an_answer_taken_back_in_the_panel_takes_back_all_that_it_taught() {
    for kind in AnswerKind::OF_CARD {
        for is_all in [false, true] {
            for is_chosen_anew in [false, true] {
                let (mut app, before) = turned_down(kind);
                if is_chosen_anew {
                    let cart = vec![sku(&app, "T1"), sku(&app, "K1")];
                    app.reduce(Event::Cart(cart), NOON);
                }
                let subject = app.shopper().answers()[0].subject.clone();
                let unsay = Event::Unsay(FOOTER, kind, subject);
                app.reduce(if is_all { Event::ForgetAnswers(FOOTER) } else { unsay }, NOON);
                assert_eq!(learned(&app), before, "{kind:?} {is_all} {is_chosen_anew}");
                assert!(offered(&app, A).contains("C1") || is_chosen_anew);
            }
        }
    }
}

#[test]
fn said_on_another_page_what_is_about_the_item_goes_and_the_rest_has_its_bins() {
    let (mut app, _) = turned_down(AnswerKind::NotInterested);
    let effects = app.reduce(Event::Mode(PrivacyMode::Remembered, None), NOON);
    let memory = kept(&effects).unwrap().1.map(str::to_owned);
    let mut next = empty_page(Some(&record::write(app.shopper())));
    next.reduce(Event::Mode(PrivacyMode::Remembered, memory), NOON);
    next.reduce(Event::Unsay(FOOTER, AnswerKind::NotInterested, "C1".into()), NOON);
    next.reduce(Event::OpenMine, NOON);
    let told = text(&next, FOOTER);
    assert!(!told.contains("A little less of: Teacup green"), "{told}");
    assert!(told.contains("A little less of: tea Forget"), "{told}");
    assert!(told.contains("A little less of: reasons like \"bought together\", on a product's page Forget"));
}

#[test]
fn what_was_forgotten_meanwhile_is_not_given_back() {
    for forget in [Event::Erase, Event::Mode(PrivacyMode::Page, None), Event::Recalled(None)] {
        let (mut app, _) = turned_down(AnswerKind::NotNow);
        app.reduce(Event::Mode(PrivacyMode::Remembered, None), NOON);
        app.reduce(forget, NOON);
        app.reduce(Event::Unsay(FOOTER, AnswerKind::NotNow, "C1".into()), NOON);
        assert_eq!(learned(&app), Vec::<String>::new());
    }
}
