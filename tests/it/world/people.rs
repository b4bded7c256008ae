//! What people do: they post, change and delete messages, give commands and press buttons.

use jiff::{SignedDuration, Timestamp};
use punktum::commands::{self, Actor, Desk, Error, Parsed};
use punktum::domain::{Author, ChannelId, Counts, Event, Kind, Lang, Message, MessageId, Origin, Reason, Words};
use punktum::platform::Platform;

use super::{BOSS, World, account, shown, time};

impl World {
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
        let author = Author::person(account(who));
        let calls_all = words.contains("@everyone") || words.contains("@here");
        let kind = match house.roster.badge(&author) {
            None => Kind::Passed,
            Some(badge) => Kind::Message(Message {
                badge,
                id: id.clone(),
                channel: ChannelId::from(channel),
                place: None,
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
        let reply = stored.counts == Counts::No(Reason::Reply);
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
        let until = self.now + SignedDuration::from_hours(hours);
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
        let author = Author::person(account(who));
        let enrolled = house.roster.badge(&author).is_some();
        let actor = Actor { account: author.account, admin: who == BOSS, enrolled, lang: Lang::En };
        let platform: &dyn Platform = self.fake.as_ref();
        let desk = Desk {
            watch: &self.app.watch,
            platform,
            community: &self.community,
            actor: &actor,
            now: self.now,
            progress: &|_| {},
        };
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
}
