//! What was observed of the shopper (shown, taken, looked at, saved, answered, learned), as one small versioned text: kept only where the
//! privacy mode says so, beside the record of her choices.
//!
//! ```text
//! goeswith-memory 1
//! shown 85123A 1795190400000
//! accepted 1795190400000
//! view 22423 1795190400000
//! search cake%20stand 1795190400000
//! owned 22423 1795190400000
//! detour 22423 85123A product completes-set 1795190400000
//! saved 22699 1795190400000
//! ordered 1795190400000
//! asked 1795190400000
//! helped no 1795190400000
//! missing A%20blue%20one 1795190400000
//! shared 1795190400000
//! points type bought-together cart -3 1795190400000
//! points category Kitchen%20>%20Cake%20stands -1 1795190400000
//! points item 85123A -3 1795190400000
//! points color red 2 1795190400000
//! points price 3 2 1795190400000
//! points pair 22423 85123A -8 1795190400000
//! ```

use crate::context::MAX_VIEWS;
use crate::feedback::{FADES_AFTER_MS, Feedback, LAST_BAND, Points, Subject};
use crate::ids::{ItemId, Millis};
use crate::model::{Label, Model};
use crate::pacing::{Exposures, WEEK_MS};
use crate::record::{escape, read_millis, unescape};
use crate::relation_type::RelationType;
use crate::saved::Saved;
use crate::score::sort_by_keys;
use crate::search::{Searches, touches_topic};
use crate::stage::Stage;
use crate::survey::Survey;
use std::str::Split;

/// The first line of a memory of this version.
const HEADER: &str = "goeswith-memory 1";

/// Everything observed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Memory {
    /// What was shown and taken.
    pub exposures: Exposures,
    /// What was looked at, the latest last.
    pub views: Vec<(ItemId, Millis)>,
    /// What she searched for.
    pub searches: Searches,
    /// What she bought here, the latest last.
    pub owned: Vec<(ItemId, Millis)>,
    /// The suggestion that she followed last, as long as it is not known whether she came back.
    pub detour: Option<Detour>,
    /// What she saved for later.
    pub saved: Saved,
    /// The question after the order.
    pub survey: Survey,
    /// What was learned.
    pub feedback: Feedback,
}

/// A suggestion that was followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detour {
    /// The product's page that it was shown on.
    pub from: ItemId,
    /// What was suggested.
    pub to: ItemId,
    /// The type of its main contribution; `None` for what goes with a category.
    pub relation_type: Option<RelationType>,
    /// Where it was shown.
    pub stage: Stage,
    /// When she followed it.
    pub at: Millis,
}

/// Most bought items that are remembered.
const MAX_OWNED: usize = 100;

impl Memory {
    /// Forgets everything; what stands on this page still counts for its ceiling.
    pub fn forget(&mut self) {
        let exposures = self.exposures.on_this_page();
        *self = Self { exposures, ..Self::default() };
    }

    /// She bought an item here; bought again, the later time holds.
    pub fn own(&mut self, item: ItemId, at: Millis) {
        self.owned = latest([core::mem::take(&mut self.owned), vec![(item, at)]].concat(), MAX_OWNED);
    }

    /// What the store holds is the truth, but for what this page shows.
    pub fn replace(&mut self, stored: Self) {
        let mut exposures = self.exposures.on_this_page();
        exposures.merge(&stored.exposures);
        exposures.merge(&self.exposures.of_this_page());
        *self = Self { exposures, ..stored };
    }

