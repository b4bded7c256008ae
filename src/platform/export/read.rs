//! One exported file, read as a stream: of each message who wrote it, when, and where in the file its words stand. The words
//! themselves are passed over; those of an official message are read afterwards, from their place.

use std::cell::Cell;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::ops::{ControlFlow, Range};
use std::path::Path;

use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::broken::{Broken, Wanted};
use super::format::{Head, Written};

/// So many bytes are taken from the file at once.
const BUFFER: usize = 128 * 1024;
/// What some editors put before a text.
const MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];

/// Takes a message; breaking ends the reading, with what is wrong if anything is.
pub(super) type Take<'a> = dyn FnMut(&Head, Written) -> ControlFlow<Option<Broken>> + 'a;

/// Reads a file and hands out each message as it comes. `passed` counts the bytes, for whoever shows how far it is.
///
/// # Errors
/// Where the file is not what the exporter writes, and what was expected there. What was handed out before stands.
pub(super) fn read(path: &Path, passed: &dyn Fn(u64), take: &mut Take<'_>) -> Result<(), Broken> {
    let spot = Spot::default();
    let file = Counted::open(path, &spot, passed).map_err(|failure| Broken::unreadable(path, &failure))?;
    let mut json = serde_json::Deserializer::from_reader(file);
    let mut reading = Reading { spot: &spot, head: Head::default(), known: (false, false), take, ended: None };
    let done = Export(&mut reading).deserialize(&mut json).and_then(|()| json.end());
    match (done, reading.ended) {
        (_, Some(ended)) => ended.map_or(Ok(()), Err),
        (Ok(()), None) => Ok(()),
        (Err(error), None) => {
            let place = (spot.begun.get(), spot.at.get());
            Err(Broken::of(path, &error, spot.wanted.get(), place).cut_if(spot.ended.get(), spot.at.get()))
        }
    }
}

/// Where in the file the reading is, and what it looks for there.
#[derive(Default)]
struct Spot {
    /// Bytes handed out.
    at: Cell<u64>,
    /// Where what is looked for begins.
    begun: Cell<u64>,
    wanted: Cell<Wanted>,
    /// Whether something was looked for behind the end of the file.
    ended: Cell<bool>,
}

impl Spot {
    fn want(&self, wanted: Wanted) {
        self.begun.set(self.at.get());
        self.wanted.set(wanted);
    }
}

/// A file that counts what was read of it.
struct Counted<'a> {
    file: File,
    buffer: Vec<u8>,
    next: usize,
    full: usize,
    spot: &'a Spot,
    passed: &'a dyn Fn(u64),
}

impl<'a> Counted<'a> {
    fn open(path: &Path, spot: &'a Spot, passed: &'a dyn Fn(u64)) -> io::Result<Self> {
        let mut new = Self { file: File::open(path)?, buffer: vec![0; BUFFER], next: 0, full: 0, spot, passed };
        new.fill()?;
        if new.buffer[..new.full].starts_with(&MARK) {
            new.next = MARK.len();
            spot.at.set(MARK.len() as u64);
        }
        Ok(new)
    }

    fn fill(&mut self) -> io::Result<()> {
        (self.next, self.full) = (0, self.file.read(&mut self.buffer)?);
        self.spot.ended.set(self.full == 0);
        (self.passed)(self.full as u64);
        Ok(())
    }
}

impl Read for Counted<'_> {
    #[inline]
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.next == self.full {
            self.fill()?;
        }
        let n = out.len().min(self.full - self.next);
        out[..n].copy_from_slice(&self.buffer[self.next..self.next + n]);
        self.next += n;
        self.spot.at.set(self.spot.at.get() + n as u64);
        Ok(n)
    }
}

/// What the parts of a file share while it is read.
struct Reading<'a, 't> {
    spot: &'a Spot,
    head: Head,
    /// Whether server and channel were told.
    known: (bool, bool),
    take: &'a mut Take<'t>,
    ended: Option<Option<Broken>>,
}

/// The whole file: an object with `guild`, `channel` and `messages`, in this order.
struct Export<'r, 'a, 't>(&'r mut Reading<'a, 't>);

impl<'de> DeserializeSeed<'de> for Export<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        self.0.spot.want(Wanted::Export);
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Export<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an export")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self(reading) = self;
        let mut told = false;
        while let Some(key) = map.next_key::<Field>()? {
            match key {
                Field::Guild => {
                    reading.spot.want(Wanted::Field("guild"));
                    (reading.head.guild, reading.known.0) = (map.next_value()?, true);
                }
                Field::Channel => {
                    reading.spot.want(Wanted::Field("channel"));
                    (reading.head.place, reading.known.1) = (map.next_value()?, true);
                }
                Field::Messages if reading.known == (true, true) => {
                    reading.spot.want(Wanted::Field("messages"));
                    map.next_value_seed(Messages(reading))?;
                    told = true;
                }
                Field::Messages => return Err(A::Error::custom("")),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
            reading.spot.want(Wanted::Export);
        }
        if told { Ok(()) } else { Err(A::Error::custom("")) }
    }
}

struct Messages<'r, 'a, 't>(&'r mut Reading<'a, 't>);

impl<'de> DeserializeSeed<'de> for Messages<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Messages<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("messages")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut messages: A) -> Result<(), A::Error> {
        let Self(reading) = self;
        loop {
            reading.spot.want(Wanted::Field("messages"));
            let Some(written) = messages.next_element_seed(One(reading.spot))? else { return Ok(()) };
            if let ControlFlow::Break(ended) = (reading.take)(&reading.head, written) {
                reading.ended = Some(ended);
                return Err(A::Error::custom(""));
            }
        }
    }
}

