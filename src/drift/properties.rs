//! What holds for the fold of any history.

use jiff::{SignedDuration, Timestamp};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::domain::{ChannelId, MessageId};

use super::*;

/// Minutes between two messages: within a burst, at its border, and around two weeks of silence.
const GAPS: [i64; 10] = [0, 1, 4, 5, 6, 60, 60 * 24, 60 * 24 * 14 - 1, 60 * 24 * 14, 60 * 24 * 20];
const LIMITS: [f64; 3] = [4.5, 6.0, 7.5];

type Draw = (i64, i64, usize, usize);

/// Gap to the message before, value, account, channel.
fn draws(gaps: &'static [i64], most: usize) -> impl Strategy<Value = Vec<Draw>> {
    vec((select(gaps), 0_i64..4, 0..2_usize, 0..2_usize), 0..most)
}

fn history(draws: &[Draw]) -> Vec<Step> {
    let mut at = Timestamp::UNIX_EPOCH;
    let step = |(n, (gap, value, account, channel)): (usize, &Draw)| {
        at += SignedDuration::from_mins(*gap);
        Step {
            posted_at: at,
            message: MessageId(format!("{n:06}")),
            channel: ChannelId::from(["news", "talk"][*channel]),
            account_key: Some(["kim", "alex"][*account].to_owned()),
            value: Value::from_number(*value),
        }
    };
    draws.iter().enumerate().map(step).collect()
}

fn sum(steps: &[Step]) -> f64 {
    fold(steps, f64::INFINITY).sum
}

/// Whether a message is an entry of its own, and its neighbours would be entries of their own without it.
fn stands_alone(steps: &[Step], at: usize) -> bool {
    let joined = |from: usize| from + 1 < steps.len() && burst_end(steps, from) > from + 1;
    let mut without = steps.to_vec();
    without.remove(at);
    let merges = at > 0 && at < without.len() && burst_end(&without, at - 1) > at;
    !merges && !joined(at) && (at == 0 || !joined(at - 1))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_higher_start_never_ends_lower((draws, low, more) in (draws(&GAPS, 40), 0.0..6.0, 0.0..6.0)) {
        let steps = history(&draws);
        let [a, b] = [low, low + more].map(|start| fold_from(start, &steps, f64::INFINITY).sum);
        prop_assert!(a <= b && a >= 0.0);
        for limit in LIMITS {
            let [a, b] = [low, low + more].map(|start| fold_from(start, &steps, limit).alarm.map(|alarm| alarm.at));
            prop_assert!(a.is_none() || b.is_some_and(|b| Some(b) <= a));
        }
    }

    #[test]
    fn an_alarm_needs_three_entries_and_ends_the_fold(draws in draws(&GAPS, 60)) {
        let steps = history(&draws);
        for limit in LIMITS {
            let Some(alarm) = fold(&steps, limit).alarm else { continue };
            prop_assert!(alarm.since <= alarm.at && alarm.at < steps.len());
            let (mut entries, mut at) = (0, 0);
            while at <= alarm.at {
                at = burst_end(&steps, at);
                entries += 1;
            }
            prop_assert!(entries >= MINIMUM && at == alarm.at + 1);
            prop_assert!(sum(&steps[..at]) >= limit);
            prop_assert_eq!(fold(&steps[..at - 1], limit).alarm.filter(|a| a.at + 2 < at), None);
        }
    }

    /// What the pipeline relies on when it reads only the newest page of a long history.
    #[test]
    fn a_forgotten_beginning_changes_nothing((old, new) in (draws(&GAPS[..7], 30), draws(&GAPS[..8], 60)), cut in 0.0..1.0) {
        let steps = history(&[old.clone(), new].concat());
        // A page that begins in the middle of a burst begins behind it.
        let before = (0..old.len()).fold(0, |end, at| if at < end { end } else { burst_end(&steps, at) });
        let page = &steps[before..];
        let begin = (page.len() as f64 * cut) as usize;
        for limit in LIMITS {
            // An alarm before is followed by a reset, so that the history begins behind it.
            if fold(&steps[..before + begin], limit).alarm.is_none() && has_forgotten(&page[..begin], limit) {
                let (all, part) = (fold(&steps, limit), fold(page, limit));
                prop_assert_eq!(all.sum, part.sum);
                prop_assert_eq!(all.alarm.map(|a| a.at), part.alarm.map(|a| a.at + before));
                prop_assert_eq!(all.since, part.since.map(|since| since + before));
            }
        }
    }

    /// The law of deletions: a message that stands alone can be taken back without a new alarm.
    #[test]
    fn deleting_a_drifting_message_of_its_own_raises_nothing(draws in draws(&GAPS, 30)) {
        let steps = history(&draws);
        for at in (0..steps.len()).filter(|at| steps[*at].value <= Value::Thin && stands_alone(&steps, *at)) {
            let without = [&steps[..at], &steps[at + 1..]].concat();
            // The last message may have begun anew after a silence; without it the sum is the old one.
            prop_assert!(at + 1 == steps.len() || sum(&without) <= sum(&steps));
            for limit in LIMITS {
                prop_assert!(fold(&steps, limit).alarm.is_some() || fold(&without, limit).alarm.is_none());
            }
        }
    }

    #[test]
    fn more_messages_in_a_burst_never_raise_the_sum((draws, value) in (draws(&GAPS, 30), 0_i64..4)) {
        let steps = history(&draws);
        let value = Value::from_number(value);
        for at in 0..steps.len() {
            let mut more = steps.clone();
            more.insert(at + 1, Step { value, ..steps[at].clone() });
            prop_assert!(sum(&more) <= sum(&steps));
            prop_assert!(value > steps[at].value || sum(&more) == sum(&steps));
        }
    }

    #[test]
    fn fourteen_days_of_silence_begin_anew((before, after) in (draws(&GAPS, 30), draws(&GAPS, 30)), late in 0_i64..3) {
        prop_assume!(!after.is_empty());
        let mut after = after;
        after[0].0 = 14 * 24 * 60 + late;
        let (steps, new) = (history(&[before.clone(), after.clone()].concat()), history(&after));
        prop_assert_eq!(sum(&steps), sum(&new));
        for limit in LIMITS {
            if fold(&history(&before), limit).alarm.is_none() {
                let (all, part) = (fold(&steps, limit).alarm, fold(&new, limit).alarm);
                prop_assert_eq!(all.map(|a| (a.at, a.since)), part.map(|a| (a.at + before.len(), a.since + before.len())));
            }
        }
    }
}

/// Why the law of deletions speaks of messages of their own: a burst counts once, and what held it together may go.
#[test]
fn a_deletion_may_part_a_burst_or_join_two_entries() {
    let parted = history(&[(0, 0, 0, 0), (4, 0, 0, 0), (4, 0, 0, 0)]);
    let without = [parted[0].clone(), parted[2].clone()];
    assert_eq!((sum(&parted), sum(&without)), (1.5, 3.0));
    // The news of two accounts in turn: without the one between them, two good posts are one entry.
    let joined = history(&[(0, 0, 0, 0), (60, 0, 0, 0), (60, 0, 0, 0), (60, 3, 0, 0), (2, 1, 1, 0), (2, 3, 0, 0)]);
    let without: Vec<Step> = [&joined[..4], &joined[5..]].concat();
    assert_eq!((sum(&joined), sum(&without)), (2.0, 3.0));
}
