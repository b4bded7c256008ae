//! The report for copywriters: each line of a text with carets under what earns and costs, the verdict, the shorter text.

use std::fmt::Write;

use crate::domain::{Finding, Lang};
use crate::engine::{CONTEXT, Review, WORDING, heuristics};
use crate::i18n::{self, Arg, say};

/// Findings that move the score by less than this are not worth a line.
const WORTH_A_LINE: f64 = 1.0;

/// Renders the report of one text; `name` is its file.
#[must_use]
pub(super) fn report(name: &str, text: &str, review: &Review, lang: Lang) -> String {
    let a = &review.assessment;
    let mut out = String::new();
    let head = [("score", Arg::from(i18n::score(lang, a.score))), ("verdict", Arg::from(i18n::value(lang, a.value)))];
    let _ = writeln!(out, "{name}: {}", say(lang, "report-head", &head));
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches(['\n', '\r']);
        let _ = writeln!(out, "\n{}", format!("  | {}", tabless(words)).trim_end());
        for finding in findings_on(&a.findings, at, at + words.len()) {
            let from = finding.span.start.max(at) - at;
            let to = finding.span.end.min(at + words.len()) - at;
            let _ = writeln!(
                out,
                "  | {}{} {}",
                " ".repeat(width(&words[..from])),
                carets(finding, width(&words[from..to])),
                what(finding, lang)
            );
        }
        at += line.len();
    }
    let rest: f64 = a.findings.iter().filter(|f| !is_shown(f)).map(|f| f.points).sum();
    let sum = [("base", Arg::from(i18n::score(lang, a.base))), ("rest", Arg::from(format!("{rest:+.1}")))];
    let _ = writeln!(out, "\n  {}", say(lang, "report-sum", &sum));
    match review.trimmed.as_deref() {
        None => {
            let _ = writeln!(out, "  {}", say(lang, "report-nothing-left", &[]));
        }
        Some(trimmed) if trimmed.trim() == text.trim() => {}
        Some(trimmed) => {
            let _ = writeln!(out, "  {}\n", say(lang, "report-shorter", &[]));
            trimmed.lines().for_each(|line| {
                let _ = writeln!(out, "  > {line}");
            });
        }
    }
    out
}

/// The findings whose first line this is, dearest first.
fn findings_on(findings: &[Finding], from: usize, to: usize) -> Vec<&Finding> {
    let begins = |f: &&Finding| (from..=to).contains(&f.span.start) && f.span.end > from && is_shown(f);
    let mut on: Vec<&Finding> = findings.iter().filter(begins).collect();
    on.sort_by(|a, b| a.span.start.cmp(&b.span.start).then(a.points.total_cmp(&b.points)));
    on
}

fn is_shown(finding: &Finding) -> bool {
    finding.heuristic != CONTEXT && finding.points.abs() >= WORTH_A_LINE
}

fn carets(finding: &Finding, columns: usize) -> String {
    if finding.points < 0.0 { "^".repeat(columns.max(1)) } else { "~".repeat(columns.max(1)) }
}

fn what(finding: &Finding, lang: Lang) -> String {
    let tag = finding.tag.map(|tag| i18n::tag(lang, tag)).unwrap_or_default();
    let why = heuristics::ALL.iter().find(|h| h.id == finding.heuristic && finding.points < 0.0);
    let why = match why {
        Some(heuristic) => heuristic.why[lang as usize].to_owned(),
        None if finding.heuristic == WORDING => i18n::heuristic(lang, WORDING),
        None => String::new(),
    };
    format!("{:+.1} {tag} {why}", finding.points).trim_end().to_owned()
}

/// Columns of a text in a terminal, near enough: emoji and East Asian characters take two.
fn width(text: &str) -> usize {
    text.chars()
        .map(|c| {
            if crate::engine::text::is_emoji(c) || ('\u{1100}'..='\u{D7A3}').contains(&c) {
                2
            } else {
                usize::from(!is_mark(c))
            }
        })
        .sum()
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200F}' | '\u{FE00}'..='\u{FE0F}' | '\u{202A}'..='\u{202E}')
}

fn tabless(line: &str) -> String {
    line.replace('\t', " ")
}
