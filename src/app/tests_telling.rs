//! What the shop's scripts are told: by default nothing, and where the page asks for it no more than it says.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::tests::{A, FOOTER, NOON, page_of, sku, support, teapot_in_cart, text};
use super::{App, Effect, Event, Open, RowId};
use goeswith_engine::ids::ItemId;
use goeswith_engine::locale::{self, Locale};
use goeswith_engine::model::{DraftLabels, Label};
use goeswith_engine::pacing::Frequency;
use goeswith_engine::shopper::AnswerKind;
use goeswith_engine::words::Words;

fn telling(mut app: App) -> App {
    app.reduce(Event::Tell(true), NOON);
    app
}

/// What the shop is told of an event: the row, and `name key value`.
fn told(app: &mut App, event: Event) -> Vec<(RowId, String)> {
    let effects = app.reduce(event, NOON).into_iter();
    let tell = |effect| match effect {
        Effect::Tell(row, name, key, value) => Some((row, format!("{name} {key} {value}"))),
        _ => None,
    };
    effects.filter_map(tell).collect()
}

/// What she does, and what the shop that asks is told of it.
fn acts() -> Vec<(Event, Option<(RowId, &'static str)>)> {
    let [cup, stand] = [1, 3].map(ItemId);
    vec![
        (Event::Follow(A, cup), Some((A, "open sku C1"))),
        (Event::Open(A, Open::Why(cup)), None),
        (Event::NotHelpful(A, cup), None),
        (Event::Save(A, stand), None),
        (Event::Say(A, AnswerKind::NotNow, cup), Some((A, "dismiss sku C1"))),
        (Event::TakeBack(A, cup), None),
        (Event::Say(A, AnswerKind::NotInterested, stand), Some((A, "dismiss sku S1"))),
        (Event::Unsay(FOOTER, AnswerKind::NotInterested, "S1".into()), None),
        (Event::Say(A, AnswerKind::NoMore, cup), Some((A, "dismiss category Kitchen > Tea"))),
        (Event::NoKind(FOOTER, "alike".into()), None),
        (Event::ForgetAnswers(FOOTER), None),
        (Event::Search("tea".into()), None),
        (Event::View("K1".into()), None),
        (Event::Frequency(FOOTER, Frequency::Fewer), Some((FOOTER, "control level fewer"))),
        (Event::Pause(A), Some((A, "control level paused"))),
        (Event::Resume(A), Some((A, "control level fewer"))),
        (Event::Frequency(A, Frequency::Off), Some((A, "control level off"))),
        (Event::Stored(Some("goeswith 1\nfrequency more\n".into())), None),
        (Event::Gift(true), None),
        (Event::Download, None),
        (Event::Erase, None),
    ]
}

#[test]
fn the_shop_is_told_nothing_unless_it_asks_and_then_each_thing_once() {
    let (mut silent, mut app) = (teapot_in_cart(), telling(teapot_in_cart()));
    for (event, expected) in acts() {
        let doing = format!("{event:?}");
        assert_eq!(told(&mut silent, event.clone()), [], "not asked: {doing}");
        let expected: Vec<_> = expected.into_iter().map(|(row, what)| (row, what.to_owned())).collect();
        assert_eq!(told(&mut app, event), expected, "{doing}");
    }
    app.reduce(Event::Tell(false), NOON);
    assert_eq!(told(&mut app, Event::Frequency(A, Frequency::More)), []);
}

#[test]
fn of_a_gift_and_of_what_is_sensitive_no_card_is_told_but_how_often_is() {
    let mut gift = telling(teapot_in_cart());
    gift.reduce(Event::Gift(true), NOON);
    let mut draft = support::tea_shop();
    let topics = [None, Some("health"), None, None, None, None];
    draft.labels.insert(Label::Topic, DraftLabels::new(&topics).unwrap());
    for mut app in [gift, telling(page_of(&draft, None))] {
        let cup = sku(&app, "C1");
        assert_eq!(told(&mut app, Event::Follow(A, cup)), []);
        for kind in AnswerKind::OF_CARD {
            assert_eq!(told(&mut app, Event::Say(A, kind, cup)), [], "{kind:?}");
        }
        assert_eq!(told(&mut app, Event::Frequency(A, Frequency::Fewer)).len(), 1);
    }
}

#[test]
fn your_suggestions_and_the_row_name_what_the_shop_hears() {
    let languages = [
        (include_str!("../../crates/engine/messages/en.txt"), "The shop hears", "Nothing about you was sent"),
        (
            include_str!("../../crates/engine/messages/de.txt"),
            "Der Shop erfährt",
            "Nichts über dich wurde gesendet",
        ),
        (include_str!("../../crates/engine/messages/ar.txt"), "يعرف المتجر", "لم يُرسل شيء عنك"),
    ];
    for (messages, hears, nothing) in languages {
        let mut app = teapot_in_cart();
        app.words = Words::in_language(messages.to_owned(), Locale::read(locale::ENGLISH));
        app.reduce(Event::OpenMine, NOON);
        let shown = |app: &App| [text(app, A), text(app, FOOTER)];
        let [row, panel] = shown(&app);
        assert!(row.contains(nothing) && !row.contains(hears) && !panel.contains(hears), "{row} {panel}");
        app.reduce(Event::Tell(true), NOON);
        let [row, panel] = shown(&app);
        assert!(!row.contains(nothing) && row.contains(hears) && panel.contains(hears), "{row} {panel}");
        let named = [app.words.get("mine-told"), app.words.get("on-device-told")];
        assert!(panel.contains(named[0]) && row.contains(named[1]), "{panel}");
        app.reduce(Event::Tell(false), NOON);
        let [row, panel] = shown(&app);
        assert!(row.contains(nothing) && !panel.contains(hears), "nothing was told yet: {row} {panel}");
        app.reduce(Event::Tell(true), NOON);
        let cup = sku(&app, "C1");
        app.reduce(Event::Follow(A, cup), NOON);
        app.reduce(Event::Tell(false), NOON);
        let [row, panel] = shown(&app);
        assert!(!row.contains(nothing) && row.contains(hears) && panel.contains(hears), "{row} {panel}");
    }
}
