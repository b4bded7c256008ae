//! A command is read, with everything it must have, or a sentence says what is expected. The first byte is the language.

use punktum::commands::{Parsed, parse};
use punktum::domain::Lang;

pub(crate) fn run(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else { return };
    let Ok(raw) = std::str::from_utf8(rest) else { return };
    match parse(raw, if first & 1 == 1 { Lang::De } else { Lang::En }) {
        Parsed::Command(command) => {
            assert!(command.spec.options.iter().all(|o| !o.required || command.options.contains_key(o.name)));
        }
        Parsed::Mistake(sentence) => assert!(!sentence.is_empty()),
    }
}
