//! Dates, times of day, weekdays with a time, deadlines, rendered time stamps.

use std::ops::Range;

use crate::domain::Tag;
use crate::engine::lexicon::List;
use crate::engine::markup::Entity;
use crate::engine::text::Kind;
use crate::engine::words::key;

use super::{Heuristic, Reading, Words, de, en};

pub(super) static HEURISTIC: Heuristic = Heuristic {
    id: "date",
    tag: Tag::Fact,
    why: [
        "Ein Datum, eine Uhrzeit oder eine Frist: Danach kann man sich richten.",
        "A date, a time or a deadline: something to plan by.",
    ],
    check,
    examples: &[
        de("Die Halle öffnet «heute um 9»."),
        de("Sprechstunde «Samstag, 10–13 Uhr», im Foyer."),
        de("«Ab Montag» nehmen wir nur noch volle Kisten zurück."),
        de("Die Premiere rückt «vom 4. auf den 11. Oktober»."),
        de("Einsprüche «bis 30.6.» an die Geschäftsstelle."),
        de("Der Server startet «<t:1725905700:R>» neu."),
        de("Endlich Freitag!"),
        de("Guten Morgen, schönen Dienstag euch allen."),
        de("Montag war irgendwie Montag."),
        de("Wir haben 14 Plätze im Zug und 3 im Bus."),
        de("Kommt ihr am Samstag auch alle?"),
        de("Das war ein Sommer für die Geschichtsbücher."),
        en("The hall opens «today at 9»."),
        en("Drop-in «Wednesday 18th, 3 to 8pm», no booking."),
        en("Trains run hourly «from Monday»."),
        en("Comment «by 30 June», please."),
        en("Doors «6.15pm», kick-off «7:45»."),
        en("The sign-up closes «<t:1725905700:F>»."),
        en("Happy Friday everyone, enjoy the sun."),
        en("May your home be filled with light."),
        en("Monday called, it wants its coffee back."),
        en("We are here for you 24/7."),
        en("He sat down, and we had 3 cakes and 2 pies."),
        en("Who is coming on Saturday?"),
    ],
};

/// What a token can be within a date.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    /// A date or time by itself.
    Time,
    /// The name of a day or a month: needs a number or a preposition.
    Name,
    /// A small number: needs a name.
    Small,
    /// A preposition that makes a name a date.
    Lead,
    /// What may stand between two parts.
    Join,
    /// Not part of a date.
    No,
}

fn check(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let solid = |t: usize| {
        matches!(reading.text.kind(t), Some(Kind::Number | Kind::Entity(Entity::Date))) || reading.is(t, ZONES)
    };
    if reading.hits.of(List::Calendar).is_empty() && !(0..reading.text.tokens.len()).any(solid) {
        return Vec::new();
    }
    let parts = parts(reading);
    let mut found = Vec::new();
    let mut from = 0;
    while from < parts.len() {
        let sentence = reading.text.tokens[from].sentence;
        let same = |t: &usize| parts[*t] != Part::No && reading.text.tokens[*t].sentence == sentence;
        let to = (from..parts.len()).take_while(same).count() + from;
        if let Some(run) = date(&parts[from..to]).filter(|_| !reading.asks(from)) {
            let end = from + run.end;
            found.push(from + run.start..end + usize::from(closing_dot(reading, end)));
        }
        from = to.max(from + 1);
    }
    reading.merged(found)
}

/// Whether the dot behind a day and month belongs to them ("30.6.").
fn closing_dot(reading: &Reading<'_>, token: usize) -> bool {
    let day = token > 0 && reading.text.word(token - 1).matches('.').count() == 1;
    day && reading.is(token, words!["."]) && reading.glued(token)
}

