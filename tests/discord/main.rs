//! Punktum on Discord, over the wire: the real client talks to a model of Discord behind HTTP and a WebSocket on loopback.
#![allow(clippy::unwrap_used)]
#![recursion_limit = "256"]

mod ground;
mod model;
mod wire;
