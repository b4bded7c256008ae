//! Where a file is not what the exporter writes. What stands there instead is never shown: it may be a member's words.

use std::io;
use std::path::{Path, PathBuf};

use crate::domain::Lang;
use crate::i18n::{Arg, say};

/// A place in a file where the reading ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The file.
    pub path: PathBuf,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It cannot be read: what the operating system says.
    Unreadable(String),
    /// It ends too early.
    Cut {
        /// Its length.
        offset: u64,
        /// What should follow.
        wanted: Wanted,
    },
    /// Something else stands there.
    Other {
        /// The byte, counted from 0.
        offset: u64,
        /// What should stand there.
        wanted: Wanted,
    },
}

/// What was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wanted {
    /// An object with `guild`, `channel` and `messages`.
    #[default]
    Export,
    /// A field as the exporter writes it.
    Field(&'static str),
    /// One of these signs.
    Sign(&'static str),
    /// A text in UTF-8 with its signs escaped.
    Text,
    /// Nothing more.
    End,
    /// A message that is no larger than any platform's.
    Smaller,
}

impl Broken {
    pub(super) fn unreadable(path: &Path, failure: &io::Error) -> Self {
        Self { path: path.to_owned(), fault: Fault::Unreadable(failure.to_string()) }
    }

    pub(super) fn at(path: &Path, offset: u64, wanted: Wanted) -> Self {
        Self { path: path.to_owned(), fault: Fault::Other { offset, wanted } }
    }

    pub(super) fn cut(path: &Path, offset: u64, wanted: Wanted) -> Self {
        Self { path: path.to_owned(), fault: Fault::Cut { offset, wanted } }
    }

    /// What a parser met in one whole value that begins at this place of the file.
    pub(super) fn of(path: &Path, error: &serde_json::Error, (at, bytes): (u64, &[u8]), wanted: Wanted) -> Self {
        if error.is_data() {
            return Self::at(path, at, wanted);
        }
        let lines = bytes.split_inclusive(|byte| *byte == b'\n').take(error.line().saturating_sub(1));
        // The sign that does not fit was read already.
        let met = (lines.map(<[u8]>::len).sum::<usize>() + error.column()).saturating_sub(1);
        Self::at(path, at + met as u64, if is_text(error) { Wanted::Text } else { wanted })
    }

    /// The sentence.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let file = ("file", Arg::from(self.path.display().to_string()));
        match &self.fault {
            Fault::Unreadable(reason) => say(lang, "replay-unreadable", &[file, ("reason", reason.as_str().into())]),
            Fault::Cut { offset, wanted } => say(
                lang,
                "replay-cut",
                &[file, ("offset", offset.to_string().into()), ("what", wanted.say(lang).into())],
            ),
            Fault::Other { offset, wanted } => say(
                lang,
                "replay-broken",
                &[file, ("offset", offset.to_string().into()), ("what", wanted.say(lang).into())],
            ),
        }
    }
}

impl Wanted {
    fn say(self, lang: Lang) -> String {
        match self {
            Self::Export => say(lang, "replay-wanted-export", &[]),
            Self::Field(field) => say(lang, "replay-wanted-field", &[("field", field.into())]),
            Self::Sign(signs) => signs.to_owned(),
            Self::Text => say(lang, "replay-wanted-text", &[]),
            Self::End => say(lang, "replay-wanted-end", &[]),
            Self::Smaller => say(lang, "replay-wanted-smaller", &[]),
        }
    }
}

/// Whether a text is wrong in itself. The parser's sentences on grammar hold nothing of the file.
fn is_text(error: &serde_json::Error) -> bool {
    let said = error.to_string();
    ["invalid escape", "invalid unicode", "lone leading surrogate", "unexpected end of hex escape"]
        .iter()
        .any(|begin| said.starts_with(begin))
}
