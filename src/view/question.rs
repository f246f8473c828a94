//! "Did a suggestion help?", after the order: a group of its own below the cards.

use super::tree::Build;
use crate::app::{App, Event, Reply, RowId, Step};

/// The question as far as it has come; nothing when it is over.
pub(super) fn question(app: &App, id: RowId) -> Option<Build> {
    let words = &app.words;
    let step = app.question_in(id)?;
    let button = |key: &'static str, text: &'static str, reply: Reply| {
        Build::button("reply", key.to_owned(), Event::Reply(id, reply)).text(words.get(text))
    };
    let is_shared = app.memory.survey.reply().is_some_and(|reply| reply.is_shared);
    let mut replies = Build::part("div", "replies").keyed("replies");
    let mut field = None;
    let asked = match step {
        Step::Over => return None,
        Step::Helped => {
            replies = replies
                .child(button("helped", "ask-yes", Reply::Helped(true)))
                .child(button("helped-not", "ask-no", Reply::Helped(false)))
                .child(button("skip", "ask-skip", Reply::Skip));
            "ask-helped"
        }
        Step::Missing => {
            let written = Event::Reply(id, Reply::Write(String::new()));
            field = Some(
                Build::part("input", "field")
                    .with("type", "text")
                    .with("maxlength", "200")
                    .with("autocomplete", "off")
                    .with("aria-labelledby", "asked")
                    .on("missing".to_owned(), written),
            );
            replies = replies.child(button("keep", "ask-keep", Reply::Keep)).child(button(
                "skip-missing",
                "ask-skip",
                Reply::Skip,
            ));
            "ask-missing"
        }
        Step::Kept => {
            replies = replies.child(button("forget-reply", "forget-one", Reply::Forget));
            if !is_shared {
                replies = replies.child(button("share", "ask-share", Reply::Share));
            }
            if is_shared { "ask-shared" } else { "ask-kept" }
        }
    };
    let mut text = Build::part("p", "asked").with("id", "asked").text(words.get(asked));
    if step != Step::Helped {
        text = text.with("role", "status");
    }
    let mut group = Build::part("div", "question")
        .keyed("question")
        .with("role", "group")
        .with("aria-labelledby", "asked")
        .child(text)
        .children(field)
        .child(replies);
    if !is_shared {
        group = group.child(Build::part("p", "stays").text(words.get("ask-stays")));
    }
    Some(group)
}
