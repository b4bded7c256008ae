//! Feedback: what readers said of nudges, by heuristic.

use jiff::Timestamp;
use sqlx::{query, query_as};

use super::{Result, Tx, ms};
use crate::domain::{AccountId, CommunityId, Verdict};

/// What one account said of one nudge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feedback {
    /// The nudge.
    pub nudge: String,
    /// Who said it.
    pub account: AccountId,
    /// The heuristic the nudge was about.
    pub heuristic: String,
    /// What it said.
    pub verdict: Verdict,
    /// When it was said.
    pub given_at: Timestamp,
}

impl Tx {
    /// Stores feedback; of several by one account on one nudge the last given stands, whichever comes first.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn give(&mut self, community: &CommunityId, feedback: &Feedback) -> Result<()> {
        const SQL: &str = "INSERT INTO feedback (community, nudge, account, heuristic, verdict, given_at)
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (community, nudge, account) DO UPDATE SET
                heuristic = excluded.heuristic, verdict = excluded.verdict, given_at = excluded.given_at
            WHERE (feedback.given_at, feedback.verdict) < (excluded.given_at, excluded.verdict)";
        let sql = query(SQL).bind(community.as_str()).bind(feedback.nudge.as_str()).bind(feedback.account.as_str());
        let sql = sql.bind(feedback.heuristic.as_str()).bind(feedback.verdict.name()).bind(ms(feedback.given_at));
        self.run(sql).await?;
        Ok(())
    }

    /// How often nudges about a heuristic were called unfit, and how often anything was said of them.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn tally(&mut self, community: &CommunityId, heuristic: &str) -> Result<(i64, i64)> {
        const SQL: &str = "SELECT CAST(COUNT(CASE WHEN verdict = 'unfit' THEN 1 END) AS BIGINT),
            CAST(COUNT(*) AS BIGINT) FROM feedback WHERE community = $1 AND heuristic = $2";
        let tally = self.one(query_as(SQL).bind(community.as_str()).bind(heuristic)).await?;
        Ok(tally.unwrap_or_default())
    }
}
