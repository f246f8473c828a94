//! A card: picture, title, price, reason, confidence, *Add*, and the menu of ways to say no.

use super::row::{Page, is_open};
use super::tree::Build;
use crate::app::{AddState, Answered, App, Card, Event, Open, Row, RowId, is_in_cart, key};
use goeswith_engine::compatibility::Fit;
use goeswith_engine::confidence::Level;
use goeswith_engine::ids::ItemId;
use goeswith_engine::model::Label;
use goeswith_engine::shopper::AnswerKind;

/// The card in its place: the suggestion, or the answer it got with the way back, or nothing.
pub(super) fn card(app: &App, id: RowId, row: &Row, card: &Card, page: &dyn Page) -> Build {
    let place = Build::new("li").keyed(&key("card", card.item()));
    if card.is_withdrawn {
        return place.with("part", "place");
    }
    match &card.answered {
        Some(answered) => place.with("part", "card answered").child(said(app, id, card, answered)),
        None => offered(place.with("part", "card"), app, id, row, card, page),
    }
}

fn said(app: &App, id: RowId, card: &Card, answered: &Answered) -> Build {
    let words = &app.words;
    let text = match answered.kind {
        AnswerKind::NotNow => words.get("said-not-now").to_owned(),
        AnswerKind::NotInterested => words.get("said-not-interested").to_owned(),
        AnswerKind::NoMore | AnswerKind::NoKind => {
            words.fill("said-no-more", &[("category", &category(app, card))])
        }
    };
    let undo = Build::button("undo", key("undo", card.item()), Event::TakeBack(id, card.item()));
    // It takes the focus, and a screen reader hears with it what was said.
    let undo =
        undo.with("aria-label", &words.fill("line-label", &[("action", words.get("undo")), ("line", &text)]));
    // An element of its own: were it the reason's or the price's, those would seem to have moved.
    let said = Build::part("p", "said").keyed(&key("said", card.item()));
    said.text(&text).child(undo.text(words.get("undo")))
}

fn offered(place: Build, app: &App, id: RowId, row: &Row, card: &Card, page: &dyn Page) -> Build {
    let item = card.item();
    let (title, sku) = (app.model.title(item), app.model.sku(item));
    let name = match page.link(sku) {
        Some(url) => Build::new("a").with("href", &url).on(key("title", item), Event::Follow(id, item)),
        None => Build::new("span"),
    };
    let picture = Build::part("div", "picture").with("aria-hidden", "true").picture(sku);
    let mut place = place
        .child(picture)
        .child(Build::part("h3", "title").child(name.child(Build::new("bdi").text(title))));
    let price = app.model.item(item).map_or(0, |item| item.price_hundredths);
    if price > 0 {
        place = place.child(Build::part("p", "price").text(&page.price(price, app.model.currency())));
    }
    place = place
        .child(Build::part("p", "reason").text(&app.words.reason(&app.model, &card.suggestion.reason)))
        .child(confidence(app, card.suggestion.reason.level()))
        .children(fit(app, card))
        .children(saved(app, id, item, title))
        .child(actions(app, id, row, card, title));
    if is_open(row, Open::Why(item)) { place.child(why(app, id, card)) } else { place }
}

/// Whether it fits what it goes with, where the merchant's rules are about both.
fn fit(app: &App, card: &Card) -> Option<Build> {
    let (fit, text) = app.words.fit(&app.model, &card.suggestion.reason)?;
    let verdict = if fit == Fit::Verified { "checked" } else { "unchecked" };
    Some(Build::part("p", "fit").with("data-fit", verdict).text(&text))
}

/// The words first, the dots second.
fn confidence(app: &App, level: Level) -> Build {
    let text = match level {
        Level::VeryOften => "level-very-often",
        Level::Often => "level-often",
        Level::Guess => "level-guess",
    };
    let mut dots = Build::new("span").with("class", "dots").with("aria-hidden", "true");
    for dot in 1..=3 {
        dots =
            dots.child(Build::new("i").with("class", if dot <= level.dots() { "dot full" } else { "dot" }));
    }
    let text = Build::new("span").text(app.words.get(text));
    Build::part("p", "confidence").with("data-level", level.name()).child(dots).child(text)
}

