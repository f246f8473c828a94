//! Does one item fit another? What items offer and want, as numbers.
//!
//! A rule of the merchant's compares an attribute of two categories: what a camera offers (its mount) with what a
//! lens wants. Each item has a list of codes; a code is one value of one side of one rule:
//!
//! ```text
//! rule (12 bits) | side (1 bit: 0 offers, 1 wants) | value (19 bits)
//! ```
//!
//! Equal values of one rule have the same number on both sides. Value [`UNTOLD`] says that the rule is about the
//! item, but nobody knows its value.

/// Bits of a value within a code.
pub const VALUE_BITS: u32 = 19;
/// The bit that tells the item that wants from the one that offers.
pub const WANTS: u32 = 1 << VALUE_BITS;
/// The value of an item whose attribute is not known.
pub const UNTOLD: u32 = 0;

/// What the rules say of two items, from the best to the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// No rule is about both.
    NoRule,
    /// Under every rule about both, they have a value in common.
    Verified,
    /// Under some rule the value of one is not known, and no rule says that they do not fit.
    Unchecked,
    /// Under some rule both values are known, and they have none in common.
    Incompatible,
}

/// Compares the codes of two items; which is which does not matter.
#[must_use]
pub fn fit(a: &[u32], b: &[u32]) -> Fit {
    let mut worst = Fit::NoRule;
    for code in a {
        let side = code >> VALUE_BITS;
        if b.iter().all(|other| other >> VALUE_BITS != side ^ 1) {
            continue;
        }
        let is_untold = |codes: &[u32], side: u32| codes.contains(&(side << VALUE_BITS | UNTOLD));
        let agrees = |code: &u32| code >> VALUE_BITS == side && b.contains(&(code ^ WANTS));
        worst = worst.max(if is_untold(a, side) || is_untold(b, side ^ 1) {
            Fit::Unchecked
        } else if a.iter().any(agrees) {
            Fit::Verified
        } else {
            Fit::Incompatible
        });
    }
    worst
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rule 0 is about mounts, rule 1 about voltages.
    const fn offers(rule: u32, value: u32) -> u32 {
        rule << (VALUE_BITS + 1) | value
    }

    const fn wants(rule: u32, value: u32) -> u32 {
        offers(rule, value) | WANTS
    }

    #[test]
    fn one_value_in_common_is_enough_and_none_is_too_few() {
        let camera = [offers(0, 1)];
        let adapter = [wants(0, 1), wants(0, 2)];
        assert_eq!(fit(&camera, &adapter), Fit::Verified);
        assert_eq!(fit(&adapter, &camera), Fit::Verified, "the cart may hold either");
        assert_eq!(fit(&camera, &[wants(0, 2)]), Fit::Incompatible);
    }

    #[test]
    fn what_no_rule_compares_is_not_judged() {
        assert_eq!(fit(&[offers(0, 1)], &[offers(0, 2)]), Fit::NoRule, "two cameras");
        assert_eq!(fit(&[offers(0, 1)], &[wants(1, 1)]), Fit::NoRule, "different rules");
        assert_eq!(fit(&[], &[wants(0, 1)]), Fit::NoRule);
    }

    #[test]
    fn what_is_not_known_is_neither_verified_nor_refused() {
        assert_eq!(fit(&[offers(0, UNTOLD)], &[wants(0, 1)]), Fit::Unchecked);
        assert_eq!(fit(&[offers(0, UNTOLD)], &[wants(0, UNTOLD)]), Fit::Unchecked);
    }

    #[test]
    fn the_worst_rule_decides() {
        let kit = [offers(0, 1), offers(1, 1)];
        assert_eq!(fit(&kit, &[wants(0, 1), wants(1, UNTOLD)]), Fit::Unchecked);
        assert_eq!(fit(&kit, &[wants(0, 1), wants(1, 2)]), Fit::Incompatible);
        assert_eq!(fit(&[offers(0, UNTOLD), offers(1, 1)], &[wants(0, 1), wants(1, 2)]), Fit::Incompatible);
    }
}
