//! What the README shows is what the program does: the binary is started as a reader would start it.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, PoisonError};

use sqlx::{AnyConnection, Connection as _};

use super::{keep, keep_bytes, read, root};

/// The binary in a folder, with nothing of this machine's settings.
fn punktum(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_punktum"));
    command.current_dir(folder).env_clear();
    command
}

fn piped(command: &mut Command, input: &str) -> Output {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A program that ends at once, because of what it was set to, reads nothing.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[tokio::test]
async fn the_example_session_is_three_weeks_of_the_main_job() {
    let folder = tempfile::tempdir().unwrap();
    let done = piped(&mut punktum(folder.path()), &read("docs/example-session.txt"));
    assert!(done.status.success() && done.stderr.is_empty(), "{}", text(&done.stderr));
    let said = text(&done.stdout);
    for verdict in ["to the point", "padded", "thin", "empty"] {
        assert!(
            said.lines().any(|line| line.starts_with(' ') && line.contains(verdict)),
            "no post is {verdict}: {said}"
        );
    }
    assert_eq!(said.matches("a note on #news").count(), 1, "one nudge: {said}");
    for week in ["week 10", "week 11", "week 12"] {
        let digests = said.lines().filter(|line| line.contains("digest") && line.contains(week)).count();
        assert_eq!(digests, 1, "one digest for {week}: {said}");
    }
    for png in ["punktum-2026-W10.png", "punktum-2026-W11.png", "punktum-2026-W12.png"] {
        assert!(std::fs::read(folder.path().join(png)).unwrap().starts_with(b"\x89PNG"), "{png}");
    }
    keep_bytes("docs/digest.png", &std::fs::read(folder.path().join("punktum-2026-W12.png")).unwrap());
    assert!(std::fs::read(folder.path().join("march.png")).unwrap().starts_with(b"\x89PNG"));
    assert!(std::fs::read_to_string(folder.path().join("march.csv")).unwrap().lines().count() > 15, "a line a post");
    sqlx::any::install_default_drivers();
    let url = format!("sqlite:{}", folder.path().join("punktum.db").display());
    let mut database = AnyConnection::connect(&url).await.unwrap();
    let weeks: Vec<(i64, i64, i64)> = sqlx::query_as(
        "SELECT iso_week, counted, nudges FROM weekly_summaries WHERE scope = 'community' ORDER BY iso_week",
    )
    .fetch_all(&mut database)
    .await
    .unwrap();
    assert_eq!(weeks, [(10, 5, 0), (11, 5, 1), (12, 5, 0)]);
    let week = second_week(&said);
    show("session", &printed(&week));
    show("note", &note(&week));
}

/// The card that all of the staff see, and what its person reads.
fn note(week: &str) -> String {
    let mut blocks = week.split("\n──").filter(|block| block.contains("a note on") || block.contains("[Helps"));
    let lines = |block: &str| -> Vec<String> {
        let lines = block.lines().skip(1).take_while(|line| line.starts_with("  "));
        lines.map(|line| without_commands(line.trim())).collect()
    };
    let (card, own) = (lines(blocks.next().unwrap()), lines(blocks.next().unwrap()));
    format!("{}\n\n{}\n", quoted(&card), quoted(&own))
}

/// A terminal shows beside a button what it does.
fn without_commands(line: &str) -> String {
    let parts = line.split_inclusive(']').map(|part| match part.split_once(": /") {
        Some((label, _)) if part.ends_with(']') => format!("{label}]"),
        _ => part.to_owned(),
    });
    parts.collect()
}

fn quoted(lines: &[String]) -> String {
    lines.iter().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\\\n")
}

/// From the Monday of the drift to the Monday after it.
fn second_week(said: &str) -> String {
    let from = said.find("Mon 2026-03-09").unwrap();
    let to = from + said[from..].find("\nMon 2026-03-16").unwrap();
    let mut shown = String::new();
    for line in said[from..to].lines() {
        shown.push_str(hide_ids(line).trim_end());
        shown.push('\n');
    }
    shown
}

/// The id of a nudge is another on every installation.
fn hide_ids(line: &str) -> String {
    let is_id = |word: &str| word.len() == 8 && word.chars().all(|c| c.is_ascii_hexdigit());
    let words = line.split_inclusive([' ', ']']).map(|word| {
        let bare = word.trim_end_matches([' ', ']']);
        if is_id(bare) { word.replace(bare, "ID") } else { word.to_owned() }
    });
    words.collect()
}

#[test]
fn the_example_post_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let post = "docs/example-post.txt";
    std::fs::create_dir(folder.path().join("docs")).unwrap();
    std::fs::copy(root().join(post), folder.path().join(post)).unwrap();
    let done = punktum(folder.path()).args(["score", "--min", "60", post]).output().unwrap();
    assert_eq!(done.status.code(), Some(1), "{}", text(&done.stderr));
    let report: Vec<String> = text(&done.stdout).lines().map(|line| line.trim_end().to_owned()).collect();
    show("score", &printed(&format!("{}\n", report.join("\n").trim_end())));
}

/// What a program prints, as a block.
fn printed(text: &str) -> String {
    format!("```text\n{text}```\n")
}

/// Keeps a part of the README: between `<!-- name -->` and `<!-- /name -->` stands what the program says.
fn show(name: &str, block: &str) {
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let readme = read("README.md");
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = readme.split_once(&open).unwrap_or_else(|| panic!("README.md has no {open}"));
    let (_, after) = rest.split_once(&close).unwrap_or_else(|| panic!("README.md has no {close}"));
    keep("README.md", &format!("{before}{open}{block}{close}{after}"));
}

#[test]
fn a_dotenv_is_read_and_the_environment_wins() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(".env"), "DATABASE_URL=from-file.db\nPUNKTUM_HASH_KEY_FILE=key\n").unwrap();
    std::fs::write(folder.path().join("key"), "sixteen bytes or more").unwrap();
    let is_there = |name: &str| folder.path().join(name).exists();
    let post = "Version 2.4 is out.\n";
    assert!(piped(&mut punktum(folder.path()), post).status.success());
    assert!(is_there("from-file.db") && !is_there("punktum.db") && !is_there("from-file.db.key"));
    assert!(piped(punktum(folder.path()).env("DATABASE_URL", "from-environment.db"), post).status.success());
    assert!(is_there("from-environment.db"));
    std::fs::write(folder.path().join(".env"), "PUNKTUM_HASH_KEY=top secret words'\n").unwrap();
    let done = piped(&mut punktum(folder.path()), post);
    let complaint = text(&done.stderr);
    assert!(!done.status.success() && complaint.contains(".env") && !complaint.contains("secret"), "{complaint}");
}
