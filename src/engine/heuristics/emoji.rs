//! Decorative emoji, two or more in a row or scattered over a short text.

use std::ops::Range;

use crate::domain::Tag;
use crate::engine::text::{Kind, Text, is_emoji};

use super::{Heuristic, Reading, de, en};

pub(super) static HEURISTIC: Heuristic = Heuristic {
    id: "emoji",
    tag: Tag::Phrases,
    why: [
        "Emoji als Schmuck: Sie füllen die Zeile und sagen nichts, was nicht schon dasteht.",
        "Emoji as decoration: they fill the line and say nothing that is not there already.",
    ],
    check,
    examples: &[
        de("Wir freuen uns so «🎉🎉🎉»"),
        de("Gern geschehen! «😊»"),
        de("Morgen mehr dazu «🤫» bleibt dran «👀»"),
        de("Was für ein Tag «☀️ 🌊 🍦»"),
        de("«🔥🔥» Der neue Export ist da, er schreibt jetzt auch CSV."),
        de("✅ Export repariert"),
        de("⚠️ Die Brücke ist bis Freitag gesperrt."),
        de("📍 Rathaus, Zimmer 14"),
        de("🇩🇪 🇦🇹 Versand nach Deutschland und Österreich ist frei."),
        de(
            "Die Bücherei hat am Montag zu, weil die Heizung getauscht wird, und ab Dienstag gelten wieder die alten Zeiten 🙂",
        ),
        de("Reparaturcafé am 4. Mai von 14 bis 17 Uhr im Pfarrsaal."),
        en("We are so happy «🎉🎉🎉»"),
        en("You are welcome! «😊»"),
        en("More tomorrow «🤫» stay around «👀»"),
        en("What a day «☀️ 🌊 🍦»"),
        en("«👩‍💻👩🏽‍💻» The new export is here and writes CSV as well."),
        en("✅ Export repaired"),
        en("⚠️ The bridge is closed until Friday."),
        en("📍 Town hall, room 14"),
        en("🇳🇴 🇸🇪 Shipping to Norway and Sweden is free."),
        en(
            "The library stays shut on Monday while the heating is replaced, and from Tuesday the old hours apply again 🙂",
        ),
        en("Repair café on 4 May from two to five in the hall."),
    ],
};

/// A short text has at most this many words for each emoji.
const WORDS_PER_EMOJI: usize = 12;

fn check(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let text = &reading.text;
    let decorative: Vec<_> = clusters(text).filter(|cluster| !functional(text, cluster)).collect();
    let count: usize = decorative.iter().map(|cluster| pictures(text, cluster)).sum();
    let crowded = text.words() <= WORDS_PER_EMOJI * count;
    reading.spans(decorative.into_iter().filter(|cluster| crowded || pictures(text, cluster) > 1))
}

/// Neighbouring emoji.
fn clusters(text: &Text<'_>) -> impl Iterator<Item = Range<usize>> {
    let emoji = |i: usize| text.kind(i) == Some(Kind::Emoji);
    let starts = (0..text.tokens.len()).filter(move |i| emoji(*i) && (*i == 0 || !emoji(i - 1)));
    starts.map(move |start| start..(start..).find(|i| !emoji(*i)).unwrap_or(start + 1))
}

/// Signs that sort or warn, flags of countries, and one picture as the label of a line that has something to tell.
fn functional(text: &Text<'_>, cluster: &Range<usize>) -> bool {
    let raw = &text.raw[text.span(cluster.clone())];
    let one = pictures(text, cluster) == 1;
    let sign = one && raw.starts_with(|c| SIGNS.contains(&c));
    let flags = raw.chars().all(|c| is_flag(c) || c.is_whitespace());
    let sentence = text.tokens[cluster.start].sentence;
    let leads = text.sentences[sentence].tokens.start == cluster.start;
    let tells = || text.of(sentence).any(|(_, t)| matches!(t.kind, Kind::Number | Kind::Entity(_)));
    sign || flags || one && leads && tells()
}

/// How many pictures a reader sees: what is joined or coloured is one, a flag is two letters.
fn pictures(text: &Text<'_>, cluster: &Range<usize>) -> usize {
    let tokens = &text.tokens[cluster.clone()];
    let seen = |raw: &str| {
        let letters = raw.chars().filter(|c| is_flag(*c)).count();
        let joined = raw.matches('\u{200D}').count();
        let drawn = raw.chars().filter(|c| is_emoji(*c) && !is_flag(*c) && !is_tint(*c)).count();
        // A custom emoji is written in letters.
        (drawn.saturating_sub(joined) + letters.div_ceil(2)).max(1)
    };
    tokens.iter().map(|token| seen(&text.raw[token.span.clone()])).sum()
}

fn is_flag(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}

fn is_tint(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}')
}

/// Emoji that stand for a word: done, not done, careful, where, when, link.
#[rustfmt::skip]
const SIGNS: &[char] = &[
    '✅', '☑', '✔', '❌', '✖', '⚠', '❗', '❓', '➡', '⬅', '⬆', '⬇', '▶', '⏸', '🔴', '🟠', '🟡', '🟢', '🔵', '⚪', '⚫',
    '⛔', '🚫', 'ℹ', '🔗', '📅', '📆', '🗓', '📍', '🕐', '🕓', '🕖', '⏰', '⏱', '📞', '☎', '✉', '📧', '📎', '🔧', '🛠',
    '🐛', '🆕', '👉', '📢',
];
