//! The week closed, told and drawn.

pub mod schedule;
pub mod text;
