//! A direct answer: yes or no with content, what is possible, allowed or needed, what it is due to.

use std::ops::Range;

use crate::domain::{Lang, Tag};
use crate::engine::lexicon::List;
use crate::engine::text::Kind;

use super::{Heuristic, Phrases, Reading, Words, de, en};

pub(super) static HEURISTIC: Heuristic = Heuristic {
    id: "answer",
    tag: Tag::Service,
    why: [
        "Eine klare Antwort: was geht, was nicht, woran es liegt oder für wen es gilt.",
        "A plain answer: what works, what does not, what it is due to or whom it concerns.",
    ],
    check,
    examples: &[
        de("«Ja, das geht», und zwar in der App."),
        de("«Nein, erst ab Mai»."),
        de("Das «liegt am» Proxy, nicht an deinem Konto."),
        de("«Wer unsicher ist», fragt vorher an der Kasse."),
        de("Karten «brauchst du» dafür keine."),
        de("Ja wow, was für ein Abend!"),
        de("Ja, ist denn schon wieder Weihnachten?"),
        de("Nein, wie schön!"),
        de("Wer kommt mit, wer bleibt daheim?"),
        de("Ihr könnt so stolz auf euch sein."),
        en("«Yes, the EU store ships to Norway», since May."),
        en("«Nope, not crossplay sadly»"),
        en("«That's because» the lamp burns oil."),
        en("«If you're between sizes», go one up."),
        en("«You don't need» a receipt for that."),
        en("Yes! What a night that was!"),
        en("No, you hang up!"),
        en("If you love cats as much as we do, what is your favourite?"),
        en("You can be so proud of yourselves."),
        en("Can you believe it, really?"),
    ],
};

fn check(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let lures = reading.sentences_with_phrases(&[List::Bribe, List::Bait, List::Pitch]);
    let mut found = Vec::new();
    let mut words = 0;
    for sentence in &reading.text.sentences {
        // An answer comes first: at most a greeting stands before it.
        if words > 8 {
            break;
        }
        if !sentence.exclamation && !sentence.question {
            found.extend(verdict(reading, sentence.tokens.start));
        }
        words += reading.words_in(&sentence.tokens);
    }
    let tables = [EXPLAIN, CONDITIONS, POSSIBLE].map(|table| table[reading.lang as usize]);
    for (token, of) in reading.text.tokens.iter().enumerate() {
        if !tables.iter().any(|table| table.may_open(of)) || reading.text.sentences[of.sentence].question {
            continue;
        }
        found.extend(explanation(reading, token));
        if !lures[of.sentence] {
            found.extend(condition(reading, token));
            found.extend(possibility(reading, token));
        }
    }
    reading.merged(found)
}

/// "Yes, the store ships there": a yes or no and the clause it opens.
fn verdict(reading: &Reading<'_>, start: usize) -> Option<Range<usize>> {
    if !reading.is(start, VERDICTS[reading.lang as usize]) {
        return None;
    }
    let parted = reading.parts(start + 1) && !reading.is(start + 1, words!["!", "?"]);
    let from = if parted { start + 2 } else { start + 1 };
    let end = reading.clause_end(from).min(start + 10).min(reading.text.tokens.len());
    let words = (from..end).filter(|t| reading.text.tokens[*t].is_word()).count();
    let told = parted || reading.reply;
    (told && words >= 1 && reading.text.kind(end - 1) != Some(Kind::Emoji)).then_some(start..end)
}

/// "Wer unsicher ist, …", "If you're between sizes, …": whom it concerns, and then what to do.
fn condition(reading: &Reading<'_>, token: usize) -> Option<Range<usize>> {
    reading.phrase_at(token, CONDITIONS[reading.lang as usize])?;
    let starts = token == reading.text.sentences[reading.text.tokens[token].sentence].tokens.start;
    let behind_colon = !starts && reading.starts_clause(token) && reading.is(token - 1, words![":", "-"]);
    if !starts && !behind_colon {
        return None;
    }
    let end = reading.clause_end(token);
    let goes_on = reading.is(end, words![",", ":"]) && reading.text.kind(end + 1).is_some();
    let short = (3..=14).contains(&(end - token));
    (goes_on && short).then_some(token..end)
}

/// "You can", "du brauchst": what is possible, allowed, needed, unless a feeling or a prize follows.
fn possibility(reading: &Reading<'_>, token: usize) -> Option<Range<usize>> {
    let end = reading.phrase_at(token, POSSIBLE[reading.lang as usize])?;
    let clause = end..reading.clause_end(end.saturating_sub(1)).min(end + 8);
    let empty = clause.is_empty() && reading.lang == Lang::En && end - token == 2 && reading.is(token, words!["you"]);
    let hollow = clause.into_iter().any(|t| HOLLOW.iter().any(|h| reading.text.word(t).starts_with(h)));
    (!hollow && !empty).then_some(token..end)
}

/// "liegt am", "that's because".
fn explanation(reading: &Reading<'_>, token: usize) -> Option<Range<usize>> {
    let end = reading.phrase_at(token, EXPLAIN[reading.lang as usize])?;
    Some(token..end)
}

