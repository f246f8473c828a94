//! What she looks at, searches for, follows, buys and pays: noted where it may be, shown to her, and never beyond.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use super::tests::{A, B, FOOTER, NOON, empty_page, kept, offered, sku, teapot_in_cart, text};
use super::{App, Event, Now, Open, Placement, RowId, Signal};
use goeswith_engine::circumstances::Circumstance;
use goeswith_engine::feedback::Subject;
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::pacing::Exposures;
use goeswith_engine::privacy::PrivacyMode;
use goeswith_engine::shopper::AnswerKind;
use goeswith_engine::stage::Stage;

fn look(app: &mut App, product: &str) {
    app.reduce(Event::View(product.to_owned()), NOON);
}

fn points(app: &App) -> Vec<(Subject, i32)> {
    app.memory.feedback.standing(NOON.at).map(|(subject, points)| (subject.clone(), points)).collect()
}

#[test]
fn what_she_goes_on_from_shows_what_she_likes() {
    let mut app = empty_page(None);
    look(&mut app, "T1");
    assert_eq!(points(&app), [], "the page itself says nothing yet");
    look(&mut app, "");
    look(&mut app, "S1");
    assert_eq!(
        points(&app),
        [(Subject::Category("Kitchen > Tea".to_owned()), 1), (Subject::PriceBand(2), 1)]
    );
    app.reduce(Event::Open(A, Open::Mine), NOON);
    let panel = text(&app, A);
    assert!(panel.contains("A little more of: things for GBP 200 to GBP 500 Forget"), "{panel}");
    app.reduce(Event::ForgetPoints(A, Subject::PriceBand(2)), NOON);
    assert!(!text(&app, A).contains("GBP 200"));
}

#[test]
fn a_search_counts_is_listed_and_can_be_forgotten() {
    let mut app = teapot_in_cart();
    assert_eq!(offered(&app, A), "C1 S1");
    app.reduce(Event::Search("cake".to_owned()), NOON);
    app.reduce(Event::Open(A, Open::Mine), NOON);
    assert!(text(&app, A).contains("You searched for \"cake\" Forget"));
    let stand = sku(&app, "S1");
    app.reduce(Event::Open(B, Open::Why(stand)), NOON);
    assert!(text(&app, B).contains("You searched for \"cake\""));
    app.reduce(Event::ForgetSearch(A, "cake".to_owned()), NOON);
    assert!(!text(&app, A).contains("You searched"));
    assert!(!text(&app, B).contains("You searched"));
    app.reduce(Event::Gift(true), NOON);
    app.reduce(Event::Search("cake".to_owned()), NOON);
    assert!(app.memory.searches.kept().is_empty(), "nothing is learned while she shops for someone else");
}

#[test]
fn what_she_is_looking_at_is_no_news_in_the_cart_either() {
    let mut app = teapot_in_cart();
    assert_eq!(offered(&app, B), "C1 S1");
    look(&mut app, "C1");
    assert_eq!(offered(&app, B), "S1", "nor is its other color");
}

/// The shop says the cart in every tab, and nobody looks at but one.
#[test]
fn what_is_behind_another_tab_shows_nothing_new_and_counts_nothing() {
    let mut app = empty_page(None);
    app.reduce(Event::Front(false), NOON);
    let cart = vec![sku(&app, "T1")];
    app.reduce(Event::Cart(cart), NOON);
    assert_eq!((offered(&app, A).as_str(), app.memory.exposures.clone()), ("", Exposures::default()));
    app.reduce(Event::Front(true), NOON);
    assert_eq!(offered(&app, A), "C1 S1");
    app.reduce(Event::Front(false), NOON);
    app.reduce(Event::Search("lantern".to_owned()), NOON);
    assert_eq!(offered(&app, A), "C1 S1", "what was seen stays");
    app.reduce(Event::Cart(Vec::new()), NOON);
    assert_eq!(offered(&app, A), "", "unless nothing speaks for it any more");
}

#[test]
fn what_she_bought_is_not_suggested_again_until_she_forgets_it() {
    let mut app = teapot_in_cart();
    let cup = sku(&app, "C1");
    app.reduce(Event::Ordered(vec![cup]), NOON);
    assert_eq!(offered(&app, A), "S1", "nor is its other color");
    app.reduce(Event::Open(A, Open::Mine), NOON);
    assert!(text(&app, A).contains("You bought the teacup green Forget"));
    app.reduce(Event::ForgetOwned(A, cup), NOON);
    assert_eq!(offered(&app, A), "C1 S1");
}

