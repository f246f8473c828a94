//! Charts as inline SVG. Each stands beside or inside a table with the same figures.

use maud::{Markup, html};

/// A horizontal bar for a share of the longest, for a cell of a table that also says the figure.
pub(super) fn bar(share: f64, longest: f64, class: &str) -> Markup {
    let width = if longest > 0.0 { 100.0 * share / longest } else { 0.0 };
    html! {
        svg class={ "bar " (class) } viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" {
            rect width=(format!("{width:.2}")) height="8" {}
        }
    }
}

/// One point of the reliability diagram.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    /// Mean told share.
    pub told: f64,
    /// Share observed.
    pub observed: f64,
    /// Observations.
    pub n: u64,
}

/// Side of the plot and room for the labels, in units of the drawing.
const SIDE: f64 = 240.0;
const LEFT: f64 = 44.0;
const TOP: f64 = 12.0;

/// Told against observed shares. On the diagonal they agree.
pub(super) fn reliability(points: &[Point]) -> Markup {
    let x = |share: f64| format!("{:.1}", LEFT + share * SIDE);
    let y = |share: f64| format!("{:.1}", TOP + (1.0 - share) * SIDE);
    let path: Vec<String> =
        points.iter().map(|point| format!("{},{}", x(point.told), y(point.observed))).collect();
    html! {
        svg.reliability viewBox="0 0 300 300" role="img" aria-labelledby="reliability-title reliability-text" {
            title id="reliability-title" { "Reliability diagram" }
            desc id="reliability-text" {
                "Told share across, observed share up. Points on the diagonal keep what they promise; the table \
                 beside it has the same figures."
            }
            @for tenths in [0, 2, 4, 6, 8, 10] {
                @let share = f64::from(tenths) / 10.0;
                line.grid x1=(x(0.0)) x2=(x(1.0)) y1=(y(share)) y2=(y(share)) {}
                line.grid x1=(x(share)) x2=(x(share)) y1=(y(0.0)) y2=(y(1.0)) {}
                text x=(LEFT - 6.0) y=(y(share)) text-anchor="end" dominant-baseline="middle" { (tenths * 10) }
                text x=(x(share)) y=(TOP + SIDE + 16.0) text-anchor="middle" { (tenths * 10) }
            }
            line.ideal x1=(x(0.0)) y1=(y(0.0)) x2=(x(1.0)) y2=(y(1.0)) {}
            polyline points=(path.join(" ")) {}
            @for point in points {
                circle cx=(x(point.told)) cy=(y(point.observed)) r="4.5" {}
            }
            text x=(x(0.5)) y="296" text-anchor="middle" { "told, %" }
            text x="10" y=(y(0.5)) text-anchor="middle" transform={ "rotate(-90 10 " (y(0.5)) ")" } { "observed, %" }
        }
    }
}
