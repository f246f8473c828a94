//! A reason is the computation: take the cited anchors away, and what they were cited for is gone. Over a hundred thousand
//! cards that the engine makes for seeded carts of the kitchen shop.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail, and says what it counted"
)]

use std::collections::BTreeMap;

use goeswith_builder::hash::mix;
use goeswith_engine::context::Context;
use goeswith_engine::feedback::{About, Act, Feedback};
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::model::Model;
use goeswith_engine::pacing::Permit;
use goeswith_engine::relation_type::RelationType;
use goeswith_engine::score::{
    ALIKE, BORNE_OUT, Basis, Rung, score, score_signals, score_signals_by_category,
};
use goeswith_engine::search::Searches;
use goeswith_engine::select::{Suggestion, select};
use goeswith_engine::series;
use goeswith_engine::shopper::Shopper;
use goeswith_engine::stage::Stage;
use goeswith_engine::words::{ENGLISH, Words};

const KITCHEN: &[u8] = include_bytes!("../../../tests/fixtures/kitchen.gw");
const N_CARDS: usize = 100_000;
const NOW: Millis = Millis(1_800_000_000_000);

/// A cart of one to six items (after an order: what was ordered), up to three that were looked at, at any stage, in any
/// month, after up to five acts; every third time a search, something owned, and the best sold out.
fn context(model: &Model<&[u8]>, case: u64) -> Context {
    let n_items = u64::try_from(model.n_items()).unwrap();
    let draw = |n: u64| mix(&[42, case, n]);
    let at = |n: u64, len: usize| usize::try_from(draw(n)).unwrap() % len;
    let item = |n: u64| ItemId(u32::try_from(draw(n) % n_items).unwrap());
    let cart: Vec<ItemId> = (0..=draw(100) % 6).map(item).collect();
    let views: Vec<(ItemId, Millis)> = (0..draw(101) % 4).map(|n| (item(50 + n), NOW)).collect();
    let mut context = Context::new(&cart, &views, NOW);
    context.stage = Stage::ALL[at(102, Stage::ALL.len())];
    context.circumstances.month = u8::try_from(at(103, 13)).ok().filter(|&month| month < 12);
    let mut feedback = Feedback::default();
    for n in 0..draw(104) % 6 {
        let acts = [Act::Open, Act::Save, Act::Add, Act::Dismiss, Act::NotHelpful, Act::Look, Act::Detour];
        let candidates = score(model, &context, BORNE_OUT);
        let Some(offered) = candidates.get(at(200 + n, candidates.len().max(1))) else { break };
        let about = About::new(model, offered.item, offered.contributions.first(), context.stage).unwrap();
        feedback.learn(acts[at(300 + n, acts.len())], &about, NOW);
    }
    context.tilt = feedback.tilt(model, context.stage, NOW);
    if draw(105) % 3 == 0 {
        let mut searches = Searches::default();
        searches.add(model.title(item(400)), NOW);
        context.searches = searches.asked(model, NOW);
    }
    if draw(106) % 3 == 0 {
        context.owned = vec![item(401)];
    }
    if context.stage == Stage::AfterOrder {
        context.ordered = std::mem::take(&mut context.cart);
    }
    if draw(107) % 3 == 0 {
        context.sold_out = score(model, &context, BORNE_OUT).iter().take(2).map(|best| best.item).collect();
    }
    context
}

fn without(context: &Context, cited: &[ItemId]) -> Context {
    let mut without = context.clone();
    without.cart.retain(|item| !cited.contains(item));
    without.ordered.retain(|item| !cited.contains(item));
    without.views.retain(|(item, _)| !cited.contains(item));
    without
}

