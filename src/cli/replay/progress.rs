//! How far a replay is: a bar on standard error, where that is a terminal.

use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

/// Signs of the bar.
const WIDTH: usize = 40;
/// Every file is read twice: once for who is in it, once for what they said.
const TIMES: u64 = 2;

/// The bytes that were read, and all there are.
pub(super) struct Progress {
    all: u64,
    read: AtomicU64,
    shown: AtomicU64,
    terminal: bool,
}

impl Progress {
    pub(super) fn begin(files: &[PathBuf]) -> Self {
        let size = |file: &PathBuf| std::fs::metadata(file).map_or(0, |about| about.len());
        Self {
            all: (TIMES * files.iter().map(size).sum::<u64>()).max(1),
            read: AtomicU64::new(0),
            shown: AtomicU64::new(u64::MAX),
            terminal: std::io::stderr().is_terminal(),
        }
    }

    /// So many bytes more were read.
    pub(super) fn pass(&self, bytes: u64) {
        let read = self.read.fetch_add(bytes, Ordering::Relaxed) + bytes;
        let percent = (100 * read / self.all).min(100);
        if self.terminal && self.shown.swap(percent, Ordering::Relaxed) != percent {
            let filled = WIDTH * percent as usize / 100;
            let megabytes = read / TIMES / 1_000_000;
            let bar = format!("\r[{:<WIDTH$}] {percent:>3} % · {megabytes} MB ", "#".repeat(filled));
            // A bar that cannot be shown is no failure.
            let _ = std::io::stderr().write_all(bar.as_bytes());
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        if self.terminal {
            let _ = write!(std::io::stderr(), "\r{:WIDTH$}\r", " ".repeat(WIDTH + 30));
        }
    }
}
