//! What orders with a category hold besides: the fallback for items of which too little is known.
//!
//! For a category, count the orders that held any of its items (those of its sub-categories, too), and for every
//! item outside it the orders that held both. What is bought with everything says nothing, so relations are ranked
//! by how much more often the category's orders hold the item than all orders do (the leverage of association rules
//! per order with the category: G. Piatetsky-Shapiro, *Discovery, Analysis and Presentation of Strong Rules*, 1991).

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{OrderIndex, Pair, PairCounter, Relation};
use crate::catalog::Catalog;
use crate::num::{to_f32, to_u32, to_usize};

/// Most relations of a category: a fallback never needs more.
const MAX_RELATIONS: usize = 8;

/// What goes with a category.
#[derive(Debug, Clone, PartialEq)]
pub struct CategoryRow {
    /// The category's path from the top.
    pub category: Vec<String>,
    /// Orders with any of its items.
    pub n_orders: u32,
    /// Items outside the category, strongest first.
    pub relations: Vec<Relation>,
}

/// The rows of all categories that have any, by ascending path. Pairs of fewer customers than `floor` do not enter.
#[must_use]
pub fn relate_categories(catalog: &Catalog, index: &OrderIndex<'_>, floor: u32) -> Vec<CategoryRow> {
    let mut items_of: BTreeMap<&[String], Vec<u32>> = BTreeMap::new();
    for (position, item) in (0_u32..).zip(&catalog.items) {
        for path in (1..=item.category.len()).filter_map(|depth| item.category.get(..depth)) {
            items_of.entry(path).or_default().push(position);
        }
    }
    let categories: Vec<(&[String], Vec<u32>)> = items_of.into_iter().collect();
    categories
        .into_par_iter()
        .map_init(
            || PairCounter::new(index),
            |counter, (path, items)| {
                let orders = orders_with(index, &items);
                let relations = relations(counter, &orders, &items, index, floor);
                CategoryRow { category: path.to_vec(), n_orders: to_u32(orders.len()), relations }
            },
        )
        .filter(|row| !row.relations.is_empty())
        .collect()
}

/// The orders with any of these items, customer by customer.
fn orders_with(index: &OrderIndex<'_>, items: &[u32]) -> Vec<u32> {
    let orders = items.iter().flat_map(|&item| index.orders_of(item));
    let mut orders: Vec<(u32, u32)> = orders.map(|&order| (index.customer_of(order), order)).collect();
    orders.sort_unstable();
    orders.dedup();
    orders.into_iter().map(|(_, order)| order).collect()
}

fn relations(
    counter: &mut PairCounter<'_>,
    orders: &[u32],
    own: &[u32],
    index: &OrderIndex<'_>,
    floor: u32,
) -> Vec<Relation> {
    let n_category = to_f32(orders.len());
    let n_all = to_f32(to_usize(index.n_orders()));
    let mut relations = Vec::new();
    for Pair { item, n_both, n_customers } in counter.count_in(orders) {
        if n_customers < floor || own.binary_search(&item).is_ok() {
            continue;
        }
        let usual = to_f32(to_usize(index.n_orders_of(item))) / n_all;
        let weight = to_f32(to_usize(n_both)) / n_category - usual;
        if weight > 0.0 {
            relations.push(Relation { candidate: item, weight, n_both });
        }
    }
    relations.sort_unstable_by(|a, b| {
        b.weight.total_cmp(&a.weight).then(b.n_both.cmp(&a.n_both)).then(a.candidate.cmp(&b.candidate))
    });
    relations.truncate(MAX_RELATIONS);
    relations
}

#[cfg(test)]
mod tests {
    use super::relate_categories;
    use crate::baskets::Baskets;
    use crate::catalog::{Catalog, CatalogItem};
    use crate::learn::OrderIndex;
    use crate::learn::testing::baskets;

    fn shop() -> Catalog {
        let item = |(sku, path): (&str, &str)| CatalogItem {
            sku: sku.to_owned(),
            title: sku.to_owned(),
            category: CatalogItem::parse_category(path),
            ..CatalogItem::default()
        };
        let items = [("A", "Tea > Cups"), ("B", "Tea > Pots"), ("C", "Garden"), ("D", "Garden")];
        Catalog { items: items.map(item).to_vec(), ..Catalog::default() }
    }

    fn rows(log: &Baskets, floor: u32) -> Vec<String> {
        let rows = relate_categories(&shop(), &OrderIndex::new(log), floor);
        let told = |row: super::CategoryRow| {
            let relations = row.relations.iter();
            let relations: Vec<(u32, u32)> =
                relations.map(|relation| (relation.candidate, relation.n_both)).collect();
            format!("{}: of {} orders {relations:?}", row.category.join(" > "), row.n_orders)
        };
        rows.into_iter().map(told).collect()
    }

    #[test]
    fn counts_orders_with_any_item_of_a_category_and_what_they_hold_outside_it() {
        let log = baskets(4, &[&[0, 2], &[1, 2], &[0, 1, 2], &[3], &[3]]);
        let got = rows(&log, 1);
        assert_eq!(got[0], "Tea: of 3 orders [(2, 3)]", "B is within tea, D is never with it");
        assert_eq!(got[1], "Tea > Cups: of 2 orders [(2, 2), (1, 1)]");
    }

    #[test]
    fn the_floor_counts_customers_and_not_their_orders() {
        let mut log = baskets(4, &[&[0, 2], &[0, 2], &[0, 2], &[3]]);
        for order in &mut log.orders {
            order.customer = Some(7);
        }
        assert!(rows(&log, 2).is_empty(), "three orders of one customer");
    }
}
