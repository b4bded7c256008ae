//! What reaches the pipeline, and who counts as official. No event can carry an unofficial text: a [`Message`]
//! needs a [`Badge`], and only a [`Roster`] hands those out.

use std::collections::HashMap;
use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{AccountId, ChannelId, CommunityId, MessageId, Value};

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

/// What an admin enrols.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// What kind of thing the id names.
    pub kind: SenderKind,
    /// The id of the account, role or webhook.
    pub id: String,
    /// The person who answers for a webhook, a bot or a shared account, and gets its nudges.
    pub owner: Option<AccountId>,
    /// Nobody writes its posts: they are scored and shown, but do not count.
    pub machine: bool,
}

/// The kinds of sender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SenderKind {
    /// One account, person or bot.
    Account,
    /// Every account with a role.
    Role,
    /// A webhook.
    Webhook,
}

impl SenderKind {
    /// The kind's name in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["account", "role", "webhook"][self as usize]
    }

    /// The kind with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Account, Self::Role, Self::Webhook].into_iter().find(|kind| kind.name() == name)
    }
}

/// Who posted, as far as the question "official?" needs it.
#[derive(Debug, Clone)]
pub struct Author {
    /// The account, or the webhook's id.
    pub account: AccountId,
    /// Whether the account is a webhook.
    pub webhook: bool,
    /// The ids of its roles.
    pub roles: Vec<String>,
}

impl Author {
    /// A person's account without roles.
    #[must_use]
    pub fn person(account: AccountId) -> Self {
        Self { account, webhook: false, roles: Vec::new() }
    }
}

/// A role with more accounts is not enrolled by mistake, and when more people than this count as official within a day,
/// something is.
pub const FUSE: u64 = 50;

/// The senders of one community.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    senders: Vec<Sender>,
    /// Where each stands, but for roles.
    by_id: HashMap<(SenderKind, String), usize>,
}

/// Proof that a message's author is official. Only [`Roster::badge`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    sender: Sender,
}

impl Badge {
    /// Who gets a nudge about the account's messages: its owner, or nobody but itself.
    #[must_use]
    pub fn owner(&self) -> Option<&AccountId> {
        self.sender.owner.as_ref()
    }

    /// Whether nobody writes these posts.
    #[must_use]
    pub fn machine(&self) -> bool {
        self.sender.machine
    }

    /// The role that makes the author official; none who is enrolled by itself.
    #[must_use]
    pub fn role(&self) -> Option<&str> {
        (self.sender.kind == SenderKind::Role).then_some(self.sender.id.as_str())
    }
}

impl Roster {
    /// A roster of these senders.
    #[must_use]
    pub fn new(senders: Vec<Sender>) -> Self {
        let mut by_id = HashMap::new();
        for (at, sender) in senders.iter().enumerate().filter(|(_, sender)| sender.kind != SenderKind::Role) {
            by_id.entry((sender.kind, sender.id.clone())).or_insert(at);
        }
        Self { senders, by_id }
    }

    /// The enrolled senders.
    #[must_use]
    pub fn senders(&self) -> &[Sender] {
        &self.senders
    }

    /// The badge of an official author; an account's own entry goes before one by role.
    #[must_use]
    pub fn badge(&self, author: &Author) -> Option<Badge> {
        let own = if author.webhook { SenderKind::Webhook } else { SenderKind::Account };
        let by_id = self.by_id.get(&(own, author.account.0.clone())).map(|at| &self.senders[*at]);
        let by_role = || self.senders.iter().find(|s| s.kind == SenderKind::Role && author.roles.contains(&s.id));
        by_id.or_else(by_role).map(|sender| Badge { sender: sender.clone() })
    }

    /// Whether what gave a badge is still enrolled.
    #[must_use]
    pub fn honours(&self, badge: &Badge) -> bool {
        let Sender { kind, id, .. } = &badge.sender;
        self.senders.iter().any(|sender| sender.kind == *kind && sender.id == *id)
    }

    /// Who answers for an account: its owner, or itself.
    #[must_use]
    pub fn answers_for<'a>(&'a self, account: &'a AccountId) -> &'a AccountId {
        let entry = |kind| self.by_id.get(&(kind, account.0.clone())).map(|at| &self.senders[*at]);
        let sender = entry(SenderKind::Account).or_else(|| entry(SenderKind::Webhook));
        sender.and_then(|sender| sender.owner.as_ref()).unwrap_or(account)
    }
}
