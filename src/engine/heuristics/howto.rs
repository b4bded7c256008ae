//! An instruction one can act on: imperative with an object, menu path, steps, code to run.

use std::cell::LazyCell;
use std::ops::Range;

use crate::domain::{Lang, Tag};
use crate::engine::lexicon::List;
use crate::engine::markup::Entity;
use crate::engine::text::Kind;

use super::{Heuristic, Reading, Words, de, en};

pub(super) static HEURISTIC: Heuristic = Heuristic {
    id: "howto",
    tag: Tag::Service,
    why: [
        "Eine Anleitung, der man gleich folgen kann: Handgriff, Menüweg oder Befehl.",
        "An instruction to follow at once: a step, a menu path or a command.",
    ],
    check,
    examples: &[
        de("«Leer den Cache» und «starte den Client neu»."),
        de("«Bitte Schuhe mitbringen», in denen ihr stampfen könnt."),
        de("«Rufen Sie bitte heute bis 15 Uhr an»."),
        de("In der App unter «Karte → Limits» den Betrag ändern."),
        de("«Schraubverschluss handfest nachziehen», dann wird es grün."),
        de("Hilft bei Rucklern: «`gpu_mem=128`» in die Datei schreiben."),
        de("Bleibt gespannt und folgt uns!"),
        de("Öffnet sich da eine neue Welt?"),
        de("Wir wollen den Cache bald leeren und neu starten."),
        de("Schreibt uns eure Meinung in die Kommentare!"),
        de("Haben Sie schon gefrühstückt?"),
        de("Tauchen Sie ein in unsere Welt."),
        en("«Clear the cache» and «restart the client»."),
        en("«Bring a packed lunch», the kitchen is shut."),
        en("The switch hides under «Settings > Calendar»."),
        en("«Please hold the reset pin for 12 seconds»."),
        en("Then «run `cargo clean` once»."),
        en("Tell us your favourite in the comments!"),
        en("Open rehearsal, all welcome."),
        en("Set menus are our passion."),
        en("Tag a friend and follow us for more."),
        en("Stay tuned and enjoy the sun."),
        en("Can you open a window?"),
    ],
};

fn check(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let lures = reading.sentences_with_phrases(&[List::Bait, List::Pitch]);
    let mut found: Vec<Range<usize>> = Vec::new();
    for (sentence, lures) in reading.text.sentences.iter().zip(lures) {
        let tokens = sentence.tokens.clone();
        found.extend(tokens.clone().filter_map(|t| menu_path(reading, t)));
        if lures || sentence.question || sentence.exclamation {
            continue;
        }
        let coded = LazyCell::new(|| tokens.clone().any(|t| reading.is(t, WITH_CODE[reading.lang as usize])));
        found.extend(tokens.clone().filter_map(|t| command(reading, t, || *coded)));
        for token in tokens.clone() {
            let after_step = || found.iter().rev().take(3).any(|step| step.end + 1 == token);
            let step = match reading.lang {
                Lang::De => imperative_de(reading, token, after_step).or_else(|| infinitive(reading, token)),
                Lang::En => imperative_en(reading, token, after_step),
            };
            found.extend(step);
        }
    }
    reading.merged(found)
}

/// "Settings > Calendar", "Rechtsklick → Apps → Meldung": names on both sides of an arrow.
fn menu_path(reading: &Reading<'_>, token: usize) -> Option<Range<usize>> {
    if reading.text.kind(token) != Some(Kind::Punct) {
        return None;
    }
    let arrow = |t: usize| {
        reading.is(t, words![">", "→", "›", "->"]) || reading.is(t, words!["-"]) && reading.is(t + 1, words![">"])
    };
    let name = |t: usize| reading.text.kind(t) == Some(Kind::Word) && reading.text.tokens[t].capital;
    if !arrow(token) || token == 0 || !name(token - 1) || !name(token + 1) {
        return None;
    }
    let named = (token + 1..reading.text.tokens.len()).take(3).take_while(|t| name(*t)).count();
    // The path is one span: its neighbours overlap and melt together.
    Some(token - 1..token + 1 + named.max(1))
}

