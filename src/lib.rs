//! Punktum scores the official messages of a brand for their value to the members of its community.

mod cli;
pub mod digest;
pub mod domain;
pub mod engine;
pub mod i18n;
pub mod nudge;

pub use cli::run;
