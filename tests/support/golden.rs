//! Golden cases on a model of real orders, run natively and in wasm from this one file: both must give
//! `tests/fixtures/golden.txt` to the letter.

use core::fmt::Write as _;
use goeswith_engine::context::Context;
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::model::Model;
use goeswith_engine::pacing::{Exposures, Frequency};
use goeswith_engine::select::select;
use goeswith_engine::shopper::Shopper;
use goeswith_engine::words::{ENGLISH, Words};

/// The kitchen of the demo shop: `crates/builder/tests/fixture.rs` builds it from the bundled orders.
pub const MODEL: &[u8] = include_bytes!("../fixtures/kitchen.gw");
/// What every platform must say of it.
pub const EXPECTED: &str = include_str!("../fixtures/golden.txt");

const N_CASES: u32 = 160;
const NOW: Millis = Millis(1_300_000_000_000);

/// All cases as text: for each cart and view, what is shown with score, evidence, level and words.
pub fn run() -> String {
    let model = Model::open(MODEL).expect("the fixture opens");
    let n_items = u32::try_from(model.n_items()).expect("a small model");
    let mut out = String::new();
    for case in 0..N_CASES {
        let item = |step: u32| ItemId((case * 7919 + step * 104_729) % n_items);
        let cart: Vec<ItemId> = (0..case % 6).map(item).collect();
        let views: Vec<(ItemId, Millis)> = (0..case % 4)
            .map(|step| (item(step + 10), Millis(NOW.0 - u64::from(step * case) * 10_000)))
            .collect();
        let context = Context::new(&cart, &views, NOW);
        let mut shopper = Shopper::default();
        shopper.frequency = match case % 3 {
            0 => Frequency::Fewer,
            1 => Frequency::Normal,
            _ => Frequency::More,
        };
        let selection = select(&model, &context, &shopper, Exposures::default().permit(&shopper, NOW), 5);
        let words = Words::new(ENGLISH);
        let skus = |items: &[ItemId]| items.iter().map(|&item| model.sku(item)).collect::<Vec<_>>().join(" ");
        let viewed: Vec<ItemId> = context.views.iter().map(|&(item, _)| item).collect();
        let _ = writeln!(out, "{case}: cart {} | views {}", skus(&context.cart), skus(&viewed));
        for suggestion in &selection.suggestions {
            let reason = &suggestion.reason;
            let parts = reason.contributions().iter().map(|part| {
                format!("{}:{}:{}/{}", model.sku(part.anchor), part.score.0, part.n_both, part.n_base)
            });
            let _ = writeln!(
                out,
                "  {} {} {} cites {} of [{}] {}",
                model.sku(suggestion.item),
                suggestion.score.0,
                reason.level().name(),
                reason.cited().len(),
                parts.collect::<Vec<_>>().join(" "),
                words.reason(&model, reason),
            );
        }
        let _ = writeln!(out, "  {} suppressed", selection.suppressed.len());
    }
    out
}
