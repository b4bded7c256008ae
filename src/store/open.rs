//! From an address to an open store with its tables up to date, or a sentence that says what is in the way.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions, install_default_drivers};
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::{AnyConnection, AnyPool, ConnectOptions, Connection, Executor};

use super::{Error, Result, Store};

static MIGRATIONS: Migrator = sqlx::migrate!();

/// How long a transaction waits for a connection before it fails.
const PATIENCE: Duration = Duration::from_secs(30);
/// Connections that read, on SQLite; all connections, on PostgreSQL.
const CONNECTIONS: u32 = 8;

/// See [`Store::open`].
pub(super) async fn open(url: &str) -> Result<Store> {
    install_default_drivers();
    let scheme = url.split_once("://").map(|(scheme, _)| scheme);
    match (scheme, url.strip_prefix("sqlite:")) {
        (Some("postgres" | "postgresql"), _) => postgres(url).await,
        (_, Some(path)) => sqlite(path.strip_prefix("//").unwrap_or(path)).await,
        (None, None) => sqlite(url).await,
        (Some(_), None) => {
            let reason = "it must be a path, sqlite:PATH or postgres://…".to_owned();
            Err(Error::Open { place: without_secrets(url), reason })
        }
    }
}

async fn postgres(url: &str) -> Result<Store> {
    let place = without_secrets(url);
    let failed = |error: sqlx::Error| Error::Open { place: place.clone(), reason: said(&error) };
    let options: AnyConnectOptions = url.parse().map_err(failed)?;
    let options = options.disable_statement_logging();
    // One connection goes ahead: it knows the reason of a failure, where a pool only knows that it waited in vain.
    let mut first = options.connect().await.map_err(failed)?;
    migrate(&mut first, &place).await?;
    first.close().await.map_err(failed)?;
    let pool = AnyPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(PATIENCE).connect_lazy_with(options);
    Ok(Store {
        write: pool.clone(),
        read: pool,
        begin_write: "BEGIN",
        begin_read: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    })
}

async fn sqlite(path: &str) -> Result<Store> {
    let failed = |error: sqlx::Error| Error::Open { place: path.to_owned(), reason: said(&error) };
    let file = writable(path).map_err(|reason| Error::Open { place: path.to_owned(), reason })?;
    let options = |mode| -> Result<AnyConnectOptions> {
        let options: AnyConnectOptions = sqlite_url(&file, mode).parse().map_err(failed)?;
        Ok(options.disable_statement_logging())
    };
    if is_newer(&options("ro")?).await.map_err(failed)? {
        return Err(Error::Newer { place: path.to_owned() });
    }
    let mut first = options("rw")?.connect().await.map_err(failed)?;
    first.execute("PRAGMA journal_mode = WAL").await.map_err(failed)?;
    migrate(&mut first, path).await?;
    first.close().await.map_err(failed)?;
    Ok(Store {
        // The journal stays WAL once it is; the other two belong to a connection. NORMAL may lose the last commits when
        // the power fails, all of them together with the cursor that stands for them, so they are read again.
        write: sqlite_pool(options("rw")?, 1, "PRAGMA synchronous = NORMAL"),
        read: sqlite_pool(options("rw")?, CONNECTIONS, "PRAGMA query_only = 1"),
        begin_write: "BEGIN IMMEDIATE",
        begin_read: "BEGIN",
    })
}

/// Connections that live as long as the store does and are not pinged before each use: they cannot break off. The
/// driver lets each wait five seconds for a lock of another process.
fn sqlite_pool(options: AnyConnectOptions, connections: u32, pragma: &'static str) -> AnyPool {
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        // When the disk fails SQLite ends a transaction by itself, and the driver believes for ever that it is in one.
        .before_acquire(|connection, _| {
            let whole = !connection.is_in_transaction();
            Box::pin(async move { Ok(whole) })
        })
        .after_connect(move |connection, _| {
            Box::pin(async move {
                connection.execute(pragma).await?;
                Ok(())
            })
        })
        .connect_lazy_with(options)
}

/// The file behind a path, made if it is missing: the operating system words what is in the way better than SQLite does,
/// which would also open a file it may not write.
fn writable(path: &str) -> Result<PathBuf, String> {
    if path == ":memory:" {
        return Err("a database in memory is not supported; name a file".to_owned());
    }
    if path.contains('?') {
        return Err("options after a question mark are not supported".to_owned());
    }
    let path = Path::new(path);
    if path.is_dir() {
        return Err("it is a directory; name a file".to_owned());
    }
    let name = path.file_name().ok_or("it names no file")?;
    let parent = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    let parent = parent.canonicalize().map_err(|error| format!("its directory {}: {error}", parent.display()))?;
    let file = parent.join(name);
    OpenOptions::new().append(true).create(true).open(&file).map_err(|error| error.to_string())?;
    Ok(file)
}

/// The address of a file, with everything escaped that means something in an address.
fn sqlite_url(file: &Path, mode: &str) -> String {
    let mut url = "sqlite:".to_owned();
    for byte in file.to_string_lossy().bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' => url.push(byte.into()),
            _ if byte.is_ascii_alphanumeric() => url.push(byte.into()),
            _ => url.push_str(&format!("%{byte:02X}")),
        }
    }
    format!("{url}?mode={mode}")
}

/// Whether a file holds migrations that this version does not know, asked without a right to write.
async fn is_newer(read_only: &AnyConnectOptions) -> Result<bool, sqlx::Error> {
    let mut connection = read_only.connect().await?;
    let table = "SELECT COUNT(*) FROM sqlite_master WHERE name = '_sqlx_migrations'";
    let (tables,): (i64,) = sqlx::query_as(table).fetch_one(&mut connection).await?;
    let applied: Vec<(i64,)> = match tables {
        0 => Vec::new(),
        _ => sqlx::query_as("SELECT version FROM _sqlx_migrations").fetch_all(&mut connection).await?,
    };
    connection.close().await?;
    Ok(applied.iter().any(|(version,)| !MIGRATIONS.version_exists(*version)))
}

/// Brings the tables up to date. Unknown migrations are found before anything is changed.
async fn migrate(connection: &mut AnyConnection, place: &str) -> Result<()> {
    MIGRATIONS.run(connection).await.map_err(|error| match error {
        MigrateError::VersionMissing(_) => Error::Newer { place: place.to_owned() },
        MigrateError::VersionMismatch(version) => Error::Open {
            place: place.to_owned(),
            reason: format!("its tables were laid out by another build of this program (migration {version} differs)"),
        },
        error => Error::Open { place: place.to_owned(), reason: error.to_string() },
    })
}

/// What the database says, without the driver's words around it.
fn said(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(error) => error.message().to_owned(),
        sqlx::Error::Io(error) => error.to_string(),
        error => error.to_string(),
    }
}

/// An address without user, password and options.
fn without_secrets(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://{host}"),
        _ => url.to_owned(),
    }
}
