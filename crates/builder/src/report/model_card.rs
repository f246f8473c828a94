//! The model card: what went in, how the model was made, what was measured, and what it cannot do.
//!
//! After M. Mitchell et al., *Model Cards for Model Reporting*, FAT* 2019. One content in two forms: JSON for
//! programs, Markdown for people. Equal models have equal cards.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::Value;

use super::facts::Facts;
use crate::last_day;

/// A model card.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModelCard<'a> {
    /// The model's file name.
    pub model: String,
    /// What the file holds, its manifest included.
    #[serde(flatten)]
    pub facts: &'a Facts,
    /// What suggestions are ranked by, and how much each part weighs.
    pub objective: BTreeMap<String, f64>,
    /// What the model cannot do or does not know.
    pub limits: Vec<String>,
}

/// Where the cards of a model go: `shop.gw` → `shop.card.md` and `shop.card.json`.
#[must_use]
pub fn paths(model: &Path) -> [PathBuf; 2] {
    [model.with_extension("card.md"), model.with_extension("card.json")]
}

impl<'a> ModelCard<'a> {
    /// The card of a model that is stored as `path`.
    #[must_use]
    pub fn new(path: &Path, facts: &'a Facts) -> Self {
        Self {
            model: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            facts,
            objective: objective(&facts.manifest),
            limits: facts.limits(),
        }
    }

    /// As JSON, ended by a line end.
    ///
    /// # Errors
    /// Never in practice: every key is a string.
    pub fn to_json(&self) -> serde_json::Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// As Markdown.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let facts = self.facts;
        let manifest = &facts.manifest;
        let known = |pointer: &str| manifest.pointer(pointer).map_or("not told".to_owned(), plain);
        let mut page = format!("# Model card: {}\n", escaped(&self.model));
        page += &section(
            "What it is",
            &table(&[
                ("made by".to_owned(), known("/tool")),
                (
                    "for".to_owned(),
                    "suggesting what goes with a cart, in the shopper's own browser".to_owned(),
                ),
                ("length".to_owned(), format!("{} bytes", facts.bytes)),
                ("sha256".to_owned(), format!("`{}`", facts.sha256)),
            ]),
        );
        page += &section("What went in", &table(&self.data()));
        if !facts.left_out.is_empty() {
            let rows: Vec<_> =
                facts.left_out.iter().map(|left| (left.what.clone(), left.n.to_string())).collect();
            page += &section("What was left out", &table(&rows));
        }
        let mut method = vec![("method".to_owned(), known("/method/name"))];
        method.extend(flattened(manifest.pointer("/method/parameters")));
        method.extend([
            ("most relations per item".to_owned(), known("/k")),
            ("fewest customers of a pair".to_owned(), known("/floor")),
        ]);
        page += &section("How it was made", &table(&method));
        let weights: Vec<_> =
            self.objective.iter().map(|(part, weight)| (part.clone(), weight.to_string())).collect();
        page += &section("What suggestions are ranked by", &table(&weights));
        page += &section("What was measured", &measures(facts));
        let limits: Vec<String> = self.limits.iter().map(|limit| format!("- {}\n", escaped(limit))).collect();
        page += &section("Limits", &limits.concat());
        let further = flattened(Some(&further(manifest)));
        if !further.is_empty() {
            page += &section("Further from the manifest", &table(&further));
        }
        page
    }

    fn data(&self) -> Vec<(String, String)> {
        let facts = self.facts;
        let window =
            facts.window.as_ref().map_or("not told".to_owned(), |[first, last]| format!("{first} to {last}"));
        let mut rows = vec![
            (facts.unit.to_owned(), facts.n_orders.to_string()),
            ("window".to_owned(), window),
            ("items".to_owned(), facts.n_items.to_string()),
            ("items with relations".to_owned(), facts.n_anchors.to_string()),
            ("categories".to_owned(), facts.n_categories.to_string()),
            ("prices".to_owned(), format!("in {}", facts.currency)),
            ("ends".to_owned(), last_day::told(facts.last_day.as_deref())),
        ];
        rows.extend(facts.relations.iter().map(|(of, n)| (format!("relations: {of}"), n.to_string())));
        if facts.n_bundles > 0 {
            rows.push(("bundles".to_owned(), facts.n_bundles.to_string()));
        }
        rows
    }
}

/// Parts of the manifest that the card tells in its own words.
const TOLD: [&str; 10] = [
    "tool",
    "method",
    "floor",
    "k",
    "window",
    "order_rows",
    "catalog_rows",
    "lines",
    "calibration",
    "objective",
];

