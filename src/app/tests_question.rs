//! The question after the order: once, passed over with one press, obedient to "How often?", and kept here.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use super::tests::{A, FOOTER, NOON, Shop, empty_page, kept, sku, text};
use super::{App, Effect, Event, Now, Placement, Reply, RowId};
use crate::view;
use goeswith_engine::feedback::Subject;
use goeswith_engine::ids::ItemId;
use goeswith_engine::pacing::{DAY_MS, Frequency};
use goeswith_engine::privacy::PrivacyMode;
use goeswith_engine::relation_type::RelationType;
use goeswith_engine::stage::Stage;

const THANKS: RowId = RowId(7);
const ASKED: &str = "Did a suggestion help? Yes Not really Skip";

fn thank(app: &mut App, now: Now) {
    app.reduce(Event::Mount { row: THANKS, placement: Placement::AfterOrder, max: 3 }, now);
    app.reduce(Event::Seen(THANKS), now);
}

/// A cart was filled from a card, and the order placed: its page has no cards.
fn after_order() -> App {
    let mut app = empty_page(None);
    let cart = vec![sku(&app, "T1")];
    app.reduce(Event::View("T1".into()), NOON);
    app.reduce(Event::Cart(cart), NOON);
    app.reduce(Event::Add(A, ItemId(1)), NOON);
    app.reduce(Event::Settled(ItemId(1), true), NOON);
    app.reduce(Event::Cart(vec![]), NOON);
    app.reduce(Event::View(String::new()), NOON);
    thank(&mut app, NOON);
    app
}

fn type_points(app: &App) -> i32 {
    let about = Subject::Type(RelationType::BoughtTogether, Stage::Product);
    let kept = app.memory.feedback.kept().iter().find(|kept| kept.subject == about);
    kept.map_or(0, |kept| kept.points)
}

fn focus(effects: &[Effect]) -> Option<&str> {
    effects.iter().find_map(|effect| match effect {
        Effect::Focus(_, key) => Some(key.as_str()),
        _ => None,
    })
}

#[test]
fn it_is_asked_answered_kept_and_taken_back() {
    let mut app = after_order();
    assert!(text(&app, THANKS).contains(ASKED), "{}", text(&app, THANKS));
    let before = type_points(&app);
    let effects = app.reduce(Event::Reply(THANKS, Reply::Helped(true)), NOON);
    assert_eq!(focus(&effects), Some("missing"));
    assert_eq!(type_points(&app), before + 1);
    assert!(text(&app, THANKS).contains("What was missing? Keep Skip"));
    let written = format!("  A blue one, {}", "please ".repeat(60));
    app.reduce(Event::Reply(THANKS, Reply::Write(written)), NOON);
    let effects = app.reduce(Event::Reply(THANKS, Reply::Keep), NOON);
    assert_eq!(focus(&effects), Some("forget-reply"));
    assert_eq!(effects.len(), 1, "nothing goes to the shop");
    let reply = app.memory.survey.reply().unwrap();
    assert!(reply.missing.starts_with("A blue one, please") && reply.missing.chars().count() <= 200);
    app.reduce(Event::OpenMine, NOON);
    let told = text(&app, FOOTER);
    assert!(told.contains("You said: a suggestion helped Forget You missed: A blue one"), "{told}");
    assert!(told.contains("Bytes sent about you: 0 Nothing is sent unless you press Share."), "{told}");
    app.reduce(Event::ForgetReply(FOOTER, true), NOON);
    assert!(!text(&app, FOOTER).contains("You missed"));
    let effects = app.reduce(Event::Reply(THANKS, Reply::Forget), NOON);
    assert_eq!((focus(&effects), type_points(&app)), (Some("control"), before), "taken back is taken back");
    assert!(text(&app, THANKS).starts_with("How often?"), "the focus has a place");
    assert!(!text(&app, FOOTER).contains("You said:"));
}

#[test]
fn it_is_skipped_with_one_press_and_does_not_come_back() {
    let mut app = after_order();
    let (survey, feedback) = (app.memory.survey.reply().cloned(), app.memory.feedback.clone());
    let effects = app.reduce(Event::Reply(THANKS, Reply::Skip), NOON);
    assert_eq!(focus(&effects), Some("control"));
    assert_eq!((app.memory.survey.reply().cloned(), &app.memory.feedback), (survey, &feedback));
    for event in [Event::Search("tea".into()), Event::Erase, Event::Seen(THANKS)] {
        app.reduce(event, NOON);
        assert!(!text(&app, THANKS).contains("Did a suggestion help?"));
    }
}

