//! Long preambles, hedging, filler before or instead of the point.

use std::ops::Range;

use crate::domain::Tag;
use crate::engine::lexicon::List;
use crate::engine::text::{Form, Kind};

use super::{Heuristic, Reading, Words, de, en};

pub(super) static HEURISTIC: Heuristic = Heuristic {
    id: "around",
    tag: Tag::Around,
    why: [
        "Anlauf, Füllwörter oder Absicherung: Der Punkt kommt spät, und bis dahin sind viele weg.",
        "Run-up, filler or hedging: the point comes late, and many have left by then.",
    ],
    check,
    examples: &[
        de("«Lange Rede, kurzer Sinn»: Die Halle bleibt am Montag zu."),
        de("«Um es kurz zu machen»: Der Kurs fällt aus."),
        de("Wir haben uns «lange überlegt», ob wir das schreiben sollen."),
        de("«Eigentlich» klappt das, «irgendwie» aber auch nicht."),
        de("«Ich muss gestehen», die Frage hatten wir noch nie."),
        de(
            "«Im Frühjahr haben wir uns zusammengesetzt und geredet, wir haben gezweifelt und wieder geredet, und dann haben wir alle gefragt, die uns seit Jahren begleiten, weil wir wissen wollten, was ihr von uns erwartet und was wir selbst noch von uns erwarten.» Ab 3. März öffnen wir um 8 Uhr.",
        ),
        de("Der Kurs fällt eigentlich nur aus, wenn es regnet."),
        de("Wir öffnen ab 3. März um 8 Uhr, weil viele von euch vor der Arbeit trainieren."),
        de("Die Meinung „ehrlich gesagt zu teuer“ stand auf 14 von 60 Zetteln."),
        de("Lange Reden hält am Sonntag niemand, um 11 Uhr gibt es Suppe."),
        de("Wir melden uns bis Freitag mit dem Termin für die Reparatur."),
        en("«Long story short»: the hall stays shut on Monday."),
        en("«As many of you will know», the road is closed."),
        en("«To be honest», we forgot to switch it on."),
        en("It «basically» works, «honestly»."),
        en("«Let's be honest», parking is a pain."),
        en(
            "«When we sat down in spring we did not know what we wanted, so we talked, and we doubted, and we talked again, and then we asked everyone who has been with us since the start what they expect of us and what we might expect of ourselves.» From 3 March we open at 8.",
        ),
        en("The cable basically only fits one way."),
        en("From 3 March we open at 8, because many of you train before work."),
        en("14 of 60 slips said \"to be honest, too dear\"."),
        en("The short story contest closes on 5 May, 2,000 words at most."),
        en("We will call you by Friday with the date of the repair."),
    ],
};

/// Shorter run-ups are an ordinary first sentence or two.
const LONG: usize = 40;

/// Without a number or a link the point may be in plain words; only a long message never seems to come to it.
const POINTLESS: usize = 70;

fn check(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let mut found: Vec<_> = reading.phrases(List::Around).collect();
    // One stray "eigentlich" is ordinary speech.
    if let [only] = found.as_slice()
        && only.len() == 1
    {
        found.clear();
    }
    found.extend(run_up(reading));
    reading.spans(found)
}

/// The way to the first thing a reader can hold on to, when it is long and its author speaks of themselves.
fn run_up(reading: &Reading<'_>) -> Option<Range<usize>> {
    const SELF: Words = words![
        "i", "i'd", "i'll", "i'm", "i've", "me", "my", "our", "ours", "us", "we", "we'd", "we'll", "we're", "we've",
        "ich", "mein", "meine", "mich", "mir", "uns", "unser", "unsere", "unserem", "unseren", "unserer", "wir", "man",
        "hab", "habe",
    ];
    let text = &reading.text;
    let item = text.sentences.iter().find(|s| s.form == Form::Item).map_or(text.tokens.len(), |s| s.tokens.start);
    let point = (0..item).find(|i| reading.concrete(*i)).unwrap_or(item);
    // The clause that holds the point is no longer part of the way to it.
    let end = match (0..point).rev().find(|i| text.kind(*i) == Some(Kind::Punct)) {
        Some(stop) if point < text.tokens.len() => stop + 1,
        _ => point,
    };
    let words = (0..end).filter(|i| text.tokens[*i].is_word()).count();
    let own = || (0..end).filter(|i| text.is(*i, SELF)).count();
    let long = if point < text.tokens.len() { LONG } else { POINTLESS };
    (words >= long && own() * 25 >= words).then_some(0..end)
}
