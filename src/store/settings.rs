//! Settings, and the log of every change of them.

use jiff::Timestamp;
use sqlx::{FromRow, query, query_as};

use super::{Result, Tx, corrupt, maybe_time, ms, time};
use crate::domain::{AccountId, CommunityId, Settings};

/// One change by an admin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub account: AccountId,
    /// What was changed: `setting`, `sender`, `channel`, …
    pub subject: String,
    /// Where it holds: empty for the community, else a channel.
    pub scope: String,
    /// The setting's key, or the id of what was changed.
    pub key: String,
    /// JSON; none when it was not set.
    pub before: Option<String>,
    /// JSON; none when it is not set any more.
    pub after: Option<String>,
}

impl Tx {
    /// The settings of a community; what is not set has its default.
    ///
    /// # Errors
    /// [`super::Error::Query`]; [`super::Error::Corrupt`] when a stored setting does not fit its key.
    pub async fn settings(&mut self, community: &CommunityId) -> Result<Settings> {
        const SQL: &str = "SELECT scope, key, value FROM settings WHERE community = $1 ORDER BY scope, key";
        let rows: Vec<(String, String, String)> = self.all(query_as(SQL).bind(community.as_str())).await?;
        Settings::from_rows(rows.iter().map(|(scope, key, value)| (scope.as_str(), key.as_str(), value.as_str())))
            .map_err(|sentence| corrupt("settings", "value", format!("{community}: {sentence}")))
    }

    /// One setting as JSON, if it is set.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn setting(&mut self, community: &CommunityId, scope: &str, key: &str) -> Result<Option<String>> {
        const SQL: &str = "SELECT value FROM settings WHERE community = $1 AND scope = $2 AND key = $3";
        let row: Option<(String,)> = self.one(query_as(SQL).bind(community.as_str()).bind(scope).bind(key)).await?;
        Ok(row.map(|(value,)| value))
    }

    /// Sets a setting to a JSON value, or back to its default with none.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn put_setting(
        &mut self,
        community: &CommunityId,
        scope: &str,
        key: &str,
        value: Option<&str>,
    ) -> Result<()> {
        const PUT: &str = "INSERT INTO settings (community, scope, key, value) VALUES ($1, $2, $3, $4)
            ON CONFLICT (community, scope, key) DO UPDATE SET value = excluded.value";
        const UNSET: &str = "DELETE FROM settings WHERE community = $1 AND scope = $2 AND key = $3";
        let sql = query(if value.is_some() { PUT } else { UNSET }).bind(community.as_str()).bind(scope).bind(key);
        self.run(if value.is_some() { sql.bind(value) } else { sql }).await?;
        Ok(())
    }

    /// Sets a setting and logs who changed it from what to what.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn change_setting(
        &mut self,
        community: &CommunityId,
        (at, account): (Timestamp, &AccountId),
        (scope, key): (&str, &str),
        value: Option<&str>,
    ) -> Result<()> {
        let before = self.setting(community, scope, key).await?;
        self.put_setting(community, scope, key, value).await?;
        let change = Change {
            at,
            account: account.clone(),
            subject: "setting".to_owned(),
            scope: scope.to_owned(),
            key: key.to_owned(),
            before,
            after: value.map(str::to_owned),
        };
        self.log_change(community, &change).await?;
        Ok(())
    }

    /// Logs a change; its number, from 1 within the community. What one transaction logs belongs together.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn log_change(&mut self, community: &CommunityId, change: &Change) -> Result<i64> {
        const NEXT: &str = "SELECT CAST(COALESCE(MAX(entry), 0) + 1 AS BIGINT) FROM settings_log WHERE community = $1";
        const SQL: &str = "INSERT INTO settings_log
                (community, entry, changed_at, account, subject, scope, key, before, after, together)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
        let next = self.one(query_as(NEXT).bind(community.as_str())).await?;
        let (entry,): (i64,) = next.unwrap_or((1,));
        let sql = query(SQL).bind(community.as_str()).bind(entry).bind(ms(change.at)).bind(change.account.as_str());
        let sql = sql.bind(change.subject.as_str()).bind(change.scope.as_str()).bind(change.key.as_str());
        let together = *self.first_change.get_or_insert(entry);
        self.run(sql.bind(change.before.as_deref()).bind(change.after.as_deref()).bind(together)).await?;
        Ok(entry)
    }

    /// Since when the community has been observing: since it chose to, else since its first change by an admin. None
    /// before anything was set up.
    ///
    /// # Errors
    /// [`super::Error::Query`], [`super::Error::Corrupt`].
    pub async fn observing_since(&mut self, community: &CommunityId) -> Result<Option<Timestamp>> {
        const SQL: &str = "SELECT CAST(COALESCE(
                MAX(CASE WHEN subject = 'setting' AND key = 'nudging' THEN changed_at END), MIN(changed_at)
            ) AS BIGINT) FROM settings_log WHERE community = $1";
        let since: Option<(Option<i64>,)> = self.one(query_as(SQL).bind(community.as_str())).await?;
        maybe_time(since.and_then(|(ms,)| ms)).ok_or_else(|| corrupt("settings_log", "changed_at", community))
    }

    /// The last changes that were not undone and belong together, with their numbers, newest first.
    ///
    /// # Errors
    /// [`super::Error::Query`], [`super::Error::Corrupt`].
    pub async fn last_changes(&mut self, community: &CommunityId) -> Result<Vec<(i64, Change)>> {
        const SQL: &str = "SELECT entry, changed_at, account, subject, scope, key, before, after FROM settings_log
            WHERE community = $1 AND undone = 0 AND together = (
                SELECT together FROM settings_log WHERE community = $1 AND undone = 0 ORDER BY entry DESC LIMIT 1)
            ORDER BY entry DESC";
        let rows = self.all(query_as::<_, Row>(SQL).bind(community.as_str())).await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// Notes that a change was undone; false when it was already, or is unknown.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn mark_undone(&mut self, community: &CommunityId, entry: i64) -> Result<bool> {
        const SQL: &str = "UPDATE settings_log SET undone = 1 WHERE community = $1 AND entry = $2 AND undone = 0";
        Ok(self.run(query(SQL).bind(community.as_str()).bind(entry)).await? > 0)
    }
}

#[derive(FromRow)]
struct Row {
    entry: i64,
    changed_at: i64,
    account: String,
    subject: String,
    scope: String,
    key: String,
    before: Option<String>,
    after: Option<String>,
}

impl Row {
    fn read(self) -> Result<(i64, Change)> {
        let change = Change {
            at: time(self.changed_at).ok_or_else(|| corrupt("settings_log", "changed_at", self.entry))?,
            account: AccountId(self.account),
            subject: self.subject,
            scope: self.scope,
            key: self.key,
            before: self.before,
            after: self.after,
        };
        Ok((self.entry, change))
    }
}
