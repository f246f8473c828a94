//! Bundles: two to five items that the same orders hold, one need each.
//!
//! A bundle grows from a pair that is related in both directions: of the items related to all members, the one that
//! most orders add joins, as long as at least a third of the orders with the bundle so far hold it too. Orders of
//! more than 40 items have no say: wholesalers take some of everything. Its strength is the 95 %
//! one-sided Wilson lower bound of the orders with all members, of the orders with its most ordered member: with
//! whichever member a shopper begins, at least that share took the rest. Strongest first; an item is in
//! [`MAX_PER_ITEM`] at most, and no two bundles share two items.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use goeswith_engine::relation_type::RelationType;

use super::{OrderIndex, TypedRelations};
use crate::baskets::Baskets;
use crate::num::{to_u32, to_usize};

/// Most items of a bundle.
pub const MAX_LEN: usize = 5;
/// Most bundles that one item is in.
pub const MAX_PER_ITEM: usize = 3;
/// Most bundles that are found.
pub const MAX_BUNDLES: usize = 200;

/// An order of more items than this has no say in what belongs together.
const MAX_ORDER_LEN: usize = 40;

/// Bundles that hold together less than this are none: the bar below which nothing is shown either.
const MIN_STRENGTH: f64 = 0.05;

/// The quantile of the standard normal distribution for 95 %, one-sided.
const Z: f64 = 1.644_853_626_951_472_7;

/// Two to five items that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// What the merchant calls it; empty when it was found in orders.
    pub name: String,
    /// Positions in the catalogue, ascending.
    pub items: Vec<u32>,
    /// Orders that held all of them.
    pub n_orders: u32,
}

/// What may be in one bundle.
#[derive(Debug)]
pub struct BundleRules<'a, F> {
    /// Per item the number of its need; `None` where it is not known, and then it is in no bundle.
    pub need_of: &'a [Option<u32>],
    /// Whether two items must not be in one bundle: variants, substitutes, what does not fit.
    pub apart: F,
    /// Fewest distinct customers whose orders hold all members.
    pub floor: u32,
}

/// Finds bundles among what is related in both directions.
pub fn find<F: Fn(u32, u32) -> bool>(
    relations: &TypedRelations,
    baskets: &Baskets,
    rules: &BundleRules<'_, F>,
) -> Vec<Bundle> {
    let index = OrderIndex::new(baskets);
    let search = Search { orders_of: short_orders(baskets), baskets, related: related(relations), rules };
    let mut found: Vec<(f64, Bundle)> = search
        .related
        .iter()
        .filter(|&&(a, b)| a < b && search.related.contains(&(b, a)) && search.may_join(&[a], b))
        .filter_map(|&(a, b)| search.grow(a, b))
        .collect();
    found.sort_by(|(strength, a), (other, b)| {
        other
            .total_cmp(strength)
            .then_with(|| (Reverse(a.items.len()), &a.items).cmp(&(Reverse(b.items.len()), &b.items)))
    });
    let mut taken: Vec<u32> = vec![0; baskets.n_items];
    let mut pairs = BTreeSet::new();
    let mut kept = Vec::new();
    for (_, bundle) in found {
        let n_bundles = |&item: &u32| taken.get(to_usize(item)).copied().unwrap_or(0);
        let is_free = bundle.items.iter().all(|item| to_usize(n_bundles(item)) < MAX_PER_ITEM);
        if !is_free || pairs_of(&bundle.items).any(|pair| pairs.contains(&pair)) {
            continue;
        }
        pairs.extend(pairs_of(&bundle.items));
        for &item in &bundle.items {
            if let Some(n_bundles) = taken.get_mut(to_usize(item)) {
                *n_bundles += 1;
            }
        }
        let n_orders = to_u32(orders_with_all(&index, &bundle.items).len());
        kept.push(Bundle { n_orders, ..bundle });
        if kept.len() == MAX_BUNDLES {
            break;
        }
    }
    kept
}

/// The orders that held all of these items, ascending.
#[must_use]
pub fn orders_with_all(index: &OrderIndex<'_>, items: &[u32]) -> Vec<u32> {
    let Some((&first, rest)) = items.split_first() else { return Vec::new() };
    let ascending = |item: u32| {
        let mut orders = index.orders_of(item).to_vec();
        orders.sort_unstable();
        orders
    };
    let mut orders = ascending(first);
    for &item in rest {
        let others = ascending(item);
        orders.retain(|order| others.binary_search(order).is_ok());
    }
    orders
}

