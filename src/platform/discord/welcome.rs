//! The first word on a server: in a channel where the bot may speak, never to anybody directly.

use serde_json::json;
use serenity::all::{ChannelType, Guild, GuildChannel, Permissions};

use crate::domain::CommunityId;
use crate::store::{OutboxRow, Result, Tx};

use super::{Discord, Parts};

/// What it takes to be read.
const SPEAK: Permissions = Permissions::VIEW_CHANNEL.union(Permissions::SEND_MESSAGES);
/// One welcome for each coming; what is kept of a server goes with it.
const ROW: &str = "welcome";

impl Parts {
    /// Queues the welcome, where there is a place for it.
    pub(super) async fn welcome(&self, tx: &mut Tx, community: &CommunityId, guild: &Guild) -> Result<()> {
        let Some(channel) = self.discord.speaks_in(guild) else { return Ok(()) };
        let venue = format!("channel:{}", channel.id);
        tx.queue(&OutboxRow::new(community, ROW, "welcome", json!({}), &venue, self.clock.now())).await?;
        Ok(())
    }
}

impl Discord {
    /// Where Discord greets members itself, else the first channel from the top where the bot may speak.
    fn speaks_in<'g>(&self, guild: &'g Guild) -> Option<&'g GuildChannel> {
        let own = guild.members.get(&self.me)?;
        let may = |channel: &&GuildChannel| guild.user_permissions_in(channel, own).contains(SPEAK);
        let system = guild.system_channel_id.and_then(|id| guild.channels.get(&id)).filter(may);
        let texts = guild.channels.values().filter(|channel| channel.kind == ChannelType::Text);
        system.or_else(|| texts.filter(may).min_by_key(|channel| (channel.position, channel.id)))
    }
}
