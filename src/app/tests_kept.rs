//! What is kept, and where: what she says holds though the browser does not keep it, and what is over goes.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use super::tests::{A, B, NOON, empty_page, offered, sku, teapot_in_cart};
use super::{Effect, Event};
use goeswith_engine::pacing::Frequency;
use goeswith_engine::record;
use goeswith_engine::shopper::AnswerKind;

#[test]
fn what_is_over_is_not_written_again() {
    let kept = "goeswith 1\nfrequency fewer\n";
    let over = format!("{kept}paused-until 1\nnot-now C1 1\n");
    let mut app = empty_page(Some(&over));
    assert_eq!(app.reduce(Event::Gift(false), NOON), [Effect::Store(Some(kept.to_owned()))]);
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
