//! All integration tests in one binary.
#![allow(clippy::unwrap_used)]

mod acceptance;
mod answering;
mod canary;
mod console;
mod corpus;
mod counting;
mod digesting;
mod erasing;
mod eval;
mod faults;
mod fuzzing;
mod held;
mod nudging;
mod recalling;
mod replay;
mod score;
mod store;
mod tidy;
mod world;
