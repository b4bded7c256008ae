//! Where everything goes: two panels over the same weeks on the left, the heuristics on the right.

use super::text::{count, fit, width};
use super::{Anchor, Chart, HEIGHT, Ink, MIN_SIZE, Point, Rect, Text, WIDTH};

const MARGIN: f64 = 46.0;
const RIGHT: f64 = WIDTH - MARGIN;
/// Left edge of the column of heuristics; the panels end `COLUMN_GAP` before it.
const COLUMN: f64 = 826.0;
const COLUMN_GAP: f64 = 34.0;
/// Room for the numbers of the axis.
const AXIS: f64 = 50.0;
/// The gutter right of the panels names lines and verdicts; it is as wide as they need, within these limits.
const GUTTER: std::ops::RangeInclusive<f64> = 90.0..=200.0;
const GUTTER_GAP: f64 = 14.0;
const SWATCH: f64 = 16.0;
const SWATCH_GAP: f64 = 8.0;

const TITLE_Y: f64 = 80.0;
const SUBTITLE_Y: f64 = 116.0;
const HEADING_Y: f64 = 176.0;
/// Upper and lower end of the axis 100 to 0.
const TREND: (f64, f64) = (206.0, 372.0);
const MIX_HEADING_Y: f64 = 430.0;
/// Where the highest column ends, and the line the columns stand on.
const MIX: (f64, f64) = (482.0, 594.0);
const WEEKS_Y: f64 = 628.0;
/// From one heuristic to the next; five end where the columns stand.
const ROW: f64 = 87.0;
const BAR: f64 = 16.0;

const TITLE: f64 = 40.0;
const TITLE_MIN: f64 = 30.0;
const SUBTITLE: f64 = 24.0;
const HEADING: f64 = 24.0;
const HEADLINE: f64 = 36.0;
const SECOND: f64 = 28.0;

/// Fewer weeks than this stand at the right end, where the newest week always is.
const MIN_SLOTS: usize = 4;
/// A week's name may take this much, in units.
const WEEK_NAME: f64 = 110.0;
const TOP_HEURISTICS: usize = 5;

/// Every mark and text of a chart with its place, in units (see [`WIDTH`] and [`SCALE`](super::SCALE)).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Marks {
    /// Share per week, 0 to 100; none where a week has no counted posts.
    pub share: Vec<Option<Point>>,
    /// Radius of the dots on the line of shares.
    pub dot: f64,
    /// Width of the ring of ground around each, which parts it from the lines.
    pub ring: f64,
    /// Smoothed score per week.
    pub ewma: Vec<Option<Point>>,
    /// The column of each week by value 0 to 3, the last one lowest; a verdict without posts has no height.
    pub columns: Vec<[Rect; 4]>,
    /// One bar per heuristic.
    pub bars: Vec<Rect>,
    /// The key of the verdicts, with the value each stands for.
    pub swatches: Vec<(Rect, usize)>,
    /// Straight lines behind the marks.
    pub rules: Vec<Rule>,
    /// Dotted lines from a last value that is not in the last week to its number.
    pub leaders: Vec<Leader>,
    /// All texts.
    pub texts: Vec<Text>,
}

/// A straight line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// One end.
    pub from: Point,
    /// The other end.
    pub to: Point,
    /// Colour.
    pub ink: Ink,
}

/// A level dotted line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leader {
    /// Where it starts.
    pub from: Point,
    /// Where it ends.
    pub to_x: f64,
    /// Colour.
    pub ink: Ink,
}

/// Places everything a chart shows.
#[must_use]
pub fn layout(chart: &Chart) -> Marks {
    let mut marks = Marks::default();
    titles(&mut marks, chart);
    if chart.weeks.is_empty() {
        let at = Point { x: WIDTH / 2.0, y: HEIGHT / 2.0 };
        marks.say(&chart.labels.nothing, at, Style::new(HEADING, Ink::Muted).middle(), WIDTH - 2.0 * MARGIN);
        return marks;
    }
    let panels = Panels::new(chart);
    trend(&mut marks, chart, &panels);
    mix(&mut marks, chart, &panels);
    weeks(&mut marks, chart, &panels);
    heuristics(&mut marks, chart);
    marks
}

/// How a text looks.
#[derive(Clone, Copy)]
struct Style {
    size: f64,
    ink: Ink,
    bold: bool,
    anchor: Anchor,
}

impl Style {
    fn new(size: f64, ink: Ink) -> Self {
        Style { size, ink, bold: false, anchor: Anchor::Start }
    }

    fn bold(self) -> Self {
        Style { bold: true, ..self }
    }

