//! *Your suggestions*: whatever is remembered has a line there, and a bin.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail loudly")]

use super::tests::{A, B, FOOTER, NOON, Shop, empty_page, offered, sku, support, teapot_in_cart, text};
use super::tests_memory::NOTHING;
use super::{App, Effect, Event, Open, Placement, RowId};
use crate::view;
use goeswith_engine::locale::{self, Locale};
use goeswith_engine::pacing::Frequency;
use goeswith_engine::privacy::PrivacyMode;
use goeswith_engine::words::{ENGLISH, Words};

/// The source of the format: its example has a line of each kind, and its reader an arm.
const FORMAT: &str = include_str!("../../crates/engine/src/memory.rs");

/// One fact of each kind, as the format's example has them, of now.
fn example() -> Vec<String> {
    let block = FORMAT.split("//! ```").nth(1).unwrap();
    let lines = block.lines().filter_map(|line| line.strip_prefix("//! "));
    let fact = |line: &str| line.strip_suffix(" 1795190400000").map(|fact| format!("{fact} {}", NOON.at.0));
    lines.filter_map(fact).collect()
}

/// The kinds of facts that the reader knows: of its `match`, every string.
fn kinds() -> Vec<String> {
    let reader = FORMAT.split("fn read_fact").nth(1).unwrap().split("\n}\n").next().unwrap();
    let arms = reader.lines().map(str::trim).filter(|line| line.starts_with('"') && line.contains("\" =>"));
    arms.map(|arm| arm.split('"').nth(1).unwrap().to_owned()).collect()
}

/// The shop's control alone: nothing is shown that would count.
fn control(memory: &str) -> App {
    let mut draft = support::tea_shop();
    "22423".clone_into(&mut draft.items[0].sku);
    "85123A".clone_into(&mut draft.items[3].sku);
    "22699".clone_into(&mut draft.items[4].sku);
    let mut app = App::new(support::open(&draft), Words::new(ENGLISH), None);
    app.reduce(Event::Mount { row: FOOTER, placement: Placement::Controls, max: 3 }, NOON);
    app.reduce(Event::Mode(PrivacyMode::Remembered, Some(format!("goeswith-memory 1\n{memory}\n"))), NOON);
    app.reduce(Event::OpenMine, NOON);
    app
}

/// Presses bins until there is none.
fn press_all(app: &mut App) -> usize {
    for n_pressed in 0..100 {
        let tree = view::row(app, FOOTER, &Shop, NOON.at);
        let bins = tree.find_all("part", "link");
        let Some(bin) = bins.into_iter().find(|bin| bin.key.starts_with("forget")) else { return n_pressed };
        let event = bin.on.clone().unwrap();
        app.reduce(event, NOON);
    }
    panic!("a bin that takes nothing away: {}", app.memory_text());
}

#[test]
fn every_kind_of_fact_has_a_line_and_a_bin() {
    let (facts, kinds) = (example(), kinds());
    assert!(facts.len() >= 18 && kinds.len() >= 18, "{facts:?} {kinds:?}");
    for kind in &kinds {
        let has_it = |fact: &String| fact.split(' ').take(2).any(|word| word == kind);
        assert!(facts.iter().any(has_it), "{kind} is not in the example of the format");
    }
    for fact in &facts {
        // What was missing, and that it was shared, is told of an answer.
        let needs_answer = ["missing", "shared"].iter().any(|kind| fact.starts_with(kind));
        let fact = if needs_answer { format!("helped no 1\n{fact}") } else { fact.clone() };
        let mut app = control(&fact);
        assert_ne!(app.memory_text(), NOTHING, "{fact} is not read");
        assert!(press_all(&mut app) > 0, "{fact} has no bin: {}", text(&app, FOOTER));
        assert_eq!(app.memory_text(), NOTHING, "{fact} is left");
    }
    let mut app = control(&facts.join("\n"));
    assert!(press_all(&mut app) > 12, "all at once");
    assert_eq!(app.memory_text(), NOTHING);
}

#[test]
fn the_lines_say_what_is_remembered() {
    let app = control(&example().join("\n"));
    let told = text(&app, FOOTER);
    for part in [
        "Suggestions shown within a week: 1. You took one.",
        "You followed a suggestion to the cake stand",
        "Orders since you were asked about suggestions: 0",
    ] {
        assert!(told.contains(part), "{part:?} is not in {told}");
    }
}

#[test]
fn what_is_counted_for_a_tab_alone_is_said_to_be() {
    let languages = [
        (ENGLISH, "At most 3 on a page, 9 an hour, 20 a day, 60 a week, in this tab"),
        (include_str!("../../crates/engine/messages/de.txt"), "in diesem Tab"),
        (include_str!("../../crates/engine/messages/ar.txt"), "في علامة التبويب هذه"),
    ];
    for (messages, in_this_tab) in languages {
        let words = Words::in_language(messages.to_owned(), Locale::read(locale::ENGLISH));
        let mut app = App::new(support::open(&support::tea_shop()), words, None);
        app.reduce(Event::Mount { row: FOOTER, placement: Placement::Controls, max: 3 }, NOON);
        app.reduce(Event::Open(FOOTER, Open::Control), NOON);
        for mode in [PrivacyMode::Page, PrivacyMode::Session, PrivacyMode::Remembered] {
            app.reduce(Event::Mode(mode, None), NOON);
            let told = text(&app, FOOTER);
            assert_eq!(told.contains(in_this_tab), mode == PrivacyMode::Session, "{mode:?}: {told}");
            let week = app.words.number(Frequency::Normal.ceilings().week);
            assert_eq!(told.contains(&week), mode.keeps(), "{mode:?}: {told}");
        }
    }
}