#[rustfmt::skip]
const VERDICTS: [Words; 2] = [
    words![
        "ja", "jo", "jup", "jep", "klar", "genau", "korrekt", "richtig", "stimmt", "nein", "nee", "nö", "ne",
        "leider", "noch", "afaik", "aktuell", "derzeit", "meistens", "teilweise", "jein", "natürlich", "gerne",
        "gern",
    ],
    words![
        "yes", "yeah", "yep", "yup", "sure", "correct", "no", "nope", "nah", "not", "unfortunately",
        "sadly", "afaik", "currently", "partly", "sometimes", "indeed", "usually",
    ],
];

#[rustfmt::skip]
const CONDITIONS: [Phrases; 2] = [
    phrase_table![
        "bei fragen", "falls", "falls du", "falls ihr", "falls sie", "haben sie", "habt ihr", "hast du", "sobald",
        "sollten sie", "solltet ihr", "wenn das", "wenn der", "wenn die", "wenn du", "wenn es", "wenn ihr",
        "wenn sie", "wer",
    ],
    phrase_table![
        "anyone who", "anyone with", "for anyone", "if it", "if not", "if that", "if the", "if they", "if you",
        "if you're", "if you've", "if your", "in case", "once the", "once you", "those who", "to see", "unless",
        "when you",
    ],
];

#[rustfmt::skip]
const POSSIBLE: [Phrases; 2] = [
    phrase_table![
        "bekommen sie", "bekommst du", "bekommt das geld", "bekommt ihr", "bleiben gleich", "bleibt gleich",
        "brauchen sie", "brauchst du", "braucht ihr", "darf auf", "darf in", "darf man", "darf mit", "darf nicht",
        "darfst du", "du bekommst", "du brauchst", "du darfst", "du kannst", "du musst", "dürfen auf", "dürfen in",
        "dürfen mit", "dürfen nicht", "dürfen sie", "dürft ihr", "erhalten sie", "erstatten wir",
        "für euch ändert sich", "gehen nur", "geht auch", "geht jetzt", "geht leider", "geht nicht", "geht nur",
        "geht ohne", "geht online", "geld zurück", "gelten auch", "gelten für", "gelten nur", "genügt", "gilt auch",
        "gilt bei", "gilt bis", "gilt für", "gilt nicht", "gilt nur", "ihr bekommt", "ihr braucht", "ihr dürft",
        "ihr könnt", "ihr müsst", "ist erlaubt", "ist inklusive", "ist kostenlos", "ist verboten", "kann man",
        "kannst du", "kostet nichts", "können sie", "könnt ihr", "man kann", "man muss", "mitversichert", "muss man",
        "musst du", "musst nichts", "müssen nichts", "müssen sie", "müsst ihr", "müsst nichts", "nicht erlaubt",
        "nicht nötig", "ohne anmeldung", "ohne termin", "reicht ein", "reicht eine", "sie bekommen", "sie benötigen",
        "sie brauchen", "sie dürfen", "sie erhalten", "sie können", "sie müssen", "sind erlaubt", "sind kostenlos",
        "wir erstatten", "wird erstattet", "zahlen wir", "zählen als", "zählen mit", "zählt als",
        "ändert sich nichts",
    ],
    phrase_table![
        "are allowed", "are covered", "are fine", "are free", "are included", "are valid", "aren't affected",
        "counts as", "doesn't work", "is allowed", "is covered", "is fine", "is free", "is included", "is refunded",
        "is safe", "is valid", "isn't affected", "isn't allowed", "isn't covered", "it takes about",
        "need to do nothing", "no action needed", "no appointment", "no booking", "no need", "no receipt",
        "not a bug", "not affected", "not allowed", "nothing to do", "only works", "run small", "runs on",
        "runs small", "stay the same", "stays the same", "takes about", "we pay", "we refund", "we'll refund",
        "won't work", "works with", "works without", "you can", "you can't", "you cannot", "you could",
        "you do not need", "you don't have to", "you don't need", "you get", "you have to", "you may", "you must",
        "you need", "you need to", "you should", "you will need", "you won't need", "you'll find", "you'll get",
        "you'll need", "you're covered",
    ],
];

#[rustfmt::skip]
const EXPLAIN: [Phrases; 2] = [
    phrase_table![
        "bedeutet dass", "das heißt", "der grund dafür", "der grund ist", "der grund war", "deshalb siehst",
        "grund ist", "grund war", "hat damit zu tun", "heißt bei", "heißt dass", "hängt am", "hängt an",
        "hängt daran", "hängt davon", "kommt daher", "kommt davon", "lag am", "lag an", "lag daran", "liegt am",
        "liegt an", "liegt daran", "steht noch", "ursache ist", "ursache war", "zum hintergrund", "zwei gründe",
    ],
    phrase_table![
        "are due to", "caused by", "comes from", "down to", "in short", "is caused by", "is due to", "it's because",
        "it's not a", "means that", "means your", "that error's", "that is because", "that's because",
        "the cause is", "the cause was", "the reason", "this is because", "was caused by", "was due to",
        "which means", "you're hitting",
    ],
];

#[rustfmt::skip]
const HOLLOW: &[&str] = &[
    "stolz", "freuen", "gespannt", "gewinnen", "träumen", "glücklich", "glauben", "vertrauen", "verlassen",
    "absahnen", "proud", "win", "feel", "believe", "imagine", "dream", "trust", "count", "expect", "excited", "rely",
    "guess", "handle", "love", "denken", "vorstellen", "brighter",
];
