//! Loudness: runs of exclamation marks, shouted words, stretched letters, hype words.

use std::cell::LazyCell;
use std::ops::Range;

use crate::domain::Tag;
use crate::engine::lexicon::List;
use crate::engine::text::{Form, Kind, Text, Token};

use super::{Heuristic, Reading, Words, de, en};

pub(super) static HEURISTIC: Heuristic = Heuristic {
    id: "hype",
    tag: Tag::Phrases,
    why: [
        "Ausrufezeichen, Großbuchstaben oder große Worte: Die Lautstärke steht dort, wo der Inhalt stehen könnte.",
        "Exclamation marks, capitals or big words: the volume stands where the content could.",
    ],
    check,
    examples: &[
        de("Morgen geht es los«!!!»"),
        de("«ENDLICH» ist der Export da."),
        de("Das wird «sooo» gut."),
        de("«DAS WIRD RIESIG»"),
        de("Ein «legendärer» Abend mit «Gänsehaut pur»."),
        de("«LEGENDÄR. EPISCH. MONUMENTAL»."),
        de("ACHTUNG: Die Brücke ist bis Freitag gesperrt."),
        de("Die IBAN steht auf der Rückseite der SEPA-Karte."),
        de("Bitte das Gerät NICHT öffnen, es steht unter Strom."),
        de("Die Flussschifffahrt und die Seeelefanten: Führung um 15 Uhr."),
        de("Das Update ist da!"),
        de("Den Batterietyp AAA gibt es jetzt im Kiosk."),
        de("In der Doku steht „ENDLICH FERTIG!!!“ als Platzhalter."),
        en("The doors open tonight«!!»"),
        en("«FINALLY» the export is there."),
        en("This is «sooooo» good."),
        en("«LET'S GO» everyone"),
        en("What an «unforgettable» and truly «epic» evening."),
        en("«WE. ARE. BACK»."),
        en("NOTE: the API key rotates on Friday."),
        en("Do NOT open the case, it is under power."),
        en("The PDF and EPUB files are in the archive."),
        en("Doors open at seven!"),
        en("Act III starts after the break, AAA batteries are at the desk."),
        en("Set `DEBUG_MODE` to `TRUE!!!` in the file."),
        en("An amazing 9 s instead of 41 s: the resolver caches now."),
    ],
};

fn check(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let text = &reading.text;
    let loud = |(i, token): (usize, &Token)| {
        let marked = match token.kind {
            Kind::Punct => text.word(i).starts_with("!!"),
            Kind::Word => stretched(text.word(i)),
            _ => false,
        };
        (marked && !token.quoted).then_some(i..i + 1)
    };
    let marks = text.tokens.iter().enumerate().filter_map(loud);
    let calm = LazyCell::new(|| of_sentences(text, |sentence| calm(text, sentence)));
    let words = reading.phrases(List::Hype).filter(|tokens| !calm[text.tokens[tokens.start].sentence]);
    reading.spans(marks.chain(shouts(text)).chain(words))
}

/// Letters drawn out: "sooo", "riiiesig". German compounds meet three times the same letter ("Schifffahrt", "Teeernte"),
/// so three inside a word count for vowels only, and not for e.
fn stretched(word: &str) -> bool {
    let thrice = |bytes: &[u8]| bytes.windows(3).any(|three| three[0] == three[1] && three[1] == three[2]);
    if word.is_ascii() && !thrice(word.as_bytes()) || word.starts_with("www") {
        return false;
    }
    let (mut run, mut last, mut letters) = (0, None, 0);
    let mut chars = word.chars().peekable();
    let mut long = false;
    while let Some(c) = chars.next() {
        run = if last == Some(c) { run + 1 } else { 1 };
        letters += usize::from(run == 1);
        last = Some(c);
        let tail = chars.peek().is_none();
        long |= run > 3 || run == 3 && chars.peek() != Some(&c) && (tail || "aiouäöüy".contains(c));
    }
    // One letter alone is a size, a numeral or a placeholder ("AAA", "III") unless it goes on and on.
    long && (letters > 1 || run > 4) && !word.chars().all(|c| "ivxlc".contains(c))
}

