//! Digests: which weeks are closed, and the outbox row that tells of each.

use jiff::Timestamp;
use sqlx::{query, query_as};

use super::{Result, Tx, corrupt, ms};
use crate::domain::{CommunityId, Week};

impl Tx {
    /// Closes a week, with the outbox row that posts its digest unless there is nowhere to post it; false when it is
    /// closed already.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn close_week(
        &mut self,
        community: &CommunityId,
        week: Week,
        at: Timestamp,
        outbox: Option<&str>,
    ) -> Result<bool> {
        const SQL: &str = "INSERT INTO digests (community, iso_year, iso_week, closed_at, outbox)
            VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
        let sql = query(SQL).bind(community.as_str()).bind(i64::from(week.year)).bind(i64::from(week.week));
        Ok(self.run(sql.bind(ms(at)).bind(outbox)).await? > 0)
    }

    /// The latest week that is closed.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn last_closed(&mut self, community: &CommunityId) -> Result<Option<Week>> {
        const SQL: &str = "SELECT iso_year, iso_week FROM digests WHERE community = $1
            ORDER BY iso_year DESC, iso_week DESC LIMIT 1";
        let row: Option<(i64, i64)> = self.one(query_as(SQL).bind(community.as_str())).await?;
        let week = |(year, week)| Week::from_numbers(year, week).ok_or_else(|| corrupt("digests", "iso_week", week));
        row.map(week).transpose()
    }
}
