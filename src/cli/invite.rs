//! `punktum invite`: the link that brings the bot to a server.

use std::io::Write;
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::config::Config;
use crate::platform::discord::{application_of, invite};

/// Prints the link for an application: the one named, or the token's own.
///
/// # Errors
/// When neither is known.
pub(super) fn run(config: &Config, application: Option<u64>) -> Result<ExitCode> {
    let own = || Ok::<_, anyhow::Error>(config.discord_token()?.as_deref().and_then(application_of));
    let application = match application {
        Some(id) => Some(id),
        None => own()?,
    };
    let id = application.context("set DISCORD_TOKEN, or name the application id of the developer portal")?;
    writeln!(std::io::stdout(), "{}", invite(id))?;
    Ok(ExitCode::SUCCESS)
}
