//! How far the told shares can be trusted: what was learned from earlier orders, held against later ones.
//!
//! For the three strongest relations of every anchor that held-out orders have, the told share (orders with the
//! anchor that also held the candidate, shrunk as the engine shrinks it, from banded counts as the file holds them)
//! is compared with the share among held-out orders with the anchor. Every such order is one observation of weight
//! one. Kept relations are those that did well, in part by luck, so raw shares promise too much: that is what the
//! shrinkage is for. It is chosen by the error on the held-out orders; every figure is measured crosswise, each half
//! of them with the shrinkage chosen on the other half.
//!
//! ECE, the expected calibration error, is Σ over bins of (share of the weight) · |mean told − mean observed|, over
//! ten bins of equal weight by told share (M. Naeini, G. Cooper and M. Hauskrecht, AAAI 2015, with equal-mass bins).
//! Beside it stands the error, measured alike, of the constant that tells everyone the mean raw share: all its told
//! shares are equal, so its bins follow the order of the catalogue.

#![expect(
    clippy::indexing_slicing,
    reason = "item positions are below the number of items, as in the orders"
)]

use std::collections::BTreeMap;

use goeswith_engine::bands;
use goeswith_engine::confidence::{Evidence, Level};
use serde::Serialize;

use super::Relations;
use crate::baskets::Basket;
use crate::num::to_usize;

/// Bins of the reliability diagram.
const N_BINS: usize = 10;
/// Relations of an anchor that are held against later orders: as many as a row shows.
const N_STRONGEST: usize = 3;
/// Shrinkages to choose from, in imagined orders.
const SHRINKAGES: [u32; 7] = [0, 5, 10, 20, 30, 50, 100];
/// The shrinkage of shops with too few held-out orders to choose by.
const USUAL_SHRINKAGE: u32 = 20;
/// Observations below which nothing is measured.
const MIN_OBSERVATIONS: u32 = 1000;

/// What held-out orders said.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Calibration {
    /// Imagined orders with the anchor, like any order, beside the real ones.
    pub shrinkage: u32,
    /// Held-out orders.
    pub n_orders: usize,
    /// Observations: pairs of such an order with an anchor and one of its strongest relations.
    pub n_observations: u32,
    /// Expected calibration error; absent where there was too little to measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ece: Option<f64>,
    /// The error of telling the mean raw share every time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ece_of_constant: Option<f64>,
    /// The error without shrinkage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ece_unshrunk: Option<f64>,
    /// The reliability diagram, by ascending told share.
    pub bins: Vec<Bin>,
    /// From the surest level down.
    pub levels: Vec<LevelShare>,
}

/// One bin of the reliability diagram.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bin {
    /// Mean told share.
    pub told: f64,
    /// Share observed.
    pub observed: f64,
    /// Observations.
    pub n: u32,
}

/// What came of one level.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LevelShare {
    /// The level's name.
    pub level: &'static str,
    /// Share of held-out orders with the anchor that held the candidate.
    pub observed: f64,
    /// Its standard error, relations taken as clusters.
    pub se: f64,
    /// Observations.
    pub n: u32,
}

/// One relation and the later orders with its anchor.
#[derive(Debug, Clone, Copy)]
struct Trial {
    /// With the shrinkage it is told with.
    evidence: Evidence,
    /// Held-out orders with the anchor, and with both.
    n: u32,
    n_both: u32,
}

impl Trial {
    fn with(self, shrinkage: u32) -> Self {
        Self { evidence: Evidence { shrinkage, ..self.evidence }, ..self }
    }

    fn told(&self) -> f64 {
        let (hundredths, n) = self.evidence.shrunk();
        counted(hundredths) / 100.0 / counted(n.max(1))
    }
}