fn further(manifest: &Value) -> Value {
    let members = manifest.as_object().into_iter().flatten();
    members
        .filter(|(name, _)| !TOLD.contains(&name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// The merchant's weights, or relevance alone.
fn objective(manifest: &Value) -> BTreeMap<String, f64> {
    let weights = manifest.pointer("/objective").and_then(Value::as_object).into_iter().flatten();
    let weights: BTreeMap<String, f64> =
        weights.filter_map(|(part, weight)| Some((part.clone(), weight.as_f64()?))).collect();
    if weights.is_empty() { BTreeMap::from([("relevance".to_owned(), 1.0)]) } else { weights }
}

fn measures(facts: &Facts) -> String {
    let figure = |pointer: &str| facts.number(pointer).map(|value| format!("{value:.4}"));
    let Some(ece) = figure("/calibration/ece") else {
        return "Nothing: too few orders could be held out.\n".to_owned();
    };
    let mut rows = vec![
        (
            format!("held-out {}", facts.unit),
            facts.number("/calibration/n_orders").unwrap_or(0.0).to_string(),
        ),
        ("expected calibration error of the told shares, ten bins".to_owned(), ece),
    ];
    let others =
        [("of a constant", "/calibration/ece_of_constant"), ("unshrunk", "/calibration/ece_unshrunk")];
    for (what, pointer) in others {
        rows.extend(figure(pointer).map(|value| (format!("the same {what}"), value)));
    }
    let levels =
        facts.manifest.pointer("/calibration/levels").and_then(Value::as_array).into_iter().flatten();
    for level in levels {
        let share = |key: &str| level.get(key).and_then(Value::as_f64).unwrap_or(0.0);
        let name = level.get("level").and_then(Value::as_str).unwrap_or_default();
        let observed =
            format!("{:.3} ± {:.3} of held-out {} held it", share("observed"), share("se"), facts.unit);
        rows.push((format!("told *{name}*"), observed));
    }
    table(&rows)
}

fn section(heading: &str, content: &str) -> String {
    format!("\n## {heading}\n\n{content}")
}

fn table(rows: &[(String, String)]) -> String {
    let rows = rows.iter().map(|(name, value)| format!("| {} | {} |\n", escaped(name), escaped(value)));
    std::iter::once("| | |\n|---|---|\n".to_owned()).chain(rows).collect()
}

/// Every plain value inside, by the path to it; lists by their length.
fn flattened(value: Option<&Value>) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    for (name, value) in value.and_then(Value::as_object).into_iter().flatten() {
        match value {
            Value::Object(_) => {
                let inner = flattened(Some(value));
                rows.extend(inner.into_iter().map(|(below, value)| (format!("{name}.{below}"), value)));
            }
            Value::Array(list) => rows.push((name.clone(), format!("{} entries", list.len()))),
            plain_value => rows.push((name.clone(), plain(plain_value))),
        }
    }
    rows
}

/// A JSON value without quotation marks, and a whole number without its `.0`.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string().trim_end_matches(".0").to_owned(),
    }
}

/// As Markdown shows it literally, in a table or not. Asterisks and backquotes are the card's own.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn facts(manifest: Value) -> Facts {
        Facts {
            bytes: 200,
            sha256: "ab".to_owned(),
            unit: "orders",
            n_orders: 100,
            window: None,
            last_day: None,
            currency: "GBP".to_owned(),
            n_items: 3,
            n_anchors: 2,
            n_categories: 1,
            relations: BTreeMap::from([("bought-together", 4)]),
            n_bundles: 0,
            has_compatibility: false,
            left_out: Vec::new(),
            manifest,
        }
    }

    #[test]
    fn every_hyper_parameter_and_whatever_else_the_manifest_says_is_on_the_card() {
        let manifest = json!({
            "tool": "goeswith 1", "floor": 5, "k": 16,
            "method": {"name": "ridge", "parameters": {"lambda": 10.0, "title_weight": 0.05}},
            "guard": {"bursts": [1, 2], "capped_orders": 7},
        });
        let facts = facts(manifest);
        let page = ModelCard::new(Path::new("a/shop.gw"), &facts).to_markdown();
        for line in [
            "# Model card: shop.gw",
            "| lambda | 10 |",
            "| title_weight | 0.05 |",
            "| guard.capped_orders | 7 |",
            "| guard.bursts | 2 entries |",
            "| relevance | 1 |",
            "fewer than 5 customers",
        ] {
            assert!(page.contains(line), "{line} is not in\n{page}");
        }
    }

    #[test]
    fn measures_are_told_where_orders_were_held_out() {
        let without = facts(json!({}));
        assert!(
            ModelCard::new(Path::new("shop.gw"), &without)
                .to_markdown()
                .contains("too few orders could be held out")
        );
        let level = json!({"level": "often", "observed": 0.2, "se": 0.01, "n": 50});
        let with = facts(json!({"calibration": {"ece": 0.0123, "n_orders": 1963, "levels": [level]}}));
        let page = ModelCard::new(Path::new("shop.gw"), &with).to_markdown();
        assert!(page.contains("| 0.0123 |") && page.contains("| told *often* | 0.200 ± 0.010"), "{page}");
    }

    #[test]
    fn nothing_in_a_name_becomes_markup() {
        let facts = facts(json!({"tool": "<b>|x"}));
        let page = ModelCard::new(Path::new("<i>|shop.gw"), &facts).to_markdown();
        assert!(page.contains("# Model card: &lt;i>\\|shop.gw") && page.contains("&lt;b>\\|x"), "{page}");
    }
}
