//! Packing against what went in: whatever the shop, the model that comes out says the same.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;

use goeswith_builder::catalog::{Catalog, CatalogItem};
use goeswith_builder::learn::{Relation, TypedRelations};
use goeswith_builder::make::Learned;
use goeswith_builder::pack::pack;
use goeswith_engine::bands;
use goeswith_engine::model::{Model, encode};
use goeswith_engine::relation_type::RelationType;
use proptest::prelude::*;

/// A catalogue of up to 30 items, with relations of any strength between them.
fn shop() -> impl Strategy<Value = (Catalog, TypedRelations)> {
    let item = (0_u32..5, 0_u32..6, 0_u32..2000);
    let link = (0_u32..30, 1e-6_f32..1.0, 1_u32..9);
    prop::collection::vec((item, prop::collection::vec(link, 0..8)), 1..30).prop_map(|drawn| {
        let n_items = u32::try_from(drawn.len()).unwrap();
        let items = (0_u32..).zip(&drawn).map(|(at, ((category, family, price), _))| CatalogItem {
            sku: format!("SKU{at:03}"),
            title: format!("Thing {at}"),
            price_hundredths: *price,
            category: (0..=*category).map(|level| format!("Level {level}")).collect(),
            family: (*family > 0).then(|| format!("family {family}")),
            attributes: BTreeMap::new(),
        });
        let rows = (0_u32..).zip(&drawn).map(|(anchor, (_, links))| {
            let mut row: BTreeMap<u32, Relation> = BTreeMap::new();
            for &(candidate, weight, n_both) in links {
                let candidate = candidate % n_items;
                if candidate != anchor {
                    row.insert(candidate, Relation { candidate, weight, n_both });
                }
            }
            let mut row: Vec<Relation> = row.into_values().collect();
            row.sort_by(|a, b| b.weight.total_cmp(&a.weight));
            row
        });
        let relations = TypedRelations {
            n_orders: 100,
            n_orders_of: vec![10; drawn.len()],
            n_returned_of: Vec::new(),
            rows: BTreeMap::from([(RelationType::BoughtTogether, rows.collect())]),
        };
        (Catalog { items: items.collect(), currency: None }, relations)
    })
}

/// The 4-bit step of a weight, in doubles: round(15 · √(w / row max)).
fn step(weight: f32, row_max: f32) -> f64 {
    15.0 * (f64::from(weight) / f64::from(row_max)).sqrt()
}

proptest! {
    #[test]
    fn every_item_and_every_relation_worth_a_step_survives((catalog, relations) in shop()) {
        let draft = pack(&catalog, &Learned { relations: relations.clone(), ..Learned::default() }, "EUR", "{}".to_owned()).unwrap();
        let model = Model::open(encode(&draft).unwrap()).unwrap();
        prop_assert_eq!(model.n_items(), catalog.items.len());
        for (item, row) in std::iter::zip(&catalog.items, &relations.rows[&RelationType::BoughtTogether]) {
            let id = model.find(&item.sku).unwrap();
            let found = model.item(id).unwrap();
            prop_assert_eq!(model.title(id), &item.title);
            prop_assert_eq!(found.price_hundredths, item.price_hundredths);
            prop_assert_eq!(model.category_path(found.category), item.category.join(" > "));
            let kept: BTreeMap<&str, (u8, u32)> = model
                .relations(RelationType::BoughtTogether, id)
                .map(|relation| (model.sku(relation.candidate), (relation.weight, relation.n_both)))
                .collect();
            for relation in row {
                let exact = step(relation.weight, row[0].weight);
                match kept.get(catalog.items[usize::try_from(relation.candidate).unwrap()].sku.as_str()) {
                    Some(&(weight, n_both)) => {
                        prop_assert!((exact - f64::from(weight)).abs() < 0.501);
                        prop_assert_eq!(n_both, bands::least(relation.n_both));
                    }
                    None => prop_assert!(exact < 0.501),
                }
            }
            prop_assert!(kept.len() <= row.len());
        }
    }

    #[test]
    fn variants_share_a_family_and_families_of_one_are_none((catalog, relations) in shop()) {
        let draft = pack(&catalog, &Learned { relations: relations.clone(), ..Learned::default() }, "EUR", String::new()).unwrap();
        let model = Model::open(encode(&draft).unwrap()).unwrap();
        let family = |item: &CatalogItem| model.find(&item.sku).and_then(|id| model.item(id)).and_then(|item| item.family);
        for a in &catalog.items {
            let others = || catalog.items.iter().filter(|b| b.sku != a.sku && a.family.is_some());
            prop_assert_eq!(family(a).is_some(), others().any(|b| b.family == a.family));
            for b in others() {
                prop_assert_eq!(family(a).is_some() && family(a) == family(b), a.family == b.family);
            }
        }
    }

    #[test]
    fn the_same_shop_gives_the_same_bytes((catalog, relations) in shop()) {
        let bytes = || encode(&pack(&catalog, &Learned { relations: relations.clone(), ..Learned::default() }, "EUR", String::new()).unwrap()).unwrap();
        prop_assert!(bytes() == bytes());
    }
}

#[test]
fn an_item_that_no_order_held_stays_in_the_model() {
    let item = CatalogItem {
        sku: "NEW".to_owned(),
        title: "New doll".to_owned(),
        price_hundredths: 0,
        category: vec!["Other".to_owned()],
        family: None,
        attributes: BTreeMap::new(),
    };
    let relations = TypedRelations {
        n_orders: 3,
        n_orders_of: vec![0],
        n_returned_of: Vec::new(),
        rows: BTreeMap::from([(RelationType::BoughtTogether, vec![Vec::new()])]),
    };
    let draft = pack(
        &Catalog { items: vec![item], currency: None },
        &Learned { relations, ..Learned::default() },
        "EUR",
        String::new(),
    )
    .unwrap();
    let model = Model::open(encode(&draft).unwrap()).unwrap();
    let id = model.find("NEW").unwrap();
    assert_eq!(model.item(id).unwrap().n_orders, 0);
    assert_eq!(model.relations(RelationType::BoughtTogether, id).count(), 0);
}
