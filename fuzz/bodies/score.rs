//! Points add up to the score, and trimming deletes and nothing else. The first byte says which markup it is, and whether it
//! answers somebody.

use std::sync::LazyLock;

use punktum::domain::Lang;
use punktum::engine::markup::Markup;
use punktum::engine::{Engine, Hints, Rules};

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::default);

pub(crate) fn run(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else { return };
    let Ok(raw) = std::str::from_utf8(rest) else { return };
    let markup = if first & 1 == 1 { Markup::Html } else { Markup::Discord };
    let rules = Rules::default();
    let review =
        ENGINE.review(raw, &Hints { lang: None, home: Lang::En, reply: first & 2 == 2, markup, rules: &rules });
    let a = &review.assessment;
    let sum = a.base + a.findings.iter().map(|f| f.points).sum::<f64>();
    assert!((sum.clamp(0.0, 100.0) - a.score).abs() < 1e-6);
    assert!(a.findings.iter().all(|f| raw.get(f.span.clone()).is_some_and(|words| !words.is_empty())));
    let mut rest = raw.chars();
    assert!(review.trimmed.unwrap_or_default().chars().all(|c| rest.any(|d| d == c)));
}
