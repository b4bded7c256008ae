//! Text in, assessment out: no IO, no clock, no async, no failure.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::domain::{Assessment, ChannelRules, Finding, Lang, Occasion, Tag, Value};

use self::features::{Found, Term};
use self::heuristics::Reading;
use self::lang::Detected;
use self::layer::{Inputs, Seen};
use self::ledger::{Balance, Ledger};
pub use self::ledger::{CONTEXT, WORDING};
use self::lexicon::{Lexicon, OwnWords};
use self::markup::Markup;
use self::model::Model;
use self::rows::Rows;
use self::text::Text;

// First, for its macros.
#[macro_use]
mod words;

mod classes;
pub mod features;
pub(crate) mod golden;
pub mod heuristics;
pub mod lang;
pub mod layer;
mod ledger;
pub mod lexicon;
pub mod markup;
pub mod model;
mod normal;
pub mod occasion;
mod rows;
pub mod text;
pub mod train;
mod trim;
mod wording;

#[cfg(test)]
mod tests;

/// Scores texts. Build one and share it: it holds the phrase automata and the weights and never changes.
#[derive(Debug)]
pub struct Engine {
    lexica: [LazyLock<Lexicon>; 2],
    model: Model,
    rows: Rows,
    /// Texts of usual form in which nothing is found, and their scores.
    usual: [(Seen, f64); 2],
}

/// What is known of a text besides its words.
#[derive(Debug, Clone, Copy)]
pub struct Hints<'a> {
    /// The language, when somebody said it; it is obeyed.
    pub lang: Option<Lang>,
    /// The language of texts too short to tell.
    pub home: Lang,
    /// The message answers one member.
    pub reply: bool,
    /// Whose markup it is.
    pub markup: Markup,
    /// What the community switched off and its own words.
    pub rules: &'a Rules,
}

/// A community's own rules, made ready for the engine.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    off: BTreeSet<String>,
    substance: OwnWords,
    padding: OwnWords,
}

impl From<&ChannelRules> for Rules {
    fn from(rules: &ChannelRules) -> Self {
        let words = |set: &BTreeSet<String>| OwnWords::new(set.iter().map(String::as_str));
        Self { off: rules.off.clone(), substance: words(&rules.substance), padding: words(&rules.padding) }
    }
}

/// An assessment together with the shorter text; for whoever may see the words.
#[derive(Debug, Clone)]
pub struct Review {
    /// The assessment.
    pub assessment: Assessment,
    /// The same message by deletion only, which never scores lower; none when nothing is left.
    pub trimmed: Option<String>,
}

/// Points of one place that is a brand's own term of substance; at most three count.
const OWN_SUBSTANCE: f64 = 8.0;
/// A text is shortened so often: what a sentence costs shows best when little else stands beside the point.
const ROUNDS: usize = 3;
/// Points of one place that is a brand's own phrase of padding; at most three count.
const OWN_PADDING: f64 = -8.0;

impl Default for Engine {
    fn default() -> Self {
        Self::new(Model::shipped())
    }
}

impl Engine {
    /// An engine with these weights.
    #[must_use]
    pub fn new(model: Model) -> Self {
        let lexica =
            [|| Lexicon::of(Lang::De), || Lexicon::of(Lang::En)].map(|build: fn() -> Lexicon| LazyLock::new(build));
        let usual = Lang::ALL.map(|lang| {
            let seen = model.layer.see(ledger::of_whole(&model.base[lang as usize]));
            let score = f64::from(model.layer.outputs(&seen)[0]);
            (seen, score)
        });
        Self { lexica, rows: Rows::from(&model), usual, model }
    }

    /// The weights.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The phrase lists of a language.
    #[must_use]
    pub fn lexicon(&self, lang: Lang) -> &Lexicon {
        &self.lexica[lang as usize]
    }

    /// Scores a text.
    #[must_use]
    pub fn assess(&self, raw: &str, hints: &Hints<'_>) -> Assessment {
        let reading = self.read(raw, hints);
        self.judge(&reading.0, reading.1, hints)
    }

    /// Scores a text and shortens it.
    #[must_use]
    pub fn review(&self, raw: &str, hints: &Hints<'_>) -> Review {
        let (reading, lang) = self.read(raw, hints);
        let assessment = self.judge(&reading, lang, hints);
        let trimmed = self.shorten(&reading, &reading, &assessment, hints, ROUNDS);
        Review { assessment, trimmed }
    }

    /// The text without what can go: the first way of shortening it that does not score lower, shortened once more by what
    /// is found then. What a reader needs of the `first` text stays, however what is left of it reads. None when nothing
    /// is left.
    fn shorten(
        &self,
        first: &Reading<'_>,
        reading: &Reading<'_>,
        before: &Assessment,
        hints: &Hints<'_>,
        rounds: usize,
    ) -> Option<String> {
        let whole = reading.text.raw.trim().len();
        for way in trim::ways(reading, before) {
            if way.len() == whole {
                return Some(way);
            }
            let (reading, lang) = self.read(&way, hints);
            let after = self.judge(&reading, lang, hints);
            if after.score >= before.score {
                let again = (rounds > 1).then(|| self.shorten(first, &reading, &after, hints, rounds - 1)).flatten();
                let again = again.filter(|again| trim::keeps(first, again));
                return Some(again.unwrap_or_else(|| way.clone()));
            }
        }
        None
    }

