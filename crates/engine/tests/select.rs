//! What may be shown and why: the rules, one by one, on a small tea shop.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod support;

use goeswith_engine::circumstances::{Device, Market};
use goeswith_engine::confidence::Level;
use goeswith_engine::context::Context;
use goeswith_engine::eligibility::Suppression;
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::model::{Draft, DraftRelation, DraftRow, Model};
use goeswith_engine::pacing::{Exposures, Frequency, HOUR_MS, Permit};
use goeswith_engine::relation_type::RelationType;
use goeswith_engine::score::{ALIKE, BORNE_OUT, Basis, Rung, score, score_fallback};
use goeswith_engine::select::{Selection, select};
use goeswith_engine::shopper::{AnswerKind, Shopper};
use goeswith_engine::stage::Stage;
use goeswith_engine::words::{ENGLISH, MAX_REASON_CHARS, Words};
use proptest::prelude::*;
use support::{drafts, open, tea_shop};

const NOW: Millis = Millis(1_000_000_000);

fn shop() -> Model<Vec<u8>> {
    open(&tea_shop())
}

fn with_cart(model: &Model<Vec<u8>>, cart: &[&str]) -> Context {
    let cart: Vec<ItemId> = cart.iter().filter_map(|sku| model.find(sku)).collect();
    Context::new(&cart, &[], NOW)
}

fn at_frequency(frequency: Frequency) -> Shopper {
    let mut shopper = Shopper::default();
    shopper.frequency = frequency;
    shopper
}

fn skus<'a>(model: &'a Model<Vec<u8>>, selection: &Selection) -> Vec<&'a str> {
    selection.suggestions.iter().map(|suggestion| model.sku(suggestion.item)).collect()
}

fn fate(model: &Model<Vec<u8>>, selection: &Selection, sku: &str) -> Option<Suppression> {
    let item = model.find(sku)?;
    selection.suppressed.iter().find(|(suppressed, _)| suppressed.item == item).map(|&(_, why)| why)
}

#[test]
fn the_best_go_with_the_teapot_one_of_each_family() {
    let model = shop();
    let selection = select(&model, &with_cart(&model, &["T1"]), &Shopper::default(), Permit::unpaced(), 3);
    assert_eq!(skus(&model, &selection), ["C1", "S1"]);
    assert_eq!(fate(&model, &selection, "C2"), Some(Suppression::VariantOfSuggestion));
    assert_eq!(
        fate(&model, &selection, "L1"),
        Some(Suppression::BelowBar),
        "3 or 4 of 163 orders is not even a guess"
    );
    let levels: Vec<Level> =
        selection.suggestions.iter().map(|suggestion| suggestion.reason.level()).collect();
    assert_eq!(levels, [Level::VeryOften, Level::Often]);
    let words = Words::new(ENGLISH);
    assert_eq!(words.heading(&model, &selection.suggestions), "Goes with your Regency teapot");
    assert_eq!(
        words.reason(&model, &selection.suggestions[1].reason),
        "In 1 of 4 orders with the Regency teapot"
    );
    assert_eq!(
        words.why(&model, &selection.suggestions[1].reason, None),
        [
            "41 of 163 orders with the Regency teapot also had it",
            "The Regency teapot is in your cart",
            "Its price did not count",
        ]
    );
}

#[test]
fn nothing_in_the_cart_nor_a_variant_of_it_is_suggested() {
    let model = shop();
    let context = with_cart(&model, &["T1", "C2"]);
    let selection = select(&model, &context, &Shopper::default(), Permit::unpaced(), 3);
    assert_eq!(skus(&model, &selection), ["S1"]);
    assert_eq!(fate(&model, &selection, "T1"), Some(Suppression::InCart));
    assert_eq!(fate(&model, &selection, "C1"), Some(Suppression::Variant));
}

#[test]
fn an_empty_cart_and_unknown_items_suggest_nothing() {
    let model = shop();
    for cart in [&[][..], &["nonsense"], &["L1"]] {
        let selection = select(&model, &with_cart(&model, cart), &Shopper::default(), Permit::unpaced(), 3);
        assert_eq!(selection, Selection::default());
    }
}

