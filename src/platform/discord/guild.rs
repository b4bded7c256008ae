//! Servers come and go, with their channels, threads and roles.

use std::collections::HashSet;

use serde_json::json;
use serenity::all::{
    ChannelType, Guild, GuildChannel, GuildId, PermissionOverwrite, PermissionOverwriteType, Permissions, RoleId,
    UserId,
};

use crate::domain::{ChannelId, CommunityId, Lang, Nudging};
use crate::store::{Channel, Result, Tx};

use super::{Discord, Parts};

/// What Discord calls a channel that the bot must not see.
const HIDDEN: &str = "___hidden___";

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
        self.http.get_member(guild, user).await.ok().map(|member| role_ids(&member.roles))
    }
}

impl Parts {
    /// The bot is in a server: new, back, or still.
    pub(super) async fn arrive(&self, guild: &Guild) -> Result<()> {
        let (community, now) = (community(guild.id), self.clock.now());
        let everyone = guild.roles.get(&RoleId::new(guild.id.get())).map_or(Permissions::empty(), |r| r.permissions);
        let places = &self.discord.places;
        places.roles(&community, guild.roles.keys().map(|id| id.get()).collect::<HashSet<_>>());
        let forums = guild.channels.values().filter(|channel| channel.kind == ChannelType::Forum);
        forums.for_each(|forum| places.forum(forum.id));
        guild.threads.iter().for_each(|thread| self.thread(thread));
        let mut turn = self.app.watch.change(&community).await?;
        let known = turn.tx.communities().await?.into_iter().any(|c| c.id == community);
        turn.tx.join(&community, "discord", now).await?;
        turn.tx.rejoin(&community).await?;
        if !known {
            let lang = if guild.preferred_locale.starts_with("de") { Lang::De } else { Lang::En };
            // It never begins to nudge by itself.
            let begin = [("brand", json!(guild.name)), ("language", json!(lang)), ("nudging", json!(Nudging::Observe))];
            for (key, value) in begin {
                turn.tx.put_setting(&community, "", key, Some(&value.to_string())).await?;
            }
        }
        for channel in guild.channels.values().filter(|channel| holds_messages(channel)) {
            keep(&mut turn.tx, &community, seen(channel, everyone)).await?;
        }
        turn.commit().await
    }

    /// The bot was removed: nothing more is processed, and what is kept is erased in time.
    pub(super) async fn leave(&self, guild: GuildId) -> Result<()> {
        let community = community(guild);
        let mut turn = self.app.watch.change(&community).await?;
        turn.tx.mark_removed(&community, self.clock.now()).await?;
        turn.commit().await
    }

    /// A channel is new or has changed.
    pub(super) async fn channel(&self, channel: &GuildChannel) -> Result<()> {
        if !holds_messages(channel) {
            return Ok(());
        }
        if channel.kind == ChannelType::Forum {
            self.discord.places.forum(channel.id);
        }
        let community = community(channel.guild_id);
        let mut turn = self.app.watch.change(&community).await?;
        keep(&mut turn.tx, &community, seen(channel, Permissions::SEND_MESSAGES)).await?;
        turn.commit().await
    }

    /// A thread is known; in a forum its title is part of its first post.
    pub(super) fn thread(&self, thread: &GuildChannel) {
        let Some(parent) = thread.parent_id else { return };
        let title = self.discord.places.is_forum(parent).then(|| thread.name.clone());
        self.discord.places.thread(thread.id, parent, title);
    }
}

/// Stores a channel. Whether it is a stage is the staff's to say, once it is known.
async fn keep(tx: &mut Tx, community: &CommunityId, seen: Channel) -> Result<()> {
    let known = tx.channel(community, &seen.id).await?;
    let stage = known.map_or(seen.stage, |known| known.stage);
    tx.put_channel(community, &Channel { stage, ..seen }).await
}

fn holds_messages(channel: &GuildChannel) -> bool {
    let kinds = [ChannelType::Text, ChannelType::News, ChannelType::Forum];
    kinds.contains(&channel.kind) && channel.name != HIDDEN
}

/// A channel is a stage where announcements go, or where not everybody may write.
fn seen(channel: &GuildChannel, everyone: Permissions) -> Channel {
    let of_everyone = PermissionOverwriteType::Role(RoleId::new(channel.guild_id.get()));
    let own: Option<&PermissionOverwrite> = channel.permission_overwrites.iter().find(|o| o.kind == of_everyone);
    let may = match own {
        Some(own) if own.deny.contains(Permissions::SEND_MESSAGES) => false,
        Some(own) if own.allow.contains(Permissions::SEND_MESSAGES) => true,
        _ => everyone.contains(Permissions::SEND_MESSAGES),
    };
    let stage = channel.kind == ChannelType::News || !may;
    Channel { id: ChannelId(channel.id.to_string()), name: channel.name.clone(), stage }
}
