//! How alike two rankings are.
//!
//! *Overlap@k* is the share of the two top-k lists that is in both. *Rank-biased overlap* is the expected overlap of
//! a reader who looks at one more item with probability p each time (W. Webber, A. Moffat and J. Zobel, *A similarity
//! measure for indefinite rankings*, TOIS 2010); here its extrapolated form for lists of uneven length, equation 32,
//! with p = 0.9: most of the weight is on the first ten.

use std::collections::BTreeSet;

const P: f64 = 0.9;

/// The items both lists have among their first `k`, as a share of the longer one's; 1 when both are empty.
#[must_use]
pub fn overlap<T: Ord>(one: &[T], other: &[T], k: usize) -> f64 {
    let top = |list: &'_ [T]| list.len().min(k);
    let longer = top(one).max(top(other));
    if longer == 0 {
        return 1.0;
    }
    let first: BTreeSet<&T> = one.iter().take(k).collect();
    let n_both = other.iter().take(k).filter(|item| first.contains(item)).count();
    real(n_both) / real(longer)
}

/// Rank-biased overlap of two lists without repeats, 0..=1; 1 when both are empty.
#[must_use]
pub fn rank_biased_overlap<T: Ord>(one: &[T], other: &[T]) -> f64 {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if long.is_empty() {
        return 1.0;
    }
    if short.is_empty() {
        return 0.0;
    }
    let n_both_at = |depth: usize| {
        let seen: BTreeSet<&T> = short.iter().take(depth).collect();
        real(long.iter().take(depth).filter(|item| seen.contains(item)).count())
    };
    let (s, l) = (short.len(), long.len());
    let (at_short, at_long) = (n_both_at(s), n_both_at(l));
    let mut sum = 0.0;
    let mut power = 1.0;
    for depth in 1..=l {
        power *= P;
        sum += n_both_at(depth) / real(depth) * power;
        if depth > s {
            sum += at_short * real(depth - s) / (real(s) * real(depth)) * power;
        }
    }
    // `power` is p to the length of the longer list.
    (1.0 - P) / P * sum + ((at_long - at_short) / real(l) + at_short / real(s)) * power
}

/// A count or a length; lists are far shorter than 2³².
fn real(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn overlap_is_the_shared_part_of_the_longer_top() {
        assert!((overlap(&[1, 2, 3, 4], &[3, 2, 9, 8], 3) - 2.0 / 3.0).abs() < 1e-12);
        assert!((overlap(&[1], &[1, 2, 3], 3) - 1.0 / 3.0).abs() < 1e-12);
        assert!((overlap::<u8>(&[], &[], 3) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn early_ranks_count_most() {
        let list = [1, 2, 3, 4, 5, 6, 7, 8];
        let early = rank_biased_overlap(&list, &[9, 2, 3, 4, 5, 6, 7, 8]);
        let late = rank_biased_overlap(&list, &[1, 2, 3, 4, 5, 6, 7, 9]);
        assert!(early < late, "{early} {late}");
        assert!(rank_biased_overlap(&list, &[11, 12]).abs() < 1e-12);
    }

    /// (1 − p)/p · Σ over endless depth of the overlap of lists extended by an agreement that goes on as it was: for
    /// lists of equal length that is what equation 32 says.
    fn extended(one: &[u8], other: &[u8]) -> f64 {
        let n = one.len();
        let agreement = |depth: usize| {
            let n_both =
                one.iter().take(depth).filter(|item| other.iter().take(depth).any(|o| o == *item)).count();
            real(n_both) / real(depth)
        };
        let last = agreement(n);
        let mut power = 1.0 / P;
        let mut sum = 0.0;
        for depth in 1..=2_000 {
            power *= P;
            sum += power * if depth <= n { agreement(depth) } else { last };
        }
        (1.0 - P) * sum
    }

    proptest! {
        #[test]
        fn it_is_the_sum_over_all_depths(
            (one, other) in (1_usize..12).prop_flat_map(|n| {
                let list = || Just((0..20_u8).collect::<Vec<_>>()).prop_shuffle();
                (list(), list()).prop_map(move |(a, b)| (a[..n].to_vec(), b[..n].to_vec()))
            }),
        ) {
            prop_assert!((rank_biased_overlap(&one, &other) - extended(&one, &other)).abs() < 1e-9);
            prop_assert!((rank_biased_overlap(&one, &one) - 1.0).abs() < 1e-9);
        }

        #[test]
        fn it_is_symmetric_and_within_its_bounds(
            one in Just((0..12_u8).collect::<Vec<_>>()).prop_shuffle(),
            other in Just((0..12_u8).collect::<Vec<_>>()).prop_shuffle(),
            lens in (0_usize..12, 0_usize..12),
        ) {
            let (one, other) = (&one[..lens.0], &other[..lens.1]);
            let rbo = rank_biased_overlap(one, other);
            prop_assert!((-1e-12..=1.0 + 1e-12).contains(&rbo), "{rbo}");
            prop_assert!((rbo - rank_biased_overlap(other, one)).abs() < 1e-12);
        }
    }
}
