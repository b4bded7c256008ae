//! Clichés, buzzwords, empty superlatives, corporate boilerplate.

use std::ops::Range;

use crate::domain::Tag;
use crate::engine::lexicon::List;
use crate::engine::text::{Form, Kind};

use super::{Heuristic, Reading, Words, de, en};

pub(super) static HEURISTIC: Heuristic = Heuristic {
    id: "phrases",
    tag: Tag::Phrases,
    why: [
        "Eine Floskel: Sie klingt nach viel und lässt sich an nichts prüfen.",
        "A stock phrase: it sounds like a lot and can be checked against nothing.",
    ],
    check,
    examples: &[
        de("Bei uns steht der «Mensch im Mittelpunkt»."),
        de("«Nähe. Vertrauen. Zukunft.»"),
        de("Ein echter «Gamechanger» für das Büro: PDFs öffnen im selben Fenster."),
        de("Träume «kennen keine Grenzen»."),
        de("«Weil Kultur kein Alter hat. Weil Neugier kein Ende hat. Weil wir Fenster lieben.»"),
        de("«Mit Herzblut» und «innovativen» Ideen «gestalten wir» die Stadt."),
        de("Das Denkmal steht im Mittelpunkt des Platzes, Treffpunkt ist der Brunnen daneben."),
        de("Der Vortrag „Zukunft gestalten“ beginnt um 18 Uhr."),
        de("Der Fix ist da. Bitte neu starten. Danach läuft der Export wieder."),
        de("Die Herz-OP-Abteilung zieht am Montag in Haus C."),
        de("Der Preis steigt um mehr als ein Drittel, von 9 auf 12,50 Euro."),
        de("Die Reise nach Bergen kostet jetzt 79 Euro."),
        en("Our customers are «at the heart of everything we do»."),
        en("«Honest. Simple. Real.»"),
        en("«Unlock your» «true potential» with our «state-of-the-art» platform."),
        en("«Money is emotional. Money is personal. Money is freedom.»"),
        en("Adventure «knows no limits»."),
        en("«We strive» to offer «world-class» service."),
        en("Press and hold to unlock the door, the light turns green."),
        en("The talk \"Unlock your true potential\" moved to hall B."),
        en("The heart monitor in ward 3 is back in use."),
        en("Fixed the crash. Restart the app. Exports work again."),
        en("The journey planner shows platform changes since version 6.1."),
        en("Our partners in Lyon ship on Tuesdays and Fridays."),
    ],
};

fn check(reading: &Reading<'_>) -> Vec<Range<usize>> {
    reading.spans(reading.phrases(List::Phrases).chain(staccato(reading)).chain(litany(reading)))
}

/// Slogans in bits: three or more sentences of one or two words in a row ("Nähe. Vertrauen. Zukunft.").
fn staccato(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let bit = |sentence: &Range<usize>| {
        let words = reading.words_in(sentence);
        let stop = reading.text.word(sentence.end.saturating_sub(1)).starts_with('.');
        (1..=2).contains(&words) && sentence.len() == words + 1 && stop
    };
    runs(reading, |a, b| bit(a) && bit(b))
}

/// Rhetoric by repetition: three or more sentences in a row that begin alike ("Money is freedom. Money is …").
fn litany(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let text = &reading.text;
    runs(reading, |a, b| {
        let same = |n: usize| text.word(a.start + n) == text.word(b.start + n);
        a.len() > 3 && b.len() > 3 && same(0) && (same(1) || text.is(a.start, REPEATED))
    })
}

/// Words that make a litany by themselves.
const REPEATED: Words = words!["weil", "because", "für", "for", "danke", "kein", "keine", "no", "vielleicht", "jeder"];

/// Runs of three or more sentences without numbers of which each goes with the one before.
fn runs(reading: &Reading<'_>, goes_with: impl Fn(&Range<usize>, &Range<usize>) -> bool) -> Vec<Range<usize>> {
    let text = &reading.text;
    let plain = |n: usize| {
        let sentence = &text.sentences[n];
        let checkable = text.of(n).any(|(_, t)| t.quoted || matches!(t.kind, Kind::Number | Kind::Entity(_)));
        sentence.form == Form::Plain && !checkable
    };
    let tokens = |n: usize| &text.sentences[n].tokens;
    let mut found = Vec::new();
    let mut first = 0;
    for n in 1..=text.sentences.len() {
        let goes_on = n < text.sentences.len() && goes_with(tokens(n - 1), tokens(n)) && plain(n - 1) && plain(n);
        if !goes_on {
            if n - first >= 3 {
                found.push(tokens(first).start..tokens(n - 1).end);
            }
            first = n;
        }
    }
    found
}
