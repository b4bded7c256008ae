//! Which language a text is written in: function words first, whichlang's fixed model for the rest.

use crate::domain::Lang;

use super::text::{Kind, Text};
use super::words::Words;

/// What the words say about the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detected {
    /// German or English.
    Known(Lang),
    /// Another language; the engine does not judge it.
    Other,
    /// Too little to tell.
    Unclear,
}

/// Detects the language of a text's visible words; quotes, code and addresses do not count.
#[must_use]
pub fn detect(text: &Text<'_>) -> Detected {
    let mut votes = [0_i32; 2];
    let words = || (0..text.tokens.len().min(400)).filter(|t| text.tokens[*t].kind == Kind::Word);
    let mut count = 0;
    for word in words() {
        count += 1;
        votes[0] += i32::from(text.is(word, GERMAN)) * 2;
        votes[1] += i32::from(text.is(word, ENGLISH)) * 2;
        votes[0] += i32::from(!text.word(word).is_ascii() && text.word(word).contains(['ä', 'ö', 'ü', 'ß']));
    }
    let lead = votes[0] - votes[1];
    if lead.abs() >= 2 && (lead.abs() > 2 || count < 12) {
        return Detected::Known(if lead > 0 { Lang::De } else { Lang::En });
    }
    if count < 3 {
        return match lead {
            1.. => Detected::Known(Lang::De),
            ..0 => Detected::Known(Lang::En),
            0 => Detected::Unclear,
        };
    }
    let words: String = words().flat_map(|word| [text.word(word), " "]).collect();
    match whichlang::detect_language(&words) {
        whichlang::Lang::Deu => Detected::Known(Lang::De),
        whichlang::Lang::Eng => Detected::Known(Lang::En),
        _ if count >= 6 && votes.iter().all(|v| *v < 4) && count > 3 * (votes[0] + votes[1]) as usize => {
            Detected::Other
        }
        _ if lead != 0 => Detected::Known(if lead > 0 { Lang::De } else { Lang::En }),
        _ => Detected::Unclear,
    }
}

/// Common German words that are no English words.
const GERMAN: Words = words![
    "ab", "aber", "alle", "allen", "alles", "als", "also", "auch", "auf", "aus", "bei", "beim", "bin", "bis", "bist",
    "bitte", "damit", "danke", "dann", "das", "dass", "dein", "deine", "dem", "den", "denn", "der", "des", "dich",
    "dir", "doch", "dort", "du", "durch", "ein", "eine", "einem", "einen", "einer", "es", "euch", "euer", "eure",
    "euren", "für", "gegen", "geht", "gibt", "gibts", "habe", "haben", "habt", "hallo", "hat", "heute", "hier", "ich",
    "ihr", "ihre", "ihren", "im", "immer", "ins", "ist", "ja", "jede", "jeder", "jetzt", "kann", "kein", "keine",
    "kommt", "können", "könnt", "liebe", "mal", "mehr", "mein", "mit", "morgen", "muss", "nach", "neu", "neue",
    "neuen", "nicht", "nichts", "noch", "nun", "nur", "ob", "oder", "ohne", "schon", "sehr", "seid", "sein", "seit",
    "sich", "sie", "sind", "so", "sondern", "uhr", "um", "und", "uns", "unser", "unsere", "unseren", "unter", "vom",
    "von", "vor", "wann", "warum", "weil", "wenn", "wer", "werden", "wie", "wieder", "wir", "wird", "wo", "wurde",
    "zu", "zum", "zur", "zwei", "über",
];

/// Common English words that are no German words.
const ENGLISH: Words = words![
    "a", "about", "again", "all", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did",
    "do", "does", "don't", "for", "from", "get", "go", "good", "got", "had", "happy", "has", "have", "here", "how",
    "i", "i'm", "if", "into", "is", "it", "it's", "its", "just", "know", "let's", "like", "make", "me", "more", "my",
    "need", "new", "no", "not", "now", "of", "on", "one", "only", "or", "our", "out", "over", "please", "see", "she",
    "should", "some", "soon", "thank", "thanks", "that", "that's", "the", "their", "them", "then", "there", "these",
    "they", "this", "to", "today", "tomorrow", "tonight", "too", "until", "us", "was", "we", "we're", "we've", "were",
    "what", "when", "where", "which", "who", "why", "with", "would", "yes", "yet", "you", "you're", "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_lists_share_no_word() {
        assert!(GERMAN.keys().all(|word| !ENGLISH.contains(word)));
    }
}
