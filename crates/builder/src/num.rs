//! The few conversions between numbers that the builder needs, each with the reason why it may be made.

/// A 32-bit position as an index.
#[expect(clippy::as_conversions, reason = "the tool runs where pointers have at least 32 bits")]
pub(crate) const fn to_usize(value: u32) -> usize {
    value as usize
}

/// An index or a length as a 32-bit number: items and orders are numbered with 32 bits throughout.
///
/// # Panics
/// When there are more than `u32::MAX` of them, which no memory we build in could hold.
#[expect(clippy::expect_used, reason = "a broken internal invariant fails fast")]
pub(crate) fn to_u32(value: usize) -> u32 {
    u32::try_from(value).expect("items and orders are numbered with 32 bits")
}

/// A count as a factor. Above 2²⁴ the nearest representable number.
#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "rounding to nearest is what is wanted"
)]
pub(crate) const fn to_f32(value: usize) -> f32 {
    value as f32
}

/// A double rounded to the nearest single.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "rounding to nearest is what is wanted"
)]
pub(crate) const fn narrow(value: f64) -> f32 {
    value as f32
}

/// A count as a double. Exact: counts have 32 bits.
pub(crate) fn to_f64(value: usize) -> f64 {
    f64::from(to_u32(value))
}

/// A sum of counts as a double. Above 2⁵³ the nearest representable number.
#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "rounding to nearest is what is wanted"
)]
pub(crate) const fn float(value: u64) -> f64 {
    value as f64
}
