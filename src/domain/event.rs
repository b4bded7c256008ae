//! What reaches the pipeline. No event can carry an unofficial text: a [`Message`] needs a [`Badge`], and only a
//! [`Roster`](super::Roster) hands those out.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{AccountId, Badge, ChannelId, CommunityId, MessageId};

/// One thing that happened in one community.
#[derive(Debug, Clone)]
pub struct Event {
    /// Where.
    pub community: CommunityId,
    /// Live, or read after the fact.
    pub origin: Origin,
    /// When it reached us.
    pub at: Timestamp,
    /// The place was read without a gap up to here; stored together with what follows from the event.
    pub seen: Option<Seen>,
    /// What happened.
    pub kind: Kind,
}

impl Event {
    /// The official message that it brings, if it does.
    #[must_use]
    pub fn message(&self) -> Option<&Message> {
        match &self.kind {
            Kind::Message(message) => Some(message),
            _ => None,
        }
    }
}

/// How far a place was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Channel or thread.
    pub place: String,
    /// The platform's position, ordered as the platform orders it.
    pub position: String,
}

/// History is silent: it never nudges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// As it happens.
    Live,
    /// Catch-up, replay, audit.
    History,
}

/// The kinds of event.
#[derive(Debug, Clone)]
pub enum Kind {
    /// An official message, new or in its newest form after an edit.
    Message(Message),
    /// A message is gone; official or not, only its id is known.
    Deleted {
        /// The message.
        message: MessageId,
    },
    /// Something that is not ours passed; nothing is known of it but its place.
    Passed,
    /// Somebody pressed a button under a nudge.
    Feedback {
        /// The nudge's id.
        nudge: String,
        /// Who pressed.
        by: AccountId,
        /// What they said.
        verdict: Verdict,
    },
    /// An enrolled account asks for silence (or, with `until` none, ends it).
    Pause {
        /// Who asked.
        by: AccountId,
        /// The end of the pause; none ends a running one.
        until: Option<Timestamp>,
    },
    /// The outbox worker reports what became of a row.
    Delivered {
        /// The outbox row.
        outbox: String,
        /// What happened.
        outcome: Delivery,
    },
}

/// What somebody says of a nudge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// "Helps".
    Helps,
    /// "Does not fit": the message is disputed and counts nowhere.
    Unfit,
}

impl Verdict {
    /// The verdict's name in tables and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["helps", "unfit"][self as usize]
    }

    /// The verdict with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Helps, Self::Unfit].into_iter().find(|verdict| verdict.name() == name)
    }
}

/// What became of an outbox row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// The platform has it under this id.
    Sent(String),
    /// The platform refuses direct messages to this account: fall back and remember.
    DirectClosed,
    /// Not delivered and not to be tried again; the reason in one word.
    Dropped(&'static str),
    /// Not delivered now; try again at this time.
    Later(Timestamp),
}

/// An official message in its newest form.
#[derive(Debug, Clone)]
pub struct Message {
    /// Proof that the author is official.
    pub badge: Badge,
    /// Its id, unique within the community.
    pub id: MessageId,
    /// The channel it counts to (a thread's parent).
    pub channel: ChannelId,
    /// The thread it stands in, if it does.
    pub place: Option<ChannelId>,
    /// Who posted.
    pub account: AccountId,
    /// When it was posted.
    pub posted_at: Timestamp,
    /// When it was last edited, if ever.
    pub edited_at: Option<Timestamp>,
    /// Its words; never logged, never stored.
    pub words: Words,
    /// It answers somebody who is not official.
    pub answers_member: bool,
    /// It calls everyone (`@everyone`, `@here`, `@room`).
    pub calls_all: bool,
}

/// A text that does not show itself in logs.
#[derive(Clone, PartialEq, Eq)]
pub struct Words(pub String);

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{} bytes>", self.0.len())
    }
}
