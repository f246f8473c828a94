//! The reader: validates a file once, then answers from its bytes.

use super::bundles::read_bundles;
use super::bytes::{Cursor, Fault};
use super::draft::{
    Bundle, Calibration, Draft, DraftCategory, DraftItem, DraftRelation, DraftRow, Profiles, Unit,
};
use super::error::ModelError;
use super::layout::{
    CRITICAL, ENTRY_LEN, HEADER_LEN, LOWERCASE_INITIAL, MAGIC, MAJOR, MAX_CATEGORIES, MAX_CODES,
    MAX_FILE_LEN, MAX_ITEMS, MAX_SECTIONS, Section, checksum,
};
use super::profiles::{ProfileList, USUAL};
use super::relations::{Base, Relation, Relations, Row};
use super::sku_index::SkuIndex;
use super::texts::Texts;
use crate::ids::{CategoryId, FamilyId, ItemId, to_usize};
use crate::relation_type::RelationType;

/// An opened model over bytes it borrows (`&[u8]`) or owns (`Vec<u8>`).
///
/// Opening costs one pass over the file and about 40 bytes of memory per item; after that no call fails.
#[derive(Debug, Clone)]
pub struct Model<B> {
    bytes: B,
    sections: Vec<SectionInfo>,
    meta: Meta,
    categories: Vec<Option<CategoryId>>,
    category_names: Texts,
    items: Vec<Item>,
    skus: Texts,
    titles: Texts,
    sku_index: SkuIndex,
    /// By type, in the order of the file.
    relations: Vec<(RelationType, Relations)>,
    fallback: Option<Relations>,
    months: ProfileList<6>,
    dayparts: ProfileList<3>,
    relation_months: ProfileList<6>,
    /// The codes of all items; `code_starts[i]..code_starts[i + 1]` are those of item `i`. Both empty when nothing
    /// must fit.
    codes: Vec<u32>,
    code_starts: Vec<usize>,
}

/// The section *meta*, but for the number of items.
#[derive(Debug, Clone)]
struct Meta {
    currency: String,
    n_orders: u32,
    unit: Unit,
    calibration: Calibration,
}

/// What the model knows of an item besides its texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// Leaf category.
    pub category: CategoryId,
    /// The variants it belongs to.
    pub family: Option<FamilyId>,
    /// Whether the title's first letter is written small in the middle of a sentence.
    pub lowercase_initial: bool,
    /// Price in hundredths of the currency unit; 0 when unknown.
    pub price_hundredths: u32,
    /// Orders that held it.
    pub n_orders: u32,
}

/// A section as the table lists it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SectionInfo {
    /// What it holds.
    pub section: Section,
    /// Position in bytes from the file's start.
    pub offset: usize,
    /// Length in bytes.
    pub len: usize,
}

