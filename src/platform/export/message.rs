//! An exported message becomes one of the house. Whether its author is official is told first; only then its words are read.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::domain::{AccountId, Author, Badge, ChannelId, Message, MessageId, Roster, Words};
use crate::platform::join;

use super::broken::{Broken, Wanted};
use super::format::{Head, Writer, Written};
use super::json::{Piece, parse};
use super::read::read;

/// What people say themselves: posts, replies, commands. The exporter writes kinds that it has no name for as numbers.
const POSTS: [&str; 6] = ["Default", "Reply", "ChatInputCommand", "0", "19", "20"];
/// Discord's first millisecond.
const FIRST: i64 = 1_420_070_400_000;
/// No export reaches beyond this: the year 2100.
const LAST: i64 = 4_102_444_800_000;

/// An official message.
#[derive(Debug)]
pub struct Post {
    /// The message; whether it answers a member is not known yet.
    pub message: Message,
    /// The id of the message that it answers.
    pub answers: Option<String>,
}

/// Hands out the official messages of a file, each with the id of its server, whose roster tells who is official; breaking
/// ends the reading. `passed` counts the bytes.
///
/// # Errors
/// Where the file is not what the exporter writes. What was handed out before stands.
pub fn posts(
    path: &Path,
    rosters: &BTreeMap<String, Roster>,
    passed: &dyn Fn(u64),
    take: &mut dyn FnMut(&str, Post) -> ControlFlow<()>,
) -> Result<(), Broken> {
    read(path, passed, &mut |head, written| {
        let server = head.guild.id.as_str();
        let Some(roster) = rosters.get(server) else { return ControlFlow::Continue(()) };
        match post(path, head, written, roster) {
            Ok(Some(post)) => take(server, post).map_break(|()| None),
            Ok(None) => ControlFlow::Continue(()),
            Err(broken) => ControlFlow::Break(Some(broken)),
        }
    })
}

/// Whether a message is something its author says here: no notice of Discord's, no news of another channel, nothing of ours.
pub(super) fn is_post(written: &Written) -> bool {
    let followed = written.kind == "Default" && written.reference.is_some() && !written.is_forward();
    let ours = written.writer.is_bot == Some(true) && written.writer.name.as_deref() == Some("Punktum");
    POSTS.contains(&written.kind.as_str()) && !followed && !ours
}

/// When a message was posted; by its id where it does not say.
pub(super) fn posted_at(written: &Written) -> Option<Timestamp> {
    let said = match &written.timestamp {
        Some(text) => text.parse::<Timestamp>().ok()?.as_millisecond(),
        None => (written.id.parse::<i64>().ok()? >> 22) + FIRST,
    };
    (FIRST..LAST).contains(&said).then(|| Timestamp::from_millisecond(said).ok()).flatten()
}

/// The badge of who wrote a message, if it is official.
fn badge(writer: &Writer, roster: &Roster) -> Option<Badge> {
    let roles = writer.roles.iter().flatten().map(|role| role.id.clone()).collect();
    official(&writer.id, roles, roster)
}

/// The badge of an account with these roles; an export does not tell webhooks from bots.
pub(super) fn official(account: &str, roles: Vec<String>, roster: &Roster) -> Option<Badge> {
    let author = Author { account: AccountId::from(account), webhook: false, roles };
    roster.badge(&author).or_else(|| roster.badge(&Author { webhook: true, ..author }))
}

/// A message of a file, if it is official.
fn post(path: &Path, head: &Head, written: Written, roster: &Roster) -> Result<Option<Post>, Broken> {
    let Some(badge) = badge(&written.writer, roster).filter(|_| is_post(&written)) else { return Ok(None) };
    let wrong = |field| Broken::at(path, written.at, Wanted::Field(field));
    let posted_at = posted_at(&written).ok_or_else(|| wrong("timestamp"))?;
    let edited_at = match &written.edited {
        Some(text) => Some(text.parse::<Timestamp>().map_err(|_| wrong("timestampEdited"))?),
        None => None,
    };
    let words = words(path, head, &written)?;
    let answers = written.answers().map(str::to_owned);
    let message = Message {
        badge,
        calls_all: ["@everyone", "@here"].iter().any(|call| words.contains(call)),
        channel: ChannelId::from(head.channel()),
        place: head.is_thread().then(|| ChannelId::from(head.place.id.as_str())),
        account: AccountId(written.writer.id),
        posted_at,
        // An edit is never older than its message, and stored times are whole milliseconds.
        edited_at: edited_at.map(|at| at.max(posted_at + SignedDuration::from_millis(1))),
        words: Words(words),
        answers_member: false,
        id: MessageId(written.id),
    };
    Ok(Some(Post { message, answers }))
}

/// What a message says: the title of the forum post it opens, its content, what it forwards, and the embeds of a bot.
/// Those of people are previews of links.
fn words(path: &Path, head: &Head, written: &Written) -> Result<String, Broken> {
    let title = head.place.name.clone().filter(|_| head.is_thread() && head.place.id == written.id);
    let content: Option<String> = value(path, written.content.as_ref(), "content")?;
    let content = content.unwrap_or_default();
    let forwarded: Option<Forwarded> = value(path, written.forwarded.as_ref(), "forwardedMessage")?;
    let embeds = written.embeds.as_ref().filter(|_| written.writer.is_bot == Some(true));
    let mut embeds: Vec<Embed> = value(path, embeds, "embeds")?.unwrap_or_default();
    embeds.retain(|embed| !embed.is_preview_in(&content));
    let forwarded = forwarded.and_then(|forwarded| forwarded.content);
    let parts: Vec<String> =
        title.into_iter().chain([content]).chain(forwarded).chain(embeds.into_iter().flat_map(Embed::parts)).collect();
    Ok(join(parts.iter().map(String::as_str)))
}

/// What a part of a message says; none where it is missing or `null`.
fn value<T: DeserializeOwned>(path: &Path, part: Option<&Piece>, field: &'static str) -> Result<Option<T>, Broken> {
    part.map_or(Ok(None), |part| parse(path, part.at, &part.bytes, Wanted::Field(field)))
}

/// An embed, as far as it has words.
#[derive(Deserialize)]
struct Embed {
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    fields: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    value: Option<String>,
}

#[derive(Deserialize)]
struct Forwarded {
    #[serde(default)]
    content: Option<String>,
}

impl Embed {
    /// Whether it only shows what an address in the message leads to.
    fn is_preview_in(&self, content: &str) -> bool {
        self.url.as_deref().is_some_and(|url| !url.is_empty() && content.contains(url))
    }

    fn parts(self) -> impl Iterator<Item = String> {
        let lines = self.fields.into_iter().flat_map(|line| [line.name, line.value]);
        [self.title, self.description].into_iter().chain(lines).flatten()
    }
}