/// Code in a sentence with words that say what to do with it; a block of code by itself.
fn command(reading: &Reading<'_>, token: usize, coded: impl Fn() -> bool) -> Option<Range<usize>> {
    let of = &reading.text.tokens[token];
    let code = of.kind == Kind::Entity(Entity::Code);
    let block = || reading.text.raw[of.span.clone()].starts_with("```") && reading.text.words() > 6;
    (code && (coded() || block())).then(|| token..token + 1)
}

/// An English verb at the start of a clause with what it is to be done to.
fn imperative_en(reading: &Reading<'_>, token: usize, after_step: impl Fn() -> bool) -> Option<Range<usize>> {
    let plain = reading.is(token, VERBS_EN);
    if !plain && !reading.is(token, ALSO_NOUNS_EN) || !commands(reading, token, after_step) {
        return None;
    }
    let next = reading.text.tokens.get(token + 1)?;
    let object = reading.is(token + 1, OBJECTS_EN) || next.capital || !matches!(next.kind, Kind::Word | Kind::Punct);
    let part_of_word = reading.is(token + 1, words!["-"]) && reading.glued(token + 1);
    if !plain && !object || part_of_word || reading.parts(token + 1) || reading.is(token + 1, EMPTY_EN) {
        return None;
    }
    let from = if token > 0 && reading.is(token - 1, words!["please"]) { token - 1 } else { token };
    Some(from..instruction_end(reading, token)).filter(|range| range.end > token + 1)
}

/// A German imperative (du, ihr, or the infinitive with "Sie") at the start of a clause with what follows it.
fn imperative_de(reading: &Reading<'_>, token: usize, after_step: impl Fn() -> bool) -> Option<Range<usize>> {
    let text = &reading.text;
    let polite =
        reading.is(token + 1, words!["sie"]) && text.word(token).ends_with('n') && !reading.is(token, NO_STEPS);
    let familiar = reading.is(token, VERBS_DE);
    if !polite && !familiar || !commands(reading, token, after_step) || reading.is(token + 1, EMPTY_DE) {
        return None;
    }
    let before = token.saturating_sub(1);
    let lower = !text.tokens[token].capital;
    // "…, öffnet die Halle" states; "Wer mag, fragt an der Kasse" and "Bitte klingeln, …" instruct.
    let opening = text.sentences[text.tokens[token].sentence].tokens.start;
    let instructed = reading.is(opening, words!["wer", "wenn", "falls", "bitte"]);
    let states = familiar && text.word(token).ends_with('t') && reading.is(before, words![","]) && !instructed;
    let asks = polite && !reading.is(before, words!["und", "bitte", "dann", ",", ":", "oder"]);
    // "Lassen Sie sich überraschen" moves nobody to do anything.
    let mild = polite && reading.is(token + 2, MILD_DE) && !reading.is(token, words!["melden", "wenden"]);
    if lower && (states || asks) || mild {
        return None;
    }
    Some(token..instruction_end(reading, token)).filter(|range| range.end > token + 1)
}

/// "Bitte Schuhe mitbringen", "Schraubverschluss nachziehen": the clause ends in the infinitive of a step.
fn infinitive(reading: &Reading<'_>, token: usize) -> Option<Range<usize>> {
    if !reading.starts_clause(token) || reading.parts(token) {
        return None;
    }
    let end = reading.clause_end(token);
    let last = end.checked_sub(1).filter(|last| *last > token)?;
    if end - token > 14 {
        return None;
    }
    let please = (token..end).find(|t| reading.is(*t, words!["bitte"]));
    let lower = !reading.text.tokens[last].capital;
    let step = lower
        && (reading.is(last, STEPS_DE) || separable(reading, last))
        && !reading.is(last - 1, words!["zu", "wir", "sie"]);
    let modal = (token..end).any(|t| reading.is(t, FINITE_DE));
    let asked = please.is_some() && reading.text.word(last).ends_with("en") && lower;
    (!modal && (step || asked)).then(|| please.unwrap_or(token)..end)
}

