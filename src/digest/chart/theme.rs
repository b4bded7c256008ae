//! Colours. Text has at least 4.5:1 against the ground, marks at least 3:1 (WCAG AA).

/// Red, green, blue.
pub type Rgb = [u8; 3];

/// The ground a chart stands on. It is opaque, so either theme is legible on either background of a chat.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// Light marks on a dark card: the default, calm in a dark chat and a clean card in a light one.
    #[default]
    Dark,
    /// Dark marks on white, for print and slides.
    Light,
}

/// What a mark or text is coloured as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Titles and numbers.
    Text,
    /// Names and axes.
    Muted,
    /// Lines behind the marks.
    Grid,
    /// The line of smoothed scores.
    Ewma,
    /// A verdict by its value 0 to 3; 3 is also the line of shares.
    Value(usize),
    /// Bars of heuristics.
    Bar,
}

/// The colours of a theme.
#[derive(Debug)]
pub struct Palette {
    /// The card itself.
    pub ground: Rgb,
    /// Its edge.
    pub edge: Rgb,
    text: Rgb,
    muted: Rgb,
    grid: Rgb,
    ewma: Rgb,
    values: [Rgb; 4],
    bar: Rgb,
}

impl Palette {
    /// The colour of an ink.
    #[must_use]
    pub fn rgb(&self, ink: Ink) -> Rgb {
        match ink {
            Ink::Text => self.text,
            Ink::Muted => self.muted,
            Ink::Grid => self.grid,
            Ink::Ewma => self.ewma,
            Ink::Value(value) => self.values[value.min(3)],
            Ink::Bar => self.bar,
        }
    }
}

impl Theme {
    /// The colours of this theme.
    #[must_use]
    pub fn palette(self) -> &'static Palette {
        match self {
            Theme::Dark => &DARK,
            Theme::Light => &LIGHT,
        }
    }
}

// The four verdicts differ by at least 1.4:1 in lightness from one to the next, so their order survives greyscale and
// every kind of colour blindness; the best one stands out most from the ground.
const DARK: Palette = Palette {
    ground: [0x16, 0x1b, 0x26],
    edge: [0x2a, 0x31, 0x40],
    text: [0xf3, 0xf5, 0xf9],
    muted: [0xae, 0xb7, 0xc8],
    grid: [0x2f, 0x37, 0x47],
    ewma: [0xff, 0xc4, 0x6b],
    values: [[0x67, 0x70, 0x88], [0x7f, 0x86, 0xd9], [0x57, 0xb6, 0xe6], [0x93, 0xf0, 0xc4]],
    bar: [0xae, 0xb7, 0xc8],
};

const LIGHT: Palette = Palette {
    ground: [0xff, 0xff, 0xff],
    edge: [0xd9, 0xde, 0xe6],
    text: [0x16, 0x1b, 0x26],
    muted: [0x56, 0x60, 0x72],
    grid: [0xe1, 0xe5, 0xec],
    ewma: [0xa3, 0x4a, 0x00],
    values: [[0x8a, 0x93, 0xa3], [0x71, 0x66, 0xbe], [0x15, 0x56, 0x8c], [0x06, 0x3b, 0x35]],
    bar: [0x56, 0x60, 0x72],
};
