//! A catalogue for a log that comes without one: what the order lines themselves say.

use std::collections::BTreeMap;

use super::orders::OrderLog;
use crate::catalog::{Catalog, CatalogItem, UNKNOWN_CATEGORY};

/// One item per SKU, letter case apart (written in capitals): its title is the one most lines have (of several the
/// first in the alphabet), else the SKU. Categories, families and prices are unknown.
#[must_use]
pub fn catalog_of(log: &OrderLog) -> Catalog {
    let skus: Vec<String> = log.skus.iter().map(|sku| sku.trim().to_ascii_uppercase()).collect();
    let mut titles: BTreeMap<&str, BTreeMap<&str, u64>> = BTreeMap::new();
    for line in &log.lines {
        let sku = usize::try_from(line.sku).ok().and_then(|number| skus.get(number));
        let Some(sku) = sku else { continue };
        let titles = titles.entry(sku).or_default();
        if let Some(title) = line.title {
            *titles.entry(log.titles.name(title)).or_insert(0) += 1;
        }
    }
    let item = |(sku, titles): (&str, BTreeMap<&str, u64>)| {
        // Titles ascend, and of equally frequent ones the last in this order is the first in the alphabet.
        let title = titles.into_iter().rev().max_by_key(|&(_, n)| n).map_or(sku, |(title, _)| title);
        CatalogItem {
            sku: sku.to_owned(),
            title: title.to_owned(),
            price_hundredths: 0,
            category: vec![UNKNOWN_CATEGORY.to_owned()],
            family: None,
            attributes: BTreeMap::new(),
        }
    };
    Catalog { items: titles.into_iter().map(item).collect(), currency: None }
}

#[cfg(test)]
mod tests {
    use super::catalog_of;
    use crate::input::{OrderLine, OrderLog};

    #[test]
    fn an_item_has_its_most_frequent_title_whatever_the_case_of_its_sku() {
        let mut log = OrderLog::default();
        let rows = [
            ("b1", Some("Mug")),
            ("B1", Some("Cup")),
            ("b1", Some("Cup")),
            ("a1", None),
            ("C1", Some("Tray")),
            ("c1", Some("Bowl")),
        ];
        for (sku, title) in rows {
            let sku = log.skus.intern(sku).unwrap();
            let title = title.and_then(|title| log.titles.intern(title));
            log.lines.push(OrderLine {
                order: 0,
                sku,
                customer: None,
                title,
                quantity_thousandths: 1_000,
                price_thousandths: None,
                placed_at_s: None,
            });
        }
        let catalog = catalog_of(&log);
        let items: Vec<(&str, &str)> =
            catalog.items.iter().map(|item| (item.sku.as_str(), item.title.as_str())).collect();
        assert_eq!(items, [("A1", "A1"), ("B1", "Cup"), ("C1", "Bowl")]);
    }
}
