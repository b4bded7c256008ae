//! The picture of some weeks, for a digest or an audit: figures and names go in, a chart and its words come out; pure.

use jiff::tz::TimeZone;

use crate::digest::chart::{self, Chart, Labels, Theme};
use crate::digest::summary::LAMBDA;
use crate::digest::text::{Figures, alt_text};
use crate::domain::{Counts, Lang, Value, Week};
use crate::i18n::{heuristic, say, value};
use crate::platform::File;
use crate::store::Stored;

/// What a picture shows of one week, over its counted messages.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeekFigures {
    /// The week.
    pub week: Week,
    /// Messages by value: empty, thin, padded, to the point.
    pub n: [i64; 4],
    /// The smoothed score at its end; none before the first counted message.
    pub ewma: Option<f64>,
}

impl WeekFigures {
    /// Messages to the point, and all.
    #[must_use]
    pub fn share(&self) -> (i64, i64) {
        (self.n[Value::ToThePoint as usize], self.n.iter().sum())
    }
}

/// What is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Picture<'a> {
    /// The language of its words.
    pub lang: Lang,
    /// The largest line.
    pub title: &'a str,
    /// The line below it.
    pub subtitle: &'a str,
    /// The weeks, oldest first.
    pub weeks: &'a [WeekFigures],
    /// Heuristics with the number of messages, most first.
    pub in_the_way: &'a [(String, i64)],
}

/// The figures of the `count` weeks that end with `last`, from messages in their order; the smoothed score begins with the
/// first of them.
#[must_use]
pub fn weeks<'a>(
    messages: impl IntoIterator<Item = &'a Stored>,
    last: Week,
    count: u32,
    zone: &TimeZone,
) -> Vec<WeekFigures> {
    let back = i32::try_from(count).unwrap_or(i32::MAX);
    let empty = |n: i32| WeekFigures { week: last.plus(n), n: [0; 4], ewma: None };
    let mut weeks: Vec<WeekFigures> = (1 - back..=0).map(empty).collect();
    for message in messages.into_iter().filter(|m| m.counts == Counts::Yes) {
        let week = Week::of(message.posted_at, zone);
        let Some(at) = weeks.iter().position(|w| w.week == week) else { continue };
        // Silence leaves the smoothed score where it was.
        let before = weeks[..=at].iter().rev().find_map(|w| w.ewma);
        weeks[at].ewma = Some(before.map_or(message.score, |mean| mean + LAMBDA * (message.score - mean)));
        weeks[at].n[message.value as usize] += 1;
    }
    let mut carried = None;
    for week in &mut weeks {
        carried = week.ewma.or(carried);
        week.ewma = carried;
    }
    weeks
}

/// The chart. Weeks before the first counted message are left out.
#[must_use]
pub fn chart(picture: &Picture<'_>) -> Chart {
    let lang = picture.lang;
    let word = |key| say(lang, key, &[]);
    let small = |n: i64| u32::try_from(n).unwrap_or(0);
    let begun = picture.weeks.iter().position(|w| w.share().1 > 0).unwrap_or(picture.weeks.len());
    let weeks = picture.weeks[begun..].iter().map(|w| chart::Week {
        label: say(lang, "picture-week", &[("week", i64::from(w.week.week).into())]),
        counted: small(w.share().1),
        n: w.n.map(small),
        ewma: w.ewma,
    });
    Chart {
        title: picture.title.to_owned(),
        subtitle: picture.subtitle.to_owned(),
        labels: Labels {
            trend: word("picture-trend"),
            share: value(lang, Value::ToThePoint),
            ewma: word("picture-ewma"),
            mix: word("picture-mix"),
            values: Value::ALL.map(|v| value(lang, v)),
            heuristics: word("picture-in-the-way"),
            percent: "\u{a0}%".into(),
            nothing: word("picture-nothing"),
        },
        weeks: weeks.collect(),
        heuristics: picture.in_the_way.iter().map(|(id, n)| (heuristic(lang, id), small(*n))).collect(),
    }
}

/// The picture in words.
#[must_use]
pub fn alt(picture: &Picture<'_>) -> String {
    let Some(newest) = picture.weeks.last() else { return say(picture.lang, "picture-nothing", &[]) };
    let shares: Vec<(i64, i64)> = picture.weeks.iter().map(WeekFigures::share).collect();
    let in_the_way: Vec<(&str, i64)> = picture.in_the_way.iter().map(|(id, n)| (id.as_str(), *n)).collect();
    alt_text(&Figures {
        lang: picture.lang,
        week: newest.week,
        shares: &shares,
        ewma: newest.ewma,
        n: newest.n,
        in_the_way: &in_the_way,
    })
}

/// The picture as a PNG file.
#[must_use]
pub fn png(picture: &Picture<'_>, theme: Theme, name: &str) -> File {
    File { name: name.to_owned(), bytes: chart::png(&chart(picture), theme), alt: alt(picture) }
}
