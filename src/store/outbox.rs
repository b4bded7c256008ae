//! The outbox: what is to be said. A row holds a template and ids, spans and numbers, never words.

use jiff::Timestamp;
use serde_json::Value as Json;
use sqlx::{FromRow, query, query_as};

use super::{Error, Result, Tx, corrupt, from_json, maybe_time, ms, time};
use crate::domain::CommunityId;

/// One thing to say.
#[derive(Debug, Clone, PartialEq)]
pub struct OutboxRow {
    /// Where.
    pub community: CommunityId,
    /// Its id, derived from what it says, so that it cannot be queued twice.
    pub id: String,
    /// Which template renders it.
    pub template: String,
    /// What the template needs: ids, spans, numbers.
    pub arguments: Json,
    /// `channel:<id>` or `direct:<account>`.
    pub venue: String,
    /// Not before.
    pub due_at: Timestamp,
    /// Not after.
    pub expires_at: Option<Timestamp>,
    /// How far it is.
    pub state: OutboxState,
    /// How often it was claimed.
    pub tries: i64,
    /// The platform's id of the message, once sent.
    pub sent_as: Option<String>,
    /// When it was sent or dropped.
    pub settled_at: Option<Timestamp>,
    /// Why it was dropped, in one word.
    pub reason: Option<String>,
}

/// How far a row of the outbox is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OutboxState {
    /// Waits for its time.
    Pending,
    /// Claimed; whether the platform has it is not known yet.
    Sending,
    /// The platform has it.
    Sent,
    /// It will not be said.
    Dropped,
}

impl OutboxRow {
    /// A pending row that never expires.
    #[must_use]
    pub fn new(
        community: &CommunityId,
        id: &str,
        template: &str,
        arguments: Json,
        venue: &str,
        due_at: Timestamp,
    ) -> Self {
        Self {
            community: community.clone(),
            id: id.to_owned(),
            template: template.to_owned(),
            arguments,
            venue: venue.to_owned(),
            due_at,
            expires_at: None,
            state: OutboxState::Pending,
            tries: 0,
            sent_as: None,
            settled_at: None,
            reason: None,
        }
    }

    /// The id of the row that brings a nudge.
    #[must_use]
    pub fn of_nudge(nudge: &str) -> String {
        format!("nudge:{nudge}")
    }
}

impl OutboxState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Pending, Self::Sending, Self::Sent, Self::Dropped];

    /// The state's name in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["pending", "sending", "sent", "dropped"][self as usize]
    }

    /// The state with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT community, outbox, template, arguments, venue, due_at, expires_at, state, tries, sent_as, settled_at,
                reason FROM outbox WHERE ",
            $rest
        )
    };
}

