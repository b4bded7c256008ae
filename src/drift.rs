//! Drift: a one-sided CUSUM (Page 1954) on the value of counted messages, as a fold over stored messages.
//!
//! Nothing of the fold is stored: edits, deletions and late events change its input and so its outcome.

use jiff::SignedDuration;

use crate::domain::{Step, Value};

/// The value a healthy message is measured against: `S = max(0, S + 1.5 - value)`.
pub const REFERENCE: f64 = 1.5;
/// Fewer entries than this never alarm.
pub const MINIMUM: usize = 3;
/// Messages of one account and channel closer than this enter the fold once, with the best value.
pub const BURST: SignedDuration = SignedDuration::from_mins(5);
/// After this long without a counted message the sum begins anew.
pub const SILENCE: SignedDuration = SignedDuration::from_hours(14 * 24);
/// What four weeks of a healthy account look like: shares of the values 0..=3.
pub const HEALTHY: [f64; 4] = [0.1, 0.2, 0.3, 0.4];
/// What an account looks like that truly drifts.
pub const DRIFTING: [f64; 4] = [0.4, 0.3, 0.2, 0.1];

/// What the fold says.
#[derive(Debug, Clone, PartialEq)]
pub struct Fold {
    /// The sum at the end, or at the alarm.
    pub sum: f64,
    /// The first alarm; the fold ends there.
    pub alarm: Option<Alarm>,
    /// Index of the first step behind the last zero of the sum: since when it rises.
    pub since: Option<usize>,
}

/// Where the sum reached the limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alarm {
    /// Index of the step that raised it.
    pub at: usize,
    /// Index of the first step behind the last zero: since when.
    pub since: usize,
}

/// Folds the counted messages of one subject since its last reset, ordered by (posted_at, message).
#[must_use]
pub fn fold(steps: &[Step], limit: f64) -> Fold {
    fold_from(0.0, steps, limit)
}

/// The same from another sum than 0; for folds that begin in the middle of a long history.
#[must_use]
pub fn fold_from(start: f64, steps: &[Step], limit: f64) -> Fold {
    let mut fold = Fold { sum: start, alarm: None, since: None };
    let mut entries = 0;
    let mut at = 0;
    while at < steps.len() {
        let end = burst_end(steps, at);
        let value = steps[at..end].iter().map(|s| s.value).max().unwrap_or(Value::Empty);
        if at > 0 && steps[at].posted_at.duration_since(steps[at - 1].posted_at) >= SILENCE {
            fold.sum = 0.0;
            fold.since = None;
        }
        entries += 1;
        fold.sum = (fold.sum + REFERENCE - f64::from(value.number())).max(0.0);
        fold.since = if fold.sum > 0.0 { fold.since.or(Some(at)) } else { None };
        if fold.sum >= limit && entries >= MINIMUM {
            fold.alarm = Some(Alarm { at: end - 1, since: fold.since.unwrap_or(at) });
            return fold;
        }
        at = end;
    }
    fold
}

/// The index behind the burst that begins at a step: messages of the same account and channel, each close to the one before.
#[must_use]
pub fn burst_end(steps: &[Step], start: usize) -> usize {
    let mut end = start + 1;
    while end < steps.len() {
        let (last, next) = (&steps[end - 1], &steps[end]);
        let same = last.account_key.is_some() && last.account_key == next.account_key && last.channel == next.channel;
        if !same || next.posted_at.duration_since(last.posted_at) >= BURST {
            break;
        }
        end += 1;
    }
    end
}

/// Whether a fold that begins with these steps has forgotten where its sum began: from 0 and from just under the limit it
/// ends the same, so older steps cannot change what it says from then on. The steps must not begin within a burst.
#[must_use]
pub fn has_forgotten(steps: &[Step], limit: f64) -> bool {
    let (low, high) = (fold_from(0.0, steps, f64::INFINITY), fold_from(limit, steps, f64::INFINITY));
    low.sum == high.sum && low.since == high.since && steps.len() >= MINIMUM
}

