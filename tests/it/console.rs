//! The console as a program: what it makes of hostile input and hostile places, and how its clock runs.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// One session in a folder; what goes wrong never shows as a panic.
fn session(folder: &Path, database: Option<&str>, input: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_punktum"));
    command.current_dir(folder).env_clear().envs(database.map(|place| ("DATABASE_URL", place)));
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let done = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    for text in [&done.stdout, &done.stderr] {
        assert!(!String::from_utf8_lossy(text).contains("panicked"), "{}", String::from_utf8_lossy(text));
    }
    done
}

/// What a session that goes well prints.
fn says(folder: &Path, input: impl AsRef<[u8]>) -> String {
    let done = session(folder, None, input.as_ref());
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// A database that cannot be used is said on standard error with its place, and ends the program.
fn refuses(folder: &Path, place: &str, reason: &str) {
    let done = session(folder, Some(place), b"/time 2026-09-07T10:00\nHallo\n");
    let said = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(1), "{place}: {said}");
    assert!(said.contains(place) && said.contains(reason), "{place}, {reason}: {said}");
}

/// The lines that speak of a post with this id.
fn posts<'a>(said: &'a str, id: &str) -> Vec<&'a str> {
    said.lines().filter(|line| line.split_whitespace().next() == Some(id)).collect()
}

#[test]
fn a_line_that_is_not_utf8_is_named_and_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let said = says(folder.path(), b"/time 2026-09-07T10:00\nHallo \xff\xfe\nv2.3.1 is out: https://a.example\n");
    assert!(said.contains("Line 2 is not UTF-8, from byte 6 on"), "{said}");
    assert_eq!(posts(&said, "1").len(), 1, "{said}");
}

#[test]
fn a_megabyte_is_one_post() {
    let folder = tempfile::tempdir().unwrap();
    let line = "The fix for v2.3.1 is out. ".repeat((1 << 20) / 27);
    let said = says(folder.path(), format!("/time 2026-09-07T10:00\n{line}\nSecond post at 9:30.\n"));
    assert_eq!((posts(&said, "1").len(), posts(&said, "2").len()), (1, 1));
    assert!(said.len() < 4000, "{} bytes", said.len());
    let nested = "> ".repeat(10_000);
    assert_eq!(posts(&says(folder.path(), format!("{nested}x\n")), "3").len(), 1);
}

#[test]
fn an_unknown_zone_is_named_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let said = says(folder.path(), "/time 2026-09-07T10:00\n/settings language zone:Mars/Base\n/settings language\n");
    assert!(said.contains("Mars/Base") && said.contains("Europe/Berlin"), "{said}");
    assert!(!said.contains("Time zone: Mars"), "{said}");
}

#[test]
fn places_where_no_database_can_be_are_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("folder")).unwrap();
    fs::write(folder.path().join("letter"), "Dear database, ".repeat(100)).unwrap();
    refuses(folder.path(), "folder", "it is a directory");
    refuses(folder.path(), "gone/punktum.db", "No such file or directory");
    refuses(folder.path(), "letter", "not a database");
    // Not even root can make a file there.
    if cfg!(target_os = "linux") {
        refuses(folder.path(), "/sys/punktum.db", "cannot open the database");
    }
}

#[test]
fn a_database_of_a_newer_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    says(folder.path(), "/time 2026-09-07T10:00\nHallo\n");
    let file = folder.path().join("punktum.db");
    let url = format!("sqlite:{}", file.display());
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        use sqlx::Connection as _;
        sqlx::any::install_default_drivers();
        let mut raw = sqlx::AnyConnection::connect(&url).await.unwrap();
        sqlx::query("UPDATE _sqlx_migrations SET version = 9999").execute(&mut raw).await.unwrap();
        raw.close().await.unwrap();
    });
    let before = fs::read(&file).unwrap();
    refuses(folder.path(), "punktum.db", "newer version");
    assert_eq!(fs::read(&file).unwrap(), before);
}

/// A memory file system of a few hundred kilobytes, unmounted when dropped.
struct Tiny<'a>(&'a Path);

impl<'a> Tiny<'a> {
    fn mount(at: &'a Path) -> Option<Self> {
        let mount = ["-t", "tmpfs", "-o", "size=600k", "tmpfs"];
        let done = Command::new("mount").args(mount).arg(at).stderr(Stdio::null()).status();
        done.is_ok_and(|status| status.success()).then_some(Self(at))
    }
}

impl Drop for Tiny<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0).status();
    }
}

#[test]
fn a_full_disk_ends_the_session_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let Some(tiny) = Tiny::mount(folder.path()) else {
        let line = "SKIPPED: the test of a full disk (a tmpfs cannot be mounted here)";
        let _ = writeln!(std::io::stderr(), "{line}");
        return;
    };
    let lines: String =
        (0..2000).map(|n| format!("Release 2.{n} is out at 9:30, it fixes the login crash.\n")).collect();
    let done = session(folder.path(), None, format!("/time 2026-09-07T10:00\n{lines}").as_bytes());
    let (said, failed) = (String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap());
    assert_eq!(done.status.code(), Some(1), "{failed}");
    assert!(failed.contains("full"), "{failed}");
    // Every post that was answered is stored.
    let answered = (1..=2000).take_while(|n| !posts(&said, &n.to_string()).is_empty()).count();
    let url = format!("sqlite:{}?mode=ro", folder.path().join("punktum.db").display());
    let stored: i64 = tokio::runtime::Runtime::new().unwrap().block_on(async {
        use sqlx::Connection as _;
        sqlx::any::install_default_drivers();
        let mut raw = sqlx::AnyConnection::connect(&url).await.unwrap();
        sqlx::query_scalar("SELECT COUNT(*) FROM messages").fetch_one(&mut raw).await.unwrap()
    });
    assert!(answered > 0 && stored >= answered as i64, "{answered} answered, {stored} stored");
    drop(tiny);
}

