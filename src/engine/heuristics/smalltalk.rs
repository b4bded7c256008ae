//! Greetings, weather, weekend, wishes, mood.

use std::ops::Range;

use crate::domain::Tag;
use crate::engine::lexicon::List;

use super::{Heuristic, Reading, Words, de, en};

pub(super) static HEURISTIC: Heuristic = Heuristic {
    id: "smalltalk",
    tag: Tag::Smalltalk,
    why: [
        "Gruß, Wetter oder Stimmung: Das liest sich nett, sagt aber niemandem etwas.",
        "A greeting, the weather or a mood: pleasant to read, but it tells nobody anything.",
    ],
    check,
    examples: &[
        de("«Guten Morgen»! Die Halle öffnet heute um 9."),
        de("«Hallo zusammen», «habt ihr gut geschlafen»?"),
        de("Wir «wünschen euch» allen ein «schönes Wochenende»."),
        de("«Moin moin»! «Wie läuft's bei euch»?"),
        de("«Frohe Ostern» und «viel Spaß beim Eiersuchen»!"),
        de("«Haha»! 😂"),
        de("Am Wochenende ist die Werkstatt von 10 bis 16 Uhr offen."),
        de("Der Kurs „Guten Morgen, Rücken“ beginnt am Montag um 7."),
        de("Das Weihnachtskonzert ist am 20. Dezember um 18 Uhr im Dom."),
        de("Wegen des Wetters fällt die Fähre um 14:10 aus."),
        de("Der Kaffeeautomat im zweiten Stock nimmt wieder Münzen."),
        de("Hallo Frau Krüger, die Rechnung liegt unter Konto → Belege."),
        de("Die Funktion läuft stark gedrosselt, bis der Server getauscht ist."),
        en("«Good morning»! The hall opens at nine today."),
        en("«Hello everyone», «hope you're» all well."),
        en("«Happy Friday» folks, «enjoy the sunshine»."),
        en("«How are we all» feeling after that match?"),
        en("«lol»"),
        en("«Wishing everyone» a «peaceful holiday» season."),
        en("The morning session starts at nine in room 4."),
        en("Weekend opening hours are ten to four from May."),
        en("The talk \"Good Morning Vietnam\" moved to hall B."),
        en("Happy hour runs from five to seven, all drafts are 3 €."),
        en("Hi Tom, the invoice sits under Account > Receipts."),
        en("Nice values below 10 are ignored by the scheduler since 4.2."),
        en("Weather delays: the 14:10 ferry is cancelled."),
    ],
};

fn check(reading: &Reading<'_>) -> Vec<Range<usize>> {
    reading.spans(reading.telling(List::Smalltalk).chain(pairs(reading)))
}

/// Two neighbours that greet together: "schönes Wochenende", "happy Diwali", "hallo zusammen".
fn pairs(reading: &Reading<'_>) -> impl Iterator<Item = Range<usize>> {
    let text = &reading.text;
    let [wishes, occasions, hails, crowds] = WORDS[reading.lang as usize];
    text.tokens.windows(2).enumerate().filter_map(move |(first, pair)| {
        let [a, b] = [pair[0].key, pair[1].key];
        let greets = wishes.contains(a) && occasions.contains(b) || hails.contains(a) && crowds.contains(b);
        (greets && !pair[1].quoted).then_some(first..first + 2)
    })
}

/// Wish and occasion, hail and crowd, by language.
#[rustfmt::skip]
const WORDS: [[Words; 4]; 2] = [
    [
        words![
            "schönes", "schönen", "schöne", "tolles", "tollen", "sonniges", "sonnigen", "erholsames", "erholsamen",
            "erholsame", "entspanntes", "entspannten", "ruhiges", "ruhigen", "gemütliches", "gemütlichen",
            "gemütliche", "zauberhaftes", "zauberhaften", "zauberhafte", "wunderschönes", "wunderschönen",
            "wunderschöne", "chilliges", "gutes", "guten", "gute", "frohes", "frohe", "frohen", "fröhliche",
            "fröhlichen", "besinnliche", "besinnlichen", "besinnliches", "gesegnete", "himmlischen", "klangvollen",
            "kuscheligen", "happy", "wundervollen", "wunderbaren", "wunderbares", "gesundes", "angenehmes",
            "angenehmen", "stressfreien", "perfekten",
        ],
        words![
            "wochenende", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "abend",
            "morgen", "feierabend", "feiertag", "feiertage", "festtage", "woche", "wochenstart", "start", "ostern",
            "osterfest", "ostertage", "weihnachten", "weihnacht", "weihnachtsfest", "weihnachtszeit",
            "weihnachtstage", "adventszeit", "advent", "pfingsten", "pfingsttage", "silvester", "neujahr", "rutsch",
            "neues", "fest", "ferien", "valentinstag", "muttertag", "vatertag", "nikolaus", "halloween", "urlaub",
            "sommer", "frühling", "herbst", "resttag", "restsonntag", "nacht", "nachmittag", "vormittag", "weekend",
            "friday", "monday", "sunday", "easter", "birthday", "pride", "zeit", "fahrt", "reise", "zuckerfest",
            "opferfest", "nationalfeiertag", "maifeiertag",
        ],
        words!["hallo", "hallöchen", "hey", "hi", "huhu", "moin", "servus", "grüezi", "na", "liebe"],
        words!["zusammen", "ihr", "leute", "freunde", "allerseits", "community", "mitenand", "beinand", "miteinander"],
    ],
    [
        words![
            "happy", "merry", "lovely", "great", "wonderful", "fantastic", "brilliant", "amazing", "relaxing",
            "restful", "fabulous", "peaceful", "cosy", "cozy", "blessed", "beautiful", "cracking", "magical", "nice",
            "super", "joyful", "gorgeous", "stunning",
        ],
        words![
            "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekend", "friyay",
            "caturday", "payday", "holidays", "holiday", "easter", "christmas", "xmas", "halloween", "thanksgiving",
            "hanukkah", "diwali", "eid", "ramadan", "holi", "nowruz", "pride", "solstice", "juneteenth",
            "valentine's", "valentines", "mother's", "father's", "women's", "birthday", "anniversary", "evening",
            "morning", "sunset", "sunrise", "spring", "autumn", "summer", "day", "rest", "week", "night",
        ],
        words![
            "hello", "hey", "hi", "hiya", "heya", "heyy", "hiii", "morning", "evening", "afternoon", "howdy", "g'day",
            "yo",
        ],
        words![
            "all", "everyone", "everybody", "folks", "friends", "gang", "fam", "besties", "legends",
            "lovelies", "y'all", "peeps", "guys", "campers", "humans",
        ],
    ],
];
