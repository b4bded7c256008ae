//! Log lines: on standard error, as text or JSON, filtered by the operator. No line holds words of a message.

use anyhow::{Context, Result};
use tracing::Metadata;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer as _};

use crate::config::Config;

/// These write whole messages, members' too, into their lines: none of them is taken at any level.
const TELLTALES: [&str; 3] = ["serenity", "tungstenite", "tokio_tungstenite"];

/// Starts logging.
///
/// # Errors
/// When the filter cannot be read.
pub(crate) fn start(config: &Config) -> Result<()> {
    let filter =
        EnvFilter::try_new(&config.log).with_context(|| format!("PUNKTUM_LOG cannot be read: {}", config.log))?;
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let lines = if config.log_format == "json" { lines.json().boxed() } else { lines.with_target(false).boxed() };
    // A second start in one process (tests) keeps the first.
    let _ = tracing_subscriber::registry().with(filter).with(lines.with_filter(filter_fn(is_discreet))).try_init();
    Ok(())
}

fn is_discreet(line: &Metadata<'_>) -> bool {
    let of =
        |name: &str| line.target() == name || line.target().strip_prefix(name).is_some_and(|t| t.starts_with("::"));
    !TELLTALES.into_iter().any(of)
}
