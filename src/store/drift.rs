//! What the fold of drift reads: the counted messages of a subject, and where its fold begins anew.

use jiff::Timestamp;
use sqlx::{FromRow, query, query_as};

use super::{Error, Result, Tx, corrupt, ms, time};
use crate::domain::{AccountId, ChannelId, CommunityId, MessageId, Step, Subject, Value};

/// Where the fold of a subject begins anew: after this message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reset {
    /// Whose fold.
    pub subject: Subject,
    /// When the last message before the new beginning was posted.
    pub posted_at: Timestamp,
    /// That message.
    pub message: MessageId,
    /// The nudge its alarm led to, if any.
    pub nudge: Option<String>,
}

/// SQLite looks into a limit that is bound by itself, and compiles the statement again whenever it is bound anew.
macro_rules! fold {
    ($column:literal, $order:literal) => {
        concat!(
            "SELECT posted_at, message, channel, COALESCE(account, account_week) AS account_key, value
            FROM messages WHERE community = $1 AND ",
            $column,
            " = $2 AND deleted = 0 AND counts = 'yes' AND occasion = 'none'
                AND posted_at >= $3 AND (posted_at, message) > ($3, $4)
                AND posted_at <= $5 AND (posted_at, message) < ($5, $6)
            ORDER BY posted_at ",
            $order,
            ", message ",
            $order,
            " LIMIT CAST($7 AS BIGINT)"
        )
    };
}

