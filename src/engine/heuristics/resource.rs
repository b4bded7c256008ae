//! A link, file or document with a word on what it gives.

use std::ops::Range;

use crate::domain::Tag;
use crate::engine::lexicon::List;
use crate::engine::markup::Entity;
use crate::engine::text::Kind;

use super::{Heuristic, Reading, Words, de, en};

pub(super) static HEURISTIC: Heuristic = Heuristic {
    id: "resource",
    tag: Tag::Resource,
    why: [
        "Ein Link oder eine Datei mit einem Wort dazu, was man davon hat.",
        "A link or a file with a word on what the reader gets from it.",
    ],
    check,
    examples: &[
        de("Der neue «Leitfaden» für den Umzug https://wiki.example/umzug"),
        de("Das Heft «gibt es als PDF» und gedruckt."),
        de("Die «Folien» vom Vortrag stehen unter tagwerk.example/folien."),
        de("«Fahrplanbuch zum Download»: https://bus.example/f.pdf"),
        de("Die «Vorlagen liegen hier»: [Ordner](https://art.example)"),
        de("👉 https://museum.example/aktuelles/2231"),
        de("Mehr dazu hier: https://klinik.example"),
        de("Unser Leitfaden ist die Liebe zum Detail."),
        de("Jetzt buchen: https://shop.example"),
        de("Ich hab das Video gesehen, stark gespielt."),
        en("The «guide» to moving your data: https://docs.example/move"),
        en("A «checklist» for new tenants is at harbour.example/renters"),
        en("All «slides» of the talk: see https://talks.example/1"),
        en("The worksheet is short and «free to download»."),
        en("«Prof. Okonjo's inaugural lecture»: https://video.example/x"),
        en("👉 https://tarn.example/blog/hello-again"),
        en("More here: https://tarn.example"),
        en("Our values are our guide in all we do."),
        en("Book now: https://shop.example"),
        en("We saw the video and cried."),
    ],
};

fn check(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let links: Vec<usize> = (0..reading.text.tokens.len()).filter(|t| link(reading, *t)).collect();
    let mut found: Vec<Range<usize>> = reading
        .phrases(List::Resource)
        .filter(|phrase| {
            !reading.asks(phrase.start)
                && (phrase.len() > 1 || linked(reading, &links, phrase.start))
                && !in_address(reading, phrase.start)
        })
        .collect();
    found.extend(links.iter().filter_map(|link| label(reading, *link)));
    reading.merged(found)
}

/// A link, a file, or a bare address such as `harbour.example/renters`.
fn link(reading: &Reading<'_>, token: usize) -> bool {
    match reading.text.kind(token) {
        Some(Kind::Entity(Entity::Link | Entity::Attachment)) => true,
        Some(Kind::Word | Kind::Number) if reading.glued(token + 1) && reading.glued(token + 2) => {
            let dot = reading.is(token + 1, words!["."]);
            let ending = reading.text.tokens.get(token + 2);
            dot && reading.text.word(token).len() > 3
                && ending.is_some_and(|t| t.kind == Kind::Word && !t.capital && (2..=7).contains(&t.fold.len()))
        }
        _ => false,
    }
}

/// Whether a word is part of an address and not of the sentence.
fn in_address(reading: &Reading<'_>, token: usize) -> bool {
    token > 0 && reading.glued(token) && reading.is(token - 1, words![".", "/", "#", "?", "="])
}

/// Whether a link stands in the sentence of a token or in the next one.
fn linked(reading: &Reading<'_>, links: &[usize], token: usize) -> bool {
    let sentence = |t: usize| reading.text.tokens[t].sentence;
    let at = links.partition_point(|link| sentence(*link) < sentence(token));
    links.get(at).is_some_and(|link| sentence(*link) - sentence(token) <= 2)
}

/// The words before a colon and a link, when they name a thing and do not only beckon.
fn label(reading: &Reading<'_>, link: usize) -> Option<Range<usize>> {
    let colon = link.checked_sub(1).filter(|t| reading.is(*t, words![":"]))?;
    let start = reading.text.sentences[reading.text.tokens[colon].sentence].tokens.start;
    let from =
        (start..colon).rev().take_while(|t| !matches!(reading.text.kind(*t), Some(Kind::Emoji | Kind::Entity(_))));
    let from = from.last()?;
    let words = || (from..colon).filter(|t| reading.text.tokens[*t].is_word());
    let beckons = words().any(|t| reading.is(t, BECKONING));
    let names = words().any(|t| reading.text.tokens[t].capital);
    (!beckons && names && (2..=9).contains(&words().count())).then_some(from..colon)
}

#[rustfmt::skip]
const BECKONING: Words = words![
    "hier", "here", "mehr", "more", "why", "warum", "jetzt", "now", "link", "blog", "news", "info", "infos",
    "schaut", "schau", "guck", "click", "klickt", "see", "discover", "entdecke", "book", "buchen", "shop", "tickets",
    "update", "jetzt", "today", "heute", "you", "your", "euch", "uns", "sie", "ihr", "we", "wir", "our", "unser",
    "unsere", "don't", "attached", "important",
];
