//! The report as tables: measures, what a method pushes, and how sure the winner is.

use super::metrics::{Estimate, Sample};
use super::report::{Group, MethodReport, Report, Role};

/// All tables of a report.
pub(super) fn told(report: &Report) -> String {
    let width = report.facts.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
    let mut lines: Vec<String> =
        report.facts.iter().map(|(label, value)| format!("  {label:<width$}  {value}")).collect();
    let n_groups = report.methods.first().map_or(0, |method| method.groups.len());
    for at in 0..n_groups {
        lines.push(String::new());
        lines.extend(aligned(&measures(report, at)));
        lines.extend(margins(report, at));
        let reach = reach(report, at);
        if reach.len() > 1 {
            lines.push(String::new());
            lines.extend(aligned(&reach));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

/// A row per method: its figures with their standard errors, and its cost.
fn measures(report: &Report, group: usize) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (method, figures) in with_group(report, group) {
        if rows.is_empty() {
            let mut head = vec![figures.name.unwrap_or("method").replace('_', " ")];
            head.extend(figures.samples.iter().map(|sample| sample.measure.label()));
            head.extend(["build CPU s", "model bytes"].map(str::to_owned));
            rows.push(head);
        }
        let mut row = vec![method.name.clone()];
        row.extend(figures.samples.iter().map(|sample| estimate(sample.estimate())));
        row.push(format!("{:.1}", method.build_cpu_s));
        row.push(if method.model_bytes == 0 { "–".to_owned() } else { method.model_bytes.to_string() });
        rows.push(row);
    }
    rows
}

fn reach(report: &Report, group: usize) -> Vec<Vec<String>> {
    let head = ["what is listed", "orders of an item", "Gini", "in the top 1 %", "coverage"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for (method, figures) in with_group(report, group) {
        let Some(reach) = figures.reach else { continue };
        let mut row = vec![method.name.clone(), format!("{:.0}", reach.arp)];
        row.extend([reach.gini, reach.head_share, reach.coverage].map(share));
        rows.push(row);
    }
    rows
}

/// How far the model as shipped is above the peer that comes nearest, by each measure.
fn margins(report: &Report, group: usize) -> Vec<String> {
    let of_role = |role| with_group(report, group).filter(move |(method, _)| method.role == role);
    let Some((shipped, figures)) = of_role(Role::Shipped).next() else { return Vec::new() };
    let mut lines = Vec::new();
    for (at, sample) in figures.samples.iter().enumerate() {
        let rivals = of_role(Role::Peer)
            .filter_map(|(method, figures)| figures.samples.get(at).map(|sample| (method, sample)));
        let best = rivals.max_by(|(_, a), (_, b)| mean(a).total_cmp(&mean(b)));
        let Some((peer, rival)) = best else { continue };
        let margin = Estimate::of_differences(&sample.values, &rival.values);
        let sign = if margin.mean < 0.0 { "−" } else { "+" };
        lines.push(format!(
            "  {}: {} {sign}{} ± {} against {}, the best peer",
            sample.measure.label(),
            shipped.name,
            share(margin.mean.abs()),
            share(margin.standard_error),
            peer.name,
        ));
    }
    lines
}

fn with_group(report: &Report, group: usize) -> impl Iterator<Item = (&MethodReport, &Group)> {
    report.methods.iter().filter_map(move |method| Some((method, method.groups.get(group)?)))
}

fn mean(sample: &Sample) -> f64 {
    sample.estimate().mean
}

fn estimate(estimate: Estimate) -> String {
    format!("{} ± {}", share(estimate.mean), share(estimate.standard_error))
}

/// `.235`, as papers print shares: four digits, because goals are told in three.
fn share(value: f64) -> String {
    let text = format!("{value:.4}");
    text.strip_prefix('0').map_or(text.clone(), str::to_owned)
}

/// The first column flush left, the others flush right.
fn aligned(rows: &[Vec<String>]) -> Vec<String> {
    let n_columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cell_len = |row: &Vec<String>, column: usize| row.get(column).map_or(0, |cell| cell.chars().count());
    let widths: Vec<usize> = (0..n_columns)
        .map(|column| rows.iter().map(|row| cell_len(row, column)).max().unwrap_or(0))
        .collect();
    let line = |row: &Vec<String>| {
        let cells = std::iter::zip(row, &widths).enumerate().map(|(column, (cell, &width))| {
            if column == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
        });
        format!("  {}", cells.collect::<Vec<_>>().join("  "))
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::super::report::testing::report;
    use super::told;

    #[test]
    fn a_person_sees_figures_errors_and_the_margin_over_the_best_peer() {
        let expected = "  test orders  4

  method               HR@5  build CPU s  model bytes
  ridge       .7500 ± .2500          1.2        12345
  cosine      .2500 ± .2500          1.2            –
  popularity  .0000 ± .0000          1.2            –
  HR@5: ridge +.5000 ± .2887 against cosine, the best peer

  what is listed  orders of an item   Gini  in the top 1 %  coverage
  ridge                          10  .5000           .2500     .1250
  cosine                         10  .5000           .2500     .1250
  popularity                     10  .5000           .2500     .1250
";
        assert_eq!(told(&report()), expected);
    }
}
