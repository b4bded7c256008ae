//! The layer over the sums: least squares by Adam with decoupled weight decay (Kingma and Ba 2015; Loshchilov and Hutter
//! 2019), in small batches.

use crate::engine::golden::Dice;
use crate::engine::layer::{HIDDEN, INPUTS, Inputs, Layer, squash};
use crate::engine::model::OUTPUTS;

/// The sums of a message, and what the outputs should be.
pub(super) struct Sample {
    pub(super) inputs: Inputs,
    pub(super) targets: [f64; OUTPUTS],
}

impl Sample {
    /// A sample whose sums are not known yet.
    pub(super) fn new(targets: [f64; OUTPUTS]) -> Self {
        Self { inputs: [0.0; INPUTS], targets }
    }
}

/// How often each sample is looked at, how many at a time.
const ROUNDS: usize = 60;
const BATCH: usize = 256;
/// The first step, which shrinks to nothing.
const STEP: f32 = 0.003;
/// What decays with each step of each table of the layer: of what something is multiplied by.
const DECAY: [f32; 6] = [0.0, 0.3, 0.0, 0.3, 0.3, 0.0];
/// How much of the mean and of the square of the gradient is kept.
const KEPT: [f32; 2] = [0.9, 0.999];
/// What an error in a tag counts, where one in the score counts 1.
const TAG: f32 = 0.2;

/// Learns the layer.
pub(super) fn fit(samples: &[&Sample]) -> Layer {
    let mut dice = Dice(0);
    let mut layer = Layer::blank();
    layer.usual = std::array::from_fn(|i| usual(samples.iter().map(|sample| f64::from(sample.inputs[i]))));
    let goal: [[f32; 2]; OUTPUTS] = std::array::from_fn(|o| usual(samples.iter().map(|sample| sample.targets[o])));
    let wide = |fan: usize| (3.0 / fan as f32).sqrt();
    layer.weights.as_flattened_mut().iter_mut().for_each(|weight| *weight = dice.between(wide(INPUTS)));
    layer.effects.as_flattened_mut().iter_mut().for_each(|effect| *effect = dice.between(0.1 * wide(HIDDEN)));
    let data: Vec<(Inputs, [f32; OUTPUTS])> = samples
        .iter()
        .map(|s| (layer.bounded(&s.inputs), std::array::from_fn(|o| (s.targets[o] as f32 - goal[o][0]) / goal[o][1])))
        .collect();
    let mut order: Vec<usize> = (0..data.len()).collect();
    let mut adam = Adam::new(ROUNDS * (data.len() / BATCH));
    for _ in 0..ROUNDS {
        dice.shuffle(&mut order);
        for batch in order.chunks_exact(BATCH) {
            let mut slope = Layer { usual: [[0.0; 2]; INPUTS], ..Layer::blank() };
            batch.iter().for_each(|i| descend(&layer, &data[*i], &mut slope));
            adam.step(&mut layer, &slope);
        }
    }
    in_units(layer, &goal)
}

/// Mean and spread.
fn usual(numbers: impl ExactSizeIterator<Item = f64> + Clone) -> [f32; 2] {
    let count = numbers.len() as f64;
    let mean = numbers.clone().sum::<f64>() / count;
    let spread = (numbers.map(|x| (x - mean).powi(2)).sum::<f64>() / count).sqrt();
    [mean as f32, spread.max(1e-6) as f32]
}

/// Adds what one sample says of where the error grows.
fn descend(layer: &Layer, (sums, goal): &(Inputs, [f32; OUTPUTS]), slope: &mut Layer) {
    let mut units = layer.start;
    for (sum, weights) in sums.iter().zip(&layer.weights) {
        add(&mut units, *sum, weights);
    }
    let mut error: [f32; OUTPUTS] = std::array::from_fn(|o| layer.base[o] - goal[o]);
    sums.iter().zip(&layer.straight).for_each(|(sum, row)| add(&mut error, *sum, row));
    units.iter().zip(&layer.effects).for_each(|(unit, row)| add(&mut error, squash(*unit), row));
    error.iter_mut().skip(1).for_each(|error| *error *= TAG);
    let back: [f32; HIDDEN] = std::array::from_fn(|h| {
        let through: f32 = layer.effects[h].iter().zip(&error).map(|(effect, error)| effect * error).sum();
        through / (1.0 + units[h].abs()).powi(2)
    });
    sums.iter().zip(&mut slope.weights).for_each(|(sum, row)| add(row, *sum, &back));
    add(&mut slope.start, 1.0, &back);
    units.iter().zip(&mut slope.effects).for_each(|(unit, row)| add(row, squash(*unit), &error));
    sums.iter().zip(&mut slope.straight).for_each(|(sum, row)| add(row, *sum, &error));
    add(&mut slope.base, 1.0, &error);
}

fn add<const N: usize>(sums: &mut [f32; N], factor: f32, row: &[f32; N]) {
    sums.iter_mut().zip(row).for_each(|(sum, own)| *sum += factor * own);
}

/// The layer's outputs in the units of the goals instead of their spreads.
fn in_units(mut layer: Layer, goal: &[[f32; 2]; OUTPUTS]) -> Layer {
    for row in layer.effects.iter_mut().chain(&mut layer.straight) {
        row.iter_mut().zip(goal).for_each(|(weight, [_, spread])| *weight *= spread);
    }
    layer.base.iter_mut().zip(goal).for_each(|(base, [mean, spread])| *base = *base * spread + mean);
    layer
}

/// Where the descent stands.
struct Adam {
    /// For each number of the layer the mean and the square of its slope.
    moments: [Vec<[f32; 2]>; 6],
    /// What is kept, to the power of the steps taken.
    powers: [f32; 2],
    step: usize,
    steps: usize,
}

impl Adam {
    fn new(steps: usize) -> Self {
        let moments = Layer::blank().tables().map(|table| vec![[0.0; 2]; table.len()]);
        Self { moments, powers: [1.0; 2], step: 0, steps }
    }

    fn step(&mut self, layer: &mut Layer, slope: &Layer) {
        let rate = STEP * (1.0 - self.step as f32 / self.steps as f32);
        self.step += 1;
        self.powers = std::array::from_fn(|n| self.powers[n] * KEPT[n]);
        let tables = layer.tables_mut().into_iter().zip(slope.tables()).zip(&mut self.moments).zip(DECAY);
        for (((numbers, slopes), moments), decay) in tables {
            for ((number, slope), moments) in numbers.iter_mut().zip(slopes).zip(moments) {
                let slope = slope / BATCH as f32;
                let now = [slope, slope * slope];
                *moments = std::array::from_fn(|n| KEPT[n] * moments[n] + (1.0 - KEPT[n]) * now[n]);
                let [mean, square] = std::array::from_fn(|n| moments[n] / (1.0 - self.powers[n]));
                *number -= rate * (mean / (square.sqrt() + 1e-8) + decay * *number);
            }
        }
    }
}
