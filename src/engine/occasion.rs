//! What exceptional kind of message a text is: an outage, an apology, a death, a notice.
//!
//! Decided by density and position: an occasion is what a message opens with or is full of, so a passing mention in
//! a long text is none.

use std::ops::Range;

use crate::domain::Occasion;

use super::heuristics::{Phrases, Reading};
use super::lexicon::List;

/// The occasion of a text, `None` for an ordinary message.
#[must_use]
pub fn occasion(reading: &Reading<'_>) -> Occasion {
    let weights = LISTS.map(|(list, occasion)| (weight(reading, list), occasion));
    // Ties go to the graver occasion, which stands first.
    let best = weights.iter().rev().max_by(|a, b| a.0.total_cmp(&b.0));
    best.filter(|(weight, _)| *weight >= ENOUGH).map_or(Occasion::None, |(_, occasion)| *occasion)
}

const LISTS: [(List, Occasion); 4] = [
    (List::Condolence, Occasion::Condolence),
    (List::Incident, Occasion::Incident),
    (List::Notice, Occasion::Notice),
    (List::Apology, Occasion::Apology),
];

/// One phrase near the start suffices, or one in a short message.
const ENOUGH: f64 = 1.0;
/// Words that count as the start of a message.
const OPENING: usize = 24;
/// Words among which a phrase further down must stand to count as much as one at the start.
const DENSE: f64 = 45.0;

/// How much a list speaks in a text: each phrase counts fully near the start and less the longer the text goes on.
fn weight(reading: &Reading<'_>, list: List) -> f64 {
    let text = &reading.text;
    let share = (DENSE / text.words().max(1) as f64).min(1.0);
    let opening = text.tokens.iter().enumerate().filter(|(_, t)| t.is_word()).nth(OPENING).map(|(at, _)| at);
    let told = reading.phrases(list).filter(|phrase| !reading.asks(phrase.start) && !small_talk(reading, phrase));
    told.map(|phrase| if opening.is_none_or(|end| phrase.start < end) { 1.0 } else { share }).sum()
}

/// "Sorry to hear that" pities and apologises for nothing; "sorry, not sorry" does not even that.
fn small_talk(reading: &Reading<'_>, phrase: &Range<usize>) -> bool {
    reading.phrase_at(phrase.end, PITY).is_some() || reading.phrase_at(phrase.end + 1, PITY).is_some()
}

const PITY: Phrases = phrase_table![
    "but not",
    "hear",
    "not sorry",
    "read",
    "to hear",
    "to learn",
    "to read",
    "you've had",
    "zu hören",
    "zu lesen"
];

#[cfg(test)]
mod tests {
    use crate::domain::Lang;
    use crate::engine::lexicon::Lexicon;
    use crate::engine::markup::Markup;
    use crate::engine::text::Text;

    use super::*;

