//! Punktum scores the official messages of a brand for their value to the members of its community.

pub mod digest;
pub mod domain;
pub mod engine;
