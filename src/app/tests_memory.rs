//! What was observed and learned is kept as far as she lets it be, in every tab the same, and all of it can be seen and
//! taken back.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use super::tests::{A, B, FOOTER, NOON, empty_page, kept, offered, sku, teapot_in_cart, text, two_tabs};
use super::{App, Effect, Event, Now, Open};
use goeswith_engine::feedback::Subject;
use goeswith_engine::ids::ItemId;
use goeswith_engine::pacing::{DAY_MS, Frequency};
use goeswith_engine::privacy::PrivacyMode;
use goeswith_engine::record;
use goeswith_engine::shopper::AnswerKind;

#[test]
fn without_consent_nothing_observed_is_kept() {
    let mut app = empty_page(None);
    let cart = vec![sku(&app, "T1")];
    for event in [Event::View("K1".into()), Event::Cart(cart), Event::NotHelpful(A, ItemId(1))] {
        assert_eq!(kept(&app.reduce(event, NOON)), None);
    }
    assert!(!offered(&app, A).is_empty());
}

#[test]
fn what_was_shown_counts_on_the_next_page_once_consent_is_given() {
    let mut app = teapot_in_cart();
    let effects = app.reduce(Event::Mode(PrivacyMode::Session, None), NOON);
    let (mode, text) = kept(&effects).unwrap();
    assert_eq!(mode, PrivacyMode::Session);
    let text = text.unwrap().to_owned();
    assert!(text.contains("shown C1") && text.contains("shown S1"), "{text}");

    let mut next = empty_page(None);
    next.reduce(Event::Mode(PrivacyMode::Session, Some(text)), NOON);
    assert_eq!(next.memory.exposures.permit(next.shopper(), NOON.at).bar, 7, "two were shown before");
}

#[test]
fn consent_withdrawn_is_obeyed_at_once_and_what_was_kept_is_erased() {
    let mut app = teapot_in_cart();
    app.reduce(Event::Mode(PrivacyMode::Remembered, None), NOON);
    app.reduce(Event::View("K1".into()), NOON);
    app.reduce(Event::View("L1".into()), NOON);
    app.reduce(Event::NotHelpful(A, ItemId(1)), NOON);
    let effects = app.reduce(Event::Mode(PrivacyMode::Page, None), NOON);
    assert_eq!(kept(&effects), Some((PrivacyMode::Page, None)));
    assert_eq!((app.memory.views.len(), app.memory.feedback.kept().len()), (0, 0), "nothing is left");
    assert_eq!(kept(&app.reduce(Event::View("S1".into()), NOON)), None);
    app.reduce(Event::Mode(PrivacyMode::Off, None), NOON);
    assert_eq!((text(&app, A), text(&app, FOOTER)), (String::new(), String::new()));
    app.reduce(Event::Mode(PrivacyMode::Page, None), NOON);
    assert!(!text(&app, FOOTER).is_empty());
}

/// Everything that can be noted, with the teapot in the cart; the memory as it then would be kept.
pub(super) fn do_everything(app: &mut App) {
    app.reduce(Event::View("K1".into()), NOON);
    app.reduce(Event::View("L1".into()), NOON);
    app.reduce(Event::Search("lantern".into()), NOON);
    app.reduce(Event::Ordered(vec![ItemId(4)]), NOON);
    app.reduce(Event::Add(A, ItemId(1)), NOON);
    app.reduce(Event::Settled(ItemId(1), true), NOON);
    app.reduce(Event::Follow(A, ItemId(3)), NOON);
    app.reduce(Event::Save(A, ItemId(3)), NOON);
    app.reduce(Event::Say(A, AnswerKind::NotNow, ItemId(1)), NOON);
    app.reduce(Event::NotHelpful(B, ItemId(3)), NOON);
}

pub(super) const NOTHING: &str = "goeswith-memory 1\n";

#[test]
fn while_consent_is_off_nothing_is_noted_that_could_be_kept_later() {
    let mut app = teapot_in_cart();
    app.reduce(Event::Mode(PrivacyMode::Off, None), NOON);
    do_everything(&mut app);
    let memory = "goeswith-memory 1\nview T1 1\n".to_owned();
    app.reduce(Event::Import("goeswith 1\n".into(), memory), NOON);
    app.reduce(Event::Cart(vec![]), NOON);
    assert_eq!(app.memory_text(), NOTHING);
    let effects = app.reduce(Event::Mode(PrivacyMode::Remembered, None), NOON);
    assert!(!kept(&effects).unwrap().1.unwrap().contains("lantern"), "{effects:?}");
}

