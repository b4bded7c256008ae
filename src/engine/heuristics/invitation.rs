//! A concrete, purposeful way to take part: who, where, when, what for.

use std::ops::Range;

use crate::domain::Tag;
use crate::engine::lexicon::List;
use crate::engine::markup::Entity;
use crate::engine::text::Kind;

use super::{Heuristic, Reading, de, en};

pub(super) static HEURISTIC: Heuristic = Heuristic {
    id: "invitation",
    tag: Tag::Invitation,
    why: [
        "Eine Einladung mit Zeit, Ort oder Weg: Man kann wirklich mitmachen.",
        "An invitation with a time, a place or a way in: people can really take part.",
    ],
    check,
    examples: &[
        de("«Offene Probe» am 9. März um 10 Uhr, «Eintritt frei»."),
        de("Zum Zählen «suchen wir» 24 Leute."),
        de("«Meldet euch» bis Freitag bei Gitte im Kiosk."),
        de("«Führung» am Samstag um 14 Uhr, «Treffpunkt» Haus B."),
        de("«Anmeldung bis» 30.6. unter post@verein.example"),
        de("Wir suchen dich!"),
        de("Komm in unser Team, bei uns zählst du."),
        de("Kommt vorbei, wir freuen uns auf euch."),
        de("Wer macht eigentlich am Samstag beim Grillen mit?"),
        de("Unsere Führung hat Visionen."),
        en("«Open rehearsal» on Sunday at 3, «all welcome»."),
        en("«We're looking for» 12 testers, mail lab@studio.example."),
        en("«Drop-in» at the Baptist hall, Wednesday 18th."),
        en("«Sign up by» Friday in <#884120993771204618>."),
        en("«Auditions» on Thursday at 8pm, parts for 6 men."),
        en("Come hack with us sometime!"),
        en("We're hiring, join our growing family."),
        en("Who is joining us on Saturday?"),
        en("You are always welcome here."),
        en("Get involved, we love passionate people."),
    ],
};

fn check(reading: &Reading<'_>) -> Vec<Range<usize>> {
    if reading.hits.of(List::Invitation).is_empty() {
        return Vec::new();
    }
    let dated = reading.sentences_with_phrases(&[List::Calendar]);
    let concrete: Vec<bool> = dated.iter().enumerate().map(|(n, dated)| *dated || exact(reading, n)).collect();
    let calls = reading.phrases(List::Invitation).filter(|call| {
        let sentence = reading.text.tokens[call.start].sentence;
        let near = sentence.saturating_sub(1)..concrete.len().min(sentence + 2);
        !reading.asks(call.start) && concrete[near].contains(&true)
    });
    reading.merged(calls.collect())
}

/// Whether a sentence says when, how many or where to turn to.
fn exact(reading: &Reading<'_>, sentence: usize) -> bool {
    reading.text.of(sentence).any(|(_, token)| {
        matches!(token.kind, Kind::Number | Kind::Entity(Entity::Date | Entity::Email | Entity::Mention))
    })
}
