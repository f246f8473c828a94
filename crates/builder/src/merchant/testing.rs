//! A small camera shop for the tests of this module.

use std::collections::BTreeMap;

use goeswith_engine::relation_type::RelationType;

use crate::catalog::{Catalog, CatalogItem};
use crate::learn::{Relation, TypedRelations};

/// By ascending SKU: 0 BAG, 1 CAM, 2 CARD, 3 LENS, 4 LENS-N, 5 LENS-X, 6 TOY.
pub(crate) fn catalog() -> Catalog {
    let item = |sku: &str, title: &str, category: &str, mount: &str| CatalogItem {
        sku: sku.to_owned(),
        title: title.to_owned(),
        price_hundredths: 1000,
        category: CatalogItem::parse_category(category),
        family: None,
        attributes: if mount.is_empty() {
            BTreeMap::new()
        } else {
            BTreeMap::from([("mount".to_owned(), mount.to_owned())])
        },
    };
    Catalog {
        currency: None,
        items: vec![
            item("BAG", "Padded camera bag", "Bags > Camera bags", ""),
            item("CAM", "Mirrorless camera", "Cameras", "E"),
            item("CARD", "Memory card", "Storage", ""),
            item("LENS", "Portrait lens", "Lenses", "E | EF"),
            item("LENS-N", "Wide lens", "Lenses", "F"),
            item("LENS-X", "Old lens", "Lenses", ""),
            item("TOY", "Toy camera", "Toys", ""),
        ],
    }
}

/// Relations of one anchor, the camera (item 1): candidate and weight, strongest first, each in 10 orders.
pub(crate) fn camera_relations(row: &[(u32, f32)]) -> TypedRelations {
    let mut rows = vec![Vec::new(); 7];
    rows[1] = row.iter().map(|&(candidate, weight)| Relation { candidate, weight, n_both: 10 }).collect();
    TypedRelations {
        n_orders: 100,
        n_orders_of: vec![20; 7],
        n_returned_of: Vec::new(),
        rows: BTreeMap::from([(RelationType::BoughtTogether, rows)]),
    }
}

/// The relations of an anchor as type and candidate, in the order of the types.
pub(crate) fn pairs_of(relations: &TypedRelations, anchor: usize) -> Vec<(RelationType, u32)> {
    let of_type = |(&relation_type, rows): (&RelationType, &Vec<Vec<Relation>>)| {
        rows[anchor].iter().map(move |relation| (relation_type, relation.candidate)).collect::<Vec<_>>()
    };
    relations.rows.iter().flat_map(of_type).collect()
}
