//! The shares of a chart in signs: one column a week, for a terminal.

use super::Chart;

/// Lines of the axis 0 to 100.
const LINES: u32 = 8;
/// A line is filled in so many steps.
const STEPS: u32 = 8;
const SIGNS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// Room for the numbers of the axis.
const AXIS: usize = 6;

/// The heading, the columns, and the names of the first and the last week. A week without counted posts is a gap; one with
/// none to the point shows a line on the ground.
#[must_use]
pub fn terminal(chart: &Chart, heading: &str) -> String {
    let (Some(first), Some(last)) = (chart.weeks.first(), chart.weeks.last()) else { return String::new() };
    let mut lines = vec![heading.to_owned()];
    let heights: Vec<Option<u32>> = chart.weeks.iter().map(|week| week.share().map(height)).collect();
    for line in (0..LINES).rev() {
        let number = match line {
            0 => Some(0),
            n if n == LINES / 2 => Some(50),
            n if n == LINES - 1 => Some(100),
            _ => None,
        };
        let number = number.map_or_else(String::new, |n| format!("{n}{}", chart.labels.percent));
        let signs = heights.iter().map(|height| {
            let filled = height.map_or(0, |height| height.max(1).saturating_sub(line * STEPS).min(STEPS));
            SIGNS[filled as usize]
        });
        let columns: String = signs.flat_map(|sign| [sign, ' ']).collect();
        lines.push(format!("{number:>AXIS$} ┤{}", columns.trim_end()));
    }
    let width = 2 * chart.weeks.len() - 1;
    lines.push(format!("{:>AXIS$} └{}", "", "─".repeat(width)));
    let room = width.saturating_sub(first.label.chars().count());
    let names = if chart.weeks.len() == 1 || room < last.label.chars().count() + 1 {
        first.label.clone()
    } else {
        format!("{}{:>room$}", first.label, last.label)
    };
    lines.push(format!("{:>AXIS$}  {names}", ""));
    lines.join("\n")
}

/// A share of 0 to 100 in steps.
fn height(share: f64) -> u32 {
    (share / 100.0 * f64::from(LINES * STEPS)).round() as u32
}

#[cfg(test)]
mod tests {
    use super::super::Week;
    use super::*;

    #[test]
    fn columns_gaps_and_names() {
        let week = |name: usize, good: u32, counted: u32| Week {
            label: format!("W {name}"),
            counted,
            n: [counted - good, 0, 0, good],
            ewma: None,
        };
        let weeks = vec![week(9, 4, 4), week(10, 1, 2), week(11, 0, 0), week(12, 0, 3), week(13, 1, 3)];
        let mut chart = Chart { weeks, ..Chart::default() };
        chart.labels.percent = " %".into();
        insta::assert_snapshot!(terminal(&chart, "Share"), @"
        Share
         100 % ┤█
               ┤█
               ┤█
          50 % ┤█
               ┤█ █
               ┤█ █     ▅
               ┤█ █     █
           0 % ┤█ █   ▁ █
               └─────────
                W 9  W 13
        ");
    }
}
