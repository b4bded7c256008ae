//! Reactions asked for their own sake: comments, votes, tags, likes, this-or-that questions.

use std::cell::LazyCell;
use std::ops::Range;

use crate::domain::Tag;
use crate::engine::lexicon::List;
use crate::engine::text::{Form, Kind};

use super::{Heuristic, Reading, Words, de, en};

pub(super) static HEURISTIC: Heuristic = Heuristic {
    id: "bait",
    tag: Tag::Bait,
    why: [
        "Aufforderung zum Kommentieren, Abstimmen oder Markieren um der Reaktion willen: Das Gespräch ist bestellt und bleibt flach.",
        "A call to comment, vote or tag for the sake of a reaction: the talk is made to order and stays flat.",
    ],
    check,
    examples: &[
        de("Unser T. rex ist fertig. «Schreibt's uns» «in die Kommentare»!"),
        de("«Team süß oder Team salzig?»"),
        de("«Wer kennt's»? Der Wecker klingelt, und die Bahn ist weg."),
        de("«Like =» Tomaten, «Herz =» Paprika"),
        de("Welcher Look gefällt euch, 1, 2 oder 3? «👇👇»"),
        de("«Markiere die» Freundin, die immer zu spät kommt."),
        de("Die neue Strecke ist 12 km lang. «Und ihr so»?"),
        de("Schreib uns deine Bestellnummer, dann prüfen wir das heute noch."),
        de("Nutzt du die App unter iOS oder Android?"),
        de("Wer von euch am Samstag hilft, bekommt die Schlüssel bei Gitte."),
        de("🟢 = Strecke offen, 🔴 = Strecke gesperrt"),
        de("Reagiert mit ✅, um die Rolle für Testspiele zu bekommen."),
        de("Die Kommentare unter dem Protokoll sind bis Freitag offen."),
        en("«Drop a» note if you are up already."),
        en("«Beach or mountains?»"),
        en("«Who else» has 14 unread mails from the office?"),
        en("«Pineapple on pizza: 🍍 or 🚫?»"),
        en("I never fly without my «______»"),
        en("«Tag a friend» who needs this."),
        en("How was your run? «👇»"),
        en("Tell us your order number and we refund you today."),
        en("Which OS version are you on?"),
        en("Are you on the web app or the desktop app?"),
        en("🟢 = running, 🔴 = down, last change 14:20"),
        en("React with ✅ to get the role for playtests."),
        en("The comment field in the form takes 500 characters now."),
        en("Who else needs a key: write to jo@hall.example by Friday."),
    ],
};

/// First words of a phrase that is bait only as a question ("Wer von euch …" may open a relative clause too).
const ASKING: Words = words![
    "agree", "any", "anybody", "anyone", "are", "bist", "can", "could", "do", "fancy", "findest", "findet", "habt",
    "hast", "have", "how", "is", "kennst", "kennt", "seid", "sound", "stimmst", "stimmt", "thoughts", "traut", "und",
    "warst", "wart", "was", "welche", "welchen", "welcher", "welches", "wen", "wer", "what", "what's", "whats", "when",
    "where", "which", "who", "who's", "whos", "wie", "wo", "worauf", "would", "wärst",
];

/// Words of a question whose answer helps to help or to decide.
#[rustfmt::skip]
const NEEDED: Words = words![
    "account", "adresse", "android", "anmeldung", "app", "auftragsnummer", "bestellnummer", "browser", "build",
    "client", "desktop", "e-mail", "email", "fehler", "fehlermeldung", "firmware", "gerät", "gerätenummer", "ios",
    "konto", "kundennummer", "log", "logfile", "logs", "mac", "model", "modell", "order", "os", "pc", "plz",
    "postcode", "rechnung", "rechnungsnummer", "router", "samstag", "saturday", "screenshot", "serial",
    "seriennummer", "sonntag", "sunday", "ticket", "ticketnummer", "version", "windows", "zählerstand",
];

/// What a reaction is good for when it is no vote: a role or a notice.
const PURPOSE: Words = words!["role", "rolle", "pinged", "notified", "benachrichtigt", "um", "unlock", "join"];

fn check(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let text = &reading.text;
    let asked = LazyCell::new(|| reading.sentences_with(|i| text.is(i, NEEDED)));
    let role = LazyCell::new(|| reading.sentences_with(|i| text.is(i, PURPOSE)));
    let calls = reading.phrases(List::Bait).filter(|call| {
        let sentence = text.tokens[call.start].sentence;
        let for_a_role = role[sentence] && matches!(text.word(call.start), "react" | "reagiert" | "reagiere");
        !asked[sentence] && !for_a_role && forced(reading, call)
    });
    let mut found: Vec<_> = calls.collect();
    found.extend(text.places(LEGENDS).filter_map(|i| legend(reading, i)));
    if !reading.reply {
        let questions = text.sentences.iter().filter(|s| s.question && s.form != Form::Heading);
        found.extend(questions.filter_map(|s| choice(reading, s.tokens.clone())));
        found.extend(finger(reading));
    }
    let mut spans = reading.spans(found);
    let taken = spans.clone();
    spans.extend(blanks(reading).filter(|gap| {
        let next = taken.partition_point(|span| span.end <= gap.start);
        taken.get(next).is_none_or(|span| span.start >= gap.end)
    }));
    spans.sort_by_key(|span| span.start);
    spans
}

