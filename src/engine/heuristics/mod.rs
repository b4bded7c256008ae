//! The table of heuristics: each says what it looks for, why it matters, where it finds it, and proves it by examples.

use std::ops::Range;

use crate::domain::{Lang, Tag};

/// A table of words as their keys.
pub type Words = &'static [u64];

/// Makes a table of words at compile time.
macro_rules! words {
    ($($word:expr),* $(,)?) => {
        const { &[$(crate::engine::text::key($word)),*] }
    };
}

/// A sorted table of phrases, with the keys of their first words.
#[derive(Debug, Clone, Copy)]
pub struct Phrases {
    pub(in crate::engine) first_words: &'static [u64],
    pub(in crate::engine) all: &'static [&'static str],
}

/// Makes a table of phrases at compile time.
macro_rules! phrase_table {
    ($($phrase:expr),* $(,)?) => {
        crate::engine::heuristics::Phrases {
            first_words: const { &[$(crate::engine::text::first_key($phrase)),*] },
            all: &[$($phrase),*],
        }
    };
}
pub(super) use {phrase_table, words};

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
