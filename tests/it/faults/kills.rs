//! Killed at random moments, again and again.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::Child;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::script::{self, REFERENCE, SCRIPT};
use super::{Dice, complaint, console, dump, execute, goes_well, same};

/// So often the console is killed in all.
const KILLS: usize = 200;
/// Lives run side by side, each with dice of its own.
const LANES: u64 = 4;

/// Kills something at a moment of its life: soon after it has printed so many lines, or, one time in four, after so long, so
/// that what takes long is met as well.
fn kill(child: &mut Child, dice: &mut Dice) {
    let mut out = BufReader::new(child.stdout.take().unwrap());
    if dice.below(4) == 0 {
        thread::sleep(Duration::from_micros(dice.below(500_000)));
    } else {
        let mut line = Vec::new();
        for _ in 0..dice.below(40) {
            line.clear();
            if out.read_until(b'\n', &mut line).unwrap() == 0 {
                break;
            }
        }
        thread::sleep(Duration::from_micros(dice.below(12_000)));
    }
    // It may have come to its end by itself.
    child.kill().unwrap();
    child.wait().unwrap();
}

/// Lets something live until it is done, killed as often as `again` says; `start` begins it anew, or answers none when all of
/// it is done. What is not killed has to end well.
pub(super) fn survive(start: impl Fn() -> Option<Child>, dice: &mut Dice, again: impl Fn() -> bool) {
    while let Some(mut child) = start() {
        if again() {
            kill(&mut child, dice);
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
    (stored < SCRIPT.len()).then(|| console(folder, &script::from(stored)).spawn().unwrap())
}

#[test]
fn a_console_killed_at_200_moments_has_the_database_of_one_that_was_not() {
    let kills = AtomicUsize::new(0);
    let again = || kills.fetch_add(1, Ordering::Relaxed) < KILLS;
    let lane = |seed: u64| {
        let mut dice = Dice(seed);
        while kills.load(Ordering::Relaxed) < KILLS {
            let folder = tempfile::tempdir().unwrap();
            survive(|| goes_on(folder.path()), &mut dice, again);
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
    let lines = script::from(SCRIPT.len());
    // Without a key of its own: the file with it is made at the first start.
    let start = |folder: &Path| console(folder, &lines).env_remove("PUNKTUM_HASH_KEY").spawn().unwrap();
    let ends = |folder: &Path| {
        let done = start(folder).wait_with_output().unwrap();
        assert!(done.status.success(), "{}", complaint(&done));
        assert_eq!(std::fs::read(folder.join("punktum.db.key")).unwrap().len(), 64);
        dump(folder)
    };
    let reference = ends(tempfile::tempdir().unwrap().path());
    for n in 0..40 {
        let folder = tempfile::tempdir().unwrap();
        let mut child = start(folder.path());
        thread::sleep(Duration::from_micros(dice.below(90_000)));
        child.kill().unwrap();
        child.wait().unwrap();
        same(&reference, &ends(folder.path()), &format!("first start {n}"));
    }
}

#[test]
fn a_community_is_founded_together_with_its_time() {
    let [whole, cut] = [0, 1].map(|_| tempfile::tempdir().unwrap());
    let lines = script::from(SCRIPT.len());
    goes_well(whole.path(), &lines);
    // The database refuses the clock, as if the program had ended right there.
    goes_well(cut.path(), "");
    let refuse = "CREATE TRIGGER refuse BEFORE INSERT ON cursors WHEN NEW.place = 'clock' BEGIN
        SELECT RAISE(ABORT, 'refused'); END";
    execute(cut.path(), refuse);
    let done = console(cut.path(), &lines).output().unwrap();
    assert!(complaint(&done).contains("refused") && !done.status.success());
    execute(cut.path(), "DROP TRIGGER refuse");
    goes_well(cut.path(), &lines);
    same(&dump(whole.path()), &dump(cut.path()), "founded");
}
