//! The measures of agreement and ranking, and how sure a figure is.

use crate::engine::golden::Dice;

/// Area under the ROC curve: the chance that a positive outranks a negative, ties count half (Hanley and McNeil 1982). None
/// without both.
pub(super) fn auc(scores: &[f64], positive: &[bool]) -> Option<f64> {
    let mut ranked: Vec<(f64, bool)> = scores.iter().copied().zip(positive.iter().copied()).collect();
    ranked.sort_by(|a, b| a.0.total_cmp(&b.0));
    let positives = positive.iter().filter(|p| **p).count();
    let negatives = positive.len() - positives;
    let mut rank_sum = 0.0;
    let mut before = 0;
    for ties in ranked.chunk_by(|a, b| a.0 == b.0) {
        let mean_rank = before as f64 + (ties.len() as f64 + 1.0) / 2.0;
        rank_sum += mean_rank * ties.iter().filter(|(_, p)| *p).count() as f64;
        before += ties.len();
    }
    let least = positives as f64 * (positives as f64 + 1.0) / 2.0;
    (positives > 0 && negatives > 0).then(|| (rank_sum - least) / (positives as f64 * negatives as f64))
}

/// The highest recall of the bad over all thresholds of a score below which at least this part is bad.
pub(super) fn recall_at(precision: f64, scores: &[f64], bad: &[bool]) -> f64 {
    let mut ranked: Vec<(f64, bool)> = scores.iter().copied().zip(bad.iter().copied()).collect();
    ranked.sort_by(|a, b| a.0.total_cmp(&b.0));
    let all = bad.iter().filter(|b| **b).count().max(1);
    let (mut best, mut hit, mut seen) = (0.0_f64, 0, 0);
    for ties in ranked.chunk_by(|a, b| a.0 == b.0) {
        hit += ties.iter().filter(|(_, bad)| *bad).count();
        seen += ties.len();
        if f64::from(hit as u32) >= precision * f64::from(seen as u32) {
            best = best.max(hit as f64 / all as f64);
        }
    }
    best
}

/// F1 from how many were found rightly, said, and there.
pub(super) fn f1(hit: usize, said: usize, there: usize) -> Option<f64> {
    (said + there > 0).then(|| 2.0 * hit as f64 / (said + there) as f64)
}

/// The bootstrap interval of 95 % (Efron 1979) of a figure over `n` rows, from 500 samples that are the same every time.
pub(super) fn interval(n: usize, figure: impl Fn(&[usize]) -> Option<f64>) -> Option<[f64; 2]> {
    const SAMPLES: usize = 500;
    let mut dice = Dice(1);
    let mut drawn = vec![0; n];
    let mut values = Vec::with_capacity(SAMPLES);
    for _ in 0..SAMPLES {
        drawn.iter_mut().for_each(|row| *row = dice.below(n as u64) as usize);
        values.extend(figure(&drawn).filter(|value| value.is_finite()));
    }
    values.sort_by(f64::total_cmp);
    let at = |share: f64| values.get((values.len() as f64 * share) as usize).copied();
    Some([at(0.025)?, at(0.975)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_counted_as_by_hand() {
        let scores = [10.0, 20.0, 20.0, 30.0];
        // Of four pairs two are right, one is a tie and one wrong.
        assert_eq!(auc(&scores, &[false, true, false, true]), Some(0.875));
        assert_eq!(auc(&scores, &[true, true, false, false]), Some(0.125));
        assert_eq!(auc(&scores, &[true; 4]), None);
        assert_eq!(recall_at(0.95, &scores, &[true, false, false, true]), 0.5);
        assert_eq!(recall_at(0.5, &scores, &[true, false, true, true]), 1.0);
        assert_eq!(f1(2, 3, 5), Some(0.5));
    }

    #[test]
    fn an_interval_holds_its_figure() {
        let values: Vec<f64> = (0..200).map(f64::from).collect();
        let mean = |rows: &[usize]| Some(rows.iter().map(|row| values[*row]).sum::<f64>() / rows.len() as f64);
        let [low, high] = interval(values.len(), mean).unwrap();
        // The standard error of the mean is 57.7 / sqrt(200) = 4.1.
        assert!((90.0..94.0).contains(&low) && (105.0..109.5).contains(&high), "{low} {high}");
    }
}
