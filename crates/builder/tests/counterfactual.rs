//! A reason is the computation: take the cited anchors away, and what they were cited for is gone. Over a hundred thousand
//! cards that the engine makes for seeded carts of the kitchen shop.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail, and says what it counted")]

use goeswith_builder::hash::mix;
use goeswith_engine::context::Context;
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::model::Model;
use goeswith_engine::pacing::Permit;
use goeswith_engine::relation_type::RelationType;
use goeswith_engine::score::{ALIKE, BORNE_OUT, Basis, score, score_fallback};
use goeswith_engine::select::{Suggestion, select};
use goeswith_engine::shopper::Shopper;

const KITCHEN: &[u8] = include_bytes!("../../../tests/fixtures/kitchen.gw");
const N_CARDS: usize = 100_000;
const NOW: Millis = Millis(1_800_000_000_000);

/// A cart of one to six items and up to three that were looked at.
fn context(n_items: u64, case: u64) -> Context {
    let draw = |n: u64| mix(&[42, case, n]);
    let item = |n: u64| ItemId(u32::try_from(draw(n) % n_items).unwrap());
    let cart: Vec<ItemId> = (0..=draw(100) % 6).map(item).collect();
    let views: Vec<(ItemId, Millis)> = (0..draw(101) % 4).map(|n| (item(50 + n), NOW)).collect();
    Context::new(&cart, &views, NOW)
}

fn without(context: &Context, cited: &[ItemId]) -> Context {
    let mut without = context.clone();
    without.cart.retain(|item| !cited.contains(item));
    without.views.retain(|(item, _)| !cited.contains(item));
    without
}

/// What is left of the card's score on its own rung. A view's weight goes by its age in steps, so only carts leave the
/// others' contributions as they were.
fn left(model: &Model<&[u8]>, card: &Suggestion, without: &Context) -> u64 {
    let candidates = match card.reason.main().unwrap().basis {
        Basis::Relation(RelationType::Alike) => score(model, without, ALIKE),
        Basis::Relation(_) => score(model, without, BORNE_OUT),
        Basis::Category(_) => score_fallback(model, without),
    };
    candidates.iter().find(|other| other.item == card.item).map_or(0, |candidate| candidate.score.0)
}

#[test]
fn without_the_cited_anchors_a_card_goes_falls_or_cites_others() {
    let model = Model::open(KITCHEN).unwrap();
    let n_items = u64::try_from(model.n_items()).unwrap();
    let row =
        |context: &Context| select(&model, context, &Shopper::default(), Permit::unpaced(), 3).suggestions;
    let (mut n_cards, mut n_gone, mut n_fallen, mut n_stayed) = (0, 0, 0, 0);
    for case in 0.. {
        let context = context(n_items, case);
        for card in row(&context) {
            n_cards += 1;
            let cited: Vec<ItemId> = card.reason.cited().iter().map(|part| part.anchor).collect();
            assert!(card.reason.cited_score().0 * 2 >= card.score.0, "the cited carry half of it");
            let without = without(&context, &cited);
            if context.views.is_empty() {
                let fallen_by = card.score.0 - left(&model, &card, &without);
                assert_eq!(fallen_by, card.reason.cited_score().0, "case {case}");
            }
            let after = row(&without).into_iter().find(|other| other.item == card.item);
            let Some(after) = after else {
                n_gone += 1;
                continue;
            };
            for part in after.reason.contributions() {
                let is_there = without.cart.contains(&part.anchor)
                    || without.views.iter().any(|&(item, _)| item == part.anchor);
                assert!(is_there && !cited.contains(&part.anchor) && part.score.0 > 0, "case {case}");
            }
            if after.score < card.score { n_fallen += 1 } else { n_stayed += 1 }
        }
        if n_cards >= N_CARDS {
            break;
        }
    }
    println!(
        "of {n_cards} cards {n_gone} went, {n_fallen} fell and cite others, {n_stayed} stayed and cite others"
    );
    assert!(n_gone * 10 >= n_cards * 9, "of {n_cards} cards only {n_gone} leave the row");
}