/// Distinct customers of these orders; an order without a known customer is a customer of its own.
#[must_use]
pub fn n_customers(baskets: &Baskets, orders: &[u32]) -> u32 {
    let customers = orders.iter().filter_map(|&order| baskets.orders.get(to_usize(order))?.customer);
    let mut customers: Vec<u32> = customers.collect();
    let n_unknown = orders.len() - customers.len();
    customers.sort_unstable();
    customers.dedup();
    to_u32(n_unknown + customers.len())
}

/// Pairs that are suggested on the evidence of orders, anchor → candidate.
fn related(relations: &TypedRelations) -> BTreeSet<(u32, u32)> {
    let counts = |relation_type: RelationType| {
        !matches!(relation_type, RelationType::Alike | RelationType::InsteadOf | RelationType::BoughtLater)
    };
    let rows = relations.rows.iter().filter(|(relation_type, _)| counts(**relation_type));
    rows.flat_map(|(_, rows)| (0_u32..).zip(rows))
        .flat_map(|(anchor, row)| row.iter().map(move |relation| (anchor, relation.candidate)))
        .collect()
}

/// Per item: the orders of at most [`MAX_ORDER_LEN`] items that held it, ascending.
fn short_orders(baskets: &Baskets) -> Vec<Vec<u32>> {
    let mut orders_of = vec![Vec::new(); baskets.n_items];
    let short = (0_u32..).zip(&baskets.orders).filter(|(_, basket)| basket.items.len() <= MAX_ORDER_LEN);
    for (order, basket) in short {
        for &item in &basket.items {
            if let Some(orders) = orders_of.get_mut(to_usize(item)) {
                orders.push(order);
            }
        }
    }
    orders_of
}

struct Search<'a, F> {
    orders_of: Vec<Vec<u32>>,
    baskets: &'a Baskets,
    related: BTreeSet<(u32, u32)>,
    rules: &'a BundleRules<'a, F>,
}

impl<F: Fn(u32, u32) -> bool> Search<'_, F> {
    /// The bundle that grows from a pair, with its strength.
    fn grow(&self, a: u32, b: u32) -> Option<(f64, Bundle)> {
        let mut items = vec![a, b];
        let mut orders = self.with(self.of(a), b);
        if n_customers(self.baskets, &orders) < self.rules.floor {
            return None;
        }
        while items.len() < MAX_LEN {
            let Some((item, with_item)) = self.next(&items, &orders) else { break };
            items.push(item);
            orders = with_item;
        }
        items.sort_unstable();
        let n_most = items.iter().map(|&item| self.of(item).len()).max()?;
        let strength = wilson_lower(to_u32(orders.len()), to_u32(n_most));
        let bundle = Bundle { name: String::new(), items, n_orders: to_u32(orders.len()) };
        (strength >= MIN_STRENGTH).then_some((strength, bundle))
    }

    /// The item that most of the orders add, if at least half of them do, with those orders.
    fn next(&self, items: &[u32], orders: &[u32]) -> Option<(u32, Vec<u32>)> {
        let &first = items.first()?;
        let partners = self.related.range((first, 0)..=(first, u32::MAX)).map(|&(_, partner)| partner);
        let (item, with_item) = partners
            .filter(|&item| self.may_join(items, item))
            .map(|item| (item, self.with(orders, item)))
            .max_by_key(|(item, with_item)| (with_item.len(), Reverse(*item)))?;
        let is_held =
            with_item.len() * 3 >= orders.len() && n_customers(self.baskets, &with_item) >= self.rules.floor;
        is_held.then_some((item, with_item))
    }

    /// The orders that hold an item.
    fn of(&self, item: u32) -> &[u32] {
        self.orders_of.get(to_usize(item)).map_or(&[], Vec::as_slice)
    }

    /// Those of the orders that hold an item too.
    fn with(&self, orders: &[u32], item: u32) -> Vec<u32> {
        let others = self.of(item);
        orders.iter().copied().filter(|order| others.binary_search(order).is_ok()).collect()
    }

    fn may_join(&self, items: &[u32], item: u32) -> bool {
        let need = |item: u32| self.rules.need_of.get(to_usize(item)).copied().flatten();
        need(item).is_some()
            && items.iter().all(|&member| {
                member != item
                    && need(member).is_some()
                    && need(member) != need(item)
                    && (self.related.contains(&(member, item)) || self.related.contains(&(item, member)))
                    && !(self.rules.apart)(member, item)
            })
    }
}

