//! Next items of sessions: what a step of a session would show, against what came next.
//!
//! Three ways to count, because published tables differ:
//! - `repeats`: every item may come next, also one that was seen: comparable with published tables;
//! - `new_items`: what was seen is not listed, and steps back to it are no cases: what a cross-sell row shows;
//! - `current_hidden`: only the current item is not listed, and steps that stay there are no cases.
//!
//! All are over every step of every test session. What the training log does not know is passed over in what was
//! seen, and is a miss as the next item.

#![expect(clippy::indexing_slicing, reason = "items are below the number that the catalogue has")]

use goeswith_engine::context::{Context, Signal};
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::model::{Model, ModelError};
use goeswith_engine::score::{BORNE_OUT, score};
use rayon::prelude::*;

use super::metrics::{Measure, measure, rank};
use super::peers::Table;
use super::ranking::{Lists, Ranker, Scores};
use super::report::Group;
use super::shipped::shown;
use crate::catalog::Catalog;
use crate::hash::{key, mix};
use crate::input::sessions::SessionCases;
use crate::num::to_usize;

/// What sessions are measured by.
pub const MEASURES: [Measure; 2] = [Measure::HitRate(20), Measure::ReciprocalRank(20)];
/// Places of a list that are looked at.
const N_PLACES: usize = 20;

/// The weight of an item as its own successor, in the unit of the learned weights: enough where going back is wanted
/// at all (`quality.md`, step 7). A model file has no such relation.
const SELF_WEIGHT: f32 = 0.06;

/// One step to predict, in items of the training log's catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What was seen and is known, the oldest first, with repeats.
    pub seen: Vec<u32>,
    /// What came next; `None` when it is unknown.
    pub next: Option<u32>,
    /// Whether that was seen before.
    pub is_repeat: bool,
    /// Whether that is where the session stood.
    pub stays: bool,
    /// The hash by which ties of this step fall.
    pub key: u64,
}

/// The steps of a test file, over the items of `catalog`.
#[must_use]
pub fn steps(test: &SessionCases, catalog: &Catalog) -> Vec<Step> {
    let position = |sku: &str| {
        let found = catalog.items.binary_search_by(|item| item.sku.as_str().cmp(sku));
        found.ok().and_then(|position| u32::try_from(position).ok())
    };
    let positions: Vec<Option<u32>> = test.skus.iter().map(position).collect();
    let keys: Vec<u64> = test.skus.iter().map(key).collect();
    let step = |case: &crate::input::sessions::SessionCase| {
        let mut parts: Vec<u64> = case.seen.iter().map(|&item| keys[to_usize(item)]).collect();
        parts.push(keys[to_usize(case.next)]);
        Step {
            seen: case.seen.iter().filter_map(|&item| positions[to_usize(item)]).collect(),
            next: positions[to_usize(case.next)],
            is_repeat: case.seen.contains(&case.next),
            stays: case.seen.last() == Some(&case.next),
            key: mix(&parts),
        }
    };
    test.cases.iter().map(step).collect()
}

/// How a method fares, in all three ways to count.
#[must_use]
pub fn evaluate(ranker: &dyn Ranker, lists: &Lists, steps: &[Step]) -> Vec<Group> {
    let ranks: Vec<[Option<usize>; 3]> = steps
        .par_iter()
        .map_init(
            || Scores::new(lists.n_items()),
            |scores, step| {
                // So long a list still has all its places when everything seen is struck from it.
                let n = N_PLACES + step.seen.len();
                ranks(step, || lists.best(ranker, &step.seen, |_| false, step.key, n, scores))
            },
        )
        .collect();
    groups(steps, &ranks)
}

/// The same steps as a page knows them that remembers nothing: only where the session stood.
#[must_use]
pub fn this_page_alone(steps: &[Step]) -> Vec<Step> {
    let alone = |step: &Step| Step { seen: step.seen.last().copied().into_iter().collect(), ..step.clone() };
    steps.iter().map(alone).collect()
}

/// How what the rows of a model would show fares, in all three ways to count.
#[must_use]
pub fn evaluate_shown(model: &ShippedSessions, steps: &[Step]) -> Vec<Group> {
    let ranks: Vec<[Option<usize>; 3]> = steps
        .par_iter()
        .map(|step| ranks(step, || model.shown(&step.seen, N_PLACES + step.seen.len())))
        .collect();
    groups(steps, &ranks)
}

