//! The week closed, told and drawn.

pub mod chart;
pub mod picture;
pub mod report;
pub mod rest;
pub mod schedule;
pub mod summary;
pub mod text;
