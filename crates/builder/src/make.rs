//! Orders (or sessions) and a catalogue → a model: the one pipeline that `build` and `evaluate` share, so that what is measured
//! is what is shipped.

use std::collections::BTreeMap;

use clap::ValueEnum;
use goeswith_engine::circumstances::Circumstance;
use goeswith_engine::model::{self, Draft, DraftError, Model, ModelError, Unit};
use goeswith_engine::relation_type::RelationType;
use indicatif::ProgressBar;
use miette::Diagnostic;
use thiserror::Error;

use crate::baskets::Baskets;
use crate::catalog::{Catalog, CatalogItem};
use crate::learn::{
    Alike, Calibration, CategoryRow, Holdout, Keep, Llr, MAX_ITEMS_OF_ORDER, Method, OrderIndex, Profiles,
    Rehearsal, Relations, Ridge, Rows, SessionRecipe, Sessions, Tuned, TypedRelations, learn_sessions,
    relate_categories, tune,
};
use crate::manifest::MethodRecord;
use crate::merchant::{Merchant, MerchantError};
use crate::num::{narrow, to_f64};
use crate::pack::{self, PackError};
use crate::relate::{Related, are_variants, relate};

/// Where titles add nothing to orders, they speak for the items that no order speaks for, with this title weight.
const BACK_OFF_WEIGHT: f64 = 0.03;

/// How a model is learned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recipe {
    /// Who learns what is bought together.
    pub method: MethodName,
    /// λ of the ridge; chosen on held-out orders where absent.
    pub lambda: Option<f32>,
    /// How much titles count beside orders, 0 for not at all; chosen on held-out orders where absent. The ridge alone
    /// has a unit that titles can be measured in: by any other method they are not counted.
    pub title_weight: Option<f32>,
    /// Which relations stay.
    pub keep: Keep,
}

/// The methods by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum MethodName {
    /// Local ridge regression: what an item adds beyond the others of a cart
    #[default]
    Ridge,
    /// Log-likelihood ratio: how surprising it is that two items share so many orders
    Llr,
}

/// Everything learned from a shop's orders.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Learned {
    /// What the evidence counts.
    pub unit: Unit,
    /// Relations of every type, at full precision.
    pub relations: TypedRelations,
    /// What follows from them: bundles, what must fit, and what the merchant changed.
    pub related: Related,
    /// What goes with the categories.
    pub fallback: Vec<CategoryRow>,
    /// When items and relations count more or less.
    pub profiles: Profiles,
    /// How far the told shares can be trusted.
    pub calibration: Calibration,
    /// The method with every hyper-parameter, chosen or given.
    pub method: MethodRecord,
}

/// Why what was learned could not become a model file.
#[derive(Debug, Error, Diagnostic)]
pub enum MakeError {
    /// A bundle of the merchant's breaks a rule.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Merchant(#[from] MerchantError),
    /// The catalogue has more of something than a model has room for.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Pack(#[from] PackError),
    /// The catalogue holds something the format has no room for.
    #[error("the catalogue does not fit the model format: {0}")]
    #[diagnostic(help("correct this entry of the catalogue"))]
    Draft(DraftError),
    /// What was written cannot be read back.
    #[error("the model written does not open: {0}")]
    #[diagnostic(help("this is a defect of goeswith: please report it"))]
    Unreadable(ModelError),
}

/// Learns everything, and lets the merchant overrule it. The result depends on the arguments alone, not on the number
/// of threads.
///
/// # Errors
/// When a bundle of the merchant's breaks a rule.
pub fn learn(
    catalog: &Catalog,
    baskets: &Baskets,
    merchant: &Merchant,
    recipe: &Recipe,
    progress: &ProgressBar,
) -> Result<Learned, MerchantError> {
    let holdout = Holdout::new(baskets);
    match recipe.method {
        MethodName::Llr => {
            let earlier = Llr.relate(&OrderIndex::new(&holdout.train), recipe.keep, &ProgressBar::hidden());
            let calibration = Calibration::measure(&earlier, &holdout.held_out);
            let learned = learn_by(&Llr, None, catalog, baskets, merchant, recipe, progress)?;
            Ok(Learned { calibration, ..learned })
        }
        MethodName::Ridge => {
            let alike = alike(catalog);
            let rehearsal = Rehearsal::new(&holdout, recipe.keep);
            let tuned = tune(&rehearsal, &alike, recipe.lambda, recipe.title_weight);
            let ridge = Ridge { lambda: tuned.lambda };
            let calibration = Calibration::measure(&rehearsal.relate(ridge), &holdout.held_out);
            drop(rehearsal);
            let titles = Some((&alike, tuned));
            let learned = learn_by(&ridge, titles, catalog, baskets, merchant, recipe, progress)?;
            Ok(Learned { calibration, ..learned })
        }
    }
}

