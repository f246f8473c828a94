//! The parts of the page after the relations worth a look.

use maud::{Markup, html};
use serde_json::Value;

use super::chart::{self, Point, bar};
use crate::report::audit::Audit;
use crate::report::compare::Comparison;
use crate::report::shown::Exposure;
use crate::report::told::{band, percent, thousands};

/// Groups told one by one; the others are summed up.
const MAX_GROUPS: usize = 20;
/// A group with at least this share of purchases is called over- or underexposed.
const MIN_SHARE: f64 = 0.01;
/// Twice or half its share of purchases.
const MAX_RATIO: f64 = 2.0;

pub(super) fn shown<B: AsRef<[u8]>>(audit: &Audit<'_, B>) -> Markup {
    let coverage = &audit.coverage;
    let n_items = audit.facts.n_items;
    let of = |n: usize| format!("{} of {}", thousands(n), thousands(n_items));
    html! {
        section id="shown" aria-labelledby="shown-heading" {
            h2 id="shown-heading" { "What shoppers would see" }
            p {
                "What the engine itself picks beside every item alone in the cart, weighted by how many "
                (audit.facts.unit) " hold the item. No shopper was watched for this."
            }
            table {
                caption { "Coverage" }
                thead { tr { th scope="col" { "Beside an item" } th.n scope="col" { "Items" } th.n scope="col" { "Of purchases" } } }
                tbody {
                    tr { th scope="row" { "at least one suggestion" } td.n { (of(coverage.n_with_any)) } td.n { (percent(coverage.any_by_orders)) } }
                    tr { th scope="row" { "a full row of three" } td.n { (of(coverage.n_full)) } td.n { (percent(coverage.full_by_orders)) } }
                    tr { th scope="row" { "is itself suggested somewhere" } td.n { (of(coverage.n_suggested)) } td.n { "" } }
                }
            }
            div.pair {
                (shares("How sure shoppers are told it is", "Level", &audit.levels))
                (shares("What suggestions rest on", "Basis", &audit.bases))
            }
        }
    }
}

fn shares(caption: &str, name: &str, rows: &[(String, f64)]) -> Markup {
    let longest = rows.iter().map(|(_, share)| *share).fold(0.0, f64::max);
    html! {
        table {
            caption { (caption) }
            thead { tr { th scope="col" { (name) } th scope="col" { "Share of suggestions" } } }
            tbody {
                @for (name, share) in rows {
                    tr { th scope="row" { (name.replace('-', " ")) } td { (bar(*share, longest, "suggested")) (percent(*share)) } }
                }
            }
        }
    }
}

pub(super) fn exposure<B: AsRef<[u8]>>(audit: &Audit<'_, B>) -> Markup {
    html! {
        section id="exposure" aria-labelledby="exposure-heading" {
            h2 id="exposure-heading" { "Who gets seen" }
            p {
                "Share of purchases against share of suggestions. Suggestions should follow what shoppers buy, without "
                "giving all the room to what sells anyway. A mark stands where a group with at least "
                (percent(MIN_SHARE)) " of purchases gets more than twice or less than half its share."
            }
            (exposures("By popularity: the items in ten equal parts, the most bought first", "Part", &audit.popularity))
            (exposures("By category", "Category", &audit.categories))
            @if !audit.brands.is_empty() {
                (exposures("By brand", "Brand", &audit.brands))
            }
        }
    }
}

fn exposures(caption: &str, name: &str, rows: &[Exposure]) -> Markup {
    let longest = rows.iter().map(|row| row.bought.max(row.suggested)).fold(0.0, f64::max);
    let (told, rest) = rows.split_at(rows.len().min(MAX_GROUPS));
    let sum = |of: fn(&Exposure) -> f64| rest.iter().map(of).sum::<f64>();
    html! {
        table.exposure {
            caption { (caption) }
            thead {
                tr {
                    th scope="col" { (name) } th.n scope="col" { "Items" } th scope="col" { "Of purchases" }
                    th scope="col" { "Of suggestions" } th scope="col" { span.unseen { "Mark" } }
                }
            }
            tbody {
                @for row in told {
                    tr {
                        th scope="row" { (row.name) }
                        td.n { (thousands(row.n_items)) }
                        td { (bar(row.bought, longest, "bought")) (percent(row.bought)) }
                        td { (bar(row.suggested, longest, "suggested")) (percent(row.suggested)) }
                        td.mark { (mark(row)) }
                    }
                }
                @if !rest.is_empty() {
                    tr {
                        th scope="row" { (thousands(rest.len())) " more" }
                        td.n { (thousands(rest.iter().map(|row| row.n_items).sum::<usize>())) }
                        td { (percent(sum(|row| row.bought))) }
                        td { (percent(sum(|row| row.suggested))) }
                        td.mark {}
                    }
                }
            }
        }
    }
}