impl<B: AsRef<[u8]>> Model<B> {
    /// Opens a model file, checking every bound and checksum.
    ///
    /// # Errors
    /// When the bytes are not a whole, undamaged model of this major version. Never panics, whatever the bytes.
    pub fn open(bytes: B) -> Result<Self, ModelError> {
        let file = bytes.as_ref();
        let sections = read_table(file)?;
        let meta = section(file, &sections, Section::Meta, |cursor, _| {
            let code = core::str::from_utf8(cursor.take(3)?).unwrap_or_default();
            if !code.bytes().all(|byte| byte.is_ascii_uppercase()) || code.is_empty() {
                return Err(Fault("not a currency code"));
            }
            let currency = code.to_owned();
            let n_items = cursor.leb_up_to(MAX_ITEMS, "too many items")?;
            let n_orders = cursor.leb()?;
            let unit = if cursor.leb_up_to(1, "unknown unit")? == 0 { Unit::Orders } else { Unit::Visits };
            let mut calibration = Calibration { shrinkage: cursor.leb()?, ..Calibration::default() };
            for per_mille in &mut calibration.held_out_per_mille {
                *per_mille = cursor.leb_up_to(1000, "share above one")?;
            }
            Ok((Meta { currency, n_orders, unit, calibration }, n_items))
        })?;
        let (meta, n_items) = meta;
        let (categories, category_names) = section(file, &sections, Section::Categories, read_categories)?;
        let texts = |cursor: &mut Cursor<'_>, start| Texts::read(cursor, start, n_items);
        let skus = section(file, &sections, Section::Skus, texts)?;
        let titles = section(file, &sections, Section::Titles, texts)?;
        let items = section(file, &sections, Section::Items, |cursor, _| {
            read_items(cursor, n_items, categories.len())
        })?;
        let sku_index = SkuIndex::build(n_items, |item| skus.get(file, to_usize(item)))
            .map_err(|item| ModelError::RepeatedSku { item: item.0 })?;
        let has = |wanted: Section| sections.iter().any(|info| info.section == wanted);
        let rows = |of: Section, n_rows: u32, base: Base| {
            section(file, &sections, of, |cursor, start| Relations::read(cursor, start, n_rows, base, &items))
        };
        let mut relations = Vec::new();
        for relation_type in RelationType::ALL {
            let of = Section::Relations(relation_type);
            if has(of) {
                relations.push((relation_type, rows(of, n_items, Base::of(relation_type))?));
            }
        }
        let mut fallback = None;
        if has(Section::Fallback) {
            let n_rows = u32::try_from(categories.len()).unwrap_or(0);
            fallback = Some(rows(Section::Fallback, n_rows, Base::Categories)?);
        }
        let (mut months, mut dayparts, mut relation_months) = Default::default();
        if has(Section::Profiles) {
            let n_together = relations
                .first()
                .filter(|(relation_type, _)| *relation_type == RelationType::BoughtTogether)
                .map_or(0, |(_, together)| together.len());
            (months, dayparts, relation_months) =
                section(file, &sections, Section::Profiles, |cursor, _| {
                    let months = ProfileList::read(cursor, n_items)?;
                    let dayparts = ProfileList::read(cursor, n_items)?;
                    Ok((months, dayparts, ProfileList::read(cursor, n_together)?))
                })?;
        }
        let (mut codes, mut code_starts) = Default::default();
        if has(Section::Compatibility) {
            (codes, code_starts) =
                section(file, &sections, Section::Compatibility, |cursor, _| read_codes(cursor, n_items))?;
        }
        Ok(Self {
            bytes,
            sections,
            meta,
            categories,
            category_names,
            items,
            skus,
            titles,
            sku_index,
            relations,
            fallback,
            months,
            dayparts,
            relation_months,
            codes,
            code_starts,
        })
    }

    /// ISO 4217 code of the prices.
    #[must_use]
    pub fn currency(&self) -> &str {
        &self.meta.currency
    }

    /// Orders (or visits) the evidence was counted in.
    #[must_use]
    pub fn n_orders(&self) -> u32 {
        self.meta.n_orders
    }

    /// What the evidence counts.
    #[must_use]
    pub fn unit(&self) -> Unit {
        self.meta.unit
    }

    /// What held-out orders said about the levels of confidence.
    #[must_use]
    pub fn calibration(&self) -> &Calibration {
        &self.meta.calibration
    }

    /// Number of items.
    #[must_use]
    pub fn n_items(&self) -> usize {
        self.items.len()
    }

    /// Number of relations of all types.
    #[must_use]
    pub fn n_relations(&self) -> usize {
        self.relations.iter().map(|(_, relations)| to_usize(relations.len())).sum()
    }

