//! What Discord tells becomes events of the house. A member's message is let go before its words are looked at: what
//! decides is who wrote it.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serenity::all::{
    ChannelId, Event as Told, GuildId, Message as Written, MessageFlags, MessageId, MessageReferenceKind, MessageType,
    MessageUpdateEvent, UserId,
};
use tracing::{error, warn};

use crate::backoff::Backoff;
use crate::domain::{self, AccountId, Author, Badge, CommunityId, Event, Kind, Message, Origin, Seen, Words};
use crate::platform::Failure;
use crate::store::{self, Result};
use crate::watch::House;

use super::failure::{NO_CHANNEL, PROMPT};
use super::gateway::Passed;
use super::guild::{community, role_ids};
use super::{Parts, words};

/// A deletion of something unknown leaves a mark only if the message could still be on its way.
const ON_ITS_WAY: SignedDuration = SignedDuration::from_mins(15);
/// A failing store is asked again after so long first, and at most.
const RETRY: (Duration, Duration) = (Duration::from_millis(200), Duration::from_secs(10));

/// Why a message was not heard to its end.
#[derive(Debug, thiserror::Error)]
enum Unheard {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("Discord: {0:?}")]
    Platform(Failure),
}

impl From<Failure> for Unheard {
    fn from(failure: Failure) -> Self {
        Self::Platform(failure)
    }
}

impl Parts {
    /// Deals with one event. While the store fails all that comes waits, and in the end Discord does; only what the store
    /// will never do is given up.
    pub(super) async fn hear(&self, told: Told) {
        let mut pause = Backoff::new(RETRY);
        while let Err(failure) = self.follow(&told).await {
            if !failure.may_pass() {
                error!(error = %failure, "an event is given up");
                self.give_up(&told);
                break;
            }
            error!(error = %failure, "an event waits for the store");
            pause.wait().await;
        }
        self.heard.event();
    }

    /// An event is lost: the cursor of its place stays before it.
    fn give_up(&self, told: &Told) {
        let (guild, place) = match told {
            Told::MessageCreate(event) => (event.message.guild_id, event.message.channel_id),
            Told::MessageUpdate(event) => (event.guild_id, event.channel_id),
            Told::MessageDelete(event) => (event.guild_id, event.channel_id),
            Told::MessageDeleteBulk(event) => (event.guild_id, event.channel_id),
            _ => return,
        };
        if let Some(guild) = guild {
            self.app.watch.gaps().give_up(&community(guild), &place.to_string());
        }
    }

