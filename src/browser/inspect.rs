//! *Behind the scenes*, as plain data for the page: what every row sees and weighs, what pacing allows, what is kept.
//!
//! Entry by entry, as in [`export`](super::export).

use super::export::plain;
use super::page::{js_number, js_time};
use super::store;
use crate::app::{App, PacingInside, RowInside, Weighed};
use goeswith_engine::circumstances::Circumstances;
use goeswith_engine::context::{Context, Signal, SignalKind};
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::model::Bundle;
use goeswith_engine::privacy::PrivacyMode;
use goeswith_engine::score::{Basis, Contribution};
use goeswith_engine::search::Asked;
use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::Window;

/// `{ rows: [{ placement, stage, context, anchors, candidates, bundle }], pacing, kept, endedMs }`; the README says what is in
/// each.
pub(super) fn inspect(app: &App, window: &Window, now: Millis) -> JsValue {
    plain(&[
        ("rows", list(app.rows_inside(now), |row| row_of(app, &row, now))),
        ("pacing", pacing(app, &app.pacing_inside(now))),
        ("kept", kept(app, window)),
        ("endedMs", app.model.ended_at(now).map_or(JsValue::NULL, |at| js_time(at).into())),
    ])
}

fn row_of(app: &App, row: &RowInside, now: Millis) -> JsValue {
    plain(&[
        ("placement", row.placement.name().into()),
        ("stage", row.context.stage.name().into()),
        ("context", context(app, &row.context, now)),
        ("anchors", list(&row.anchors, |anchor| signal(app, *anchor))),
        ("candidates", list(&row.candidates, |candidate| weighed(app, candidate))),
        ("bundle", row.bundle.as_ref().map_or(JsValue::NULL, |of| bundle(app, of))),
    ])
}

fn bundle(app: &App, bundle: &Bundle) -> JsValue {
    plain(&[
        ("name", bundle.name.as_str().into()),
        ("skus", skus(app, &bundle.items)),
        ("total", app.total_of(bundle).into()),
        ("orders", bundle.n_orders.into()),
    ])
}

fn context(app: &App, context: &Context, now: Millis) -> JsValue {
    let view = |&(item, at): &(ItemId, Millis)| {
        plain(&[("sku", sku(app, item)), ("ageMs", js_number(at.age_ms(now)).into())])
    };
    let search = |Asked { query, at, .. }: &Asked| {
        plain(&[("query", query.as_str().into()), ("ageMs", js_number(at.age_ms(now)).into())])
    };
    let Circumstances { month, daypart, device, market } = context.circumstances;
    plain(&[
        ("cart", skus(app, &context.cart)),
        ("views", list(&context.views, view)),
        ("searches", list(&context.searches, search)),
        ("page", context.page.map_or(JsValue::NULL, |page| sku(app, page))),
        ("month", month.map_or(JsValue::NULL, JsValue::from)),
        ("daypart", daypart.map_or(JsValue::NULL, JsValue::from)),
        ("device", device.map_or(JsValue::NULL, |device| device.name().into())),
        ("market", market.map_or(JsValue::NULL, |market| market.code().into())),
        ("soldOut", skus(app, &context.sold_out)),
        ("owned", skus(app, &context.owned)),
    ])
}

fn signal(app: &App, signal: Signal) -> JsValue {
    plain(&[
        ("sku", sku(app, signal.anchor)),
        ("title", app.model.title(signal.anchor).into()),
        ("kind", kind(signal.kind)),
        ("weight", signal.weight.into()),
    ])
}

fn weighed(app: &App, candidate: &Weighed) -> JsValue {
    let why = candidate.fate.why();
    plain(&[
        ("sku", sku(app, candidate.item)),
        ("title", app.model.title(candidate.item).into()),
        ("score", js_number(candidate.score.0).into()),
        ("contributions", list(&candidate.contributions, |contribution| part(app, contribution))),
        ("shown", why.is_empty().into()),
        ("why", why.into()),
    ])
}

fn part(app: &App, contribution: &Contribution) -> JsValue {
    let basis = match contribution.basis {
        Basis::Relation(relation_type) => relation_type.name().into(),
        Basis::Category(category) | Basis::Pick(category) => app.model.category_path(category).into(),
    };
    plain(&[
        ("anchor", sku(app, contribution.anchor)),
        ("kind", kind(contribution.kind)),
        ("basis", basis),
        ("inPlaceOf", contribution.in_place_of.map_or(JsValue::NULL, |item| sku(app, item))),
        ("score", js_number(contribution.score.0).into()),
        ("both", contribution.n_both.into()),
        ("of", contribution.n_base.into()),
    ])
}

fn pacing(app: &App, pacing: &PacingInside) -> JsValue {
    plain(&[
        ("frequency", pacing.frequency.name().into()),
        ("paused", pacing.is_paused.into()),
        ("shownOnPage", pacing.n_on_page.into()),
        ("leftOnPage", pacing.left.page.into()),
        ("leftInHour", pacing.left.hour.into()),
        ("leftInDay", pacing.left.day.into()),
        ("leftInWeek", pacing.left.week.into()),
        ("bar", pacing.first_bar.into()),
        ("barNow", pacing.permit.bar.into()),
        ("silent", pacing.permit.is_silent.into()),
        ("tired", skus(app, &pacing.permit.tired)),
    ])
}

/// The texts that lie in storage now, to the letter, whether or not this page uses them; empty where nothing does.
fn kept(app: &App, window: &Window) -> JsValue {
    let at = |place| store::recall(window, place).unwrap_or_default();
    let memory = [&*at(PrivacyMode::Session), &*at(PrivacyMode::Remembered)].concat();
    plain(&[
        ("mode", app.mode.name().into()),
        ("choices", store::look(window).and_then(|held| held.choices).unwrap_or_default().into()),
        ("memory", memory.into()),
    ])
}

/// One by one: to collect an array would be another two kilobytes of code for each type.
fn list<T>(values: impl IntoIterator<Item = T>, as_value: impl Fn(T) -> JsValue) -> JsValue {
    let list = Array::new();
    for value in values {
        list.push(&as_value(value));
    }
    list.into()
}

fn skus(app: &App, items: &[ItemId]) -> JsValue {
    list(items, |&item| sku(app, item))
}

fn sku(app: &App, item: ItemId) -> JsValue {
    app.model.sku(item).into()
}

fn kind(kind: SignalKind) -> JsValue {
    match kind {
        SignalKind::Cart => "cart".into(),
        SignalKind::View => "view".into(),
        SignalKind::Order => "order".into(),
    }
}
