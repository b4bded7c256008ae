//! Adds up the rows of a text by their places, and tells what each place is worth.

use std::ops::Range;

use crate::domain::{Finding, Tag};

use super::features::{Found, Place};
use super::heuristics::{self, Reading};
use super::layer::{INPUTS, Inputs};
use super::model::{OUTPUTS, Row};

/// The id of the finding for the words of one sentence that no heuristic names.
pub const WORDING: &str = "wording";
/// The id of the finding for terms that have no place.
pub const CONTEXT: &str = "context";

/// The rows of one text as they come.
pub(super) struct Ledger<'r> {
    reading: &'r Reading<'r>,
    found: &'r [Found],
    of_found: Vec<Row<f64>>,
    wording: Vec<Row<f64>>,
    context: Row<f64>,
}

/// The rows of one text, added up.
pub(super) struct Balance<'r> {
    ledger: Ledger<'r>,
    parts: Vec<Part>,
    /// The sums for the layer.
    pub(super) inputs: Inputs,
    /// For each output the sentence with its highest sum and the one with its lowest.
    extremes: [[usize; 2]; OUTPUTS],
}

/// One span of what a heuristic found.
struct Part {
    found: usize,
    span: Range<usize>,
    /// Its part of the heuristic's row, by words.
    share: f64,
    /// The sentence it begins in.
    sentence: usize,
}

/// The sums of a text in which no sentence says anything.
pub(super) fn of_whole(outputs: &[f32; OUTPUTS]) -> Inputs {
    let mut inputs = [0.0; INPUTS];
    inputs[..OUTPUTS].copy_from_slice(outputs);
    inputs
}

impl<'r> Ledger<'r> {
    /// The context is measured against the `usual` one, which is in the base.
    pub(super) fn new(reading: &'r Reading<'r>, found: &'r [Found], usual: &[f32; OUTPUTS]) -> Self {
        let mut context = Row::default();
        context.iter_mut().zip(usual).for_each(|(sum, usual)| *sum = -f64::from(*usual));
        let wording = vec![Row::default(); reading.text.sentences.len()];
        Self { reading, found, of_found: vec![Row::default(); found.len()], wording, context }
    }

    /// Adds a row to a place.
    pub(super) fn award(&mut self, place: Place, row: &Row<f64>) {
        let sums = match place {
            Place::Context => &mut self.context,
            Place::Found(n) => &mut self.of_found[n as usize],
            Place::Sentence(n) => &mut self.wording[n as usize],
        };
        add(sums, 1.0, row);
    }

    /// Adds up a text whose outputs are `base` where nothing is found.
    pub(super) fn close(self, base: &[f32; OUTPUTS]) -> Balance<'r> {
        let parts = parts(self.reading, self.found);
        let mut sentences = self.wording.clone();
        for part in &parts {
            add(&mut sentences[part.sentence], part.share, &self.of_found[part.found]);
        }
        let mut whole = self.context;
        sentences.iter().for_each(|sums| add(&mut whole, 1.0, sums));
        let mut inputs = [0.0; INPUTS];
        let mut extremes = [[0; 2]; OUTPUTS];
        for output in 0..OUTPUTS {
            inputs[output] = base[output] + whole[output] as f32;
            let sums = || sentences.iter().map(|sums| sums[output]).enumerate();
            let most = sums().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or_default();
            let least = sums().min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or_default();
            inputs[OUTPUTS + output] = most.1 as f32;
            inputs[2 * OUTPUTS + output] = least.1 as f32;
            extremes[output] = [most.0, least.0];
        }
        Balance { ledger: self, parts, inputs, extremes }
    }
}

impl Balance<'_> {
    /// What each place is worth, where one unit of each sum is worth so many points. A heuristic's points are shared
    /// among its spans by their words; the wording of a sentence is one finding.
    pub(super) fn findings(&self, worth: &[f64; INPUTS]) -> Vec<Finding> {
        let Ledger { reading, found, of_found, wording, context } = &self.ledger;
        let mut findings = Vec::with_capacity(self.parts.len() + wording.len() + 1);
        for part in &self.parts {
            let heuristic = heuristics::ALL[found[part.found].heuristic];
            let points = part.share * product(&self.worth_in(part.sentence, worth), &of_found[part.found]);
            let (heuristic, tag) = (heuristic.id.to_owned(), Some(heuristic.tag));
            findings.push(Finding { heuristic, tag, span: part.span.clone(), points });
        }
        for (n, row) in wording.iter().enumerate() {
            let points = product(&self.worth_in(n, worth), row);
            if points != 0.0 {
                let (heuristic, tag) = (WORDING.to_owned(), Some(speaks_of(points < 0.0, row)));
                let span = reading.text.span(reading.text.sentences[n].tokens.clone());
                findings.push(Finding { heuristic, tag, span, points });
            }
        }
        let points = product(&std::array::from_fn(|output| worth[output]), context);
        let span = 0..reading.text.raw.len();
        findings.push(Finding { heuristic: CONTEXT.to_owned(), tag: None, span, points });
        findings
    }

    /// What one unit of each output is worth in a sentence: there it counts for the whole text, and where it is the
    /// highest or the lowest for that.
    fn worth_in(&self, sentence: usize, worth: &[f64; INPUTS]) -> [f64; OUTPUTS] {
        std::array::from_fn(|output| {
            let extremes = self.extremes[output].iter().enumerate().filter(|(_, at)| **at == sentence);
            worth[output] + extremes.map(|(which, _)| worth[(1 + which) * OUTPUTS + output]).sum::<f64>()
        })
    }
}

fn parts(reading: &Reading<'_>, found: &[Found]) -> Vec<Part> {
    let mut parts = Vec::with_capacity(found.len() * 2);
    for (n, entry) in found.iter().enumerate() {
        let total: usize = entry.words.iter().sum();
        parts.extend(entry.spans.iter().zip(&entry.words).map(|(span, words)| Part {
            found: n,
            span: span.clone(),
            share: *words as f64 / total as f64,
            sentence: reading.text.sentence_at(span.start),
        }));
    }
    parts
}

/// The tag that the wording of a sentence speaks for most: a drift tag where it costs, a value tag where it earns.
fn speaks_of(costs: bool, row: &Row<f64>) -> Tag {
    let tags = Tag::ALL.into_iter().zip(&row[1..OUTPUTS]).filter(|(tag, _)| tag.is_drift() == costs);
    tags.max_by(|a, b| a.1.total_cmp(b.1)).map_or(Tag::Fact, |(tag, _)| tag)
}

fn add(sums: &mut Row<f64>, factor: f64, row: &Row<f64>) {
    sums.iter_mut().zip(row).for_each(|(sum, own)| *sum += factor * own);
}

fn product(worth: &[f64; OUTPUTS], row: &Row<f64>) -> f64 {
    worth.iter().zip(row).map(|(worth, own)| worth * own).sum()
}