/// "rausziehen", "mitbringen": an infinitive with a prefix, no participle and none with "zu".
fn separable(reading: &Reading<'_>, token: usize) -> bool {
    let word = reading.text.word(token);
    let stem = PREFIXES.iter().filter_map(|prefix| word.strip_prefix(prefix)).min_by_key(|stem| stem.len());
    let lower = !reading.text.tokens[token].capital;
    lower && stem.is_some_and(|s| s.len() > 4 && s.ends_with("en") && !s.starts_with("ge") && !s.starts_with("zu"))
}

/// Whether a clause begins with a token, or "please", "then", or "and" behind another step lead up to it.
fn commands(reading: &Reading<'_>, token: usize, after_step: impl Fn() -> bool) -> bool {
    if reading.text.tokens[token].quoted {
        return false;
    }
    let joint = || token > 0 && (reading.is(token - 1, JOINTS) || reading.is(token - 1, ANDS) && after_step());
    reading.starts_clause(token) || joint()
}

/// The end of an instruction: of its clause, or before the next step is joined to it.
fn instruction_end(reading: &Reading<'_>, token: usize) -> usize {
    let end = reading.clause_end(token).min(token + 9);
    let joins = |t: &usize| {
        reading.is(*t, words!["und", "and", "dann", "then", "oder", "or", "if", "wenn"])
            || reading.text.kind(*t) == Some(Kind::Emoji)
    };
    (token + 1..end).find(joins).unwrap_or(end)
}

/// What follows no instruction: "follow us", "apply now".
const EMPTY_EN: Words = words!["us", "off", "by", "tuned", "now", "today", "be", "myself"];

/// What follows no instruction: "schreibt uns", "schau mal", "stell dir vor".
const EMPTY_DE: Words = words!["uns", "sich", "wir", "ich", "es", "man", "der", "mal", "dich", "dir"];

const MILD_DE: Words = words!["sich", "uns", "versichert", "mit"];

const JOINTS: Words = words![
    "then", "please", "just", "simply", "now", "instead", "either", "dann", "bitte", "einfach", "danach", "erst",
    "kurz", "einmal",
];

const ANDS: Words = words!["and", "or", "und", "oder"];

#[rustfmt::skip]
const WITH_CODE: [Words; 2] = [
    words![
        "mit", "in", "per", "über", "setz", "setze", "setzen", "setzt", "nutz", "nutze", "starte", "schreib",
        "schreiben", "zeigt", "statt", "ohne", "unter", "führ", "installieren", "nachinstallieren", "gib",
        "eingeben", "prüfen",
    ],
    words![
        "run", "set", "use", "add", "pass", "delete", "pin", "with", "type", "put", "via", "install", "in", "remove",
        "at", "call", "need", "needs", "until", "drop", "rename", "edit", "enable", "takes", "shows", "instead",
        "then",
    ],
];

/// Verbs that begin an instruction whatever follows.
#[rustfmt::skip]
const VERBS_EN: Words = words![
    "restart", "reboot", "reinstall", "uninstall", "tap", "click", "delete", "remove", "disable", "enable", "unplug",
    "disconnect", "reconnect", "clear", "install", "choose", "select", "enter", "paste", "drag", "upload",
    "download", "scroll", "bring", "wear", "forward", "rotate", "rename", "replace", "reset", "apply", "register",
    "contact", "check", "confirm", "verify", "ensure", "avoid", "remember", "photograph", "ring", "email", "submit",
    "renew", "rebook", "keep", "allow", "head", "ignore", "unscrew", "tighten", "rinse", "refrigerate", "chill",
    "don't", "attach", "cancel", "export", "import", "resend", "quit", "reply", "quote", "collect", "queue", "hand",
    "hold",
];

