//! Channels: what they are called, and which are stages.

use sqlx::{query, query_as};

use super::{Result, Tx};
use crate::domain::{ChannelId, CommunityId, MessageId};

/// A channel of a community.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// Its id.
    pub id: ChannelId,
    /// Its name, without `#`.
    pub name: String,
    /// Whether the brand alone speaks there; else it is a floor.
    pub stage: bool,
}

type Row = (String, String, i64);

impl Tx {
    /// Stores a channel as it is now.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn put_channel(&mut self, community: &CommunityId, channel: &Channel) -> Result<()> {
        const SQL: &str = "INSERT INTO channels (community, channel, name, stage) VALUES ($1, $2, $3, $4)
            ON CONFLICT (community, channel) DO UPDATE SET name = excluded.name, stage = excluded.stage";
        let sql = query(SQL).bind(community.as_str()).bind(channel.id.as_str());
        self.run(sql.bind(channel.name.as_str()).bind(i64::from(channel.stage))).await?;
        Ok(())
    }

    /// All channels of a community, by id.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn channels(&mut self, community: &CommunityId) -> Result<Vec<Channel>> {
        const SQL: &str = "SELECT channel, name, stage FROM channels WHERE community = $1 ORDER BY channel";
        let rows: Vec<Row> = self.all(query_as(SQL).bind(community.as_str())).await?;
        Ok(rows.into_iter().map(Channel::from).collect())
    }

    /// One channel, if it is known.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn channel(&mut self, community: &CommunityId, channel: &ChannelId) -> Result<Option<Channel>> {
        const SQL: &str = "SELECT channel, name, stage FROM channels WHERE community = $1 AND channel = $2";
        let row: Option<Row> = self.one(query_as(SQL).bind(community.as_str()).bind(channel.as_str())).await?;
        Ok(row.map(Channel::from))
    }

    /// At most `limit` of the messages that stand in a channel, those of its threads included, or in a thread; each with the
    /// thread it stands in, oldest first.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn standing_in(
        &mut self,
        community: &CommunityId,
        place: &ChannelId,
        limit: u32,
    ) -> Result<Vec<(MessageId, Option<ChannelId>)>> {
        const SQL: &str = "SELECT message, place FROM messages WHERE community = $1 AND deleted = 0
            AND (channel = $2 OR place = $2) ORDER BY posted_at, message LIMIT $3";
        let sql = query_as(SQL).bind(community.as_str()).bind(place.as_str()).bind(i64::from(limit));
        let rows: Vec<(String, Option<String>)> = self.all(sql).await?;
        Ok(rows.into_iter().map(|(message, thread)| (MessageId(message), thread.map(ChannelId))).collect())
    }

    /// Takes away what is known of a channel or thread itself: its name, and how far it was read.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn forget_place(&mut self, community: &CommunityId, place: &ChannelId) -> Result<()> {
        for sql in [
            "DELETE FROM channels WHERE community = $1 AND channel = $2",
            "DELETE FROM cursors WHERE community = $1 AND place = $2",
        ] {
            self.run(query(sql).bind(community.as_str()).bind(place.as_str())).await?;
        }
        Ok(())
    }
}

impl From<Row> for Channel {
    fn from((id, name, stage): Row) -> Self {
        Self { id: ChannelId(id), name, stage: stage != 0 }
    }
}