/// Presses what has this key in a row.
fn press(app: &mut App, row: RowId, key: &str) -> Vec<Effect> {
    let mut tree = view::row(app, row, &Shop, NOON.at);
    let event = tree.take_event(key).unwrap_or_else(|| panic!("no {key}: {}", tree.to_text()));
    app.reduce(event, NOON)
}

fn focus(effects: &[Effect]) -> Option<&str> {
    effects.iter().find_map(|effect| match effect {
        Effect::Focus(_, key) => Some(&**key),
        _ => None,
    })
}

#[test]
fn off_and_with_the_footers_link_alone_there_is_a_way_back() {
    let mut app = empty_page(Some("goeswith 1\nfrequency off\n"));
    app.reduce(Event::Unmount(FOOTER), NOON);
    let cart = vec![sku(&app, "T1")];
    app.reduce(Event::Cart(cart), NOON);
    assert_eq!(text(&app, A), "");
    app.reduce(Event::OpenMine, NOON);
    assert_eq!(focus(&press(&mut app, A, "frequency fewer")), Some("frequency fewer"));
    assert_eq!((offered(&app, A), app.row(A).unwrap().open), ("C1".into(), Some(Open::Mine)));
    assert_eq!(focus(&press(&mut app, A, "pause")), Some("resume"), "as in the other panel");
    assert_eq!(text(&app, A), "Paused for today. Show suggestions again");
    app.reduce(Event::OpenMine, NOON);
    assert_eq!(focus(&press(&mut app, A, "pause")), Some("pause"), "she stays where she pressed");
    assert_eq!((offered(&app, A), app.row(A).unwrap().open), ("C1".into(), Some(Open::Mine)));
    press(&mut app, A, "frequency off");
    app.reduce(Event::OpenMine, NOON);
    assert_eq!(focus(&press(&mut app, A, "frequency normal")), Some("frequency normal"));
    assert_eq!((offered(&app, A), app.row(A).unwrap().open), ("C1 S1".into(), Some(Open::Mine)));
}

#[test]
fn how_often_and_for_whom_is_said_in_either_panel() {
    let mut app = teapot_in_cart();
    for open in [Open::Control, Open::Mine] {
        app.reduce(Event::Open(FOOTER, open), NOON);
        let told = text(&app, FOOTER);
        assert!(
            told.contains("How often should we suggest things? Off Nothing, anywhere in the shop"),
            "{told}"
        );
        for key in ["frequency fewer", "frequency more", "frequency normal", "pause", "pause"] {
            assert_eq!(focus(&press(&mut app, FOOTER, key)), Some(key), "{open:?}");
        }
        for is_gift in [true, false] {
            press(&mut app, FOOTER, "gift");
            let tree = view::row(&app, FOOTER, &Shop, NOON.at);
            assert_eq!(tree.find_all("checked", "").len(), if is_gift { 2 } else { 1 });
        }
        let tree = view::row(&app, FOOTER, &Shop, NOON.at);
        assert_eq!(tree.find_all("name", "frequency").len(), 4, "one group of radios in a row");
    }
}

#[test]
fn to_ask_why_is_no_liking() {
    let mut app = teapot_in_cart();
    let cup = sku(&app, "C1");
    app.reduce(Event::Open(A, Open::Why(cup)), NOON);
    assert_eq!(app.memory.feedback.standing(NOON.at).count(), 0);
}

/// Among the levels the arrow keys choose: what she goes through must not go away under her.
#[test]
fn off_is_chosen_among_the_levels_and_the_levels_stay() {
    let mut app = teapot_in_cart();
    app.reduce(Event::Open(A, Open::Control), NOON);
    let effects = press(&mut app, A, "frequency off");
    assert_eq!(focus(&effects), Some("frequency off"));
    let told = text(&app, A);
    assert!(
        told.contains("Suggestions are off. Show suggestions again") && told.contains("At most 5"),
        "{told}"
    );
    assert_eq!((offered(&app, A), offered(&app, B)), (String::new(), String::new()));
    let effects = press(&mut app, A, "frequency more");
    assert_eq!(focus(&effects), Some("frequency more"));
    assert_eq!(offered(&app, A), "C1 S1");
    press(&mut app, A, "frequency off");
    assert_eq!(focus(&app.reduce(Event::Close(A), NOON)), Some("resume"), "closed, the place says so");
    assert_eq!(text(&app, A), "Suggestions are off. Show suggestions again");
}