fn groups(steps: &[Step], ranks: &[[Option<usize>; 3]]) -> Vec<Group> {
    let group = |name, way: usize, counts: &dyn Fn(&Step) -> bool| {
        let cases: Vec<[Option<usize>; 1]> = std::iter::zip(steps, ranks)
            .filter(|(step, _)| counts(step))
            .map(|(_, ranks)| [ranks[way]])
            .collect();
        Group { name: Some(name), samples: measure(&MEASURES, &cases), reach: None }
    };
    vec![
        group("repeats", 0, &|_| true),
        group("new_items", 1, &|step| !step.is_repeat),
        group("current_hidden", 2, &|step| !step.stays),
    ]
}

/// The rank of the next item when all is listed, without what was seen, and without the current item.
fn ranks(step: &Step, list: impl FnOnce() -> Vec<u32>) -> [Option<usize>; 3] {
    let Some(next) = step.next else { return [None; 3] };
    let list = list();
    let without = |is_hidden: &dyn Fn(u32) -> bool| {
        let kept: Vec<u32> = list.iter().copied().filter(|&item| !is_hidden(item)).collect();
        rank(&kept, next)
    };
    [
        rank(&list, next),
        without(&|item| step.seen.contains(&item)),
        without(&|item| step.seen.last() == Some(&item)),
    ]
}

/// The signals of a session: the engine's own view of what counts how much.
fn signals(context: &[u32]) -> Vec<(u32, u8)> {
    let views: Vec<(ItemId, Millis)> =
        context.iter().map(|&item| (ItemId(item), Millis::default())).collect();
    let signals = Context::new(&[], &views, Millis::default()).signals();
    signals.into_iter().map(|Signal { anchor, weight, .. }| (anchor.0, weight)).collect()
}

/// The quantised file, opened and scored by the engine.
#[derive(Debug)]
pub struct ShippedSessions {
    model: Model<Vec<u8>>,
    /// By position in the catalogue.
    ids: Vec<ItemId>,
    /// By position in the model.
    items: Vec<u32>,
    /// What one unit of signal adds to the anchor's own score.
    self_score: f64,
}

impl ShippedSessions {
    /// Opens the bytes of a model of this catalogue; `max_weight` is its largest weight before it was quantised.
    ///
    /// # Errors
    /// When the engine refuses the bytes.
    pub fn open(bytes: Vec<u8>, catalog: &Catalog, max_weight: f32) -> Result<Self, ModelError> {
        /// What the engine makes of the largest weight under a signal of 1: scale · weight².
        const MAX_STRENGTH: f64 = 65_535.0 * 225.0;
        let model = Model::open(bytes)?;
        let mut ids = vec![ItemId(0); catalog.items.len()];
        let mut items = vec![0; model.n_items()];
        for (item, entry) in (0..).zip(&catalog.items) {
            if let Some(id) = model.find(&entry.sku) {
                ids[to_usize(item)] = id;
                items[to_usize(id.0)] = item;
            }
        }
        let self_score =
            if max_weight > 0.0 { f64::from(SELF_WEIGHT / max_weight) * MAX_STRENGTH } else { 1.0 };
        Ok(Self { model, ids, items, self_score })
    }

    fn context(&self, seen: &[u32]) -> Context {
        let views: Vec<(ItemId, Millis)> =
            seen.iter().map(|&item| (self.ids[to_usize(item)], Millis::default())).collect();
        Context::new(&[], &views, Millis::default())
    }

    /// What a row of `n` places would show beside what was seen.
    fn shown(&self, seen: &[u32], n: usize) -> Vec<u32> {
        let shown = shown(&self.model, &self.context(seen), n);
        shown.into_iter().map(|item| self.items[item.index()]).collect()
    }
}

impl Ranker for ShippedSessions {
    fn score(&self, context: &[u32], scores: &mut Scores) {
        let context = self.context(context);
        for candidate in score(&self.model, &context, BORNE_OUT) {
            // Exact: ten signals of 255 by a strength of 65,535 · 225 stay below 2⁵³.
            scores.add(self.items[to_usize(candidate.item.0)], wide(candidate.score.0));
        }
        for signal in context.signals() {
            scores.add(self.items[to_usize(signal.anchor.0)], f64::from(signal.weight) * self.self_score);
        }
    }
}

/// A score as a double.
fn wide(score: u64) -> f64 {
    let high = u32::try_from(score >> 32).unwrap_or(u32::MAX);
    let low = u32::try_from(score & u64::from(u32::MAX)).unwrap_or(u32::MAX);
    f64::from(high) * 4_294_967_296.0 + f64::from(low)
}

/// A table whose anchors count by their age in steps, as the engine counts views.
#[derive(Debug)]
pub struct ByRecency {
    /// The weights.
    pub table: Table,
    /// What an anchor adds to its own score, 0 for nothing.
    pub self_weight: f32,
}

impl ByRecency {
    /// What was learned at full precision, with the same constant for staying as the file gets.
    #[must_use]
    pub fn full_precision(table: Table) -> Self {
        Self { table, self_weight: SELF_WEIGHT }
    }