#[test]
fn nothing_is_shown_between_pay_and_the_confirmation() {
    let mut app = teapot_in_cart();
    app.reduce(Event::Paying(true), NOON);
    assert_eq!((text(&app, A), text(&app, B)), (String::new(), String::new()));
    let cart = vec![sku(&app, "T1"), sku(&app, "K1")];
    app.reduce(Event::Cart(cart), NOON);
    app.reduce(Event::Open(A, Open::Mine), NOON);
    assert_eq!((offered(&app, A), text(&app, A)), (String::new(), String::new()), "whatever happens");
    app.reduce(Event::Close(A), NOON);
    let row = RowId(9);
    app.reduce(Event::Mount { row, placement: Placement::Checkout, max: 3 }, NOON);
    app.reduce(Event::Seen(row), NOON);
    assert_eq!(text(&app, row), "");
    app.reduce(Event::Paying(false), NOON);
    assert_ne!(offered(&app, A), "");
}

#[test]
fn a_kind_is_refused_and_taken_back_in_the_panel() {
    let mut app = teapot_in_cart();
    app.reduce(Event::Open(A, Open::Mine), NOON);
    assert!(text(&app, A).contains("Kinds of suggestions bought together No more of these"));
    app.reduce(Event::NoKind(A, "bought-together".to_owned()), NOON);
    assert_eq!((offered(&app, A), offered(&app, B)), (String::new(), String::new()), "at once, everywhere");
    assert!(text(&app, A).contains("None of the kind: bought together Undo"), "{}", text(&app, A));
    app.reduce(Event::Unsay(A, AnswerKind::NoKind, "bought-together".to_owned()), NOON);
    assert_eq!((offered(&app, A), offered(&app, B)), ("C1 S1".into(), "C1 S1".into()));
}

/// From the teapot's page to the cup that was suggested there, then on.
fn followed(then: &str, later_ms: u64) -> Vec<(Subject, i32)> {
    let mut app = empty_page(None);
    look(&mut app, "T1");
    let cup = sku(&app, "C1");
    app.reduce(Event::Follow(A, cup), NOON);
    look(&mut app, "C1");
    app.reduce(Event::View(then.to_owned()), Now { at: NOON.at.plus_ms(later_ms), ..NOON });
    let mut found = points(&app);
    found.retain(|(subject, _)| matches!(subject, Subject::Pair(..) | Subject::Type(..)));
    found
}

#[test]
fn a_suggestion_that_led_away_counts_a_little_less_unless_she_comes_back() {
    use goeswith_engine::relation_type::RelationType::BoughtTogether;
    let interest = (Subject::Type(BoughtTogether, Stage::Product), 1);
    assert_eq!(followed("T1", 0), std::slice::from_ref(&interest), "she came back");
    let pair = Subject::Pair("T1".to_owned(), "C1".to_owned());
    assert_eq!(followed("L1", 0), [(pair, -2)], "she went elsewhere");
    assert_eq!(followed("L1", 30 * 60_000), [interest], "half an hour later it was no detour");
}

#[test]
fn what_she_followed_and_then_bought_anywhere_is_no_detour() {
    let mut app = empty_page(None);
    look(&mut app, "T1");
    let cup = sku(&app, "C1");
    app.reduce(Event::Follow(A, cup), NOON);
    look(&mut app, "C1");
    app.reduce(Event::Cart(vec![cup]), NOON);
    assert_eq!(app.memory.detour, None, "the shop's own button did it");
}

#[test]
fn after_the_order_things_go_with_what_was_ordered() {
    let mut app = empty_page(None);
    let row = RowId(9);
    app.reduce(Event::Mount { row, placement: Placement::AfterOrder, max: 3 }, NOON);
    let pot = sku(&app, "T1");
    app.reduce(Event::Cart(vec![pot]), NOON);
    app.reduce(Event::Ordered(vec![pot]), NOON);
    app.reduce(Event::Seen(row), NOON);
    let shown = text(&app, row);
    assert!(shown.starts_with("Goes with the Regency teapot you bought"), "{shown}");
    let cup = app.row(row).unwrap().cards[0].item();
    app.reduce(Event::Open(row, Open::Why(cup)), NOON);
    let shown = text(&app, row);
    assert!(shown.contains("You bought the Regency teapot") && !shown.contains("cart"), "{shown}");
}

