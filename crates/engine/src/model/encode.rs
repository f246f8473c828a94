//! The writer: a draft that keeps the rules, as bytes. The same draft gives the same bytes.

use super::bundles::put_bundles;
use super::bytes::put_leb;
use super::draft::{Bundle, Draft, DraftRow, Months, Profiles, Unit};
use super::error::DraftError;
use super::labels::put_labels;
use super::layout::{
    BUNDLE_LEN, CRITICAL, ENTRY_LEN, HEADER_LEN, LOWERCASE_INITIAL, MAGIC, MAJOR, MAX_BUNDLES,
    MAX_CATEGORIES, MAX_CODES, MAX_DAY, MAX_FILE_LEN, MAX_ITEMS, MAX_LABELS, MAX_MARKETS, MAX_ROW_LEN,
    MAX_TEXT_LEN, MINOR, Section, checksum,
};
use super::profiles::put_profiles;
use super::relations::{Base, put_rows};
use super::texts::put_texts;
use crate::bands;
use crate::ids::{ItemId, to_usize};
use crate::relation_type::RelationType;

/// Writes a model file.
///
/// # Errors
/// When the draft breaks a rule of the format, with the place and the rule. Two items with one SKU are found by
/// the reader, which the builder runs over what it wrote.
pub fn encode(draft: &Draft) -> Result<Vec<u8>, DraftError> {
    check(draft)?;
    let has_content = |section: &Section| match section {
        Section::Relations(relation_type) => draft.relations.contains_key(relation_type),
        Section::Fallback => !draft.fallback.is_empty(),
        Section::Profiles => draft.profiles != Profiles::default(),
        Section::Compatibility => !draft.compatibility.is_empty(),
        Section::Bundles => !draft.bundles.is_empty(),
        Section::Labels(label) => draft.labels.contains_key(label),
        _ => true,
    };
    let sections: Vec<(Section, Vec<u8>)> = Section::ALL
        .into_iter()
        .filter(has_content)
        .map(|section| (section, section_bytes(section, draft)))
        .collect();
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
            put_leb(&mut out, u32::from(draft.unit == Unit::Visits));
            put_leb(&mut out, draft.calibration.shrinkage);
            for per_mille in draft.calibration.held_out_per_mille {
                put_leb(&mut out, per_mille);
            }
            put_leb(&mut out, draft.last_day);
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
        Section::Relations(relation_type) => {
            let rows = draft.relations.get(&relation_type).map_or(&[][..], Vec::as_slice);
            put_rows(&mut out, rows, Base::of(relation_type));
        }
        Section::Fallback => put_rows(&mut out, &draft.fallback, Base::Categories),
        Section::Profiles => {
            let profiles = &draft.profiles;
            put_profiles(&mut out, &by_item(&profiles.months));
            put_profiles(&mut out, &by_item(&profiles.dayparts));
            put_profiles(&mut out, &numbered(draft));
            put_profiles(&mut out, &by_item(&profiles.devices));
            put_leb(&mut out, len_u32(profiles.markets.len()));
            for market in &profiles.markets {
                out.extend(market.code().as_bytes());
            }
            put_profiles(&mut out, &by_item(&profiles.item_markets));
        }
        Section::Compatibility => {
            for codes in &draft.compatibility {
                put_leb(&mut out, len_u32(codes.len()));
                for &code in codes {
                    put_leb(&mut out, code);
                }
            }
        }
        Section::Bundles => put_bundles(&mut out, &draft.bundles),
        Section::Labels(label) => {
            if let Some(labels) = draft.labels.get(&label) {
                put_labels(&mut out, labels);
            }
        }
        Section::Manifest => out.extend(draft.manifest.as_bytes()),
    }
    out
}

/// The profiles of items by the item's number.
fn by_item<const N: usize>(profiles: &[(ItemId, [u8; N])]) -> Vec<(u32, [u8; N])> {
    profiles.iter().map(|&(item, profile)| (item.0, profile)).collect()
}

/// The profiles of relations by the relation's number.
fn numbered(draft: &Draft) -> Vec<(u32, Months)> {
    let rows = draft.relations.get(&RelationType::BoughtTogether).map_or(&[][..], Vec::as_slice);
    let pairs = (0..).zip(rows).flat_map(|(anchor, row)| {
        row.relations.iter().map(move |relation| (ItemId(anchor), relation.candidate))
    });
    let profiles = &draft.profiles.relation_months;
    let profile = |pair| profiles.binary_search_by_key(&pair, |&(pair, _)| pair).ok();
    let numbered = (0..).zip(pairs).filter_map(|(number, pair)| {
        profile(pair).and_then(|at| profiles.get(at)).map(|&(_, months)| (number, months))
    });
    numbered.collect()
}

fn check(draft: &Draft) -> Result<(), DraftError> {
    if draft.currency.len() != 3 || !draft.currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(error("currency", "must be an ISO 4217 code such as GBP"));
    }
    if draft.last_day > MAX_DAY {
        return Err(error("last day", "after 9999-12-31"));
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
        if !is_told(item.n_orders) {
            return Err(error(&item.sku, "a count below 20 must be the least of its band"));
        }
        if item.family.is_some_and(|family| family.0 == 0) {
            return Err(error(&item.sku, "has family 0: families are numbered from 1"));
        }
    }
    check_rows(draft)?;
    check_rest(draft)
}

