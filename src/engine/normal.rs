//! A text as it is compared with what was said before: case, spacing, punctuation, emoji and greeting dropped; numbers,
//! names, addresses and code kept.

use super::heuristics::Reading;
use super::lexicon::List;
use super::markup::Entity;
use super::text::Kind;

/// Whom a greeting is for: part of it.
const GREETED: [&str; 14] = [
    "all",
    "everybody",
    "everyone",
    "folks",
    "friends",
    "guys",
    "team",
    "there",
    "alle",
    "allerseits",
    "freunde",
    "leute",
    "lieben",
    "zusammen",
];

/// The normal form; the original where nothing else is left (emoji only).
pub(super) fn normalise(reading: &Reading<'_>) -> String {
    let text = &reading.text;
    let greeting: Vec<_> =
        reading.phrases(List::Smalltalk).filter(|range| text.tokens[range.start].sentence == 0).collect();
    let greeted = |i: usize| greeting.iter().any(|range| range.end == i) && GREETED.contains(&text.word(i));
    let greets = |i: usize| greeting.iter().any(|range| range.contains(&i)) || greeted(i);
    let mut normal = String::with_capacity(text.raw.len());
    for (i, token) in text.tokens.iter().enumerate() {
        let kept = match token.kind {
            Kind::Word | Kind::Number if !greets(i) => text.word(i),
            Kind::Entity(Entity::Mention) | Kind::Word | Kind::Number | Kind::Emoji | Kind::Punct => continue,
            Kind::Entity(_) => &text.raw[token.span.clone()],
        };
        normal.push_str(kept);
        normal.push(' ');
    }
    if normal.is_empty() { text.raw.to_owned() } else { normal }
}
