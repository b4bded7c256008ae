//! `punktum train`: the same corpus gives the same weights, byte for byte.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::domain::Lang;
use crate::engine::train::{Row, kappa, train};

pub(super) fn run(files: &[PathBuf], out: &Path) -> Result<ExitCode> {
    let mut rows = Vec::new();
    for file in files {
        rows.extend(read(file)?);
    }
    rows.sort_by(|a, b| a.id.cmp(&b.id));
    let (model, report) = train(&rows);
    std::fs::write(out, model.to_bytes()).with_context(|| format!("cannot write {}", out.display()))?;
    let mut to = std::io::stdout().lock();
    writeln!(to, "{} messages -> {}", rows.len(), out.display())?;
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
    writeln!(to, "cuts {:?}", model.cuts)?;
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
