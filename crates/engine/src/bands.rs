//! Small counts are told as bands, so that no exact count of a few people's orders is ever in a file.
//!
//! Below 20 a count is stored as the least of its band: 1–2, 3–4, 5–6, 7–9, 10–13, 14–19. From 20 on it is exact.

/// The least count of each band and its greatest.
const BANDS: [(u32, u32); 6] = [(1, 2), (3, 4), (5, 6), (7, 9), (10, 13), (14, 19)];

/// The least count of the band that `count` is in; counts from 20 on, and 0, are themselves.
#[must_use]
pub fn least(count: u32) -> u32 {
    band(count).map_or(count, |(least, _)| least)
}

/// The greatest count of the band that `count` is in; counts from 20 on, and 0, are themselves.
#[must_use]
pub fn greatest(count: u32) -> u32 {
    band(count).map_or(count, |(_, greatest)| greatest)
}

/// Whether `count` stands for itself alone.
#[must_use]
pub fn is_exact(count: u32) -> bool {
    band(count).is_none()
}

fn band(count: u32) -> Option<(u32, u32)> {
    BANDS.into_iter().find(|&(least, greatest)| (least..=greatest).contains(&count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_small_count_is_in_one_band_and_none_is_told_exactly() {
        for count in 1..20 {
            assert!(least(count) <= count && count <= greatest(count) && least(count) < greatest(count));
            assert_eq!((least(least(count)), greatest(least(count))), (least(count), greatest(count)));
        }
        assert_eq!([0, 20, 21, 500].map(least), [0, 20, 21, 500]);
        assert!((0..100).map(least).is_sorted(), "a larger count is never told as smaller");
    }
}
