//! Servers come and go, with their channels, threads and roles.

use std::collections::HashSet;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::json;
use serenity::all::{
    Channel, ChannelId, ChannelType, Guild, GuildChannel, GuildId, PermissionOverwrite, PermissionOverwriteType,
    Permissions, Ready, RoleId, UserId,
};

use crate::domain::{self, CommunityId, Lang, Nudging};
use crate::platform::Failure;
use crate::store::{self, Result, Tx};

use super::failure::{NO_CHANNEL, PROMPT, within};
use super::missed::Arrived;
use super::post::{channel_id, snowflake};
use super::{Discord, Parts};

/// What Discord calls a channel that the bot must not see.
const HIDDEN: &str = "___hidden___";

/// What the house calls this platform.
pub(super) const PLATFORM: &str = "discord";

/// A server's id as the house knows it.
pub(super) fn community(guild: GuildId) -> CommunityId {
    CommunityId(guild.to_string())
}

/// The ids of roles as the house knows them.
pub(super) fn role_ids<'r>(roles: impl IntoIterator<Item = &'r RoleId>) -> Vec<String> {
    roles.into_iter().map(ToString::to_string).collect()
}

impl Discord {
    /// The roles of somebody in a server, asked for; none when Discord does not say.
    pub(super) async fn roles_of(&self, guild: GuildId, user: UserId) -> Option<Vec<String>> {
        let member = within(PROMPT, self.clock.now(), self.http.get_member(guild, user)).await;
        member.ok().map(|member| role_ids(&member.roles))
    }

    /// A channel or a thread is known; in a forum the title of a thread is part of its first post.
    pub(super) fn know(&self, place: &GuildChannel) {
        match place.parent_id.filter(|_| is_thread(place)) {
            Some(parent) => {
                let title = self.places.is_forum(parent).then(|| place.name.clone());
                self.places.thread(place.id, parent, title);
            }
            None => {
                self.places.channel(place.id);
                if place.kind == ChannelType::Forum {
                    self.places.forum(place.id);
                }
            }
        }
    }

    /// The channel that what is posted in a place counts to: that of its thread, if it is one.
    pub(super) async fn channel_of(&self, place: ChannelId, limit: Duration) -> Result<ChannelId, Failure> {
        // A thread that was opened while nobody listened has to be asked for.
        if self.places.parent(place).is_none()
            && !self.places.is_channel(place)
            && let Channel::Guild(found) = within(limit, self.clock.now(), self.http.get_channel(place)).await?
        {
            self.know(&found);
        }
        Ok(self.places.parent(place).map_or(place, |(parent, _)| parent))
    }

    /// Whether Discord says that a channel does not exist; not where it is only kept from the bot, or does not answer.
    async fn is_gone(&self, channel: ChannelId) -> bool {
        let asked = within(PROMPT, self.clock.now(), self.http.get_channel(channel)).await;
        matches!(asked, Err(Failure::Refused(NO_CHANNEL)))
    }
}

impl Parts {
    /// The bot is in a server: new, back, or still.
    pub(super) async fn arrive(&self, guild: &Guild) -> Result<()> {
        let (community, now) = (community(guild.id), self.clock.now());
        let everyone = guild.roles.get(&RoleId::new(guild.id.get())).map_or(Permissions::empty(), |r| r.permissions);
        let places = &self.discord.places;
        places.roles(&community, guild.roles.keys().map(|id| id.get()).collect::<HashSet<_>>());
        guild.channels.values().for_each(|channel| self.discord.know(channel));
        guild.threads.iter().for_each(|thread| self.discord.know(thread));
        let mut turn = self.app.watch.change(&community).await?;
        let known = turn.tx.communities().await?.into_iter().any(|c| c.id == community);
        turn.tx.join(&community, PLATFORM, now).await?;
        let back = turn.tx.rejoin(&community).await?;
        if !known {
            let lang = if guild.preferred_locale.starts_with("de") { Lang::De } else { Lang::En };
            // It never begins to nudge by itself.
            let mut begin =
                vec![("brand", json!(guild.name)), ("language", json!(lang)), ("nudging", json!(Nudging::Observe))];
            // A proposal: the setup shows it, to be confirmed or changed.
            begin.extend((lang == Lang::De).then(|| ("time_zone", json!("Europe/Berlin"))));
            for (key, value) in begin {
                turn.tx.put_setting(&community, "", key, Some(&value.to_string())).await?;
            }
            self.welcome(&mut turn.tx, &community, guild).await?;
        }
        for channel in guild.channels.values().filter(|channel| holds_messages(channel)) {
            keep(&mut turn.tx, &community, seen(channel, everyone)).await?;
        }
        // What was posted while the bot was not there is none of its business.
        let mut places = self.behind(&mut turn.tx, guild, back || !known).await?;
        turn.commit().await?;
        let lost = self.lost(guild).await?;
        for place in &lost {
            self.lose(guild.id, *place).await?;
        }
        places.retain(|behind| lost.iter().all(|place| place.to_string() != behind.place.0));
        let behind = places.iter().map(|behind| behind.place.0.clone());
        let round = self.app.watch.gaps().begin(&community, behind, now);
        let _ = self.arrivals.send(Arrived { community, round, places });
        self.wake.notify_one();
        Ok(())
    }

