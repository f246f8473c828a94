//! Any story, over several tabs on one store, with reloads: what the shopper said holds in every tab after every event.
//! Of what other tabs wrote a tab hears late, and in any order.
//!
//! The oracle is a record of its own of what she said, kept by the words of the interface and not by the widget's code.
//! `GOESWITH_FUZZ_CYCLES` says how many events (`npm run fuzz`: a million); else 20,000.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may fail loudly"
)]

use super::tests::support;
use super::tests_memory::NOTHING;
use super::{App, Card, Effect, Event, Heard, Known, Now, Open, Placement, Reply, RowId, Signal, is_in_cart};
use goeswith_engine::circumstances::Circumstances;
use goeswith_engine::ids::{CategoryId, ItemId, Millis};
use goeswith_engine::memory::Memory;
use goeswith_engine::model::{Bundle, Draft, DraftItem, DraftRelation, DraftRow, Model};
use goeswith_engine::pacing::{DAY_MS, Frequency, HOUR_MS};
use goeswith_engine::privacy::PrivacyMode;
use goeswith_engine::record;
use goeswith_engine::relation_type::RelationType;
use goeswith_engine::score::Rung;
use goeswith_engine::shopper::{Answer, AnswerKind, Shopper};
use goeswith_engine::words::{ENGLISH, Words};

const N_TABS: usize = 3;
const ROWS: [(RowId, Placement); 5] = [
    (RowId(1), Placement::Product),
    (RowId(2), Placement::CartDrawer),
    (RowId(3), Placement::Checkout),
    (RowId(4), Placement::Controls),
    (RowId(5), Placement::AfterOrder),
];
const N_ITEMS: u64 = 8;

/// The tea shop with something of the kitchen as a whole, something that is merely alike, and two bundles.
fn shop() -> Draft {
    let mut draft = support::tea_shop();
    let mut add = |of: usize, sku: &str, category: u16| {
        let item = DraftItem { sku: sku.into(), category: CategoryId(category), ..draft.items[of].clone() };
        draft.items.push(item);
    };
    add(3, "D1", 0);
    add(5, "L2", 3);
    let relation =
        |candidate: u32, weight, n_both| DraftRelation { candidate: ItemId(candidate), weight, n_both };
    let rows = draft.relations.get_mut(&RelationType::BoughtTogether).unwrap();
    rows[0].relations.push(relation(6, 10, 50));
    rows.push(DraftRow { scale: 30_000, base: 0, relations: vec![relation(0, 12, 50), relation(5, 9, 30)] });
    rows.push(DraftRow::default());
    let mut alike = vec![DraftRow::default(); 8];
    for (anchor, candidate) in [(5, 7), (7, 5)] {
        alike[anchor] = DraftRow { scale: 20_000, base: 0, relations: vec![relation(candidate, 15, 0)] };
    }
    draft.relations.insert(RelationType::Alike, alike);
    for (items, n_orders) in [(vec![0, 3], 40), (vec![0, 1, 3], 0)] {
        let items = items.into_iter().map(ItemId).collect();
        draft.bundles.push(Bundle { name: String::new(), items, n_orders });
    }
    draft
}

/// The table of `interface.md`: on a page, in an hour, in a day.
fn ceilings(frequency: Frequency) -> [usize; 3] {
    match frequency {
        Frequency::Off => [0; 3],
        Frequency::Fewer => [1, 3, 6],
        Frequency::Normal => [3, 9, 20],
        Frequency::More => [5, 20, 40],
    }
}

/// What she said, as she would tell it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Said {
    answers: Vec<(AnswerKind, String, Millis)>,
    frequency: Frequency,
    paused_until: Option<Millis>,
    is_gift: bool,
}

struct Tab {
    app: App,
    session: Option<String>,
    mode: PrivacyMode,
    /// What it read and wrote.
    known: Known,
    /// What others did and it has not been told of.
    unheard: Vec<Heard>,
    /// The page's product, as the page said it, and what was shown there.
    page: Option<String>,
    shown: Vec<ItemId>,
    /// Whether the page has said `remembered` since consent was last withdrawn, here or elsewhere.
    may_remember: bool,
    /// What the page said last, since it was loaded.
    said_mode: PrivacyMode,
    /// Whether it has said `session` or more since consent was last withdrawn, or everything erased, elsewhere.
    may_keep: bool,
}

