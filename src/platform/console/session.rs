//! A console session: lines in, what they lead to out. The clock is the machine's until `/time` moves it; from then on it
//! moves by `/time` alone, also after a restart.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use jiff::Timestamp;
use tokio::io::{AsyncBufRead, AsyncBufReadExt};

use crate::app::App;
use crate::clock;
use crate::commands::{self, Actor, Command, Desk, Parsed};
use crate::domain::{
    AccountId, Author, ChannelId, CommunityId, Event, Kind, Lang, Message, MessageId, Origin, Seen, Sender, SenderKind,
    Words,
};
use crate::i18n::{Arg, say};
use crate::store::{Channel, Store};
use crate::watch::{Handled, House, Watch};

use super::line::{self, Line, Mistake, Move};
use super::{Console, show};

/// The account that posts for the brand and manages the community.
const BRAND: &str = "brand";
/// The stage.
const NEWS: &str = "news";
/// The place whose cursor is the number of the last message.
const LAST: &str = "console";
/// The place whose cursor is the time that `/time` set.
const CLOCK: &str = "clock";

/// One community on one console.
pub struct Session {
    app: App,
    console: Arc<Console>,
    community: CommunityId,
    /// The time `/time` set, once it did.
    set: Option<Timestamp>,
    last: u64,
    joined: bool,
}

