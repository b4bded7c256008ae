//! Training: ridge regression of the rubric value and the tags on the terms of a labelled corpus.
//!
//! Deterministic: the same rows give the same weights. Solved by conjugate gradients on the normal equations
//! (Hestenes and Stiefel 1952); the cuts are chosen on predictions for rows left out in five folds.

use serde::Deserialize;

use crate::domain::{Lang, Tag};

use super::features::{BUCKETS, Family, Term, named};
use super::model::{Model, OUTPUTS};
use super::{Engine, Hints, Markup, Rules};

/// One labelled message.
#[derive(Debug, Clone, Deserialize)]
pub struct Row {
    /// Its id, unique in the corpus.
    pub id: String,
    /// Its language.
    pub lang: Lang,
    /// The words.
    pub text: String,
    /// The rubric value, 0..=3.
    pub value: u8,
    /// The tags.
    pub tags: Vec<Tag>,
    /// It answers one member.
    #[serde(default)]
    pub reply: bool,
    /// What a second reader said who did not see the first one's labels.
    #[serde(default)]
    pub second: Option<Label>,
}

/// A reader's labels of one message.
#[derive(Debug, Clone, Deserialize)]
pub struct Label {
    /// The rubric value, 0..=3.
    pub value: u8,
    /// The tags.
    pub tags: Vec<Tag>,
}

/// What the folds say of the corpus; for people.
#[derive(Debug)]
pub struct Report {
    /// For each row its score by a model that has not seen it.
    pub scores: Vec<f64>,
    /// Quadratic-weighted kappa of those scores at the shipped cuts.
    pub kappa: f64,
    /// The cuts that would be best in the folds, and their kappa.
    pub best: ([f64; 3], f64),
    /// Micro F1 of the drift tags and of the value tags at the chosen cuts.
    pub tags_f1: [f64; 2],
}

/// How strongly weights are held back: named features, hashed ones.
const RIDGE: [f64; 2] = [2.0, 0.6];
/// The same for the outputs of the tags.
const TAG_RIDGE: [f64; 2] = [2.0, 0.35];
const FOLDS: usize = 5;
/// Where `thin`, `padded` and `to_the_point` begin: near the folds' best, and checked on messages of other writers
/// (docs/scoring.md).
const CUTS: [f64; 3] = [28.0, 47.0, 68.0];
/// The solver's most rounds, and how small a part of the first residual's square ends it before.
const ROUNDS: usize = 100;
const PRECISION: f64 = 1e-9;

/// Trains on all rows; `without` leaves families of evidence out, to see what they are worth.
#[must_use]
pub fn train(rows: &[Row], without: &[Family]) -> (Model, Report) {
    let engine = Engine::new(Model::blank());
    let rules = Rules::default();
    let terms = |row: &Row| {
        let mut terms = engine.train_terms(&row.text, &hints(row, &rules)).1;
        terms.retain(|term| !without.contains(&Family::of(term.feature as usize)));
        terms
    };
    let data: Vec<Example> = rows.iter().map(|row| Example::new(row, terms(row))).collect();
    let mut left_out = vec![[0.0; OUTPUTS]; rows.len()];
    let mut scores = vec![0.0; rows.len()];
    for fold in 0..FOLDS {
        let seen: Vec<&Example> = data.iter().enumerate().filter(|(i, _)| i % FOLDS != fold).map(|(_, e)| e).collect();
        let weights = Weights::fit(&seen);
        for (i, example) in data.iter().enumerate().filter(|(i, _)| i % FOLDS == fold) {
            left_out[i] = weights.predict(example);
        }
        let engine = Engine::new(weights.into_model(&seen, [0.5; OUTPUTS - 1]));
        for i in (fold..rows.len()).step_by(FOLDS) {
            scores[i] = engine.assess(&rows[i].text, &hints(&rows[i], &rules)).score;
        }
    }
    let values: Vec<u8> = rows.iter().map(|row| row.value).collect();
    let (kappa, best) = (kappa_at(&CUTS, &scores, &values), best_cuts(&scores, &values));
    let tag_cuts: [f64; OUTPUTS - 1] = std::array::from_fn(|t| best_tag_cut(&left_out, &data, t + 1));
    let tags_f1 = [true, false].map(|drift| tags_f1(&left_out, &data, &tag_cuts, drift));
    let all: Vec<&Example> = data.iter().collect();
    (Weights::fit(&all).into_model(&all, tag_cuts), Report { scores, kappa, best, tags_f1 })
}

fn hints<'r>(row: &Row, rules: &'r Rules) -> Hints<'r> {
    Hints { lang: Some(row.lang), home: row.lang, reply: row.reply, markup: Markup::Discord, rules }
}

