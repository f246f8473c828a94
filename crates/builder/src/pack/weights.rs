//! Weights → 4 bits on a square-root scale per row.
//!
//! q = round(15 · √(w / row max)), and a relation with q = 0 is dropped: it is worth less than a 900th of the
//! row's best. The square root spends the 15 steps where the weights are: most are small. Measured loss of hit
//! rate against full precision: .001 to .002; one uniform scale for all rows loses .013.

use crate::learn::Relation;

/// The largest 4-bit weight.
const MAX_WEIGHT: f32 = 15.0;
/// The scale of the row with the largest weight of the model.
const MAX_SCALE: f32 = 65_535.0;

/// The largest weight of all relations, which all scales are relative to; 0 when there are none.
pub(super) fn model_max<'a>(relations: impl Iterator<Item = &'a Relation>) -> f32 {
    relations.map(|relation| relation.weight).fold(0.0, f32::max)
}

/// The scale of a row: its largest weight relative to the model's, at least 1.
pub(super) fn scale(row_max: f32, model_max: f32) -> u16 {
    to_step(row_max / model_max * MAX_SCALE).max(1)
}

/// The step of a weight within its row, `1..=15`; `None` when too small to keep.
pub(super) fn step(weight: f32, row_max: f32) -> Option<u8> {
    u8::try_from(to_step(MAX_WEIGHT * (weight / row_max).sqrt())).ok().filter(|&step| step > 0)
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 65535 by construction; the conversion saturates"
)]
fn to_step(value: f32) -> u16 {
    value.round() as u16
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{scale, step};

    #[test]
    fn the_scale_is_relative_to_the_best_row_and_never_zero() {
        assert_eq!([2.0, 1.0, 1e-9].map(|row_max| scale(row_max, 2.0)), [65_535, 32_768, 1]);
    }

    #[test]
    fn steps_are_square_roots_and_the_least_is_dropped() {
        let steps = [1.0, 0.25, 0.01, 0.001].map(|weight| step(weight, 1.0));
        assert_eq!(steps, [Some(15), Some(8), Some(2), None]);
    }

    proptest! {
        #[test]
        fn a_kept_weight_is_off_by_half_a_step_at_most(row_max in 1e-4_f32..1.0, share in 0.0_f32..=1.0) {
            let root = 15.0 * share.sqrt();
            let kept = step(row_max * share, row_max).map_or(0.0, f32::from);
            prop_assert!((root - kept).abs() < 0.501, "{} {}", root, kept);
        }
    }
}
