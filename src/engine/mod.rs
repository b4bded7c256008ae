//! Text in, assessment out: no IO, no clock, no async, no failure.

pub mod heuristics;
pub mod lang;
pub mod lexicon;
pub mod markup;
pub mod occasion;
pub mod text;

#[cfg(test)]
mod tests;