#[test]
fn taking_what_was_followed_is_no_detour() {
    let mut app = empty_page(None);
    look(&mut app, "T1");
    let cup = sku(&app, "C1");
    app.reduce(Event::Follow(A, cup), NOON);
    app.reduce(Event::Add(A, cup), NOON);
    app.reduce(Event::Settled(cup, true), NOON);
    assert_eq!(app.memory.detour, None);
}

/// A page of a model in which an item counts more or less by everything that there is.
fn page_of_items_with_profiles() -> App {
    let mut draft = super::tests::support::tea_shop();
    draft.profiles.months = vec![(ItemId(3), [9; 12])];
    draft.profiles.dayparts = vec![(ItemId(3), [9; 6])];
    draft.profiles.devices = vec![(ItemId(3), [9; 3])];
    draft.profiles.item_markets = vec![(ItemId(3), [9; 8])];
    super::tests::page_of(&draft, None)
}

#[test]
fn what_the_model_makes_nothing_of_is_not_said_to_be_used() {
    let mut app = empty_page(None);
    app.reduce(Event::Open(A, Open::Mine), NOON);
    let panel = text(&app, A);
    for sentence in ["the month", "the time of day", "the kind of device", "the country of this page"] {
        assert!(!panel.contains(sentence), "{panel}");
    }
    assert!(panel.contains("what you did with it"), "{panel}");
}

#[test]
fn where_only_what_is_observed_cannot_be_kept_the_page_says_just_that() {
    let mut app = teapot_in_cart();
    app.reduce(Event::Mode(PrivacyMode::Remembered, None), NOON);
    app.reduce(Event::OpenMine, NOON);
    assert!(text(&app, FOOTER).contains("It stays in this browser for up to 30 days."));
    app.reduce(Event::NotRemembered, NOON);
    let told = text(&app, FOOTER);
    assert!(
        told.contains(
            "gone when you leave it. How often, pauses, gifts and every no are kept in this browser"
        ),
        "{told}"
    );
    app.reduce(Event::Mode(PrivacyMode::Session, None), NOON);
    assert!(text(&app, FOOTER).contains("It stays in this tab"), "another place may have room");
    app.reduce(Event::NotKept, NOON);
    let told = text(&app, FOOTER);
    assert!(told.contains("gone when you close it. Your choices cannot be kept"), "the tab keeps it: {told}");
    app.reduce(Event::NotRemembered, NOON);
    let told = text(&app, FOOTER);
    assert!(told.contains("gone when you leave it. Your choices cannot be kept"), "{told}");
    app.reduce(Event::Kept, NOON);
    assert!(
        text(&app, FOOTER)
            .contains("gone when you leave it. How often, pauses, gifts and every no are kept in")
    );
    assert_eq!(kept(&app.reduce(Event::Search("tea".to_owned()), NOON)), None, "not while it says so");
}

