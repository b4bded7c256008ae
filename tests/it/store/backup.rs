//! What happens to a database before its tables are changed, and to one that is damaged.

use std::fs;
use std::path::{Path, PathBuf};

use punktum::store::{Error, Store};
use tempfile::TempDir;

use super::{at, execute, home, put, stored};

/// The files of a folder with what they hold.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let named = |path: PathBuf| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap());
    let mut files: Vec<_> = entries.map(named).collect();
    files.sort();
    files
}

fn names(folder: &Path) -> Vec<String> {
    files(folder).into_iter().map(|(name, _)| name).collect()
}

/// A folder with a database of some size, and its address.
async fn database() -> (TempDir, String) {
    let folder = TempDir::new().unwrap();
    let url = format!("sqlite:{}", folder.path().join("p.db").display());
    let store = Store::open(&url).await.unwrap();
    let mut tx = store.write().await.unwrap();
    tx.join(&home(), "console", at(0)).await.unwrap();
    for n in 0..300 {
        put(&mut tx, &home(), &stored(&format!("m{n:04}"), n)).await;
    }
    tx.commit().await.unwrap();
    store.close().await;
    assert_eq!(names(folder.path()), ["p.db"], "a new database needs no copy");
    (folder, url)
}

/// As a version left it that knew no migration yet: all of them are to be done, and the first cannot be.
async fn of_another_age(url: &str) {
    execute(url, "DELETE FROM _sqlx_migrations").await;
}

#[tokio::test]
async fn a_copy_is_made_before_tables_change_and_only_one() {
    let (folder, url) = database().await;
    of_another_age(&url).await;
    let before = fs::read(folder.path().join("p.db")).unwrap();
    for _ in 0..3 {
        let error = Store::open(&url).await.unwrap_err().to_string();
        assert!(error.contains("already exists") && error.contains("p.db.v0.backup"), "{error}");
        assert_eq!(names(folder.path()), ["p.db", "p.db.v0.backup"]);
    }
    assert_eq!(fs::read(folder.path().join("p.db")).unwrap(), before, "what failed changed nothing");
    // The copy is a database with everything in it.
    let copy = format!("sqlite:{}", folder.path().join("p.db.v0.backup").display());
    execute(&copy, "INSERT INTO _sqlx_migrations SELECT 1, '', 0, 1, x'00', 0 WHERE 1 = 0").await;
    let mut raw = <sqlx::AnyConnection as sqlx::Connection>::connect(&copy).await.unwrap();
    let (count,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM messages").fetch_one(&mut raw).await.unwrap();
    assert_eq!(count, 300);
    // Another content has a copy of its own.
    execute(&url, "DELETE FROM messages WHERE message = 'm0007'").await;
    assert!(Store::open(&url).await.unwrap_err().to_string().contains("p.db.v0-2.backup"));
}

#[tokio::test]
async fn tables_of_somebody_else_are_copied_before_ours_join_them() {
    let folder = TempDir::new().unwrap();
    let url = format!("sqlite:{}", folder.path().join("p.db").display());
    execute(&format!("{url}?mode=rwc"), "CREATE TABLE letters (words TEXT)").await;
    Store::open(&url).await.unwrap().close().await;
    assert_eq!(names(folder.path()), ["p.db", "p.db.v0.backup"]);
    Store::open(&url).await.unwrap().close().await;
    assert_eq!(names(folder.path()), ["p.db", "p.db.v0.backup"]);
}

#[tokio::test]
async fn without_a_copy_nothing_is_changed() {
    let (folder, url) = database().await;
    of_another_age(&url).await;
    // Where the copy would be written stands something else.
    fs::create_dir(folder.path().join("p.db.v0.backup.part")).unwrap();
    let before = fs::read(folder.path().join("p.db")).unwrap();
    let error = Store::open(&url).await.unwrap_err().to_string();
    assert!(error.contains("no copy could be made before its tables are changed: Is a directory"), "{error}");
    assert_eq!(fs::read(folder.path().join("p.db")).unwrap(), before);
}

#[tokio::test]
async fn a_damaged_file_is_refused_and_left_alone() {
    let (folder, url) = database().await;
    let file = folder.path().join("p.db");
    let whole = fs::read(&file).unwrap();
    let (mut refused, mut opened) = (0, 0);
    for page in 0..whole.len() / 4096 {
        let mut broken = whole.clone();
        broken[page * 4096..(page + 1) * 4096].iter_mut().for_each(|byte| *byte ^= 0x5a);
        fs::write(&file, &broken).unwrap();
        match Store::open(&url).await {
            Ok(store) => {
                store.close().await;
                opened += 1;
                continue;
            }
            Err(Error::Damaged { what, .. }) => assert!(!what.is_empty()),
            Err(error) => assert!(page == 0 && error.to_string().contains("not a database"), "{page}: {error}"),
        }
        refused += 1;
        assert_eq!(files(folder.path()), [("p.db".to_owned(), broken)], "page {page}");
    }
    assert_eq!((refused, opened), (whole.len() / 4096, 0));
    let mut cut = whole.clone();
    cut.truncate(whole.len() / 2 + 100);
    fs::write(&file, &cut).unwrap();
    let error = Store::open(&url).await.unwrap_err().to_string();
    assert!(error.contains("is damaged") && error.contains(".recover"), "{error}");
    assert_eq!(files(folder.path()), [("p.db".to_owned(), cut)]);
    fs::write(&file, &whole).unwrap();
    Store::open(&url).await.unwrap().close().await;
}

#[tokio::test]
async fn what_a_killed_program_left_in_the_journal_is_found() {
    let (folder, url) = database().await;
    let store = Store::open(&url).await.unwrap();
    let mut tx = store.write().await.unwrap();
    put(&mut tx, &home(), &stored("last", 900)).await;
    tx.commit().await.unwrap();
    let killed = TempDir::new().unwrap();
    for name in ["p.db", "p.db-wal"] {
        fs::copy(folder.path().join(name), killed.path().join(name)).unwrap();
    }
    store.close().await;
    let again = Store::open(&killed.path().join("p.db").display().to_string()).await.unwrap();
    assert!(again.read().await.unwrap().message(&home(), &"last".into()).await.unwrap().is_some());
    again.close().await;
}
