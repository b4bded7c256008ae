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
    /// So many weeks are one column, and one of `weeks`.
    pub each: u32,
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
    let mut weeks = Weeks::new(last, count);
    messages.into_iter().for_each(|message| weeks.add(message, zone));
    weeks.done()
}

/// The figures of some weeks while their messages are read in their order.
#[derive(Debug, Clone)]
pub struct Weeks {
    weeks: Vec<WeekFigures>,
    ewma: Option<f64>,
}

impl Weeks {
    /// The `count` weeks that end with `last`.
    #[must_use]
    pub fn new(last: Week, count: u32) -> Self {
        let back = i32::try_from(count).unwrap_or(i32::MAX);
        let empty = |n: i32| WeekFigures { week: last.plus(n), n: [0; 4], ewma: None };
        Self { weeks: (1 - back..=0).map(empty).collect(), ewma: None }
    }

    /// Adds a message, if it counts.
    pub fn add(&mut self, message: &Stored, zone: &TimeZone) {
        let week = Week::of(message.posted_at, zone);
        let Some(at) = self.weeks.iter().rposition(|w| w.week == week).filter(|_| message.counts == Counts::Yes) else {
            return;
        };
        self.ewma = Some(self.ewma.map_or(message.score, |mean| mean + LAMBDA * (message.score - mean)));
        self.weeks[at].ewma = self.ewma;
        self.weeks[at].n[message.value as usize] += 1;
    }

    /// The weeks, oldest first. Silence leaves the smoothed score where it was.
    #[must_use]
    pub fn done(mut self) -> Vec<WeekFigures> {
        let mut carried = None;
        for week in &mut self.weeks {
            carried = week.ewma.or(carried);
            week.ewma = carried;
        }
        self.weeks
    }
}

/// The same weeks in at most so many columns, each of as many weeks as [`Picture::each`] says then; the newest is whole.
#[must_use]
pub fn merged(weeks: &[WeekFigures], most: usize) -> (Vec<WeekFigures>, u32) {
    let begun = weeks.iter().position(|w| w.share().1 > 0).unwrap_or(weeks.len());
    let weeks = &weeks[begun..];
    let each = weeks.len().div_ceil(most.max(1)).max(1);
    let together = |some: &[WeekFigures]| WeekFigures {
        week: some[0].week,
        n: some.iter().fold([0; 4], |sum, w| std::array::from_fn(|i| sum[i] + w.n[i])),
        ewma: some[some.len() - 1].ewma,
    };
    let mut columns: Vec<WeekFigures> = weeks.rchunks(each).map(together).collect();
    columns.reverse();
    (columns, u32::try_from(each).unwrap_or(u32::MAX))
}

/// The chart. Weeks before the first counted message are left out.
#[must_use]
pub fn chart(picture: &Picture<'_>) -> Chart {
    let lang = picture.lang;
    let word = |key| say(lang, key, &[]);
    let small = |n: i64| u32::try_from(n).unwrap_or(0);
    let begun = picture.weeks.iter().position(|w| w.share().1 > 0).unwrap_or(picture.weeks.len());
    let weeks = picture.weeks[begun..].iter().map(|w| chart::Week {
        label: match picture.each {
            1 => say(lang, "picture-week", &[("week", i64::from(w.week.week).into())]),
            _ => month(lang, w.week),
        },
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
            mix: say(lang, "picture-mix", &[("weeks", i64::from(picture.each).into())]),
            values: Value::ALL.map(|v| value(lang, v)),
            heuristics: word("picture-in-the-way"),
            percent: "\u{a0}%".into(),
            nothing: word("picture-nothing"),
        },
        weeks: weeks.collect(),
        heuristics: picture.in_the_way.iter().map(|(id, n)| (heuristic(lang, id), small(*n))).collect(),
    }
}

/// The shares as a chart of signs, for a terminal.
#[must_use]
pub fn terminal(picture: &Picture<'_>) -> String {
    let heading = say(picture.lang, "picture-columns", &[("weeks", i64::from(picture.each).into())]);
    chart::terminal(&chart(picture), &heading)
}

/// The month a column begins in, for pictures of more than a year.
fn month(lang: Lang, week: Week) -> String {
    let monday = week.monday();
    let year = format!("{:02}", monday.year().rem_euclid(100));
    say(lang, "picture-month", &[("month", i64::from(monday.month()).into()), ("year", year.into())])
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
