//! What is known now: the cart and what was looked at, as signals with a weight each.

use crate::ids::{ItemId, Millis};
use crate::model::Model;

/// What the shopper has in front of her. SKUs that the model does not know are no signal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Context {
    /// Distinct items in the cart, oldest first.
    pub cart: Vec<ItemId>,
    /// Distinct items looked at, the latest last, with when.
    pub views: Vec<(ItemId, Millis)>,
    /// The moment the context stands for.
    pub now: Millis,
}

/// Which of the shopper's actions an anchor comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignalKind {
    /// It is in the cart.
    Cart,
    /// She looked at it.
    View,
}

/// One anchor and how much it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signal {
    /// The item.
    pub anchor: ItemId,
    /// Where it comes from.
    pub kind: SignalKind,
    /// How much it counts, `1..=255`.
    pub weight: u8,
}

/// A cart line's weight.
const CART_WEIGHT: u8 = 255;
/// The weight of what is being looked at right now: a look says less than a purchase.
const VIEW_WEIGHT: u8 = 144;
/// A view counts half as much after this long, in milliseconds.
const VIEW_HALF_LIFE_MS: u64 = 10 * 60 * 1000;
/// A view no longer counts after three half-lives.
const VIEW_HALF_LIVES: u64 = 3;
/// Views that count: the latest ten (`quality.md`: sessions use the last ten items).
pub const MAX_VIEWS: usize = 10;
/// Cart lines that count: the latest 200. Capping a cart at five costs a third of the hit rate.
pub const MAX_CART: usize = 200;

impl Context {
    /// Resolves what the page says. Repeats and unknown SKUs are dropped; the latest [`MAX_CART`] cart lines and
    /// [`MAX_VIEWS`] views are kept.
    pub fn new<'a, B: AsRef<[u8]>>(
        model: &Model<B>,
        cart: impl IntoIterator<Item = &'a str>,
        views: impl IntoIterator<Item = (&'a str, Millis)>,
        now: Millis,
    ) -> Self {
        let mut context = Self { cart: Vec::new(), views: Vec::new(), now };
        for item in cart.into_iter().filter_map(|sku| model.find(sku)) {
            if !context.cart.contains(&item) {
                context.cart.push(item);
            }
        }
        for (sku, at) in views {
            if let Some(item) = model.find(sku) {
                context.views.retain(|&(viewed, _)| viewed != item);
                context.views.push((item, at));
            }
        }
        context.cart.drain(..context.cart.len().saturating_sub(MAX_CART));
        context.views.drain(..context.views.len().saturating_sub(MAX_VIEWS));
        context
    }

    /// The anchors: every cart item, and every recent view that is not in the cart.
    pub fn signals(&self) -> impl Iterator<Item = Signal> + use<'_> {
        let cart =
            self.cart.iter().map(|&anchor| Signal { anchor, kind: SignalKind::Cart, weight: CART_WEIGHT });
        let views =
            self.views.iter().filter(|(item, _)| !self.cart.contains(item)).filter_map(|&(anchor, at)| {
                let weight = view_weight(at.age_ms(self.now));
                (weight > 0).then_some(Signal { anchor, kind: SignalKind::View, weight })
            });
        cart.chain(views)
    }
}

fn view_weight(age_ms: u64) -> u8 {
    let half_lives = age_ms / VIEW_HALF_LIFE_MS;
    if half_lives >= VIEW_HALF_LIVES { 0 } else { VIEW_WEIGHT >> half_lives }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_fades_in_steps_and_ends_after_half_an_hour() {
        let minutes = |n: u64| view_weight(n * 60 * 1000);
        assert_eq!([minutes(0), minutes(9), minutes(10), minutes(20), minutes(30)], [144, 144, 72, 36, 0]);
        assert!((0..60).map(minutes).is_sorted_by(|a, b| a >= b), "never grows with age");
    }
}
