//! A card: picture, title, price, reason, confidence, *Add*, and the menu of ways to say no.

use super::row::{Page, is_open};
use super::tree::{Element, Node};
use crate::app::{AddState, Answered, App, Card, Event, Open, Row, RowId};
use goeswith_engine::confidence::Level;
use goeswith_engine::shopper::AnswerKind;
use goeswith_engine::words::category_mid_sentence;

/// The card in its place: the suggestion, or the answer it got with the way back.
pub(super) fn card(app: &App, id: RowId, row: &Row, card: &Card, page: &dyn Page) -> Element {
    let place = Element::new("li").keyed(format!("card {}", card.sku));
    match &card.answered {
        Some(answered) => place.with("part", "card answered").child(said(app, id, card, answered)),
        None => place.with("part", "card").children(offered(app, id, row, card, page)),
    }
}

fn said(app: &App, id: RowId, card: &Card, answered: &Answered) -> Element {
    let words = &app.words;
    let text = match answered.kind {
        AnswerKind::NotNow => words.get("said-not-now").to_owned(),
        AnswerKind::NotInterested => words.get("said-not-interested").to_owned(),
        AnswerKind::NoMore => words.fill("said-no-more", &[("category", &category(app, card))]),
    };
    let undo = button("undo", format!("undo {}", card.sku), Event::TakeBack(id, card.sku.clone()));
    Element::part("p", "said").with("role", "status").text(text).child(undo.text(words.get("undo")))
}

fn offered(app: &App, id: RowId, row: &Row, card: &Card, page: &dyn Page) -> Vec<Element> {
    let (words, item) = (&app.words, card.suggestion.item);
    let title = app.model.title(item);
    let link = page.link(&card.sku);
    let name = match &link {
        Some(url) => Element::new("a").with("href", url.clone()).keyed(format!("title {}", card.sku)),
        None => Element::new("span"),
    };
    let price = app.model.item(item).map_or(0, |item| item.price_hundredths);
    let price =
        (price > 0).then(|| Element::part("p", "price").text(page.price(price, app.model.currency())));
    let picture =
        Element::part("div", "picture").with("aria-hidden", "true").child(Node::Picture(card.sku.clone()));
    let mut parts = vec![picture, Element::part("h3", "title").child(name.text(title))];
    parts.extend(price);
    parts.push(Element::part("p", "reason").text(words.reason(&app.model, &card.suggestion.reason)));
    parts.push(confidence(app, card.suggestion.reason.level()));
    parts.push(actions(app, id, row, card));
    if is_open(row, &Open::Why(card.sku.clone())) {
        parts.push(why(app, id, card));
    }
    parts
}

/// The words first, the dots second.
fn confidence(app: &App, level: Level) -> Element {
    let key = match level {
        Level::VeryOften => "level-very-often",
        Level::Often => "level-often",
        Level::Guess => "level-guess",
    };
    let dots = (1..=3)
        .map(|dot| Element::new("i").with("class", if dot <= level.dots() { "dot full" } else { "dot" }));
    Element::part("p", "confidence")
        .with("data-level", level.name())
        .child(Element::new("span").with("class", "dots").with("aria-hidden", "true").children(dots))
        .child(Element::new("span").text(app.words.get(key)))
}

fn actions(app: &App, id: RowId, row: &Row, card: &Card) -> Element {
    let (words, sku) = (&app.words, &card.sku);
    let title = app.model.title(card.suggestion.item);
    let key = format!("add {sku}");
    let state = app.add_state(sku);
    let add = match state {
        Some(AddState::Added | AddState::Removing) => {
            button("undo-add", key, Event::UndoAdd(id, sku.clone()))
                .with("aria-label", words.fill("undo-add-label", &[("item", title)]))
                .text(words.get("undo"))
        }
        Some(AddState::Adding) => button("add", key, Event::Add(id, sku.clone()))
            .with("aria-disabled", "true")
            .text(words.get("adding")),
        Some(AddState::Failed) => {
            button("add", key, Event::Add(id, sku.clone())).text(words.get("add-failed"))
        }
        None | Some(AddState::Offered) => button("add", key, Event::Add(id, sku.clone()))
            .with("aria-label", words.fill("add-label", &[("item", title)]))
            .text(words.get("add")),
    };
    let is_added = matches!(state, Some(AddState::Added | AddState::Removing));
    let added = is_added.then(|| Element::part("span", "added").text(words.get("added")));
    let menu_open = is_open(row, &Open::Menu(sku.clone()));
    let toggle = if menu_open { Event::Close(id) } else { Event::Open(id, Open::Menu(sku.clone())) };
    let more = button("more", format!("more {sku}"), toggle)
        .with("aria-haspopup", "menu")
        .with("aria-expanded", menu_open.to_string())
        .with("aria-label", words.fill("more-label", &[("item", title)]))
        .text("⋯");
    let menu = menu_open.then(|| menu(app, id, card));
    Element::part("div", "actions").children(added).child(add).child(more).children(menu)
}

fn menu(app: &App, id: RowId, card: &Card) -> Element {
    let (words, sku) = (&app.words, &card.sku);
    let entry = |key: &str, event: Event, text: String| {
        Element::part("button", "menu-item")
            .with("type", "button")
            .with("role", "menuitem")
            .with("tabindex", "-1")
            .on(format!("{key} {sku}"), event)
            .text(text)
    };
    let say = |kind: AnswerKind, text: String| entry(kind.name(), Event::Say(id, kind, sku.clone()), text);
    let no_more = words.fill("no-more", &[("category", &category(app, card))]);
    Element::part("div", "menu")
        .with("role", "menu")
        .with("aria-label", words.fill("more-label", &[("item", app.model.title(card.suggestion.item))]))
        .child(entry("why", Event::Open(id, Open::Why(sku.clone())), words.get("why").to_owned()))
        .child(say(AnswerKind::NotNow, words.get("not-now").to_owned()))
        .child(say(AnswerKind::NotInterested, words.get("not-interested").to_owned()))
        .child(say(AnswerKind::NoMore, no_more))
}

fn why(app: &App, id: RowId, card: &Card) -> Element {
    let (words, sku) = (&app.words, &card.sku);
    let viewed = app.viewed().and_then(|sku| app.model.find(sku));
    let sentences = words.why(&app.model, &card.suggestion.reason, viewed);
    let facts = Element::new("ul").children(sentences.into_iter().map(|fact| Element::new("li").text(fact)));
    let no_more = button(
        "sheet-button",
        format!("sheet-no-more {sku}"),
        Event::Say(id, AnswerKind::NoMore, sku.clone()),
    )
    .text(words.fill("no-more", &[("category", &category(app, card))]));
    let close = button("sheet-button", format!("close {sku}"), Event::Close(id)).text(words.get("close"));
    Element::part("div", "sheet")
        .with("role", "dialog")
        .with("aria-label", words.get("why"))
        .keyed(format!("sheet {sku}"))
        .child(Element::part("h4", "sheet-heading").text(words.get("why")))
        .child(facts)
        .child(Element::part("div", "sheet-buttons").child(no_more).child(close))
}

fn category(app: &App, card: &Card) -> String {
    app.model
        .item(card.suggestion.item)
        .map_or_else(String::new, |item| category_mid_sentence(&app.model, item.category))
}

fn button(part: &'static str, key: String, event: Event) -> Element {
    Element::part("button", part).with("type", "button").on(key, event)
}
