//! Log lines: on standard error, as text or JSON, filtered by the operator. No line holds words of a message.

use anyhow::{Context, Result};
use tracing_subscriber::EnvFilter;

use crate::config::Config;

/// Starts logging.
///
/// # Errors
/// When the filter cannot be read.
pub(crate) fn start(config: &Config) -> Result<()> {
    let filter =
        EnvFilter::try_new(&config.log).with_context(|| format!("PUNKTUM_LOG cannot be read: {}", config.log))?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start in one process (tests) keeps the first.
    let _ = if config.log_format == "json" { lines.json().try_init() } else { lines.with_target(false).try_init() };
    Ok(())
}