struct World {
    model: Model<Vec<u8>>,
    tabs: Vec<Tab>,
    choices: Option<String>,
    memory: Option<String>,
    said: Said,
    /// What tabs that remember have shown, since it was last forgotten.
    log: Vec<Millis>,
    /// A download, and what she had said by then.
    download: Option<(String, String, Said)>,
    now: Millis,
    state: u64,
}

impl World {
    fn new(seed: u64) -> Self {
        let model = support::open(&shop());
        let mut world = Self {
            model,
            tabs: Vec::new(),
            choices: None,
            memory: None,
            said: Said::default(),
            log: Vec::new(),
            download: None,
            now: Millis(1_800_000_000_000),
            state: seed,
        };
        for _ in 0..N_TABS {
            let model = support::open(&shop());
            let tab = Tab {
                app: App::new(model, Words::new(ENGLISH), None),
                session: None,
                mode: PrivacyMode::Page,
                known: Known::default(),
                unheard: Vec::new(),
                page: None,
                shown: Vec::new(),
                may_remember: false,
                said_mode: PrivacyMode::Page,
                may_keep: false,
            };
            world.tabs.push(tab);
        }
        for at in 0..N_TABS {
            world.load(at);
        }
        world
    }

    /// A page load: choices from the store, memory from where the mode keeps it.
    fn load(&mut self, at: usize) {
        let model = support::open(&shop());
        let tab = &mut self.tabs[at];
        tab.app = App::new(model, Words::new(ENGLISH), self.choices.as_deref());
        tab.known = Known { choices: self.choices.clone(), memory: None };
        tab.unheard.clear();
        tab.page = None;
        tab.shown.clear();
        tab.said_mode = PrivacyMode::Page;
        self.consent(at, self.tabs[at].mode);
        for (row, placement) in ROWS {
            self.take_in(at, Some(Event::Mount { row, placement, max: 3 }));
            self.take_in(at, Some(Event::Seen(row)));
        }
    }

    /// The page says how much may be kept.
    fn consent(&mut self, at: usize, mode: PrivacyMode) {
        let kept = match mode {
            PrivacyMode::Session => self.tabs[at].session.clone(),
            PrivacyMode::Remembered => self.memory.clone(),
            PrivacyMode::Off | PrivacyMode::Page => None,
        };
        self.catch_up(at, false);
        let said = core::mem::replace(&mut self.tabs[at].said_mode, mode);
        self.tabs[at].may_remember = mode == PrivacyMode::Remembered;
        self.tabs[at].may_keep = mode.keeps();
        if said.keeps() && !mode.keeps() {
            self.withdraw(at);
        } else if !mode.keeps() || mode < said {
            // Only that is heard which is no more.
            self.forget(at, self.memory.is_some());
        }
        self.tabs[at].mode = mode;
        self.take_in(at, Some(Event::Mode(mode, kept)));
    }

    /// Consent was withdrawn, or everything erased: nothing may be kept any more, in any other tab.
    fn withdraw(&mut self, at: usize) {
        self.forget(at, true);
        for (_, tab) in self.tabs.iter_mut().enumerate().filter(|(number, _)| *number != at) {
            tab.may_keep = false;
        }
    }

    /// What was remembered is no more, and nothing may be remembered wherever that is heard.
    fn forget(&mut self, at: usize, is_heard: bool) {
        self.log.clear();
        for (_, tab) in self.tabs.iter_mut().enumerate().filter(|(number, _)| *number != at) {
            tab.may_remember &= !is_heard;
        }
    }

    fn moment(&self) -> Now {
        let next_midnight = Millis(self.now.0 / DAY_MS * DAY_MS + DAY_MS);
        Now { at: self.now, next_midnight, circumstances: Circumstances::default() }
    }

