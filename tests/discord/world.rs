//! A world for tests over the wire: the bot as it ships, a real database, Discord's model behind its skin, and one clock for
//! both. Tests read like a chat: somebody posts, time goes by, the bot posts, somebody presses a button (`asking`).

mod asking;

use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use punktum::app::App;
use punktum::clock::Clock;
use punktum::domain::{ChannelId, CommunityId, MessageId, Sender, SenderKind};
use punktum::engine::Engine;
use punktum::handover;
use punktum::platform::console::line::{Line, read};
use punktum::platform::discord::{Bot, Ended, Heard};
use punktum::store::{Channel as Stored, Store, Whose};
use punktum::watch::{Key, Watch};
use serde_json::{Value as Json, json};
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::model::{Channel, Message, Model, Say};
pub(crate) use crate::scene::{ANN, BEN, BOSS, FORUM, GUILD, HOOK, NEWS, STAFF, TALK, TOM};
use crate::scene::{BRAND_ROLE, furnish, shown};
use crate::wire::{TOKEN, Wire, schema};

/// Nothing takes longer.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct World {
    pub(crate) model: Arc<Model>,
    pub(crate) wire: Wire,
    pub(crate) folder: TempDir,
    running: Option<Running>,
    /// The bot's messages that were read.
    seen: Vec<u64>,
    /// What the last read message or answer offers to press, and the message itself.
    buttons: Json,
    on: Option<Message>,
    /// From the next start on the bot does without the Message Content intent.
    pub(crate) content_off: bool,
    /// The next answer is for everybody.
    public: bool,
    /// The token of the last interaction.
    pub(crate) last: String,
}

struct Running {
    app: App,
    heard: Heard,
    stop: oneshot::Sender<()>,
    done: JoinHandle<Result<(), Ended>>,
}

impl World {
    /// Monday morning on the server Acme, with everything set; nobody has said anything yet.
    pub(crate) async fn new() -> Self {
        Self::after(|_| {}).await
    }

    /// The same after something was said before the bot came.
    pub(crate) async fn after(before: impl FnOnce(&Model)) -> Self {
        let mut world = Self::unset(before).await;
        assert!(world.welcome().await.contains("`/setup`"));
        world.enrol().await;
        world
    }

    /// The bot has just come to the server Acme, and nothing is set.
    pub(crate) async fn unset(before: impl FnOnce(&Model)) -> Self {
        let model = Arc::new(Model::default());
        furnish(&model);
        before(&model);
        let wire = Wire::open(&model).await;
        let folder = TempDir::new().unwrap();
        let (seen, buttons, on) = (Vec::new(), Json::Null, None);
        let (last, content_off, public) = (String::new(), false, false);
        let mut world = Self { model, wire, folder, running: None, seen, buttons, on, content_off, public, last };
        world.start().await;
        world
    }

    /// The first word of the bot.
    #[must_use]
    pub(crate) async fn welcome(&mut self) -> String {
        self.go("+0m").await;
        self.next_post()
    }

    /// The bot starts and hears which servers it is in.
    pub(crate) async fn start(&mut self) {
        let bot = self.connect().await.unwrap();
        let (app, heard) = (bot.app(), bot.heard());
        let now = self.model.state().now;
        app.start(now).await.unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let done = tokio::spawn(bot.listen(async { drop(stopped.await) }));
        self.running = Some(Running { app, heard, stop, done });
        self.settle().await;
        if self.model.state().faults.iter().all(|fault| fault.times == 0) {
            self.caught_up().await;
        }
    }

    /// The bot connects and does not listen yet.
    pub(crate) async fn connect(&self) -> Result<Bot, Ended> {
        let store = Store::open(&format!("sqlite:{}", self.folder.path().join("punktum.db").display())).await.unwrap();
        let watch = Watch::new(store, Arc::new(Engine::default()), Key::new(b"a key for tests alone"));
        let model = Arc::clone(&self.model);
        let clock = Clock::new(move || model.state().now);
        {
            let mut state = self.model.state();
            state.gateway.sent = 0;
            state.gateway.hang_up();
        }
        if self.content_off {
            return Bot::connect_without_content(watch, || self.wire.http(TOKEN), clock).await;
        }
        Bot::connect(watch, || self.wire.http(TOKEN), clock).await
    }

    /// Time goes by, and the program dies while it waits for Discord.
    pub(crate) async fn crashes(&mut self, by: &str) {
        let gone = tokio::time::timeout(Duration::from_secs(2), self.go(by)).await;
        assert!(gone.is_err(), "nothing hangs");
        self.stop().await;
    }

