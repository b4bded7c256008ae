//! Points add up to the score, and trimming deletes and nothing else.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use punktum::domain::Lang;
use punktum::engine::markup::Markup;
use punktum::engine::{Engine, Hints, Rules};

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::default);

fuzz_target!(|input: (bool, bool, &str)| {
    let (html, reply, raw) = input;
    let markup = if html { Markup::Html } else { Markup::Discord };
    let review = ENGINE.review(raw, &Hints { lang: None, home: Lang::En, reply, markup, rules: &Rules::default() });
    let a = &review.assessment;
    let sum = a.base + a.findings.iter().map(|f| f.points).sum::<f64>();
    assert!((sum.clamp(0.0, 100.0) - a.score).abs() < 1e-6);
    assert!(a.findings.iter().all(|f| raw.get(f.span.clone()).is_some_and(|words| !words.is_empty())));
    let mut rest = raw.chars();
    assert!(review.trimmed.unwrap_or_default().chars().all(|c| rest.any(|d| d == c)));
});
