//! Phrase lists, found by one Aho-Corasick automaton per language.
//!
//! A list is a file `lexicon/<lang>/<list>.txt`: one phrase a line in lower case, `#` starts a comment. A phrase is
//! found on word boundaries only; a trailing `*` lets its last word go on ("verlos*" finds "Verlosung").

use std::ops::Range;

use aho_corasick::Anchored;
use aho_corasick::automaton::Automaton as _;
use aho_corasick::nfa::contiguous::NFA;

use crate::domain::Lang;

use super::golden::GOLDEN;
use super::text::{Kind, Text, word_end};
use super::words::key;

macro_rules! lists {
    ($($variant:ident $file:literal),* $(,)?) => {
        /// The phrase lists.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "each list says in its file what it holds")]
        pub enum List { $($variant),* }

        const FILES: [(List, [&str; 2]); [$($file),*].len()] = [$((
            List::$variant,
            [include_str!(concat!("lexicon/de/", $file, ".txt")), include_str!(concat!("lexicon/en/", $file, ".txt"))],
        )),*];
    };
}

lists! {
    Smalltalk "smalltalk",
    Phrases "phrases",
    Around "around",
    Bribe "bribe",
    Bait "bait",
    Selfpraise "selfpraise",
    Pitch "pitch",
    Vague "vague",
    Hype "hype",
    Thanks "thanks",
    Service "service",
    Resource "resource",
    Decision "decision",
    Invitation "invitation",
    Made "made",
    Units "units",
    Calendar "calendar",
    Incident "incident",
    Apology "apology",
    Condolence "condolence",
    Notice "notice",
    Negation "negation",
}

/// A phrase found in a text.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The list the phrase stands in.
    pub list: List,
    /// The tokens it covers.
    pub tokens: Range<usize>,
}

/// The phrases found in a text, kept by list.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    all: Vec<Hit>,
    /// Where each list's phrases begin in `all`.
    begins: [usize; FILES.len() + 1],
}

impl Hits {
    fn new(mut all: Vec<Hit>) -> Self {
        all.sort_unstable_by_key(|hit| (hit.list, hit.tokens.start, std::cmp::Reverse(hit.tokens.end)));
        let mut begins = [all.len(); FILES.len() + 1];
        for (at, hit) in all.iter().enumerate().rev() {
            begins[hit.list as usize] = at;
        }
        for list in (0..FILES.len()).rev() {
            begins[list] = begins[list].min(begins[list + 1]);
        }
        Self { all, begins }
    }

    /// The phrases of one list, by start, longer ones first.
    #[must_use]
    pub fn of(&self, list: List) -> &[Hit] {
        &self.all[self.begins[list as usize]..self.begins[list as usize + 1]]
    }
}

/// All lists of one language.
#[derive(Debug)]
pub struct Lexicon {
    phrases: NFA,
    openings: Openings,
    /// For each pattern its list and whether its last word may go on.
    meaning: Vec<(List, bool)>,
}

impl Lexicon {
    /// The shipped lists of a language.
    ///
    /// # Panics
    /// Never for shipped lists; a test builds both.
    #[must_use]
    pub fn of(lang: Lang) -> Self {
        let lines =
            || FILES.iter().flat_map(|(list, files)| entries(files[lang as usize]).map(|phrase| (*list, phrase)));
        let (meaning, patterns): (Vec<_>, Vec<_>) =
            lines().map(|(list, phrase)| ((list, phrase.ends_with('*')), phrase.trim_end_matches('*'))).unzip();
        let openings = Openings::of(lines().map(|(_, phrase)| phrase));
        let phrases = NFA::new(patterns).expect("the shipped lists are far below the automaton's limits");
        Self { phrases, openings, meaning }
    }

    /// The bare automaton, for benchmarks.
    #[must_use]
    pub fn automaton(&self) -> &NFA {
        &self.phrases
    }

