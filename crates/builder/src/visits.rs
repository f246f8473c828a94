//! Visits that count: what was looked at, in items of the catalogue.
//!
//! A click on a SKU that the catalogue does not have is dropped, and so is a visit with less than two clicks left: it
//! holds no pair.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::clean::CleanReport;
use crate::input::sessions::SessionLog;
use crate::learn::Sessions;
use crate::num::to_usize;
use crate::sku_matcher::SkuMatcher;

/// Decides which clicks of the log count. The report counts clicks as lines, and visits as orders.
#[must_use]
pub(crate) fn to_sessions(log: &SessionLog, catalog: &Catalog) -> (Sessions, CleanReport) {
    let items = SkuMatcher::new(catalog).match_all(&log.skus);
    let mut report = CleanReport::default();
    let mut sessions = Vec::new();
    let mut ordered = BTreeSet::new();
    for clicks in &log.sessions {
        let known = clicks.iter().filter_map(|&sku| items.get(to_usize(sku)).copied().flatten());
        let known: Vec<u32> = known.collect();
        report.n_lines += count(clicks.len());
        report.n_unknown_sku += count(clicks.len() - known.len());
        if known.len() > 1 {
            report.n_basket_items += count(known.len());
            ordered.extend(known.iter().copied());
            sessions.push(known);
        }
    }
    report.n_orders = count(sessions.len());
    report.n_items_ordered = count(ordered.len());
    (Sessions { n_items: catalog.items.len(), sessions }, report)
}

fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::to_sessions;
    use crate::catalog::{Catalog, CatalogItem};
    use crate::input::Names;
    use crate::input::sessions::SessionLog;

    #[test]
    fn clicks_are_items_of_the_catalogue_and_a_visit_has_two() {
        let item = |sku: &str| CatalogItem { sku: sku.to_owned(), ..CatalogItem::default() };
        let (catalog, _) = Catalog::new(["A", "B"].map(item).to_vec());
        let mut skus = Names::default();
        let [b, gone, a] = ["b", "X", "A"].map(|sku| skus.intern(sku).unwrap());
        let sessions = vec![vec![b, gone, a, b], vec![a, gone], vec![a]];
        let (counted, report) = to_sessions(&SessionLog { skus, sessions }, &catalog);
        assert_eq!((counted.n_items, counted.sessions), (2, vec![vec![1, 0, 1]]));
        assert_eq!((report.n_lines, report.n_unknown_sku, report.n_basket_items), (7, 2, 3));
        assert_eq!((report.n_orders, report.n_items_ordered), (1, 2));
    }
}
