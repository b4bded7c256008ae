//! A change or decision with its reason or consequence.

use std::ops::Range;

use crate::domain::Tag;
use crate::engine::lexicon::List;

use super::{Heuristic, Reading, Words, de, en};

pub(super) static HEURISTIC: Heuristic = Heuristic {
    id: "decision",
    tag: Tag::Decision,
    why: [
        "Eine Änderung oder Entscheidung mit Grund oder Folge: Man weiß, woran man ist.",
        "A change or decision with its reason or consequence: readers know where they stand.",
    ],
    check,
    examples: &[
        de("Den Dunkelmodus «nehmen wir heraus», «weil» er im Druck nicht lesbar war."),
        de("Der Beitrag «steigt um» 11 Prozent, «Grund ist» der Baupreisindex."),
        de("Die Station «schließt am» 4. Mai «wegen» Bauarbeiten."),
        de("Kisten «nehmen wir nicht mehr» zurück, «sonst» stapeln sie sich."),
        de("«Künftig» spielen wir ohne Wettanbieter, «deshalb» fehlt der zweite Platz."),
        de("Wir lieben, was wir tun, weil ihr es liebt."),
        de("Wir können nicht mehr vor Lachen."),
        de("Ändert sich für euch etwas, weil Sommer ist?"),
        de("Wir haben lange über das Leben nachgedacht."),
        de("Jede Entscheidung beginnt im Kopf."),
        en("«We're dropping» Python 3.8, «because» our extension needs the newer interface."),
        en("Prices «go up» in October, «as» the registry raised theirs."),
        en("«We've decided» to keep one map, «since» most of you like it."),
        en("The branch «will close», «because» of costs."),
        en("The free plan «no longer» includes runners, «as» miners were eating the pool."),
        en("We love what we do because you love it."),
        en("We can no longer contain our joy."),
        en("Will you change because it is summer?"),
        en("Change is never easy, but growth is."),
        en("Every decision starts with a dream."),
    ],
};

fn check(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let changes: Vec<Range<usize>> = reading.phrases(List::Decision).filter(|p| !reading.asks(p.start)).collect();
    if changes.is_empty() {
        return Vec::new();
    }
    let several = changes.len() > 1;
    let reasons: Vec<Option<usize>> = (0..reading.text.sentences.len()).map(|n| reason(reading, n)).collect();
    let dated = reading.sentences_with_phrases(&[List::Calendar]);
    let mut found = Vec::new();
    for change in changes {
        let sentence = reading.text.tokens[change.start].sentence;
        let reason = reasons[sentence].or_else(|| reasons.get(sentence + 1).copied().flatten());
        if reason.is_some() || several && dated[sentence] {
            found.push(change);
            found.extend(reason.map(|r| r..r + 1));
        }
    }
    reading.merged(found)
}

/// The word in a sentence that gives a reason.
fn reason(reading: &Reading<'_>, sentence: usize) -> Option<usize> {
    let lang = reading.lang as usize;
    reading.text.sentences[sentence].tokens.clone().find(|t| {
        let behind_comma = *t > 0 && reading.is(*t - 1, words![",", ";"]);
        reading.is(*t, REASONS[lang]) || behind_comma && reading.is(*t, WEAK_REASONS[lang])
    })
}

#[rustfmt::skip]
const REASONS: [Words; 2] = [
    words![
        "weil", "wegen", "grund", "gründe", "deshalb", "deswegen", "aufgrund", "anlass", "begründung", "sonst",
        "ursache", "dafür", "damit", "nachdem",
    ],
    words![
        "because", "due", "reason", "reasons", "therefore", "owing", "otherwise", "following",
    ],
];

/// Words that give a reason only behind a comma.
const WEAK_REASONS: [Words; 2] = [words!["denn", "daher", "da"], words!["as", "since", "so", "which"]];