impl Calibration {
    /// Holds relations that were learned from other orders against `held_out`.
    #[must_use]
    pub fn measure(relations: &Relations, held_out: &[Basket]) -> Self {
        let [one, other] = [0, 1].map(|half| {
            let orders = held_out.iter().enumerate().filter(|(at, _)| at % 2 == half);
            trials(relations, &orders.map(|(_, order)| order).collect::<Vec<_>>())
        });
        let crosswise = shrunk(&one, chosen(&other)).chain(shrunk(&other, chosen(&one)));
        let crosswise: Vec<Trial> = crosswise.collect();
        let both: Vec<Trial> = one.iter().chain(&other).copied().collect();
        let n_observations = both.iter().map(|trial| trial.n).sum();
        if n_observations < MIN_OBSERVATIONS {
            let n_orders = held_out.len();
            return Self { shrinkage: USUAL_SHRINKAGE, n_orders, n_observations, ..Self::default() };
        }
        let bins = bins(&crosswise, Trial::told);
        let raw = share(both.iter().map(|trial| (trial.with(0).told() * f64::from(trial.n), trial.n)));
        Self {
            shrinkage: chosen(&both),
            n_orders: held_out.len(),
            n_observations,
            ece: Some(ece(&bins)),
            ece_of_constant: Some(ece(&self::bins(&both, |_| raw))),
            ece_unshrunk: Some(ece(&self::bins(&both, |trial| trial.with(0).told()))),
            bins,
            levels: levels(&crosswise),
        }
    }

    /// What the model file says of it.
    #[must_use]
    pub fn for_model(&self) -> goeswith_engine::model::Calibration {
        let per_mille = |level: Level| {
            let known = self.levels.iter().find(|known| known.level == level.name());
            known.map_or(0, |known| per_mille(known.observed))
        };
        goeswith_engine::model::Calibration {
            shrinkage: self.shrinkage,
            held_out_per_mille: Level::ALL.map(|(level, _)| per_mille(level)),
        }
    }
}

/// A count as a factor; those of the engine are far below 2⁵³.
#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "exact below 2⁵³")]
fn counted(count: u64) -> f64 {
    count as f64
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share lies between 0 and 1; the conversion saturates"
)]
fn per_mille(share: f64) -> u32 {
    (share * 1000.0).round() as u32
}

/// The strongest relations of every anchor that these orders have.
fn trials(relations: &Relations, orders: &[&Basket]) -> Vec<Trial> {
    let strongest = |anchor: u32| relations.rows[to_usize(anchor)].iter().take(N_STRONGEST);
    let mut counts: BTreeMap<(u32, u32), (u32, u32)> = BTreeMap::new();
    for order in orders {
        for &anchor in &order.items {
            for relation in strongest(anchor) {
                let (n, n_both) = counts.entry((anchor, relation.candidate)).or_default();
                *n += 1;
                *n_both += u32::from(order.items.binary_search(&relation.candidate).is_ok());
            }
        }
    }
    let trial = |((anchor, candidate), (n, n_both)): ((u32, u32), (u32, u32))| {
        let relation = strongest(anchor).find(|relation| relation.candidate == candidate)?;
        let n_orders_of = |item: u32| bands::least(relations.n_orders_of[to_usize(item)]);
        let evidence = Evidence {
            n_both: bands::least(relation.n_both),
            n_base: bands::greatest(n_orders_of(anchor)),
            n_candidate: n_orders_of(candidate),
            n_orders: relations.n_orders,
            shrinkage: 0,
        };
        Some(Trial { evidence, n, n_both })
    };
    counts.into_iter().filter_map(trial).collect()
}

/// The shrinkage with the least error; the smaller of equals.
fn chosen(trials: &[Trial]) -> u32 {
    let error = |shrinkage: u32| ece(&bins(trials, |trial| trial.with(shrinkage).told()));
    let least = SHRINKAGES.into_iter().min_by(|&a, &b| error(a).total_cmp(&error(b)));
    least.unwrap_or(USUAL_SHRINKAGE)
}

fn shrunk(trials: &[Trial], shrinkage: u32) -> impl Iterator<Item = Trial> {
    trials.iter().map(move |trial| trial.with(shrinkage))
}

