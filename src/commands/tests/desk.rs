//! A desk over a store of its own: commands are answered as people see them.

use std::sync::{Arc, LazyLock};

use async_trait::async_trait;
use jiff::Timestamp;
use tempfile::TempDir;

use crate::domain::{AccountId, Author, ChannelId, CommunityId, Event, Kind, Lang, Message, MessageId, Origin, Words};
use crate::engine::Engine;
use crate::handover;
use crate::platform::{Failure, Platform, Post, Venue};
use crate::store::{Channel, Nudge, NudgeState, OutboxRow, Store, Whose};
use crate::watch::{Key, Watch};

use super::super::{Actor, Desk, Error, Parsed, Reply, parse, run};

/// A platform where everybody is called by their id and every message says the same.
struct Plain;

pub(super) const LIVE: &str = "Hallo ihr Lieben! Da kommt bald was ganz Großes auf euch zu, bleibt dran!";

#[async_trait]
impl Platform for Plain {
    async fn post(&self, _: &CommunityId, _: &Venue, _: &Post) -> Result<String, Failure> {
        Ok("1".into())
    }

    async fn edit(&self, _: &Venue, _: &str, _: &str) -> Result<(), Failure> {
        Ok(())
    }

    async fn remove(&self, _: &Venue, _: &str) -> Result<(), Failure> {
        Ok(())
    }

    async fn find(&self, _: &CommunityId, _: &Venue, _: &str) -> Result<Option<String>, Failure> {
        Ok(None)
    }

    async fn fetch(&self, _: &CommunityId, _: &ChannelId, _: &MessageId) -> Result<Option<String>, Failure> {
        Ok(Some(LIVE.into()))
    }

    async fn name(&self, _: &CommunityId, account: &AccountId) -> String {
        account.0.clone()
    }

    fn link(&self, _: &CommunityId, channel: &ChannelId, message: &MessageId) -> String {
        format!("#{channel} {message}")
    }
}

static ENGINE: LazyLock<Arc<Engine>> = LazyLock::new(Arc::default);

pub(super) struct World {
    pub(super) watch: Watch,
    pub(super) home: CommunityId,
    pub(super) now: Timestamp,
    _folder: TempDir,
}

impl World {
    pub(super) async fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let store = Store::open(&folder.path().join("p.db").to_string_lossy()).await.unwrap();
        let home = CommunityId::from("home");
        let now: Timestamp = "2026-11-20T10:00:00Z".parse().unwrap();
        let mut tx = store.write().await.unwrap();
        tx.join(&home, "discord", now).await.unwrap();
        for (id, name, stage) in [("1", "news", true), ("2", "talk", false), ("3", "team", false)] {
            tx.put_channel(&home, &Channel { id: id.into(), name: name.into(), stage }).await.unwrap();
        }
        tx.commit().await.unwrap();
        Self { watch: Watch::new(store, Arc::clone(&ENGINE), Key::new(b"k")), home, now, _folder: folder }
    }

    pub(super) async fn try_as(&self, account: &str, lang: Lang, line: &str) -> Result<Reply, Error> {
        let actor = Actor { account: account.into(), admin: account == "kim", enrolled: true, lang };
        let desk = Desk {
            watch: &self.watch,
            platform: &Plain,
            community: &self.home,
            actor: &actor,
            now: self.now,
            progress: &|_| {},
        };
        match parse(line, lang) {
            Parsed::Command(command) => run(&desk, &command).await,
            Parsed::Mistake(sentence) => panic!("{line}: {sentence}"),
        }
    }

    /// What an admin is answered in English, mistakes and buttons included.
    pub(super) async fn ask(&self, line: &str) -> String {
        self.ask_as("kim", Lang::En, line).await
    }

    pub(super) async fn ask_as(&self, account: &str, lang: Lang, line: &str) -> String {
        match self.try_as(account, lang, line).await {
            Ok(reply) => {
                let buttons = reply.buttons.iter().map(|b| format!("\n[{}: {}]", b.label, b.action));
                reply.text + &buttons.collect::<String>()
            }
            Err(Error::Mistake(sentence)) => format!("! {sentence}"),
            Err(failure) => panic!("{line}: {failure}"),
        }
    }

    pub(super) async fn post(&self, id: &str, at: &str, account: &str, words: &str) {
        let house = self.watch.house(&self.home).await.unwrap();
        let author = Author::person(account.into());
        let message = Message {
            badge: house.roster.badge(&author).unwrap(),
            id: id.into(),
            channel: "1".into(),
            place: None,
            account: account.into(),
            posted_at: at.parse().unwrap(),
            edited_at: None,
            words: Words(words.into()),
            answers_member: false,
            calls_all: false,
        };
        let kind = Kind::Message(message);
        let event = Event { community: self.home.clone(), origin: Origin::Live, at: self.now, seen: None, kind };
        self.watch.handle(event).await.unwrap();
    }

    /// All rows by table, as they are handed over.
    pub(super) async fn held(&self) -> serde_json::Value {
        let held = self.watch.store().read().await.unwrap().held(&self.home, Whose::All).await.unwrap();
        serde_json::from_str(&handover::json(&held)).unwrap()
    }

    /// A nudge for an account, with its row in the outbox.
    pub(super) async fn nudge(&self, id: &str, account: &str, state: NudgeState) {
        let nudge = Nudge {
            id: id.into(),
            subject: Some(crate::domain::Subject::Account(account.into())),
            account: Some(account.into()),
            channel: "1".into(),
            message: "m1".into(),
            since: "2026-11-17T10:00:00Z".parse().unwrap(),
            steps: 4,
            pattern: crate::domain::Tag::Vague,
            heuristic: "vague".into(),
            times: 4,
            raised_at: self.now,
            state,
            settled_at: None,
            verdict: None,
        };
        let arguments = serde_json::json!({ "nudge": id });
        let row = OutboxRow::new(&self.home, &OutboxRow::of_nudge(id), "nudge", arguments, "direct:kim", self.now);
        let mut tx = self.watch.store().write().await.unwrap();
        tx.put_nudge(&self.home, &nudge).await.unwrap();
        tx.queue(&row).await.unwrap();
        tx.commit().await.unwrap();
    }
}
