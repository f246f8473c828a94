//! `taxonomy.toml`: which kinds of things go with which, what they are for, and what must fit.
//!
//! ```toml
//! [[relation]]            # only these types from one category to the other; none: they are never related
//! anchor_category = "Sweets"
//! candidate_category = "Toothpaste"
//! types = []
//!
//! [[need]]                # what items of a category are for; without, their leaf category
//! category = "Bags > Camera bags"
//! need = "something to carry it in"
//!
//! [[sensitive]]           # what is never suggested beside other things, nor remembered; or `topic = ""`: it is not
//! category = "Adult"
//! topic = "intimate"
//!
//! [[compatibility]]       # what must fit
//! anchor_category = "Cameras"
//! candidate_category = "Lenses"
//! attribute = "mount"     # or anchor_attribute and candidate_attribute
//! match = "contains-any"  # values divided by |, one in common is enough; or "equal"
//! ```
//!
//! A category stands for all below it. Of several `[[relation]]` all must allow; of several `[[need]]` the one for the
//! deepest category counts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use goeswith_engine::relation_type::RelationType;
use serde::Deserialize;

use super::error::{MerchantError, parse_toml, read_text};
use super::fitting::{Fitting, Match};
use super::lookup::{self, Unknown};
use crate::catalog::{Catalog, CatalogItem, UNKNOWN_CATEGORY};
use crate::learn::TypedRelations;
use crate::near::did_you_mean;
use crate::num::to_usize;

/// What the merchant says of categories, checked against the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Taxonomy {
    pub(super) allowed: Vec<Allowed>,
    /// The deepest categories first.
    needs: Vec<(Vec<String>, String)>,
    /// The deepest categories first.
    topics: Vec<(Vec<String>, String)>,
    pub(super) fittings: Vec<Fitting>,
}

