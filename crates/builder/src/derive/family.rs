//! Families: items whose titles differ only in a color, a size or a letter.

use std::collections::BTreeMap;

use super::category::{position, words};
use super::rules::Rules;
use crate::catalog::CatalogItem;

/// Codes of the same product begin with the same digits.
const STEM_LEN: usize = 5;

/// Titles of unrelated codes must still say this much once the variant words are gone: "red" and "blue" alone do
/// not make a family of everything that is a "mug".
const MIN_WORDS_ACROSS_STEMS: usize = 2;

/// Names the family of each item that has one.
pub(super) fn assign(items: &mut [CatalogItem], rules: &Rules) {
    let mut members: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (position, item) in items.iter().enumerate() {
        let rest = without_variant_words(&item.title, rules);
        if rest.is_empty() {
            continue;
        }
        let joined = rest.join("-");
        let family = if rest.len() < MIN_WORDS_ACROSS_STEMS {
            let stem: String = item.sku.chars().take(STEM_LEN).collect();
            format!("{joined}-{stem}")
        } else {
            joined
        };
        members.entry(family).or_default().push(position);
    }
    for (family, positions) in members {
        if positions.len() < 2 {
            continue;
        }
        for position in positions {
            if let Some(item) = items.get_mut(position) {
                item.family = Some(family.clone());
            }
        }
    }
}

/// The words of the title in their order, without those that tell variants apart.
fn without_variant_words(title: &str, rules: &Rules) -> Vec<String> {
    let mut rest = words(title);
    for phrase in &rules.variant_words {
        while let Some(start) = position(&rest, phrase) {
            rest.drain(start..start + phrase.len());
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn families(items: &[(&str, &str)]) -> Vec<Option<String>> {
        let rules = Rules::parse(
            r#"
            product_code = ''
            notes = []
            drop = []
            category = []
            [titles]
            rewrite = []
            names = []
            [variants]
            colors = ["red", "blue", "sky blue"]
            sizes = ["large"]
            letters = ["letter a", "letter b"]
            "#,
        );
        let item = |(sku, title): &(&str, &str)| CatalogItem {
            sku: (*sku).to_owned(),
            title: (*title).to_owned(),
            price_hundredths: 0,
            category: vec!["Other".to_owned()],
            family: None,
            attributes: BTreeMap::new(),
        };
        let mut items: Vec<CatalogItem> = items.iter().map(item).collect();
        assign(&mut items, &rules.unwrap());
        items.into_iter().map(|item| item.family).collect()
    }

    #[test]
    fn titles_that_differ_in_variant_words_only_are_one_family() {
        let found = families(&[
            ("10001", "Red tea towel"),
            ("10002", "Large sky blue tea towel"),
            ("10003", "Red polkadot tea towel"),
        ]);
        assert_eq!(found, [Some("tea-towel".to_owned()), Some("tea-towel".to_owned()), None]);
    }

    #[test]
    fn a_single_common_word_needs_a_common_stem() {
        assert_eq!(families(&[("10001", "Red mug"), ("10002", "Blue mug")]), [None, None]);
        let found = families(&[("10001A", "Red mug"), ("10001B", "Blue mug")]);
        assert_eq!(found, [Some("mug-10001".to_owned()), Some("mug-10001".to_owned())]);
    }

    #[test]
    fn letters_are_variants_too() {
        let found = families(&[("1", "Letter A key ring"), ("2", "Letter B key ring")]);
        assert_eq!(found, [Some("key-ring".to_owned()), Some("key-ring".to_owned())]);
    }
}
