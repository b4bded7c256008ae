//! Text that fits: cleaned to what the font can show, measured, cut with "…".

use resvg::usvg::fontdb;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use super::{Ink, Rect};

/// Smallest text, in units: 10 pixels where a chat shows the picture 550 pixels wide.
pub const MIN_SIZE: f64 = 22.0;

pub(super) const FAMILY: &str = "Inter";
const REGULAR: &[u8] = include_bytes!("../font/Inter-Regular.ttf");
const SEMIBOLD: &[u8] = include_bytes!("../font/Inter-SemiBold.ttf");

/// No text in a chart has room for more, and none shall cost more to measure.
const MAX_CHARS: usize = 300;
/// Stacked accents beyond this would leave their line.
const MAX_ACCENTS: usize = 2;

/// The embedded font, alone.
pub(super) fn fonts() -> fontdb::Database {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(SEMIBOLD.to_vec());
    fonts
}

/// Which end of a text its `x` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// `x` is the left end.
    Start,
    /// `x` is the middle.
    Middle,
    /// `x` is the right end.
    End,
}

/// One line of text with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Where the anchor is, in units.
    pub x: f64,
    /// Baseline, in units.
    pub y: f64,
    /// Height of an em, in units.
    pub size: f64,
    /// Semibold instead of regular.
    pub bold: bool,
    /// What `x` means.
    pub anchor: Anchor,
    /// Colour.
    pub ink: Ink,
    /// The text, cleaned but not escaped.
    pub content: String,
}

impl Text {
    /// The box around the text: its advance wide, from the top of the capitals to the descenders.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        let w = width(&self.content, self.size, self.bold);
        let x = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - w / 2.0,
            Anchor::End => self.x - w,
        };
        Rect { x, y: self.y - 0.73 * self.size, w, h: 0.93 * self.size }
    }
}

/// The text as the font can show it: one line, single spaces, no control characters and no emoji. A run of letters the
/// font lacks becomes "…", so that something is seen to be missing.
pub(super) fn clean(raw: &str) -> String {
    let Ok(font) = FontRef::new(REGULAR) else { return String::new() };
    let charmap = font.charmap();
    let mut out = String::new();
    let mut accents = 0;
    for c in raw.chars().take(MAX_CHARS) {
        accents = if is_accent(c) { accents + 1 } else { 0 };
        // A no-break space is kept as it is: it belongs to the word.
        let gap = out.is_empty() || out.ends_with(' ');
        if c.is_whitespace() && !is_fixed_space(c) {
            out.extend((!gap).then_some(' '));
        } else if charmap.map(c).is_some() {
            out.extend((accents == 0 || (accents <= MAX_ACCENTS && !gap)).then_some(c));
        } else if c.is_alphanumeric() && !out.ends_with('…') {
            out.push('…');
        }
    }
    out.trim_end().to_owned()
}

fn is_accent(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn is_fixed_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Width of a text in units, kerning left aside.
pub(super) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let Ok(font) = FontRef::new(if bold { SEMIBOLD } else { REGULAR }) else { return 0.0 };
    let (charmap, metrics) = (font.charmap(), font.glyph_metrics(Size::new(1.0), LocationRef::default()));
    let advance = |c| charmap.map(c).and_then(|glyph| metrics.advance_width(glyph)).map_or(0.0, f64::from);
    size * text.chars().map(advance).sum::<f64>()
}

/// The cleaned text, cut to a width in units; the cut ends in "…".
pub(super) fn fit(raw: &str, size: f64, bold: bool, room: f64) -> String {
    let text = clean(raw);
    if width(&text, size, bold) <= room {
        return text;
    }
    let mut kept = text;
    while kept.pop().is_some() {
        let cut = format!("{}…", kept.trim_end_matches(|c: char| c.is_whitespace() || "·,;:–-…".contains(c)));
        if width(&cut, size, bold) <= room {
            return cut;
        }
    }
    String::new()
}

/// A count in at most five signs: "9999", "12k", "34M", "4G".
pub(super) fn count(n: u64) -> String {
    match n {
        0..10_000 => n.to_string(),
        10_000..999_500 => format!("{}k", (n + 500) / 1000),
        999_500..999_500_000 => format!("{}M", (n + 500_000) / 1_000_000),
        _ => format!("{}G", n.saturating_add(500_000_000) / 1_000_000_000),
    }
}
