//! Models for tests: one made by hand, and any that the format allows.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "each test file uses its own part, and a test may fail loudly"
)]

use std::collections::BTreeMap;

use goeswith_engine::bands;
use goeswith_engine::circumstances::Market;
use goeswith_engine::ids::{CategoryId, FamilyId, ItemId};
use goeswith_engine::model::{
    Bundle, Calibration, Draft, DraftCategory, DraftItem, DraftLabels, DraftRelation, DraftRow, Label, Model,
    Profiles, Unit, encode,
};
use goeswith_engine::relation_type::RelationType;
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
        base: 0,
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
        relations: BTreeMap::from([(
            RelationType::BoughtTogether,
            vec![
                row(60_000, &[(1, 15, 80), (2, 13, 70), (3, 9, 41), (5, 1, 3)]),
                row(50_000, &[(0, 12, 80), (2, 15, 120)]),
                row(50_000, &[(0, 12, 70), (1, 15, 120)]),
                row(30_000, &[(0, 8, 41), (4, 15, 60)]),
                row(20_000, &[(3, 15, 60)]),
                row(0, &[]),
            ],
        )]),
        manifest: "{\"method\":\"by hand\"}".into(),
        ..Draft::default()
    }
}

/// A draft as a model.
pub fn open(draft: &Draft) -> Model<Vec<u8>> {
    Model::open(encode(draft).expect("draft keeps the rules")).expect("what was written opens")
}

/// Any draft that keeps the rules of the format.
pub fn drafts() -> impl Strategy<Value = Draft> {
    let item = ("\\PC{1,8}", any::<bool>(), any::<u32>(), 0_u32..4, 0_u32..500);
    let items = prop::collection::vec(item, 0..20);
    let relation = (0_usize..10, any::<u16>(), any::<u16>(), 1_u8..=15, any::<u32>());
    let relations = prop::collection::vec(relation, 0..120);
    let extras = prop::collection::vec((any::<u32>(), prop::collection::vec(0_u8..16, 12)), 0..9);
    (items, relations, extras, "\\PC{0,20}", any::<u32>()).prop_map(
        |(items, relations, extras, manifest, n_orders)| {
            let items: Vec<DraftItem> = (0_u32..)
                .zip(items)
                .map(|(at, (title, lowercase_initial, price_hundredths, family, n_orders))| DraftItem {
                    sku: format!("{at}{title}"),
                    title,
                    lowercase_initial,
                    price_hundredths,
                    category: CategoryId(u16::try_from(at % 3).unwrap()),
                    family: Some(FamilyId(family)).filter(|family| family.0 > 0),
                    n_orders: bands::least(n_orders),
                })
                .collect();
            let category = |name: &str, parent| DraftCategory { name: name.into(), parent };
            let mut draft = Draft {
                currency: "EUR".into(),
                unit: if n_orders % 2 == 0 { Unit::Orders } else { Unit::Visits },
                n_orders,
                calibration: Calibration { shrinkage: n_orders % 40, held_out_per_mille: [410, 220, 90] },
                last_day: n_orders % 3 * 10_000,
                categories: vec![
                    category("Küche", None),
                    category("Tea", Some(CategoryId(0))),
                    category("شاي", Some(CategoryId(1))),
                ],
                items,
                manifest,
                ..Draft::default()
            };
            for (of, anchor, candidate, weight, n_both) in relations {
                relate(&mut draft, of, usize::from(anchor), usize::from(candidate), weight, n_both);
            }
            extend(&mut draft, &extras);
            draft
        },
    )
}

