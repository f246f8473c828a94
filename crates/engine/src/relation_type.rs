//! How two items go together: the one list of relation types.

/// The type of a directed relation anchor → candidate.
///
/// *Variant* is the one type that is not here: it is an item's family, not a list of pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationType {
    /// Orders hold both. Learned.
    BoughtTogether,
    /// Another member of the same series, which orders hold together. Learned.
    CompletesSet,
    /// What customers order after the anchor. Learned.
    BoughtLater,
    /// The merchant says that most people need it with the anchor.
    NeededWith,
    /// The merchant says that it fits the anchor.
    Fits,
    /// The merchant says that it protects the anchor.
    Protects,
    /// The merchant says that it powers the anchor.
    Powers,
    /// The merchant says that it cares for the anchor.
    CareFor,
    /// Titles are alike; no order says anything. Learned.
    Alike,
    /// Does the anchor's job in its place. Never suggested beside it. Learned.
    InsteadOf,
}

impl RelationType {
    /// Every type, in the order of the file.
    pub const ALL: [Self; 10] = [
        Self::BoughtTogether,
        Self::CompletesSet,
        Self::BoughtLater,
        Self::NeededWith,
        Self::Fits,
        Self::Protects,
        Self::Powers,
        Self::CareFor,
        Self::Alike,
        Self::InsteadOf,
    ];

    /// Its name in files, flags and messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::BoughtTogether => "bought-together",
            Self::CompletesSet => "completes-set",
            Self::BoughtLater => "bought-later",
            Self::NeededWith => "needed-with",
            Self::Fits => "fits",
            Self::Protects => "protects",
            Self::Powers => "powers",
            Self::CareFor => "care-for",
            Self::Alike => "alike",
            Self::InsteadOf => "instead-of",
        }
    }

    /// Its position in [`ALL`](Self::ALL), and in the file.
    pub(crate) const fn number(self) -> u16 {
        match self {
            Self::BoughtTogether => 0,
            Self::CompletesSet => 1,
            Self::BoughtLater => 2,
            Self::NeededWith => 3,
            Self::Fits => 4,
            Self::Protects => 5,
            Self::Powers => 6,
            Self::CareFor => 7,
            Self::Alike => 8,
            Self::InsteadOf => 9,
        }
    }

    /// Whether its evidence is counted in customers who came back, not in orders with the anchor.
    #[must_use]
    pub const fn counts_customers(self) -> bool {
        matches!(self, Self::BoughtLater)
    }

    /// Whether it rests on the merchant's word, with or without orders beside it.
    #[must_use]
    pub const fn is_declared(self) -> bool {
        matches!(self, Self::NeededWith | Self::Fits | Self::Protects | Self::Powers | Self::CareFor)
    }

    /// Whether every relation of the type has orders (or customers) that show it.
    #[must_use]
    pub const fn has_evidence(self) -> bool {
        matches!(self, Self::BoughtTogether | Self::CompletesSet | Self::BoughtLater)
    }
}
