//! The model: one weight a feature and output, which add up, and a layer over the sums; shipped as one file, trained by
//! `punktum train`.

use crate::domain::{Tag, Value};

use super::features::named;
use super::layer::Layer;
use super::wording::BUCKETS;

/// The outputs: the score, then one for each tag but `repeat`.
pub const OUTPUTS: usize = 15;

/// Trained weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Sums of a text of usual form in which nothing is found, for each language.
    pub base: [[f32; OUTPUTS]; 2],
    /// What the form of a text is worth in the mean; it is in the base, so that `context` says only what is unusual.
    pub usual: [[f32; OUTPUTS]; 2],
    /// What the sums say together.
    pub layer: Layer,
    /// Scores at which `thin`, `padded` and `to_the_point` begin.
    pub cuts: [f32; 3],
    /// Outputs at which a tag is said to be there.
    pub tag_cuts: [f32; OUTPUTS - 1],
    /// Weights of the named features.
    pub named: Vec<[f32; OUTPUTS]>,
    /// What one step of a bucket's weight is worth, by output.
    pub steps: [f32; OUTPUTS],
    /// Weights of the hashed features, in steps.
    pub buckets: Vec<[i8; OUTPUTS]>,
}

/// One number an output, filled up with zeros so that a row is added in whole registers.
pub type Row<T> = [T; OUTPUTS.next_power_of_two()];

const MAGIC: &[u8; 8] = b"punktum3";

impl Model {
    /// The shipped weights.
    ///
    /// # Panics
    /// If the file does not fit the features of this build; a test reads it, so that this cannot ship.
    #[must_use]
    pub fn shipped() -> Self {
        Self::from_bytes(include_bytes!("weights.bin")).expect("run `punktum train`: the weights are of another build")
    }

    /// The score cut into a value.
    #[must_use]
    pub fn value(&self, score: f64) -> Value {
        Value::from_number(self.cuts.iter().filter(|cut| score >= f64::from(**cut)).count() as i64)
    }

    /// The upper cut of `thin`: the least score of `padded`.
    #[must_use]
    pub fn padded_from(&self) -> f64 {
        f64::from(self.cuts[1])
    }

    /// The tags whose outputs reach their cuts.
    #[must_use]
    pub fn tags(&self, outputs: &Row<f32>) -> Vec<Tag> {
        let there = |i: usize| outputs[i + 1] >= self.tag_cuts[i];
        Tag::ALL.into_iter().take(OUTPUTS - 1).enumerate().filter(|(i, _)| there(*i)).map(|(_, tag)| tag).collect()
    }

    /// The file's bytes: the same weights give the same bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend((self.named.len() as u32).to_le_bytes());
        out.extend((self.buckets.len() as u32).to_le_bytes());
        let floats = self
            .base
            .as_flattened()
            .iter()
            .chain(self.usual.as_flattened())
            .chain(self.layer.tables().into_iter().flatten());
        floats
            .chain(&self.cuts)
            .chain(&self.tag_cuts)
            .chain(&self.steps)
            .chain(self.named.iter().flatten())
            .for_each(|f| out.extend(f.to_le_bytes()));
        out.extend(self.buckets.iter().flatten().map(|w| w.to_le_bytes()[0]));
        out
    }

    /// Reads a file; none if it is cut short or made for other features.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (head, mut rest) = rest.split_at_checked(8)?;
        let number = |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]) as usize;
        if (number(0), number(4)) != (named(), BUCKETS) {
            return None;
        }
        let mut model = Self::blank();
        let floats = model
            .base
            .as_flattened_mut()
            .iter_mut()
            .chain(model.usual.as_flattened_mut())
            .chain(model.layer.tables_mut().into_iter().flatten())
            .chain(&mut model.cuts)
            .chain(&mut model.tag_cuts)
            .chain(&mut model.steps);
        for float in floats.chain(model.named.iter_mut().flatten()) {
            let (four, more) = rest.split_first_chunk::<4>()?;
            *float = f32::from_le_bytes(*four);
            rest = more;
        }
        if rest.len() != BUCKETS * OUTPUTS {
            return None;
        }
        model.buckets.iter_mut().flatten().zip(rest).for_each(|(weight, byte)| *weight = i8::from_le_bytes([*byte]));
        Some(model)
    }

    /// A model of this build's shape with nothing learnt.
    #[must_use]
    pub fn blank() -> Self {
        Self {
            base: [[0.0; OUTPUTS]; 2],
            usual: [[0.0; OUTPUTS]; 2],
            layer: Layer::blank(),
            cuts: [17.0, 50.0, 83.0],
            tag_cuts: [0.5; OUTPUTS - 1],
            named: vec![[0.0; OUTPUTS]; named()],
            steps: [0.0; OUTPUTS],
            buckets: vec![[0; OUTPUTS]; BUCKETS],
        }
    }
}
