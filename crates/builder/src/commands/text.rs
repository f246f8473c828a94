//! Figures and tables for people to read.

pub(super) use crate::report::told::thousands;

/// A length or count as the 64-bit number that figures are computed in.
pub(super) fn count(len: usize) -> u64 {
    u64::try_from(len).unwrap_or(u64::MAX)
}

/// Lines of a label and a value, the values in one column.
pub(super) fn labelled(rows: &[(&str, String)]) -> String {
    let width = rows.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
    lines(rows.iter().map(|(label, value)| format!("  {label:<width$}  {value}")))
}

/// Lines of a label and a figure, the figures flush right in one column, each with a remark.
pub(super) fn figures<L: AsRef<str>>(rows: &[(L, String, String)]) -> String {
    let width_of = |text: &str| text.chars().count();
    let label_width = rows.iter().map(|(label, ..)| width_of(label.as_ref())).max().unwrap_or(0);
    let figure_width = rows.iter().map(|(_, figure, _)| width_of(figure)).max().unwrap_or(0);
    lines(rows.iter().map(|(label, figure, remark)| {
        let label = label.as_ref();
        format!("  {label:<label_width$}  {figure:>figure_width$}  {remark}").trim_end().to_owned()
    }))
}

/// Every line ended.
pub(super) fn lines(lines: impl IntoIterator<Item = String>) -> String {
    let mut text = lines.into_iter().collect::<Vec<_>>().join("\n");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::{figures, labelled};

    #[test]
    fn columns_line_up() {
        assert_eq!(labelled(&[("a", "1".into()), ("long", "2".into())]), "  a     1\n  long  2\n");
        let rows = [("a", "1".into(), "x".into()), ("bb", "10".into(), String::new())];
        assert_eq!(figures(&rows), "  a    1  x\n  bb  10\n");
    }
}
