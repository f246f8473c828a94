//! Seeded draws: a counter-based generator, so that shopper 7 does the same whatever thread meets her.

use goeswith_engine::ids::ItemId;
use goeswith_engine::model::Model;

use crate::hash::mix;
use crate::num::{to_u32, to_usize};

/// The draws of one shopper.
pub(super) struct Draws {
    seed: u64,
    shopper: u64,
    n_drawn: u64,
}

impl Draws {
    pub(super) const fn new(seed: u64, shopper: u64) -> Self {
        Self { seed, shopper, n_drawn: 0 }
    }

    /// A number below `n`, above 0.
    pub(super) fn below(&mut self, n: u64) -> u64 {
        self.n_drawn += 1;
        mix(&[self.seed, self.shopper, self.n_drawn]) % n.max(1)
    }

    /// Whether something happens that happens so many times in a thousand.
    pub(super) fn happens(&mut self, per_mille: u64) -> bool {
        self.below(1000) < per_mille
    }

    /// One of them.
    pub(super) fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let at = self.below(u64::try_from(of.len()).unwrap_or(1));
        usize::try_from(at).ok().and_then(|at| of.get(at))
    }
}

/// Items by how often they are ordered.
pub(super) struct Popularity {
    /// Orders of this item and all before it, each item with one more than it has.
    up_to: Vec<u64>,
}

impl Popularity {
    pub(super) fn new(model: &Model<Vec<u8>>) -> Self {
        let mut sum = 0;
        let mut orders = |item| {
            sum += model.item(item).map_or(0, |item| u64::from(item.n_orders)) + 1;
            sum
        };
        Self { up_to: model.item_ids().map(&mut orders).collect() }
    }

    pub(super) fn draw(&self, draws: &mut Draws) -> ItemId {
        let at = draws.below(self.up_to.last().copied().unwrap_or(1));
        ItemId(to_u32(self.up_to.partition_point(|&up_to| up_to <= at)))
    }
}

/// A draw among the items of a category, for shoppers who stay with one thing.
pub(super) fn neighbour(model: &Model<Vec<u8>>, item: ItemId, draws: &mut Draws) -> ItemId {
    // Neighbours in the model's numbering are related: that is how it is numbered.
    let n_items = to_u32(model.n_items());
    let step = u32::try_from(draws.below(20)).unwrap_or(0) + 1;
    let at = (item.0 + step) % n_items.max(1);
    debug_assert!(to_usize(at) < model.n_items());
    ItemId(at)
}
