//! What the sums of a text say together: one hidden layer over them, whose effect splits exactly over what was added up.

use super::model::{OUTPUTS, Row};

/// The sums the layer looks at: those over the whole text, then the highest and the lowest of any sentence.
pub const INPUTS: usize = 3 * OUTPUTS;
/// Units of the hidden layer.
pub const HIDDEN: usize = 48;
/// So many spreads from the mean a sum counts; what lies farther was not learnt from.
const FARTHEST: f32 = 2.5;

/// Sums in the units of the outputs: the score 0..=100, the tags 0..=1, both approximately.
pub type Inputs = [f32; INPUTS];

/// The trained layer.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// Mean and spread (standard deviation) of each sum in the corpus.
    pub usual: [[f32; 2]; INPUTS],
    /// What a sum, in spreads from its mean, adds to each unit.
    pub weights: Vec<[f32; HIDDEN]>,
    /// What each unit begins with.
    pub start: [f32; HIDDEN],
    /// What each unit adds to the outputs.
    pub effects: Vec<[f32; OUTPUTS]>,
    /// What a sum adds to the outputs past the units.
    pub straight: Vec<[f32; OUTPUTS]>,
    /// What the outputs begin with.
    pub base: [f32; OUTPUTS],
}

/// A text as the layer sees it.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    inputs: Inputs,
    /// The sums in spreads from their means, bounded.
    bounded: Inputs,
    units: [f32; HIDDEN],
}

impl Layer {
    /// A layer that has learnt nothing.
    #[must_use]
    pub fn blank() -> Self {
        Self {
            usual: [[0.0, 1.0]; INPUTS],
            weights: vec![[0.0; HIDDEN]; INPUTS],
            start: [0.0; HIDDEN],
            effects: vec![[0.0; OUTPUTS]; HIDDEN],
            straight: vec![[0.0; OUTPUTS]; INPUTS],
            base: [0.0; OUTPUTS],
        }
    }

    /// All numbers, table by table, in the order of the file: the usual sums first, then what is learnt.
    pub(super) fn tables(&self) -> [&[f32]; 6] {
        let Self { usual, weights, start, effects, straight, base } = self;
        [usual.as_flattened(), weights.as_flattened(), start, effects.as_flattened(), straight.as_flattened(), base]
    }

    /// The same to be changed.
    pub(super) fn tables_mut(&mut self) -> [&mut [f32]; 6] {
        let Self { usual, weights, start, effects, straight, base } = self;
        [
            usual.as_flattened_mut(),
            weights.as_flattened_mut(),
            start,
            effects.as_flattened_mut(),
            straight.as_flattened_mut(),
            base,
        ]
    }

    /// Looks at the sums of a text.
    pub(super) fn see(&self, inputs: Inputs) -> Seen {
        let bounded = self.bounded(&inputs);
        let mut units = self.start;
        for (sum, weights) in bounded.iter().zip(&self.weights) {
            units.iter_mut().zip(weights).for_each(|(unit, weight)| *unit += sum * weight);
        }
        Seen { inputs, bounded, units }
    }

    /// The sums in spreads from their means, as far as they count.
    pub(super) fn bounded(&self, inputs: &Inputs) -> Inputs {
        std::array::from_fn(|i| {
            let [mean, spread] = self.usual[i];
            ((inputs[i] - mean) / spread).clamp(-FARTHEST, FARTHEST)
        })
    }

    /// The outputs for a text: its score, not yet bounded, and its tags.
    pub(super) fn outputs(&self, seen: &Seen) -> Row<f32> {
        let mut outputs = Row::default();
        outputs[..OUTPUTS].copy_from_slice(&self.base);
        let mut add = |factor: f32, row: &[f32; OUTPUTS]| {
            outputs.iter_mut().zip(row).for_each(|(output, own)| *output += factor * own);
        };
        seen.bounded.iter().zip(&self.straight).for_each(|(sum, row)| add(*sum, row));
        seen.units.iter().zip(&self.effects).for_each(|(unit, row)| add(squash(*unit), row));
        outputs
    }

    /// What one unit of each sum is worth in points of the score on the way from one text to another: times what the
    /// sums differ by, they add up to what the scores differ by. The rescale rule of Shrikumar, Greenside and Kundaje
    /// 2017 (Learning important features through propagating activation differences, 3.5.1), which is exact for one
    /// hidden layer.
    pub(super) fn worth(&self, from: &Seen, to: &Seen) -> [f64; INPUTS] {
        let slopes: [f32; HIDDEN] =
            std::array::from_fn(|unit| slope(from.units[unit], to.units[unit]) * self.effects[unit][0]);
        std::array::from_fn(|i| {
            let way = to.inputs[i] - from.inputs[i];
            if way == 0.0 {
                return 0.0;
            }
            let counted = f64::from(to.bounded[i] - from.bounded[i]) / f64::from(way);
            let worth = self.straight[i][0] + product(&self.weights[i], &slopes);
            counted * f64::from(worth)
        })
    }
}

/// From -1 to 1 (softsign; Glorot and Bengio 2010): it needs no more than division, so it is the same on every machine.
pub(super) fn squash(x: f32) -> f32 {
    x / (1.0 + x.abs())
}

/// The slope of the line from `squash(a)` to `squash(b)`; where they are the same, of the curve.
fn slope(a: f32, b: f32) -> f32 {
    let (p, q) = (a.abs(), b.abs());
    let both = (1.0 + p) * (1.0 + q);
    if a * b >= 0.0 { 1.0 / both } else { (p + q + 2.0 * p * q) / ((p + q) * both) }
}

/// A scalar product in eight sums, so that the processor can add them at once.
fn product(a: &[f32; HIDDEN], b: &[f32; HIDDEN]) -> f32 {
    let mut sums = [0.0; 8];
    for (a, b) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        sums.iter_mut().zip(a).zip(b).for_each(|((sum, a), b)| *sum += a * b);
    }
    sums.iter().sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn layer(numbers: &[f32]) -> Layer {
        let mut layer = Layer::blank();
        layer.tables_mut().into_iter().flatten().zip(numbers.iter().cycle()).for_each(|(to, from)| *to = *from);
        layer.usual.iter_mut().for_each(|usual| usual[1] = usual[1].abs() + 0.5);
        layer
    }

    proptest! {
        #[test]
        fn what_the_sums_are_worth_adds_up_to_what_the_scores_differ_by(
            numbers in prop::collection::vec(-1.0_f32..1.0, 101),
            from in prop::collection::vec(-9.0_f32..9.0, INPUTS),
            to in prop::collection::vec(-9.0_f32..9.0, INPUTS),
        ) {
            let layer = layer(&numbers);
            let see = |sums: &[f32]| layer.see(std::array::from_fn(|i| sums[i]));
            let (from, to) = (see(&from), see(&to));
            let worth = layer.worth(&from, &to);
            let split: f64 = (0..INPUTS).map(|i| worth[i] * f64::from(to.inputs[i] - from.inputs[i])).sum();
            let whole = f64::from(layer.outputs(&to)[0] - layer.outputs(&from)[0]);
            prop_assert!((split - whole).abs() < 1e-3, "{split} {whole}");
        }
    }
}
