//! Where and when items and relations count more or less: lists of (number, eighths per month, part of the day, class of
//! device or market).
//!
//! Each list is its length, the ascending numbers as gaps, and two eighths a byte, low half first.

use super::bytes::{Cursor, Fault, put_leb};

/// What counts as usual: eight eighths.
pub(crate) const USUAL: u8 = 8;

/// Appends a list of profiles by ascending number.
pub(crate) fn put_profiles<const N: usize>(out: &mut Vec<u8>, profiles: &[(u32, [u8; N])]) {
    put_leb(out, u32::try_from(profiles.len()).unwrap_or(u32::MAX));
    let mut next = 0;
    for (number, _) in profiles {
        put_leb(out, number - next);
        next = number + 1;
    }
    for (_, eighths) in profiles {
        out.extend(eighths.chunks(2).map(|pair| match pair {
            [low, high] => low | (high << 4),
            _ => pair.iter().sum(),
        }));
    }
}

/// A list of profiles.
#[derive(Debug, Clone, Default)]
pub(crate) struct ProfileList {
    /// Ascending.
    numbers: Vec<u32>,
    /// Bytes of one profile: half as many as it has parts.
    len: usize,
    /// The profiles of all numbers.
    packed: Vec<u8>,
}

impl ProfileList {
    /// The dual of [`put_profiles`] for profiles of `len` bytes; refuses a number that is not below `limit`.
    pub(crate) fn read(cursor: &mut Cursor<'_>, limit: u32, len: usize) -> Result<Self, Fault> {
        let n = cursor.leb_up_to(limit, "too many profiles")?;
        let mut numbers = Vec::new();
        let mut next = 0_u32;
        for _ in 0..n {
            let number = next.checked_add(cursor.leb()?).filter(|&number| number < limit);
            let number = number.ok_or(Fault("profile of nothing"))?;
            numbers.push(number);
            next = number + 1;
        }
        let packed = cursor.take(numbers.len().saturating_mul(len))?.to_vec();
        Ok(Self { numbers, len, packed })
    }

    /// Whether nothing has a profile.
    pub(crate) const fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// Eighths of the usual that `number` counts in one part of its profile: [`USUAL`] where it has none.
    pub(crate) fn eighths(&self, number: u32, part: u8) -> u8 {
        self.numbers.binary_search(&number).ok().and_then(|at| self.part(at, part.into())).unwrap_or(USUAL)
    }

    /// One part of the profile at a position of the list.
    fn part(&self, at: usize, part: usize) -> Option<u8> {
        let byte = self.packed.get(at * self.len..(at + 1) * self.len)?.get(part / 2)?;
        Some(if part.is_multiple_of(2) { byte & 0x0f } else { byte >> 4 })
    }

    /// Every number with its profile of `N` parts.
    pub(crate) fn all<const N: usize>(&self) -> Vec<(u32, [u8; N])> {
        let profile = |at| core::array::from_fn(|part| self.part(at, part).unwrap_or(0));
        self.numbers.iter().enumerate().map(|(at, &number)| (number, profile(at))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn profiles_read_back_and_what_is_not_listed_is_usual() {
        let profiles = [(3, [0, 1, 2, 3, 15, 5]), (9, [8; 6])];
        let mut bytes = Vec::new();
        put_profiles(&mut bytes, &profiles);
        let mut cursor = Cursor::new(&bytes);
        let list = ProfileList::read(&mut cursor, 10, 3).unwrap();
        assert!(cursor.finish().is_ok());
        assert_eq!(list.all::<6>(), profiles);
        assert_eq!([list.eighths(3, 4), list.eighths(3, 5), list.eighths(4, 4)], [15, 5, USUAL]);
        assert!(ProfileList::read(&mut Cursor::new(&bytes), 9, 3).is_err(), "9 is out of reach");
    }
}
