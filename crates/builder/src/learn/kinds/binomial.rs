//! The upper tail of the binomial distribution, and how many of many tests to believe.

use crate::num::{float, to_u32};

/// The chance of at least `n_hits` hits in `n` independent draws, each a hit with probability `p` in 0..1.
///
/// The first term comes from logarithms of gamma functions (`libm`), the others from their ratios: plain operations
/// in one order, so the same bits everywhere.
pub(super) fn upper_tail(n_hits: u32, n: u32, p: f64) -> f64 {
    if n_hits == 0 {
        return 1.0;
    }
    if n_hits > n || p <= 0.0 {
        return 0.0;
    }
    if p >= 1.0 {
        return 1.0;
    }
    let (n, hits) = (f64::from(n), f64::from(n_hits));
    let ways = libm::lgamma(n + 1.0) - libm::lgamma(hits + 1.0) - libm::lgamma(n - hits + 1.0);
    let mut term = libm::exp(ways + hits * libm::log(p) + (n - hits) * libm::log1p(-p));
    let mut sum = 0.0;
    let mut k = hits;
    while k <= n && term > 0.0 {
        sum += term;
        term *= (n - k) / (k + 1.0) * (p / (1.0 - p));
        k += 1.0;
    }
    sum.min(1.0)
}

/// Benjamini & Hochberg's step-up rule: the largest p-value to believe so that of all believed at most the share
/// `rate` is expected to be false, or `None` if none can be (*Controlling the false discovery rate*, Journal of the
/// Royal Statistical Society B 57, 1995). `p_values` are those of all tests made.
pub(super) fn largest_believed(mut p_values: Vec<f64>, rate: f64) -> Option<f64> {
    p_values.sort_unstable_by(f64::total_cmp);
    let n_tests = float(u64::from(to_u32(p_values.len())));
    let believed = |&(rank, p): &(u32, f64)| p <= rate * f64::from(rank) / n_tests;
    (1..).zip(p_values).filter(believed).map(|(_, p)| p).last()
}

#[cfg(test)]
mod tests {
    use super::{largest_believed, upper_tail};

    #[test]
    fn the_tail_is_the_sum_of_its_terms() {
        // 10 draws, p = 1/4: chances in units of 4⁻¹⁰ are C(10, k)·3^(10−k), exactly.
        for n_hits in 0..=10_u32 {
            let choose = |k: u32| (0..k).fold(1_u64, |c, i| c * u64::from(10 - i) / u64::from(i + 1));
            let exact: u64 = (n_hits..=10).map(|k| choose(k) * 3_u64.pow(10 - k)).sum();
            let expected = f64::from(u32::try_from(exact).unwrap()) / f64::from(4_u32.pow(10));
            assert!((upper_tail(n_hits, 10, 0.25) / expected - 1.0).abs() < 1e-12, "{n_hits}");
        }
        assert!(upper_tail(11, 10, 0.5) <= 0.0);
        // Beyond what a naive product could hold: 2⁻²⁰⁰⁰ is below the smallest double.
        assert!(upper_tail(2000, 2000, 0.5) < 1e-300);
        assert!((upper_tail(1000, 2000, 0.5) - 0.508_919_5).abs() < 1e-6);
    }

    #[test]
    fn steps_up_as_in_the_paper() {
        // The example of Benjamini & Hochberg 1995: 15 tests at .05 believe the first four.
        let p_values = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
            0.6528, 0.7590, 1.0,
        ];
        assert_eq!(largest_believed(p_values.to_vec(), 0.05), Some(0.0095));
        assert_eq!(largest_believed(vec![0.5, 0.9], 0.05), None);
        assert_eq!(largest_believed(Vec::new(), 0.05), None);
    }
}