    /// Takes in what another page or tab observed: its impressions count here too, and of what both learned about one
    /// thing the later holds.
    pub fn merge(&mut self, other: Self) {
        self.exposures.merge(&other.exposures);
        self.views = latest([core::mem::take(&mut self.views), other.views].concat(), MAX_VIEWS);
        self.owned = latest([core::mem::take(&mut self.owned), other.owned].concat(), MAX_OWNED);
        let mut searches = [self.searches.kept(), other.searches.kept()].concat();
        sort_by_keys(&mut searches, |(_, at)| [at.0, 0, 0, 0]);
        self.searches = Searches::default();
        for (query, at) in searches {
            self.searches.add(&query, at);
        }
        let at = |detour: &Option<Detour>| detour.map(|detour| detour.at);
        if at(&self.detour) < at(&other.detour) {
            self.detour = other.detour;
        }
        self.saved.merge(&other.saved);
        self.survey.merge(other.survey);
        for points in other.feedback.kept() {
            let own = self.feedback.kept().iter().find(|own| own.subject == points.subject);
            if own.is_none_or(|own| own.at < points.at) {
                self.feedback.put(points.clone());
            }
        }
    }
}

/// Of each item the latest moment, and of all the latest `max`, oldest first.
fn latest(mut all: Vec<(ItemId, Millis)>, max: usize) -> Vec<(ItemId, Millis)> {
    sort_by_keys(&mut all, |&(item, at)| [u64::MAX - at.0, item.0.into(), 0, 0]);
    let mut kept: Vec<(ItemId, Millis)> = Vec::new();
    for (item, at) in all {
        if kept.len() < max && kept.iter().all(|&(known, _)| known != item) {
            kept.insert(0, (item, at));
        }
    }
    kept
}

/// Writes what is not older than 30 days; [`read`] is its dual.
#[must_use]
pub fn write<B: AsRef<[u8]>>(memory: &Memory, model: &Model<B>, now: Millis) -> String {
    let is_fresh = |at: Millis| at.age_ms(now) < FADES_AFTER_MS;
    let mut out = HEADER.to_owned();
    let mut line = |words: &[&str], at: Millis| {
        if is_fresh(at) {
            out.push_str(&["\n", &words.concat(), " ", &at.0.to_string()].concat());
        }
    };
    for &(item, at) in memory.exposures.shown().iter().filter(|(_, at)| at.age_ms(now) < WEEK_MS) {
        // What is gone from the shop, or is sensitive, still counts towards the ceilings.
        let told = item.filter(|&item| model.label(Label::Topic, item).is_none());
        let sku = told.map_or(String::new(), |item| escape(model.sku(item)));
        line(&["shown ", &sku], at);
    }
    if let Some(at) = memory.exposures.accepted_at() {
        line(&["accepted"], at);
    }
    for &(item, at) in &memory.views {
        line(&["view ", &escape(model.sku(item))], at);
    }
    for (query, at) in memory.searches.kept() {
        line(&["search ", &escape(query)], *at);
    }
    for &(item, at) in &memory.owned {
        line(&["owned ", &escape(model.sku(item))], at);
    }
    if let Some(Detour { from, to, relation_type, stage, at }) = memory.detour {
        let of = relation_type.map_or("", RelationType::name);
        let [from, to] = [from, to].map(|item| escape(model.sku(item)));
        line(&["detour ", &from, " ", &to, " ", stage.name(), " ", of], at);
    }
    for (sku, at) in memory.saved.kept() {
        if model.find(sku).is_some_and(|item| model.label(Label::Topic, item).is_some()) {
            continue;
        }
        line(&["saved ", &escape(sku)], *at);
    }
    for &at in &memory.survey.orders {
        line(&["ordered"], at);
    }
    if let Some(at) = memory.survey.asked_at {
        line(&["asked"], at);
    }
    if let Some(reply) = memory.survey.reply() {
        line(&["helped ", if reply.helped { "yes" } else { "no" }], reply.at);
        if !reply.missing.is_empty() {
            line(&["missing ", &escape(&reply.missing)], reply.at);
        }
        if reply.is_shared {
            line(&["shared"], reply.at);
        }
    }
    for Points { subject, points, at } in memory.feedback.kept() {
        let points = points.to_string();
        match subject {
            Subject::Type(of, stage) => {
                line(&["points type ", of.name(), " ", stage.name(), " ", &points], *at);
            }
            Subject::Category(path) => line(&["points category ", &escape(path), " ", &points], *at),
            Subject::Color(name) => line(&["points color ", &escape(name), " ", &points], *at),
            Subject::PriceBand(band) => {
                line(&["points price ", &band.to_string(), " ", &points], *at);
            }
            Subject::Item(sku) => line(&["points item ", &escape(sku), " ", &points], *at),
            Subject::Pair(anchor, sku) => {
                line(&["points pair ", &escape(anchor), " ", &escape(sku), " ", &points], *at);
            }
        }
    }
    out.push('\n');
    out
}

