//! What the shopper says holds at once and everywhere: single stories, then any story.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use super::{AddState, App, Effect, Event, Now, Open, Placement, RowId};
use crate::view::{self, Page};
use goeswith_engine::circumstances::{Circumstances, Device, Market};
use goeswith_engine::context::{Context, SignalKind};
use goeswith_engine::eligibility::Eligibility;
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::model::{Draft, Model};
use goeswith_engine::pacing::{DAY_MS, Frequency};
use goeswith_engine::privacy::PrivacyMode;
use goeswith_engine::shopper::AnswerKind;
use goeswith_engine::words::{ENGLISH, Words};
use proptest::prelude::*;

#[path = "../../crates/engine/tests/support/mod.rs"]
pub(super) mod support;

pub(super) const A: RowId = RowId(1);
pub(super) const B: RowId = RowId(2);
pub(super) const FOOTER: RowId = RowId(3);
/// A January noon, on a phone, in Britain.
pub(super) const HERE: Circumstances = Circumstances {
    month: Some(0),
    daypart: Some(3),
    device: Some(Device::Phone),
    market: Market::from_code("GB"),
};
pub(super) const NOON: Now =
    Now { at: Millis(1_000_000_000), next_midnight: Millis(1_040_000_000), circumstances: HERE };

pub(super) struct Shop;

impl Page for Shop {
    fn price(&self, hundredths: u32, currency: &str) -> String {
        format!("{currency} {hundredths}")
    }

    fn link(&self, _: &str) -> Option<String> {
        None
    }
}

pub(super) fn empty_page(stored: Option<&str>) -> App {
    page_of(&support::tea_shop(), stored)
}

pub(super) fn page_of(draft: &Draft, stored: Option<&str>) -> App {
    let model: Model<Vec<u8>> = support::open(draft);
    let mut app = App::new(model, Words::new(ENGLISH), stored);
    for (row, placement) in
        [(A, Placement::Product), (B, Placement::CartDrawer), (FOOTER, Placement::Controls)]
    {
        app.reduce(Event::Mount { row, placement, max: 3 }, NOON);
        app.reduce(Event::Seen(row), NOON);
    }
    app
}

/// The Regency teapot is in the cart: both rows offer the green teacup and the cake stand.
pub(super) fn teapot_in_cart() -> App {
    let mut app = empty_page(None);
    let cart = vec![sku(&app, "T1")];
    app.reduce(Event::Cart(cart), NOON);
    app
}

pub(super) fn sku(app: &App, sku: &str) -> ItemId {
    app.model.find(sku).unwrap()
}

/// The SKUs that a row offers; an answered card offers nothing.
pub(super) fn offered(app: &App, row: RowId) -> String {
    let cards = app.row(row).unwrap().cards.iter().filter(|card| card.is_offered());
    cards.map(|card| app.model.sku(card.item())).collect::<Vec<_>>().join(" ")
}

pub(super) fn text(app: &App, row: RowId) -> String {
    view::row(app, row, &Shop, NOON.at).to_text()
}

/// What is kept after an event, in the mode's own place: `None` when nothing is said of it.
pub(super) fn kept(effects: &[Effect]) -> Option<(PrivacyMode, Option<&str>)> {
    effects.iter().find_map(|effect| match effect {
        Effect::Remember(mode, text) => Some((*mode, text.as_deref())),
        _ => None,
    })
}

/// Two tabs that share one memory, the teapot in both carts.
pub(super) fn two_tabs() -> (App, App) {
    let (mut here, mut there) = (teapot_in_cart(), teapot_in_cart());
    let effects = here.reduce(Event::Mode(PrivacyMode::Remembered, None), NOON);
    let text = kept(&effects).unwrap().1.map(str::to_owned);
    there.reduce(Event::Mode(PrivacyMode::Remembered, text), NOON);
    (here, there)
}

#[test]
fn a_card_reads_as_the_interface_says() {
    let app = teapot_in_cart();
    assert_eq!(
        text(&app, A),
        "Goes with your Regency teapot How often? Normal \
         Teacup green GBP 295 In 1 of 2 orders with the Regency teapot very often together Add ⋯ \
         Cake stand GBP 295 In 1 of 4 orders with the Regency teapot often together Add ⋯ \
         Worked out on this device. Nothing about you was sent."
    );
}