/// Whether a phrase of the list is bait where it stands.
fn forced(reading: &Reading<'_>, call: &Range<usize>) -> bool {
    let text = &reading.text;
    let question = text.sentences[text.tokens[call.start].sentence].question;
    let asks = text.is(call.start, ASKING);
    // "Kommentiert!" orders, "von Jannik kommentiert" does not.
    let stray = call.len() == 1 && !text.tokens[call.start].capital && !opens_clause(reading, call.start);
    (!asks || question) && !stray && !reading.negated(call.start)
}

fn opens_clause(reading: &Reading<'_>, token: usize) -> bool {
    let text = &reading.text;
    token == text.sentences[text.tokens[token].sentence].tokens.start
        || matches!(text.word(token - 1), "und" | "and" | "einfach" | "just" | "bitte" | "please")
        || !text.tokens[token - 1].is_word()
}

fn needed(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|i| reading.text.is(i, NEEDED))
}

/// "Tea or coffee?": a short question whose whole point is to pick a side.
fn choice(reading: &Reading<'_>, tokens: Range<usize>) -> Option<Range<usize>> {
    const INQUIRING: Words = words![
        "is", "are", "do", "does", "did", "was", "has", "have", "ist", "sind", "nutzt", "benutzt", "hast", "habt",
        "hat", "gilt", "kann", "can", "lost", "got", "need", "looking", "missing", "want", "stuck", "forgot",
        "verloren", "brauchst", "braucht", "fragen", "probleme", "noch",
    ];
    let text = &reading.text;
    let words = tokens.clone().filter(|i| text.tokens[*i].is_word()).count();
    let first = tokens.clone().find(|i| text.kind(*i) == Some(Kind::Word))?;
    let or = tokens.clone().find(|i| matches!(text.word(*i), "or" | "oder"))?;
    let end = tokens.clone().rev().find(|i| text.word(*i).starts_with('?'))?;
    let pictures = tokens.clone().filter(|i| text.kind(*i) == Some(Kind::Emoji)).count();
    let asks = text.is(first, INQUIRING) || text.is(first, ASKING);
    // "Great, or?" and "Pay or not?" leave nothing to pick.
    let other = text.tokens.get(or + 1).is_some_and(|t| t.kind != Kind::Punct);
    let open = other && !text.tokens[or].quoted && !matches!(text.word(or + 1), "not" | "nicht");
    let side = open && words <= 10 && or > tokens.start && (!asks || pictures >= 2) && !needed(reading, &tokens);
    side.then_some(tokens.start..end + 1)
}

const LEGENDS: Words = words!["=", "if", "wenn", "comment", "kommentiert", "kommentiere", "or", "oder"];

/// Emoji as ballots: "Like = …", "🍍 or 🚫". Dots, squares and ticks explain a table and are none.
fn legend(reading: &Reading<'_>, i: usize) -> Option<Range<usize>> {
    const SIGNS: [char; 14] = ['🟢', '🔴', '🟡', '🟠', '🔵', '⚪', '⚫', '🟩', '🟥', '🟨', '🟧', '✅', '❌', '⚠'];
    let text = &reading.text;
    let ballot = |i: usize| text.kind(i) == Some(Kind::Emoji) && !text.word(i).starts_with(SIGNS);
    let before = i.saturating_sub(1);
    match text.word(i) {
        "=" if ballot(before) => Some(before..i + 1),
        "=" if ballot(i + 1) => Some(before..i + 2),
        "if" | "wenn" if ballot(before) && text.tokens[before].sentence == text.tokens[i].sentence => {
            Some(before.saturating_sub(1)..i + 1)
        }
        "comment" | "kommentiert" | "kommentiere" if opens_clause(reading, i) && ballot(i + 1) => Some(i..i + 2),
        "comment" if opens_clause(reading, i) && text.tokens.get(i + 1).is_some_and(|t| t.capital) => Some(i..i + 2),
        "or" | "oder" if ballot(i + 1) => {
            let other = (i.saturating_sub(4)..i).rev().find(|i| ballot(*i))?;
            (text.tokens[other].sentence == text.tokens[i].sentence).then_some(other..i + 2)
        }
        _ => None,
    }
}

/// A finger that points down from a closing question to the empty space for answers.
fn finger(reading: &Reading<'_>) -> Option<Range<usize>> {
    let text = &reading.text;
    let last = text.tokens.len().checked_sub(1)?;
    let points = text.kind(last) == Some(Kind::Emoji) && text.word(last).contains(['👇', '⬇']);
    let sentence = &text.sentences[text.tokens[last].sentence];
    (points && sentence.question && !needed(reading, &sentence.tokens)).then_some(last..last + 1)
}

/// Gaps to be filled in by the crowd ("I never fly without my ____"); a gap with a colon before it is a form.
fn blanks<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = Range<usize>> + 'r {
    let text = &reading.text;
    let code = |at: usize| {
        let token = text.tokens.partition_point(|t| t.span.end <= at);
        text.tokens.get(token).is_some_and(|t| t.span.contains(&at))
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text.raw[at..].find('_')?;
        at = start + text.raw[start..].bytes().take_while(|b| *b == b'_').count();
        Some(start..at)
    })
    .filter(move |gap| {
        if gap.len() < 3 {
            return false;
        }
        let before = text.raw[..gap.start].trim_end();
        let alone =
            text.raw[..gap.start].ends_with([' ', '\n']) && !text.raw[gap.end..].starts_with(char::is_alphanumeric);
        alone && !before.is_empty() && !before.ends_with(':') && !code(gap.start)
    })
}
