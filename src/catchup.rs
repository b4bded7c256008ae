//! What was missed is read after the fact, place by place: from a page before the cursor on, so that edits and deletions are
//! found too, up to now. All of it is history, and history is silent.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::Semaphore;
use tracing::{info, warn};

use crate::backoff::Backoff;
use crate::clock::Clock;
use crate::domain::{ChannelId, CommunityId, Event, Kind, Message, MessageId, Origin, Seen};
use crate::platform::{Failure, Page, Part, Platform};
use crate::store;
use crate::watch::Watch;

/// After a failure it waits so long first, and at most.
const RETRY: (Duration, Duration) = (Duration::from_millis(500), Duration::from_mins(5));

/// A place that is behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    /// The channel or thread.
    pub place: ChannelId,
    /// The position of the last message that was read without a gap.
    pub from: String,
    /// The position of its newest message.
    pub newest: String,
    /// So many pages are read at most; the rest is left out.
    pub pages: u32,
}

/// Where a community is read.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// The pipeline.
    pub watch: &'a Watch,
    /// Where to read.
    pub platform: &'a dyn Platform,
    /// What time it is.
    pub clock: &'a Clock,
    /// The community.
    pub community: &'a CommunityId,
    /// The number that [`crate::watch::Gaps`] gave; a later one of a place ends its reading.
    pub round: u64,
    /// Who reads takes a turn, and gives it back to wait.
    pub turns: &'a Semaphore,
}

/// Why a place was not read to its end.
#[derive(Debug, thiserror::Error)]
enum Stopped {
    #[error("the platform: {0:?}")]
    Platform(Failure),
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("a later round reads it")]
    Overtaken,
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Self::Platform(failure)
    }
}

impl Stopped {
    /// Whether another try would end the same.
    fn is_final(&self) -> bool {
        match self {
            Self::Platform(failure) => matches!(failure, Failure::Refused(_) | Failure::DirectClosed),
            Self::Store(failure) => !failure.may_pass(),
            Self::Overtaken => true,
        }
    }
}

