//! A replay killed at random moments and begun again.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::{Dice, KEY, complaint, dump, same};
use crate::replay::export::{Export, story};

/// So often a replay is killed in all.
const KILLS: u64 = 40;
/// Lives run side by side, each with dice of its own.
const LANES: u64 = 4;
/// Messages of each of the two channels.
const MESSAGES: i64 = 480;
/// Messages of a file: what is official of them is stored at once.
const PART: usize = 40;

/// Two channels in which the brand is at first good, then empty, then good again.
fn save(folder: &Path) {
    let words: Vec<String> =
        story().messages.iter().map(|message| message["content"].as_str().unwrap().into()).collect();
    for channel in ["news", "updates"] {
        let mut export = Export::new(channel, "GuildNews");
        for n in 0..MESSAGES {
            // Every second message of the story is a member's.
            let at = n * words.len() as i64 / MESSAGES / 2 * 2;
            let hours = 2 * n + i64::from(channel == "news");
            export.say(hours, if n % 8 == 7 { "troll" } else { "kim" }, &format!("{} ({n})", words[at as usize]));
        }
        for (n, part) in export.messages.chunks(PART).enumerate() {
            let part = Export { head: export.head.clone(), messages: part.to_vec() };
            part.save(&folder.join(format!("{channel} [part {}].json", n + 1)));
        }
    }
}

/// A replay of what lies in one folder into the database of another.
fn start(files: &Path, folder: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_punktum"));
    command.current_dir(folder).env_clear().env("PUNKTUM_HASH_KEY", KEY).env("RUST_BACKTRACE", "0");
    command.arg("replay").arg(files).args(["--official", "kim", "--database", "punktum.db"]);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// A replay that is left alone, and what the database holds then.
fn ends(files: &Path, folder: &Path) -> Vec<String> {
    let done = start(files, folder).wait_with_output().unwrap();
    assert!(done.status.success(), "{}", complaint(&done));
    dump(folder)
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the moments lie within the time that a replay takes here")]
fn a_replay_killed_at_40_moments_leaves_the_database_of_one_that_was_not() {
    let files = tempfile::tempdir().unwrap();
    save(files.path());
    let began = Instant::now();
    let reference = ends(files.path(), tempfile::tempdir().unwrap().path());
    // The lanes slow each other down.
    let span = 2 * began.elapsed().as_micros() as u64;
    for table in ["messages", "findings", "nudges"] {
        assert!(reference.iter().any(|row| row.starts_with(&format!("{table} "))), "no {table}");
    }
    let midway = AtomicUsize::new(0);
    let lane = |seed: u64| {
        let mut dice = Dice(seed);
        let mut kills = 0;
        while kills < KILLS / LANES {
            let folder = tempfile::tempdir().unwrap();
            // Some are killed again when they begin anew.
            let times = (1 + dice.below(3)).min(KILLS / LANES - kills);
            for _ in 0..times {
                let mut child = start(files.path(), folder.path());
                thread::sleep(Duration::from_micros(dice.below(span)));
                child.kill().unwrap();
                midway.fetch_add(usize::from(child.wait().unwrap().code().is_none()), Ordering::Relaxed);
            }
            kills += times;
            same(&reference, &ends(files.path(), folder.path()), &format!("lane {seed} after {kills} kills"));
        }
    };
    thread::scope(|scope| (0..LANES).for_each(|seed| drop(scope.spawn(move || lane(seed)))));
    let midway = midway.into_inner();
    assert!(midway > KILLS as usize / 2, "only {midway} of {KILLS} were not done yet");
}
