//! The picture of a digest or an audit in words.

use crate::domain::{Lang, Value, Week};
use crate::i18n::{percent, say, score, value};

use super::{ENOUGH, joined, share, top};

/// What the picture of a digest or an audit shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures<'a> {
    /// The language of the community.
    pub lang: Lang,
    /// The newest week drawn.
    pub week: Week,
    /// Messages to the point and counted messages of all weeks drawn, oldest first.
    pub shares: &'a [(i64, i64)],
    /// The smoothed score (0..=100) at the end.
    pub ewma: Option<f64>,
    /// The newest week by value: empty, thin, padded, to the point.
    pub n: [i64; 4],
    /// What was most in the way, as drawn; three are told.
    pub in_the_way: &'a [(&'a str, i64)],
}

/// The picture in words, for those who do not see it.
#[must_use]
pub fn alt_text(figures: &Figures<'_>) -> String {
    let lang = figures.lang;
    let week = || i64::from(figures.week.week).into();
    let known: Vec<f64> = figures.shares.iter().filter(|week| week.1 >= ENOUGH).map(|week| share(*week)).collect();
    let as_percent = |share: f64| percent(lang, share).into();
    let newest = figures.shares.last().filter(|newest| newest.1 >= ENOUGH).map(|newest| share(*newest));
    let trend = if known.is_empty() {
        say(lang, "alt-no-share", &[("week", week())])
    } else {
        let lowest = ("lowest", as_percent(known.iter().copied().fold(1.0, f64::min)));
        let highest = ("highest", as_percent(known.iter().copied().fold(0.0, f64::max)));
        let weeks = ("weeks", known.len().into());
        match newest {
            Some(newest) => {
                say(lang, "alt-share", &[weeks, lowest, highest, ("latest", as_percent(newest)), ("week", week())])
            }
            None => say(lang, "alt-share-before", &[weeks, lowest, highest, ("week", week())]),
        }
    };
    let ewma = figures.ewma.map(|ewma| say(lang, "alt-ewma", &[("score", score(lang, ewma).into())]));
    let verdicts = Value::ALL.into_iter().zip(figures.n).rev().filter(|(_, n)| *n > 0);
    let mix =
        joined(verdicts.map(|(v, n)| say(lang, "alt-mix-item", &[("n", n.into()), ("value", value(lang, v).into())])));
    let mix = mix.map(|items| say(lang, "alt-mix", &[("week", week()), ("items", items.into())]));
    let way = top(lang, figures.in_the_way, 3).map(|items| say(lang, "alt-in-the-way", &[("items", items.into())]));
    let sentence = |parts: [Option<String>; 2]| -> Option<String> {
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join("; ") + ".")
    };
    let second = if mix.is_some() { sentence([mix, way]) } else { None };
    [sentence([Some(trend), ewma]), second].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
