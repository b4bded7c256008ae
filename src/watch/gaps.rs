//! Where something may have been missed since the program or the connection began. A cursor moves only over what was read
//! without a gap, and a week closes only when nothing of it is still being read.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use crate::domain::{CommunityId, MessageId};

/// The gaps of all communities; a community nobody spoke of has none.
#[derive(Debug, Default)]
pub struct Gaps(Mutex<HashMap<CommunityId, Reading>>);

/// What was left out of the past, for whoever asks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Missed {
    /// Something is still being read.
    pub reading: bool,
    /// The places that could not be read.
    pub closed: Vec<String>,
    /// Messages of which it could not be told whether they are official.
    pub skipped: u64,
}

#[derive(Debug, Default)]
struct Reading {
    /// Counts how often reading began.
    rounds: u64,
    /// Since when something is being read, whatever round it is; none while nothing is.
    since: Option<Timestamp>,
    /// Nothing is known of what was missed yet.
    unknown: bool,
    places: BTreeMap<String, Gap>,
    skipped: u64,
    /// What was deleted while something is being read: it may have been fetched before.
    deleted: HashSet<MessageId>,
}

/// Why a place is not whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// The round of this number reads it; what an earlier one finds out is worth nothing.
    Open(u64),
    /// Nobody can close it now.
    Closed,
}

impl Gaps {
    /// The connection to a community is gone: anything may be missed anywhere, until it is known what has to be read.
    pub fn open(&self, community: &CommunityId, at: Timestamp) {
        let mut all = self.all();
        let reading = all.entry(community.clone()).or_default();
        reading.next(at);
        (reading.unknown, reading.skipped) = (true, 0);
        reading.places.clear();
    }

    /// From now on every event comes, and only these places have to be read; answers the number of this round.
    pub fn begin(&self, community: &CommunityId, places: impl IntoIterator<Item = String>, at: Timestamp) -> u64 {
        let mut all = self.all();
        let reading = all.entry(community.clone()).or_default();
        let round = reading.next(at);
        (reading.unknown, reading.skipped) = (false, 0);
        reading.places = places.into_iter().map(|place| (place, Gap::Open(round))).collect();
        reading.settle();
        round
    }

    /// One more place has to be read, or once more; answers the number of the round that does.
    pub fn again(&self, community: &CommunityId, place: &str, at: Timestamp) -> u64 {
        let mut all = self.all();
        let reading = all.entry(community.clone()).or_default();
        let round = reading.next(at);
        reading.places.insert(place.to_owned(), Gap::Open(round));
        round
    }

    /// Whether a round is still the one that reads a place.
    #[must_use]
    pub fn is_current(&self, community: &CommunityId, round: u64, place: &str) -> bool {
        self.all().get(community).is_some_and(|reading| reading.is_read_by(round, place))
    }

    /// A place was read up to now.
    pub fn close(&self, community: &CommunityId, round: u64, place: &str) {
        if let Some(reading) = self.all().get_mut(community).filter(|reading| reading.is_read_by(round, place)) {
            reading.places.remove(place);
            reading.settle();
        }
    }

    /// A round cannot read a place.
    pub fn refuse(&self, community: &CommunityId, round: u64, place: &str) {
        if let Some(reading) = self.all().get_mut(community).filter(|reading| reading.is_read_by(round, place)) {
            reading.places.insert(place.to_owned(), Gap::Closed);
            reading.settle();
        }
    }

    /// A place has a gap that nobody can close now, not even who reads it: its cursor stays, but nothing waits for it.
    pub fn give_up(&self, community: &CommunityId, place: &str) {
        let mut all = self.all();
        let reading = all.entry(community.clone()).or_default();
        reading.places.insert(place.to_owned(), Gap::Closed);
        reading.settle();
    }

    /// A message was deleted, which whoever reads may have fetched before.
    pub fn delete(&self, community: &CommunityId, message: &MessageId) {
        if let Some(reading) = self.all().get_mut(community).filter(|reading| reading.goes_on()) {
            reading.deleted.insert(message.clone());
        }
    }

    /// Whether a message was deleted since reading began.
    #[must_use]
    pub fn is_deleted(&self, community: &CommunityId, message: &MessageId) -> bool {
        self.all().get(community).is_some_and(|reading| reading.deleted.contains(message))
    }

    /// A community is gone: nothing of it is read any more.
    pub fn forget(&self, community: &CommunityId) {
        if let Some(reading) = self.all().get_mut(community) {
            *reading = Reading { rounds: reading.rounds, ..Reading::default() };
        }
    }

    /// Messages were let go because it could not be told whether they are official.
    pub fn skip(&self, community: &CommunityId, messages: u32) {
        self.all().entry(community.clone()).or_default().skipped += u64::from(messages);
    }