    /// The types that have relations.
    pub fn relation_types(&self) -> impl Iterator<Item = RelationType> + use<'_, B> {
        self.relations.iter().map(|&(relation_type, _)| relation_type)
    }

    /// Every item of the model.
    pub fn item_ids(&self) -> impl Iterator<Item = ItemId> + use<B> {
        (0..u32::try_from(self.items.len()).unwrap_or(0)).map(ItemId)
    }

    /// The item with exactly this SKU, if the model has it.
    #[must_use]
    pub fn find(&self, sku: &str) -> Option<ItemId> {
        self.sku_index.find(sku, |item| self.sku(ItemId(item)))
    }

    /// What is known of an item; `None` when the model has no such item.
    #[must_use]
    pub fn item(&self, item: ItemId) -> Option<&Item> {
        self.items.get(item.index())
    }

    /// Whether two different items are the same thing in another colour or size.
    #[must_use]
    pub fn are_variants(&self, a: ItemId, b: ItemId) -> bool {
        let family = |item: ItemId| self.item(item).and_then(|item| item.family);
        a != b && family(a).is_some() && family(a) == family(b)
    }

    /// The merchant's name of an item; empty when the model has no such item.
    #[must_use]
    pub fn sku(&self, item: ItemId) -> &str {
        self.skus.get(self.bytes.as_ref(), item.index())
    }

    /// The item's title; empty when the model has no such item.
    #[must_use]
    pub fn title(&self, item: ItemId) -> &str {
        self.titles.get(self.bytes.as_ref(), item.index())
    }

    /// Every category of the model, parents before children.
    pub fn category_ids(&self) -> impl Iterator<Item = CategoryId> + use<B> {
        (0..u16::try_from(self.categories.len()).unwrap_or(0)).map(CategoryId)
    }

    /// A category's own name; empty when the model has no such category.
    #[must_use]
    pub fn category_name(&self, category: CategoryId) -> &str {
        self.category_names.get(self.bytes.as_ref(), category.index())
    }

    /// The category above, if any.
    #[must_use]
    pub fn category_parent(&self, category: CategoryId) -> Option<CategoryId> {
        self.categories.get(category.index()).copied().flatten()
    }

    /// A category and those above it, from the leaf up.
    pub fn category_chain(&self, leaf: CategoryId) -> impl Iterator<Item = CategoryId> + use<'_, B> {
        core::iter::successors(Some(leaf), |&category| self.category_parent(category))
    }

    /// A category as a path from the top, such as `Kitchen > Cake stands`; stable between builds, unlike its id.
    #[must_use]
    pub fn category_path(&self, leaf: CategoryId) -> String {
        let mut path = self.category_name(leaf).to_owned();
        for category in self.category_chain(leaf).skip(1) {
            path.insert_str(0, " > ");
            path.insert_str(0, self.category_name(category));
        }
        path
    }

    /// The relations of one type from an anchor, by ascending candidate; none for an unknown item.
    #[must_use]
    pub fn relations(&self, relation_type: RelationType, anchor: ItemId) -> Row<'_> {
        let relations = self.relations.iter().find(|&&(known, _)| known == relation_type);
        self.row(relations.map(|(_, relations)| relations), anchor.0)
    }

    /// What orders with any item of a category hold besides, by ascending candidate.
    #[must_use]
    pub fn fallback(&self, category: CategoryId) -> Row<'_> {
        self.row(self.fallback.as_ref(), u32::from(category.0))
    }

    fn row(&self, relations: Option<&Relations>, row: u32) -> Row<'_> {
        relations.map_or_else(Row::default, |relations| relations.row(self.bytes.as_ref(), row))
    }

    /// How much an item counts in a month (0 is January) and a part of the day, in 64ths of the usual.
    #[must_use]
    pub fn timeliness(&self, item: ItemId, month: Option<u8>, daypart: Option<u8>) -> u64 {
        let month = month.map_or(USUAL, |month| self.months.eighths(item.0, month));
        let daypart = daypart.map_or(USUAL, |daypart| self.dayparts.eighths(item.0, daypart));
        u64::from(month) * u64::from(daypart)
    }

    /// How much a *bought together* relation counts in a month (0 is January), in eighths of the usual.
    #[must_use]
    pub fn relation_timeliness(&self, relation: &Relation, month: Option<u8>) -> u64 {
        u64::from(month.map_or(USUAL, |month| self.relation_months.eighths(relation.number, month)))
    }

    /// What an item offers and wants, for [`compatibility`](crate::compatibility); empty when nothing must fit.
    #[must_use]
    pub fn compatibility_codes(&self, item: ItemId) -> &[u32] {
        let bound = |at: usize| self.code_starts.get(at).copied().unwrap_or(0);
        self.codes.get(bound(item.index())..bound(item.index() + 1)).unwrap_or_default()
    }

    /// Items that belong together, strongest first; none when the file has none.
    ///
    /// # Errors
    /// When the section is damaged. Unlike the others it is not read until it is asked for.
    pub fn bundles(&self) -> Result<Vec<Bundle>, ModelError> {
        if !self.sections.iter().any(|info| info.section == Section::Bundles) {
            return Ok(Vec::new());
        }
        let n_items = u32::try_from(self.items.len()).unwrap_or(0);
        section(self.bytes.as_ref(), &self.sections, Section::Bundles, |cursor, _| {
            read_bundles(cursor, n_items)
        })
    }

    /// How the model was made, as JSON; empty when the file does not say.
    #[must_use]
    pub fn manifest(&self) -> &str {
        section_bytes(self.bytes.as_ref(), &self.sections, Section::Manifest)
            .ok()
            .and_then(|(bytes, _)| core::str::from_utf8(bytes).ok())
            .unwrap_or("")
    }

    /// The sections that this version knows, in file order.
    #[must_use]
    pub fn sections(&self) -> &[SectionInfo] {
        &self.sections
    }

    /// The model as plain owned data: the dual of [`encode`](super::encode).
    ///
    /// # Errors
    /// When the bundles are damaged.
    pub fn to_draft(&self) -> Result<Draft, ModelError> {
        let category = |id: CategoryId| DraftCategory {
            name: self.category_name(id).to_owned(),
            parent: self.category_parent(id),
        };
        let item = |(id, item): (ItemId, &Item)| DraftItem {
            sku: self.sku(id).to_owned(),
            title: self.title(id).to_owned(),
            lowercase_initial: item.lowercase_initial,
            price_hundredths: item.price_hundredths,
            category: item.category,
            family: item.family,
            n_orders: item.n_orders,
        };
        let rows = |(relation_type, relations): &(RelationType, Relations)| {
            let base = Base::of(*relation_type);
            (*relation_type, self.item_ids().map(|item| self.draft_row(relations, base, item.0)).collect())
        };
        let fallback = self.fallback.iter().flat_map(|relations| {
            self.category_ids().map(|row| self.draft_row(relations, Base::Categories, u32::from(row.0)))
        });
        Ok(Draft {
            currency: self.meta.currency.clone(),
            unit: self.meta.unit,
            n_orders: self.meta.n_orders,
            calibration: self.meta.calibration,
            categories: self.category_ids().map(category).collect(),
            items: self.item_ids().zip(&self.items).map(item).collect(),
            relations: self.relations.iter().map(rows).collect(),
            fallback: fallback.collect(),
            profiles: self.draft_profiles(),
            compatibility: if self.code_starts.is_empty() {
                Vec::new()
            } else {
                self.item_ids().map(|item| self.compatibility_codes(item).to_vec()).collect()
            },
            bundles: self.bundles()?,
            manifest: self.manifest().to_owned(),
        })
    }

    fn draft_row(&self, relations: &Relations, base: Base, row: u32) -> DraftRow {
        let (scale, own_base) = relations.scale_and_base(row, base);
        let relations = relations
            .row(self.bytes.as_ref(), row)
            .map(|Relation { candidate, weight, n_both, .. }| DraftRelation { candidate, weight, n_both });
        DraftRow { scale, base: own_base, relations: relations.collect() }
    }

    fn draft_profiles(&self) -> Profiles {
        let pairs: Vec<(ItemId, ItemId)> = self
            .item_ids()
            .flat_map(|anchor| {
                let row = self.relations(RelationType::BoughtTogether, anchor);
                row.map(move |relation| (anchor, relation.candidate))
            })
            .collect();
        let items = |list: Vec<(u32, _)>| list.into_iter().map(|(item, part)| (ItemId(item), part)).collect();
        let dayparts = self.dayparts.all().into_iter().map(|(item, part)| (ItemId(item), part)).collect();
        let relation_months = self.relation_months.all().into_iter();
        Profiles {
            months: items(self.months.all()),
            dayparts,
            relation_months: relation_months
                .filter_map(|(number, months)| Some((*pairs.get(to_usize(number))?, months)))
                .collect(),
        }
    }
}