impl Session {
    /// Takes up the console's community where it was left.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn open(watch: Watch, console: Arc<Console>) -> Result<Self> {
        let community = CommunityId::from("console");
        let mut tx = watch.store().read().await?;
        let position = |text: Option<String>| text.and_then(|p| p.parse::<i64>().ok());
        let set = position(tx.position(&community, CLOCK).await?).and_then(|ms| Timestamp::from_millisecond(ms).ok());
        let last = position(tx.position(&community, LAST).await?).unwrap_or(0).unsigned_abs();
        let joined = tx.communities().await?.iter().any(|c| c.id == community);
        drop(tx);
        let app = App::new(watch, Arc::clone(&console) as Arc<dyn crate::platform::Platform>);
        Ok(Self { app, console, community, set, last, joined })
    }

    /// Says what to do, does what is overdue, and reads lines to the end.
    ///
    /// # Errors
    /// When the store fails or the input cannot be read.
    pub async fn run(mut self, input: impl AsyncBufRead + Unpin) -> Result<()> {
        let lang = self.lang().await?;
        self.console.print(&say(lang, "console-welcome", &[]));
        if self.joined {
            self.app.start(self.now().await?).await?;
        }
        let mut lines = input.split(b'\n');
        let mut number = 0;
        loop {
            let next = tokio::select! {
                line = lines.next_segment() => line.context("cannot read the input")?,
                () = self.wait() => {
                    self.app.tick(clock::now()).await;
                    continue;
                }
            };
            let Some(bytes) = next else { return Ok(()) };
            number += 1;
            self.hear(number, &bytes).await?;
        }
    }

    /// Sleeps until the next job is due by the machine's clock; for ever where `/time` rules.
    async fn wait(&self) {
        if self.set.is_some() || !self.joined {
            return std::future::pending().await;
        }
        let now = clock::now();
        let due = self.app.tick(now).await.unwrap_or(now + jiff::SignedDuration::from_hours(1));
        tokio::time::sleep(due.duration_since(now).try_into().unwrap_or(Duration::from_secs(1))).await;
    }

    /// One line. A person's mistake is answered; a failing store ends the session, so that no later line is taken as if
    /// this one had been.
    async fn hear(&mut self, number: usize, bytes: &[u8]) -> Result<()> {
        let lang = self.lang().await?;
        let line = match std::str::from_utf8(bytes) {
            Ok(line) => line.to_owned(),
            Err(error) => {
                let args = [("line", Arg::from(number)), ("byte", Arg::from(error.valid_up_to()))];
                self.console.print(&say(lang, "console-utf8", &args));
                return Ok(());
            }
        };
        match line::read(&line) {
            Ok(Line::Empty) => Ok(()),
            Ok(Line::Time(to)) => self.turn(to).await,
            Ok(said) => {
                self.join().await?;
                self.follow(said).await
            }
            Err(Mistake(key)) => {
                self.console.print(&say(lang, key, &[]));
                Ok(())
            }
        }
    }

    async fn follow(&mut self, said: Line<'_>) -> Result<()> {
        let now = self.now().await?;
        match said {
            Line::Message { by, channel, reply, words } => self.message(now, by, channel, reply, words).await,
            Line::Edit { id, words } => self.edit(now, &show::stored_id(id), words).await,
            Line::Delete { id } => self.delete(now, &show::stored_id(id)).await,
            Line::Command { by, line } => self.command(now, by.unwrap_or(BRAND), line).await,
            Line::Time(_) | Line::Empty => Ok(()),
        }
    }

    async fn message(
        &mut self,
        now: Timestamp,
        by: Option<&str>,
        channel: Option<&str>,
        reply: Option<&str>,
        words: String,
    ) -> Result<()> {
        self.last += 1;
        let id = MessageId(format!("{:06}", self.last));
        let seen = Some(Seen { place: LAST.to_owned(), position: self.last.to_string() });
        let account = AccountId::from(by.unwrap_or(BRAND));
        let channel = ChannelId::from(channel.unwrap_or(NEWS));
        let house = self.house().await?;
        let author = Author::person(account.clone());
        let Some(badge) = house.roster.badge(&author) else {
            self.handle(now, seen, Kind::Passed).await?;
            let args = [("id", Arg::from(show::id(&id))), ("name", Arg::from(account.as_str()))];
            self.console.print(&self.say("console-member", &args).await?);
            return Ok(());
        };
        let answers_member = match reply {
            Some(answered) => !self.is_official(&show::stored_id(answered)).await?,
            None => false,
        };
        let calls_all = ["@everyone", "@here"].iter().any(|call| words.contains(call));
        let message = Message {
            badge,
            id,
            channel,
            place: None,
            account,
            posted_at: now,
            edited_at: None,
            words: Words(words),
            answers_member,
            calls_all,
        };
        self.take(now, seen, message).await
    }

    /// Whether a message was stored, that is posted by an official account. Who is answered is all that counts.
    async fn is_official(&self, id: &MessageId) -> Result<bool> {
        Ok(self.app.watch.store().read().await?.message(&self.community, id).await?.is_some())
    }

    async fn take(&mut self, now: Timestamp, seen: Option<Seen>, message: Message) -> Result<()> {
        let (id, words) = (message.id.clone(), message.words.0.clone());
        self.console.remember(&id, Some(&words));
        let handled = self.handle(now, seen, Kind::Message(message)).await?;
        if let (Some(assessment), Some(counts)) = (&handled.assessment, handled.counts) {
            let lang = self.lang().await?;
            self.console.print(&show::assessed(lang, &id, &words, assessment, counts));
        }
        Ok(())
    }

    async fn edit(&mut self, now: Timestamp, id: &MessageId, words: String) -> Result<()> {
        let stored = self.app.watch.store().read().await?.message(&self.community, id).await?;
        let house = self.house().await?;
        let posted = stored.map(|m| (m.account.clone().unwrap_or_else(|| BRAND.into()), m));
        let Some((account, stored)) = posted else { return self.unknown(id).await };
        let author = Author::person(account.clone());
        let Some(badge) = house.roster.badge(&author) else { return self.unknown(id).await };
        // Two edits at one moment of a standing clock are still one after the other.
        let edited_at = stored.edited_at.map_or(now, |last| now.max(last + jiff::SignedDuration::from_millis(1)));
        let message = Message {
            badge,
            id: id.clone(),
            channel: stored.channel.clone(),
            place: None,
            account,
            posted_at: stored.posted_at,
            edited_at: Some(edited_at),
            words: Words(words.clone()),
            answers_member: stored.counts == crate::domain::Counts::No(crate::domain::Reason::Reply),
            calls_all: ["@everyone", "@here"].iter().any(|call| words.contains(call)),
        };
        self.take(now, None, message).await
    }

    async fn delete(&mut self, now: Timestamp, id: &MessageId) -> Result<()> {
        if !self.is_official(id).await? {
            return self.unknown(id).await;
        }
        self.console.remember(id, None);
        self.handle(now, None, Kind::Deleted { message: id.clone() }).await?;
        self.console.print(&self.say("console-deleted", &[("id", show::id(id).into())]).await?);
        Ok(())
    }

    async fn unknown(&self, id: &MessageId) -> Result<()> {
        self.console.print(&self.say("console-unknown", &[("id", show::id(id).into())]).await?);
        Ok(())
    }

    async fn command(&mut self, now: Timestamp, by: &str, line: &str) -> Result<()> {
        let lang = self.lang().await?;
        let command = match commands::parse(line, lang) {
            Parsed::Command(command) => command,
            Parsed::Mistake(sentence) => {
                self.console.print(&sentence);
                return Ok(());
            }
        };
        let answer = self.answer(now, by, lang, &command).await;
        match answer {
            Ok(reply) => {
                let files = self.console.save(&reply.files);
                self.console.print(&show::reply(&reply, &files));
            }
            Err(commands::Error::Mistake(sentence)) => self.console.print(&sentence),
            Err(commands::Error::Store(failure)) => return Err(failure.into()),
        }
        // The community may have been left and erased; the next line founds it anew.
        self.joined = self.app.watch.store().read().await?.communities().await?.iter().any(|c| c.id == self.community);
        // A command may have changed when something is due.
        self.app.run_until(now, now).await?;
        Ok(())
    }

    async fn answer(
        &self,
        now: Timestamp,
        by: &str,
        lang: Lang,
        command: &Command,
    ) -> Result<commands::Reply, commands::Error> {
        let account = AccountId::from(by);
        let house = self.app.watch.house(&self.community).await?;
        let author = Author::person(account.clone());
        let enrolled = house.roster.badge(&author).is_some();
        let actor = Actor { account, admin: by == BRAND, enrolled, lang };
        let platform = self.console.as_ref();
        commands::run(
            &Desk {
                watch: &self.app.watch,
                platform,
                community: &self.community,
                actor: &actor,
                now,
                progress: &|_| {},
            },
            command,
        )
        .await
    }

    /// Moves the clock: the first time on an empty database anywhere, later only forwards; every job in between runs in its
    /// order, and the new time is stored.
    async fn turn(&mut self, to: Move) -> Result<()> {
        let now = self.now().await?;
        let zone = self.house().await?.zone.clone();
        let Some(target) = to.from(now, &zone) else {
            self.console.print(&self.say("console-time", &[]).await?);
            return Ok(());
        };
        let free = self.set.is_none() && !self.joined;
        if target < now && !free {
            self.console.print(&self.say("console-time-back", &[]).await?);
            return Ok(());
        }
        self.set = Some(target);
        self.join().await?;
        self.app.run_until(now.min(target), target).await?;
        let seen = Seen { place: CLOCK.to_owned(), position: target.as_millisecond().to_string() };
        self.handle(target, Some(seen), Kind::Passed).await?;
        let shown = target.to_zoned(zone).strftime("%a %Y-%m-%d %H:%M").to_string();
        self.console.print(&shown);
        Ok(())
    }

    /// The first line that is more than the clock makes the community: its channels and its one sender.
    async fn join(&mut self) -> Result<()> {
        if self.joined {
            return Ok(());
        }
        let now = self.now().await?;
        found(self.app.watch.store(), &self.community, now, self.set).await?;
        self.app.watch.refresh(&self.community);
        self.joined = true;
        Ok(())
    }

    /// The time `/time` set; before that the machine's, but never before what is stored.
    async fn now(&self) -> Result<Timestamp> {
        if let Some(set) = self.set {
            return Ok(set);
        }
        let latest = self.app.watch.store().read().await?.latest_time(&self.community).await?;
        Ok(latest.map_or_else(clock::now, |latest| clock::now().max(latest)))
    }

    async fn handle(&self, at: Timestamp, seen: Option<Seen>, kind: Kind) -> Result<Handled> {
        Ok(self
            .app
            .watch
            .handle(Event { community: self.community.clone(), origin: Origin::Live, at, seen, kind })
            .await?)
    }

    async fn house(&self) -> Result<Arc<House>> {
        Ok(self.app.watch.house(&self.community).await?)
    }

    async fn lang(&self) -> Result<Lang> {
        Ok(self.house().await?.settings.language)
    }

    async fn say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> Result<String> {
        Ok(say(self.lang().await?, key, args))
    }
}

/// The console's community as it begins, with the time that was set: whatever ends the session, the next goes on there.
async fn found(store: &Store, community: &CommunityId, now: Timestamp, set: Option<Timestamp>) -> Result<()> {
    let mut tx = store.write().await?;
    tx.join(community, "console", now).await?;
    if let Some(set) = set {
        tx.advance(community, CLOCK, &set.as_millisecond().to_string()).await?;
    }
    for (name, stage) in [(NEWS, true), ("talk", false), ("staff", false)] {
        tx.put_channel(community, &Channel { id: name.into(), name: name.into(), stage }).await?;
    }
    let brand = Sender { kind: SenderKind::Account, id: BRAND.to_owned(), owner: None, machine: false };
    tx.enrol(community, &brand).await?;
    tx.put_setting(community, "", "staff_channel", Some("\"staff\"")).await?;
    tx.commit().await?;
    Ok(())
}
