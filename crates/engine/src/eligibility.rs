//! May this item be shown at all? What is in the cart, what it is a variant of, and every *no* of the shopper's.

use crate::context::Context;
use crate::ids::{CategoryId, FamilyId, ItemId, Millis};
use crate::model::Model;
use crate::shopper::Shopper;

/// Why an item is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suppression {
    /// It is in the cart.
    InCart,
    /// It is being looked at.
    Viewed,
    /// It is another colour or size of something in the cart or being looked at.
    Variant,
    /// It is another colour or size of something already chosen.
    VariantOfSuggestion,
    /// "Not now", within its 24 hours.
    NotNow,
    /// "Not interested in this", said of it or of a variant of it.
    NotInterested,
    /// "No more {category}", said of its category or one above.
    CategoryRefused,
    /// The evidence does not bear out even a guess.
    BelowBar,
    /// The ceiling of the shopper's frequency is reached.
    Ceiling,
    /// The placement is full.
    NoRoom,
}

/// The hard filters for one moment, resolved against one model.
#[derive(Debug, Clone)]
pub struct Eligibility {
    cart: Vec<ItemId>,
    viewed: Vec<ItemId>,
    families: Vec<FamilyId>,
    not_now: Vec<ItemId>,
    refused_items: Vec<ItemId>,
    refused_families: Vec<FamilyId>,
    refused_categories: Vec<CategoryId>,
}

impl Eligibility {
    /// Resolves the context and the shopper's answers. What the model does not know cannot be suggested anyway.
    #[must_use]
    pub fn new<B: AsRef<[u8]>>(model: &Model<B>, context: &Context, shopper: &Shopper) -> Self {
        let family_of = |item: &ItemId| model.item(*item).and_then(|item| item.family);
        let viewed: Vec<ItemId> = context.views.last().map(|&(item, _)| item).into_iter().collect();
        let families = context.cart.iter().chain(&viewed).filter_map(family_of).collect();
        let refused_items: Vec<ItemId> =
            shopper.not_interested_skus().filter_map(|sku| model.find(sku)).collect();
        let is_refused = |id: &CategoryId| shopper.refuses_category(&model.category_path(*id));
        Self {
            cart: context.cart.clone(),
            viewed,
            families,
            not_now: shopper.not_now_skus(context.now).filter_map(|sku| model.find(sku)).collect(),
            refused_families: refused_items.iter().filter_map(family_of).collect(),
            refused_items,
            refused_categories: model.category_ids().filter(is_refused).collect(),
        }
    }

    /// Why `item` must not be shown, or `None` when it may.
    #[must_use]
    pub fn suppression<B: AsRef<[u8]>>(&self, model: &Model<B>, item: ItemId) -> Option<Suppression> {
        let known = model.item(item)?;
        let of_family = |families: &[FamilyId]| known.family.is_some_and(|family| families.contains(&family));
        let rules = [
            (self.cart.contains(&item), Suppression::InCart),
            (self.viewed.contains(&item), Suppression::Viewed),
            (of_family(&self.families), Suppression::Variant),
            (self.not_now.contains(&item), Suppression::NotNow),
            (
                self.refused_items.contains(&item) || of_family(&self.refused_families),
                Suppression::NotInterested,
            ),
            (
                model
                    .category_chain(known.category)
                    .any(|category| self.refused_categories.contains(&category)),
                Suppression::CategoryRefused,
            ),
        ];
        rules.into_iter().find(|&(applies, _)| applies).map(|(_, suppression)| suppression)
    }

    /// The moment at which a *not now* said at `at` ends: 24 hours later.
    #[must_use]
    pub fn not_now_until(at: Millis) -> Millis {
        at.plus_ms(24 * 60 * 60 * 1000)
    }
}