/// The date in a run of parts, without what only joins at its edges.
fn date(run: &[Part]) -> Option<Range<usize>> {
    let solid = |p: &Part| matches!(p, Part::Time | Part::Name | Part::Small);
    let last = run.iter().rposition(solid)?;
    let first = run.iter().position(solid)?;
    // A number before a preposition belongs to what stands before it ("Terminal 2 from 06:00").
    let stray = run[first] == Part::Small && run.get(first + 1) == Some(&Part::Lead);
    let first = if stray { first + 1 } else { first };
    let first = if first > 0 && run[first - 1] == Part::Lead { first - 1 } else { first };
    let run_of = &run[first..=last];
    let named = run_of.contains(&Part::Name);
    let led = run_of.windows(2).any(|w| w == [Part::Lead, Part::Name]);
    (run_of.contains(&Part::Time) || led || named && run_of.contains(&Part::Small)).then_some(first..last + 1)
}

fn parts(reading: &Reading<'_>) -> Vec<Part> {
    let mut parts: Vec<Part> = (0..reading.text.tokens.len()).map(|t| plain(reading, t)).collect();
    for hit in reading.phrases(List::Calendar) {
        let name = if hit.len() > 1 { Part::Time } else { Part::Name };
        parts[hit.clone()].fill(name);
        if hit.len() == 1 && !unmistakable(reading, hit.start) {
            parts[hit.start] = Part::No;
        }
    }
    // A small number before any other word counts that word ("Monday, 20 seats").
    for t in 0..parts.len() {
        if parts[t] != Part::Small || parts.get(t + 1) != Some(&Part::No) {
            continue;
        }
        let counts = reading.text.kind(t + 1) == Some(Kind::Word);
        let measures = reading.text.kind(t + 1) == Some(Kind::Punct);
        if counts || measures && reading.is(t + 1, words!["%", "€", "$", "£", "x"]) {
            parts[t] = Part::No;
        }
    }
    parts
}

/// Short names and names that are also words ("so", "may") want a capital and a number or comma behind them.
fn unmistakable(reading: &Reading<'_>, token: usize) -> bool {
    let short = reading.text.word(token).chars().count() <= 3 || reading.is(token, words!["march"]);
    if !short {
        return true;
    }
    let next = token + 1 + usize::from(reading.is(token + 1, words![".", ","]));
    let number = |t: usize| reading.text.kind(t) == Some(Kind::Number);
    let before =
        token > 0 && (number(token - 1) || reading.is(token - 1, words!["."]) && token > 1 && number(token - 2));
    let month = ["mai", "may"].contains(&reading.text.word(token)) && token > 0 && lead(reading, token - 1);
    reading.text.tokens[token].capital && (number(next) || before || month)
}

fn plain(reading: &Reading<'_>, token: usize) -> Part {
    let text = &reading.text;
    let of = &text.tokens[token];
    if of.quoted {
        return Part::No;
    }
    match of.kind {
        Kind::Entity(Entity::Date) => Part::Time,
        Kind::Number => number(reading, token),
        Kind::Word if ZONES.contains(of.key) && numeric(reading, token) => Part::Time,
        Kind::Word if lead(reading, token) => Part::Lead,
        Kind::Word if JOINS[reading.lang as usize].contains(of.key) => Part::Join,
        Kind::Punct if of.key == key(".") => {
            let ordinal = reading.glued(token) && text.kind(token - 1) == Some(Kind::Number);
            if ordinal { Part::Join } else { Part::No }
        }
        Kind::Punct if words![",", "-", "/", "&"].contains(of.key) => Part::Join,
        _ => Part::No,
    }
}

/// Whether a number stands before a token, as hours stand before "Uhr" and times before a zone.
fn numeric(reading: &Reading<'_>, token: usize) -> bool {
    token > 0 && (reading.text.kind(token - 1) == Some(Kind::Number) || reading.is(token - 1, ZONES))
}

