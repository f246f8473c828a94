//! Category paths → one numbered table, parents before children.

use std::collections::BTreeMap;

use goeswith_engine::ids::CategoryId;
use goeswith_engine::model::DraftCategory;

use crate::catalog::Catalog;

/// The categories of a catalogue and of everything above them.
pub(super) struct Categories<'a> {
    /// By path. A path sorts before those that extend it, so parents come first.
    ids: BTreeMap<&'a [String], CategoryId>,
}

impl<'a> Categories<'a> {
    /// Numbers all paths; `None` when there are more than a category number can tell apart.
    pub(super) fn new(catalog: &'a Catalog) -> Option<Self> {
        let mut ids = BTreeMap::new();
        for item in &catalog.items {
            for len in 1..=item.category.len() {
                ids.insert(item.category.get(..len)?, CategoryId(0));
            }
        }
        for (number, id) in ids.values_mut().enumerate() {
            *id = CategoryId(u16::try_from(number).ok()?);
        }
        Some(Self { ids })
    }

    /// The number of a path that some item has.
    pub(super) fn id(&self, path: &[String]) -> Option<CategoryId> {
        self.ids.get(path).copied()
    }

    /// The table, in order of the numbers.
    pub(super) fn table(&self) -> Vec<DraftCategory> {
        self.ids
            .keys()
            .filter_map(|path| path.split_last())
            .map(|(name, above)| DraftCategory { name: name.clone(), parent: self.id(above) })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use goeswith_engine::ids::CategoryId;

    use super::Categories;
    use crate::catalog::{Catalog, CatalogItem};

    fn item(category: &[&str]) -> CatalogItem {
        CatalogItem {
            sku: String::new(),
            title: String::new(),
            price_hundredths: 0,
            category: category.iter().map(ToString::to_string).collect(),
            family: None,
            attributes: BTreeMap::new(),
        }
    }

    #[test]
    fn parents_come_before_children_and_are_listed_once() {
        let catalog = Catalog {
            items: vec![
                item(&["Kitchen", "Cake stands"]),
                item(&["Garden"]),
                item(&["Kitchen"]),
                item(&["Kitchen", "Baking"]),
            ],
            currency: None,
        };
        let categories = Categories::new(&catalog).unwrap();
        let table = categories.table();
        let listed: Vec<(&str, Option<u16>)> =
            table.iter().map(|c| (c.name.as_str(), c.parent.map(|parent| parent.0))).collect();
        assert_eq!(
            listed,
            [("Garden", None), ("Kitchen", None), ("Baking", Some(1)), ("Cake stands", Some(1))]
        );
        assert_eq!(categories.id(&["Garden".to_owned()]), Some(CategoryId(0)));
    }
}