#[test]
fn every_no_is_obeyed_for_as_long_as_it_says() {
    let model = shop();
    let chosen = |shopper: &Shopper, now: Millis| {
        let mut context = with_cart(&model, &["T1"]);
        context.now = now;
        // Eligibility alone: the silence after a no is tested below.
        let permit = Permit { is_silent: false, ..Exposures::default().permit(shopper, now) };
        let selection = select(&model, &context, shopper, permit, 3);
        skus(&model, &selection).join(" ")
    };
    let day = NOW.plus_ms(24 * HOUR_MS);
    let mut shopper = Shopper::default();
    shopper.say(AnswerKind::NotNow, "S1", NOW);
    assert_eq!((chosen(&shopper, NOW), chosen(&shopper, day)), ("C1".into(), "C1 S1".into()));
    shopper.take_back(AnswerKind::NotNow, "S1");
    assert_eq!(chosen(&shopper, NOW), "C1 S1");
    shopper.say(AnswerKind::NotInterested, "C2", NOW);
    assert_eq!(chosen(&shopper, day), "S1", "the variant goes with it");
    shopper.say(AnswerKind::NoMore, "Kitchen", NOW);
    assert_eq!(chosen(&shopper, day), "", "sub-categories go with it");
    let mut paused = Shopper::default();
    paused.paused_until = Some(day);
    assert_eq!((chosen(&paused, NOW), chosen(&paused, day)), (String::new(), "C1 S1".into()));
    paused.frequency = Frequency::Off;
    assert_eq!(chosen(&paused, day), "");
}

#[test]
fn fewer_shows_one_and_what_is_shown_may_stay() {
    let model = shop();
    let context = with_cart(&model, &["T1"]);
    let fewer = at_frequency(Frequency::Fewer);
    let mut exposures = Exposures::default();
    let first = select(&model, &context, &fewer, exposures.permit(&fewer, NOW), 3);
    assert_eq!(skus(&model, &first), ["C1"]);
    exposures.record(first.suggestions[0].item, NOW);
    assert_eq!(
        select(&model, &context, &fewer, exposures.permit(&fewer, NOW), 3).suggestions,
        first.suggestions
    );
    assert_eq!(fate(&model, &first, "S1"), Some(Suppression::Ceiling));
}

#[test]
fn the_second_must_be_surer_than_the_first_would_have_to_be() {
    let model = shop();
    let context = with_cart(&model, &["T1"]);
    let fates = |bar| {
        let permit = Permit { bar, bar_step: 1, ..Permit::unpaced() };
        let selection = select(&model, &context, &Shopper::default(), permit, 3);
        (skus(&model, &selection).join(" "), fate(&model, &selection, "S1"))
    };
    // The cake stand: 41 of 163 orders, surely 20 of 100; the teacup: 80 of 163, surely 42.
    assert_eq!(fates(19), ("C1 S1".into(), None));
    assert_eq!(fates(20), ("C1".into(), Some(Suppression::Restraint)), "alone it would do");
    assert_eq!(fates(42), ("C1".into(), Some(Suppression::Restraint)));
    assert_eq!(fates(43), (String::new(), Some(Suppression::Restraint)));
}

#[test]
fn after_a_no_nothing_new_comes_and_what_is_shown_may_stay() {
    let model = shop();
    let context = with_cart(&model, &["T1"]);
    let mut shopper = Shopper::default();
    let mut exposures = Exposures::default();
    exposures.record(model.find("C1").unwrap(), NOW);
    shopper.say(AnswerKind::NotNow, "K1", NOW);
    let selection = select(&model, &context, &shopper, exposures.permit(&shopper, NOW), 3);
    assert_eq!(skus(&model, &selection), ["C1"]);
    assert_eq!(fate(&model, &selection, "S1"), Some(Suppression::Silence));
    exposures.accept(NOW);
    let selection = select(&model, &context, &shopper, exposures.permit(&shopper, NOW), 3);
    assert_eq!(skus(&model, &selection), ["C1", "S1"], "a suggestion was taken");
}

#[test]
fn what_three_pages_showed_gives_its_place_to_the_next() {
    let model = shop();
    let context = with_cart(&model, &["T1"]);
    let tired = Permit { tired: vec![model.find("C1").unwrap()], ..Permit::unpaced() };
    let selection = select(&model, &context, &Shopper::default(), tired.clone(), 3);
    assert_eq!(skus(&model, &selection), ["S1"], "another colour of it is no news");
    assert_eq!(fate(&model, &selection, "C1"), Some(Suppression::Tired));
    assert_eq!(fate(&model, &selection, "C2"), Some(Suppression::Tired));
    let still_here = Permit { shown: tired.tired.clone(), ..tired };
    let selection = select(&model, &context, &Shopper::default(), still_here, 3);
    assert_eq!(skus(&model, &selection), ["C1", "S1"]);
}

