//! What a way of learning relations must offer.

use std::collections::BTreeMap;

use indicatif::ProgressBar;

use super::{Keep, OrderIndex, Relations};

/// A way to learn directed, weighted relations from orders.
pub trait Method: Sync {
    /// Its name, as on the command line and in the manifest.
    fn name(&self) -> &'static str;

    /// Every hyper-parameter by name, for the manifest.
    fn parameters(&self) -> BTreeMap<&'static str, f64>;

    /// Learns the relations of all items. `progress` advances by one for every item.
    ///
    /// The result depends on the orders and the parameters alone, not on the number of threads.
    fn relate(&self, orders: &OrderIndex<'_>, keep: Keep, progress: &ProgressBar) -> Relations;
}
