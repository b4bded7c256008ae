//! The table of heuristics: each says what it looks for, why it matters, where it finds it, and proves it by examples.

use std::ops::Range;

use crate::domain::{Lang, Tag};

pub(super) use super::words::{Phrases, Words};

mod amount;
mod answer;
mod around;
mod bait;
mod bare_link;
mod bribe;
mod date;
mod decision;
mod emoji;
mod howto;
mod hype;
mod invitation;
mod made;
mod phrases;
mod pitch;
mod place;
mod reading;
mod resource;
mod selfpraise;
mod smalltalk;
mod status;
mod thanks;
mod vague;
mod version;

pub use reading::Reading;

/// One thing the engine looks for.
pub struct Heuristic {
    /// Stable: stands in tables, settings and docs.
    pub id: &'static str,
    /// What a finding speaks of.
    pub tag: Tag,
    /// One sentence a copywriter understands: what is found, and what it does to the reader. German, English.
    pub why: [&'static str; 2],
    /// Where it is found; pure.
    pub check: fn(&Reading<'_>) -> Vec<Range<usize>>,
    /// Texts with the exact spans between « and ».
    pub examples: &'static [Example],
}

/// A text with the spans a heuristic must find (none: a miss).
pub struct Example {
    /// The language of the text.
    pub lang: Lang,
    /// The text, each span between « and ».
    pub text: &'static str,
}

/// German example.
const fn de(text: &'static str) -> Example {
    Example { lang: Lang::De, text }
}

/// English example.
const fn en(text: &'static str) -> Example {
    Example { lang: Lang::En, text }
}

/// All heuristics, in the order of their tags.
pub static ALL: &[&Heuristic] = &[
    &smalltalk::HEURISTIC,
    &phrases::HEURISTIC,
    &hype::HEURISTIC,
    &thanks::HEURISTIC,
    &emoji::HEURISTIC,
    &around::HEURISTIC,
    &bribe::HEURISTIC,
    &bait::HEURISTIC,
    &selfpraise::HEURISTIC,
    &pitch::HEURISTIC,
    &vague::HEURISTIC,
    &bare_link::HEURISTIC,
    &amount::HEURISTIC,
    &date::HEURISTIC,
    &version::HEURISTIC,
    &place::HEURISTIC,
    &answer::HEURISTIC,
    &howto::HEURISTIC,
    &status::HEURISTIC,
    &resource::HEURISTIC,
    &decision::HEURISTIC,
    &invitation::HEURISTIC,
    &made::HEURISTIC,
];
