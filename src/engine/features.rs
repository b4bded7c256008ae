//! Findings, form and words turned into the terms that the model adds up.

use std::ops::Range;

use crate::domain::Lang;

use super::heuristics::{self, Reading};
use super::text::Form;
use super::wording::{HASHED, Wording, length, read_words};

/// What a heuristic found in one text.
#[derive(Debug)]
pub struct Found {
    /// Index into [`heuristics::ALL`].
    pub heuristic: usize,
    /// Where, sorted; not empty.
    pub spans: Vec<Range<usize>>,
    /// How many words and numbers begin inside each of them, at least one.
    pub words: Vec<usize>,
}

/// One term of the model: `weight of feature x value` goes to `place`.
#[derive(Debug, Clone, Copy)]
pub struct Term {
    /// Row of the weights: named features first, then the buckets.
    pub feature: u32,
    /// The feature's value in this text.
    pub value: f32,
    /// Who gets the points.
    pub place: Place,
}

/// Where the points of a term belong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The text as a whole.
    Context,
    /// The spans of this entry of the found heuristics.
    Found(u32),
    /// The sentence with this index.
    Sentence(u32),
}

/// What is measured of each heuristic.
const ASPECTS: [&str; 3] = ["any", "share", "more"];

/// What is measured of the text's form.
const FORM: [&str; 9] = ["length", "brief", "long", "question", "exclamation", "items", "reply", "silent", "idle"];

/// The names of the named features in the order of their rows: each once for both languages, once for each.
#[must_use]
pub fn names() -> Vec<String> {
    let of_heuristics = heuristics::ALL.iter().flat_map(|h| ASPECTS.map(|aspect| format!("{}.{aspect}", h.id)));
    let base = || of_heuristics.clone().chain(FORM.map(|name| format!("form.{name}")));
    let own = |lang: Lang| base().map(move |name| format!("{name}.{}", lang.code()));
    base().chain(own(Lang::De)).chain(own(Lang::En)).collect()
}

/// How many named features there are.
#[must_use]
pub fn named() -> usize {
    3 * base_count()
}

fn base_count() -> usize {
    heuristics::ALL.len() * ASPECTS.len() + FORM.len()
}

/// What kind of evidence a row of the weights is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// The spans of heuristics.
    Heuristics,
    /// The form of the text; its points have no place.
    Form,
    /// Words, pairs of words and letters, hashed.
    Wording,
    /// Classes of words and pairs of them.
    Classes,
}

impl Family {
    /// The family of a row.
    #[must_use]
    pub fn of(row: usize) -> Self {
        match row.checked_sub(named()) {
            Some(bucket) if bucket < HASHED => Self::Wording,
            Some(_) => Self::Classes,
            None if row % base_count() >= heuristics::ALL.len() * ASPECTS.len() => Self::Form,
            None => Self::Heuristics,
        }
    }
}

/// Runs the heuristics that are not off.
#[must_use]
pub fn find(reading: &Reading<'_>, is_off: impl Fn(&str) -> bool) -> Vec<Found> {
    let mut found = Vec::new();
    for (index, heuristic) in heuristics::ALL.iter().enumerate() {
        if is_off(heuristic.id) {
            continue;
        }
        let spans = (heuristic.check)(reading);
        if !spans.is_empty() {
            let words = spans.iter().map(|span| words_in(reading, span)).collect();
            found.push(Found { heuristic: index, spans, words });
        }
    }
    found
}

/// All terms of one text, for training.
#[must_use]
pub fn terms(reading: &Reading<'_>, found: &[Found]) -> Vec<Term> {
    let mut terms = named_terms(reading, found);
    let mut wording = Families::default();
    read_words(reading, &mut wording);
    for family in [&mut wording.hashed, &mut wording.classes] {
        level(family);
        terms.append(family);
    }
    terms
}

/// The terms of one text that have a name.
#[must_use]
pub fn named_terms(reading: &Reading<'_>, found: &[Found]) -> Vec<Term> {
    let mut terms = Vec::with_capacity(2 * (FORM.len() + found.len() * ASPECTS.len()));
    heuristic_terms(reading, found, &mut terms);
    form_terms(reading, found, &mut terms);
    terms
}

/// Adds a named feature twice: for both languages together and for the text's own.
fn name(terms: &mut Vec<Term>, lang: Lang, index: usize, value: f32, place: Place) {
    if value != 0.0 {
        for row in [index, base_count() * (1 + lang as usize) + index] {
            terms.push(Term { feature: row as u32, value, place });
        }
    }
}

fn heuristic_terms(reading: &Reading<'_>, found: &[Found], terms: &mut Vec<Term>) {
    let words = reading.text.words().max(1) as f32;
    for (n, entry) in found.iter().enumerate() {
        let covered: usize = entry.words.iter().sum();
        let place = Place::Found(n as u32);
        let row = entry.heuristic * ASPECTS.len();
        name(terms, reading.lang, row, 1.0, place);
        name(terms, reading.lang, row + 1, (covered as f32 / words).min(1.0), place);
        name(terms, reading.lang, row + 2, (entry.spans.len() as f32 - 1.0).min(3.0) / 3.0, place);
    }
}

fn words_in(reading: &Reading<'_>, span: &Range<usize>) -> usize {
    let tokens = &reading.text.tokens;
    let first = tokens.partition_point(|t| t.span.start < span.start);
    tokens[first..].iter().take_while(|t| t.span.start < span.end).filter(|t| t.is_word()).count().max(1)
}

fn form_terms(reading: &Reading<'_>, found: &[Found], terms: &mut Vec<Term>) {
    let text = &reading.text;
    let words = text.words() as f32;
    let sentences = text.sentences.len().max(1) as f32;
    let share = |test: &dyn Fn(&super::text::Sentence) -> bool| {
        text.sentences.iter().filter(|s| test(s)).count() as f32 / sentences
    };
    let silent = f32::from(words == 0.0);
    let idle = f32::from(!found.iter().any(|f| !heuristics::ALL[f.heuristic].tag.is_drift()));
    let values = [
        (1.0 + words).ln() / 5.0,
        f32::from(words <= 6.0),
        f32::from(words > 60.0),
        share(&|s| s.question),
        share(&|s| s.exclamation),
        share(&|s| s.form == Form::Item),
        f32::from(u8::from(reading.reply)),
        silent,
        idle,
    ];
    for (n, value) in values.into_iter().enumerate() {
        name(terms, reading.lang, heuristics::ALL.len() * ASPECTS.len() + n, value, Place::Context);
    }
}

/// Words and classes as terms.
#[derive(Default)]
struct Families {
    hashed: Vec<Term>,
    classes: Vec<Term>,
    /// The one that is being read.
    sentence: u32,
}

impl Families {
    fn term(&self, row: u32) -> Term {
        Term { feature: named() as u32 + row, value: 1.0, place: Place::Sentence(self.sentence) }
    }
}

impl Wording for Families {
    fn sentence(&mut self, sentence: usize) {
        self.sentence = sentence as u32;
    }

    fn whole(&mut self, _word: u16) -> bool {
        false
    }

    fn hashed(&mut self, row: u32) {
        self.hashed.push(self.term(row));
    }

    fn class(&mut self, row: u32) {
        self.classes.push(self.term(row));
    }
}

/// Terms that say the same of a long text as of a short one.
fn level(terms: &mut [Term]) {
    let length = length(terms.len());
    terms.iter_mut().for_each(|term| term.value /= length);
}
