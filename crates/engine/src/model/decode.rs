//! The reader: validates a file once, then answers from its bytes.

use super::bundles::read_bundles;
use super::bytes::{Cursor, Fault};
use super::draft::{
    Bundle, Calibration, Draft, DraftCategory, DraftItem, DraftRelation, DraftRow, Profiles, Unit,
};
use super::error::ModelError;
use super::labels::{DraftLabels, Label, Labels};
use super::layout::{LOWERCASE_INITIAL, MAX_CATEGORIES, MAX_CODES, MAX_DAY, MAX_ITEMS, MAX_MARKETS, Section};
use super::profiles::{ProfileList, USUAL};
use super::relations::{Base, Relation, Relations, Row};
use super::sections::{Reader, SectionInfo, find, read_table};
use super::sku_index::SkuIndex;
use super::texts::Texts;
use crate::circumstances::{Circumstance, Circumstances, Device, Market};
use crate::ids::{CategoryId, FamilyId, ItemId, Millis, to_usize};
use crate::pacing::DAY_MS;
use crate::relation_type::RelationType;

/// An opened model over bytes it borrows (`&[u8]`) or owns (`Vec<u8>`).
///
/// Opening costs one pass over the file and about 40 bytes of memory per item; after that no call fails.
#[derive(Debug, Clone)]
pub struct Model<B> {
    bytes: B,
    sections: Vec<SectionInfo>,
    sku_index: SkuIndex,
    contents: Contents,
}

/// What the sections hold, as far as it is not answered from the bytes.
#[derive(Debug, Clone, Default)]
struct Contents {
    currency: String,
    n_orders: u32,
    unit: Unit,
    calibration: Calibration,
    last_day: u32,
    categories: Vec<Option<CategoryId>>,
    category_names: Texts,
    items: Vec<Item>,
    skus: Texts,
    titles: Texts,
    /// By type, in the order of the file.
    relations: Vec<(RelationType, Relations)>,
    fallback: Option<Relations>,
    months: ProfileList,
    dayparts: ProfileList,
    relation_months: ProfileList,
    devices: ProfileList,
    markets: Vec<Market>,
    item_markets: ProfileList,
    /// By kind, in the order of the file.
    labels: Vec<(Label, Labels)>,
    /// The codes of all items; `code_starts[i]..code_starts[i + 1]` are those of item `i`. Both empty when nothing
    /// must fit.
    codes: Vec<u32>,
    code_starts: Vec<usize>,
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

impl<B: AsRef<[u8]>> Model<B> {
    /// Opens a model file, checking every bound and checksum.
    ///
    /// # Errors
    /// When the bytes are not a whole, undamaged model of this major version. Never panics, whatever the bytes.
    pub fn open(bytes: B) -> Result<Self, ModelError> {
        let sections = read_table(bytes.as_ref())?;
        let contents = Contents::read(bytes.as_ref(), &sections)?;
        let sku_index = SkuIndex::build(n(contents.items.len()), &contents.skus, bytes.as_ref())
            .map_err(|item| ModelError::RepeatedSku { item: item.0 })?;
        Ok(Self { bytes, sections, sku_index, contents })
    }

    /// ISO 4217 code of the prices.
    #[must_use]
    pub fn currency(&self) -> &str {
        &self.contents.currency
    }

    /// Orders (or visits) the evidence was counted in.
    #[must_use]
    pub fn n_orders(&self) -> u32 {
        self.contents.n_orders
    }

    /// What the evidence counts.
    #[must_use]
    pub fn unit(&self) -> Unit {
        self.contents.unit
    }

    /// What held-out orders said about the levels of confidence.
    #[must_use]
    pub fn calibration(&self) -> &Calibration {
        &self.contents.calibration
    }

    /// The last day on which anything is suggested, in days since 1970-01-01 in UTC; 0 when the model never ends.
    #[must_use]
    pub fn last_day(&self) -> u32 {
        self.contents.last_day
    }

