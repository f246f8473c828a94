//! Fixed draws: which order is tested, which item is hidden, how ties fall. Nothing is random, so two runs agree.

use sha2::{Digest, Sha256};

/// The key of a name (an order id, a SKU): the first 8 bytes of its SHA-256.
#[must_use]
pub fn key(name: &str) -> u64 {
    Sha256::digest(name.as_bytes()).iter().take(8).fold(0, |key, &byte| (key << 8) | u64::from(byte))
}

/// One number from several, each bit of which depends on all of them in their order.
///
/// Each part goes through the finalizer of `SplitMix64` (G. Steele, D. Lea and C. Flood, *Fast Splittable
/// Pseudorandom Number Generators*, OOPSLA 2014): a few nanoseconds, because ties are broken millions of times.
#[must_use]
pub fn mix(parts: &[u64]) -> u64 {
    parts.iter().fold(0, |mixed, part| finalize(mixed.wrapping_add(0x9e37_79b9_7f4a_7c15) ^ part))
}

fn finalize(mut value: u64) -> u64 {
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::{key, mix};

    #[test]
    fn keys_are_those_of_sha_256() {
        // SHA-256 of "abc" begins ba7816bf 8f01cfea (FIPS 180-2, appendix B.1).
        assert_eq!(key("abc"), 0xba78_16bf_8f01_cfea);
    }

    #[test]
    fn every_part_and_its_place_count() {
        let mixed = [mix(&[1, 2]), mix(&[2, 1]), mix(&[1, 2, 0]), mix(&[1]), mix(&[0, 1, 2])];
        for (at, one) in mixed.iter().enumerate() {
            assert!(mixed.iter().skip(at + 1).all(|other| other != one), "{mixed:?}");
        }
    }

    #[test]
    fn no_value_is_preferred() {
        // 10,000 draws into ten bins: each bin's count has a standard deviation of 30.
        let mut bins = [0_u32; 10];
        for n in 0..10_000_u64 {
            bins[usize::try_from(mix(&[42, n]) % 10).unwrap()] += 1;
        }
        assert!(bins.iter().all(|n| (880..1120).contains(n)), "{bins:?}");
    }
}
