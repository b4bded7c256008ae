//! `punktum eval`: how far the engine agrees with readers of labelled messages.

mod rubric;
mod show;
mod statistics;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;
use serde::{Deserialize, Serialize};

use crate::domain::{Lang, Tag};
use crate::engine::markup::Markup;
use crate::engine::{Engine, Hints, Review, Rules};

use self::rubric::Figures;
use self::statistics::{auc, interval};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files with one labelled message a line: {"id","lang","text"} and {"value","tags"} or {"y"}.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Only the lines of this split.
    #[arg(long)]
    split: Option<String>,
    /// Let the engine tell the language, although the lines say it.
    #[arg(long)]
    detect: bool,
    /// One JSON object instead of text.
    #[arg(long)]
    json: bool,
}

/// One line of a file.
#[derive(Debug, Deserialize)]
struct Labelled {
    id: String,
    lang: Lang,
    text: String,
    #[serde(default)]
    reply: bool,
    split: Option<String>,
    /// The rubric value, 0..=3.
    value: Option<u8>,
    #[serde(default)]
    tags: Vec<Tag>,
    /// One binary task: 1 is nearer to value.
    y: Option<u8>,
}

/// What the engine says of it.
#[derive(Debug)]
struct Answer {
    review: Review,
    /// The score of the shorter text, where something is left and anything went.
    score_trimmed: Option<f64>,
    /// The language when nobody says it.
    detected: Option<Lang>,
}

impl Answer {
    fn score(&self) -> f64 {
        self.review.assessment.score
    }

    fn value(&self) -> u8 {
        self.review.assessment.value.number()
    }

    fn points(&self, of: impl Fn(Option<Tag>) -> bool) -> f64 {
        self.review.assessment.findings.iter().filter(|f| of(f.tag)).map(|f| f.points).sum()
    }

    fn drift_points(&self) -> f64 {
        self.points(|tag| tag.is_some_and(Tag::is_drift))
    }

    fn context(&self) -> f64 {
        self.points(|tag| tag.is_none())
    }

    fn sum(&self) -> f64 {
        self.review.assessment.base + self.points(|_| true)
    }
}

/// What is said of the messages of one file in one language, or in all.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Outcome {
    Rubric(Box<Figures>),
    Binary { messages: usize, auc: Option<f64>, auc_95: Option<[f64; 2]> },
}

/// One block of the report.
#[derive(Debug, Serialize)]
struct Part {
    file: String,
    lang: String,
    #[serde(flatten)]
    outcome: Outcome,
    /// The messages that readers and engine see most differently.
    worst: Vec<Disagreement>,
}

/// A message readers and engine see differently.
#[derive(Debug, Serialize)]
struct Disagreement {
    id: String,
    /// The reader's value.
    value: u8,
    score: f64,
    /// Its first characters.
    text: String,
}

/// So many disagreements are shown.
const WORST: usize = 20;

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let engine = Engine::default();
    let mut parts = Vec::new();
    for file in &arguments.files {
        let mut rows = read(file)?;
        rows.retain(|row| arguments.split.is_none() || row.split == arguments.split);
        rows.retain(|row| row.value.is_some() || row.y.is_some());
        if rows.is_empty() {
            bail!("{}: no labelled lines{}", file.display(), split_of(arguments));
        }
        let answers: Vec<Answer> = rows.iter().map(|row| ask(&engine, row, arguments.detect)).collect();
        parts.extend(parts_of(file, &rows, &answers));
    }
    let said = if arguments.json { serde_json::to_string(&parts)? + "\n" } else { show::text(&parts) };
    std::io::Write::write_all(&mut std::io::stdout().lock(), said.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn split_of(arguments: &Arguments) -> String {
    arguments.split.as_ref().map(|split| format!(" of the split {split}")).unwrap_or_default()
}

fn read(file: &Path) -> Result<Vec<Labelled>> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(n, line)| {
            let row: Labelled = serde_json::from_str(line)
                .with_context(|| format!("{}, line {}: not a labelled message", file.display(), n + 1))?;
            if row.value.is_some_and(|value| value > 3) || row.y.is_some_and(|y| y > 1) {
                bail!("{}, line {}: a value is 0 to 3, y is 0 or 1", file.display(), n + 1);
            }
            Ok(row)
        })
        .collect()
}

fn ask(engine: &Engine, row: &Labelled, detect: bool) -> Answer {
    let rules = Rules::default();
    let told = Hints { lang: Some(row.lang), home: Lang::En, reply: row.reply, markup: Markup::Discord, rules: &rules };
    let untold = Hints { lang: None, ..told };
    let hints = if detect { untold } else { told };
    let review = engine.review(&row.text, &hints);
    let shorter = review.trimmed.as_ref().filter(|trimmed| **trimmed != row.text);
    let score_trimmed = shorter.map(|trimmed| engine.assess(trimmed, &hints).score);
    Answer { detected: engine.assess(&row.text, &untold).lang, score_trimmed, review }
}

/// A part for each language, and one for all where there are several.
fn parts_of(file: &Path, rows: &[Labelled], answers: &[Answer]) -> Vec<Part> {
    let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let present: Vec<Lang> = Lang::ALL.into_iter().filter(|lang| rows.iter().any(|row| row.lang == *lang)).collect();
    let mut groups: Vec<(String, Vec<Lang>)> =
        present.iter().map(|lang| (lang.code().to_owned(), vec![*lang])).collect();
    if present.len() > 1 {
        groups.push(("all".to_owned(), present));
    }
    let part = |(lang, langs): (String, Vec<Lang>)| {
        let own: Vec<(&Labelled, &Answer)> =
            rows.iter().zip(answers).filter(|(row, _)| langs.contains(&row.lang)).collect();
        let rubric = own.iter().any(|(row, _)| row.value.is_some());
        let (outcome, worst) = if rubric {
            (Outcome::Rubric(Box::new(Figures::of(&own))), worst(&own))
        } else {
            (binary(&own), Vec::new())
        };
        Part { file: name.clone(), lang, outcome, worst }
    };
    groups.into_iter().map(part).collect()
}

fn binary(rows: &[(&Labelled, &Answer)]) -> Outcome {
    let scores: Vec<f64> = rows.iter().map(|(_, said)| said.score()).collect();
    let good: Vec<bool> = rows.iter().map(|(row, _)| row.y == Some(1)).collect();
    let of = |which: &[usize]| {
        auc(&which.iter().map(|i| scores[*i]).collect::<Vec<_>>(), &which.iter().map(|i| good[*i]).collect::<Vec<_>>())
    };
    Outcome::Binary { messages: rows.len(), auc: auc(&scores, &good), auc_95: interval(rows.len(), of) }
}

fn worst(rows: &[(&Labelled, &Answer)]) -> Vec<Disagreement> {
    let mut all: Vec<Disagreement> = rows
        .iter()
        .map(|(row, said)| Disagreement {
            id: row.id.clone(),
            value: row.value.unwrap_or(0),
            score: said.score(),
            text: row.text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(90).collect(),
        })
        .collect();
    let apart = |d: &Disagreement| (d.score - f64::from(d.value) * 100.0 / 3.0).abs();
    all.sort_by(|a, b| apart(b).total_cmp(&apart(a)));
    all.truncate(WORST);
    all
}