    /// The end of the last day, once it is over.
    #[must_use]
    pub fn ended_at(&self, now: Millis) -> Option<Millis> {
        let end = Millis((u64::from(self.last_day()) + 1) * DAY_MS);
        (self.last_day() > 0 && end <= now).then_some(end)
    }

    /// Number of items.
    #[must_use]
    pub fn n_items(&self) -> usize {
        self.contents.items.len()
    }

    /// Number of relations of all types.
    #[must_use]
    pub fn n_relations(&self) -> usize {
        self.contents.relations.iter().map(|(_, relations)| to_usize(relations.len())).sum()
    }

    /// The types that have relations.
    pub fn relation_types(&self) -> impl Iterator<Item = RelationType> + use<'_, B> {
        self.contents.relations.iter().map(|&(relation_type, _)| relation_type)
    }

    /// Every item of the model.
    pub fn item_ids(&self) -> impl Iterator<Item = ItemId> + use<B> {
        (0..u32::try_from(self.contents.items.len()).unwrap_or(0)).map(ItemId)
    }

    /// The item with exactly this SKU, if the model has it.
    #[must_use]
    pub fn find(&self, sku: &str) -> Option<ItemId> {
        self.sku_index.find(sku, &self.contents.skus, self.bytes.as_ref())
    }

    /// What is known of an item; `None` when the model has no such item.
    #[must_use]
    pub fn item(&self, item: ItemId) -> Option<&Item> {
        self.contents.items.get(item.index())
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
        self.contents.skus.get(self.bytes.as_ref(), item.index())
    }

    /// The item's title; empty when the model has no such item.
    #[must_use]
    pub fn title(&self, item: ItemId) -> &str {
        self.contents.titles.get(self.bytes.as_ref(), item.index())
    }

    /// Every category of the model, parents before children.
    pub fn category_ids(&self) -> impl Iterator<Item = CategoryId> + use<B> {
        (0..u16::try_from(self.contents.categories.len()).unwrap_or(0)).map(CategoryId)
    }

    /// A category's own name; empty when the model has no such category.
    #[must_use]
    pub fn category_name(&self, category: CategoryId) -> &str {
        self.contents.category_names.get(self.bytes.as_ref(), category.index())
    }

    /// The category above, if any.
    #[must_use]
    pub fn category_parent(&self, category: CategoryId) -> Option<CategoryId> {
        self.contents.categories.get(category.index()).copied().flatten()
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
        let relations = self.contents.relations.iter().find(|&&(known, _)| known == relation_type);
        self.row(relations.map(|(_, relations)| relations), anchor.0)
    }

