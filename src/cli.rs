//! The command line: what the binary can do.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use tracing::error;

use crate::clock::Clock;
use crate::config::Config;
use crate::engine::Engine;
use crate::platform::console::{Console, Session};
use crate::platform::discord::{self, Bot};
use crate::store::{self, Store};
use crate::telemetry;
use crate::watch::Watch;

mod doctor;
mod eval;
mod held;
mod invite;
mod jsonl;
mod replay;
mod report;
mod score;
mod train;

/// Punktum checks whether a brand's own posts come to the point. Without a command it runs on
/// Discord where its token is set, else on the console.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(flatten)]
    config: Config,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Score texts: each file is one message; without a file, standard input is.
    Score(score::Arguments),
    /// Say what is missing: token, intents, database, and permissions by channel. Exit status 1 when something is wrong.
    Doctor,
    /// Measure how far the engine agrees with readers of labelled messages.
    Eval(eval::Arguments),
    /// Write everything held about a community, or about an account in it, as JSON and CSV.
    Export(held::Export),
    /// Erase everything held about a community, or every trace of an account in it.
    Erase(held::Erase),
    /// Print the link that brings the bot to a Discord server, and why it asks for each permission.
    Invite {
        /// The application id; without it, that of the token.
        application: Option<u64>,
    },
    /// Say what the bot would have said about the past: exports of DiscordChatExporter as JSON.
    Replay(replay::Arguments),
    /// Train the weights of the engine on a labelled corpus.
    Train(train::Arguments),
}

/// Runs the command line; answers the exit status. A `.env` in the working directory is read first; what the environment
/// already holds wins.
#[must_use]
pub fn run() -> ExitCode {
    let done = read_dotenv(Path::new(".env")).and_then(|()| obey(Arguments::parse()));
    done.unwrap_or_else(|failure| {
        error!(error = %failure, "ended");
        match failure.chain().find_map(|cause| way_out(cause.downcast_ref()?)) {
            Some(way_out) => complain(way_out),
            None => complain(&format!("{failure:#}")),
        }
        ExitCode::FAILURE
    })
}

/// What to do about a database that did not do what it was asked.
fn way_out(failure: &store::Error) -> Option<&'static str> {
    if failure.is_full() {
        return Some("the disk is full; what was answered is stored, so make room and start again");
    }
    failure
        .is_busy()
        .then_some("another process holds the database; what was answered is stored, so start again when it is done")
}

fn obey(arguments: Arguments) -> Result<ExitCode> {
    telemetry::start(&arguments.config)?;
    match arguments.command {
        Some(Command::Score(arguments)) => score::run(&arguments),
        Some(Command::Doctor) => doctor::run(&arguments.config),
        Some(Command::Eval(arguments)) => eval::run(&arguments),
        Some(Command::Export(about)) => held::export(&arguments.config, &about),
        Some(Command::Erase(about)) => held::erase(&arguments.config, &about),
        Some(Command::Invite { application }) => invite::run(&arguments.config, application),
        Some(Command::Replay(of)) => replay::run(&arguments.config, of),
        Some(Command::Train(arguments)) => train::run(&arguments),
        None => match arguments.config.discord_token()? {
            Some(token) => discord(&arguments.config, &token),
            None => console(&arguments.config),
        },
    }
}

fn read_dotenv(file: &Path) -> Result<()> {
    match dotenvy::from_path(file) {
        Err(dotenvy::Error::Io(failure)) if failure.kind() == std::io::ErrorKind::NotFound => Ok(()),
        // The line itself is not shown: it may hold a secret.
        Err(dotenvy::Error::LineParse(_, at)) => {
            anyhow::bail!(".env cannot be read: a line is wrong at its character {at}")
        }
        done => done.context(".env cannot be read"),
    }
}

/// Runs on the console until the input ends.
fn console(config: &Config) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let store = Store::open(&config.database_url).await?;
        let watch = Watch::new(store.clone(), Arc::new(Engine::default()), config.key()?);
        let console = Arc::new(Console::new(Box::new(std::io::stdout()), PathBuf::from(".")));
        let session = Session::open(watch, console).await?;
        let ended = session.run(tokio::io::BufReader::new(tokio::io::stdin())).await;
        store.close().await;
        ended.map(|()| ExitCode::SUCCESS)
    })
}

/// Runs on Discord until a signal ends it, or Discord does for good.
fn discord(config: &Config, token: &str) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let store = Store::open(&config.database_url).await?;
        let watch = Watch::new(store.clone(), Arc::new(Engine::default()), config.key()?);
        let client = || discord::http(token, config.discord_api_url.as_deref());
        let connected = if config.discord_message_content == "off" {
            Bot::connect_without_content(watch, client, Clock::machine()).await
        } else {
            Bot::connect(watch, client, Clock::machine()).await
        };
        let ended = match connected {
            Ok(bot) => bot.run(stopped()).await,
            Err(refused) => Err(refused),
        };
        store.close().await;
        Ok(ended.map(|()| ExitCode::SUCCESS)?)
    })
}

/// Waits until somebody ends the program: Ctrl-C, or a service manager.
async fn stopped() {
    #[cfg(unix)]
    {
        let terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
        if let Ok(mut terminated) = terminated {
            tokio::select! {
                _ = terminated.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// One line on standard error, for people; everything else goes through tracing.
#[allow(clippy::print_stderr, reason = "the one place where the command line speaks of failure")]
fn complain(line: &str) {
    eprintln!("punktum: {line}");
}
