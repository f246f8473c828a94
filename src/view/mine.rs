//! *Your suggestions*: what she said, what was observed, each with a way to take it back, and what becomes of it.

use super::card::sheet_head;
use super::control::choices;
use super::row::Page;
use super::tree::Build;
use crate::app::{App, Event, RowId, Signal};
use goeswith_engine::circumstances::Circumstance;
use goeswith_engine::feedback::{FADES_AFTER_MS, Subject, price_band_bounds};
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::pacing::{DAY_MS, WEEK_MS};
use goeswith_engine::privacy::PrivacyMode;
use goeswith_engine::relation_type::RelationType;
use goeswith_engine::score::Rung;
use goeswith_engine::shopper::{Answer, AnswerKind};

/// The panel, in the place of "How often?".
pub(super) fn mine(app: &App, id: RowId, page: &dyn Page, now: Millis) -> Build {
    let words = &app.words;
    let sent = if app.has_shared() { "mine-shared" } else { "mine-sent" };
    let mut panel = Build::part("div", "panel mine")
        .with("role", "dialog")
        .with("aria-label", words.get("mine"))
        .keyed("mine")
        .child(sheet_head(
            "h3",
            words.get("mine"),
            words.get("close"),
            "close mine".to_owned(),
            Event::Close(id),
        ))
        .child(Build::new("p").text(words.get("uses")))
        .child(uses(app))
        .child(Build::new("p").text(&stays(app)))
        .children(app.has_earlier.then(|| Build::new("p").text(words.get("mine-earlier"))))
        .child(Build::new("p").text(&words.fill(sent, &[("n", &words.number(0))])))
        .child(Build::new("p").text(words.get(if app.is_shop_told() { "mine-told" } else { "mine-unless" })));
    let mut said = said(app, id, now);
    said.append(&mut saved(app, id, page));
    said.append(&mut replied(app, id));
    panel = list(panel, app, "mine-said", said);
    panel = choices(list(panel, app, "mine-seen", seen(app, id, page, now)), app, id, now);
    panel = list(panel, app, "mine-kinds", kinds(app, id));
    let button =
        |key: &str, event: Event| Build::button("sheet-button", key.to_owned(), event).text(words.get(key));
    let buttons = Build::part("div", "sheet-buttons")
        .child(button("mine-download", Event::Download))
        .child(button("mine-import", Event::ChooseFile))
        .child(button("mine-erase", Event::Erase));
    panel.child(buttons).child(imported(app))
}

/// How bringing back a download went. Always there, so that a screen reader hears it change.
fn imported(app: &App) -> Build {
    let text = app.import_worked.map(|it_did| if it_did { "import-done" } else { "import-failed" });
    Build::part("p", "imported").with("role", "status").text(text.map_or("", |key| app.words.get(key)))
}

/// What is used, as the page's signals and its model have it.
fn uses(app: &App) -> Build {
    let signals = [
        ("uses-cart", true),
        ("uses-views", app.uses(Signal::Views)),
        ("uses-searches", app.uses(Signal::Searches)),
        ("uses-orders", app.uses(Signal::Orders)),
        ("uses-shown", true),
        ("uses-acts", app.uses(Signal::Acts)),
        ("uses-stage", app.uses(Signal::Stage)),
        ("uses-month", app.uses(Signal::Circumstance(Circumstance::Month))),
        ("uses-daypart", app.uses(Signal::Circumstance(Circumstance::Daypart))),
        ("uses-device", app.uses(Signal::Circumstance(Circumstance::Device))),
        ("uses-market", app.uses(Signal::Circumstance(Circumstance::Market))),
    ];
    let used = signals.into_iter().filter(|(_, is_used)| *is_used);
    let line = |(key, _): (&str, bool)| Build::new("li").text(app.words.get(key));
    Build::part("ul", "uses").with("role", "list").children(used.map(line))
}

/// Where it stays, as the privacy mode has it.
fn stays(app: &App) -> String {
    let words = &app.words;
    let stays = match app.mode {
        _ if !app.remembers() => "stays-page",
        PrivacyMode::Session => "stays-session",
        _ => "stays-remembered",
    };
    let days = words.number(u32::try_from(FADES_AFTER_MS / DAY_MS).unwrap_or_default());
    let stays = words.fill(stays, &[("days", &days)]);
    let choices = if app.is_kept { words.get("stays-choices") } else { words.get("not-kept") };
    [&stays, " ", choices].concat()
}

