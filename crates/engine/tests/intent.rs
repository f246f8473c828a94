//! What she is after and what she has: searches, likings, needs that are met, what things cost, what is nobody's business.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod support;

use goeswith_engine::compatibility::{UNTOLD, WANTS};
use goeswith_engine::context::Context;
use goeswith_engine::eligibility::{MAX_PROPORTION, Suppression};
use goeswith_engine::feedback::{About, Act, Feedback};
use goeswith_engine::ids::{CategoryId, ItemId, Millis};
use goeswith_engine::model::{
    Calibration, Draft, DraftCategory, DraftItem, DraftLabels, DraftRelation, DraftRow, Label, Model,
};
use goeswith_engine::pacing::Permit;
use goeswith_engine::relation_type::RelationType;
use goeswith_engine::score::{BORNE_OUT, Rung, score};
use goeswith_engine::search::{Asked, Searches, touches_topic};
use goeswith_engine::select::{Selection, select};
use goeswith_engine::shopper::{AnswerKind, Shopper};
use goeswith_engine::stage::Stage;
use goeswith_engine::words::{ENGLISH, Words};
use proptest::prelude::*;
use support::{drafts, open, tea_shop};

const NOW: Millis = Millis(1_000_000_000);
const MINUTE_MS: u64 = 60_000;

/// A camera shop, by hand: a camera protects itself with bags, needs a card and a tripod. In model order: camera, black bag,
/// red bag, sling (a bag by another name), card, tripod, lamp.
fn camera_shop() -> Draft {
    let item = |sku: &str, title: &str, category: u16, price_hundredths: u32| DraftItem {
        sku: sku.into(),
        title: title.into(),
        lowercase_initial: true,
        price_hundredths,
        category: CategoryId(category),
        family: None,
        n_orders: 100,
    };
    let row = |relations: &[u32]| DraftRow {
        scale: if relations.is_empty() { 0 } else { 60_000 },
        base: 0,
        relations: relations
            .iter()
            .map(|&item| DraftRelation { candidate: ItemId(item), weight: 15, n_both: 40 })
            .collect(),
    };
    let only = |anchor: usize, relations: &[u32]| -> Vec<DraftRow> {
        (0..7).map(|at| if at == anchor { row(relations) } else { DraftRow::default() }).collect()
    };
    let category = |name: &str| DraftCategory { name: name.into(), parent: None };
    Draft {
        currency: "EUR".into(),
        n_orders: 1000,
        categories: ["Cameras", "Bags", "Slings", "Cards", "Stands", "Lamps"].map(category).to_vec(),
        items: vec![
            item("CAM", "Camera", 0, 40_000),
            item("BAG", "Black bag", 1, 3_000),
            item("BAG-R", "Red bag", 1, 3_500),
            item("SLING", "Sling", 2, 2_500),
            item("CARD", "HDMI memory card", 3, 1_500),
            item("POD", "Tripod", 4, 8_000),
            item("LAMP", "Lamp", 5, 2_000),
        ],
        relations: [
            (RelationType::Protects, only(0, &[1, 2])),
            (RelationType::NeededWith, only(0, &[4, 5])),
            (RelationType::BoughtTogether, only(0, &[3, 6])),
        ]
        .into(),
        ..Draft::default()
    }
}

fn chosen(model: &Model<Vec<u8>>, context: &Context) -> Selection {
    select(model, context, &Shopper::default(), Permit::unpaced(), 9)
}

fn cart(model: &Model<Vec<u8>>, skus: &[&str]) -> Context {
    let items: Vec<ItemId> = skus.iter().map(|sku| model.find(sku).unwrap()).collect();
    Context::new(&items, &[], NOW)
}

fn skus<'a>(model: &'a Model<Vec<u8>>, selection: &Selection) -> Vec<&'a str> {
    let mut skus: Vec<&str> = selection.suggestions.iter().map(|card| model.sku(card.item)).collect();
    skus.sort_unstable();
    skus
}

fn fate(model: &Model<Vec<u8>>, selection: &Selection, sku: &str) -> Option<Suppression> {
    let item = model.find(sku)?;
    selection.suppressed.iter().find(|(suppressed, _)| suppressed.item == item).map(|&(_, why)| why)
}

