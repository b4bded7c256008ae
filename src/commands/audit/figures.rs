//! The figures of an audit, from stored messages and nudges; pure.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::digest::report::is_of_use;
use crate::digest::summary::Costs;
use crate::domain::{ChannelId, Counts, Reason, Value, Verdict};
use crate::store::{Nudge, NudgeState, Stored};

/// So many of the best messages are named, and of the worst.
const NAMED: usize = 3;

/// What an audit tells of a while.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Figures {
    /// Counted messages by value: empty, thin, padded, to the point.
    pub(super) n: [i64; 4],
    /// The same length of time before: messages to the point, and counted.
    pub(super) before: (i64, i64),
    /// The best messages that are of use.
    pub(super) best: Vec<Stored>,
    /// The worst messages that are thin or empty.
    pub(super) worst: Vec<Stored>,
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

impl Figures {
    /// Messages to the point, and counted.
    pub(super) fn share(&self) -> (i64, i64) {
        (self.n[Value::ToThePoint as usize], self.n.iter().sum())
    }
}

/// The figures of these messages and nudges, next to the messages before.
pub(super) fn figures(messages: &[&Stored], before: &[&Stored], nudges: &[&Nudge]) -> Figures {
    let mut sum = Sum::default();
    messages.iter().for_each(|message| sum.add(message));
    sum.figures(share(before), nudges)
}

/// Figures while the messages are read, whatever their number.
#[derive(Debug, Default)]
pub(super) struct Sum {
    n: [i64; 4],
    not_counted: BTreeMap<Reason, i64>,
    channels: BTreeMap<ChannelId, (i64, i64)>,
    costs: Costs,
    best: Vec<Stored>,
    worst: Vec<Stored>,
}

impl Sum {
    /// Adds a message.
    pub(super) fn add(&mut self, message: &Stored) {
        if let Counts::No(reason) = message.counts {
            *self.not_counted.entry(reason).or_default() += 1;
            return;
        }
        self.n[message.value as usize] += 1;
        let (good, all) = self.channels.entry(message.channel.clone()).or_default();
        *good += i64::from(message.value == Value::ToThePoint);
        *all += 1;
        self.costs.add(message);
        let better = |a: &Stored, b: &Stored| b.score.total_cmp(&a.score).then(a.message.cmp(&b.message));
        if is_of_use(message) {
            name(&mut self.best, message, better);
        }
        if message.value <= Value::Thin {
            name(&mut self.worst, message, |a, b| better(b, a));
        }
    }

    /// The figures, next to the share before, and with what became of the nudges.
    pub(super) fn figures(self, before: (i64, i64), nudges: &[&Nudge]) -> Figures {
        let mut channels: Vec<(ChannelId, (i64, i64))> = self.channels.into_iter().collect();
        channels.sort_by_key(|(_, share)| -share.1);
        Figures {
            n: self.n,
            before,
            best: self.best,
            worst: self.worst,
            in_the_way: self.costs.most(),
            not_counted: self.not_counted,
            nudges: tally(nudges),
            channels,
        }
    }
}

/// Keeps a message if it is among the first so far.
fn name(named: &mut Vec<Stored>, message: &Stored, order: impl Fn(&Stored, &Stored) -> Ordering) {
    let at = named.partition_point(|other| order(other, message) == Ordering::Less);
    if at < NAMED {
        named.insert(at, message.clone());
        named.truncate(NAMED);
    }
}

/// Messages to the point, and counted.
fn share(messages: &[&Stored]) -> (i64, i64) {
    let counted = || messages.iter().filter(|m| m.counts == Counts::Yes);
    let good = counted().filter(|m| m.value == Value::ToThePoint).count();
    (good as i64, counted().count() as i64)
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
