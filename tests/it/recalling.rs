//! What the pipeline keeps in mind of a community changes nothing: one that forgets all behind each event stores the same.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use punktum::domain::{
    AccountId, Author, ChannelId, CommunityId, Delivery, Event, Kind, Message, MessageId, Origin, Roster, Sender,
    SenderKind, Subject, Verdict, Words,
};
use punktum::engine::Engine;
use punktum::store::{Channel, OutboxRow, Store};
use punktum::watch::{Key, Watch};
use tempfile::TempDir;

use crate::faults::dump;
use crate::world::words::{CHAT, EMPTY, TEASE, THIN, good};

/// What happens; numbers choose among what there is.
#[derive(Debug, Clone)]
enum Happens {
    /// Account and text; so many minutes after the one before, or before it.
    Post { by: usize, text: usize, after: i64, live: bool },
    /// An earlier message says something else.
    Edit { which: usize, text: usize },
    /// An earlier message goes.
    Delete(usize),
    /// An open nudge of an account is delivered.
    Delivery(usize),
    /// Its reader says that it does not fit.
    Dispute(usize),
    /// Somebody changes a setting.
    Setting(bool),
}

fn happens() -> impl Strategy<Value = Happens> {
    let post = (0..2_usize, 0..TEXTS, prop_oneof![6 => 1..400_i64, 1 => -900..0_i64], prop::bool::weighted(0.9));
    prop_oneof![
        24 => post.prop_map(|(by, text, after, live)| Happens::Post { by, text, after, live }),
        5 => (0..9_usize, 0..TEXTS).prop_map(|(which, text)| Happens::Edit { which, text }),
        1 => (0..9_usize).prop_map(Happens::Delete),
        2 => (0..2_usize).prop_map(Happens::Delivery),
        1 => (0..2_usize).prop_map(Happens::Dispute),
        1 => any::<bool>().prop_map(Happens::Setting),
    ]
}

const TEXTS: usize = 12;
const PEOPLE: [&str; 2] = ["ann", "ben"];

/// Half of them say little, one does not count; there are so few that many say the same again.
fn text(n: usize) -> String {
    const FRENCH: &str = "Bonjour à tous, la mise à jour est disponible depuis ce matin.";
    let little = [EMPTY[0], EMPTY[1], TEASE[0], THIN[0], THIN[1], CHAT[0], FRENCH];
    little.get(n).map_or_else(|| good(n as u32), |text| (*text).to_owned())
}

/// A community to which all of it happens; with a new pipeline for each event, or the same for all.
struct Life {
    folder: TempDir,
    store: Store,
    engine: Arc<Engine>,
    watch: Watch,
    forgets: bool,
    now: Timestamp,
    posted: Vec<(MessageId, usize, Timestamp)>,
}

impl Life {
    async fn new(engine: &Arc<Engine>, forgets: bool) -> Self {
        let folder = TempDir::new().unwrap();
        let store = Store::open(folder.path().join("punktum.db").to_str().unwrap()).await.unwrap();
        let (now, id) = ("2026-09-07T08:00:00Z".parse().unwrap(), CommunityId::from("acme"));
        let mut tx = store.write().await.unwrap();
        tx.join(&id, "fake", now).await.unwrap();
        tx.put_channel(&id, &Channel { id: "news".into(), name: "news".into(), stage: true }).await.unwrap();
        tx.put_setting(&id, "", "staff_channel", Some("\"staff\"")).await.unwrap();
        for sender in senders() {
            tx.enrol(&id, &sender).await.unwrap();
        }
        tx.commit().await.unwrap();
        let watch = pipeline(&store, engine);
        Self { folder, store, engine: Arc::clone(engine), watch, forgets, now, posted: Vec::new() }
    }

    async fn handle(&mut self, origin: Origin, kind: Kind) {
        if self.forgets {
            self.watch = pipeline(&self.store, &self.engine);
        }
        let event = Event { community: "acme".into(), origin, at: self.now, seen: None, kind };
        self.watch.handle(event).await.unwrap();
    }

