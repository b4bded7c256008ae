//! `punktum export` and `punktum erase`, as the operator uses them.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The program in a folder with nothing of this machine's settings, and what it is told.
fn run(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_punktum"));
    command.current_dir(folder).env_clear().env("PUNKTUM_HASH_KEY", "sixteen bytes or more").args(arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn says(folder: &Path, arguments: &[&str]) -> String {
    let done = run(folder, arguments, "");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

fn fails(folder: &Path, arguments: &[&str]) -> String {
    let done = run(folder, arguments, "");
    assert_eq!(done.status.code(), Some(1), "{}", String::from_utf8_lossy(&done.stdout));
    String::from_utf8(done.stderr).unwrap()
}

/// A folder with the database of a console on which two accounts posted.
fn posted() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let lines = "/time 2026-09-07T10:00\n/settings senders add kim\n@kim Release 2.4 is out at 9:30.\n\
        Exports to CSV work again since 09:40.\n@kim /nudge dm on\n/time +1w\n";
    assert!(run(folder.path(), &[], lines).status.success());
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = entries.collect();
    names.sort();
    names
}

#[test]
fn everything_is_written_as_json_and_csv() {
    let folder = posted();
    insta::assert_snapshot!(says(folder.path(), &["export", "console"]), @"28 rows of 12 tables are in punktum-console");
    let out = folder.path().join("punktum-console");
    insta::assert_snapshot!(names(&out).join(" "), @"accounts.csv channels.csv communities.csv cursors.csv digests.csv findings.csv messages.csv outbox.csv punktum.json senders.csv settings.csv settings_log.csv weekly_summaries.csv");
    let all: serde_json::Value = serde_json::from_slice(&fs::read(out.join("punktum.json")).unwrap()).unwrap();
    assert_eq!((all.as_object().unwrap().len(), &all["messages"][0]["account"]), (16, &"kim".into()));
    let csv = fs::read_to_string(out.join("messages.csv")).unwrap();
    assert_eq!(csv.lines().count(), 3, "{csv}");
    assert!(csv.starts_with("community,message,channel,place,account,"), "{csv}");
    assert!(!csv.contains("Release"), "no words of a message are stored");
    // The same rows make the same files.
    let before = names(&out).iter().map(|name| fs::read(out.join(name)).unwrap()).collect::<Vec<_>>();
    says(folder.path(), &["export", "console", "--output", "again", "--database", "sqlite:punktum.db"]);
    let again = folder.path().join("again");
    assert_eq!(names(&again).iter().map(|name| fs::read(again.join(name)).unwrap()).collect::<Vec<_>>(), before);

    says(folder.path(), &["export", "console", "--account", "kim"]);
    let own = folder.path().join("punktum-console-kim");
    insta::assert_snapshot!(names(&own).join(" "), @"accounts.csv findings.csv messages.csv punktum.json senders.csv settings_log.csv");
    let own: serde_json::Value = serde_json::from_slice(&fs::read(own.join("punktum.json")).unwrap()).unwrap();
    assert_eq!(own["messages"].as_array().unwrap().len(), 1);
}

#[test]
fn what_is_not_there_is_named_and_nothing_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let said = fails(folder.path(), &["export", "console"]);
    assert!(said.contains("punktum.db: No such file"), "{said}");
    assert_eq!(names(folder.path()), [""; 0]);
    let folder = posted();
    let said = fails(folder.path(), &["export", "1000"]);
    assert!(said.contains("no community 1000; it holds console"), "{said}");
    let said = fails(folder.path(), &["erase", "1000", "--yes"]);
    assert!(said.contains("no community 1000"), "{said}");
}

#[test]
fn erasing_wants_to_be_told_and_leaves_nothing_in_the_file() {
    let folder = posted();
    let file = folder.path().join("punktum.db");
    let holds = |text: &str| fs::read(&file).unwrap().windows(text.len()).any(|part| part == text.as_bytes());
    let said = fails(folder.path(), &["erase", "console", "--account", "kim"]);
    assert!(said.contains("--yes"), "{said}");
    assert!(holds("kim"));
    let said = says(folder.path(), &["erase", "console", "--account", "kim", "--yes"]);
    assert!(said.contains("erased"), "{said}");
    assert!(!holds("kim") && holds("brand"));
    let said = says(folder.path(), &["erase", "console", "--account", "kim", "--yes"]);
    assert!(said.contains("nothing is held"), "{said}");
    says(folder.path(), &["erase", "console", "--yes"]);
    assert!(!holds("brand"));
    assert!(fails(folder.path(), &["export", "console"]).contains("the database holds no community"));
}
