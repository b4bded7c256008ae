//! All integration tests in one binary.
#![allow(clippy::unwrap_used)]

mod acceptance;
mod answering;
mod canary;
mod counting;
mod digesting;
mod erasing;
mod nudging;
mod store;
mod tidy;
mod world;
