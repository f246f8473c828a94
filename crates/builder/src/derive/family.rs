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
