//! What holds for every heuristic and every text.

mod hostile;
mod language;
mod properties;
mod shapes;
mod soup;
mod trimming;

use std::ops::Range;
use std::sync::LazyLock;

use crate::domain::Lang;

use super::heuristics::{ALL, Heuristic, Reading};
use super::lexicon::Lexicon;
use super::markup::Markup;
use super::text::Text;
use super::{Engine, Hints, Review, Rules};

/// One engine for all tests: it takes a while to build.
static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::default);

fn review(raw: &str, markup: Markup) -> Review {
    ENGINE.review(raw, &Hints { lang: None, home: Lang::De, reply: false, markup, rules: &Rules::default() })
}

/// Runs a heuristic on a text and puts « and » around what it found.
fn marked(heuristic: &Heuristic, lexicon: &Lexicon, lang: Lang, plain: &str) -> String {
    let text = Text::read(plain, Markup::Discord);
    let hits = lexicon.find(&text);
    let reading = Reading { text, lang, hits, reply: false };
    let mut out = plain.to_owned();
    let mut spans: Vec<Range<usize>> = (heuristic.check)(&reading);
    spans.sort_by_key(|span| (span.start, span.end));
    for span in spans.iter().rev() {
        out.insert(span.end, '»');
        out.insert(span.start, '«');
    }
    out
}

#[test]
fn every_heuristic_finds_its_examples_with_exact_spans() {
    let lexica = Lang::ALL.map(Lexicon::of);
    let mut wrong = Vec::new();
    for heuristic in ALL {
        for example in heuristic.examples {
            let plain = example.text.replace(['«', '»'], "");
            let found = marked(heuristic, &lexica[example.lang as usize], example.lang, &plain);
            if found != example.text {
                wrong.push(format!("{}\n  expected {}\n  found    {found}", heuristic.id, example.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{} examples fail:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_heuristic_has_five_hits_and_five_misses_in_each_language() {
    let mut short = Vec::new();
    for heuristic in ALL {
        for lang in Lang::ALL {
            let own = || heuristic.examples.iter().filter(|e| e.lang == lang);
            let hits = own().filter(|e| e.text.contains('«')).count();
            let misses = own().count() - hits;
            if hits < 5 || misses < 5 {
                short.push(format!("{} {}: {hits} hits, {misses} misses", heuristic.id, lang.code()));
            }
        }
    }
    assert!(short.is_empty(), "{}", short.join("\n"));
}
