//! A model's weights laid out for adding: a row a feature, those of the hashed ones as small as in the file, because every
//! message asks for rows all over the table and memory is slower than arithmetic. For the same reason the words that have
//! a class, which are most of any text, have their letters added up beforehand.

use crate::domain::Lang;

use super::classes;
use super::features::{Place, Term};
use super::heuristics::Reading;
use super::model::{Model, OUTPUTS, Row};
use super::wording::{self, Wording};

/// The lane of a row in which no output stands: there hashed rows are counted.
const COUNT: usize = OUTPUTS;
const _: () = assert!(COUNT < OUTPUTS.next_power_of_two());

/// The weights.
#[derive(Debug)]
pub(super) struct Rows {
    named: Vec<Row<f32>>,
    steps: Row<f32>,
    hashed: Vec<Row<i8>>,
    /// For each language the sums of its words with a class, in the order of [`classes::words`].
    whole: [Vec<Row<i16>>; 2],
}

impl From<&Model> for Rows {
    fn from(model: &Model) -> Self {
        let counted = |outputs| {
            let mut row = filled(outputs);
            row[COUNT] = 1;
            row
        };
        let hashed: Vec<Row<i8>> = model.buckets.iter().map(counted).collect();
        let whole = Lang::ALL.map(|lang| {
            let sum_of = |word| {
                let mut sum = Row::default();
                wording::buckets_of(word, lang, |row| {
                    // A word has at most 41 of them: their sum stays far within 16 bits.
                    sum.iter_mut()
                        .zip(hashed[row as usize])
                        .for_each(|(sum, step): (&mut i16, _)| *sum += i16::from(step));
                });
                sum
            };
            classes::words(lang).map(sum_of).collect()
        });
        Self { named: model.named.iter().map(filled).collect(), steps: filled(&model.steps), hashed, whole }
    }
}

fn filled<T: Copy + Default>(outputs: &[T; OUTPUTS]) -> Row<T> {
    let mut row = Row::default();
    row[..OUTPUTS].copy_from_slice(outputs);
    row
}

impl Rows {
    /// Adds up what the `named` terms of a text and its words say, and hands it to `award` place by place.
    pub(super) fn add(&self, reading: &Reading<'_>, named: &[Term], mut award: impl FnMut(Place, &Row<f64>)) {
        for terms in named.chunk_by(|a, b| a.place == b.place) {
            let mut own = Row::default();
            for term in terms {
                let weights = &self.named[term.feature as usize];
                own.iter_mut().zip(weights).for_each(|(own, weight)| *own += f64::from(weight * term.value));
            }
            award(terms[0].place, &own);
        }
        let mut words = Sums { hashed: &self.hashed, whole: &self.whole[reading.lang as usize], sentences: Vec::new() };
        words.sentences.reserve(reading.text.sentences.len());
        wording::read_words(reading, &mut words);
        for family in 0..2 {
            let count: i32 = words.sentences.iter().map(|sums| sums[family][COUNT]).sum();
            let length = wording::length(count as usize);
            for (n, sums) in words.sentences.iter().enumerate() {
                let worth = |output: usize| f64::from(sums[family][output]) * f64::from(self.steps[output] / length);
                award(Place::Sentence(n as u32), &std::array::from_fn(worth));
            }
        }
    }
}

/// For each sentence the sums of its rows, in steps, which are whole numbers: those of words, those of classes.
struct Sums<'r> {
    hashed: &'r [Row<i8>],
    whole: &'r [Row<i16>],
    sentences: Vec<[Row<i32>; 2]>,
}

impl Sums<'_> {
    fn add<T: Copy + Into<i32>>(&mut self, family: usize, row: &Row<T>) {
        if let Some(sums) = self.sentences.last_mut() {
            sums[family].iter_mut().zip(row).for_each(|(sum, steps)| *sum += (*steps).into());
        }
    }
}

impl Wording for Sums<'_> {
    fn sentence(&mut self, _sentence: usize) {
        self.sentences.push(Default::default());
    }

    fn whole(&mut self, word: u16) -> bool {
        self.add(0, &self.whole[usize::from(word)]);
        true
    }

    fn hashed(&mut self, row: u32) {
        self.add(0, &self.hashed[row as usize]);
    }

    fn class(&mut self, row: u32) {
        self.add(1, &self.hashed[row as usize]);
    }
}
