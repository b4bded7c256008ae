//! Pauses: from when until when a community rested, whoever asked for it.

use jiff::Timestamp;
use sqlx::{query, query_as};

use super::{Result, Tx, corrupt, ms, time};
use crate::domain::CommunityId;

impl Tx {
    /// Notes that the community rests from a moment until another. One that rests already goes on until then instead, or has
    /// rested when that is no later.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn rest(&mut self, community: &CommunityId, at: Timestamp, until: Timestamp) -> Result<()> {
        const RUNNING: &str = "UPDATE pauses SET ends_at = $3 WHERE community = $1 AND began_at <= $2 AND ends_at > $2";
        const NEW: &str = "INSERT INTO pauses (community, began_at, ends_at) VALUES ($1, $2, $3)
            ON CONFLICT (community, began_at) DO UPDATE SET ends_at = excluded.ends_at";
        let sql = |sql| query(sql).bind(community.as_str()).bind(ms(at)).bind(ms(until.max(at)));
        if self.run(sql(RUNNING)).await? == 0 && until > at {
            self.run(sql(NEW)).await?;
        }
        Ok(())
    }

    /// When the community rested, or rests: from and until, the first first. They do not overlap.
    ///
    /// # Errors
    /// [`super::Error::Query`], [`super::Error::Corrupt`].
    pub async fn pauses(&mut self, community: &CommunityId) -> Result<Vec<(Timestamp, Timestamp)>> {
        const SQL: &str = "SELECT began_at, ends_at FROM pauses WHERE community = $1 ORDER BY began_at";
        let rows: Vec<(i64, i64)> = self.all(query_as(SQL).bind(community.as_str())).await?;
        let read = |(began, ends)| time(began).zip(time(ends)).ok_or_else(|| corrupt("pauses", "began_at", began));
        rows.into_iter().map(read).collect()
    }
}
