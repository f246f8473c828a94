//! From an order log to a catalogue, for shops whose log is all there is: titles, prices, categories and families
//! by rules from one file.
//!
//! A code becomes an item if it looks like a product's, was sold at a price, and has a description that is no
//! stock-keeper's note. Its title is the most frequent such description, tidied; its price the median one; its
//! category that of the first rule that matches the title; its family is shared with the items whose titles
//! differ only in a color, a size or a letter. The same lines in any order give the same catalogue.

mod category;
mod family;
mod rules;
mod title;
mod write;

use std::collections::BTreeMap;

use crate::catalog::{Catalog, CatalogItem};
use crate::input::OrderLog;

pub use rules::{Rules, RulesError};
pub use write::{catalog_csv, dropped_csv};

/// A catalogue and what was left out of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Derived {
    /// The items, without the codes below.
    pub catalog: Catalog,
    /// By ascending code.
    pub dropped: Vec<Dropped>,
}

/// A code of the log that is no item of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// The code, in capitals.
    pub code: String,
    /// Its most frequent description, if it has any.
    pub description: String,
    /// Why it was left out.
    pub reason: String,
    /// Lines of the log with it.
    pub n_rows: u64,
}

/// Why a code that no rule drops by name is left out all the same.
const NOT_A_PRODUCT_CODE: &str = "not a product code";
const NEVER_SOLD: &str = "never sold at a price";
const ONLY_NOTES: &str = "no description but stock notes";

/// Everything the log says about one code.
#[derive(Debug, Default)]
struct Facts {
    n_rows: u64,
    /// Lines per description, blanks tidied; without empty ones.
    descriptions: BTreeMap<String, u64>,
    /// Of the sales, in thousandths, above zero.
    prices: Vec<i64>,
}

/// Derives the catalogue of a log.
#[must_use]
pub fn derive(log: &OrderLog, rules: &Rules) -> Derived {
    let mut items = Vec::new();
    let mut dropped = Vec::new();
    for (code, mut facts) in gather(log) {
        match derive_item(&code, &mut facts, rules) {
            Ok(item) => items.push(item),
            Err(reason) => {
                let description = most_frequent(facts.descriptions.iter()).unwrap_or_default().to_owned();
                dropped.push(Dropped { code, description, reason, n_rows: facts.n_rows });
            }
        }
    }
    family::assign(&mut items, rules);
    let (catalog, _) = Catalog::new(items);
    Derived { catalog, dropped }
}

/// Codes that differ only in letter case are one, in capitals.
fn gather(log: &OrderLog) -> BTreeMap<String, Facts> {
    let mut facts: BTreeMap<String, Facts> = BTreeMap::new();
    for line in &log.lines {
        let of_code = facts.entry(log.skus.name(line.sku).to_ascii_uppercase()).or_default();
        of_code.n_rows += 1;
        if let Some(title) = line.title {
            let tidied = log.titles.name(title).split_whitespace().collect::<Vec<_>>().join(" ");
            *of_code.descriptions.entry(tidied).or_default() += 1;
        }
        if line.quantity_thousandths > 0 {
            of_code.prices.extend(line.price_thousandths.filter(|price| *price > 0));
        }
    }
    facts
}

/// The item, or why the code is none.
fn derive_item(code: &str, facts: &mut Facts, rules: &Rules) -> Result<CatalogItem, String> {
    if let Some(reason) = rules.drop_reason(code) {
        return Err(reason.to_owned());
    }
    if !rules.is_product_code(code) {
        return Err(NOT_A_PRODUCT_CODE.to_owned());
    }
    let price_hundredths = median_hundredths(&mut facts.prices).ok_or(NEVER_SOLD)?;
    let real = facts.descriptions.iter().filter(|(description, _)| !rules.is_note(description));
    let title = title::tidy(most_frequent(real).ok_or(ONLY_NOTES)?, rules);
    let category = rules.category_of(&title);
    Ok(CatalogItem {
        sku: code.to_owned(),
        title,
        price_hundredths,
        category,
        family: None,
        attributes: BTreeMap::new(),
    })
}

/// The description of the most lines; the first in byte order of several.
fn most_frequent<'a>(descriptions: impl Iterator<Item = (&'a String, &'a u64)>) -> Option<&'a str> {
    descriptions
        .min_by_key(|(text, n_lines)| (std::cmp::Reverse(**n_lines), *text))
        .map(|(text, _)| text.as_str())
}

/// The middle price, the lower of two middle ones, rounded half up; `None` if there is none or it does not fit.
fn median_hundredths(prices_thousandths: &mut [i64]) -> Option<u32> {
    prices_thousandths.sort_unstable();
    let middle = prices_thousandths.get(prices_thousandths.len().checked_sub(1)? / 2)?;
    u32::try_from(middle.checked_add(5)?.div_euclid(10)).ok()
}

#[cfg(test)]
mod tests {
    use super::median_hundredths;

    #[test]
    fn the_median_is_a_price_that_was_asked() {
        assert_eq!(median_hundredths(&mut [2_550, 2_950, 2_100]), Some(255));
        assert_eq!(median_hundredths(&mut [2_550, 2_950]), Some(255));
        assert_eq!(median_hundredths(&mut [1_005]), Some(101));
        assert_eq!(median_hundredths(&mut []), None);
    }
}
