//! Training on a labelled corpus: ridge regression of the rubric value and the tags on the terms of the messages, then
//! a layer over the sums of messages that the regression has not seen.
//!
//! Deterministic: the same rows give the same weights.

use serde::Deserialize;

use crate::domain::{Lang, Tag};

use super::features::Family;
use super::model::{Model, OUTPUTS};
use super::{Engine, Hints, Markup, Rules};

use self::cuts::{CUTS, best_cuts, best_tag_cut, kappa_at, tags_f1};
use self::layer::Sample;
use self::ridge::{Example, Weights};

pub use self::cuts::kappa;

mod cuts;
mod layer;
mod ridge;

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
    /// The same for the sums alone, without the layer.
    pub best_of_sums: ([f64; 3], f64),
    /// Micro F1 of the drift tags and of the value tags at the chosen cuts.
    pub tags_f1: [f64; 2],
}

const FOLDS: usize = 5;

/// Trains on all rows; `without` leaves families of evidence out, to see what they are worth.
#[must_use]
pub fn train(rows: &[Row], without: &[Family]) -> (Model, Report) {
    let engine = Engine::new(Model::blank());
    let rules = Rules::default();
    let example = |row: &Row| {
        let mut terms = engine.train_terms(&row.text, &hints(row, &rules));
        terms.retain(|term| !without.contains(&Family::of(term.feature as usize)));
        Example::new(row.lang, &terms, readers(row))
    };
    let data: Vec<Example> = rows.iter().map(example).collect();
    // The layer learns from sums as they are for messages that nobody has seen.
    let mut samples: Vec<Sample> = data.iter().map(|example| Sample::new(example.targets)).collect();
    for fold in 0..FOLDS {
        let (seen, _) = split(&data, fold);
        let engine = Engine::new(Weights::fit(&seen).into_model(&seen));
        for i in (fold..rows.len()).step_by(FOLDS) {
            samples[i].inputs = engine.train_inputs(&rows[i].text, &hints(&rows[i], &rules));
        }
    }
    let mut left_out = vec![[0.0; OUTPUTS]; rows.len()];
    for fold in 0..FOLDS {
        let (seen, unseen) = split(&samples, fold);
        let layer = layer::fit(&seen);
        for (n, sample) in unseen.iter().enumerate() {
            let outputs = layer.outputs(&layer.see(sample.inputs));
            left_out[n * FOLDS + fold] = std::array::from_fn(|output| f64::from(outputs[output]));
        }
    }
    let all: Vec<&Example> = data.iter().collect();
    let mut model = Weights::fit(&all).into_model(&all);
    model.layer = layer::fit(&samples.iter().collect::<Vec<_>>());
    let targets: Vec<[f64; OUTPUTS]> = samples.iter().map(|sample| sample.targets).collect();
    let tag_cuts: [f64; OUTPUTS - 1] = std::array::from_fn(|t| best_tag_cut(&left_out, &targets, t + 1));
    model.cuts = CUTS.map(|c| c as f32);
    model.tag_cuts = tag_cuts.map(|c| c as f32);
    let values: Vec<u8> = rows.iter().map(|row| row.value).collect();
    let scores: Vec<f64> = left_out.iter().map(|outputs| outputs[0].clamp(0.0, 100.0)).collect();
    let sums: Vec<f64> = samples.iter().map(|sample| f64::from(sample.inputs[0])).collect();
    let report = Report {
        kappa: kappa_at(&CUTS, &scores, &values),
        best: best_cuts(&scores, &values),
        best_of_sums: best_cuts(&sums, &values),
        tags_f1: [true, false].map(|drift| tags_f1(&left_out, &targets, &tag_cuts, drift)),
        scores,
    };
    (model, report)
}

/// What is not in a fold, and what is.
fn split<T>(all: &[T], fold: usize) -> (Vec<&T>, Vec<&T>) {
    let mut halves = (Vec::new(), Vec::new());
    for (i, one) in all.iter().enumerate() {
        if i % FOLDS == fold { halves.1.push(one) } else { halves.0.push(one) }
    }
    halves
}

fn hints<'r>(row: &Row, rules: &'r Rules) -> Hints<'r> {
    Hints { lang: Some(row.lang), home: row.lang, reply: row.reply, markup: Markup::Discord, rules }
}

/// What the outputs should say of a message; where two readers differ, the mean of both.
fn readers(row: &Row) -> [f64; OUTPUTS] {
    let first = targets(row.value, &row.tags);
    let second = row.second.as_ref().map_or(first, |second| targets(second.value, &second.tags));
    std::array::from_fn(|output| (first[output] + second[output]) / 2.0)
}

/// What the outputs should say of a message with these labels.
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