/// Runs of shouted words, and single ones where they are plain words and no abbreviations.
fn shouts(text: &Text<'_>) -> Vec<Range<usize>> {
    if !text.tokens.iter().any(|t| t.shouted) {
        return Vec::new();
    }
    let all_loud = of_sentences(text, |sentence| !text.of(sentence).any(|(_, t)| t.is_word() && !t.shouted));
    let mut found = Vec::new();
    let mut i = 0;
    while i < text.tokens.len() {
        let mut end = i;
        while shouted(text, end) {
            end += 1;
            // "WE. ARE. BACK."
            if matches!(text.word(end), "." | "!") && shouted(text, end + 1) {
                end += 1;
            }
        }
        if end > i && loud(text, i..end, all_loud[text.tokens[i].sentence]) {
            found.push(i..end);
        }
        i = end.max(i + 1);
    }
    found
}

fn shouted(text: &Text<'_>, token: usize) -> bool {
    text.tokens.get(token).is_some_and(|t| t.shouted && !t.quoted)
}

/// Whether a run of shouted words is loudness: not a label ("NOTE:"), an abbreviation or a stressed "NOT".
fn loud(text: &Text<'_>, run: Range<usize>, alone: bool) -> bool {
    let words = || run.clone().map(|i| text.word(i)).filter(|word| word.len() > 1);
    let next = text.word(run.end);
    let label = matches!(next, ":" | "-" | "/" | "(" | "_") || glued(text, run.start);
    if label || run.clone().any(|i| text.is(i, SOBER)) {
        return false;
    }
    let sentence = &text.sentences[text.tokens[run.start].sentence];
    let plain = words().any(|word| word.chars().count() > 3 && pronounceable(word));
    match words().count() {
        1 => {
            let stressed = (sentence.exclamation || alone) && plain && sentence.form == Form::Plain;
            run.clone().any(|i| text.is(i, STRESSED)) || stressed && words().any(|word| word.chars().count() > 4)
        }
        n => plain && (sentence.form == Form::Plain || n > 3),
    }
}

/// Part of a longer name: "DE-NOTRUF", "#SAVE".
fn glued(text: &Text<'_>, token: usize) -> bool {
    let before = token.checked_sub(1);
    before.is_some_and(|b| {
        matches!(text.word(b), "-" | "/" | "#" | "_") && text.tokens[b].fold.end == text.tokens[token].fold.start
    })
}

/// Has vowels and consonants like a word.
fn pronounceable(word: &str) -> bool {
    let vowels = word.chars().filter(|c| "aeiouäöüy".contains(*c)).count();
    let letters = word.chars().count();
    vowels * 5 >= letters && vowels < letters
}

/// Ordinary words that nobody writes in capitals but to be loud.
#[rustfmt::skip]
const STRESSED: Words = words![
    "endlich", "alles", "alle", "jetzt", "heute", "dich", "dir", "euch", "ihr", "du", "danke", "mega", "riesig",
    "nur", "gratis", "niemand", "jeder", "nie", "immer", "mehr", "so", "wow", "yes", "finally", "everything",
    "everyone", "today", "now", "tonight", "you", "your", "all", "free", "huge", "insane", "massive", "never", "love",
    "big", "best", "thank", "ever", "every", "literally", "two", "ten", "omg", "lfg", "monaten", "months",
    "seriously",
];

/// Capitals that inform: labels and warnings.
#[rustfmt::skip]
const SOBER: Words = words![
    "nicht", "kein", "keine", "not", "no", "only", "don't", "wichtig", "achtung", "hinweis", "info", "infos",
    "update", "important", "attention", "note", "warning", "notice", "reminder", "nr", "readme", "select", "from",
    "where",
];

/// What holds for each sentence, asked once, so that a long text stays cheap.
fn of_sentences(text: &Text<'_>, holds: impl Fn(usize) -> bool) -> Vec<bool> {
    (0..text.sentences.len()).map(holds).collect()
}

/// Carries something to check and is told without an exclamation mark.
fn calm(text: &Text<'_>, sentence: usize) -> bool {
    let fact = |t: &Token| matches!(t.kind, Kind::Number | Kind::Entity(_));
    !text.sentences[sentence].exclamation && text.of(sentence).any(|(_, t)| fact(t))
}
