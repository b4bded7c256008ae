//! Messages and their findings. Writes do not depend on the order of events: of two forms the newer stands whichever
//! comes first, and what is deleted stays deleted.

mod row;

use std::collections::HashSet;

use jiff::Timestamp;
use sqlx::{AssertSqlSafe, query, query_as};

use super::{Result, Tx, corrupt, json, maybe_time, ms, time};
use crate::domain::{AccountId, ChannelId, CommunityId, Counts, Finding, Lang, MessageId, Occasion, Step, Tag, Value};

/// A message as it is stored: everything about it but its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// Its id.
    pub message: MessageId,
    /// The channel it counts to.
    pub channel: ChannelId,
    /// The thread it stands in, if it does.
    pub place: Option<ChannelId>,
    /// Who posted, where `people` lets that stand.
    pub account: Option<AccountId>,
    /// A keyed hash of account and ISO week, where `people` is `off`.
    pub account_week: Option<String>,
    /// The role that makes its author official; none who is enrolled by itself.
    pub role: Option<String>,
    /// When it was posted, to the millisecond.
    pub posted_at: Timestamp,
    /// When it was last edited, if ever; orders the forms of a message, none is the first.
    pub edited_at: Option<Timestamp>,
    /// Whether any form of it was seen as it happened.
    pub live: bool,
    /// The language it was read in.
    pub lang: Option<Lang>,
    /// What exceptional kind of message it is, if any.
    pub occasion: Occasion,
    /// The score of a text without findings.
    pub base: f64,
    /// 0..=100.
    pub score: f64,
    /// The verdict.
    pub value: Value,
    /// The tags it carries.
    pub tags: Vec<Tag>,
    /// Whether it counts, or why not.
    pub counts: Counts,
    /// Keyed hash of the normalised text.
    pub text_hash: String,
    /// The evidence, in the order of the assessment.
    pub findings: Vec<Finding>,
}

impl Stored {
    /// What it adds to the fold of drift, if it counts there: as the store answers it.
    #[must_use]
    pub fn step(&self) -> Option<Step> {
        let counts = self.counts == Counts::Yes && self.occasion == Occasion::None;
        counts.then(|| Step {
            posted_at: time(ms(self.posted_at)).unwrap_or(self.posted_at),
            message: self.message.clone(),
            channel: self.channel.clone(),
            account_key: self.account.as_ref().map(|id| id.0.clone()).or_else(|| self.account_week.clone()),
            value: self.value,
        })
    }

    /// Where people find it: its thread, or its channel.
    #[must_use]
    pub fn stands_in(&self) -> &ChannelId {
        self.place.as_ref().unwrap_or(&self.channel)
    }
}

/// What became of a message that was to be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It was unknown and now stands.
    New,
    /// It replaced an older form.
    Changed,
    /// The form that stands is newer, or the same.
    Stale,
    /// It was deleted, and stays so.
    Gone,
}

/// At most so many rows are written or looked for by one statement: each length is a statement of its own, and they are
/// kept. SQLite looks for the name of each value among those of all, so that more rows are dearer again.
const ROWS: usize = 16;

/// Two forms with the same time of editing are rare, and then the greater hash stands, so that order never matters. A
/// dispute outlives edits.
const REPLACE: &str = "UPDATE messages SET channel = $3, account = $4, account_week = $5, posted_at = $6,
        edited_at = $7, live = CASE WHEN live = 1 THEN 1 ELSE $8 END, lang = $9, occasion = $10, base = $11,
        score = $12, value = $13, tags = $14, counts = CASE WHEN counts = 'disputed' THEN counts ELSE $15 END,
        text_hash = $16, place = $17, role = $18
    WHERE community = $1 AND message = $2 AND deleted = 0
        AND (COALESCE(edited_at, -9223372036854775807), text_hash) < (COALESCE($7, -9223372036854775807), $16)
    RETURNING message";

/// The same tombstone whatever stood there before.
const BURY: &str =
    "UPDATE messages SET deleted = 1, channel = '', place = NULL, role = NULL, account = NULL, account_week = NULL, posted_at = $3,
        edited_at = NULL, live = 0, lang = NULL, occasion = '', base = $4, score = $4, value = 0, tags = '',
        counts = '', text_hash = ''
    WHERE community = $1 AND message = $2 AND deleted = 0";

