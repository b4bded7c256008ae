//! The same message by deletion only: padding goes; numbers, dates, links, mentions, code and negations stay.

use std::ops::Range;

use crate::domain::{Assessment, Finding, Value};

use super::heuristics::Reading;
use super::lexicon::List;
use super::markup::Entity;
use super::text::{Form, Kind};

/// A sentence that costs more than this and holds nothing protected goes.
const DISPENSABLE: f64 = -1.5;
/// The same in a message that comes to the point: only what clearly costs goes.
const DISPENSABLE_TO_THE_POINT: f64 = -6.0;

/// The shortened text; none when no word is left.
pub(super) fn trim(reading: &Reading<'_>, assessment: &Assessment) -> Option<String> {
    let text = &reading.text;
    let limit = if assessment.value == Value::ToThePoint { DISPENSABLE_TO_THE_POINT } else { DISPENSABLE };
    let costs = sentence_points(reading, &assessment.findings);
    let negated = reading.sentences_with_phrases(&[List::Negation]);
    let mut gone: Vec<Range<usize>> = Vec::new();
    let mut left = false;
    for (n, sentence) in text.sentences.iter().enumerate() {
        let protected = negated[n] || sentence.tokens.clone().any(|t| is_protected(reading, t));
        let worded = sentence.tokens.clone().any(|t| text.tokens[t].is_word() || is_protected(reading, t));
        if !protected && (costs[n] < limit || !worded && left) {
            gone.push(around(text.raw, text.span(sentence.tokens.clone()), sentence.form != Form::Plain));
            continue;
        }
        left |= worded;
        gone.extend(decoration(reading, sentence.tokens.clone()));
        gone.extend(run_up(reading, sentence.tokens.clone()));
    }
    left.then(|| without(text.raw, gone)).filter(|kept| !kept.is_empty())
}

/// What each sentence earns or costs: the points of the findings that begin in it.
fn sentence_points(reading: &Reading<'_>, findings: &[Finding]) -> Vec<f64> {
    let text = &reading.text;
    let mut points = vec![0.0; text.sentences.len()];
    for finding in findings.iter().filter(|f| f.tag.is_some()) {
        let token = text.tokens.partition_point(|t| t.span.end <= finding.span.start);
        if let Some(token) = text.tokens.get(token) {
            points[token.sentence] += finding.points;
        }
    }
    points
}

/// What never goes: numbers, dates, links, addresses, mentions, files and code.
fn is_protected(reading: &Reading<'_>, token: usize) -> bool {
    match reading.text.tokens[token].kind {
        Kind::Number => true,
        Kind::Entity(entity) => entity != Entity::Quote || reading.reply,
        Kind::Word | Kind::Emoji | Kind::Punct => false,
    }
}

/// Emoji behind the words of a kept sentence, and all but one of a run of exclamation marks.
fn decoration(reading: &Reading<'_>, tokens: Range<usize>) -> Vec<Range<usize>> {
    let text = &reading.text;
    let first_word = tokens.clone().find(|t| text.tokens[*t].is_word()).unwrap_or(tokens.end);
    let mut gone = Vec::new();
    for t in first_word..tokens.end {
        let token = &text.tokens[t];
        match token.kind {
            Kind::Emoji if !token.quoted => gone.push(with_space_before(text.raw, token.span.clone())),
            Kind::Punct if text.word(t).starts_with("!!") => gone.push(token.span.start + 1..token.span.end),
            _ => {}
        }
    }
    gone
}

/// A filler that opens a sentence and ends in a comma or colon ("To be honest, …"), or a greeting that does.
fn run_up(reading: &Reading<'_>, tokens: Range<usize>) -> Option<Range<usize>> {
    let text = &reading.text;
    let opens = |range: &Range<usize>| range.start == tokens.start && range.end < tokens.end;
    let mut phrases = reading.phrases(List::Around).chain(reading.phrases(List::Smalltalk)).filter(opens);
    let phrase = phrases.find(|range| matches!(text.word(range.end), "," | ":"))?;
    let next = phrase.end + 1;
    let plain = phrase.clone().all(|t| !is_protected(reading, t)) && next < tokens.end;
    plain.then(|| text.tokens[tokens.start].span.start..text.tokens[next].span.start)
}

/// A sentence's bytes with what would be left of it behind: emphasis around it, the line it fills, the space after it.
fn around(raw: &str, span: Range<usize>, whole_line: bool) -> Range<usize> {
    let Range { mut start, mut end } = span;
    while start > 0
        && end < raw.len()
        && raw.as_bytes()[start - 1] == raw.as_bytes()[end]
        && b"*_~|".contains(&raw.as_bytes()[end])
    {
        (start, end) = (start - 1, end + 1);
    }
    let line_start = raw[..start].rfind('\n').map_or(0, |n| n + 1);
    let line_end = raw[end..].find('\n').map_or(raw.len(), |n| end + n);
    let bare = |part: &str| !part.chars().any(char::is_alphanumeric) && part.len() < 12;
    if (whole_line || raw[line_start..start].trim().is_empty())
        && bare(&raw[line_start..start])
        && bare(&raw[end..line_end])
        && raw[end..line_end].trim().is_empty()
    {
        return line_start..(line_end + 1).min(raw.len());
    }
    end += raw[end..].len() - raw[end..].trim_start_matches(' ').len();
    start..end
}

fn with_space_before(raw: &str, span: Range<usize>) -> Range<usize> {
    let before = raw[..span.start].trim_end_matches(' ').len();
    // A space between two words must stay when nothing else parts them.
    let parts_words = raw[span.end..].chars().next().is_some_and(char::is_alphanumeric);
    if parts_words { span } else { before..span.end }
}

/// The text without some of its bytes, and without the blank lines and spaces at its ends that leaves.
fn without(raw: &str, mut gone: Vec<Range<usize>>) -> String {
    gone.sort_by_key(|range| (range.start, range.end));
    let mut kept = String::with_capacity(raw.len());
    let mut at = 0;
    for range in gone {
        if range.start > at {
            kept.push_str(&raw[at..range.start]);
        }
        at = at.max(range.end);
    }
    kept.push_str(&raw[at.min(raw.len())..]);
    tidy(kept.trim())
}

/// At most one blank line in a row, no space before a line break.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.split('\n') {
        let line = line.trim_end();
        blank = if line.is_empty() { blank + 1 } else { 0 };
        if blank > 1 {
            continue;
        }
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(line);
    }
    out
}
