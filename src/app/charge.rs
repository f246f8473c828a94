//! *Your suggestions*: the shopper takes charge of what is remembered.

use super::event::{Effect, Event};
use super::row::{Open, Placement, RowId};
use super::state::App;
use goeswith_engine::feedback::Subject;
use goeswith_engine::ids::Millis;
use goeswith_engine::memory;
use goeswith_engine::record;
use goeswith_engine::shopper::AnswerKind;

impl App {
    /// Opens the panel in the shop's own control, else in the first row.
    pub(super) fn open_mine(&mut self) -> Vec<Effect> {
        let controls = self.rows.iter().find(|(_, row)| row.placement == Placement::Controls);
        let Some(id) = controls.or_else(|| self.rows.first()).map(|(id, _)| *id) else { return Vec::new() };
        self.open(id, Open::Mine)
    }

    /// Every *no* is taken back.
    pub(super) fn forget_answers(&mut self, now: Millis) {
        for answer in self.shopper.answers().to_vec() {
            self.unsay(answer.kind, &answer.subject, now);
        }
    }

    /// An answer is taken back, and what it taught. Said on another page it is not known what that was: then no points
    /// about the very item or category are left, and what else it taught has its own line and bin.
    pub(super) fn unsay(&mut self, kind: AnswerKind, subject: &str, now: Millis) {
        self.shopper.take_back(kind, subject);
        for card in self.rows.iter_mut().flat_map(|(_, row)| &mut row.cards) {
            card.answered.take_if(|said| said.kind == kind && said.subject == subject);
        }
        if !self.unlearn(kind.name(), subject, now) {
            self.forget_points(&Subject::Item(subject.to_owned()));
            self.forget_points(&Subject::Category(subject.to_owned()));
        }
    }

    fn forget_points(&mut self, subject: &Subject) {
        self.memory.feedback.forget(subject);
        self.drop_lessons(|about| about == subject);
    }

    /// Something in the panel was pressed. What is forgotten is forgotten at once; the rows show it.
    pub(super) fn take_charge(&mut self, event: Event, now: Millis) -> Vec<Effect> {
        let (id, mut effects): (Option<RowId>, Vec<Effect>) = match event {
            Event::Unsay(id, kind, subject) => {
                self.unsay(kind, &subject, now);
                self.withdraw_refused(now);
                if kind == AnswerKind::NoKind {
                    self.refresh_all(now);
                }
                (Some(id), vec![self.store()])
            }
            Event::ForgetShown(id) => {
                self.memory.exposures = self.memory.exposures.on_this_page();
                (Some(id), Vec::new())
            }
            Event::ForgetSaved(id, sku) => {
                self.forget_saved(&sku, now);
                (Some(id), Vec::new())
            }
            Event::ForgetReply(id, is_missing_alone) => {
                if is_missing_alone {
                    self.memory.survey.add_missing("", now);
                } else {
                    self.forget_reply(now);
                }
                (Some(id), Vec::new())
            }
            Event::ForgetView(id, item) => {
                self.memory.views.retain(|&(seen, _)| seen != item);
                self.memory.detour.take_if(|detour| detour.to == item || detour.from == item);
                self.refresh_all(now);
                (Some(id), Vec::new())
            }
            Event::ForgetSearch(id, query) => {
                self.memory.searches.forget(&query);
                self.refresh_all(now);
                (Some(id), Vec::new())
            }
            Event::ForgetOwned(id, item) => {
                self.memory.owned.retain(|&(owned, _)| owned != item);
                self.refresh_all(now);
                (Some(id), Vec::new())
            }
            Event::ForgetAsked(id) => {
                self.memory.survey.forget_asked();
                (Some(id), Vec::new())
            }
            Event::NoKind(id, kind) => {
                self.shopper.say(AnswerKind::NoKind, &kind, now);
                self.refresh_all(now);
                (Some(id), vec![self.store()])
            }
            Event::ForgetPoints(id, subject) => {
                self.forget_points(&subject);
                (Some(id), Vec::new())
            }
            Event::Import(choices, kept) => {
                let read = record::read(&choices).ok().filter(|_| memory::is_memory(&kept));
                self.import_worked = Some(read.is_some());
                // Some browsers lose the focus to the file chooser.
                let panel = self.rows.iter().find(|(_, row)| row.open == Some(Open::Mine));
                let focus = panel.map(|(id, _)| Effect::Focus(*id, "mine-import".to_owned()));
                let Some(shopper) = read else { return focus.into_iter().collect() };
                self.shopper.take_in(shopper, now);
                self.memory.merge(memory::read(&kept, &self.model, now));
                self.change_pace(None, now);
                (None, focus.into_iter().chain([self.store()]).collect())
            }
            Event::ChooseFile => (None, vec![Effect::ChooseFile]),
            Event::Download => (None, vec![Effect::Download]),
            _ => (None, Vec::new()),
        };
        // The line and its button are gone: the focus goes to what stays.
        effects.extend(id.map(|id| Effect::Focus(id, "close mine".to_owned())));
        effects
    }
}
