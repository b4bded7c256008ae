//! `punktum score --jsonl`: one JSON object a line in, one a line out in the same order, on all cores.

use std::borrow::Cow;
use std::io::{self, BufRead, ErrorKind, Write};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, available_parallelism};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::domain::{Finding, Lang, Tag};
use crate::engine::markup::Markup;
use crate::engine::{Engine, Hints, Review, Rules};

/// So much is read at a time: some 300 messages.
pub(super) const BATCH_BYTES: usize = 1 << 16;
/// More threads than this would wait for the one that reads.
const MOST_THREADS: usize = 8;
/// Batches that wait before and behind each thread.
const WAITING: usize = 2;

/// Lines as they came, and the number of the first.
struct Batch {
    first: u64,
    lines: Vec<u8>,
}

/// A batch's answers, and whether every line was understood.
struct Answers {
    lines: Vec<u8>,
    good: bool,
}

/// Answers line by line in the same order; a bad line is answered with its error and the rest goes on.
///
/// Batches go to the threads in turn and are taken from them in the same turn, so that order needs no sorting.
pub(super) fn run(engine: &Engine, from: impl BufRead, to: impl Write + Send) -> Result<ExitCode> {
    let threads = available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    thread::scope(|scope| {
        let lane = |_| {
            let (give, given) = sync_channel(WAITING);
            let (answer, answered) = sync_channel(WAITING);
            scope.spawn(move || given.iter().map(|batch| answers(engine, &batch)).try_for_each(|a| answer.send(a)));
            (give, answered)
        };
        let (give, answered): (Vec<_>, Vec<_>) = (0..threads).map(lane).unzip();
        let writer = scope.spawn(|| write(answered, to).context("cannot write to standard output"));
        let read = read(from, give).context("cannot read standard input");
        let good = writer.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        read.map(|()| if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    })
}

/// Gives out what is read until it ends or nobody takes it any more.
fn read(mut from: impl BufRead, give: Vec<SyncSender<Batch>>) -> io::Result<()> {
    let mut first = 1;
    for lane in give.iter().cycle() {
        let lines = lines_at_hand(&mut from)?;
        let next = first + lines.iter().filter(|byte| **byte == b'\n').count() as u64;
        if lines.is_empty() || lane.send(Batch { first, lines }).is_err() {
            break;
        }
        first = next;
    }
    Ok(())
}

/// The whole lines that have come, at least one; nothing at the end.
fn lines_at_hand(from: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut lines = Vec::new();
    loop {
        let here = match from.fill_buf() {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            here => here?,
        };
        let end = here.iter().rposition(|byte| *byte == b'\n').map_or(here.len(), |last| last + 1);
        let whole = here.is_empty() || here[end - 1] == b'\n';
        lines.extend_from_slice(&here[..end]);
        from.consume(end);
        if whole {
            return Ok(lines);
        }
    }
}

/// Writes what is answered until it ends; says whether every line was understood.
fn write(answered: Vec<Receiver<Answers>>, mut to: impl Write) -> io::Result<bool> {
    let mut good = true;
    for lane in answered.iter().cycle() {
        let Ok(answers) = lane.recv() else { break };
        to.write_all(&answers.lines)?;
        good &= answers.good;
    }
    to.flush()?;
    Ok(good)
}

fn answers(engine: &Engine, batch: &Batch) -> Answers {
    let rules = Rules::default();
    let mut answers = Answers { lines: Vec::with_capacity(8 * batch.lines.len()), good: true };
    for (line, number) in batch.lines.split(|byte| *byte == b'\n').zip(batch.first..) {
        if line.trim_ascii().is_empty() {
            continue;
        }
        let to = &mut answers.lines;
        let written = match understand(line) {
            Ok((asked, lang)) => {
                let hints = Hints { lang, home: Lang::En, reply: asked.reply, markup: Markup::Discord, rules: &rules };
                write_answer(to, &asked.id, &engine.review(&asked.text, &hints))
            }
            Err(error) => {
                answers.good = false;
                serde_json::to_writer(&mut *to, &serde_json::json!({ "line": number, "error": error }))
            }
        };
        written.expect("a vector takes every answer, and all its names are strings");
        to.push(b'\n');
    }
    answers
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

fn write_answer(to: &mut Vec<u8>, id: &serde_json::Value, review: &Review) -> serde_json::Result<()> {
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
    serde_json::to_writer(to, &answer)
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
