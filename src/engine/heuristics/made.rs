//! Something released, shown, built or achieved for the reader, named.

use std::ops::Range;

use crate::domain::Tag;
use crate::engine::lexicon::List;
use crate::engine::text::Form;

use super::{Heuristic, Reading, Words, de, en};

pub(super) static HEURISTIC: Heuristic = Heuristic {
    id: "made",
    tag: Tag::Made,
    why: [
        "Etwas Fertiges, das man benutzen oder ansehen kann: gemacht, nicht nur angekündigt.",
        "Something finished to use or look at: made, not only announced.",
    ],
    check,
    examples: &[
        de("Version 2.8 «kann jetzt» Termine in beide Richtungen abgleichen."),
        de("Die Karte Torfmoor «ist im Spiel»."),
        de("Alle Glasnegative «sind gescannt» und frei."),
        de("Version 4 von gestern.\n- «Behoben:» Absturz beim Drucken"),
        de("«Ab sofort könnt ihr» Beiträge teilen."),
        de("Ist im Spiel noch alles offen?"),
        de("Neu in der Stadt und schon verliebt."),
        de("Wir haben Großes vor."),
        de("Das neue Trikot wird schön, wartet ab."),
        de("Wer kann jetzt noch schlafen?"),
        en("«You can now» split a bill between four people."),
        en("The wardrobe «update is out», with dyes for mounts."),
        en("- «Fixed the» memory leak on the map"),
        en("Exports «now support» key order."),
        en("«We've put» 3,400 negatives into the archive."),
        en("Is the patch out yet?"),
        en("We have been busy making magic."),
        en("New day, new luck."),
        en("Our new look will blow you away."),
        en("He fixed his tie and smiled."),
    ],
};

fn check(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let told = reading.phrases(List::Made).filter(|phrase| !reading.asks(phrase.start));
    let mut found: Vec<Range<usize>> = told.collect();
    found.extend((0..reading.text.sentences.len()).filter_map(|n| entry(reading, n)));
    reading.merged(found)
}

/// The word that opens an entry of a changelog: a list item, a heading, or a line "New:".
fn entry(reading: &Reading<'_>, sentence: usize) -> Option<Range<usize>> {
    let of = &reading.text.sentences[sentence];
    let first = of.tokens.start;
    let labelled = reading.is(first + 1, words![":"]) || of.tokens.len() == 1 && reading.text.sentences.len() > 3;
    (reading.is(first, ENTRIES) && (of.form != Form::Plain || labelled)).then_some(first..first + 1)
}

#[rustfmt::skip]
const ENTRIES: Words = words![
    "fixed", "added", "new", "changed", "removed", "improved", "fixes", "features", "bugfixes", "neu", "behoben",
    "geändert", "entfernt", "verbessert", "hinzugefügt", "korrigiert", "gefixt", "neuerungen", "fehlerbehebungen",
];
