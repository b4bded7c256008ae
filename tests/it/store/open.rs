//! Opening: where a database may be, and what is said when it cannot be there.

use std::fs;
use std::path::Path;

use punktum::store::{Error, Store};
use sqlx::{AnyConnection, Connection as _};
use tempfile::TempDir;

use super::{at, execute, home, on_both};

async fn refusal(url: &str) -> String {
    Store::open(url).await.unwrap_err().to_string()
}

#[tokio::test]
async fn opens_again_with_everything_in_it() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        tx.join(&home(), "console", at(0)).await.unwrap();
        tx.commit().await.unwrap();
        fresh.store.close().await;
        let again = Store::open(&fresh.url).await.unwrap();
        assert_eq!(again.read().await.unwrap().communities().await.unwrap().len(), 1);
        again.close().await;
    })
    .await;
}

#[tokio::test]
async fn keeps_only_what_is_committed_and_writes_only_where_asked() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        tx.join(&home(), "console", at(0)).await.unwrap();
        drop(tx);
        assert_eq!(fresh.write().await.communities().await.unwrap(), []);
        let error = fresh.read().await.join(&home(), "console", at(0)).await.unwrap_err();
        assert!(matches!(error, Error::Query(_)) && !error.is_busy() && !error.is_full(), "{error}");
    })
    .await;
}

#[tokio::test]
async fn what_another_process_holds_is_worth_another_try_and_what_is_refused_is_not() {
    let folder = TempDir::new().unwrap();
    let url = folder.path().join("punktum.db").display().to_string();
    let (one, other) = (Store::open(&url).await.unwrap(), Store::open(&url).await.unwrap());
    let mut held = one.write().await.unwrap();
    held.join(&home(), "console", at(0)).await.unwrap();
    let error = other.write().await.unwrap_err();
    assert!(error.is_busy() && error.may_pass(), "{error}");
    held.commit().await.unwrap();
    execute(
        &format!("sqlite:{url}"),
        "CREATE TRIGGER refused BEFORE UPDATE ON communities BEGIN SELECT RAISE(ABORT, 'no'); END",
    )
    .await;
    let error = other.write().await.unwrap().mark_removed(&home(), at(1)).await.unwrap_err();
    assert!(!error.may_pass(), "{error}");
    one.close().await;
    other.close().await;
}