    /// The channels that were deleted while nobody listened: the server does not name them any more. What is buried does not
    /// come back, so each is asked for.
    async fn lost(&self, guild: &Guild) -> Result<Vec<ChannelId>> {
        let known = self.app.watch.store().read().await?.channels(&community(guild.id)).await?;
        let mut lost = Vec::new();
        for id in known.iter().filter_map(|channel| channel_id(&channel.id)) {
            if !guild.channels.contains_key(&id) && self.discord.is_gone(id).await {
                lost.push(id);
            }
        }
        Ok(lost)
    }

    /// A channel with its threads, or a thread, was deleted, and with it what stood there.
    pub(super) async fn lose(&self, guild: GuildId, place: ChannelId) -> Result<()> {
        let (community, now) = (community(guild), self.clock.now());
        for place in self.discord.places.threads(place).into_iter().chain([place]) {
            self.app.watch.bury_place(&community, &domain::ChannelId(place.to_string()), now).await?;
        }
        self.wake.notify_one();
        Ok(())
    }

    /// The bot was removed: nothing more is processed, and what is kept is erased in time.
    pub(super) async fn leave(&self, guild: GuildId) -> Result<()> {
        let community = community(guild);
        let mut turn = self.app.watch.change(&community).await?;
        turn.tx.mark_removed(&community, self.clock.now()).await?;
        // Its weeks are not closed any more, which would erase them.
        turn.tx.erase_week_keys(&community, Timestamp::MAX).await?;
        turn.commit().await?;
        self.app.watch.gaps().forget(&community);
        Ok(())
    }

    /// Servers of this shard that Discord does not name any more removed the bot while nobody listened.
    pub(super) async fn sweep(&self, ready: &Ready) -> Result<()> {
        let here: HashSet<CommunityId> = ready.guilds.iter().map(|guild| community(guild.id)).collect();
        let (shard, shards) = ready.shard.map_or((0, 1), |shard| (u64::from(shard.id.0), u64::from(shard.total)));
        let known = self.app.watch.store().read().await?.communities().await?;
        let ours = known.into_iter().filter(|known| known.platform == "discord" && known.removed_at.is_none());
        for gone in ours.filter(|known| !here.contains(&known.id)) {
            if let Some(id) = snowflake(gone.id.as_str()).filter(|id| (id.get() >> 22) % shards.max(1) == shard) {
                self.leave(id.into()).await?;
            }
        }
        Ok(())
    }

    /// A channel is new or has changed.
    pub(super) async fn channel(&self, channel: &GuildChannel) -> Result<()> {
        if !holds_messages(channel) {
            return Ok(());
        }
        self.discord.know(channel);
        let community = community(channel.guild_id);
        let mut turn = self.app.watch.change(&community).await?;
        // What is left for good leaves nothing, though its channels may still change before the bot is gone.
        if turn.tx.community(&community).await?.is_none() {
            return Ok(());
        }
        keep(&mut turn.tx, &community, seen(channel, Permissions::SEND_MESSAGES)).await?;
        turn.commit().await
    }
}

/// Stores a channel. Whether it is a stage is the staff's to say, once it is known.
async fn keep(tx: &mut Tx, community: &CommunityId, seen: store::Channel) -> Result<()> {
    let known = tx.channel(community, &seen.id).await?;
    let stage = known.map_or(seen.stage, |known| known.stage);
    tx.put_channel(community, &store::Channel { stage, ..seen }).await
}

pub(super) fn is_thread(place: &GuildChannel) -> bool {
    place.thread_metadata.is_some()
}

/// A channel whose own messages can be read; a forum has only threads.
pub(super) fn readable(channel: &GuildChannel) -> bool {
    holds_messages(channel) && channel.kind != ChannelType::Forum
}

fn holds_messages(channel: &GuildChannel) -> bool {
    let kinds = [ChannelType::Text, ChannelType::News, ChannelType::Forum];
    kinds.contains(&channel.kind) && channel.name != HIDDEN
}

/// A channel is a stage where announcements go, or where not everybody may write.
fn seen(channel: &GuildChannel, everyone: Permissions) -> store::Channel {
    let of_everyone = PermissionOverwriteType::Role(RoleId::new(channel.guild_id.get()));
    let own: Option<&PermissionOverwrite> = channel.permission_overwrites.iter().find(|o| o.kind == of_everyone);
    let may = match own {
        Some(own) if own.deny.contains(Permissions::SEND_MESSAGES) => false,
        Some(own) if own.allow.contains(Permissions::SEND_MESSAGES) => true,
        _ => everyone.contains(Permissions::SEND_MESSAGES),
    };
    let stage = channel.kind == ChannelType::News || !may;
    store::Channel { id: domain::ChannelId(channel.id.to_string()), name: channel.name.clone(), stage }
}
