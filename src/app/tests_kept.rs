//! What is kept, and where: what she says holds though the browser does not keep it, and what is over goes.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use super::tests::{NOON, empty_page};
use super::{Effect, Event};

#[test]
fn what_is_over_is_not_written_again() {
    let kept = "goeswith 1\nfrequency fewer\n";
    let over = format!("{kept}paused-until 1\nnot-now C1 1\n");
    let mut app = empty_page(Some(&over));
    assert_eq!(app.reduce(Event::Gift(false), NOON), [Effect::Store(Some(kept.to_owned()))]);
}
