//! Marks to SVG, in the order of painting.

use std::fmt::Write;

use super::{Anchor, HEIGHT, Ink, Leader, Marks, Palette, Point, Rect, Rgb, Text, WIDTH, text};

/// Radius of the corners of the card, in units.
const CORNER: f64 = 28.0;

pub(super) fn svg(marks: &Marks, palette: &Palette) -> String {
    let mut out = Svg { text: String::with_capacity(16_384), palette };
    out.open();
    marks.rules.iter().for_each(|rule| out.line(rule.from, rule.to, rule.ink, 1.5, ""));
    out.columns(marks);
    marks.bars.iter().for_each(|bar| out.rect(bar, Ink::Bar, 3.0));
    marks.swatches.iter().for_each(|(rect, value)| out.rect(rect, Ink::Value(*value), 4.0));
    marks.leaders.iter().for_each(|leader| out.leader(leader));
    out.trend(&marks.ewma, Ink::Ewma, 2.5);
    out.trend(&marks.share, Ink::Value(3), 4.5);
    out.dots(marks);
    marks.texts.iter().for_each(|text| out.text(text));
    out.text.push_str("</svg>\n");
    out.text
}

struct Svg<'a> {
    text: String,
    palette: &'a Palette,
}

impl Svg<'_> {
    fn add(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.text, "{element}");
    }

    fn open(&mut self) {
        let family = text::FAMILY;
        self.add(format_args!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{family}">"#
        ));
        let (ground, edge) = (hex(self.palette.ground), hex(self.palette.edge));
        let (w, h) = (WIDTH - 2.0, HEIGHT - 2.0);
        self.add(format_args!(
            r#"<rect x="1" y="1" width="{w}" height="{h}" rx="{CORNER}" fill="{ground}" stroke="{edge}" stroke-width="2"/>"#
        ));
    }

    fn ink(&self, ink: Ink) -> String {
        hex(self.palette.rgb(ink))
    }

    fn rect(&mut self, rect: &Rect, ink: Ink, radius: f64) {
        if rect.w <= 0.0 || rect.h <= 0.0 {
            return;
        }
        let (x, y, w, h, rx) = (num(rect.x), num(rect.y), num(rect.w), num(rect.h), num(radius.min(rect.w / 2.0)));
        let fill = self.ink(ink);
        self.add(format_args!(r#"<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{rx}" fill="{fill}"/>"#));
    }

    fn columns(&mut self, marks: &Marks) {
        for column in &marks.columns {
            for (value, segment) in column.iter().enumerate() {
                self.rect(segment, Ink::Value(value), 0.0);
            }
        }
    }

    fn line(&mut self, from: Point, to: Point, ink: Ink, width: f64, dash: &str) {
        let (x1, y1, x2, y2) = (num(from.x), num(from.y), num(to.x), num(to.y));
        let stroke = self.ink(ink);
        let dash = if dash.is_empty() { String::new() } else { format!(r#" stroke-dasharray="{dash}""#) };
        self.add(format_args!(
            r#"<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{stroke}" stroke-width="{width}" stroke-linecap="round"{dash}/>"#
        ));
    }

    fn leader(&mut self, leader: &Leader) {
        self.line(leader.from, Point { x: leader.to_x, ..leader.from }, leader.ink, 2.0, "0.1 8");
    }

    /// A line through neighbouring points; a week without a value breaks it. A point alone becomes a dot.
    fn trend(&mut self, points: &[Option<Point>], ink: Ink, width: f64) {
        let stroke = self.ink(ink);
        for run in points.split(Option::is_none) {
            let places: Vec<String> = run.iter().flatten().map(|p| format!("{},{}", num(p.x), num(p.y))).collect();
            match (run, places.as_slice()) {
                ([Some(point)], _) => self.dot(*point, 2.0 * width, ink),
                (_, [_, _, ..]) => self.add(format_args!(
                    r#"<polyline points="{}" fill="none" stroke="{stroke}" stroke-width="{width}" stroke-linejoin="round" stroke-linecap="round"/>"#,
                    places.join(" ")
                )),
                _ => {}
            }
        }
    }

    /// Dots on the line of shares, each in its ring of ground; the last one is larger.
    fn dots(&mut self, marks: &Marks) {
        let last = marks.share.iter().rposition(Option::is_some);
        for (i, point) in marks.share.iter().enumerate() {
            let Some(point) = *point else { continue };
            let radius = marks.dot * if Some(i) == last { 1.35 } else { 1.0 };
            let (x, y, r, ground) = (num(point.x), num(point.y), num(radius + marks.ring), hex(self.palette.ground));
            self.add(format_args!(r#"<circle cx="{x}" cy="{y}" r="{r}" fill="{ground}"/>"#));
            self.dot(point, radius, Ink::Value(3));
        }
    }

    fn dot(&mut self, at: Point, radius: f64, ink: Ink) {
        let (x, y, r, fill) = (num(at.x), num(at.y), num(radius), self.ink(ink));
        self.add(format_args!(r#"<circle cx="{x}" cy="{y}" r="{r}" fill="{fill}"/>"#));
    }

    fn text(&mut self, text: &Text) {
        let anchor = match text.anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let (x, y, size, fill) = (num(text.x), num(text.y), num(text.size), self.ink(text.ink));
        let weight = if text.bold { 600 } else { 400 };
        let content = escape(&text.content);
        self.add(format_args!(
            r#"<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" fill="{fill}">{content}</text>"#
        ));
    }
}

fn hex([r, g, b]: Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// Two decimals at most: a hundredth of a unit is finer than any pixel.
fn num(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