const TOMBSTONE: &str = "INSERT INTO messages (community, message, channel, posted_at, deleted, live, occasion, base,
        score, value, tags, counts, text_hash)
    VALUES ($1, $2, '', $3, 1, 0, '', $4, $4, 0, '', '', '') ON CONFLICT (community, message)
        DO UPDATE SET posted_at = excluded.posted_at
        WHERE messages.deleted = 1 AND messages.posted_at > excluded.posted_at";

impl Tx {
    /// Stores messages or their newer forms, with their findings; what became of each. Once seen live is live for good, even
    /// if only an older form was.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn put_messages(&mut self, community: &CommunityId, messages: &[Stored]) -> Result<Vec<Put>> {
        let mut new = HashSet::with_capacity(messages.len());
        for chunk in messages.chunks(ROWS) {
            let sql = query_as(AssertSqlSafe(row::insert_messages(chunk.len()))).bind(community.0.clone());
            let stored: Vec<(String,)> = self.all(chunk.iter().try_fold(sql, row::bind)?).await?;
            new.extend(stored.into_iter().map(|(id,)| id));
        }
        // A page may hold two forms of a message, and only the first of them is new.
        let (first, later): (Vec<_>, Vec<_>) =
            messages.iter().enumerate().partition(|(_, stored)| new.remove(&stored.message.0));
        let findings = first.iter().flat_map(|(_, stored)| placed(&stored.message, &stored.findings)).collect();
        self.put_findings(community, findings).await?;
        let mut put = vec![Put::New; messages.len()];
        for (n, stored) in later {
            put[n] = self.renew(community, stored).await?;
        }
        Ok(put)
    }

    /// Puts a form of a known message in the place of an older one.
    async fn renew(&mut self, community: &CommunityId, stored: &Stored) -> Result<Put> {
        const LOOK: &str = "SELECT deleted, live FROM messages WHERE community = $1 AND message = $2";
        const RAISE: &str = "UPDATE messages SET live = 1 WHERE community = $1 AND message = $2 AND deleted = 0";
        let id = &stored.message;
        let replaced: Option<(String,)> =
            self.one(row::bind(query_as(REPLACE).bind(community.0.clone()), stored)?).await?;
        if replaced.is_some() {
            self.drop_findings(community, id).await?;
            self.put_findings(community, placed(id, &stored.findings).collect()).await?;
            return Ok(Put::Changed);
        }
        let found = self.one(query_as(LOOK).bind(community.as_str()).bind(id.as_str())).await?;
        let (deleted, live): (i64, i64) = found.unwrap_or_default();
        if deleted != 0 {
            return Ok(Put::Gone);
        }
        if stored.live && live == 0 {
            self.run(query(RAISE).bind(community.as_str()).bind(id.as_str())).await?;
        }
        Ok(Put::Stale)
    }

    /// Leaves only a tombstone of a message, also of one that was never seen; whether a message stood there. Of several
    /// times the earliest stays.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn bury(&mut self, community: &CommunityId, message: &MessageId, at: Timestamp) -> Result<bool> {
        let sql = |sql| query(sql).bind(community.as_str()).bind(message.as_str()).bind(ms(at)).bind(0.0);
        if self.run(sql(BURY)).await? > 0 {
            self.drop_findings(community, message).await?;
            return Ok(true);
        }
        self.run(sql(TOMBSTONE)).await?;
        Ok(false)
    }

    /// Takes away the tombstones of what was deleted before a moment; how many.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn purge_tombstones(&mut self, community: &CommunityId, before: Timestamp) -> Result<u64> {
        const SQL: &str = "DELETE FROM messages WHERE community = $1 AND deleted = 1 AND posted_at < $2";
        self.run(query(SQL).bind(community.as_str()).bind(ms(before))).await
    }

    /// A message that stands, with its findings.
    ///
    /// # Errors
    /// [`super::Error::Query`], [`super::Error::Corrupt`].
    pub async fn message(&mut self, community: &CommunityId, message: &MessageId) -> Result<Option<Stored>> {
        let sql = query_as::<_, row::Message>(row::MESSAGE).bind(community.as_str()).bind(message.as_str());
        let Some(found) = self.one(sql).await? else { return Ok(None) };
        let sql = query_as::<_, row::Finding>(row::FINDINGS).bind(community.as_str()).bind(message.as_str());
        let findings = self.all(sql).await?;
        Ok(row::join(vec![found], findings)?.pop())
    }

    /// The messages that stand and were posted in `from..to`, with their findings, by (posted_at, id); of one channel or
    /// of one account if asked so.
    ///
    /// # Errors
    /// [`super::Error::Query`], [`super::Error::Corrupt`].
    pub async fn messages_between(
        &mut self,
        community: &CommunityId,
        (from, to): (Timestamp, Timestamp),
        channel: Option<&ChannelId>,
        account: Option<&AccountId>,
    ) -> Result<Vec<Stored>> {
        let channel = channel.map(ChannelId::as_str);
        let account = account.map(AccountId::as_str);
        let sql = query_as::<_, row::Message>(row::MESSAGES_BETWEEN).bind(community.as_str());
        let messages = self.all(sql.bind(ms(from)).bind(ms(to)).bind(channel).bind(account)).await?;
        let sql = query_as::<_, row::Finding>(row::FINDINGS_BETWEEN).bind(community.as_str());
        let findings = self.all(sql.bind(ms(from)).bind(ms(to)).bind(channel).bind(account)).await?;
        row::join(messages, findings)
    }

    /// The messages that stand in a place (a channel without its threads, or a thread) and were posted in `from..=to`, with
    /// when they were last edited.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn standing(
        &mut self,
        community: &CommunityId,
        place: &ChannelId,
        (from, to): (Timestamp, Timestamp),
    ) -> Result<Vec<(MessageId, Option<Timestamp>)>> {
        const SQL: &str = "SELECT message, edited_at FROM messages WHERE community = $1 AND deleted = 0
            AND posted_at >= $2 AND posted_at <= $3 AND COALESCE(place, channel) = $4 ORDER BY posted_at, message";
        let sql = query_as(SQL).bind(community.as_str()).bind(ms(from)).bind(ms(to)).bind(place.as_str());
        let rows: Vec<(String, Option<i64>)> = self.all(sql).await?;
        let read = |(id, edited): (String, Option<i64>)| match maybe_time(edited) {
            Some(edited) => Ok((MessageId(id), edited)),
            None => Err(corrupt("messages", "edited_at", id)),
        };
        rows.into_iter().map(read).collect()
    }

    /// When the first message was posted that was seen as it happened and still stands.
    ///
    /// # Errors
    /// [`super::Error::Query`], [`super::Error::Corrupt`].
    pub async fn first_live(&mut self, community: &CommunityId) -> Result<Option<Timestamp>> {
        const SQL: &str = "SELECT posted_at, message FROM messages WHERE community = $1 AND deleted = 0 AND live = 1
            ORDER BY posted_at, message LIMIT 1";
        let row: Option<(i64, String)> = self.one(query_as(SQL).bind(community.as_str())).await?;
        Ok(places(row.into_iter().collect())?.pop().map(|(at, _)| at))
    }

    /// When the first and the last message from a moment on were posted, of those that stand; none when there are none.
    ///
    /// # Errors
    /// [`super::Error::Query`], [`super::Error::Corrupt`].
    pub async fn span(&mut self, community: &CommunityId, from: Timestamp) -> Result<Option<(Timestamp, Timestamp)>> {
        const SQL: &str = "SELECT
            (SELECT posted_at FROM messages WHERE community = $1 AND deleted = 0 AND posted_at >= $2
                ORDER BY posted_at LIMIT 1) AS earliest,
            (SELECT posted_at FROM messages WHERE community = $1 AND deleted = 0 AND posted_at >= $2
                ORDER BY posted_at DESC LIMIT 1) AS latest";
        let row: Option<(Option<i64>, Option<i64>)> =
            self.one(query_as(SQL).bind(community.as_str()).bind(ms(from))).await?;
        let Some((Some(first), Some(last))) = row else { return Ok(None) };
        let both = time(first).zip(time(last)).ok_or_else(|| corrupt("messages", "posted_at", community))?;
        Ok(Some(both))
    }

    /// Changes whether a message counts; false when it does not stand.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn set_counts(&mut self, community: &CommunityId, message: &MessageId, counts: Counts) -> Result<bool> {
        const SQL: &str = "UPDATE messages SET counts = $3 WHERE community = $1 AND message = $2 AND deleted = 0";
        let sql = query(SQL).bind(community.as_str()).bind(message.as_str()).bind(counts.name());
        Ok(self.run(sql).await? > 0)
    }

    /// Replaces what a message was judged, because of another message; false when it does not stand.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn rescore(&mut self, community: &CommunityId, judged: &Stored) -> Result<bool> {
        const SQL: &str = "UPDATE messages SET score = $3, value = $4, tags = $5
            WHERE community = $1 AND message = $2 AND deleted = 0";
        let id = &judged.message;
        let sql = query(SQL).bind(community.as_str()).bind(id.as_str()).bind(judged.score);
        let stands = self.run(sql.bind(i64::from(judged.value.number())).bind(json(&judged.tags)?)).await? > 0;
        if stands {
            self.drop_findings(community, id).await?;
            self.put_findings(community, placed(id, &judged.findings).collect()).await?;
        }
        Ok(stands)
    }

    /// The messages that stand with one of these hashes and were posted in `from..to`, each with its hash, by (posted_at, id).
    ///
    /// # Errors
    /// [`super::Error::Query`], [`super::Error::Corrupt`].
    pub async fn same_hash(
        &mut self,
        community: &CommunityId,
        hashes: &[&str],
        (from, to): (Timestamp, Timestamp),
    ) -> Result<Vec<(String, Timestamp, MessageId)>> {
        let mut same = Vec::new();
        for chunk in hashes.chunks(ROWS) {
            let sql = query_as(AssertSqlSafe(row::same_hash(chunk.len())));
            let sql = sql.bind(community.as_str()).bind(ms(from)).bind(ms(to));
            let rows: Vec<(String, i64, String)> =
                self.all(chunk.iter().fold(sql, |sql, hash| sql.bind(*hash))).await?;
            for (hash, at, id) in rows {
                let Some(at) = time(at) else { return Err(corrupt("messages", "posted_at", id)) };
                same.push((hash, at, MessageId(id)));
            }
        }
        same.sort_by(|a, b| (a.1, &a.2).cmp(&(b.1, &b.2)));
        Ok(same)
    }

    /// The messages that stand, were seen live, were posted in `from..to` and tell of an incident or an apology, by
    /// (posted_at, id).
    ///
    /// # Errors
    /// [`super::Error::Query`], [`super::Error::Corrupt`].
    pub async fn occasions_between(
        &mut self,
        community: &CommunityId,
        (from, to): (Timestamp, Timestamp),
    ) -> Result<Vec<(Timestamp, MessageId)>> {
        const SQL: &str = "SELECT posted_at, message FROM messages WHERE community = $1
            AND posted_at >= $2 AND posted_at < $3 AND deleted = 0 AND live = 1
            AND occasion IN ('incident', 'apology') ORDER BY posted_at, message";
        let rows = self.all(query_as(SQL).bind(community.as_str()).bind(ms(from)).bind(ms(to))).await?;
        places(rows)
    }

    async fn drop_findings(&mut self, community: &CommunityId, message: &MessageId) -> Result<()> {
        const SQL: &str = "DELETE FROM findings WHERE community = $1 AND message = $2";
        self.run(query(SQL).bind(community.as_str()).bind(message.as_str())).await?;
        Ok(())
    }

    async fn put_findings(&mut self, community: &CommunityId, findings: Vec<Place<'_>>) -> Result<()> {
        for chunk in findings.chunks(ROWS) {
            let mut sql = query(AssertSqlSafe(row::insert_findings(chunk.len()))).bind(community.as_str());
            for (message, position, finding) in chunk {
                sql = sql.bind(message.as_str()).bind(*position).bind(finding.heuristic.as_str());
                sql = sql.bind(finding.tag.map(Tag::name)).bind(finding.span.start as i64);
                sql = sql.bind(finding.span.end as i64).bind(finding.points);
            }
            self.run(sql).await?;
        }
        Ok(())
    }
}

/// A finding with its message and its place among the findings of that.
type Place<'a> = (&'a MessageId, i64, &'a Finding);

fn placed<'a>(message: &'a MessageId, findings: &'a [Finding]) -> impl Iterator<Item = Place<'a>> {
    (0..).zip(findings).map(move |(position, finding)| (message, position, finding))
}

/// Where messages stand in time.
fn places(rows: Vec<(i64, String)>) -> Result<Vec<(Timestamp, MessageId)>> {
    let place = |(at, id): (i64, String)| match time(at) {
        Some(at) => Ok((at, MessageId(id))),
        None => Err(corrupt("messages", "posted_at", id)),
    };
    rows.into_iter().map(place).collect()
}