#[test]
fn the_clock_goes_anywhere_once_and_then_forwards() {
    let folder = tempfile::tempdir().unwrap();
    let said = says(
        folder.path(),
        "/time 2031-03-03T09:00\n/time 2031-03-02T09:00\n/time +90m\n/time +0d\n/time never\nHallo\n/time 2020-01-01T00:00\n",
    );
    let times: Vec<&str> = said.lines().filter(|line| line.contains("2031-03-03")).collect();
    assert_eq!(times, ["Mon 2031-03-03 09:00", "Mon 2031-03-03 10:30", "Mon 2031-03-03 10:30"], "{said}");
    assert_eq!(said.matches("The clock only goes forwards.").count(), 2, "{said}");
    assert!(said.contains("Write it like this: /time"), "{said}");
    // The time is stored, and stands still until it is moved again.
    let said = says(folder.path(), "/time 2031-03-03T10:00\n/time +1w\n");
    assert!(said.contains("The clock only goes forwards.") && said.contains("Mon 2031-03-10 10:30"), "{said}");
    // Far in the past only the first one may go.
    let folder = tempfile::tempdir().unwrap();
    assert!(says(folder.path(), "/time 1999-12-31T23:00\n").contains("Fri 1999-12-31 23:00"));
    assert!(says(folder.path(), "/time +1h\n").contains("Sat 2000-01-01 00:00"));
}

#[test]
fn ids_go_on_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let said = says(folder.path(), "/time 2026-09-07T10:00\nDoors at 7.\n@stranger Hallo\nDoors at 8.\n");
    assert_eq!([1, 2, 3].map(|n| posts(&said, &n.to_string()).len()), [1, 1, 1], "{said}");
    assert!(posts(&said, "2")[0].contains("members are not judged"), "{said}");
    let said = says(folder.path(), "Doors at 9.\n/edit 1 Doors at 6.\n/edit 2 Nein\n/delete 3\n/delete 99\n");
    assert_eq!([4, 1, 3].map(|n| posts(&said, &n.to_string()).len()), [1, 1, 1], "{said}");
    assert!(posts(&said, "3")[0].contains("deleted"), "{said}");
    assert_eq!(said.matches("There is no official post").count(), 2, "{said}");
}

#[test]
fn prefixes_combine() {
    let folder = tempfile::tempdir().unwrap();
    let said = says(
        folder.path(),
        "/time 2026-09-07T10:00\n/settings senders add kim\n@kim #talk Doors at 7.\n#talk @kim Doors at 8.\n@alex Is it open?\n\
         @kim /reply 3 Yes, since 9:30.\n//shrug at 9:30\n@kim\n#talk\n/reply 3\n",
    );
    assert!(
        posts(&said, "1")[0].contains("does not count") && posts(&said, "2")[0].contains("does not count"),
        "{said}"
    );
    assert!(posts(&said, "3")[0].contains("members are not judged"), "{said}");
    assert!(posts(&said, "4")[0].contains("does not count"), "{said}");
    assert!(!posts(&said, "5")[0].contains("does not count"), "{said}");
    assert_eq!(said.matches("The text is missing.").count(), 3, "{said}");
}

#[test]
fn setup_says_what_is_set_and_what_to_type() {
    let folder = tempfile::tempdir().unwrap();
    let said = says(folder.path(), "/setup stages pick:news,talk\n/setup hour pick:99\n/setup language pick:de\n");
    let said: Vec<&str> = said.lines().skip_while(|line| *line != "──").collect();
    insta::assert_snapshot!(said.join("\n").replace(|c: char| c.is_ascii_digit(), "0"), @r"
    ──
      Setup, 0 of 0: channels
      Stages are channels for announcements and news: official posts count there. Notes and questions go to the staff channel.
      [Stages = news, talk: /setup stages pick:…] [Staff channel = staff: /setup staff pick:…] [Next: /setup senders]
    ──
      Setup, 0 of 0: weekly digest
      Next digest: 00 November, 00:00, in #staff
      hour is a number from 0 to 00.
      [Day = monday: /setup day pick:…] [Hour = 0: /setup hour pick:…] [Back: /setup language] [First look: /setup look]
    ──
      Setup, 0 of 0: language
      Time zone: Europe/Berlin (today, 00:00)
      Contact for complaints: –
      [Language = de: /setup language pick:…] [Time zone = Europe/Berlin: /setup zone pick:…] [Back: /setup senders] [Next: /setup day] [Other time zone: /setup zone pick:] [Contact: /setup contact pick:]
    ");
}