    /// xorshift64*: S. Vigna, ACM TOMS 2016.
    fn below(&mut self, n: u64) -> u64 {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        (self.state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % n
    }

    fn item(&mut self) -> ItemId {
        ItemId(u32::try_from(self.below(N_ITEMS)).unwrap())
    }

    fn reply(&mut self) -> Reply {
        match self.below(8) {
            0..=2 => Reply::Helped(self.below(2) == 0),
            3 => Reply::Write("saucers".to_owned()),
            4 => Reply::Keep,
            5 => Reply::Skip,
            6 => Reply::Share,
            _ => Reply::Forget,
        }
    }

    fn event(&mut self, at: usize) -> Event {
        let row = ROWS[usize::try_from(self.below(5)).unwrap()].0;
        let item = self.item();
        match self.below(60) {
            0..=7 => {
                let n = self.below(4);
                Event::Cart((0..n).map(|_| self.item()).collect())
            }
            8..=11 => Event::View(self.model.sku(item).to_owned()),
            12..=17 => Event::Say(row, AnswerKind::OF_CARD[usize::try_from(self.below(3)).unwrap()], item),
            18..=21 => Event::TakeBack(row, item),
            22..=25 => Event::Frequency(row, Frequency::ALL[usize::try_from(self.below(4)).unwrap()]),
            26 => Event::Pause(row),
            27..=28 => Event::Resume(row),
            29 => Event::ForgetAnswers(row),
            30 => Event::Erase,
            31 => Event::Add(row, item),
            32 => match self.below(5) {
                0 => Event::NotAsked(item),
                is_done => Event::Settled(item, is_done > 2),
            },
            33 => Event::NotHelpful(row, item),
            34 => Event::Gift(self.below(2) == 0),
            35 => Event::Mode(PrivacyMode::ALL[usize::try_from(self.below(4)).unwrap()], None),
            36 => Event::Open(row, Open::Why(item)),
            37 => match self.below(5) {
                0 => Event::Close(row),
                1 => Event::OpenMine,
                2 => Event::ForgetView(row, item),
                3 => Event::ForgetShown(row),
                _ => match self.said.answers.last() {
                    Some((kind, subject, _)) => Event::Unsay(row, *kind, subject.clone()),
                    None => Event::Download,
                },
            },
            39 => {
                Event::Search(["tea", "cake stand", "x"][usize::try_from(self.below(3)).unwrap()].to_owned())
            }
            40 => Event::Ordered(vec![item]),
            41 if self.below(2) == 0 => Event::Front(self.below(3) != 0),
            41 => Event::Paying(self.below(3) == 0),
            42 => Event::Follow(row, item),
            43 => {
                let kinds = ["bought-together", "alike", Rung::Category.kind(), Rung::Pick.kind()];
                Event::NoKind(row, kinds[usize::try_from(self.below(4)).unwrap()].to_owned())
            }
            44 => match self.below(2) {
                0 => Event::ForgetOwned(row, item),
                _ => Event::ForgetSearch(row, "tea".to_owned()),
            },
            38 => Event::SoldOut(if self.below(2) == 0 { vec![item] } else { vec![] }),
            45 => Event::Tick(row, item),
            46 => Event::AddChosen(row),
            47 => {
                let signals = Signal::ALL.map(|(_, signal)| signal);
                let n = usize::try_from(self.below(3)).unwrap();
                let from = usize::try_from(self.below(4)).unwrap();
                Event::Ignore(signals[from..from + n].to_vec())
            }
            48..=50 => match self.below(4) {
                0 => Event::Save(row, item),
                1 => Event::UndoSave(row, item),
                2 => Event::ForgetSaved(row, self.model.sku(item).to_owned()),
                _ => Event::Seen(row),
            },
            51..=54 => Event::Reply(RowId(5), self.reply()),
            55 => match self.below(3) {
                0 => Event::ForgetAsked(row),
                is_missing => Event::ForgetReply(row, is_missing == 1),
            },
            56 => Event::UndoAdd(row, item),
            57 => {
                let kept = self.tabs[at].app.memory.feedback.kept().to_vec();
                match usize::try_from(self.below(20)).ok().and_then(|one| kept.get(one)) {
                    Some(points) => Event::ForgetPoints(row, points.subject.clone()),
                    None => Event::Leave(row),
                }
            }
            58 => match self.download.clone() {
                Some((choices, memory, _)) => Event::Import(choices, memory),
                None => Event::ChooseFile,
            },
            _ => Event::Download,
        }
    }

    /// One event in one tab, and what the others hear of it.
    fn step(&mut self, at: usize) -> String {
        self.now = self.now.plus_ms(if self.below(200) == 0 { DAY_MS } else { 30_000 });
        if self.below(25) == 0 {
            self.load(at);
            return format!("a reload of tab {at}");
        }
        if self.below(3) == 0 {
            self.hear(at);
            return format!("what tab {at} heard");
        }
        let event = self.event(at);
        let told = format!("{event:?} in tab {at}");
        let is_late = self.catch_up(at, true);
        if let Event::Mode(mode, _) = event {
            self.consent(at, mode);
            return told;
        }
        if event == Event::Erase {
            // Whoever erases may go on remembering.
            self.withdraw(at);
        }
        let answered = match &event {
            Event::TakeBack(row, item) => self.tabs[at].app.row(*row).and_then(|row| {
                row.cards.iter().find(|card| card.item() == *item).and_then(|card| card.answered.clone())
            }),
            _ => None,
        };
        if event == Event::Download {
            let app = &self.tabs[at].app;
            self.download = Some((record::write(app.shopper()), app.memory_text(), self.said.clone()));
        }
        if let Event::ForgetShown(_) | Event::Import(..) = event {
            self.log.clear();
        }
        if let Event::View(sku) = &event {
            let tab = &mut self.tabs[at];
            let before = tab.page.replace(sku.clone());
            if before.is_some() && before != tab.page {
                tab.shown.clear();
            }
        }
        let was_gift = self.said.is_gift;
        self.note(&event, answered.map(|answered| (answered.kind, answered.subject)));
        let app = &self.tabs[at].app;
        let feedback = app.memory.feedback.clone();
        // What was added from a card may go out of the cart again.
        let returns = matches!(event, Event::Cart(_) | Event::Settled(..));
        let is_added = |item| is_in_cart(app.add_state(ItemId(u32::try_from(item).unwrap())));
        let is_back = (returns && (0..N_ITEMS).any(is_added))
            || matches!(
                event,
                Event::Erase
                    | Event::TakeBack(..)
                    | Event::Unsay(..)
                    | Event::ForgetAnswers(..)
                    | Event::UndoSave(..)
                    | Event::ForgetSaved(..)
                    | Event::ForgetPoints(..)
                    | Event::ForgetReply(..)
                    | Event::Reply(_, Reply::Forget)
                    | Event::Import(..)
            );
        self.reduce(at, event);
        if is_late {
            self.hear_all();
        } else if was_gift && !is_back {
            assert_eq!(self.tabs[at].app.memory.feedback, feedback, "learned while a gift is sought: {told}");
        }
        told
    }

    /// What a tab does with something that happened: it takes in first what it has not read.
    fn take_in(&mut self, at: usize, event: Option<Event>) {
        self.catch_up(at, false);
        if let Some(event) = event {
            self.reduce(at, event);
        }
    }

    fn reduce(&mut self, at: usize, event: Event) {
        let moment = self.moment();
        let effects = self.tabs[at].app.reduce(event, moment);
        self.perform(at, effects);
    }

    fn catch_up(&mut self, at: usize, may_be_late: bool) -> bool {
        let moment = self.moment();
        // Another tab may remove the memory just after it was read here.
        let is_alone = (0..N_TABS).all(|other| other == at || self.tabs[other].unheard.is_empty());
        let is_late = may_be_late && is_alone && self.memory.is_none() && self.below(2) == 0;
        loop {
            let choices = self.choices.clone();
            let tab = &mut self.tabs[at];
            let memory = if is_late { tab.known.memory.clone() } else { self.memory.clone() };
            let Some(news) = tab.known.news(Known { choices, memory }) else { break };
            let effects = tab.app.reduce(news, moment);
            self.perform(at, effects);
            // What is shown for a moment was shown.
            self.count(at, "news");
        }
        is_late
    }

    /// Does what a tab asks for, all of it; the others will hear of it, some time.
    fn perform(&mut self, at: usize, effects: Vec<Effect>) {
        let is_withdrawn = effects.contains(&Effect::Withdraw);
        for effect in effects {
            let before = (self.choices.clone(), self.memory.clone());
            match &effect {
                Effect::Store(text) => self.choices.clone_from(text),
                Effect::Remember(mode, text) => {
                    assert!(mode.keeps() || text.is_none(), "kept without consent: {text:?}");
                    let [session, local] = [PrivacyMode::Session, PrivacyMode::Remembered]
                        .map(|place| text.as_ref().filter(|_| place == *mode).cloned());
                    self.tabs[at].session = session;
                    if *mode != PrivacyMode::Session {
                        self.memory = local;
                    }
                }
                Effect::Withdraw => self.memory = None,
                _ => continue,
            }
            let heard = match effect {
                Effect::Withdraw => Some(Heard::Withdrawn),
                _ if before.1 != self.memory && self.memory.is_none() => Some(Heard::Removed),
                _ => (before != (self.choices.clone(), self.memory.clone())).then_some(Heard::Written),
            };
            let held = Known { choices: self.choices.clone(), memory: self.memory.clone() };
            self.tabs[at].known.wrote(&effect, held);
            for other in (0..N_TABS).filter(|&other| other != at) {
                self.tabs[other].unheard.extend(heard);
            }
        }
        assert!(!is_withdrawn || self.memory.is_none(), "withdrawn, and still kept: {:?}", self.memory);
    }

    /// A tab hears of one thing that another wrote: of any of them.
    fn hear(&mut self, at: usize) {
        let n = u64::try_from(self.tabs[at].unheard.len()).unwrap();
        if n > 0 {
            let which = usize::try_from(self.below(n)).unwrap();
            let heard = self.tabs[at].unheard.remove(which);
            let (held, tab) = (Known { choices: None, memory: self.memory.clone() }, &self.tabs[at]);
            let is_withdrawn = tab.known.is_withdrawn(heard, &held, tab.app.mode);
            self.take_in(at, is_withdrawn.then_some(Event::Withdrawn));
        }
    }

    /// Every tab hears of everything.
    fn hear_all(&mut self) {
        while let Some(at) = self.tabs.iter().position(|tab| !tab.unheard.is_empty()) {
            self.hear(at);
        }
    }

    /// What she said with an event.
    fn note(&mut self, event: &Event, taken_back: Option<(AnswerKind, String)>) {
        let now = self.now;
        let said = &mut self.said;
        // What is over is no more.
        said.answers.retain(|(kind, _, at)| *kind != AnswerKind::NotNow || now.0 - at.0 < DAY_MS);
        said.paused_until.take_if(|until| *until <= now);
        match event {
            Event::Import(..) => {
                let (_, _, earlier) = self.download.clone().unwrap();
                let present = core::mem::replace(said, earlier);
                if present.frequency != Frequency::Normal {
                    said.frequency = present.frequency;
                }
                if present.paused_until.is_some_and(|until| self.now < until) {
                    said.paused_until = present.paused_until;
                }
                said.is_gift |= present.is_gift;
                for answer in present.answers {
                    said.answers.retain(|(kind, about, _)| (*kind, about) != (answer.0, &answer.1));
                    said.answers.push(answer);
                }
            }
            Event::Say(_, kind, item) => {
                let subject = match kind {
                    AnswerKind::NoMore => self.model.category_path(self.model.item(*item).unwrap().category),
                    _ => self.model.sku(*item).to_owned(),
                };
                said.answers.retain(|(known, about, _)| (known, about) != (kind, &subject));
                said.answers.push((*kind, subject, self.now));
            }
            Event::TakeBack(..) => {
                if let Some((kind, subject)) = taken_back {
                    said.answers.retain(|(known, about, _)| (*known, about) != (kind, &subject));
                }
            }
            Event::NoKind(_, kind) => {
                said.answers.retain(|(known, about, _)| (*known, about) != (AnswerKind::NoKind, kind));
                said.answers.push((AnswerKind::NoKind, kind.clone(), self.now));
            }
            Event::Unsay(_, kind, subject) => {
                said.answers.retain(|(known, about, _)| (known, about) != (kind, subject));
            }
            Event::Frequency(_, frequency) => (said.frequency, said.paused_until) = (*frequency, None),
            Event::Pause(_) => said.paused_until = Some(Millis(self.now.0 / DAY_MS * DAY_MS + DAY_MS)),
            Event::Resume(_) => said.paused_until = None,
            Event::Gift(is_gift) => said.is_gift = *is_gift,
            Event::ForgetAnswers(_) => said.answers.clear(),
            Event::Erase => *said = Said::default(),
            _ => {}
        }
    }

    fn refuses_kind(&self, kind: &str) -> bool {
        self.said.answers.iter().any(|(of, subject, _)| *of == AnswerKind::NoKind && subject == kind)
    }

    /// Whether she refused an item.
    fn is_refused(&self, item: ItemId) -> bool {
        let path = self.model.category_path(self.model.item(item).unwrap().category);
        self.said.answers.iter().any(|(kind, subject, at)| {
            let refused = self.model.find(subject);
            match kind {
                AnswerKind::NotNow => refused == Some(item) && self.now.0 - at.0 < DAY_MS,
                AnswerKind::NotInterested => {
                    refused.is_some_and(|refused| refused == item || self.model.are_variants(refused, item))
                }
                AnswerKind::NoKind => false,
                AnswerKind::NoMore => path == *subject || path.starts_with(&format!("{subject} > ")),
            }
        })
    }

    /// Nothing that she said is lost from the store, and nothing that she took back is there.
    fn check_store(&self, told: &str) {
        let kept = self.choices.as_deref().map_or_else(Default::default, |text| record::read(text).unwrap());
        let stands = |kind: AnswerKind, at: Millis| kind != AnswerKind::NotNow || self.now.0 - at.0 < DAY_MS;
        let is_fresh = |answer: &&Answer| stands(answer.kind, answer.at);
        let mut kept_answers: Vec<(&str, &str)> = kept
            .answers()
            .iter()
            .filter(is_fresh)
            .map(|answer| (answer.kind.name(), &*answer.subject))
            .collect();
        let mut said: Vec<(&str, &str)> = self
            .said
            .answers
            .iter()
            .filter(|(kind, _, at)| stands(*kind, *at))
            .map(|(kind, subject, _)| (kind.name(), &**subject))
            .collect();
        kept_answers.sort_unstable();
        said.sort_unstable();
        assert_eq!(kept_answers, said, "after {told}");
        assert_eq!((kept.frequency, kept.is_gift), (self.said.frequency, self.said.is_gift), "after {told}");
        let pause = |until: Option<Millis>| until.filter(|until| self.now < *until);
        assert_eq!(pause(kept.paused_until), pause(self.said.paused_until), "after {told}");
    }

    /// Once all was heard, nothing is remembered that no page may remember.
    fn check_memory(&self, told: &str) {
        let may_remember = self.tabs.iter().any(|tab| tab.may_remember || !tab.unheard.is_empty());
        assert!(may_remember || self.memory.is_none(), "{:?} is kept after {told}", self.memory);
    }

    /// Counts what a tab shows that its page has not shown before: no ceiling is passed, whoever of those that remember
    /// together has shown how much.
    fn count(&mut self, at: usize, told: &str) {
        let tab = &mut self.tabs[at];
        // What is left on the page once everything is forgotten is written with whatever is noted next.
        let is_erase = told.starts_with("Erase");
        let shares = tab.may_remember && tab.app.mode == PrivacyMode::Remembered && !is_erase;
        let n_before = self.log.len();
        for (_, row) in tab.app.rows() {
            for item in row.cards.iter().map(Card::item) {
                if !tab.shown.contains(&item) {
                    tab.shown.push(item);
                    self.log.extend(shares.then_some(self.now));
                }
            }
        }
        let [_, hour, day] = ceilings(self.said.frequency);
        if self.log.len() > n_before {
            for (window_ms, ceiling) in [(HOUR_MS, hour), (DAY_MS, day)] {
                let n = self.log.iter().filter(|shown| self.now.0 - shown.0 < window_ms).count();
                assert!(n <= ceiling, "{n} within {window_ms} ms after {told}");
            }
        }
    }

    /// The tabs that know what was said obey it: the one that did something, and those that have heard everything.
    fn check(&self, at: usize, told: &str) {
        self.check_store(told);
        self.check_memory(told);
        let is_paused = self.said.paused_until.is_some_and(|until| self.now < until);
        for (number, tab) in self.tabs.iter().enumerate() {
            if number != at && !tab.unheard.is_empty() {
                continue;
            }
            let place = || format!("in tab {number} after {told}, having said {:?}", self.said);
            let is_off = is_paused || self.said.frequency == Frequency::Off || tab.mode == PrivacyMode::Off;
            let mut on_page = Vec::new();
            for (_, row) in tab.app.rows() {
                for card in row.cards.iter().filter(|card| card.is_offered()) {
                    assert!(!is_off, "{:?} is offered {}", card.item(), place());
                    assert!(!self.is_refused(card.item()), "{:?} is refused {}", card.item(), place());
                    let parts = card.suggestion.reason.contributions();
                    assert!(!parts.is_empty(), "no reason {}", place());
                    assert!(!tab.app.is_paying, "{:?} is offered while she pays {}", card.item(), place());
                    for part in parts {
                        let kind = part.basis.kind();
                        assert!(!self.refuses_kind(kind), "{kind} is refused {}", place());
                    }
                    on_page.push(card.item());
                }
            }
            on_page.sort_unstable();
            on_page.dedup();
            let [ceiling, ..] = ceilings(self.said.frequency);
            assert!(on_page.len() <= ceiling, "{on_page:?} {}", place());
            if tab.app.mode == PrivacyMode::Off {
                assert_eq!(tab.app.memory_text(), NOTHING, "noted while off {}", place());
            }
            let is_left = self.memory.is_some() && tab.app.mode != PrivacyMode::Remembered;
            if tab.unheard.is_empty() {
                assert_eq!(tab.app.has_earlier, is_left, "said to be kept and unused {}", place());
            }
            if !tab.mode.keeps() || !tab.may_keep && tab.unheard.is_empty() {
                assert_eq!(tab.session, None, "kept without consent {}", place());
            }
        }
    }
}

/// Whatever was done: once it is forgotten, or consent is withdrawn, a tab knows what a fresh page knows.
#[test]
fn whatever_was_done_what_is_forgotten_is_as_on_a_fresh_page() {
    let mut world = World::new(99);
    let fresh = (record::write(&Shopper::default()), NOTHING.to_owned());
    for number in 0..1_500 {
        world.step(0);
        if number % 25 > 0 {
            continue;
        }
        // No row is left that would show something at once.
        for (row, _) in ROWS {
            world.take_in(0, Some(Event::Unmount(row)));
        }
        let is_erased = number % 2 == 0;
        let said = record::write(world.tabs[0].app.shopper());
        if is_erased {
            world.note(&Event::Erase, None);
            world.take_in(0, Some(Event::Erase));
        } else {
            world.consent(0, PrivacyMode::Page);
        }
        let app = &world.tabs[0].app;
        let left = (record::write(app.shopper()), app.memory_text());
        assert_eq!(left, (if is_erased { fresh.0.clone() } else { said }, fresh.1.clone()));
        let known = Memory { exposures: app.memory.exposures.on_this_page(), ..Memory::default() };
        assert_eq!(app.memory, known, "nothing is left that is not written either");
        world.consent(0, PrivacyMode::Remembered);
        world.load(0);
    }
}

#[test]
fn what_she_says_holds_in_every_tab_and_after_every_reload() {
    let cycles = std::env::var("GOESWITH_FUZZ_CYCLES").map_or(20_000, |n| n.parse::<u64>().unwrap());
    let mut n_shown = 0;
    for story in 0..cycles.div_ceil(1_000) {
        let mut world = World::new(0x9e37_79b9_7f4a_7c15 ^ (story + 1));
        for _ in 0..cycles.min(1_000) {
            let at = usize::try_from(world.below(3)).unwrap();
            let told = world.step(at);
            world.count(at, &told);
            world.check(at, &told);
            if world.below(100) == 0 {
                world.hear_all();
                (0..N_TABS).for_each(|tab| world.count(tab, &told));
                world.check(at, &told);
            }
            n_shown += world
                .tabs
                .iter()
                .flat_map(|tab| tab.app.rows())
                .map(|(_, row)| row.cards.len())
                .sum::<usize>();
        }
    }
    println!("{cycles} events over {N_TABS} tabs, {n_shown} cards looked at, no violation");
    assert!(n_shown > 0, "nothing was ever shown, so nothing was tested");
}
