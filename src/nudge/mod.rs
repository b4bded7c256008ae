//! Whether a nudge goes out, and when. What it says is in [`text`].

use std::cmp::Ordering;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::digest::schedule::{WORKING_HOURS_TO_DELIVER, after_working_hours, in_working_hours};
use crate::domain::{Nudging, Origin, Step, Tag};
use crate::drift::Alarm;
use crate::engine::WORDING;
use crate::store::{NudgeState, Stored};

pub mod pace;
pub mod show;
pub mod text;

/// A nudge waits this long, so that its message can be mended first.
pub const PATIENCE: SignedDuration = SignedDuration::from_mins(10);
/// At most one nudge per account in this time.
pub const COOL_DOWN: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What the decision depends on.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances {
    /// Live, or read after the fact.
    pub origin: Origin,
    /// Whether the community wants nudges.
    pub nudging: Nudging,
    /// When the last nudge went to the same subject.
    pub last_sent: Option<Timestamp>,
    /// The account wants none, or none now.
    pub declined: bool,
    /// Two incidents or apologies within an hour hold all nudges.
    pub held: bool,
}

/// What becomes of an alarm raised at this moment.
#[must_use]
pub fn decide(now: Timestamp, circumstances: &Circumstances) -> NudgeState {
    if circumstances.origin == Origin::History || circumstances.nudging != Nudging::On {
        return NudgeState::WouldHave;
    }
    if circumstances.last_sent.is_some_and(|sent| now.duration_since(sent) < COOL_DOWN) {
        return NudgeState::Cooling;
    }
    if circumstances.declined {
        return NudgeState::Dropped;
    }
    if circumstances.held { NudgeState::Held } else { NudgeState::Pending }
}

/// When a nudge may go out, and after when it must not: working hours, and 24 of them.
#[must_use]
pub fn delivery(raised: Timestamp, zone: &TimeZone) -> (Timestamp, Timestamp) {
    (in_working_hours(raised + PATIENCE, zone), after_working_hours(raised, WORKING_HOURS_TO_DELIVER, zone))
}

/// What a nudge is about: the sign of drift that leads in the messages since the last zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// The drift tag in most of the messages.
    pub tag: Tag,
    /// The heuristic that cost most with that tag.
    pub heuristic: String,
    /// In how many of the messages the tag stands.
    pub times: usize,
}

/// The leading pattern of the messages that raised an alarm: the tag most of them carry; ties go to what costs more points.
#[must_use]
pub fn pattern(messages: &[&Stored]) -> Pattern {
    let tagged = |tag: Tag| messages.iter().filter(|m| m.tags.contains(&tag)).count();
    let times = |tag: Tag| messages.iter().filter(|m| carries(m, tag)).count();
    let rank = |tag: Tag| (tagged(tag), times(tag), -spent(messages, |f| f.tag == Some(tag)));
    let tags = Tag::ALL.into_iter().filter(|tag| tag.is_drift());
    let tag = tags.max_by(|a, b| rank(*a).partial_cmp(&rank(*b)).unwrap_or(Ordering::Equal)).unwrap_or(Tag::Phrases);
    let mut heuristics: Vec<&str> = messages
        .iter()
        .flat_map(|m| &m.findings)
        .filter(|f| f.tag == Some(tag))
        .map(|f| f.heuristic.as_str())
        .collect();
    heuristics.sort_unstable();
    heuristics.dedup();
    // Wording has no name that says anything and cannot be switched off: it leads only where nothing else does.
    let cost = |id: &str| (id == WORDING, spent(messages, |f| f.heuristic == id && f.tag == Some(tag)));
    let dearest = heuristics.into_iter().min_by(|a, b| cost(a).partial_cmp(&cost(b)).unwrap_or(Ordering::Equal));
    let times = if tagged(tag) > 0 { tagged(tag) } else { times(tag) };
    Pattern { tag, heuristic: dearest.unwrap_or(WORDING).to_owned(), times: times.max(1) }
}

/// Whether a message shows a drift tag: it is tagged so, or a finding of it costs.
fn carries(message: &Stored, tag: Tag) -> bool {
    message.tags.contains(&tag) || message.findings.iter().any(|f| f.tag == Some(tag) && f.points < -2.0)
}

fn spent(messages: &[&Stored], which: impl Fn(&crate::domain::Finding) -> bool) -> f64 {
    messages.iter().flat_map(|m| &m.findings).filter(|f| which(f) && f.points < 0.0).map(|f| f.points).sum()
}

/// The steps that raised an alarm: from the first behind the last zero to the alarm.
#[must_use]
pub fn raised_by(steps: &[Step], alarm: Alarm) -> &[Step] {
    &steps[alarm.since..=alarm.at]
}

/// Whether a heuristic is muted after `unfit` of `all` opinions: the rate of unfit nudges is above 10 % with a
/// probability of at least 95 %, under a Beta(1, 9) prior.
#[must_use]
pub fn muted(unfit: i64, all: i64) -> bool {
    probability_above(0.1, 1 + unfit, 9 + all - unfit) >= 0.95
}

/// P(X > x) for X ~ Beta(a, b) with whole a, b >= 1: the chance of fewer than `a` successes in a+b-1 trials of chance x.
fn probability_above(x: f64, a: i64, b: i64) -> f64 {
    let trials = a + b - 1;
    let mut term = (1.0 - x).powi(i32::try_from(trials).unwrap_or(i32::MAX));
    let mut sum = 0.0;
    for k in 0..a {
        sum += term;
        term *= (trials - k) as f64 / (k + 1) as f64 * x / (1.0 - x);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heuristic_is_muted_after_three_of_three_three_of_five_and_four_of_eleven() {
        for (unfit, all) in [(3, 3), (3, 5), (4, 11)] {
            assert!(muted(unfit, all), "{unfit} of {all}");
        }
        for (unfit, all) in [(0, 0), (2, 2), (3, 6), (4, 12), (1, 30)] {
            assert!(!muted(unfit, all), "{unfit} of {all}");
        }
    }
}
