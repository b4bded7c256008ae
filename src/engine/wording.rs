//! Words turned into rows of weights: words, pairs of words and letters by their hash, classes of words and pairs of them by
//! their number.

use crate::domain::Lang;

use super::classes::{self, CLASSES};
use super::golden::GOLDEN;
use super::heuristics::Reading;
use super::text::Kind;

/// Hashed features of words and letters share this many rows of weights.
pub(super) const HASHED: usize = 1 << 17;
/// The rows of weights that no name stands for: hashed features, then one for each class of words and pair of classes.
pub(super) const BUCKETS: usize = HASHED + CLASSES * (CLASSES + 1);

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
/// and pairs of them. What stands between two quotation marks is one word; what is said twice counts once, where it is
/// said first.
pub(super) fn read_words(reading: &Reading<'_>, wording: &mut impl Wording) {
    let mut said = Said::default();
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
        let row = row_of(word);
        if said.first(row) && !known.word.is_some_and(|word| wording.whole(word)) {
            wording.hashed(row);
            if token.kind == Kind::Word && !token.quoted {
                letters(reading.text.word(i), reading.lang, |row| wording.hashed(row));
            }
        }
        let row = row_of(pair(word_before, word));
        if said.first(row) {
            wording.hashed(row);
        }
        let class = usize::from(known.class);
        for row in [HASHED + class, HASHED + CLASSES * (1 + usize::from(class_before)) + class] {
            if said.first(row as u32) {
                wording.class(row as u32);
            }
        }
        (word_before, class_before) = (word, known.class);
    }
}

/// The rows that a text has asked for, one bit each.
struct Said(Vec<u64>);

impl Default for Said {
    fn default() -> Self {
        Self(vec![0; BUCKETS.div_ceil(64)])
    }
}

impl Said {
    /// Whether it is the first time.
    #[inline]
    fn first(&mut self, row: u32) -> bool {
        let (word, bit) = (&mut self.0[row as usize / 64], 1 << (row % 64));
        let first = *word & bit == 0;
        *word |= bit;
        first
    }
}

/// Calls `each` with the buckets of a word and the letters inside it.
pub(super) fn buckets_of(word: &str, lang: Lang, mut each: impl FnMut(u32)) {
    each(row_of(of_word(super::words::key(word))));
    letters(word, lang, each);
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
