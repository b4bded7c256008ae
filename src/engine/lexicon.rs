//! Phrase lists, found in one Aho-Corasick pass per language.
//!
//! A list is a file `lexicon/<lang>/<list>.txt`: one phrase a line in lower case, `#` starts a comment. A phrase is
//! found on word boundaries only; a trailing `*` lets its last word go on ("verlos*" finds "Verlosung").

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::domain::Lang;

use super::text::{Kind, Text};

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
    phrases: AhoCorasick,
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
        let lines = FILES.iter().flat_map(|(list, files)| entries(files[lang as usize]).map(|phrase| (*list, phrase)));
        let (meaning, patterns): (Vec<_>, Vec<_>) =
            lines.map(|(list, phrase)| ((list, phrase.ends_with('*')), phrase.trim_end_matches('*'))).unzip();
        let phrases = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(patterns)
            .expect("the shipped lists are far below the automaton's limits");
        Self { phrases, meaning }
    }

    /// The bare automaton, for benchmarks.
    #[must_use]
    pub fn automaton(&self) -> &AhoCorasick {
        &self.phrases
    }

    /// Every phrase of every list that stands in the text on word boundaries outside quotation marks.
    #[must_use]
    pub fn find(&self, text: &Text<'_>) -> Hits {
        let folded = &text.folded.text;
        let mut hits = Vec::new();
        for found in self.phrases.find_overlapping_iter(folded) {
            let (list, open) = self.meaning[found.pattern().as_usize()];
            if let Some(tokens) = on_boundaries(text, found.start()..found.end(), open) {
                hits.push(Hit { list, tokens });
            }
        }
        Hits::new(hits)
    }
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
