//! Trimming deletes and nothing else, and never what a reader needs.

use proptest::prelude::*;

use crate::engine::markup::{Entity, Markup, fold};
use crate::engine::text::{Kind, Text};

use super::review;
use super::soup::{any_text, text};

const NEGATIONS: [&str; 8] = ["not", "no", "never", "none", "without", "nicht", "nie", "niemals"];

fn is_subsequence(part: &str, whole: &str) -> bool {
    let mut rest = whole.chars();
    part.chars().all(|c| rest.any(|d| d == c))
}

fn digit_runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty())
}

/// Whether all numbers of a text stand in another in their order.
fn has_numbers_of(whole: &str, part: &str) -> bool {
    let mut runs = digit_runs(whole);
    digit_runs(part).all(|run| runs.any(|other| other == run))
}

/// A text without the markers of list items that hold nothing.
fn without_bare_markers(raw: &str) -> String {
    let folded = fold(raw, Markup::Discord);
    let mut out = raw.to_owned();
    for (at, c) in folded.text.char_indices().filter(|(_, c)| Entity::of(*c) == Some(Entity::Item)) {
        let rest = &folded.text[at + c.len_utf8()..];
        if rest.split('\n').next().is_none_or(|rest| rest.trim().is_empty()) {
            let (start, end) = (folded.starts[at] as usize, folded.ends[at] as usize);
            let marker = raw[start..end].replace(|c: char| c.is_ascii_digit(), "_");
            out.replace_range(start..end, &marker);
        }
    }
    out
}

/// How many words of negation stand in a text, by letters alone; markup and invisible characters part words, or stand
/// inside them.
fn negations(text: &str, parting: bool) -> usize {
    let text = text.replace('İ', "i").to_lowercase().replace(['’', '‘', '´'], "'");
    let unseen =
        |c: char| "*~|_\\\u{AD}\u{FEFF}\u{FE0E}\u{FE0F}\u{20E3}".contains(c) || ('\u{200B}'..='\u{206F}').contains(&c);
    let inside = |c: char| c.is_alphanumeric() || c == '\'' || !parting && unseen(c);
    let words = text.split(|c| !inside(c)).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '_'));
    words.filter(|word| NEGATIONS.contains(word) || word.ends_with("n't") || word.starts_with("kein")).count()
}

/// Web addresses as far as they reach in any reading.
fn links(text: &str) -> Vec<&str> {
    let starts =
        text.match_indices("http").map(|(at, _)| at).filter(|at| !text[..*at].ends_with(char::is_alphanumeric));
    let link = |at: usize| {
        let rest = &text[at..];
        let host = rest.strip_prefix("https://").or_else(|| rest.strip_prefix("http://"))?;
        let end = rest.find(|c: char| c.is_whitespace() || "<>\"|()[]`„“”".contains(c)).unwrap_or(rest.len());
        host.starts_with(|c: char| c.is_ascii_alphanumeric())
            .then(|| rest[..end].trim_end_matches(|c| ".,;:!?*_'…".contains(c)))
    };
    starts.filter_map(link).collect()
}

/// Where the character reference at the start of a text ends.
fn reference(text: &str) -> Option<usize> {
    let end = text.bytes().take(10).position(|b| b == b';')?;
    text[1..end].bytes().all(|b| b == b'#' || b.is_ascii_alphanumeric()).then_some(end)
}

/// A text of Matrix with a sign in place of each tag and reference.
fn without_tags(html: &str, sign: char) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        let close = if rest[at..].starts_with('<') { rest[at..].find('>') } else { reference(&rest[at..]) };
        match close {
            Some(_) => out.push(sign),
            None => out.push_str(&rest[at..=at]),
        }
        rest = &rest[at + close.unwrap_or(0) + 1..];
    }
    out + rest
}

/// A link, address, mention, date, file, quote or piece of code of a text that is not in another.
fn lost_entity<'a>(raw: &'a str, trimmed: &str, markup: Markup) -> Option<&'a str> {
    let tokens = Text::read(raw, markup).tokens;
    let entities = tokens.into_iter().filter(|t| matches!(t.kind, Kind::Entity(entity) if entity != Entity::Emoji));
    entities.map(|t| raw[t.span].trim_end()).find(|entity| !trimmed.contains(entity))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn deletes_and_nothing_else((raw, markup) in any_text()) {
        let trimmed = review(&raw, markup).trimmed.unwrap_or_default();
        prop_assert!(is_subsequence(&trimmed, &raw), "{:?} from {:?}", trimmed, raw);
        let again = review(&trimmed, markup).trimmed.unwrap_or_default();
        prop_assert!(is_subsequence(&again, &trimmed), "{:?} from {:?}", again, trimmed);
    }

    #[test]
    fn never_scores_lower((raw, markup) in any_text()) {
        let whole = review(&raw, markup);
        if let Some(trimmed) = whole.trimmed.filter(|trimmed| trimmed.len() < raw.trim().len()) {
            let score = review(&trimmed, markup).assessment.score;
            prop_assert!(score >= whole.assessment.score, "{} of {:?} from {:?}", score, trimmed, raw);
        }
    }

    #[test]
    fn loses_no_fact_and_no_negation(raw in text(Markup::Discord)) {
        let trimmed = review(&raw, Markup::Discord).trimmed.unwrap_or_default();
        prop_assert!(has_numbers_of(&trimmed, &without_bare_markers(&raw)), "{:?} from {:?}", trimmed, raw);
        prop_assert!(negations(&trimmed, true) >= negations(&raw, false), "{:?} from {:?}", trimmed, raw);
        for link in links(&raw) {
            prop_assert!(trimmed.contains(link), "{} is not in {:?} from {:?}", link, trimmed, raw);
        }
        let lost = lost_entity(&raw, &trimmed, Markup::Discord);
        prop_assert!(lost.is_none(), "{:?} is not in {:?} from {:?}", lost, trimmed, raw);
    }

    #[test]
    fn loses_no_fact_of_html(raw in text(Markup::Html)) {
        let trimmed = review(&raw, Markup::Html).trimmed.unwrap_or_default();
        // A tag may or may not part words: before it is taken for a letter, after for a space.
        let (before, after) = (without_tags(&raw, '_'), without_tags(&trimmed, ' '));
        prop_assert!(has_numbers_of(&after, &before), "{:?} from {:?}", trimmed, raw);
        prop_assert!(negations(&after, true) >= negations(&before, false), "{:?} from {:?}", trimmed, raw);
        let lost = lost_entity(&raw, &trimmed, Markup::Html);
        prop_assert!(lost.is_none(), "{:?} is not in {:?} from {:?}", lost, trimmed, raw);
    }
}