impl Reader<'_> {
    /// Reads what is behind, one place after the other. What fails is tried again for as long as nothing newer is known;
    /// what is refused is given up.
    pub async fn catch_up(&self, places: &[Behind]) {
        let (community, gaps) = (self.community, self.watch.gaps());
        for behind in places {
            let place = behind.place.as_str();
            // An earlier try may have come further.
            let (mut pause, mut position) = (Backoff::new(RETRY), behind.from.clone());
            loop {
                let turn = self.turns.acquire().await;
                let read = self.read(behind, &mut position).await;
                drop(turn);
                match read {
                    Ok(messages) => {
                        gaps.close(community, self.round, place);
                        info!(%community, place, messages, "caught up");
                        break;
                    }
                    Err(Stopped::Overtaken) => break,
                    Err(reason) if reason.is_final() => {
                        gaps.refuse(community, self.round, place);
                        warn!(%community, place, %reason, "a place cannot be read");
                        break;
                    }
                    Err(reason) => info!(%community, place, %reason, "catching up waits"),
                }
                pause.wait().await;
            }
        }
        let skipped = gaps.missed(community).skipped;
        if skipped > 0 {
            warn!(%community, skipped, "messages were let go: too many authors to ask for the roles of all");
        }
    }

    /// Reads one place up to now; how many official messages were looked at.
    async fn read(&self, behind: &Behind, position: &mut String) -> Result<usize, Stopped> {
        let place = &behind.place;
        let mut found = HashSet::new();
        let overlap = self.page(place, Part::UpTo(position.clone())).await?;
        // Before a page that is not full there is nothing. Where nothing at all is found, it may be that nothing is shown.
        let mut from = overlap.begins.filter(|_| overlap.more).unwrap_or(Timestamp::UNIX_EPOCH);
        let mut shown = overlap.begins.is_some();
        self.take(place, overlap, &mut found).await?;
        for _ in 0..behind.pages {
            let page = self.page(place, Part::After(position.clone())).await?;
            let (ends, more) = (page.ends.clone(), page.more);
            shown |= page.begins.is_some();
            self.take(place, page, &mut found).await?;
            let to = ends.as_ref().map(|(_, at)| *at).filter(|_| more).unwrap_or(Timestamp::MAX);
            if shown {
                self.bury_missing(place, (from, to), &found).await?;
            }
            if let Some((end, at)) = ends {
                self.move_on(place, &end).await?;
                (*position, from) = (end, at);
            }
            if !more {
                return Ok(found.len());
            }
        }
        warn!(community = %self.community, %place, "too much was posted to read it all");
        self.move_on(place, &behind.newest).await?;
        Ok(found.len())
    }

    async fn page(&self, place: &ChannelId, part: Part) -> Result<Page, Stopped> {
        self.go_on(place)?;
        let house = self.watch.house(self.community).await?;
        let page = self.platform.history(self.community, place, &part, &house.roster).await?;
        self.watch.gaps().skip(self.community, page.skipped);
        Ok(page)
    }

    /// Stops when a later round reads a place.
    fn go_on(&self, place: &ChannelId) -> Result<(), Stopped> {
        let current = self.watch.gaps().is_current(self.community, self.round, place.as_str());
        if current { Ok(()) } else { Err(Stopped::Overtaken) }
    }

    /// Takes in what is new or was changed, unless it was deleted since it was fetched.
    async fn take(&self, place: &ChannelId, page: Page, found: &mut HashSet<MessageId>) -> Result<(), Stopped> {
        let (Some(begins), Some((_, ends))) = (page.begins, page.ends) else { return Ok(()) };
        let standing = self.watch.store().read().await?.standing(self.community, place, (begins, ends)).await?;
        let standing: HashMap<MessageId, Option<i64>> =
            standing.into_iter().map(|(id, edited)| (id, edited.map(Timestamp::as_millisecond))).collect();
        let edited = |message: &Message| message.edited_at.map(Timestamp::as_millisecond);
        for message in page.messages {
            found.insert(message.id.clone());
            let deleted = || self.watch.gaps().is_deleted(self.community, &message.id);
            if standing.get(&message.id) == Some(&edited(&message)) || deleted() {
                continue;
            }
            self.go_on(place)?;
            let id = message.id.clone();
            self.handle(None, Kind::Message(message)).await?;
            // Who heard of the deletion before this did not find it stored.
            if self.watch.gaps().is_deleted(self.community, &id) {
                self.handle(None, Kind::Deleted { message: id }).await?;
            }
        }
        Ok(())
    }

    /// Buries what is stored of a while but was not found in it. Nothing brings back what is buried, so the platform is
    /// asked for each once more.
    async fn bury_missing(
        &self,
        place: &ChannelId,
        (from, to): (Timestamp, Timestamp),
        found: &HashSet<MessageId>,
    ) -> Result<(), Stopped> {
        let standing = self.watch.store().read().await?.standing(self.community, place, (from, to)).await?;
        for (message, _) in standing.into_iter().filter(|(id, _)| !found.contains(id)) {
            if self.platform.fetch(self.community, place, &message).await?.is_none() {
                self.handle(None, Kind::Deleted { message }).await?;
            }
        }
        Ok(())
    }

    async fn move_on(&self, place: &ChannelId, position: &str) -> Result<(), Stopped> {
        self.go_on(place)?;
        let seen = Seen { place: place.0.clone(), position: position.to_owned() };
        self.handle(Some(seen), Kind::Passed).await
    }

    async fn handle(&self, seen: Option<Seen>, kind: Kind) -> Result<(), Stopped> {
        let (community, at) = (self.community.clone(), self.clock.now());
        self.watch.handle(Event { community, origin: Origin::History, at, seen, kind }).await?;
        Ok(())
    }
}
