//! The same words again: who says within two weeks what was said already is priced for it, in whatever order the two are
//! read.

use std::collections::{BTreeSet, HashMap};

use jiff::{SignedDuration, Timestamp};

use crate::domain::{CommunityId, Finding, MessageId, Tag};
use crate::store::{Result, Stored, Tx};

use super::Watch;
use super::recall::Recent;

/// How long a text counts as said already.
const WINDOW: SignedDuration = SignedDuration::from_hours(14 * 24);
/// The id of the finding the pipeline adds to a repeat.
pub const REPEAT: &str = "repeat";

/// A message that came, changed or went, by the hash of what it says or no longer says, and when it was posted.
pub(super) type Said<'a> = (&'a str, Timestamp, &'a MessageId);

impl Watch {
    /// Which of the messages that were said repeat another. Those that follow on them are priced anew: they may have become
    /// a repeat, or be the first of their words again.
    pub(super) async fn repeats(
        &self,
        tx: &mut Tx,
        community: &CommunityId,
        said: &[Said<'_>],
        recent: &mut Recent,
    ) -> Result<Vec<bool>> {
        let times = || said.iter().map(|(_, at, _)| *at);
        let (Some(first), Some(last)) = (times().min(), times().max()) else { return Ok(Vec::new()) };
        let window = (first - WINDOW, last + WINDOW + SignedDuration::from_millis(1));
        let hashes: BTreeSet<&str> = said.iter().map(|(hash, ..)| *hash).collect();
        let mut same: HashMap<String, Vec<(Timestamp, MessageId)>> = HashMap::new();
        for (hash, at, id) in tx.same_hash(community, &hashes.into_iter().collect::<Vec<_>>(), window).await? {
            same.entry(hash).or_default().push((at, id));
        }
        let mut repeats = Vec::with_capacity(said.len());
        for (hash, at, id) in said {
            let places = same.get(*hash).map_or(&[][..], Vec::as_slice);
            let own = places.partition_point(|(other, name)| (other, name) < (at, id));
            let stands = places.get(own).is_some_and(|(_, name)| name == *id);
            repeats.push(stands && is_repeat(places, own));
            let next = own + usize::from(stands);
            if let Some((_, follower)) = places.get(next) {
                recent.forget();
                self.reprice(tx, community, follower, is_repeat(places, next)).await?;
            }
        }
        Ok(repeats)
    }

    /// Adds the finding `repeat` to a stored message, or removes it.
    async fn reprice(&self, tx: &mut Tx, community: &CommunityId, id: &MessageId, repeat: bool) -> Result<()> {
        let Some(mut message) = tx.message(community, id).await? else { return Ok(()) };
        if self.price(&mut message, repeat) {
            tx.rescore(community, &message).await?;
        }
        Ok(())
    }

    /// Prices the repeats among messages that are not stored, given by time.
    pub fn price_repeats(&self, messages: &mut [Stored]) {
        let mut said: HashMap<String, Timestamp> = HashMap::new();
        for message in messages {
            let before = said.insert(message.text_hash.clone(), message.posted_at);
            self.price(message, before.is_some_and(|at| message.posted_at.duration_since(at) <= WINDOW));
        }
    }

    /// A repeat's points bring the score down to the upper cut of `thin`; whether anything changed.
    pub(super) fn price(&self, message: &mut Stored, repeat: bool) -> bool {
        let is_now = message.findings.iter().any(|f| f.heuristic == REPEAT);
        if is_now == repeat {
            return false;
        }
        message.findings.retain(|f| f.heuristic != REPEAT);
        message.tags.retain(|tag| *tag != Tag::Repeat);
        let own: f64 = message.base + message.findings.iter().map(|f| f.points).sum::<f64>();
        let model = self.engine().model();
        let mut sum = own;
        if repeat {
            // A tenth below the cut, because the cut itself is `padded`.
            let points = ((model.padded_from() - 0.1) - own).min(0.0);
            let end = message.findings.iter().map(|f| f.span.end).max().unwrap_or(0);
            message
                .findings
                .insert(0, Finding { heuristic: REPEAT.to_owned(), tag: Some(Tag::Repeat), span: 0..end, points });
            message.tags.push(Tag::Repeat);
            sum += points;
        }
        message.score = ((sum * 10.0).round() / 10.0).clamp(0.0, 100.0);
        message.value = model.value(message.score);
        true
    }
}

/// A stored message.
pub(super) fn said(message: &Stored) -> Said<'_> {
    (&message.text_hash, message.posted_at, &message.message)
}

/// Whether the one before said the same not long ago.
fn is_repeat(places: &[(Timestamp, MessageId)], n: usize) -> bool {
    n > 0 && places[n].0.duration_since(places[n - 1].0) <= WINDOW
}
