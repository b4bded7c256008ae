//! Buy now, shop, sign up, book, discover, limited time.

use std::ops::Range;

use crate::domain::{Lang, Tag};
use crate::engine::lexicon::List;
use crate::engine::text::Kind;

use super::{Heuristic, Reading, Words, de, en};

pub(super) static HEURISTIC: Heuristic = Heuristic {
    id: "pitch",
    tag: Tag::Pitch,
    why: [
        "Kaufaufruf: Das verkauft im Publikum, statt ihm etwas zu sagen.",
        "A call to buy: it sells to the audience instead of telling it something.",
    ],
    check,
    examples: &[
        de("Der Frühling ist da. «Jetzt shoppen»!"),
        de("«Jetzt Probefahrt sichern»!"),
        de("«Gönn dir» eine Auszeit."),
        de("«Worauf wartest du»? Die Halle ist voll, du fehlst."),
        de("Die neue Farbe ist da, aber «nur solange der Vorrat reicht»."),
        de("«Überzeugen Sie sich» selbst von unserem Wellnessbereich."),
        de("Jetzt läuft der Server wieder, die Ursache war ein volles Laufwerk."),
        de("Ihr könnt die Karten an der Kasse kaufen oder bei Gitte vorbestellen."),
        de("Die Bestellung lässt sich bis 18 Uhr im Konto stornieren."),
        de("Bewerbungen für den Beirat nimmt Frau Kern bis 30. Juni an."),
        de("Wir haben den Knopf „Jetzt kaufen“ nach unten verschoben."),
        de("Das Update steht nicht im Shop, es kommt über die Box selbst."),
        en("New colour, same jacket. «Shop now»."),
        en("«Don't miss out», the sofas are going."),
        en("«Treat yourself» this weekend."),
        en("The autumn jam is in, «while stocks last»."),
        en("«Book your summer escape today»!"),
        en("Everything for the garden. «Come on down»!"),
        en("Book the small hall with Jo in the office, 0117 555 0142, by Friday noon."),
        en("You can buy the ticket on the bus from 1 May."),
        en("The shop closes at 4 on Sunday for stocktaking."),
        en("We moved the \"Buy now\" button below the price."),
        en("Orders placed before Tuesday ship this week."),
        en("Save your work, the server restarts at ten."),
    ],
};

fn check(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let mut found: Vec<_> = reading.phrases(List::Pitch).filter(|call| !reading.negated(call.start)).collect();
    for sentence in &reading.text.sentences {
        found.extend(match reading.lang {
            Lang::De => urged(reading, sentence.tokens.clone()),
            Lang::En => ordered(reading, sentence.tokens.clone(), sentence.exclamation),
        });
    }
    reading.spans(found)
}

/// "Jetzt … sichern": the infinitive closes the clause that "jetzt" opened a few words before.
fn urged(reading: &Reading<'_>, tokens: Range<usize>) -> Option<Range<usize>> {
    #[rustfmt::skip]
    const VERBS: Words = words![
        "abonnieren", "abschließen", "anfordern", "anfragen", "anhören", "anmelden", "ansehen", "beantragen",
        "bestellen", "bewerben", "buchen", "durchstarten", "einkaufen", "einschreiben", "eintragen", "entdecken",
        "ergattern", "erleben", "genießen", "gewinnen", "gönnen", "holen", "kaufen", "laden", "losshoppen",
        "lossurfen", "probieren", "registrieren", "reinhören", "reservieren", "schenken", "shoppen", "sichern",
        "sparen", "spenden", "starten", "streamen", "stöbern", "testen", "unterschreiben", "vereinbaren",
        "vorbestellen", "vormerken", "vorsorgen", "wechseln", "zugreifen", "zuschlagen", "zuschnappen",
    ];
    let text = &reading.text;
    let start = tokens.clone().find(|i| reading.is(*i, words!["jetzt"]))?;
    let reach = start + 1..tokens.end.min(start + 7);
    let clause = reach.start..reach.clone().find(|i| text.kind(*i) == Some(Kind::Punct)).unwrap_or(reach.end);
    let verb = clause.clone().rev().find(|i| text.is(*i, VERBS))?;
    let closes =
        !(verb + 1..tokens.end).next().is_some_and(|i| text.kind(i) == Some(Kind::Word) && text.word(i) != "und");
    closes.then_some(start..verb + 1)
}

/// "Book your escape today!": an order to buy opens the sentence, urgency stands in it, and no fact does.
fn ordered(reading: &Reading<'_>, tokens: Range<usize>, exclamation: bool) -> Option<Range<usize>> {
    #[rustfmt::skip]
    const VERBS: Words = words![
        "adopt", "book", "buy", "claim", "discover", "donate", "elevate", "enjoy", "experience", "explore", "grab",
        "indulge", "invest", "order", "preorder", "reserve", "savour", "secure", "shop", "snag", "snap", "subscribe",
        "transform", "treat", "unleash", "unlock", "upgrade",
    ];
    const URGENCY: Words = words!["now", "online", "today", "tonight", "yours"];
    let text = &reading.text;
    let first = tokens.clone().find(|i| text.kind(*i) == Some(Kind::Word))?;
    if !reading.is(first, VERBS) {
        return None;
    }
    let urgent = exclamation || tokens.clone().any(|i| text.is(i, URGENCY));
    let facts = tokens.clone().any(|i| text.kind(i) == Some(Kind::Number));
    let last = tokens.clone().rev().find(|i| text.kind(*i) == Some(Kind::Word))?;
    (urgent && !facts).then_some(first..last + 1)
}
