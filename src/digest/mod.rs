//! The weekly digest and the figures it rests on.

pub mod chart;
