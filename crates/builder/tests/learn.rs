//! The learners against plainly written oracles, and against themselves on other numbers of threads.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may fail")]

use goeswith_builder::baskets::{Basket, Baskets};
use goeswith_builder::learn::{Keep, Llr, Method, OrderIndex, Relations, Ridge};
use indicatif::ProgressBar;

const EVERYTHING: Keep = Keep { floor: 1, k: usize::MAX };

/// Orders drawn from a few overlapping groups of items, by a fixed linear congruential generator.
fn log(n_items: u32, n_orders: u32) -> Baskets {
    let mut state = 42_u64;
    let mut below = |n: u32| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((state >> 33) % u64::from(n)).unwrap()
    };
    let orders = (0..n_orders)
        .map(|_| {
            let group = below(n_items / 4) * 4;
            let mut items: Vec<u32> = (0..=below(7)).map(|_| (group + below(9)) % n_items).collect();
            items.push(below(n_items));
            items.sort_unstable();
            items.dedup();
            Basket { items, ..Basket::default() }
        })
        .collect();
    Baskets { n_items: usize::try_from(n_items).unwrap(), orders }
}

fn learn(method: &dyn Method, log: &Baskets, keep: Keep) -> Relations {
    method.relate(&OrderIndex::new(log), keep, &ProgressBar::hidden())
}

fn methods() -> [&'static dyn Method; 2] {
    [&Ridge { lambda: 10.0 }, &Llr]
}

/// The ridge as its definition reads: dense, in doubles, by Gaussian elimination, with every item ever
/// ordered together with the target as a source.
fn dense_ridge(log: &Baskets, lambda: f64) -> Vec<Vec<f64>> {
    let n = log.n_items;
    let mut gram = vec![vec![0.0; n]; n];
    for order in &log.orders {
        let length = f64::from(u32::try_from(order.items.len()).unwrap());
        for &a in &order.items {
            for &b in &order.items {
                gram[usize::try_from(a).unwrap()][usize::try_from(b).unwrap()] += 1.0 / length.sqrt();
            }
        }
    }
    let seen: Vec<usize> = (0..n).filter(|&i| gram[i][i] > 0.0).collect();
    let mean = seen.iter().map(|&i| gram[i][i]).sum::<f64>() / f64::from(u32::try_from(seen.len()).unwrap());
    let mut weights = vec![vec![0.0; n]; n];
    for &target in &seen {
        let sources: Vec<usize> =
            seen.iter().copied().filter(|&i| i != target && gram[i][target] > 0.0).collect();
        let mut system: Vec<Vec<f64>> = sources
            .iter()
            .map(|&i| {
                let mut line: Vec<f64> = sources.iter().map(|&j| gram[i][j]).collect();
                line.push(gram[i][target]);
                line
            })
            .collect();
        for (at, &i) in sources.iter().enumerate() {
            system[at][at] += lambda * libm::pow(gram[i][i] / mean, 0.3) + 0.3 * gram[i][i];
        }
        for k in 0..sources.len() {
            for i in 0..sources.len() {
                if i != k {
                    let factor = system[i][k] / system[k][k];
                    let pivot = system[k].clone();
                    for (value, other) in std::iter::zip(&mut system[i], pivot) {
                        *value -= factor * other;
                    }
                }
            }
        }
        for (at, &source) in sources.iter().enumerate() {
            weights[source][target] = system[at][sources.len()] / system[at][at];
        }
    }
    weights
}

#[test]
fn the_ridge_equals_its_dense_definition() {
    let log = log(40, 600);
    for lambda in [3.0_f32, 30.0] {
        let relations = learn(&Ridge { lambda }, &log, EVERYTHING);
        let oracle = dense_ridge(&log, f64::from(lambda));
        for (anchor, row) in relations.rows.iter().enumerate() {
            for relation in row {
                let expected = oracle[anchor][usize::try_from(relation.candidate).unwrap()];
                assert!(
                    (f64::from(relation.weight) - expected).abs() < 1e-4,
                    "{relation:?} against {expected}"
                );
            }
            let clear = oracle[anchor].iter().filter(|&&weight| weight > 1e-4).count();
            assert!(row.len() >= clear, "row {anchor} has {} of {clear} relations", row.len());
        }
    }
}

#[test]
fn any_number_of_threads_gives_the_same_bits() {
    let log = log(400, 5_000);
    for method in methods() {
        let on = |n_threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
            let relations = pool.install(|| learn(method, &log, Keep { floor: 2, k: 8 }));
            let bits = |row: &Vec<_>| -> Vec<(u32, u32, u32)> {
                row.iter()
                    .map(|r: &goeswith_builder::learn::Relation| (r.candidate, r.weight.to_bits(), r.n_both))
                    .collect()
            };
            relations.rows.iter().map(bits).collect::<Vec<_>>()
        };
        assert_eq!(on(1), on(4), "{}", method.name());
    }
}

#[test]
fn no_row_exceeds_k_and_no_pair_falls_below_the_floor() {
    let log = log(200, 3_000);
    for method in methods() {
        let relations = learn(method, &log, Keep { floor: 5, k: 6 });
        assert!(relations.n_relations() > 0);
        for row in &relations.rows {
            assert!(row.len() <= 6);
            assert!(row.iter().all(|relation| relation.n_both >= 5 && relation.weight > 0.0));
            assert!(row.is_sorted_by(|a, b| a.weight >= b.weight));
        }
    }
}

#[test]
fn an_empty_log_teaches_nothing() {
    let log = Baskets { n_items: 3, orders: Vec::new() };
    for method in methods() {
        assert_eq!(learn(method, &log, EVERYTHING).rows, vec![Vec::new(); 3]);
    }
}