#[test]
fn a_view_speaks_less_beside_a_cart_and_ends_with_time() {
    let model = shop();
    let teapot = model.find("T1").unwrap();
    let beside = |cart: &[ItemId], age_ms: u64| Context::new(cart, &[(teapot, Millis(NOW.0 - age_ms))], NOW);
    let of_teapot = |context: &Context| {
        let candidates = score(&model, context, BORNE_OUT);
        let contributions = candidates.iter().flat_map(|candidate| &candidate.contributions);
        contributions.filter(|one| one.anchor == teapot).map(|one| one.score.0).max()
    };
    let in_cart = of_teapot(&with_cart(&model, &["T1"])).unwrap();
    let other = model.find("L1").unwrap();
    assert!((1..in_cart).contains(&of_teapot(&beside(&[other], 0)).unwrap()));
    assert_eq!(of_teapot(&beside(&[], 0)), Some(in_cart), "without a cart the latest look is all there is");
    assert_eq!(score(&model, &beside(&[], HOUR_MS), BORNE_OUT), []);
    let selection = select(&model, &beside(&[], 0), &Shopper::default(), Permit::unpaced(), 3);
    assert_eq!(Words::new(ENGLISH).heading(&model, &selection.suggestions), "Goes with the Regency teapot");
}

/// The tea shop with one more row of relations of a type.
fn with_row(relation_type: RelationType, anchor: &str, candidates: &[(&str, u8, u32)]) -> Draft {
    let mut draft = tea_shop();
    let at = |sku: &str| draft.items.iter().position(|item| item.sku == sku).unwrap();
    let mut relations: Vec<DraftRelation> = candidates
        .iter()
        .map(|&(sku, weight, n_both)| DraftRelation {
            candidate: ItemId(u32::try_from(at(sku)).unwrap()),
            weight,
            n_both,
        })
        .collect();
    relations.sort_by_key(|relation| relation.candidate);
    let (anchor, n_items) = (at(anchor), draft.items.len());
    let rows = draft.relations.entry(relation_type).or_insert_with(|| vec![DraftRow::default(); n_items]);
    rows[anchor] = DraftRow { scale: 40_000, base: 0, relations };
    draft
}

fn choose(model: &Model<Vec<u8>>, context: &Context) -> Selection {
    select(model, context, &Shopper::default(), Permit::unpaced(), 3)
}

fn told(model: &Model<Vec<u8>>, selection: &Selection) -> Vec<String> {
    let words = Words::new(ENGLISH);
    selection.suggestions.iter().map(|chosen| words.reason(model, &chosen.reason)).collect()
}

#[test]
fn what_does_the_job_of_something_in_the_cart_is_not_suggested() {
    let model = open(&with_row(RelationType::InsteadOf, "T1", &[("S1", 12, 0)]));
    let selection = choose(&model, &with_cart(&model, &["T1"]));
    assert_eq!(skus(&model, &selection), ["C1"]);
    assert_eq!(fate(&model, &selection, "S1"), Some(Suppression::NeedMet));
    let model = open(&with_row(RelationType::InsteadOf, "S1", &[("T1", 12, 0)]));
    let selection = choose(&model, &with_cart(&model, &["T1"]));
    assert_eq!(fate(&model, &selection, "S1"), Some(Suppression::NeedMet), "said the other way round");
}

#[test]
fn two_that_do_the_same_job_are_never_suggested_together() {
    for (one, other) in [("C1", "S1"), ("S1", "C1")] {
        let model = open(&with_row(RelationType::InsteadOf, one, &[(other, 12, 0)]));
        let selection = choose(&model, &with_cart(&model, &["T1"]));
        assert_eq!(fate(&model, &selection, "S1"), Some(Suppression::SubstituteOfSuggestion));
    }
}

#[test]
fn what_is_sold_out_or_refused_gives_way_to_what_does_its_job() {
    let model = open(&with_row(RelationType::InsteadOf, "S1", &[("L1", 12, 0)]));
    let mut context = with_cart(&model, &["K1"]);
    assert_eq!(skus(&model, &choose(&model, &context)), ["S1"]);
    let mut refusing = Shopper::default();
    refusing.say(AnswerKind::NotInterested, "S1", NOW);
    let refused = select(&model, &context, &refusing, Permit::unpaced(), 3);
    context.sold_out = vec![model.find("S1").unwrap()];
    let sold_out = choose(&model, &context);
    for selection in [&refused, &sold_out] {
        assert_eq!(skus(&model, selection), ["L1"]);
        assert_eq!(selection.suggestions[0].reason.level(), Level::Guess);
        assert_eq!(told(&model, selection), ["With the set of 4 cake tins, in place of the cake stand"]);
        let why = Words::new(ENGLISH).why(&model, &selection.suggestions[0].reason, None);
        assert_eq!(
            why[0],
            "It does the job of the cake stand. 60 of 400 orders with the set of 4 cake tins held that one"
        );
    }
    assert_eq!(fate(&model, &sold_out, "S1"), Some(Suppression::SoldOut));
    assert!(sold_out.suggestions[0].score < score(&model, &context, BORNE_OUT)[0].score);
}

