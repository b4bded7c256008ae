//! Where the cuts lie: those that agree best with the readers on predictions for rows left out.

use crate::domain::Tag;
use crate::engine::model::OUTPUTS;

/// Where `thin`, `padded` and `to_the_point` begin: near the folds' best, and checked on messages of other writers
/// (docs/scoring.md).
pub(super) const CUTS: [f64; 3] = [20.0, 46.0, 79.0];

/// The three cuts with the highest quadratic-weighted kappa, in whole points, one after the other until none improves.
pub(super) fn best_cuts(scores: &[f64], values: &[u8]) -> ([f64; 3], f64) {
    let mut cuts = CUTS;
    let mut best = kappa_at(&cuts, scores, values);
    loop {
        let before = best;
        for i in 0..3 {
            for candidate in (5..=95).map(f64::from) {
                let mut tried = cuts;
                tried[i] = candidate;
                let rated = kappa_at(&tried, scores, values);
                if tried.is_sorted() && rated > best {
                    (cuts, best) = (tried, rated);
                }
            }
        }
        if best <= before {
            return (cuts, best);
        }
    }
}

pub(super) fn kappa_at(cuts: &[f64; 3], scores: &[f64], values: &[u8]) -> f64 {
    let cut: Vec<u8> = scores.iter().map(|s| cuts.iter().filter(|c| s >= *c).count() as u8).collect();
    kappa(&cut, values)
}

/// Quadratic-weighted kappa (Cohen 1968) of two ratings 0..=3; NaN where one of them never varies.
#[must_use]
pub fn kappa(a: &[u8], b: &[u8]) -> f64 {
    let n = a.len() as f64;
    let observed: f64 = a.iter().zip(b).map(|(x, y)| (f64::from(*x) - f64::from(*y)).powi(2)).sum::<f64>() / n;
    let share = |list: &[u8]| [0_u8, 1, 2, 3].map(|v| list.iter().filter(|x| **x == v).count() as f64 / n);
    let (pa, pb) = (share(a), share(b));
    let expected: f64 = (0..4)
        .flat_map(|i| (0..4).map(move |j| (i, j)))
        .map(|(i, j)| pa[i] * pb[j] * (i as f64 - j as f64).powi(2))
        .sum();
    1.0 - observed / expected
}

/// The cut of one tag's output with the highest F1.
pub(super) fn best_tag_cut(outputs: &[[f64; OUTPUTS]], targets: &[[f64; OUTPUTS]], output: usize) -> f64 {
    let candidates = (5..=80).map(|c| f64::from(c) / 100.0);
    let f1 = |cut: f64| {
        let (hit, said, there) = count(outputs, targets, output, cut);
        2.0 * hit / (said + there).max(1.0)
    };
    candidates.fold(0.5, |best, cut| if f1(cut) > f1(best) { cut } else { best })
}

fn count(outputs: &[[f64; OUTPUTS]], targets: &[[f64; OUTPUTS]], output: usize, cut: f64) -> (f64, f64, f64) {
    let rows = outputs.iter().zip(targets);
    rows.fold((0.0, 0.0, 0.0), |(hit, said, there), (out, target)| {
        let (s, t) = (f64::from(u8::from(out[output] >= cut)), target[output]);
        (hit + s * t, said + s, there + t)
    })
}

pub(super) fn tags_f1(
    outputs: &[[f64; OUTPUTS]],
    targets: &[[f64; OUTPUTS]],
    cuts: &[f64; OUTPUTS - 1],
    drift: bool,
) -> f64 {
    let tags = Tag::ALL.into_iter().take(OUTPUTS - 1).enumerate().filter(|(_, tag)| tag.is_drift() == drift);
    let (hit, total) = tags.fold((0.0, 0.0), |(hit, total), (i, _)| {
        let (h, said, there) = count(outputs, targets, i + 1, cuts[i]);
        (hit + h, total + said + there)
    });
    2.0 * hit / f64::max(total, 1.0)
}
