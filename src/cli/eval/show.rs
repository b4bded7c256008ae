//! The report of `punktum eval` for people.

use std::fmt::Write;

use super::rubric::Figures;
use super::{Outcome, Part};

/// All parts as text, one under the other.
pub(super) fn text(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        let _ = writeln!(out, "{} {}", part.file, part.lang);
        match &part.outcome {
            Outcome::Binary { messages, auc, auc_95 } => {
                line(&mut out, "messages", &messages.to_string());
                line(&mut out, "AUC", &with_interval(*auc, *auc_95));
            }
            Outcome::Rubric(figures) => rubric(&mut out, figures),
        }
        if !part.worst.is_empty() {
            let _ = writeln!(out, "  what readers and engine see most differently (value, score)");
            for d in &part.worst {
                let _ = writeln!(out, "    {} {:>5.1}  {}  {}", d.value, d.score, d.id, d.text);
            }
        }
        out.push('\n');
    }
    out
}

fn rubric(out: &mut String, f: &Figures) {
    line(out, "messages", &f.messages.to_string());
    line(out, "kappa, quadratic", &with_interval(Some(f.kappa), f.kappa_95));
    line(out, "same value", &percent(f.exact));
    line(out, "off by two or more", &percent(f.off_by_two));
    line(out, "AUC of value 2 and 3", &with_interval(f.auc, f.auc_95));
    line(out, "recall of 0 and 1 at 95 % precision", &percent(f.recall_at_95));
    for (from, to, messages, auc) in &f.auc_by_words {
        let to = if *to == usize::MAX { "more".to_owned() } else { to.to_string() };
        line(out, &format!("AUC, {from} to {to} words ({messages})"), &number(*auc));
    }
    let both = |[micro, macro_]: [Option<f64>; 2]| format!("{} micro, {} macro", number(micro), number(macro_));
    line(out, "F1 of drift tags", &both(f.drift_tags));
    line(out, "F1 of value tags", &both(f.value_tags));
    let tags: Vec<String> = f.by_tag.iter().map(|(tag, n, f1)| format!("{tag} {} ({n})", number(*f1))).collect();
    tags.chunks(4).for_each(|some| line(out, "", &some.join(", ")));
    line(out, "false alarms on value 3", &format!("{} of {}", f.false_alarms.0, f.false_alarms.1));
    line(out, "context over 15 points", &percent(f.context_over_15));
    line(out, "points that do not sum", &f.sums_wrong.to_string());
    let t = &f.trim;
    line(out, "shorter: facts lost, order broken", &format!("{}, {}", t.facts_lost, t.not_a_subsequence));
    line(out, "shorter: words kept, value 2 and 3", &format!("{}, {}", number(t.kept[0]), number(t.kept[1])));
    line(out, "shorter: scores lower, value 2 and 3", &t.scores_lower.to_string());
    line(out, "shorter: mean gain, value 2", &number(t.gain));
    let of = |(right, all): (usize, usize)| format!("{right} of {all}");
    line(out, "language told right", &of(f.language.all));
    line(out, "  in three words or more", &of(f.language.three_words));
    let _ = writeln!(out, "  readers' value down, ours across");
    for (value, row) in f.confusion.iter().enumerate() {
        let cells: String = row.iter().map(|n| format!("{n:>6}")).collect();
        let _ = writeln!(out, "    {value} {cells}");
    }
    let _ = writeln!(out, "  reliability: score, messages, mean score, what readers gave");
    for (n, (messages, score, gold)) in f.reliability.iter().enumerate() {
        if *messages > 0 {
            let _ = writeln!(out, "    {:>3} to {:<3} {messages:>5} {score:>6.1} {gold:>6.1}", n * 10, n * 10 + 10);
        }
    }
}

fn line(out: &mut String, name: &str, value: &str) {
    let _ = writeln!(out, "  {name:<38} {value}");
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"))
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

fn with_interval(value: Option<f64>, interval: Option<[f64; 2]>) -> String {
    let range = interval.map(|[low, high]| format!(" [{low:.3}, {high:.3}]")).unwrap_or_default();
    number(value) + &range
}
