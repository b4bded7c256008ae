//! The store, every method on SQLite and, where `TEST_POSTGRES_URL` names a server, on PostgreSQL.

mod backup;
mod entities;
mod leaving;
mod messages;
mod open;
mod order;
mod past;
mod people;
mod places;
mod sending;
mod weeks;

use std::io::Write as _;
use std::sync::atomic::{AtomicU32, Ordering};

use jiff::Timestamp;
use punktum::domain::{AccountId, ChannelId, CommunityId, Counts, Finding, Lang, Occasion, Tag, Value};
use punktum::store::{Put, Store, Stored, Tx};
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};
use tempfile::TempDir;

/// A store on a database of its own.
pub(crate) struct Fresh {
    pub(crate) store: Store,
    pub(crate) url: String,
}

impl Fresh {
    pub(crate) async fn write(&self) -> Tx {
        self.store.write().await.unwrap()
    }

    pub(crate) async fn read(&self) -> Tx {
        self.store.read().await.unwrap()
    }

    /// The first column of every row, for what no method tells.
    pub(crate) async fn rows(&self, sql: &str) -> Vec<String> {
        let mut raw = AnyConnection::connect(&self.url).await.unwrap();
        let rows: Vec<(String,)> = sqlx::query_as(AssertSqlSafe(sql.to_owned())).fetch_all(&mut raw).await.unwrap();
        raw.close().await.unwrap();
        rows.into_iter().map(|(row,)| row).collect()
    }

    /// Runs a statement behind the store's back.
    pub(crate) async fn execute(&self, sql: &str) {
        execute(&self.url, sql).await;
    }
}

async fn execute(url: &str, sql: &str) {
    let mut raw = AnyConnection::connect(url).await.unwrap();
    sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&mut raw).await.unwrap();
    raw.close().await.unwrap();
}

fn postgres_url() -> Option<String> {
    let url = std::env::var("TEST_POSTGRES_URL").ok();
    let required = std::env::var("CI_REQUIRES_POSTGRES").is_ok_and(|value| value == "1");
    assert!(url.is_some() || !required, "CI_REQUIRES_POSTGRES is 1, but TEST_POSTGRES_URL is not set");
    url
}

/// Runs a test on a fresh database of each kind there is.
pub(crate) async fn on_both(test: impl AsyncFn(&Fresh)) {
    let folder = TempDir::new().unwrap();
    let url = format!("sqlite:{}", folder.path().join("punktum.db").display());
    let fresh = Fresh { store: Store::open(&url).await.unwrap(), url };
    test(&fresh).await;
    fresh.store.close().await;

    let Some(server) = postgres_url() else { return };
    sqlx::any::install_default_drivers();
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let schema = format!("punktum_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    execute(&server, &format!("CREATE SCHEMA {schema}")).await;
    let sign = if server.contains('?') { '&' } else { '?' };
    let url = format!("{server}{sign}options=-c%20search_path%3D{schema}");
    let fresh = Fresh { store: Store::open(&url).await.unwrap(), url };
    test(&fresh).await;
    fresh.store.close().await;
    execute(&server, &format!("DROP SCHEMA {schema} CASCADE")).await;
}

/// One line per run, written past the test harness, which would swallow it.
#[test]
fn says_when_postgres_is_skipped() {
    if postgres_url().is_none() {
        let line = "SKIPPED: the store tests on PostgreSQL (TEST_POSTGRES_URL is not set)";
        writeln!(std::io::stderr(), "{line}").unwrap();
    }
}

pub(crate) fn home() -> CommunityId {
    "home".into()
}

pub(crate) fn other() -> CommunityId {
    "other".into()
}

/// This many seconds into the world of the tests.
pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + second).unwrap()
}

/// Stores one message.
pub(crate) async fn put(tx: &mut Tx, community: &CommunityId, message: &Stored) -> Put {
    tx.put_messages(community, std::slice::from_ref(message)).await.unwrap()[0]
}

/// A counted message in #news by kim, with two findings.
pub(crate) fn stored(id: &str, second: i64) -> Stored {
    let finding = |heuristic: &str, tag, span, points| Finding { heuristic: heuristic.into(), tag, span, points };
    Stored {
        message: id.into(),
        channel: ChannelId::from("news"),
        place: None,
        account: Some(AccountId::from("kim")),
        account_week: None,
        role: None,
        posted_at: at(second),
        edited_at: None,
        live: true,
        lang: Some(Lang::De),
        occasion: Occasion::None,
        base: 41.5,
        score: 52.25,
        value: Value::Padded,
        tags: vec![Tag::Smalltalk, Tag::Fact],
        counts: Counts::Yes,
        text_hash: format!("hash of {id}"),
        findings: vec![finding("date", Some(Tag::Fact), 4..14, 13.75), finding("context", None, 0..80, -3.0)],
    }
}