#[test]
fn what_is_done_between_a_withdrawal_and_new_consent_is_never_kept() {
    let withdrawals = [Event::Mode(PrivacyMode::Page, None), Event::Recalled(None)];
    for (withdrawal, again) in withdrawals.into_iter().zip([PrivacyMode::Remembered, PrivacyMode::Session]) {
        let mut app = teapot_in_cart();
        app.reduce(Event::Search("tea".into()), NOON);
        let effects = app.reduce(Event::Mode(PrivacyMode::Remembered, None), NOON);
        assert!(
            kept(&effects).unwrap().1.unwrap().contains("search tea"),
            "first given, it covers this page"
        );
        app.reduce(withdrawal, NOON);
        do_everything(&mut app);
        assert!(!app.memory.views.is_empty(), "it counts on this page");
        app.reduce(Event::Mode(PrivacyMode::Page, None), NOON);
        do_everything(&mut app);
        let effects = app.reduce(Event::Mode(again, None), NOON);
        let text = kept(&effects).unwrap().1.unwrap().to_owned();
        assert!(!text.contains("view") && !text.contains("lantern") && !text.contains("points"), "{text}");
        app.reduce(Event::Search("tins".into()), NOON);
        app.reduce(Event::Mode(PrivacyMode::Remembered, None), NOON);
        assert!(app.memory_text().contains("tins"), "more consent takes nothing");
    }
}

#[test]
fn tabs_share_one_count() {
    let mut here = teapot_in_cart();
    let effects = here.reduce(Event::Mode(PrivacyMode::Remembered, None), NOON);
    let text = kept(&effects).unwrap().1.unwrap().to_owned();
    let mut there = empty_page(None);
    there.reduce(Event::Recalled(Some(text.clone())), NOON);
    assert_eq!(there.memory.exposures.shown().len(), 0, "without consent there, nothing of it is heard");
    there.reduce(Event::Mode(PrivacyMode::Remembered, None), NOON);
    let effects = there.reduce(Event::Recalled(Some(text)), NOON);
    assert_eq!((there.memory.exposures.shown().len(), kept(&effects)), (2, None), "and nobody echoes it");
    let effects = there.reduce(Event::Recalled(None), NOON);
    assert_eq!(there.memory.exposures.shown().len(), 0, "erased there, erased here");
    assert_eq!(kept(&effects), Some((PrivacyMode::Page, None)), "and removed, if it was written meanwhile");
}

#[test]
fn withdrawn_where_nothing_is_kept_it_is_told_to_the_other_tabs() {
    use PrivacyMode::{Off, Page, Remembered, Session};
    let tells = |app: &mut App, mode| app.reduce(Event::Mode(mode, None), NOON).contains(&Effect::Withdraw);
    let (mut here, mut there) = two_tabs();
    assert!(here.reduce(Event::Erase, NOON).contains(&Effect::Withdraw), "whoever forgets tells all tabs");
    let effects = there.reduce(Event::Recalled(None), NOON);
    assert!(!effects.contains(&Effect::Withdraw), "what was heard is not told again");
    assert!(tells(&mut there, Page), "said by the page, it is");
    assert!(!tells(&mut there, Off), "once");
    assert!(tells(&mut here, Page), "and by the page that erased, which may have remembered since");
    for mode in [Off, Page, Session, Remembered] {
        let mut app = teapot_in_cart();
        assert!(!tells(&mut app, mode), "what a page says first takes nothing back: {mode:?}");
        assert!(!tells(&mut app, Session));
        assert!(!tells(&mut app, Remembered), "nor is more consent less");
        assert!(!tells(&mut app, Session), "less, and still some, is for this tab alone");
        assert!(tells(&mut app, Off));
    }
}

#[test]
fn what_another_tab_looks_at_is_not_what_is_looked_at_here() {
    let (mut here, mut there) = two_tabs();
    here.reduce(Event::View("K1".into()), NOON);
    let later = Now { at: NOON.at.plus_ms(1000), ..NOON };
    let effects = there.reduce(Event::View("L1".into()), later);
    here.reduce(Event::Recalled(kept(&effects).unwrap().1.map(str::to_owned)), later);
    assert_eq!(here.viewed(), Some(sku(&here, "K1")));
    here.reduce(Event::Search("tea".into()), later);
    assert!(
        !text(&here, A).contains("Set of 4 cake tins"),
        "what is looked at is not suggested beside itself"
    );
}

