//! The bot from its start to its end.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use serenity::all::Event;
use serenity::http::Http;
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinSet;
use tracing::{error, info, warn};

use crate::app::App;
use crate::backoff::Backoff;
use crate::clock::Clock;
use crate::watch::Watch;

use super::authors::Authors;
use super::failure::is_unauthorised;
use super::gateway::{self, Ended, Heard, Line, Said};
use super::guild::PLATFORM;
use super::missed::Arrived;
use super::places::Places;
use super::{Discord, Parts, register};

/// What is under way when the program is told to stop has so long to end.
const DRAIN: Duration = Duration::from_secs(8);
/// Jobs that do not begin are tried again after so long first, and at most.
const RETRY: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(30));
/// Without anything due, the jobs are looked through this often.
const LOOK: SignedDuration = SignedDuration::from_mins(10);
/// What happens within so long is looked at together.
const GATHER: Duration = Duration::from_millis(50);
/// After what was there, the pipeline rests so long.
const NAP: Duration = Duration::from_millis(1);

/// The bot, connected.
pub struct Bot {
    parts: Parts,
    line: Line,
    events: mpsc::Receiver<Said>,
    arrived: mpsc::UnboundedReceiver<Arrived>,
}

impl Bot {
    /// Signs in, registers the commands and connects; `client` makes the clients it asks Discord with.
    ///
    /// # Errors
    /// [`Ended`]: Discord does not take the token, or cannot be reached.
    pub async fn connect(watch: Watch, client: impl Fn() -> Http, clock: Clock) -> Result<Self, Ended> {
        Self::open(watch, client, clock, true).await
    }

    /// The same without the Message Content intent: Discord tells the words of those posts alone that mention the bot.
    ///
    /// # Errors
    /// As [`Bot::connect`].
    pub async fn connect_without_content(watch: Watch, client: impl Fn() -> Http, clock: Clock) -> Result<Self, Ended> {
        warn!("without the Message Content intent: of posts, only those that mention the bot are checked");
        Self::open(watch, client, clock, false).await
    }

    async fn open(watch: Watch, client: impl Fn() -> Http, clock: Clock, content: bool) -> Result<Self, Ended> {
        let http = client();
        let me = http.get_current_user().await.map_err(refused)?;
        let shards = http.get_bot_gateway().await.map_err(refused)?.shards;
        // The application of a bot bears the bot's id, but for the oldest.
        let application = http.get_current_application_info().await.map_or(me.id.get().into(), |info| info.id);
        http.set_application_id(application);
        if let Err(failure) = register::register(watch.store(), &http).await? {
            warn!(error = %failure, "the commands could not be registered");
        }
        let (ear, events) = gateway::queue(watch.clone());
        let (places, authors) = (Arc::new(Places::default()), Arc::new(Authors::default()));
        let heard = Heard::default();
        let discord = Discord {
            http: Arc::new(http),
            me: me.id,
            clock: clock.clone(),
            places,
            authors,
            content,
            heard: heard.clone(),
            at_hand: None,
        };
        let app = App::new(watch, Arc::new(discord.clone()));
        let (arrivals, arrived) = mpsc::unbounded_channel();
        // Until a server comes, anything may have been missed in it.
        for known in app.watch.store().read().await?.communities().await? {
            if known.platform == PLATFORM && known.removed_at.is_none() {
                app.watch.gaps().open(&known.id, clock.now());
            }
        }
        let parts = Parts { app, discord, clock, wake: Arc::new(Notify::new()), heard, arrivals };
        info!(name = me.name, shards, "connecting");
        Ok(Self { parts, line: gateway::start(client(), ear, shards, content).await?, events, arrived })
    }

    /// The jobs, for who drives them by another clock.
    #[must_use]
    pub fn app(&self) -> App {
        self.parts.app.clone()
    }

    /// How much was heard.
    #[must_use]
    pub fn heard(&self) -> Heard {
        self.parts.heard.clone()
    }

    /// Listens and does what is due, until told to stop or cut off for good.
    ///
    /// # Errors
    /// [`Ended`].
    pub async fn run(self, stop: impl Future<Output = ()>) -> Result<(), Ended> {
        let parts = self.parts.clone();
        let jobs = tokio::spawn(async move { parts.work().await });
        let ended = self.listen(stop).await;
        jobs.abort();
        let _ = jobs.await;
        ended
    }

    /// Listens alone; what is due is somebody else's.
    ///
    /// # Errors
    /// [`Ended`].
    pub async fn listen(self, stop: impl Future<Output = ()>) -> Result<(), Ended> {
        let Self { parts, line: Line { shards, over }, mut events, arrived } = self;
        let reading = tokio::spawn(parts.clone().catch_up(arrived));
        let mut pipeline = tokio::spawn(async move {
            // Who asks is answered at once; the events behind it go on meanwhile.
            let mut answers = JoinSet::new();
            while let Some(said) = events.recv().await {
                while answers.try_join_next().is_some() {}
                match said {
                    Said::Passed(passed) => parts.pass(passed).await,
                    Said::Event(event) => match *event {
                        Event::InteractionCreate(asked) => {
                            let parts = parts.clone();
                            parts.heard.event();
                            answers.spawn(async move { parts.ask(asked.interaction).await });
                        }
                        event => parts.hear(event).await,
                    },
                }
                // To be woken for each event of many costs more than to deal with it.
                if events.is_empty() {
                    tokio::time::sleep(NAP).await;
                }
            }
            while answers.join_next().await.is_some() {}
        });
        let ended = tokio::select! {
            ended = over => ended.unwrap_or_else(|_| Err(Ended::Other("its thread is gone".to_owned()))),
            () = stop => {
                info!("stopping");
                // Shards that hang do not keep what was heard from being done.
                let _ = tokio::time::timeout(DRAIN / 2, shards.shutdown_all()).await;
                Ok(())
            }
        };
        reading.abort();
        // The queue's other end is gone with the connection; what it holds is still dealt with.
        if tokio::time::timeout(DRAIN / 2, &mut pipeline).await.is_err() {
            warn!("not all that was heard could be dealt with: it is read at the next start");
            pipeline.abort();
            let _ = pipeline.await;
        }
        ended
    }
}

impl Parts {
    /// Settles what was being sent when the program ended, then does what is due by the clock, for ever.
    async fn work(&self) {
        let mut pause = Backoff::new(RETRY);
        while let Err(failure) = self.app.start(self.clock.now()).await {
            error!(error = %failure, "jobs do not begin");
            pause.wait().await;
        }
        loop {
            let now = self.clock.now();
            let due = self.app.tick(now).await.map_or(now + LOOK, |due| due.min(now + LOOK));
            let wait = due.duration_since(self.clock.now()).try_into().unwrap_or(Duration::from_millis(100));
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = self.wake.notified() => tokio::time::sleep(GATHER).await,
            }
        }
    }
}

fn refused(error: serenity::Error) -> Ended {
    if is_unauthorised(&error) { Ended::Token } else { Ended::Other(error.to_string()) }
}