    async fn say(&mut self, id: MessageId, by: usize, posted_at: Timestamp, said: String, live: bool, edit: bool) {
        let account = AccountId::from(PEOPLE[by]);
        let message = Message {
            badge: Roster::new(senders()).badge(&Author::person(account.clone())).unwrap(),
            id,
            channel: ChannelId::from("news"),
            place: None,
            account,
            posted_at,
            edited_at: edit.then_some(self.now),
            words: Words(said),
            answers_member: false,
            calls_all: false,
        };
        self.handle(if live { Origin::Live } else { Origin::History }, Kind::Message(message)).await;
    }

    async fn nudge(&self, of: usize) -> Option<String> {
        let subject = Subject::Account(PEOPLE[of].into());
        let mut tx = self.store.read().await.unwrap();
        tx.open_nudge(&"acme".into(), &subject).await.unwrap().map(|nudge| nudge.id)
    }

    async fn live(&mut self, happens: &Happens) {
        match *happens {
            Happens::Post { by, text: n, after, live } => {
                let at = self.now + SignedDuration::from_mins(after);
                self.now = self.now.max(at);
                let id = MessageId(format!("{:03}", self.posted.len()));
                self.posted.push((id.clone(), by, at));
                self.say(id, by, at, text(n), live, false).await;
            }
            Happens::Edit { which, text: n } => {
                let Some((id, by, at)) = self.posted.iter().rev().nth(which).cloned() else { return };
                self.now += SignedDuration::from_secs(20);
                self.say(id, by, at, text(n), true, true).await;
            }
            Happens::Delete(which) => {
                let Some((id, ..)) = self.posted.iter().rev().nth(which).cloned() else { return };
                self.handle(Origin::Live, Kind::Deleted { message: id }).await;
            }
            Happens::Delivery(of) => {
                let Some(nudge) = self.nudge(of).await else { return };
                let outcome = Delivery::Sent("post".to_owned());
                self.handle(Origin::Live, Kind::Delivered { outbox: OutboxRow::of_nudge(&nudge), outcome }).await;
            }
            Happens::Dispute(of) => {
                let Some(nudge) = self.nudge(of).await else { return };
                let by = AccountId::from(PEOPLE[of]);
                self.handle(Origin::Live, Kind::Feedback { nudge, by, verdict: Verdict::Unfit }).await;
            }
            Happens::Setting(high) => {
                let mut tx = self.store.write().await.unwrap();
                let sensitivity = if high { "\"strict\"" } else { "\"relaxed\"" };
                tx.put_setting(&"acme".into(), "", "sensitivity", Some(sensitivity)).await.unwrap();
                tx.commit().await.unwrap();
                self.watch.refresh(&"acme".into());
            }
        }
    }
}

fn senders() -> Vec<Sender> {
    let sender = |id: &str| Sender { kind: SenderKind::Account, id: id.to_owned(), owner: None, machine: false };
    PEOPLE.map(sender).into()
}

fn pipeline(store: &Store, engine: &Arc<Engine>) -> Watch {
    Watch::new(store.clone(), Arc::clone(engine), Key::new(b"a key for tests alone"))
}

#[test]
fn what_is_kept_in_mind_changes_nothing() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let engine = Arc::new(Engine::default());
    let mut runner = TestRunner::default();
    let mut alarms = 0;
    for _ in 0..24 {
        // The runner cannot await, so it only draws the stories; a story that fails is printed whole.
        let story = prop::collection::vec(happens(), 90).new_tree(&mut runner).unwrap().current();
        let dumps = [false, true].map(|forgets| {
            let life = runtime.block_on(async {
                let mut life = Life::new(&engine, forgets).await;
                for happens in &story {
                    life.live(happens).await;
                }
                life.store.close().await;
                life
            });
            dump(life.folder.path())
        });
        alarms += dumps[0].iter().filter(|row| row.starts_with("drift_resets")).count();
        assert_eq!(dumps[0], dumps[1], "{story:#?}");
    }
    assert!(alarms > 24, "{alarms} alarms are too few to tell");
}
