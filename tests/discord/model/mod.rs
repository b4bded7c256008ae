//! Discord as it is: guilds, channels, people and messages in plain types, with a clock of its own and everything that goes
//! wrong to be switched on.

mod answers;
mod faults;
mod gateway;
mod objects;
mod people;
mod shapes;

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value as Json, json};

pub(crate) use faults::{Fault, What};
pub(crate) use gateway::Frame;
pub(crate) use objects::{Channel, Guild, Member, Message, Response, Role, User};
pub(crate) use people::Say;

/// The bot's own account and application.
pub(crate) const BOT: u64 = 100;
/// Discord's first millisecond.
const EPOCH: i64 = 1_420_070_400_000;
/// How long a nonce is remembered.
const NONCE_LIVES: SignedDuration = SignedDuration::from_mins(3);

/// The whole of Discord.
#[derive(Default)]
pub(crate) struct Model(Mutex<State>);

/// What Discord knows.
#[derive(Default)]
pub(crate) struct State {
    /// Discord's clock.
    pub(crate) now: Timestamp,
    next: u64,
    pub(crate) guilds: BTreeMap<u64, Guild>,
    /// Those that the bot has left.
    pub(crate) left: BTreeMap<u64, Guild>,
    pub(crate) channels: BTreeMap<u64, Channel>,
    pub(crate) users: BTreeMap<u64, User>,
    pub(crate) messages: BTreeMap<u64, Message>,
    /// The registered commands.
    pub(crate) commands: Json,
    /// How often they were registered.
    pub(crate) registered: u32,
    pub(crate) faults: Vec<Fault>,
    pub(crate) buckets: BTreeMap<String, faults::Bucket>,
    /// How often the client ran into a full bucket.
    pub(crate) overrun: u32,
    pub(crate) gateway: gateway::Gateway,
    /// Interactions by their token: what was answered.
    pub(crate) responses: BTreeMap<String, Response>,
    /// What no request may hold.
    pub(crate) canary: Option<&'static str>,
    /// Requests that do not fit Discord's own description.
    pub(crate) wrong: Vec<String>,
    /// Every request.
    pub(crate) calls: Vec<String>,
}

/// A request.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) method: String,
    pub(crate) path: String,
    /// What stands behind the `?`.
    pub(crate) query: String,
    pub(crate) body: Json,
    pub(crate) files: Vec<(String, Vec<u8>)>,
}

/// An answer to it.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Json,
    pub(crate) headers: Vec<(&'static str, String)>,
}

impl Answer {
    pub(crate) fn ok(body: Json) -> Self {
        Self { status: if body.is_null() { 204 } else { 200 }, body, headers: Vec::new() }
    }

    pub(crate) fn error(status: u16, code: u32, message: &str) -> Self {
        Self { status, body: json!({ "code": code, "message": message }), headers: Vec::new() }
    }
}

impl Model {
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The next id, which bears the time.
    pub(crate) fn id(&mut self) -> u64 {
        self.next += 1;
        let ms = u64::try_from(self.now.as_millisecond() - EPOCH).unwrap();
        (ms << 22) | (self.next & 0x3f_ffff)
    }

    /// A message takes its place, unless its nonce says that it is there already.
    pub(crate) fn put(&mut self, message: Message) -> Message {
        let since = self.now - NONCE_LIVES;
        let named = message.nonce.is_some().then(|| self.messages.values());
        let twin = named.into_iter().flatten().find(|other| {
            let same = other.nonce == message.nonce && other.channel == message.channel;
            same && message.enforce_nonce && other.posted > since
        });
        if let Some(twin) = twin {
            return twin.clone();
        }
        self.messages.insert(message.id, message.clone());
        message
    }
}
