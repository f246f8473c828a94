//! A relation worth a look: its evidence, and the lines that judge it.

use goeswith_engine::ids::ItemId;
use maud::{Markup, html};

use super::level_words;
use crate::report::audit::Audit;
use crate::report::concerns::Concern;
use crate::report::told::{band, percent};

/// The first line of `relations.csv`.
pub(super) const HEADER: &str = "anchor,candidate,action,type,note,reviewed";

pub(super) fn concern<B: AsRef<[u8]>>(audit: &Audit<'_, B>, concern: &Concern) -> Markup {
    let model = audit.model;
    let item = |item: ItemId| {
        html! {
            (model.title(item)) " " span.sku { (model.sku(item)) }
        }
    };
    let line = |action: &str| {
        let day = audit.day.to_string();
        csv_line([model.sku(concern.anchor), model.sku(concern.candidate), action, "", "", &day])
    };
    html! {
        li {
            h4 {
                (item(concern.anchor)) " " span.arrow role="img" aria-label="goes with" { "→" } " " (item(concern.candidate))
            }
            p.why { (concern.why) }
            p.evidence { (evidence(concern, audit.facts.unit)) }
            @for (action, name) in [("block", "Not for it"), ("accept", "It is right")] {
                p.line {
                    span.action { (name) }
                    code { (line(action)) }
                    button type="button" hidden data-copy { "Copy" span.unseen { " the line: " (name) } }
                }
            }
        }
    }
}

fn evidence(concern: &Concern, unit: &str) -> String {
    let who = if concern.relation_type.counts_customers() {
        "customers who came back".to_owned()
    } else {
        format!("{unit} with the first")
    };
    let mut told = vec![concern.relation_type.name().replace('-', " ")];
    if concern.n_both > 0 {
        let share = f64::from(concern.n_both) / f64::from(concern.n_base.max(1));
        told.push(format!(
            "{} of {} {who} held both ({} or more)",
            band(concern.n_both),
            band(concern.n_base),
            percent(share)
        ));
    } else {
        told.push(format!("none of the {unit} shows it"));
    }
    if let Some(lift) = concern.lift {
        told.push(format!("{lift:.1} times as often as by chance"));
    }
    told.push(match concern.shown {
        Some(level) => format!("shown as “{}”", level_words(level)),
        None => "kept, but not among the first three".to_owned(),
    });
    told.join(" · ")
}

/// One line of CSV without its end, quoted where it must be.
fn csv_line<const N: usize>(fields: [&str; N]) -> String {
    let quoted = fields.map(|field| {
        if field.contains(['"', ',', '\n', '\r']) {
            format!("\"{}\"", field.replace('"', "\"\""))
        } else {
            field.to_owned()
        }
    });
    quoted.join(",")
}

#[cfg(test)]
mod tests {
    use super::csv_line;

    #[test]
    fn a_line_is_read_back_as_it_was_meant() {
        let fields = ["A,1", "B \"two\"", "block", "", "", "2026-11-21"];
        let line = csv_line(fields);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
        let record = reader.records().next().unwrap().unwrap();
        assert_eq!(record.iter().collect::<Vec<_>>(), fields);
    }
}
