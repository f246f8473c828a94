//! The ladder: orders or the merchant's word, then titles, then the category, then what the shop picked, then nothing;
//! each rung only when nothing above it is sure enough, and each says which it is.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod support;

use goeswith_engine::confidence::Level;
use goeswith_engine::context::Context;
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::model::{Draft, DraftRelation, DraftRow, Model};
use goeswith_engine::pacing::Permit;
use goeswith_engine::relation_type::RelationType;
use goeswith_engine::score::Rung;
use goeswith_engine::select::{Selection, select};
use goeswith_engine::shopper::{AnswerKind, Shopper};
use goeswith_engine::stage::Stage;
use goeswith_engine::words::{ENGLISH, Words};
use support::{open, tea_shop};

const NOW: Millis = Millis(1_000_000_000);

/// Items of the tea shop.
const CAKE_STAND: u32 = 3;
const CAKE_TINS: u32 = 4;

/// The tea shop, and what goes with its category *Garden*, the lantern's: an item, and the orders with both.
fn with_garden(relations: &[(u32, u32)]) -> Draft {
    let mut draft = tea_shop();
    let relation = |&(item, n_both)| DraftRelation { candidate: ItemId(item), weight: 15, n_both };
    let relations = relations.iter().map(relation).collect();
    draft.fallback = vec![DraftRow::default(); draft.categories.len()];
    draft.fallback[3] = DraftRow { scale: 65_535, base: 200, relations };
    draft
}

fn cart(model: &Model<Vec<u8>>, skus: &[&str]) -> Context {
    let cart: Vec<ItemId> = skus.iter().map(|sku| model.find(sku).unwrap()).collect();
    Context::new(&cart, &[], NOW)
}

fn choose(model: &Model<Vec<u8>>, context: &Context) -> Selection {
    select(model, context, &Shopper::default(), Permit::unpaced(), 3)
}

fn told(model: &Model<Vec<u8>>, selection: &Selection) -> Vec<String> {
    let words = Words::new(ENGLISH);
    selection.suggestions.iter().map(|suggestion| words.reason(model, &suggestion.reason)).collect()
}

fn first_why(model: &Model<Vec<u8>>, selection: &Selection) -> String {
    Words::new(ENGLISH).why(model, &selection.suggestions[0].reason, None).swap_remove(0)
}

fn add_alike(draft: &mut Draft) {
    let mut rows = vec![DraftRow::default(); draft.items.len()];
    let relations = vec![DraftRelation { candidate: ItemId(CAKE_TINS), weight: 15, n_both: 0 }];
    rows[5] = DraftRow { scale: 30_000, base: 0, relations };
    draft.relations.insert(RelationType::Alike, rows);
}

#[test]
fn each_rung_speaks_only_when_the_one_above_is_silent() {
    let mut draft = with_garden(&[(CAKE_STAND, 60), (CAKE_TINS, 0)]);
    add_alike(&mut draft);
    let model = open(&draft);
    let says = |cart_skus: &[&str]| told(&model, &choose(&model, &cart(&model, cart_skus)));
    let beside_teapot = says(&["L1", "T1"]);
    assert!(!beside_teapot.is_empty());
    assert!(beside_teapot.iter().all(|reason| reason.contains("Regency teapot")), "{beside_teapot:?}");
    assert_eq!(says(&["L1"]), ["Looks like a match for the lantern. A guess."]);

    draft.relations.remove(&RelationType::Alike);
    let model = open(&draft);
    assert_eq!(
        told(&model, &choose(&model, &cart(&model, &["L1"]))),
        ["In 3 of 10 orders with garden (by category)"]
    );

    let model = open(&with_garden(&[(CAKE_TINS, 0)]));
    assert_eq!(told(&model, &choose(&model, &cart(&model, &["L1"]))), ["The shop\'s pick to go with garden"]);

    let model = open(&tea_shop());
    assert_eq!(choose(&model, &cart(&model, &["L1"])), Selection::default(), "then nothing");
}