/// Adds a relation of one of the types (`of` is its position), and for the first three one from a category as well.
fn relate(draft: &mut Draft, of: usize, anchor: usize, candidate: usize, weight: u8, n_both: u32) {
    let n_items = draft.items.len();
    if n_items < 2 || anchor % n_items == candidate % n_items {
        return;
    }
    let (anchor, candidate) = (anchor % n_items, candidate % n_items);
    let (relation_type, n_candidate) = (RelationType::ALL[of], draft.items[candidate].n_orders);
    let has_base = relation_type.counts_customers();
    let n_base = if has_base { 600 } else { draft.items[anchor].n_orders };
    let rows = draft.relations.entry(relation_type).or_insert_with(|| vec![DraftRow::default(); n_items]);
    let put = |row: &mut DraftRow, base: Option<u32>, limit: u32| {
        let id = ItemId(u32::try_from(candidate).unwrap());
        if row.relations.iter().all(|known| known.candidate != id) {
            row.scale = 1 + u16::from(weight) * 7;
            row.base = base.unwrap_or(0);
            let n_both = bands::least(n_both % (limit + 1));
            row.relations.push(DraftRelation { candidate: id, weight, n_both });
            row.relations.sort_by_key(|relation| relation.candidate);
        }
    };
    put(&mut rows[anchor], has_base.then_some(n_base), n_base.min(n_candidate));
    if of < 3 {
        draft.fallback.resize(3, DraftRow::default());
        put(&mut draft.fallback[of], Some(700), n_candidate.min(700));
    }
}

/// Adds profiles, codes and bundles drawn from the same numbers.
fn extend(draft: &mut Draft, extras: &[(u32, Vec<u8>)]) {
    let n_items = u32::try_from(draft.items.len()).unwrap();
    let mut pairs = Vec::new();
    for (anchor, row) in (0..).zip(draft.relations.get(&RelationType::BoughtTogether).into_iter().flatten()) {
        pairs.extend(row.relations.iter().map(|relation| (ItemId(anchor), relation.candidate)));
    }
    let (mut months, mut dayparts, mut relation_months) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let (mut devices, mut item_markets) = (BTreeMap::new(), BTreeMap::new());
    for (number, eighths) in extras.iter().filter(|_| n_items > 0) {
        let item = ItemId(number % n_items);
        months.insert(item, core::array::from_fn(|at| eighths[at]));
        devices.insert(item, core::array::from_fn(|at| eighths[at + 3]));
        item_markets.insert(ItemId(number / 2 % n_items), core::array::from_fn(|at| eighths[at + 4]));
        dayparts.insert(ItemId(number / 7 % n_items), core::array::from_fn(|at| eighths[at + 6]));
        if let Some(&pair) = pairs.get(usize::try_from(number / 3).unwrap() % pairs.len().max(1)) {
            relation_months.insert(pair, core::array::from_fn(|at| eighths[11 - at]));
        }
        draft.compatibility.resize(draft.items.len(), Vec::new());
        draft.compatibility[item.index()].push(*number);
        let mut items: Vec<ItemId> =
            (0..2 + number % 4).map(|step| ItemId((number / 5 + step * step) % n_items)).collect();
        items.sort();
        items.dedup();
        if items.len() >= 2 {
            let name = if number % 2 == 0 { String::new() } else { "Tea for zwölf".to_owned() };
            draft.bundles.push(Bundle { name, items, n_orders: bands::least(number % 100) });
        }
    }
    for (label, words) in
        [(Label::Need, ["tea", "carry it"]), (Label::Color, ["blau", "red"]), (Label::Topic, ["a", "b"])]
    {
        let of = |at: usize| {
            extras
                .get(at % 9)
                .and_then(|(number, _)| words.get(usize::try_from(*number).unwrap() % 3).copied())
        };
        let words: Vec<Option<&str>> = (0..draft.items.len()).map(of).collect();
        draft.labels.extend(DraftLabels::new(&words).map(|labels| (label, labels)));
    }
    draft.profiles = Profiles {
        months: months.into_iter().collect(),
        dayparts: dayparts.into_iter().collect(),
        relation_months: relation_months.into_iter().collect(),
        devices: devices.into_iter().collect(),
        markets: ["DE", "GB"][..extras.len() % 3].iter().filter_map(|code| Market::from_code(code)).collect(),
        item_markets: item_markets.into_iter().collect(),
    };
}
