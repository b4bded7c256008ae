//! Another process holds the database.

use std::thread;
use std::time::Duration;

use sqlx::{AnyConnection, Connection as _};

use super::script::{self, REFERENCE, SCRIPT};
use super::{complaint, console, dump, goes_well, same};

/// Holds the one right to write for so long, from this process on.
fn hold(file: &std::path::Path, long: Duration) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        sqlx::any::install_default_drivers();
        let mut raw = AnyConnection::connect(&format!("sqlite:{}", file.display())).await.unwrap();
        sqlx::query("BEGIN IMMEDIATE").execute(&mut raw).await.unwrap();
        thread::sleep(long);
        sqlx::query("ROLLBACK").execute(&mut raw).await.unwrap();
        raw.close().await.unwrap();
    });
}

#[test]
fn who_holds_it_for_a_moment_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    goes_well(folder.path(), "");
    let child = console(folder.path(), &script::from(0)).spawn().unwrap();
    let file = folder.path().join("punktum.db");
    let holder = thread::spawn(move || {
        for _ in 0..3 {
            hold(&file, Duration::from_millis(900));
            thread::sleep(Duration::from_millis(50));
        }
    });
    let done = child.wait_with_output().unwrap();
    holder.join().unwrap();
    assert!(done.status.success() && complaint(&done).is_empty(), "{}", complaint(&done));
    same(&REFERENCE, &dump(folder.path()), "held for moments");
}

#[test]
fn who_holds_it_too_long_is_named_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let begun: String = SCRIPT[..4].iter().map(script::Line::typed).collect();
    goes_well(folder.path(), &begun);
    let file = folder.path().join("punktum.db");
    let holder = thread::spawn(move || hold(&file, Duration::from_millis(8000)));
    thread::sleep(Duration::from_millis(200));
    let done = console(folder.path(), &script::from(4)).output().unwrap();
    let said = complaint(&done);
    assert_eq!(done.status.code(), Some(1), "{said}");
    assert!(said.contains("another process holds the database") && said.lines().count() <= 2, "{said}");
    assert!(!holder.is_finished(), "it waits for five seconds");
    holder.join().unwrap();
    let stored = script::stored(folder.path());
    assert!((3..=4).contains(&stored), "{stored}");
    goes_well(folder.path(), &script::from(stored));
    same(&REFERENCE, &dump(folder.path()), "held for long");
}