    /// Whether what happens in a place moves its cursor.
    #[must_use]
    pub fn is_whole(&self, community: &CommunityId, place: &str) -> bool {
        let all = self.all();
        all.get(community).is_none_or(|reading| !reading.unknown && !reading.places.contains_key(place))
    }

    /// Whether something of a community is still to be read.
    #[must_use]
    pub fn is_reading(&self, community: &CommunityId) -> bool {
        self.reading_since(community).is_some()
    }

    /// Since when something of a community is being read; none when nothing is to be read any more.
    #[must_use]
    pub fn reading_since(&self, community: &CommunityId) -> Option<Timestamp> {
        self.all().get(community).and_then(|reading| reading.since)
    }

    /// What was left out so far.
    #[must_use]
    pub fn missed(&self, community: &CommunityId) -> Missed {
        let all = self.all();
        let Some(reading) = all.get(community) else { return Missed::default() };
        let closed = reading.places.iter().filter(|(_, gap)| **gap == Gap::Closed);
        Missed {
            reading: reading.goes_on(),
            closed: closed.map(|(place, _)| place.clone()).collect(),
            skipped: reading.skipped,
        }
    }

    fn all(&self) -> MutexGuard<'_, HashMap<CommunityId, Reading>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Reading {
    fn goes_on(&self) -> bool {
        self.unknown || self.places.values().any(|gap| matches!(gap, Gap::Open(_)))
    }

    fn is_read_by(&self, round: u64, place: &str) -> bool {
        self.places.get(place) == Some(&Gap::Open(round))
    }

    /// The number of the next round; one that follows on another without a rest began with it.
    fn next(&mut self, at: Timestamp) -> u64 {
        self.since.get_or_insert(at);
        self.rounds += 1;
        self.rounds
    }

    /// Once nothing is read any more, nothing has to be remembered for it.
    fn settle(&mut self) {
        if !self.goes_on() {
            self.since = None;
            self.deleted = HashSet::new();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap_or_default()
    }

    #[test]
    fn a_gap_is_open_until_every_place_is_read_or_given_up() {
        let (gaps, home) = (Gaps::default(), CommunityId::from("home"));
        assert!(gaps.is_whole(&home, "news") && !gaps.is_reading(&home));
        gaps.open(&home, at(1));
        assert!(!gaps.is_whole(&home, "news") && gaps.is_reading(&home));
        let round = gaps.begin(&home, ["news", "talk"].map(str::to_owned), at(2));
        assert_eq!(gaps.reading_since(&home), Some(at(1)));
        assert!(gaps.is_whole(&home, "new since") && !gaps.is_whole(&home, "news"));
        gaps.close(&home, round, "news");
        gaps.give_up(&home, "talk");
        assert!(gaps.is_whole(&home, "news") && !gaps.is_whole(&home, "talk"));
        assert_eq!(gaps.missed(&home), Missed { closed: vec!["talk".into()], ..Missed::default() });
        assert_eq!(gaps.reading_since(&home), None);
        gaps.open(&home, at(3));
        assert_eq!(gaps.reading_since(&home), Some(at(3)));
    }

    #[test]
    fn an_earlier_round_closes_nothing() {
        let (gaps, home) = (Gaps::default(), CommunityId::from("home"));
        let first = gaps.begin(&home, ["news".to_owned()], at(1));
        let second = gaps.again(&home, "news", at(1));
        gaps.close(&home, first, "news");
        gaps.refuse(&home, first, "news");
        assert!(gaps.is_reading(&home));
        assert!(!gaps.is_current(&home, first, "news") && gaps.is_current(&home, second, "news"));
        gaps.close(&home, second, "news");
        assert!(gaps.is_whole(&home, "news"));
    }

    #[test]
    fn what_is_given_up_is_not_closed_by_who_reads_it() {
        let (gaps, home) = (Gaps::default(), CommunityId::from("home"));
        let round = gaps.begin(&home, ["news".to_owned()], at(1));
        gaps.give_up(&home, "news");
        gaps.close(&home, round, "news");
        assert!(!gaps.is_whole(&home, "news") && !gaps.is_reading(&home));
    }

    #[test]
    fn deletions_are_remembered_only_while_something_is_read() {
        let (gaps, home) = (Gaps::default(), CommunityId::from("home"));
        let gone = MessageId::from("7");
        gaps.delete(&home, &gone);
        assert!(!gaps.is_deleted(&home, &gone));
        let round = gaps.begin(&home, ["news".to_owned()], at(1));
        gaps.delete(&home, &gone);
        assert!(gaps.is_deleted(&home, &gone));
        gaps.close(&home, round, "news");
        assert!(!gaps.is_deleted(&home, &gone));
    }
}
