//! The store: all SQL of the project, one text for SQLite and PostgreSQL. Reads and writes are methods of [`Tx`],
//! one file per entity.
//!
//! What makes one text enough: placeholders are `$1`, flags are 0 or 1, times are unix milliseconds, aggregates are
//! CAST, and a float is never bound as an integer. A failed statement ends a transaction on PostgreSQL, so nothing here
//! inserts and catches: conflicts are settled by ON CONFLICT.

mod account;
mod backup;
mod channel;
mod community;
mod cursor;
mod digest;
mod drift;
mod export;
mod feedback;
mod fuse;
mod line;
mod message;
mod nudge;
mod open;
mod outbox;
mod pause;
mod sender;
mod settings;
mod summary;
mod tables;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::any::{Any, AnyArguments, AnyRow};
use sqlx::query::{Query, QueryAs};
use sqlx::{AnyPool, FromRow};

use line::{Line, Writer};

pub use account::AccountState;
pub use channel::Channel;
pub use community::Community;
pub use drift::Reset;
pub use export::{Held, Person, Whose};
pub use feedback::Feedback;
pub use message::{Put, Stored};
pub use nudge::{Nudge, NudgeState, READER};
pub use outbox::{OutboxRow, OutboxState};
pub use settings::Change;
pub use summary::{Scope, WeeklySummary};

/// The result of everything the store does.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An open database. Cheap to clone; all clones share the same connections.
#[derive(Debug, Clone)]
pub struct Store {
    write: Writer,
    read: AnyPool,
    begin_read: &'static str,
    /// How often anybody may have changed anything.
    changes: Changes,
}

/// Counts transactions, once when they begin to write and once when what they wrote stands.
#[derive(Debug, Clone, Default)]
struct Changes(Arc<AtomicU64>);

impl Changes {
    fn count(&self) {
        self.0.fetch_add(1, Ordering::AcqRel);
    }
}

/// One transaction: everything read in it is of one moment, and nothing written in it stands until it is committed.
/// Dropping it rolls back.
#[derive(Debug)]
pub struct Tx {
    inner: Line,
    /// Counts what it changes; none if whoever writes in it keeps count.
    changes: Option<Changes>,
    /// The number of the first change logged in it: all that one transaction changes is undone together.
    first_change: Option<i64>,
}

impl Store {
    /// Opens the database and brings its tables up to date. `url` is `sqlite:PATH` or a bare path (the file is made
    /// when it is missing, its directory is not), or `postgres://…`.
    ///
    /// # Errors
    /// [`Error::Open`] when it cannot be opened, made or written; [`Error::Newer`] when a newer version wrote it, which
    /// leaves it untouched.
    pub async fn open(url: &str) -> Result<Self> {
        open::open(url, true).await
    }

    /// The same for a database that is there already: nothing is made when its file is missing.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_existing(url: &str) -> Result<Self> {
        open::open(url, false).await
    }

    /// A transaction to write in. On SQLite there is one at a time, and the next waits here for its turn.
    ///
    /// # Errors
    /// [`Error::Query`] when the database is gone, or busy for longer than it waits.
    pub async fn write(&self) -> Result<Tx> {
        let tx = Tx { changes: Some(self.changes.clone()), ..self.write_uncounted().await? };
        self.changes.count();
        Ok(tx)
    }

    /// The same for one who remembers what it read and what it changes: it is no change to [`Store::changes`].
    ///
    /// # Errors
    /// As [`Store::write`].
    pub async fn write_uncounted(&self) -> Result<Tx> {
        Ok(Tx { inner: self.write.begin().await?, changes: None, first_change: None })
    }

    /// A number that another one follows whenever anything in the database may be changed, but by
    /// [`Store::write_uncounted`] or another process.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.changes.0.load(Ordering::Acquire)
    }

    /// A transaction to read in; it does not wait for the writer. The database refuses to write in it.
    ///
    /// # Errors
    /// [`Error::Query`] when the database is gone, or busy for longer than it waits.
    pub async fn read(&self) -> Result<Tx> {
        Ok(Tx { inner: Line::Pooled(self.read.begin_with(self.begin_read).await?), changes: None, first_change: None })
    }

    /// Ends all connections after what they are doing; every clone of the store is closed then.
    pub async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }
}

impl Tx {
    /// Makes everything written in it stand.
    ///
    /// # Errors
    /// [`Error::Query`] when the database cannot do it; then nothing stands.
    pub async fn commit(self) -> Result<()> {
        let Self { inner, changes, .. } = self;
        let done = inner.commit().await;
        changes.iter().for_each(Changes::count);
        Ok(done?)
    }

    /// Runs a statement; the number of rows it touched.
    async fn run(&mut self, query: Query<'_, Any, AnyArguments>) -> Result<u64> {
        Ok(query.execute(&mut *self.inner).await?.rows_affected())
    }