#[test]
fn a_declared_need_is_met_by_one_of_its_category() {
    let model = open(&camera_shop());
    assert_eq!(
        skus(&model, &chosen(&model, &cart(&model, &["CAM"]))),
        ["BAG", "BAG-R", "CARD", "LAMP", "POD", "SLING"]
    );
    let with_bag = chosen(&model, &cart(&model, &["CAM", "BAG"]));
    assert_eq!(skus(&model, &with_bag), ["CARD", "LAMP", "POD", "SLING"]);
    assert_eq!(fate(&model, &with_bag, "BAG-R"), Some(Suppression::NeedMet));
    let mut owned = cart(&model, &["CAM"]);
    owned.owned = vec![model.find("BAG-R").unwrap()];
    assert_eq!(fate(&model, &chosen(&model, &owned), "BAG"), Some(Suppression::NeedMet));
    assert_eq!(fate(&model, &chosen(&model, &owned), "BAG-R"), Some(Suppression::Owned));
}

#[test]
fn a_given_need_is_met_across_categories_and_by_substitutes() {
    let mut draft = camera_shop();
    let carry = Some("something to carry it in");
    let words = [None, carry, carry, carry, None, None, None];
    draft.labels.insert(Label::Need, DraftLabels::new(&words).unwrap());
    let model = open(&draft);
    let with_sling = chosen(&model, &cart(&model, &["CAM", "SLING"]));
    assert_eq!(skus(&model, &with_sling), ["CARD", "LAMP", "POD"], "the sling carries the camera");
    let covered = chosen(&model, &cart(&model, &["CAM", "SLING", "CARD", "POD", "LAMP"]));
    assert_eq!(skus(&model, &covered), [""; 0], "nothing is missing");
    // The lamp takes the sling's place (let us say), so it carries, too.
    let substitutes = (0..7).map(|at| {
        if at == 6 { draft.relations[&RelationType::Protects][0].clone() } else { DraftRow::default() }
    });
    draft.relations.insert(RelationType::InsteadOf, substitutes.collect());
    for row in draft.relations.get_mut(&RelationType::InsteadOf).unwrap() {
        row.relations.iter_mut().for_each(|relation| relation.n_both = 0);
    }
    let model = open(&draft);
    let with_lamp = chosen(&model, &cart(&model, &["CAM", "LAMP"]));
    assert_eq!(
        fate(&model, &with_lamp, "SLING"),
        Some(Suppression::NeedMet),
        "of one need with the lamp's substitutes"
    );
}

#[test]
fn a_search_lifts_what_answers_it_for_half_an_hour_and_the_reason_says_so() {
    let model = open(&camera_shop());
    let mut context = cart(&model, &["CAM"]);
    let score = |context: &Context, sku: &str| {
        let item = model.find(sku).unwrap();
        let card = chosen(&model, context).suggestions.into_iter().find(|card| card.item == item).unwrap();
        (card.score.0, card.reason)
    };
    let before = score(&context, "CARD").0;
    context.searches = asked(&model, "4K hdmi", NOW);
    let (after, reason) = score(&context, "CARD");
    assert_eq!(after, before * 5 / 4, "one of two words");
    assert_eq!(reason.influences().searched.as_deref(), Some("4K hdmi"));
    let why = Words::new(ENGLISH).why(&model, &reason, None);
    assert!(why.iter().any(|sentence| sentence == "You searched for \"4K hdmi\""), "{why:?}");
    assert_eq!(score(&context, "POD").1.influences().searched, None);
    let mut by_category = context.clone();
    by_category.searches = asked(&model, "stands", NOW);
    assert!(
        score(&by_category, "POD").0 > score(&context, "POD").0,
        "its category says it, its title does not"
    );
    assert_eq!(asked(&model, "4K hdmi", NOW.plus_ms(30 * MINUTE_MS)), [], "half an hour later");
}

/// What counts at `now` of a search made at `NOW`.
fn asked(model: &Model<Vec<u8>>, query: &str, now: Millis) -> Vec<Asked> {
    let mut searches = Searches::default();
    searches.add(query, NOW);
    searches.asked(model, now)
}

