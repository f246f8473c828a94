//! Measures of a ranking with one right answer, and how sure they are.

use crate::num::to_f64;

/// One measure; every one looks at the first k places only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// HR@k: whether the hidden item is among the first k.
    HitRate(usize),
    /// MRR@k: 1 / rank.
    ReciprocalRank(usize),
    /// nDCG@k: 1 / log2(rank + 1). With one right answer the ideal gain is 1.
    Gain(usize),
}

impl Measure {
    /// The name in JSON: `hr@5`.
    #[must_use]
    pub fn name(self) -> String {
        let (name, k) = match self {
            Self::HitRate(k) => ("hr", k),
            Self::ReciprocalRank(k) => ("mrr", k),
            Self::Gain(k) => ("ndcg", k),
        };
        format!("{name}@{k}")
    }

    /// The name in tables: `HR@5`.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::Gain(k) => format!("nDCG@{k}"),
            _ => self.name().to_uppercase(),
        }
    }

    /// What a hidden item at `rank` (from 1; `None` when it is not in the list) is worth, 0..=1.
    #[must_use]
    pub fn value(self, rank: Option<usize>) -> f64 {
        let (Self::HitRate(k) | Self::ReciprocalRank(k) | Self::Gain(k)) = self;
        let Some(rank) = rank.filter(|&rank| rank <= k) else { return 0.0 };
        match self {
            Self::HitRate(_) => 1.0,
            Self::ReciprocalRank(_) => 1.0 / to_f64(rank),
            Self::Gain(_) => 1.0 / libm::log2(to_f64(rank + 1)),
        }
    }
}

/// Where the hidden item stands in a list, from 1.
#[must_use]
pub fn rank(list: &[u32], hidden: u32) -> Option<usize> {
    list.iter().position(|&item| item == hidden).map(|position| position + 1)
}

/// A mean and how far it may be off.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The mean.
    pub mean: f64,
    /// Its standard error: the sample's standard deviation by √n; 0 for fewer than two values.
    pub standard_error: f64,
}

impl Estimate {
    /// Of independent values.
    #[must_use]
    pub fn of(values: &[f64]) -> Self {
        let n = to_f64(values.len().max(1));
        let mean = values.iter().sum::<f64>() / n;
        let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
        let standard_error = if values.len() < 2 { 0.0 } else { (squares / (n - 1.0) / n).sqrt() };
        Self { mean, standard_error }
    }

    /// Of the differences of two samples over the same cases: much surer than the two means are by themselves.
    #[must_use]
    pub fn of_differences(values: &[f64], others: &[f64]) -> Self {
        let differences: Vec<f64> =
            std::iter::zip(values, others).map(|(value, other)| value - other).collect();
        Self::of(&differences)
    }
}

/// One measure's value for every independent case, in the same order of cases for all methods.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// The measure.
    pub measure: Measure,
    /// Per case.
    pub values: Vec<f64>,
}

impl Sample {
    /// The mean over the cases.
    #[must_use]
    pub fn estimate(&self) -> Estimate {
        Estimate::of(&self.values)
    }
}

/// Measures cases of one or several rankings each; a case counts with the mean of its rankings.
#[must_use]
pub fn measure<R: AsRef<[Option<usize>]>>(measures: &[Measure], cases: &[R]) -> Vec<Sample> {
    let value = |measure: Measure, ranks: &[Option<usize>]| {
        let sum: f64 = ranks.iter().map(|&rank| measure.value(rank)).sum();
        sum / to_f64(ranks.len().max(1))
    };
    let sample = |&measure: &Measure| Sample {
        measure,
        values: cases.iter().map(|ranks| value(measure, ranks.as_ref())).collect(),
    };
    measures.iter().map(sample).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Estimate, Measure, measure, rank};

    fn is_near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-12
    }

    #[test]
    fn values_are_those_of_the_textbook() {
        let of =
            |measure: Measure| [Some(1), Some(2), Some(5), Some(6), None].map(|rank| measure.value(rank));
        let agree = |a: [f64; 5], b: [f64; 5]| std::iter::zip(a, b).all(|(a, b)| is_near(a, b));
        assert!(agree(of(Measure::HitRate(5)), [1.0, 1.0, 1.0, 0.0, 0.0]));
        assert!(agree(of(Measure::ReciprocalRank(5)), [1.0, 0.5, 0.2, 0.0, 0.0]));
        let gains = of(Measure::Gain(5));
        let expected = [1.0, 0.630_929_753_571_457_4, 0.386_852_807_234_541_6, 0.0, 0.0];
        assert!(agree(gains, expected), "{gains:?}");
    }

    #[test]
    fn names_are_those_of_the_record() {
        let measures = [Measure::HitRate(5), Measure::Gain(10), Measure::ReciprocalRank(20)];
        assert_eq!(measures.map(Measure::name), ["hr@5", "ndcg@10", "mrr@20"]);
        assert_eq!(measures.map(Measure::label), ["HR@5", "nDCG@10", "MRR@20"]);
    }

    #[test]
    fn a_case_counts_once_however_many_rankings_it_has() {
        let cases = [vec![Some(1), None], vec![None, None], vec![Some(1), Some(9)]];
        let samples = measure(&[Measure::HitRate(5)], &cases);
        assert_eq!(samples[0].values, [0.5, 0.0, 0.5]);
        let estimate = samples[0].estimate();
        // Deviations 1/6, -1/3, 1/6: variance 1/12, standard error √(1/36).
        assert!(is_near(estimate.mean, 1.0 / 3.0) && is_near(estimate.standard_error, 1.0 / 6.0));
    }

    #[test]
    fn a_constant_difference_is_certain() {
        let difference = Estimate::of_differences(&[0.5, 1.0, 0.75], &[0.25, 0.75, 0.5]);
        assert!(is_near(difference.mean, 0.25) && is_near(difference.standard_error, 0.0));
    }

    proptest! {
        #[test]
        fn equal_the_definitions_over_whole_lists(
            list in prop::collection::btree_set(0_u32..30, 0..15), hidden in 0_u32..30, k in 1_usize..12,
        ) {
            let list: Vec<u32> = list.into_iter().rev().collect();
            // Discounted gain as a sum over the whole list, with 1 for the hidden item and 0 for all others.
            let mut sums = [0.0; 3];
            for (place, &item) in (1_u32..).zip(list.iter().take(k)) {
                let relevance = f64::from(u8::from(item == hidden));
                sums[0] += relevance;
                sums[1] += relevance / f64::from(place);
                sums[2] += relevance / libm::log2(f64::from(place + 1));
            }
            let rank = rank(&list, hidden);
            let measures = [Measure::HitRate(k), Measure::ReciprocalRank(k), Measure::Gain(k)];
            for (measure, sum) in measures.into_iter().zip(sums) {
                prop_assert!(is_near(measure.value(rank), sum), "{:?}", measure);
            }
        }
    }
}