    /// Every phrase of every list that stands in the text on word boundaries outside quotation marks.
    #[must_use]
    pub fn find(&self, text: &Text<'_>) -> Hits {
        let mut hits = Vec::with_capacity(16);
        for token in text.tokens.iter().filter(|token| !token.quoted) {
            if token.kind == Kind::Word
                && !self.openings.may_open_with(token.key, &text.folded.text.as_bytes()[token.fold.start..])
            {
                continue;
            }
            // A phrase begins where a token does, or anywhere in a run of signs.
            let from = token.fold.start;
            let to = if token.kind == Kind::Punct { token.fold.end } else { from + 1 };
            for start in (from..to).filter(|start| self.openings.may_open(&text.folded.text.as_bytes()[*start..])) {
                self.find_at(text, start, &mut hits);
            }
        }
        Hits::new(hits)
    }

    /// The phrases that begin at a folded offset: the way of the text into the automaton until none goes on.
    fn find_at(&self, text: &Text<'_>, start: usize, hits: &mut Vec<Hit>) {
        let Ok(mut state) = self.phrases.start_state(Anchored::Yes) else { return };
        for (at, byte) in text.folded.text.bytes().enumerate().skip(start) {
            state = self.phrases.next_state(Anchored::Yes, state, byte);
            if self.phrases.is_dead(state) {
                return;
            }
            if !self.phrases.is_match(state) {
                continue;
            }
            for n in 0..self.phrases.match_len(state) {
                let phrase = self.phrases.match_pattern(state, n);
                // A state also knows the phrases that end here and began later.
                let whole = self.phrases.pattern_len(phrase) == at + 1 - start;
                let (list, open) = self.meaning[phrase.as_usize()];
                if let Some(tokens) = whole.then(|| on_boundaries(text, start..at + 1, open)).flatten() {
                    hits.push(Hit { list, tokens });
                }
            }
        }
    }
}

/// Sketches of how phrases begin: they say no at once to most places of a text, for the states of the automaton lie far
/// apart in memory. The small ones, which are asked first, stay near.
#[derive(Debug)]
struct Openings {
    /// The first words of phrases.
    words: Sketch<12>,
    /// The first letters of single words that may go on.
    stems: Sketch<10>,
    /// The first bytes of all phrases: hardly one place in ten is let through in error.
    bytes: Sketch<17>,
}

impl Openings {
    /// So many bytes of a phrase are sketched: the most that it has.
    const LENGTHS: [usize; 5] = [8, 5, 3, 2, 1];
    /// So many of a stem; a shorter one opens everywhere.
    const STEM: usize = 3;

    /// `phrases` as they stand in the lists.
    fn of<'p>(phrases: impl Iterator<Item = &'p str>) -> Self {
        let mut all = Self { words: Sketch::new(), stems: Sketch::new(), bytes: Sketch::new() };
        for phrase in phrases {
            let bytes = phrase.trim_end_matches('*');
            let first = &bytes[..word_end(bytes, 0).0];
            match phrase.ends_with('*') && first.len() == bytes.len() {
                true if first.len() < Self::STEM => all.stems.0.fill(u64::MAX),
                true => all.stems.put(start(first_eight(first.as_bytes()), Self::STEM)),
                false => all.words.put(key(first)),
            }
            let length = Self::LENGTHS.into_iter().find(|length| *length <= bytes.len()).unwrap_or(1);
            all.bytes.put(start(first_eight(bytes.as_bytes()), length));
        }
        all
    }

    /// Whether a phrase may begin with a word; `bytes` begin with it.
    #[inline]
    fn may_open_with(&self, word: u64, bytes: &[u8]) -> bool {
        self.words.may_have(word) || self.stems.may_have(start(first_eight(bytes), Self::STEM))
    }

    /// Whether a phrase may begin where these bytes do.
    #[inline]
    fn may_open(&self, bytes: &[u8]) -> bool {
        let begin = first_eight(bytes);
        Self::LENGTHS.into_iter().any(|length| self.bytes.may_have(start(begin, length)))
    }
}

