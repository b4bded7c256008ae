//! Everything held about a community, for whoever leaves with it.

use serde_json::{Map, Value as Json};
use sqlx::any::{AnyRow, AnyTypeInfoKind};
use sqlx::{Column, Row, TypeInfo, ValueRef, query};

use super::{Result, Tx};
use crate::domain::CommunityId;

macro_rules! tables {
    ($($table:literal by $key:literal),* $(,)?) => {
        [$(($table, concat!("SELECT * FROM ", $table, " WHERE community = $1 ORDER BY ", $key))),*]
    };
}

/// Every table, by its key so that two exports of the same rows are the same.
const TABLES: [(&str, &str); 16] = tables![
    "communities" by "community",
    "channels" by "channel",
    "senders" by "kind, sender",
    "accounts" by "account",
    "pauses" by "began_at",
    "messages" by "posted_at, message",
    "findings" by "message, position",
    "drift_resets" by "subject, posted_at, message",
    "nudges" by "raised_at, nudge",
    "outbox" by "due_at, outbox",
    "feedback" by "nudge, account",
    "weekly_summaries" by "iso_year, iso_week, scope, subject",
    "digests" by "iso_year, iso_week",
    "cursors" by "place",
    "settings" by "scope, key",
    "settings_log" by "entry",
];

/// Columns that hold JSON as text; they are exported as what they hold.
const JSON: [&str; 7] = ["tags", "arguments", "not_counted", "top_heuristics", "value", "before", "after"];

impl Tx {
    /// All rows of a community in all tables, as they are stored: `{"messages": [{…}, …], …}`.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn export(&mut self, community: &CommunityId) -> Result<Json> {
        let mut all = Map::new();
        for (table, sql) in TABLES {
            let rows = query(sql).bind(community.as_str()).fetch_all(&mut *self.inner).await?;
            all.insert(table.to_owned(), rows.iter().map(object).collect::<Result<_>>()?);
        }
        Ok(Json::Object(all))
    }
}

fn object(row: &AnyRow) -> Result<Json> {
    let mut object = Map::new();
    for (i, column) in row.columns().iter().enumerate() {
        object.insert(column.name().to_owned(), cell(row, i, column.name())?);
    }
    Ok(Json::Object(object))
}

fn cell(row: &AnyRow, i: usize, name: &str) -> Result<Json> {
    let raw = row.try_get_raw(i)?;
    if raw.is_null() || raw.type_info().is_null() {
        return Ok(Json::Null);
    }
    Ok(match raw.type_info().kind() {
        kind if kind.is_integer() => row.try_get::<i64, _>(i)?.into(),
        AnyTypeInfoKind::Real | AnyTypeInfoKind::Double => row.try_get::<f64, _>(i)?.into(),
        AnyTypeInfoKind::Text => {
            let text: String = row.try_get(i)?;
            let held = JSON.contains(&name).then(|| serde_json::from_str(&text).ok()).flatten();
            held.unwrap_or(Json::String(text))
        }
        // No table has such a column.
        _ => Json::Null,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_exported() {
        let migrations = include_str!("../../migrations/0001_first.sql");
        let made = migrations.split("CREATE TABLE ").skip(1).filter_map(|rest| rest.split_whitespace().next());
        assert_eq!(made.collect::<Vec<_>>().len(), TABLES.len());
        for (table, _) in TABLES {
            assert!(migrations.contains(&format!("CREATE TABLE {table} ")), "{table}");
        }
    }
}
