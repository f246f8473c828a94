//! A draft as lines.

use std::borrow::Cow;

use goeswith_engine::ids::{CategoryId, ItemId};
use goeswith_engine::model::{Draft, DraftRow, Label, Unit};

use super::line::Line;
use crate::last_day;

/// All lines of a model, each ended.
///
/// # Errors
/// Never in practice: the lines have no part that JSON cannot hold.
pub fn write(draft: &Draft) -> Result<String, serde_json::Error> {
    let mut text = String::new();
    let writer = Writer { draft };
    for line in writer.lines() {
        text += &serde_json::to_string(&line)?;
        text.push('\n');
    }
    Ok(text)
}

struct Writer<'a> {
    draft: &'a Draft,
}

impl<'a> Writer<'a> {
    fn lines(&self) -> Vec<Line<'a>> {
        let mut lines = vec![self.shop()];
        lines.extend((0_u16..).zip(&self.draft.categories).map(|(number, category)| Line::Category {
            path: self.path(CategoryId(number)),
            name: Cow::Borrowed(&category.name),
            above: category.parent.map(|above| self.path(above)),
        }));
        lines.extend(self.items());
        for (relation_type, rows) in &self.draft.relations {
            for (anchor, row) in (0_u32..).zip(rows) {
                lines.extend(self.relations(ItemId(anchor), relation_type.name(), row));
            }
        }
        for (category, row) in (0_u16..).zip(&self.draft.fallback) {
            lines.extend(row.relations.iter().map(|relation| Line::Fallback {
                category: self.path(CategoryId(category)),
                candidate: self.sku(relation.candidate),
                weight: relation.weight,
                scale: row.scale,
                n_both: relation.n_both,
                of: row.base,
            }));
        }
        lines.extend(self.profiles());
        lines.extend(self.draft.bundles.iter().map(|bundle| Line::Bundle {
            name: Cow::Borrowed(&bundle.name),
            items: bundle.items.iter().map(|&item| self.sku(item)).collect(),
            n_orders: bundle.n_orders,
        }));
        lines
    }

    fn shop(&self) -> Line<'a> {
        let draft = self.draft;
        Line::Shop {
            currency: Cow::Borrowed(&draft.currency),
            counts_visits: draft.unit == Unit::Visits,
            n_orders: draft.n_orders,
            shrinkage: draft.calibration.shrinkage,
            held_out_per_mille: draft.calibration.held_out_per_mille,
            last_day: last_day::from_number(draft.last_day).map(|day| Cow::Owned(day.to_string())),
            types: draft.relations.keys().map(|relation_type| Cow::Borrowed(relation_type.name())).collect(),
            has_fallback: !draft.fallback.is_empty(),
            manifest: Cow::Borrowed(&draft.manifest),
        }
    }

    fn items(&self) -> impl Iterator<Item = Line<'a>> {
        let fits = |at: usize| self.draft.compatibility.get(at).cloned().unwrap_or_default();
        let label = |label: Label, at: usize| {
            let labels = self.draft.labels.get(&label)?;
            let number = usize::from(*labels.of_item.get(at)?).checked_sub(1)?;
            labels.names.get(number).map(|name| Cow::Borrowed(name.as_str()))
        };
        self.draft.items.iter().enumerate().map(move |(at, item)| Line::Item {
            sku: Cow::Borrowed(&item.sku),
            title: Cow::Borrowed(&item.title),
            lowercase_initial: item.lowercase_initial,
            price_hundredths: item.price_hundredths,
            category: self.path(item.category),
            family: item.family.map(|family| family.0),
            n_orders: item.n_orders,
            fits: fits(at),
            need: label(Label::Need, at),
            color: label(Label::Color, at),
            topic: label(Label::Topic, at),
        })
    }

    fn relations(
        &self,
        anchor: ItemId,
        name: &'static str,
        row: &'a DraftRow,
    ) -> impl Iterator<Item = Line<'a>> {
        row.relations.iter().map(move |relation| Line::Relation {
            anchor: self.sku(anchor),
            candidate: self.sku(relation.candidate),
            r#type: Cow::Borrowed(name),
            weight: relation.weight,
            scale: row.scale,
            n_both: relation.n_both,
            of: row.base,
        })
    }

    fn profiles(&self) -> Vec<Line<'a>> {
        let profiles = &self.draft.profiles;
        let months = profiles.months.iter();
        let months = months.map(|&(item, eighths)| Line::Months { item: self.sku(item), eighths });
        let dayparts = profiles.dayparts.iter();
        let dayparts = dayparts.map(|&(item, eighths)| Line::Dayparts { item: self.sku(item), eighths });
        let relations = profiles.relation_months.iter();
        let relations = relations.map(|&((anchor, candidate), eighths)| Line::RelationMonths {
            anchor: self.sku(anchor),
            candidate: self.sku(candidate),
            eighths,
        });
        let devices = profiles.devices.iter();
        let devices = devices.map(|&(item, eighths)| Line::Devices { item: self.sku(item), eighths });
        let codes: Vec<_> = profiles.markets.iter().map(|market| Cow::Borrowed(market.code())).collect();
        let markets = (!codes.is_empty()).then_some(Line::Markets { codes });
        let item_markets = profiles.item_markets.iter();
        let item_markets =
            item_markets.map(|&(item, eighths)| Line::ItemMarkets { item: self.sku(item), eighths });
        months.chain(dayparts).chain(relations).chain(devices).chain(markets).chain(item_markets).collect()
    }

    fn sku(&self, item: ItemId) -> Cow<'a, str> {
        self.draft.items.get(item.index()).map_or(Cow::Borrowed(""), |item| Cow::Borrowed(&item.sku))
    }

    /// The names from the top down, with ` > ` between.
    fn path(&self, category: CategoryId) -> Cow<'a, str> {
        let mut names = Vec::new();
        let mut next = Some(category);
        while let Some(entry) = next.and_then(|category| self.draft.categories.get(category.index())) {
            names.push(entry.name.as_str());
            next = entry.parent;
        }
        names.reverse();
        Cow::Owned(names.join(" > "))
    }
}
