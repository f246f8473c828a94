//! When items and relations count more or less: three lists of (number, eighths per month or part of the day).
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

/// A list of profiles; `LEN` is the bytes of one, half as many as it has parts.
#[derive(Debug, Clone)]
pub(crate) struct ProfileList<const LEN: usize>(Vec<(u32, [u8; LEN])>);

impl<const LEN: usize> ProfileList<LEN> {
    /// The dual of [`put_profiles`]; refuses a number that is not below `limit`.
    pub(crate) fn read(cursor: &mut Cursor<'_>, limit: u32) -> Result<Self, Fault> {
        let n = cursor.leb_up_to(limit, "too many profiles")?;
        let mut list = Vec::new();
        let mut next = 0_u32;
        for _ in 0..n {
            let number = next.checked_add(cursor.leb()?).filter(|&number| number < limit);
            let number = number.ok_or(Fault("profile of nothing"))?;
            list.push((number, [0; LEN]));
            next = number + 1;
        }
        for (_, packed) in &mut list {
            packed.copy_from_slice(cursor.take(LEN)?);
        }
        Ok(Self(list))
    }

    /// Eighths of the usual that `number` counts in one part of its profile: [`USUAL`] where it has none.
    pub(crate) fn eighths(&self, number: u32, part: u8) -> u8 {
        let at = self.0.binary_search_by_key(&number, |&(number, _)| number).ok();
        let packed = at.and_then(|at| self.0.get(at)?.1.get(usize::from(part / 2)));
        packed.map_or(USUAL, |byte| if part.is_multiple_of(2) { byte & 0x0f } else { byte >> 4 })
    }

    /// Every number with its profile of `N` = 2 · `LEN` parts.
    pub(crate) fn all<const N: usize>(&self) -> Vec<(u32, [u8; N])> {
        let unpacked = |packed: &[u8; LEN]| {
            let part = |at: usize| {
                let byte = packed.get(at / 2).copied().unwrap_or(0);
                if at.is_multiple_of(2) { byte & 0x0f } else { byte >> 4 }
            };
            core::array::from_fn(part)
        };
        self.0.iter().map(|(number, packed)| (*number, unpacked(packed))).collect()
    }
}

impl<const LEN: usize> Default for ProfileList<LEN> {
    fn default() -> Self {
        Self(Vec::new())
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
        let list = ProfileList::<3>::read(&mut cursor, 10).unwrap();
        assert!(cursor.finish().is_ok());
        assert_eq!(list.all::<6>(), profiles);
        assert_eq!([list.eighths(3, 4), list.eighths(3, 5), list.eighths(4, 4)], [15, 5, USUAL]);
        assert!(ProfileList::<3>::read(&mut Cursor::new(&bytes), 9).is_err(), "9 is out of reach");
    }
}
