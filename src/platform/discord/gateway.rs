//! The gateway on a thread of its own. serenity starts a task for every event; on one thread these begin in the order in
//! which the events came, and all that each does is to put its event into the queue, or what is left of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use serenity::all::{
    ChannelId, ClientBuilder, Context, Event, GatewayIntents, GuildId, MessageId, RawEventHandler, ShardManager,
};
use serenity::async_trait;
use serenity::gateway::GatewayError;
use serenity::http::Http;
use tokio::sync::mpsc::{self, error::TrySendError};
use tokio::sync::oneshot;

use crate::watch::Watch;

use super::guild::community;
use super::hear::author;

/// What the bot asks to hear: servers and their messages. The words in them are asked for beside that.
const INTENTS: GatewayIntents = GatewayIntents::GUILDS.union(GatewayIntents::GUILD_MESSAGES);
/// So many events wait for the pipeline; after that the socket does.
const QUEUE: usize = 2_000;

/// Why the bot stopped.
#[derive(Debug, thiserror::Error)]
pub enum Ended {
    /// 401 or close code 4004.
    #[error("Discord does not take the token: set DISCORD_TOKEN to the one under Bot in the developer portal")]
    Token,
    /// Close code 4014.
    #[error(
        "Discord refuses the Message Content intent (4014): switch it on under Bot, Privileged Gateway Intents in the \
         developer portal, or do without it: DISCORD_MESSAGE_CONTENT=off checks drafts, audits from a message's menu and \
         posts that mention the bot"
    )]
    Intents,
    /// Close code 4013.
    #[error("Discord does not know the intents asked for (4013): this version is too old")]
    UnknownIntents,
    /// Everything else that ends the connection for good.
    #[error("the connection to Discord ended: {0}")]
    Other(String),
    /// The store fails where it must not.
    #[error(transparent)]
    Store(#[from] crate::store::Error),
}

/// How much was heard; what could not be read is never silently lost.
#[derive(Debug, Clone, Default)]
pub struct Heard(Arc<[AtomicU64; 3]>);

impl Heard {
    /// All events that were dealt with.
    #[must_use]
    pub fn events(&self) -> u64 {
        self.0[0].load(Ordering::Acquire)
    }

    /// Messages that are none of ours.
    #[must_use]
    pub fn passed(&self) -> u64 {
        self.0[1].load(Ordering::Acquire)
    }

    /// Events that could not be read.
    #[must_use]
    pub fn unread(&self) -> u64 {
        self.0[2].load(Ordering::Acquire)
    }

    pub(super) fn event(&self) {
        self.0[0].fetch_add(1, Ordering::AcqRel);
    }

    pub(super) fn pass(&self) {
        self.0[1].fetch_add(1, Ordering::AcqRel);
    }

    pub(super) fn miss(&self) {
        self.0[2].fetch_add(1, Ordering::AcqRel);
    }
}

/// What waits for the pipeline.
pub(super) enum Said {
    /// An event as Discord tells it.
    Event(Box<Event>),
    /// A message that is none of ours; nothing else of it is kept, not even while it waits.
    Passed(Passed),
}

/// Where a message that is none of ours was posted.
pub(super) struct Passed {
    pub(super) guild: GuildId,
    pub(super) place: ChannelId,
    pub(super) id: MessageId,
}

/// The queue's two ends.
pub(super) fn queue(watch: Watch) -> (Ear, mpsc::Receiver<Said>) {
    let (send, receive) = mpsc::channel(QUEUE);
    (Ear { queue: send, watch }, receive)
}

/// Puts events into the queue.
pub(super) struct Ear {
    queue: mpsc::Sender<Said>,
    watch: Watch,
}

impl Ear {
    /// A member's message is let go on the thread that made it: most are, and to drop one elsewhere costs more.
    fn sort(&self, event: Event) -> Said {
        if let Event::MessageCreate(event) = &event
            && let Some(guild) = event.message.guild_id
            && let Some(house) = self.watch.known_house(&community(guild))
            && house.roster.badge(&author(&event.message, None)).is_none()
        {
            return Said::Passed(Passed { guild, place: event.message.channel_id, id: event.message.id });
        }
        Said::Event(Box::new(event))
    }
}

#[async_trait]
impl RawEventHandler for Ear {
    async fn raw_event(&self, _: Context, event: Event) {
        let mut said = self.sort(event);
        while let Err(TrySendError::Full(back)) = self.queue.try_send(said) {
            // The thread is the gateway's own: while it sleeps, Discord waits.
            std::thread::sleep(Duration::from_millis(2));
            said = back;
        }
    }
}

/// A connection to the gateway: what ends it, and how it ended.
pub(super) struct Line {
    pub(super) shards: Arc<ShardManager>,
    pub(super) over: oneshot::Receiver<Result<(), Ended>>,
}

/// Connects and stays connected. The client is made on the gateway's thread, for its tasks stay where it was made; its HTTP
/// is its own, because connections belong to the thread that opened them.
pub(super) async fn start(http: Http, ear: Ear, shards: u32, content: bool) -> Result<Line, Ended> {
    let intents = if content { INTENTS.union(GatewayIntents::MESSAGE_CONTENT) } else { INTENTS };
    let (send, over) = oneshot::channel();
    let (made, manager) = oneshot::channel();
    let listen = async move {
        let mut client = ClientBuilder::new_with_http(http, intents).raw_event_handler(ear).await.map_err(ended)?;
        let _ = made.send(Arc::clone(&client.shard_manager));
        client.start_shards(shards).await.map_err(ended)
    };
    let run = move || {
        let ended = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
            Ok(runtime) => runtime.block_on(listen),
            Err(error) => Err(Ended::Other(error.to_string())),
        };
        let _ = send.send(ended);
    };
    let thread = std::thread::Builder::new().name("gateway".to_owned()).spawn(run);
    thread.map_err(|error| Ended::Other(error.to_string()))?;
    let shards = manager.await.map_err(|_| Ended::Other("it could not be opened".to_owned()))?;
    Ok(Line { shards, over })
}

fn ended(error: serenity::Error) -> Ended {
    match error {
        serenity::Error::Gateway(GatewayError::InvalidAuthentication) => Ended::Token,
        serenity::Error::Gateway(GatewayError::DisallowedGatewayIntents) => Ended::Intents,
        serenity::Error::Gateway(GatewayError::InvalidGatewayIntents) => Ended::UnknownIntents,
        other => Ended::Other(other.to_string()),
    }
}
