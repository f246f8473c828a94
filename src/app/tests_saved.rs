//! *Save for later*, and a download brought back.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use super::tests::{A, B, FOOTER, NOON, kept, offered, sku, teapot_in_cart, text, two_tabs};
use super::{App, Effect, Event, Open};
use crate::view;
use goeswith_engine::feedback::Subject;
use goeswith_engine::privacy::PrivacyMode;
use goeswith_engine::record;

/// A shop that gives every product's page.
struct Linking;

impl view::Page for Linking {
    fn price(&self, _: u32, _: &str) -> String {
        String::new()
    }

    fn link(&self, sku: &str) -> Option<String> {
        Some(format!("https://shop.example/{sku}"))
    }
}

fn points_of_item(app: &App, of: &str) -> i32 {
    let kept = app.memory.feedback.kept().iter();
    kept.filter(|kept| kept.subject == Subject::Item(of.into())).map(|kept| kept.points).sum()
}

#[test]
fn saving_keeps_the_card_says_so_in_every_row_and_can_be_undone() {
    let mut app = teapot_in_cart();
    let cup = sku(&app, "C1");
    let before = text(&app, A);
    app.reduce(Event::Open(A, Open::Menu(cup)), NOON);
    assert!(text(&app, A).contains("Why this? Save for later Not now"));
    assert_eq!(app.reduce(Event::Save(A, cup), NOON), [Effect::Focus(A, "undo-save 1".into())]);
    assert_eq!(offered(&app, A), "C1 S1", "the card stays");
    assert!(text(&app, A).contains("Saved for now Undo Add ⋯"), "{}", text(&app, A));
    assert!(text(&app, B).contains("Saved for now Undo"), "and so in every row that offers it");
    assert_eq!(points_of_item(&app, "C1"), 2);
    app.reduce(Event::Open(A, Open::Menu(cup)), NOON);
    assert!(!text(&app, A).contains("Save for later"), "saved once");
    app.reduce(Event::Close(A), NOON);
    assert_eq!(app.reduce(Event::UndoSave(B, cup), NOON), [Effect::Focus(B, "more 1".into())]);
    assert_eq!((text(&app, A), points_of_item(&app, "C1")), (before, 0), "undone is undone");
}

#[test]
fn what_is_saved_is_listed_linked_and_forgotten_there() {
    let mut app = teapot_in_cart();
    let cup = sku(&app, "C1");
    app.reduce(Event::Save(A, cup), NOON);
    app.reduce(Event::OpenMine, NOON);
    assert!(text(&app, FOOTER).contains("Saved for later: Teacup green"), "{}", text(&app, FOOTER));
    let tree = view::row(&app, FOOTER, &Linking, NOON.at);
    assert_eq!(tree.find_all("href", "https://shop.example/C1").len(), 1);
    let effects = app.reduce(Event::ForgetSaved(FOOTER, "C1".into()), NOON);
    assert_eq!(effects, [Effect::Focus(FOOTER, "close mine".into())]);
    assert!(!text(&app, FOOTER).contains("Saved") && !text(&app, A).contains("Saved"));
    assert_eq!(points_of_item(&app, "C1"), 0);
}

#[test]
fn nothing_saved_is_stored_without_consent_and_all_of_it_with() {
    let mut app = teapot_in_cart();
    let cup = sku(&app, "C1");
    assert_eq!(kept(&app.reduce(Event::Save(A, cup), NOON)), None);
    let effects = app.reduce(Event::Mode(PrivacyMode::Session, None), NOON);
    let stored = kept(&effects).unwrap().1.unwrap().to_owned();
    assert!(stored.contains("saved C1 1000000000"), "{stored}");
    app.reduce(Event::Mode(PrivacyMode::Page, None), NOON);
    assert!(!app.is_saved(cup), "withdrawn");
    let mut next = teapot_in_cart();
    next.reduce(Event::Mode(PrivacyMode::Session, Some(stored)), NOON);
    assert!(text(&next, A).contains("Saved Undo"));
}

