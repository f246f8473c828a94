//! A bundle is made of what is in front of her, nothing in it is ticked but by her, and it adds as the cards do. And
//! free delivery, which is a fact and no more.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use super::tests::{A, B, NOON, Shop, events, offered, page_of, sku, support, text};
use super::{AddState, App, Effect, Event, RowId, Signal};
use crate::view::{self, Element};
use goeswith_engine::ids::ItemId;
use goeswith_engine::model::{Bundle, Draft};
use goeswith_engine::shopper::AnswerKind;
use proptest::prelude::*;

/// The tea shop with three bundles: teapot and cake stand of 80 orders, teapot, green teacup and cake stand by the
/// shop's word, and cake tins with the lantern.
fn shop() -> Draft {
    let bundle = |items: &[u32], n_orders| Bundle {
        name: String::new(),
        items: items.iter().copied().map(ItemId).collect(),
        n_orders,
    };
    let bundles = vec![bundle(&[0, 3], 80), bundle(&[0, 1, 3], 0), bundle(&[4, 5], 7)];
    Draft { bundles, ..support::tea_shop() }
}

fn teapot_in_cart() -> App {
    let mut app = page_of(&shop(), None);
    let cart = vec![sku(&app, "T1")];
    app.reduce(Event::Cart(cart), NOON);
    app
}

fn looking_at_the_teapot() -> App {
    let mut app = page_of(&shop(), None);
    app.reduce(Event::View("T1".into()), NOON);
    app
}

fn bundle(app: &App, row: RowId) -> Option<Element> {
    view::row(app, row, &Shop, NOON.at).find_all("part", "bundle").first().map(|&found| found.clone())
}

fn told(app: &App, row: RowId) -> String {
    bundle(app, row).map_or(String::new(), |bundle| bundle.to_text())
}

fn n_ticked(app: &App, row: RowId) -> usize {
    bundle(app, row).map_or(0, |bundle| bundle.find_all("checked", "").len())
}

#[test]
fn the_total_comes_first_then_the_items_unticked_and_the_evidence() {
    let app = looking_at_the_teapot();
    assert_eq!(
        told(&app, A),
        "GBP 590 for these 2 Regency teapot GBP 295 Cake stand GBP 295 80 orders held all of them Add chosen"
    );
    assert_eq!(bundle(&app, A).unwrap().find_all("type", "checkbox").len(), 2, "what she looks at, too");
    assert_eq!(n_ticked(&app, A), 0);
    assert_eq!(told(&app, B), "", "the drawer reads the cart alone");
}

#[test]
fn where_views_are_ignored_the_pages_own_product_makes_no_bundle() {
    let mut app = teapot_in_cart();
    app.reduce(Event::View("S1".into()), NOON);
    app.reduce(Event::Ignore(vec![Signal::Views]), NOON);
    assert_eq!(told(&app, A), "", "what she looks at does not count");
    let mut app = teapot_in_cart();
    app.reduce(Event::Ignore(vec![Signal::Views]), NOON);
    assert!(told(&app, A).contains("Regency teapot"), "what is in the cart does: {}", told(&app, A));
}

#[test]
fn what_is_in_the_cart_is_not_offered_again() {
    let app = teapot_in_cart();
    for row in [A, B] {
        assert!(
            told(&app, row).contains("Regency teapot GBP 295 In your cart Cake stand"),
            "{}",
            told(&app, row)
        );
        assert_eq!(bundle(&app, row).unwrap().find_all("type", "checkbox").len(), 1);
    }
}

#[test]
fn what_she_ticks_is_asked_for_and_nothing_else() {
    let mut app = looking_at_the_teapot();
    let (teapot, stand) = (sku(&app, "T1"), sku(&app, "S1"));
    assert_eq!(app.reduce(Event::AddChosen(A), NOON), [], "nothing is ticked");
    app.reduce(Event::Tick(A, stand), NOON);
    app.reduce(Event::Tick(A, teapot), NOON);
    app.reduce(Event::Tick(A, teapot), NOON);
    app.reduce(Event::Tick(A, sku(&app, "K1")), NOON);
    assert_eq!(n_ticked(&app, A), 1, "one of them was unticked, one is none of it");
    assert_eq!(app.reduce(Event::AddChosen(A), NOON), [Effect::RequestAdd(A, stand)]);
    assert_eq!(app.add_state(stand), Some(AddState::Adding));
    assert!(told(&app, A).contains("Cake stand GBP 295 Adding…"));
    app.reduce(Event::Settled(stand, false), NOON);
    assert!(told(&app, A).contains("Cake stand GBP 295 Could not add. Try again"));
    app.reduce(Event::Tick(A, stand), NOON);
    app.reduce(Event::Tick(A, teapot), NOON);
    let effects = app.reduce(Event::AddChosen(A), NOON);
    assert_eq!(effects, [Effect::RequestAdd(A, stand), Effect::RequestAdd(A, teapot)]);
    app.reduce(Event::Cart(vec![teapot, stand]), NOON);
    assert!(text(&app, A).contains("Added Undo"), "on its card");
    assert!(
        told(&app, A).contains("Regency teapot GBP 295 In your cart Undo Cake stand GBP 295 In your cart 80")
    );
    assert_eq!((offered(&app, A), n_ticked(&app, A)), ("C1 S1".into(), 0), "the cards stay put");
    assert_eq!(app.reduce(Event::UndoAdd(A, teapot), NOON), [Effect::RequestRemove(A, teapot)]);
}