    /// Every group: the occasion, five hits and five hard neighbours per language.
    type Table = [(Occasion, [&'static [&'static str]; 2], [&'static [&'static str]; 2]); 4];

    #[rustfmt::skip]
    const TABLE: Table = [
        (Occasion::Incident, [&[
            "Störung im Mobilfunk seit 9:20 Uhr, Techniker sind vor Ort.",
            "Der Zug fällt aus, auf der Linie 4 fährt gerade nichts.",
            "Rückruf: Augentropfen der Charge 23K07, bitte nicht mehr benutzen.",
            "Unser Buchungssystem ist derzeit nicht erreichbar, nächster Stand um 14 Uhr.",
            "Wasserrohrbruch in der Gerbergasse, das halbe Viertel ist ohne Wasser.",
        ], &[
            "Service disruption on the north line, no trains until 16:30.",
            "Recall: stop using the blue kettle, the lid can overheat.",
            "We're aware of an issue with logins and are investigating.",
            "Power cut in the old town, crews are on site.",
            "Data breach: rotate your tokens, one of our mirrors was compromised.",
        ]], [&[
            "Der neue Patch ist da, Speichern geht schneller.",
            "Ein Ausfall an guter Laune ist bei uns nicht vorgesehen, wir öffnen um neun?",
            "Kommt am Samstag zum Hoffest, der Grill brennt.",
            "Wir rufen alle auf, beim Zählen der Vögel zu helfen.",
            "Die Karten für Freitag sind ausverkauft.",
        ], &[
            "The new patch is out, saving is faster.",
            "Do you recall the first time you saw the sea?",
            "The sun is out and so are we.",
            "Breaking news: it is Friday.",
            "The matinee is sold out, the evening is not.",
        ]]),
        (Occasion::Apology, [&[
            "Wir bitten um Entschuldigung für die lange Wartezeit am Samstag.",
            "Das war unser Fehler: Die Rechnungen gingen doppelt raus.",
            "Entschuldigung an alle, die vor verschlossener Tür standen.",
            "Wir haben Mist gebaut, der Gutschein galt nie.",
            "Bei der Terminvergabe ist etwas schiefgelaufen. Das bedauern wir sehr.",
        ], &[
            "We're sorry about the queues on Saturday.",
            "Our mistake: the letters quoted the wrong price.",
            "Sorry to everyone who stood outside a locked door.",
            "We got this wrong, and you paid twice for it.",
            "We apologise for the delay in answering.",
        ]], [&[
            "Das tut uns leid zu hören, gute Besserung.",
            "Sorry, not sorry: Der Käse ist wieder da.",
            "Entschuldigung, ist hier noch frei?",
            "Fehler F7011 heißt, dass das Modem kein Signal findet.",
            "Der Eintritt am Donnerstag ist frei.",
        ], &[
            "So sorry to hear that, get well soon.",
            "Sorry, not sorry: cheese is back.",
            "We're sorry to hear you had a rough ride.",
            "Error E4012 means the lid is open.",
            "Entry is free on Thursday.",
        ]]),
        (Occasion::Condolence, [&[
            "Unser Platzwart Horst ist am Dienstag gestorben.",
            "Wir trauern um unseren Kollegen. Er wird uns fehlen.",
            "In Gedanken sind wir bei den Angehörigen.",
            "Ruhe in Frieden, Manni.",
            "In stiller Anteilnahme bleibt das Licht heute aus.",
        ], &[
            "Ron, our groundsman for 31 years, died on Tuesday.",
            "Our thoughts are with the families.",
            "Rest in peace, old friend.",
            "With heavy hearts we share the passing of Ada.",
            "We mourn a colleague and a friend.",
        ]], [&[
            "Der Server ist tot, es lebe der Server.",
            "Ich sterbe vor Lachen, was für ein Abend.",
            "Das Stück handelt vom Leben und vom Theater.",
            "Totgesagte leben länger: Die Bude öffnet wieder.",
            "Wir denken an euch, viel Glück beim Examen.",
        ], &[
            "The battery is dead, change it first.",
            "Dave cried, Moira won, nobody died.",
            "We are dying to show you the new hall.",
            "This deadline will be the end of me.",
            "Thinking of you all, good luck with the exams.",
        ]]),
        (Occasion::Notice, [&[
            "Moderation: Links zu Händlern entfernen wir ab heute.",
            "Phishing in unserem Namen: Die Mails sind nicht von uns.",
            "Unsere Nutzungsbedingungen ändern sich zum Ersten, ihr könnt widersprechen.",
            "Zwei Konten wurden gesperrt, weil sie gegen die Regeln verstießen.",
            "Bekanntmachung zum Bebauungsplan 118, die Unterlagen liegen im Stadthaus.",
        ], &[
            "New rule: links to key sellers are removed from today.",
            "We've seen scam texts pretending to be from us.",
            "Our terms of service change on 1 May, you may object.",
            "We've removed two accounts for harassing a member.",
            "Public notice: the plans are open to objections until June.",
        ]], [&[
            "Hausregel Nummer eins: Wer zuletzt lacht, spült ab.",
            "Das Haus ist offen, kommt rein.",
            "Die Regie führt in diesem Jahr Ilse.",
            "Der Bann ist gebrochen: erster Sieg seit März.",
            "Bitte bringt Schuhe mit, in denen ihr stampfen könnt.",
        ], &[
            "Rule number one: the last to laugh does the dishes.",
            "The spell is broken, first win since March.",
            "Did you notice the new lamp in the hall?",
            "Court three is free from nine.",
            "Please bring shoes you can stamp in.",
        ]]),
    ];

    fn of(lexicon: &Lexicon, lang: Lang, plain: &str) -> Occasion {
        let text = Text::read(plain, Markup::Discord);
        let hits = lexicon.find(&text);
        occasion(&Reading { text, lang, hits, reply: false })
    }

    #[test]
    fn occasions_are_told_from_their_neighbours() {
        let mut wrong = Vec::new();
        for lang in Lang::ALL {
            let lexicon = Lexicon::of(lang);
            for (wanted, hits, misses) in TABLE {
                let hits = hits[lang as usize].iter().map(|text| (wanted, text));
                let misses = misses[lang as usize].iter().map(|text| (Occasion::None, text));
                for (wanted, text) in hits.chain(misses) {
                    let found = of(&lexicon, lang, text);
                    if found != wanted {
                        wrong.push(format!("{}, not {}: {text}", found.name(), wanted.name()));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_passing_mention_in_a_long_text_is_none() {
        let chatter = "We walked along the harbour and talked about boats and bread. ".repeat(12);
        let text = format!("{chatter} Someone said sorry about the noise. {chatter}");
        assert_eq!(of(&Lexicon::of(Lang::En), Lang::En, &text), Occasion::None);
    }
}
