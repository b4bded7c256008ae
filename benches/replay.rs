//! How fast an export is replayed, in how much memory, and how large what is kept of a message is. The first argument is the
//! number of messages (20,000 without one, 500,000 are over 2 GB), the second a folder for the files:
//! `cargo bench --bench replay -- 500000 /var/tmp`.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, clippy::print_stdout, reason = "a bench measures and prints")]

#[path = "replay/writer.rs"]
mod writer;

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sqlx::Connection as _;

/// Messages when nobody says how many.
const MESSAGES: usize = 20_000;

fn main() {
    let mut given = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let messages = given.next().and_then(|number| number.parse().ok()).unwrap_or(MESSAGES);
    let folder = tempfile::tempdir_in(given.next().as_deref().unwrap_or(env!("CARGO_TARGET_TMPDIR"))).unwrap();
    let (file, database) = (folder.path().join("export.json"), folder.path().join("replay.db"));
    let bytes = writer::write(&file, messages, &texts()).unwrap();
    println!("export, messages                          {messages:>9}");
    println!("  megabytes                               {:>9}", bytes / 1_000_000);
    let (took, peak) = replay(&file, &database);
    println!("replay, from start to exit                {:>9.0} messages/s", messages as f64 / took.as_secs_f64());
    match peak {
        Some(peak) => println!("  peak resident memory (target 100)       {:>9.1} MiB", peak as f64 / 1024.0),
        None => println!("  peak resident memory: not measured, this system does not tell it (/proc)"),
    }
    let (stored, before) = (rows(&database), digest(&database));
    let official = messages.div_ceil(writer::OFFICIAL);
    assert_eq!(stored, official as i64, "every official message is stored");
    let size = database.metadata().unwrap().len();
    println!("  bytes of the database per assessment    {:>9}", size / stored.unsigned_abs());
    let (again, _) = replay(&file, &database);
    assert_eq!(before, digest(&database), "a second replay changes nothing");
    println!("replay of what is there already           {:>9.0} messages/s", messages as f64 / again.as_secs_f64());
}

/// Texts of the corpus: what brands post.
fn texts() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = ["corpus/de.jsonl", "corpus/en.jsonl"].map(|file| std::fs::read_to_string(root.join(file)).unwrap());
    let text =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["text"].as_str().map(str::to_owned);
    files.iter().flat_map(|file| file.lines()).filter_map(text).collect()
}

/// Runs the program; how long it took, and its peak resident memory in kB.
fn replay(file: &Path, database: &Path) -> (Duration, Option<u64>) {
    let began = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_punktum"));
    let named = ["--official-role", "Team", "--database"];
    command.current_dir(file.parent().unwrap()).env_clear().arg("replay").arg(file).args(named).arg(database);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let peak = watch(&mut child);
    let done = child.wait_with_output().unwrap();
    assert!(done.status.success());
    (began.elapsed(), peak)
}

/// Waits for the end of a process; the last peak it told.
fn watch(child: &mut Child) -> Option<u64> {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    while child.try_wait().unwrap().is_none() {
        let told = std::fs::read_to_string(&status).unwrap_or_default();
        let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = line.and_then(|line| line.split_whitespace().next()?.parse().ok()).or(peak);
        std::thread::sleep(Duration::from_millis(20));
    }
    peak
}

/// How many messages are stored.
fn rows(database: &Path) -> i64 {
    ask(database, "SELECT COUNT(*) FROM messages")
}

/// Every column of every row that a replay writes, as one number.
fn digest(database: &Path) -> Vec<i64> {
    let sums = [
        "SELECT SUM(LENGTH(message || channel || account || tags || counts || text_hash || occasion)) FROM messages",
        "SELECT CAST(SUM(posted_at % 1000003 + score * 10 + value + base * 10) AS INTEGER) FROM messages",
        "SELECT CAST(SUM(span_start + span_end + points * 1000) AS INTEGER) FROM findings",
        "SELECT COALESCE(SUM(LENGTH(nudge || subject || message) + raised_at % 1000003), 0) FROM nudges",
        "SELECT COALESCE(SUM(posted_at % 1000003), 0) FROM drift_resets",
        "SELECT COUNT(*) FROM outbox",
    ];
    sums.iter().map(|sql| ask(database, sql)).collect()
}

fn ask(database: &Path, sql: &'static str) -> i64 {
    let url = format!("sqlite:{}?mode=ro", database.display());
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        sqlx::any::install_default_drivers();
        let mut raw = sqlx::AnyConnection::connect(&url).await.unwrap();
        sqlx::query_scalar(sql).fetch_one(&mut raw).await.unwrap()
    })
}
