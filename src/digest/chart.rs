//! The picture in a digest or an audit: share to the point, mix of verdicts and top heuristics over some weeks.
//!
//! Pure and deterministic: the same [`Chart`] gives the same bytes on every machine, because the font is embedded and
//! no system font is looked at. All words come from outside, in the community's language.
//!
//! [`layout()`] places every mark and every text, [`svg`] writes them down, [`png`] draws them.

mod layout;
mod terminal;
#[cfg(test)]
mod tests;
mod text;
mod theme;
mod write;

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};

pub use layout::{Leader, Marks, Rule, layout};
pub use terminal::terminal;
pub use text::{Anchor, MIN_SIZE, Text};
pub use theme::{Ink, Palette, Rgb, Theme};

/// Width of the picture in units; a PNG has [`SCALE`] pixels per unit.
pub const WIDTH: f64 = 1200.0;
/// Height of the picture in units.
pub const HEIGHT: f64 = 675.0;
/// Pixels of the PNG per unit.
pub const SCALE: u32 = 2;

/// What is drawn. Emoji and scripts the font lacks are left out of every text; what is too long ends in "…".
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Chart {
    /// Largest line, such as "Wochenbericht Nordlicht · KW 47".
    pub title: String,
    /// The line below it: period, number of posts.
    pub subtitle: String,
    /// All other words.
    pub labels: Labels,
    /// The weeks, oldest first; made for 12, fine up to 27.
    pub weeks: Vec<Week>,
    /// Heuristics by name with their number of findings, largest first; the first five are drawn. None: no panel.
    pub heuristics: Vec<(String, u32)>,
}

/// The words of a chart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Labels {
    /// Heading of the first panel, on the axis 0 to 100.
    pub trend: String,
    /// Name of the line of shares, short: "auf den Punkt".
    pub share: String,
    /// Name of the line of smoothed scores, short: "Wertung".
    pub ewma: String,
    /// Heading of the second panel, posts per week by verdict.
    pub mix: String,
    /// The verdicts by value: empty, thin, padded, to the point.
    pub values: [String; 4],
    /// Heading of the third panel, the top heuristics.
    pub heuristics: String,
    /// Written after a share, with its space where the language has one: "\u{a0}%".
    pub percent: String,
    /// Shown where no week has a counted post.
    pub nothing: String,
}

/// One week of a chart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Week {
    /// Name on the axis, short: "KW 47".
    pub label: String,
    /// Counted posts, the denominator of the share; 0 leaves a gap in the line.
    pub counted: u32,
    /// Counted posts by value: empty, thin, padded, to the point. Sums to `counted`.
    pub n: [u32; 4],
    /// Smoothed score at the end of the week, 0 to 100.
    pub ewma: Option<f64>,
}

impl Week {
    /// Share of counted posts to the point, 0 to 100; none without counted posts.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        (self.counted > 0).then(|| (100.0 * f64::from(self.n[3]) / f64::from(self.counted)).min(100.0))
    }
}

/// A place in the picture, in units from the upper left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// A rectangle in the picture, in units.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

impl Rect {
    /// The middle of the rectangle.
    #[must_use]
    pub fn center(&self) -> Point {
        Point { x: self.x + self.w / 2.0, y: self.y + self.h / 2.0 }
    }
}

/// The chart as SVG, [`WIDTH`] by [`HEIGHT`]. Its text asks for the embedded font; to show it elsewhere use [`png`].
#[must_use]
pub fn svg(chart: &Chart, theme: Theme) -> String {
    write::svg(&layout(chart), theme.palette())
}

/// The chart as PNG at [`SCALE`] pixels per unit, with an opaque ground whose rounded corners are transparent.
#[must_use]
pub fn png(chart: &Chart, theme: Theme) -> Vec<u8> {
    // Nothing in a chart can make this fail: texts are cleaned and escaped, places are finite, the size is fixed.
    render(&svg(chart, theme)).unwrap_or_default()
}

fn render(svg: &str) -> Option<Vec<u8>> {
    static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| Arc::new(text::fonts()));
    let options =
        usvg::Options { fontdb: Arc::clone(&FONTS), font_family: text::FAMILY.into(), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(svg, &options).ok()?;
    let mut pixels = Pixmap::new(WIDTH as u32 * SCALE, HEIGHT as u32 * SCALE)?;
    resvg::render(&tree, Transform::from_scale(SCALE as f32, SCALE as f32), &mut pixels.as_mut());
    pixels.encode_png().ok()
}
