//! Which messages reach drift and the headline figure, whose drift it is, and what is left of a message there.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{AccountId, ChannelId, MessageId, Value};

/// Whether a message reaches drift and the headline figure, or the one reason why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Counts {
    /// It counts.
    Yes,
    /// It is shown on a line of its own.
    No(Reason),
}

/// Why a message does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reason {
    /// Answers someone not official.
    Reply,
    /// A talk channel, and it does not call everyone.
    Floor,
    /// An unattended webhook or bot.
    Machine,
    /// The community or the account is paused.
    Paused,
    /// No text, or neither German nor English.
    Unreadable,
    /// Its author said that the nudge does not fit.
    Disputed,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Self; 6] =
        [Self::Reply, Self::Floor, Self::Machine, Self::Paused, Self::Unreadable, Self::Disputed];

    /// The reason's name in tables and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["reply", "floor", "machine", "paused", "unreadable", "disputed"][self as usize]
    }
}

impl Counts {
    /// `yes`, or the reason's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No(reason) => reason.name(),
        }
    }

    /// The reverse of [`Counts::name`].
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        if name == "yes" {
            return Some(Self::Yes);
        }
        Reason::ALL.into_iter().find(|reason| reason.name() == name).map(Self::No)
    }
}

/// Whose drift is watched: an account's, or a channel's where `people` is `off`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// One account.
    Account(AccountId),
    /// One channel, whoever posts there.
    Channel(ChannelId),
}

impl Subject {
    /// The reverse of its `Display`: `account:<id>` or `channel:<id>`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once(':')? {
            ("account", id) => Some(Self::Account(id.into())),
            ("channel", id) => Some(Self::Channel(id.into())),
            _ => None,
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account(id) => write!(f, "account:{id}"),
            Self::Channel(id) => write!(f, "channel:{id}"),
        }
    }
}

/// One counted message as the fold of drift sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// When it was posted.
    pub posted_at: Timestamp,
    /// Its id.
    pub message: MessageId,
    /// Where it was posted.
    pub channel: ChannelId,
    /// Tells accounts apart: the account, or the key of account and week; none once both are erased.
    pub account_key: Option<String>,
    /// Its verdict.
    pub value: Value,
}