/// A heading and lines, or that there are none.
fn list(panel: Build, app: &App, heading: &'static str, lines: Vec<Build>) -> Build {
    let panel = panel.child(Build::new("h4").text(app.words.get(heading)));
    if lines.is_empty() {
        return panel.child(Build::new("p").text(app.words.get("mine-nothing")));
    }
    panel.child(Build::part("ul", "remembered").with("role", "list").children(lines))
}

/// A line with its way back. The number keeps the keys apart.
fn line(app: &App, key: &str, number: usize, text: &str, back: &'static str, event: Event) -> Build {
    linked_line(app, key, number, text, None, back, event)
}

/// A line that may lead to a product's page.
fn linked_line(
    app: &App,
    key: &str,
    number: usize,
    text: &str,
    url: Option<&str>,
    back: &'static str,
    event: Event,
) -> Build {
    let label = app.words.fill("line-label", &[("action", app.words.get(back)), ("line", text)]);
    let key = [key, " ", &number.to_string()].concat();
    let button = Build::button("link", key, event).with("aria-label", &label).text(app.words.get(back));
    let told = match url {
        Some(url) => Build::new("a").with("href", url),
        None => Build::new("span"),
    };
    Build::new("li").child(told.text(text)).child(button)
}

fn said(app: &App, id: RowId, now: Millis) -> Vec<Build> {
    let one = |(number, answer): (usize, &Answer)| {
        let key = match answer.kind {
            AnswerKind::NotNow => "mine-not-now",
            AnswerKind::NotInterested => "mine-not-interested",
            AnswerKind::NoMore => "mine-no-more",
            AnswerKind::NoKind => "mine-no-kind",
        };
        let what = match answer.kind {
            AnswerKind::NoKind => kind_name(app, &answer.subject),
            _ => name(app, &answer.subject),
        };
        let text = app.words.fill(key, &[("what", &what)]);
        let event = Event::Unsay(id, answer.kind, answer.subject.clone());
        line(app, "unsay", number, &text, "undo", event)
    };
    app.shopper().answers().iter().filter(|answer| !answer.is_over(now)).enumerate().map(one).collect()
}

/// What she saved for later, each with its page where the shop gave one.
fn saved(app: &App, id: RowId, page: &dyn Page) -> Vec<Build> {
    let one = |(number, (sku, _)): (usize, &(String, Millis))| {
        let text = app.words.fill("mine-saved", &[("what", &name(app, sku))]);
        let event = Event::ForgetSaved(id, sku.clone());
        let url = page.link(sku);
        linked_line(app, "forget saved", number, &text, url.as_deref(), "forget-one", event)
    };
    app.memory.saved.kept().iter().enumerate().map(one).collect()
}

/// What she answered after an order.
fn replied(app: &App, id: RowId) -> Vec<Build> {
    let Some(reply) = app.memory.survey.reply() else { return Vec::new() };
    let helped = app.words.get(if reply.helped { "mine-helped" } else { "mine-not-helped" });
    let mut lines = vec![line(app, "forget helped", 0, helped, "forget-one", Event::ForgetReply(id, false))];
    if !reply.missing.is_empty() {
        let text = app.words.fill("mine-missing", &[("what", &reply.missing)]);
        lines.push(line(app, "forget missing", 0, &text, "forget-one", Event::ForgetReply(id, true)));
    }
    lines
}

