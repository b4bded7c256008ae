//! How far words and runs of signs go, and how they are written.

use super::Kind;

/// How many bytes at the start of a text are of one kind of character.
pub(super) fn run(text: &str, of: impl Fn(char) -> bool) -> usize {
    text.len() - text.trim_start_matches(of).len()
}

/// Where the word or number ends that begins at an offset, and whether a digit is in it; a joining character belongs to
/// it only when one more follows.
pub(in crate::engine) fn word_end(text: &str, mut end: usize) -> (usize, bool) {
    let bytes = text.as_bytes();
    let mut number = false;
    loop {
        while let Some(byte) = bytes.get(end).filter(|byte| byte.is_ascii_alphanumeric()) {
            number |= byte.is_ascii_digit();
            end += 1;
        }
        // Most words end at a space or a full stop.
        let next = bytes.get(end + 1).copied().unwrap_or(b' ');
        match bytes.get(end) {
            None | Some(b' ' | b'\n') => return (end, number),
            Some(b'.' | b',' | b':' | b'/') if next.is_ascii_digit() => end += 1,
            Some(b'\'' | b'_') if text[end + 1..].starts_with(char::is_alphanumeric) => end += 1,
            Some(byte) if byte.is_ascii() => return (end, number),
            Some(_) => match text[end..].chars().next() {
                Some(c) if c.is_alphanumeric() => end += c.len_utf8(),
                _ => return (end, number),
            },
        }
    }
}

/// Whether a word starts with a capital, and whether it has two letters or more, all of them capitals.
pub(super) fn capitals(raw: &str, kind: Kind) -> (bool, bool) {
    if kind != Kind::Word {
        return (false, false);
    }
    if raw.starts_with(|c: char| c.is_ascii_lowercase()) {
        return (false, false);
    }
    let capital = raw.starts_with(char::is_uppercase);
    let shouted = capital && raw.chars().nth(1).is_some() && !raw.chars().any(char::is_lowercase);
    (capital, shouted)
}
