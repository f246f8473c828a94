//! The one question after the order: asked at most once per page and once per three orders, never when suggestions
//! are off, and passed over with one press.

use super::event::Effect;
use super::row::{Placement, RowId};
use super::signals::Signal;
use super::state::App;
use goeswith_engine::ids::Millis;
use goeswith_engine::pacing::Frequency;
use goeswith_engine::privacy::PrivacyMode;
use goeswith_engine::relation_type::RelationType;
use goeswith_engine::score::Basis;
use goeswith_engine::stage::Stage;
use goeswith_engine::survey::{self, MAX_MISSING_CHARS};

/// What the lesson of an answer is kept under.
const REPLY: &str = "helped";

/// What she does with the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// *Yes* or *Not really*.
    Helped(bool),
    /// What was missing, as far as it is written.
    Write(String),
    /// *Keep* what is written.
    Keep,
    /// *Skip*.
    Skip,
    /// *Share with the shop*.
    Share,
    /// *Forget* the answer.
    Forget,
}

/// How far the question has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// "Did a suggestion help?"
    Helped,
    /// "What was missing?"
    Missing,
    /// The answer is kept.
    Kept,
    /// Passed over, or the answer is forgotten.
    Over,
}

/// What became of the question here.
#[derive(Debug, Default)]
pub(super) struct Asking {
    /// Once it was asked on this page.
    question: Option<Question>,
    /// Whether this page's order was counted.
    is_order_counted: bool,
    /// Whether an answer was given to the shop, on this page or on one before it that was never left.
    has_shared: bool,
}

/// The question on this page.
#[derive(Debug)]
struct Question {
    /// The row that it stands in.
    row: RowId,
    step: Step,
    /// What she has written so far.
    written: String,
}

impl App {
    /// The step of the question in this row, if it stands there. Without an answer there is nothing to add to it.
    pub(crate) fn question_in(&self, id: RowId) -> Option<Step> {
        let question = self.asking.question.as_ref().filter(|question| question.row == id)?;
        let is_answered = self.memory.survey.reply().is_some();
        Some(match question.step {
            Step::Missing | Step::Kept if !is_answered => Step::Over,
            step => step,
        })
    }

    /// Whether an answer was given to the shop, as far as is known here.
    pub(crate) fn has_shared(&self) -> bool {
        self.asking.has_shared || self.memory.survey.reply().is_some_and(|reply| reply.is_shared)
    }

    /// What was given to the shop stays given, though the answer be forgotten.
    pub(super) fn note_sharing(&mut self) {
        self.asking.has_shared = self.has_shared();
    }

    /// Asks in a row after an order, if it is time.
    pub(super) fn ask_after_order(&mut self, id: RowId, now: Millis) {
        if self.mode == PrivacyMode::Off
            || self.row(id).is_none_or(|row| row.placement != Placement::AfterOrder)
        {
            return;
        }
        if self.uses(Signal::Orders) && !core::mem::replace(&mut self.asking.is_order_counted, true) {
            self.memory.survey.count_order(now);
        }
        let is_elsewhere = self.asking.question.as_ref().map(|question| self.row(question.row).is_some());
        if let (Some(false), Some(question)) = (is_elsewhere, &mut self.asking.question) {
            // The element was moved, and is a row of its own now.
            question.row = id;
        }
        // What this page itself shows came after the order.
        let has_met = self.memory.exposures.has_earlier();
        let is_off = self.shopper.frequency_at(now) == Frequency::Off;
        if self.asking.question.is_none() && has_met && !is_off && self.memory.survey.is_due() {
            self.memory.survey.ask(now);
            self.asking.question = Some(Question { row: id, step: Step::Helped, written: String::new() });
        }
    }

    /// Another page begins: what was asked is not carried over.
    pub(super) fn end_question(&mut self) {
        self.asking.question = None;
        self.asking.is_order_counted = false;
    }

    pub(super) fn reply(&mut self, id: RowId, reply: Reply, now: Millis) -> Vec<Effect> {
        let shown = self.shown_types();
        let may_learn = !self.shopper.is_gift && self.uses(Signal::Acts);
        let had_shared = self.has_shared();
        let survey = &mut self.memory.survey;
        let Some(question) = self.asking.question.as_mut().filter(|question| question.row == id) else {
            return Vec::new();
        };
        let mut effects = Vec::new();
        let focus = match (reply, question.step) {
            (Reply::Helped(helped), Step::Helped) => {
                self.asking.has_shared |= had_shared;
                survey.answer(helped, now);
                question.step = Step::Missing;
                if may_learn {
                    let taught = survey::learn(&mut self.memory.feedback, helped, &shown, now);
                    self.keep_lesson(REPLY, "", taught);
                }
                "missing"
            }
            (Reply::Skip, Step::Helped) => {
                question.step = Step::Over;
                "control"
            }
            (Reply::Write(text), _) => {
                question.written = text.chars().take(MAX_MISSING_CHARS).collect();
                return effects;
            }
            (reply @ (Reply::Keep | Reply::Skip), Step::Missing) => {
                if reply == Reply::Keep {
                    survey.add_missing(&question.written, now);
                }
                question.step = Step::Kept;
                "forget-reply"
            }
            (Reply::Share, Step::Kept) => {
                let Some(said) = survey.reply().cloned() else { return effects };
                survey.share(now);
                self.asking.has_shared = true;
                effects.push(Effect::Share(id, said.helped, said.missing));
                "forget-reply"
            }
            (Reply::Forget, _) => {
                question.step = Step::Over;
                self.forget_reply(now);
                "control"
            }
            // Pressed twice: the first press did it.
            _ => return effects,
        };
        effects.push(Effect::Focus(id, focus.to_owned()));
        effects
    }

    /// Forgets the answer, and what it taught on this page.
    pub(super) fn forget_reply(&mut self, now: Millis) {
        self.note_sharing();
        if self.memory.survey.reply().is_some() {
            self.unlearn(REPLY, "", now);
        }
        self.memory.survey.forget_reply();
    }

    /// The kinds of reason on this page, each with its stage.
    fn shown_types(&self) -> Vec<(RelationType, Stage)> {
        let mut shown = Vec::new();
        for (_, row) in &self.rows {
            for card in &row.cards {
                if let Some(Basis::Relation(of)) = card.suggestion.reason.main().map(|main| main.basis) {
                    shown.push((of, self.stage_of(row.placement)));
                }
            }
        }
        shown
    }
}