impl Tx {
    /// At most `limit` counted messages of a subject, newest first: those after `after` and before `before`, both
    /// exclusive and in the order of (posted_at, id).
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::Corrupt`].
    pub async fn fold_page(
        &mut self,
        community: &CommunityId,
        subject: &Subject,
        after: Option<(Timestamp, &MessageId)>,
        before: Option<(Timestamp, &MessageId)>,
        limit: u32,
    ) -> Result<Vec<Step>> {
        let (sql, id) = match subject {
            Subject::Account(id) => (fold!("account", "DESC"), id.as_str()),
            Subject::Channel(id) => (fold!("channel", "DESC"), id.as_str()),
        };
        let after = after.map_or((i64::MIN, ""), |(at, id)| (ms(at), id.as_str()));
        let before = before.map_or((i64::MAX, ""), |(at, id)| (ms(at), id.as_str()));
        let sql = query_as::<_, StepRow>(sql).bind(community.as_str()).bind(id).bind(after.0).bind(after.1);
        super::plain(self.all(sql.bind(before.0).bind(before.1).bind(i64::from(limit))).await?)
    }

    /// At most `limit` counted messages of a subject, oldest first: those after `after` and posted before `end`, both
    /// exclusive.
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::Corrupt`].
    pub async fn fold_on(
        &mut self,
        community: &CommunityId,
        subject: &Subject,
        after: Option<(Timestamp, &MessageId)>,
        end: Timestamp,
        limit: u32,
    ) -> Result<Vec<Step>> {
        let (sql, id) = match subject {
            Subject::Account(id) => (fold!("account", "ASC"), id.as_str()),
            Subject::Channel(id) => (fold!("channel", "ASC"), id.as_str()),
        };
        let after = after.map_or((i64::MIN, ""), |(at, id)| (ms(at), id.as_str()));
        let sql = query_as::<_, StepRow>(sql).bind(community.as_str()).bind(id).bind(after.0).bind(after.1);
        super::plain(self.all(sql.bind(ms(end)).bind("").bind(i64::from(limit))).await?)
    }

    /// Whose drift is watched among what was posted before a moment: the channels, or the accounts.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub async fn subjects(&mut self, community: &CommunityId, channels: bool, end: Timestamp) -> Result<Vec<Subject>> {
        const ACCOUNTS: &str = "SELECT DISTINCT account FROM messages
            WHERE community = $1 AND deleted = 0 AND account IS NOT NULL AND posted_at < $2 ORDER BY account";
        const CHANNELS: &str = "SELECT DISTINCT channel FROM messages
            WHERE community = $1 AND deleted = 0 AND posted_at < $2 ORDER BY channel";
        let sql = query_as(if channels { CHANNELS } else { ACCOUNTS }).bind(community.as_str()).bind(ms(end));
        let rows: Vec<(String,)> = self.all(sql).await?;
        let subject = |(id,)| if channels { Subject::Channel(ChannelId(id)) } else { Subject::Account(AccountId(id)) };
        Ok(rows.into_iter().map(subject).collect())
    }

    /// Takes back what folding the past of a subject led to: resets before a moment, and their nudges that never were to be
    /// delivered.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub async fn unraise(&mut self, community: &CommunityId, subject: &Subject, end: Timestamp) -> Result<()> {
        const NUDGES: &str = "DELETE FROM nudges WHERE community = $1 AND state IN ('would_have', 'cooling')
            AND nudge IN (SELECT nudge FROM drift_resets WHERE community = $1 AND subject = $2 AND posted_at < $3)";
        const RESETS: &str = "DELETE FROM drift_resets WHERE community = $1 AND subject = $2 AND posted_at < $3
            AND NOT EXISTS (SELECT 1 FROM nudges AS n
                WHERE n.community = drift_resets.community AND n.nudge = drift_resets.nudge)";
        for sql in [NUDGES, RESETS] {
            self.run(query(sql).bind(community.as_str()).bind(subject.to_string()).bind(ms(end))).await?;
        }
        Ok(())
    }

    /// Stores a reset; the same one again changes only its nudge.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub async fn put_reset(&mut self, community: &CommunityId, reset: &Reset) -> Result<()> {
        const SQL: &str = "INSERT INTO drift_resets (community, subject, posted_at, message, nudge)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (community, subject, posted_at, message) DO UPDATE SET nudge = excluded.nudge";
        let sql = query(SQL).bind(community.as_str()).bind(reset.subject.to_string()).bind(ms(reset.posted_at));
        self.run(sql.bind(reset.message.as_str()).bind(reset.nudge.as_deref())).await?;
        Ok(())
    }

    /// The last reset of a subject; with `settled_only` the last whose nudge is neither pending nor held.
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::Corrupt`].
    pub async fn last_reset(
        &mut self,
        community: &CommunityId,
        subject: &Subject,
        settled_only: bool,
    ) -> Result<Option<Reset>> {
        const SQL: &str = "SELECT posted_at, message, nudge FROM drift_resets AS r
            WHERE community = $1 AND subject = $2 AND ($3 = 0 OR NOT EXISTS (
                SELECT 1 FROM nudges AS n
                WHERE n.community = r.community AND n.nudge = r.nudge AND n.state IN ('pending', 'held')))
            ORDER BY posted_at DESC, message DESC LIMIT 1";
        let sql = query_as(SQL).bind(community.as_str()).bind(subject.to_string()).bind(i64::from(settled_only));
        self.one(sql).await?.map(|row| read_reset(subject, row)).transpose()
    }

    /// The last reset of a subject before another.
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::Corrupt`].
    pub async fn reset_before(&mut self, community: &CommunityId, reset: &Reset) -> Result<Option<Reset>> {
        const SQL: &str = "SELECT posted_at, message, nudge FROM drift_resets
            WHERE community = $1 AND subject = $2 AND (posted_at, message) < ($3, $4)
            ORDER BY posted_at DESC, message DESC LIMIT 1";
        let sql = query_as(SQL).bind(community.as_str()).bind(reset.subject.to_string());
        let row = self.one(sql.bind(ms(reset.posted_at)).bind(reset.message.as_str())).await?;
        row.map(|row| read_reset(&reset.subject, row)).transpose()
    }

    /// The last reset of a subject whose nudge was sent after a moment.
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::Corrupt`].
    pub async fn reset_of_sent(
        &mut self,
        community: &CommunityId,
        subject: &Subject,
        after: Timestamp,
    ) -> Result<Option<Reset>> {
        const SQL: &str = "SELECT r.posted_at, r.message, r.nudge FROM drift_resets AS r
            JOIN nudges AS n ON n.community = r.community AND n.nudge = r.nudge
            WHERE r.community = $1 AND r.subject = $2 AND n.state = 'sent' AND n.settled_at > $3
            ORDER BY r.posted_at DESC, r.message DESC LIMIT 1";
        let sql = query_as(SQL).bind(community.as_str()).bind(subject.to_string()).bind(ms(after));
        self.one(sql).await?.map(|row| read_reset(subject, row)).transpose()
    }

    /// Takes back the reset that led to a nudge; false when there is none.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub async fn remove_reset(&mut self, community: &CommunityId, nudge: &str) -> Result<bool> {
        const SQL: &str = "DELETE FROM drift_resets WHERE community = $1 AND nudge = $2";
        Ok(self.run(query(SQL).bind(community.as_str()).bind(nudge)).await? > 0)
    }
}

fn read_reset(subject: &Subject, (posted_at, message, nudge): (i64, String, Option<String>)) -> Result<Reset> {
    let posted_at = time(posted_at).ok_or_else(|| corrupt("drift_resets", "posted_at", &message))?;
    Ok(Reset { subject: subject.clone(), posted_at, message: MessageId(message), nudge })
}

#[derive(FromRow)]
struct StepRow {
    posted_at: i64,
    message: String,
    channel: String,
    account_key: Option<String>,
    value: i64,
}

impl TryFrom<StepRow> for Step {
    type Error = Error;

    fn try_from(row: StepRow) -> Result<Self> {
        Ok(Self {
            posted_at: time(row.posted_at).ok_or_else(|| corrupt("messages", "posted_at", &row.message))?,
            message: MessageId(row.message),
            channel: ChannelId(row.channel),
            account_key: row.account_key,
            value: Value::from_number(row.value),
        })
    }
}
