//! Who counts as official: the senders that admins enrol, and the proof that an author is one of them.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::AccountId;

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
