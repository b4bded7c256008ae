//! What works, is fixed, is down, is back, is being worked on until when.

use std::ops::Range;

use crate::domain::Tag;
use crate::engine::lexicon::List;

use super::{Heuristic, Reading, de, en};

pub(super) static HEURISTIC: Heuristic = Heuristic {
    id: "status",
    tag: Tag::Service,
    why: [
        "Der Stand der Dinge: was läuft, was zu ist, was wieder geht.",
        "The state of things: what runs, what is shut, what works again.",
    ],
    check,
    examples: &[
        de("Der Login «läuft wieder»."),
        de("Die Kasse am Südtor «bleibt zu»."),
        de("Der Absturz beim Speichern «ist behoben»."),
        de("Das Spray «ist wieder lieferbar»."),
        de("Die Vorstellung «fällt aus», Karten «werden erstattet»."),
        de("Läuft wieder bei euch?"),
        de("Bei uns läuft heute nur Musik."),
        de("Wir sind immer für euch da."),
        de("Das Wochenende ist wieder viel zu kurz."),
        de("Zu jedem Topf passt ein Deckel."),
        en("Deposits «are working again»."),
        en("The north lift «is out of order»."),
        en("The crash on launch «is fixed in» the next build."),
        en("Match day tickets «are sold out»."),
        en("Withdrawals «are paused» for an hour."),
        en("Is it working again for you?"),
        en("We're working hard on great things."),
        en("Down the road, up the hill."),
        en("We are always here for you."),
        en("Back again, did you miss us?"),
    ],
};

fn check(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let told = reading.phrases(List::Service).filter(|phrase| !reading.asks(phrase.start));
    reading.merged(told.collect())
}
