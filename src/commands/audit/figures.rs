//! The figures of an audit, from stored messages and nudges; pure.

use std::collections::BTreeMap;

use crate::digest::report::is_of_use;
use crate::digest::summary::in_the_way;
use crate::domain::{ChannelId, Counts, Reason, Value, Verdict};
use crate::store::{Nudge, NudgeState, Stored};

/// So many of the best messages are named, and of the worst.
const NAMED: usize = 3;

/// What an audit tells of a while.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Figures<'a> {
    /// Counted messages by value: empty, thin, padded, to the point.
    pub(super) n: [i64; 4],
    /// The same length of time before: messages to the point, and counted.
    pub(super) before: (i64, i64),
    /// The best messages that are of use.
    pub(super) best: Vec<&'a Stored>,
    /// The worst messages that are thin or empty.
    pub(super) worst: Vec<&'a Stored>,
    /// Heuristics that cost points, with the number of messages.
    pub(super) in_the_way: Vec<(String, i64)>,
    /// Messages that do not count, by reason.
    pub(super) not_counted: BTreeMap<Reason, i64>,
    /// What became of nudges.
    pub(super) nudges: Nudges,
    /// Messages to the point and counted by channel, most counted first.
    pub(super) channels: Vec<(ChannelId, (i64, i64))>,
}

/// Nudges by what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Nudges {
    /// Delivered.
    pub(super) sent: i64,
    /// Of these, called helpful.
    pub(super) helpful: i64,
    /// Of these, called unfit.
    pub(super) unfit: i64,
    /// Not sent, because they were read after the fact or only observed.
    pub(super) would_have: i64,
}

impl Figures<'_> {
    /// Messages to the point, and counted.
    pub(super) fn share(&self) -> (i64, i64) {
        (self.n[Value::ToThePoint as usize], self.n.iter().sum())
    }
}

/// The figures of these messages and nudges, next to the messages before.
pub(super) fn figures<'a>(messages: &[&'a Stored], before: &[&Stored], nudges: &[&Nudge]) -> Figures<'a> {
    let counted: Vec<&Stored> = counted(messages);
    let mut figures = Figures { in_the_way: in_the_way(&counted), nudges: tally(nudges), ..Figures::default() };
    let mut channels: BTreeMap<&ChannelId, (i64, i64)> = BTreeMap::new();
    for message in &counted {
        figures.n[message.value as usize] += 1;
        let (good, all) = channels.entry(&message.channel).or_default();
        *good += i64::from(message.value == Value::ToThePoint);
        *all += 1;
    }
    for message in messages {
        if let Counts::No(reason) = message.counts {
            *figures.not_counted.entry(reason).or_default() += 1;
        }
    }
    figures.before = share(before);
    figures.channels = channels.into_iter().map(|(channel, share)| (channel.clone(), share)).collect();
    figures.channels.sort_by_key(|(_, share)| -share.1);
    let mut ranked = counted;
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.message.cmp(&b.message)));
    figures.best = ranked.iter().filter(|m| is_of_use(m)).take(NAMED).copied().collect();
    figures.worst = ranked.iter().rev().filter(|m| m.value <= Value::Thin).take(NAMED).copied().collect();
    figures
}

fn counted<'a>(messages: &[&'a Stored]) -> Vec<&'a Stored> {
    messages.iter().filter(|m| m.counts == Counts::Yes).copied().collect()
}

fn share(messages: &[&Stored]) -> (i64, i64) {
    let counted = counted(messages);
    let good = counted.iter().filter(|m| m.value == Value::ToThePoint).count();
    (good as i64, counted.len() as i64)
}

fn tally(nudges: &[&Nudge]) -> Nudges {
    let n = |which: &dyn Fn(&Nudge) -> bool| nudges.iter().filter(|nudge| which(nudge)).count() as i64;
    let sent = |nudge: &Nudge| nudge.state == NudgeState::Sent;
    Nudges {
        sent: n(&sent),
        helpful: n(&|nudge| sent(nudge) && nudge.verdict == Some(Verdict::Helps)),
        unfit: n(&|nudge| sent(nudge) && nudge.verdict == Some(Verdict::Unfit)),
        would_have: n(&|nudge| nudge.state == NudgeState::WouldHave),
    }
}