    /// A peer, which knows pairs of different items only.
    #[must_use]
    pub fn peer(table: Table) -> Self {
        Self { table, self_weight: 0.0 }
    }
}

impl Ranker for ByRecency {
    fn score(&self, context: &[u32], scores: &mut Scores) {
        let signals = signals(context);
        let weighted = signals.iter().map(|&(item, weight)| (item, f32::from(weight) / 255.0));
        self.table.score_weighted(weighted.clone(), scores);
        if self.self_weight > 0.0 {
            for (item, weight) in weighted {
                scores.add(item, f64::from(weight * self.self_weight));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ByRecency, Step, evaluate, signals, steps};
    use crate::catalog::{Catalog, CatalogItem};
    use crate::evaluate::peers::{Aggregation, Table};
    use crate::evaluate::ranking::Lists;
    use crate::input::Names;
    use crate::input::sessions::{SessionCase, SessionCases};

    fn catalog(skus: &[&str]) -> Catalog {
        let item = |sku: &&str| CatalogItem {
            sku: (*sku).to_owned(),
            title: (*sku).to_owned(),
            price_hundredths: 0,
            category: vec!["Other".to_owned()],
            family: None,
            attributes: std::collections::BTreeMap::new(),
        };
        Catalog { items: skus.iter().map(item).collect(), ..Catalog::default() }
    }

    fn is_near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn steps_are_in_items_of_the_training_log() {
        let mut skus = Names::default();
        let [b, new, a] = ["b", "new", "a"].map(|sku| skus.intern(sku).unwrap());
        let cases = vec![
            SessionCase { seen: vec![b, new, a], next: b },
            SessionCase { seen: vec![a], next: a },
            SessionCase { seen: vec![new], next: new },
        ];
        let steps = steps(&SessionCases { skus, cases }, &catalog(&["a", "b"]));
        let told: Vec<(&[u32], Option<u32>, bool, bool)> =
            steps.iter().map(|step| (step.seen.as_slice(), step.next, step.is_repeat, step.stays)).collect();
        assert_eq!(
            told,
            [(&[1, 0][..], Some(1), true, false), (&[0], Some(0), true, true), (&[], None, true, true)]
        );
    }

    #[test]
    fn a_session_signals_by_age_in_steps() {
        assert_eq!(
            signals(&[5, 7, 5]).iter().map(|&(item, weight)| (item, weight)).collect::<Vec<_>>(),
            [(5, 255), (7, 155)]
        );
    }

    /// Three items; 0 leads to 1 (weight 1) and 2 (½), 1 to 2 (1); staying weighs .06.
    #[test]
    fn each_way_to_count_gives_what_it_gives_by_hand() {
        let table = Table {
            rows: vec![vec![(1, 1.0), (2, 0.5)], vec![(2, 1.0)], vec![]],
            aggregation: Aggregation::Sum,
        };
        let ranker = ByRecency::full_precision(table);
        let step = |seen: &[u32], next: Option<u32>| Step {
            seen: seen.to_vec(),
            next,
            is_repeat: next.is_some_and(|next| seen.contains(&next)),
            stays: next == seen.last().copied(),
            key: 7,
        };
        let steps = [
            // 1: 1, 2: .5, 0: .06: rank 2 of all and of what is new.
            step(&[0], Some(2)),
            // The same list: rank 3 of all; no case elsewhere.
            step(&[0], Some(0)),
            // 2: 1 + .61 · .5, 1: .61 + .06, 0: .04: rank 3 of all, 2 without the current item; not new.
            step(&[0, 1], Some(0)),
            // Unknown: a miss wherever it is a case.
            step(&[0], None),
        ];
        let lists = Lists::new(["a", "b", "c"].into_iter(), &[1, 1, 1]);
        let groups = evaluate(&ranker, &lists, &steps);
        let figures: Vec<(&str, usize, f64, f64)> = groups
            .iter()
            .map(|group| {
                let [hits, ranks] = [0, 1].map(|at| group.samples[at].estimate().mean);
                (group.name.unwrap(), group.samples[0].values.len(), hits, ranks)
            })
            .collect();
        let third = 1.0 / 3.0;
        let by_hand = [
            ("repeats", 4, 0.75, (0.5 + third + third) / 4.0),
            ("new_items", 2, 0.5, 0.25),
            ("current_hidden", 3, 2.0 * third, third),
        ];
        for (got, expected) in std::iter::zip(&figures, &by_hand) {
            assert_eq!((got.0, got.1), (expected.0, expected.1));
            assert!(is_near(got.2, expected.2) && is_near(got.3, expected.3), "{figures:?}");
        }
    }
}