/// The expected number of messages until `S = max(0, S + step)` reaches the limit, from S = 0.
///
/// Solves the finite Markov chain exactly but for rounding (Brook and Evans 1972). `steps` and `limit` must be multiples
/// of one unit of at least 1/64; `probabilities` add up to 1. Infinite when no step is positive.
#[must_use]
pub fn run_length(steps: &[f64], probabilities: &[f64], limit: f64) -> f64 {
    let unit = unit_of(steps.iter().copied().chain([limit]));
    let states = (limit / unit).round() as usize;
    if !steps.iter().zip(probabilities).any(|(step, p)| *step > 0.0 && *p > 0.0) {
        return f64::INFINITY;
    }
    // (I - Q) a = 1, where Q moves between the sums below the limit.
    let mut rows: Vec<Vec<f64>> = (0..states)
        .map(|from| {
            let mut row = vec![0.0; states + 1];
            row[from] += 1.0;
            row[states] = 1.0;
            for (step, p) in steps.iter().zip(probabilities) {
                let to = (from as f64 + step / unit).round().max(0.0) as usize;
                if to < states {
                    row[to] -= p;
                }
            }
            row
        })
        .collect();
    solve(&mut rows)
}

/// The largest power of a half, down to 1/64, that all numbers are multiples of.
fn unit_of(numbers: impl Iterator<Item = f64> + Clone) -> f64 {
    let units = (0..=6).map(|n| 0.5_f64.powi(n));
    let fits = |unit: &f64| numbers.clone().all(|n| (n / unit).fract() == 0.0);
    units.clone().find(fits).unwrap_or(0.5_f64.powi(6))
}

/// Gauss-Jordan elimination with row pivoting; answers the first unknown.
fn solve(rows: &mut [Vec<f64>]) -> f64 {
    let n = rows.len();
    for column in 0..n {
        let pivot =
            (column..n).max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs())).unwrap_or(column);
        rows.swap(column, pivot);
        let head = rows[column].clone();
        for (i, row) in rows.iter_mut().enumerate() {
            if i != column && row[column] != 0.0 {
                let factor = row[column] / head[column];
                row.iter_mut().zip(&head).skip(column).for_each(|(x, h)| *x -= factor * h);
            }
        }
    }
    rows.first().map_or(0.0, |row| row[n] / row[0])
}

/// The expected number of messages to an alarm for messages of this mix of the values 0..=3.
#[must_use]
pub fn messages_to_alarm(mix: [f64; 4], limit: f64) -> f64 {
    let steps = [0.0, 1.0, 2.0, 3.0].map(|value| REFERENCE - value);
    run_length(&steps, &mix, limit)
}

#[cfg(test)]
mod properties;

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, exact: f64) {
        assert!((found - exact).abs() < 1e-9 * exact.max(1.0), "{found} is not {exact}");
    }

    #[test]
    fn run_lengths_equal_the_published_fractions() {
        let ordinal = [
            ([0.1, 0.2, 0.3, 0.4], 26800.0 / 449.0, 148_826_150.0 / 552_511.0),
            ([0.2, 0.3, 0.3, 0.2], 29502.0 / 2147.0, 182_287_014.0 / 6_751_039.0),
            ([0.4, 0.3, 0.2, 0.1], 372_900.0 / 68809.0, 121_132_450.0 / 14_314_969.0),
            ([1.0, 0.0, 0.0, 0.0], 2.0, 3.0),
        ];
        for (mix, three, four_and_a_half) in ordinal {
            near(messages_to_alarm(mix, 3.0), three);
            near(messages_to_alarm(mix, 4.5), four_and_a_half);
        }
        let bernoulli = [
            (0.1, 962_220.0 / 1261.0, 7_885_390.0 / 1513.0),
            (0.2, 16435.0 / 181.0, 59120.0 / 233.0),
            (0.5, 124.0 / 13.0, 230.0 / 17.0),
            (1.0, 3.0, 4.0),
        ];
        for (p, six, eight) in bernoulli {
            near(run_length(&[2.0, -1.0], &[p, 1.0 - p], 6.0), six);
            near(run_length(&[2.0, -1.0], &[p, 1.0 - p], 8.0), eight);
        }
    }

    #[test]
    fn the_sensitivities_alarm_as_rarely_as_the_design_says() {
        let rounded = |mix, limit| (messages_to_alarm(mix, limit) * 2.0).round() / 2.0;
        assert_eq!([4.5, 6.0, 7.5].map(|h| messages_to_alarm(HEALTHY, h).round()), [269.0, 1102.0, 4378.0]);
        assert_eq!([4.5, 6.0, 7.5].map(|h| rounded(DRIFTING, h)), [8.5, 11.5, 14.5]);
    }
}
