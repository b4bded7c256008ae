//! Communities: when they came, when they left, and what is left of them.

use jiff::Timestamp;
use sqlx::{FromRow, query, query_as};

use super::{Error, Result, Tx, corrupt, maybe_time, ms, time};
use crate::domain::CommunityId;

/// A community the bot is or was in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Community {
    /// Its id.
    pub id: CommunityId,
    /// `console`, `discord`, `matrix` or `export`.
    pub platform: String,
    /// When the bot first came.
    pub joined_at: Timestamp,
    /// When the bot was removed; what is kept is erased 30 days later.
    pub removed_at: Option<Timestamp>,
}

/// One statement per table, so that a community leaves nothing behind.
const FORGET: [&str; 16] = [
    "DELETE FROM findings WHERE community = $1",
    "DELETE FROM messages WHERE community = $1",
    "DELETE FROM drift_resets WHERE community = $1",
    "DELETE FROM nudges WHERE community = $1",
    "DELETE FROM outbox WHERE community = $1",
    "DELETE FROM feedback WHERE community = $1",
    "DELETE FROM weekly_summaries WHERE community = $1",
    "DELETE FROM digests WHERE community = $1",
    "DELETE FROM cursors WHERE community = $1",
    "DELETE FROM settings WHERE community = $1",
    "DELETE FROM settings_log WHERE community = $1",
    "DELETE FROM accounts WHERE community = $1",
    "DELETE FROM pauses WHERE community = $1",
    "DELETE FROM senders WHERE community = $1",
    "DELETE FROM channels WHERE community = $1",
    "DELETE FROM communities WHERE community = $1",
];

impl Tx {
    /// Makes a community known; one that is known already stays as it is.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub async fn join(&mut self, community: &CommunityId, platform: &str, at: Timestamp) -> Result<()> {
        const SQL: &str =
            "INSERT INTO communities (community, platform, joined_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        self.run(query(SQL).bind(community.as_str()).bind(platform).bind(ms(at))).await?;
        Ok(())
    }

    /// All communities, by id.
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::Corrupt`].
    pub async fn communities(&mut self) -> Result<Vec<Community>> {
        const SQL: &str = "SELECT community, platform, joined_at, removed_at FROM communities ORDER BY community";
        super::plain(self.all(query_as::<_, Row>(SQL)).await?)
    }

    /// One community, if it is known.
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::Corrupt`].
    pub async fn community(&mut self, community: &CommunityId) -> Result<Option<Community>> {
        const SQL: &str = "SELECT community, platform, joined_at, removed_at FROM communities WHERE community = $1";
        self.one(query_as::<_, Row>(SQL).bind(community.as_str())).await?.map(Community::try_from).transpose()
    }

    /// Notes that the bot was removed; false when that is noted already or the community is unknown.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub async fn mark_removed(&mut self, community: &CommunityId, at: Timestamp) -> Result<bool> {
        const SQL: &str = "UPDATE communities SET removed_at = $2 WHERE community = $1 AND removed_at IS NULL";
        Ok(self.run(query(SQL).bind(community.as_str()).bind(ms(at))).await? > 0)
    }

    /// Notes that the bot is back; false when it was not away.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub async fn rejoin(&mut self, community: &CommunityId) -> Result<bool> {
        const SQL: &str = "UPDATE communities SET removed_at = NULL WHERE community = $1 AND removed_at IS NOT NULL";
        Ok(self.run(query(SQL).bind(community.as_str())).await? > 0)
    }

    /// Deletes every row of a community in all tables.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub async fn forget(&mut self, community: &CommunityId) -> Result<()> {
        for sql in FORGET {
            self.run(query(sql).bind(community.as_str())).await?;
        }
        Ok(())
    }

    /// The latest time anything stored bears: messages posted, edited or deleted, settings changed, rows of the outbox
    /// settled. None when there is nothing.
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::Corrupt`].
    pub async fn latest_time(&mut self, community: &CommunityId) -> Result<Option<Timestamp>> {
        const SQL: &str = "SELECT CAST(MAX(latest) AS BIGINT) FROM (
                SELECT MAX(posted_at) AS latest FROM messages WHERE community = $1
                UNION ALL SELECT MAX(edited_at) FROM messages WHERE community = $1
                UNION ALL SELECT MAX(changed_at) FROM settings_log WHERE community = $1
                UNION ALL SELECT MAX(settled_at) FROM outbox WHERE community = $1
            ) AS times";
        let latest: Option<(Option<i64>,)> = self.one(query_as(SQL).bind(community.as_str())).await?;
        maybe_time(latest.and_then(|(ms,)| ms)).ok_or_else(|| corrupt("messages", "posted_at", community))
    }
}

#[derive(FromRow)]
struct Row {
    community: String,
    platform: String,
    joined_at: i64,
    removed_at: Option<i64>,
}

impl TryFrom<Row> for Community {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let bad = |column| corrupt("communities", column, &row.community);
        Ok(Self {
            joined_at: time(row.joined_at).ok_or_else(|| bad("joined_at"))?,
            removed_at: maybe_time(row.removed_at).ok_or_else(|| bad("removed_at"))?,
            id: CommunityId(row.community),
            platform: row.platform,
        })
    }
}
