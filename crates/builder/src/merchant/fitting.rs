//! Rules of what must fit, as the codes that the engine compares, and the verdict on a pair.

use std::collections::BTreeMap;

use goeswith_engine::compatibility::{Fit, UNTOLD, VALUE_BITS, WANTS, fit};
use serde::Deserialize;

use super::taxonomy::Taxonomy;
use crate::catalog::{Catalog, CatalogItem};
use crate::learn::TypedRelations;
use crate::num::{to_u32, to_usize};

/// Orders with both items from which on two items likely fit, though nobody checked.
pub const LIKELY_ORDERS: u32 = 10;

/// A rule: one attribute of the items of two categories must match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fitting {
    pub(super) anchor_category: Vec<String>,
    pub(super) anchor_attribute: String,
    pub(super) candidate_category: Vec<String>,
    pub(super) candidate_attribute: String,
    pub(super) matching: Match,
}

/// When two values match; letter case and spaces around do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Match {
    /// They are the same.
    Equal,
    /// Divided at each `|`, they have one in common.
    ContainsAny,
}

/// What is known of whether one item fits another, where a rule is about both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Both values are known, and match.
    Verified,
    /// A value is not known, but the merchant or enough orders pair the two.
    Likely,
    /// A value is not known, and nothing speaks for it.
    Unknown,
    /// Both values are known, and do not match.
    Incompatible,
}

/// What items offer and want.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Compatibility {
    /// Number of rules.
    pub n_rules: u32,
    /// Per item: codes as [`goeswith_engine::compatibility`] defines them, ascending. Empty when there is no rule.
    pub codes_of_item: Vec<Vec<u32>>,
}

impl Taxonomy {
    /// The rules as codes per item.
    #[must_use]
    pub fn compatibility(&self, catalog: &Catalog) -> Compatibility {
        if self.fittings.is_empty() {
            return Compatibility::default();
        }
        let mut codes_of_item = vec![Vec::new(); catalog.items.len()];
        for (rule, fitting) in (0_u32..).zip(&self.fittings) {
            let mut numbers = BTreeMap::new();
            for item in &catalog.items {
                for value in fitting.offered(item).into_iter().chain(fitting.wanted(item)).flatten() {
                    let next = to_u32(numbers.len()) + 1;
                    numbers.entry(value).or_insert(next);
                }
            }
            let side = rule << (VALUE_BITS + 1);
            for (codes, item) in std::iter::zip(&mut codes_of_item, &catalog.items) {
                let number = |value: &String| numbers.get(value).copied().unwrap_or(UNTOLD);
                for (side, values) in [(side, fitting.offered(item)), (side | WANTS, fitting.wanted(item))] {
                    match values {
                        None => {}
                        Some(values) if values.is_empty() => codes.push(side | UNTOLD),
                        Some(values) => codes.extend(values.iter().map(|value| side | number(value))),
                    }
                }
            }
        }
        for codes in &mut codes_of_item {
            codes.sort_unstable();
            codes.dedup();
        }
        Compatibility { n_rules: to_u32(self.fittings.len()), codes_of_item }
    }
}

impl Fitting {
    /// The values that an item offers: `None` when the rule is not about it, empty when they are not known.
    fn offered(&self, item: &CatalogItem) -> Option<Vec<String>> {
        self.values(item, &self.anchor_category, &self.anchor_attribute)
    }

    /// The values that an item wants, likewise.
    fn wanted(&self, item: &CatalogItem) -> Option<Vec<String>> {
        self.values(item, &self.candidate_category, &self.candidate_attribute)
    }

    fn values(&self, item: &CatalogItem, category: &[String], attribute: &str) -> Option<Vec<String>> {
        if !item.category.starts_with(category) {
            return None;
        }
        let text = item.attributes.get(attribute).map_or("", String::as_str);
        let values: Vec<&str> = match self.matching {
            Match::Equal => vec![text],
            Match::ContainsAny => text.split('|').collect(),
        };
        let values = values.into_iter().map(|value| value.trim().to_lowercase());
        Some(values.filter(|value| !value.is_empty()).collect())
    }
}

