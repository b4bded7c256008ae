//! Where a file is not what the exporter writes. What stands there instead is never shown: it may be a member's words.

use std::io;
use std::path::{Path, PathBuf};

use serde_json::error::Category;

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

    /// What a parser met after `at` bytes, while it looked for something that begins at `begun`.
    pub(super) fn of(path: &Path, error: &serde_json::Error, wanted: Wanted, (begun, at): (u64, u64)) -> Self {
        let sign = grammar(error).unwrap_or(wanted);
        let fault = match error.classify() {
            Category::Io => Fault::Unreadable(error.to_string()),
            Category::Eof => Fault::Cut { offset: at, wanted: sign },
            // The sign that does not fit was read already.
            Category::Syntax => Fault::Other { offset: at.saturating_sub(1), wanted: sign },
            Category::Data => Fault::Other { offset: begun, wanted },
        };
        Self { path: path.to_owned(), fault }
    }

    /// The same where the file ended within what looks wrong, such as a number.
    pub(super) fn cut_if(self, ended: bool, offset: u64) -> Self {
        match self.fault {
            Fault::Other { wanted, .. } if ended => Self { fault: Fault::Cut { offset, wanted }, ..self },
            _ => self,
        }
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

/// What JSON itself asks for, where it is not just any value. The parser's sentences on grammar hold nothing of the file.
fn grammar(error: &serde_json::Error) -> Option<Wanted> {
    const SENTENCES: [(&str, Wanted); 14] = [
        ("EOF while parsing a list", Wanted::Sign(", ]")),
        ("EOF while parsing an object", Wanted::Sign(", }")),
        ("EOF while parsing a string", Wanted::Sign("\"")),
        ("expected `:`", Wanted::Sign(":")),
        ("expected `,` or `]`", Wanted::Sign(", ]")),
        ("expected `,` or `}`", Wanted::Sign(", }")),
        ("expected `\"`", Wanted::Sign("\"")),
        ("key must be a string", Wanted::Sign("\"")),
        ("trailing characters", Wanted::End),
        ("invalid escape", Wanted::Text),
        ("invalid unicode", Wanted::Text),
        ("lone leading surrogate", Wanted::Text),
        ("control character", Wanted::Text),
        ("unexpected end of hex escape", Wanted::Text),
    ];
    let said = error.to_string();
    SENTENCES.iter().find(|(begin, _)| said.starts_with(begin)).map(|(_, wanted)| *wanted)
}
