//! What is due when: outbox rows, closing weeks, housekeeping. Time is given from outside, so that a simulated clock and the
//! machine's run the same jobs in the same order.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use tracing::error;

use crate::digest::schedule;
use crate::domain::CommunityId;
use crate::outbox::{self, Underway};
use crate::platform::Platform;
use crate::store::Result;
use crate::watch::{Closing, Question, Watch};

/// The pipeline, the platform, and the jobs between them.
#[derive(Clone)]
pub struct App {
    /// The pipeline.
    pub watch: Watch,
    /// The way outwards.
    pub platform: Arc<dyn Platform>,
    underway: Arc<Underway>,
}

/// Something to do at a time. Declared in the order in which jobs of the same time are done.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Job {
    Close(CommunityId, Closing),
    Housekeep(CommunityId),
    Forget(CommunityId),
    Ask(CommunityId, Question),
    Outbox,
}

/// A job that fails is tried again after this long.
const RETRY: SignedDuration = SignedDuration::from_secs(30);

/// So long a due week waits for what was missed, from when that began to be read.
const PATIENCE: SignedDuration = SignedDuration::from_hours(6);

impl App {
    /// The jobs of a pipeline and a platform.
    #[must_use]
    pub fn new(watch: Watch, platform: Arc<dyn Platform>) -> Self {
        Self { watch, platform, underway: Arc::default() }
    }

    /// Begins: what was being sent when the program ended is settled, what is overdue is done.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn start(&self, now: Timestamp) -> Result<()> {
        outbox::recover(&self.watch, self.platform.as_ref(), now).await?;
        self.run_until(now, now).await.map(|_| ())
    }

    /// Does every job due up to `to`, each at its own time but not before `from`, in order; answers when the next is due.
    /// `at` of a job is what the caller's clock shows while it runs.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn run_until(&self, from: Timestamp, to: Timestamp) -> Result<Option<Timestamp>> {
        let mut now = from;
        outbox::take_up(&self.watch, self.platform.as_ref(), &self.underway, now).await?;
        loop {
            let Some((due, job)) = self.next().await? else { return Ok(None) };
            if due > to {
                return Ok(Some(due));
            }
            now = now.max(due);
            self.run(job, now).await?;
        }
    }

    /// The same with the machine's clock, where a failing store is logged and tried again later.
    pub async fn tick(&self, now: Timestamp) -> Option<Timestamp> {
        self.run_until(now, now).await.unwrap_or_else(|failure| {
            error!(error = %failure, "jobs wait");
            Some(now + RETRY)
        })
    }

    async fn run(&self, job: Job, now: Timestamp) -> Result<()> {
        match job {
            Job::Close(community, closing) => self.watch.close_week(&community, closing, now).await,
            Job::Housekeep(community) => self.watch.housekeep(&community, now).await,
            Job::Forget(community) => self.watch.forget(&community, now).await,
            Job::Ask(community, question) => self.watch.ask(&community, question, now).await,
            Job::Outbox => {
                outbox::deliver_due(&self.watch, self.platform.as_ref(), &self.underway, now).await.map(|_| ())
            }
        }
    }

    /// The next job and its time.
    async fn next(&self) -> Result<Option<(Timestamp, Job)>> {
        let mut tx = self.watch.store().read().await?;
        let outbox = tx.next_due().await?;
        let communities = tx.communities().await?;
        drop(tx);
        let mut jobs: Vec<(Timestamp, Job)> = Vec::with_capacity(3 * communities.len() + 1);
        for community in communities {
            // Ids are erased in time where the bot was removed, too.
            let last = self.watch.last_housekeeping(&community.id).await?.unwrap_or(community.joined_at);
            let house = self.watch.house(&community.id).await?;
            jobs.push((schedule::next_night(last, &house.zone), Job::Housekeep(community.id.clone())));
            if let Some(due) = self.watch.forgotten_at(&community) {
                jobs.push((due, Job::Forget(community.id)));
            } else if let Some(closing) = self.watch.next_closing(&community.id).await? {
                // What is still being read may belong to the week; what cannot be read does not keep it for ever.
                let reading = self.watch.gaps().reading_since(&community.id);
                let due = reading.map_or(closing.due, |since| closing.due.max(since) + PATIENCE);
                jobs.push((due, Job::Close(community.id.clone(), closing)));
                let question = self.watch.next_question(&community.id).await?;
                jobs.extend(question.map(|question| (question.due, Job::Ask(community.id, question))));
            }
        }
        jobs.extend(outbox.map(|due| (due, Job::Outbox)));
        Ok(jobs.into_iter().min_by_key(|(due, _)| *due))
    }
}
