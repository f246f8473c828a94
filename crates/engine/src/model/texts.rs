//! A table of texts: all lengths, then all bytes. The reader rebuilds the positions in one pass.

use super::bytes::{Cursor, Fault, put_leb};
use super::layout::MAX_TEXT_LEN;
use crate::ids::to_usize;

/// Appends a table; the caller has checked that each text is 1 to [`MAX_TEXT_LEN`] bytes.
pub(crate) fn put_texts<'a>(out: &mut Vec<u8>, texts: impl Iterator<Item = &'a str> + Clone) {
    for text in texts.clone() {
        put_leb(out, u32::try_from(text.len()).unwrap_or(u32::MAX));
    }
    for text in texts {
        out.extend_from_slice(text.as_bytes());
    }
}

/// Where each text of a table lies.
#[derive(Debug, Clone, Default)]
pub(crate) struct Texts {
    /// Position of the first text, in bytes from the file's start.
    start: usize,
    /// `ends[i]` is where text `i` ends, in bytes from `start`.
    ends: Vec<u32>,
}

impl Texts {
    /// Reads `n` texts; `section_start` is the section's position in the file.
    pub(crate) fn read(cursor: &mut Cursor<'_>, section_start: usize, n: u32) -> Result<Self, Fault> {
        let mut ends = Vec::new();
        let mut end = 0_u32;
        for _ in 0..n {
            let len = cursor.leb_up_to(MAX_TEXT_LEN, "text too long")?;
            if len == 0 {
                return Err(Fault("empty text"));
            }
            end = end.checked_add(len).ok_or(Fault("texts too long"))?;
            ends.push(end);
        }
        let start = section_start + cursor.at();
        let blob = cursor.take(to_usize(end))?;
        let text = core::str::from_utf8(blob).map_err(|_| Fault("text is not UTF-8"))?;
        if ends.iter().any(|&end| !text.is_char_boundary(to_usize(end))) {
            return Err(Fault("text cuts a character"));
        }
        Ok(Self { start, ends })
    }

    /// The text at `index` in the file's `bytes`; empty when there is none.
    pub(crate) fn get<'a>(&self, bytes: &'a [u8], index: usize) -> &'a str {
        let from = match index.checked_sub(1) {
            Some(before) => self.ends.get(before).copied(),
            None => Some(0),
        };
        let (Some(from), Some(&to)) = (from, self.ends.get(index)) else { return "" };
        bytes
            .get(self.start + to_usize(from)..self.start + to_usize(to))
            .and_then(|text| core::str::from_utf8(text).ok())
            .unwrap_or("")
    }
}
