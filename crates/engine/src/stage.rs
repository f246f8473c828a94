//! Where the shopper is on her way, and which relations may speak there.

use crate::relation_type::RelationType;

/// The stage of the journey; the placement of a row says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stage {
    /// Looking around.
    Browse,
    /// Looking at one product.
    #[default]
    Product,
    /// Reading the cart.
    Cart,
    /// Placing the order.
    Checkout,
    /// The order is placed.
    AfterOrder,
}

impl Stage {
    /// All stages, in the order of the journey.
    pub const ALL: [Self; 5] = [Self::Browse, Self::Product, Self::Cart, Self::Checkout, Self::AfterOrder];

    /// The name in code and data: `browse`, `product`, `cart`, `checkout`, `after-order`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Browse => "browse",
            Self::Product => "product",
            Self::Cart => "cart",
            Self::Checkout => "checkout",
            Self::AfterOrder => "after-order",
        }
    }

    /// The dual of [`name`](Self::name).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.name() == name)
    }

    /// Whether relations of a type may appear. Before the order everything may but what comes later; whoever pays is
    /// shown nothing that is a mere likeness; after the order comes what is next, not what was needed with it.
    #[must_use]
    pub const fn allows(self, relation_type: RelationType) -> bool {
        match relation_type {
            RelationType::InsteadOf => false,
            RelationType::BoughtTogether | RelationType::CompletesSet => true,
            RelationType::BoughtLater => matches!(self, Self::Product | Self::AfterOrder),
            RelationType::CareFor => !matches!(self, Self::Browse),
            RelationType::NeededWith | RelationType::Fits | RelationType::Protects | RelationType::Powers => {
                !matches!(self, Self::AfterOrder)
            }
            RelationType::Alike => matches!(self, Self::Browse | Self::Product | Self::Cart),
        }
    }

    /// Whether what goes with a mere category may appear.
    #[must_use]
    pub const fn allows_fallback(self) -> bool {
        matches!(self, Self::Browse | Self::Product | Self::Cart)
    }
}