fn seen(app: &App, id: RowId, page: &dyn Page, now: Millis) -> Vec<Build> {
    let words = &app.words;
    let mut lines = Vec::new();
    let is_recent = |(_, at): &&(Option<ItemId>, Millis)| at.age_ms(now) < WEEK_MS;
    let exposures = &app.memory.exposures;
    let n_shown = exposures.shown().iter().filter(is_recent).fold(0, |n, _| n + 1);
    let was_taken = exposures.accepted_at().is_some();
    if n_shown > 0 || was_taken {
        let key = if was_taken { "mine-shown-taken" } else { "mine-shown" };
        let text = words.fill(key, &[("n", &words.number(n_shown))]);
        lines.push(line(app, "forget shown", 0, &text, "forget-one", Event::ForgetShown(id)));
    }
    for (number, &(item, _)) in app.memory.views.iter().enumerate() {
        let text = words.fill("why-looked", &[("anchor", &words.item_name(&app.model, item))]);
        lines.push(line(app, "forget view", number, &text, "forget-one", Event::ForgetView(id, item)));
    }
    if let Some(detour) = &app.memory.detour {
        let text = words.fill("mine-detour", &[("what", &words.item_name(&app.model, detour.to))]);
        lines.push(line(app, "forget detour", 0, &text, "forget-one", Event::ForgetView(id, detour.to)));
    }
    for (number, (query, _)) in app.memory.searches.kept().iter().enumerate() {
        let text = words.fill("why-searched", &[("query", query)]);
        let event = Event::ForgetSearch(id, query.clone());
        lines.push(line(app, "forget search", number, &text, "forget-one", event));
    }
    for (number, &(item, _)) in app.memory.owned.iter().enumerate() {
        let text = words.fill("mine-owned", &[("what", &words.item_name(&app.model, item))]);
        lines.push(line(app, "forget owned", number, &text, "forget-one", Event::ForgetOwned(id, item)));
    }
    if let Some(n_orders) = app.memory.survey.n_orders_since() {
        let text = words.fill("mine-asked", &[("n", &words.number(n_orders))]);
        lines.push(line(app, "forget asked", 0, &text, "forget-one", Event::ForgetAsked(id)));
    }
    for (number, (subject, points)) in app.memory.feedback.standing(now).enumerate() {
        let key = if points < 0 { "mine-less" } else { "mine-more" };
        let text = words.fill(key, &[("what", &about(app, page, subject))]);
        let event = Event::ForgetPoints(id, subject.clone());
        lines.push(line(app, "forget points", number, &text, "forget-one", event));
    }
    lines
}

/// What points are about.
fn about(app: &App, page: &dyn Page, subject: &Subject) -> String {
    match subject {
        Subject::Type(of, stage) => app.words.fill(
            "mine-type",
            &[("type", &kind_name(app, of.name())), ("stage", app.words.get(stage.name()))],
        ),
        Subject::Category(path) => name(app, path),
        Subject::Color(name) => app.words.fill("mine-color", &[("color", name)]),
        Subject::PriceBand(band) => {
            let price = |hundredths| page.price(hundredths, app.model.currency());
            match price_band_bounds(*band) {
                (0, end) => app.words.fill("mine-price-below", &[("end", &price(end))]),
                (start, 0) => app.words.fill("mine-price-from", &[("start", &price(start))]),
                (start, end) => {
                    app.words.fill("mine-price", &[("start", &price(start)), ("end", &price(end))])
                }
            }
        }
        Subject::Item(sku) => name(app, sku),
        Subject::Pair(anchor, sku) => {
            app.words.fill("mine-pair", &[("what", &name(app, sku)), ("anchor", &name(app, anchor))])
        }
    }
}

/// The kinds of relations that the model has and that she still wants, each with a way to want no more of it.
fn kinds(app: &App, id: RowId) -> Vec<Build> {
    let types = app.model.relation_types().filter(|of| *of != RelationType::InsteadOf);
    let mut names: Vec<&str> = types.map(RelationType::name).collect();
    for category in app.model.category_ids() {
        for relation in app.model.fallback(category) {
            let name = Rung::of(&relation).kind();
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let wanted = names.into_iter().filter(|name| !app.shopper().refuses_kind(name));
    let one = |(number, name): (usize, &str)| {
        let event = Event::NoKind(id, name.to_owned());
        line(app, "no-kind", number, &kind_name(app, name), "no-kind", event)
    };
    wanted.enumerate().map(one).collect()
}

/// What a kind of relation is called.
fn kind_name(app: &App, kind: &str) -> String {
    let key = match RelationType::ALL.into_iter().find(|of| of.name() == kind) {
        Some(RelationType::BoughtTogether) => "kind-bought-together",
        Some(RelationType::CompletesSet) => "kind-completes-set",
        Some(RelationType::BoughtLater) => "kind-bought-later",
        Some(RelationType::NeededWith) => "kind-needed-with",
        Some(RelationType::Fits) => "kind-fits",
        Some(RelationType::Protects) => "kind-protects",
        Some(RelationType::Powers) => "kind-powers",
        Some(RelationType::CareFor) => "kind-care-for",
        Some(RelationType::Alike | RelationType::InsteadOf) => "kind-alike",
        None if kind == Rung::Pick.kind() => "kind-pick",
        None => "kind-category",
    };
    app.words.get(key).to_owned()
}

/// The title of a SKU or the name of a category's path, where the model has it; else the subject as it is.
fn name(app: &App, subject: &str) -> String {
    let model = &app.model;
    if let Some(item) = model.find(subject) {
        return model.title(item).to_owned();
    }
    let category = model.category_ids().find(|&category| model.category_path(category) == subject);
    category.map_or_else(|| subject.to_owned(), |category| app.words.category_name(model, category))
}
