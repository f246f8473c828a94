//! One evaluation as a record: for programs as JSON, for people as a table.

use serde_json::{Map, Value, json};

use super::metrics::Sample;
use super::reach::Reach;
use super::table;

/// What was measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What the figures rest on, as label and value: counts of training and test, the split, the floor.
    pub facts: Vec<(&'static str, String)>,
    /// Independent cases that standard errors are over.
    pub n_cases: usize,
    /// The model as shipped first.
    pub methods: Vec<MethodReport>,
}

/// One method's figures.
#[derive(Debug, Clone, PartialEq)]
pub struct MethodReport {
    /// Its name.
    pub name: String,
    /// Whose it is.
    pub role: Role,
    /// What it took to learn it, in seconds of processor time over all threads.
    pub build_cpu_s: f64,
    /// Length of its file; 0 for a peer, which keeps every pair in memory.
    pub model_bytes: usize,
    /// Orders have one group; sessions have `repeats` and `new_items`.
    pub groups: Vec<Group>,
}

/// What a method is in the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The model as it ships.
    Shipped,
    /// A variation of it: as shown, at full precision, at the other floor.
    Variation,
    /// A method to be measured against.
    Peer,
}

/// The figures of one way to rank.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Its name in JSON and table, where there are several.
    pub name: Option<&'static str>,
    /// Over the same cases for all methods of a report.
    pub samples: Vec<Sample>,
    /// How popular and various the lists are, where that was measured.
    pub reach: Option<Reach>,
}

impl Report {
    /// The record for programs.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let facts: Map<String, Value> =
            self.facts.iter().map(|(label, value)| ((*label).to_owned(), json!(value))).collect();
        let methods: Vec<Value> = self.methods.iter().map(MethodReport::to_json).collect();
        json!({ "cases": self.n_cases, "facts": facts, "methods": methods })
    }

    /// The same for people.
    #[must_use]
    pub fn to_text(&self) -> String {
        table::told(self)
    }
}

impl MethodReport {
    fn to_json(&self) -> Value {
        let mut object = Map::new();
        object.insert("name".to_owned(), json!(self.name));
        object.insert("build_cpu_s".to_owned(), json!(rounded(self.build_cpu_s, 1e3)));
        object.insert("model_bytes".to_owned(), json!(self.model_bytes));
        for group in &self.groups {
            let figures = group.to_json();
            match group.name {
                Some(name) => _ = object.insert(name.to_owned(), Value::Object(figures)),
                None => object.extend(figures),
            }
        }
        Value::Object(object)
    }
}

impl Group {
    fn to_json(&self) -> Map<String, Value> {
        let mut figures = Map::new();
        for sample in &self.samples {
            let estimate = sample.estimate();
            let name = sample.measure.name();
            figures.insert(format!("{name}_se"), json!(rounded(estimate.standard_error, 1e6)));
            figures.insert(name, json!(rounded(estimate.mean, 1e6)));
        }
        if let Some(reach) = self.reach {
            figures.insert("arp".to_owned(), json!(rounded(reach.arp, 1e3)));
            figures.insert("gini".to_owned(), json!(rounded(reach.gini, 1e6)));
            figures.insert("head_share".to_owned(), json!(rounded(reach.head_share, 1e6)));
            figures.insert("coverage".to_owned(), json!(rounded(reach.coverage, 1e6)));
        }
        figures
    }
}

/// No more digits than the figure has.
fn rounded(value: f64, unit: f64) -> f64 {
    (value * unit).round() / unit
}

#[cfg(test)]
pub(super) mod testing {
    use super::{Group, MethodReport, Report, Role};
    use crate::evaluate::metrics::{Measure, Sample};
    use crate::evaluate::reach::Reach;

    /// Two methods over four cases.
    pub(crate) fn report() -> Report {
        let method = |name: &str, role, values: [f64; 4]| MethodReport {
            name: name.to_owned(),
            role,
            build_cpu_s: 1.25,
            model_bytes: if role == Role::Peer { 0 } else { 12_345 },
            groups: vec![Group {
                name: None,
                samples: vec![Sample { measure: Measure::HitRate(5), values: values.to_vec() }],
                reach: Some(Reach { arp: 10.5, gini: 0.5, head_share: 0.25, coverage: 0.125 }),
            }],
        };
        Report {
            facts: vec![("test orders", "4".to_owned())],
            n_cases: 4,
            methods: vec![
                method("ridge", Role::Shipped, [1.0, 1.0, 0.0, 1.0]),
                method("cosine", Role::Peer, [0.0, 1.0, 0.0, 0.0]),
                method("popularity", Role::Peer, [0.0; 4]),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::testing::report;

    #[test]
    fn json_names_cases_and_methods_and_each_figure_with_its_error() {
        let value = report().to_json();
        assert_eq!(value["cases"], json!(4));
        let shipped = &value["methods"][0];
        assert_eq!(shipped["name"], json!("ridge"));
        assert_eq!(shipped["build_cpu_s"], json!(1.25));
        assert_eq!(shipped["model_bytes"], json!(12_345));
        assert_eq!(shipped["hr@5"], json!(0.75));
        assert_eq!(shipped["hr@5_se"], json!(0.25));
        assert_eq!(shipped["head_share"], json!(0.25));
    }

    #[test]
    fn a_named_group_is_an_object_of_its_own() {
        let mut report = report();
        report.methods[0].groups[0].name = Some("new_items");
        assert_eq!(report.to_json()["methods"][0]["new_items"]["hr@5"], json!(0.75));
    }
}