    fn middle(self) -> Self {
        Style { anchor: Anchor::Middle, ..self }
    }

    fn end(self) -> Self {
        Style { anchor: Anchor::End, ..self }
    }
}

impl Marks {
    /// Adds a text, cut to `room`; nothing if nothing of it is left.
    fn say(&mut self, raw: &str, Point { x, y }: Point, style: Style, room: f64) {
        let Style { size, ink, bold, anchor } = style;
        let content = fit(raw, size, bold, room);
        if !content.is_empty() {
            self.texts.push(Text { x, y, size, bold, anchor, ink, content });
        }
    }

    fn rule(&mut self, x: (f64, f64), y: f64, ink: Ink) {
        self.rules.push(Rule { from: Point { x: x.0, y }, to: Point { x: x.1, y }, ink });
    }
}

/// The two panels on the left share their horizontal axis.
struct Panels {
    /// Left end of headings.
    left: f64,
    /// Right end of everything.
    right: f64,
    /// Left and right end of the plots.
    plot: (f64, f64),
    /// Left edge of the first week.
    start: f64,
    /// Width of a week.
    step: f64,
}

impl Panels {
    fn new(chart: &Chart) -> Self {
        let right = if chart.heuristics.is_empty() { RIGHT } else { COLUMN - COLUMN_GAP };
        let plot = (MARGIN + AXIS, right - GUTTER_GAP - gutter(chart));
        let n = chart.weeks.len();
        let step = (plot.1 - plot.0) / n.max(MIN_SLOTS) as f64;
        Panels { left: MARGIN, right, plot, start: plot.1 - step * n as f64, step }
    }

    /// The middle of a week.
    fn x(&self, week: usize) -> f64 {
        self.start + self.step * (week as f64 + 0.5)
    }

    fn gutter(&self) -> f64 {
        self.plot.1 + GUTTER_GAP
    }

    /// Texts of this width, in units, stay apart when one stands at every so many weeks.
    fn stride(&self, width: f64) -> usize {
        ((width / self.step).ceil() as usize).max(1)
    }
}

/// Width of the gutter: that of the longest name in it.
fn gutter(chart: &Chart) -> f64 {
    let of = |name: &String| width(&fit(name, MIN_SIZE, false, *GUTTER.end()), MIN_SIZE, false);
    let lines = [&chart.labels.share, &chart.labels.ewma].map(of);
    let verdicts = chart.labels.values.iter().map(|name| of(name) + SWATCH + SWATCH_GAP);
    lines.into_iter().chain(verdicts).fold(*GUTTER.start(), f64::max).min(*GUTTER.end())
}

fn titles(marks: &mut Marks, chart: &Chart) {
    let room = WIDTH - 2.0 * MARGIN;
    let whole = width(&fit(&chart.title, TITLE, true, f64::INFINITY), TITLE, true);
    let size = if whole > room { (TITLE * room / whole).floor().max(TITLE_MIN) } else { TITLE };
    marks.say(&chart.title, Point { x: MARGIN, y: TITLE_Y }, Style::new(size, Ink::Text).bold(), room);
    marks.say(&chart.subtitle, Point { x: MARGIN, y: SUBTITLE_Y }, Style::new(SUBTITLE, Ink::Muted), room);
}

fn heading(marks: &mut Marks, text: &str, x: f64, y: f64, right: f64) {
    marks.say(text, Point { x, y }, Style::new(HEADING, Ink::Text).bold(), right - x);
}

fn trend(marks: &mut Marks, chart: &Chart, panels: &Panels) {
    heading(marks, &chart.labels.trend, panels.left, HEADING_Y, panels.right);
    for value in [0.0, 50.0, 100.0] {
        let y = trend_y(value);
        marks.rule(panels.plot, y, Ink::Grid);
        let at = Point { x: panels.plot.0 - 12.0, y: y + 0.36 * MIN_SIZE };
        marks.say(&value.to_string(), at, Style::new(MIN_SIZE, Ink::Muted).end(), AXIS);
    }
    let shares: Vec<Option<f64>> = chart.weeks.iter().map(super::Week::share).collect();
    let scores: Vec<Option<f64>> = chart.weeks.iter().map(|week| week.ewma.filter(|score| score.is_finite())).collect();
    marks.share = places(&shares, panels);
    marks.ewma = places(&scores, panels);
    marks.dot = (0.2 * panels.step).clamp(2.0, 7.0);
    // Where weeks are narrow, rings would cut the line to pieces.
    marks.ring = if panels.step < 32.0 { 0.0 } else { 2.5 };
    if shares.iter().all(Option::is_none) {
        let at = Point { x: (panels.plot.0 + panels.plot.1) / 2.0, y: trend_y(75.0) + 0.36 * MIN_SIZE };
        let room = panels.plot.1 - panels.plot.0;
        marks.say(&chart.labels.nothing, at, Style::new(MIN_SIZE, Ink::Muted).middle(), room);
    }
    line_ends(marks, chart, panels, &shares, &scores);
}

