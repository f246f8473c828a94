//! A bundle below the cards: its name where the merchant gave one, the total, then what is in it, none of it ticked, and why.

use super::card::told;
use super::row::Page;
use super::tree::Build;
use crate::app::{AddState, App, Event, Row, RowId, Together, key};
use goeswith_engine::ids::ItemId;

/// The box; nothing where the browser cannot write a price.
pub(super) fn together(app: &App, id: RowId, row: &Row, page: &dyn Page) -> Option<Build> {
    let words = &app.words;
    let together = app.together(id)?;
    let items = &together.bundle.items;
    let price_of = |item: ItemId| app.model.item(item).map_or(0, |item| item.price_hundredths);
    let total = page.price(app.total_of(&together.bundle), app.model.currency());
    if total.is_empty() {
        return None;
    }
    let n_items = u32::try_from(items.len()).unwrap_or(u32::MAX);
    let text = words.count("bundle-total", n_items, &[("price", &total)]);
    let mut list = Build::part("ul", "bundle-items").with("role", "list");
    for &item in items {
        let price = page.price(price_of(item), app.model.currency());
        list = list.child(line(app, id, row, together, item, &price));
    }
    let mut add = Build::button("add-chosen", "add-chosen".to_owned(), Event::AddChosen(id));
    if together.ticks.is_empty() {
        add = add.with("aria-disabled", "true");
    }
    let group = Build::part("div", "bundle").with("role", "group").with("aria-labelledby", "bundle");
    let name = &together.bundle.name;
    let heading = |part| Build::part("h3", part).with("id", "bundle");
    let group = if name.is_empty() {
        group.child(heading("bundle-total").text(&text))
    } else {
        let name = Build::new("bdi").text(name);
        group.child(heading("bundle-name").child(name)).child(Build::part("p", "bundle-total").text(&text))
    };
    let why = Build::part("p", "bundle-reason").text(&evidence(app, together.bundle.n_orders));
    Some(group.keyed("bundle").child(list).child(why).child(add.text(words.get("add-chosen"))))
}

/// An item: with a box to tick, or where it is by now.
fn line(app: &App, id: RowId, row: &Row, together: &Together, item: ItemId, price: &str) -> Build {
    let words = &app.words;
    let state = app.add_state(item);
    let title = app.model.title(item);
    let name = Build::new("span").child(Build::new("bdi").text(title));
    let price = Build::part("span", "choice-price").text(price);
    let place = Build::new("li").keyed(&key("choice", item));
    let is_there = app.holds_in_cart(item);
    let told = if is_there && state != Some(AddState::NotRemoved) { "in-your-cart" } else { told(state) };
    let mut told = Build::new("small").with("role", "status").text(words.get(told));
    if matches!(state, Some(AddState::Added | AddState::NotRemoved))
        && row.cards.iter().all(|card| card.item() != item)
    {
        let undo = Build::button("undo", key("undo-choice", item), Event::UndoAdd(id, item))
            .with("aria-label", &words.fill("undo-add-label", &[("item", title)]));
        told = told.child(undo.text(words.get("undo")));
    }
    if is_there || app.is_waiting(item) {
        let there = Build::part("p", "choice").child(name).child(price);
        return place.child(there).child(told);
    }
    let mut tick = Build::new("input").with("type", "checkbox");
    if together.ticks.holds(item) {
        tick = tick.with("checked", "");
    }
    let tick = tick.on(key("tick", item), Event::Tick(id, item));
    let choice = Build::part("label", "choice").child(tick).child(name).child(price);
    place.child(choice).child(told)
}

/// How many orders held all of it; a small count is known as a band.
fn evidence(app: &App, n_orders: u32) -> String {
    if n_orders == 0 {
        return app.words.get("bundle-declared").to_owned();
    }
    app.words.fill("bundle-orders", &[("of", &app.words.orders_at_least(&app.model, n_orders))])
}
