//! A world for behaviour tests: the real pipeline on a real database, a platform made of memory, and a clock that moves when
//! a test says so. Tests read like a chat: somebody says something, time goes by, the bot posts, somebody answers.

mod fake;
pub(crate) mod words;

use std::collections::VecDeque;
use std::sync::{Arc, MutexGuard};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use punktum::app::App;
use punktum::commands::{self, Actor, Desk, Error, Parsed};
use punktum::domain::{
    AccountId, Author, ChannelId, CommunityId, Counts, Event, Kind, Lang, Message, MessageId, Origin, Sender,
    SenderKind, Words,
};
use punktum::engine::Engine;
use punktum::platform::console::line::{Line, read};
use punktum::platform::{Button, Platform};
use punktum::store::{Channel, Nudge, Store, Stored, Tx};
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

    /// The program is started again, at this local time; until then it was not running.
    pub(crate) async fn restart(&mut self, local: &str) {
        self.app.watch.store().close().await;
        self.app = open(&self.folder, &self.fake).await;
        self.now = time(local);
        self.crashed = false;
        self.app.start(self.now).await.unwrap();
    }

    // What people do.

    /// Somebody posts on `#news`.
    pub(crate) async fn say(&mut self, who: &str, words: &str) -> MessageId {
        self.post(who, "news", words, None).await
    }

    /// Somebody posts these one after the other, an hour apart.
    pub(crate) async fn say_all(&mut self, who: &str, all: &[&str]) -> Vec<MessageId> {
        let mut ids = Vec::new();
        for words in all {
            if !ids.is_empty() {
                self.go("+1h").await;
            }
            ids.push(self.say(who, words).await);
        }
        ids
    }

    /// Somebody posts elsewhere.
    pub(crate) async fn say_in(&mut self, channel: &str, who: &str, words: &str) -> MessageId {
        self.post(who, channel, words, None).await
    }

    /// Somebody answers a message.
    pub(crate) async fn reply(&mut self, who: &str, to: &MessageId, words: &str) -> MessageId {
        self.post(who, "news", words, Some(to)).await
    }

    async fn post(&mut self, who: &str, channel: &str, words: &str, to: Option<&MessageId>) -> MessageId {
        self.messages += 1;
        let id = MessageId(format!("{:04}", self.messages));
        self.fake().words.insert(id.clone(), words.to_owned());
        self.said.push((id.clone(), who.to_owned(), words.to_owned()));
        let answers_member = match to {
            Some(answered) => self.find(answered).await.is_none(),
            None => false,
        };
        self.take(who, channel, &id, (self.now, None), words, answers_member).await;
        id
    }

    /// Tells the pipeline of a message as an adapter does: of a member's only that something passed.
    async fn take(
        &mut self,
        who: &str,
        channel: &str,
        id: &MessageId,
        (posted_at, edited_at): (Timestamp, Option<Timestamp>),
        words: &str,
        answers_member: bool,
    ) {
        let house = self.app.watch.house(&self.community).await.unwrap();
        let author = Author { account: account(who), webhook: false, roles: Vec::new() };
        let calls_all = words.contains("@everyone") || words.contains("@here");
        let kind = match house.roster.badge(&author) {
            None => Kind::Passed,
            Some(badge) => Kind::Message(Message {
                badge,
                id: id.clone(),
                channel: ChannelId::from(channel),
                account: author.account,
                posted_at,
                edited_at,
                words: Words(words.to_owned()),
                answers_member,
                calls_all,
            }),
        };
        self.happens(kind).await;
    }

    /// The author changes a message.
    pub(crate) async fn edit(&mut self, id: &MessageId, words: &str) {
        let stored = self.message(id).await;
        let who = stored.account.expect("an official message").0;
        let reply = stored.counts == Counts::No(punktum::domain::Reason::Reply);
        self.fake().words.insert(id.clone(), words.to_owned());
        let times = (stored.posted_at, Some(self.now));
        self.take(who.trim_start_matches("id:"), stored.channel.as_str(), id, times, words, reply).await;
    }

    /// A message is deleted.
    pub(crate) async fn delete(&mut self, id: &MessageId) {
        self.fake().words.remove(id);
        self.happens(Kind::Deleted { message: id.clone() }).await;
    }

    /// A message that was posted a while ago is read only now.
    pub(crate) async fn late(&mut self, who: &str, posted_at: &str, words: &str) -> MessageId {
        self.messages += 1;
        let id = MessageId(format!("{:04}", self.messages));
        self.fake().words.insert(id.clone(), words.to_owned());
        self.take(who, "news", &id, (time(posted_at), None), words, false).await;
        id
    }

    /// From now on messages are read after the fact, as catch-up and replay do; or as they happen again.
    pub(crate) fn history(&mut self, history: bool) {
        self.origin = if history { Origin::History } else { Origin::Live };
    }

    /// The same message reaches the bot once more, as after a lost connection.
    pub(crate) async fn again(&mut self, id: &MessageId) {
        let (who, words) =
            self.said.iter().find(|(said, _, _)| said == id).map(|(_, w, t)| (w.clone(), t.clone())).unwrap();
        self.take(&who, "news", id, (self.now, None), &words, false).await;
    }

    /// Somebody asks for silence.
    pub(crate) async fn pause(&mut self, who: &str, hours: i64) {
        let until = self.now + jiff::SignedDuration::from_hours(hours);
        self.happens(Kind::Pause { by: account(who), until: Some(until) }).await;
    }

    async fn happens(&mut self, kind: Kind) {
        let event = Event { community: self.community.clone(), origin: self.origin, at: self.now, seen: None, kind };
        self.app.watch.handle(event).await.unwrap();
        self.run_until(self.now).await;
    }

    /// Somebody gives a command; the answer, which only they see.
    #[must_use]
    pub(crate) async fn command(&mut self, who: &str, line: &str) -> String {
        let command = match commands::parse(line.trim_start_matches('/'), Lang::En) {
            Parsed::Command(command) => command,
            Parsed::Mistake(sentence) => return sentence,
        };
        let house = self.app.watch.house(&self.community).await.unwrap();
        let author = Author { account: account(who), webhook: false, roles: Vec::new() };
        let enrolled = house.roster.badge(&author).is_some();
        let actor = Actor { account: author.account, admin: who == BOSS, enrolled, lang: Lang::En };
        let platform: &dyn Platform = self.fake.as_ref();
        let desk = Desk { watch: &self.app.watch, platform, community: &self.community, actor: &actor, now: self.now };
        let answer = commands::run(&desk, &command).await;
        let text = match answer {
            Ok(reply) => {
                self.buttons.clone_from(&reply.buttons);
                shown(&reply.text, &reply.buttons)
            }
            Err(Error::Mistake(sentence)) => sentence,
            Err(Error::Store(failure)) => panic!("{line}: {failure}"),
        };
        self.run_until(self.now).await;
        text
    }

    /// Somebody presses a button under the post or answer read last.
    #[must_use]
    pub(crate) async fn press(&mut self, who: &str, label: &str) -> String {
        let button = self.buttons.iter().find(|b| b.label == label).unwrap_or_else(|| panic!("no button {label}"));
        let line = button.action.clone();
        self.command(who, &line).await
    }

    // What the bot posts.

    /// The next post nobody has read, with where it stands, whom it calls, and its buttons.
    #[must_use]
    pub(crate) fn next_post(&mut self) -> String {
        let Some((venue, post)) = self.fake().posts.pop_front() else { panic!("nothing was posted") };
        self.buttons.clone_from(&post.buttons);
        let place = venue.to_string().replace("channel:", "#").replace("direct:id:", "@");
        let calls = post.calls.map_or_else(String::new, |who| format!(" (calls {})", name(&who)));
        let files: String = post.files.iter().map(|file| format!("\n[{}]", file.name)).collect();
        format!("{place}{calls}\n{}{files}", shown(&post.text, &post.buttons))
    }

    /// Reads all digests that were posted and leaves the other posts unread.
    pub(crate) fn digests(&mut self) -> Vec<String> {
        let mut state = self.fake();
        let all = std::mem::take(&mut state.posts);
        let (digests, others): (VecDeque<_>, _) =
            all.into_iter().partition(|(_, post)| post.key.starts_with("digest:"));
        state.posts = others;
        digests.into_iter().map(|(_, post)| post.text).collect()
    }

    // What is stored.

    pub(crate) async fn tx(&self) -> Tx {
        self.app.watch.store().read().await.unwrap()
    }

    pub(crate) fn community(&self) -> &CommunityId {
        &self.community
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.now
    }

    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    pub(crate) async fn find(&self, id: &MessageId) -> Option<Stored> {
        self.tx().await.message(&self.community, id).await.unwrap()
    }

    pub(crate) async fn message(&self, id: &MessageId) -> Stored {
        self.find(id).await.expect("an official message that stands")
    }

    /// A message's value, and why it does not count (`yes` if it does).
    pub(crate) async fn judged(&self, id: &MessageId) -> (u8, &'static str) {
        let message = self.message(id).await;
        (message.value.number(), message.counts.name())
    }

    /// All alarms so far, oldest first.
    pub(crate) async fn nudges(&self) -> Vec<Nudge> {
        let always = (Timestamp::UNIX_EPOCH, time("2100-01-01T00:00"));
        self.tx().await.nudges_between(&self.community, always).await.unwrap()
    }

    /// What became of all alarms so far, oldest first.
    pub(crate) async fn states(&self) -> Vec<&'static str> {
        self.nudges().await.iter().map(|nudge| nudge.state.name()).collect()
    }

    /// The first column of every row, for what no method tells.
    pub(crate) async fn rows(&self, sql: &str) -> Vec<String> {
        use sqlx::Connection as _;
        let mut raw = sqlx::AnyConnection::connect(&url(&self.folder)).await.unwrap();
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        let rows: Vec<(Option<String>,)> = sqlx::query_as(sql).fetch_all(&mut raw).await.unwrap();
        raw.close().await.unwrap();
        rows.into_iter().map(|(row,)| row.unwrap_or_default()).collect()
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
    App { watch, platform: Arc::clone(fake) as Arc<dyn Platform> }
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
