//! Models for tests: one made by hand, and any that the format allows.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "each test file uses its own part, and a test may fail loudly"
)]

use goeswith_engine::ids::{CategoryId, FamilyId, ItemId};
use goeswith_engine::model::{Draft, DraftCategory, DraftItem, DraftRelation, DraftRow, Model, encode};
use proptest::prelude::*;

/// A small tea shop. Items, in model order:
/// 0 teapot, 1 teacup green, 2 teacup pink (variants), 3 cake stand, 4 cake tins, 5 lantern.
pub fn tea_shop() -> Draft {
    let category =
        |name: &str, parent: Option<u16>| DraftCategory { name: name.into(), parent: parent.map(CategoryId) };
    let item = |sku: &str, title: &str, category: u16, family: Option<u32>, n_orders: u32| DraftItem {
        sku: sku.into(),
        title: title.into(),
        lowercase_initial: !title.starts_with("Regency"),
        price_hundredths: 295,
        category: CategoryId(category),
        family: family.map(FamilyId),
        n_orders,
    };
    let row = |scale: u16, relations: &[(u32, u8, u32)]| DraftRow {
        scale,
        relations: relations
            .iter()
            .map(|&(candidate, weight, n_both)| DraftRelation {
                candidate: ItemId(candidate),
                weight,
                n_both,
            })
            .collect(),
    };
    Draft {
        currency: "GBP".into(),
        n_orders: 1000,
        categories: vec![
            category("Kitchen", None),
            category("Tea", Some(0)),
            category("Cakes", Some(0)),
            category("Garden", None),
        ],
        items: vec![
            item("T1", "Regency teapot", 1, None, 163),
            item("C1", "Teacup green", 1, Some(1), 200),
            item("C2", "Teacup pink", 1, Some(1), 210),
            item("S1", "Cake stand", 2, None, 120),
            item("K1", "Set of 4 cake tins", 2, None, 400),
            item("L1", "Lantern", 3, None, 90),
        ],
        bought_together: vec![
            row(60_000, &[(1, 15, 80), (2, 13, 70), (3, 9, 41), (5, 1, 4)]),
            row(50_000, &[(0, 12, 80), (2, 15, 120)]),
            row(50_000, &[(0, 12, 70), (1, 15, 120)]),
            row(30_000, &[(0, 8, 41), (4, 15, 60)]),
            row(20_000, &[(3, 15, 60)]),
            row(0, &[]),
        ],
        manifest: "{\"method\":\"by hand\"}".into(),
    }
}

/// A draft as a model.
pub fn open(draft: &Draft) -> Model<Vec<u8>> {
    Model::open(encode(draft).expect("draft keeps the rules")).expect("what was written opens")
}

/// Any draft that keeps the rules of the format.
pub fn drafts() -> impl Strategy<Value = Draft> {
    let item = ("\\PC{1,8}", any::<bool>(), any::<u32>(), 0_u32..4, 1_u32..500);
    let items = prop::collection::vec(item, 0..20);
    let relations = prop::collection::vec((any::<u16>(), any::<u16>(), 1_u8..=15, any::<u32>()), 0..80);
    (items, relations, "\\PC{0,20}", any::<u32>()).prop_map(|(items, relations, manifest, n_orders)| {
        let items: Vec<DraftItem> = (0_u32..)
            .zip(items)
            .map(|(at, (title, lowercase_initial, price_hundredths, family, n_orders))| DraftItem {
                sku: format!("{at}{title}"),
                title,
                lowercase_initial,
                price_hundredths,
                category: CategoryId(u16::try_from(at % 3).unwrap()),
                family: Some(FamilyId(family)).filter(|family| family.0 > 0),
                n_orders,
            })
            .collect();
        let mut rows = vec![DraftRow::default(); items.len()];
        for (anchor, candidate, weight, n_both) in relations {
            if items.len() < 2 {
                break;
            }
            let (anchor, candidate) =
                (usize::from(anchor) % items.len(), usize::from(candidate) % items.len());
            let id = ItemId(u32::try_from(candidate).unwrap());
            let row: &mut DraftRow = &mut rows[anchor];
            if anchor != candidate && row.relations.iter().all(|known| known.candidate != id) {
                let limit = items[anchor].n_orders.min(items[candidate].n_orders);
                row.scale = 1 + u16::from(weight) * 7;
                row.relations.push(DraftRelation { candidate: id, weight, n_both: 1 + n_both % limit });
                row.relations.sort_by_key(|relation| relation.candidate);
            }
        }
        let category = |name: &str, parent| DraftCategory { name: name.into(), parent };
        Draft {
            currency: "EUR".into(),
            n_orders,
            categories: vec![
                category("Küche", None),
                category("Tea", Some(CategoryId(0))),
                category("شاي", Some(CategoryId(1))),
            ],
            items,
            bought_together: rows,
            manifest,
        }
    })
}
