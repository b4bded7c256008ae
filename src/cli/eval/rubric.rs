//! What is measured on messages with rubric labels.

use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;

use crate::domain::Tag;
use crate::engine::train::kappa;

use super::statistics::{auc, f1, interval, recall_at};
use super::{Answer, Labelled};

/// The figures of one group of messages.
#[derive(Debug, Serialize)]
pub(super) struct Figures {
    pub(super) messages: usize,
    /// Quadratic-weighted kappa of the values, with its interval of 95 %.
    pub(super) kappa: f64,
    pub(super) kappa_95: Option<[f64; 2]>,
    pub(super) exact: f64,
    pub(super) off_by_two: f64,
    /// AUC of the score for value 2 and 3 against 0 and 1.
    pub(super) auc: Option<f64>,
    pub(super) auc_95: Option<[f64; 2]>,
    /// Recall of the values 0 and 1 at 95 % precision.
    pub(super) recall_at_95: f64,
    /// AUC by number of words: from, to, messages, AUC.
    pub(super) auc_by_words: Vec<(usize, usize, usize, Option<f64>)>,
    /// Micro and macro F1 of the drift tags and of the value tags; tags with fewer than eight messages are in the first
    /// only.
    pub(super) drift_tags: [Option<f64>; 2],
    pub(super) value_tags: [Option<f64>; 2],
    pub(super) by_tag: Vec<(&'static str, usize, Option<f64>)>,
    /// Messages of value 3 whose drift findings cost more than ten points.
    pub(super) false_alarms: (usize, usize),
    /// Share of messages whose context moves the score by more than 15 points.
    pub(super) context_over_15: f64,
    /// Messages whose points do not add up to the score.
    pub(super) sums_wrong: usize,
    /// Rows: the reader's value. Columns: ours.
    pub(super) confusion: [[usize; 4]; 4],
    /// For each ten points of the score: messages, mean score, mean of the reader's value on the same scale.
    pub(super) reliability: Vec<(usize, f64, f64)>,
    pub(super) trim: Trim,
    pub(super) language: Language,
}

/// What deletion keeps and loses on messages of value 2 and 3.
#[derive(Debug, Default, Serialize)]
pub(super) struct Trim {
    pub(super) facts_lost: usize,
    pub(super) not_a_subsequence: usize,
    /// Median share of words kept, of value 2 and of value 3.
    pub(super) kept: [Option<f64>; 2],
    /// Messages of value 2 and 3 whose shorter text scores lower.
    pub(super) scores_lower: usize,
    /// Mean gain of the score on value 2, where something is left.
    pub(super) gain: Option<f64>,
}

/// How often the language was told right: of all, and of texts of three words or more.
#[derive(Debug, Serialize)]
pub(super) struct Language {
    pub(super) all: (usize, usize),
    pub(super) three_words: (usize, usize),
}

impl Figures {
    pub(super) fn of(rows: &[(&Labelled, &Answer)]) -> Self {
        let n = rows.len();
        let share = |count: usize| count as f64 / n as f64;
        let count =
            |test: &dyn Fn(&Labelled, &Answer) -> bool| rows.iter().filter(|(row, said)| test(row, said)).count();
        let gold: Vec<u8> = rows.iter().map(|(row, _)| row.value.unwrap_or(0)).collect();
        let ours: Vec<u8> = rows.iter().map(|(_, said)| said.value()).collect();
        let fine: Vec<bool> = gold.iter().map(|value| *value >= 2).collect();
        let scores: Vec<f64> = rows.iter().map(|(_, said)| said.score()).collect();
        let picked = |which: &[usize], of: &[u8]| which.iter().map(|i| of[*i]).collect::<Vec<_>>();
        let auc_of = |which: &[usize]| {
            auc(
                &which.iter().map(|i| scores[*i]).collect::<Vec<_>>(),
                &which.iter().map(|i| fine[*i]).collect::<Vec<_>>(),
            )
        };
        let bands = [(0, 8), (9, 25), (26, 60), (61, usize::MAX)].map(|(from, to)| {
            let words = |i: &usize| (from..=to).contains(&rows[*i].0.text.split_whitespace().count());
            let band: Vec<usize> = (0..n).filter(words).collect();
            (from, to, band.len(), auc_of(&band))
        });
        let mut confusion = [[0; 4]; 4];
        gold.iter().zip(&ours).for_each(|(gold, ours)| confusion[usize::from(*gold)][usize::from(*ours)] += 1);
        let by_tag = Tag::ALL.map(|tag| TagCount::of(tag, rows));
        let alarms = count(&|row, said| row.value == Some(3) && said.drift_points() < -10.0);
        let right = |least: usize| {
            let long = |row: &Labelled| row.text.split_whitespace().count() >= least;
            (count(&|row, said| long(row) && said.detected == Some(row.lang)), count(&|row, _| long(row)))
        };
        Self {
            messages: n,
            kappa: kappa(&gold, &ours),
            kappa_95: interval(n, |which| Some(kappa(&picked(which, &gold), &picked(which, &ours)))),
            exact: share(gold.iter().zip(&ours).filter(|(gold, ours)| gold == ours).count()),
            off_by_two: share(gold.iter().zip(&ours).filter(|(gold, ours)| gold.abs_diff(**ours) > 1).count()),
            auc: auc(&scores, &fine),
            auc_95: interval(n, auc_of),
            recall_at_95: recall_at(0.95, &scores, &fine.iter().map(|fine| !fine).collect::<Vec<_>>()),
            auc_by_words: bands.into(),
            drift_tags: tags_f1(&by_tag, true),
            value_tags: tags_f1(&by_tag, false),
            by_tag: by_tag.iter().filter(|t| t.there > 0).map(|t| (t.tag.name(), t.there, t.f1())).collect(),
            false_alarms: (alarms, gold.iter().filter(|value| **value == 3).count()),
            context_over_15: share(count(&|_, said| said.context().abs() > 15.0)),
            sums_wrong: count(&|_, said| (said.sum().clamp(0.0, 100.0) - said.score()).abs() > 0.06),
            confusion,
            reliability: reliability(&scores, &gold),
            trim: Trim::of(rows),
            language: Language { all: right(0), three_words: right(3) },
        }
    }
}

struct TagCount {
    tag: Tag,
    hit: usize,
    said: usize,
    there: usize,
}

impl TagCount {
    fn of(tag: Tag, rows: &[(&Labelled, &Answer)]) -> Self {
        let said = |row: &(&Labelled, &Answer)| row.1.review.assessment.tags.contains(&tag);
        let there = |row: &(&Labelled, &Answer)| row.0.tags.contains(&tag);
        let count = |test: &dyn Fn(&(&Labelled, &Answer)) -> bool| rows.iter().filter(|row| test(row)).count();
        Self { tag, hit: count(&|row| said(row) && there(row)), said: count(&said), there: count(&there) }
    }

