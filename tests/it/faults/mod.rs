//! Whatever happens to the program while it runs, the database in the end is the one of a run to which nothing happened: row
//! for row, in all columns. A console lives through a script, and a replay goes through its files again.

mod busy;
mod clock;
mod disk;
mod kills;
mod replays;
mod script;

use std::fs::File;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Row as _};

/// A fixed key, so that hashes are the same in every run.
const KEY: &str = "a key for tests alone";

/// The console in a folder, with nothing of this machine's settings; what it is told stands in a file.
fn console(folder: &Path, lines: &str) -> Command {
    let input = folder.join("input");
    std::fs::write(&input, lines).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_punktum"));
    command.current_dir(folder).env_clear().env("PUNKTUM_HASH_KEY", KEY).env("RUST_BACKTRACE", "0");
    command.stdin(File::open(input).unwrap()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What a session says of a failure; it never panics.
fn complaint(done: &Output) -> String {
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(!said.contains("panicked") && !String::from_utf8_lossy(&done.stdout).contains("panicked"), "{said}");
    said
}

/// A session that has to go well.
fn goes_well(folder: &Path, lines: &str) -> String {
    let done = console(folder, lines).output().unwrap();
    let said = complaint(&done);
    assert!(done.status.success(), "{said}");
    String::from_utf8(done.stdout).unwrap()
}

/// Runs queries on the database of a folder, if there is one with tables.
fn ask(folder: &Path, queries: &[String]) -> Option<Vec<Vec<String>>> {
    let file = folder.join("punktum.db");
    if !file.exists() {
        return None;
    }
    let shown = |row: &AnyRow| row.get::<String, _>(0);
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        sqlx::any::install_default_drivers();
        let mut raw = AnyConnection::connect(&format!("sqlite:{}", file.display())).await.ok()?;
        let mut answers = Vec::new();
        for sql in queries {
            let rows = sqlx::query(AssertSqlSafe(sql.clone())).fetch_all(&mut raw).await.ok();
            answers.push(rows.map(|rows| rows.iter().map(shown).collect()));
        }
        raw.close().await.unwrap();
        answers.into_iter().collect()
    })
}

/// Runs a statement on the database of a folder behind the program's back.
fn execute(folder: &Path, sql: &str) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        sqlx::any::install_default_drivers();
        let url = format!("sqlite:{}", folder.join("punktum.db").display());
        let mut raw = AnyConnection::connect(&url).await.unwrap();
        sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&mut raw).await.unwrap();
        raw.close().await.unwrap();
    });
}

/// Every row of every table, with its number and all its columns. Of the migrations only which they are: when they were
/// done is the database's own business.
pub(crate) fn dump(folder: &Path) -> Vec<String> {
    let tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let tables = ask(folder, &[tables.to_owned()]).unwrap().remove(0);
    assert!(tables.len() > 15, "{tables:?}");
    let mut all = Vec::new();
    for table in tables {
        let columns = match table.as_str() {
            "_sqlx_migrations" => vec!["version".to_owned(), "hex(checksum)".to_owned(), "success".to_owned()],
            _ => ask(folder, &[format!("SELECT name FROM pragma_table_info('{table}')")]).unwrap().remove(0),
        };
        let columns: Vec<String> = columns.iter().map(|column| format!("quote({column})")).collect();
        let sql = format!(
            "SELECT '{table} ' || rowid || ': ' || {} FROM {table} ORDER BY rowid",
            columns.join(" || ', ' || ")
        );
        all.extend(ask(folder, &[sql]).unwrap().remove(0));
    }
    all
}

/// Says where two databases differ, by the first rows that do.
fn same(reference: &[String], found: &[String], what: &str) {
    let only = |a: &[String], b: &[String]| -> String {
        let rows: Vec<String> = a.iter().filter(|row| !b.contains(row)).take(5).cloned().collect();
        rows.join("\n")
    };
    assert!(
        reference == found,
        "{what}: the database differs.\nIt should have\n{}\nand has\n{}",
        only(reference, found),
        only(found, reference)
    );
}

/// Numbers drawn by a seed (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }
}
