//! A shopper who goes nowhere but where suggestions lead is not led in a circle.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;

use goeswith_builder::hash::mix;
use goeswith_engine::context::Context;
use goeswith_engine::feedback::{About, Act};
use goeswith_engine::ids::{CategoryId, ItemId, Millis};
use goeswith_engine::memory::Memory;
use goeswith_engine::model::Model;
use goeswith_engine::pacing::Permit;
use goeswith_engine::select::select;
use goeswith_engine::shopper::Shopper;
use goeswith_engine::stage::Stage;

type Kitchen = Model<&'static [u8]>;

const NOW: Millis = Millis(1_800_000_000_000);
const MINUTE_MS: u64 = 60_000;
const N_STEPS: u64 = 50;
/// What a session shows at least, where so much may be shown.
const LEAST: (usize, usize) = (12, 4);

fn kitchen() -> Kitchen {
    Model::open(include_bytes!("../../../tests/fixtures/kitchen.gw").as_slice()).unwrap()
}

fn categories(model: &Kitchen, items: &BTreeSet<ItemId>) -> BTreeSet<CategoryId> {
    items.iter().filter_map(|&item| model.item(item)).map(|item| item.category).collect()
}

/// What is shown in fifty steps from one item on: each goes to something that was just offered or, where nothing was,
/// back to somewhere she was. Now and then she takes it; she refuses nothing. Without ceilings, so that what is chosen is seen, not how much.
/// Beside it, all that a row with room for everything would have shown her.
fn follow(model: &Kitchen, from: ItemId, seed: u64) -> (BTreeSet<ItemId>, BTreeSet<ItemId>) {
    let draw = |step: u64, what: u64| mix(&[seed, step, what]);
    let (mut memory, shopper) = (Memory::default(), Shopper::default());
    let (mut now, mut here, mut cart) = (NOW, from, Vec::new());
    let (mut trail, mut shown, mut eligible) = (vec![from], BTreeSet::new(), BTreeSet::new());
    for step in 0..N_STEPS {
        now = now.plus_ms(MINUTE_MS);
        memory.exposures.turn_page();
        memory.views.retain(|&(seen, _)| seen != here);
        memory.views.push((here, now));
        let mut context = Context::new(&cart, &memory.views, now);
        context.tilt = memory.feedback.tilt(model, Stage::Product, now);
        let paced = memory.exposures.permit(&shopper, now);
        let permit = Permit { tired: paced.tired, seen: paced.seen, ..Permit::unpaced() };
        let cards = select(model, &context, &shopper, permit, 3).suggestions;
        let room = select(model, &context, &shopper, Permit::unpaced(), 60).suggestions;
        eligible.extend(room.into_iter().map(|card| card.item));
        for card in &cards {
            memory.exposures.record(card.item, now);
            shown.insert(card.item);
        }
        let Some(chosen) = cards.get(usize::try_from(draw(step, 1)).unwrap() % cards.len().max(1)) else {
            here = trail[usize::try_from(draw(step, 3)).unwrap() % trail.len()];
            continue;
        };
        let about = About::new(model, chosen.item, chosen.reason.main(), Stage::Product).unwrap();
        let is_taken = draw(step, 2) % 5 == 0;
        memory.feedback.learn(if is_taken { Act::Add } else { Act::Open }, &about, now);
        cart.extend(is_taken.then_some(chosen.item));
        here = chosen.item;
        trail.push(here);
    }
    (shown, eligible)
}

#[test]
fn fifty_steps_along_suggestions_show_many_things_of_many_kinds() {
    let model = kitchen();
    let items: Vec<ItemId> = model.item_ids().collect();
    let (mut n_sessions, mut fewest) = (0, (usize::MAX, usize::MAX));
    for seed in 0..200 {
        let from = items[usize::try_from(mix(&[9, seed])).unwrap() % items.len()];
        let (shown, eligible) = follow(&model, from, seed);
        if eligible.len() < LEAST.0 || categories(&model, &eligible).len() < LEAST.1 {
            continue;
        }
        let n_categories = categories(&model, &shown).len();
        assert!(
            shown.len() >= LEAST.0 && n_categories >= LEAST.1,
            "from {}: {} items of {n_categories} categories",
            model.sku(from),
            shown.len()
        );
        fewest = (fewest.0.min(shown.len()), fewest.1.min(n_categories));
        n_sessions += 1;
    }
    assert!(n_sessions >= 100, "{n_sessions} sessions, fewest {fewest:?}");
}
