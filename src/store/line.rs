//! The connection a transaction runs on, and where those that write get theirs.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use sqlx::any::{Any, AnyConnectOptions};
use sqlx::{AnyConnection, AnyPool, ConnectOptions as _, Connection as _, Error, Executor as _, Transaction, query};
use tokio::sync::{Mutex, OwnedMutexGuard};
use tokio::time::timeout;

use super::open::PATIENCE;

/// Where transactions that write begin.
#[derive(Debug, Clone)]
pub(super) enum Writer {
    /// On any of these connections, on PostgreSQL.
    Pool(AnyPool),
    /// On the only one that writes, on SQLite. A pool would have a task of its own ask it after each transaction whether it
    /// is still there, which costs as much as a statement.
    Only(Arc<Mutex<Only>>),
}

/// SQLite's only connection to write with.
#[derive(Debug)]
pub(super) struct Only {
    /// None once the store is closed.
    options: Option<AnyConnectOptions>,
    pragma: &'static str,
    /// None before the first transaction, during each, and after one that was not committed.
    idle: Option<AnyConnection>,
}

/// The connection of one transaction; dropping it rolls back.
#[derive(Debug)]
pub(super) enum Line {
    /// It goes back to its pool.
    Pooled(Transaction<'static, Any>),
    /// It goes home once the transaction is committed. Else it is closed, and what was written in it is gone with it,
    /// whatever state SQLite left it in when the disk failed.
    Only(AnyConnection, OwnedMutexGuard<Only>),
}

impl Writer {
    /// The only connection to a file, made when it is first needed; `pragma` is said to it before anything else.
    pub(super) fn only(options: AnyConnectOptions, pragma: &'static str) -> Self {
        Self::Only(Arc::new(Mutex::new(Only { options: Some(options), pragma, idle: None })))
    }

    /// Begins a transaction to write in; where there is only one at a time, after the one before.
    pub(super) async fn begin(&self) -> Result<Line, Error> {
        let only = match self {
            Self::Pool(pool) => return Ok(Line::Pooled(pool.begin().await?)),
            Self::Only(only) => Arc::clone(only),
        };
        let mut only = timeout(PATIENCE, only.lock_owned()).await.map_err(|_| Error::PoolTimedOut)?;
        let mut connection = match only.idle.take() {
            Some(connection) => connection,
            None => {
                let options = only.options.clone().ok_or(Error::PoolClosed)?;
                let mut connection = options.connect().await?;
                connection.execute(only.pragma).await?;
                connection
            }
        };
        query("BEGIN IMMEDIATE").execute(&mut connection).await?;
        Ok(Line::Only(connection, only))
    }

    /// Closes its connections after what they are doing; it begins nothing any more.
    pub(super) async fn close(&self) {
        match self {
            Self::Pool(pool) => pool.close().await,
            Self::Only(only) => {
                let mut only = only.lock().await;
                only.options = None;
                if let Some(connection) = only.idle.take() {
                    // As with a pool, nobody is told: what is committed stands.
                    let _ = connection.close().await;
                }
            }
        }
    }
}

impl Line {
    /// Makes everything written on it stand.
    pub(super) async fn commit(self) -> Result<(), Error> {
        match self {
            Self::Pooled(transaction) => transaction.commit().await,
            Self::Only(mut connection, mut only) => {
                query("COMMIT").execute(&mut connection).await?;
                only.idle = Some(connection);
                Ok(())
            }
        }
    }
}

impl Deref for Line {
    type Target = AnyConnection;

    fn deref(&self) -> &AnyConnection {
        match self {
            Self::Pooled(transaction) => transaction,
            Self::Only(connection, _) => connection,
        }
    }
}

impl DerefMut for Line {
    fn deref_mut(&mut self) -> &mut AnyConnection {
        match self {
            Self::Pooled(transaction) => transaction,
            Self::Only(connection, _) => connection,
        }
    }
}
