//! A checked copy of an SQLite database beside it, made before its tables are changed and kept until somebody deletes it.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use sqlx::any::AnyConnectOptions;
use sqlx::{AnyConnection, ConnectOptions, Connection, query, query_as};

use super::open::{said, sqlite_url};

/// Copies the database to `FILE.vN.backup`, where N is the version of its tables; the answer is where. A copy with the same
/// content that is there already stands for it, so that a program that fails and is started again does not fill the disk.
///
/// # Errors
/// What is in the way, in words; then nothing of the copy is left.
pub(super) async fn keep(connection: &mut AnyConnection, file: &Path, version: i64) -> Result<PathBuf, String> {
    let part = beside(file, &format!(".v{version}.backup.part"));
    let copied = copy(connection, file, &part).await;
    let kept = copied.and_then(|()| settle(file, &part, version).map_err(|error| error.to_string()));
    if kept.is_err() {
        let _ = fs::remove_file(&part);
    }
    kept.map_err(|reason| format!("no copy could be made before its tables are changed: {reason}"))
}

/// Writes the copy, and has every page and index of it checked.
async fn copy(connection: &mut AnyConnection, file: &Path, part: &Path) -> Result<(), String> {
    let mine = |error: io::Error| error.to_string();
    // What a copy that was interrupted left behind is worth nothing. Who may read the database may read its copy.
    File::create(part).map_err(mine)?.set_permissions(fs::metadata(file).map_err(mine)?.permissions()).map_err(mine)?;
    let sql = query("VACUUM INTO $1").bind(part.to_string_lossy().into_owned());
    sql.execute(&mut *connection).await.map_err(|error| said(&error))?;
    File::open(part).and_then(|file| file.sync_all()).map_err(mine)?;
    let url = sqlite_url(part, "ro&immutable=true");
    let checked = async {
        let options: AnyConnectOptions = url.parse()?;
        let mut copy = options.disable_statement_logging().connect().await?;
        let found: Vec<(String,)> = query_as("PRAGMA integrity_check").fetch_all(&mut copy).await?;
        copy.close().await?;
        Ok(found)
    };
    match checked.await {
        Ok(found) if found.len() == 1 && found[0].0 == "ok" => Ok(()),
        Ok(found) => Err(found.into_iter().next().map_or_else(String::new, |(problem,)| problem)),
        Err(error) => Err(said(&error)),
    }
}

/// Gives the copy its name, the first that is free; or drops it where one is the same.
fn settle(file: &Path, part: &Path, version: i64) -> io::Result<PathBuf> {
    let mut number = 1;
    loop {
        let more = if number == 1 { String::new() } else { format!("-{number}") };
        let name = beside(file, &format!(".v{version}{more}.backup"));
        if !name.exists() {
            fs::rename(part, &name)?;
            // The name has to last as long as the content; where a folder cannot be synced nothing more can be done.
            let _ = name.parent().map(File::open).and_then(Result::ok).map(|folder| folder.sync_all());
            return Ok(name);
        }
        if is_same(part, &name)? {
            fs::remove_file(part)?;
            return Ok(name);
        }
        number += 1;
    }
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn is_same(a: &Path, b: &Path) -> io::Result<bool> {
    if fs::metadata(a)?.len() != fs::metadata(b)?.len() {
        return Ok(false);
    }
    let [mut a, mut b] = [File::open(a)?, File::open(b)?].map(|file| BufReader::new(file).bytes());
    loop {
        match (a.next().transpose()?, b.next().transpose()?) {
            (None, None) => return Ok(true),
            (a, b) if a != b => return Ok(false),
            _ => {}
        }
    }
}
