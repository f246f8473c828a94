//! The writer: a draft that keeps the rules, as bytes. The same draft gives the same bytes.

use super::bytes::put_leb;
use super::draft::{Draft, DraftRow};
use super::error::DraftError;
use super::layout::{
    CRITICAL, ENTRY_LEN, HEADER_LEN, LOWERCASE_INITIAL, MAGIC, MAJOR, MAX_CATEGORIES, MAX_FILE_LEN,
    MAX_ITEMS, MAX_ROW_LEN, MAX_TEXT_LEN, MINOR, Section, checksum,
};
use super::relations::put_rows;
use super::texts::put_texts;
use crate::ids::{ItemId, to_usize};

/// Writes a model file.
///
/// # Errors
/// When the draft breaks a rule of the format, with the place and the rule. Two items with one SKU are found by
/// the reader, which the builder runs over what it wrote.
pub fn encode(draft: &Draft) -> Result<Vec<u8>, DraftError> {
    check(draft)?;
    let sections = Section::ALL.map(|section| (section, section_bytes(section, draft)));
    let mut table = Vec::new();
    let mut offset = HEADER_LEN + sections.len() * ENTRY_LEN;
    for (section, bytes) in &sections {
        table.extend(section.kind().to_le_bytes());
        table.extend((if section.is_critical() { CRITICAL } else { 0 }).to_le_bytes());
        table.extend(u32::try_from(offset).unwrap_or(u32::MAX).to_le_bytes());
        table.extend(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes());
        table.extend(checksum(bytes).to_le_bytes());
        offset += bytes.len();
    }
    if offset > MAX_FILE_LEN {
        return Err(error("model", "over 64 MiB"));
    }
    let mut out = Vec::with_capacity(offset);
    out.extend(MAGIC);
    out.extend(MAJOR.to_le_bytes());
    out.extend(MINOR.to_le_bytes());
    out.extend(u16::try_from(sections.len()).unwrap_or(u16::MAX).to_le_bytes());
    out.extend([0, 0]);
    out.extend(checksum(&table).to_le_bytes());
    out.extend(table);
    for (_, bytes) in sections {
        out.extend(bytes);
    }
    Ok(out)
}

fn section_bytes(section: Section, draft: &Draft) -> Vec<u8> {
    let mut out = Vec::new();
    match section {
        Section::Meta => {
            out.extend(draft.currency.as_bytes());
            put_leb(&mut out, len_u32(draft.items.len()));
            put_leb(&mut out, draft.n_orders);
        }
        Section::Categories => {
            put_leb(&mut out, len_u32(draft.categories.len()));
            for category in &draft.categories {
                put_leb(&mut out, category.parent.map_or(0, |parent| u32::from(parent.0) + 1));
            }
            put_texts(&mut out, draft.categories.iter().map(|category| category.name.as_str()));
        }
        Section::Skus => put_texts(&mut out, draft.items.iter().map(|item| item.sku.as_str())),
        Section::Titles => put_texts(&mut out, draft.items.iter().map(|item| item.title.as_str())),
        Section::Items => {
            for item in &draft.items {
                put_leb(&mut out, u32::from(item.category.0));
            }
            for item in &draft.items {
                put_leb(&mut out, item.family.map_or(0, |family| family.0));
            }
            out.extend(
                draft.items.iter().map(|item| if item.lowercase_initial { LOWERCASE_INITIAL } else { 0 }),
            );
            for item in &draft.items {
                put_leb(&mut out, item.price_hundredths);
            }
            for item in &draft.items {
                put_leb(&mut out, item.n_orders);
            }
        }
        Section::BoughtTogether => put_rows(&mut out, &draft.bought_together),
        Section::Manifest => out.extend(draft.manifest.as_bytes()),
    }
    out
}

fn check(draft: &Draft) -> Result<(), DraftError> {
    if draft.currency.len() != 3 || !draft.currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(error("currency", "must be an ISO 4217 code such as GBP"));
    }
    if len_u32(draft.items.len()) > MAX_ITEMS {
        return Err(error("items", "over four million"));
    }
    if len_u32(draft.categories.len()) > MAX_CATEGORIES {
        return Err(error("categories", "over 4,096"));
    }
    for (at, category) in draft.categories.iter().enumerate() {
        check_text(&category.name, &category.name)?;
        if category.parent.is_some_and(|parent| parent.index() >= at) {
            return Err(error(&category.name, "must come after its parent"));
        }
    }
    for item in &draft.items {
        check_text(&item.sku, &item.sku)?;
        check_text(&item.title, &item.sku)?;
        if item.category.index() >= draft.categories.len() {
            return Err(error(&item.sku, "has a category that is not in the table"));
        }
        if item.family.is_some_and(|family| family.0 == 0) {
            return Err(error(&item.sku, "has family 0: families are numbered from 1"));
        }
    }
    if draft.bought_together.len() != draft.items.len() {
        return Err(error("relations", "must have one row per item"));
    }
    for (anchor, row) in draft.bought_together.iter().enumerate() {
        check_row(draft, anchor, row).map_err(|what| {
            let sku = draft.items.get(anchor).map_or("?", |item| item.sku.as_str());
            error(&format!("relations of {sku}"), what)
        })?;
    }
    Ok(())
}

fn check_row(draft: &Draft, anchor: usize, row: &DraftRow) -> Result<(), &'static str> {
    let orders_of = |item: ItemId| draft.items.get(item.index()).map(|item| item.n_orders);
    if row.relations.len() > to_usize(MAX_ROW_LEN) {
        return Err("over 64 relations");
    }
    if (row.scale == 0) != row.relations.is_empty() {
        return Err("a row has a scale when it has relations, and only then");
    }
    if !row.relations.is_sorted_by(|a, b| a.candidate < b.candidate) {
        return Err("candidates must ascend without repeats");
    }
    let n_anchor = draft.items.get(anchor).map_or(0, |item| item.n_orders);
    for relation in &row.relations {
        let n_candidate = orders_of(relation.candidate).ok_or("candidate is not an item")?;
        if relation.candidate.index() == anchor {
            return Err("an item has no relation to itself");
        }
        if !(1..=15).contains(&relation.weight) {
            return Err("weight must be 1 to 15");
        }
        if relation.n_both == 0 || relation.n_both > n_anchor.min(n_candidate) {
            return Err("orders with both must be at least 1 and at most either item's orders");
        }
    }
    Ok(())
}

fn check_text(text: &str, place: &str) -> Result<(), DraftError> {
    if text.is_empty() {
        return Err(error(place, "a SKU, title or category name is empty"));
    }
    if len_u32(text.len()) > MAX_TEXT_LEN {
        return Err(error(place, "a SKU, title or category name is over 1,024 bytes"));
    }
    Ok(())
}

fn error(place: &str, what: &'static str) -> DraftError {
    DraftError { place: place.to_owned(), what }
}

fn len_u32(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
