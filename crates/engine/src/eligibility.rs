//! May this item be shown at all? What is in the cart, what it is a variant of or does the job of, and every *no* of the shopper's.

use crate::compatibility::{Fit, fit};
use crate::context::Context;
use crate::ids::{CategoryId, ItemId, Millis};
use crate::model::{Label, Model};
use crate::pacing::DAY_MS;
use crate::relation_type::RelationType;
use crate::score::{Candidate, sort_by_keys};
use crate::shopper::{AnswerKind, Shopper};

/// Why an item is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suppression {
    /// It is in the cart.
    InCart,
    /// It is being looked at.
    Viewed,
    /// It is another colour or size of something in the cart or being looked at.
    Variant,
    /// Something in the cart, being looked at or bought before does its job.
    NeedMet,
    /// She bought it, or a variant of it, before.
    Owned,
    /// It touches a sensitive topic that its anchor does not.
    Sensitive,
    /// It costs far more than what it goes with.
    OutOfProportion,
    /// It does not fit something in the cart or being looked at.
    Incompatible,
    /// It cannot be bought now.
    SoldOut,
    /// It is another colour or size of something already chosen.
    VariantOfSuggestion,
    /// It does the job of something already chosen.
    SubstituteOfSuggestion,
    /// "Not now", within its 24 hours.
    NotNow,
    /// "Not interested in this", said of it or of a variant of it.
    NotInterested,
    /// "No more {category}", said of its category or one above.
    CategoryRefused,
    /// The evidence does not bear out even a guess.
    BelowBar,
    /// It, or a variant of it, was shown on three pages of the last day.
    Tired,
    /// She said no a moment ago.
    Silence,
    /// It is not as much surer as each further suggestion of an hour must be.
    Restraint,
    /// The ceiling of the shopper's frequency is reached.
    Ceiling,
    /// The placement is full.
    NoRoom,
}

impl Suppression {
    /// The name in data: `in-cart`, `viewed`, `variant` …
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InCart => "in-cart",
            Self::Viewed => "viewed",
            Self::Variant => "variant",
            Self::NeedMet => "need-met",
            Self::Owned => "owned",
            Self::Sensitive => "sensitive",
            Self::OutOfProportion => "out-of-proportion",
            Self::Incompatible => "incompatible",
            Self::SoldOut => "sold-out",
            Self::VariantOfSuggestion => "variant-of-suggestion",
            Self::SubstituteOfSuggestion => "substitute-of-suggestion",
            Self::NotNow => "not-now",
            Self::NotInterested => "not-interested",
            Self::CategoryRefused => "category-refused",
            Self::BelowBar => "below-bar",
            Self::Tired => "tired",
            Self::Silence => "silence",
            Self::Restraint => "restraint",
            Self::Ceiling => "ceiling",
            Self::NoRoom => "no-room",
        }
    }
}

/// The hard filters for one moment.
#[derive(Debug)]
pub struct Eligibility<'a, B> {
    model: &'a Model<B>,
    context: &'a Context,
    shopper: &'a Shopper,
    /// The cart and the page's own product.
    in_front: Vec<ItemId>,
    /// What was bought, before or just now.
    bought: Vec<ItemId>,
    /// What does the job of something in the cart, being looked at or bought before, ascending.
    met: Vec<ItemId>,
    /// The merchant-given needs of all of these.
    met_needs: Vec<u16>,
}

impl<'a, B: AsRef<[u8]>> Eligibility<'a, B> {
    /// The filters for a context and the shopper's answers. What the model does not know cannot be suggested anyway.
    #[must_use]
    pub fn new(model: &'a Model<B>, context: &'a Context, shopper: &'a Shopper) -> Self {
        let mut in_front = context.cart.clone();
        in_front.extend(context.page);
        let bought = [&*context.owned, &context.ordered].concat();
        let present = [&*in_front, &bought].concat();
        let mut met = Vec::new();
        for &anchor in &present {
            met.extend(substitutes(model, anchor));
        }
        let mut met_needs = Vec::new();
        for items in [&present, &met] {
            met_needs.extend(items.iter().filter_map(|&item| model.label(Label::Need, item)));
        }
        sort_by_keys(&mut met, |item| [item.0.into(), 0, 0, 0]);
        Self { model, context, shopper, in_front, bought, met, met_needs }
    }

    /// Whether any of what is there, which meets needs: the cart, what is being looked at, what was bought.
    fn is_any_there(&self, is_it: impl Fn(ItemId) -> bool) -> bool {
        [&self.in_front, &self.bought].into_iter().flatten().any(|&item| is_it(item))
    }

    /// Why `item` must not be shown, or `None` when it may.
    #[must_use]
    pub fn suppression(&self, item: ItemId) -> Option<Suppression> {
        if self.context.cart.contains(&item) {
            return Some(Suppression::InCart);
        }
        if self.context.page == Some(item) {
            return Some(Suppression::Viewed);
        }
        if self.in_front.iter().any(|&other| self.model.are_variants(other, item)) {
            return Some(Suppression::Variant);
        }
        let codes = self.model.compatibility_codes(item);
        let is_misfit =
            |&anchor: &ItemId| fit(self.model.compatibility_codes(anchor), codes) == Fit::Incompatible;
        if self.in_front.iter().any(is_misfit) || self.context.ordered.iter().any(is_misfit) {
            return Some(Suppression::Incompatible);
        }
        let need = self.model.label(Label::Need, item);
        if self.met.binary_search(&item).is_ok()
            || self.is_any_there(|there| is_substitute(self.model, item, there))
            || need.is_some_and(|need| self.met_needs.contains(&need))
        {
            return Some(Suppression::NeedMet);
        }
        if self.bought.iter().any(|&other| other == item || self.model.are_variants(other, item)) {
            return Some(Suppression::Owned);
        }
        if self.context.sold_out.contains(&item) {
            return Some(Suppression::SoldOut);
        }
        self.refusal(item)
    }