#[test]
fn what_is_forgotten_here_does_not_come_back_from_another_tab() {
    let (mut here, mut there) = two_tabs();
    let effects = here.reduce(Event::View("K1".into()), NOON);
    there.reduce(Event::Recalled(kept(&effects).unwrap().1.map(str::to_owned)), NOON);
    let view = sku(&here, "K1");
    let effects = here.reduce(Event::ForgetView(A, view), NOON);
    there.reduce(Event::Recalled(kept(&effects).unwrap().1.map(str::to_owned)), NOON);
    assert!(!there.memory_text().contains("view K1"), "{}", there.memory_text());
}

#[test]
fn what_is_forgotten_in_another_tab_goes_from_the_screen_here() {
    for forget in [Event::ForgetSearch(A, "cake".into()), Event::Erase] {
        let (mut here, mut there) = two_tabs();
        let effects = here.reduce(Event::Search("cake".into()), NOON);
        there.reduce(Event::Recalled(kept(&effects).unwrap().1.map(str::to_owned)), NOON);
        there.reduce(Event::Frequency(FOOTER, Frequency::More), NOON);
        let stand = sku(&there, "S1");
        there.reduce(Event::Open(A, Open::Why(stand)), NOON);
        assert!(text(&there, A).contains("You searched for"), "{}", text(&there, A));
        let effects = here.reduce(forget, NOON);
        there.reduce(Event::Recalled(kept(&effects).unwrap().1.map(str::to_owned)), NOON);
        assert!(!text(&there, A).contains("You searched for"), "{}", text(&there, A));
    }
    let (mut here, mut there) = two_tabs();
    here.reduce(Event::View("K1".into()), NOON);
    let effects = here.reduce(Event::View(String::new()), NOON);
    there.reduce(Event::Recalled(kept(&effects).unwrap().1.map(str::to_owned)), NOON);
    there.reduce(Event::Cart(vec![]), NOON);
    assert_eq!(there.row(A).unwrap().heading, "Goes with the set of 4 cake tins");
    let effects = here.reduce(Event::ForgetView(A, ItemId(4)), NOON);
    there.reduce(Event::Recalled(kept(&effects).unwrap().1.map(str::to_owned)), NOON);
    assert_eq!(offered(&there, A), "");
}

#[test]
fn what_another_tab_only_adds_to_moves_no_card_here() {
    let (mut here, mut there) = two_tabs();
    let before = there.row(A).unwrap().clone();
    let effects = here.reduce(Event::View("L1".into()), NOON);
    there.reduce(Event::Recalled(kept(&effects).unwrap().1.map(str::to_owned)), NOON);
    assert_eq!(*there.row(A).unwrap(), before);
}

fn points_of_cup(app: &App, now: Now) -> i32 {
    let of_cup = |subject: &Subject| *subject == Subject::Item("C1".into());
    app.memory.feedback.standing(now.at).find(|(subject, _)| of_cup(subject)).map_or(0, |(_, points)| points)
}

#[test]
fn undo_takes_back_no_more_than_there_is() {
    // Forgotten in another tab.
    let (mut here, mut there) = two_tabs();
    let cup = sku(&here, "C1");
    let effects = there.reduce(Event::Say(A, AnswerKind::NotNow, cup), NOON);
    here.reduce(Event::Recalled(kept(&effects).unwrap().1.map(str::to_owned)), NOON);
    let effects = here.reduce(Event::ForgetPoints(A, Subject::Item("C1".into())), NOON);
    there.reduce(Event::Recalled(kept(&effects).unwrap().1.map(str::to_owned)), NOON);
    there.reduce(Event::TakeBack(A, cup), NOON);
    assert_eq!(points_of_cup(&there, NOON), 0);
    // Faded meanwhile.
    let mut app = teapot_in_cart();
    app.reduce(Event::Say(A, AnswerKind::NotInterested, cup), NOON);
    let later = Now { at: NOON.at.plus_ms(20 * DAY_MS), ..NOON };
    assert_eq!(points_of_cup(&app, later), -1);
    app.reduce(Event::TakeBack(A, cup), later);
    assert_eq!(points_of_cup(&app, later), 0);
    // What there was before comes back.
    let mut app = teapot_in_cart();
    for n_before in [1, 2, 3] {
        app.reduce(Event::Follow(A, cup), NOON);
        app.reduce(Event::Say(A, AnswerKind::NotNow, cup), NOON);
        assert_eq!(points_of_cup(&app, NOON), n_before - 3);
        app.reduce(Event::TakeBack(A, cup), NOON);
        assert_eq!(points_of_cup(&app, NOON), n_before);
    }
}