/// Two to the power of `BITS` bits, one of which is set for each key.
#[derive(Debug)]
struct Sketch<const BITS: u32>(Vec<u64>);

impl<const BITS: u32> Sketch<BITS> {
    fn new() -> Self {
        Self(vec![0; 1 << (BITS - 6)])
    }

    fn put(&mut self, key: u64) {
        let bit = Self::bit(key);
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    #[inline]
    fn may_have(&self, key: u64) -> bool {
        let bit = Self::bit(key);
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// The bit of a key, by Fibonacci hashing.
    #[inline]
    fn bit(key: u64) -> usize {
        (key.wrapping_mul(GOLDEN) >> (64 - BITS)) as usize
    }
}

/// The first bytes of eight.
#[inline]
fn start(eight: u64, length: usize) -> u64 {
    eight << (64 - 8 * length)
}

/// The first eight bytes as a number, zeros behind the last.
#[inline]
fn first_eight(bytes: &[u8]) -> u64 {
    let eight = bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut eight = [0; 8];
        eight[..bytes.len()].copy_from_slice(bytes);
        eight
    });
    u64::from_le_bytes(eight)
}

/// The tokens of a folded range that begins and ends where tokens do; `open` lets the last word go on.
fn on_boundaries(text: &Text<'_>, fold: Range<usize>, open: bool) -> Option<Range<usize>> {
    let bytes = text.folded.text.as_bytes();
    let inside =
        |at: usize| at > 0 && bytes[at - 1..].iter().take(2).filter(|b| b.is_ascii_alphanumeric()).count() == 2;
    if inside(fold.start) || !open && inside(fold.end) {
        return None;
    }
    let first = text.token_at(fold.start);
    let last = text.token_at(fold.end - 1);
    let (a, b) = (text.tokens.get(first)?, text.tokens.get(last)?);
    let starts = a.fold.start == fold.start || a.kind == Kind::Punct;
    let ends = b.fold.end == fold.end || b.kind == Kind::Punct || open;
    (starts && ends && !a.quoted).then_some(first..last + 1)
}

/// The phrases of a list file.
pub(super) fn entries(file: &str) -> impl Iterator<Item = &str> {
    file.lines().map(|line| line.split('#').next().unwrap_or_default().trim()).filter(|line| !line.is_empty())
}

/// A brand's own words, searched one by one: there are few.
#[derive(Debug, Clone, Default)]
pub struct OwnWords(Vec<String>);

impl OwnWords {
    /// Folds the words as texts are folded.
    pub fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let fold = |word: &str| super::markup::fold(word, super::markup::Markup::Discord).text.trim().to_owned();
        Self(words.into_iter().map(fold).filter(|word| !word.is_empty()).collect())
    }

    /// Where the words stand in a text.
    #[must_use]
    pub fn find(&self, text: &Text<'_>) -> Vec<Range<usize>> {
        let places = |word: &String| {
            text.folded.text.match_indices(word.as_str()).map(|(at, m)| at..at + m.len()).collect::<Vec<_>>()
        };
        self.0
            .iter()
            .flat_map(places)
            .filter_map(|fold| on_boundaries(text, fold, false))
            .map(|tokens| text.span(tokens))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_folded_sorted_by_nobody_and_free_of_doubles() {
        for (list, files) in FILES {
            for file in files {
                let mut seen = std::collections::HashSet::new();
                for phrase in entries(file) {
                    assert_eq!(phrase, phrase.to_lowercase(), "{list:?}: phrases stand in lower case");
                    assert!(
                        !phrase.contains(['’', '–', '—', '„', '“', '”']),
                        "{list:?}: {phrase}: plain quotes and dashes"
                    );
                    assert!(seen.insert(phrase), "{list:?}: {phrase} twice");
                }
            }
        }
    }
}
