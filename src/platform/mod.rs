//! What the house asks of a platform. Adapters translate, send and report; they hold no policy.

use std::fmt::{Display, Formatter};

use async_trait::async_trait;
use jiff::Timestamp;

use crate::domain::{AccountId, ChannelId, CommunityId, Message, MessageId, Roster};

pub mod console;
pub mod discord;
pub mod export;

/// The way outwards to one platform.
#[async_trait]
pub trait Platform: Send + Sync {
    /// Posts to a venue; answers the platform's id of the post.
    ///
    /// # Errors
    /// [`Failure`].
    async fn post(&self, community: &CommunityId, venue: &Venue, post: &Post) -> Result<String, Failure>;

    /// Puts other words in the place of one of our posts, which loses its buttons.
    ///
    /// # Errors
    /// [`Failure`].
    async fn edit(&self, venue: &Venue, sent_as: &str, text: &str) -> Result<(), Failure>;

    /// Takes one of our posts away; one that is gone already is no failure.
    ///
    /// # Errors
    /// [`Failure`].
    async fn remove(&self, venue: &Venue, sent_as: &str) -> Result<(), Failure>;

    /// Whether one of our own last posts in the venue carries this key; asked before a post is repeated after a crash.
    ///
    /// # Errors
    /// [`Failure`].
    async fn find(&self, community: &CommunityId, venue: &Venue, key: &str) -> Result<Option<String>, Failure>;

    /// The words of an official message as they stand now; none when they cannot be had.
    ///
    /// # Errors
    /// [`Failure`].
    async fn fetch(
        &self,
        community: &CommunityId,
        channel: &ChannelId,
        message: &MessageId,
    ) -> Result<Option<String>, Failure>;

    /// A page of what was posted in a place. What members wrote in it is let go unread.
    ///
    /// # Errors
    /// [`Failure`].
    async fn history(
        &self,
        _community: &CommunityId,
        _place: &ChannelId,
        _part: &Part,
        _roster: &Roster,
    ) -> Result<Page, Failure> {
        Ok(Page::default())
    }

    /// Goes from a community; nothing where only people can remove the bot.
    ///
    /// # Errors
    /// [`Failure`].
    async fn leave(&self, _community: &CommunityId) -> Result<(), Failure> {
        Ok(())
    }

    /// The places whose messages count to a channel and where something may have been posted since a moment: itself, and
    /// its threads, those that were put away as well.
    async fn places(&self, channel: &ChannelId, _since: Timestamp) -> Reach {
        Reach { places: vec![channel.clone()], ..Reach::default() }
    }

    /// What keeps it from hearing everything.
    fn health(&self) -> Health {
        Health::default()
    }

    /// How many accounts have a role; none where the platform keeps no such figure.
    ///
    /// # Errors
    /// [`Failure`].
    async fn members(&self, _community: &CommunityId, _role: &str) -> Result<Option<u64>, Failure> {
        Ok(None)
    }

    /// How an account is shown to people; its id when the platform does not say.
    async fn name(&self, community: &CommunityId, account: &AccountId) -> String;

    /// Where people find a message: an address, or words such as `#news 12`.
    fn link(&self, community: &CommunityId, channel: &ChannelId, message: &MessageId) -> String;
}

/// What the parts of a message say, one below the other; empty ones are left out.
fn join<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Where people find a message on Discord: a server or `@me`, a channel or thread, the message.
fn discord_link(server: impl Display, place: impl Display, message: impl Display) -> String {
    format!("https://discord.com/channels/{server}/{place}/{message}")
}

/// What belongs to a channel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach {
    /// The channel, if messages stand in it, and its threads.
    pub places: Vec<ChannelId>,
    /// There are more threads than are looked through.
    pub cut: bool,
    /// What was put away cannot be seen.
    pub closed: bool,
}

/// Which page of a place's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The page that ends with this position.
    UpTo(String),
    /// The page that begins right after this position.
    After(String),
    /// The page that begins at this moment.
    Since(Timestamp),
}