    /// Somebody looks at a message again.
    pub(crate) fn show(&mut self, message: &Message) {
        (self.buttons, self.on) = (message.components.clone(), Some(message.clone()));
    }

    /// The bot is stopped as by a signal.
    pub(crate) async fn stop(&mut self) {
        let Some(Running { app, stop, done, .. }) = self.running.take() else { return };
        let _ = stop.send(());
        done.await.unwrap().unwrap();
        app.watch.store().close().await;
    }

    /// What an admin would set, behind the commands' back.
    async fn enrol(&self) {
        let (community, watch) = (community(), &self.app().watch);
        let mut turn = watch.change(&community).await.unwrap();
        for (kind, id, owner) in [
            (SenderKind::Account, ANN, None),
            (SenderKind::Role, BRAND_ROLE, None),
            (SenderKind::Webhook, HOOK, Some(ANN.to_string().as_str().into())),
        ] {
            let sender = Sender { kind, id: id.to_string(), owner, machine: false };
            turn.tx.enrol(&community, &sender).await.unwrap();
        }
        let staff = format!("\"{STAFF}\"");
        for (key, value) in [("staff_channel", staff.as_str()), ("nudging", "\"on\"")] {
            turn.tx.put_setting(&community, "", key, Some(value)).await.unwrap();
        }
        turn.commit().await.unwrap();
    }

    pub(crate) fn app(&self) -> &App {
        &self.running.as_ref().expect("the bot runs").app
    }

    pub(crate) fn heard(&self) -> &Heard {
        &self.running.as_ref().expect("the bot runs").heard
    }

    /// Waits until something holds.
    pub(crate) async fn until(&self, what: &str, holds: impl Fn(&Self) -> bool) {
        let begun = Instant::now();
        while !holds(self) {
            assert!(begun.elapsed() < PATIENCE, "this does not come: {what}");
            tokio::time::sleep(Duration::from_millis(3)).await;
        }
    }

    /// Waits until the bot has dealt with everything it was sent.
    pub(crate) async fn settle(&self) {
        self.until("the bot hears everything", |world| {
            world.model.is_connected() && world.heard().events() >= world.model.state().gateway.sent
        })
        .await;
    }

    /// Waits until the bot has read what it missed, too.
    pub(crate) async fn caught_up(&self) {
        self.settle().await;
        let is_in = self.model.state().guilds.contains_key(&GUILD);
        let read = |world: &Self| !is_in || !world.app().watch.gaps().is_reading(&community());
        self.until("what was missed is read", read).await;
    }

    /// Where the database lies.
    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// The cursor of a place.
    pub(crate) async fn cursor(&self, place: u64) -> Option<u64> {
        let mut tx = self.app().watch.store().read().await.unwrap();
        tx.position(&community(), &place.to_string()).await.unwrap().map(|position| position.parse().unwrap())
    }

    // Time.

    /// Lets time go by (`+10m`, `+3h`, `+2d`); what is due in between is done at its time.
    pub(crate) async fn go(&mut self, by: &str) {
        let now = self.model.state().now;
        let Ok(Line::Time(by)) = read(&format!("/time {by}")) else { panic!("{by} is no time") };
        self.run_until(by.from(now, &zone()).unwrap()).await;
    }

    /// Lets time go by until this local time.
    pub(crate) async fn at(&mut self, local: &str) {
        self.run_until(punktum::domain::local(&zone(), local.parse().unwrap())).await;
    }

    async fn run_until(&mut self, to: Timestamp) {
        self.settle().await;
        loop {
            let now = self.model.state().now;
            let due = self.app().run_until(now, now).await.unwrap();
            let next = due.filter(|due| *due <= to);
            self.model.state().now = next.unwrap_or(to);
            if next.is_none() {
                break;
            }
        }
        self.settle().await;
    }

    // People.

    /// Somebody posts on `#news`.
    pub(crate) async fn say(&mut self, who: u64, words: &str) -> u64 {
        self.post(who, NEWS, words.into()).await
    }

    pub(crate) async fn post(&mut self, who: u64, channel: u64, say: Say) -> u64 {
        let id = self.model.says(who, channel, say);
        self.settle().await;
        id
    }

    /// Somebody posts these one after the other, an hour apart.
    pub(crate) async fn say_all(&mut self, who: u64, all: &[&str]) -> Vec<u64> {
        let mut ids = Vec::new();
        for words in all {
            if !ids.is_empty() {
                self.go("+1h").await;
            }
            ids.push(self.say(who, words).await);
        }
        ids
    }

