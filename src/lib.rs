//! Punktum scores the official messages of a brand for their value to the members of its community.

pub mod app;
mod backoff;
pub mod catchup;
mod cli;
pub mod clock;
pub mod commands;
pub mod config;
pub mod digest;
pub mod domain;
pub mod drift;
pub mod engine;
pub mod handover;
pub mod i18n;
pub mod nudge;
pub mod outbox;
pub mod platform;
pub mod store;
mod telemetry;
pub mod watch;

pub use cli::run;