    /// The first row, if any.
    async fn one<R>(&mut self, query: QueryAs<'_, Any, R, AnyArguments>) -> Result<Option<R>>
    where
        R: for<'r> FromRow<'r, AnyRow> + Send + Unpin,
    {
        Ok(query.fetch_optional(&mut *self.inner).await?)
    }

    /// All rows.
    async fn all<R>(&mut self, query: QueryAs<'_, Any, R, AnyArguments>) -> Result<Vec<R>>
    where
        R: for<'r> FromRow<'r, AnyRow> + Send + Unpin,
    {
        Ok(query.fetch_all(&mut *self.inner).await?)
    }
}

/// Why the store could not do something.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database cannot be opened.
    #[error("cannot open the database {place}: {reason}")]
    Open {
        /// The file, or the server's address without its password.
        place: String,
        /// What is in the way.
        reason: String,
    },
    /// The database is of a newer version of the program.
    #[error("the database {place} was laid out by a newer version of this program; it was left as it is")]
    Newer {
        /// The file, or the server's address without its password.
        place: String,
    },
    /// The database file is damaged.
    #[error(
        "the database {place} is damaged ({what}); it was left as it is. Put a copy in its place, or save what can be \
         read: sqlite3 {place} .recover"
    )]
    Damaged {
        /// The file.
        place: String,
        /// What is wrong with it.
        what: String,
    },
    /// The database did not do what it was asked.
    #[error("the database failed: {0}")]
    Query(#[from] sqlx::Error),
    /// A stored value is none that was ever written.
    #[error("the database holds something unreadable in {table}.{column}, row {row}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's key, and what is wrong where that helps.
        row: String,
    },
}

/// SQLite's words for what went wrong: another process holds the lock, the file is damaged, the disk is full.
const BUSY: u32 = 5;
const CORRUPT: u32 = 11;
const FULL: u32 = 13;

impl Error {
    /// Whether somebody else held the database for too long: worth another try.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Query(sqlx::Error::PoolTimedOut)) || self.is(BUSY, &["40001", "40P01", "55P03"])
    }

    /// Whether the disk is full.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.is(FULL, &["53100"])
    }

    /// Whether the same may work later: somebody else holds the database, it is away, or its disk is full or fails. What it
    /// refuses because of what was asked or of what it holds does not get better by itself.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        let Self::Query(error) = self else { return false };
        match error {
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::BeginFailed => true,
            _ => match primary(error) {
                Some(sqlite) => PASSING_SQLITE.contains(&sqlite),
                None => code(error).is_some_and(|code| PASSING_POSTGRES.iter().any(|class| code.starts_with(class))),
            },
        }
    }

    fn is(&self, sqlite: u32, postgres: &[&str]) -> bool {
        let Self::Query(error) = self else { return false };
        primary(error) == Some(sqlite) || code(error).is_some_and(|code| postgres.contains(&code.as_str()))
    }
}

/// Busy, locked, out of memory, read-only, interrupted, input or output failed, full, cannot be opened, locks in confusion.
const PASSING_SQLITE: [u32; 9] = [5, 6, 7, 8, 9, 10, 13, 14, 15];
/// No connection, read-only after a change of servers, rolled back, no resources, in use, shut down, system error.
const PASSING_POSTGRES: [&str; 7] = ["08", "25006", "40", "53", "55", "57", "58"];

/// SQLite's extended code in decimal (at most four digits), or PostgreSQL's SQLSTATE (always five signs).
fn code(error: &sqlx::Error) -> Option<String> {
    Some(error.as_database_error()?.code()?.into_owned())
}

/// SQLite keeps the kind of an error in the lowest byte of its extended code.
fn primary(error: &sqlx::Error) -> Option<u32> {
    let code = code(error).filter(|code| code.len() < 5)?;
    code.parse::<u32>().ok().map(|code| code & 0xff)
}

/// A stored value that cannot be read back.
fn corrupt(table: &'static str, column: &'static str, row: impl ToString) -> Error {
    Error::Corrupt { table, column, row: row.to_string() }
}

/// A time as it is stored: unix milliseconds.
fn ms(time: Timestamp) -> i64 {
    time.as_millisecond()
}

/// A stored time; none when it lies outside of what a calendar holds.
fn time(ms: i64) -> Option<Timestamp> {
    Timestamp::from_millisecond(ms).ok()
}

/// A stored time that may be missing: outer none when it is unreadable.
fn maybe_time(ms: Option<i64>) -> Option<Option<Timestamp>> {
    match ms {
        Some(ms) => time(ms).map(Some),
        None => Some(None),
    }
}

/// A list or map as it is stored.
fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::Query(sqlx::Error::Encode(Box::new(error))))
}

/// A stored list or map; none when it is unreadable.
fn from_json<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

/// Rows as the plain structs the rest of the program knows.
fn plain<R, T: TryFrom<R, Error = Error>>(rows: impl IntoIterator<Item = R>) -> Result<Vec<T>> {
    rows.into_iter().map(T::try_from).collect()
}
