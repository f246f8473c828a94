//! The rules file: what it may say, and that it makes sense before anything is derived by it.

use miette::Diagnostic;
use regex::Regex;
use serde::Deserialize;
use thiserror::Error;

use super::category::{self, CategoryRule};
use crate::catalog::UNKNOWN_CATEGORY;

/// Rules by which a catalogue is derived, checked and ready.
#[derive(Debug)]
pub struct Rules {
    product_code: Regex,
    notes: Vec<Regex>,
    drops: Vec<(Regex, String)>,
    pub(super) rewrites: Vec<(Regex, String)>,
    /// Matches any of `names`, the longest first.
    pub(super) any_name: Option<Regex>,
    /// How each name is spelled.
    pub(super) names: Vec<String>,
    pub(super) variant_words: Vec<Vec<String>>,
    categories: Vec<CategoryRule>,
}

/// What is wrong with a rules file.
#[derive(Debug, Error, Diagnostic)]
#[non_exhaustive]
pub enum RulesError {
    /// It is not TOML, or not of this shape.
    #[error("the rules cannot be read: {0}")]
    #[diagnostic(help("data/catalog-rules.toml is an example; its first lines say what each table means"))]
    Toml(#[from] toml::de::Error),
    /// A pattern is no regular expression.
    #[error("the pattern {pattern:?} is no regular expression: {source}")]
    #[diagnostic(help(
        "the syntax is that of the Rust crate `regex`; in TOML, write patterns in single quotes"
    ))]
    Pattern {
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        #[source]
        source: regex::Error,
    },
    /// A category rule without a word would never match.
    #[error("the rule for category {path:?} has no words")]
    #[diagnostic(help("give it words, or remove it"))]
    NoWords {
        /// The category path.
        path: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    product_code: String,
    notes: Vec<String>,
    drop: Vec<Drop>,
    titles: Titles,
    variants: Variants,
    category: Vec<Category>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Drop {
    code: String,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Titles {
    rewrite: Vec<(String, String)>,
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Variants {
    colors: Vec<String>,
    sizes: Vec<String>,
    letters: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Category {
    path: String,
    words: Vec<String>,
    #[serde(default)]
    except: Vec<String>,
}

impl Rules {
    /// Reads rules from the text of a TOML file.
    ///
    /// # Errors
    ///
    /// The text is no TOML of the right shape, a pattern is no regular expression, or a category has no words.
    pub fn parse(text: &str) -> Result<Self, RulesError> {
        let file: File = toml::from_str(text)?;
        let mut names = file.titles.names;
        names.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        let drops = file.drop.into_iter().map(|drop| Ok((pattern(&drop.code)?, drop.reason)));
        let rewrites = file.titles.rewrite.into_iter().map(|(from, to)| Ok((pattern(&from)?, to)));
        let variants = &file.variants;
        let variant_words = [&variants.colors, &variants.sizes, &variants.letters].into_iter().flatten();
        let mut variant_words: Vec<Vec<String>> = variant_words.map(|words| category::words(words)).collect();
        variant_words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        Ok(Self {
            product_code: pattern(&file.product_code)?,
            notes: file.notes.iter().map(|note| pattern(note)).collect::<Result<_, _>>()?,
            drops: drops.collect::<Result<_, RulesError>>()?,
            rewrites: rewrites.collect::<Result<_, RulesError>>()?,
            any_name: any_of(&names)?,
            names,
            variant_words,
            categories: file.category.into_iter().map(category_rule).collect::<Result<_, _>>()?,
        })
    }

    pub(super) fn is_product_code(&self, code: &str) -> bool {
        self.product_code.is_match(code)
    }

    pub(super) fn is_note(&self, description: &str) -> bool {
        description.is_empty() || self.notes.iter().any(|note| note.is_match(description))
    }

    pub(super) fn drop_reason(&self, code: &str) -> Option<&str> {
        self.drops.iter().find(|(codes, _)| codes.is_match(code)).map(|(_, reason)| reason.as_str())
    }

    /// The category path of the first rule that matches; `["Other"]` if none does.
    pub(super) fn category_of(&self, title: &str) -> Vec<String> {
        let words = category::words(title);
        match self.categories.iter().find(|rule| rule.matches(&words)) {
            Some(rule) => rule.path.clone(),
            None => vec![UNKNOWN_CATEGORY.to_owned()],
        }
    }
}

fn pattern(text: &str) -> Result<Regex, RulesError> {
    Regex::new(text).map_err(|source| RulesError::Pattern { pattern: text.to_owned(), source })
}

/// A pattern for any of the names as whole words in any letter case; `None` if there are none.
fn any_of(names: &[String]) -> Result<Option<Regex>, RulesError> {
    if names.is_empty() {
        return Ok(None);
    }
    let escaped: Vec<String> = names.iter().map(|name| regex::escape(name)).collect();
    pattern(&format!(r"(?i)\b(?:{})\b", escaped.join("|"))).map(Some)
}

fn category_rule(rule: Category) -> Result<CategoryRule, RulesError> {
    if rule.words.is_empty() {
        return Err(RulesError::NoWords { path: rule.path });
    }
    Ok(CategoryRule::new(&rule.path, &rule.words, &rule.except))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALLEST: &str = r"
        product_code = '^\d+$'
        notes = []
        drop = []
        category = []
        [titles]
        rewrite = []
        names = []
        [variants]
        colors = []
        sizes = []
        letters = []
    ";

    #[test]
    fn the_smallest_file_is_enough() {
        let rules = Rules::parse(SMALLEST).unwrap();
        assert!(rules.is_product_code("123"));
        assert_eq!(rules.category_of("Red mug"), ["Other"]);
    }

    #[test]
    fn mistakes_are_named() {
        let misspelled = SMALLEST.replace("notes", "nots");
        assert!(matches!(Rules::parse(&misspelled), Err(RulesError::Toml(_))));
        let unclosed = SMALLEST.replace("notes = []", "notes = ['(']");
        assert!(Rules::parse(&unclosed).unwrap_err().to_string().contains("\"(\""));
        let wordless = SMALLEST.replace("category = []", "category = [{ path = 'Mugs', words = [] }]");
        assert!(Rules::parse(&wordless).unwrap_err().to_string().contains("Mugs"));
    }
}
