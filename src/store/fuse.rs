//! What is stored of a role: how many people it makes official, and how all of it goes.

use jiff::Timestamp;
use sqlx::{query, query_as};

use super::{Result, Tx, ms};
use crate::domain::CommunityId;

/// One statement per table that knows messages; the messages themselves last.
const ERASE: [&str; 5] = [
    "DELETE FROM feedback WHERE community = $1 AND nudge IN (
        SELECT n.nudge FROM nudges AS n JOIN messages AS m ON m.community = n.community AND m.message = n.message
        WHERE n.community = $1 AND m.role = $2)",
    "DELETE FROM nudges WHERE community = $1
        AND message IN (SELECT message FROM messages WHERE community = $1 AND role = $2)",
    "DELETE FROM drift_resets WHERE community = $1
        AND message IN (SELECT message FROM messages WHERE community = $1 AND role = $2)",
    "DELETE FROM findings WHERE community = $1
        AND message IN (SELECT message FROM messages WHERE community = $1 AND role = $2)",
    "DELETE FROM messages WHERE community = $1 AND role = $2",
];

impl Tx {
    /// How many distinct people posted by a role in this span of time, its end not included.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn people_by_role(
        &mut self,
        community: &CommunityId,
        role: &str,
        (from, to): (Timestamp, Timestamp),
    ) -> Result<i64> {
        const SQL: &str = "SELECT CAST(COUNT(DISTINCT COALESCE(account, account_week)) AS BIGINT) FROM messages
            WHERE community = $1 AND role = $2 AND deleted = 0 AND posted_at >= $3 AND posted_at < $4";
        let sql = query_as(SQL).bind(community.as_str()).bind(role).bind(ms(from)).bind(ms(to));
        Ok(self.one(sql).await?.map_or(0, |(people,): (i64,)| people))
    }

    /// Erases every message that counts as official by a role, and all that came of it.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn erase_role(&mut self, community: &CommunityId, role: &str) -> Result<()> {
        for sql in ERASE {
            self.run(query(sql).bind(community.as_str()).bind(role)).await?;
        }
        Ok(())
    }
}
