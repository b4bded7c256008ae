//! Weekly summaries: the figures of closed weeks, never rewritten.

use std::collections::BTreeMap;

use sqlx::{FromRow, query, query_as};

use super::{Error, Result, Tx, corrupt, from_json, json};
use crate::domain::{CommunityId, MessageId, Reason, Week};

/// What a summary is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The whole community; the subject is its id.
    Community,
    /// One channel.
    Channel,
    /// One account; only where `people` is `named`.
    Account,
}

impl Scope {
    /// All scopes.
    pub const ALL: [Self; 3] = [Self::Community, Self::Channel, Self::Account];

    /// The scope's name in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["community", "channel", "account"][self as usize]
    }

    /// The scope with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.name() == name)
    }
}

/// One closed week of one subject.
#[derive(Debug, Clone, PartialEq)]
pub struct WeeklySummary {
    /// The week.
    pub week: Week,
    /// What kind of thing the subject is.
    pub scope: Scope,
    /// Its id.
    pub subject: String,
    /// Official messages.
    pub messages: i64,
    /// Those that count. All figures down to the gifts are over these, and none when there are none.
    pub counted: i64,
    /// Mean score, 0..=100.
    pub score_mean: Option<f64>,
    /// Messages with the value `empty`.
    pub n_empty: Option<i64>,
    /// Messages with the value `thin`.
    pub n_thin: Option<i64>,
    /// Messages with the value `padded`.
    pub n_padded: Option<i64>,
    /// Messages with the value `to_the_point`.
    pub n_to_the_point: Option<i64>,
    /// Share of messages tagged smalltalk, 0..=1.
    pub smalltalk_share: Option<f64>,
    /// Share of messages tagged bribe, 0..=1.
    pub gift_share: Option<f64>,
    /// Messages that do not count, by reason.
    pub not_counted: BTreeMap<Reason, i64>,
    /// Heuristics that were most in the way, with the messages they were found in.
    pub top_heuristics: Vec<(String, i64)>,
    /// Nudges sent.
    pub nudges: i64,
    /// Of those, called helpful.
    pub nudges_helpful: i64,
    /// Of those, called unfit.
    pub nudges_unfit: i64,
    /// The message with the best score.
    pub best_message: Option<MessageId>,
    /// The message with the worst score.
    pub worst_message: Option<MessageId>,
    /// Share to the point of the last closed week before that had counted messages, 0..=1.
    pub share_before: Option<f64>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT iso_year, iso_week, scope, subject, messages, counted, score_mean, n_empty, n_thin, n_padded,
                n_to_the_point, smalltalk_share, gift_share, not_counted, top_heuristics, nudges, nudges_helpful,
                nudges_unfit, best_message, worst_message, share_before
            FROM weekly_summaries WHERE community = $1 AND ",
            $rest
        )
    };
}