fn number(reading: &Reading<'_>, token: usize) -> Part {
    let word = reading.text.word(token);
    // A keycap is a vote, not a time.
    if reading.text.tokens[token].span.len() > word.len() {
        return Part::No;
    }
    let hour_unit = reading.is(token + 1, ZONES);
    let dotted_day = reading.is(token + 1, words!["."]) && reading.glued(token + 1);
    if clock(word, ':') || twelve_hours(word) || hour_unit && (clock(word, '.') || small(word)) {
        return Part::Time;
    }
    if numeric_date(word, dotted_day) || iso(reading, token) {
        return Part::Time;
    }
    let stem = word.trim_end_matches(char::is_alphabetic);
    if stem.len() < word.len() {
        let ordinal = ["st", "nd", "rd", "th"].contains(&&word[stem.len()..]);
        return if ordinal && small(stem) { Part::Small } else { Part::No };
    }
    let year = word.len() == 4 && ["19", "20"].iter().any(|c| word.starts_with(c));
    if small(word) || year || clock(word, '.') { Part::Small } else { Part::No }
}

/// `18:40`, `7.45`: hours and two digits of minutes.
fn clock(word: &str, mark: char) -> bool {
    word.split_once(mark).is_some_and(|(hours, minutes)| {
        hours.len() <= 2
            && minutes.len() == 2
            && hours.parse::<u8>().is_ok_and(|h| h <= 24)
            && minutes.parse::<u8>().is_ok_and(|m| m < 60)
    })
}

/// `8pm`, `6.30am`.
fn twelve_hours(word: &str) -> bool {
    let hours = word.strip_suffix("am").or_else(|| word.strip_suffix("pm"));
    // Nobody opens at three in the morning: bare small hours are a mood.
    let mood = word.ends_with("am") && hours.is_some_and(|h| ["1", "2", "3", "4"].contains(&h));
    !mood && hours.is_some_and(|h| small(h) || clock(h, '.') || clock(h, ':'))
}

/// `28.6.` (its last dot a token of its own), `28.6.2026`, `12/05/2026`.
fn numeric_date(word: &str, dotted: bool) -> bool {
    let fields = |mark: char| {
        let mut fields = word.split(mark).map(str::parse::<u16>);
        let day_month = fields.next().is_some_and(|d| d.is_ok_and(|d| (1..=31).contains(&d)))
            && fields.next().is_some_and(|m| m.is_ok_and(|m| (1..=31).contains(&m)));
        (day_month, word.matches(mark).count())
    };
    let ends_in_year = [2, 4].contains(&word.rsplit(['.', '/']).next().map_or(0, str::len));
    let (german, dots) = fields('.');
    let (english, slashes) = fields('/');
    german && (dots == 2 && ends_in_year || dots == 1 && dotted) || english && slashes == 2 && ends_in_year
}

/// `2026-05-12`.
fn iso(reading: &Reading<'_>, token: usize) -> bool {
    let dash = |t: usize| reading.is(t, words!["-"]) && reading.glued(t);
    reading.text.word(token).len() == 4 && dash(token + 1) && dash(token + 3)
}

fn small(word: &str) -> bool {
    word.len() <= 2 && word.parse::<u8>().is_ok_and(|n| n <= 31)
}

fn lead(reading: &Reading<'_>, token: usize) -> bool {
    reading.is(token, LEADS[reading.lang as usize]) && !reading.glued(token)
}

const ZONES: Words =
    words!["uhr", "am", "pm", "utc", "gmt", "cet", "cest", "bst", "et", "pt", "est", "pst", "mez", "mesz"];

#[rustfmt::skip]
const LEADS: [Words; 2] = [
    words![
        "ab", "bis", "am", "seit", "vom", "zum", "jeden", "jeder", "jedem", "diesen", "nächsten", "kommenden", "vor",
        "nach", "zwischen", "ende", "anfang", "mitte",
    ],
    words![
        "on", "from", "by", "until", "till", "since", "every", "each", "this", "next", "before", "after", "starting",
        "between", "through", "end", "late", "early", "in",
    ],
];

const JOINS: [Words; 2] = [
    words!["um", "von", "und", "oder", "auf", "den", "der", "dem", "jeweils", "gegen", "ca", "je", "im"],
    words!["at", "to", "and", "or", "the", "of", "around", "about", "noon", "midnight"],
];