    /// A message's value, and why it does not count (`yes` if it does); none when it is not stored.
    pub(crate) async fn judged(&self, id: u64) -> Option<(u8, &'static str)> {
        let mut tx = self.app().watch.store().read().await.unwrap();
        let stored = tx.message(&community(), &MessageId(id.to_string())).await.unwrap();
        stored.map(|message| (message.value.number(), message.counts.name()))
    }

    /// The ids of all rows of messages, marks of deleted ones included.
    pub(crate) async fn kept(&self) -> Vec<u64> {
        let all = held(self.app().watch.store()).await;
        let rows = all["messages"].as_array().unwrap().iter();
        rows.map(|row| row["message"].as_str().unwrap().parse().unwrap()).collect()
    }

    /// The channel a message counts to.
    pub(crate) async fn channel_of(&self, id: u64) -> String {
        let mut tx = self.app().watch.store().read().await.unwrap();
        tx.message(&community(), &MessageId(id.to_string())).await.unwrap().unwrap().channel.0
    }

    /// What became of all alarms so far.
    pub(crate) async fn states(&self) -> Vec<&'static str> {
        let mut tx = self.app().watch.store().read().await.unwrap();
        let always = (Timestamp::UNIX_EPOCH, "2100-01-01T00:00:00Z".parse().unwrap());
        tx.nudges_between(&community(), always).await.unwrap().iter().map(|nudge| nudge.state.name()).collect()
    }

    pub(crate) async fn channel(&self, id: u64) -> Option<Stored> {
        let mut tx = self.app().watch.store().read().await.unwrap();
        tx.channel(&community(), &ChannelId(id.to_string())).await.unwrap()
    }

    // Reading.

    /// The next message of the bot that nobody has read, with where it stands, whom it calls, and what it brings.
    #[must_use]
    pub(crate) fn next_post(&mut self) -> String {
        let state = self.model.state();
        let mut own = state.messages.values().filter(|m| m.author == crate::model::BOT && !self.seen.contains(&m.id));
        let message = own.next().expect("nothing was posted").clone();
        let place = match &state.channels[&message.channel] {
            Channel { recipient: Some(who), .. } => format!("@{}", state.users[who].name),
            channel => format!("#{}", channel.name),
        };
        let calls: Vec<String> = message.calls.iter().map(|id| format!(" (calls {})", state.users[id].name)).collect();
        drop(state);
        let body = json!({ "content": message.content, "embeds": message.embeds, "components": message.components });
        let files: String = message.files.iter().map(|(name, _, alt)| format!("\n[{name}: {alt}]")).collect();
        let shown = format!("{place}{}\n{}{files}", calls.concat(), shown(&body));
        self.seen.push(message.id);
        (self.buttons, self.on) = (message.components.clone(), Some(message));
        shown
    }

    /// What stands now where something was read, if anything.
    pub(crate) fn stands(&self, id: u64) -> Option<String> {
        let state = self.model.state();
        state.messages.get(&id).map(|m| shown(&json!({ "content": m.content, "components": m.components })))
    }

    /// How many of the bot's messages nobody has read.
    pub(crate) fn unread(&self) -> usize {
        let state = self.model.state();
        state.messages.values().filter(|m| m.author == crate::model::BOT && !self.seen.contains(&m.id)).count()
    }

    /// The end of a test: the bot stops, and every post was read.
    pub(crate) async fn done(mut self) {
        self.stop().await;
        let wrong = std::mem::take(&mut self.model.state().wrong);
        assert!(wrong.is_empty(), "requests that do not fit Discord's description:\n{}", wrong.join("\n"));
        let _ = std::io::Write::write_all(&mut std::io::stderr(), format!("{}\n", schema::report()).as_bytes());
        let mut unread = Vec::new();
        while self.unread() > 0 {
            unread.push(self.next_post());
        }
        assert!(unread.is_empty(), "nobody read this:\n{}", unread.join("\n"));
    }
}

pub(crate) fn community() -> CommunityId {
    CommunityId(GUILD.to_string())
}

/// All rows of the server by table, as they are handed over.
pub(crate) async fn held(store: &Store) -> Json {
    let held = store.read().await.unwrap().held(&community(), Whose::All).await.unwrap();
    serde_json::from_str(&handover::json(&held)).unwrap()
}

fn zone() -> TimeZone {
    TimeZone::get("Europe/Berlin").unwrap()
}