#[test]
fn a_row_that_was_not_seen_chooses_nothing() {
    let mut app = teapot_in_cart();
    let row = RowId(9);
    app.reduce(Event::Mount { row, placement: Placement::Cart, max: 3 }, NOON);
    assert_eq!(text(&app, row), "");
    app.reduce(Event::Seen(row), NOON);
    assert_eq!(offered(&app, row), "C1 S1");
}

#[test]
fn not_interested_is_confirmed_in_place_and_obeyed_everywhere() {
    let mut app = teapot_in_cart();
    let teacup = sku(&app, "C1");
    let effects = app.reduce(Event::Say(A, AnswerKind::NotInterested, teacup), NOON);
    assert!(matches!(&effects[..], [Effect::Store(Some(_)), Effect::Focus(A, _)]));
    assert_eq!((offered(&app, A), offered(&app, B)), ("S1".into(), "S1".into()));
    assert!(text(&app, A).contains("You will not see this again. Undo"));
    app.reduce(Event::TakeBack(A, teacup), NOON);
    assert_eq!((offered(&app, A), offered(&app, B)), ("C1 S1".into(), "C1 S1".into()));
}

#[test]
fn no_more_of_a_category_names_it_and_takes_its_other_cards_along() {
    let mut app = teapot_in_cart();
    let stand = sku(&app, "S1");
    app.reduce(Event::Open(A, Open::Menu(stand)), NOON);
    assert!(text(&app, A).contains("Why this? Save for later Not now Not interested in this No more cakes"));
    app.reduce(Event::Say(A, AnswerKind::NoMore, stand), NOON);
    assert_eq!((offered(&app, A), offered(&app, B)), ("C1".into(), "C1".into()));
    assert!(text(&app, A).contains("No more cakes. Undo"));
    assert_eq!(view::row(&app, B, &Shop, NOON.at).find_all("part", "place").len(), 1, "its place stays");
}

