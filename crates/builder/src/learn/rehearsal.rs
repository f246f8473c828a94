//! Learning from the earlier orders alone, to hold what is learned against the later ones.

use indicatif::ProgressBar;

use super::gram::Gram;
use super::{Holdout, Keep, OrderIndex, Relations, Ridge};
use crate::baskets::Basket;

/// The earlier orders, summed up once for all that is learned from them, and the later ones.
#[derive(Debug)]
pub struct Rehearsal<'a> {
    pub(super) earlier: OrderIndex<'a>,
    pub(super) later: &'a [Basket],
    gram: Gram,
    keep: Keep,
}

impl<'a> Rehearsal<'a> {
    /// Sums up the earlier orders.
    #[must_use]
    pub fn new(holdout: &'a Holdout, keep: Keep) -> Self {
        let earlier = OrderIndex::new(&holdout.train);
        let gram = Gram::new(&earlier, keep.floor);
        Self { earlier, later: &holdout.held_out, gram, keep }
    }

    /// What the earlier orders teach.
    #[must_use]
    pub fn relate(&self, ridge: Ridge) -> Relations {
        self.relate_to(&self.earlier.items(), ridge)
    }

    /// The same for some targets, ascending.
    pub(super) fn relate_to(&self, targets: &[u32], ridge: Ridge) -> Relations {
        ridge.relate_to(targets, &self.gram, &self.earlier, self.keep, &ProgressBar::hidden())
    }
}
