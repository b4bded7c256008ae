//! How a language writes shares, scores, days and lists. Time is always a parameter.

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

use crate::domain::Lang;

use super::say;

/// A share (0..=1) in whole percent: `68 %` in both languages.
#[must_use]
pub fn percent(_lang: Lang, share: f64) -> String {
    format!("{:.0} %", (share.clamp(0.0, 1.0) * 100.0).round())
}

/// A score (0..=100) with one decimal: `71,4` or `71.4`.
#[must_use]
pub fn score(lang: Lang, score: f64) -> String {
    let plain = format!("{score:.1}");
    if lang == Lang::De { plain.replace('.', ",") } else { plain }
}

/// The name of a weekday: "Dienstag", "Tuesday".
#[must_use]
pub fn day(lang: Lang, day: Weekday) -> String {
    say(lang, "day", &[("n", i64::from(day.to_monday_one_offset()).into())])
}

/// Days of one week in order, in short, from three in a row on by their ends: "Mo, Do bis Sa".
#[must_use]
pub fn days(lang: Lang, days: &[Weekday]) -> String {
    let short = |day: &Weekday| say(lang, "day-short", &[("n", i64::from(day.to_monday_one_offset()).into())]);
    let runs = days.chunk_by(|a, b| a.next() == *b).flat_map(|run| match run {
        [first, _, .., last] => vec![say(lang, "period", &[("from", short(first).into()), ("to", short(last).into())])],
        few => few.iter().map(short).collect(),
    });
    runs.collect::<Vec<_>>().join(", ")
}

/// Since when, as a phrase: "seit heute", "seit Dienstag" within six days, else "seit dem 12.11."; the year stands
/// there when it is another one.
#[must_use]
pub fn since(lang: Lang, when: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let (date, today) = (zone.to_datetime(when).date(), zone.to_datetime(now).date());
    match days_between(date, today) {
        0 => say(lang, "since-today", &[]),
        1..=6 => say(lang, "since-day", &[("day", day(lang, date.weekday()).into())]),
        _ => say(lang, "since-date", &[("date", day_of_month(lang, date, date.year() != today.year()).into())]),
    }
}

/// A moment to come: "heute, 14:00 Uhr", "Dienstag, 14:00 Uhr" within six days, else "12.11., 14:00 Uhr".
#[must_use]
pub fn moment(lang: Lang, when: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let (at, today) = (zone.to_datetime(when), zone.to_datetime(now).date());
    let day = match days_between(today, at.date()) {
        0 => say(lang, "today", &[]),
        1..=6 => day(lang, at.weekday()),
        _ => day_of_month(lang, at.date(), at.year() != today.year()),
    };
    say(lang, "moment", &[("day", day.into()), ("time", format!("{:02}:{:02}", at.hour(), at.minute()).into())])
}

/// Some days from first to last, naming month and year once if they are the same: "16. bis 22.11.2026"; a single day stands alone.
#[must_use]
pub fn period(lang: Lang, first: Date, last: Date) -> String {
    if first == last {
        return date(lang, first);
    }
    let from = if (first.year(), first.month()) == (last.year(), last.month()) {
        say(lang, "date-day", &[("day", i64::from(first.day()).into())])
    } else {
        day_of_month(lang, first, first.year() != last.year())
    };
    say(lang, "period", &[("from", from.into()), ("to", day_of_month(lang, last, true).into())])
}

/// Several things in one phrase: "a, b und c".
#[must_use]
pub fn list(lang: Lang, items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => say(lang, "list", &[("most", most.join(", ").into()), ("last", last.as_str().into())]),
    }
}

/// A day with its year: "12.11.2026".
#[must_use]
pub fn date(lang: Lang, date: Date) -> String {
    day_of_month(lang, date, true)
}

fn day_of_month(lang: Lang, date: Date, with_year: bool) -> String {
    let day = ("day", i64::from(date.day()).into());
    let month = ("month", i64::from(date.month()).into());
    // As text: a language might group the digits of a number.
    let year = ("year", date.year().to_string().into());
    if with_year { say(lang, "date-year", &[day, month, year]) } else { say(lang, "date-month", &[day, month]) }
}

/// Local days from one date to another; negative when the second is earlier.
fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}
