//! Relations of one type, or from categories: five streams, each over all rows in item order, because each compresses best among
//! its own kind: row lengths, row scales (and bases), gaps between candidates, weights, evidence.

use super::bytes::{Cursor, Fault, put_leb, unzigzag, zigzag};
use super::decode::Item;
use super::draft::DraftRow;
use super::layout::MAX_ROW_LEN;
use crate::bands;
use crate::ids::{ItemId, to_usize};
use crate::relation_type::RelationType;

/// A stored relation from an anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relation {
    /// The item that may be suggested.
    pub candidate: ItemId,
    /// What a weight of 15 is worth in this row, relative to the strongest row of the model (65535).
    pub scale: u16,
    /// Strength within the row on a square-root scale, `1..=15`.
    pub weight: u8,
    /// Orders that held both (customers, for *bought later*): the least of its band; 0 where no order says anything.
    pub n_both: u32,
    /// Orders with the anchor (customers who came back, orders with the category): the greatest of its band.
    pub n_base: u32,
    /// Its position among all relations of its type.
    pub(crate) number: u32,
}

impl Relation {
    /// How strongly the anchor speaks for the candidate: `scale · weight²`, `1 ..= 65535 · 225`.
    #[must_use]
    pub fn strength(&self) -> u32 {
        u32::from(self.scale) * u32::from(self.weight) * u32::from(self.weight)
    }
}

/// What the evidence of a row is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Base {
    /// The orders with the anchor, which the item itself tells; rows are items.
    Items,
    /// A number of the row's own; rows are items.
    Own,
    /// A number of the row's own; rows are categories.
    Categories,
}

impl Base {
    /// What relations of a type are a part of.
    pub(crate) const fn of(relation_type: RelationType) -> Self {
        if relation_type.counts_customers() { Self::Own } else { Self::Items }
    }
}

/// Appends the five streams, the first four led by their lengths in bytes (the last ends with the section).
/// The caller has checked the rows.
pub(crate) fn put_rows(out: &mut Vec<u8>, rows: &[DraftRow], base: Base) {
    let (mut lens, mut scales, mut gaps, mut weights, mut evidence) =
        (vec![], vec![], vec![], vec![], vec![]);
    let mut half: Option<u8> = None;
    for (anchor, row) in (0_u32..).zip(rows) {
        put_leb(&mut lens, u32::try_from(row.relations.len()).unwrap_or(u32::MAX));
        if !row.relations.is_empty() {
            scales.extend_from_slice(&row.scale.to_le_bytes());
            if base != Base::Items {
                put_leb(&mut scales, row.base);
            }
        }
        let mut last = None;
        for relation in &row.relations {
            let candidate = relation.candidate.0;
            match last {
                None => put_leb(&mut gaps, zigzag(candidate.wrapping_sub(anchor).cast_signed())),
                Some(last) => put_leb(&mut gaps, candidate - last - 1),
            }
            last = Some(candidate);
            half = match half {
                None => Some(relation.weight),
                Some(low) => {
                    weights.push(low | (relation.weight << 4));
                    None
                }
            };
            put_leb(&mut evidence, relation.n_both);
        }
    }
    weights.extend(half);
    for stream in [&lens, &scales, &gaps, &weights] {
        put_leb(out, u32::try_from(stream.len()).unwrap_or(u32::MAX));
    }
    for stream in [lens, scales, gaps, weights, evidence] {
        out.extend(stream);
    }
}

/// Where a row's parts lie.
#[derive(Debug, Clone, Copy)]
struct RowStart {
    gap: u32,
    evidence: u32,
    relation: u32,
    base: u32,
    scale: u16,
}

/// The row index of one relation type; positions are in bytes from the file's start.
#[derive(Debug, Clone)]
pub(crate) struct Relations {
    gaps: core::ops::Range<usize>,
    weights: core::ops::Range<usize>,
    evidence: core::ops::Range<usize>,
    /// One more than there are rows: a row's length is the distance to the next.
    starts: Vec<RowStart>,
}