fn mark(row: &Exposure) -> &'static str {
    if row.bought < MIN_SHARE {
        ""
    } else if row.suggested > MAX_RATIO * row.bought {
        "much more"
    } else if row.suggested * MAX_RATIO < row.bought {
        "much less"
    } else {
        ""
    }
}

pub(super) fn trust<B: AsRef<[u8]>>(audit: &Audit<'_, B>) -> Markup {
    let facts = &audit.facts;
    let points = points(&facts.manifest);
    let ece = facts.number("/calibration/ece");
    html! {
        section id="trust" aria-labelledby="trust-heading" {
            h2 id="trust-heading" { "How far to trust the words" }
            @if points.is_empty() {
                p { "Not measured: the model does not say, or too few " (facts.unit) " could be held out." }
            } @else {
                p {
                    "The model was learned once more from the earlier " (facts.unit) " alone, and what it told was held against the "
                    (thousands(facts.number("/calibration/n_orders").unwrap_or(0.0))) " later ones, for the three strongest "
                    "relations of every item in them."
                    @if let Some(ece) = ece {
                        " Told and observed shares are " strong { (format!("{:.1} points", ece * 100.0)) } " apart on average"
                        @if let Some(constant) = facts.number("/calibration/ece_of_constant") {
                            " (" (format!("{:.1}", constant * 100.0)) " for telling everyone the same)"
                        }
                        "."
                    }
                }
                div.pair {
                    figure { (chart::reliability(&points)) figcaption { "On the diagonal, the model keeps what it promises." } }
                    table {
                        caption { "Told against observed, ten bins of equal weight" }
                        thead { tr { th.n scope="col" { "Told" } th.n scope="col" { "Observed" } th.n scope="col" { "Observations" } } }
                        tbody {
                            @for point in &points {
                                tr { td.n { (percent(point.told)) } td.n { (percent(point.observed)) } td.n { (thousands(point.n)) } }
                            }
                        }
                    }
                }
                (levels(&facts.manifest))
            }
        }
    }
}

fn points(manifest: &Value) -> Vec<Point> {
    let bins = manifest.pointer("/calibration/bins").and_then(Value::as_array).into_iter().flatten();
    let point = |bin: &Value| {
        Some(Point {
            told: bin.get("told")?.as_f64()?,
            observed: bin.get("observed")?.as_f64()?,
            n: bin.get("n")?.as_u64()?,
        })
    };
    bins.filter_map(point).collect()
}

fn levels(manifest: &Value) -> Markup {
    let levels: Vec<&Value> =
        manifest.pointer("/calibration/levels").and_then(Value::as_array).into_iter().flatten().collect();
    let share = |level: &Value, key: &str| level.get(key).and_then(Value::as_f64).unwrap_or(0.0);
    html! {
        @if !levels.is_empty() {
            table {
                caption { "What came of each word" }
                thead {
                    tr {
                        th scope="col" { "Told" } th.n scope="col" { "Orders that held it" }
                        th.n scope="col" { "Standard error" } th.n scope="col" { "Observations" }
                    }
                }
                tbody {
                    @for level in levels {
                        tr {
                            th scope="row" { (level.get("level").and_then(Value::as_str).unwrap_or_default().replace('-', " ")) }
                            td.n { (percent(share(level, "observed"))) }
                            td.n { (percent(share(level, "se"))) }
                            td.n { (thousands(level.get("n").and_then(Value::as_u64).unwrap_or(0))) }
                        }
                    }
                }
            }
        }
    }
}

