//! The table of heuristics: each says what it looks for, why it matters, where it finds it, and proves it by examples.

use std::ops::Range;

use crate::domain::{Lang, Tag};

use super::lexicon::{Hit, List};
use super::markup::Entity;
use super::text::{Kind, Sentence, Text};

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
mod resource;
mod selfpraise;
mod smalltalk;
mod status;
mod thanks;
mod vague;
mod version;

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

/// A text read once, with its language and the phrases found in it.
#[derive(Debug)]
pub struct Reading<'a> {
    /// Tokens and sentences.
    pub text: Text<'a>,
    /// The language the lists were chosen by.
    pub lang: Lang,
    /// Every phrase found, by start.
    pub hits: Vec<Hit>,
    /// The message answers one member.
    pub reply: bool,
}

impl Reading<'_> {
    /// The token ranges of the phrases of one list, by start; phrases inside longer ones of the same list are left out.
    pub fn phrases(&self, list: List) -> impl Iterator<Item = Range<usize>> {
        let mut covered = 0;
        self.hits.iter().filter(move |hit| hit.list == list).filter_map(move |hit| {
            (hit.tokens.end > covered).then(|| {
                covered = hit.tokens.end;
                hit.tokens.clone()
            })
        })
    }

    /// Whether a phrase of a list stands in the sentence.
    #[must_use]
    pub fn has(&self, list: List, sentence: usize) -> bool {
        let tokens = &self.text.sentences[sentence].tokens;
        self.hits.iter().any(|hit| hit.list == list && tokens.contains(&hit.tokens.start))
    }

    /// The phrases of a list; single words only where their sentence says hardly more, so that the "thanks" at the end
    /// of an answer is none.
    pub fn telling(&self, list: List) -> impl Iterator<Item = Range<usize>> {
        let short = self.short_sentences(4);
        self.phrases(list)
            .filter(move |tokens| self.words_in(tokens) > 1 || short[self.text.tokens[tokens.start].sentence])
    }

    /// For each sentence whether it has at most so many words and numbers.
    #[must_use]
    pub fn short_sentences(&self, words: usize) -> Vec<bool> {
        self.text.sentences.iter().map(|sentence| self.words_in(&sentence.tokens) <= words).collect()
    }

    /// How many words and numbers stand in a range of tokens.
    #[must_use]
    pub fn words_in(&self, tokens: &Range<usize>) -> usize {
        self.text.tokens[tokens.clone()].iter().filter(|t| t.is_word()).count()
    }

    /// The spans of token ranges in the original, sorted; ranges that overlap become one.
    #[must_use]
    pub fn spans(&self, tokens: impl IntoIterator<Item = Range<usize>>) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = tokens.into_iter().filter(|range| !range.is_empty()).collect();
        ranges.sort_by_key(|range| range.start);
        ranges.dedup_by(|next, kept| {
            let overlap = next.start < kept.end;
            if overlap {
                kept.end = kept.end.max(next.end);
            }
            overlap
        });
        ranges.into_iter().map(|range| self.text.span(range)).collect()
    }

    /// The spans of one list's phrases in the original.
    #[must_use]
    pub fn spans_of(&self, list: List) -> Vec<Range<usize>> {
        self.spans(self.phrases(list))
    }

    /// The spans in the original of token ranges in any order, those that overlap as one.
    #[must_use]
    pub fn joined(&self, mut tokens: Vec<Range<usize>>) -> Vec<Range<usize>> {
        tokens.sort_by_key(|range| range.start);
        let mut joined: Vec<Range<usize>> = Vec::with_capacity(tokens.len());
        for range in tokens {
            match joined.last_mut() {
                Some(last) if range.start < last.end => last.end = last.end.max(range.end),
                _ => joined.push(range),
            }
        }
        self.spans(joined)
    }

    /// Whether a negation stands before the token in its sentence, with at most one word between them.
    #[must_use]
    pub fn negated(&self, token: usize) -> bool {
        let before = self.hits.partition_point(|hit| hit.tokens.start < token);
        self.hits[..before].iter().rev().take_while(|hit| hit.tokens.start + 5 > token).any(|hit| {
            hit.list == List::Negation
                && (hit.tokens.end..=hit.tokens.end + 1).contains(&token)
                && self.text.tokens[hit.tokens.start].sentence == self.text.tokens[token].sentence
        })
    }

    /// For each sentence whether a word in it answers to `test`.
    #[must_use]
    pub fn sentences_with(&self, test: impl Fn(usize) -> bool) -> Vec<bool> {
        let any = |sentence: &Sentence| sentence.tokens.clone().any(&test);
        self.text.sentences.iter().map(any).collect()
    }

    /// Whether the token is something the reader can check or follow: a number, a date, a link, an address, a file, code.
    #[must_use]
    pub fn concrete(&self, token: usize) -> bool {
        use Entity::{Attachment, Code, Date, Email, Link};
        matches!(self.text.kind(token), Some(Kind::Number | Kind::Entity(Attachment | Code | Date | Email | Link)))
    }
}
