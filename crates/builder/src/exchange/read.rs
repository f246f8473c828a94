//! Lines as a draft. What the numbers may be is for the engine's writer to check.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use goeswith_engine::circumstances::Market;
use goeswith_engine::ids::{CategoryId, FamilyId, ItemId};
use goeswith_engine::model::{
    Bundle, Calibration, Draft, DraftCategory, DraftItem, DraftLabels, DraftRelation, DraftRow, Label, Unit,
};
use goeswith_engine::relation_type::RelationType;
use miette::Diagnostic;
use thiserror::Error;

use super::line::Line;
use crate::last_day;
use crate::num::to_u32;

/// Why lines are no model.
#[derive(Debug, Error, Diagnostic)]
#[error("{}:{line}: {what}", path.display())]
#[diagnostic(help("write the lines with `goeswith export`, and change only what you mean to change"))]
pub struct ExchangeError {
    /// The file.
    pub path: PathBuf,
    /// Which line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

/// The model that the lines of `text` describe; `path` is for the messages.
///
/// # Errors
/// A line is not of its kind's shape, or names what no line before it defines.
pub fn read(path: &Path, text: &str) -> Result<Draft, ExchangeError> {
    let mut reader = Reader::default();
    let at = |line: usize, what: String| ExchangeError { path: path.to_path_buf(), line, what };
    let mut n_lines = 0;
    for (line, text) in (1..).zip(text.lines()) {
        n_lines = line;
        if text.trim().is_empty() {
            continue;
        }
        let parsed: Line<'_> = serde_json::from_str(text).map_err(|error| at(line, error.to_string()))?;
        reader.take(parsed).map_err(|what| at(line, what))?;
    }
    if reader.draft.currency.is_empty() {
        return Err(at(n_lines, "no line is of kind \"shop\"".to_owned()));
    }
    Ok(reader.finish())
}

#[derive(Default)]
struct Reader {
    draft: Draft,
    categories: BTreeMap<String, CategoryId>,
    items: BTreeMap<String, ItemId>,
    /// By item, in order.
    fits: Vec<Vec<u32>>,
    /// By item, in order: its need, color and topic.
    labels: [Vec<Option<String>>; 3],
    has_fallback: bool,
}

impl Reader {
    fn take(&mut self, line: Line<'_>) -> Result<(), String> {
        match line {
            Line::Shop { .. } => self.shop(line),
            Line::Category { path, name, above } => {
                let parent = above.map(|above| self.category(&above)).transpose()?;
                let number = u16::try_from(self.draft.categories.len());
                let id = CategoryId(number.map_err(|_| "too many categories".to_owned())?);
                if self.categories.insert(path.clone().into_owned(), id).is_some() {
                    return Err(format!("the category {path:?} is there twice"));
                }
                self.draft.categories.push(DraftCategory { name: name.into_owned(), parent });
                Ok(())
            }
            Line::Item { .. } => self.item_line(line),
            Line::Relation { anchor, candidate, r#type, weight, scale, n_both, of } => {
                let anchor = self.item(&anchor)?;
                let relation = DraftRelation { candidate: self.item(&candidate)?, weight, n_both };
                let relation_type = relation_type(&r#type)?;
                let n_items = self.draft.items.len();
                let rows = self.draft.relations.entry(relation_type).or_default();
                rows.resize(n_items, DraftRow::default());
                add(rows.get_mut(anchor.index()), relation, scale, of)
            }
            Line::Fallback { category, candidate, weight, scale, n_both, of } => {
                let category = self.category(&category)?;
                let relation = DraftRelation { candidate: self.item(&candidate)?, weight, n_both };
                self.draft.fallback.resize(self.draft.categories.len(), DraftRow::default());
                add(self.draft.fallback.get_mut(category.index()), relation, scale, of)
            }
            Line::Months { item, eighths } => {
                let item = self.item(&item)?;
                self.draft.profiles.months.push((item, eighths));
                Ok(())
            }
            Line::Dayparts { item, eighths } => {
                let item = self.item(&item)?;
                self.draft.profiles.dayparts.push((item, eighths));
                Ok(())
            }
            Line::RelationMonths { anchor, candidate, eighths } => {
                let pair = (self.item(&anchor)?, self.item(&candidate)?);
                self.draft.profiles.relation_months.push((pair, eighths));
                Ok(())
            }
            Line::Devices { item, eighths } => {
                let item = self.item(&item)?;
                self.draft.profiles.devices.push((item, eighths));
                Ok(())
            }
            Line::Markets { codes } => {
                for code in codes {
                    let market = Market::from_code(&code);
                    let market =
                        market.ok_or_else(|| format!("the market {code:?} is no code such as \"GB\""))?;
                    self.draft.profiles.markets.push(market);
                }
                Ok(())
            }
            Line::ItemMarkets { item, eighths } => {
                let item = self.item(&item)?;
                self.draft.profiles.item_markets.push((item, eighths));
                Ok(())
            }
            Line::Bundle { name, items, n_orders } => {
                let items =
                    items.iter().map(|sku| self.item(sku)).collect::<Result<Vec<ItemId>, String>>()?;
                self.draft.bundles.push(Bundle { name: name.into_owned(), items, n_orders });
                Ok(())
            }
        }
    }

    fn shop(&mut self, line: Line<'_>) -> Result<(), String> {
        let Line::Shop {
            currency,
            counts_visits,
            n_orders,
            shrinkage,
            held_out_per_mille,
            last_day,
            types,
            has_fallback,
            manifest,
        } = line
        else {
            return Ok(());
        };
        let draft = &mut self.draft;
        draft.currency = currency.into_owned();
        draft.unit = if counts_visits { Unit::Visits } else { Unit::Orders };
        draft.n_orders = n_orders;
        draft.calibration = Calibration { shrinkage, held_out_per_mille };
        let last_day = last_day
            .map(|text| last_day::parse(&text).map_err(|help| format!("{text:?} is no last day: {help}")));
        draft.last_day = last_day::number(last_day.transpose()?);
        draft.manifest = manifest.into_owned();
        for name in types {
            draft.relations.insert(relation_type(&name)?, Vec::new());
        }
        self.has_fallback = has_fallback;
        Ok(())
    }

    fn item_line(&mut self, line: Line<'_>) -> Result<(), String> {
        let Line::Item {
            sku,
            title,
            lowercase_initial,
            price_hundredths,
            category,
            family,
            n_orders,
            fits,
            need,
            color,
            topic,
        } = line
        else {
            return Ok(());
        };
        let category = self.category(&category)?;
        let id = ItemId(to_u32(self.draft.items.len()));
        if self.items.insert(sku.clone().into_owned(), id).is_some() {
            return Err(format!("the item {sku:?} is there twice"));
        }
        self.fits.push(fits);
        for (words, word) in std::iter::zip(&mut self.labels, [need, color, topic]) {
            words.push(word.map(std::borrow::Cow::into_owned));
        }
        self.draft.items.push(DraftItem {
            sku: sku.into_owned(),
            title: title.into_owned(),
            lowercase_initial,
            price_hundredths,
            category,
            family: family.map(FamilyId),
            n_orders,
        });
        Ok(())
    }

    /// Every list as long as it must be.
    fn finish(self) -> Draft {
        let Self { mut draft, fits, labels, has_fallback, .. } = self;
        let n_items = draft.items.len();
        for rows in draft.relations.values_mut() {
            rows.resize(n_items, DraftRow::default());
        }
        if has_fallback {
            draft.fallback.resize(draft.categories.len(), DraftRow::default());
        }
        for row in draft.relations.values_mut().flatten().chain(&mut draft.fallback) {
            row.relations.sort_unstable_by_key(|relation| relation.candidate);
        }
        if fits.iter().any(|codes| !codes.is_empty()) {
            draft.compatibility = fits;
        }
        for (label, words) in std::iter::zip(Label::ALL, labels) {
            let words: Vec<Option<&str>> = words.iter().map(Option::as_deref).collect();
            draft.labels.extend(DraftLabels::new(&words).map(|labels| (label, labels)));
        }
        draft
    }

    fn item(&self, sku: &str) -> Result<ItemId, String> {
        self.items.get(sku).copied().ok_or_else(|| format!("no item {sku:?} in a line before"))
    }

    fn category(&self, path: &str) -> Result<CategoryId, String> {
        self.categories.get(path).copied().ok_or_else(|| format!("no category {path:?} in a line before"))
    }
}

fn relation_type(name: &str) -> Result<RelationType, String> {
    let found = RelationType::ALL.into_iter().find(|relation_type| relation_type.name() == name);
    found.ok_or_else(|| format!("there is no relation type {name:?}"))
}

/// All relations of one row have one scale and one base.
fn add(row: Option<&mut DraftRow>, relation: DraftRelation, scale: u16, base: u32) -> Result<(), String> {
    let row = row.ok_or("no such row")?;
    if !row.relations.is_empty() && (row.scale, row.base) != (scale, base) {
        return Err("scale and of must be the same for all relations of one anchor and type".to_owned());
    }
    row.scale = scale;
    row.base = base;
    row.relations.push(relation);
    Ok(())
}
