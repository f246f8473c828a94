//! `bundles.csv`: the merchant's own bundles, with columns `name,skus`; SKUs divided by `|`.
//!
//! They keep the rules of all bundles: two to five items, one need each, nothing that is a variant or substitute of
//! another or does not fit it.

use std::path::Path;

use super::error::{MerchantError, read_text};
use super::lookup;
use crate::catalog::Catalog;
use crate::learn::OrderIndex;
use crate::learn::bundles::{Bundle, BundleRules, MAX_LEN, orders_with_all};
use crate::num::{to_u32, to_usize};

/// Reads and checks the file. Where fewer customers than the floor bought all items, a bundle has no orders.
///
/// # Errors
/// The file cannot be read, or a bundle breaks a rule; the message says which line.
pub fn read_bundles<F: Fn(u32, u32) -> bool>(
    path: &Path,
    catalog: &Catalog,
    orders: &OrderIndex<'_>,
    n_customers: impl Fn(&[u32]) -> u32,
    rules: &BundleRules<'_, F>,
) -> Result<Vec<Bundle>, MerchantError> {
    let text = read_text(path)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let at = |line: u64| format!("{}:{line}", path.display());
    let shape = "the first line must be name,skus, and SKUs are divided by |";
    if reader.headers().is_ok_and(|header| header != ["name", "skus"].as_slice()) {
        return Err(MerchantError::entry(at(1), "the columns are not name and skus", shape));
    }
    let mut bundles = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(1, csv::Position::line);
            MerchantError::entry(at(line), error.to_string(), shape)
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let refuse = |(what, help): (String, String)| MerchantError::entry(at(line), what, help);
        let (name, skus) = (record.get(0).unwrap_or_default(), record.get(1).unwrap_or_default());
        let items = check(skus, catalog, rules).map_err(refuse)?;
        let held = orders_with_all(orders, &items);
        let n_orders = if n_customers(&held) < rules.floor { 0 } else { to_u32(held.len()) };
        bundles.push(Bundle { name: name.to_owned(), items, n_orders });
    }
    Ok(bundles)
}

/// The items of one bundle, ascending.
fn check<F: Fn(u32, u32) -> bool>(
    skus: &str,
    catalog: &Catalog,
    rules: &BundleRules<'_, F>,
) -> Result<Vec<u32>, lookup::Unknown> {
    let items = skus.split('|').map(|sku| lookup::item(catalog, sku.trim()));
    let mut items: Vec<u32> = items.collect::<Result<_, _>>()?;
    items.sort_unstable();
    items.dedup();
    if !(2..=MAX_LEN).contains(&items.len()) {
        return Err((
            format!("a bundle has two to {MAX_LEN} different items, and this has {}", items.len()),
            format!("name two to {MAX_LEN} items, divided by |"),
        ));
    }
    let sku = |item: u32| catalog.items.get(to_usize(item)).map_or("", |item| item.sku.as_str());
    for (at, &a) in items.iter().enumerate() {
        for &b in items.iter().skip(at + 1) {
            let need = |item: u32| rules.need_of.get(to_usize(item)).copied().flatten();
            if need(a).is_some() && need(a) == need(b) {
                return Err((
                    format!("{} and {} are for the same need", sku(a), sku(b)),
                    "leave one out, or give their categories different needs in taxonomy.toml".to_owned(),
                ));
            }
            if (rules.apart)(a, b) {
                return Err((
                    format!("{} and {} are variants, substitutes, or do not fit", sku(a), sku(b)),
                    "leave one out".to_owned(),
                ));
            }
        }
    }
    Ok(items)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::baskets::{Basket, Baskets};
    use crate::learn::bundles::n_customers;
    use crate::merchant::testing::catalog;
    use crate::merchant::{Taxonomy, needs_of};

    fn read(lines: &str) -> Result<Vec<Bundle>, MerchantError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bundles.csv");
        std::fs::write(&path, format!("name,skus\n{lines}\n")).unwrap();
        let catalog = catalog();
        let order = |n: u32| Basket { items: vec![0, 1], customer: Some(n), ..Basket::default() };
        let log = Baskets { n_items: 7, orders: (0..6).map(order).collect() };
        let need_of = needs_of(&catalog, &Taxonomy::default());
        let apart = |a: u32, b: u32| (a, b) == (1, 4);
        let rules = BundleRules { need_of: &need_of, apart, floor: 5 };
        read_bundles(&path, &catalog, &OrderIndex::new(&log), |orders| n_customers(&log, orders), &rules)
    }

    #[test]
    fn the_merchants_bundles_have_the_orders_that_held_them() {
        let bundles = read("Starter kit,CAM | BAG\nTravel,CAM|CARD|BAG").unwrap();
        assert_eq!(bundles[0], Bundle { name: "Starter kit".to_owned(), items: vec![0, 1], n_orders: 6 });
        assert_eq!((bundles[1].items.len(), bundles[1].n_orders), (3, 0));
    }

    #[test]
    fn a_bundle_that_breaks_a_rule_is_told_with_its_line() {
        for (line, what) in [
            ("x,CAM|CAM", "this has 1"),
            ("x,CAM|BAK", "no item \"BAK\""),
            ("x,LENS|LENS-X", "the same need"),
            ("x,CAM|LENS-N", "do not fit"),
        ] {
            let told = read(&format!("Kit,CAM|BAG\n{line}")).unwrap_err().to_string();
            assert!(told.contains("bundles.csv:3: ") && told.contains(what), "{told}");
        }
    }
}