fn check_rows(draft: &Draft) -> Result<(), DraftError> {
    for (&relation_type, rows) in &draft.relations {
        if rows.len() != draft.items.len() {
            return Err(error(relation_type.name(), "must have one row per item"));
        }
        for (anchor, row) in rows.iter().enumerate() {
            let n_orders = draft.items.get(anchor).map_or(0, |item| item.n_orders);
            let base = if Base::of(relation_type) == Base::Items { n_orders } else { row.base };
            check_row(draft, Some(anchor), base, row).map_err(|what| {
                let sku = draft.items.get(anchor).map_or("?", |item| item.sku.as_str());
                error(&format!("{} of {sku}", relation_type.name()), what)
            })?;
        }
    }
    if !draft.fallback.is_empty() && draft.fallback.len() != draft.categories.len() {
        return Err(error("fallback", "must have one row per category"));
    }
    for (category, row) in std::iter::zip(&draft.categories, &draft.fallback) {
        check_row(draft, None, row.base, row)
            .map_err(|what| error(&format!("fallback of {}", category.name), what))?;
    }
    Ok(())
}

/// Profiles of items or relations, each for which `is_known` holds.
fn check_profiles<I: Ord + Copy, const N: usize>(
    profiles: &[(I, [u8; N])],
    is_known: impl Fn(I) -> bool,
) -> Result<(), DraftError> {
    if !profiles.is_sorted_by(|a, b| a.0 < b.0) || !profiles.iter().all(|&(of, _)| is_known(of)) {
        return Err(error("profiles", "must ascend, without repeats, over items and relations of the model"));
    }
    if profiles.iter().flat_map(|(_, eighths)| eighths).any(|&eighths| eighths > 15) {
        return Err(error("profiles", "must be 0 to 15 eighths"));
    }
    Ok(())
}

/// What stands beside the relations: profiles, compatibility, labels, bundles.
fn check_rest(draft: &Draft) -> Result<(), DraftError> {
    let n_items = draft.items.len();
    let profiles = &draft.profiles;
    let rows = draft.relations.get(&RelationType::BoughtTogether).map_or(&[][..], Vec::as_slice);
    let is_item = |item: ItemId| item.index() < n_items;
    let is_relation = |(anchor, candidate): (ItemId, ItemId)| {
        let row = rows.get(anchor.index());
        row.is_some_and(|row| row.relations.iter().any(|relation| relation.candidate == candidate))
    };
    check_profiles(&profiles.months, is_item)?;
    check_profiles(&profiles.dayparts, is_item)?;
    check_profiles(&profiles.relation_months, is_relation)?;
    check_profiles(&profiles.devices, is_item)?;
    check_profiles(&profiles.item_markets, is_item)?;
    if profiles.markets.len() > MAX_MARKETS || !profiles.markets.is_sorted_by(|a, b| a < b) {
        return Err(error("markets", "must ascend, without repeats, and be at most 7"));
    }
    if !draft.compatibility.is_empty() && draft.compatibility.len() != n_items {
        return Err(error("compatibility", "must have one list per item"));
    }
    if draft.compatibility.iter().any(|codes| len_u32(codes.len()) > MAX_CODES) {
        return Err(error("compatibility", "over 256 codes for one item"));
    }
    for (label, labels) in &draft.labels {
        let n_names = len_u32(labels.names.len());
        if labels.of_item.len() != n_items || labels.of_item.iter().any(|&of| u32::from(of) > n_names) {
            return Err(error(label.name(), "must have one label per item, from the table"));
        }
        if n_names > MAX_LABELS || !labels.names.is_sorted_by(|a, b| a < b) {
            return Err(error(label.name(), "must be at most 4,096, ascending without repeats"));
        }
        for name in &labels.names {
            check_text(name, label.name())?;
        }
    }
    if len_u32(draft.bundles.len()) > MAX_BUNDLES {
        return Err(error("bundles", "over 65,536"));
    }
    let is_bundle = |bundle: &Bundle| {
        (BUNDLE_LEN.0..=BUNDLE_LEN.1).contains(&len_u32(bundle.items.len()))
            && bundle.items.is_sorted_by(|a, b| a < b)
            && bundle.items.last().is_some_and(|last| last.index() < n_items)
            && len_u32(bundle.name.len()) <= MAX_TEXT_LEN
            && is_told(bundle.n_orders)
    };
    if !draft.bundles.iter().all(is_bundle) {
        return Err(error(
            "bundles",
            "must be two to five items, ascending, with a name of at most 1,024 bytes",
        ));
    }
    Ok(())
}

/// Whether a count may be in a file: small ones only as the least of their band.
fn is_told(count: u32) -> bool {
    bands::least(count) == count
}

/// `anchor` is the row's own item, if it has one.
fn check_row(draft: &Draft, anchor: Option<usize>, base: u32, row: &DraftRow) -> Result<(), &'static str> {
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
    if !is_told(base) {
        return Err("a count below 20 must be the least of its band");
    }
    for relation in &row.relations {
        let n_candidate = orders_of(relation.candidate).ok_or("candidate is not an item")?;
        if Some(relation.candidate.index()) == anchor {
            return Err("an item has no relation to itself");
        }
        if !(1..=15).contains(&relation.weight) {
            return Err("weight must be 1 to 15");
        }
        if !is_told(relation.n_both) {
            return Err("a count below 20 must be the least of its band");
        }
        if relation.n_both > base.min(n_candidate) {
            return Err("orders with both must be at most either item's orders");
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
