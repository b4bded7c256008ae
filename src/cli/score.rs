//! `punktum score`: for copywriters a report with carets, for programs one JSON object a line.

use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;

use crate::domain::Lang;
use crate::engine::markup::Markup;
use crate::engine::{Engine, Hints, Rules};

use super::jsonl;
use super::report::report;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// One message a file; `-`, or none, reads standard input.
    files: Vec<PathBuf>,
    /// Read one JSON object a line from standard input: {"id","text","lang"?,"reply"?}.
    #[arg(long, conflicts_with_all = ["files", "min"])]
    jsonl: bool,
    /// Exit with status 1 when a message scores less.
    #[arg(long, value_name = "SCORE")]
    min: Option<f64>,
    /// The language of the texts, when it is known.
    #[arg(long, value_parser = parse_lang)]
    lang: Option<Lang>,
}

pub(super) fn parse_lang(code: &str) -> Result<Lang, String> {
    Lang::from_code(code).ok_or_else(|| "de or en".to_owned())
}

/// The file that is none.
const INPUT: &str = "-";
/// A file larger than this is no message of any platform.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let engine = Engine::default();
    if arguments.jsonl {
        let from = BufReader::with_capacity(jsonl::BATCH_BYTES, std::io::stdin().lock());
        return jsonl::run(&engine, from, std::io::stdout());
    }
    let input = [PathBuf::from(INPUT)];
    let files = if arguments.files.is_empty() { &input[..] } else { &arguments.files };
    let texts: Vec<_> = files.iter().map(|file| Ok((file.display(), read(file)?))).collect::<Result<_>>()?;
    let rules = Rules::default();
    let mut to = std::io::stdout().lock();
    let mut enough = true;
    for (name, text) in &texts {
        let hints =
            Hints { lang: arguments.lang, home: Lang::En, reply: false, markup: Markup::Discord, rules: &rules };
        let review = engine.review(text, &hints);
        let lang = review.assessment.lang.unwrap_or(Lang::En);
        to.write_all(report(&name.to_string(), text, &review, lang).as_bytes())
            .context("cannot write to standard output")?;
        enough &= arguments.min.is_none_or(|min| review.assessment.score >= min);
    }
    Ok(if enough { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn read(file: &Path) -> Result<String> {
    let is_input = file.as_os_str() == INPUT;
    let place = if is_input { "standard input".to_owned() } else { file.display().to_string() };
    let mut bytes = Vec::new();
    let from: std::io::Result<Box<dyn Read>> = match is_input {
        true => Ok(Box::new(std::io::stdin().lock())),
        false => std::fs::File::open(file).map(|file| Box::new(file) as _),
    };
    from.and_then(|from| from.take(MOST_BYTES).read_to_end(&mut bytes))
        .with_context(|| format!("cannot read {place}"))?;
    utf8(bytes, &place)
}

fn utf8(bytes: Vec<u8>, place: &str) -> Result<String> {
    String::from_utf8(bytes)
        .map_err(|e| anyhow::anyhow!("{place} is not UTF-8 from byte {}", e.utf8_error().valid_up_to()))
}