/// Ten bins of as nearly equal weight as whole relations allow, by ascending told share.
fn bins(trials: &[Trial], told: impl Fn(&Trial) -> f64) -> Vec<Bin> {
    let mut sorted: Vec<(f64, &Trial)> = trials.iter().map(|trial| (told(trial), trial)).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let total: u32 = trials.iter().map(|trial| trial.n).sum();
    let mut sums = [(0.0, 0_u32, 0_u32); N_BINS];
    let mut before = 0_u32;
    for (told, trial) in sorted {
        let middle = u64::from(before) * 2 + u64::from(trial.n);
        let bin = middle * 10 / (u64::from(total) * 2).max(1);
        let (sum, n_both, n) = &mut sums[usize::try_from(bin).unwrap_or(0).min(N_BINS - 1)];
        *sum += told * f64::from(trial.n);
        *n_both += trial.n_both;
        *n += trial.n;
        before += trial.n;
    }
    let bin = |&(sum, n_both, n): &(f64, u32, u32)| Bin {
        told: sum / f64::from(n),
        observed: f64::from(n_both) / f64::from(n),
        n,
    };
    sums.iter().filter(|(_, _, n)| *n > 0).map(bin).collect()
}

fn ece(bins: &[Bin]) -> f64 {
    share(bins.iter().map(|bin| ((bin.told - bin.observed).abs() * f64::from(bin.n), bin.n)))
}

fn levels(trials: &[Trial]) -> Vec<LevelShare> {
    let of_level = |(level, _): (Level, u32)| {
        let own: Vec<&Trial> =
            trials.iter().filter(|trial| Level::of(trial.evidence) == Some(level)).collect();
        let n: u32 = own.iter().map(|trial| trial.n).sum();
        if n == 0 {
            return None;
        }
        let observed = share(own.iter().map(|trial| (f64::from(trial.n_both), trial.n)));
        // The variance of a ratio of sums over clusters (W. Cochran, *Sampling Techniques*, section 6.3).
        let residual = |trial: &&Trial| f64::from(trial.n_both) - observed * f64::from(trial.n);
        let squares: f64 = own.iter().map(|trial| residual(trial) * residual(trial)).sum();
        Some(LevelShare { level: level.name(), observed, se: squares.sqrt() / f64::from(n), n })
    };
    Level::ALL.into_iter().filter_map(of_level).collect()
}

/// Σ value / Σ weight; 0 of nothing.
fn share(parts: impl Iterator<Item = (f64, u32)>) -> f64 {
    let (value, weight) = parts.fold((0.0, 0_u32), |sum, part| (sum.0 + part.0, sum.1 + part.1));
    value / f64::from(weight.max(1))
}

#[cfg(test)]
mod tests {
    use super::{Calibration, MIN_OBSERVATIONS};
    use crate::baskets::Basket;
    use crate::learn::{Relation, Relations};

    /// One anchor with one relation told as 400 of 1,000 orders.
    fn told() -> Relations {
        let relation = Relation { candidate: 1, weight: 1.0, n_both: 400 };
        Relations { n_orders: 10_000, n_orders_of: vec![1000, 500], rows: vec![vec![relation], Vec::new()] }
    }

    fn later(n: usize, n_both_in_ten: usize) -> Vec<Basket> {
        let order = |at: usize| Basket {
            items: if at / 2 % 10 < n_both_in_ten { vec![0, 1] } else { vec![0] },
            ..Basket::default()
        };
        (0..n).map(order).collect()
    }

    #[test]
    fn what_comes_true_has_no_error() {
        let calibration = Calibration::measure(&told(), &later(4000, 4));
        assert!(calibration.ece.unwrap() < 0.001, "{calibration:?}");
        assert_eq!((calibration.shrinkage, calibration.n_observations), (0, 4000));
        assert_eq!((calibration.levels[0].level, calibration.levels.len()), ("very-often", 1));
        assert_eq!(calibration.for_model().held_out_per_mille, [400, 0, 0]);
    }

    #[test]
    fn what_was_luck_is_shrunk() {
        let calibration = Calibration::measure(&told(), &later(4000, 3));
        assert_eq!(calibration.shrinkage, 100, "400 of 1,000 promised, 300 came");
        assert!((calibration.ece_unshrunk.unwrap() - 0.1).abs() < 1e-9, "{calibration:?}");
        assert!(calibration.ece < calibration.ece_unshrunk);
    }

    #[test]
    fn too_few_orders_measure_nothing() {
        let few = usize::try_from(MIN_OBSERVATIONS).unwrap();
        let calibration = Calibration::measure(&told(), &later(few - 1, 4));
        assert_eq!((calibration.ece, calibration.levels.len()), (None, 0));
    }
}
