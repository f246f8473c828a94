//! The leaf category and the family of every item, as numbers.

#![expect(clippy::indexing_slicing, reason = "one entry per item of the catalogue")]

use std::collections::BTreeMap;

use crate::catalog::{Catalog, UNKNOWN_CATEGORY};
use crate::num::{to_u32, to_usize};

/// Which items share a leaf category or a family.
#[derive(Debug)]
pub(super) struct Categories {
    category_of: Vec<u32>,
    family_of: Vec<Option<u32>>,
    /// Per category: its items, ascending.
    members: Vec<Vec<u32>>,
    unknown: Option<u32>,
}

impl Categories {
    pub(super) fn new(catalog: &Catalog) -> Self {
        let mut categories: BTreeMap<&[String], u32> = BTreeMap::new();
        let mut families: BTreeMap<&str, u32> = BTreeMap::new();
        let mut category_of = Vec::with_capacity(catalog.items.len());
        let mut family_of = Vec::with_capacity(catalog.items.len());
        for item in &catalog.items {
            let next = to_u32(categories.len());
            category_of.push(*categories.entry(&item.category).or_insert(next));
            let next = to_u32(families.len());
            family_of.push(item.family.as_deref().map(|family| *families.entry(family).or_insert(next)));
        }
        let unknown = [UNKNOWN_CATEGORY.to_owned()];
        let unknown = categories.get(unknown.as_slice()).copied();
        let mut members = vec![Vec::new(); categories.len()];
        for (item, &category) in (0..).zip(&category_of) {
            members[to_usize(category)].push(item);
        }
        Self { category_of, family_of, members, unknown }
    }

    /// The number of the item's category, by its whole path.
    pub(super) fn of(&self, item: u32) -> u32 {
        self.category_of[to_usize(item)]
    }

    /// Whether the category says anything: items of which nothing is known share nothing.
    pub(super) fn is_known(&self, item: u32) -> bool {
        Some(self.of(item)) != self.unknown
    }

    pub(super) fn are_variants(&self, a: u32, b: u32) -> bool {
        let family = self.family_of[to_usize(a)];
        family.is_some() && family == self.family_of[to_usize(b)]
    }

    /// The items of each family.
    pub(super) fn families(&self) -> Vec<Vec<u32>> {
        let n_families = self.family_of.iter().flatten().max().map_or(0, |&last| to_usize(last) + 1);
        let mut families = vec![Vec::new(); n_families];
        for (item, family) in (0..).zip(&self.family_of) {
            if let Some(family) = *family {
                families[to_usize(family)].push(item);
            }
        }
        families
    }

    /// Number of items.
    pub(super) fn n_items(&self) -> usize {
        self.category_of.len()
    }

    /// Number of categories.
    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    /// The items of a category, ascending.
    pub(super) fn members(&self, category: u32) -> &[u32] {
        &self.members[to_usize(category)]
    }
}
