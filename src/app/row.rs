//! One `<goes-with>` on the page.

use super::together::Together;
use goeswith_engine::ids::ItemId;
use goeswith_engine::select::Suggestion;
use goeswith_engine::shopper::AnswerKind;
use goeswith_engine::stage::Stage;

/// Number of an element, in the order they came onto the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowId(pub u32);

/// Where a row sits; decides which anchors count there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// A list of products.
    Listing,
    /// A product's own page.
    Product,
    /// The cart beside the page.
    CartDrawer,
    /// The cart's own page.
    Cart,
    /// Where the order is placed.
    Checkout,
    /// After the order.
    AfterOrder,
    /// Only "How often?", shown even when suggestions are off.
    Controls,
}

impl Placement {
    /// All placements, by their attribute value.
    pub const ALL: [(&'static str, Self); 7] = [
        ("listing", Self::Listing),
        ("product", Self::Product),
        ("cart-drawer", Self::CartDrawer),
        ("cart", Self::Cart),
        ("checkout", Self::Checkout),
        ("after-order", Self::AfterOrder),
        ("controls", Self::Controls),
    ];

    /// Its attribute value.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.into_iter().find(|&(_, placement)| placement == self).map_or("", |(name, _)| name)
    }

    /// The placement of an attribute value; a product page when it says nothing known.
    #[must_use]
    pub fn from_attribute(value: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|&(name, _)| name == value)
            .map_or(Self::Product, |(_, placement)| placement)
    }

    /// Where a shopper is who sees it.
    #[must_use]
    pub fn stage(self) -> Stage {
        match self {
            Self::Listing => Stage::Browse,
            Self::Product | Self::Controls => Stage::Product,
            Self::CartDrawer | Self::Cart => Stage::Cart,
            Self::Checkout => Stage::Checkout,
            Self::AfterOrder => Stage::AfterOrder,
        }
    }

    /// Whether what was looked at counts here; where the cart is being read, only the cart does.
    #[must_use]
    pub fn counts_views(self) -> bool {
        matches!(self, Self::Listing | Self::Product)
    }
}

/// What a row shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where it sits.
    pub placement: Placement,
    /// Most suggestions it may show.
    pub max: usize,
    /// Whether it has come near the screen; before that nothing is chosen and nothing counted.
    pub seen: bool,
    /// "Goes with your Regency teapot".
    pub heading: String,
    /// The cards, in their places. A refused one keeps its place, with the way back.
    pub cards: Vec<Card>,
    /// A bundle of what is in front of her.
    pub together: Option<Together>,
    /// What is open.
    pub open: Option<Open>,
    /// Suggestions were turned off or paused here: the place says so until the page is left.
    pub turned_off_here: bool,
}

impl Card {
    /// The item it offers.
    #[must_use]
    pub fn item(&self) -> ItemId {
        self.suggestion.item
    }

    /// Whether it still offers it.
    #[must_use]
    pub fn is_offered(&self) -> bool {
        self.answered.is_none() && !self.is_withdrawn
    }
}

impl Row {
    /// Whether it has cards to choose: it came near the screen, and is no mere control.
    #[must_use]
    pub fn chooses(&self) -> bool {
        self.seen && self.placement != Placement::Controls
    }

    pub(super) fn new(placement: Placement, max: usize) -> Self {
        Self {
            placement,
            max,
            seen: false,
            heading: String::new(),
            cards: Vec::new(),
            together: None,
            open: None,
            turned_off_here: false,
        }
    }
}

/// A suggestion in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The item with its reason.
    pub suggestion: Suggestion,
    /// What the shopper answered here, if anything.
    pub answered: Option<Answered>,
    /// Refused by an answer on another card: its place stays, empty, until the answer is undone or the row is
    /// chosen anew.
    pub is_withdrawn: bool,
}

/// A *no* that can still be undone in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Which one.
    pub kind: AnswerKind,
    /// What it is remembered under: the SKU or the category's path.
    pub subject: String,
}

/// What can be open in a row; one thing at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// "How often?".
    Control,
    /// *Your suggestions*.
    Mine,
    /// A card's menu.
    Menu(ItemId),
    /// A card's *Why this?*.
    Why(ItemId),
}
