//! The disk fills up.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::script::{self, REFERENCE, SCRIPT};
use super::{Dice, complaint, console, dump, execute, goes_well, same};

/// So many disks, of random sizes between these, in kilobytes.
const DISKS: usize = 24;
const SIZES: (u64, u64) = (40, 900);

/// A memory file system that can grow, unmounted when dropped.
struct Disk<'a>(&'a Path);

impl<'a> Disk<'a> {
    fn mount(at: &'a Path, kilobytes: u64) -> Option<Self> {
        let options = format!("size={kilobytes}k");
        Self::run(&["-t", "tmpfs", "-o", &options, "tmpfs"], at).then_some(Self(at))
    }

    fn grow(&self) {
        assert!(Self::run(&["-o", "remount,size=64m"], self.0));
    }

    fn run(arguments: &[&str], at: &Path) -> bool {
        let done = Command::new("mount").args(arguments).arg(at).stderr(Stdio::null()).status();
        done.is_ok_and(|status| status.success())
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0).status();
    }
}

/// One session on a disk of that size, then another when there is room again; whether the first met the end of it.
fn fills_up(kilobytes: u64) -> Option<bool> {
    let folder = tempfile::tempdir().unwrap();
    let disk = Disk::mount(folder.path(), kilobytes)?;
    // What it is told does not take the room.
    let outside = tempfile::tempdir().unwrap();
    let mut first = console(outside.path(), &script::from(0));
    let done = first.current_dir(folder.path()).output().unwrap();
    let said = complaint(&done);
    let full = !done.status.success();
    assert!(!full || said.contains("disk is full") || said.contains("No space left"), "{kilobytes}k: {said}");
    disk.grow();
    let stored = script::stored(folder.path());
    let mut second = console(outside.path(), &script::from(stored));
    let done = second.current_dir(folder.path()).output().unwrap();
    assert!(done.status.success(), "{kilobytes}k, after {stored} lines: {}", complaint(&done));
    same(&REFERENCE, &dump(folder.path()), &format!("a disk of {kilobytes}k, full after {stored} lines"));
    Some(full)
}

#[test]
fn a_disk_that_is_full_at_a_random_moment_loses_nothing() {
    let (full, skipped) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for seed in 0..2 {
            let (full, skipped) = (&full, &skipped);
            scope.spawn(move || {
                let mut dice = Dice(11 + seed);
                for _ in 0..DISKS / 2 {
                    match fills_up(SIZES.0 + dice.below(SIZES.1 - SIZES.0)) {
                        Some(true) => drop(full.fetch_add(1, Ordering::Relaxed)),
                        Some(false) => {}
                        None => drop(skipped.fetch_add(1, Ordering::Relaxed)),
                    }
                }
            });
        }
    });
    if skipped.load(Ordering::Relaxed) > 0 {
        let line = b"SKIPPED: disks that fill up (a tmpfs cannot be mounted here)\n";
        let _ = std::io::Write::write_all(&mut std::io::stderr(), line);
        return;
    }
    let full = full.load(Ordering::Relaxed);
    assert!(full > DISKS / 2, "only {full} of {DISKS} disks were full");
}

/// Where no disk can be mounted the size of files can still be limited; what is too large then is an error of its own.
#[test]
fn a_file_that_may_not_grow_loses_nothing() {
    let mut dice = Dice(17);
    for _ in 0..6 {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("input"), script::from(0)).unwrap();
        let blocks = 20 + dice.below(1200);
        let limited = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" < input");
        let mut shell = Command::new("sh");
        shell.args(["-c", &limited, env!("CARGO_BIN_EXE_punktum")]).current_dir(folder.path());
        let done = shell.env_clear().env("PUNKTUM_HASH_KEY", super::KEY).output().unwrap();
        let said = complaint(&done);
        assert!(done.status.success() || done.status.code() == Some(1), "{blocks}: {:?} {said}", done.status);
        let stored = script::stored(folder.path());
        let done = console(folder.path(), &script::from(stored)).output().unwrap();
        assert!(done.status.success(), "{blocks}, after {stored} lines: {}", complaint(&done));
        same(&REFERENCE, &dump(folder.path()), &format!("files of {blocks} blocks, after {stored} lines"));
    }
}

/// A disk may have room for the next line again, which is smaller: a line that is not stored has to be the last.
#[test]
fn a_command_that_cannot_be_stored_ends_the_session() {
    let folder = tempfile::tempdir().unwrap();
    let at = SCRIPT.iter().position(|line| line.typed().contains("/nudge unfit")).unwrap();
    let begun: String = SCRIPT[..at].iter().map(script::Line::typed).collect();
    goes_well(folder.path(), &begun);
    let refuse = "CREATE TRIGGER refuse BEFORE INSERT ON feedback BEGIN SELECT RAISE(ABORT, 'refused'); END";
    execute(folder.path(), refuse);
    let done = console(folder.path(), &script::from(at)).output().unwrap();
    assert!(complaint(&done).contains("refused") && !done.status.success(), "{}", complaint(&done));
    assert_eq!(script::stored(folder.path()), at);
    execute(folder.path(), "DROP TRIGGER refuse");
    goes_well(folder.path(), &script::from(at));
    same(&REFERENCE, &dump(folder.path()), "after a refused verdict");
}
