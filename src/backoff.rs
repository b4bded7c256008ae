//! Pauses before the next try: each twice as long as the one before, up to a longest.

use std::time::Duration;

/// How long to wait next.
#[derive(Debug)]
pub(crate) struct Backoff {
    next: Duration,
    longest: Duration,
}

impl Backoff {
    /// The first pause, and the longest.
    pub(crate) fn new((first, longest): (Duration, Duration)) -> Self {
        Self { next: first, longest }
    }

    /// Waits once.
    pub(crate) async fn wait(&mut self) {
        tokio::time::sleep(self.next).await;
        self.next = (2 * self.next).min(self.longest);
    }
}
