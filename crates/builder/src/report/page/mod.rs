//! The audit as one page: no network, no script needed, readable on paper, by ear, and in the dark.
//!
//! All text goes through maud, which escapes it; the only markup not written here is the style and the few lines of
//! script for the copy buttons, which are part of the tool.

mod chart;
mod lines;
mod parts;

use goeswith_engine::confidence::Level;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::audit::Audit;
use super::concerns::Kind;
use super::told::{percent, thousands};

const STYLE: &str = include_str!("audit.css");
const SCRIPT: &str = include_str!("audit.js");
/// Nothing may be fetched, whatever a title holds.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

/// The page as HTML.
#[must_use]
pub fn render<B: AsRef<[u8]>>(audit: &Audit<'_, B>) -> String {
    let has_changes = audit.comparison.is_some();
    let contents = [
        ("look", "Worth a look", true),
        ("shown", "What shoppers would see", true),
        ("exposure", "Who gets seen", true),
        ("trust", "How far to trust the words", true),
        ("changes", "What changed", has_changes),
        ("data", "What went in", true),
        ("limits", "Limits", true),
    ];
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                link rel="icon" href="data:,";
                title { "Audit of " (audit.name) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to the audit" }
                header {
                    p.over { "Goes With · audit of " (audit.day) }
                    h1 { "What goes with what in " span.file { (audit.name) } }
                    (headline(audit))
                    nav aria-label="Contents" {
                        ul {
                            @for (id, name, _) in contents.iter().filter(|(.., is_there)| *is_there) {
                                li { a href={ "#" (id) } { (name) } }
                            }
                        }
                    }
                }
                main id="main" {
                    (look(audit))
                    (parts::shown(audit))
                    (parts::exposure(audit))
                    (parts::trust(audit))
                    @if let Some((old, comparison)) = &audit.comparison {
                        (parts::changes(audit, old, comparison))
                    }
                    (parts::data(audit))
                    (parts::limits(audit))
                }
                p role="status" aria-live="polite" class="announced" id="announced" {}
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string()
}

/// The figures that matter first.
fn headline<B: AsRef<[u8]>>(audit: &Audit<'_, B>) -> Markup {
    let facts = &audit.facts;
    let n_named: usize = audit.concerns.iter().map(|concerns| concerns.named.len()).sum();
    let window = facts.window.as_ref().map(|[first, last]| format!("{first} to {last}"));
    let figure = |value: String, name: &str, remark: String| {
        html! { div { dt { (name) } dd { strong { (value) } span { (remark) } } } }
    };
    html! {
        dl.headline {
            (figure(thousands(facts.n_orders), facts.unit, window.unwrap_or_else(|| "without dates".to_owned())))
            (figure(
                percent(audit.coverage.any_by_orders),
                "of purchases have a suggestion",
                format!("{} of {} items by relations of their own", thousands(facts.n_anchors), thousands(facts.n_items)),
            ))
            (figure(
                thousands(facts.relations.values().sum::<usize>()),
                "relations",
                format!("in {} kB", thousands(facts.bytes.div_ceil(1000))),
            ))
            (figure(thousands(n_named), "worth a look now", "most seen first".to_owned()))
        }
    }
}

fn look<B: AsRef<[u8]>>(audit: &Audit<'_, B>) -> Markup {
    let n_judged = audit.reviewed.pairs.len();
    html! {
        section id="look" aria-labelledby="look-heading" {
            h2 id="look-heading" { "Worth a look" }
            p {
                "Relations that a person should see before shoppers do, those that most shoppers would see first. "
                "To decide, paste a line into " code { "relations.csv" } " (first line "
                code { (lines::HEADER) } ") and build again. What is judged there is not listed any more"
                @if n_judged > 0 { ": " (thousands(n_judged)) " so far" }
                "."
            }
            @for concerns in &audit.concerns {
                (kind(audit, concerns))
            }
        }
    }
}

fn kind<B: AsRef<[u8]>>(audit: &Audit<'_, B>, concerns: &super::concerns::Concerns) -> Markup {
    let (name, what) = match concerns.kind {
        Kind::Odd => (
            "Strong but odd",
            "Far more often together than by chance, across categories that hardly ever go together. Often a joint promotion, a mistaken category – or a find.",
        ),
        Kind::Sensitive => (
            "Sensitive",
            "One of the two touches a topic that the other does not, and shoppers would see it.",
        ),
        Kind::Thin => ("Thin", "Shoppers would see it, on little evidence."),
        Kind::New => ("New", "Shoppers would see it, and did not with the model before."),
    };
    html! {
        section.kind {
            h3 { (name) " " span.count { (thousands(concerns.n_all)) } }
            p { (what) }
            @if concerns.named.is_empty() {
                p.none { "None." }
            } @else {
                ol.concerns {
                    @for concern in &concerns.named {
                        (lines::concern(audit, concern))
                    }
                }
                @if concerns.named.len() < concerns.n_all {
                    p.more { "and " (thousands(concerns.n_all - concerns.named.len())) " more; judge these first." }
                }
            }
        }
    }
}

/// What the shopper is told at a level.
fn level_words(level: Level) -> &'static str {
    match level {
        Level::VeryOften => "very often together",
        Level::Often => "often together",
        Level::Guess => "a guess",
    }
}