    /// Why a candidate must not be shown, as far as it depends on what speaks for it: every declared relation to it says
    /// a need that is met, it touches a topic that its main anchor does not, does not fit that, or is out of proportion.
    #[must_use]
    pub fn suppression_of(&self, candidate: &Candidate) -> Option<Suppression> {
        let main = candidate.contributions.first()?;
        let topic = self.model.label(Label::Topic, candidate.item);
        if topic.is_some() && topic != self.model.label(Label::Topic, main.anchor) {
            return Some(Suppression::Sensitive);
        }
        let codes = |item| self.model.compatibility_codes(item);
        if fit(codes(main.anchor), codes(candidate.item)) == Fit::Incompatible {
            return Some(Suppression::Incompatible);
        }
        if self.is_met(candidate) {
            return Some(Suppression::NeedMet);
        }
        (!self.is_in_proportion(candidate.item, main.anchor)).then_some(Suppression::OutOfProportion)
    }

    /// Whether some declared relation speaks for a candidate without a given need, and all of those say a need that is
    /// met: relation type and leaf category.
    fn is_met(&self, candidate: &Candidate) -> bool {
        let Some(category) = self.category(candidate.item) else { return false };
        if self.model.label(Label::Need, candidate.item).is_some() {
            return false;
        }
        let is_there =
            |item: ItemId| self.is_any_there(|there| there == item) || self.met.binary_search(&item).is_ok();
        let (mut n_needs, mut n_met) = (0_u32, 0_u32);
        for anchor in candidate.contributions.iter().map(|part| part.anchor) {
            for relation_type in RelationType::ALL.into_iter().filter(|of| of.is_declared()) {
                let needed = || self.model.relations(relation_type, anchor).map(|needed| needed.candidate);
                if needed().any(|needed| needed == candidate.item) {
                    n_needs += 1;
                    let meets = |item: ItemId| is_there(item) && self.category(item) == Some(category);
                    n_met += u32::from(needed().any(meets));
                }
            }
        }
        n_needs > 0 && n_met == n_needs
    }

    /// Whether an item costs at most [`MAX_PROPORTION`] times what it goes with: its anchor, or all of the cart together.
    fn is_in_proportion(&self, item: ItemId, anchor: ItemId) -> bool {
        let price = |item: ItemId| self.model.item(item).map_or(0, |item| u64::from(item.price_hundredths));
        let cart: u64 = self.context.cart.iter().map(|&item| price(item)).sum();
        let beside = cart.max(price(anchor));
        beside == 0 || price(item) <= MAX_PROPORTION * beside
    }

    fn category(&self, item: ItemId) -> Option<CategoryId> {
        self.model.item(item).map(|item| item.category)
    }

    /// Which *no* of the shopper's stands against `item`, if any.
    #[must_use]
    pub fn refusal(&self, item: ItemId) -> Option<Suppression> {
        for answer in self.shopper.answers() {
            let applies = match answer.kind {
                AnswerKind::NotNow => {
                    self.context.now < not_now_until(answer.at)
                        && self.model.find(&answer.subject) == Some(item)
                }
                AnswerKind::NotInterested => {
                    let refused = self.model.find(&answer.subject);
                    refused.is_some_and(|refused| refused == item || self.model.are_variants(refused, item))
                }
                AnswerKind::NoMore => self.is_within(item, &answer.subject),
                // Such relations speak for nothing at all: see `select`.
                AnswerKind::NoKind => false,
            };
            if applies {
                return Some(match answer.kind {
                    AnswerKind::NotNow => Suppression::NotNow,
                    AnswerKind::NotInterested => Suppression::NotInterested,
                    AnswerKind::NoMore | AnswerKind::NoKind => Suppression::CategoryRefused,
                });
            }
        }
        None
    }

    /// Whether the item's category, or one above it, has this path.
    fn is_within(&self, item: ItemId, path: &str) -> bool {
        let Some(item) = self.model.item(item) else { return false };
        self.model.category_chain(item.category).any(|category| self.model.category_path(category) == path)
    }
}

/// How many times the price of what it goes with an item may cost: an add-on is in proportion. It keeps a garden ladder from
/// the side of a finger-high pot, and a cake stand beside its teacup.
pub const MAX_PROPORTION: u64 = 5;

/// The items that do the job of this one.
pub(crate) fn substitutes<B: AsRef<[u8]>>(
    model: &Model<B>,
    item: ItemId,
) -> impl Iterator<Item = ItemId> + use<'_, B> {
    model.relations(RelationType::InsteadOf, item).map(|relation| relation.candidate)
}

/// Whether `other` does the job of `item`.
pub(crate) fn is_substitute<B: AsRef<[u8]>>(model: &Model<B>, item: ItemId, other: ItemId) -> bool {
    substitutes(model, item).any(|substitute| substitute == other)
}

/// The moment at which a *not now* said at `at` ends: 24 hours later.
fn not_now_until(at: Millis) -> Millis {
    at.plus_ms(DAY_MS)
}