    async fn follow(&self, told: &Told) -> Result<()> {
        match told {
            Told::Ready(event) => {
                let now = self.clock.now();
                event.ready.guilds.iter().for_each(|guild| self.app.watch.gaps().open(&community(guild.id), now));
                self.sweep(&event.ready).await
            }
            Told::GuildCreate(event) => self.arrive(&event.guild).await,
            Told::GuildDelete(event) if event.guild.unavailable => {
                self.app.watch.gaps().open(&community(event.guild.id), self.clock.now());
                Ok(())
            }
            Told::GuildDelete(event) => self.leave(event.guild.id).await,
            Told::GuildRoleCreate(event) => {
                self.discord.places.role(&community(event.role.guild_id), event.role.id.get());
                Ok(())
            }
            Told::ChannelCreate(event) => self.channel(&event.channel).await,
            Told::ChannelUpdate(event) => self.channel(&event.channel).await,
            Told::ChannelDelete(event) => self.lose(event.channel.guild_id, event.channel.id).await,
            Told::ThreadDelete(event) => self.lose(event.thread.guild_id, event.thread.id).await,
            Told::ThreadCreate(event) => {
                self.discord.know(&event.thread);
                Ok(())
            }
            Told::ThreadListSync(event) => {
                event.threads.iter().for_each(|thread| self.discord.know(thread));
                Ok(())
            }
            Told::MessageCreate(event) => match event.message.guild_id {
                Some(guild) => self.posted(guild, &event.message).await,
                None => Ok(()),
            },
            Told::MessageUpdate(event) => self.update(event).await,
            Told::MessageDelete(event) => self.gone(event.guild_id, &[event.message_id]).await,
            Told::MessageDeleteBulk(event) => self.gone(event.guild_id, &event.ids).await,
            Told::Unknown(event) => {
                self.heard.miss();
                warn!(kind = event.kind, unread = self.heard.unread(), "an event could not be read");
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// A message is new: with it the cursor of its place moves, if an official one or enough of others are there.
    async fn posted(&self, guild: GuildId, written: &Written) -> Result<()> {
        let (community, place) = (community(guild), written.channel_id);
        let seen = self.seen(&community, place, written.id);
        match self.official(&community, written, None).await {
            Ok(Some(message)) => {
                if seen.is_some() {
                    self.discord.places.follow(place, written.id.get());
                }
                self.handle(community, Kind::Message(message), seen).await
            }
            Ok(None) => self.move_on(community, place, written.id).await,
            Err(unheard) => self.postpone(guild, written, unheard).await,
        }
    }

    /// What Discord does not tell now is read later, rather than stored without.
    async fn postpone(&self, guild: GuildId, written: &Written, unheard: Unheard) -> Result<()> {
        match unheard {
            Unheard::Store(failure) => Err(failure),
            Unheard::Platform(reason) => {
                warn!(place = %written.channel_id, ?reason, "a message has to be read later");
                self.again(guild, written.channel_id, written.id).await
            }
        }
    }

    /// Lets go what the gateway's thread saw to be none of ours.
    pub(super) async fn pass(&self, Passed { guild, place, id }: Passed) {
        let community = community(guild);
        self.discord.places.passes(id);
        self.heard.pass();
        if let Err(failure) = self.move_on(community, place, id).await {
            error!(error = %failure, "a cursor stays where it is");
        }
        self.heard.event();
    }

    /// The first message of others begins the cursor of a channel, and enough of them move that of a place.
    async fn move_on(&self, community: CommunityId, place: ChannelId, message: MessageId) -> Result<()> {
        let seen = self.seen(&community, place, message);
        if seen.is_some() && self.discord.places.moves_on(place) && self.listens(&community).await? {
            self.handle(community, Kind::Passed, seen).await?;
            self.discord.places.follow(place, message.get());
        }
        Ok(())
    }

    /// An official message with its words; none of what others wrote.
    async fn official(
        &self,
        community: &CommunityId,
        written: &Written,
        roles: Option<Vec<String>>,
    ) -> Result<Option<Message>, Unheard> {
        let house = self.app.watch.house(community).await?;
        let author = author(written, roles);
        let Some(badge) = house.roster.badge(&author).filter(|_| counts_as_post(written, self.discord.me)) else {
            self.discord.places.passes(written.id);
            self.heard.pass();
            return Ok(None);
        };
        let place = written.channel_id;
        // A message that is gone by now, or whose thread is, has nothing to say any more.
        let channel = match self.discord.channel_of(place, PROMPT).await {
            Err(Failure::Refused(NO_CHANNEL)) => return Ok(None),
            channel => channel?,
        };
        let Some(words) = self.words(written).await? else { return Ok(None) };
        if channel != place {
            self.discord.places.stands(written.id, place);
        }
        Ok(Some(Message {
            badge,
            id: domain::MessageId(written.id.to_string()),
            channel: domain::ChannelId(channel.to_string()),
            place: (channel != place).then(|| domain::ChannelId(place.to_string())),
            answers_member: self.answers_member(community, &house, written).await?,
            account: author.account,
            posted_at: posted_at(written.id),
            edited_at: edited_at(written),
            words: Words(words),
            calls_all: written.mention_everyone,
        }))
    }

    /// An update is an edit only if it says when the words changed; previews, pins and flags do not.
    async fn update(&self, event: &MessageUpdateEvent) -> Result<()> {
        let (Some(guild), Some(_), Some(_)) = (event.guild_id, event.edited_timestamp, &event.author) else {
            return Ok(());
        };
        let mut written = Written::default();
        event.apply_to_message(&mut written);
        (written.id, written.channel_id, written.guild_id) = (event.id, event.channel_id, event.guild_id);
        let community = community(guild);
        let roles = match &written.member {
            Some(_) => None,
            None => self.roles(&community, written.id).await?,
        };
        match self.official(&community, &written, roles).await {
            Ok(Some(message)) => self.handle(community, Kind::Message(message), None).await,
            Ok(None) => Ok(()),
            Err(unheard) => self.postpone(guild, &written, unheard).await,
        }
    }

    /// The roles of an author whom an update does not bring along: the one that made the message official.
    async fn roles(&self, community: &CommunityId, message: MessageId) -> Result<Option<Vec<String>>> {
        let id = domain::MessageId(message.to_string());
        let known = self.app.watch.store().read().await?.message(community, &id).await?;
        Ok(known.and_then(|known| known.role).map(|role| vec![role]))
    }

    /// Whether a post answers somebody who is not official. Who is answered is all that counts.
    async fn answers_member(&self, community: &CommunityId, house: &House, written: &Written) -> Result<bool> {
        let Some(reference) = &written.message_reference else { return Ok(false) };
        if reference.kind != MessageReferenceKind::Default || written.kind != MessageType::InlineReply {
            return Ok(false);
        }
        if let Some(answered) = &written.referenced_message {
            let official: Option<Badge> = house.roster.badge(&author(answered, None));
            if official.is_some() || answered.author.id == self.discord.me {
                return Ok(false);
            }
        }
        // Somebody who is official by a role only is known by what they posted.
        let Some(id) = reference.message_id else { return Ok(true) };
        let id = domain::MessageId(id.to_string());
        Ok(self.app.watch.store().read().await?.message(community, &id).await?.is_none())
    }

    /// The words of an official message, if it still stands. What has none may keep them in components, which only HTTP
    /// tells.
    async fn words(&self, written: &Written) -> Result<Option<String>, Failure> {
        let title = self.discord.title(written.channel_id, written.id);
        let words = words::read(written, title.as_deref());
        if !words.is_empty() || !self.discord.content {
            return Ok(Some(words));
        }
        self.discord.words_at(written.channel_id, written.id, PROMPT).await
    }

    /// Messages are gone. A mark is left where one could be ours, so that it is not taken in after its deletion.
    async fn gone(&self, guild: Option<GuildId>, ids: &[MessageId]) -> Result<()> {
        let Some(community) = guild.map(community) else { return Ok(()) };
        for id in ids {
            let message = domain::MessageId(id.to_string());
            // What is being read may have been fetched before it was deleted, and be stored after we looked.
            self.app.watch.gaps().delete(&community, &message);
            let recent = self.clock.now().duration_since(posted_at(*id)) < ON_ITS_WAY;
            let may_come = recent && self.listens(&community).await? && !self.discord.places.has_passed(*id);
            let stored = self.app.watch.store().read().await?.message(&community, &message).await?;
            if may_come || stored.is_some() {
                self.handle(community.clone(), Kind::Deleted { message }, None).await?;
            }
        }
        Ok(())
    }

    /// Whether anybody is official in a community; where nobody is, nothing is kept, not even of what passes.
    async fn listens(&self, community: &CommunityId) -> Result<bool> {
        Ok(!self.app.watch.house(community).await?.roster.senders().is_empty())
    }

    async fn handle(&self, community: CommunityId, kind: Kind, seen: Option<Seen>) -> Result<()> {
        let event = Event { community, origin: Origin::Live, at: self.clock.now(), seen, kind };
        self.app.watch.handle(event).await?;
        self.wake.notify_one();
        Ok(())
    }
}

/// Who wrote a message; `roles` where the message itself does not bring them.
pub(super) fn author(written: &Written, roles: Option<Vec<String>>) -> Author {
    let own = || role_ids(written.member.iter().flat_map(|member| &member.roles));
    Author {
        account: AccountId(written.webhook_id.map_or_else(|| written.author.id.to_string(), |id| id.to_string())),
        webhook: written.webhook_id.is_some(),
        roles: roles.unwrap_or_else(own),
    }
}

/// Whether a message is something its author says here: no news of another server, no notice of Discord's, nothing of ours.
pub(super) fn counts_as_post(written: &Written, me: UserId) -> bool {
    let said = [MessageType::Regular, MessageType::InlineReply, MessageType::ChatInputCommand];
    let followed = written.flags.is_some_and(|flags| flags.contains(MessageFlags::IS_CROSSPOST));
    said.contains(&written.kind) && !followed && written.author.id != me
}

/// Discord's first millisecond.
const FIRST: i64 = 1_420_070_400_000;

/// An id bears its time.
pub(super) fn posted_at(id: MessageId) -> Timestamp {
    Timestamp::from_millisecond((id.get() >> 22) as i64 + FIRST).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The lowest id of a time.
pub(super) fn first_id(at: Timestamp) -> u64 {
    u64::try_from(at.as_millisecond() - FIRST).unwrap_or_default().max(1) << 22
}

pub(super) fn edited_at(written: &Written) -> Option<Timestamp> {
    written.edited_timestamp.and_then(|at| at.to_rfc3339()?.parse().ok())
}