#[tokio::test]
async fn readers_do_not_wait_for_the_writer() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        tx.join(&home(), "console", at(0)).await.unwrap();
        assert_eq!(fresh.read().await.communities().await.unwrap(), []);
        tx.commit().await.unwrap();
        assert_eq!(fresh.read().await.communities().await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn takes_every_way_to_write_a_path() {
    let folder = TempDir::new().unwrap();
    for name in ["plain.db", "with space & #sharp % 50%25.db", "größe.db"] {
        let path = folder.path().join(name).display().to_string();
        for url in [path.clone(), format!("sqlite:{path}"), format!("sqlite://{path}")] {
            Store::open(&url).await.unwrap().close().await;
        }
        assert!(Path::new(&path).is_file(), "{name}");
    }
    let mut files: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    files.sort();
    assert_eq!(files, ["größe.db", "plain.db", "with space & #sharp % 50%25.db"]);
}

#[tokio::test]
async fn says_what_is_in_the_way() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(path("letter"), "Dear database, ".repeat(100)).unwrap();

    let directory = refusal(&path("")).await;
    assert!(directory.contains("it is a directory") && directory.contains(&path("")), "{directory}");
    let missing = refusal(&format!("sqlite:{}", path("gone/punktum.db"))).await;
    assert!(missing.contains(&path("gone")) && missing.contains("No such file or directory"), "{missing}");
    let below_a_file = refusal(&path("letter/punktum.db")).await;
    assert!(below_a_file.contains("Not a directory"), "{below_a_file}");
    let letter = refusal(&path("letter")).await;
    assert!(letter.contains("not a database"), "{letter}");
    assert_eq!(fs::read_to_string(path("letter")).unwrap(), "Dear database, ".repeat(100));
    assert!(refusal("sqlite::memory:").await.contains("not supported"));
    assert!(refusal(&format!("sqlite:{}?mode=ro", path("x"))).await.contains("not supported"));

    let scheme = refusal("mysql://kim:secret@host/db?password=secret").await;
    assert!(scheme.contains("mysql://host/db") && !scheme.contains("secret"), "{scheme}");
    let server = refusal("postgres://kim:secret@127.0.0.1:1/db").await;
    assert!(server.contains("127.0.0.1:1/db") && server.contains("refused") && !server.contains("secret"), "{server}");
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn says_that_a_path_cannot_be_written() {
    // Not even root can make a file there.
    let error = refusal("/sys/punktum.db").await;
    assert!(error.starts_with("cannot open the database /sys/punktum.db: "), "{error}");
    assert!(error.contains("denied") || error.contains("Read-only") || error.contains("not permitted"), "{error}");
}

#[tokio::test]
async fn refuses_what_a_newer_version_wrote() {
    on_both(async |fresh| {
        fresh.store.close().await;
        fresh
            .execute(
                "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                SELECT 9999, description, success, checksum, execution_time FROM _sqlx_migrations",
            )
            .await;
        let before = fresh.rows("SELECT description FROM _sqlx_migrations").await;
        let file = fresh.url.strip_prefix("sqlite:");
        let bytes = file.map(|path| fs::read(path).unwrap());
        assert!(matches!(Store::open(&fresh.url).await, Err(Error::Newer { .. })));
        assert_eq!(file.map(|path| fs::read(path).unwrap()), bytes);
        assert_eq!(fresh.rows("SELECT description FROM _sqlx_migrations").await, before);
    })
    .await;
}

/// What a newer version left in the journal when it was killed is not folded into the file either.
#[tokio::test]
async fn leaves_the_journal_of_a_newer_version_alone() {
    let folder = TempDir::new().unwrap();
    let [old, new] = ["old.db", "new.db"].map(|name| folder.path().join(name));
    let url = format!("sqlite:{}", old.display());
    Store::open(&url).await.unwrap().close().await;
    let mut raw = AnyConnection::connect(&url).await.unwrap();
    sqlx::query("UPDATE _sqlx_migrations SET version = 9999").execute(&mut raw).await.unwrap();
    let journal = |db: &Path| db.with_extension("db-wal");
    fs::copy(&old, &new).unwrap();
    fs::copy(journal(&old), journal(&new)).unwrap();
    raw.close().await.unwrap();
    let before = (fs::read(&new).unwrap(), fs::read(journal(&new)).unwrap());
    for _ in 0..2 {
        let error = refusal(&new.display().to_string()).await;
        assert!(error.contains("newer version"), "{error}");
        assert_eq!((fs::read(&new).unwrap(), fs::read(journal(&new)).unwrap()), before);
    }
    // Without a journal none is made.
    fs::remove_file(journal(&new)).unwrap();
    let [quiet, full] = ["quiet.db", "old.db"].map(|name| folder.path().join(name));
    fs::copy(full, &quiet).unwrap();
    assert!(refusal(&quiet.display().to_string()).await.contains("newer version"));
    assert!(!journal(&quiet).exists() && !quiet.with_extension("db-shm").exists());
}

#[tokio::test]
async fn refuses_tables_of_another_build() {
    on_both(async |fresh| {
        fresh.store.close().await;
        let sqlite = fresh.url.starts_with("sqlite");
        let other = if sqlite { "x'00'" } else { "'\\x00'" };
        execute(&fresh.url, &format!("UPDATE _sqlx_migrations SET checksum = {other}")).await;
        assert!(refusal(&fresh.url).await.contains("another build"));
    })
    .await;
}
