//! JSON in a file, gone through sign by sign: what nobody wants is passed over unread, however long it is.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use memchr::memchr2;
use serde::de::DeserializeOwned;

use super::broken::{Broken, Wanted};

/// So many bytes are taken from the file at once.
pub(super) const BUFFER: usize = 128 * 1024;
/// No part of a message is larger on any platform.
const MOST_BYTES: usize = 16 * 1024 * 1024;
/// Brackets within brackets are followed so deep.
const DEPTH: u8 = 127;
/// What some editors put before a text.
const MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];

/// How something begins and ends, and what may stand behind each of its parts.
pub(super) type Brackets = (u8, u8, &'static str);
pub(super) const OBJECT: Brackets = (b'{', b'}', ", }");
pub(super) const LIST: Brackets = (b'[', b']', ", ]");

/// A value as it stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where it begins.
    pub at: u64,
    /// Its text.
    pub bytes: Vec<u8>,
}

/// A file that is read from its beginning to its end.
pub(super) struct Json<'a> {
    path: &'a Path,
    file: File,
    passed: &'a dyn Fn(u64),
    buffer: Vec<u8>,
    /// Where in the file the buffer begins.
    begin: u64,
    /// The place in the buffer that is looked at next.
    next: usize,
    /// Where what was read into the buffer ends.
    full: usize,
    /// From here on the buffer is kept.
    kept: Option<usize>,
    /// Whether something was looked for behind the end of the file.
    ended: bool,
}

impl<'a> Json<'a> {
    /// Opens a file; `passed` counts the bytes.
    pub(super) fn open(path: &'a Path, passed: &'a dyn Fn(u64)) -> Result<Self, Broken> {
        let file = File::open(path).map_err(|failure| Broken::unreadable(path, &failure))?;
        let buffer = vec![0; BUFFER];
        let mut json = Self { path, file, passed, buffer, begin: 0, next: 0, full: 0, kept: None, ended: false };
        if json.fill()? && json.buffer.starts_with(&MARK) {
            json.next = MARK.len();
        }
        Ok(json)
    }

    /// Goes through what stands between two brackets with commas between: `each` reads one of it.
    pub(super) fn within<E: From<Broken>>(
        &mut self,
        (open, close, more): Brackets,
        wanted: Wanted,
        mut each: impl FnMut(&mut Self) -> Result<(), E>,
    ) -> Result<(), E> {
        self.expect(open, wanted)?;
        if self.sign()? == Some(close) {
            self.next += 1;
            return Ok(());
        }
        loop {
            each(self)?;
            match self.sign()? {
                Some(b',') => self.next += 1,
                Some(sign) if sign == close => {
                    self.next += 1;
                    return Ok(());
                }
                _ => return Err(self.wrong(Wanted::Sign(more)).into()),
            }
        }
    }

    /// The key of a member of an object, with its colon.
    pub(super) fn key(&mut self) -> Result<String, Broken> {
        if self.sign()? != Some(b'"') {
            return Err(self.wrong(Wanted::Sign("\"")));
        }
        let key = self.read(Wanted::Text)?;
        self.expect(b':', Wanted::Sign(":"))?;
        Ok(key)
    }

    /// Reads a value.
    pub(super) fn read<T: DeserializeOwned>(&mut self, wanted: Wanted) -> Result<T, Broken> {
        let path = self.path;
        let (at, bytes) = self.raw(wanted)?;
        parse(path, at, bytes, wanted)
    }

    /// A value as it stands there.
    pub(super) fn piece(&mut self, wanted: Wanted) -> Result<Piece, Broken> {
        let (at, bytes) = self.raw(wanted)?;
        Ok(Piece { at, bytes: bytes.to_vec() })
    }

    fn raw(&mut self, wanted: Wanted) -> Result<(u64, &[u8]), Broken> {
        self.sign()?;
        self.kept = Some(self.next);
        self.skip(wanted)?;
        let from = self.kept.take().unwrap_or(self.next);
        Ok((self.begin + from as u64, &self.buffer[from..self.next]))
    }

    /// Passes over a value.
    pub(super) fn skip(&mut self, wanted: Wanted) -> Result<(), Broken> {
        self.skip_at(0, wanted)
    }

    fn skip_at(&mut self, depth: u8, wanted: Wanted) -> Result<(), Broken> {
        match self.sign()? {
            Some(b'"') => self.text(),
            Some(b'[') if depth < DEPTH => self.within(LIST, wanted, |json| json.skip_at(depth + 1, wanted)),
            Some(b'{') if depth < DEPTH => self.within(OBJECT, wanted, |json| {
                if json.sign()? != Some(b'"') {
                    return Err(json.wrong(Wanted::Sign("\"")));
                }
                json.text()?;
                json.expect(b':', Wanted::Sign(":"))?;
                json.skip_at(depth + 1, wanted)
            }),
            _ => self.literal(wanted),
        }
    }