fn read_table(file: &[u8]) -> Result<Vec<SectionInfo>, ModelError> {
    if file.len() > MAX_FILE_LEN {
        return Err(ModelError::TooLarge { limit: MAX_FILE_LEN, got: file.len() });
    }
    let damaged = |what| ModelError::Table { what };
    if !file.starts_with(&MAGIC) {
        return Err(ModelError::NotAModel);
    }
    let short = |at: usize| read_array(file, at).map(u16::from_le_bytes).ok_or(damaged("ends too early"));
    let word = |at: usize| read_array(file, at).map(u32::from_le_bytes).ok_or(damaged("ends too early"));
    let major = short(8)?;
    if major != MAJOR {
        return Err(ModelError::Version { got: major });
    }
    let n_sections = usize::from(short(12)?);
    if n_sections > MAX_SECTIONS {
        return Err(damaged("too many sections"));
    }
    if short(14)? != 0 {
        return Err(damaged("reserved bytes are not zero"));
    }
    let table_end = HEADER_LEN + n_sections * ENTRY_LEN;
    let table = file.get(HEADER_LEN..table_end).ok_or(damaged("ends too early"))?;
    if checksum(table) != word(16)? {
        return Err(damaged("wrong checksum"));
    }
    let mut sections: Vec<SectionInfo> = Vec::new();
    let mut expected_offset = table_end;
    for entry in 0..n_sections {
        let at = HEADER_LEN + entry * ENTRY_LEN;
        let (kind, flags) = (short(at)?, short(at + 2)?);
        let (offset, len) = (to_usize(word(at + 4)?), to_usize(word(at + 8)?));
        if offset != expected_offset {
            return Err(damaged("sections do not follow one another"));
        }
        expected_offset = offset.checked_add(len).ok_or(damaged("length overflows"))?;
        let bytes = file.get(offset..expected_offset).ok_or(damaged("file is cut short"))?;
        let Some(section) = Section::from_kind(kind) else {
            if flags & CRITICAL == 0 {
                continue;
            }
            return Err(ModelError::UnknownSection { kind });
        };
        if sections.iter().any(|known| known.section == section) {
            return Err(damaged("section twice"));
        }
        if word(at + 12)? != checksum(bytes) {
            return Err(ModelError::Checksum { section });
        }
        sections.push(SectionInfo { section, offset, len });
    }
    if expected_offset != file.len() {
        return Err(damaged("bytes left over"));
    }
    Ok(sections)
}

