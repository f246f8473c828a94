//! A small season of seeded shoppers in the kitchen shop.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use goeswith_builder::simulate::{Plan, Simulation, simulate};
use goeswith_engine::model::Model;
use indicatif::ProgressBar;

fn season(seed: u64, n_threads: usize) -> Simulation {
    let model = Model::open(include_bytes!("../../../tests/fixtures/kitchen.gw").to_vec()).unwrap();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
    pool.install(|| simulate(&model, Plan { n_sessions: 6_000, seed }, &ProgressBar::hidden()))
}

#[test]
fn no_rule_is_broken_and_every_ceiling_is_met() {
    let season = season(42, 2);
    assert!(season.violations.is_empty(), "{:?}", season.violations);
    let most = |name: &str| season.by_frequency[name].most;
    assert_eq!(most("off"), [0; 4]);
    assert_eq!(most("fewer")[..2], [1, 3], "met, or nothing would have been tested");
    assert_eq!(most("normal")[..2], [3, 9]);
    // The table of "How often?": on a page, in an hour, in a day, in a week.
    for (name, ceilings) in [("fewer", [1, 3, 6, 20]), ("normal", [3, 9, 20, 60]), ("more", [5, 20, 40, 120])]
    {
        let is_kept = most(name).iter().zip(ceilings).all(|(most, ceiling)| *most <= ceiling);
        assert!(is_kept, "{name}: {:?}", most(name));
    }
    assert!(season.by_frequency.values().all(|tally| tally.most_of_one_item <= 3), "then it rests");
}

#[test]
fn no_session_runs_in_a_circle() {
    let loops = season(7, 2).loops;
    assert_eq!(loops.n_narrow, 0, "{loops:?}");
}

#[test]
fn the_same_seed_gives_the_same_season_on_any_number_of_threads() {
    assert_eq!(season(1, 1), season(1, 3));
    assert_ne!(season(1, 2), season(2, 2));
}
