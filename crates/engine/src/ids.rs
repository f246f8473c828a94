//! Newtypes for what the core counts and measures.

/// Position of an item in the model: `0..n_items`. Its order is the model's own (neighbours near each other).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(pub u32);

/// Position of a category in the model: `0..n_categories`. A parent always comes before its children.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CategoryId(pub u16);

/// Items that are variants of one another (another colour or size) share a family, numbered from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FamilyId(pub u32);

/// Milliseconds since the Unix epoch, passed in by the edge; the core reads no clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Millis(pub u64);

impl Millis {
    /// How long before `now` this was, in milliseconds; 0 when it lies in the future (a clock set back).
    #[must_use]
    pub fn age_ms(self, now: Self) -> u64 {
        now.0.saturating_sub(self.0)
    }

    /// This moment `ms` milliseconds later.
    #[must_use]
    pub fn plus_ms(self, ms: u64) -> Self {
        Self(self.0.saturating_add(ms))
    }
}

/// A relevance score: integers only, so that native and wasm agree to the bit. Higher is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Score(pub u64);

impl ItemId {
    /// The position as an index into the model's columns.
    #[must_use]
    pub fn index(self) -> usize {
        to_usize(self.0)
    }
}

impl CategoryId {
    /// The position as an index into the model's category table.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A 32-bit number as an index. Every platform we build for has pointers of at least 32 bits.
#[expect(clippy::as_conversions, reason = "u32 fits in usize on all supported platforms (wasm32, 64-bit)")]
pub(crate) const fn to_usize(value: u32) -> usize {
    value as usize
}
