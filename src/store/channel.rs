//! Channels: what they are called, and which are stages.

use sqlx::{query, query_as};

use super::{Result, Tx};
use crate::domain::{ChannelId, CommunityId};

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
}

impl From<Row> for Channel {
    fn from((id, name, stage): Row) -> Self {
        Self { id: ChannelId(id), name, stage: stage != 0 }
    }
}
