//! All integration tests in one binary.
#![allow(clippy::unwrap_used)]

mod acceptance;
mod answering;
mod counting;
mod nudging;
mod store;
mod world;