    fn f1(&self) -> Option<f64> {
        f1(self.hit, self.said, self.there)
    }
}

/// Micro and macro F1.
fn tags_f1(tags: &[TagCount], drift: bool) -> [Option<f64>; 2] {
    let own = || tags.iter().filter(|t| t.tag.is_drift() == drift && t.tag != Tag::Repeat);
    let sum = |of: fn(&TagCount) -> usize| own().map(of).sum();
    let common: Vec<f64> = own().filter(|t| t.there >= 8).filter_map(TagCount::f1).collect();
    [f1(sum(|t| t.hit), sum(|t| t.said), sum(|t| t.there)), mean(&common)]
}

fn reliability(scores: &[f64], gold: &[u8]) -> Vec<(usize, f64, f64)> {
    let bin = |n: usize| {
        let inside = |score: f64| (score / 10.0).min(9.0) as usize == n;
        let own: Vec<(f64, f64)> = scores
            .iter()
            .zip(gold)
            .filter(|(score, _)| inside(**score))
            .map(|(score, gold)| (*score, f64::from(*gold) * 100.0 / 3.0))
            .collect();
        let count = own.len().max(1) as f64;
        (own.len(), own.iter().map(|o| o.0).sum::<f64>() / count, own.iter().map(|o| o.1).sum::<f64>() / count)
    };
    (0..10).map(bin).collect()
}

/// Patterns of their own, not the engine's: what the engine overlooks must not be overlooked here as well.
static FACTS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"https?://\S+|<t:\d+(?::\w)?>|<[@#][!&]?\d+>|\S+@\S+\.\w+|`[^`]+`|\d[\d.,:/-]*").ok());
static NEGATIONS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:not|no|never|none|without|\w+n['’]t|nicht|nie|niemals|kein\w*|ohne)\b").ok()
});

impl Trim {
    fn of(rows: &[(&Labelled, &Answer)]) -> Self {
        let mut trim = Self::default();
        let (mut kept, mut gains) = ([Vec::new(), Vec::new()], Vec::new());
        for (row, said) in rows {
            let left = said.review.trimmed.as_deref().unwrap_or_default();
            trim.not_a_subsequence += usize::from(!is_subsequence(left, &row.text));
            let Some(value @ 2..) = row.value else { continue };
            trim.facts_lost += facts_lost(&row.text, left);
            let words = |text: &str| text.split_whitespace().count() as f64;
            kept[usize::from(value - 2)].push(words(left) / words(&row.text).max(1.0));
            if let Some(after) = said.score_trimmed {
                trim.scores_lower += usize::from(after < said.score());
                if value == 2 {
                    gains.push(after - said.score());
                }
            }
        }
        trim.kept = kept.map(|mut shares| {
            shares.sort_by(f64::total_cmp);
            shares.get(shares.len() / 2).copied()
        });
        trim.gain = mean(&gains);
        trim
    }
}

fn facts_lost(text: &str, left: &str) -> usize {
    let (Some(facts), Some(negations)) = (FACTS.as_ref(), NEGATIONS.as_ref()) else { return 0 };
    let lost = facts.find_iter(text).filter(|fact| !left.contains(fact.as_str())).count();
    lost + usize::from(negations.find_iter(text).count() > negations.find_iter(left).count())
}

/// Whether the words of the first are words of the second in order, but for the punctuation around them.
fn is_subsequence(left: &str, text: &str) -> bool {
    let bare = |word: &str| word.trim_matches(['.', ',', ';', ':', '!', '?']).to_owned();
    let mut words = text.split_whitespace().map(bare);
    left.split_whitespace().map(bare).all(|word| words.any(|own| own == word))
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_deletion_may_not_lose_is_counted() {
        assert_eq!(
            facts_lost(
                "Hi! Sync is not fixed in 4.7, see https://acme.example/a",
                "Sync is not fixed in 4.7, see https://acme.example/a"
            ),
            0
        );
        assert_eq!(facts_lost("Sync is not fixed in 4.7, see `log`", "Sync is fixed, see"), 3);
        assert!(is_subsequence("Sync works again.", "Hi all! Sync works, at last, again!"));
        assert!(!is_subsequence("again Sync", "Sync works again"));
    }
}
