//! A world for behaviour tests: the real pipeline on a real database, a platform made of memory, and a clock that moves when
//! a test says so. Tests read like a chat: somebody says something, time goes by, the bot posts, somebody answers.

mod fake;
mod people;
mod reading;
pub(crate) mod words;

use std::sync::{Arc, MutexGuard};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use punktum::app::App;
use punktum::domain::{AccountId, CommunityId, MessageId, Origin, Sender, SenderKind};
use punktum::engine::Engine;
use punktum::platform::console::line::{Line, read};
use punktum::platform::{Button, Platform};
use punktum::store::{Channel, Store};
use punktum::watch::{Key, Watch};
use tempfile::TempDir;

pub(crate) use fake::{Fake, Hang, State};

/// People that post for the brand. What `ann` is to people is `id:ann` to the platform, so that ids can be told from words.
const BRAND: [&str; 4] = ["ann", "ben", "cat", "sue"];
/// Posts for the brand, and nobody writes what it says.
const MACHINE: &str = "robot";
/// Manages the community and posts nothing.
const BOSS: &str = "boss";

/// The community "acme" and everything around it.
pub(crate) struct World {
    app: App,
    fake: Arc<Fake>,
    community: CommunityId,
    folder: TempDir,
    now: Timestamp,
    origin: Origin,
    messages: u32,
    buttons: Vec<Button>,
    /// Everything that was said, by whom.
    said: Vec<(MessageId, String, String)>,
    /// The program died in the middle of a post; it runs again from [`World::restart`].
    pub(crate) crashed: bool,
}

impl World {
    /// Monday morning, nobody has said anything yet.
    pub(crate) async fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let fake = Arc::new(Fake::default());
        let app = open(&folder, &fake).await;
        let community = CommunityId::from("acme");
        let now = time("2026-09-07T10:00");
        let mut tx = app.watch.store().write().await.unwrap();
        tx.join(&community, "fake", now).await.unwrap();
        for (name, stage) in [("news", true), ("talk", false), ("staff", false)] {
            tx.put_channel(&community, &Channel { id: name.into(), name: name.into(), stage }).await.unwrap();
        }
        for name in BRAND.into_iter().chain([MACHINE]) {
            let machine = name == MACHINE;
            let sender = Sender { kind: SenderKind::Account, id: account(name).0, owner: None, machine };
            tx.enrol(&community, &sender).await.unwrap();
        }
        tx.put_setting(&community, "", "staff_channel", Some("\"staff\"")).await.unwrap();
        tx.put_setting(&community, "", "brand", Some("\"Acme\"")).await.unwrap();
        tx.commit().await.unwrap();
        let (origin, messages, buttons) = (Origin::Live, 0, Vec::new());
        Self { app, fake, community, folder, now, origin, messages, buttons, said: Vec::new(), crashed: false }
    }

    /// Sets a setting behind the commands' back.
    pub(crate) async fn set(&mut self, key: &str, json: &str) {
        let mut tx = self.app.watch.store().write().await.unwrap();
        tx.put_setting(&self.community, "", key, Some(json)).await.unwrap();
        tx.commit().await.unwrap();
        self.app.watch.refresh(&self.community);
    }

    /// What the platform does next.
    pub(crate) fn fake(&self) -> MutexGuard<'_, State> {
        self.fake.state()
    }

    // Time.

    /// Lets time go by (`+10m`, `+3h`, `+2d`, `+1w`); what is due in between is done.
    pub(crate) async fn go(&mut self, by: &str) {
        let to = match read(&format!("/time {by}")) {
            Ok(Line::Time(by)) => by.from(self.now, &zone()).unwrap(),
            other => panic!("{by} is no time: {other:?}"),
        };
        self.run_until(to).await;
    }

    /// Lets time go by until this local time.
    pub(crate) async fn at(&mut self, local: &str) {
        self.run_until(time(local)).await;
    }

    async fn run_until(&mut self, to: Timestamp) {
        assert!(to >= self.now, "the clock goes forwards only");
        assert!(!self.crashed, "the program died and was not started again");
        tokio::select! {
            done = self.app.run_until(self.now, to) => { done.unwrap(); }
            () = self.fake.hangs() => self.crashed = true,
        }
        self.now = to;
    }

    /// It is this local time, and the program looks at what is due; where the store fails it waits.
    pub(crate) async fn tick(&mut self, local: &str) {
        self.now = time(local);
        self.app.tick(self.now).await;
    }

    /// The program is started again, at this local time; until then it was not running.
    pub(crate) async fn restart(&mut self, local: &str) {
        self.app.watch.store().close().await;
        self.app = open(&self.folder, &self.fake).await;
        self.now = time(local);
        self.crashed = false;
        self.app.start(self.now).await.unwrap();
    }

    /// The end of a test: every post was read.
    pub(crate) async fn done(self) {
        self.app.watch.store().close().await;
    }
}

impl Drop for World {
    fn drop(&mut self) {
        let unread: Vec<String> =
            self.fake().posts.iter().map(|(venue, post)| format!("{venue}: {}", post.text)).collect();
        if !std::thread::panicking() {
            assert!(unread.is_empty(), "nobody read this:\n{}", unread.join("\n"));
        }
    }
}

async fn open(folder: &TempDir, fake: &Arc<Fake>) -> App {
    let store = Store::open(&url(folder)).await.unwrap();
    let watch = Watch::new(store, Arc::new(Engine::default()), Key::new(b"a key for tests alone"));
    App::new(watch, Arc::clone(fake) as Arc<dyn Platform>)
}

fn url(folder: &TempDir) -> String {
    format!("sqlite:{}", folder.path().join("punktum.db").display())
}

fn zone() -> TimeZone {
    TimeZone::get("Europe/Berlin").unwrap()
}

/// A local time.
pub(crate) fn time(local: &str) -> Timestamp {
    punktum::domain::local(&zone(), local.parse().unwrap())
}

/// A moment as the people of the community read it off their clocks.
pub(crate) fn clock(at: Timestamp) -> String {
    at.to_zoned(zone()).strftime("%a %Y-%m-%d %H:%M").to_string()
}

pub(crate) fn account(name: &str) -> AccountId {
    AccountId(format!("id:{name}"))
}

fn name(account: &AccountId) -> &str {
    account.as_str().trim_start_matches("id:")
}

fn shown(text: &str, buttons: &[Button]) -> String {
    let labels: Vec<String> = buttons.iter().map(|button| format!("[{}]", button.label)).collect();
    if labels.is_empty() { text.to_owned() } else { format!("{text}\n{}", labels.join(" ")) }
}