/// One message.
struct One<'a>(&'a Spot);

impl<'de> DeserializeSeed<'de> for One<'_> {
    type Value = Written;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Written, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for One<'_> {
    type Value = Written;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a message")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Written, A::Error> {
        let Self(spot) = self;
        let begun = spot.at.get();
        let (mut written, mut id, mut writer) = (Written::default(), None, None);
        while let Some(key) = map.next_key::<Field>()? {
            spot.want(Wanted::Field(key.name()));
            match key {
                Field::Id => id = Some(map.next_value()?),
                Field::Type => written.kind = map.next_value()?,
                Field::Timestamp => written.timestamp = map.next_value()?,
                Field::TimestampEdited => written.edited = map.next_value()?,
                Field::Author => writer = Some(map.next_value()?),
                Field::Reference => written.reference = map.next_value()?,
                Field::Content => written.content = Some(pass_over(spot, &mut map)?),
                Field::Embeds => written.embeds = Some(pass_over(spot, &mut map)?),
                Field::ForwardedMessage => written.forwarded = Some(pass_over(spot, &mut map)?),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        let missing = |field| {
            spot.want(Wanted::Field(field));
            spot.begun.set(begun);
            A::Error::custom("")
        };
        written.id = id.ok_or_else(|| missing("id"))?;
        written.writer = writer.ok_or_else(|| missing("author"))?;
        Ok(written)
    }
}

/// Passes over a value; where in the file it stands.
fn pass_over<'de, A: MapAccess<'de>>(spot: &Spot, map: &mut A) -> Result<Range<u64>, A::Error> {
    // The colon is read with the value.
    let from = spot.at.get();
    map.next_value::<IgnoredAny>()?;
    Ok(from..spot.at.get())
}

/// A key of any of the objects, the unknown ones together.
#[derive(Deserialize, Clone, Copy)]
#[serde(field_identifier, rename_all = "camelCase")]
enum Field {
    Guild,
    Channel,
    Messages,
    Id,
    Type,
    Timestamp,
    TimestampEdited,
    Author,
    Reference,
    Content,
    Embeds,
    ForwardedMessage,
    #[serde(other)]
    Other,
}

impl Field {
    fn name(self) -> &'static str {
        match self {
            Self::Guild => "guild",
            Self::Channel => "channel",
            Self::Messages => "messages",
            Self::Id => "id",
            Self::Type => "type",
            Self::Timestamp => "timestamp",
            Self::TimestampEdited => "timestampEdited",
            Self::Author => "author",
            Self::Reference => "reference",
            Self::Content => "content",
            Self::Embeds => "embeds",
            Self::ForwardedMessage => "forwardedMessage",
            // Somewhere in what is passed over.
            Self::Other => "messages",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::super::broken::Fault;
    use super::*;

    const WHOLE: &str = r#"{ "guild": { "id": "7", "name": "N" }, "channel": { "id": "8", "type": "GuildNews" },
        "messages": [ { "id": "1", "type": "Default", "content": "one \u00e4 \"}]\"", "author": { "id": "5", "roles": [] } },
            { "content": 17, "author": { "id": "6", "isBot": true, "roles": null }, "id": "2", "odd": [[{}], -1.5e3] } ],
        "messageCount": 2 }"#;

    /// The ids that were handed out with where their words stand, and how it ended.
    fn reading(bytes: &[u8]) -> (Vec<(String, String)>, Result<(), Fault>) {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        let mut taken = Vec::new();
        let done = read(file.path(), &|_| {}, &mut |_, written| {
            let place = written.content.clone().unwrap_or_default();
            let words = &bytes[place.start as usize..place.end as usize];
            taken.push((written.id, String::from_utf8_lossy(words).into_owned()));
            ControlFlow::Continue(())
        });
        (taken, done.map_err(|broken| broken.fault))
    }

    #[test]
    fn messages_are_handed_out_with_the_place_of_their_words() {
        let (taken, done) = reading(WHOLE.as_bytes());
        assert_eq!(done, Ok(()));
        let one = r#": "one \u00e4 \"}]\"""#.to_owned();
        assert_eq!(taken[0], ("1".to_owned(), one));
        assert!(taken[1].0 == "2" && taken[1].1.starts_with(": 17"), "{taken:?}");
    }

    #[test]
    fn wherever_a_file_is_cut_its_end_is_named() {
        for cut in 0..WHOLE.len() {
            let (taken, done) = reading(&WHOLE.as_bytes()[..cut]);
            let Err(Fault::Cut { offset, .. }) = done else { panic!("{cut}: {done:?}") };
            assert_eq!(offset, cut as u64);
            let whole = |id: &str| WHOLE[..cut].contains(id);
            assert_eq!(taken.len(), usize::from(whole("[] } }")) + usize::from(whole("-1.5e3] }")), "{cut}");
        }
    }

    #[test]
    fn wherever_a_sign_is_wrong_nothing_panics() {
        for at in 0..WHOLE.len() {
            for wrong in [b'\x00', b'"', b'{', b']', b',', 0xFF] {
                let mut bytes = WHOLE.as_bytes().to_vec();
                bytes[at] = wrong;
                if let (_, Err(Fault::Other { offset, .. } | Fault::Cut { offset, .. })) = reading(&bytes) {
                    assert!(offset <= bytes.len() as u64);
                }
            }
        }
    }
}
