//! A folder of bundles that people made: sessions of items, and which of a session's items belong together.
//!
//! The layout is that of Z. Sun et al., *Revisiting Bundle Recommendation*, SIGIR 2022: `session_item.csv`,
//! `session_bundle.csv`, `bundle_item.csv`, `item_titles.csv` and `item_categories.csv`, each of two columns.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::error::InputError;
use crate::catalog::{Catalog, CatalogItem, UNKNOWN_CATEGORY};

/// Sessions with what people bundled in each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HumanBundles {
    /// The items of all sessions, with titles and categories.
    pub catalog: Catalog,
    /// By ascending id (bytes).
    pub sessions: Vec<HumanSession>,
}

/// One session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HumanSession {
    /// Its id.
    pub id: String,
    /// Positions in the catalogue, ascending, distinct.
    pub items: Vec<u32>,
    /// What people bundled of it, likewise.
    pub bundles: Vec<Vec<u32>>,
}

/// Reads the folder.
///
/// # Errors
/// A file that cannot be opened or read to its end.
pub fn read_human_bundles(folder: &Path) -> Result<HumanBundles, InputError> {
    let titles: BTreeMap<String, String> = pairs(&folder.join("item_titles.csv"))?.into_iter().collect();
    let categories: BTreeMap<String, String> =
        pairs(&folder.join("item_categories.csv"))?.into_iter().collect();
    let items_of = grouped(pairs(&folder.join("session_item.csv"))?);
    let bundled = grouped(pairs(&folder.join("bundle_item.csv"))?);
    let bundles_of = grouped(pairs(&folder.join("session_bundle.csv"))?);

    let skus: BTreeSet<&String> = items_of.values().chain(bundled.values()).flatten().collect();
    let item = |sku: &&String| CatalogItem {
        sku: (*sku).clone(),
        title: titles.get(*sku).map_or_else(|| (*sku).clone(), Clone::clone),
        price_hundredths: 0,
        category: categories.get(*sku).map_or_else(unknown, |text| first_path(text)),
        family: None,
        attributes: BTreeMap::new(),
    };
    let numbers: BTreeMap<&String, u32> = skus.iter().copied().zip(0..).collect();
    let numbered = |items: &BTreeSet<String>| -> Vec<u32> {
        items.iter().filter_map(|sku| numbers.get(sku).copied()).collect()
    };
    let session = |(id, items): (&String, &BTreeSet<String>)| HumanSession {
        id: id.clone(),
        items: numbered(items),
        bundles: bundles_of
            .get(id)
            .into_iter()
            .flatten()
            .filter_map(|bundle| bundled.get(bundle))
            .map(numbered)
            .collect(),
    };
    Ok(HumanBundles {
        sessions: items_of.iter().map(session).collect(),
        catalog: Catalog { items: skus.iter().map(item).collect(), ..Catalog::default() },
    })
}

/// The rows of a table of two columns, without its header.
fn pairs(path: &Path) -> Result<Vec<(String, String)>, InputError> {
    let cannot_open = |source| InputError::Open { path: path.to_owned(), source };
    let file = std::fs::File::open(path).map_err(cannot_open)?;
    let mut reader = csv::Reader::from_reader(std::io::BufReader::new(file));
    let cannot_read =
        |error: csv::Error| InputError::Read { path: path.to_owned(), source: std::io::Error::from(error) };
    let mut rows = Vec::new();
    for record in reader.byte_records() {
        let record = record.map_err(cannot_read)?;
        let text = |at: usize| String::from_utf8_lossy(record.get(at).unwrap_or_default()).trim().to_owned();
        rows.push((text(0), text(1)));
    }
    Ok(rows)
}

fn grouped(pairs: Vec<(String, String)>) -> BTreeMap<String, BTreeSet<String>> {
    let mut groups: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (group, member) in pairs {
        groups.entry(group).or_default().insert(member);
    }
    groups
}

fn unknown() -> Vec<String> {
    vec![UNKNOWN_CATEGORY.to_owned()]
}

/// The first path of `[[Clothing, Shoes & Jewelry,Women],[…]]`: a comma with a blank behind it is part of a name.
fn first_path(text: &str) -> Vec<String> {
    let first = text.trim_start_matches('[').split(']').next().unwrap_or_default();
    let mut names: Vec<String> = Vec::new();
    for part in first.split(',') {
        match names.last_mut() {
            Some(name) if part.starts_with(' ') => {
                name.push(',');
                name.push_str(part);
            }
            _ => names.push(part.to_owned()),
        }
    }
    names.retain(|name| !name.is_empty());
    if names.is_empty() { unknown() } else { names }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_within_a_name_parts_nothing() {
        assert_eq!(
            first_path("[[Clothing, Shoes & Jewelry,Women,Sleep],[Other]]"),
            ["Clothing, Shoes & Jewelry", "Women", "Sleep"]
        );
        assert_eq!(first_path(""), ["Other"]);
    }

    #[test]
    fn sessions_have_their_items_and_bundles() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write("item_titles.csv", "item ID,titles\na,\"Tea, green\"\nb,Teapot\n");
        write("item_categories.csv", "item ID,categories\na,\"[[Food,Tea]]\"\n");
        write("session_item.csv", "session ID,item ID\n1,b\n1,a\n1,c\n2,a\n");
        write("session_bundle.csv", "session ID,bundle ID\n1,9\n");
        write("bundle_item.csv", "bundle ID,item ID\n9,b\n9,a\n");
        let read = read_human_bundles(folder.path()).unwrap();
        let titles: Vec<&str> = read.catalog.items.iter().map(|item| item.title.as_str()).collect();
        assert_eq!(titles, ["Tea, green", "Teapot", "c"]);
        assert_eq!(read.catalog.items[0].category, ["Food", "Tea"]);
        let first = HumanSession { id: "1".to_owned(), items: vec![0, 1, 2], bundles: vec![vec![0, 1]] };
        assert_eq!(read.sessions[0], first);
        assert!(read.sessions[1].bundles.is_empty());
        std::fs::remove_file(folder.path().join("bundle_item.csv")).unwrap();
        assert!(read_human_bundles(folder.path()).unwrap_err().to_string().contains("bundle_item.csv"));
    }
}
