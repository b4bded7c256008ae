//! The plain types.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::Value as Json;

#[derive(Debug, Clone, Default)]
pub(crate) struct Guild {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) locale: String,
    pub(crate) roles: BTreeMap<u64, Role>,
    pub(crate) members: BTreeMap<u64, Member>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Role {
    pub(crate) name: String,
    pub(crate) permissions: u64,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Member {
    pub(crate) roles: Vec<u64>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct User {
    pub(crate) name: String,
    pub(crate) bot: bool,
    /// Takes no direct messages.
    pub(crate) closed: bool,
    pub(crate) locale: String,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Channel {
    pub(crate) id: u64,
    /// Discord's number of the kind: 0 text, 1 direct, 5 news, 10 to 12 threads, 15 forum.
    pub(crate) kind: u8,
    pub(crate) name: String,
    pub(crate) guild: Option<u64>,
    pub(crate) parent: Option<u64>,
    /// Whom a direct channel leads to.
    pub(crate) recipient: Option<u64>,
    /// Only the staff may write.
    pub(crate) quiet: bool,
    /// When this thread was put away.
    pub(crate) archived: Option<Timestamp>,
    /// The bot may not write.
    pub(crate) forbidden: bool,
    /// Where Discord greets new members.
    pub(crate) system: bool,
    /// The bot may not read what was.
    pub(crate) secret: bool,
    /// The bot does not see it.
    pub(crate) hidden: bool,
    /// Permissions the bot has not got here.
    pub(crate) denied: u64,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Message {
    pub(crate) id: u64,
    pub(crate) channel: u64,
    pub(crate) author: u64,
    pub(crate) webhook: bool,
    pub(crate) content: String,
    pub(crate) posted: Timestamp,
    pub(crate) edited: Option<Timestamp>,
    /// The message it answers or forwards, by Discord's number: 0 and 1.
    pub(crate) reference: Option<(u8, u64)>,
    pub(crate) snapshot: Option<String>,
    pub(crate) flags: u64,
    pub(crate) embeds: Json,
    pub(crate) components: Json,
    pub(crate) files: Vec<(String, usize, String)>,
    /// The accounts it may call.
    pub(crate) calls: Vec<u64>,
    pub(crate) nonce: Option<String>,
    pub(crate) enforce_nonce: bool,
}

/// What the bot answered to an interaction.
#[derive(Debug, Clone, Default)]
pub(crate) struct Response {
    pub(crate) id: u64,
    /// Discord's number of the kind of the first answer.
    pub(crate) kind: u64,
    /// The answer as it stands; null while it is deferred.
    pub(crate) data: Json,
    pub(crate) ephemeral: bool,
    pub(crate) files: Vec<String>,
    /// After how long, in real milliseconds.
    pub(crate) after: u128,
    pub(crate) asked: Option<std::time::Instant>,
}
