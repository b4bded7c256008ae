//! A link or a file with hardly a word on what it is.

use std::ops::Range;

use crate::domain::Tag;
use crate::engine::markup::Entity;
use crate::engine::text::Kind;

use super::{Heuristic, Reading, Words, de, en};

pub(super) static HEURISTIC: Heuristic = Heuristic {
    id: "bare_link",
    tag: Tag::Vague,
    why: [
        "Ein Link ohne ein Wort dazu, was dahinter steht: Wer ihn nicht öffnet, erfährt nichts.",
        "A link with no word on what stands behind it: who does not open it learns nothing.",
    ],
    check,
    examples: &[
        de("«https://verein.example/aktuelles/2231»"),
        de("«Neuer Blogbeitrag online! 🎉 https://blog.example/mindset»"),
        de("«Schaut mal hier: https://shop.example/neu»"),
        de("«👉 https://museum.example/a/17»"),
        de("«Alle Infos gibt's hier 👇 [attachment: info.pdf]»"),
        de("Neues Amtsblatt: https://stadt.example/17"),
        de("Die Anmeldung zum Apfelfest steht hier: https://fest.example"),
        de("v2.3.1 behebt den Absturz beim Start: https://spiel.example/v231"),
        de("[Fahrplan der Linie 51 ab Sonntag](https://bus.example/51)"),
        de("Neu hier? Schaut vorbei."),
        en("«https://www.brand.example/en/newsroom/e7»"),
        en("«New blog: https://coffee.example/blog/12»"),
        en("«New ep out now! 🎧 https://pod.example/onion»"),
        en("«🎄👉👉 https://shop.example/xmas»"),
        en("«Look what we made! [attachment: IMG_0934.jpg]»"),
        en("Exam timetable: https://uni.example/exams"),
        en("v3.1.2 fixes the login loop: https://game.example/312"),
        en("[Seating plan for the small hall](https://hall.example/plan)"),
        en("The worksheet prints on two sides: [attachment: y4.pdf]"),
        en("Have a look here on Tuesday."),
    ],
};

/// Words that say that there is something, not what it is.
#[rustfmt::skip]
const EMPTY: Words = words![
    "a", "ab", "about", "all", "alle", "alles", "also", "am", "an", "and", "angucken", "anhören", "ansehen",
    "article", "artikel", "at", "auch", "auf", "available", "be", "bei", "beitrag", "bio", "bitte", "blog",
    "blogbeitrag", "blogpost", "check", "click", "clip", "da", "das", "dazu", "dem", "den", "der", "des", "die",
    "doch", "docs", "draußen", "ein", "eine", "einen", "endlich", "enjoy", "ep", "episode", "erfahren", "erfahrt",
    "es", "euch", "finally", "find", "findet", "folge", "for", "full", "ganz", "gefunden", "get", "gibt's", "gibts",
    "go", "great", "guck", "guckt", "habt", "have", "here", "here's", "hier", "hört", "i", "ihr", "im", "important",
    "in", "info", "information", "informationen", "infos", "ist", "it", "it's", "its", "jetzt", "just", "kanal",
    "klick", "klickt", "latest", "learn", "lesen", "lest", "let's", "link", "links", "listen", "live", "look", "made",
    "mal", "me", "mehr", "mit", "more", "my", "nachlesen", "neu", "neue", "neuer", "neues", "neuigkeiten", "new",
    "news", "newsletter", "noch", "now", "of", "on", "online", "our", "out", "page", "pic", "please", "post",
    "posted", "read", "reinhören", "reinschauen", "schau", "schaut", "see", "sehen", "seht", "seite", "so",
    "spannend", "spannender", "spannendes", "story", "super", "thanks", "the", "there", "this", "thread", "to",
    "toll", "tolles", "und", "uns", "unser", "unsere", "unserem", "unseren", "unter", "up", "update", "us", "via",
    "vid", "video", "viel", "von", "vorbei", "watch", "we", "webseite", "website", "weitere", "what", "wichtig",
    "wichtige", "wieder", "wir", "with", "wow", "you", "your", "zu", "zum", "zur",
];

fn check(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let text = &reading.text;
    let points = |i: usize| matches!(text.kind(i), Some(Kind::Entity(Entity::Link | Entity::Attachment)));
    // Code and quotes of others are content of their own, as is a number.
    let tells = |i: usize| match text.kind(i) {
        Some(Kind::Word) => !text.is(i, EMPTY),
        Some(Kind::Number | Kind::Entity(Entity::Code | Entity::Quote | Entity::Date | Entity::Email)) => true,
        _ => false,
    };
    let all = 0..text.tokens.len();
    let bare = all.clone().any(points) && !all.clone().any(tells);
    if bare { reading.spans([all]) } else { Vec::new() }
}