    /// What orders with any item of a category hold besides, and what the merchant picked for it (without orders), by
    /// ascending candidate.
    #[must_use]
    pub fn fallback(&self, category: CategoryId) -> Row<'_> {
        self.row(self.contents.fallback.as_ref(), u32::from(category.0))
    }

    fn row(&self, relations: Option<&Relations>, row: u32) -> Row<'_> {
        relations.map_or_else(Row::default, |relations| relations.row(self.bytes.as_ref(), row))
    }

    /// How much an item counts in these circumstances, in 4096ths of the usual.
    #[must_use]
    pub fn aptness(&self, item: ItemId, circumstances: &Circumstances) -> u64 {
        let Contents { months, dayparts, devices, markets, item_markets, .. } = &self.contents;
        let market = circumstances.market.map(|market| {
            (1..).zip(markets).find(|(_, known)| **known == market).map_or(0, |(place, _)| place)
        });
        [
            (months, circumstances.month),
            (dayparts, circumstances.daypart),
            (devices, circumstances.device.map(Device::number)),
            (item_markets, market),
        ]
        .into_iter()
        .map(|(profiles, part)| u64::from(part.map_or(USUAL, |part| profiles.eighths(item.0, part))))
        .product()
    }

    /// Whether anything counts more or less by a circumstance.
    #[must_use]
    pub const fn tells_apart(&self, circumstance: Circumstance) -> bool {
        let Contents { months, dayparts, devices, item_markets, relation_months, .. } = &self.contents;
        match circumstance {
            Circumstance::Month => !months.is_empty() || !relation_months.is_empty(),
            Circumstance::Daypart => !dayparts.is_empty(),
            Circumstance::Device => !devices.is_empty(),
            Circumstance::Market => !item_markets.is_empty(),
        }
    }

    /// How much a *bought together* relation counts in a month (0 is January), in eighths of the usual.
    #[must_use]
    pub fn relation_aptness(&self, relation: &Relation, month: Option<u8>) -> u64 {
        u64::from(month.map_or(USUAL, |month| self.contents.relation_months.eighths(relation.number, month)))
    }

    /// What an item offers and wants, for [`compatibility`](crate::compatibility); empty when nothing must fit.
    #[must_use]
    pub fn compatibility_codes(&self, item: ItemId) -> &[u32] {
        let bound = |at: usize| self.contents.code_starts.get(at).copied().unwrap_or(0);
        self.contents.codes.get(bound(item.index())..bound(item.index() + 1)).unwrap_or_default()
    }

    /// An item's label of a kind, to be compared with others'; `None` when it has none.
    #[must_use]
    pub fn label(&self, label: Label, item: ItemId) -> Option<u16> {
        self.labels(label)?.of(item)
    }

    /// The word of a label; empty when there is none.
    #[must_use]
    pub fn label_name(&self, label: Label, of: u16) -> &str {
        self.labels(label).map_or("", |labels| labels.name(self.bytes.as_ref(), of))
    }

    /// The label that is this word.
    #[must_use]
    pub fn find_label(&self, label: Label, name: &str) -> Option<u16> {
        let n_names = self.labels(label)?.n_names;
        (1..=n_names).find(|&of| self.label_name(label, of) == name)
    }

    fn labels(&self, label: Label) -> Option<&Labels> {
        self.contents.labels.iter().find(|(known, _)| *known == label).map(|(_, labels)| labels)
    }

    /// Items that belong together, strongest first; none when the file has none.
    ///
    /// # Errors
    /// When the section is damaged. Unlike the others it is not read until it is asked for.
    pub fn bundles(&self) -> Result<Vec<Bundle>, ModelError> {
        let mut reader = Reader::new(self.bytes.as_ref(), &self.sections);
        let mut read = || {
            if !reader.enter(Section::Bundles)? {
                return Ok(Vec::new());
            }
            let bundles = read_bundles(&mut reader.cursor, n(self.contents.items.len()))?;
            reader.cursor.finish()?;
            Ok(bundles)
        };
        read().map_err(|fault| reader.located(fault))
    }

    /// How the model was made, as JSON; empty when the file does not say.
    #[must_use]
    pub fn manifest(&self) -> &str {
        find(&self.sections, Section::Manifest)
            .and_then(|info| self.bytes.as_ref().get(info.offset..info.offset + info.len))
            .and_then(|bytes| core::str::from_utf8(bytes).ok())
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
        let fallback = self.contents.fallback.iter().flat_map(|relations| {
            self.category_ids().map(|row| self.draft_row(relations, Base::Categories, u32::from(row.0)))
        });
        Ok(Draft {
            currency: self.contents.currency.clone(),
            unit: self.contents.unit,
            n_orders: self.contents.n_orders,
            calibration: self.contents.calibration,
            last_day: self.last_day(),
            categories: self.category_ids().map(category).collect(),
            items: self.item_ids().zip(&self.contents.items).map(item).collect(),
            relations: self.contents.relations.iter().map(rows).collect(),
            fallback: fallback.collect(),
            profiles: self.draft_profiles(),
            compatibility: if self.contents.code_starts.is_empty() {
                Vec::new()
            } else {
                self.item_ids().map(|item| self.compatibility_codes(item).to_vec()).collect()
            },
            bundles: self.bundles()?,
            labels: self
                .contents
                .labels
                .iter()
                .map(|(label, labels)| (*label, self.draft_labels(*label, labels)))
                .collect(),
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

    fn draft_labels(&self, label: Label, labels: &Labels) -> DraftLabels {
        DraftLabels {
            names: (1..=labels.n_names).map(|of| self.label_name(label, of).to_owned()).collect(),
            of_item: labels.of_item.clone(),
        }
    }

    fn draft_profiles(&self) -> Profiles {
        let pairs: Vec<(ItemId, ItemId)> = self
            .item_ids()
            .flat_map(|anchor| {
                let row = self.relations(RelationType::BoughtTogether, anchor);
                row.map(move |relation| (anchor, relation.candidate))
            })
            .collect();
        let relation_months = self.contents.relation_months.all().into_iter();
        Profiles {
            months: of_items(&self.contents.months),
            dayparts: of_items(&self.contents.dayparts),
            devices: of_items(&self.contents.devices),
            markets: self.contents.markets.clone(),
            item_markets: of_items(&self.contents.item_markets),
            relation_months: relation_months
                .filter_map(|(number, months)| Some((*pairs.get(to_usize(number))?, months)))
                .collect(),
        }
    }
}

fn of_items<const N: usize>(profiles: &ProfileList) -> Vec<(ItemId, [u8; N])> {
    profiles.all().into_iter().map(|(item, profile)| (ItemId(item), profile)).collect()
}

impl Contents {
    fn read(file: &[u8], sections: &[SectionInfo]) -> Result<Self, ModelError> {
        for section in [Section::Meta, Section::Categories, Section::Skus, Section::Titles, Section::Items] {
            find(sections, section).ok_or(ModelError::Missing { section })?;
        }
        let mut reader = Reader::new(file, sections);
        let mut contents = Self::default();
        match contents.read_all(&mut reader) {
            Ok(()) => Ok(contents),
            Err(fault) => Err(reader.located(fault)),
        }
    }

    fn read_all(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        reader.enter(Section::Meta)?;
        let n_items = self.read_meta(&mut reader.cursor)?;
        reader.enter(Section::Categories)?;
        self.read_categories(reader)?;
        reader.enter(Section::Skus)?;
        self.skus = Texts::read(&mut reader.cursor, reader.start, n_items)?;
        reader.enter(Section::Titles)?;
        self.titles = Texts::read(&mut reader.cursor, reader.start, n_items)?;
        reader.enter(Section::Items)?;
        self.read_items(&mut reader.cursor, n_items)?;
        for relation_type in RelationType::ALL {
            if reader.enter(Section::Relations(relation_type))? {
                let relations = self.read_relations(reader, n_items, Base::of(relation_type))?;
                self.relations.push((relation_type, relations));
            }
        }
        if reader.enter(Section::Fallback)? {
            self.fallback = Some(self.read_relations(reader, n(self.categories.len()), Base::Categories)?);
        }
        if reader.enter(Section::Profiles)? {
            self.months = ProfileList::read(&mut reader.cursor, n_items, 6)?;
            self.dayparts = ProfileList::read(&mut reader.cursor, n_items, 3)?;
            let together = self.relations.first().filter(|(known, _)| *known == RelationType::BoughtTogether);
            let n_together = together.map_or(0, |(_, together)| together.len());
            self.relation_months = ProfileList::read(&mut reader.cursor, n_together, 6)?;
            self.devices = ProfileList::read(&mut reader.cursor, n_items, 2)?;
            for _ in 0..reader.cursor.leb_up_to(n(MAX_MARKETS), "too many markets")? {
                let code = core::str::from_utf8(reader.cursor.take(2)?).ok().and_then(Market::from_code);
                self.markets.push(code.ok_or(Fault("market is no code"))?);
            }
            self.item_markets = ProfileList::read(&mut reader.cursor, n_items, 4)?;
        }
        if reader.enter(Section::Compatibility)? {
            self.read_codes(&mut reader.cursor, n_items)?;
        }
        for label in Label::ALL {
            if reader.enter(Section::Labels(label))? {
                self.labels.push((label, Labels::read(reader, n_items)?));
            }
        }
        reader.cursor.finish()
    }

    /// Reads the section *meta*; the number of items.
    fn read_meta(&mut self, cursor: &mut Cursor<'_>) -> Result<u32, Fault> {
        let code = core::str::from_utf8(cursor.take(3)?).unwrap_or_default();
        if !code.bytes().all(|byte| byte.is_ascii_uppercase()) || code.is_empty() {
            return Err(Fault("not a currency code"));
        }
        self.currency.push_str(code);
        let n_items = cursor.leb_up_to(MAX_ITEMS, "too many items")?;
        self.n_orders = cursor.leb()?;
        self.unit = if cursor.leb_up_to(1, "unknown unit")? == 0 { Unit::Orders } else { Unit::Visits };
        self.calibration.shrinkage = cursor.leb()?;
        for per_mille in &mut self.calibration.held_out_per_mille {
            *per_mille = cursor.leb_up_to(1000, "share above one")?;
        }
        self.last_day = cursor.leb_up_to(MAX_DAY, "no such day")?;
        Ok(n_items)
    }

    fn read_relations(&self, reader: &mut Reader<'_>, n_rows: u32, base: Base) -> Result<Relations, Fault> {
        Relations::read(&mut reader.cursor, reader.start, n_rows, base, &self.items)
    }

    fn read_categories(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        let cursor = &mut reader.cursor;
        let n = cursor.leb_up_to(MAX_CATEGORIES, "too many categories")?;
        for own in 0..n {
            let parent = cursor.leb_up_to(own, "category comes before its parent")?;
            let parent = parent.checked_sub(1).and_then(|parent| u16::try_from(parent).ok());
            self.categories.push(parent.map(CategoryId));
        }
        self.category_names = Texts::read(cursor, reader.start, n)?;
        Ok(())
    }

    fn read_items(&mut self, cursor: &mut Cursor<'_>, n: u32) -> Result<(), Fault> {
        for _ in 0..n {
            let category = u16::try_from(cursor.leb()?).ok().map(CategoryId);
            let category = category.filter(|at| at.index() < self.categories.len());
            self.items.push(Item {
                category: category.ok_or(Fault("category is not in the table"))?,
                family: None,
                lowercase_initial: false,
                price_hundredths: 0,
                n_orders: 0,
            });
        }
        for item in &mut self.items {
            item.family = Some(FamilyId(cursor.leb()?)).filter(|family| family.0 > 0);
        }
        for item in &mut self.items {
            let flags = cursor.byte()?;
            if flags & !LOWERCASE_INITIAL != 0 {
                return Err(Fault("unknown item flag"));
            }
            item.lowercase_initial = flags & LOWERCASE_INITIAL != 0;
        }
        for item in &mut self.items {
            item.price_hundredths = cursor.leb()?;
        }
        for item in &mut self.items {
            item.n_orders = cursor.leb()?;
        }
        Ok(())
    }

    /// The codes of all items, and where each item's begin.
    fn read_codes(&mut self, cursor: &mut Cursor<'_>, n: u32) -> Result<(), Fault> {
        self.code_starts.push(0);
        for _ in 0..n {
            for _ in 0..cursor.leb_up_to(MAX_CODES, "too many codes")? {
                self.codes.push(cursor.leb()?);
            }
            self.code_starts.push(self.codes.len());
        }
        Ok(())
    }
}

/// A number of items or categories, whose limits are far below 32 bits.
fn n(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
