//! What the engine says about one text.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// The verdict in four steps, as the value rubric defines them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// 0: nothing to say.
    Empty,
    /// 1: hardly any content.
    Thin,
    /// 2: useful, but wrapped in padding.
    Padded,
    /// 3: concrete, usable, without noticeable padding.
    ToThePoint,
}

impl Value {
    /// All values, from the lowest.
    pub const ALL: [Self; 4] = [Self::Empty, Self::Thin, Self::Padded, Self::ToThePoint];

    /// 0..=3.
    #[must_use]
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The value with this number; numbers above 3 are 3, below 0 are 0.
    #[must_use]
    pub fn from_number(number: i64) -> Self {
        Self::ALL[number.clamp(0, 3) as usize]
    }

    /// The verdict's name in logs, tables and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["empty", "thin", "padded", "to_the_point"][self as usize]
    }
}

/// The languages the engine reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// German.
    De,
    /// English.
    En,
}

impl Lang {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::De, Self::En];

    /// `de` or `en`.
    #[must_use]
    pub fn code(self) -> &'static str {
        ["de", "en"][self as usize]
    }

    /// The language of a code such as `de`, `en` or `en-GB`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code.split(['-', '_']).next()? {
            "de" => Some(Self::De),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

macro_rules! tags {
    ($($(#[$doc:meta])* $variant:ident $name:literal),* $(,)?) => {
        /// What a message does: eight ways to drift, six ways to be of value, and `repeat`, which only the pipeline adds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "lowercase")]
        pub enum Tag { $($(#[$doc])* $variant),* }

        impl Tag {
            /// All tags: drift tags first, then value tags, `repeat` last.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$variant),*];

            /// The tag's name in tables, JSON and docs.
            #[must_use]
            pub fn name(self) -> &'static str {
                [$($name),*][self as usize]
            }
        }
    };
}

tags! {
    /// Greeting, weather, weekend, seasonal wishes, mood.
    Smalltalk "smalltalk",
    /// Clichés, buzzwords, empty superlatives, boilerplate with nothing behind it.
    Phrases "phrases",
    /// Long preamble, hedging, filler; the point late or never.
    Around "around",
    /// Giveaways, discounts, incentives as the content.
    Bribe "bribe",
    /// Forced dialogue: comments, votes, tags, likes for their own sake.
    Bait "bait",
    /// The brand about itself with nothing in it for the reader.
    Selfpraise "selfpraise",
    /// Pure advertising without information.
    Pitch "pitch",
    /// A teaser or claim without specifics.
    Vague "vague",
    /// A checkable specific: number, date, place, name, version, price.
    Fact "fact",
    /// Solves or answers something.
    Service "service",
    /// A link, file or event with a word on what it gives.
    Resource "resource",
    /// A change or decision with its reason or consequence.
    Decision "decision",
    /// A concrete, purposeful way to take part.
    Invitation "invitation",
    /// Something made, shown, released or achieved for the reader.
    Made "made",
    /// Tells the channel what it was told in the last 14 days.
    Repeat "repeat",
}

impl Tag {
    /// The tag with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tag| tag.name() == name)
    }

    /// Whether the tag speaks of drift (the first eight and `repeat`) and not of value.
    #[must_use]
    pub fn is_drift(self) -> bool {
        self <= Self::Vague || self == Self::Repeat
    }
}

/// An exceptional kind of message that is scored like all others but never a reason for a nudge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Occasion {
    /// An ordinary message.
    None,
    /// An outage, a fault, a recall.
    Incident,
    /// The brand says sorry.
    Apology,
    /// Somebody died or is in grief.
    Condolence,
    /// A legal or moderation notice.
    Notice,
}

impl Occasion {
    /// All occasions.
    pub const ALL: [Self; 5] = [Self::None, Self::Incident, Self::Apology, Self::Condolence, Self::Notice];

    /// The occasion's name in tables and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["none", "incident", "apology", "condolence", "notice"][self as usize]
    }

    /// The occasion with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|occasion| occasion.name() == name)
    }
}

/// One piece of evidence: which heuristic found what where, and what it earned or cost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The heuristic's stable id; `context` for terms of the model that have no place.
    pub heuristic: String,
    /// What the finding speaks of; none for `context`.
    pub tag: Option<Tag>,
    /// Half-open byte offsets into the original text, on char boundaries.
    pub span: Range<usize>,
    /// Points on the score scale (-100..=100); negative costs.
    pub points: f64,
}

/// The engine's answer to one text. Holds no words of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// The language the text was read in; none when it is neither German nor English.
    pub lang: Option<Lang>,
    /// 0..=100 with one decimal: `100/3` times the expected rubric value.
    pub score: f64,
    /// The score cut at the three thresholds of the model.
    pub value: Value,
    /// The tags the message carries, in the order of [`Tag::ALL`].
    pub tags: Vec<Tag>,
    /// What exceptional kind of message it is, if any.
    pub occasion: Occasion,
    /// The score of a text without findings; `base` plus all points is the score before the clamp to 0..=100.
    pub base: f64,
    /// The evidence, sorted by start.
    pub findings: Vec<Finding>,
}

impl Assessment {
    /// The finding that matters most for the verdict: the largest cost when padding shows, else the largest gain.
    #[must_use]
    pub fn leading(&self) -> Option<&Finding> {
        let tagged =
            |drift: bool| self.findings.iter().filter(move |f| f.tag.is_some_and(|tag| tag.is_drift() == drift));
        let cost = tagged(true).filter(|f| f.points < 0.0).min_by(|a, b| a.points.total_cmp(&b.points));
        let gain = tagged(false).filter(|f| f.points > 0.0).max_by(|a, b| a.points.total_cmp(&b.points));
        if self.value == Value::ToThePoint { gain.or(cost) } else { cost.or(gain) }
    }
}