/// A page of history: as many messages as the platform gives at once, from the oldest to the newest.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Its official messages as they stand now.
    pub messages: Vec<Message>,
    /// When its first message was posted, whoever wrote it; none when nothing is shown, though something may stand there.
    pub begins: Option<Timestamp>,
    /// Position and time of its last message, whoever wrote it.
    pub ends: Option<(String, Timestamp)>,
    /// Whether there may be more beyond it.
    pub more: bool,
    /// Messages of which it could not be told within the budget whether they are official; they were let go.
    pub skipped: u32,
}

impl Page {
    /// Of a place that does not exist any more: nothing stands there, and nothing is only hidden.
    #[must_use]
    pub fn of_gone() -> Self {
        Self { begins: Some(Timestamp::UNIX_EPOCH), ..Self::default() }
    }
}

/// Why the platform did not do it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// This account takes no direct messages.
    DirectClosed,
    /// Not now: again at this time.
    Later(Timestamp),
    /// Never: the reason in one word.
    Refused(&'static str),
}

/// How well a platform hears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Health {
    /// The words of all official messages are told.
    pub content: bool,
    /// So many events since the start could not be read.
    pub unread: u64,
}

impl Default for Health {
    fn default() -> Self {
        Self { content: true, unread: 0 }
    }
}

/// One thing that was looked at from outside, in a line for the operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// How it is.
    pub grade: Grade,
    /// What was found, and what to do where it is wrong.
    pub text: String,
}

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grade {
    /// As it should be.
    Fine,
    /// As it was wanted, and worth knowing.
    Note,
    /// Something does not work.
    Wrong,
}

impl Grade {
    /// As it is printed.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["fine", "note", "WRONG"][self as usize]
    }
}

impl Check {
    pub(crate) fn fine(text: String) -> Self {
        Self { grade: Grade::Fine, text }
    }

    pub(crate) fn note(text: String) -> Self {
        Self { grade: Grade::Note, text }
    }

    pub(crate) fn wrong(text: String) -> Self {
        Self { grade: Grade::Wrong, text }
    }
}

/// Where a post goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Venue {
    /// A channel.
    Channel(ChannelId),
    /// A direct message.
    Direct(AccountId),
}

impl Display for Venue {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Channel(id) => write!(f, "channel:{id}"),
            Self::Direct(id) => write!(f, "direct:{id}"),
        }
    }
}

impl Venue {
    /// The reverse of its `Display`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once(':')? {
            ("channel", id) => Some(Self::Channel(id.into())),
            ("direct", id) => Some(Self::Direct(id.into())),
            _ => None,
        }
    }
}

/// Something the bot says unasked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Post {
    /// The outbox row's id: the nonce, and what [`Platform::find`] looks for.
    pub key: String,
    /// What is said, in Discord's Markdown.
    pub text: String,
    /// The one account that may be called.
    pub calls: Option<AccountId>,
    /// Buttons under it.
    pub buttons: Vec<Button>,
    /// Files with it.
    pub files: Vec<File>,
}

/// A menu; choosing sends its action back, followed by what was chosen: ids or values with commas between them, `-` for
/// nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    /// What it is for.
    pub label: String,
    /// What choosing does; ends where what was chosen follows, such as `setup staff pick:`.
    pub action: String,
    /// What there is to choose from.
    pub of: Choose,
    /// What is chosen already.
    pub chosen: Vec<String>,
    /// Whether several may be chosen, or none.
    pub many: bool,
}

/// What a menu offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choose {
    /// The channels of the community: their ids.
    Channel,
    /// Its roles and accounts: `<@&7>` and `<@42>`.
    Sender,
    /// These: what stands there, and its value.
    One(Vec<(String, String)>),
}

/// A button; pressing it sends its action back. An action that ends with a colon wants what the person types behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What stands on it.
    pub label: String,
    /// What it does: a console command without the slash, such as `nudge helps 3f2a`.
    pub action: String,
}

/// A file that comes with a post or a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name with ending.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// What it shows, in words.
    pub alt: String,
}