#[test]
fn a_gift_teaches_nothing_when_saved() {
    let mut app = teapot_in_cart();
    let cup = sku(&app, "C1");
    app.reduce(Event::Gift(true), NOON);
    app.reduce(Event::Save(A, cup), NOON);
    assert!(app.is_saved(cup) && app.memory.feedback.kept().is_empty());
    app.reduce(Event::UndoSave(A, cup), NOON);
    assert!(!app.is_saved(cup) && app.memory.feedback.kept().is_empty());
}

#[test]
fn tabs_share_what_is_saved_and_an_undo_holds_in_all_of_them() {
    let (mut here, mut there) = two_tabs();
    let cup = sku(&here, "C1");
    let effects = here.reduce(Event::Save(A, cup), NOON);
    there.reduce(Event::Recalled(kept(&effects).unwrap().1.map(str::to_owned)), NOON);
    assert!(text(&there, A).contains("Saved Undo"));
    let effects = there.reduce(Event::UndoSave(A, cup), NOON);
    here.reduce(Event::Recalled(kept(&effects).unwrap().1.map(str::to_owned)), NOON);
    assert!(!here.is_saved(cup), "and does not come back");
    let effects = here.reduce(Event::Erase, NOON);
    assert_eq!(kept(&effects), Some((PrivacyMode::Remembered, None)));
}

#[test]
fn a_page_that_comes_back_as_it_was_forgets_what_was_forgotten_meanwhile() {
    let (mut here, mut there) = two_tabs();
    let cup = sku(&here, "C1");
    let effects = here.reduce(Event::Save(A, cup), NOON);
    there.reduce(Event::Recalled(kept(&effects).unwrap().1.map(str::to_owned)), NOON);
    let effects = there.reduce(Event::UndoSave(A, cup), NOON);
    // `here` lay in the back-forward cache and heard nothing of it.
    let stored = kept(&effects).unwrap().1.map(str::to_owned);
    here.reduce(Event::Mode(PrivacyMode::Remembered, stored), NOON);
    assert!(!here.is_saved(cup));
}

#[test]
fn a_download_brings_the_same_state_back_and_what_is_none_changes_nothing() {
    let mut app = teapot_in_cart();
    let (cup, stand) = (sku(&app, "C1"), sku(&app, "S1"));
    app.reduce(Event::Mode(PrivacyMode::Remembered, None), NOON);
    app.reduce(Event::View("K1".into()), NOON);
    app.reduce(Event::Save(A, cup), NOON);
    app.reduce(Event::NotHelpful(A, stand), NOON);
    let (choices, memory) = (record::write(app.shopper()), app.memory_text());
    app.reduce(Event::Erase, NOON);
    assert!(!app.memory_text().contains("saved") && !app.memory_text().contains("points"));
    app.reduce(Event::OpenMine, NOON);
    assert_eq!(app.reduce(Event::ChooseFile, NOON), [Effect::ChooseFile]);
    for (choices, memory) in [("nonsense", &*memory), (&*choices, "nonsense"), ("", "")] {
        let before = (app.shopper().clone(), app.memory_text());
        let effects = app.reduce(Event::Import(choices.into(), memory.into()), NOON);
        assert_eq!(effects, [Effect::Focus(FOOTER, "mine-import".into())]);
        assert_eq!((app.shopper().clone(), app.memory_text()), before);
        assert!(text(&app, FOOTER).contains("This file is not a download of yours. Nothing was changed."));
    }
    let effects = app.reduce(Event::Import(choices.clone(), memory.clone()), NOON);
    assert_eq!((record::write(app.shopper()), app.memory_text()), (choices, memory.clone()));
    assert_eq!(kept(&effects), Some((PrivacyMode::Remembered, Some(&*memory))), "and it is kept again");
    assert!(text(&app, FOOTER).contains("Your download is back."));
    app.reduce(Event::Close(FOOTER), NOON);
    app.reduce(Event::OpenMine, NOON);
    assert!(!text(&app, FOOTER).contains("Your download"), "told once");
}
