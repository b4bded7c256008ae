//! A text read once, and what heuristics ask of it.

use std::cell::LazyCell;
use std::ops::Range;

use crate::domain::Lang;
use crate::engine::lexicon::{Hits, List};
use crate::engine::markup::Entity;
use crate::engine::text::{Kind, Sentence, Text};

use super::{Phrases, Words};

/// A text read once, with its language and the phrases found in it.
#[derive(Debug)]
pub struct Reading<'a> {
    /// Tokens and sentences.
    pub text: Text<'a>,
    /// The language the lists were chosen by.
    pub lang: Lang,
    /// Every phrase found.
    pub hits: Hits,
    /// The message answers one member.
    pub reply: bool,
}

impl Reading<'_> {
    /// The token ranges of the phrases of one list, by start; phrases inside longer ones of the same list are left out.
    pub fn phrases(&self, list: List) -> impl Iterator<Item = Range<usize>> {
        let mut covered = 0;
        let ranges = self.hits.of(list).iter().map(|hit| hit.tokens.clone());
        ranges.filter(move |range| {
            let further = range.end > covered;
            covered = covered.max(range.end);
            further
        })
    }

    /// Whether a phrase of a list stands in the sentence.
    #[must_use]
    pub fn has(&self, list: List, sentence: usize) -> bool {
        let tokens = &self.text.sentences[sentence].tokens;
        self.hits.of(list).iter().any(|hit| tokens.contains(&hit.tokens.start))
    }

    /// The phrases of a list; single words only where their sentence says hardly more, so that the "thanks" at the end
    /// of an answer is none.
    pub fn telling(&self, list: List) -> impl Iterator<Item = Range<usize>> {
        let short = LazyCell::new(|| self.short_sentences(4));
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

    /// Whether a negation stands before the token in its sentence, with at most one word between them.
    #[must_use]
    pub fn negated(&self, token: usize) -> bool {
        let negations = self.hits.of(List::Negation);
        let before = negations.partition_point(|hit| hit.tokens.start < token);
        negations[..before].iter().rev().take_while(|hit| hit.tokens.start + 5 > token).any(|hit| {
            (hit.tokens.end..=hit.tokens.end + 1).contains(&token)
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

    /// The spans in the original of token ranges in any order; ranges that touch or overlap become one.
    #[must_use]
    pub fn merged(&self, mut tokens: Vec<Range<usize>>) -> Vec<Range<usize>> {
        tokens.retain(|range| range.start < range.end);
        tokens.sort_by_key(|range| (range.start, range.end));
        let mut out: Vec<Range<usize>> = Vec::with_capacity(tokens.len());
        for range in tokens {
            match out.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => out.push(range),
            }
        }
        self.spans(out)
    }

    /// Whether a token is one of the words, in the author's own voice.
    #[must_use]
    #[inline]
    pub fn is(&self, token: usize, words: Words) -> bool {
        self.text.tokens.get(token).is_some_and(|t| !t.quoted && words.contains(t.key))
    }

    /// Whether no space parts a token from the one before it.
    #[must_use]
    pub fn glued(&self, token: usize) -> bool {
        self.text.glued(token)
    }

    /// Whether a token ends the clause before it; a hyphen inside a word and a dot inside a number do not.
    #[must_use]
    pub fn parts(&self, token: usize) -> bool {
        self.text.tokens.get(token).is_some_and(|t| t.parts)
    }

    /// The end of the clause a token stands in: the next parting token or the end of the sentence, at most 40 tokens on.
    #[must_use]
    pub fn clause_end(&self, token: usize) -> usize {
        let Some(of) = self.text.tokens.get(token) else { return token };
        let end = self.text.sentences[of.sentence].tokens.end;
        let end = end.min(token + 40);
        (token + 1..end).find(|t| self.text.tokens[*t].parts).unwrap_or(end)
    }

    /// Whether a sentence begins with a token or a parting token stands before it.
    #[must_use]
    pub fn starts_clause(&self, token: usize) -> bool {
        let Some(of) = self.text.tokens.get(token) else { return false };
        let start = self.text.sentences[of.sentence].tokens.start;
        token == start || self.parts(token - 1) || matches!(self.text.kind(token - 1), Some(Kind::Emoji))
    }

    /// Whether the sentence of a token is a question.
    #[must_use]
    pub fn asks(&self, token: usize) -> bool {
        self.text.tokens.get(token).is_some_and(|t| self.text.sentences[t.sentence].question)
    }

    /// The end of the longest of some phrases that begins with a token, unquoted.
    #[must_use]
    pub fn phrase_at(&self, token: usize, phrases: Phrases) -> Option<usize> {
        let own = !self.text.tokens.get(token)?.quoted;
        own.then(|| phrases.at(&self.text, token)).flatten()
    }

    /// For each sentence whether a phrase of one of the lists begins in it.
    #[must_use]
    pub fn sentences_with_phrases(&self, lists: &[List]) -> Vec<bool> {
        let mut with = vec![false; self.text.sentences.len()];
        for hit in lists.iter().flat_map(|list| self.hits.of(*list)) {
            with[self.text.tokens[hit.tokens.start].sentence] = true;
        }
        with
    }
}