/// The merchant's word is in no order, and what is bought later is counted in people.
#[test]
fn of_what_takes_a_place_no_order_is_told_that_was_none() {
    for (of, n_both) in [(RelationType::NeededWith, 0), (RelationType::BoughtLater, 60)] {
        let mut draft = with_row(of, "L1", &[("S1", 15, n_both)]);
        draft.relations.get_mut(&of).unwrap()[5].base = 100;
        let mut instead = vec![DraftRow::default(); draft.items.len()];
        let relations = vec![DraftRelation { candidate: ItemId(4), weight: 12, n_both: 0 }];
        instead[3] = DraftRow { scale: 40_000, base: 0, relations };
        draft.relations.insert(RelationType::InsteadOf, instead);
        let model = open(&draft);
        let mut context = with_cart(&model, &["L1"]);
        context.sold_out = vec![model.find("S1").unwrap()];
        let selection = choose(&model, &context);
        assert_eq!(told(&model, &selection), ["With the lantern, in place of the cake stand"]);
        let why = Words::new(ENGLISH).why(&model, &selection.suggestions[0].reason, None);
        assert_eq!(why[0], "It does the job of the cake stand");
        assert!(why.iter().all(|sentence| !sentence.contains("orders")), "{why:?}");
    }
}

#[test]
fn what_does_not_fit_something_in_the_cart_is_never_suggested() {
    let mut draft = tea_shop();
    let wants = goeswith_engine::compatibility::WANTS;
    draft.compatibility = vec![vec![], vec![], vec![], vec![wants | 2], vec![], vec![1]];
    let model = open(&draft);
    let selection = choose(&model, &with_cart(&model, &["T1", "L1"]));
    assert_eq!(skus(&model, &selection), ["C1"]);
    assert_eq!(fate(&model, &selection, "S1"), Some(Suppression::Incompatible));
}

#[test]
fn an_item_counts_as_much_as_its_month_says() {
    let mut draft = tea_shop();
    let december_only = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 15];
    draft.profiles.months = vec![(ItemId(3), december_only)];
    let model = open(&draft);
    let mut context = with_cart(&model, &["T1"]);
    let score_in = |context: &Context| {
        let all = score(&model, context, BORNE_OUT);
        all.iter().find(|candidate| candidate.item == ItemId(3)).map_or(0, |candidate| candidate.score.0)
    };
    let usual = score_in(&context);
    context.circumstances.month = Some(11);
    assert_eq!(score_in(&context), usual * 15 / 8);
    context.circumstances.month = Some(6);
    assert_eq!(score_in(&context), 0);
    assert!(!skus(&model, &choose(&model, &context)).contains(&"S1"), "out of season");
}

#[test]
fn an_item_counts_as_much_as_its_device_and_market_say() {
    let market = |code| Market::from_code(code).unwrap();
    let mut draft = tea_shop();
    draft.profiles.devices = vec![(ItemId(3), [12, 8, 4])];
    draft.profiles.markets = vec![market("DE"), market("GB")];
    draft.profiles.item_markets = vec![(ItemId(3), [2, 0, 10, 8, 8, 8, 8, 8])];
    let model = open(&draft);
    let mut context = with_cart(&model, &["T1"]);
    let mut score_with = |device, code| {
        context.circumstances.device = device;
        context.circumstances.market = Market::from_code(code);
        let all = score(&model, &context, BORNE_OUT);
        all.iter().find(|candidate| candidate.item == ItemId(3)).map_or(0, |candidate| candidate.score.0)
    };
    let usual = score_with(None, "");
    assert_eq!(score_with(Some(Device::Phone), ""), usual * 12 / 8);
    assert_eq!(score_with(Some(Device::Tablet), ""), usual);
    assert_eq!(score_with(Some(Device::Desktop), "GB"), usual * 5 / 8);
    assert_eq!(score_with(None, "DE"), 0);
    assert_eq!(score_with(None, "FR"), usual * 2 / 8, "a market that is not told apart");
    assert_eq!(model.to_draft().unwrap(), draft);
}