fn pairs_of(items: &[u32]) -> impl Iterator<Item = (u32, u32)> {
    items.iter().enumerate().flat_map(move |(at, &a)| items.iter().skip(at + 1).map(move |&b| (a, b)))
}

/// The lower bound of the share `n_both` of `n`: E. B. Wilson, 1927.
fn wilson_lower(n_both: u32, n: u32) -> f64 {
    let (k, n) = (f64::from(n_both), f64::from(n.max(1)));
    let p = k / n;
    let center = p + Z * Z / (2.0 * n);
    let spread = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    (center - spread) / (1.0 + Z * Z / n)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::baskets::Basket;
    use crate::learn::Relation;

    /// All of these items related to one another.
    fn all_related(n_items: u32, n_orders_of: Vec<u32>) -> TypedRelations {
        let row = |anchor: u32| {
            let others = (0..n_items).filter(|&item| item != anchor);
            others.map(|candidate| Relation { candidate, weight: 1.0, n_both: 1 }).collect()
        };
        let rows = (0..n_items).map(row).collect();
        TypedRelations {
            n_orders_of,
            rows: BTreeMap::from([(RelationType::BoughtTogether, rows)]),
            ..Default::default()
        }
    }

    /// Items 0, 1, 2 in ten orders of ten customers; 3 in three of them; 4 often, but elsewhere.
    fn log() -> Baskets {
        let order = |n: u32| Basket {
            items: if n < 3 {
                vec![0, 1, 2, 3]
            } else if n < 10 {
                vec![0, 1, 2]
            } else {
                vec![4]
            },
            customer: Some(n),
            ..Basket::default()
        };
        Baskets { n_items: 5, orders: (0..30).map(order).collect() }
    }

    fn found(log: &Baskets, need_of: &[Option<u32>], apart: fn(u32, u32) -> bool, floor: u32) -> Vec<Bundle> {
        let relations = all_related(5, vec![10, 10, 10, 3, 20]);
        find(&relations, log, &BundleRules { need_of, apart, floor })
    }

    const NEEDS: [Option<u32>; 5] = [Some(0), Some(1), Some(2), Some(3), Some(4)];

    fn items(bundles: &[Bundle]) -> Vec<&[u32]> {
        bundles.iter().map(|bundle| bundle.items.as_slice()).collect()
    }

    #[test]
    fn what_the_same_orders_hold_is_one_bundle_with_their_number() {
        let bundles = found(&log(), &NEEDS, |_, _| false, 5);
        assert_eq!(bundles, [Bundle { name: String::new(), items: vec![0, 1, 2], n_orders: 10 }]);
    }

    #[test]
    fn one_need_each_and_nothing_that_must_stay_apart() {
        let same_need = [Some(0), Some(1), Some(1), Some(3), Some(4)];
        let with_both = |bundle: &Bundle| bundle.items.contains(&1) && bundle.items.contains(&2);
        assert!(!found(&log(), &same_need, |_, _| false, 5).iter().any(with_both));
        let apart = |a: u32, b: u32| (a.min(b), a.max(b)) == (1, 2);
        let bundles = found(&log(), &NEEDS, apart, 5);
        assert_eq!(items(&bundles), [[0, 1], [0, 2]]);
        let unknown = [Some(0), Some(1), None, Some(3), Some(4)];
        assert_eq!(items(&found(&log(), &unknown, |_, _| false, 5)), [[0, 1]]);
    }

    #[test]
    fn the_floor_counts_customers_not_orders() {
        let mut log = log();
        for basket in &mut log.orders {
            basket.customer = basket.customer.map(|customer| customer % 4);
        }
        assert!(found(&log, &NEEDS, |_, _| false, 5).is_empty());
        assert_eq!(items(&found(&log, &NEEDS, |_, _| false, 4)), [[0, 1, 2]]);
        assert_eq!(n_customers(&log, &[0, 1, 4]), 2, "orders 0 and 4 are one customer's");
    }

    #[test]
    fn a_pair_must_be_related_in_both_directions_to_begin_a_bundle() {
        let mut relations = all_related(5, vec![10, 10, 10, 3, 20]);
        for row in relations.rows.get_mut(&RelationType::BoughtTogether).unwrap().iter_mut().skip(1) {
            row.clear();
        }
        let rules = BundleRules { need_of: &NEEDS, apart: |_, _| false, floor: 5 };
        assert!(find(&relations, &log(), &rules).is_empty());
    }
}
