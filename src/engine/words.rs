//! Tables of words and phrases, made at compile time: whether a token is one of them is one step, however long the table.

use super::text::{Text, Token};

/// A table of words as their keys.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// A hash table with open addressing: a power of two of slots, at most half of them taken, 0 where none is.
    slots: &'static [u64],
    /// One bit of 256 for each word, by the end of its key: says no at once to most words that are not in the table.
    sketch: [u64; 4],
}

impl Words {
    pub(in crate::engine) const fn new(slots: &'static [u64], keys: &[u64]) -> Self {
        let mut sketch = [0; 4];
        let mut next = 0;
        while next < keys.len() {
            let (word, bit) = bit(keys[next]);
            sketch[word] |= 1 << bit;
            next += 1;
        }
        Self { slots, sketch }
    }

    /// The keys of its words, in no order.
    #[cfg(test)]
    pub(in crate::engine) fn keys(self) -> impl Iterator<Item = u64> {
        self.slots.iter().copied().filter(|slot| *slot != 0)
    }

    /// Whether the word with this key is in the table.
    #[must_use]
    #[inline]
    pub fn contains(self, key: u64) -> bool {
        let (word, bit) = bit(key);
        if self.sketch[word] >> bit & 1 == 0 {
            return false;
        }
        let mut at = home(key, self.slots.len());
        loop {
            match self.slots.get(at) {
                Some(0) => return false,
                Some(slot) if *slot == key => return true,
                _ => at = (at + 1) & (self.slots.len() - 1),
            }
        }
    }
}

/// Makes a table of words at compile time, of whatever of them the keys are made of.
macro_rules! words {
    (by $key:ident: $($word:expr),* $(,)?) => {
        const {
            const KEYS: &[u64] = &[$(crate::engine::words::$key($word)),*];
            const SLOTS: &[u64] = &crate::engine::words::slots::<{ 2 * KEYS.len().next_power_of_two() }>(KEYS);
            crate::engine::words::Words::new(SLOTS, KEYS)
        }
    };
    ($($word:expr),* $(,)?) => { words!(by key: $($word),*) };
}

/// A sorted table of phrases whose words are parted by single spaces.
#[derive(Debug, Clone, Copy)]
pub struct Phrases {
    first_words: Words,
    /// The first two words of each phrase, or its only one.
    openings: Words,
    all: &'static [&'static str],
}

impl Phrases {
    pub(in crate::engine) const fn new(first_words: Words, openings: Words, all: &'static [&'static str]) -> Self {
        Self { first_words, openings, all }
    }

    /// Whether a phrase may begin with a token: the quick answer for most.
    #[must_use]
    #[inline]
    pub fn may_open(self, token: &Token) -> bool {
        self.first_words.contains(token.key)
    }

    /// The end of the longest phrase that begins with a token.
    #[must_use]
    pub fn at(self, text: &Text<'_>, token: usize) -> Option<usize> {
        let of = text.tokens.get(token)?;
        let opens = || {
            let second = text.tokens.get(token + 1).map_or(NO_WORD, |next| next.key);
            self.openings.contains(pair(of.key, second)) || self.openings.contains(pair(of.key, NO_WORD))
        };
        if !self.may_open(of) || !opens() {
            return None;
        }
        debug_assert!(self.all.is_sorted(), "a table of phrases is sorted: {:?}", self.all.first());
        let first = text.word(token);
        let from = self.all.partition_point(|phrase| *phrase < first);
        let end = |phrase: &&str| {
            let rest = phrase.strip_prefix(first)?;
            let mut at = token + 1;
            for word in rest.split(' ').skip(1) {
                if text.word(at) != word {
                    return None;
                }
                at += 1;
            }
            (rest.is_empty() || rest.starts_with(' ')).then_some(at)
        };
        let ends = self.all[from..].iter().take_while(|phrase| phrase.starts_with(first)).filter_map(end);
        ends.max()
    }
}

/// Makes a table of phrases at compile time.
macro_rules! phrase_table {
    ($($phrase:expr),* $(,)?) => {
        crate::engine::words::Phrases::new(words!(by first_key: $($phrase),*), words!(by opening_key: $($phrase),*), &[$($phrase),*])
    };
}
/// The key of a word: FNV-1a (Fowler, Noll, Vo 1991), also at compile time, so that tables of words are tables of numbers.
#[must_use]
pub(in crate::engine) const fn key(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let mut key = 0xcbf2_9ce4_8422_2325;
    let mut at = 0;
    while at < bytes.len() {
        key = (key ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    key
}

/// The key of no word at all.
const NO_WORD: u64 = key("");

/// The key of the first word of a phrase.
pub(in crate::engine) const fn first_key(phrase: &str) -> u64 {
    key(phrase.split_at(word_end(phrase, 0)).0)
}

/// The key of the first two words of a phrase, or of its only one.
pub(in crate::engine) const fn opening_key(phrase: &str) -> u64 {
    let first = word_end(phrase, 0);
    if first == phrase.len() {
        return pair(key(phrase), NO_WORD);
    }
    let both = phrase.split_at(word_end(phrase, first + 1)).0;
    pair(first_key(phrase), key(both.split_at(first + 1).1))
}

const fn pair(first: u64, second: u64) -> u64 {
    first.rotate_left(17) ^ second
}

/// The end of the word that begins at an offset.
const fn word_end(phrase: &str, mut at: usize) -> usize {
    while at < phrase.len() && phrase.as_bytes()[at] != b' ' {
        at += 1;
    }
    at
}

/// The hash table of some keys.
pub(in crate::engine) const fn slots<const N: usize>(keys: &[u64]) -> [u64; N] {
    let mut slots = [0; N];
    let mut next = 0;
    while next < keys.len() {
        let mut at = home(keys[next], N);
        while slots[at] != 0 && slots[at] != keys[next] {
            at = (at + 1) & (N - 1);
        }
        slots[at] = keys[next];
        next += 1;
    }
    slots
}

/// A key's bit in a sketch: the word it stands in, and which bit of that.
const fn bit(key: u64) -> (usize, u32) {
    ((key >> 62) as usize, (key >> 56 & 63) as u32)
}

/// The slot a key is looked for first.
const fn home(key: u64, slots: usize) -> usize {
    key as usize & (slots - 1)
}
