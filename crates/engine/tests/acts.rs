//! What an act with one card changes for others: where, how far, how long.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod support;

use goeswith_engine::context::Context;
use goeswith_engine::eligibility::Suppression;
use goeswith_engine::feedback::{About, Act, FADES_AFTER_MS, Feedback, Subject};
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::model::Model;
use goeswith_engine::pacing::{DAY_MS, Permit};
use goeswith_engine::relation_type::RelationType;
use goeswith_engine::score::{BORNE_OUT, score};
use goeswith_engine::select::select;
use goeswith_engine::shopper::Shopper;
use goeswith_engine::stage::Stage;
use proptest::prelude::*;
use support::{open, tea_shop};

const NOW: Millis = Millis(1_000_000_000);
const ACTS: [Act; 7] =
    [Act::Open, Act::Save, Act::Add, Act::Dismiss, Act::NotHelpful, Act::Look, Act::Detour];

/// The teapot in the cart, at a stage, with what was learned.
fn with_teapot(model: &Model<Vec<u8>>, feedback: &Feedback, stage: Stage, now: Millis) -> Context {
    let mut context = Context::new(&[model.find("T1").unwrap()], &[], now);
    context.stage = stage;
    context.tilt = feedback.tilt(model, stage, now);
    context
}

/// An act with the card of an item beside the teapot.
fn act(model: &Model<Vec<u8>>, feedback: &mut Feedback, act: Act, sku: &str, stage: Stage, at: Millis) {
    let item = model.find(sku).unwrap();
    let context = with_teapot(model, &Feedback::default(), stage, at);
    let candidates = score(model, &context, BORNE_OUT);
    let card = candidates.iter().find(|candidate| candidate.item == item).unwrap();
    feedback.learn(act, &About::new(model, item, card.contributions.first(), stage).unwrap(), at);
}

#[test]
fn every_act_counts_where_it_was_done_and_as_far_as_this_table_says() {
    // An act with the cake stand's card in the cart. In thousandths, what then counts there and on a product's page: the
    // cake stand, and the teacup, which is of another category, but of the same relation type and price.
    let table = [
        (Act::Open, [1080, 1040], [1040, 1000]),
        (Act::Save, [1200, 1080], [1160, 1040]),
        (Act::Add, [1240, 1120], [1160, 1040]),
        (Act::Dismiss, [720, 880], [840, 1000]),
        (Act::NotHelpful, [680, 1000], [680, 1000]),
        (Act::Look, [1080, 1040], [1080, 1040]),
        (Act::Detour, [880, 960], [920, 1000]),
    ];
    assert_eq!(table.len(), ACTS.len());
    let model = open(&tea_shop());
    for (done, in_cart, on_product) in table {
        let mut feedback = Feedback::default();
        act(&model, &mut feedback, done, "S1", Stage::Cart, NOW);
        for (stage, expected) in [(Stage::Cart, in_cart), (Stage::Product, on_product)] {
            for (sku, factor) in ["S1", "C1"].into_iter().zip(expected) {
                for (now, factor) in [(NOW, factor), (NOW.plus_ms(FADES_AFTER_MS), 1000)] {
                    let scored = |feedback: &Feedback| {
                        let all = score(&model, &with_teapot(&model, feedback, stage, now), BORNE_OUT);
                        let item = model.find(sku).unwrap();
                        all.iter().find(|candidate| candidate.item == item).unwrap().score.0
                    };
                    let (before, after) = (scored(&Feedback::default()), scored(&feedback));
                    let off = (after * 1000).abs_diff(before * factor);
                    assert!(
                        off <= 1000,
                        "{done:?} {stage:?} {sku}: {after} of {before}, not {factor} thousandths"
                    );
                }
            }
        }
    }
}