impl Tx {
    /// Stores a summary; false when the week is closed for this subject, which leaves it as it is.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub async fn put_summary(&mut self, community: &CommunityId, summary: &WeeklySummary) -> Result<bool> {
        const SQL: &str = "INSERT INTO weekly_summaries (community, iso_year, iso_week, scope, subject, messages,
                counted, score_mean, n_empty, n_thin, n_padded, n_to_the_point, smalltalk_share, gift_share,
                not_counted, top_heuristics, nudges, nudges_helpful, nudges_unfit, best_message, worst_message,
                share_before)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                $22)
            ON CONFLICT DO NOTHING";
        // Not kept prepared: `Any` binds a missing float as another type than a float, and PostgreSQL would hold a kept
        // statement to the types it first saw.
        let sql = query(SQL).persistent(false).bind(community.as_str());
        let sql = sql.bind(i64::from(summary.week.year)).bind(i64::from(summary.week.week)).bind(summary.scope.name());
        let sql = sql.bind(summary.subject.as_str()).bind(summary.messages).bind(summary.counted);
        let sql = sql.bind(summary.score_mean).bind(summary.n_empty).bind(summary.n_thin).bind(summary.n_padded);
        let sql = sql.bind(summary.n_to_the_point).bind(summary.smalltalk_share).bind(summary.gift_share);
        let sql = sql.bind(json(&summary.not_counted)?).bind(json(&summary.top_heuristics)?);
        let sql = sql.bind(summary.nudges).bind(summary.nudges_helpful).bind(summary.nudges_unfit);
        let sql = sql.bind(summary.best_message.as_ref().map(MessageId::as_str));
        let sql = sql.bind(summary.worst_message.as_ref().map(MessageId::as_str)).bind(summary.share_before);
        Ok(self.run(sql).await? > 0)
    }

    /// The summaries of one subject over the `weeks` calendar weeks that end with `last`, oldest first.
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::Corrupt`].
    pub async fn summaries(
        &mut self,
        community: &CommunityId,
        scope: Scope,
        subject: &str,
        last: Week,
        weeks: u32,
    ) -> Result<Vec<WeeklySummary>> {
        const SQL: &str = select!(
            "scope = $2 AND subject = $3 AND (iso_year, iso_week) >= ($4, $5) AND (iso_year, iso_week) <= ($6, $7)
            ORDER BY iso_year, iso_week"
        );
        let Some(back) = weeks.checked_sub(1) else { return Ok(Vec::new()) };
        let first = last.plus(-i32::try_from(back).unwrap_or(i32::MAX));
        let sql = query_as::<_, Row>(SQL).bind(community.as_str()).bind(scope.name()).bind(subject);
        let sql = sql.bind(i64::from(first.year)).bind(i64::from(first.week));
        super::plain(self.all(sql.bind(i64::from(last.year)).bind(i64::from(last.week))).await?)
    }

    /// Erases the summaries of accounts.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub async fn erase_account_summaries(&mut self, community: &CommunityId) -> Result<()> {
        const SQL: &str = "DELETE FROM weekly_summaries WHERE community = $1 AND scope = 'account'";
        self.run(query(SQL).bind(community.as_str())).await?;
        Ok(())
    }

    /// All summaries of one week, by scope and subject.
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::Corrupt`].
    pub async fn summaries_of_week(&mut self, community: &CommunityId, week: Week) -> Result<Vec<WeeklySummary>> {
        const SQL: &str = select!("iso_year = $2 AND iso_week = $3 ORDER BY scope, subject");
        let sql = query_as::<_, Row>(SQL).bind(community.as_str());
        super::plain(self.all(sql.bind(i64::from(week.year)).bind(i64::from(week.week))).await?)
    }
}

#[derive(FromRow)]
struct Row {
    iso_year: i64,
    iso_week: i64,
    scope: String,
    subject: String,
    messages: i64,
    counted: i64,
    score_mean: Option<f64>,
    n_empty: Option<i64>,
    n_thin: Option<i64>,
    n_padded: Option<i64>,
    n_to_the_point: Option<i64>,
    smalltalk_share: Option<f64>,
    gift_share: Option<f64>,
    not_counted: String,
    top_heuristics: String,
    nudges: i64,
    nudges_helpful: i64,
    nudges_unfit: i64,
    best_message: Option<String>,
    worst_message: Option<String>,
    share_before: Option<f64>,
}

impl TryFrom<Row> for WeeklySummary {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let bad = |column| {
            let key = format!("{}-W{:02} {} {}", row.iso_year, row.iso_week, row.scope, row.subject);
            corrupt("weekly_summaries", column, key)
        };
        Ok(Self {
            scope: Scope::from_name(&row.scope).ok_or_else(|| bad("scope"))?,
            not_counted: from_json(&row.not_counted).ok_or_else(|| bad("not_counted"))?,
            top_heuristics: from_json(&row.top_heuristics).ok_or_else(|| bad("top_heuristics"))?,
            week: Week::from_numbers(row.iso_year, row.iso_week).ok_or_else(|| bad("iso_week"))?,
            subject: row.subject,
            messages: row.messages,
            counted: row.counted,
            score_mean: row.score_mean,
            n_empty: row.n_empty,
            n_thin: row.n_thin,
            n_padded: row.n_padded,
            n_to_the_point: row.n_to_the_point,
            smalltalk_share: row.smalltalk_share,
            gift_share: row.gift_share,
            nudges: row.nudges,
            nudges_helpful: row.nudges_helpful,
            nudges_unfit: row.nudges_unfit,
            best_message: row.best_message.map(MessageId),
            worst_message: row.worst_message.map(MessageId),
            share_before: row.share_before,
        })
    }
}