#[test]
fn the_data_use_sentence_is_what_is_used() {
    let sentences = [
        (Signal::Views, "what you look at"),
        (Signal::Searches, "what you search for"),
        (Signal::Orders, "what you bought here"),
        (Signal::Acts, "what you did with it"),
        (Signal::Stage, "the kind of page"),
        (Signal::Circumstance(Circumstance::Month), "the month"),
        (Signal::Circumstance(Circumstance::Daypart), "the time of day"),
        (Signal::Circumstance(Circumstance::Device), "the kind of device"),
        (Signal::Circumstance(Circumstance::Market), "the country of this page"),
    ];
    for set in 0..512_u32 {
        let mut app = page_of_items_with_profiles();
        let is_off = |at: usize| set >> at & 1 == 1;
        let ignored: Vec<Signal> = sentences
            .iter()
            .enumerate()
            .filter(|(at, _)| is_off(*at))
            .map(|(_, (signal, _))| *signal)
            .collect();
        app.reduce(Event::Mode(PrivacyMode::Session, None), NOON);
        app.reduce(Event::Ignore(ignored), NOON);
        // Everything happens once.
        look(&mut app, "S1");
        look(&mut app, "T1");
        app.reduce(Event::Search("cup".to_owned()), NOON);
        let tins = sku(&app, "K1");
        app.reduce(Event::Ordered(vec![tins]), NOON);
        let context = app.context(Placement::Product, NOON.at);
        let counts = [
            !context.views.is_empty(),
            !context.searches.is_empty(),
            !context.owned.is_empty(),
            !points(&app).is_empty(),
            context.stage == Stage::Product,
            context.circumstances.month.is_some(),
            context.circumstances.daypart.is_some(),
            context.circumstances.device.is_some(),
            context.circumstances.market.is_some(),
        ];
        app.reduce(Event::Open(A, Open::Mine), NOON);
        let panel = text(&app, A);
        for (at, (signal, sentence)) in sentences.into_iter().enumerate() {
            assert_eq!(panel.contains(sentence), !is_off(at), "{signal:?}: {panel}");
            // Without looks there is nothing to learn from.
            let counts = counts[at] || (at == 3 && is_off(0));
            assert_eq!(counts, !is_off(at) || (at == 3 && is_off(0)), "{signal:?} in {set}");
        }
        for word in ["your cart", "what was shown", "It stays in this tab", "Bytes sent about you: 0"] {
            assert!(panel.contains(word), "{panel}");
        }
    }
}

#[test]
fn what_is_sensitive_is_never_noted() {
    use goeswith_engine::model::{DraftLabels, Label};
    let mut draft = super::tests::support::tea_shop();
    let topics = [None, None, None, Some("health"), None, None];
    draft.labels.insert(Label::Topic, DraftLabels::new(&topics).unwrap());
    let model = super::tests::support::open(&draft);
    let mut app = App::new(model, goeswith_engine::words::Words::new(goeswith_engine::words::ENGLISH), None);
    look(&mut app, "S1");
    let stand = sku(&app, "S1");
    app.reduce(Event::Ordered(vec![stand]), NOON);
    look(&mut app, "T1");
    look(&mut app, "K1");
    let seen: Vec<&str> = app.memory.views.iter().map(|&(item, _)| app.model.sku(item)).collect();
    assert_eq!((seen, app.memory.owned.len()), (vec!["T1", "K1"], 0));
    assert!(
        points(&app).iter().all(|(subject, _)| *subject != Subject::Category("Kitchen > Cakes".to_owned()))
    );
    assert_eq!(app.memory.views.last().map(|&(_, at)| at), Some(Millis(NOON.at.0)));
}

#[test]
fn a_sensitive_card_teaches_nothing_and_leaves_no_name_behind() {
    use goeswith_engine::model::{DraftLabels, Label};
    let mut draft = super::tests::support::tea_shop();
    let topics = [Some("health"), None, None, Some("health"), None, None];
    draft.labels.insert(Label::Topic, DraftLabels::new(&topics).unwrap());
    let model = super::tests::support::open(&draft);
    let mut app = App::new(model, goeswith_engine::words::Words::new(goeswith_engine::words::ENGLISH), None);
    app.reduce(Event::Mode(PrivacyMode::Remembered, None), NOON);
    app.reduce(Event::Mount { row: A, placement: Placement::Product, max: 3 }, NOON);
    app.reduce(Event::Seen(A), NOON);
    let [pot, stand] = ["T1", "S1"].map(|name| sku(&app, name));
    app.reduce(Event::Cart(vec![pot]), NOON);
    assert!(offered(&app, A).contains("S1"), "beside its own it is suggested");
    app.reduce(Event::Save(A, stand), NOON);
    assert!(text(&app, A).contains("Saved for now Undo"), "it is gone with the page: {}", text(&app, A));
    app.reduce(Event::UndoSave(A, stand), NOON);
    look(&mut app, "L1");
    for event in [
        Event::Open(A, Open::Why(stand)),
        Event::Save(A, stand),
        Event::Follow(A, stand),
        Event::Search("cake stand".to_owned()),
        Event::Say(A, AnswerKind::NotNow, stand),
    ] {
        app.reduce(event, NOON);
    }
    let kept = app.memory_text();
    assert!(!kept.contains("S1") && !kept.contains("Cakes") && !kept.contains("cake"), "{kept}");
}