#[test]
fn a_type_turned_down_twice_must_be_surer_in_that_place_for_a_while() {
    let mut draft = tea_shop();
    let stand = draft.relations.get_mut(&RelationType::BoughtTogether).unwrap()[0].relations.iter_mut();
    stand.filter(|relation| relation.candidate == ItemId(3)).for_each(|relation| relation.n_both = 23);
    let model = open(&draft);
    let fate = |feedback: &Feedback, stage: Stage, now: Millis| {
        let context = with_teapot(&model, feedback, stage, now);
        let selection = select(&model, &context, &Shopper::default(), Permit::unpaced(), 3);
        let stand = model.find("S1").unwrap();
        let held_back = selection.suppressed.iter().find(|(candidate, _)| candidate.item == stand);
        held_back.map(|(_, why)| *why)
    };
    let mut feedback = Feedback::default();
    assert_eq!(fate(&feedback, Stage::Product, NOW), None, "a guess, and shown");
    act(&model, &mut feedback, Act::Dismiss, "C1", Stage::Product, NOW);
    assert_eq!(fate(&feedback, Stage::Product, NOW), None, "one no is about the item");
    act(&model, &mut feedback, Act::Dismiss, "C2", Stage::Product, NOW);
    assert_eq!(fate(&feedback, Stage::Product, NOW), Some(Suppression::Restraint));
    assert_eq!(
        fate(&feedback, Stage::Cart, NOW),
        None,
        "refused on a product's page, not for ever and everywhere"
    );
    let in_days = |days: u64| fate(&feedback, Stage::Product, NOW.plus_ms(days * DAY_MS));
    assert_eq!([9, 10].map(in_days), [Some(Suppression::Restraint), None], "it fades");
    let mut taken = feedback.clone();
    act(&model, &mut taken, Act::Add, "S1", Stage::Product, NOW);
    assert_eq!(fate(&taken, Stage::Product, NOW), None, "one that is taken lifts it");
    let context = with_teapot(&model, &feedback, Stage::Product, NOW);
    let sure = select(&model, &context, &Shopper::default(), Permit::unpaced(), 3).suggestions;
    assert!(!sure.is_empty(), "what is often together still comes");
    feedback.forget(&Subject::Type(RelationType::BoughtTogether, Stage::Product));
    assert_eq!(fate(&feedback, Stage::Product, NOW), None, "what was learned is in her hands");

    let mut fond = Feedback::default();
    for _ in 0..9 {
        act(&model, &mut fond, Act::Add, "C1", Stage::Product, NOW);
    }
    for sku in ["C1", "C2"] {
        act(&model, &mut fond, Act::Dismiss, sku, Stage::Product, NOW);
    }
    assert_eq!(fate(&fond, Stage::Product, NOW), Some(Suppression::Restraint), "whatever she took before");
}

proptest! {
    /// A thousand random clicks move no score below half of it, or above half as much again.
    #[test]
    fn noise_moves_no_score_beyond_the_bound(
        clicks in prop::collection::vec((0..ACTS.len(), 0_usize..3, 0..Stage::ALL.len(), 0..DAY_MS / 20), 1000),
    ) {
        let model = open(&tea_shop());
        let (mut feedback, mut now) = (Feedback::default(), NOW);
        for (done, card, stage, step_ms) in clicks {
            now = now.plus_ms(step_ms);
            act(&model, &mut feedback, ACTS[done], ["C1", "C2", "S1"][card], Stage::ALL[stage], now);
        }
        for stage in Stage::ALL {
            let plain = score(&model, &with_teapot(&model, &Feedback::default(), stage, now), BORNE_OUT);
            let moved = score(&model, &with_teapot(&model, &feedback, stage, now), BORNE_OUT);
            prop_assert_eq!(plain.len(), moved.len());
            for before in plain {
                let after = moved.iter().find(|after| after.item == before.item).unwrap().score.0;
                let before = before.score.0;
                prop_assert!(2 * after + 2 >= before && 2 * after <= 3 * before + 2, "{before} became {after}");
            }
        }
    }
}