fn actions(app: &App, id: RowId, row: &Row, card: &Card, title: &str) -> Build {
    let (words, item) = (&app.words, card.item());
    let state = app.add_state(item);
    let is_added = is_in_cart(state);
    // Always there, so that the button beside it is never moved: that would cost it the focus.
    let mut added = Build::new("span");
    let is_stuck = state == Some(AddState::NotRemoved);
    if is_added && !is_stuck {
        added = added.with("part", "added").text(words.get("added"));
    }
    let (part, event, label, text) = if is_added {
        let (label, text) = if is_stuck { (None, "undo-failed") } else { (Some("undo-add-label"), "undo") };
        ("undo-add", Event::UndoAdd(id, item), label, text)
    } else {
        let (label, text) = match state {
            Some(AddState::Adding) => (None, "adding"),
            Some(AddState::Failed) => (None, "add-failed"),
            _ => (Some("add-label"), "add"),
        };
        ("add", Event::Add(id, item), label, text)
    };
    let mut add = Build::button(part, key("add", item), event).text(words.get(text));
    if let Some(label) = label {
        add = add.with("aria-label", &words.fill(label, &[("item", title)]));
    }
    if state == Some(AddState::Adding) {
        add = add.with("aria-disabled", "true");
    }
    let is_open = is_open(row, Open::Menu(item));
    let toggle = if is_open { Event::Close(id) } else { Event::Open(id, Open::Menu(item)) };
    let label = words.fill("more-label", &[("item", title)]);
    let more = Build::button("more", key("more", item), toggle)
        .with("aria-haspopup", "menu")
        .with("aria-expanded", if is_open { "true" } else { "false" })
        .with("aria-label", &label)
        .text("⋯");
    let actions = Build::part("div", "actions").child(added).child(add).child(more);
    if is_open { actions.child(menu(app, id, card, &label)) } else { actions }
}

/// The message about an item that the shop was asked for; none where it is merely offered.
pub(super) fn told(state: Option<AddState>) -> &'static str {
    match state {
        Some(AddState::Adding) => "adding",
        Some(AddState::Failed) => "add-failed",
        Some(AddState::Added | AddState::Removing) => "added",
        Some(AddState::NotRemoved) => "undo-failed",
        Some(AddState::Offered) | None => "",
    }
}

/// "Saved", with the way back; what is in the cart says that instead.
fn saved(app: &App, id: RowId, item: ItemId, title: &str) -> Option<Build> {
    if !app.is_saved(item) || is_in_cart(app.add_state(item)) {
        return None;
    }
    let words = &app.words;
    // Where nothing is kept, it is gone with the page, as is what touches a sensitive topic.
    let is_kept = app.remembers() && app.model.label(Label::Topic, item).is_none();
    let text = if is_kept { "saved" } else { "saved-page" };
    let undo = Build::button("undo-save", key("undo-save", item), Event::UndoSave(id, item))
        .with("aria-label", &words.fill("undo-save-label", &[("item", title)]))
        .text(words.get("undo"));
    Some(Build::part("p", "saved").with("role", "status").text(words.get(text)).child(undo))
}

fn menu(app: &App, id: RowId, card: &Card, label: &str) -> Build {
    let (words, item) = (&app.words, card.item());
    let entry = |name: &str, event: Event, text: &str| {
        Build::button("menu-item", key(name, item), event)
            .with("role", "menuitem")
            .with("tabindex", "-1")
            .text(text)
    };
    let mut menu = Build::part("div", "menu").with("role", "menu").with("aria-label", label);
    menu = menu.child(entry("why", Event::Open(id, Open::Why(item)), words.get("why")));
    if !app.is_saved(item) {
        menu = menu.child(entry("save", Event::Save(id, item), words.get("save")));
    }
    let no_more = words.fill("no-more", &[("category", &category(app, card))]);
    let texts = [words.get("not-now"), words.get("not-interested"), &no_more];
    for (kind, text) in AnswerKind::OF_CARD.into_iter().zip(texts) {
        menu = menu.child(entry(kind.name(), Event::Say(id, kind, item), text));
    }
    menu
}

fn why(app: &App, id: RowId, card: &Card) -> Build {
    let (words, item) = (&app.words, card.item());
    let mut facts = Build::new("ul");
    for fact in words.why(&app.model, &card.suggestion.reason, app.viewed()) {
        facts = facts.child(Build::new("li").text(&fact));
    }
    let no_more = words.fill("no-more", &[("category", &category(app, card))]);
    let refuse = Event::Say(id, AnswerKind::NoMore, item);
    let not_helpful = Build::button("sheet-button", key("not-helpful", item), Event::NotHelpful(id, item));
    let mut buttons = Build::part("div", "sheet-buttons");
    let is_noted = app.is_noted(id, item);
    if is_noted {
        buttons = buttons
            .child(Build::part("span", "noted").with("role", "status").text(words.get("said-not-helpful")));
    }
    let says = words.get(if is_noted { "undo" } else { "not-helpful" });
    let buttons = buttons
        .child(not_helpful.text(says))
        .child(Build::button("sheet-button", key("sheet-no-more", item), refuse).text(&no_more));
    Build::part("div", "sheet")
        .with("role", "dialog")
        .with("aria-label", words.get("why"))
        .keyed(&key("sheet", item))
        .child(sheet_head("h4", words.get("why"), words.get("close"), key("close", item), Event::Close(id)))
        .child(facts)
        .child(buttons)
}

/// A sheet's heading, with the way out beside it: the first thing that is reached.
pub(super) fn sheet_head(tag: &'static str, text: &str, close: &str, key: String, event: Event) -> Build {
    let heading = Build::part(tag, "sheet-heading").text(text);
    Build::part("div", "sheet-head").child(heading).child(Build::button("undo", key, event).text(close))
}

fn category(app: &App, card: &Card) -> String {
    app.model
        .item(card.suggestion.item)
        .map_or_else(String::new, |item| app.words.category_name(&app.model, item.category))
}
