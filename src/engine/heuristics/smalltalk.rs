//! Greetings, weather, weekend, wishes, mood.

use crate::domain::Tag;
use crate::engine::lexicon::List;

use super::{Heuristic, de, en};

pub(super) static HEURISTIC: Heuristic = Heuristic {
    id: "smalltalk",
    tag: Tag::Smalltalk,
    why: [
        "Gruß, Wetter oder Stimmung: Das liest sich nett, sagt aber niemandem etwas.",
        "A greeting, the weather or a mood: pleasant to read, but it tells nobody anything.",
    ],
    check: |reading| reading.spans_of(List::Smalltalk),
    examples: &[
        de("«Guten Morgen»! Die Halle öffnet heute um 9."),
        en("«Good morning»! The hall opens at nine today."),
    ],
};
