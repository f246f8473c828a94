//! `objective.toml`: what a suggestion is ranked by. One line, `margin = 0.05`, within a cap.
//!
//! Utility is no weight. It decides what may be shown at all: the bar of confidence, needs already met, what fits.
//! Relevance ranks what is left, and has the weight that margin leaves it, `1 − margin`. A margin above 0 multiplies
//! the weight of a relation by `1 − margin + margin · m`, where m is the candidate's attribute `margin` as a share of
//! the highest in the catalogue, 0..=1, and 0 where it is not told. So a candidate passes another only if its weight is
//! above `1 − margin` of the other's: nine tenths at the cap.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::{MerchantError, parse_toml, read_text};
use crate::catalog::Catalog;
use crate::learn::TypedRelations;
use crate::num::to_usize;

/// The most that margin may weigh.
pub const MARGIN_CAP: f32 = 0.1;

/// The weights that suggestions are ranked by, as the manifest and the model card print them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Objective {
    /// 1 − margin.
    pub relevance: f32,
    /// `0..=MARGIN_CAP`.
    pub margin: f32,
    /// The most that margin may weigh.
    pub margin_cap: f32,
    /// What utility does instead of weighing.
    pub utility: &'static str,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    margin: f32,
}

impl Default for Objective {
    fn default() -> Self {
        Self::new(0.0)
    }
}

impl Objective {
    fn new(margin: f32) -> Self {
        let utility = "decides what may be shown at all";
        Self { relevance: 1.0 - margin, margin, margin_cap: MARGIN_CAP, utility }
    }

    /// Reads and checks the file.
    ///
    /// # Errors
    /// The file cannot be read, margin weighs more than the cap, or no item has a margin to weigh.
    pub fn read(path: &Path, catalog: &Catalog) -> Result<Self, MerchantError> {
        Self::parse(path, &read_text(path)?, catalog)
    }

    /// The same for text that was read before; `path` is for the messages.
    ///
    /// # Errors
    /// As for [`read`](Self::read).
    pub fn parse(path: &Path, text: &str, catalog: &Catalog) -> Result<Self, MerchantError> {
        let File { margin } = parse_toml(path, text)?;
        let refuse =
            |what: String, help: &str| Err(MerchantError::entry(path.display().to_string(), what, help));
        if !(0.0..=MARGIN_CAP).contains(&margin) {
            return refuse(
                format!("margin = {margin} is not within 0 and {MARGIN_CAP}"),
                "suggestions are for the shopper: margin may tip the scale, and no more",
            );
        }
        if margin > 0.0 && margins(catalog).iter().all(|&share| share <= 0.0) {
            return refuse(
                format!("margin = {margin}, but no item has a margin"),
                "give the catalogue a column margin with numbers above 0, or set margin = 0",
            );
        }
        Ok(Self::new(margin))
    }

    /// Weighs the margin in. Rows stay in order of their weights.
    pub fn weigh(&self, relations: &mut TypedRelations, catalog: &Catalog) {
        if self.margin <= 0.0 {
            return;
        }
        let margins = margins(catalog);
        for row in relations.rows.values_mut().flatten() {
            for relation in row.iter_mut() {
                let share = margins.get(to_usize(relation.candidate)).copied().unwrap_or(0.0);
                relation.weight *= self.relevance + self.margin * share;
            }
            row.sort_by(|a, b| {
                b.weight
                    .total_cmp(&a.weight)
                    .then(b.n_both.cmp(&a.n_both))
                    .then(a.candidate.cmp(&b.candidate))
            });
        }
    }
}

/// Each item's margin as a share of the highest, 0 where it is not told or not above 0.
fn margins(catalog: &Catalog) -> Vec<f32> {
    let told = catalog.items.iter().map(|item| {
        let margin = item.attributes.get("margin").and_then(|text| text.trim().parse::<f32>().ok());
        margin.filter(|margin| margin.is_finite() && *margin > 0.0).unwrap_or(0.0)
    });
    let told: Vec<f32> = told.collect();
    let highest = told.iter().copied().fold(0.0, f32::max);
    if highest > 0.0 { told.into_iter().map(|margin| margin / highest).collect() } else { told }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merchant::testing::{camera_relations, catalog, pairs_of};

    fn with_margins() -> Catalog {
        let mut catalog = catalog();
        for (item, margin) in [(0, "4.00"), (2, "0.50")] {
            catalog.items[item].attributes.insert("margin".to_owned(), margin.to_owned());
        }
        catalog
    }

    fn parse(text: &str) -> Result<Objective, MerchantError> {
        Objective::parse(Path::new("objective.toml"), text, &with_margins())
    }

    #[test]
    fn margin_above_its_cap_builds_nothing() {
        assert!(parse("margin = 0.11").unwrap_err().to_string().contains("not within 0 and 0.1"));
        assert!(parse("margin = -0.01").is_err());
        assert!(parse("margin = nan").is_err());
        assert!(parse("profit = 1").is_err(), "there is nothing else to weigh");
        let poor = Objective::parse(Path::new("objective.toml"), "margin = 0.1", &catalog());
        assert!(poor.unwrap_err().to_string().contains("no item has a margin"));
    }

    #[test]
    fn by_default_margin_weighs_nothing_and_the_record_says_so() {
        let mut relations = camera_relations(&[(2, 1.0), (0, 0.99)]);
        let before = relations.clone();
        let objective = parse("").unwrap();
        objective.weigh(&mut relations, &with_margins());
        assert_eq!(relations, before);
        let record = serde_json::to_string(&objective).unwrap();
        assert!(record.starts_with(r#"{"relevance":1.0,"margin":0.0,"margin_cap":0.1"#), "{record}");
    }

    #[test]
    fn at_the_cap_margin_passes_what_is_a_little_stronger_and_nothing_else() {
        let candidates = |row: &[(u32, f32)]| {
            let mut relations = camera_relations(row);
            parse("margin = 0.1").unwrap().weigh(&mut relations, &with_margins());
            pairs_of(&relations, 1).into_iter().map(|(_, candidate)| candidate).collect::<Vec<_>>()
        };
        assert_eq!(candidates(&[(3, 1.0), (0, 0.95)]), [0, 3]);
        assert_eq!(candidates(&[(3, 1.0), (0, 0.89)]), [3, 0]);
    }
}