/// Of twenty items, half are "of" something, and one is a lantern.
#[test]
fn a_word_that_many_have_answers_nothing_alone() {
    let mut draft = tea_shop();
    let row = draft.items[0].clone();
    for n in draft.items.len()..20 {
        let title = if n % 2 == 0 { "A thing of use" } else { "Another" };
        draft.items.push(DraftItem {
            sku: format!("X{n}"),
            title: title.to_owned(),
            family: None,
            ..row.clone()
        });
    }
    for rows in draft.relations.values_mut() {
        rows.resize(20, DraftRow::default());
    }
    draft.items[3].title = "A stand of glass".to_owned();
    draft.items[4].title = "A lantern".to_owned();
    let model = open(&draft);
    let context = |query: &str| Context { searches: asked(&model, query, NOW), ..cart(&model, &["T1"]) };
    let score_of = |query: &str, sku: &str| {
        let item = model.find(sku).unwrap();
        let all = score(&model, &context(query), BORNE_OUT);
        all.iter().find(|candidate| candidate.item == item).unwrap().score.0
    };
    assert_eq!(score_of("lantern of brass", "S1"), score_of("", "S1"), "\"of\" alone is no answer");
    assert_eq!(
        score_of("stand of brass", "S1"),
        score_of("", "S1") * 1277 / 1000,
        "5 of 9: of, stand, brass"
    );
}

#[test]
fn a_liking_for_a_color_or_a_price_moves_within_bounds_and_the_reason_says_so() {
    let mut draft = camera_shop();
    let colors = [None, Some("black"), Some("red"), None, None, None, None];
    draft.labels.insert(Label::Color, DraftLabels::new(&colors).unwrap());
    let model = open(&draft);
    let red = model.find("BAG-R").unwrap();
    let mut feedback = Feedback::default();
    for _ in 0..1000 {
        let about =
            About { category: String::new(), ..About::new(&model, red, None, Stage::Product).unwrap() };
        feedback.learn(Act::Look, &about, NOW);
    }
    let mut context = cart(&model, &["CAM"]);
    let score = |context: &Context| {
        let found = chosen(&model, context).suggestions.into_iter().find(|card| card.item == red).unwrap();
        (found.score.0, Words::new(ENGLISH).why(&model, &found.reason, None))
    };
    let (before, why) = score(&context);
    assert!(why.iter().any(|sentence| sentence == "Its price did not count"), "{why:?}");
    context.tilt = feedback.tilt(&model, Stage::Product, NOW);
    let (after, why) = score(&context);
    assert_eq!(after, before * 1480 / 1000, "six points each for color and price");
    assert!(why.iter().any(|sentence| sentence == "What you did here before counted, too"), "{why:?}");
    assert!(why.iter().all(|sentence| sentence != "Its price did not count"), "{why:?}");
}

#[test]
fn what_is_sensitive_stays_among_its_own() {
    let mut draft = camera_shop();
    let topic = Some("health");
    draft
        .labels
        .insert(Label::Topic, DraftLabels::new(&[None, None, None, None, topic, None, None]).unwrap());
    let model = open(&draft);
    let selection = chosen(&model, &cart(&model, &["CAM"]));
    assert_eq!(fate(&model, &selection, "CARD"), Some(Suppression::Sensitive));
    draft
        .labels
        .insert(Label::Topic, DraftLabels::new(&[topic, None, None, None, topic, None, None]).unwrap());
    let model = open(&draft);
    assert!(skus(&model, &chosen(&model, &cart(&model, &["CAM"]))).contains(&"CARD"));
}

#[test]
fn a_search_that_leads_to_what_is_sensitive_is_told_from_others() {
    let mut draft = camera_shop();
    let topics = [None, None, None, None, Some("health"), Some("health"), None];
    draft.labels.insert(Label::Topic, DraftLabels::new(&topics).unwrap());
    let model = open(&draft);
    for query in ["memory card", "memory card cheap", "cheap hdmi", "stands"] {
        assert!(touches_topic(&model, query), "{query}");
    }
    for query in ["camera", "black bag", "lamp", "gift"] {
        assert!(!touches_topic(&model, query), "{query}");
    }
}

