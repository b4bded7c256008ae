//! One exported file, read as a stream: message by message who wrote it, when, and what it says as it stands there.

use std::ops::ControlFlow;
use std::path::Path;

use super::broken::{Broken, Wanted};
use super::format::{Head, Written};
use super::json::{Json, LIST, OBJECT};

/// Takes a message; breaking ends the reading, with what is wrong if anything is.
pub(super) type Take<'a> = dyn FnMut(&Head, Written) -> ControlFlow<Option<Broken>> + 'a;

/// Reads a file and hands out each message as it comes. `passed` counts the bytes, for whoever shows how far it is.
///
/// # Errors
/// Where the file is not what the exporter writes, and what was expected there. What was handed out before stands.
pub(super) fn read(path: &Path, passed: &dyn Fn(u64), take: &mut Take<'_>) -> Result<(), Broken> {
    match Json::open(path, passed).map_err(Some).and_then(|mut json| export(&mut json, take)) {
        Ok(()) | Err(None) => Ok(()),
        Err(Some(broken)) => Err(broken),
    }
}

/// The whole file: an object with `guild`, `channel` and `messages`, in this order. The error is none where nobody takes
/// messages any more.
fn export(json: &mut Json<'_>, take: &mut Take<'_>) -> Result<(), Option<Broken>> {
    let (mut guild, mut place, mut told) = (None, None, false);
    json.within(OBJECT, Wanted::Export, |json| {
        match json.key()?.as_str() {
            "guild" => guild = Some(json.read(Wanted::Field("guild"))?),
            "channel" => place = Some(json.read(Wanted::Field("channel"))?),
            "messages" => {
                let (Some(guild), Some(place)) = (guild.take(), place.take()) else {
                    return Err(Some(json.wrong(Wanted::Export)));
                };
                let head = Head { guild, place };
                json.within(LIST, Wanted::Field("messages"), |json| match take(&head, message(json)?) {
                    ControlFlow::Continue(()) => Ok(()),
                    ControlFlow::Break(ended) => Err(ended),
                })?;
                told = true;
            }
            _ => json.skip(Wanted::Export)?,
        }
        Ok(())
    })?;
    if !told {
        return Err(Some(json.wrong(Wanted::Export)));
    }
    Ok(json.end()?)
}

fn message(json: &mut Json<'_>) -> Result<Written, Broken> {
    let (mut written, mut id, mut writer) = (Written { at: json.next_at()?, ..Written::default() }, None, None);
    json.within(OBJECT, Wanted::Field("messages"), |json| {
        match json.key()?.as_str() {
            "id" => id = Some(json.read(Wanted::Field("id"))?),
            "type" => written.kind = json.read(Wanted::Field("type"))?,
            "timestamp" => written.timestamp = json.read(Wanted::Field("timestamp"))?,
            "timestampEdited" => written.edited = json.read(Wanted::Field("timestampEdited"))?,
            "author" => writer = Some(json.read(Wanted::Field("author"))?),
            "reference" => written.reference = json.read(Wanted::Field("reference"))?,
            "content" => written.content = Some(json.piece(Wanted::Field("content"))?),
            "embeds" => written.embeds = Some(json.piece(Wanted::Field("embeds"))?),
            "forwardedMessage" => written.forwarded = Some(json.piece(Wanted::Field("forwardedMessage"))?),
            _ => json.skip(Wanted::Field("messages"))?,
        }
        Ok(())
    })?;
    let missing = |field| json.wrong(Wanted::Field(field));
    written.id = id.ok_or_else(|| missing("id"))?;
    written.writer = writer.ok_or_else(|| missing("author"))?;
    Ok(written)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::super::broken::Fault;
    use super::super::json::{BUFFER, Piece};
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
            let words = written.content.map_or_else(Vec::new, |Piece { at, bytes: words }| {
                assert!(bytes[at as usize..].starts_with(&words));
                words
            });
            taken.push((written.id, String::from_utf8_lossy(&words).into_owned()));
            ControlFlow::Continue(())
        });
        (taken, done.map_err(|broken| broken.fault))
    }

    #[test]
    fn messages_are_handed_out_with_the_place_of_their_words() {
        let (taken, done) = reading(WHOLE.as_bytes());
        assert_eq!(done, Ok(()));
        let words = [("1", r#""one \u00e4 \"}]\"""#), ("2", "17")];
        assert_eq!(taken, words.map(|(id, words)| (id.to_owned(), words.to_owned())));
    }

    #[test]
    fn wherever_the_next_bytes_have_to_be_taken_from_the_file_nothing_is_lost() {
        let whole = reading(WHOLE.as_bytes()).0.len();
        for before in 0..WHOLE.len() {
            // The first buffer ends that far behind the text.
            let pad = "x".repeat(BUFFER - before - "{\"pad\":\"\",".len());
            let (taken, done) = reading(format!("{{\"pad\":\"{pad}\",{}", &WHOLE[1..]).as_bytes());
            assert_eq!((taken.len(), done), (whole, Ok(())), "{before}");
        }
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
