//! Numbers with a unit, prices, percentages, counts of things a member deals with.

use std::ops::Range;

use crate::domain::Tag;
use crate::engine::lexicon::List;
use crate::engine::text::Kind;

use super::{Heuristic, Reading, Words, de, en};

pub(super) static HEURISTIC: Heuristic = Heuristic {
    id: "amount",
    tag: Tag::Fact,
    why: [
        "Eine Zahl mit Einheit, ein Preis, eine Menge: Das lässt sich nachprüfen und einplanen.",
        "A number with a unit, a price, a quantity: it can be checked and planned with.",
    ],
    check,
    examples: &[
        de("Die Flasche fasst «350 ml» und kostet «12,50 €»."),
        de("Der Beitrag steigt um «11,4 Prozent»."),
        de("Die Rückzahlung dauert «14 Werktage»."),
        de("Es sind noch «drei Plätze» frei, «75 bis 100 %» Stelle."),
        de("Löschanträge liegen nach «zwei vollen Tagen» vor."),
        de("Schon 25.000 Follower, ihr seid der Wahnsinn."),
        de("1️⃣ Kaffee 2️⃣ Tee"),
        de("946 von 1000 Punkten, 4,9 Sterne."),
        de("Könnt ihr 24 Stunden ohne Handy?"),
        de("20 % auf alles, Code FLIEGER20."),
        de("1,2 Millionen Kunden, 87 Filialen, 1 Leidenschaft."),
        en("The kettle holds «1.7 litres» and costs «£18»."),
        en("Refunds take «14 working days»."),
        en("Fees drop to «0.4 %» for all pairs."),
        en("There are «180 seats left» at «20 to 25 euros»."),
        en("A «20-minute» call is enough."),
        en("4,812 of you online at 3am, go to bed."),
        en("We just hit 100k followers and 10k stars."),
        en("Could you live 24 hours without a phone?"),
        en("98 people reacted, react with 1 for cats."),
        en("70 % off everything, code DARK."),
        en("Get a £40 voucher this week."),
    ],
};

fn check(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let amounts = reading.phrases(List::Units).filter_map(|unit| amount(reading, unit));
    reading.merged(amounts.filter(|range| !reading.asks(range.start)).collect())
}

/// The number and the unit, if a number belongs to the unit.
fn amount(reading: &Reading<'_>, unit: Range<usize>) -> Option<Range<usize>> {
    if luring(reading, unit.end) || boasting(reading, unit.start) {
        return None;
    }
    let before = unit.start.checked_sub(1);
    let prefix = reading.text.kind(unit.end) == Some(Kind::Number) && reading.is(unit.start, CURRENCIES);
    if prefix && (reading.glued(unit.end) || before.is_none_or(|b| !number(reading, b))) {
        return (!luring(reading, unit.end + 1)).then_some(unit.start..unit.end + 1);
    }
    let mut at = before?;
    // One describing word or a hyphen may stand between ("14 working days", "20-minute").
    if !number(reading, at) && describing(reading, at) {
        at = at.checked_sub(1)?;
    }
    if !number(reading, at) {
        return None;
    }
    // A range goes on to the left ("75 bis 100 %").
    let range = at >= 2
        && reading.is(at - 1, words!["-", "bis", "to", "or", "oder", "und", "and", "x"])
        && number(reading, at - 2);
    // "100 % sure", "the first 50 people", "-25 %": said of everything, of a prize, of a price cut.
    let rhetorical = reading.text.word(at) == "100" && reading.is(at + 1, words!["%"]);
    let lure = at > 0 && reading.is(at - 1, words!["first", "ersten", "schon", "already", "-"]);
    match range {
        true => Some(at - 2..unit.end),
        false => (!rhetorical && !lure).then_some(at..unit.end),
    }
}

fn describing(reading: &Reading<'_>, token: usize) -> bool {
    let word = &reading.text.tokens[token];
    let hyphen = reading.is(token, words!["-"]) && reading.glued(token) && reading.glued(token + 1);
    let plain = word.kind == Kind::Word && !word.capital && reading.text.word(token).len() > 3;
    hyphen || plain && !reading.is(token, words!["auch", "oder", "with", "from", "nach", "statt", "mehr", "over"])
}

/// Digits that are no keycap vote, or a number written out.
fn number(reading: &Reading<'_>, token: usize) -> bool {
    let of = &reading.text.tokens[token];
    let word = reading.text.word(token);
    let digits =
        of.kind == Kind::Number && of.span.len() == word.len() && word.starts_with(|c: char| c.is_ascii_digit());
    digits || reading.is(token, NUMERALS[reading.lang as usize])
}

/// Whether what follows turns the amount into a lure: that is the bribe's business.
fn luring(reading: &Reading<'_>, token: usize) -> bool {
    let next = reading.text.word(token);
    LURES.iter().any(|lure| next.starts_with(lure))
        || reading.phrase_at(token, phrase_table!["auf alle", "auf alles", "auf das gesamte"]).is_some()
}

/// Whether a few words only shout a number ("100 episodes!!").
fn boasting(reading: &Reading<'_>, token: usize) -> bool {
    let of = &reading.text.sentences[reading.text.tokens[token].sentence];
    of.exclamation && reading.text.tokens[of.tokens.clone()].iter().filter(|t| t.is_word()).count() <= 5
}

const CURRENCIES: Words = words!["€", "$", "£", "¥", "₦", "₹", "eur", "usd", "chf", "gbp", "euro", "ksh", "zar"];

#[rustfmt::skip]
const LURES: [&str; 14] = [
    "off", "rabatt", "nachlass", "voucher", "gutschein", "gift", "giveaway", "startguthaben", "discount",
    "bonus", "cashback", "reduziert", "reacted", "liked",
];

#[rustfmt::skip]
const NUMERALS: [Words; 2] = [
    words![
        "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "fünfzehn",
        "zwanzig", "dreißig", "vierzig", "fünfzig", "hundert", "zweimal", "dreimal",
    ],
    words![
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen",
        "twenty", "thirty", "forty", "fifty", "hundred", "dozen",
    ],
];