#[test]
fn what_does_the_job_of_something_sold_out_names_nothing_sensitive() {
    let stand_ins = |topic: Option<&str>| {
        let mut draft = camera_shop();
        let alone = |candidate: u32| {
            let relations = vec![DraftRelation { candidate: ItemId(candidate), weight: 15, n_both: 40 }];
            DraftRow { scale: 60_000, base: 0, relations }
        };
        // The black bag is sold out; the red one, of which nothing else speaks, does its job.
        let rows = |at: usize, candidate: u32| {
            let mut rows = vec![DraftRow::default(); 7];
            rows[at] = alone(candidate);
            rows
        };
        draft.relations.insert(RelationType::Protects, rows(0, 1));
        draft.relations.insert(RelationType::InsteadOf, rows(1, 2));
        let topics = [None, topic, None, None, None, None, None];
        draft.labels.extend(DraftLabels::new(&topics).map(|labels| (Label::Topic, labels)));
        let model = open(&draft);
        let mut context = cart(&model, &["CAM"]);
        context.sold_out = vec![ItemId(1)];
        let shown = chosen(&model, &context).suggestions;
        shown.iter().filter(|card| card.reason.main().unwrap().in_place_of == Some(ItemId(1))).count()
    };
    assert_eq!(stand_ins(None), 1);
    assert_eq!(stand_ins(Some("health")), 0, "\"In place of the\" what touches her health");
}

#[test]
fn a_kind_of_relation_that_is_not_wanted_speaks_for_nothing() {
    let model = open(&camera_shop());
    let mut shopper = Shopper::default();
    let says = |shopper: &Shopper| {
        let selection = select(&model, &cart(&model, &["CAM"]), shopper, Permit::unpaced(), 9);
        skus(&model, &selection).join(" ")
    };
    shopper.say(AnswerKind::NoKind, "needed-with", NOW);
    assert_eq!(says(&shopper), "BAG BAG-R LAMP SLING");
    shopper.say(AnswerKind::NoKind, "protects", NOW);
    shopper.say(AnswerKind::NoKind, "bought-together", NOW);
    assert_eq!(says(&shopper), "");
    shopper.take_back(AnswerKind::NoKind, "protects");
    assert_eq!(says(&shopper), "BAG BAG-R");

    let mut draft = tea_shop();
    draft.fallback = vec![DraftRow::default(); draft.categories.len()];
    draft.fallback[3] = DraftRow {
        scale: 40_000,
        base: 200,
        relations: vec![DraftRelation { candidate: ItemId(4), weight: 15, n_both: 60 }],
    };
    let model = open(&draft);
    let lantern = |shopper: &Shopper| {
        skus(&model, &select(&model, &cart(&model, &["L1"]), shopper, Permit::unpaced(), 3)).len()
    };
    let mut shopper = Shopper::default();
    assert_eq!(lantern(&shopper), 1);
    shopper.say(AnswerKind::NoKind, Rung::Category.kind(), NOW);
    assert_eq!(lantern(&shopper), 0);
}

#[test]
fn a_card_says_whether_it_fits_where_a_rule_is_about_both() {
    let mut draft = camera_shop();
    // Rule 0 compares what the camera offers, value 1, with what cards want.
    let codes = |camera: &[u32], card: &[u32]| {
        let mut codes = vec![Vec::new(); 7];
        (codes[0], codes[4]) = (camera.to_vec(), card.to_vec());
        codes
    };
    let mut told = |camera: &[u32], card: &[u32]| -> Option<String> {
        draft.compatibility = codes(camera, card);
        let model = open(&draft);
        let item = model.find("CARD").unwrap();
        let cards = chosen(&model, &cart(&model, &["CAM"])).suggestions;
        let card = cards.into_iter().find(|card| card.item == item)?;
        Some(Words::new(ENGLISH).fit(&model, &card.reason).map_or_else(String::new, |(_, text)| text))
    };
    assert_eq!(told(&[1], &[WANTS | 1]).as_deref(), Some("Fits the camera (checked)"));
    assert_eq!(told(&[1], &[WANTS | UNTOLD]).as_deref(), Some("Fit with the camera not checked"));
    assert_eq!(told(&[], &[]).as_deref(), Some(""), "no rule, no word");
    assert_eq!(told(&[1], &[WANTS | 2]), None, "what does not fit is not suggested at all");

    // Where its very reason is that it fits, nothing speaks against it.
    let mut draft = camera_shop();
    let needed = draft.relations.remove(&RelationType::NeededWith).unwrap();
    draft.relations.insert(RelationType::Fits, needed);
    draft.compatibility = codes(&[1], &[WANTS | UNTOLD]);
    let model = open(&draft);
    let cards = chosen(&model, &cart(&model, &["CAM"])).suggestions;
    let card = cards.iter().find(|card| model.sku(card.item) == "CARD").unwrap();
    let words = Words::new(ENGLISH);
    assert_eq!(words.reason(&model, &card.reason), "Fits the camera");
    assert_eq!(words.fit(&model, &card.reason), None);

    // After the order: what the bag goes with must fit the camera that was ordered with it.
    let mut draft = camera_shop();
    let beside_bag = vec![DraftRelation { candidate: ItemId(4), weight: 15, n_both: 40 }];
    draft.relations.get_mut(&RelationType::BoughtTogether).unwrap()[1] =
        DraftRow { scale: 60_000, base: 0, relations: beside_bag };
    let mut fate_after = |card: &[u32]| {
        draft.compatibility = codes(&[1], card);
        let model = open(&draft);
        let mut context = Context::new(&[], &[], NOW);
        context.stage = Stage::AfterOrder;
        context.ordered = vec![ItemId(0), ItemId(1)];
        fate(&model, &chosen(&model, &context), "CARD")
    };
    assert_eq!(fate_after(&[WANTS | 1]), None);
    assert_eq!(fate_after(&[WANTS | 2]), Some(Suppression::Incompatible));
}

