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
    /// One message a file; none reads standard input.
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

/// A file larger than this is no message of any platform.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let engine = Engine::default();
    if arguments.jsonl {
        let from = BufReader::with_capacity(jsonl::BATCH_BYTES, std::io::stdin().lock());
        return jsonl::run(&engine, from, std::io::stdout());
    }
    let mut texts = Vec::new();
    for file in &arguments.files {
        texts.push((file.display().to_string(), read(file)?));
    }
    if texts.is_empty() {
        let mut bytes = Vec::new();
        std::io::stdin().lock().take(MOST_BYTES).read_to_end(&mut bytes).context("cannot read standard input")?;
        texts.push(("-".to_owned(), utf8(bytes, "standard input")?));
    }
    let rules = Rules::default();
    let mut to = std::io::stdout().lock();
    let mut enough = true;
    for (name, text) in &texts {
        let hints =
            Hints { lang: arguments.lang, home: Lang::En, reply: false, markup: Markup::Discord, rules: &rules };
        let review = engine.review(text, &hints);
        let lang = review.assessment.lang.unwrap_or(Lang::En);
        to.write_all(report(name, text, &review, lang).as_bytes()).context("cannot write to standard output")?;
        enough &= arguments.min.is_none_or(|min| review.assessment.score >= min);
    }
    Ok(if enough { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn read(file: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    let open = std::fs::File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
    open.take(MOST_BYTES).read_to_end(&mut bytes).with_context(|| format!("cannot read {}", file.display()))?;
    utf8(bytes, &file.display().to_string())
}

fn utf8(bytes: Vec<u8>, place: &str) -> Result<String> {
    String::from_utf8(bytes)
        .map_err(|e| anyhow::anyhow!("{place} is not UTF-8 from byte {}", e.utf8_error().valid_up_to()))
}