    /// Passes over a text, whatever it says.
    fn text(&mut self) -> Result<(), Broken> {
        self.next += 1;
        loop {
            let rest = &self.buffer[self.next..self.full];
            let plain = &rest[..memchr2(b'"', b'\\', rest).unwrap_or(rest.len())];
            // Whoever forgot the end of a text is told at the end of its line, not at that of the file.
            if plain.iter().fold(false, |found, byte| found | (*byte < b' ')) {
                self.next += plain.iter().position(|byte| *byte < b' ').unwrap_or_default();
                return Err(self.wrong(Wanted::Text));
            }
            self.next += plain.len();
            match self.peek()? {
                None => return Err(self.wrong(Wanted::Sign("\""))),
                Some(b'"') => {
                    self.next += 1;
                    return Ok(());
                }
                Some(b'\\') => {
                    self.next += 1;
                    if self.peek()?.is_some() {
                        self.next += 1;
                    }
                }
                // The text goes on in the next buffer.
                Some(_) => {}
            }
        }
    }

    /// Passes over a number, `true`, `false` or `null`.
    fn literal(&mut self, wanted: Wanted) -> Result<(), Broken> {
        let begun = self.at();
        while self.peek()?.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte)) {
            self.next += 1;
        }
        if self.at() == begun { Err(self.wrong(wanted)) } else { Ok(()) }
    }

    /// Passes over a sign that has to come next.
    fn expect(&mut self, sign: u8, wanted: Wanted) -> Result<(), Broken> {
        if self.sign()? != Some(sign) {
            return Err(self.wrong(wanted));
        }
        self.next += 1;
        Ok(())
    }

    /// Nothing may come any more.
    pub(super) fn end(&mut self) -> Result<(), Broken> {
        if self.sign()?.is_some() { Err(self.wrong(Wanted::End)) } else { Ok(()) }
    }

    /// What stands behind white space; none at the end of the file.
    fn sign(&mut self) -> Result<Option<u8>, Broken> {
        while let Some(byte) = self.peek()? {
            if !b" \n\r\t".contains(&byte) {
                return Ok(Some(byte));
            }
            self.next += 1;
        }
        Ok(None)
    }

    #[inline]
    fn peek(&mut self) -> Result<Option<u8>, Broken> {
        if self.next == self.full && !self.fill()? {
            return Ok(None);
        }
        Ok(Some(self.buffer[self.next]))
    }

    /// Reads on where all was looked at; whether there is more.
    #[cold]
    fn fill(&mut self) -> Result<bool, Broken> {
        let from = self.kept.unwrap_or(self.full);
        self.buffer.copy_within(from..self.full, 0);
        (self.begin, self.full, self.kept) = (self.begin + from as u64, self.full - from, self.kept.map(|_| 0));
        self.next = self.full;
        if self.full == self.buffer.len() {
            if self.full >= MOST_BYTES {
                return Err(Broken::at(self.path, self.begin, Wanted::Smaller));
            }
            self.buffer.resize(2 * self.full, 0);
        }
        let read = loop {
            match self.file.read(&mut self.buffer[self.full..]) {
                Err(failure) if failure.kind() == io::ErrorKind::Interrupted => {}
                read => break read.map_err(|failure| Broken::unreadable(self.path, &failure))?,
            }
        };
        self.full += read;
        self.ended = read == 0;
        (self.passed)(read as u64);
        Ok(read > 0)
    }

    /// Where in the file the next sign stands.
    pub(super) fn next_at(&mut self) -> Result<u64, Broken> {
        self.sign()?;
        Ok(self.at())
    }

    fn at(&self) -> u64 {
        self.begin + self.next as u64
    }

    /// Something else stands here, or nothing.
    pub(super) fn wrong(&self, wanted: Wanted) -> Broken {
        if self.ended { Broken::cut(self.path, self.at(), wanted) } else { Broken::at(self.path, self.at(), wanted) }
    }
}

/// What these bytes say, which begin at that place of a file and are one value.
pub(super) fn parse<T: DeserializeOwned>(path: &Path, at: u64, bytes: &[u8], wanted: Wanted) -> Result<T, Broken> {
    serde_json::from_slice(bytes).map_err(|error| Broken::of(path, &error, (at, bytes), wanted))
}