#[test]
fn a_skip_leaves_the_answer_of_another_order_and_a_second_press_does_nothing() {
    let mut app = after_order();
    app.reduce(Event::Reply(THANKS, Reply::Helped(true)), NOON);
    let points = type_points(&app);
    assert_eq!(app.reduce(Event::Reply(THANKS, Reply::Helped(true)), NOON), []);
    app.reduce(Event::Reply(THANKS, Reply::Skip), NOON);
    assert_eq!(app.reduce(Event::Reply(THANKS, Reply::Skip), NOON), []);
    assert!(text(&app, THANKS).contains("Your answer is kept here. Forget Share with the shop"));
    assert_eq!(type_points(&app), points);
    for day in 1..4 {
        let now = Now { at: NOON.at.plus_ms(day * DAY_MS), ..NOON };
        app.reduce(Event::View(format!("page {day}")), now);
        app.reduce(Event::Search("tea".into()), now);
    }
    assert!(text(&app, THANKS).contains(ASKED), "the fourth order");
    app.reduce(Event::Reply(THANKS, Reply::Skip), NOON);
    assert!(app.memory.survey.reply().is_some_and(|reply| reply.helped), "what was said before stays");
}

#[test]
fn it_is_shared_by_her_press_alone_and_the_sentences_stay_true() {
    let mut app = after_order();
    app.reduce(Event::Reply(THANKS, Reply::Helped(false)), NOON);
    app.reduce(Event::Reply(THANKS, Reply::Write("Saucers".into())), NOON);
    app.reduce(Event::Reply(THANKS, Reply::Keep), NOON);
    assert!(text(&app, THANKS).contains("stays on this device unless you share it"));
    let effects = app.reduce(Event::Reply(THANKS, Reply::Share), NOON);
    assert_eq!(effects[0], Effect::Share(THANKS, false, "Saucers".into()));
    assert!(!text(&app, THANKS).contains("Share") && !text(&app, THANKS).contains("stays on this device"));
    app.reduce(Event::OpenMine, NOON);
    assert!(!text(&app, FOOTER).contains("Bytes sent about you: 0"));
    let cart = vec![sku(&app, "T1")];
    app.reduce(Event::Cart(cart), NOON);
    assert!(text(&app, A).contains("Nothing about you was sent but the answer that you shared."));
}

#[test]
fn what_was_shared_on_an_earlier_page_stays_said_whatever_is_forgotten_here() {
    let shared = "goeswith-memory 1\nhelped no 999999999\nshared 999999999\n".to_owned();
    let nothing = "goeswith-memory 1\n".to_owned();
    for event in [
        Event::Mode(PrivacyMode::Page, None),
        Event::Mode(PrivacyMode::Off, None),
        Event::Recalled(None),
        Event::Recalled(Some(nothing.clone())),
        Event::Mode(PrivacyMode::Remembered, Some(nothing)),
        Event::Erase,
    ] {
        let mut app = empty_page(None);
        app.reduce(Event::Mode(PrivacyMode::Remembered, Some(shared.clone())), NOON);
        assert!(app.has_shared());
        let told = format!("{event:?}");
        app.reduce(event, NOON);
        assert!(app.has_shared() && app.memory.survey.reply().is_none(), "{told}");
    }
}

/// Comes to the page after an order, day after day, with what is remembered; on which days it is asked.
fn asked_on(mode: PrivacyMode, days: u64, prepare: impl Fn(&mut App)) -> Vec<u64> {
    let (mut memory, mut asked) = (None, Vec::new());
    for day in 0..days {
        let now = Now { at: NOON.at.plus_ms(day * DAY_MS), ..NOON };
        let mut app = empty_page(None);
        app.reduce(Event::Mode(mode, memory.clone()), now);
        prepare(&mut app);
        let cart = vec![sku(&app, "T1")];
        app.reduce(Event::View("T1".into()), now);
        app.reduce(Event::Cart(cart), now);
        app.reduce(Event::View(String::new()), now);
        let effects = {
            app.reduce(Event::Mount { row: THANKS, placement: Placement::AfterOrder, max: 3 }, now);
            app.reduce(Event::Seen(THANKS), now)
        };
        if text(&app, THANKS).contains(ASKED) {
            asked.push(day);
        }
        if mode.keeps() {
            memory = kept(&effects).and_then(|(_, text)| text.map(str::to_owned)).or(memory);
        }
    }
    asked
}