    /// Scores a text, and normalises it so that the same message said again is recognised.
    #[must_use]
    pub fn recognise(&self, raw: &str, hints: &Hints<'_>) -> (Assessment, String) {
        let (reading, lang) = self.read(raw, hints);
        let normalised = normal::normalise(&reading);
        (self.judge(&reading, lang, hints), normalised)
    }

    /// Reads a text in the language it is taken for; the second answer is none for another language than the engine's.
    fn read<'a>(&self, raw: &'a str, hints: &Hints<'_>) -> (Reading<'a>, Option<Lang>) {
        let text = Text::read(raw, hints.markup);
        let lang = match hints.lang {
            Some(lang) => Some(lang),
            None => match lang::detect(&text) {
                Detected::Known(lang) => Some(lang),
                Detected::Unclear => Some(hints.home),
                Detected::Other => None,
            },
        };
        let read_as = lang.unwrap_or(hints.home);
        let hits = self.lexica[read_as as usize].find(&text);
        (Reading { text, lang: read_as, hits, reply: hints.reply }, lang)
    }

    fn judge(&self, reading: &Reading<'_>, lang: Option<Lang>, hints: &Hints<'_>) -> Assessment {
        if reading.text.tokens.is_empty() {
            let empty = Assessment {
                lang,
                score: 0.0,
                value: Value::Empty,
                tags: Vec::new(),
                occasion: Occasion::None,
                base: 0.0,
                findings: Vec::new(),
            };
            return empty;
        }
        let found = features::find(reading, |id| hints.rules.off.contains(id));
        let balance = self.add_up(reading, &found);
        let (layer, (usual, base)) = (&self.model.layer, &self.usual[reading.lang as usize]);
        let seen = layer.see(balance.inputs);
        let mut findings = balance.findings(&layer.worth(usual, &seen));
        findings.extend(own_words(reading, hints.rules));
        let score = settle(*base, &mut findings);
        Assessment {
            lang,
            score,
            value: self.model.value(score),
            tags: self.model.tags(&layer.outputs(&seen)),
            occasion: occasion::occasion(reading),
            base: *base,
            findings,
        }
    }

    /// Adds up what was found and what the words say.
    fn add_up<'r>(&self, reading: &'r Reading<'r>, found: &'r [Found]) -> Balance<'r> {
        let lang = reading.lang as usize;
        let mut ledger = Ledger::new(reading, found, &self.model.usual[lang]);
        self.rows.add(reading, &features::named_terms(reading, found), |place, row| ledger.award(place, row));
        ledger.close(&self.model.base[lang])
    }

    /// The sums of one text, for training.
    pub(crate) fn train_inputs(&self, raw: &str, hints: &Hints<'_>) -> Inputs {
        let (reading, _) = self.read(raw, hints);
        self.add_up(&reading, &features::find(&reading, |_| false)).inputs
    }

    /// The terms of one text in its language, for training.
    pub(crate) fn train_terms(&self, raw: &str, hints: &Hints<'_>) -> Vec<Term> {
        let (reading, _) = self.read(raw, hints);
        let found = features::find(&reading, |_| false);
        features::terms(&reading, &found)
    }
}

/// Findings for a brand's own terms and phrases.
fn own_words(reading: &Reading<'_>, rules: &Rules) -> Vec<Finding> {
    let kinds = [
        ("own_substance", Tag::Fact, OWN_SUBSTANCE, &rules.substance),
        ("own_padding", Tag::Phrases, OWN_PADDING, &rules.padding),
    ];
    let mut findings = Vec::new();
    for (heuristic, tag, points, words) in kinds {
        let spans = words.find(&reading.text).into_iter().take(3);
        findings.extend(spans.map(|span| Finding { heuristic: heuristic.to_owned(), tag: Some(tag), span, points }));
    }
    findings
}

/// Rounds the sum to the one decimal of a score, sorts the findings, and answers the score; `context` takes the rest of the rounding.
fn settle(base: f64, findings: &mut [Finding]) -> f64 {
    findings.sort_by(|a, b| (a.span.start, a.span.end, &a.heuristic).cmp(&(b.span.start, b.span.end, &b.heuristic)));
    let sum = base + findings.iter().map(|f| f.points).sum::<f64>();
    let rounded = (sum * 10.0).round() / 10.0;
    if let Some(context) = findings.iter_mut().find(|f| f.heuristic == CONTEXT) {
        context.points += rounded - sum;
    }
    rounded.clamp(0.0, 100.0)
}