/// A row's terms as columns, with its targets.
struct Example {
    columns: Vec<(u32, f64)>,
    targets: [f64; OUTPUTS],
    lang: Lang,
}

impl Example {
    fn new(row: &Row, terms: Vec<Term>) -> Self {
        let mut columns: Vec<(u32, f64)> = terms.iter().map(|t| (t.feature, f64::from(t.value))).collect();
        columns.sort_by_key(|c| c.0);
        columns.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        let first = targets(row.value, &row.tags);
        let second = row.second.as_ref().map_or(first, |second| targets(second.value, &second.tags));
        let targets = std::array::from_fn(|output| (first[output] + second[output]) / 2.0);
        Self { columns, targets, lang: row.lang }
    }
}

/// What the outputs should say of a message with these labels; where two readers differ, the mean of both.
fn targets(value: u8, tags: &[Tag]) -> [f64; OUTPUTS] {
    let mut targets = [0.0; OUTPUTS];
    targets[0] = f64::from(value) * 100.0 / 3.0;
    for tag in tags {
        if let Some(target) = targets.get_mut(*tag as usize + 1) {
            *target = 1.0;
        }
    }
    targets
}

/// Weights and intercepts in full precision.
struct Weights {
    base: [[f64; OUTPUTS]; 2],
    rows: Vec<[f64; OUTPUTS]>,
}

impl Weights {
    /// Fits all outputs; the intercepts are the means of each language.
    fn fit(data: &[&Example]) -> Self {
        let columns = named() + BUCKETS;
        let mut weights = Self { base: [[0.0; OUTPUTS]; 2], rows: vec![[0.0; OUTPUTS]; columns] };
        for lang in Lang::ALL {
            let own: Vec<&&Example> = data.iter().filter(|e| e.lang == lang).collect();
            for output in 0..OUTPUTS {
                let sum: f64 = own.iter().map(|e| e.targets[output]).sum();
                weights.base[lang as usize][output] = sum / (own.len().max(1) as f64);
            }
        }
        // The outputs of the tags have one intercept, the mean of both.
        for output in 1..OUTPUTS {
            let mean = (weights.base[0][output] + weights.base[1][output]) / 2.0;
            weights.base[0][output] = mean;
            weights.base[1][output] = mean;
        }
        weights.rows = ridge(data, &weights.base, columns);
        weights
    }

    fn predict(&self, example: &Example) -> [f64; OUTPUTS] {
        let mut out = self.base[example.lang as usize];
        for (column, value) in &example.columns {
            out.iter_mut().zip(&self.rows[*column as usize]).for_each(|(o, w)| *o += w * value);
        }
        out
    }

    /// What the form of texts in a language is worth in the mean.
    fn usual_form(&self, data: &[&Example], lang: Lang) -> f64 {
        let worth = |example: &Example| -> f64 {
            let form = example.columns.iter().filter(|(column, _)| Family::of(*column as usize) == Family::Form);
            form.map(|(column, value)| self.rows[*column as usize][0] * value).sum()
        };
        let own = data.iter().filter(|example| example.lang == lang);
        let (count, sum) =
            own.map(|example| worth(example)).fold((0.0_f64, 0.0), |(count, sum), worth| (count + 1.0, sum + worth));
        sum / count.max(1.0)
    }

    /// The weights as they ship; `data` is what they were fitted to.
    fn into_model(self, data: &[&Example], tag_cuts: [f64; OUTPUTS - 1]) -> Model {
        let mut model = Model::blank();
        let usual = Lang::ALL.map(|lang| self.usual_form(data, lang));
        model.usual = usual.map(|usual| usual as f32);
        model.base = std::array::from_fn(|lang| (self.base[lang][0] + usual[lang]) as f32);
        model.tag_base = std::array::from_fn(|t| self.base[0][t + 1] as f32);
        model.cuts = CUTS.map(|c| c as f32);
        model.tag_cuts = tag_cuts.map(|c| c as f32);
        let (own, hashed) = self.rows.split_at(named());
        model.named.iter_mut().zip(own).for_each(|(row, weights)| *row = weights.map(|w| w as f32));
        for output in 0..OUTPUTS {
            let largest = hashed.iter().map(|row| row[output].abs()).fold(0.0, f64::max);
            let step = largest / 127.0;
            model.steps[output] = step as f32;
            for (row, weights) in model.buckets.iter_mut().zip(hashed) {
                row[output] = if step > 0.0 { (weights[output] / step).round() as i8 } else { 0 };
            }
        }
        model
    }
}

