//! `punktum score`: for copywriters a report with carets, for programs one JSON object a line.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
use serde::{Deserialize, Serialize};

use crate::domain::{Finding, Lang, Tag};
use crate::engine::markup::Markup;
use crate::engine::{Engine, Hints, Review, Rules};

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

fn parse_lang(code: &str) -> Result<Lang, String> {
    Lang::from_code(code).ok_or_else(|| "de or en".to_owned())
}

/// A file larger than this is no message of any platform.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let engine = Engine::default();
    if arguments.jsonl {
        let from = BufReader::with_capacity(1 << 16, std::io::stdin().lock());
        return jsonl(&engine, from, std::io::stdout().lock());
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

#[derive(Deserialize)]
struct Line<'a> {
    id: serde_json::Value,
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(default, borrow)]
    lang: Option<Cow<'a, str>>,
    #[serde(default)]
    reply: bool,
}

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a serde_json::Value,
    lang: Option<Lang>,
    score: f64,
    value: u8,
    verdict: &'static str,
    tags: &'a [Tag],
    occasion: &'static str,
    base: f64,
    findings: Vec<Evidence<'a>>,
    trimmed: Option<&'a str>,
}

#[derive(Serialize)]
struct Evidence<'a> {
    heuristic: &'a str,
    tag: Option<Tag>,
    start: usize,
    end: usize,
    points: f64,
}

impl<'a> From<&'a Finding> for Evidence<'a> {
    fn from(finding: &'a Finding) -> Self {
        let Finding { heuristic, tag, span, points } = finding;
        Self { heuristic, tag: *tag, start: span.start, end: span.end, points: *points }
    }
}

/// Answers line by line in the same order; a bad line is answered with its error and the rest goes on.
fn jsonl(engine: &Engine, mut from: impl BufRead, to: impl Write) -> Result<ExitCode> {
    let mut to = std::io::BufWriter::with_capacity(1 << 16, to);
    let rules = Rules::default();
    let mut status = ExitCode::SUCCESS;
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        if from.read_until(b'\n', &mut line).context("cannot read standard input")? == 0 {
            break;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        match understand(&line) {
            Ok((asked, lang)) => {
                let hints = Hints { lang, home: Lang::En, reply: asked.reply, markup: Markup::Discord, rules: &rules };
                write_answer(&mut to, &asked.id, &engine.review(&asked.text, &hints))?;
            }
            Err(error) => {
                status = ExitCode::FAILURE;
                serde_json::to_writer(&mut to, &serde_json::json!({ "line": number, "error": error }))?;
            }
        }
        to.write_all(b"\n")?;
    }
    to.flush().context("cannot write to standard output")?;
    Ok(status)
}

fn understand(line: &[u8]) -> Result<(Line<'_>, Option<Lang>), String> {
    let text = std::str::from_utf8(line).map_err(|e| format!("not UTF-8 from byte {}", e.valid_up_to()))?;
    let asked: Line<'_> = serde_json::from_str(text.trim()).map_err(|e| e.to_string())?;
    let lang = match asked.lang.as_deref() {
        None => None,
        Some(code @ ("de" | "en")) => Lang::from_code(code),
        Some(other) => return Err(format!("lang {other:?}: only \"de\" and \"en\" are read")),
    };
    Ok((asked, lang))
}

fn write_answer(to: &mut impl Write, id: &serde_json::Value, review: &Review) -> Result<()> {
    let a = &review.assessment;
    let answer = Answer {
        id,
        lang: a.lang,
        score: a.score,
        value: a.value.number(),
        verdict: a.value.name(),
        tags: &a.tags,
        occasion: a.occasion.name(),
        base: a.base,
        findings: a.findings.iter().map(Evidence::from).collect(),
        trimmed: review.trimmed.as_deref(),
    };
    Ok(serde_json::to_writer(to, &answer)?)
}