#[test]
fn small_counts_are_told_as_bands() {
    let mut draft = tea_shop();
    draft.items[5].n_orders = 14;
    let rows = draft.relations.get_mut(&RelationType::BoughtTogether).unwrap();
    let relation = DraftRelation { candidate: ItemId(4), weight: 15, n_both: 10 };
    rows[5] = DraftRow { scale: 9, base: 0, relations: vec![relation] };
    let model = open(&draft);
    let selection = choose(&model, &with_cart(&model, &["L1"]));
    let why = Words::new(ENGLISH).why(&model, &selection.suggestions[0].reason, None);
    assert_eq!(why[0], "10 or more of 19 or fewer orders with the lantern also had it");
}

/// The model of `tests/fixtures/`, made of real orders: every card says what it rests on, orders, the merchant's word,
/// titles or a category, each with the counts that it must have.
#[test]
fn every_card_of_the_kitchen_shop_carries_its_evidence() {
    let model = Model::open(include_bytes!("../../../tests/fixtures/kitchen.gw").to_vec()).unwrap();
    let (mut n_by_orders, mut n_by_titles, mut n_by_category) = (0, 0, 0);
    for item in model.item_ids() {
        let context = Context::new(&[item], &[], NOW);
        for suggestion in choose(&model, &context).suggestions {
            let contributions = suggestion.reason.contributions();
            assert!(!contributions.is_empty(), "{}", model.sku(suggestion.item));
            for of in contributions {
                let is_counted = of.n_both > 0 && of.n_both <= of.n_base;
                assert!(of.anchor == item && of.score.0 > 0, "{of:?}");
                match of.basis {
                    Basis::Relation(RelationType::Alike) => {
                        n_by_titles += 1;
                        assert_eq!(of.n_both, 0, "titles have no orders: {of:?}");
                    }
                    Basis::Relation(by) => {
                        n_by_orders += usize::from(is_counted);
                        assert!(is_counted || by.is_declared() || of.in_place_of.is_some(), "{of:?}");
                    }
                    Basis::Category(_) => {
                        n_by_category += 1;
                        assert!(is_counted, "{of:?}");
                    }
                    Basis::Pick(_) => panic!("nobody picked {of:?}"),
                }
            }
        }
    }
    assert!(
        n_by_orders > 500,
        "{n_by_orders} by orders, {n_by_titles} by titles, {n_by_category} by category"
    );
    assert!(n_by_titles > 0, "{n_by_orders} by orders, {n_by_titles} by titles, {n_by_category} by category");
}

proptest! {
    /// The reason is the computation: without the cited anchors the score falls by exactly what was cited, and a
    /// card's words are never empty nor too long.
    #[test]
    fn without_the_cited_anchors_the_score_falls_by_what_was_cited(
        draft in drafts(),
        cart in prop::collection::vec(0_u32..20, 1..8),
    ) {
        let model = open(&draft);
        let cart: Vec<ItemId> = cart.into_iter().filter(|&at| ItemId(at).index() < model.n_items()).map(ItemId).collect();
        let cart: Vec<&str> = cart.iter().map(|&item| model.sku(item)).collect();
        let context = with_cart(&model, &cart);
        let more = at_frequency(Frequency::More);
        for suggestion in select(&model, &context, &more, Permit::unpaced(), 5).suggestions {
            let mut without = context.clone();
            without.cart.retain(|item| suggestion.reason.cited().iter().all(|cited| cited.anchor != *item));
            let main = suggestion.reason.main().unwrap();
            let after = match main.basis {
                _ if main.in_place_of.is_some() => Vec::new(),
                Basis::Relation(RelationType::Alike) => score(&model, &without, ALIKE),
                Basis::Relation(_) => score(&model, &without, BORNE_OUT),
                Basis::Category(_) => score_fallback(&model, &without, Rung::Category),
                Basis::Pick(_) => score_fallback(&model, &without, Rung::Pick),
            };
            let after = after.into_iter().find(|other| other.item == suggestion.item);
            let after = after.map_or(0, |candidate| candidate.score.0);
            prop_assert_eq!(suggestion.score.0 - after, suggestion.reason.cited_score().0);
            prop_assert!(suggestion.reason.cited_score().0 * 2 >= suggestion.score.0);
            let text = Words::new(ENGLISH).reason(&model, &suggestion.reason);
            prop_assert!(!text.is_empty() && !text.contains("{name") && !text.contains("{share"), "{}", text);
            prop_assert!(text.chars().count() <= MAX_REASON_CHARS, "{}", text);
        }
    }

    /// Scoring twice, and from the cart in any order, gives the same.
    #[test]
    fn the_order_of_the_cart_does_not_matter(draft in drafts(), cart in prop::collection::vec(0_u32..20, 0..8)) {
        let model = open(&draft);
        let mut cart: Vec<&str> = cart.into_iter().map(|at| model.sku(ItemId(at))).collect();
        let forward = score(&model, &with_cart(&model, &cart), RelationType::ALL.as_slice());
        cart.reverse();
        prop_assert_eq!(forward, score(&model, &with_cart(&model, &cart), RelationType::ALL.as_slice()));
    }
}