impl Relations {
    /// Reads and checks every relation of `n_rows` rows once.
    pub(crate) fn read(
        head: &mut Cursor<'_>,
        section_start: usize,
        n_rows: u32,
        base: Base,
        items: &[Item],
    ) -> Result<Self, Fault> {
        let n_orders = |item: u32| items.get(to_usize(item)).map(|item| item.n_orders);
        let mut stream_lens = [0_usize; 4];
        for len in &mut stream_lens {
            *len = to_usize(head.leb()?);
        }
        let [lens_len, scales_len, gaps_len, weights_len] = stream_lens;
        let mut lens = Cursor::new(head.take(lens_len)?);
        let mut scales = Cursor::new(head.take(scales_len)?);
        let gaps_start = section_start + head.at();
        let mut gaps = Cursor::new(head.take(gaps_len)?);
        let weights_start = section_start + head.at();
        let weight_bytes = head.take(weights_len)?;
        let evidence_start = section_start + head.at();
        let evidence_bytes = head.rest();
        let mut evidence = Cursor::new(evidence_bytes);

        let mut starts = Vec::new();
        let mut relation = 0_u32;
        for anchor in 0..n_rows {
            let len = lens.leb_up_to(MAX_ROW_LEN, "row too long")?;
            let scale = if len == 0 { 0 } else { u16::from_le_bytes([scales.byte()?, scales.byte()?]) };
            if len > 0 && scale == 0 {
                return Err(Fault("row without a scale"));
            }
            let n_base = match base {
                Base::Items => n_orders(anchor).unwrap_or(0),
                _ if len == 0 => 0,
                _ => scales.leb()?,
            };
            let (gap, at_evidence) = (position(&gaps)?, position(&evidence)?);
            starts.push(RowStart { gap, evidence: at_evidence, relation, base: n_base, scale });
            let mut last = None;
            for _ in 0..len {
                let candidate = next_candidate(&mut gaps, anchor, last)?;
                let n_candidate = n_orders(candidate)
                    .filter(|_| candidate != anchor || base == Base::Categories)
                    .ok_or(Fault("relation to no other item"))?;
                last = Some(candidate);
                if nibble(weight_bytes, relation).is_none_or(|weight| weight == 0) {
                    return Err(Fault("relation without a weight"));
                }
                let n_both = evidence.leb()?;
                if n_both > n_base.min(n_candidate) {
                    return Err(Fault("evidence does not fit the items' orders"));
                }
                relation = relation.checked_add(1).ok_or(Fault("too many relations"))?;
            }
        }
        let (gap, at_evidence) = (position(&gaps)?, position(&evidence)?);
        starts.push(RowStart { gap, evidence: at_evidence, relation, base: 0, scale: 0 });
        for stream in [&lens, &scales, &gaps, &evidence] {
            stream.finish()?;
        }
        let padded = !relation.is_multiple_of(2);
        if weights_len != to_usize(relation).div_ceil(2)
            || (padded && nibble(weight_bytes, relation) != Some(0))
        {
            return Err(Fault("weights left over"));
        }
        Ok(Self {
            gaps: gaps_start..weights_start,
            weights: weights_start..evidence_start,
            evidence: evidence_start..evidence_start + evidence_bytes.len(),
            starts,
        })
    }

    /// Number of relations.
    pub(crate) fn len(&self) -> u32 {
        self.starts.last().map_or(0, |end| end.relation)
    }

    /// Scale and base of a row as they were written; both 0 when it is empty or has no base of its own.
    pub(crate) fn scale_and_base(&self, row: u32, base: Base) -> (u16, u32) {
        let start = self.starts.get(to_usize(row));
        start.map_or((0, 0), |start| (start.scale, if base == Base::Items { 0 } else { start.base }))
    }

    /// The relations of a row, by ascending candidate, from the file's `bytes`; none for an unknown row.
    #[inline(never)]
    pub(crate) fn row<'a>(&self, bytes: &'a [u8], row: u32) -> Row<'a> {
        let at = to_usize(row);
        let (Some(start), Some(next)) = (self.starts.get(at), self.starts.get(at + 1)) else {
            return Row::default();
        };
        let from = |range: &core::ops::Range<usize>, skip: u32| {
            bytes.get(range.start + to_usize(skip)..range.end).unwrap_or_default()
        };
        Row {
            gaps: Cursor::new(from(&self.gaps, start.gap)),
            evidence: Cursor::new(from(&self.evidence, start.evidence)),
            weights: from(&self.weights, 0),
            anchor: row,
            last: None,
            number: start.relation,
            end: next.relation,
            scale: start.scale,
            n_base: bands::greatest(start.base),
        }
    }
}

/// The relations of one row, by ascending candidate. One type that is not generic: chains of iterators would be
/// compiled anew for each caller.
#[derive(Debug, Clone, Default)]
pub struct Row<'a> {
    gaps: Cursor<'a>,
    evidence: Cursor<'a>,
    weights: &'a [u8],
    anchor: u32,
    last: Option<u32>,
    number: u32,
    end: u32,
    scale: u16,
    n_base: u32,
}

impl Iterator for Row<'_> {
    type Item = Relation;

    #[inline(never)]
    fn next(&mut self) -> Option<Relation> {
        let number = self.number;
        if number >= self.end {
            return None;
        }
        self.number += 1;
        let candidate = next_candidate(&mut self.gaps, self.anchor, self.last).ok()?;
        self.last = Some(candidate);
        Some(Relation {
            candidate: ItemId(candidate),
            scale: self.scale,
            weight: nibble(self.weights, number)?,
            n_both: self.evidence.leb().ok()?,
            n_base: self.n_base,
            number,
        })
    }
}

fn next_candidate(gaps: &mut Cursor<'_>, anchor: u32, last: Option<u32>) -> Result<u32, Fault> {
    let gap = gaps.leb()?;
    let candidate = match last {
        None => anchor.checked_add_signed(unzigzag(gap)),
        Some(last) => last.checked_add(gap).and_then(|at| at.checked_add(1)),
    };
    candidate.ok_or(Fault("relation to no item"))
}

fn nibble(weights: &[u8], relation: u32) -> Option<u8> {
    let byte = weights.get(to_usize(relation / 2))?;
    Some(if relation.is_multiple_of(2) { byte & 0x0f } else { byte >> 4 })
}

fn position(stream: &Cursor<'_>) -> Result<u32, Fault> {
    u32::try_from(stream.at()).map_err(|_| Fault("too many relations"))
}
