//! Findings and words turned into the named and hashed terms that the model adds up.

use std::ops::Range;

use crate::domain::Lang;

use super::classes::{self, CLASSES};
use super::golden::GOLDEN;
use super::heuristics::{self, Reading};
use super::text::{Form, Kind};

/// Hashed features of words and letters share this many rows of weights.
const HASHED: usize = 1 << 15;
/// The rows of weights that no name stands for: hashed features, then one for each class of words and pair of classes.
pub const BUCKETS: usize = HASHED + CLASSES * (CLASSES + 1);

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

/// What takes up the words of a text, one sentence after the other.
pub(super) trait Wording {
    /// What follows stands in the sentence with this index.
    fn sentence(&mut self, sentence: usize);
    /// A word with a class and the letters inside it; no if they are wanted one by one.
    fn whole(&mut self, word: u16) -> bool;
    /// A row of the buckets for words, pairs of words and letters.
    fn hashed(&mut self, row: u32);
    /// A row of the buckets for classes and pairs of classes.
    fn class(&mut self, row: u32);
}

/// The buckets of a text's words: words, pairs of words and the letters inside words, hashed; classes of words and signs
/// and pairs of them. What stands between two quotation marks is one word.
pub(super) fn read_words(reading: &Reading<'_>, wording: &mut impl Wording) {
    let (mut word_before, mut class_before) = (hash(0, 0), classes::START);
    let (mut sentence, mut quoted) = (usize::MAX, false);
    let table = classes::of(reading.lang);
    for (i, token) in reading.text.tokens.iter().enumerate() {
        if token.sentence != sentence {
            sentence = token.sentence;
            wording.sentence(sentence);
        }
        if std::mem::replace(&mut quoted, token.quoted) && token.quoted {
            continue;
        }
        let known = table.known(&reading.text, i);
        let word = match token.kind {
            _ if token.quoted => hash(5, 0),
            Kind::Number => hash(1, shape(reading.text.word(i))),
            Kind::Emoji => hash(2, 0),
            Kind::Entity(entity) => hash(3, entity as u64),
            Kind::Word | Kind::Punct => of_word(token.key),
        };
        if !known.word.is_some_and(|word| wording.whole(word)) {
            wording.hashed(row_of(word));
            if token.kind == Kind::Word && !token.quoted {
                letters(reading.text.word(i), reading.lang, |row| wording.hashed(row));
            }
        }
        wording.hashed(row_of(pair(word_before, word)));
        wording.class((HASHED + usize::from(known.class)) as u32);
        wording.class((HASHED + CLASSES * (1 + usize::from(class_before)) + usize::from(known.class)) as u32);
        (word_before, class_before) = (word, known.class);
    }
}

/// Calls `each` with the buckets of a word and the letters inside it.
pub(super) fn buckets_of(word: &str, lang: Lang, mut each: impl FnMut(u32)) {
    each(row_of(of_word(super::words::key(word))));
    letters(word, lang, each);
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

/// By what the terms of a family are divided, so that together they have length one; a text of few has less to say.
pub(super) fn length(terms: usize) -> f32 {
    (terms as f32).sqrt().max(4.0)
}

/// A number's shape as a key: of a run of digits only its length counts, and that to three.
fn shape(number: &str) -> u64 {
    let mut run = 0;
    number.bytes().fold(0, |key, byte| {
        run = if byte.is_ascii_digit() { run + 1 } else { 0 };
        match run {
            0 => hash(key, byte.into()),
            1..=3 => hash(key, b'0'.into()),
            _ => key,
        }
    })
}

/// Calls `each` with the buckets of the first and last three to five letters and every four letters of a word of five
/// letters or more.
fn letters(word: &str, lang: Lang, mut each: impl FnMut(u32)) {
    const MOST: usize = 40;
    // Where they stand: 0 inside, 1 first, 2 last.
    let mut each = |place: u64, letters: &[u8]| each(row_of(hash(6 + 2 * place + lang as u64, key(letters))));
    if word.is_ascii() {
        let bytes = &word.as_bytes()[..word.len().min(MOST)];
        if bytes.len() >= 5 {
            bytes.windows(4).for_each(|gram| each(0, gram));
            each(1, &bytes[..3]);
            each(1, &bytes[..5]);
            each(2, &bytes[bytes.len() - 3..]);
        }
        return;
    }
    let mut ends = [0_usize; MOST];
    let mut count = 0;
    for (at, c) in word.char_indices().take(MOST) {
        ends[count] = at + c.len_utf8();
        count += 1;
    }
    if count < 5 {
        return;
    }
    let bytes = word.as_bytes();
    let begin = |n: usize| if n == 0 { 0 } else { ends[n - 1] };
    for first in 0..=count - 4 {
        each(0, &bytes[begin(first)..ends[first + 3]]);
    }
    each(1, &bytes[..ends[2]]);
    each(1, &bytes[..ends[4]]);
    each(2, &bytes[begin(count - 3)..ends[count - 1]]);
}

/// The hash of a word or sign by its key.
#[inline]
fn of_word(key: u64) -> u64 {
    hash(4, key)
}

/// A few letters as a number; up to eight bytes of different letters never give the same.
#[inline]
fn key(letters: &[u8]) -> u64 {
    letters.iter().fold(0, |key: u64, byte| key.rotate_left(8) ^ u64::from(*byte))
}

/// A kind and a key by Fibonacci hashing (Knuth 1973, 6.4); the upper bits are the good ones.
#[inline]
fn hash(kind: u64, key: u64) -> u64 {
    (key.rotate_left(3) ^ kind.wrapping_mul(GOLDEN)).wrapping_mul(GOLDEN)
}

#[inline]
fn pair(a: u64, b: u64) -> u64 {
    a.rotate_left(17).wrapping_add(b).wrapping_mul(GOLDEN)
}

/// The row of a hash among the hashed rows.
#[inline]
fn row_of(hash: u64) -> u32 {
    (hash >> (64 - HASHED.ilog2())) as u32
}
