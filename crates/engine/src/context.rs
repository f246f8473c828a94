//! What is known now: the cart and what was looked at, as signals with a weight each, and what else counts.

use crate::circumstances::Circumstances;
use crate::feedback::Tilt;
use crate::ids::{ItemId, Millis};
use crate::search::Asked;
use crate::stage::Stage;

/// What the shopper has in front of her. What the model does not know is no signal, so only its items appear here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Context {
    /// Distinct items in the cart, oldest first.
    pub cart: Vec<ItemId>,
    /// Distinct items looked at, the latest last, with when.
    pub views: Vec<(ItemId, Millis)>,
    /// What is being looked at now, if it is a product's page.
    pub page: Option<ItemId>,
    /// The moment the context stands for.
    pub now: Millis,
    /// Where and when.
    pub circumstances: Circumstances,
    /// Items that cannot be bought now.
    pub sold_out: Vec<ItemId>,
    /// What she searched for, as far as it still counts, the latest last.
    pub searches: Vec<Asked>,
    /// What she has just ordered: after the order it is what things go with.
    pub ordered: Vec<ItemId>,
    /// What she bought here before, as far as that is known on this device.
    pub owned: Vec<ItemId>,
    /// Where she is on her way.
    pub stage: Stage,
    /// What her answers so far speak for and against.
    pub tilt: Tilt,
}

/// Which of the shopper's actions an anchor comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignalKind {
    /// It is in the cart.
    Cart,
    /// She looked at it.
    View,
    /// She has just ordered it.
    Order,
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
/// The weight of a view by its age in steps: `round(255 · exp(−age / 2))`, as relations are learned for sessions
/// (`quality.md`, step 6). A cart is one step more: a look says less than what was put into it.
const VIEW_WEIGHTS: [u8; MAX_VIEWS + 1] = [255, 155, 94, 57, 35, 21, 13, 8, 5, 3, 2];
/// A view no longer counts after this long, in milliseconds.
const VIEW_EXPIRY_MS: u64 = 30 * 60 * 1000;
/// Views that count: the latest ten (`quality.md`: sessions use the last ten items).
pub const MAX_VIEWS: usize = 10;
/// Cart lines that count: the latest 200. Capping a cart at five costs a third of the hit rate.
pub const MAX_CART: usize = 200;

impl Context {
    /// A cart (oldest first) and what was looked at (latest last): repeats are dropped, and the latest [`MAX_VIEWS`]
    /// views are kept. Nothing is known of where and when, nothing is sold out, and nothing speaks for or against,
    /// unless they are set; the stage is a product's page, that of the latest view.
    #[must_use]
    pub fn new(cart: &[ItemId], views: &[(ItemId, Millis)], now: Millis) -> Self {
        let mut context = Self { now, ..Self::default() };
        for &item in cart {
            if !context.cart.contains(&item) {
                context.cart.push(item);
            }
        }
        for &(item, at) in views {
            context.views.retain(|&(viewed, _)| viewed != item);
            context.views.push((item, at));
        }
        context.views.drain(..context.views.len().saturating_sub(MAX_VIEWS));
        context.page = context.views.last().map(|&(viewed, _)| viewed);
        context
    }

    /// The anchors: the latest [`MAX_CART`] cart items, as many of what was just ordered, and every recent view that is not in the cart.
    #[must_use]
    pub fn signals(&self) -> Vec<Signal> {
        let mut signals = Vec::new();
        for &anchor in self.cart.iter().skip(self.cart.len().saturating_sub(MAX_CART)) {
            signals.push(Signal { anchor, kind: SignalKind::Cart, weight: CART_WEIGHT });
        }
        for &anchor in self.ordered.iter().take(MAX_CART).filter(|anchor| !self.cart.contains(anchor)) {
            signals.push(Signal { anchor, kind: SignalKind::Order, weight: CART_WEIGHT });
        }
        let weights = VIEW_WEIGHTS.iter().skip(usize::from(!self.cart.is_empty()));
        for (&(anchor, at), &weight) in self.views.iter().rev().zip(weights) {
            if at.age_ms(self.now) < VIEW_EXPIRY_MS && !self.cart.contains(&anchor) {
                signals.push(Signal { anchor, kind: SignalKind::View, weight });
            }
        }
        signals
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_huge_cart_is_known_whole_though_only_its_latest_lines_count() {
        let cart: Vec<ItemId> = (0..500).map(ItemId).collect();
        let context = Context::new(&cart, &[], Millis(0));
        assert_eq!((context.cart.len(), context.signals().len()), (500, MAX_CART));
        assert_eq!(context.signals().first().map(|signal| signal.anchor), Some(ItemId(300)));
    }

    fn weights(cart: &[u32], views: &[(u32, u64)], now_ms: u64) -> Vec<u8> {
        let cart: Vec<ItemId> = cart.iter().copied().map(ItemId).collect();
        let views: Vec<(ItemId, Millis)> =
            views.iter().map(|&(item, at)| (ItemId(item), Millis(at))).collect();
        Context::new(&cart, &views, Millis(now_ms)).signals().iter().map(|signal| signal.weight).collect()
    }

    #[test]
    fn a_view_counts_by_its_age_in_steps_and_the_last_ten_count() {
        let views: Vec<(u32, u64)> = (0..12).map(|item| (item, 0)).collect();
        assert_eq!(weights(&[], &views, 0), [255, 155, 94, 57, 35, 21, 13, 8, 5, 3]);
        assert_eq!(
            weights(&[], &[(1, 0), (2, 0), (1, 0)], 0),
            [255, 155],
            "a repeat counts once, as the latest"
        );
    }

    #[test]
    fn beside_a_cart_every_view_is_one_step_older() {
        assert_eq!(weights(&[7], &[(1, 0), (2, 0)], 0), [255, 155, 94]);
        assert_eq!(weights(&[2], &[(1, 0), (2, 0)], 0), [255, 94], "what is in the cart still was a step");
    }

    #[test]
    fn a_view_ends_after_half_an_hour() {
        assert_eq!(weights(&[], &[(1, 0), (2, 1)], VIEW_EXPIRY_MS), [255]);
    }
}