pub(super) fn changes<B: AsRef<[u8]>>(audit: &Audit<'_, B>, old: &str, comparison: &Comparison) -> Markup {
    let title = |sku: &String| match audit.model.find(sku) {
        Some(item) => audit.model.title(item).to_owned(),
        None => sku.clone(),
    };
    let Comparison { items, relations, rankings } = comparison;
    let row = |name: &str, old: usize, new: usize, added: usize, removed: usize, changed: usize| {
        html! {
            tr {
                th scope="row" { (name) }
                @for n in [old, new, added, removed, changed] { td.n { (thousands(n)) } }
            }
        }
    };
    html! {
        section id="changes" aria-labelledby="changes-heading" {
            h2 id="changes-heading" { "What changed since " span.file { (old) } }
            p {
                "Of the first three beside an item " strong { (percent(rankings.overlap_at_3)) } " stayed, of the first ten "
                strong { (percent(rankings.overlap_at_10)) } ". Rank-biased overlap is "
                (format!("{:.3}", rankings.rank_biased_overlap)) ", weighted by orders "
                (format!("{:.3}", rankings.rank_biased_overlap_by_orders)) " (1 is no change)."
            }
            div.scroll tabindex="0" role="region" aria-label="Items and relations" {
                table {
                    caption { "Items and relations" }
                    thead {
                        tr {
                            th scope="col" { "What" }
                            @for name in ["Before", "Now", "Added", "Removed", "Changed"] { th.n scope="col" { (name) } }
                        }
                    }
                    tbody {
                        (row("items", items.n_old, items.n_new, items.added.len(), items.removed.len(), items.changed.len()))
                        (row("relations", relations.n_old, relations.n_new, relations.added.len(), relations.removed.len(),
                            relations.retyped.len() + relations.n_changed))
                    }
                }
            }
            @if !rankings.most_changed.is_empty() {
                div.scroll tabindex="0" role="region" aria-label="Where rankings moved most" {
                    table {
                        caption { "Where rankings moved most, by orders" }
                        thead {
                            tr {
                                th scope="col" { "Item" } th.n scope="col" { "Orders" } th scope="col" { "First three before" }
                                th scope="col" { "First three now" }
                            }
                        }
                        tbody {
                            @for anchor in &rankings.most_changed {
                                tr {
                                    th scope="row" { (anchor.title) " " span.sku { (anchor.anchor) } }
                                    td.n { (band(anchor.n_orders)) }
                                    @for list in [&anchor.was, &anchor.is] {
                                        td { (list.iter().take(3).map(title).collect::<Vec<_>>().join(" · ")) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

pub(super) fn data<B: AsRef<[u8]>>(audit: &Audit<'_, B>) -> Markup {
    let facts = &audit.facts;
    let read = facts.number("/order_rows/read");
    html! {
        section id="data" aria-labelledby="data-heading" {
            h2 id="data-heading" { "What went in" }
            div.pair {
                table {
                    caption { "Counted" }
                    tbody {
                        @if let Some(read) = read { tr { th scope="row" { "order lines read" } td.n { (thousands(read)) } } }
                        @if let Some(kept) = facts.number("/lines/n_basket_items") {
                            tr { th scope="row" { "that count" } td.n { (thousands(kept)) } }
                        }
                        tr { th scope="row" { (facts.unit) } td.n { (thousands(facts.n_orders)) } }
                        @if let Some(n) = facts.number("/lines/n_customers") {
                            tr { th scope="row" { "customers" } td.n { (thousands(n)) } }
                        }
                        tr { th scope="row" { "items" } td.n { (thousands(facts.n_items)) } }
                        tr { th scope="row" { "items with relations" } td.n { (thousands(facts.n_anchors)) } }
                        @for (of, n) in &facts.relations {
                            tr { th scope="row" { "relations: " (of.replace('-', " ")) } td.n { (thousands(n)) } }
                        }
                        @if facts.n_bundles > 0 { tr { th scope="row" { "bundles" } td.n { (thousands(facts.n_bundles)) } } }
                    }
                }
                table {
                    caption { "Left out" }
                    tbody {
                        @for left in &facts.left_out {
                            tr { th scope="row" { (left.what) } td.n { (thousands(left.n)) } }
                        }
                        @if facts.left_out.is_empty() { tr { th scope="row" { "nothing" } td.n { "0" } } }
                    }
                }
            }
            (unknown_skus(&facts.manifest))
            table {
                caption { "How it was made" }
                tbody {
                    @for (name, pointer) in [("tool", "/tool"), ("method", "/method/name")] {
                        tr { th scope="row" { (name) } td { (facts.text(pointer).unwrap_or("not told")) } }
                    }
                    @for (name, value) in facts.manifest.pointer("/method/parameters").and_then(Value::as_object).into_iter().flatten() {
                        tr { th scope="row" { (name.replace('_', " ")) } td { (value.to_string().trim_end_matches(".0")) } }
                    }
                    @for (name, pointer) in [("fewest customers of a pair", "/floor"), ("most relations per item", "/k")] {
                        tr { th scope="row" { (name) } td { (facts.number(pointer).map_or("not told".to_owned(), thousands)) } }
                    }
                    tr { th scope="row" { "sha256" } td { code { (facts.sha256) } } }
                }
            }
        }
    }
}

/// The SKUs most lines name in vain: mostly services, or a catalogue that lacks something.
fn unknown_skus(manifest: &Value) -> Markup {
    let skus = manifest.pointer("/lines/unknown_skus").and_then(Value::as_array).into_iter().flatten();
    let told: Vec<String> = skus
        .filter_map(|unknown| {
            let n_lines = unknown.get("n_lines")?.as_u64()?;
            Some(format!("{} ({})", unknown.get("sku")?.as_str()?, thousands(n_lines)))
        })
        .collect();
    html! {
        @if !told.is_empty() {
            p { "SKUs most often ordered that the catalogue does not have, with their lines: " (told.join(", ")) "." }
        }
    }
}

pub(super) fn limits<B: AsRef<[u8]>>(audit: &Audit<'_, B>) -> Markup {
    let newest = audit.reviewed.newest;
    html! {
        section id="limits" aria-labelledby="limits-heading" {
            h2 id="limits-heading" { "Limits" }
            ul.limits {
                @for limit in audit.facts.limits() { li { (limit) } }
            }
            p {
                @match newest {
                    Some(day) => { "The newest review in relations.csv is of " (day) "." }
                    None => { "No review is on record: lines of relations.csv with a day under “reviewed” would be one." }
                }
            }
        }
    }
}
