//! Addresses, rooms, gates, lines, channels, places in a programme where something is found.

use std::ops::Range;

use crate::domain::{Lang, Tag};
use crate::engine::markup::Entity;
use crate::engine::text::Kind;

use super::{Heuristic, Reading, Words, de, en};

pub(super) static HEURISTIC: Heuristic = Heuristic {
    id: "place",
    tag: Tag::Fact,
    why: [
        "Ein Ort, an dem man es findet: Adresse, Raum, Linie, Kanal oder Menü.",
        "A place where it can be found: an address, a room, a line, a channel or a menu.",
    ],
    check,
    examples: &[
        de("Die Taschen liegen in «Raum 114»."),
        de("Kommt in die «Gerbergasse 4», der Hof ist offen."),
        de("Die Ausstellung hängt im «zweiten Stock»."),
        de("Mehr Schalter gibt es an «Gleis 7» und in «Halle B»."),
        de("Die Wahl steht «unter Ansicht», auch später noch."),
        de("Fragt bitte vorher in «<#884120039471239>»."),
        de("Wir sind stolz auf unsere Stadt und jede Straße in ihr."),
        de("Raum für Ideen, Platz für Träume."),
        de("Unter uns gesagt: Das war knapp."),
        de("Auf dem Weg nach oben zählt jeder Schritt."),
        de("Wir bleiben auf Gleis und blicken nach vorn."),
        en("Bags are in «Room B01»."),
        en("Teaching moves to «Parry Street»."),
        en("Bookable pods are on «floor 3»."),
        en("Go to «Terminal 2», «Gate 14»."),
        en("Turn it on «under Settings»."),
        en("Post the link in «<#771902233411087>»."),
        en("There is room for everyone on this road."),
        en("Under pressure we shine."),
        en("We take it to the next level, floor by floor."),
        en("Gate to a new world, street by street."),
        en("The road ahead is long."),
    ],
};

fn check(reading: &Reading<'_>) -> Vec<Range<usize>> {
    reading.merged((0..reading.text.tokens.len()).filter_map(|token| place(reading, token)).collect())
}

fn place(reading: &Reading<'_>, token: usize) -> Option<Range<usize>> {
    let of = &reading.text.tokens[token];
    if of.quoted {
        return None;
    }
    match of.kind {
        Kind::Entity(Entity::Mention) => {
            reading.text.raw[of.span.clone()].starts_with("<#").then_some(token..token + 1)
        }
        Kind::Word => room(reading, token).or_else(|| street(reading, token)).or_else(|| menu(reading, token)),
        _ => None,
    }
}

/// "Raum 114", "Gate B", "zweiten Stock".
fn room(reading: &Reading<'_>, token: usize) -> Option<Range<usize>> {
    if !ROOMS.contains(reading.text.tokens[token].key) {
        return None;
    }
    let next = reading.text.tokens.get(token + 1)?;
    let letter = next.capital && next.fold.len() == 1 && !reading.is(token + 1, words!["i", "a"]);
    if (next.kind == Kind::Number || letter) && !reading.parts(token + 1) {
        return Some(token..token + 2);
    }
    let ordinal = token > 0 && reading.is(token - 1, ORDINALS);
    (ordinal && reading.is(token, words!["stock", "obergeschoss", "etage", "untergeschoss", "floor"]))
        .then(|| token - 1..token + 1)
}

/// "Gerbergasse 4", "Parry Street".
fn street(reading: &Reading<'_>, token: usize) -> Option<Range<usize>> {
    let of = &reading.text.tokens[token];
    if !of.capital {
        return None;
    }
    if reading.lang == Lang::De {
        let word = reading.text.word(token);
        let house = reading.text.kind(token + 1) == Some(Kind::Number);
        let named = STREETS.iter().any(|s| word.ends_with(s) && word.len() > s.len() + 2);
        let way = ["weg", "platz", "markt", "ring", "ufer", "damm"].iter().any(|s| word.ends_with(s));
        return (named || way && house).then_some(token..token + 1 + usize::from(house));
    }
    let after_name = token > 0 && reading.text.tokens[token - 1].capital && !reading.parts(token - 1);
    let kind = reading.is(token, words!["street", "road", "lane", "avenue", "square", "quay", "terrace", "crescent"]);
    (kind && after_name && reading.text.tokens[token - 1].kind == Kind::Word).then(|| token - 1..token + 1)
}

/// "unter Ansicht", "under Settings": a capital within the sentence names an entry, in German next to no other word.
fn menu(reading: &Reading<'_>, token: usize) -> Option<Range<usize>> {
    if !reading.is(token, words!["unter", "under"]) {
        return None;
    }
    let next = reading.text.tokens.get(token + 1)?;
    let entry = next.capital && next.kind == Kind::Word && !reading.is(token + 1, PEOPLE);
    let named = reading.lang == Lang::En || reading.clause_end(token + 1) == token + 2;
    (entry && named).then_some(token..token + 2)
}

const PEOPLE: Words =
    words!["freunden", "ihnen", "i", "umständen", "druck", "uns", "beifall", "applaus", "tränen", "kollegen"];

const ORDINALS: Words = words![
    "ersten", "zweiten", "dritten", "vierten", "fünften", "first", "second", "third", "fourth", "fifth", "1st", "2nd",
    "3rd", "4th", "ground", "1", "2", "3",
];

const STREETS: [&str; 6] = ["straße", "strasse", "gasse", "allee", "chaussee", "promenade"];

#[rustfmt::skip]
const ROOMS: Words = words![
    "raum", "zimmer", "saal", "hörsaal", "gleis", "steig", "bahnsteig", "tor", "halle", "haus", "gebäude",
    "schalter", "gate", "stand", "ebene", "stock", "etage", "obergeschoss", "untergeschoss", "block", "reihe",
    "linie", "ausgang", "eingang", "terminal", "parkdeck", "kasse", "bus", "tram", "room", "platform", "level",
    "floor", "hall", "building", "counter", "desk", "booth", "stage", "line", "exit", "entrance", "bay", "track",
    "pier", "zone", "coach", "row", "gallery", "galerie", "wagen", "abschnitt", "rubrik", "ziffer", "route", "lane",
    "gates", "rooms", "unit",
];
