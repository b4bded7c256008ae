//! What opens a sentence that stands without it.

use std::ops::Range;

use crate::domain::Finding;
use crate::engine::WORDING;
use crate::engine::heuristics::{Reading, Words};
use crate::engine::lexicon::{Hit, List};

use super::COSTS;

/// The tokens at the start of a sentence that say nothing, the comma or colon behind them included.
pub(super) fn idle(reading: &Reading<'_>, tokens: Range<usize>, findings: &[Finding]) -> Option<Range<usize>> {
    preamble(reading, tokens.clone(), findings).or_else(|| run_up(reading, tokens))
}

/// What stands before the colon of a sentence and costs: "We are so proud: …", "Oh, and before we forget: …".
fn preamble(reading: &Reading<'_>, tokens: Range<usize>, findings: &[Finding]) -> Option<Range<usize>> {
    let text = &reading.text;
    let colon = tokens.clone().find(|t| text.word(*t) == ":" && !reading.glued(t + 1))?;
    let opening = tokens.start..colon + 1;
    let stands = reading.words_in(&(colon + 1..tokens.end)) > 2;
    if !stands {
        return None;
    }
    let span = text.span(opening.clone());
    let from = findings.partition_point(|f| f.span.start < span.start);
    let own = findings[from..].iter().take_while(|f| f.span.start < span.end);
    let earned: f64 = own.filter(|f| f.tag.is_some() && f.heuristic != WORDING).map(|f| f.points).sum();
    (earned < COSTS).then_some(opening)
}

/// A filler or a greeting that opens a sentence and ends in a comma or colon ("To be honest, …"), where what follows
/// stands without it.
fn run_up(reading: &Reading<'_>, tokens: Range<usize>) -> Option<Range<usize>> {
    let text = &reading.text;
    let closed = |hit: &&Hit| hit.tokens.end < tokens.end && matches!(text.word(hit.tokens.end), "," | ":");
    let phrase = [List::Around, List::Smalltalk].into_iter().find_map(|list| {
        let hits = reading.hits.of(list);
        let from = hits.partition_point(|hit| hit.tokens.start < tokens.start);
        hits[from..].iter().take_while(|hit| hit.tokens.start == tokens.start).find(closed)
    });
    let phrase = &phrase?.tokens;
    let next = phrase.end + 1;
    let comma = text.word(phrase.end) == ",";
    let stands = next < tokens.end
        && text.tokens[next].is_word()
        && !reading.is(next, JOINING)
        && !(comma && reading.is(next, RELATIVE));
    // In German the verb comes first behind a clause: "Wie ihr wisst, bauen wir um" does not stand without it.
    let clause = comma && reading.is(phrase.start, CLAUSE);
    (stands && !clause).then_some(tokens.start..next)
}

/// Words that join what follows to what was before.
const JOINING: Words = words![
    "aber", "als", "although", "and", "as", "because", "but", "dass", "denn", "how", "if", "ob", "obwohl", "oder",
    "or", "so", "sondern", "than", "that", "though", "und", "was", "weil", "wenn", "what", "when", "where", "which",
    "who", "wie", "wo",
];
const RELATIVE: Words = words!["da", "das", "dem", "den", "der", "die", "to"];
/// How a German clause begins that takes the first place in a sentence, and subjects: a clause of their own.
const CLAUSE: Words = words![
    "da", "du", "einige", "es", "i", "i'm", "i've", "ich", "ihr", "it", "it's", "man", "manche", "nachdem", "obwohl",
    "sie", "there's", "um", "uns", "viele", "was", "we", "we're", "we've", "wenn", "wer", "wie", "wir", "you",
    "you've",
];
