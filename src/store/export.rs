//! Everything held about a community or an account: handed over, and erased.

use jiff::Timestamp;
use serde_json::Value as Json;
use sqlx::any::{Any, AnyArguments, AnyRow, AnyTypeInfoKind};
use sqlx::query::Query;
use sqlx::{Column, Row, TypeInfo, ValueRef, query, query_as};

use super::tables::TABLES;
use super::{Result, Tx, time};
use crate::domain::{AccountId, CommunityId};

/// Columns that hold JSON as text; they are exported as what they hold.
const JSON: [&str; 7] = ["tags", "arguments", "not_counted", "top_heuristics", "value", "before", "after"];

/// Whose rows.
#[derive(Debug, Clone, Copy)]
pub enum Whose<'a> {
    /// All rows of the community, as they are stored.
    All,
    /// The same without whom a judgement is about.
    Unnamed,
    /// The rows about one account.
    Own(&'a Person),
}

/// An account, and all it may stand under.
#[derive(Debug, Clone)]
pub struct Person {
    /// Its id.
    pub account: AccountId,
    /// The keyed hashes of it: of the weeks that are open and of nudges for it.
    pub hashes: Vec<String>,
}

/// The rows of one table.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// Its name.
    pub table: &'static str,
    /// Its columns in their order; none when there are no rows.
    pub columns: Vec<String>,
    /// Its rows by key, with a value for each column.
    pub rows: Vec<Vec<Json>>,
}

impl Tx {
    /// The rows of every table.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn held(&mut self, community: &CommunityId, whose: Whose<'_>) -> Result<Vec<Held>> {
        let mut all = Vec::with_capacity(TABLES.len());
        for table in &TABLES {
            let sql = match whose {
                Whose::All | Whose::Unnamed => query(table.all).bind(community.as_str()),
                Whose::Own(person) => about(table.own, community, person),
            };
            let found = sql.fetch_all(&mut *self.inner).await?;
            let columns = found.first().map(|row| row.columns().iter().map(|c| c.name().to_owned()).collect());
            let columns: Vec<String> = columns.unwrap_or_default();
            let mut rows: Vec<Vec<Json>> = found.iter().map(cells).collect::<Result<_>>()?;
            if let Whose::Unnamed = whose {
                let judged = |name: &String| table.judged.contains(&name.as_str());
                let hidden: Vec<usize> = (0..columns.len()).filter(|n| judged(&columns[*n])).collect();
                rows.iter_mut().for_each(|row| hidden.iter().for_each(|n| hide(&mut row[*n])));
            }
            all.push(Held { table: table.name, columns, rows });
        }
        Ok(all)
    }

    /// Deletes every row of a community in all tables.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn forget(&mut self, community: &CommunityId) -> Result<()> {
        for table in &TABLES {
            self.run(query(table.forget).bind(community.as_str())).await?;
        }
        Ok(())
    }

    /// Erases an account: nothing names it any more, it is not enrolled, and its open nudges are dropped. What it posted stays
    /// without it, and so do the closed figures of the community and its channels.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn erase_account(&mut self, community: &CommunityId, person: &Person, at: Timestamp) -> Result<()> {
        const OPEN: &str = "SELECT nudge FROM nudges WHERE community = $1 AND state IN ('pending', 'held')
            AND (account = $2 OR subject = 'account:' || $2)";
        let account = person.account.as_str();
        let open: Vec<(String,)> = self.all(query_as(OPEN).bind(community.as_str()).bind(account)).await?;
        for (nudge,) in open {
            self.drop_nudge(community, &nudge, at, "erased").await?;
        }
        for sql in TABLES.iter().flat_map(|table| table.erase) {
            self.run(about(sql, community, person)).await?;
        }
        Ok(())
    }

    /// The times of the messages that only a keyed hash of account and week tells apart.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn hashed_times(&mut self, community: &CommunityId) -> Result<Vec<Timestamp>> {
        const SQL: &str = "SELECT DISTINCT posted_at FROM messages WHERE community = $1 AND account_week IS NOT NULL";
        let rows: Vec<(i64,)> = self.all(query_as(SQL).bind(community.as_str())).await?;
        Ok(rows.into_iter().filter_map(|(ms,)| time(ms)).collect())
    }

    /// The nudges whose reader, or who answered them, is only known by a keyed hash.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn hashed_nudges(&mut self, community: &CommunityId) -> Result<Vec<String>> {
        const SQL: &str = "SELECT nudge FROM nudges WHERE community = $1 AND account LIKE 'reader:%'
            UNION SELECT nudge FROM feedback WHERE community = $1 AND account LIKE 'reader:%'";
        let rows: Vec<(String,)> = self.all(query_as(SQL).bind(community.as_str())).await?;
        Ok(rows.into_iter().map(|(nudge,)| nudge).collect())
    }
}

/// A statement about an account.
fn about<'q>(sql: &'static str, community: &CommunityId, person: &Person) -> Query<'q, Any, AnyArguments> {
    let (id, json) = (person.account.0.clone(), Json::from(person.account.as_str()).to_string());
    let all = [community.0.clone(), id, json, person.hashes.join(",")];
    // A statement takes as many as it names.
    let named = (1..=all.len()).rev().find(|n| sql.contains(&format!("${n}"))).unwrap_or(0);
    all.into_iter().take(named).fold(query(sql), Query::bind)
}

/// Takes out an account; a channel stays.
fn hide(cell: &mut Json) {
    if !cell.as_str().is_some_and(|text| text.starts_with("channel:")) {
        *cell = Json::Null;
    }
}

fn cells(row: &AnyRow) -> Result<Vec<Json>> {
    row.columns().iter().enumerate().map(|(i, column)| cell(row, i, column.name())).collect()
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
