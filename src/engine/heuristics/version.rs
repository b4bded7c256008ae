//! Versions, code names of releases, error codes, model names.

use std::ops::Range;

use crate::domain::Tag;
use crate::engine::text::Kind;

use super::{Heuristic, Reading, Words, de, en};

pub(super) static HEURISTIC: Heuristic = Heuristic {
    id: "version",
    tag: Tag::Fact,
    why: [
        "Eine Version, ein Fehlercode, eine Charge: So weiß man, ob man gemeint ist.",
        "A version, an error code, a batch: it tells readers whether they are meant.",
    ],
    check,
    examples: &[
        de("«v2.3.1» ist draußen."),
        de("Mit «Patch 0.9» laden alte Spielstände wieder."),
        de("Fehler «F7011» heißt, dass das Modem kein Signal findet."),
        de("Zurückgerufen werden die «Chargen 23K07» und «23K11»."),
        de("Ab «4.6.2» ist der Absturz weg."),
        de("Bewertung 4.8 von 5, danke dafür."),
        de("Wir treffen uns am 12.10.2026 um 18.30 Uhr."),
        de("Unsere Version vom Glück riecht nach Kaffee."),
        de("Beutel mit 1.5 Litern und 2.000 Stück."),
        de("Platz 3 im Ranking, wir sind baff."),
        en("«Hotfix 1.14.3» is rolling out."),
        en("Fixed in «v6», use «rc2» until then."),
        en("«Release 3.0» carries his name."),
        en("Error «E4012» means the lid is open."),
        en("«Batch 212» has a bad seal on some cans."),
        en("Rated 4.8 on every portal."),
        en("Gates open at 6.15 and 7.45."),
        en("Everybody has their own version of home."),
        en("We are 150 years old and 1.3 million strong."),
        en("We give 110 percent, and season after season we fly."),
    ],
};

fn check(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let numbers = reading.text.tokens.iter().enumerate().filter(|(_, t)| t.kind == Kind::Number);
    let named = numbers.filter_map(|(token, _)| version(reading, token));
    reading.merged(named.collect())
}

fn version(reading: &Reading<'_>, token: usize) -> Option<Range<usize>> {
    let of = &reading.text.tokens[token];
    let word = reading.text.word(token);
    if of.quoted || of.span.len() > word.len() {
        return None;
    }
    let labelled = token > 0 && reading.is(token - 1, LABELS) && !reading.parts(token - 1);
    if labelled {
        return Some(token - 1..token + 1);
    }
    (dotted(word) || prefixed(word) || code(word)).then_some(token..token + 1)
}

/// `1.14.3`, but no date such as `12.10.2026`.
fn dotted(word: &str) -> bool {
    let numbers = word.split('.').all(|n| (1..=3).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()));
    let thousands = word.split('.').skip(1).all(|n| n.len() == 3);
    numbers && word.matches('.').count() >= 2 && !thousands
}

/// `v6`, `v2.3`, `rc2`.
fn prefixed(word: &str) -> bool {
    let number = word.strip_prefix("rc").or_else(|| word.strip_prefix('v'));
    number.is_some_and(|n| {
        n.starts_with(|c: char| c.is_ascii_digit()) && n.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    })
}

/// `f7011`, `23k07`: letters and at least three digits mixed, no unit, no ordinal, no time.
fn code(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let plain = word.chars().all(char::is_alphanumeric);
    let led = word.starts_with(char::is_alphabetic) || word.ends_with(|c: char| c.is_ascii_digit());
    // One letter and three digits is a bus or a plane, a long mix is a checksum.
    let mixed = word.starts_with(|c: char| c.is_ascii_digit());
    plain && led && (if mixed { digits >= 3 } else { digits >= 4 }) && (1..=3).contains(&letters) && word.len() <= 9
}

#[rustfmt::skip]
const LABELS: Words = words![
    "version", "patch", "hotfix", "release", "update", "firmware", "batch", "lot", "charge", "chargen", "model",
    "modell", "modul", "typ", "beta", "alpha", "rev", "revision", "serie", "series", "ios", "android", "windows",
    "macos", "ubuntu", "debian", "python", "node", "java", "php", "port", "release-candidate", "chargennummer",
    "artikelnummer", "artikel", "tarif",
];
