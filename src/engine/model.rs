//! The additive model: one weight a feature and output, shipped as one file, trained by `punktum train`.

use crate::domain::{Lang, Tag, Value};

use super::features::{BUCKETS, Place, Term, named};

/// The outputs: the score, then one for each tag but `repeat`.
pub const OUTPUTS: usize = 15;

/// Trained weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Score of a text of usual form in which nothing is found, for each language; 0..=100.
    pub base: [f32; 2],
    /// What the form of a text is worth in the mean; it is in the base, so that `context` says only what is unusual.
    pub usual: [f32; 2],
    /// Outputs of the tags without any term.
    pub tag_base: [f32; OUTPUTS - 1],
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

/// A model's weights laid out for adding: a row a feature, those of the hashed ones as small as in the file, because
/// every message asks for some 200 of them all over the table and memory is slower than arithmetic.
#[derive(Debug)]
pub struct Rows {
    /// Outputs of a text without any term, for each language.
    start: [Row<f32>; 2],
    named: Vec<Row<f32>>,
    steps: Row<f32>,
    hashed: Vec<Row<i8>>,
}

impl From<&Model> for Rows {
    fn from(model: &Model) -> Self {
        let start = [0, 1].map(|lang| {
            let mut row = Row::default();
            row[0] = model.base[lang] - model.usual[lang];
            row[1..OUTPUTS].copy_from_slice(&model.tag_base);
            row
        });
        Self {
            start,
            named: model.named.iter().map(filled).collect(),
            steps: filled(&model.steps),
            hashed: model.buckets.iter().map(filled).collect(),
        }
    }
}

fn filled<T: Copy + Default>(outputs: &[T; OUTPUTS]) -> Row<T> {
    let mut row = Row::default();
    row[..OUTPUTS].copy_from_slice(outputs);
    row
}

impl Rows {
    /// Adds up the outputs of a text's terms, of which the named ones stand first; those of neighbours with the same
    /// place go to `award` together.
    pub fn add(&self, terms: &[Term], lang: Lang, mut award: impl FnMut(Place, &Row<f64>)) -> Row<f32> {
        let mut sums = self.start[lang as usize];
        let mut award = |place, own: Row<f64>| {
            sums.iter_mut().zip(&own).for_each(|(sum, own)| *sum += *own as f32);
            award(place, &own);
        };
        let (named, hashed) = terms.split_at(terms.partition_point(|term| (term.feature as usize) < self.named.len()));
        for terms in named.chunk_by(|a, b| a.place == b.place) {
            let mut own = Row::default();
            for term in terms {
                let weights = &self.named[term.feature as usize];
                own.iter_mut().zip(weights).for_each(|(own, weight)| *own += f64::from(weight * term.value));
            }
            award(terms[0].place, own);
        }
        for terms in hashed.chunk_by(|a, b| a.place == b.place && a.value == b.value) {
            let steps = self.steps_of(terms);
            let mut own = Row::default();
            for ((own, steps), worth) in own.iter_mut().zip(steps).zip(self.steps) {
                *own = f64::from(steps) * f64::from(worth * terms[0].value);
            }
            award(terms[0].place, own);
        }
        sums
    }

    /// The sum of the weights of hashed terms, in steps: whole numbers, so that it is exact and quick.
    fn steps_of(&self, terms: &[Term]) -> Row<i32> {
        /// The sum of so many bytes cannot leave 16 bits.
        const SAFE: usize = 256;
        let mut sum = Row::default();
        for terms in terms.chunks(SAFE) {
            let mut part = Row::<i16>::default();
            for term in terms {
                let row = &self.hashed[term.feature as usize - self.named.len()];
                part.iter_mut().zip(row).for_each(|(part, steps)| *part += i16::from(*steps));
            }
            sum.iter_mut().zip(part).for_each(|(sum, part)| *sum += i32::from(part));
        }
        sum
    }
}

const MAGIC: &[u8; 8] = b"punktum2";

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
        let floats = self.base.iter().chain(&self.usual).chain(&self.tag_base).chain(&self.cuts);
        floats
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
            .iter_mut()
            .chain(&mut model.usual)
            .chain(&mut model.tag_base)
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
            base: [50.0; 2],
            usual: [0.0; 2],
            tag_base: [0.0; OUTPUTS - 1],
            cuts: [17.0, 50.0, 83.0],
            tag_cuts: [0.5; OUTPUTS - 1],
            named: vec![[0.0; OUTPUTS]; named()],
            steps: [0.0; OUTPUTS],
            buckets: vec![[0; OUTPUTS]; BUCKETS],
        }
    }
}
