//! How surely an anchor is bought with a candidate: the three words a shopper is told, from counts alone.
//!
//! The share of orders with the anchor that also held the candidate is first drawn towards what any order holds,
//! because the relations that are kept are those that did well, in part by luck: as if `shrinkage` more orders with
//! the anchor had held the candidate as often as all orders do. The builder chooses `shrinkage` on held-out orders.
//!
//! The level is decided by the lower end of the 95 % one-sided Wilson score interval of that share (Wilson, JASA
//! 1927): what past orders let us be that sure of. The bound is at least `t` exactly when the score test does not
//! reject `t`: `p̂ ≥ t` and `(p̂ − t)² ≥ z² · t(1 − t) / n`, which needs no root and no float.

/// How often an anchor was bought with a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    /// Orders with both.
    pub n_both: u32,
    /// Orders with the anchor.
    pub n_base: u32,
    /// Orders with the candidate.
    pub n_candidate: u32,
    /// All orders.
    pub n_orders: u32,
    /// Orders with the anchor that are imagined beside those, like any order.
    pub shrinkage: u32,
}

impl Evidence {
    /// Hundredths of orders with both, and orders with the anchor, the imagined ones among them.
    #[must_use]
    pub fn shrunk(&self) -> (u64, u64) {
        let imagined = u64::from(self.shrinkage) * 100 * u64::from(self.n_candidate.min(self.n_orders));
        let both = u64::from(self.n_both) * 100 + imagined / u64::from(self.n_orders.max(1));
        (both, u64::from(self.n_base) + u64::from(self.shrinkage))
    }

    /// Whether past orders let us be sure of at least so many hundredths, 0 to 100: by the lower bound.
    #[must_use]
    pub fn is_surely(&self, hundredths: u32) -> bool {
        let (both, n) = self.shrunk();
        self.n_both > 0 && is_surely(both, n, hundredths)
    }
}

/// What the shopper is told; "a guess" is the least that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// "a guess": at least 5 in 100 orders.
    Guess,
    /// "often together": at least 15 in 100 orders.
    Often,
    /// "very often together": at least 30 in 100 orders.
    VeryOften,
}

/// z² of the 95 % one-sided normal quantile (1.644854² = 2.7055), as 541/200.
const Z_SQUARED: (u64, u64) = (541, 200);
/// Counts past this are halved until they fit, so that 64 bits hold every product; at a million orders the bound
/// does not move.
const MAX_COUNT: u64 = 1 << 20;

impl Level {
    /// From the strongest to the weakest, with the least share each one stands for, in hundredths.
    pub const ALL: [(Self, u32); 3] = [(Self::VeryOften, 30), (Self::Often, 15), (Self::Guess, 5)];

    /// The level that the evidence bears out; `None` when not even a guess.
    #[must_use]
    pub fn of(evidence: Evidence) -> Option<Self> {
        Self::ALL.into_iter().find(|&(_, hundredths)| evidence.is_surely(hundredths)).map(|(level, _)| level)
    }

    /// The name in code, data and parts: `very-often`, `often`, `guess`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::VeryOften => "very-often",
            Self::Often => "often",
            Self::Guess => "guess",
        }
    }

    /// How many of the three dots are filled, 1 to 3.
    #[must_use]
    pub const fn dots(self) -> u8 {
        match self {
            Self::VeryOften => 3,
            Self::Often => 2,
            Self::Guess => 1,
        }
    }
}

/// Whether the Wilson lower bound of `both / (100 · n)` is at least `hundredths / 100`.
fn is_surely(both: u64, n: u64, hundredths: u32) -> bool {
    if n > MAX_COUNT {
        return is_surely(both / 2, n / 2, hundredths);
    }
    let t = u64::from(hundredths);
    // In hundredths of an order: (100·both − t·n)² ≥ z² · t(100 − t) · n.
    n > 0
        && both
            .checked_sub(t * n)
            .is_some_and(|above| above * above * Z_SQUARED.1 >= Z_SQUARED.0 * t * (100 - t) * n)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The textbook formula.
    #[expect(clippy::disallowed_methods, reason = "the oracle computes in floats; the core does not")]
    fn wilson_lower(n_both: f64, n: f64) -> f64 {
        let (z, p) = (1.644_854_f64, n_both / n);
        let spread = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
        (p + z * z / (2.0 * n) - spread) / (1.0 + z * z / n)
    }

    fn level(n_both: u32, n_base: u32, shrinkage: u32) -> Option<Level> {
        Level::of(Evidence { n_both, n_base, n_candidate: 100, n_orders: 10_000, shrinkage })
    }

    #[test]
    fn a_few_orders_are_never_very_often() {
        assert_eq!(level(5, 5, 0), Some(Level::VeryOften));
        assert_eq!(level(5, 5, 10), Some(Level::Often), "a third of 15 orders, ten of which are imagined");
        assert_eq!(level(2, 5, 0), Some(Level::Guess));
        assert_eq!(level(41, 163, 10), Some(Level::Often));
        assert_eq!(level(5, 163, 10), None);
        assert_eq!(level(0, 0, 10), None);
    }

    proptest! {
        #[test]
        fn agrees_with_the_textbook_formula(n in 1_u32..100_000, share in 0.0..=1.0_f64) {
            let n_both = (f64::from(n) * share).round();
            let bound = wilson_lower(n_both, f64::from(n));
            // Leave out hair's breadths, where z rounded to four decimals decides.
            prop_assume!([0.05, 0.15, 0.30].iter().all(|t| (bound - t).abs() > 1e-4));
            let expected = if bound >= 0.30 { Some(Level::VeryOften) }
                else if bound >= 0.15 { Some(Level::Often) }
                else if bound >= 0.05 { Some(Level::Guess) }
                else { None };
            let n_both = format!("{n_both}").parse::<u32>().unwrap();
            prop_assert_eq!(level(n_both, n, 0), expected);
        }
    }
}