#[test]
fn off_empties_all_rows_and_only_its_own_place_says_so() {
    let mut app = teapot_in_cart();
    let effects = app.reduce(Event::Frequency(A, Frequency::Off), NOON);
    let [Effect::Store(Some(stored)), Effect::Focus(A, _)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(text(&app, A), "Suggestions are off. Show suggestions again");
    assert_eq!(text(&app, B), "");
    assert_eq!(text(&app, FOOTER), "How often? Off");
    let back = app.reduce(Event::Frequency(A, Frequency::Normal), NOON);
    assert_eq!(back[1..], [Effect::Focus(A, "control".into())], "the button that had the focus is gone");
    let mut reloaded = empty_page(Some(stored));
    let cart = vec![sku(&reloaded, "T1")];
    reloaded.reduce(Event::Cart(cart), NOON);
    assert_eq!((text(&reloaded, A), text(&reloaded, FOOTER)), (String::new(), "How often? Off".into()));
    reloaded.reduce(Event::Frequency(FOOTER, Frequency::Normal), NOON);
    assert_eq!(offered(&reloaded, A), "C1 S1");
}

#[test]
fn show_suggestions_again_raises_nothing_that_she_had_lowered() {
    for level in [Frequency::Fewer, Frequency::Normal, Frequency::More] {
        let mut app = teapot_in_cart();
        app.reduce(Event::Frequency(A, level), NOON);
        for _ in 0..2 {
            app.reduce(Event::Frequency(A, Frequency::Off), NOON);
        }
        let mut tree = view::row(&app, A, &Shop, NOON.at);
        let back = tree.take_event("resume").unwrap();
        app.reduce(back, NOON);
        assert_eq!(app.shopper().frequency, level);
    }
}

#[test]
fn another_tab_is_obeyed() {
    let mut app = teapot_in_cart();
    app.reduce(Event::Stored(Some("goeswith 1\nfrequency off\n".into())), NOON);
    assert_eq!((text(&app, A), text(&app, B)), (String::new(), String::new()));
    app.reduce(Event::Stored(None), NOON);
    assert_eq!(offered(&app, B), "C1 S1");
}

#[test]
fn what_cannot_be_read_takes_nothing_back_in_a_live_tab() {
    let mut app = teapot_in_cart();
    let cup = sku(&app, "C1");
    app.reduce(Event::Say(A, AnswerKind::NotInterested, cup), NOON);
    app.reduce(Event::Frequency(A, Frequency::Off), NOON);
    let before = app.shopper().clone();
    for text in ["", "nonsense", "goeswith 2\nfrequency more\n"] {
        app.reduce(Event::Stored(Some(text.into())), NOON);
        assert_eq!((app.shopper(), offered(&app, A)), (&before, String::new()), "{text:?}");
    }
    app.reduce(Event::Stored(None), NOON);
    assert_eq!(offered(&app, B), "C1 S1", "what was erased elsewhere is erased here");
}

#[test]
fn a_clock_that_was_a_year_ahead_hides_nothing_for_a_year() {
    let ahead = NOON.at.plus_ms(365 * DAY_MS);
    let mut app = empty_page(Some(&format!("goeswith 1\nnot-now C1 {}\n", ahead.0)));
    assert_eq!(app.shopper().answers()[0].at, NOON.at);
    let cart = vec![sku(&app, "T1")];
    app.reduce(Event::Cart(cart), NOON);
    assert_eq!(offered(&app, A), "", "quiet after a no");
    let tomorrow = Now { at: NOON.at.plus_ms(DAY_MS), ..NOON };
    app.reduce(Event::View("T1".into()), tomorrow);
    assert!(offered(&app, A).contains("C1"));
}

#[test]
fn a_pause_ends_at_midnight() {
    let mut app = teapot_in_cart();
    app.reduce(Event::Pause(A), NOON);
    assert_eq!(text(&app, A), "Paused for today. Show suggestions again");
    let tomorrow = Now { at: NOON.next_midnight, next_midnight: Millis(2_000_000_000), ..NOON };
    app.reduce(Event::View("K1".into()), tomorrow);
    assert!(!offered(&app, A).is_empty());
}

#[test]
fn an_add_from_a_card_moves_nothing_and_one_from_the_page_is_answered() {
    let mut app = teapot_in_cart();
    let (teapot, teacup, stand) = (sku(&app, "T1"), sku(&app, "C1"), sku(&app, "S1"));
    assert_eq!(app.reduce(Event::Add(A, teacup), NOON), [Effect::RequestAdd(A, teacup)]);
    assert_eq!(app.reduce(Event::Add(A, teacup), NOON), [], "asked once");
    assert_eq!(app.add_state(teacup), Some(AddState::Adding));
    app.reduce(Event::Cart(vec![teapot, teacup]), NOON);
    assert_eq!(app.add_state(teacup), Some(AddState::Added), "the cart says so, whatever the promise does");
    app.reduce(Event::Settled(teacup, true), NOON);
    assert_eq!(offered(&app, A), "C1 S1");
    app.reduce(Event::UndoAdd(A, teacup), NOON);
    app.reduce(Event::Cart(vec![teapot]), NOON);
    assert_eq!(app.add_state(teacup), Some(AddState::Offered));
    app.reduce(Event::Cart(vec![teapot, stand]), NOON);
    assert_eq!(offered(&app, A), "C1 K1");
}

#[test]
fn no_card_rests_on_what_left_the_cart() {
    let mut app = teapot_in_cart();
    let (teapot, stand, lantern) = (sku(&app, "T1"), sku(&app, "S1"), sku(&app, "L1"));
    app.reduce(Event::Add(A, stand), NOON);
    app.reduce(Event::Cart(vec![teapot, stand]), NOON);
    app.reduce(Event::Cart(vec![stand, lantern]), NOON);
    assert!(offered(&app, A).contains("K1"), "the cake stand, added from a card, is an anchor now");
    app.reduce(Event::Cart(vec![lantern]), NOON);
    assert_eq!(offered(&app, A), "");
}

#[test]
fn an_add_that_fails_says_so_and_can_be_tried_again() {
    let mut app = teapot_in_cart();
    let teacup = sku(&app, "C1");
    app.reduce(Event::Add(A, teacup), NOON);
    app.reduce(Event::Settled(teacup, false), NOON);
    assert!(text(&app, B).contains("Could not add. Try again"), "in every row that offers it");
    assert_eq!(app.reduce(Event::Add(B, teacup), NOON), [Effect::RequestAdd(B, teacup)]);
}

#[test]
fn forgetting_the_answers_leaves_how_often_alone() {
    let mut app = teapot_in_cart();
    let teacup = sku(&app, "C1");
    app.reduce(Event::Say(A, AnswerKind::NotInterested, teacup), NOON);
    app.reduce(Event::Frequency(A, Frequency::Off), NOON);
    app.reduce(Event::ForgetAnswers(A), NOON);
    assert_eq!((app.shopper().frequency, app.shopper().answers().len()), (Frequency::Off, 0));
    assert_eq!(offered(&app, A), "");
    assert_eq!(
        app.reduce(Event::Erase, NOON),
        [Effect::Withdraw, Effect::Remember(PrivacyMode::Page, None), Effect::Store(None)]
    );
    assert_eq!(offered(&app, A), "C1 S1");
}

#[test]
fn what_was_only_looked_at_is_never_called_the_cart() {
    let mut app = empty_page(None);
    app.reduce(Event::View("T1".into()), NOON);
    assert_eq!(app.row(A).unwrap().heading, "Goes with the Regency teapot");
    app.reduce(Event::View("S1".into()), NOON);
    assert_eq!(app.row(A).unwrap().heading, "Goes with what you looked at");
    assert_eq!(offered(&app, B), "", "the cart drawer answers the cart only");
    let cart = vec![sku(&app, "S1")];
    app.reduce(Event::Cart(cart), NOON);
    assert_eq!(app.row(A).unwrap().heading, "Goes with what you chose and looked at");
    assert_eq!(app.row(B).unwrap().heading, "Goes with your cake stand");
}

#[test]
fn choices_that_cannot_be_read_count_as_none() {
    assert_eq!(empty_page(Some("goeswith 99\nnonsense")).shopper().frequency, Frequency::Normal);
}

#[test]
fn nothing_read_becomes_markup() {
    let mut draft = support::tea_shop();
    draft.items[1].title = "<img src=x onerror=alert(1)>".into();
    let mut app = App::new(support::open(&draft), Words::new(ENGLISH), None);
    app.reduce(Event::Mount { row: A, placement: Placement::Cart, max: 3 }, NOON);
    app.reduce(Event::Seen(A), NOON);
    app.reduce(Event::Cart(vec![ItemId(0)]), NOON);
    assert!(text(&app, A).contains("<img src=x onerror=alert(1)>"), "it stays text");
}

#[test]
fn the_panel_opens_even_when_nothing_else_is_shown() {
    let mut app = teapot_in_cart();
    app.reduce(Event::Unmount(FOOTER), NOON);
    app.reduce(Event::Frequency(B, Frequency::Off), NOON);
    assert_eq!(text(&app, A), "");
    app.reduce(Event::OpenMine, NOON);
    assert!(text(&app, A).contains("Bytes sent about you: 0"));
    app.reduce(Event::Close(A), NOON);
    assert_eq!(text(&app, A), "");
}

pub(super) fn events() -> impl Strategy<Value = (Event, u64)> {
    let row = prop::sample::select(vec![A, B, FOOTER]);
    let item = (0_u32..6).prop_map(ItemId);
    let kind = prop::sample::select(AnswerKind::OF_CARD.to_vec());
    let frequency = prop::sample::select(Frequency::ALL.to_vec());
    let event = prop_oneof![
        3 => prop::collection::vec(item.clone(), 0..4).prop_map(Event::Cart),
        2 => prop::sample::select(vec!["T1", "C1", "S1", "K1", "L1", "unknown"]).prop_map(|sku| Event::View(sku.into())),
        2 => (row.clone(), item.clone()).prop_map(|(row, item)| Event::Add(row, item)),
        1 => (row.clone(), item.clone()).prop_map(|(row, item)| Event::UndoAdd(row, item)),
        1 => (item.clone(), any::<bool>()).prop_map(|(item, is_done)| Event::Settled(item, is_done)),
        1 => (row.clone(), item.clone()).prop_map(|(row, item)| Event::Open(row, Open::Menu(item))),
        3 => (row.clone(), kind, item.clone()).prop_map(|(row, kind, item)| Event::Say(row, kind, item)),
        1 => (row.clone(), item.clone()).prop_map(|(row, item)| Event::TakeBack(row, item)),
        2 => (row.clone(), frequency).prop_map(|(row, frequency)| Event::Frequency(row, frequency)),
        1 => row.clone().prop_map(Event::Pause),
        1 => row.clone().prop_map(Event::Resume),
        1 => (row.clone(), item.clone()).prop_map(|(row, item)| Event::NotHelpful(row, item)),
        1 => (row.clone(), item.clone()).prop_map(|(row, item)| Event::Save(row, item)),
        1 => (row.clone(), item.clone()).prop_map(|(row, item)| Event::UndoSave(row, item)),
        1 => any::<bool>().prop_map(Event::Gift),
        1 => prop::sample::select(PrivacyMode::ALL.to_vec()).prop_map(|mode| Event::Mode(mode, None)),
        1 => Just(Event::Recalled(None)),
        1 => row.clone().prop_map(Event::ForgetAnswers),
        1 => Just(Event::Erase),
    ];
    (event, 0_u64..7_200_000)
}

proptest! {
    /// Whatever happens in whatever order: no card that was refused, none without a reason, none when off, and
    /// never more items on a page than the frequency allows.
    #[test]
    fn every_control_is_obeyed_after_every_event(story in prop::collection::vec(events(), 1..40)) {
        let mut app = teapot_in_cart();
        let mut now = NOON;
        for (event, step_ms) in story {
            now = Now { at: now.at.plus_ms(step_ms), next_midnight: now.at.plus_ms(step_ms + 30_000_000), ..NOON };
            let told = format!("{event:?}");
            let effects = app.reduce(event, now);
            prop_assert!(app.mode.keeps() || kept(&effects).is_none_or(|(_, text)| text.is_none()), "kept after {}", told);
            let nothing = Context { now: now.at, ..Context::default() };
            let eligibility = Eligibility::new(&app.model, &nothing, app.shopper());
            let is_off = app.mode == PrivacyMode::Off;
            let frequency = if is_off { Frequency::Off } else { app.shopper().frequency_at(now.at) };
            let mut on_page: Vec<ItemId> = Vec::new();
            for (id, row) in app.rows() {
                let tree = view::row(&app, id, &Shop, now.at);
                let cards = tree.find_all("part", "card");
                prop_assert_eq!(cards.len(), tree.find_all("part", "reason").len(), "{}", told);
                prop_assert!(tree.find_all("part", "reason").iter().all(|reason| !reason.to_text().is_empty()));
                prop_assert!(frequency != Frequency::Off || cards.is_empty(), "off after {}", told);
                prop_assert!(row.placement == Placement::Controls || frequency == Frequency::Off
                    || cards.len() == row.cards.iter().filter(|card| card.is_offered()).count());
                for card in row.cards.iter().filter(|card| card.is_offered()) {
                    prop_assert_eq!(eligibility.refusal(card.item()), None, "after {}", told);
                    let parts = card.suggestion.reason.contributions();
                    prop_assert!(parts.iter().all(|part| part.kind == SignalKind::View || app.cart.contains(&part.anchor)),
                        "an anchor that is not in the cart after {}", told);
                    on_page.push(card.item());
                }
            }
            on_page.sort();
            on_page.dedup();
            let page_ceiling = usize::try_from(frequency.ceilings().page).unwrap();
            prop_assert!(on_page.len() <= page_ceiling, "{:?} shown at {:?} after {}", on_page, frequency, told);
        }
    }
}
