//! All integration tests in one binary.
#![allow(clippy::unwrap_used)]

mod store;
mod tidy;