fn trend_y(value: f64) -> f64 {
    let (top, bottom) = TREND;
    bottom - (bottom - top) * value.clamp(0.0, 100.0) / 100.0
}

fn places(values: &[Option<f64>], panels: &Panels) -> Vec<Option<Point>> {
    let place = |(week, value): (usize, &Option<f64>)| value.map(|v| Point { x: panels.x(week), y: trend_y(v) });
    values.iter().enumerate().map(place).collect()
}

/// Last value and name of a line, to its right. Reaches `up` and `down` from the middle of the number.
struct LineEnd<'a> {
    y: f64,
    up: f64,
    down: f64,
    number: String,
    number_style: Style,
    name: &'a str,
}

fn line_ends(marks: &mut Marks, chart: &Chart, panels: &Panels, shares: &[Option<f64>], scores: &[Option<f64>]) {
    let last = |values: &[Option<f64>]| values.iter().rev().flatten().next().copied();
    let share = last(shares).map(|value| LineEnd {
        y: trend_y(value),
        up: 18.0,
        down: 52.0,
        number: format!("{value:.0}{}", chart.labels.percent),
        number_style: Style::new(HEADLINE, Ink::Value(3)).bold(),
        name: &chart.labels.share,
    });
    let score = last(scores).map(|value| LineEnd {
        y: trend_y(value),
        up: 15.0,
        down: 48.0,
        number: format!("{:.0}", value.clamp(0.0, 100.0)),
        number_style: Style::new(SECOND, Ink::Ewma).bold(),
        name: &chart.labels.ewma,
    });
    marks.leaders = [leader(&marks.share, panels, Ink::Value(3)), leader(&marks.ewma, panels, Ink::Ewma)]
        .into_iter()
        .flatten()
        .collect();
    for end in apart(share, score) {
        let (x, room) = (panels.gutter(), panels.right - panels.gutter());
        let LineEnd { y, number, number_style, name, .. } = end;
        let base = y + 0.36 * number_style.size;
        marks.say(&number, Point { x, y: base }, number_style, room);
        marks.say(name, Point { x, y: base + 27.0 }, Style::new(MIN_SIZE, number_style.ink), room);
    }
}

/// A last value from before the last week is led to its number.
fn leader(points: &[Option<Point>], panels: &Panels, ink: Ink) -> Option<Leader> {
    let last = points.iter().rposition(Option::is_some)?;
    let from = points[last].filter(|_| last + 1 < points.len())?;
    Some(Leader { from: Point { x: from.x + 14.0, ..from }, to_x: panels.plot.1, ink })
}

/// Moves two line ends apart, each as little as possible, and keeps them between the headings.
fn apart<'a>(share: Option<LineEnd<'a>>, score: Option<LineEnd<'a>>) -> Vec<LineEnd<'a>> {
    let (lowest, highest) = (HEADING_Y + 8.0, MIX_HEADING_Y - 22.0);
    let mut ends: Vec<LineEnd<'a>> = share.into_iter().chain(score).collect();
    ends.sort_by(|a, b| a.y.total_cmp(&b.y));
    if let [upper, lower] = ends.as_mut_slice() {
        let need = upper.down + lower.up;
        let push = (need - (lower.y - upper.y)).max(0.0) / 2.0;
        upper.y = (upper.y - push).max(lowest + upper.up);
        lower.y = (lower.y + push).max(upper.y + need).min(highest - lower.down);
        upper.y = upper.y.min(lower.y - need);
    }
    for end in &mut ends {
        end.y = end.y.clamp(lowest + end.up, highest - end.down);
    }
    ends
}

fn mix(marks: &mut Marks, chart: &Chart, panels: &Panels) {
    heading(marks, &chart.labels.mix, panels.left, MIX_HEADING_Y, panels.right);
    marks.rule(panels.plot, MIX.1, Ink::Grid);
    let total = |n: &[u32; 4]| n.iter().map(|&n| u64::from(n)).sum::<u64>();
    let highest = chart.weeks.iter().map(|week| total(&week.n)).max().unwrap_or(0).max(1) as f64;
    marks.columns =
        chart.weeks.iter().enumerate().map(|(i, week)| column(&week.n, panels.x(i), panels.step, highest)).collect();
    posts(marks, chart, panels);
    key(marks, chart, panels);
}

