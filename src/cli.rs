//! The command line: what the binary can do.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod score;
mod train;

/// Punktum checks whether a brand's own posts come to the point.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Score texts: each file is one message; without a file, standard input is.
    Score(score::Arguments),
    /// Train the weights of the engine on a labelled corpus.
    Train {
        /// Files with one labelled message a line.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Where the weights go.
        #[arg(long, default_value = "src/engine/weights.bin")]
        out: PathBuf,
    },
}

/// Runs the command line; answers the exit status.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match arguments.command {
        Some(Command::Score(arguments)) => score::run(&arguments),
        Some(Command::Train { files, out }) => train::run(&files, &out),
        None => Ok(ExitCode::SUCCESS),
    };
    done.unwrap_or_else(|error| {
        complain(&format!("{error:#}"));
        ExitCode::FAILURE
    })
}

/// One line on standard error, for people; everything else goes through tracing.
#[allow(clippy::print_stderr, reason = "the one place where the command line speaks of failure")]
fn complain(line: &str) {
    eprintln!("punktum: {line}");
}