/// Whether a text is a memory of this version.
#[must_use]
pub fn is_memory(text: &str) -> bool {
    text.lines().next() == Some(HEADER)
}

/// Most lines that are read: more is not ours.
const MAX_LINES: usize = 1_000;

/// Reads a memory; one of another version is none. A line that says nothing known is passed over, as is what this model
/// calls sensitive, though the one that it was written with did not. Nothing is later than `now`: a clock may have been set
/// ahead.
#[must_use]
pub fn read<B: AsRef<[u8]>>(text: &str, model: &Model<B>, now: Millis) -> Memory {
    let mut memory = Memory::default();
    if is_memory(text) {
        for line in text.lines().skip(1).take(MAX_LINES) {
            // A fact that cannot be read is not there.
            let _ = read_fact(&mut memory, line, model, now);
        }
    }
    memory
}

/// What a memory's text must be now, where that is not what it is: less what is older than 30 days. One of another version
/// is left alone.
#[must_use]
pub fn renewed<B: AsRef<[u8]>>(text: &str, model: &Model<B>, now: Millis) -> Option<String> {
    let renewed = write(&read(text, model, now), model, now);
    (is_memory(text) && renewed != text).then_some(renewed)
}

fn read_fact<B: AsRef<[u8]>>(memory: &mut Memory, line: &str, model: &Model<B>, now: Millis) -> Option<()> {
    let (facts, at) = line.rsplit_once(' ')?;
    let at = read_millis(at)?.min(now);
    let mut words = facts.split(' ');
    match words.next()? {
        "shown" => memory.exposures.restore(model.find(&text(&mut words)?), at),
        "accepted" => memory.exposures.restore_accepted(at),
        "view" => memory.views.push((plain(model, &text(&mut words)?)?, at)),
        "search" => {
            let query = text(&mut words)?;
            if !touches_topic(model, &query) {
                memory.searches.add(&query, at);
            }
        }
        "owned" => memory.own(plain(model, &text(&mut words)?)?, at),
        "detour" => {
            let mut item = || plain(model, &text(&mut words)?);
            let (from, to) = (item()?, item()?);
            let stage = Stage::from_name(words.next()?)?;
            let relation_type = words.next().and_then(relation_type);
            memory.detour = Some(Detour { from, to, relation_type, stage, at });
        }
        "saved" => memory.saved.save(&text(&mut words)?, at),
        "ordered" => memory.survey.count_order(at),
        "asked" => memory.survey.asked_at = memory.survey.asked_at.max(Some(at)),
        "helped" => {
            let helped = words.next()?;
            if helped == "yes" || helped == "no" {
                memory.survey.answer(helped == "yes", at);
            }
        }
        "missing" => memory.survey.add_missing(&text(&mut words)?, at),
        "shared" => memory.survey.share(at),
        "points" => {
            let subject = match words.next()? {
                "type" => {
                    let of = relation_type(words.next()?)?;
                    Subject::Type(of, Stage::from_name(words.next()?)?)
                }
                "category" => Subject::Category(text(&mut words)?),
                "item" => Subject::Item(unless_sensitive(model, text(&mut words)?)?),
                "color" => Subject::Color(text(&mut words)?),
                "price" => Subject::PriceBand(words.next()?.parse().ok().filter(|&band| band <= LAST_BAND)?),
                "pair" => Subject::Pair(
                    unless_sensitive(model, text(&mut words)?)?,
                    unless_sensitive(model, text(&mut words)?)?,
                ),
                _ => return None,
            };
            memory.feedback.put(Points { subject, points: words.next()?.parse().ok()?, at });
        }
        _ => {}
    }
    Some(())
}