/// Learns everything from sessions, of which the latest tenth is held out to measure on, and lets the merchant overrule
/// it. Titles speak for the items that no session speaks for. The result depends on the arguments alone.
///
/// # Errors
/// When a bundle of the merchant's breaks a rule.
pub fn learn_from_sessions(
    catalog: &Catalog,
    sessions: &Sessions,
    merchant: &Merchant,
    keep: Keep,
    progress: &ProgressBar,
) -> Result<Learned, MerchantError> {
    let recipe = SessionRecipe { keep, ..SessionRecipe::default() };
    let (earlier, later) = sessions.split_latest();
    let earlier = learn_sessions(&earlier, &recipe, &ProgressBar::hidden());
    let calibration = Calibration::measure(&earlier, &later.baskets().orders);
    drop(earlier);
    let together = learn_sessions(sessions, &recipe, progress);
    let mut method = recipe.record();
    method.parameters.insert("title_weight_where_no_order_speaks", BACK_OFF_WEIGHT);
    let by_titles = back_off(&alike(catalog), &together);
    let baskets = sessions.baskets();
    let index = &OrderIndex::new(&baskets);
    let from = Source { unit: Unit::Visits, baskets: &baskets, index, telling: &[] };
    let learned = finish(catalog, &from, merchant, keep, together, Some(by_titles), method)?;
    Ok(Learned { calibration, ..learned })
}

/// Learns everything but the calibration by a method, and by titles where they are given with the weight that was
/// chosen.
fn learn_by(
    method: &dyn Method,
    titles: Option<(&Alike, Tuned)>,
    catalog: &Catalog,
    baskets: &Baskets,
    merchant: &Merchant,
    recipe: &Recipe,
    progress: &ProgressBar,
) -> Result<Learned, MerchantError> {
    let index = &OrderIndex::new(baskets);
    let together = method.relate(index, recipe.keep, progress);
    let mut parameters = method.parameters();
    parameters.insert("max_items_of_order", to_f64(MAX_ITEMS_OF_ORDER));
    let mut telling = Vec::new();
    let mut by_titles = None;
    if let Some((alike, tuned)) = titles {
        parameters.extend(tuned.parameters());
        telling = tuned.telling;
        by_titles = Some(if tuned.title_weight > 0.0 || recipe.title_weight.is_some() {
            alike.relate(&together.n_orders_of, tuned.title_weight)
        } else {
            parameters.insert("title_weight_where_no_order_speaks", BACK_OFF_WEIGHT);
            back_off(alike, &together)
        });
    }
    let from = Source { unit: Unit::Orders, baskets, index, telling: &telling };
    let method = MethodRecord { name: method.name(), parameters };
    finish(catalog, &from, merchant, recipe.keep, together, by_titles, method)
}

/// What relations were learned from.
struct Source<'a> {
    unit: Unit,
    baskets: &'a Baskets,
    index: &'a OrderIndex<'a>,
    /// The circumstances that count.
    telling: &'a [Circumstance],
}

/// Everything that follows from what is together and from titles.
fn finish(
    catalog: &Catalog,
    from: &Source<'_>,
    merchant: &Merchant,
    keep: Keep,
    together: Relations,
    by_titles: Option<Rows>,
    method: MethodRecord,
) -> Result<Learned, MerchantError> {
    let Source { unit, baskets, index, telling } = *from;
    let Relations { n_orders, n_orders_of, rows } = together;
    let mut rows = BTreeMap::from([(RelationType::BoughtTogether, rows)]);
    rows.extend(by_titles.map(|by_titles| (RelationType::Alike, by_titles)));
    let mut relations = TypedRelations { n_orders, n_orders_of, n_returned_of: Vec::new(), rows };
    let mut related = relate(catalog, baskets, index, merchant, keep.floor, unit, &mut relations)?;
    let mut fallback = relate_categories(catalog, index, keep.floor);
    related.merchant.by_category = merchant.apply_to_categories(&mut fallback, catalog);
    let no_rows = Rows::new();
    let together = relations.rows.get(&RelationType::BoughtTogether).unwrap_or(&no_rows);
    Ok(Learned {
        unit,
        fallback,
        profiles: Profiles::learn(index, together, &relations.n_orders_of).only(telling),
        calibration: Calibration::default(),
        method,
        relations,
        related,
    })
}

/// The titles of the catalogue's items, to be compared.
fn alike(catalog: &Catalog) -> Alike {
    let titles: Vec<&str> = catalog.items.iter().map(title_of).collect();
    Alike::new(&titles, |a, b| are_variants(catalog, a, b))
}

/// The title, unless it is a SKU in its place, which would be like other SKUs by accident.
fn title_of(item: &CatalogItem) -> &str {
    if item.title == item.sku { "" } else { &item.title }
}

/// What titles say of the items that no order speaks for.
fn back_off(alike: &Alike, together: &Relations) -> Rows {
    let mut rows = alike.relate(&together.n_orders_of, narrow(BACK_OFF_WEIGHT));
    let known = std::iter::zip(&mut rows, &together.rows).filter(|(_, by_orders)| !by_orders.is_empty());
    known.for_each(|(row, _)| row.clear());
    rows
}

/// The model file of what was learned; the engine has opened these bytes. `currency` is the ISO 4217 code of the
/// catalogue's prices, `last_day` the last one in days since 1970-01-01 (0 for never), `manifest` the JSON that says how the model was
/// made.
///
/// # Errors
/// When the catalogue does not fit the format.
pub fn write(
    catalog: &Catalog,
    learned: &Learned,
    currency: &str,
    last_day: u32,
    manifest: String,
) -> Result<Vec<u8>, MakeError> {
    let draft = Draft { last_day, ..pack::pack(catalog, learned, currency, manifest)? };
    let bytes = model::encode(&draft).map_err(MakeError::Draft)?;
    Model::open(bytes.as_slice()).map_err(MakeError::Unreadable)?;
    Ok(bytes)
}