/// Solves (X'X + R) w = X'y for all outputs side by side, each by conjugate gradients of its own.
fn ridge(data: &[&Example], base: &[[f64; OUTPUTS]; 2], columns: usize) -> Vec<[f64; OUTPUTS]> {
    let held = [0, 1].map(|hashed| {
        let mut held = [TAG_RIDGE[hashed]; OUTPUTS];
        held[0] = RIDGE[hashed];
        held
    });
    let apply = |w: &[[f64; OUTPUTS]]| {
        let hold = |column: usize| &held[usize::from(column >= named())];
        let mut out: Vec<[f64; OUTPUTS]> = w.iter().enumerate().map(|(c, w)| each(|o| w[o] * hold(c)[o])).collect();
        for example in data {
            let mut dot = [0.0; OUTPUTS];
            example.columns.iter().for_each(|(c, v)| add(&mut dot, &[*v; OUTPUTS], &w[*c as usize]));
            example.columns.iter().for_each(|(c, v)| add(&mut out[*c as usize], &[*v; OUTPUTS], &dot));
        }
        out
    };
    let mut residual = vec![[0.0; OUTPUTS]; columns];
    for example in data {
        let y = each(|o| example.targets[o] - base[example.lang as usize][o]);
        example.columns.iter().for_each(|(c, v)| add(&mut residual[*c as usize], &[*v; OUTPUTS], &y));
    }
    let mut w = vec![[0.0; OUTPUTS]; columns];
    let mut direction = residual.clone();
    let mut energy = dots(&residual, &residual);
    let enough = energy.map(|energy| energy * PRECISION);
    for _ in 0..ROUNDS {
        if energy.iter().zip(&enough).all(|(energy, enough)| energy <= enough) {
            break;
        }
        let image = apply(&direction);
        let slope = dots(&direction, &image);
        // An output that is solved stands still.
        let step = each(|o| if energy[o] <= enough[o] { 0.0 } else { energy[o] / slope[o] });
        let back = step.map(|step| -step);
        w.iter_mut().zip(&direction).for_each(|(w, d)| add(w, &step, d));
        residual.iter_mut().zip(&image).for_each(|(r, i)| add(r, &back, i));
        let next = dots(&residual, &residual);
        let keep = each(|o| if energy[o] <= enough[o] { 0.0 } else { next[o] / energy[o] });
        direction.iter_mut().zip(&residual).for_each(|(d, r)| *d = each(|o| r[o] + keep[o] * d[o]));
        energy = next;
    }
    w
}

/// One number for each output.
fn each(of: impl FnMut(usize) -> f64) -> [f64; OUTPUTS] {
    std::array::from_fn(of)
}

/// Adds a row times factors.
fn add(sum: &mut [f64; OUTPUTS], factors: &[f64; OUTPUTS], row: &[f64; OUTPUTS]) {
    sum.iter_mut().zip(factors).zip(row).for_each(|((sum, factor), x)| *sum += factor * x);
}

/// The scalar products of two tables, one for each output.
fn dots(a: &[[f64; OUTPUTS]], b: &[[f64; OUTPUTS]]) -> [f64; OUTPUTS] {
    let mut sums = [0.0; OUTPUTS];
    a.iter().zip(b).for_each(|(a, b)| add(&mut sums, a, b));
    sums
}

/// The three cuts with the highest quadratic-weighted kappa, in whole points, one after the other until none improves.
fn best_cuts(scores: &[f64], values: &[u8]) -> ([f64; 3], f64) {
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

fn kappa_at(cuts: &[f64; 3], scores: &[f64], values: &[u8]) -> f64 {
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
fn best_tag_cut(outputs: &[[f64; OUTPUTS]], data: &[Example], output: usize) -> f64 {
    let candidates = (5..=80).map(|c| f64::from(c) / 100.0);
    let f1 = |cut: f64| {
        let (hit, said, there) = count(outputs, data, output, cut);
        2.0 * hit / (said + there).max(1.0)
    };
    candidates.fold(0.5, |best, cut| if f1(cut) > f1(best) { cut } else { best })
}

fn count(outputs: &[[f64; OUTPUTS]], data: &[Example], output: usize, cut: f64) -> (f64, f64, f64) {
    let rows = outputs.iter().zip(data);
    rows.fold((0.0, 0.0, 0.0), |(hit, said, there), (out, example)| {
        let (s, t) = (f64::from(u8::from(out[output] >= cut)), example.targets[output]);
        (hit + s * t, said + s, there + t)
    })
}

fn tags_f1(outputs: &[[f64; OUTPUTS]], data: &[Example], cuts: &[f64; OUTPUTS - 1], drift: bool) -> f64 {
    let tags = Tag::ALL.into_iter().take(OUTPUTS - 1).enumerate().filter(|(_, tag)| tag.is_drift() == drift);
    let (hit, total) = tags.fold((0.0, 0.0), |(hit, total), (i, _)| {
        let (h, said, there) = count(outputs, data, i + 1, cuts[i]);
        (hit + h, total + said + there)
    });
    2.0 * hit / f64::max(total, 1.0)
}