/// Verbs that are nouns or adjectives too: they want an object.
#[rustfmt::skip]
const ALSO_NOUNS_EN: Words = words![
    "open", "close", "press", "pick", "set", "run", "update", "upgrade", "empty", "add", "turn", "switch", "plug",
    "connect", "type", "copy", "go", "use", "leave", "wait", "call", "text", "write", "send", "report", "book",
    "sign", "fill", "complete", "ask", "make", "do", "try", "take", "put", "place", "move", "claim", "freeze", "pin",
    "pull", "push", "pass", "edit", "load", "store", "wash", "dry", "cut", "boil", "mix", "stir", "shake", "lift",
    "measure", "note", "give", "travel", "change", "return", "log", "read", "see", "start", "stop", "exit", "walk",
    "park", "order", "scan", "post", "import", "file", "stay", "let", "charge", "pay", "mind", "look", "store",
    "soak", "bake", "heat", "swap", "mark", "label", "chuck", "pop", "bin",
];

const OBJECTS_EN: Words = words![
    "the", "a", "an", "your", "it", "its", "that", "this", "them", "any", "every", "each", "all", "both", "to", "in",
    "on", "at", "up", "down", "out", "for", "with", "under", "from", "into", "until", "over", "as", "me", "back",
    "one", "two", "no", "not", "only", "sure", "away", "inside", "outside", "between", "before", "after", "either",
    "wifi", "some", "about", "there", "here", "through", "what", "which", "again", "yourself", "less", "more",
];

#[rustfmt::skip]
const VERBS_DE: Words = words![
    "leer", "leere", "leert", "starte", "startet", "öffne", "öffnet", "drück", "drücke", "drückt", "klick", "klicke",
    "klickt", "tipp", "tippe", "tippt", "setz", "setze", "setzt", "nimm", "nehmt", "gib", "gebt", "trag", "trage",
    "tragt", "wähl", "wähle", "wählt", "zieh", "ziehe", "zieht", "halt", "halte", "haltet", "lade", "ladet", "lösch",
    "lösche", "löscht", "schalt", "schalte", "schaltet", "stell", "stelle", "stellt", "prüf", "prüfe", "prüft",
    "schreib", "schreibe", "schreibt", "schick", "schicke", "schickt", "ruf", "rufe", "ruft", "meld", "melde",
    "meldet", "bring", "bringt", "warte", "wartet", "lies", "lest", "tausch", "tausche", "tauscht", "exportier",
    "exportiere", "exportiert", "importier", "importiere", "installier", "installiere", "installiert",
    "deinstallier", "deinstalliere", "aktualisier", "aktualisiere", "aktualisiert", "aktivier", "aktiviere",
    "aktiviert", "deaktivier", "deaktiviere", "kopier", "kopiere", "füg", "füge", "fügt", "trenn", "trenne",
    "trennt", "verbinde", "verbindet", "speicher", "speichere", "speichert", "benutz", "benutze", "benutzt",
    "verwende", "verwendet", "nutz", "nutze", "nutzt", "fotografier", "fotografiere", "fotografiert", "frag",
    "frage", "fragt", "beachte", "beachtet", "achte", "achtet", "such", "sucht", "vergiss", "vergesst", "hebt",
    "heb", "plant", "plane", "versuch", "versuche", "versucht", "probier", "probiert", "guck", "guckt", "schau",
    "schaut", "scann", "scanne", "scannt", "steckt", "steck", "füll", "füllt", "unterschreib", "entfern", "entferne",
    "entfernt", "behalte", "behaltet", "dreh", "dreht", "leg", "lege", "legt", "wasch", "wascht", "kürz", "spül",
    "spült", "fahr", "fahrt", "bittet", "parkt", "reservier", "reserviert", "rechnet", "check", "checkt", "bewerbt",
    "bewirb",
];