impl Compatibility {
    /// What the rules say of two items; which is which does not matter.
    #[must_use]
    pub fn fit(&self, a: u32, b: u32) -> Fit {
        let codes = |item: u32| self.codes_of_item.get(to_usize(item)).map_or(&[][..], Vec::as_slice);
        fit(codes(a), codes(b))
    }

    /// The verdict on a pair that is related: `is_declared` by the merchant, or in `n_both` orders. `None` when no
    /// rule is about both.
    #[must_use]
    pub fn verdict(&self, a: u32, b: u32, is_declared: bool, n_both: u32) -> Option<Verdict> {
        match self.fit(a, b) {
            Fit::NoRule => None,
            Fit::Verified => Some(Verdict::Verified),
            Fit::Unchecked if is_declared || n_both >= LIKELY_ORDERS => Some(Verdict::Likely),
            Fit::Unchecked => Some(Verdict::Unknown),
            Fit::Incompatible => Some(Verdict::Incompatible),
        }
    }

    /// Takes out every relation whose items do not fit, whoever declared it. Returns how many.
    pub fn take_out_incompatible(&self, relations: &mut TypedRelations) -> u32 {
        let mut n_taken = 0;
        for rows in relations.rows.values_mut() {
            for (anchor, row) in (0_u32..).zip(rows) {
                row.retain(|relation| {
                    let fits = self.fit(anchor, relation.candidate) != Fit::Incompatible;
                    n_taken += u32::from(!fits);
                    fits
                });
            }
        }
        relations.rows.retain(|_, rows| rows.iter().any(|row| !row.is_empty()));
        n_taken
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::merchant::testing::{camera_relations, catalog, pairs_of};

    const MOUNTS: &str = "[[compatibility]]
        anchor_category = 'Cameras'
        candidate_category = 'Lenses'
        attribute = 'mount'
        match = 'contains-any'";

    fn compatibility(text: &str) -> Compatibility {
        Taxonomy::parse(Path::new("taxonomy.toml"), text, &catalog()).unwrap().compatibility(&catalog())
    }

    #[test]
    fn a_pair_is_verified_likely_unknown_or_incompatible() {
        let mounts = compatibility(MOUNTS);
        let camera = 1;
        assert_eq!(mounts.verdict(camera, 3, false, 0), Some(Verdict::Verified), "E | EF takes E");
        assert_eq!(mounts.verdict(camera, 4, true, 99), Some(Verdict::Incompatible));
        assert_eq!(mounts.verdict(camera, 5, false, LIKELY_ORDERS), Some(Verdict::Likely));
        assert_eq!(mounts.verdict(camera, 5, true, 0), Some(Verdict::Likely));
        assert_eq!(mounts.verdict(camera, 5, false, 0), Some(Verdict::Unknown));
        assert_eq!(mounts.verdict(camera, 0, false, 0), None, "no rule is about bags");
    }

    #[test]
    fn equal_compares_the_whole_value() {
        let equal = compatibility(&MOUNTS.replace("contains-any", "equal"));
        assert_eq!(equal.fit(1, 3), Fit::Incompatible, "E is not E | EF");
    }

    #[test]
    fn what_does_not_fit_is_in_no_relation() {
        let mut relations = camera_relations(&[(4, 9.0), (3, 2.0), (5, 1.0)]);
        assert_eq!(compatibility(MOUNTS).take_out_incompatible(&mut relations), 1);
        let kept: Vec<u32> = pairs_of(&relations, 1).into_iter().map(|(_, candidate)| candidate).collect();
        assert_eq!(kept, [3, 5]);
    }

    #[test]
    fn without_rules_there_are_no_codes() {
        assert_eq!(compatibility(""), Compatibility::default());
    }
}