/// How often a level came true was measured on what orders bear out, so of nothing else is it said.
#[test]
fn how_sure_is_told_of_a_level_that_orders_bear_out() {
    let sure = |n_both: u32| {
        let mut draft = camera_shop();
        draft.calibration = Calibration { shrinkage: 0, held_out_per_mille: [500, 300, 100] };
        for relation in &mut draft.relations.get_mut(&RelationType::NeededWith).unwrap()[0].relations {
            relation.n_both = n_both;
        }
        let model = open(&draft);
        let cards = chosen(&model, &cart(&model, &["CAM"])).suggestions;
        let card = cards.into_iter().find(|card| model.sku(card.item) == "CARD").unwrap();
        let why = Words::new(ENGLISH).why(&model, &card.reason, None);
        why.into_iter().find(|sentence| sentence.starts_with("Of past orders"))
    };
    assert!(sure(40).unwrap().contains("about 1 in 2 "));
    assert_eq!(sure(5), None, "a guess by the merchant's word alone");
}

#[test]
fn an_add_on_costs_five_times_what_it_goes_with_at_most() {
    for (price_hundredths, expected) in [(1_000, None), (1_001, Some(Suppression::OutOfProportion))] {
        let mut draft = camera_shop();
        draft.items[0].price_hundredths = 200;
        draft.items[4].price_hundredths = price_hundredths;
        let model = open(&draft);
        let selection = chosen(&model, &cart(&model, &["CAM"]));
        assert_eq!(fate(&model, &selection, "CARD"), expected, "{price_hundredths} beside 200");
    }
}

proptest! {
    /// Whatever the prices: nothing costs more than so many times all that it goes with.
    #[test]
    fn no_add_on_is_out_of_proportion(draft in drafts(), picks in prop::collection::vec(any::<prop::sample::Index>(), 1..4)) {
        prop_assume!(!draft.items.is_empty());
        let model = open(&draft);
        let items: Vec<ItemId> = picks.iter().map(|pick| ItemId(u32::try_from(pick.index(draft.items.len())).unwrap())).collect();
        let context = Context::new(&items, &[], NOW);
        let price = |item: ItemId| u64::from(model.item(item).unwrap().price_hundredths);
        let beside: u64 = context.cart.iter().map(|&item| price(item)).sum();
        for card in chosen(&model, &context).suggestions {
            prop_assert!(beside == 0 || price(card.item) <= MAX_PROPORTION * beside);
        }
    }

    /// No label that a file may hold makes anything of another topic or of a need already met appear.
    #[test]
    fn labels_hold_whatever_they_are(draft in drafts(), pick in any::<prop::sample::Index>()) {
        prop_assume!(!draft.items.is_empty());
        let model = open(&draft);
        let anchor = ItemId(u32::try_from(pick.index(draft.items.len())).unwrap());
        for card in chosen(&model, &Context::new(&[anchor], &[], NOW)).suggestions {
            let topic = model.label(Label::Topic, card.item);
            prop_assert!(topic.is_none() || topic == model.label(Label::Topic, anchor));
            let need = model.label(Label::Need, card.item);
            prop_assert!(need.is_none() || need != model.label(Label::Need, anchor));
        }
    }
}
