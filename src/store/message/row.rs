//! How messages and findings are read: the SELECTs, their rows, and rows back to messages.

use std::collections::HashMap;

use sqlx::FromRow;
use sqlx::any::{Any, AnyArguments};
use sqlx::query::QueryAs;

use super::Stored;
use crate::domain::{self, AccountId, ChannelId, Counts, Lang, MessageId, Occasion, Tag, Value};
use crate::store::{Error, Result, corrupt, from_json, json, maybe_time, ms, time};

macro_rules! select_message {
    ($rest:literal) => {
        concat!(
            "SELECT message, channel, place, account, account_week, role, posted_at, edited_at, live, lang, occasion, base, score,
                value, tags, counts, text_hash
            FROM messages WHERE community = $1 AND deleted = 0 AND ",
            $rest
        )
    };
}

pub(super) const MESSAGE: &str = select_message!("message = $2");

pub(super) const FINDINGS: &str = "SELECT message, heuristic, tag, span_start, span_end, points FROM findings
    WHERE community = $1 AND message = $2 ORDER BY message, position";

pub(super) const MESSAGES_BETWEEN: &str = select_message!(
    "posted_at >= $2 AND posted_at < $3 AND ($4 IS NULL OR channel = $4) AND ($5 IS NULL OR account = $5)
    ORDER BY posted_at, message"
);

/// A cross join is read from the left by SQLite, which would else go through all findings of the community.
pub(super) const FINDINGS_BETWEEN: &str = "SELECT f.message, f.heuristic, f.tag, f.span_start, f.span_end, f.points
    FROM messages AS m CROSS JOIN findings AS f
    WHERE m.community = $1 AND m.deleted = 0 AND m.posted_at >= $2 AND m.posted_at < $3
        AND ($4 IS NULL OR m.channel = $4) AND ($5 IS NULL OR m.account = $5)
        AND f.community = m.community AND f.message = m.message
    ORDER BY f.message, f.position";

/// The statement that stores so many messages, unless they are known, and answers which were not: `$1` is the community,
/// then comes what [`bind`] binds.
pub(super) fn insert_messages(count: usize) -> String {
    format!(
        "INSERT INTO messages (community, message, channel, account, account_week, posted_at, edited_at, live, lang,
            occasion, base, score, value, tags, counts, text_hash, place, role)
        VALUES {} ON CONFLICT DO NOTHING RETURNING message",
        rows(count, 17)
    )
}

/// The statement that stores so many findings: `$1` is the community, then come message, position and what is found.
pub(super) fn insert_findings(count: usize) -> String {
    format!(
        "INSERT INTO findings (community, message, position, heuristic, tag, span_start, span_end, points) VALUES {}",
        rows(count, 7)
    )
}

/// The statement that looks for so many hashes: `$1` is the community, `$2` and `$3` are the time, then come the hashes.
pub(super) fn same_hash(count: usize) -> String {
    let hashes: Vec<String> = (4..).take(count).map(|n| format!("${n}")).collect();
    format!(
        "SELECT text_hash, posted_at, message FROM messages
        WHERE community = $1 AND text_hash IN ({}) AND posted_at >= $2 AND posted_at < $3 AND deleted = 0",
        hashes.join(", ")
    )
}

/// Rows of placeholders, each `$1` and so many of its own.
fn rows(count: usize, own: usize) -> String {
    let row = |n: usize| (n * own + 2..).take(own).fold("($1".to_owned(), |row, n| format!("{row}, ${n}")) + ")";
    (0..count).map(row).collect::<Vec<_>>().join(", ")
}

/// Binds a message behind the community: 17 values, from its id on.
pub(super) fn bind<'q>(sql: Known<'q>, stored: &Stored) -> Result<Known<'q>> {
    let sql = sql.bind(stored.message.0.clone()).bind(stored.channel.0.clone());
    let sql = sql.bind(stored.account.as_ref().map(|id| id.0.clone())).bind(stored.account_week.clone());
    let sql = sql.bind(ms(stored.posted_at)).bind(stored.edited_at.map(ms)).bind(i64::from(stored.live));
    let sql = sql.bind(stored.lang.map(Lang::code)).bind(stored.occasion.name()).bind(stored.base);
    let sql = sql.bind(stored.score).bind(i64::from(stored.value.number())).bind(json(&stored.tags)?);
    let sql = sql.bind(stored.counts.name()).bind(stored.text_hash.clone());
    Ok(sql.bind(stored.place.as_ref().map(|place| place.0.clone())).bind(stored.role.clone()))
}

/// A statement that answers with ids of messages.
type Known<'q> = QueryAs<'q, Any, (String,), AnyArguments>;

#[derive(FromRow)]
pub(super) struct Message {
    message: String,
    channel: String,
    place: Option<String>,
    account: Option<String>,
    account_week: Option<String>,
    role: Option<String>,
    posted_at: i64,
    edited_at: Option<i64>,
    live: i64,
    lang: Option<String>,
    occasion: String,
    base: f64,
    score: f64,
    value: i64,
    tags: String,
    counts: String,
    text_hash: String,
}

#[derive(FromRow)]
pub(super) struct Finding {
    message: String,
    heuristic: String,
    tag: Option<String>,
    span_start: i64,
    span_end: i64,
    points: f64,
}

/// Messages in their order, each with its findings in theirs.
pub(super) fn join(messages: Vec<Message>, findings: Vec<Finding>) -> Result<Vec<Stored>> {
    let mut by_message: HashMap<String, Vec<domain::Finding>> = HashMap::new();
    for mut row in findings {
        let message = std::mem::take(&mut row.message);
        let finding = row.read().ok_or_else(|| corrupt("findings", "tag or span", &message))?;
        by_message.entry(message).or_default().push(finding);
    }
    let join = |row: Message| {
        let findings = by_message.remove(&row.message).unwrap_or_default();
        Ok(Stored { findings, ..Stored::try_from(row)? })
    };
    messages.into_iter().map(join).collect()
}

impl Finding {
    fn read(self) -> Option<domain::Finding> {
        Some(domain::Finding {
            tag: self.tag.map(|tag| Tag::from_name(&tag).ok_or(())).transpose().ok()?,
            span: self.span_start.try_into().ok()?..self.span_end.try_into().ok()?,
            heuristic: self.heuristic,
            points: self.points,
        })
    }
}

impl TryFrom<Message> for Stored {
    type Error = Error;

    fn try_from(row: Message) -> Result<Self> {
        let bad = |column| corrupt("messages", column, &row.message);
        let lang = match &row.lang {
            Some(code) => Some(Lang::from_code(code).ok_or_else(|| bad("lang"))?),
            None => None,
        };
        Ok(Self {
            posted_at: time(row.posted_at).ok_or_else(|| bad("posted_at"))?,
            edited_at: maybe_time(row.edited_at).ok_or_else(|| bad("edited_at"))?,
            live: row.live != 0,
            lang,
            occasion: Occasion::from_name(&row.occasion).ok_or_else(|| bad("occasion"))?,
            base: row.base,
            score: row.score,
            value: Value::from_number(row.value),
            tags: from_json(&row.tags).ok_or_else(|| bad("tags"))?,
            counts: Counts::from_name(&row.counts).ok_or_else(|| bad("counts"))?,
            findings: Vec::new(),
            message: MessageId(row.message),
            channel: ChannelId(row.channel),
            place: row.place.map(ChannelId),
            account: row.account.map(AccountId),
            account_week: row.account_week,
            role: row.role,
            text_hash: row.text_hash,
        })
    }
}