fn section_bytes<'a>(
    file: &'a [u8],
    sections: &[SectionInfo],
    section: Section,
) -> Result<(&'a [u8], usize), ModelError> {
    let info = sections.iter().find(|info| info.section == section).ok_or(ModelError::Missing { section })?;
    let bytes = file.get(info.offset..info.offset + info.len).ok_or(ModelError::Missing { section })?;
    Ok((bytes, info.offset))
}

/// Reads a section to its end; `read` gets the section's position in the file.
fn section<'a, T>(
    file: &'a [u8],
    sections: &[SectionInfo],
    section: Section,
    read: impl FnOnce(&mut Cursor<'a>, usize) -> Result<T, Fault>,
) -> Result<T, ModelError> {
    let (bytes, start) = section_bytes(file, sections, section)?;
    let mut cursor = Cursor::new(bytes);
    let value = read(&mut cursor, start).and_then(|value| cursor.finish().map(|()| value));
    value.map_err(|Fault(what)| ModelError::Damaged { section, offset: cursor.at(), what })
}

fn read_categories(cursor: &mut Cursor<'_>, start: usize) -> Result<(Vec<Option<CategoryId>>, Texts), Fault> {
    let n = cursor.leb_up_to(MAX_CATEGORIES, "too many categories")?;
    let mut parents = Vec::new();
    for own in 0..n {
        let parent = cursor.leb_up_to(own, "category comes before its parent")?;
        parents.push(parent.checked_sub(1).and_then(|parent| u16::try_from(parent).ok()).map(CategoryId));
    }
    let names = Texts::read(cursor, start, n)?;
    Ok((parents, names))
}

fn read_items(cursor: &mut Cursor<'_>, n: u32, n_categories: usize) -> Result<Vec<Item>, Fault> {
    let mut items = Vec::new();
    for _ in 0..n {
        let category = u16::try_from(cursor.leb()?).ok().filter(|&at| usize::from(at) < n_categories);
        let category = CategoryId(category.ok_or(Fault("category is not in the table"))?);
        items.push(Item {
            category,
            family: None,
            lowercase_initial: false,
            price_hundredths: 0,
            n_orders: 0,
        });
    }
    for item in &mut items {
        item.family = Some(FamilyId(cursor.leb()?)).filter(|family| family.0 > 0);
    }
    for item in &mut items {
        let flags = cursor.byte()?;
        if flags & !LOWERCASE_INITIAL != 0 {
            return Err(Fault("unknown item flag"));
        }
        item.lowercase_initial = flags & LOWERCASE_INITIAL != 0;
    }
    for item in &mut items {
        item.price_hundredths = cursor.leb()?;
    }
    for item in &mut items {
        item.n_orders = cursor.leb()?;
    }
    Ok(items)
}

/// The codes of all items, and where each item's begin.
fn read_codes(cursor: &mut Cursor<'_>, n: u32) -> Result<(Vec<u32>, Vec<usize>), Fault> {
    let (mut codes, mut starts) = (Vec::new(), vec![0]);
    for _ in 0..n {
        for _ in 0..cursor.leb_up_to(MAX_CODES, "too many codes")? {
            codes.push(cursor.leb()?);
        }
        starts.push(codes.len());
    }
    Ok((codes, starts))
}

fn read_array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}