#[test]
fn it_is_asked_once_per_three_orders_or_once_per_page_where_nothing_is_remembered() {
    assert_eq!(asked_on(PrivacyMode::Remembered, 7, |_| ()), [0, 3, 6]);
    assert_eq!(asked_on(PrivacyMode::Page, 3, |_| ()), [0, 1, 2]);
}

#[test]
fn how_often_and_the_privacy_mode_are_obeyed() {
    let off = |app: &mut App| drop(app.reduce(Event::Frequency(FOOTER, Frequency::Off), NOON));
    let paused = |app: &mut App| {
        let far = Now { next_midnight: NOON.at.plus_ms(DAY_MS), ..NOON };
        app.reduce(Event::Pause(FOOTER), far);
    };
    assert_eq!(asked_on(PrivacyMode::Remembered, 3, off), []);
    assert_eq!(asked_on(PrivacyMode::Remembered, 1, paused), []);
    assert_eq!(asked_on(PrivacyMode::Off, 3, |_| ()), []);
    let mut app = after_order();
    app.reduce(Event::Frequency(THANKS, Frequency::Off), NOON);
    assert_eq!(text(&app, THANKS), "Suggestions are off. Show suggestions again", "gone at once");
    app.reduce(Event::Frequency(THANKS, Frequency::Normal), NOON);
    assert!(text(&app, THANKS).contains(ASKED));
}

#[test]
fn whoever_met_no_suggestion_is_not_asked_nor_is_any_other_page() {
    let mut app = empty_page(None);
    thank(&mut app, NOON);
    assert_eq!(text(&app, THANKS), "");
    let app = after_order();
    assert!(app.rows().all(|(id, _)| id == THANKS || !text(&app, id).contains("Did a suggestion")));
}

#[test]
fn what_the_page_after_the_order_is_the_first_to_show_cannot_have_helped() {
    let mut app = empty_page(None);
    let ordered = vec![sku(&app, "T1")];
    app.reduce(Event::View(String::new()), NOON);
    app.reduce(Event::Ordered(ordered), NOON);
    thank(&mut app, NOON);
    app.reduce(Event::Add(THANKS, ItemId(1)), NOON);
    app.reduce(Event::Settled(ItemId(1), true), NOON);
    app.reduce(Event::Search("tea".into()), NOON);
    let told = text(&app, THANKS);
    assert!(told.contains("Regency teapot") && !told.contains("Did a suggestion help?"), "{told}");
}

#[test]
fn before_consent_no_answer_is_stored_and_a_gift_teaches_nothing() {
    let mut app = after_order();
    app.reduce(Event::Gift(true), NOON);
    let feedback = app.memory.feedback.clone();
    let effects = app.reduce(Event::Reply(THANKS, Reply::Helped(false)), NOON);
    assert_eq!(kept(&effects), None);
    assert_eq!(app.memory.feedback, feedback);
    app.reduce(Event::Reply(THANKS, Reply::Write("Saucers".into())), NOON);
    app.reduce(Event::Reply(THANKS, Reply::Keep), NOON);
    let effects = app.reduce(Event::Mode(PrivacyMode::Session, None), NOON);
    let stored = kept(&effects).unwrap().1.unwrap();
    assert!(stored.contains("helped no 1000000000\nmissing Saucers 1000000000\n"), "{stored}");
    app.reduce(Event::Mode(PrivacyMode::Page, None), NOON);
    assert_eq!(app.memory.survey.reply(), None, "withdrawn");
    assert!(!text(&app, THANKS).contains("Forget"), "what is forgotten cannot be shared");
}

#[test]
fn it_is_a_group_with_its_question_as_label() {
    let app = after_order();
    let tree = view::row(&app, THANKS, &Shop, NOON.at);
    let groups = tree.find_all("aria-labelledby", "asked");
    assert_eq!((groups.len(), groups[0].attributes.contains(&("role", "group".into()))), (1, true));
    assert_eq!(tree.find_all("id", "asked").len(), 1);
}
