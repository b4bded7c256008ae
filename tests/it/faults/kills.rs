//! Killed at random moments, again and again.

use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::script::{self, REFERENCE, SCRIPT};
use super::{Dice, complaint, console, dump, same};

/// So often the console is killed in all.
const KILLS: usize = 200;
/// Lives run side by side, each with dice of its own.
const LANES: u64 = 4;
/// Nobody lives longer than this, in milliseconds.
const LONGEST: u64 = 700;

/// Lets something live in a folder until it is done, killed so often as `kill` says; `start` begins it anew, or answers none
/// when all of it is done. What is not killed has to end well.
fn survive(start: impl Fn() -> Option<Child>, dice: &mut Dice, kill: impl Fn() -> bool) {
    while let Some(mut child) = start() {
        if kill() {
            thread::sleep(Duration::from_micros(dice.below(LONGEST * 1000)));
            // It may have come to its end by itself.
            child.kill().unwrap();
            child.wait().unwrap();
        } else {
            let done = child.wait_with_output().unwrap();
            let said = complaint(&done);
            assert!(done.status.success(), "{said}");
        }
    }
}

/// The console in a folder, told what is not stored yet.
fn goes_on(folder: &Path) -> Option<Child> {
    let stored = script::stored(folder);
    let mut command = console(folder, &script::from(stored));
    // Nobody reads while it is killed.
    (stored < SCRIPT.len()).then(|| command.stdout(Stdio::null()).spawn().unwrap())
}

#[test]
fn a_console_killed_at_200_moments_has_the_database_of_one_that_was_not() {
    let kills = AtomicUsize::new(0);
    let kill = || kills.fetch_add(1, Ordering::Relaxed) < KILLS;
    let lane = |seed: u64| {
        let mut dice = Dice(seed);
        while kills.load(Ordering::Relaxed) < KILLS {
            let folder = tempfile::tempdir().unwrap();
            survive(|| goes_on(folder.path()), &mut dice, kill);
            // What was due at the end may not have been done.
            let done = console(folder.path(), &script::from(SCRIPT.len())).output().unwrap();
            assert!(done.status.success(), "{}", complaint(&done));
            same(
                &REFERENCE,
                &dump(folder.path()),
                &format!("lane {seed} after {} kills", kills.load(Ordering::Relaxed)),
            );
        }
    };
    thread::scope(|scope| (0..LANES).for_each(|seed| drop(scope.spawn(move || lane(seed)))));
}

#[test]
fn a_first_start_killed_at_any_moment_begins_again() {
    let mut dice = Dice(7);
    for _ in 0..20 {
        let folder = tempfile::tempdir().unwrap();
        for life in [25_000, 25_000, u64::MAX] {
            // Without a key of its own: the file with it is made at the first start.
            let mut child =
                console(folder.path(), &script::from(SCRIPT.len())).env_remove("PUNKTUM_HASH_KEY").spawn().unwrap();
            if life < u64::MAX {
                thread::sleep(Duration::from_micros(dice.below(life)));
                child.kill().unwrap();
            }
            let done = child.wait_with_output().unwrap();
            assert!(life < u64::MAX || done.status.success(), "{}", complaint(&done));
        }
        assert_eq!(std::fs::read(folder.path().join("punktum.db.key")).unwrap().len(), 64);
    }
}
