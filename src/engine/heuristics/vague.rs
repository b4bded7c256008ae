//! Teasers and claims without specifics: something big, soon, stay tuned, various improvements.

use std::cell::LazyCell;
use std::ops::Range;

use crate::domain::Tag;
use crate::engine::lexicon::List;
use crate::engine::markup::Entity;
use crate::engine::text::{Form, Kind};

use super::{Heuristic, Reading, Words, de, en};

pub(super) static HEURISTIC: Heuristic = Heuristic {
    id: "vague",
    tag: Tag::Vague,
    why: [
        "Andeutung oder Behauptung ohne Angabe: Wer sie liest, weiß danach weder was noch wann.",
        "A hint or a claim without specifics: whoever reads it knows neither what nor when.",
    ],
    check,
    examples: &[
        de("«Da tut sich was» über den Wolken. «Mehr dürfen wir noch nicht» sagen."),
        de("Drei Ziele. Ein Sommer. «Bald»."),
        de("v5.12 ist da. «Diverse Verbesserungen» und Feinschliff."),
        de("«Bleibt dran», es lohnt sich."),
        de("«Im Obergeschoss wird gebaut …»"),
        de("Die neue Halle öffnet «demnächst»."),
        de("Die Anmeldung öffnet demnächst, am 14. Mai um 18 Uhr."),
        de("Das Training startet am Montag um 19 Uhr in Halle 2."),
        de("Diverse Verbesserungen: Die Suche findet Umlaute, der Export hält die Reihenfolge."),
        de("Sobald die Zahlung da ist, geht das Paket raus."),
        de("Bis bald im Verein!"),
        de("Der Kurs heißt „Bald mehr Zeit“ und kostet 20 Euro."),
        en("«Big things» are brewing at the lane."),
        en("New card. New colour. «Coming soon»."),
        en("v4.2.1 is out. «Bug fixes and performance» work."),
        en("«We are aware of an issue» with logins."),
        en("Doors open «soon»."),
        en("announcement. tonight. «👀»"),
        en("The shop opens soon, on 14 May at nine."),
        en("The event starts Monday at 7 in the small hall."),
        en("We are aware of an issue with logins. Since 14:20 about 5 % of them time out."),
        en("Send the form as soon as you have it."),
        en("Various fixes: the search finds umlauts, the export keeps its order."),
        en("See you soon in the workshop."),
    ],
};

/// "We look forward to welcoming you soon" promises nothing that a date would make good.
const FAREWELL: Words = words!["welcome", "welcoming", "recover", "wiedersehen", "begrüßen"];

fn check(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let text = &reading.text;
    let dated = LazyCell::new(|| reading.sentences_with(|i| specific(reading, i)));
    let farewell = LazyCell::new(|| reading.sentences_with(|i| text.is(i, FAREWELL)));
    let some_day = |i: &usize| some_day(reading, *i) && !farewell[text.tokens[*i].sentence];
    let mut found: Vec<_> = reading.phrases(List::Vague).collect();
    found.extend(text.places(SOME_DAY).filter(some_day).map(|i| i..i + 1));
    found.retain(|hint| !reading.negated(hint.start) && !explained(reading, &dated, hint));
    found.extend(hush(reading));
    reading.spans(found)
}

const SOME_DAY: Words = words!["soon", "bald"];

/// "Soon" on its own, not as part of "as soon as", "see you soon", "bis bald".
fn some_day(reading: &Reading<'_>, i: usize) -> bool {
    const PART_OF_A_PHRASE: Words =
        words!["as", "so", "too", "how", "well", "you", "talk", "möglichst", "bis", "zu", "wie", "than"];
    reading.is(i, SOME_DAY) && !(i > 0 && reading.text.is(i - 1, PART_OF_A_PHRASE))
}

/// Whether the hint is made good: by a date or number in its sentence or the next, by a colon or a list behind it.
fn explained(reading: &Reading<'_>, dated: &[bool], hint: &Range<usize>) -> bool {
    let text = &reading.text;
    let sentence = text.tokens[hint.start].sentence;
    let listed = text.sentences.get(sentence + 1).is_some_and(|next| next.form == Form::Item)
        && text.sentences[sentence].form != Form::Item;
    let goes_on = text.word(hint.end) == ":" && text.kind(hint.end + 1) == Some(Kind::Word);
    dated.iter().skip(sentence).take(2).any(|dated| *dated) || listed || goes_on
}

/// A number or a date; the version of the thing the hint speaks of says nothing about it.
fn specific(reading: &Reading<'_>, i: usize) -> bool {
    const VERSIONED: Words = words!["update", "version", "release", "patch", "build", "v", "software"];
    let text = &reading.text;
    let version = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_alphabetic())
            || word.bytes().filter(|b| *b == b'.').count() >= 2
            || i > 0 && text.is(i - 1, VERSIONED)
    };
    match text.kind(i) {
        Some(Kind::Number) => !version(text.word(i)),
        Some(Kind::Entity(Entity::Date)) => true,
        _ => false,
    }
}

/// A short message that says nothing to hold on to and winks or trails off.
fn hush(reading: &Reading<'_>) -> Vec<Range<usize>> {
    const WINKS: [char; 6] = ['👀', '🤫', '🤐', '🔜', '🤭', '👁'];
    let text = &reading.text;
    if reading.reply || text.words() > 16 || !reading.hits.of(List::Bait).is_empty() {
        return Vec::new();
    }
    let asks = text.sentences.iter().any(|sentence| sentence.question);
    let few = text.words() <= 6;
    // The hour of a teaser is no substance ("Announcement. 6pm. 👀").
    let solid = (0..text.tokens.len()).any(|i| reading.concrete(i) && !(few && text.kind(i) == Some(Kind::Number)));
    if solid || asks {
        return Vec::new();
    }
    let winks = (0..text.tokens.len()).filter(|i| text.kind(*i) == Some(Kind::Emoji) && text.word(*i).contains(WINKS));
    let trails_off = text.sentences.iter().filter_map(|sentence| {
        let end = sentence.tokens.clone().rev().find(|i| text.kind(*i) == Some(Kind::Punct))?;
        let dots = text.word(end).starts_with('…') || text.word(end).starts_with("...");
        let goes_on = text.tokens.get(end + 1).is_some_and(|next| next.is_word() && !next.capital);
        (dots && !goes_on && end > sentence.tokens.start).then_some(sentence.tokens.start..end + 1)
    });
    winks.map(|i| i..i + 1).chain(trails_off).collect()
}