/// A stack from the line up, the best verdict lowest: only it can be compared along the line.
fn column(n: &[u32; 4], x: f64, step: f64, highest: f64) -> [Rect; 4] {
    let w = (0.64 * step).min(64.0);
    let scale = (MIX.1 - MIX.0) / highest;
    let mut base = MIX.1;
    let mut column = [Rect::default(); 4];
    for (segment, &n) in column.iter_mut().zip(n).rev() {
        let h = f64::from(n) * scale;
        // A hair of ground between two verdicts, unless it would eat the segment.
        let hair = (h / 4.0).min(1.5);
        *segment = Rect { x: x - w / 2.0, y: base - h + hair, w, h: h - hair };
        base -= h;
    }
    column
}

/// Counted posts: above each column, or, where the weeks are too narrow for that, in a line above all of them.
fn posts(marks: &mut Marks, chart: &Chart, panels: &Panels) {
    let numbers: Vec<String> = chart.weeks.iter().map(|week| count(week.counted.into())).collect();
    let widest = numbers.iter().map(|number| width(number, MIN_SIZE, false)).fold(0.0, f64::max);
    let stride = panels.stride(widest + 8.0);
    for (i, number) in numbers.iter().enumerate().filter(|(i, _)| (numbers.len() - 1 - i).is_multiple_of(stride)) {
        let top = if stride > 1 { MIX.0 } else { marks.columns[i][0].y.min(MIX.1) };
        let ink = if chart.weeks[i].counted == 0 { Ink::Muted } else { Ink::Text };
        let at = Point { x: panels.x(i), y: top - 9.0 };
        marks.say(number, at, Style::new(MIN_SIZE, ink).middle(), f64::INFINITY);
    }
}

/// The key stands beside the columns in the order of their stack.
fn key(marks: &mut Marks, chart: &Chart, panels: &Panels) {
    let row = 30.0;
    for (value, name) in chart.labels.values.iter().enumerate() {
        let base = MIX.1 - row * (3 - value) as f64;
        let x = panels.gutter();
        marks.swatches.push((Rect { x, y: base - SWATCH, w: SWATCH, h: SWATCH }, value));
        let at = Point { x: x + SWATCH + SWATCH_GAP, y: base };
        marks.say(name, at, Style::new(MIN_SIZE, Ink::Muted), panels.right - at.x);
    }
}

/// Names below the columns, counted from the newest week, which always has one.
fn weeks(marks: &mut Marks, chart: &Chart, panels: &Panels) {
    let names: Vec<String> = chart.weeks.iter().map(|week| fit(&week.label, MIN_SIZE, false, WEEK_NAME)).collect();
    let widest = names.iter().map(|name| width(name, MIN_SIZE, false)).fold(0.0, f64::max);
    let stride = panels.stride(widest + 14.0);
    for (i, name) in names.iter().enumerate().filter(|(i, _)| (names.len() - 1 - i).is_multiple_of(stride)) {
        let at = Point { x: panels.x(i), y: WEEKS_Y };
        marks.say(name, at, Style::new(MIN_SIZE, Ink::Muted).middle(), WEEK_NAME);
    }
}

fn heuristics(marks: &mut Marks, chart: &Chart) {
    if chart.heuristics.is_empty() {
        return;
    }
    heading(marks, &chart.labels.heuristics, COLUMN, HEADING_Y, RIGHT);
    let top = &chart.heuristics[..chart.heuristics.len().min(TOP_HEURISTICS)];
    let numbers: Vec<String> = top.iter().map(|(_, n)| count((*n).into())).collect();
    let room = numbers.iter().map(|number| width(number, MIN_SIZE, true)).fold(0.0, f64::max) + 12.0;
    let most = f64::from(top.iter().map(|(_, n)| *n).max().unwrap_or(0).max(1));
    for (i, ((name, n), number)) in top.iter().zip(&numbers).enumerate() {
        let y = TREND.0 + 8.0 + ROW * i as f64;
        marks.say(name, Point { x: COLUMN, y }, Style::new(MIN_SIZE, Ink::Muted), RIGHT - COLUMN);
        // Even next to a giant, one finding is seen to be there.
        let least = if *n > 0 { 3.0 } else { 0.0 };
        let w = ((RIGHT - COLUMN - room) * f64::from(*n) / most).max(least);
        marks.bars.push(Rect { x: COLUMN, y: y + 13.0, w, h: BAR });
        let at = Point { x: COLUMN + w + 10.0, y: y + 13.0 + BAR / 2.0 + 0.36 * MIN_SIZE };
        marks.say(number, at, Style::new(MIN_SIZE, Ink::Text).bold(), room);
    }
}
