//! Nudges: what was noticed, and what became of it.

use jiff::Timestamp;
use sqlx::{FromRow, query, query_as};

use super::{Error, OutboxRow, Result, Tx, corrupt, maybe_time, ms, time};
use crate::domain::{AccountId, ChannelId, CommunityId, MessageId, Subject, Tag, Verdict};

/// One alarm of drift and the nudge it led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nudge {
    /// Its id, unique within the community. It must not name an account: it is kept when the account is erased.
    pub id: String,
    /// Whose drift it speaks of; none once the account is erased.
    pub subject: Option<Subject>,
    /// Whom it is for, while that is known.
    pub account: Option<AccountId>,
    /// The channel of the message that raised the alarm.
    pub channel: ChannelId,
    /// The message that raised the alarm.
    pub message: MessageId,
    /// When the first message of the drift was posted.
    pub since: Timestamp,
    /// Counted messages from then on.
    pub steps: i64,
    /// The tag that leads in them.
    pub pattern: Tag,
    /// The heuristic that leads in them.
    pub heuristic: String,
    /// In how many of them it was found.
    pub times: i64,
    /// When the alarm was raised.
    pub raised_at: Timestamp,
    /// What became of it.
    pub state: NudgeState,
    /// When it left the pending or held state.
    pub settled_at: Option<Timestamp>,
    /// What its reader said.
    pub verdict: Option<Verdict>,
}

/// What the keyed hash of a reader starts with that stands in the place of its id.
pub const READER: &str = "reader:";

/// What became of a nudge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NudgeState {
    /// Waits for its time.
    Pending,
    /// Waits for the end of an incident.
    Held,
    /// Delivered.
    Sent,
    /// An edit or deletion took the drift away.
    Cancelled,
    /// Not delivered in time, or not wanted.
    Dropped,
    /// Raised in the days after another; recorded only.
    Cooling,
    /// Raised by history, or where nudges are observed only.
    WouldHave,
}

impl NudgeState {
    /// All states.
    pub const ALL: [Self; 7] =
        [Self::Pending, Self::Held, Self::Sent, Self::Cancelled, Self::Dropped, Self::Cooling, Self::WouldHave];

    /// The state's name in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["pending", "held", "sent", "cancelled", "dropped", "cooling", "would_have"][self as usize]
    }

    /// The state with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether it may still be delivered.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Pending | Self::Held)
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT nudge, subject, account, channel, message, since, steps, pattern, heuristic, times, raised_at,
                state, settled_at, verdict FROM nudges WHERE community = $1 AND ",
            $rest
        )
    };
}