/// A SKU that is of nothing sensitive; one that the model does not have may come back.
fn unless_sensitive<B: AsRef<[u8]>>(model: &Model<B>, sku: String) -> Option<String> {
    let is_sensitive = model.find(&sku).is_some_and(|item| model.label(Label::Topic, item).is_some());
    (!is_sensitive).then_some(sku)
}

/// The item of a SKU, if it is of nothing sensitive.
fn plain<B: AsRef<[u8]>>(model: &Model<B>, sku: &str) -> Option<ItemId> {
    model.find(sku).filter(|&item| model.label(Label::Topic, item).is_none())
}

fn relation_type(name: &str) -> Option<RelationType> {
    RelationType::ALL.into_iter().find(|of| of.name() == name)
}

fn text(words: &mut Split<'_, char>) -> Option<String> {
    unescape(words.next()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feedback::{About, Act};
    use crate::ids::CategoryId;
    use crate::model::{Draft, DraftCategory, DraftItem, DraftLabels, encode};
    use proptest::prelude::*;

    fn model() -> Model<Vec<u8>> {
        model_with(&[None; 3])
    }

    /// The model, with the topics that its items touch.
    fn model_with(topics: &[Option<&str>]) -> Model<Vec<u8>> {
        let item = |sku: &str| DraftItem {
            sku: sku.to_owned(),
            title: sku.to_owned(),
            lowercase_initial: false,
            price_hundredths: 0,
            category: CategoryId(0),
            family: None,
            n_orders: 0,
        };
        let draft = Draft {
            currency: "EUR".to_owned(),
            categories: vec![DraftCategory { name: "Tea > time".to_owned(), parent: None }],
            items: ["A", "B 2", "C%"].map(item).to_vec(),
            labels: DraftLabels::new(topics).map(|labels| (Label::Topic, labels)).into_iter().collect(),
            ..Draft::default()
        };
        Model::open(encode(&draft).unwrap()).unwrap()
    }

    fn memories() -> impl Strategy<Value = Memory> {
        let acts = [Act::Look, Act::Save, Act::Add, Act::Dismiss, Act::Detour];
        let step = (0_u32..3, 0_u64..1_000_000, 0_usize..5, any::<bool>());
        prop::collection::vec(step, 0..20).prop_map(move |steps| {
            let mut memory = Memory::default();
            let mut now = Millis(0);
            for (item, step_ms, act, turns) in steps {
                now = now.plus_ms(step_ms);
                if turns {
                    memory.exposures.turn_page();
                }
                memory.exposures.record(ItemId(item), now);
                if act == 4 {
                    // Something sensitive of the same refresh, or what the shop does not have any more.
                    for _ in 0..=item {
                        memory.exposures.restore(None, now);
                    }
                }
                memory.views.retain(|&(seen, _)| seen != ItemId(item));
                memory.views.push((ItemId(item), now));
                let about = About {
                    relation_type: Some(RelationType::ALL[act]),
                    stage: Stage::ALL[act],
                    anchor: "A".to_owned(),
                    sku: "B 2".to_owned(),
                    category: "Tea > time".to_owned(),
                    color: Some("duck egg".to_owned()),
                    price_band: u8::try_from(act).ok(),
                };
                memory.feedback.learn(acts[act], &about, now);
                memory.searches.add(["tea", "cake % stand", "b"][usize::try_from(item).unwrap()], now);
                memory.own(ItemId(item), now);
                memory.detour = (act > 2).then_some(Detour {
                    from: ItemId(item),
                    to: ItemId(0),
                    relation_type: (act == 3).then_some(RelationType::Fits),
                    stage: Stage::Cart,
                    at: now,
                });
                if act == 2 {
                    memory.exposures.accept(now);
                }
                match act {
                    0 => memory.survey.count_order(now),
                    3 => memory.survey.ask(now),
                    4 => {
                        memory.survey.answer(turns, now);
                        memory.survey.add_missing(["", "a blue one", "50 %\n!"][ItemId(item).index()], now);
                    }
                    _ => {}
                }
                if act == 1 {
                    memory.saved.save(["A", "C%", "not sold any more"][ItemId(item).index()], now);
                }
            }
            memory.exposures.turn_page();
            memory
        })
    }

    #[test]
    fn what_a_newer_model_calls_sensitive_is_read_no_more() {
        let now = Millis(2_000);
        let facts = |of: &str, query: &str, other: &str| {
            [
                format!("view {of} 1"),
                format!("search {query} 2"),
                format!("owned {of} 3"),
                format!("detour {of} {other} cart fits 4"),
                format!("points item {of} 1 5"),
                format!("points pair {of} {other} -8 6"),
                format!("points pair {other} {of} -8 7"),
            ]
        };
        let topical = model_with(&[None, Some("health"), None]);
        let [plain, sensitive] = [("C%25", "C%25"), ("B%202", "B")].map(|(of, query)| facts(of, query, "A"));
        for (fact, other) in plain.iter().zip(&sensitive) {
            let text = format!("{HEADER}\n{fact}\n{other}\n");
            assert_eq!(write(&read(&text, &topical, now), &topical, now), format!("{HEADER}\n{fact}\n"));
        }
        let led_there = format!("{HEADER}\ndetour A B%202 cart fits 4\n");
        assert_eq!(read(&led_there, &topical, now).detour, None);
        let gone = format!("{HEADER}\npoints item gone 1 5\n");
        assert_eq!(write(&read(&gone, &topical, now), &topical, now), gone, "it may come back");
    }

    #[test]
    fn what_is_older_than_thirty_days_goes_and_the_rest_stays_to_the_letter() {
        let text = |facts: &str| format!("{HEADER}\n{facts}");
        let renewed_at = |facts: &str, ms: u64| renewed(&text(facts), &model(), Millis(FADES_AFTER_MS + ms));
        let facts = "view A 500\nowned A 1\nsaved A 500\n";
        assert_eq!(renewed_at(facts, 0), None, "nothing is too old yet");
        let rest = "view A 500\nsaved A 500\n";
        assert_eq!(renewed_at(facts, 1), Some(text(rest)));
        assert_eq!(renewed_at(rest, 499), None);
        assert_eq!(renewed_at(rest, 500), Some(text("")));
        assert_eq!(
            renewed("goeswith-memory 2\nview A 1\n", &model(), Millis(u64::MAX)),
            None,
            "of another version"
        );
    }

    proptest! {
        #[test]
        fn a_memory_reads_back_as_it_was(memory in memories()) {
            let model = model();
            let mut now = Millis(20_000_000);
            prop_assert_eq!(read(&write(&memory, &model, now), &model, now), memory.clone());
            now = now.plus_ms(FADES_AFTER_MS);
            prop_assert_eq!(read(&write(&memory, &model, now), &model, now), Memory::default(), "thirty days later");
        }

        #[test]
        fn merging_twice_is_merging_once_and_loses_no_impression(one in memories(), other in memories()) {
            let mut merged = one.clone();
            merged.merge(other.clone());
            let mut again = merged.clone();
            again.merge(other.clone());
            prop_assert_eq!(&again, &merged);
            for &(item, at) in one.exposures.shown().iter().chain(other.exposures.shown()) {
                let [n_one, n_other, n_merged] = [&one, &other, &merged].map(|memory| {
                    memory.exposures.shown().iter().filter(|known| known.1 == at).count()
                });
                prop_assert!(n_merged >= n_one.max(n_other), "{n_merged} of {n_one} and {n_other}");
                prop_assert!(item.is_none() || merged.exposures.shown().contains(&(item, at)));
            }
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "(goeswith-memory 1\n)?(shown|view|points type|points pair|\\PC|[%\n 0-9-]){0,60}") {
            let _ = read(&text, &model(), Millis(7));
        }
    }
}
