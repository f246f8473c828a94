//! *Your suggestions*: what she said, what was observed, each with a way to take it back, and what becomes of it.

use super::card::sheet_head;
use super::tree::Build;
use crate::app::{App, Event, RowId};
use goeswith_engine::feedback::Subject;
use goeswith_engine::ids::{ItemId, Millis};
use goeswith_engine::pacing::WEEK_MS;
use goeswith_engine::privacy::PrivacyMode;
use goeswith_engine::shopper::{Answer, AnswerKind};
use goeswith_engine::words::mid_sentence;

/// The panel, in the place of "How often?".
pub(super) fn mine(app: &App, id: RowId, now: Millis) -> Build {
    let words = &app.words;
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
        .child(Build::new("p").text(words.get(uses(app))))
        .child(Build::new("p").text(words.get("mine-sent")));
    if !app.is_kept {
        panel = panel.child(Build::new("p").text(words.get("not-kept")));
    }
    if app.shopper().is_gift {
        panel = panel.child(Build::new("p").text(words.get("mine-gift")));
    }
    panel = list(panel, app, "mine-said", said(app, id, now));
    panel = list(panel, app, "mine-seen", seen(app, id, now));
    let button =
        |key: &str, event: Event| Build::button("sheet-button", key.to_owned(), event).text(words.get(key));
    let buttons = Build::part("div", "sheet-buttons")
        .child(button("mine-download", Event::Download))
        .child(button("mine-erase", Event::Erase));
    panel.child(buttons)
}

/// What is used and where it stays, by the mode that holds.
fn uses(app: &App) -> &'static str {
    match app.mode {
        PrivacyMode::Off | PrivacyMode::Page => "uses-page",
        PrivacyMode::Session => "uses-session",
        PrivacyMode::Remembered => "uses-remembered",
    }
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
    let label = [app.words.get(back), ": ", text].concat();
    let key = [key, " ", &number.to_string()].concat();
    let button = Build::button("link", key, event).with("aria-label", &label).text(app.words.get(back));
    Build::new("li").child(Build::new("span").text(text)).child(button)
}

fn said(app: &App, id: RowId, now: Millis) -> Vec<Build> {
    let one = |(number, answer): (usize, &Answer)| {
        let key = match answer.kind {
            AnswerKind::NotNow => "mine-not-now",
            AnswerKind::NotInterested => "mine-not-interested",
            AnswerKind::NoMore => "mine-no-more",
        };
        let text = app.words.fill(key, &[("what", &name(app, &answer.subject))]);
        let event = Event::Unsay(id, answer.kind, answer.subject.clone());
        line(app, "unsay", number, &text, "undo", event)
    };
    app.shopper().answers().iter().filter(|answer| !answer.is_over(now)).enumerate().map(one).collect()
}

fn seen(app: &App, id: RowId, now: Millis) -> Vec<Build> {
    let words = &app.words;
    let mut lines = Vec::new();
    let is_recent = |(_, at): &&(Option<ItemId>, Millis)| at.age_ms(now) < WEEK_MS;
    let n_shown = app.memory.exposures.shown().iter().filter(is_recent).count();
    if n_shown > 0 {
        let text = words.fill("mine-shown", &[("n", &n_shown.to_string())]);
        lines.push(line(app, "forget shown", 0, &text, "forget-one", Event::ForgetShown(id)));
    }
    for (number, &(item, _)) in app.memory.views.iter().enumerate() {
        let text = words.fill("why-looked", &[("anchor", &mid_sentence(&app.model, item))]);
        lines.push(line(app, "forget view", number, &text, "forget-one", Event::ForgetView(id, item)));
    }
    for (number, (subject, points)) in app.memory.feedback.standing(now).enumerate() {
        let key = if points < 0 { "mine-less" } else { "mine-more" };
        let text = words.fill(key, &[("what", &about(app, subject))]);
        let event = Event::ForgetPoints(id, subject.clone());
        lines.push(line(app, "forget points", number, &text, "forget-one", event));
    }
    lines
}

/// What points are about.
fn about(app: &App, subject: &Subject) -> String {
    match subject {
        Subject::Type(of, stage) => {
            let of = of.name().replace('-', " ");
            app.words.fill("mine-type", &[("type", &of), ("stage", app.words.get(stage.name()))])
        }
        Subject::Category(path) => path.clone(),
        Subject::Item(sku) => name(app, sku),
        Subject::Pair(anchor, sku) => {
            app.words.fill("mine-pair", &[("what", &name(app, sku)), ("anchor", &name(app, anchor))])
        }
    }
}

/// The title of a SKU that the model has; else the subject as it is.
fn name(app: &App, subject: &str) -> String {
    app.model.find(subject).map_or_else(|| subject.to_owned(), |item| app.model.title(item).to_owned())
}