impl Tx {
    /// Stores a nudge as it is now.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub async fn put_nudge(&mut self, community: &CommunityId, nudge: &Nudge) -> Result<()> {
        const SQL: &str = "INSERT INTO nudges (community, nudge, subject, account, channel, message, since, steps,
                pattern, heuristic, times, raised_at, state, settled_at, verdict)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            ON CONFLICT (community, nudge) DO UPDATE SET subject = excluded.subject, account = excluded.account,
                channel = excluded.channel, message = excluded.message, since = excluded.since,
                steps = excluded.steps, pattern = excluded.pattern, heuristic = excluded.heuristic,
                times = excluded.times, raised_at = excluded.raised_at, state = excluded.state,
                settled_at = excluded.settled_at, verdict = excluded.verdict";
        let sql = query(SQL).bind(community.as_str()).bind(nudge.id.as_str());
        let sql = sql.bind(nudge.subject.as_ref().map(Subject::to_string));
        let sql = sql.bind(nudge.account.as_ref().map(AccountId::as_str)).bind(nudge.channel.as_str());
        let sql = sql.bind(nudge.message.as_str()).bind(ms(nudge.since)).bind(nudge.steps).bind(nudge.pattern.name());
        let sql = sql.bind(nudge.heuristic.as_str()).bind(nudge.times).bind(ms(nudge.raised_at));
        let sql = sql.bind(nudge.state.name()).bind(nudge.settled_at.map(ms));
        self.run(sql.bind(nudge.verdict.map(Verdict::name))).await?;
        Ok(())
    }

    /// One nudge.
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::Corrupt`].
    pub async fn nudge(&mut self, community: &CommunityId, id: &str) -> Result<Option<Nudge>> {
        let sql = query_as::<_, Row>(select!("nudge = $2")).bind(community.as_str()).bind(id);
        self.one(sql).await?.map(Nudge::try_from).transpose()
    }

    /// The newest nudge of a subject that is pending or held.
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::Corrupt`].
    pub async fn open_nudge(&mut self, community: &CommunityId, subject: &Subject) -> Result<Option<Nudge>> {
        const SQL: &str =
            select!("subject = $2 AND state IN ('pending', 'held') ORDER BY raised_at DESC, nudge DESC LIMIT 1");
        let sql = query_as::<_, Row>(SQL).bind(community.as_str()).bind(subject.to_string());
        self.one(sql).await?.map(Nudge::try_from).transpose()
    }

    /// When a nudge about this subject was last sent; for an account also one to it, whoever it spoke of.
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::Corrupt`].
    pub async fn last_sent(&mut self, community: &CommunityId, subject: &Subject) -> Result<Option<Timestamp>> {
        const SQL: &str = "SELECT CAST(MAX(COALESCE(settled_at, raised_at)) AS BIGINT) FROM nudges
            WHERE community = $1 AND (subject = $2 OR account = $3) AND state = 'sent'";
        let account = match subject {
            Subject::Account(id) => Some(id.as_str()),
            Subject::Channel(_) => None,
        };
        let sql = query_as(SQL).bind(community.as_str()).bind(subject.to_string()).bind(account);
        let row: Option<(Option<i64>,)> = self.one(sql).await?;
        maybe_time(row.and_then(|(ms,)| ms)).ok_or_else(|| corrupt("nudges", "settled_at", subject))
    }

    /// The nudges raised in `from..to`, by (raised_at, id).
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::Corrupt`].
    pub async fn nudges_between(
        &mut self,
        community: &CommunityId,
        (from, to): (Timestamp, Timestamp),
    ) -> Result<Vec<Nudge>> {
        const SQL: &str = select!("raised_at >= $2 AND raised_at < $3 ORDER BY raised_at, nudge");
        let sql = query_as::<_, Row>(SQL).bind(community.as_str()).bind(ms(from)).bind(ms(to));
        super::plain(self.all(sql).await?)
    }

    /// Changes the state of a nudge; `at` is kept unless the new state is an open one. False when it is unknown.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub async fn settle_nudge(
        &mut self,
        community: &CommunityId,
        id: &str,
        state: NudgeState,
        at: Timestamp,
    ) -> Result<bool> {
        const SQL: &str = "UPDATE nudges SET state = $3, settled_at = $4 WHERE community = $1 AND nudge = $2";
        let settled_at = if state.is_open() { None } else { Some(ms(at)) };
        let sql = query(SQL).bind(community.as_str()).bind(id).bind(state.name()).bind(settled_at);
        Ok(self.run(sql).await? > 0)
    }

    /// Holds every nudge that is pending.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub async fn hold_nudges(&mut self, community: &CommunityId) -> Result<()> {
        const SQL: &str = "UPDATE nudges SET state = 'held' WHERE community = $1 AND state = 'pending'";
        self.run(query(SQL).bind(community.as_str())).await?;
        Ok(())
    }

    /// Drops every nudge that is pending or held, of one account or of all, and what is queued of it; `reason` is one word.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub async fn drop_nudges(
        &mut self,
        community: &CommunityId,
        of: Option<&AccountId>,
        at: Timestamp,
        reason: &str,
    ) -> Result<()> {
        const OPEN: &str = "SELECT nudge FROM nudges WHERE community = $1 AND ($2 IS NULL OR account = $2)
            AND state IN ('pending', 'held')";
        let sql = query_as(OPEN).bind(community.as_str()).bind(of.map(AccountId::as_str));
        let open: Vec<(String,)> = self.all(sql).await?;
        for (id,) in open {
            self.drop_nudge(community, &id, at, reason).await?;
        }
        Ok(())
    }

    /// Drops a nudge and what is queued of it.
    pub(super) async fn drop_nudge(
        &mut self,
        community: &CommunityId,
        id: &str,
        at: Timestamp,
        reason: &str,
    ) -> Result<()> {
        self.settle_nudge(community, id, NudgeState::Dropped, at).await?;
        self.settle(community, &OutboxRow::of_nudge(id), Err(reason), at).await?;
        Ok(())
    }

    /// The newest nudge for an account that is pending, held or sent.
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::Corrupt`].
    pub async fn newest_nudge_for(&mut self, community: &CommunityId, account: &AccountId) -> Result<Option<Nudge>> {
        const SQL: &str = select!(
            "account = $2 AND state IN ('pending', 'held', 'sent') ORDER BY raised_at DESC, nudge DESC LIMIT 1"
        );
        let sql = query_as::<_, Row>(SQL).bind(community.as_str()).bind(account.as_str());
        self.one(sql).await?.map(Nudge::try_from).transpose()
    }

    /// The nudges that are settled and still name their reader.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub async fn settled_readers(&mut self, community: &CommunityId) -> Result<Vec<(String, AccountId)>> {
        const SQL: &str = "SELECT nudge, account FROM nudges WHERE community = $1 AND account IS NOT NULL
            AND account NOT LIKE 'reader:%' AND state NOT IN ('pending', 'held') ORDER BY nudge";
        let rows: Vec<(String, String)> = self.all(query_as(SQL).bind(community.as_str())).await?;
        Ok(rows.into_iter().map(|(nudge, account)| (nudge, AccountId(account))).collect())
    }

    /// Puts something else in the place of a settled nudge's reader, also where it was to be posted.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub async fn set_reader(&mut self, community: &CommunityId, id: &str, reader: &AccountId) -> Result<()> {
        const SQL: &str = "UPDATE nudges SET account = $3 WHERE community = $1 AND nudge = $2";
        const VENUE: &str = "UPDATE outbox SET venue = 'direct:' WHERE community = $1 AND outbox = 'nudge:' || $2
            AND venue LIKE 'direct:%' AND state IN ('sent', 'dropped')";
        self.run(query(SQL).bind(community.as_str()).bind(id).bind(reader.as_str())).await?;
        self.run(query(VENUE).bind(community.as_str()).bind(id)).await?;
        Ok(())
    }

    /// Stores what its reader said of a nudge; false when it is unknown.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub async fn set_verdict(&mut self, community: &CommunityId, id: &str, verdict: Verdict) -> Result<bool> {
        const SQL: &str = "UPDATE nudges SET verdict = $3 WHERE community = $1 AND nudge = $2";
        Ok(self.run(query(SQL).bind(community.as_str()).bind(id).bind(verdict.name())).await? > 0)
    }
}

#[derive(FromRow)]
struct Row {
    nudge: String,
    subject: Option<String>,
    account: Option<String>,
    channel: String,
    message: String,
    since: i64,
    steps: i64,
    pattern: String,
    heuristic: String,
    times: i64,
    raised_at: i64,
    state: String,
    settled_at: Option<i64>,
    verdict: Option<String>,
}

impl TryFrom<Row> for Nudge {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let bad = |column| corrupt("nudges", column, &row.nudge);
        let subject = row.subject.as_deref().map(|text| Subject::parse(text).ok_or_else(|| bad("subject")));
        let verdict = row.verdict.as_deref().map(|name| Verdict::from_name(name).ok_or_else(|| bad("verdict")));
        Ok(Self {
            subject: subject.transpose()?,
            verdict: verdict.transpose()?,
            since: time(row.since).ok_or_else(|| bad("since"))?,
            pattern: Tag::from_name(&row.pattern).ok_or_else(|| bad("pattern"))?,
            raised_at: time(row.raised_at).ok_or_else(|| bad("raised_at"))?,
            state: NudgeState::from_name(&row.state).ok_or_else(|| bad("state"))?,
            settled_at: maybe_time(row.settled_at).ok_or_else(|| bad("settled_at"))?,
            id: row.nudge,
            account: row.account.map(AccountId),
            channel: ChannelId(row.channel),
            message: MessageId(row.message),
            steps: row.steps,
            heuristic: row.heuristic,
            times: row.times,
        })
    }
}