/// A teapot and a lantern: the teapot's own second, a cake stand, is stronger than the lantern's cake tins.
#[test]
fn two_intents_of_a_cart_both_get_an_answer() {
    let mut draft = with_row(RelationType::BoughtTogether, "L1", &[("K1", 15, 60)]);
    let rows = draft.relations.get_mut(&RelationType::BoughtTogether).unwrap();
    rows.iter_mut().filter(|row| row.relations.len() == 1).for_each(|row| row.scale = 15_000);
    let model = open(&draft);
    let shown = |cart: &[&str], n| {
        let selection = select(&model, &with_cart(&model, cart), &Shopper::default(), Permit::unpaced(), n);
        skus(&model, &selection).join(" ")
    };
    assert_eq!(shown(&["T1"], 2), "C1 S1");
    assert_eq!(shown(&["T1", "L1"], 1), "C1");
    assert_eq!(shown(&["T1", "L1"], 2), "C1 K1", "the lantern is answered before the teapot a second time");
    assert_eq!(shown(&["T1", "L1"], 3), "C1 K1 S1");
}

/// The teapot speaks thirty times as strongly as the lantern.
#[test]
fn however_strong_one_part_of_the_cart_is_another_gets_the_last_place() {
    let mut draft = with_row(RelationType::BoughtTogether, "L1", &[("K1", 15, 60)]);
    draft.relations.get_mut(&RelationType::BoughtTogether).unwrap()[5].scale = 2_000;
    let model = open(&draft);
    let shown = |n| {
        let context = with_cart(&model, &["T1", "L1"]);
        let selection = select(&model, &context, &Shopper::default(), Permit::unpaced(), n);
        skus(&model, &selection).join(" ")
    };
    assert_eq!([1, 2, 3].map(shown), ["C1", "C1 K1", "C1 S1 K1"]);
}

#[test]
fn no_stage_forces_a_card_and_each_lets_its_own_relations_speak() {
    let table = [
        (RelationType::BoughtTogether, [true, true, true, true, true]),
        (RelationType::CompletesSet, [true, true, true, true, true]),
        (RelationType::BoughtLater, [false, true, false, false, true]),
        (RelationType::NeededWith, [true, true, true, true, false]),
        (RelationType::Fits, [true, true, true, true, false]),
        (RelationType::Protects, [true, true, true, true, false]),
        (RelationType::Powers, [true, true, true, true, false]),
        (RelationType::CareFor, [false, true, true, true, true]),
        (RelationType::Alike, [true, true, true, false, false]),
        (RelationType::InsteadOf, [false, false, false, false, false]),
    ];
    assert_eq!(table.map(|(of, _)| of), RelationType::ALL, "every type has its line");
    for (of, allowed) in table {
        assert_eq!(Stage::ALL.map(|stage| stage.allows(of)), allowed, "{}", of.name());
    }
    let alike = open(&with_row(RelationType::Alike, "L1", &[("K1", 15, 0)]));
    for (stage, expected) in std::iter::zip(Stage::ALL, ["K1", "K1", "K1", "", ""]) {
        let context = Context { stage, ..with_cart(&alike, &["L1"]) };
        let selection = select(&alike, &context, &Shopper::default(), Permit::unpaced(), 3);
        assert_eq!(skus(&alike, &selection).join(" "), expected, "{}", stage.name());
        let empty = Context { stage, ..with_cart(&alike, &[]) };
        let selection = select(&alike, &empty, &Shopper::default(), Permit::unpaced(), 3);
        assert!(selection.suggestions.is_empty(), "nothing is a legal answer at {}", stage.name());
    }
}
