//! Integers as bytes. Each `put_` has its dual in [`Cursor`]; a value has exactly one legal encoding.

/// Appends `value` as unsigned LEB128: seven bits a byte, low bits first, at most five bytes.
pub(crate) fn put_leb(out: &mut Vec<u8>, mut value: u32) {
    loop {
        let [low, ..] = value.to_le_bytes();
        value >>= 7;
        if value == 0 {
            out.push(low & 0x7f);
            return;
        }
        out.push(low | 0x80);
    }
}

/// Maps a signed difference to an unsigned number, small magnitudes to small numbers: 0, −1, 1, −2 … → 0, 1, 2, 3 …
pub(crate) fn zigzag(value: i32) -> u32 {
    (value.cast_unsigned() << 1) ^ (value >> 31).cast_unsigned()
}

/// The dual of [`zigzag`].
pub(crate) fn unzigzag(value: u32) -> i32 {
    (value >> 1).cast_signed() ^ -((value & 1).cast_signed())
}

/// What is wrong with bytes that are read. Where is the cursor's position; which section is known to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fault(pub(crate) &'static str);

/// Reads bytes from front to back; every read is checked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Position from the first byte.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    pub(crate) fn byte(&mut self) -> Result<u8, Fault> {
        let byte = *self.bytes.get(self.at).ok_or(Fault("ends too early"))?;
        self.at += 1;
        Ok(byte)
    }

    /// Two bytes, low one first.
    pub(crate) fn short(&mut self) -> Result<u16, Fault> {
        Ok(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    /// Four bytes, lowest first.
    pub(crate) fn word(&mut self) -> Result<u32, Fault> {
        Ok(u32::from(self.short()?) | u32::from(self.short()?) << 16)
    }

    pub(crate) fn take(&mut self, len: usize) -> Result<&'a [u8], Fault> {
        let end = self.at.checked_add(len).ok_or(Fault("length overflows"))?;
        let taken = self.bytes.get(self.at..end).ok_or(Fault("ends too early"))?;
        self.at = end;
        Ok(taken)
    }

    /// All bytes that are left.
    pub(crate) fn rest(&mut self) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at = self.bytes.len();
        rest
    }

    /// The dual of [`put_leb`]; refuses a value over 32 bits and an over-long form.
    #[inline(never)]
    pub(crate) fn leb(&mut self) -> Result<u32, Fault> {
        let mut value = 0_u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            let bits = u32::from(byte & 0x7f);
            if shift == 28 && bits > 0x0f {
                return Err(Fault("number over 32 bits"));
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                if byte == 0 && shift > 0 {
                    return Err(Fault("number in an over-long form"));
                }
                return Ok(value);
            }
        }
        Err(Fault("number over five bytes"))
    }

    /// A number that must not pass `limit` (inclusive).
    pub(crate) fn leb_up_to(&mut self, limit: u32, what: &'static str) -> Result<u32, Fault> {
        let value = self.leb()?;
        if value > limit { Err(Fault(what)) } else { Ok(value) }
    }

    pub(crate) fn finish(&self) -> Result<(), Fault> {
        if self.at == self.bytes.len() { Ok(()) } else { Err(Fault("bytes left over")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn leb_round_trips(value: u32) {
            let mut out = Vec::new();
            put_leb(&mut out, value);
            let mut cursor = Cursor::new(&out);
            prop_assert_eq!(cursor.leb().unwrap(), value);
            prop_assert!(cursor.finish().is_ok());
        }

        #[test]
        fn zigzag_round_trips(value: i32) {
            prop_assert_eq!(unzigzag(zigzag(value)), value);
        }

        #[test]
        fn every_accepted_leb_is_the_canonical_one(bytes in prop::collection::vec(any::<u8>(), 0..7)) {
            let mut cursor = Cursor::new(&bytes);
            if let Ok(value) = cursor.leb() {
                let mut again = Vec::new();
                put_leb(&mut again, value);
                prop_assert_eq!(&bytes[..cursor.at()], &again[..]);
            }
        }
    }
}
