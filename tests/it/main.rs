//! All integration tests in one binary.
#![allow(clippy::unwrap_used)]

mod acceptance;
mod store;
mod world;