/// The types allowed between two categories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Allowed {
    pub(super) anchor: Vec<String>,
    pub(super) candidate: Vec<String>,
    pub(super) types: Vec<RelationType>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    relation: Vec<RelationEntry>,
    #[serde(default)]
    need: Vec<NeedEntry>,
    #[serde(default)]
    sensitive: Vec<SensitiveEntry>,
    #[serde(default)]
    compatibility: Vec<CompatibilityEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RelationEntry {
    anchor_category: String,
    candidate_category: String,
    types: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NeedEntry {
    category: String,
    need: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SensitiveEntry {
    category: String,
    topic: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CompatibilityEntry {
    anchor_category: String,
    candidate_category: String,
    attribute: Option<String>,
    anchor_attribute: Option<String>,
    candidate_attribute: Option<String>,
    r#match: Match,
}

impl Taxonomy {
    /// Reads and checks the file.
    ///
    /// # Errors
    /// The file cannot be read, or an entry names what is not there.
    pub fn read(path: &Path, catalog: &Catalog) -> Result<Self, MerchantError> {
        Self::parse(path, &read_text(path)?, catalog)
    }

    /// The same for text that was read before; `path` is for the messages.
    ///
    /// # Errors
    /// As for [`read`](Self::read).
    pub fn parse(path: &Path, text: &str, catalog: &Catalog) -> Result<Self, MerchantError> {
        let file: File = parse_toml(path, text)?;
        let mut taxonomy = Self::default();
        let at = |table: &str, number: usize| format!("{}, [[{table}]] {number}", path.display());
        for (number, entry) in (1..).zip(file.relation) {
            let allowed = entry.check(catalog);
            taxonomy.allowed.push(
                allowed.map_err(|(what, help)| MerchantError::entry(at("relation", number), what, help))?,
            );
        }
        for (number, NeedEntry { category, need }) in (1..).zip(file.need) {
            let path = lookup::category(catalog, &category);
            let path = path.map_err(|(what, help)| MerchantError::entry(at("need", number), what, help))?;
            taxonomy.needs.push((path, need));
        }
        taxonomy.needs.sort_by_key(|(path, _)| std::cmp::Reverse(path.len()));
        for (number, SensitiveEntry { category, topic }) in (1..).zip(file.sensitive) {
            let path = lookup::category(catalog, &category);
            let path =
                path.map_err(|(what, help)| MerchantError::entry(at("sensitive", number), what, help))?;
            taxonomy.topics.push((path, topic));
        }
        taxonomy.topics.sort_by_key(|(path, _)| std::cmp::Reverse(path.len()));
        for (number, entry) in (1..).zip(file.compatibility) {
            let fitting = entry.check(catalog);
            taxonomy.fittings.push(
                fitting
                    .map_err(|(what, help)| MerchantError::entry(at("compatibility", number), what, help))?,
            );
        }
        Ok(taxonomy)
    }

    /// What an item is for: the need of the deepest category that has one, else its category path.
    #[must_use]
    pub fn need_of(&self, item: &CatalogItem) -> String {
        self.given_need_of(item).map_or_else(|| item.category_path(), str::to_owned)
    }

    /// What the merchant says that an item is for: the need of the deepest category that has one.
    #[must_use]
    pub fn given_need_of(&self, item: &CatalogItem) -> Option<&str> {
        deepest(&self.needs, item)
    }

    /// The sensitive topic that the merchant says of an item: that of the deepest category that has one; empty where it
    /// says that there is none.
    #[must_use]
    pub fn given_topic_of(&self, item: &CatalogItem) -> Option<&str> {
        deepest(&self.topics, item)
    }

    /// Takes out every relation that is not allowed between the categories of its items, unless `stands` says that
    /// the merchant has spoken for this very pair. Returns how many.
    pub fn restrict(
        &self,
        relations: &mut TypedRelations,
        catalog: &Catalog,
        stands: impl Fn(u32, u32) -> bool,
    ) -> u32 {
        let mut n_taken = 0;
        let category = |item: u32| catalog.items.get(to_usize(item)).map(|item| item.category.as_slice());
        for (relation_type, rows) in &mut relations.rows {
            for (anchor, row) in (0_u32..).zip(rows) {
                let rules: Vec<&Allowed> = self
                    .allowed
                    .iter()
                    .filter(|rule| category(anchor).is_some_and(|path| path.starts_with(&rule.anchor)))
                    .filter(|rule| !rule.types.contains(relation_type))
                    .collect();
                row.retain(|relation| {
                    let is_barred = rules.iter().any(|rule| {
                        category(relation.candidate).is_some_and(|path| path.starts_with(&rule.candidate))
                    });
                    let is_taken = is_barred && !stands(anchor, relation.candidate);
                    n_taken += u32::from(is_taken);
                    !is_taken
                });
            }
        }
        n_taken
    }
}

/// What is said of the deepest category around an item; the deepest are first.
fn deepest<'a>(said: &'a [(Vec<String>, String)], item: &CatalogItem) -> Option<&'a str> {
    said.iter().find(|(path, _)| item.category.starts_with(path)).map(|(_, said)| said.as_str())
}

impl RelationEntry {
    fn check(&self, catalog: &Catalog) -> Result<Allowed, Unknown> {
        Ok(Allowed {
            anchor: lookup::category(catalog, &self.anchor_category)?,
            candidate: lookup::category(catalog, &self.candidate_category)?,
            types: self.types.iter().map(|name| lookup::relation_type(name)).collect::<Result<_, _>>()?,
        })
    }
}

impl CompatibilityEntry {
    fn check(self, catalog: &Catalog) -> Result<Fitting, Unknown> {
        let anchor_category = lookup::category(catalog, &self.anchor_category)?;
        let candidate_category = lookup::category(catalog, &self.candidate_category)?;
        let (anchor, candidate) = match (self.attribute, self.anchor_attribute, self.candidate_attribute) {
            (Some(both), None, None) => (both.clone(), both),
            (None, Some(anchor), Some(candidate)) => (anchor, candidate),
            _ => {
                return Err((
                    "it is not clear which attributes to compare".to_owned(),
                    "give attribute, or both anchor_attribute and candidate_attribute".to_owned(),
                ));
            }
        };
        Ok(Fitting {
            anchor_attribute: attribute(catalog, &anchor_category, &anchor)?,
            candidate_attribute: attribute(catalog, &candidate_category, &candidate)?,
            anchor_category,
            candidate_category,
            matching: self.r#match,
        })
    }
}

/// An attribute that some item of the category has.
fn attribute(catalog: &Catalog, category: &[String], name: &str) -> Result<String, Unknown> {
    let within = catalog.items.iter().filter(|item| item.category.starts_with(category));
    let names = within.flat_map(|item| item.attributes.keys().map(String::as_str));
    if names.clone().any(|known| known == name) {
        return Ok(name.to_owned());
    }
    let what = format!("no item of {:?} has the attribute {name:?}", category.join(" > "));
    Err((what, did_you_mean(name, names)))
}

/// The number of each item's need; `None` where neither the merchant nor the catalogue tells it.
#[must_use]
pub fn needs_of(catalog: &Catalog, taxonomy: &Taxonomy) -> Vec<Option<u32>> {
    let needs: Vec<String> = catalog.items.iter().map(|item| taxonomy.need_of(item)).collect();
    let distinct: BTreeSet<&String> = needs.iter().filter(|need| *need != UNKNOWN_CATEGORY).collect();
    let numbers: BTreeMap<&String, u32> = distinct.into_iter().zip(0..).collect();
    needs.iter().map(|need| numbers.get(need).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merchant::testing::{camera_relations, catalog, pairs_of};

    fn parse(text: &str) -> Result<Taxonomy, MerchantError> {
        Taxonomy::parse(Path::new("taxonomy.toml"), text, &catalog())
    }

    const NO_TOYS: &str = "[[relation]]
        anchor_category = 'Cameras'
        candidate_category = 'Toys'
        types = []
        [[relation]]
        anchor_category = 'Cameras'
        candidate_category = 'Bags'
        types = ['protects']";

    #[test]
    fn what_is_not_allowed_between_two_categories_goes() {
        let learned = camera_relations(&[(0, 3.0), (2, 2.0), (6, 1.0)]);
        let mut relations = learned.clone();
        assert_eq!(parse(NO_TOYS).unwrap().restrict(&mut relations, &catalog(), |_, _| false), 2);
        assert_eq!(pairs_of(&relations, 1), [(RelationType::BoughtTogether, 2)]);
        let mut relations = learned;
        let stands = |anchor, candidate| (anchor, candidate) == (1, 6);
        assert_eq!(parse(NO_TOYS).unwrap().restrict(&mut relations, &catalog(), stands), 1);
    }

    #[test]
    fn the_need_of_the_deepest_category_counts() {
        let needs = "[[need]]
            category = 'Bags'
            need = 'luggage'
            [[need]]
            category = 'Bags > Camera bags'
            need = 'something to carry it in'";
        let taxonomy = parse(needs).unwrap();
        let items = catalog().items;
        assert_eq!(taxonomy.need_of(&items[0]), "something to carry it in");
        assert_eq!(taxonomy.need_of(&items[1]), "Cameras");
    }

    #[test]
    fn every_mistake_is_told_with_its_entry_and_what_was_meant() {
        for (from, to, parts) in [
            ("'Toys'", "'Toy'", ["[[relation]] 1", "no category \"Toy\"", "\"Toys\""]),
            ("'protects'", "'protect'", ["[[relation]] 2", "no relation type \"protect\"", "\"protects\""]),
            ("types = []", "typs = []", ["taxonomy.toml", "unknown field `typs`", "docs/merchant-files.md"]),
        ] {
            let error = parse(&NO_TOYS.replacen(from, to, 1)).unwrap_err();
            let help = miette::Diagnostic::help(&error).map(|help| help.to_string()).unwrap_or_default();
            let message = format!("{error} | {help}");
            assert!(parts.iter().all(|part| message.contains(part)), "{message}");
        }
        let unknown = "[[compatibility]]
            anchor_category = 'Cameras'
            candidate_category = 'Lenses'
            attribute = 'mounts'
            match = 'equal'";
        assert!(parse(unknown).unwrap_err().to_string().contains("no item of \"Cameras\""));
        let unclear = unknown.replace("attribute = 'mounts'", "anchor_attribute = 'mount'");
        assert!(parse(&unclear).unwrap_err().to_string().contains("not clear which"));
    }
}