#[test]
fn what_is_remembered_is_written_before_what_is_said() {
    let (mut here, mut there) = two_tabs();
    let cup = sku(&here, "C1");
    here.reduce(Event::Say(A, AnswerKind::NotInterested, cup), NOON);
    let effects = here.reduce(Event::Unsay(A, AnswerKind::NotInterested, "C1".into()), NOON);
    let [Effect::Remember(_, memory), Effect::Store(choices), ..] = &effects[..] else {
        panic!("another tab would hear of the choices first, and write what it still remembers: {effects:?}");
    };
    there.reduce(Event::Recalled(memory.clone()), NOON);
    let effects = there.reduce(Event::Stored(choices.clone()), NOON);
    assert!(kept(&effects).is_none_or(|(_, text)| text == memory.as_deref()), "{effects:?}");
}

#[test]
fn what_is_erased_is_not_written_again_by_anybody() {
    let (mut here, mut there) = two_tabs();
    here.reduce(Event::View("K1".into()), NOON);
    let effects = here.reduce(Event::Erase, NOON);
    let nothing = Effect::Remember(PrivacyMode::Remembered, None);
    assert_eq!(effects, [Effect::Withdraw, nothing, Effect::Store(None)]);
    let effects = there.reduce(Event::Recalled(None), NOON);
    assert_eq!(kept(&effects), Some((PrivacyMode::Page, None)), "it may have been written meanwhile");
    assert_eq!(kept(&there.reduce(Event::View("S1".into()), NOON)), None, "not before the page asks again");
    assert!(!there.memory_text().contains("shown C1"), "{}", there.memory_text());
}

#[test]
fn a_page_that_comes_back_does_not_write_again_what_was_erased_meanwhile() {
    let (mut here, mut there) = two_tabs();
    there.reduce(Event::Erase, NOON);
    let effects = there.reduce(Event::View("K1".into()), NOON);
    let text = kept(&effects).unwrap().1.map(str::to_owned);
    let effects = here.reduce(Event::Mode(PrivacyMode::Remembered, text.clone()), NOON);
    assert!(!offered(&here, A).is_empty());
    assert_eq!(kept(&effects).unwrap().1.map(str::to_owned), text);
    assert_eq!(here.memory.exposures.permit(here.shopper(), NOON.at).shown.len(), 2, "its own ceiling holds");
}

#[test]
fn shopping_for_someone_else_teaches_nothing() {
    let mut app = teapot_in_cart();
    app.reduce(Event::Mode(PrivacyMode::Remembered, None), NOON);
    assert_eq!(app.reduce(Event::Gift(true), NOON).len(), 1, "the choice itself is kept");
    app.reduce(Event::NotHelpful(A, ItemId(1)), NOON);
    app.reduce(Event::Say(A, AnswerKind::NotNow, ItemId(1)), NOON);
    assert!(app.memory.feedback.kept().is_empty());
    app.reduce(Event::TakeBack(A, ItemId(1)), NOON);
    assert!(app.memory.feedback.kept().is_empty(), "nor does taking back what taught nothing");
    app.reduce(Event::View("K1".into()), NOON);
    app.reduce(Event::Gift(false), NOON);
    app.reduce(Event::View("L1".into()), NOON);
    assert!(!app.memory_text().contains("view K1") && app.memory_text().contains("view L1"));
}

#[test]
fn not_helpful_weakens_the_pair_and_leaves_the_card() {
    let mut app = teapot_in_cart();
    let stand = sku(&app, "S1");
    app.reduce(Event::Open(A, Open::Why(stand)), NOON);
    let before = app.row(A).unwrap().cards[1].suggestion.score;
    app.reduce(Event::NotHelpful(A, stand), NOON);
    assert!(text(&app, A).contains("Noted"), "{}", text(&app, A));
    app.reduce(Event::Frequency(FOOTER, Frequency::More), NOON);
    let row = app.row(A).unwrap();
    let card = row.cards.iter().find(|card| card.item() == stand).unwrap();
    assert!(card.suggestion.score < before, "chosen anew, it counts less");
}