/// Infinitives with "Sie" that ask, dream or sell.
#[rustfmt::skip]
const NO_STEPS: Words = words![
    "haben", "sind", "können", "möchten", "wollen", "kennen", "werden", "wissen", "wussten", "freuen", "entdecken",
    "erleben", "sichern", "genießen", "feiern", "tauchen", "gewinnen", "verpassen", "bleiben", "hatten", "waren",
    "dürfen", "müssen", "sollen", "sollten", "würden", "suchen", "lieben", "wenn", "den", "denn", "dann", "kann",
    "lernen", "gönnen", "brauchen", "finden", "bekommen", "erhalten", "wann", "träumen", "fühlen", "profitieren",
    "wünschen", "hätten", "wären", "könnten", "worauf", "woran", "von", "an", "in", "un", "nun", "schon", "nein",
];

/// Infinitives that name a step.
#[rustfmt::skip]
const STEPS_DE: Words = words![
    "ziehen", "nachziehen", "drücken", "starten", "neustarten", "installieren", "nachinstallieren", "löschen",
    "leeren", "öffnen", "wählen", "auswählen", "eingeben", "eintragen", "anklicken", "klicken", "antippen", "tippen",
    "einschalten", "ausschalten", "deaktivieren", "aktivieren", "mitbringen", "beachten", "anmelden", "abmelden",
    "melden", "ausfüllen", "abgeben", "einwerfen", "vorzeigen", "scannen", "prüfen", "umstellen", "einstellen",
    "setzen", "stecken", "halten", "warten", "tauschen", "nehmen", "schreiben", "anrufen", "fragen", "mahlen",
    "kochen", "abkochen", "rühren", "gießen", "waschen", "trocknen", "spülen", "lüften", "abstellen", "parken",
    "umsteigen", "aussteigen", "einsteigen", "sperren", "zurücksetzen", "aktualisieren", "updaten", "herunterladen",
    "hochladen", "speichern", "kopieren", "einfügen", "entfernen", "trennen", "verbinden", "wechseln", "schneiden",
    "kürzen", "bürsten", "auftragen", "einmassieren", "ausspülen", "lagern", "kühlen", "erhitzen", "lassen",
    "machen", "nutzen", "benutzen", "verwenden", "angeben", "vereinbaren", "reservieren", "bestätigen",
    "fotografieren", "umdrehen", "schicken", "senden", "mitschicken", "einsenden", "einreichen", "vormerken",
    "freihalten", "planen", "meiden", "vermeiden", "umfahren", "lesen", "abholen", "bringen", "zurückgeben",
    "wegwerfen", "entsorgen", "essen",
];

const PREFIXES: [&str; 21] = [
    "ab", "an", "auf", "aus", "bei", "ein", "mit", "nach", "vor", "zurück", "weg", "rein", "raus", "runter", "hoch",
    "fest", "um", "her", "hin", "durch", "los",
];

/// Finite verbs that make the infinitive at the end part of a statement.
const FINITE_DE: Words = words![
    "können", "könnt", "kann", "kannst", "müssen", "müsst", "muss", "musst", "wollen", "wollt", "will", "werden",
    "wird", "werdet", "wirst", "würden", "würde", "sollen", "sollt", "soll", "sollte", "sollten", "dürfen", "darf",
    "dürft", "möchten", "möchte", "mögen", "haben", "hat", "habt", "sind", "ist", "lassen", "lässt", "konnten",
    "wollten", "wir", "ich", "die", "um", "gehen", "geht", "kommen", "jetzt", "könnten", "weil", "der", "das", "ob",
    "bis", "damit", "denen", "sobald", "als", "dann", "sie", "so", "und", "dass", "wie", "was", "wo", "wenn",
];
