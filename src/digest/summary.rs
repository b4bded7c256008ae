//! A week's figures from its messages; pure.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::domain::{Counts, People, Tag, Value, Week};
use crate::store::{Nudge, NudgeState, Scope, Stored, WeeklySummary};

/// How many heuristics a summary names.
const TOP: usize = 5;
/// Channels with fewer posting accounts merge into the community's figures where `people` is `off`.
const MIN_ACCOUNTS: usize = 5;

/// What the summaries of one week are made of.
#[derive(Debug)]
pub struct WeekFacts<'a> {
    /// The community's id.
    pub community: &'a str,
    /// The week.
    pub week: Week,
    /// All messages posted in it.
    pub messages: &'a [Stored],
    /// All nudges raised in it.
    pub nudges: &'a [Nudge],
    /// What is kept about people.
    pub people: People,
    /// Share to the point of the last closed week with counted messages, by (scope, subject).
    pub shares_before: &'a HashMap<(Scope, String), f64>,
}

/// The summaries of one week: the community's, each channel's, and each account's where `people` is `named`.
#[must_use]
pub fn summarise(facts: &WeekFacts<'_>) -> Vec<WeeklySummary> {
    let all: Vec<&Stored> = facts.messages.iter().collect();
    let mut summaries =
        vec![one(facts, Scope::Community, facts.community, &all, &facts.nudges.iter().collect::<Vec<_>>())];
    let channels: BTreeMap<&str, Vec<&Stored>> = group(&all, |m| Some(m.channel.as_str()));
    for (channel, messages) in channels {
        if facts.people == People::Off && accounts(&messages) < MIN_ACCOUNTS {
            continue;
        }
        let nudges: Vec<&Nudge> = facts.nudges.iter().filter(|n| n.channel.as_str() == channel).collect();
        summaries.push(one(facts, Scope::Channel, channel, &messages, &nudges));
    }
    if facts.people == People::Named {
        for (account, messages) in group(&all, |m| m.account.as_ref().map(|a| a.as_str())) {
            let own = |n: &&Nudge| n.account.as_ref().is_some_and(|a| a.as_str() == account);
            summaries.push(one(
                facts,
                Scope::Account,
                account,
                &messages,
                &facts.nudges.iter().filter(own).collect::<Vec<_>>(),
            ));
        }
    }
    summaries
}

fn group<'a>(
    messages: &[&'a Stored],
    key: impl Fn(&'a Stored) -> Option<&'a str>,
) -> BTreeMap<&'a str, Vec<&'a Stored>> {
    let mut groups: BTreeMap<&str, Vec<&Stored>> = BTreeMap::new();
    for message in messages {
        if let Some(key) = key(message) {
            groups.entry(key).or_default().push(message);
        }
    }
    groups
}

/// How many accounts posted, told apart by what is known of them.
fn accounts(messages: &[&Stored]) -> usize {
    let keys = messages.iter().filter_map(|m| m.account.as_ref().map(|a| a.as_str()).or(m.account_week.as_deref()));
    keys.collect::<HashSet<_>>().len()
}

fn one(facts: &WeekFacts<'_>, scope: Scope, subject: &str, messages: &[&Stored], nudges: &[&Nudge]) -> WeeklySummary {
    let counted: Vec<&Stored> = messages.iter().filter(|m| m.counts == Counts::Yes).copied().collect();
    let n = |value: Value| counted.iter().filter(|m| m.value == value).count() as i64;
    let some = |number: i64| (!counted.is_empty()).then_some(number);
    let share = |tag: Tag| {
        let with = counted.iter().filter(|m| m.tags.contains(&tag)).count();
        (!counted.is_empty()).then(|| with as f64 / counted.len() as f64)
    };
    let mut not_counted = BTreeMap::new();
    for message in messages {
        if let Counts::No(reason) = message.counts {
            *not_counted.entry(reason).or_insert(0) += 1;
        }
    }
    let sent: Vec<&&Nudge> = nudges.iter().filter(|nudge| nudge.state == NudgeState::Sent).collect();
    let said = |verdict| sent.iter().filter(|nudge| nudge.verdict == Some(verdict)).count() as i64;
    let best = counted.iter().max_by(|a, b| a.score.total_cmp(&b.score).then(b.message.cmp(&a.message)));
    let worst = counted.iter().min_by(|a, b| a.score.total_cmp(&b.score).then(a.message.cmp(&b.message)));
    WeeklySummary {
        week: facts.week,
        scope,
        subject: subject.to_owned(),
        messages: messages.len() as i64,
        counted: counted.len() as i64,
        score_mean: (!counted.is_empty()).then(|| counted.iter().map(|m| m.score).sum::<f64>() / counted.len() as f64),
        n_empty: some(n(Value::Empty)),
        n_thin: some(n(Value::Thin)),
        n_padded: some(n(Value::Padded)),
        n_to_the_point: some(n(Value::ToThePoint)),
        smalltalk_share: share(Tag::Smalltalk),
        gift_share: share(Tag::Bribe),
        not_counted,
        top_heuristics: in_the_way(&counted),
        nudges: sent.len() as i64,
        nudges_helpful: said(crate::domain::Verdict::Helps),
        nudges_unfit: said(crate::domain::Verdict::Unfit),
        best_message: best.map(|m| m.message.clone()),
        worst_message: worst.map(|m| m.message.clone()),
        share_before: facts.shares_before.get(&(scope, subject.to_owned())).copied(),
    }
}

/// The named heuristics that cost points in most messages, with the number of those messages; only costs of a point or
/// more are in anybody's way.
#[must_use]
pub fn in_the_way(messages: &[&Stored]) -> Vec<(String, i64)> {
    let mut costs = Costs::default();
    messages.iter().for_each(|message| costs.add(message));
    costs.most()
}

/// What was in the way of the messages seen so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Costs(HashMap<String, (i64, f64)>);

impl Costs {
    /// Adds a message.
    pub fn add(&mut self, message: &Stored) {
        let mut costs: HashMap<&str, f64> = HashMap::new();
        for finding in message
            .findings
            .iter()
            .filter(|f| f.tag.is_some_and(Tag::is_drift) && f.heuristic != crate::engine::WORDING)
        {
            *costs.entry(&finding.heuristic).or_default() += finding.points;
        }
        for (heuristic, points) in costs.into_iter().filter(|(_, points)| *points <= -1.0) {
            match self.0.get_mut(heuristic) {
                Some(sum) => *sum = (sum.0 + 1, sum.1 + points),
                None => drop(self.0.insert(heuristic.to_owned(), (1, points))),
            }
        }
    }

    /// The heuristics that cost points in most messages, with the number of those messages.
    #[must_use]
    pub fn most(&self) -> Vec<(String, i64)> {
        let mut ranked: Vec<_> = self.0.iter().collect();
        ranked.sort_by(|(a, (n, x)), (b, (m, y))| m.cmp(n).then(x.total_cmp(y)).then(a.cmp(b)));
        ranked.into_iter().take(TOP).map(|(id, (n, _))| (id.clone(), *n)).collect()
    }
}

/// The weight of the newest score in the EWMA (Roberts 1959).
pub const LAMBDA: f64 = 0.2;

/// The EWMA of scores in order, begun at the first.
#[must_use]
pub fn ewma(scores: impl IntoIterator<Item = f64>) -> Option<f64> {
    scores.into_iter().fold(None, |mean, score| Some(mean.map_or(score, |m| m + LAMBDA * (score - m))))
}
