//! What is kept, and where: what she says holds though the browser does not keep it, and what is over goes.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use super::tests::{A, B, FOOTER, NOON, kept, offered, sku, support, teapot_in_cart, text};
use super::tests_memory::do_everything;
use super::{App, Effect, Event, Now, Placement};
use goeswith_engine::ids::Millis;
use goeswith_engine::pacing::Frequency;
use goeswith_engine::privacy::PrivacyMode;
use goeswith_engine::record;
use goeswith_engine::shopper::AnswerKind;
use goeswith_engine::words::{ENGLISH, Words};

#[test]
fn what_is_over_goes_from_the_store_too() {
    let kept = "goeswith 1\nfrequency fewer\nnot-interested S1 1\n";
    let over = format!("{kept}paused-until 86400001\nnot-now C1 1\n");
    let [last, after] = [1, 0].map(|ms| Now { at: Millis(86_400_001 - ms), ..NOON });
    let stored = [Effect::Store(Some(kept.to_owned()))];
    let mut app = page_at(last, &over);
    assert_eq!(app.reduce(Event::Cart(vec![]), last), [], "nothing is over yet");
    assert_eq!(app.reduce(Event::Recalled(None), after), [], "others may have said more");
    assert_eq!(app.reduce(Event::Cart(vec![]), after), stored);
    assert_eq!(app.reduce(Event::Cart(vec![]), after), [], "once");
    assert_eq!(app.reduce(Event::Stored(Some(over.clone())), after), stored);
    assert!(!page_at(last, &over).reduce(Event::Erase, after).contains(&stored[0]));
}

/// A page that was opened with these choices.
fn page_at(now: Now, stored: &str) -> App {
    let mut app = App::new(support::open(&support::tea_shop()), Words::new(ENGLISH), Some(stored));
    app.reduce(Event::Mount { row: A, placement: Placement::Product, max: 3 }, now);
    app
}

#[test]
fn what_could_not_be_kept_holds_whatever_is_said_elsewhere() {
    let mut app = teapot_in_cart();
    let cup = sku(&app, "C1");
    app.reduce(Event::Say(A, AnswerKind::NotInterested, cup), NOON);
    app.reduce(Event::NotKept, NOON);
    app.reduce(Event::Stored(None), NOON);
    assert_eq!(offered(&app, B), "S1", "that nothing is there says nothing");
    // Another tab has room for less than this one wanted to keep, and this one tries again.
    let theirs = format!("goeswith 1\nfrequency fewer\nnot-interested S1 {}\n", NOON.at.0);
    let effects = app.reduce(Event::Stored(Some(theirs)), NOON);
    assert_eq!(offered(&app, B), "");
    let both = app.shopper().clone();
    assert_eq!((both.frequency, both.answers().len()), (Frequency::Fewer, 2));
    assert_eq!(effects, [Effect::Store(Some(record::write(&both)))]);
    app.reduce(Event::Frequency(A, Frequency::Off), NOON);
    let theirs = "goeswith 1\nfrequency more\n";
    app.reduce(Event::Stored(Some(theirs.to_owned())), NOON);
    assert_eq!(app.shopper().frequency, Frequency::Off);
    // Once it is kept, the store is the truth again.
    app.reduce(Event::Kept, NOON);
    assert_eq!(app.reduce(Event::Stored(Some(theirs.to_owned())), NOON), []);
    assert_eq!(app.shopper().frequency, Frequency::More);
    assert_eq!(offered(&app, B), "C1 S1");
}

#[test]
fn consent_withdrawn_or_all_erased_elsewhere_is_obeyed_in_every_mode() {
    use PrivacyMode::{Off, Page, Remembered, Session};
    for (mode, left, removed) in [
        (Off, Off, None),
        (Page, Page, None),
        (Session, Page, Some((Session, None))),
        (Remembered, Page, Some((Page, None))),
    ] {
        let mut app = teapot_in_cart();
        app.reduce(Event::Mode(mode, None), NOON);
        do_everything(&mut app);
        let effects = app.reduce(Event::Withdrawn, NOON);
        assert_eq!((app.mode, kept(&effects)), (left, removed), "{mode:?}: what others keep is theirs");
        assert!(!app.memory_text().contains("view") && !app.memory_text().contains("lantern"));
        assert!(!effects.contains(&Effect::Withdraw), "what was heard is not told again");
    }
}

#[test]
fn a_tab_that_keeps_for_itself_leaves_alone_what_others_share() {
    let mut app = teapot_in_cart();
    let effects = app.reduce(Event::Mode(PrivacyMode::Session, None), NOON);
    assert!(matches!(effects[..], [Effect::Remember(PrivacyMode::Session, Some(_))]), "{effects:?}");
    // That what others share is gone says nothing of this tab's own.
    assert_eq!(app.reduce(Event::Recalled(None), NOON), []);
    app.reduce(Event::Mode(PrivacyMode::Remembered, None), NOON);
    let effects = app.reduce(Event::Mode(PrivacyMode::Session, None), NOON);
    assert_eq!(effects[0], Effect::Remember(PrivacyMode::Page, None), "consent to share is withdrawn");
    assert!(matches!(effects[1..], [Effect::Remember(PrivacyMode::Session, Some(_))]), "{effects:?}");
}

#[test]
fn what_an_earlier_visit_kept_and_this_page_does_not_use_is_told() {
    const TOLD: &str = "An earlier visit is still kept in this browser, but not used.";
    use PrivacyMode::{Page, Remembered, Session};
    let earlier = || Event::Recalled(Some("goeswith-memory 1\nview K1 1\n".to_owned()));
    let tells = |app: &mut App, event| {
        app.reduce(event, NOON);
        app.reduce(Event::OpenMine, NOON);
        text(app, FOOTER).contains(TOLD)
    };
    let mut app = teapot_in_cart();
    assert!(!tells(&mut app, Event::Cart(vec![])) && tells(&mut app, earlier()));
    assert!(tells(&mut app, Event::Mode(Session, None)), "a tab that keeps for itself leaves it there");
    assert!(!text(&app, FOOTER).contains("You looked at"), "and uses nothing of it");
    assert!(!tells(&mut app, Event::Erase));
    assert!(tells(&mut app, earlier()) && !tells(&mut app, Event::Recalled(None)), "removed elsewhere");
    assert!(tells(&mut app, earlier()) && !tells(&mut app, Event::Mode(Remembered, None)), "here it is used");
    assert!(!tells(&mut app, earlier()));
    app.reduce(Event::NotRemembered, NOON);
    assert!(tells(&mut app, earlier()), "what another tab had room for");
    assert!(!tells(&mut app, Event::Mode(Session, None)), "consent to share is withdrawn");
    assert!(tells(&mut app, earlier()) && !tells(&mut app, Event::Mode(Page, None)), "all of it");
}