impl Tx {
    /// Queues a row; false when its id was queued before, whatever became of it.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub async fn queue(&mut self, row: &OutboxRow) -> Result<bool> {
        const SQL: &str =
            "INSERT INTO outbox (community, outbox, template, arguments, venue, due_at, expires_at, state,
                tries, sent_as, settled_at, reason)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING";
        let sql = query(SQL).bind(row.community.as_str()).bind(row.id.as_str()).bind(row.template.as_str());
        let sql = sql.bind(row.arguments.to_string()).bind(row.venue.as_str()).bind(ms(row.due_at));
        let sql = sql.bind(row.expires_at.map(ms)).bind(row.state.name()).bind(row.tries);
        let sql = sql.bind(row.sent_as.as_deref()).bind(row.settled_at.map(ms)).bind(row.reason.as_deref());
        Ok(self.run(sql).await? > 0)
    }

    /// At most `limit` pending rows of all communities the bot is in that are due, by (due_at, id).
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::Corrupt`].
    pub async fn due(&mut self, now: Timestamp, limit: u32) -> Result<Vec<OutboxRow>> {
        const SQL: &str = select!(
            "state = 'pending' AND due_at <= $1
                AND community NOT IN (SELECT community FROM communities WHERE removed_at IS NOT NULL)
            ORDER BY due_at, outbox, community LIMIT $2"
        );
        super::plain(self.all(query_as::<_, Row>(SQL).bind(ms(now)).bind(i64::from(limit))).await?)
    }

    /// When the next pending row of a community the bot is in is due.
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::Corrupt`].
    pub async fn next_due(&mut self) -> Result<Option<Timestamp>> {
        const SQL: &str = "SELECT due_at FROM outbox WHERE state = 'pending'
                AND community NOT IN (SELECT community FROM communities WHERE removed_at IS NOT NULL)
            ORDER BY due_at LIMIT 1";
        let due: Option<(i64,)> = self.one(query_as(SQL)).await?;
        maybe_time(due.map(|(ms,)| ms)).ok_or_else(|| corrupt("outbox", "due_at", "next"))
    }

    /// Takes a pending row to send it; false when it is not pending, so somebody else has it.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub async fn claim(&mut self, community: &CommunityId, id: &str) -> Result<bool> {
        const SQL: &str = "UPDATE outbox SET state = 'sending', tries = tries + 1
            WHERE community = $1 AND outbox = $2 AND state = 'pending'";
        Ok(self.run(query(SQL).bind(community.as_str()).bind(id)).await? > 0)
    }

    /// Puts a row that is not settled back to pending, due at another time; false when there is none.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub async fn postpone(&mut self, community: &CommunityId, id: &str, due_at: Timestamp) -> Result<bool> {
        const SQL: &str = "UPDATE outbox SET state = 'pending', due_at = $3
            WHERE community = $1 AND outbox = $2 AND state IN ('pending', 'sending')";
        Ok(self.run(query(SQL).bind(community.as_str()).bind(id).bind(ms(due_at))).await? > 0)
    }

    /// Takes a claim back that came to nothing, as if nobody had made it; false when the row is not being sent.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub async fn release(&mut self, community: &CommunityId, id: &str, due_at: Timestamp) -> Result<bool> {
        const SQL: &str = "UPDATE outbox SET state = 'pending', tries = tries - 1, due_at = $3
            WHERE community = $1 AND outbox = $2 AND state = 'sending'";
        Ok(self.run(query(SQL).bind(community.as_str()).bind(id).bind(ms(due_at))).await? > 0)
    }

    /// Notes that a row was sent (with the platform's id of the message) or dropped (with the reason in one word);
    /// false when it is unknown or settled already.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub async fn settle(
        &mut self,
        community: &CommunityId,
        id: &str,
        outcome: Result<&str, &str>,
        at: Timestamp,
    ) -> Result<bool> {
        const SQL: &str = "UPDATE outbox SET state = $3, sent_as = $4, reason = $5, settled_at = $6
            WHERE community = $1 AND outbox = $2 AND state IN ('pending', 'sending')";
        let state = if outcome.is_ok() { OutboxState::Sent } else { OutboxState::Dropped };
        let sql = query(SQL).bind(community.as_str()).bind(id).bind(state.name());
        Ok(self.run(sql.bind(outcome.ok()).bind(outcome.err()).bind(ms(at))).await? > 0)
    }

    /// Sends a row that is not settled to another venue, due at once; false when there is none.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub async fn redirect(
        &mut self,
        community: &CommunityId,
        id: &str,
        venue: &str,
        due_at: Timestamp,
    ) -> Result<bool> {
        const SQL: &str = "UPDATE outbox SET state = 'pending', venue = $3, due_at = $4
            WHERE community = $1 AND outbox = $2 AND state IN ('pending', 'sending')";
        Ok(self.run(query(SQL).bind(community.as_str()).bind(id).bind(venue).bind(ms(due_at))).await? > 0)
    }

    /// The rows of all communities that were claimed and never settled, by (due_at, id).
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::Corrupt`].
    pub async fn stuck(&mut self) -> Result<Vec<OutboxRow>> {
        const SQL: &str = select!("state = 'sending' ORDER BY due_at, outbox, community");
        super::plain(self.all(query_as::<_, Row>(SQL)).await?)
    }

    /// How many rows of a community were due before a moment and are not settled: still waiting, and being sent.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub async fn backlog(&mut self, community: &CommunityId, before: Timestamp) -> Result<(i64, i64)> {
        const SQL: &str = "SELECT CAST(COUNT(CASE WHEN state = 'pending' THEN 1 END) AS BIGINT),
                CAST(COUNT(CASE WHEN state = 'sending' THEN 1 END) AS BIGINT)
            FROM outbox WHERE community = $1 AND state IN ('pending', 'sending') AND due_at < $2";
        let backlog = self.one(query_as(SQL).bind(community.as_str()).bind(ms(before))).await?;
        Ok(backlog.unwrap_or_default())
    }

    /// One row.
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::Corrupt`].
    pub async fn outbox_row(&mut self, community: &CommunityId, id: &str) -> Result<Option<OutboxRow>> {
        let sql = query_as::<_, Row>(select!("community = $1 AND outbox = $2")).bind(community.as_str()).bind(id);
        self.one(sql).await?.map(OutboxRow::try_from).transpose()
    }
}

#[derive(FromRow)]
struct Row {
    community: String,
    outbox: String,
    template: String,
    arguments: String,
    venue: String,
    due_at: i64,
    expires_at: Option<i64>,
    state: String,
    tries: i64,
    sent_as: Option<String>,
    settled_at: Option<i64>,
    reason: Option<String>,
}

impl TryFrom<Row> for OutboxRow {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let bad = |column| corrupt("outbox", column, &row.outbox);
        Ok(Self {
            arguments: from_json(&row.arguments).ok_or_else(|| bad("arguments"))?,
            due_at: time(row.due_at).ok_or_else(|| bad("due_at"))?,
            expires_at: maybe_time(row.expires_at).ok_or_else(|| bad("expires_at"))?,
            state: OutboxState::from_name(&row.state).ok_or_else(|| bad("state"))?,
            settled_at: maybe_time(row.settled_at).ok_or_else(|| bad("settled_at"))?,
            community: CommunityId(row.community),
            id: row.outbox,
            template: row.template,
            venue: row.venue,
            tries: row.tries,
            sent_as: row.sent_as,
            reason: row.reason,
        })
    }
}
