//! From an address to an open store with its tables up to date, or a sentence that says what is in the way.

use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions, install_default_drivers};
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::{AnyConnection, AnyPool, ConnectOptions, Connection, Executor};

use tracing::warn;

use super::line::Writer;
use super::{CORRUPT, Changes, Error, Result, Store, backup, primary};

static MIGRATIONS: Migrator = sqlx::migrate!();

/// How long a transaction waits for a connection before it fails.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);
/// Connections that read, on SQLite; all connections, on PostgreSQL.
const CONNECTIONS: u32 = 8;

/// See [`Store::open`].
pub(super) async fn open(url: &str, make: bool) -> Result<Store> {
    install_default_drivers();
    let scheme = url.split_once("://").map(|(scheme, _)| scheme);
    match (scheme, url.strip_prefix("sqlite:")) {
        (Some("postgres" | "postgresql"), _) => postgres(url).await,
        (_, Some(path)) => sqlite(path.strip_prefix("//").unwrap_or(path), make).await,
        (None, None) => sqlite(url, make).await,
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
    migrate(&mut first, &MIGRATIONS, &place).await?;
    first.close().await.map_err(failed)?;
    let pool = AnyPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(PATIENCE).connect_lazy_with(options);
    Ok(Store {
        write: Writer::Pool(pool.clone()),
        read: pool,
        begin_read: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        changes: Changes::default(),
    })
}

async fn sqlite(path: &str, make: bool) -> Result<Store> {
    let refused = |reason| Error::Open { place: path.to_owned(), reason };
    let failed = |error: sqlx::Error| refused(said(&error));
    let file = writable(path, make).map_err(refused)?;
    let options = |mode: &str| -> Result<AnyConnectOptions> {
        let options: AnyConnectOptions = sqlite_url(&file, mode).parse().map_err(failed)?;
        Ok(options.disable_statement_logging())
    };
    let mode = untouched(&file);
    if let Some(mode) = mode {
        let mut look = options(mode)?.connect().await.map_err(failed)?;
        let sound = inspect(&mut look, path).await;
        look.close().await.map_err(failed)?;
        sound?;
    }
    let mut first = options("rw")?.connect().await.map_err(failed)?;
    // What an interrupted transaction left was only now taken back.
    let sound = if mode.is_none() { inspect(&mut first, path).await } else { Ok(()) };
    let ready = match sound {
        Ok(()) => prepare(&mut first, &file, path).await,
        refused => refused,
    };
    first.close().await.map_err(failed)?;
    ready?;
    Ok(Store {
        // The journal stays WAL once it is; the others belong to a connection. NORMAL may lose the last commits when
        // the power fails, all of them together with the cursor that stands for them, so they are read again.
        // What is erased is overwritten, so that nothing of it is left in the file.
        write: Writer::only(options("rw")?, "PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON"),
        read: readers(options("rw")?),
        begin_read: "BEGIN",
        changes: Changes::default(),
    })
}

/// Brings the tables of a file up to date, after a copy of it was made if there is anything in it.
async fn prepare(connection: &mut AnyConnection, file: &Path, place: &str) -> Result<()> {
    let refused = |reason| Error::Open { place: place.to_owned(), reason };
    let version = outdated(connection, &MIGRATIONS).await.map_err(|error| refused(said(&error)))?;
    let backup = match version {
        Some(version) => Some(backup::keep(connection, file, version).await.map_err(refused)?),
        None => None,
    };
    if let Some(backup) = &backup {
        warn!(backup = %backup.display(), "the tables change with this version: a copy from before is kept");
    }
    connection.execute("PRAGMA journal_mode = WAL").await.map_err(|error| refused(said(&error)))?;
    migrate(connection, &MIGRATIONS, place).await.map_err(|error| after(error, backup.as_deref()))
}

/// Connections that live as long as the store does and are not pinged before each use: they cannot break off. The
/// driver lets each wait five seconds for a lock of another process.
fn readers(options: AnyConnectOptions) -> AnyPool {
    AnyPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        // When the disk fails SQLite ends a transaction by itself, and the driver believes for ever that it is in one.
        .before_acquire(|connection, _| {
            let whole = !connection.is_in_transaction();
            Box::pin(async move { Ok(whole) })
        })
        .after_connect(|connection, _| {
            Box::pin(async move {
                connection.execute("PRAGMA query_only = 1").await?;
                Ok(())
            })
        })
        .connect_lazy_with(options)
}

/// The file behind a path, made if it is missing and that is wanted: the operating system words what is in the way better than SQLite does,
/// which would also open a file it may not write.
fn writable(path: &str, make: bool) -> Result<PathBuf, String> {
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
    OpenOptions::new().append(true).create(make).open(&file).map_err(|error| error.to_string())?;
    Ok(file)
}

/// The address of a file, with everything escaped that means something in an address.
pub(super) fn sqlite_url(file: &Path, mode: &str) -> String {
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

/// How a file can be looked at without leaving a trace, if it can. What a journal holds belongs to it: of the newer kind that
/// can be read along, the older one has to be taken back first.
fn untouched(file: &Path) -> Option<&'static str> {
    let holds = |ending: &str| {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        fs::metadata(name).is_ok_and(|about| about.len() > 0)
    };
    if fs::metadata(file).is_ok_and(|about| about.len() == 0) || holds("-journal") {
        return None;
    }
    Some(if holds("-wal") { "ro" } else { "ro&immutable=true" })
}

/// Refuses a database of a newer version, and one that is damaged.
async fn inspect(connection: &mut AnyConnection, place: &str) -> Result<()> {
    let check = async |connection: &mut AnyConnection| -> Result<Vec<(String,)>, sqlx::Error> {
        if applied(connection).await?.iter().any(|version| !MIGRATIONS.version_exists(*version)) {
            return Ok(Vec::new());
        }
        sqlx::query_as("PRAGMA quick_check(1)").fetch_all(connection).await
    };
    let damaged = |what: &str| Err(Error::Damaged { place: place.to_owned(), what: what.trim().to_owned() });
    match check(connection).await {
        Ok(found) => match found.first() {
            None => Err(Error::Newer { place: place.to_owned() }),
            Some((problem,)) if problem == "ok" => Ok(()),
            Some((problem,)) => damaged(problem.lines().last().unwrap_or_default()),
        },
        Err(error) if primary(&error) == Some(CORRUPT) => damaged(&said(&error)),
        Err(error) => Err(Error::Open { place: place.to_owned(), reason: said(&error) }),
    }
}

/// The migrations a database has seen.
async fn applied(connection: &mut AnyConnection) -> Result<Vec<i64>, sqlx::Error> {
    const KNOWN: &str = "SELECT COUNT(*) FROM sqlite_master WHERE name = '_sqlx_migrations'";
    let (known,): (i64,) = sqlx::query_as(KNOWN).fetch_one(&mut *connection).await?;
    if known == 0 {
        return Ok(Vec::new());
    }
    let all: Vec<(i64,)> = sqlx::query_as("SELECT version FROM _sqlx_migrations").fetch_all(connection).await?;
    Ok(all.into_iter().map(|(version,)| version).collect())
}

/// The version of a database that is not empty and whose tables are about to be changed.
async fn outdated(connection: &mut AnyConnection, migrations: &Migrator) -> Result<Option<i64>, sqlx::Error> {
    const TABLES: &str = "SELECT COUNT(*) FROM sqlite_master WHERE name <> '_sqlx_migrations'";
    let (tables,): (i64,) = sqlx::query_as(TABLES).fetch_one(&mut *connection).await?;
    let applied = applied(connection).await?;
    let pending = migrations.iter().any(|migration| !applied.contains(&migration.version));
    Ok((tables > 0 && pending).then(|| applied.into_iter().max().unwrap_or(0)))
}

/// Brings the tables up to date. Unknown migrations are found before anything is changed.
async fn migrate(connection: &mut AnyConnection, migrations: &Migrator, place: &str) -> Result<()> {
    migrations.run(connection).await.map_err(|error| match error {
        MigrateError::VersionMissing(_) => Error::Newer { place: place.to_owned() },
        MigrateError::VersionMismatch(version) => Error::Open {
            place: place.to_owned(),
            reason: format!("its tables were laid out by another build of this program (migration {version} differs)"),
        },
        error => Error::Open { place: place.to_owned(), reason: error.to_string() },
    })
}

/// What is in the way of new tables, and where the copy from before is.
fn after(error: Error, backup: Option<&Path>) -> Error {
    match (error, backup) {
        (Error::Open { place, reason }, Some(backup)) => {
            Error::Open { place, reason: format!("{reason}; a copy from before is {}", backup.display()) }
        }
        (error, _) => error,
    }
}

/// What the database says, without the driver's words around it.
pub(super) fn said(error: &sqlx::Error) -> String {
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
