//! No word of a message, a draft or a display name is kept anywhere.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

use crate::world::words::{CHAT, DOWN, EMPTY};
use crate::world::{World, account};

/// Stands in everything that must not be kept.
const CANARY: &str = "zitronenfalter";

/// The files of a folder, and of the folders in it, that hold the canary.
fn betrayed(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(betrayed(&path));
        } else if holds(&std::fs::read(&path).unwrap()) {
            found.push(path.display().to_string());
        }
    }
    found
}

/// Whether bytes hold the canary, in any case.
fn holds(bytes: &[u8]) -> bool {
    bytes.windows(CANARY.len()).any(|window| window.eq_ignore_ascii_case(CANARY.as_bytes()))
}

/// A log that is kept in memory.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

async fn chat(world: &mut World, who: &str, texts: &[&str]) {
    let texts: Vec<String> = texts.iter().map(|text| format!("{text} {CANARY}")).collect();
    world.say_all(who, &texts.iter().map(String::as_str).collect::<Vec<_>>()).await;
}

fn search(world: &World, log: &Log, when: &str) {
    let files: Vec<_> = std::fs::read_dir(world.folder()).unwrap().map(|f| f.unwrap().file_name()).collect();
    assert!(files.iter().any(|name| name == "punktum.db-wal"), "{files:?}");
    assert_eq!(betrayed(world.folder()), [""; 0], "{when}");
    let log = log.0.lock().unwrap();
    let text = String::from_utf8_lossy(&log);
    let line = text.lines().find(|line| holds(line.as_bytes()));
    assert_eq!(line, None, "{when}");
    assert!(text.contains("drift"), "the log is empty");
}

#[tokio::test]
async fn nothing_keeps_a_word_while_nudges_are_pending_held_sent_and_failed() {
    let log = Log::default();
    let writer = log.clone();
    let lines = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || writer.clone());
    let _guard = tracing::subscriber::set_default(lines.finish());

    let mut world = World::new().await;
    // Where there is but one, a place in the code that another test's thread reaches first only asks whether that thread
    // listens, and is silent from then on; of two it asks both.
    let _second = tracing::Dispatch::new(tracing_subscriber::fmt().with_writer(std::io::sink).finish());
    for who in ["ann", "ben", "cat"] {
        world.fake().names.insert(account(who), format!("{who} {CANARY}"));
    }
    // Ann's fails for good, after the platform was asked again and again.
    // With one more word the fourth says enough not to be empty.
    chat(&mut world, "ann", &[EMPTY[0], EMPTY[1], EMPTY[2], EMPTY[4]]).await;
    search(&world, &log, "pending");
    world.fake().down = true;
    world.at("2026-09-11T10:00").await;
    world.fake().down = false;
    assert_eq!(world.states().await, ["dropped"]);
    search(&world, &log, "failed");

    chat(&mut world, "ben", &CHAT[..4]).await;
    for words in DOWN {
        world.say("cat", &format!("{words} {CANARY}")).await;
    }
    assert!(!world.next_post().contains(CANARY), "the question to the staff");
    assert_eq!(world.states().await, ["dropped", "held"]);
    search(&world, &log, "held");

    // What is shown may hold it: it is read live.
    world.at("2026-09-14T09:00").await;
    assert!(world.digests()[0].contains("Weekly digest"));
    world.go("+1h").await;
    assert!(world.next_post().contains(CANARY), "the name on the card");
    let _note = world.press("ben", "Show").await;
    let _done = world.press("ben", "Doesn't fit").await;
    let _settled = world.next_post();
    let _advice = world.command("ann", &format!("/draft Stay tuned, {CANARY} is coming soon!")).await;
    let _audit = world.command("boss", "/audit message 0001").await;
    let _pause = world.command("ann", &format!("/pause 1 {CANARY}")).await;
    world.say("member", CANARY).await;
    world.go("+1d").await;
    search(&world, &log, "in the end");

    let folder = world.folder().to_owned();
    world.restart("2026-09-16T10:00").await;
    assert_eq!(betrayed(&folder), [""; 0]);
    world.done().await;
}

#[test]
fn the_program_keeps_no_word_and_logs_none() {
    let folder = tempfile::TempDir::new().unwrap();
    let mut lines = vec!["/time 2026-09-07T10:00".to_owned()];
    for text in EMPTY {
        lines.extend([format!("{text} {CANARY}"), "/time +1h".into()]);
    }
    lines.extend([
        format!("@stranger {CANARY} says a member"),
        format!("/reply 6 Thank you, {CANARY}!"),
        format!("/edit 1 {CANARY} works again since 14:10."),
        "/delete 2".into(),
        "/time +1d".into(),
        "/nudge show".into(),
        format!("/draft {CANARY} is coming soon, stay tuned!"),
        format!("/pause 1 {CANARY}"),
        format!("/{CANARY}"),
        "/audit message 3".into(),
        "/audit community 28 csv:week png:week".into(),
        "/time +2w".into(),
        "/digest preview".into(),
    ]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_punktum"))
        .current_dir(folder.path())
        .env_clear()
        .env("PUNKTUM_LOG", "trace")
        .env("TMPDIR", folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut out, mut log) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let out = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        out.read_to_end(&mut bytes).map(|_| bytes)
    });
    let log = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        log.read_to_end(&mut bytes).map(|_| bytes)
    });
    child.stdin.take().unwrap().write_all(lines.join("\n").as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    let (out, log) = (out.join().unwrap().unwrap(), log.join().unwrap().unwrap());

    let shown = String::from_utf8(out).unwrap();
    assert!(shown.contains(CANARY), "people read quotations:\n{shown}");
    assert!(!shown.contains("says a member"), "of members nobody reads a word:\n{shown}");
    let log = String::from_utf8_lossy(&log);
    assert!(log.contains("DEBUG") && log.contains("drift"), "{log}");
    assert_eq!(log.lines().find(|line| holds(line.as_bytes())), None);
    assert!(folder.path().join("punktum.db").exists());
    assert_eq!(betrayed(folder.path()), [""; 0]);
}

#[tokio::test]
async fn a_members_message_leaves_nothing() {
    let mut world = World::new().await;
    let tables = world.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").await;
    let mut before = Vec::new();
    for table in &tables {
        before.push(world.rows(&format!("SELECT COUNT(*) || '' FROM {table}")).await);
    }
    let said = world.say("member", "@everyone Uploads up to 500 MB work again since 14:10.").await;
    world.say_in("talk", "member", "Stay tuned!").await;
    world.delete(&said).await;
    for (table, before) in tables.iter().zip(before).filter(|(table, _)| *table != "messages") {
        assert_eq!(world.rows(&format!("SELECT COUNT(*) || '' FROM {table}")).await, before, "{table}");
    }
    // The deletion leaves the id alone: the platform does not say whose message it was.
    let kept = "SELECT message || channel || COALESCE(account, '') || tags || text_hash FROM messages";
    assert_eq!(world.rows(kept).await, [said.to_string()]);
    world.done().await;
}
