//! Punktum on Discord, over the wire: the real client talks to a model of Discord behind HTTP and a WebSocket on loopback.
#![allow(clippy::unwrap_used)]
#![allow(clippy::disallowed_methods, reason = "rate limits and the second an answer may take are real time")]
#![recursion_limit = "256"]

mod auditing;
mod canary;
mod catching_up;
mod chaos;
mod commands;
mod connection;
mod content;
mod deleting;
mod digests;
mod doctor;
mod fuse;
mod ground;
mod history;
mod killed;
mod leaving;
mod model;
mod nudges;
mod observing;
mod outages;
mod posts;
mod program;
mod scene;
mod setup;
mod story;
mod traffic;
mod unheard;
mod wire;
#[allow(dead_code)]
#[path = "../it/world/words.rs"]
mod words;
mod world;
