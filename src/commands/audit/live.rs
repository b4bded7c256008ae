//! What was posted before anything was stored, read live from the platform: judged like everything else, and kept nowhere.

use std::collections::HashSet;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::backoff::Backoff;
use crate::domain::{ChannelId, MessageId};
use crate::i18n::label;
use crate::platform::{Failure, Page, Part};
use crate::store::Stored;
use crate::watch::House;

use super::super::{Desk, Error};

/// An audit reads so many pages; each place has its fair share of them.
const PAGES: usize = 300;
/// A page that fails is asked for so often.
const TRIES: u32 = 4;
/// After so long first, and at most.
const RETRY: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(4));

/// What was read, and what limits it, as sentences.
#[derive(Default)]
pub(super) struct Read {
    pub(super) messages: Vec<Stored>,
    pub(super) remarks: Vec<String>,
}

/// What is left to be said about the reading itself.
#[derive(Default)]
struct Limits {
    refused: Vec<ChannelId>,
    cut: bool,
    skipped: u32,
}

/// Reads the stages, or one channel, from a moment up to the first message that was stored as it happened.
pub(super) async fn read(
    desk: &Desk<'_>,
    house: &House,
    from: Timestamp,
    days: i64,
    channel: Option<&ChannelId>,
) -> Result<Read, Error> {
    let until = desk.watch.store().read().await?.first_live(desk.community).await?.unwrap_or(desk.now);
    if until <= from {
        return Ok(Read::default());
    }
    let mut channels: Vec<&ChannelId> = match channel {
        Some(channel) => vec![channel],
        None => house.channels().filter(|channel| channel.stage).map(|channel| &channel.id).collect(),
    };
    channels.sort();
    let (mut read, mut limits, mut left) = (Read::default(), Limits::default(), PAGES);
    let mut places: Vec<(&ChannelId, ChannelId)> = Vec::new();
    for id in channels {
        let reach = desk.platform.places(id, from).await;
        limits.cut |= reach.cut;
        limits.refused.extend(reach.closed.then(|| id.clone()));
        places.extend(reach.places.into_iter().map(|place| (id, place)));
    }
    for (n, (channel, place)) in places.iter().enumerate() {
        let share = left / (places.len() - n);
        let all = places.len() as f64;
        let progress = |at: Timestamp| {
            let part = (at.duration_since(from).as_secs_f64() / until.duration_since(from).as_secs_f64()).min(1.0);
            let done = ((n as f64 + part) / all * days as f64) as i64;
            (desk.progress)(desk.say("audit-progress", &[("done", done.into()), ("days", days.into())]));
        };
        let place = Place { desk, house, place, from, until };
        match place.read(share, &mut read.messages, &mut limits, progress).await {
            Ok(pages) => left -= pages,
            Err(_) => limits.refused.push((*channel).clone()),
        }
    }
    let known = known(desk, (from, until), channel).await?;
    read.messages.retain(|message| !known.contains(&message.message));
    read.messages.sort_by(|a, b| (a.posted_at, &a.message).cmp(&(b.posted_at, &b.message)));
    desk.watch.price_repeats(&mut read.messages);
    read.remarks = remarks(desk, house, read.messages.len(), limits);
    Ok(read)
}

struct Place<'a> {
    desk: &'a Desk<'a>,
    house: &'a House,
    place: &'a ChannelId,
    from: Timestamp,
    until: Timestamp,
}

impl Place<'_> {
    /// Reads a place page by page; how many pages it took.
    async fn read(
        &self,
        share: usize,
        messages: &mut Vec<Stored>,
        limits: &mut Limits,
        progress: impl Fn(Timestamp),
    ) -> Result<usize, Failure> {
        let mut part = Part::Since(self.from);
        for pages in 0..share {
            let page = self.page(&part).await?;
            limits.skipped += page.skipped;
            for message in page.messages.into_iter().filter(|message| message.posted_at < self.until) {
                messages.push(self.desk.watch.judge(self.desk.community, self.house, &message));
                // Whoever else asks something is not kept waiting.
                tokio::task::yield_now().await;
            }
            let Some((end, at)) = page.ends else { return Ok(pages + 1) };
            progress(at);
            if !page.more || at >= self.until {
                return Ok(pages + 1);
            }
            part = Part::After(end);
        }
        limits.cut = true;
        Ok(share)
    }

    async fn page(&self, part: &Part) -> Result<Page, Failure> {
        let Desk { community, platform, .. } = self.desk;
        let (mut tries, mut pause) = (0, Backoff::new(RETRY));
        loop {
            match platform.history(community, self.place, part, &self.house.roster).await {
                Err(Failure::Later(_)) if tries < TRIES => tries += 1,
                done => return done,
            }
            pause.wait().await;
        }
    }
}

/// What is stored of the same time nevertheless.
async fn known(
    desk: &Desk<'_>,
    (from, until): (Timestamp, Timestamp),
    channel: Option<&ChannelId>,
) -> Result<HashSet<MessageId>, Error> {
    let to = until + SignedDuration::from_millis(1);
    let stored = desk.watch.store().read().await?.messages_between(desk.community, (from, to), channel, None).await?;
    Ok(stored.into_iter().map(|message| message.message).collect())
}

fn remarks(desk: &Desk<'_>, house: &House, read: usize, mut limits: Limits) -> Vec<String> {
    let mut remarks = Vec::new();
    remarks.extend((read > 0).then(|| desk.say("audit-live", &[("n", read.into())])));
    remarks.extend(limits.cut.then(|| desk.say("audit-too-much", &[])));
    let skipped = i64::from(limits.skipped);
    remarks.extend((skipped > 0).then(|| desk.say("audit-skipped", &[("n", skipped.into())])));
    limits.refused.sort();
    limits.refused.dedup();
    let names: Vec<String> = limits.refused.iter().map(|id| label(&house.channel_name(id), 40)).collect();
    remarks.extend((!names.is_empty()).then(|| desk.say("audit-unread", &[("channels", names.join(", ").into())])));
    remarks
}
