//! `punktum doctor`: what keeps the program from working, asked from outside. It changes nothing on Discord and prints no
//! secret.

use std::process::ExitCode;

use anyhow::Result;

use crate::config::Config;
use crate::platform::discord;
use crate::platform::{Check, Grade};
use crate::store::Store;

/// Prints a line for each check; exit status 1 when something is wrong.
pub(super) fn run(config: &Config) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let checks = runtime.block_on(examine(config));
    for check in &checks {
        say(check);
    }
    let wrong = checks.iter().any(|check| check.grade == Grade::Wrong);
    Ok(if wrong { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

async fn examine(config: &Config) -> Vec<Check> {
    let (store, mut checks) = match Store::open(&config.database_url).await {
        Ok(store) => (Some(store), vec![Check::fine("database: it opens, and its tables are up to date".into())]),
        Err(error) => (None, vec![Check::wrong(format!("database: {error}"))]),
    };
    match config.discord_token() {
        Err(error) => checks.push(Check::wrong(format!("token: {error:#}"))),
        Ok(None) => checks.push(Check::note("token: none is set, so the program runs on the console".into())),
        Ok(Some(token)) => {
            let elsewhere = config.discord_api_url.as_deref();
            if elsewhere.is_some() {
                let line = "requests: DISCORD_API_URL is set: our rate limiter is off, so what stands there must keep the limits";
                checks.push(Check::note(line.into()));
            }
            let content = config.discord_message_content != "off";
            checks.extend(discord::examine(&discord::http(&token, elsewhere), store.as_ref(), content).await);
        }
    }
    if let Some(store) = store {
        store.close().await;
    }
    checks
}

#[allow(clippy::print_stdout, reason = "what the command is for")]
fn say(check: &Check) {
    println!("{:<6} {}", check.grade.name(), check.text);
}
