//! `punktum train`: the same corpus gives the same weights, byte for byte.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;

use crate::domain::Lang;
use crate::engine::features::Family;
use crate::engine::train::{Row, kappa, train};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files with one labelled message a line.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Where the weights go.
    #[arg(long, default_value = "src/engine/weights.bin")]
    out: PathBuf,
    /// Only measure, without a kind of evidence: `wording`, `classes`, `heuristics`, `form`.
    #[arg(long, value_parser = family)]
    without: Vec<Family>,
    /// Only measure, with so many messages of each file, evenly spread.
    #[arg(long, value_name = "MESSAGES")]
    only: Option<usize>,
}

fn family(name: &str) -> Result<Family, String> {
    match name {
        "heuristics" => Ok(Family::Heuristics),
        "form" => Ok(Family::Form),
        "wording" => Ok(Family::Wording),
        "classes" => Ok(Family::Classes),
        _ => Err("heuristics, form, wording or classes".to_owned()),
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let mut rows = Vec::new();
    for file in &arguments.files {
        let all = read(file)?;
        let wanted = arguments.only.unwrap_or(all.len()).min(all.len());
        let chosen = |i: &usize| (i + 1) * wanted / all.len() > i * wanted / all.len();
        let chosen: Vec<usize> = (0..all.len()).filter(chosen).collect();
        rows.extend(all.into_iter().enumerate().filter(|(i, _)| chosen.binary_search(i).is_ok()).map(|(_, row)| row));
    }
    rows.sort_by(|a, b| a.id.cmp(&b.id));
    let (model, report) = train(&rows, &arguments.without);
    let mut to = std::io::stdout().lock();
    if arguments.without.is_empty() && arguments.only.is_none() {
        let out = &arguments.out;
        std::fs::write(out, model.to_bytes()).with_context(|| format!("cannot write {}", out.display()))?;
        writeln!(to, "{} messages -> {}", rows.len(), out.display())?;
    } else {
        writeln!(to, "{} messages, nothing written", rows.len())?;
    }
    writeln!(
        to,
        "left out in five folds: kappa {:.3}, drift tags F1 {:.3}, value tags F1 {:.3}",
        report.kappa, report.tags_f1[0], report.tags_f1[1]
    )?;
    for lang in Lang::ALL {
        let own: Vec<usize> = (0..rows.len()).filter(|i| rows[*i].lang == lang).collect();
        let said: Vec<u8> = own.iter().map(|i| model.value(report.scores[*i]).number()).collect();
        let truth: Vec<u8> = own.iter().map(|i| rows[*i].value).collect();
        writeln!(to, "  {}: {} messages, kappa {:.3}", lang.code(), own.len(), kappa(&said, &truth))?;
    }
    writeln!(to, "cuts {:?}; best in the folds {:?}, kappa {:.3}", model.cuts, report.best.0, report.best.1)?;
    writeln!(to, "the sums without the layer: best {:?}, kappa {:.3}", report.best_of_sums.0, report.best_of_sums.1)?;
    Ok(ExitCode::SUCCESS)
}

/// Reads a corpus file.
///
/// # Errors
/// The file and line that cannot be read.
pub(super) fn read(file: &Path) -> Result<Vec<Row>> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(n, line)| serde_json::from_str(line).with_context(|| format!("{}, line {}", file.display(), n + 1)))
        .collect()
}
