//! What words are about: one class a word, the same classes in both languages, so that what is learnt of "Tippe auf
//! Speichern" also helps to read "Tap Save", and of a word seen often to read one seen once.
//!
//! The classes are data, `lexicon/<lang>/classes.txt`: `class: word word …`.

use std::sync::LazyLock;

use crate::domain::Lang;

use super::markup::Entity;
use super::text::{Kind, Text};
use super::words::key;

/// There are fewer classes than this; class 0 is a word in no list.
pub(super) const CLASSES: usize = 80;

const FILES: [&str; 2] = [include_str!("lexicon/de/classes.txt"), include_str!("lexicon/en/classes.txt")];

/// The names of the classes of words in the order of their numbers, from 1 on.
#[rustfmt::skip]
const NAMES: [&str; 56] = [
    "we", "you", "they", "article", "prep", "conj", "aux", "modal", "neg", "ask", "degree", "quantity", "numberword",
    "time", "often", "vaguetime", "place", "unit", "money", "ui", "file", "tech", "fault", "repair", "change",
    "release", "act", "obtain", "join", "talk", "feel", "work", "state", "event", "product", "food", "person", "body",
    "nature", "vehicle", "law", "limit", "cause", "praise", "plain", "pride", "hype", "greet", "thanks", "sorry",
    "gift", "season", "news", "media", "name", "chat",
];

/// Classes of what is no word, behind those of words.
const NUMBER: u8 = NAMES.len() as u8 + 1;
const EMOJI: u8 = NUMBER + 1;
const LINK: u8 = NUMBER + 2;
const ENTITY: u8 = NUMBER + 3;
const QUOTED: u8 = NUMBER + 4;
const OTHER_SIGN: u8 = NUMBER + 5;
/// Signs with classes of their own, behind those.
const SIGNS: &str = ".,!?:;-()/…";
/// The class of what stands before the first word.
pub(super) const START: u8 = OTHER_SIGN + 12;

static TABLES: [LazyLock<Table>; 2] = [LazyLock::new(|| Table::of(Lang::De)), LazyLock::new(|| Table::of(Lang::En))];

/// An end of a word that gives it its class has so many letters before it, and of its own so many letters or more, and so
/// many bytes at most.
const FIRST: usize = 2;
const SHORTEST: usize = 5;
const LONGEST: usize = 24;

/// What is known of a token.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known {
    /// Its class, below [`CLASSES`].
    pub(super) class: u8,
    /// Which of the language's words it is, in the order of [`words`].
    pub(super) word: Option<u16>,
}

/// What is known of the words of a language.
pub(super) fn of(lang: Lang) -> &'static Table {
    &TABLES[lang as usize]
}

/// All words of a language that have a class.
pub(super) fn words(lang: Lang) -> impl Iterator<Item = &'static str> {
    entries(FILES[lang as usize]).flat_map(|(_, words)| words)
}

/// A hash table from the keys of words to what is known of them, at most half full. A slot is small, the upper 24 bits of
/// the key and the class in eight more, for every word asks and memory is slower than arithmetic.
pub(super) struct Table {
    slots: Vec<u32>,
    /// For each slot which word it holds.
    words: Vec<u16>,
}

impl Table {
    fn of(lang: Lang) -> Self {
        let entries = || entries(FILES[lang as usize]).flat_map(|(class, words)| words.map(move |word| (class, word)));
        let size = 2 * entries().count().next_power_of_two();
        let mut table = Self { slots: vec![0; size], words: vec![0; size] };
        for (n, (class, word)) in entries().enumerate() {
            let (mask, key) = (size - 1, key(word));
            let mut at = key as usize & mask;
            while table.slots[at] != 0 {
                at = (at + 1) & mask;
            }
            table.slots[at] = mark(key) << 8 | u32::from(class);
            table.words[at] = n as u16;
        }
        table
    }

    /// What is known of a token.
    #[inline]
    pub(super) fn known(&self, text: &Text<'_>, i: usize) -> Known {
        let token = &text.tokens[i];
        let class = match token.kind {
            _ if token.quoted => QUOTED,
            Kind::Word => return self.of_word(token.key, text.word(i)),
            Kind::Number => NUMBER,
            Kind::Emoji => EMOJI,
            Kind::Entity(Entity::Link) => LINK,
            Kind::Entity(_) => ENTITY,
            Kind::Punct => {
                let sign = text.word(i).chars().next().and_then(|sign| SIGNS.chars().position(|s| s == sign));
                sign.map_or(OTHER_SIGN, |n| OTHER_SIGN + 1 + n as u8)
            }
        };
        Known { class, word: None }
    }

    /// A word in no list has the class of the longest listed word that it ends in: German builds its words that way.
    #[inline]
    fn of_word(&self, own: u64, word: &str) -> Known {
        let known = self.find(own);
        if known.class > 0 {
            return known;
        }
        let ends = word.char_indices().map(|(at, _)| &word[at..]).skip(FIRST).filter(|end| end.len() <= LONGEST);
        let classes =
            ends.take_while(|end| end.chars().nth(SHORTEST - 1).is_some()).map(|end| self.find(key(end)).class);
        Known { class: classes.into_iter().find(|class| *class > 0).unwrap_or_default(), word: None }
    }

    #[inline]
    fn find(&self, key: u64) -> Known {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        while self.slots[at] >> 8 != mark(key) {
            if self.slots[at] == 0 {
                return Known::default();
            }
            at = (at + 1) & mask;
        }
        Known { class: self.slots[at] as u8, word: Some(self.words[at]) }
    }
}

/// What a slot keeps of a key; its lower bits chose the slot.
fn mark(key: u64) -> u32 {
    (key >> 40) as u32
}

/// The lines of a file as numbers of classes and their words; a test knows every name.
fn entries(file: &'static str) -> impl Iterator<Item = (u8, std::str::SplitWhitespace<'static>)> {
    file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (name, words) = line.split_once(':')?;
        let class = NAMES.iter().position(|known| *known == name)?;
        Some((class as u8 + 1, words.split_whitespace()))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_word_has_one_class_and_every_class_words() {
        assert!((START as usize) < CLASSES);
        for (lang, file) in Lang::ALL.into_iter().zip(FILES) {
            let mut seen = HashSet::new();
            for line in file.lines().filter(|line| !line.starts_with('#')) {
                let (name, words) = line.split_once(": ").unwrap();
                assert!(NAMES.contains(&name), "{name}");
                for word in words.split(' ') {
                    assert_eq!(word, word.to_lowercase());
                    assert!(seen.insert(word), "{word} twice");
                }
            }
            assert!(NAMES.iter().all(|name| file.contains(&format!("\n{name}: "))), "{lang:?}");
            let table = Table::of(lang);
            for (class, words) in entries(file) {
                words.for_each(|word| assert_eq!(table.find(key(word)).class, class, "{word}"));
            }
            assert_eq!(table.find(key(["morgen", "tomorrow"][lang as usize])).class, 14);
            assert_eq!(table.find(key("xyzzy")).class, 0);
        }
    }

    #[test]
    fn a_word_in_no_list_has_the_class_of_its_end() {
        let table = Table::of(Lang::De);
        let of = |word: &str| table.of_word(key(word), word);
        assert_eq!(table.find(key("gurkensalatwerkstatt")).class, 0);
        assert_eq!(of("gurkensalatwerkstatt").class, table.find(key("werkstatt")).class);
        assert_eq!(of("gurkensalatwerkstatt").word, None, "its letters are its own");
        for none in ["xyzzy", "üü", "", &"ä".repeat(1000)] {
            assert_eq!(of(none).class, 0, "{none}");
        }
    }
}