#[test]
fn not_helpful_is_taken_back_in_place_and_says_nothing_while_nothing_is_learned() {
    let mut app = teapot_in_cart();
    let stand = sku(&app, "S1");
    app.reduce(Event::Open(A, Open::Why(stand)), NOON);
    let before = app.memory.feedback.clone();
    app.reduce(Event::NotHelpful(A, stand), NOON);
    let effects = app.reduce(Event::NotHelpful(A, stand), NOON);
    assert!(effects.contains(&Effect::Focus(A, format!("not-helpful {}", stand.0))), "{effects:?}");
    assert!(!text(&app, A).contains("Noted") && app.memory.feedback == before);
    app.reduce(Event::Gift(true), NOON);
    app.reduce(Event::Open(A, Open::Why(stand)), NOON);
    app.reduce(Event::NotHelpful(A, stand), NOON);
    assert!(!text(&app, A).contains("Noted") && app.memory.feedback == before);
}

#[test]
fn your_suggestions_lists_everything_with_a_way_back() {
    let mut app = teapot_in_cart();
    let (cup, stand) = (sku(&app, "C1"), sku(&app, "S1"));
    app.reduce(Event::View("K1".into()), NOON);
    app.reduce(Event::Say(A, AnswerKind::NotInterested, stand), NOON);
    app.reduce(Event::NotHelpful(B, cup), NOON);
    assert_eq!(app.reduce(Event::OpenMine, NOON), [Effect::Focus(FOOTER, "close mine".into())]);
    let told = text(&app, FOOTER);
    for part in [
        "Not interested: Cake stand",
        "You looked at the set of 4 cake tins",
        "A little less of: Teacup green beside Regency teapot",
        "Suggestions shown within a week: 2",
        "gone when you leave it",
        "Bytes sent about you: 0",
    ] {
        assert!(told.contains(part), "{part:?} is not in {told}");
    }
    let effects = app.reduce(Event::Unsay(FOOTER, AnswerKind::NotInterested, "S1".into()), NOON);
    assert!(matches!(effects[..], [Effect::Store(Some(_)), Effect::Focus(FOOTER, _)]), "{effects:?}");
    assert!(app.shopper().answers().is_empty());
    let view = app.memory.views[0].0;
    app.reduce(Event::ForgetView(FOOTER, view), NOON);
    for points in app.memory.feedback.kept().to_vec() {
        app.reduce(Event::ForgetPoints(FOOTER, points.subject), NOON);
    }
    let told = text(&app, FOOTER);
    assert!(!told.contains("looked at the") && !told.contains("A little less"), "{told}");
    assert_eq!(app.reduce(Event::Download, NOON), [Effect::Download]);
}

#[test]
fn what_was_downloaded_and_erased_comes_back_with_an_import() {
    let mut app = teapot_in_cart();
    app.reduce(Event::Mode(PrivacyMode::Remembered, None), NOON);
    app.reduce(Event::Frequency(A, Frequency::Fewer), NOON);
    app.reduce(Event::Say(A, AnswerKind::NoMore, ItemId(3)), NOON);
    let (choices, memory) = (record::write(app.shopper()), app.memory_text());
    let before = app.shopper().clone();
    app.reduce(Event::Erase, NOON);
    assert_ne!(*app.shopper(), before);
    app.reduce(Event::Import("nonsense".into(), String::new()), NOON);
    assert_eq!(app.shopper().frequency, Frequency::Normal, "what cannot be read changes nothing");
    app.reduce(Event::Import(choices, memory), NOON);
    assert_eq!(*app.shopper(), before);
}

#[test]
fn a_no_teaches_and_taking_it_back_unteaches() {
    let mut app = teapot_in_cart();
    let cup = sku(&app, "C1");
    app.reduce(Event::Say(A, AnswerKind::NotNow, cup), NOON);
    assert!(app.memory.feedback.kept().iter().any(|kept| kept.points < 0));
    app.reduce(Event::TakeBack(A, cup), NOON);
    assert!(app.memory.feedback.kept().iter().all(|kept| kept.points == 0));
}
