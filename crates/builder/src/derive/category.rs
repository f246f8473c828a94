//! Which category a title belongs to: whole words and phrases, singular and plural alike.

use crate::catalog::CatalogItem;

/// One rule: a title with any of the phrases, and none of the exceptions, is in the category.
#[derive(Debug)]
pub(super) struct CategoryRule {
    pub(super) path: Vec<String>,
    phrases: Vec<Vec<String>>,
    exceptions: Vec<Vec<String>>,
}

impl CategoryRule {
    pub(super) fn new(path: &str, phrases: &[String], exceptions: &[String]) -> Self {
        let split = |phrases: &[String]| phrases.iter().map(|phrase| words(phrase)).collect();
        Self {
            path: CatalogItem::parse_category(path),
            phrases: split(phrases),
            exceptions: split(exceptions),
        }
    }

    pub(super) fn matches(&self, title_words: &[String]) -> bool {
        let is_in = |phrase: &Vec<String>| position(title_words, phrase).is_some();
        self.phrases.iter().any(is_in) && !self.exceptions.iter().any(is_in)
    }
}

/// Where the phrase stands in the title, in words.
pub(super) fn position(title_words: &[String], phrase: &[String]) -> Option<usize> {
    if phrase.is_empty() {
        return None;
    }
    title_words.windows(phrase.len()).position(|window| window == phrase)
}

/// The words of a text in small letters and the singular: `Children's Tea Cosies` → `children`, `tea`, `cosy`.
/// A hyphen joins (`t-light` is one word), everything else that is no letter or digit separates.
pub(super) fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .replace("'s", "")
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .map(|word| word.trim_matches('-'))
        .filter(|word| !word.is_empty())
        .map(singular)
        .collect()
}

/// Good enough for both sides of a comparison; not always the dictionary's.
fn singular(word: &str) -> String {
    const MIN_LEN: usize = 4;
    if word.len() < MIN_LEN {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    for ending in ["xes", "ches", "shes", "sses"] {
        if let Some(stem) = word.strip_suffix(ending) {
            return format!("{stem}{}", ending.strip_suffix("es").unwrap_or(ending));
        }
    }
    match word.strip_suffix('s') {
        Some(stem) if !stem.ends_with(['a', 'i', 's', 'u']) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_singular_and_small() {
        assert_eq!(words("Children's Tea Cosies"), ["children", "tea", "cosy"]);
        assert_eq!(words("T-light boxes, glass (12)"), ["t-light", "box", "glass", "12"]);
        assert_eq!(words("Christmas in Paris"), ["christmas", "in", "paris"]);
    }

    #[test]
    fn phrases_match_whole_words_only() {
        let rule =
            CategoryRule::new("Mugs", &["mug".to_owned(), "tea cup".to_owned()], &["mug cosy".to_owned()]);
        let matches = |title: &str| rule.matches(&words(title));
        assert!(matches("Set of 4 mugs"));
        assert!(matches("Tea cups with roses"));
        assert!(!matches("Smug cat"));
        assert!(!matches("Cup of tea"));
        assert!(!matches("Red mug cosy"));
    }
}