#[test]
fn a_no_takes_it_away_and_undo_brings_it_back() {
    let mut app = teapot_in_cart();
    let stand = sku(&app, "S1");
    app.reduce(Event::Tick(A, stand), NOON);
    app.reduce(Event::Say(B, AnswerKind::NotNow, stand), NOON);
    assert_eq!((told(&app, A), told(&app, B)), (String::new(), String::new()));
    assert_eq!(app.reduce(Event::AddChosen(A), NOON), [], "what is not there cannot be added");
    app.reduce(Event::TakeBack(B, stand), NOON);
    assert!(told(&app, A).contains("Cake stand"));
}

#[test]
fn without_a_price_or_sold_out_there_is_none_and_the_shops_word_is_told_as_such() {
    let mut draft = shop();
    draft.bundles.remove(0);
    let mut app = page_of(&draft, None);
    app.reduce(Event::View("T1".into()), NOON);
    assert!(told(&app, A).contains("GBP 885 for these 3"));
    assert!(told(&app, A).contains("The shop says that they go together"));
    app.reduce(Event::SoldOut(vec![ItemId(0)]), NOON);
    assert_eq!(told(&app, A), "", "what she looks at cannot be bought");
    draft.items[3].price_hundredths = 0;
    let mut app = page_of(&draft, None);
    app.reduce(Event::View("T1".into()), NOON);
    assert!(offered(&app, A).contains("S1"));
    assert_eq!(told(&app, A), "", "a total without all prices would be wrong");
}

#[test]
fn behind_the_scenes_tells_the_bundle_that_stands_there() {
    let app = teapot_in_cart();
    for (row, inside) in app.rows_inside(NOON.at).into_iter().enumerate() {
        let bundle = inside.bundle.unwrap();
        assert_eq!((bundle.n_orders, app.total_of(&bundle)), (80, 590), "in row {row}");
    }
    let app = page_of(&shop(), None);
    assert!(app.rows_inside(NOON.at).iter().all(|inside| inside.bundle.is_none()));
}

#[test]
fn a_name_of_the_merchants_is_its_heading_and_stays_text() {
    let mut draft = shop();
    draft.bundles[0].name = "<b>Tea for two</b>".into();
    let mut app = page_of(&draft, None);
    app.reduce(Event::View("T1".into()), NOON);
    assert!(
        told(&app, A).starts_with("<b>Tea for two</b> GBP 590 for these 2 Regency teapot"),
        "{}",
        told(&app, A)
    );
    let named = bundle(&app, A).unwrap();
    assert_eq!(named.find_all("id", "bundle")[0].to_text(), "<b>Tea for two</b>");
}

#[test]
fn a_small_count_is_told_as_a_band() {
    let mut draft = shop();
    draft.bundles = vec![Bundle { name: String::new(), items: vec![ItemId(0), ItemId(3)], n_orders: 7 }];
    let mut app = page_of(&draft, None);
    app.reduce(Event::View("T1".into()), NOON);
    assert!(told(&app, A).contains("7 or more orders held all of them"), "{}", told(&app, A));
}

proptest! {
    /// Whatever happens: a bundle names nothing but what she looks at, what is in the cart, and cards of its row; and no
    /// box is ticked that she has not pressed.
    #[test]
    fn it_brings_nothing_new_and_ticks_nothing(story in prop::collection::vec((events(), any::<bool>(), 0_u32..6), 1..40)) {
        let mut app = teapot_in_cart();
        let mut pressed: Vec<ItemId> = Vec::new();
        for ((event, _), presses, item) in story {
            app.reduce(event, NOON);
            if presses {
                app.reduce(Event::Tick(A, ItemId(item)), NOON);
                pressed.push(ItemId(item));
            }
            for (id, row) in app.rows() {
                let Some(together) = app.together(id) else { continue };
                for &item in &together.bundle.items {
                    let is_card = row.cards.iter().any(|card| card.item() == item && card.is_offered());
                    prop_assert!(is_card || app.cart.contains(&item) || app.viewed() == Some(item));
                    prop_assert!(!together.ticks.holds(item) || (id == A && pressed.contains(&item)));
                }
            }
        }
    }
}

#[test]
fn free_delivery_is_told_where_the_cart_is_and_changes_nothing() {
    let mut app = teapot_in_cart();
    let before = (offered(&app, A), offered(&app, B));
    app.reduce(Event::FreeDelivery(5_000), NOON);
    assert!(text(&app, B).contains("Delivery is free from GBP 5000."), "{}", text(&app, B));
    assert!(!text(&app, A).contains("Delivery"), "not on a product's page");
    assert_eq!((offered(&app, A), offered(&app, B)), before);
    app.reduce(Event::FreeDelivery(0), NOON);
    assert!(!text(&app, B).contains("Delivery"));
}
