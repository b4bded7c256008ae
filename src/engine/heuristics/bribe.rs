//! Giveaways, raffles, discounts, codes, freebies.

use std::ops::Range;

use crate::domain::Tag;
use crate::engine::lexicon::List;
use crate::engine::text::Kind;

use super::{Heuristic, Reading, Words, de, en};

pub(super) static HEURISTIC: Heuristic = Heuristic {
    id: "bribe",
    tag: Tag::Bribe,
    why: [
        "Gewinn, Rabatt oder Geschenk: Das kauft Aufmerksamkeit und endet mit ihr.",
        "A prize, a discount or a gift: it buys attention, and loses it when the gift is gone.",
    ],
    check,
    examples: &[
        de("«Wir verlosen» drei Karten für das Heimspiel am Samstag."),
        de("«20 % auf alles», nur heute!"),
        de("Mit dem «Code HERBST15» wird's günstiger."),
        de("Zum Frühlingsstart gibt's «-15 % auf dein» erstes Fahrrad."),
        de("Wer bis Freitag ein Foto schickt, «landet im Lostopf»."),
        de("«-25 % auf» Schlafsäcke."),
        de("Zwei Kisten mitnehmen, ein «Glas gratis» bekommen."),
        de("Die Punkte der letzten Runde gewinnen erst am Samstag an Bedeutung."),
        de("Das ist kein Gewinnspiel: Wir suchen zehn Leute für den Betatest am 4. Mai."),
        de("Kommt der Fehlercode E1042, hilft ein Neustart der Box."),
        de("So kommst du wieder in dein Konto, wenn du dein Passwort verloren hast."),
        de("Der Strompreis sinkt ab 1. April um 4 % auf 31 Cent."),
        de("Wer vorher „Gewinnspiel“ in den Betreff schrieb, landete im Spamfilter."),
        de("Die Lose liegen an der Kasse, der Erlös geht an das Tierheim."),
        en("«Enter to win a» weekend in Lisbon."),
        en("Bank holiday treat: «20% off» bread until Monday."),
        en("Use «code SUNNY25» and pack your bags."),
        en("We're doing a «giveaway» when we hit 5k."),
        en("«Refer a friend» and pocket ten pounds."),
        en("Get «£5 off» with the app."),
        en("«PIEFRIDAY20» 🥧"),
        en("«First 50» in the queue go home with a tote."),
        en("Win-back of a lost password takes two steps: request the mail, then set a new one."),
        en("If you see error code EGPU4, restart the launcher."),
        en("This is not a giveaway, we need ten testers with an old Android phone."),
        en("The fee rises by 2 % on 1 May, the deposit stays."),
        en("The old town prison is open again, entry is free on Sundays."),
        en("The referee called it off after 20 minutes."),
    ],
};

fn check(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let lures = reading.phrases(List::Bribe).filter(|lure| !reading.negated(lure.start));
    let mut found: Vec<_> = lures.map(|lure| with_amount(reading, lure)).collect();
    found.extend(reading.text.places(NAMES).filter_map(|i| code(reading, i)));
    found.extend(reading.text.places(words!["off", "auf"]).filter_map(|i| cut(reading, i)));
    found.extend(alone(reading));
    reading.spans(found)
}

/// A phrase that begins with a unit ("% off") takes in the amount before it.
fn with_amount(reading: &Reading<'_>, lure: Range<usize>) -> Range<usize> {
    let text = &reading.text;
    let mut start = lure.start;
    if !matches!(text.word(start), "%" | "prozent" | "percent" | "per") {
        return lure;
    }
    if start > 0 && text.kind(start - 1) == Some(Kind::Number) {
        start -= 1;
    }
    if start > 0 && text.word(start - 1) == "-" && text.tokens[start].fold.start == text.tokens[start - 1].fold.end {
        start -= 1;
    }
    start..lure.end
}

const NAMES: Words = words!["code", "codes", "promocode", "gutscheincode", "rabattcode", "aktionscode"];

/// "Code HERBST15": the word and the capitals behind it, unless it is an error that has the code.
fn code(reading: &Reading<'_>, i: usize) -> Option<Range<usize>> {
    const FAULTS: Words = words!["error", "fehler", "status", "exit", "http", "source", "qr", "postal", "country"];
    let text = &reading.text;
    if i > 0 && text.is(i - 1, FAULTS) {
        return None;
    }
    let value = if matches!(text.word(i + 1), ":" | "\"") { i + 2 } else { i + 1 };
    coupon(reading, value)?.then_some(i..value + 1)
}

/// Whether a token is written like a coupon: four capitals and digits or more, mostly letters.
fn coupon(reading: &Reading<'_>, token: usize) -> Option<bool> {
    let text = &reading.text;
    let raw = text.raw[text.tokens.get(token)?.span.clone()].trim_matches(['`', '*']);
    let letters = raw.bytes().filter(u8::is_ascii_uppercase).count();
    let plain = raw.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    Some(plain && letters >= 3 && raw.len() >= 4)
}

/// Discounts without the word: "£5 off", "-25 % auf".
fn cut(reading: &Reading<'_>, i: usize) -> Option<Range<usize>> {
    let text = &reading.text;
    let number = |i: usize| text.kind(i) == Some(Kind::Number);
    if i >= 2 && text.word(i) == "off" && number(i - 1) && matches!(text.word(i - 2), "£" | "$" | "€") {
        return Some(i - 2..i + 1);
    }
    let percent =
        i >= 3 && text.word(i) == "auf" && text.word(i - 1) == "%" && number(i - 2) && text.word(i - 3) == "-";
    percent.then(|| i - 3..i + 1)
}

/// A message that is nothing but a coupon.
fn alone(reading: &Reading<'_>) -> Option<Range<usize>> {
    let text = &reading.text;
    let mut words = (0..text.tokens.len()).filter(|i| text.kind(*i) != Some(Kind::Emoji));
    let (i, None) = (words.next()?, words.next()) else { return None };
    let coined = text.raw[text.tokens[i].span.clone()].bytes().any(|b| b.is_ascii_digit());
    (coined && coupon(reading, i)?).then_some(i..i + 1)
}
