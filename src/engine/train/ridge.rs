//! The weights of the features: ridge regression, solved by conjugate gradients on the normal equations (Hestenes and
//! Stiefel 1952).

use crate::domain::Lang;
use crate::engine::features::{Family, Term, named};
use crate::engine::model::{Model, OUTPUTS};
use crate::engine::wording::BUCKETS;

/// How strongly weights are held back: those of findings and form, of words, of classes. What is learnt of words hardly
/// helps with texts of another kind.
const RIDGE: [f64; 3] = [1.0, 1.2, 0.3];
/// The same for the outputs of the tags.
const TAG_RIDGE: [f64; 3] = [2.0, 0.35, 0.35];
/// The solver's most rounds, and how small a part of the first residual's square ends it before.
const ROUNDS: usize = 100;
const PRECISION: f64 = 1e-7;

/// A text's terms as columns, with what the outputs should say of it.
pub(super) struct Example {
    columns: Vec<(u32, f64)>,
    /// The score 0..=100, the tags 0..=1.
    pub(super) targets: [f64; OUTPUTS],
    lang: Lang,
}

impl Example {
    pub(super) fn new(lang: Lang, terms: &[Term], targets: [f64; OUTPUTS]) -> Self {
        let mut columns: Vec<(u32, f64)> = terms.iter().map(|t| (t.feature, f64::from(t.value))).collect();
        columns.sort_by_key(|c| c.0);
        columns.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        Self { columns, targets, lang }
    }
}

/// Weights and intercepts in full precision.
pub(super) struct Weights {
    base: [[f64; OUTPUTS]; 2],
    rows: Vec<[f64; OUTPUTS]>,
}

impl Weights {
    /// Fits all outputs; the intercepts are the means of each language.
    pub(super) fn fit(data: &[&Example]) -> Self {
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

    /// What the form of texts in a language is worth in the mean.
    fn usual_form(&self, data: &[&Example], lang: Lang) -> [f64; OUTPUTS] {
        let mut sum = [0.0; OUTPUTS];
        let own = || data.iter().filter(|example| example.lang == lang);
        for (column, value) in own().flat_map(|example| &example.columns) {
            if Family::of(*column as usize) == Family::Form {
                add(&mut sum, &[*value; OUTPUTS], &self.rows[*column as usize]);
            }
        }
        sum.map(|sum| sum / (own().count().max(1) as f64))
    }

    /// The weights as they ship, the layer and the cuts still blank; `data` is what they were fitted to.
    pub(super) fn into_model(self, data: &[&Example]) -> Model {
        let mut model = Model::blank();
        for lang in 0..2 {
            let usual = self.usual_form(data, Lang::ALL[lang]);
            model.usual[lang] = usual.map(|usual| usual as f32);
            model.base[lang] = std::array::from_fn(|output| (self.base[lang][output] + usual[output]) as f32);
        }
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
    let held: [[f64; OUTPUTS]; 3] = std::array::from_fn(|kind| {
        let mut held = [TAG_RIDGE[kind]; OUTPUTS];
        held[0] = RIDGE[kind];
        held
    });
    let apply = |w: &[[f64; OUTPUTS]]| {
        let hold = |column: usize| match Family::of(column) {
            Family::Heuristics | Family::Form => &held[0],
            Family::Wording => &held[1],
            Family::Classes => &held[2],
        };
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
