//! What is known now: the cart and what was looked at, as signals with a weight each.

use crate::ids::{ItemId, Millis};

/// What the shopper has in front of her. What the model does not know is no signal, so only its items appear here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Context {
    /// Distinct items in the cart, oldest first.
    pub cart: Vec<ItemId>,
    /// Distinct items looked at, the latest last, with when.
    pub views: Vec<(ItemId, Millis)>,
    /// The moment the context stands for.
    pub now: Millis,
    /// The month, 0 is January; `None` when it must not count.
    pub month: Option<u8>,
    /// The part of the day, 0 is the night; `None` when it must not count.
    pub daypart: Option<u8>,
    /// Items that cannot be bought now.
    pub sold_out: Vec<ItemId>,
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

/// The part of the day that an hour is in: night 0–5, early 5–8, morning 8–12, afternoon 12–17, evening 17–21, late
/// 21–24, numbered from 0.
#[must_use]
pub fn daypart_of(hour: u8) -> u8 {
    [5, 8, 12, 17, 21].into_iter().fold(0, |part, begins| part + u8::from(hour >= begins))
}

impl Context {
    /// A cart (oldest first) and what was looked at (latest last): repeats are dropped, and the latest [`MAX_VIEWS`]
    /// views are kept. Month and part of the day do not count, and nothing is sold out, unless they are set.
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
        context
    }

    /// What is being looked at now.
    #[must_use]
    pub fn viewed(&self) -> Option<&ItemId> {
        self.views.last().map(|(viewed, _)| viewed)
    }

    /// The anchors: the latest [`MAX_CART`] cart items, and every recent view that is not in the cart.
    #[must_use]
    pub fn signals(&self) -> Vec<Signal> {
        let mut signals = Vec::new();
        for &anchor in self.cart.iter().skip(self.cart.len().saturating_sub(MAX_CART)) {
            signals.push(Signal { anchor, kind: SignalKind::Cart, weight: CART_WEIGHT });
        }
        for &(anchor, at) in &self.views {
            let weight = view_weight(at.age_ms(self.now));
            if weight > 0 && !self.cart.contains(&anchor) {
                signals.push(Signal { anchor, kind: SignalKind::View, weight });
            }
        }
        signals
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
    fn a_huge_cart_is_known_whole_though_only_its_latest_lines_count() {
        let cart: Vec<ItemId> = (0..500).map(ItemId).collect();
        let context = Context::new(&cart, &[], Millis(0));
        assert_eq!((context.cart.len(), context.signals().len()), (500, MAX_CART));
        assert_eq!(context.signals().first().map(|signal| signal.anchor), Some(ItemId(300)));
    }

    #[test]
    fn a_view_fades_in_steps_and_ends_after_half_an_hour() {
        let minutes = |n: u64| view_weight(n * 60 * 1000);
        assert_eq!([minutes(0), minutes(9), minutes(10), minutes(20), minutes(30)], [144, 144, 72, 36, 0]);
        assert!((0..60).map(minutes).is_sorted_by(|a, b| a >= b), "never grows with age");
    }
}