/// What the other anchors, each counting what it did, leave of the card's score on its own rung. What takes another's
/// place has of each of that one's contributions as much as the two are alike.
fn left(model: &Model<&[u8]>, context: &Context, card: &Suggestion, cited: &[ItemId]) -> u64 {
    let mut signals = context.signals();
    signals.retain(|signal| !cited.contains(&signal.anchor));
    let candidates = match card.reason.main().unwrap().basis {
        Basis::Relation(RelationType::Alike) => score_signals(model, context, &signals, ALIKE),
        Basis::Relation(_) => score_signals(model, context, &signals, BORNE_OUT),
        Basis::Category(_) => score_signals_by_category(model, context, &signals, Rung::Category),
        Basis::Pick(_) => score_signals_by_category(model, context, &signals, Rung::Pick),
    };
    let main = card.reason.main().unwrap();
    let scored = main.in_place_of.unwrap_or(card.item);
    let Some(candidate) = candidates.iter().find(|other| other.item == scored) else { return 0 };
    let Some(gone) = main.in_place_of else { return candidate.score.0 };
    let mut instead = model.relations(RelationType::InsteadOf, gone);
    let alike = u64::from(instead.find(|of| of.candidate == card.item).unwrap().weight).pow(2);
    candidate.contributions.iter().map(|part| part.score.0 * alike / 225).sum()
}

/// What a card rests on, for the count of each.
fn kind(card: &Suggestion) -> &'static str {
    let main = card.reason.main().unwrap();
    if main.in_place_of.is_some() { "in place of another" } else { main.basis.kind() }
}

/// Whether the one line of a card speaks of all that it cites: of the only one, of a set or category that is theirs
/// alike, or of the cart, the views, the order.
fn speaks_of_all(model: &Model<&[u8]>, card: &Suggestion, line: &str) -> bool {
    let cited = card.reason.cited();
    let main = card.reason.main().unwrap();
    let are_alike = cited.iter().all(|part| part.basis == main.basis);
    let names_all = |words: &[&str]| words.iter().any(|words| line.contains(words));
    match main.basis {
        _ if cited.len() == 1 => true,
        Basis::Category(_) | Basis::Pick(_) if are_alike => true,
        Basis::Relation(RelationType::CompletesSet) if line.starts_with("Completes") => {
            let set = |anchor| series::shared(model.title(anchor), model.title(card.item));
            cited.iter().all(|part| set(part.anchor) == set(main.anchor))
        }
        _ => names_all(&[
            "your cart",
            "cart and views",
            "you saw",
            "you looked at",
            "you chose",
            "your order",
            "you bought",
        ]),
    }
}

#[test]
fn without_the_cited_anchors_a_card_goes_falls_or_cites_others() {
    let model = Model::open(KITCHEN).unwrap();
    let words = Words::new(ENGLISH);
    let row =
        |context: &Context| select(&model, context, &Shopper::default(), Permit::unpaced(), 3).suggestions;
    let (mut n_cards, mut n_gone, mut n_fallen, mut n_stayed) = (0, 0, 0, 0);
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for case in 0.. {
        let context = context(&model, case);
        for card in row(&context) {
            n_cards += 1;
            *kinds.entry(kind(&card)).or_default() += 1;
            let cited: Vec<ItemId> = card.reason.cited().iter().map(|part| part.anchor).collect();
            assert!(card.reason.cited_score().0 * 2 >= card.score.0, "the cited carry half of it");
            let fallen_by = card.score.0 - left(&model, &context, &card, &cited);
            assert_eq!(fallen_by, card.reason.cited_score().0, "case {case}");
            let line = words.reason(&model, &card.reason);
            assert!(speaks_of_all(&model, &card, &line), "case {case}: {line}");
            assert!(
                words
                    .why(&model, &card.reason, None)
                    .iter()
                    .map(|said| said.split(' ').count())
                    .sum::<usize>()
                    <= 64
            );
            let without = without(&context, &cited);
            let after = row(&without).into_iter().find(|other| other.item == card.item);
            let Some(after) = after else {
                n_gone += 1;
                continue;
            };
            for part in after.reason.contributions() {
                let is_there = without.cart.contains(&part.anchor)
                    || without.ordered.contains(&part.anchor)
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
    println!("by what they rest on: {kinds:?}");
    for kind in ["bought-together", "completes-set", "alike", "category", "in place of another"] {
        assert!(kinds.contains_key(kind), "no card by {kind}");
    }
    assert!(n_gone * 10 >= n_cards * 9, "of {n_cards} cards only {n_gone} leave the row");
}