/// Tea, cakes and garden speak for the same thing, each as much: two of them are cited, and a name would leave one out.
#[test]
fn what_rests_on_several_anchors_names_none_and_still_says_what_it_is() {
    let mut draft = tea_shop();
    draft.relations.clear();
    let says = |draft: &Draft| {
        let model = open(draft);
        let selection = choose(&model, &cart(&model, &["T1", "S1", "L1"]));
        assert_eq!(selection.suggestions[0].reason.cited().len(), 2);
        (told(&model, &selection), Words::new(ENGLISH).why(&model, &selection.suggestions[0].reason, None))
    };
    let rows = |n_both| {
        let relations = vec![DraftRelation { candidate: ItemId(CAKE_TINS), weight: 15, n_both }];
        let row = DraftRow { scale: 65_535, base: if n_both > 0 { 200 } else { 0 }, relations };
        move |at: &[usize], n: usize| -> Vec<DraftRow> {
            (0..n)
                .map(|row_at| if at.contains(&row_at) { row.clone() } else { DraftRow::default() })
                .collect()
        }
    };
    draft.fallback = rows(60)(&[1, 2, 3], 4);
    assert_eq!(says(&draft).0, ["By category, with your cart"]);
    draft.fallback = rows(0)(&[1, 2, 3], 4);
    assert_eq!(says(&draft).0, ["The shop's pick to go with your cart"]);
    draft.relations.insert(RelationType::Alike, rows(0)(&[0, 3, 5], 6));
    assert_eq!(says(&draft).0, ["Looks like a match for your cart. A guess."]);

    draft.relations.clear();
    draft.fallback = rows(60)(&[3], 4);
    for item in [0, 3] {
        draft.items[item].category = draft.items[5].category;
    }
    let (reason, why) = says(&draft);
    assert_eq!(reason, ["In 3 of 10 orders with garden (by category)"]);
    let n_told = why.iter().filter(|sentence| sentence.contains("orders with garden")).count();
    assert_eq!(n_told, 1, "once: {why:?}");
}

#[test]
fn a_likeness_is_a_guess() {
    let mut draft = tea_shop();
    add_alike(&mut draft);
    let model = open(&draft);
    let selection = choose(&model, &cart(&model, &["L1"]));
    assert_eq!(selection.suggestions[0].reason.level(), Level::Guess);
}

#[test]
fn the_category_is_a_guess_with_its_orders() {
    let model = open(&with_garden(&[(CAKE_STAND, 60)]));
    let selection = choose(&model, &cart(&model, &["L1"]));
    assert_eq!(selection.suggestions[0].reason.level(), Level::Guess, "of a category nothing is surer");
    let expected = "This one goes by its category. 60 of 200 orders with garden also had it";
    assert_eq!(first_why(&model, &selection), expected);
}

#[test]
fn a_pick_is_a_guess_that_no_order_is_claimed_for() {
    let model = open(&with_garden(&[(CAKE_TINS, 0)]));
    let context = cart(&model, &["L1"]);
    let selection = choose(&model, &context);
    assert_eq!(selection.suggestions[0].reason.level(), Level::Guess);
    let expected = "The shop itself picked this to go with garden. No orders say more";
    assert_eq!(first_why(&model, &selection), expected);

    // As far as pacing goes, it is no surer than a likeness.
    let permit = |bar| Permit { bar, ..Permit::unpaced() };
    let at_bar = |bar| select(&model, &context, &Shopper::default(), permit(bar), 3).suggestions.len();
    assert_eq!((at_bar(7), at_bar(8)), (1, 0));
}

#[test]
fn whoever_is_at_the_checkout_or_wants_no_picks_gets_none() {
    let model = open(&with_garden(&[(CAKE_TINS, 0)]));
    let mut context = cart(&model, &["L1"]);
    let mut shopper = Shopper::default();
    shopper.say(AnswerKind::NoKind, Rung::Category.kind(), NOW);
    let n_shown = |context: &Context, shopper: &Shopper| {
        select(&model, context, shopper, Permit::unpaced(), 3).suggestions.len()
    };
    assert_eq!(n_shown(&context, &shopper), 1, "a pick is no matter of orders with the category");
    shopper.say(AnswerKind::NoKind, Rung::Pick.kind(), NOW);
    assert_eq!(n_shown(&context, &shopper), 0);
    context.stage = Stage::Checkout;
    assert_eq!(n_shown(&context, &Shopper::default()), 0);
}
