//! Weeks, working hours and due times in a community's own time zone; time is always a parameter.

use jiff::civil::{Date, DateTime, ISOWeekDate, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::domain::DigestTime;

/// An ISO 8601 week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Week {
    /// The ISO year, which differs from the calendar year around New Year.
    pub year: i16,
    /// 1..=53.
    pub week: i8,
}

impl Week {
    /// The local week a moment lies in.
    #[must_use]
    pub fn of(at: Timestamp, zone: &TimeZone) -> Self {
        Self::of_date(zone.to_datetime(at).date())
    }

    fn of_date(date: Date) -> Self {
        let iso = date.iso_week_date();
        Self { year: iso.year(), week: iso.week() }
    }

    /// Its Monday.
    #[must_use]
    pub fn monday(self) -> Date {
        ISOWeekDate::new(self.year, self.week, Weekday::Monday).map_or(Date::ZERO, Date::from_iso_week_date)
    }

    /// Half-open: from local midnight of its Monday to that of the next. 167, 168 or 169 hours long.
    #[must_use]
    pub fn bounds(self, zone: &TimeZone) -> (Timestamp, Timestamp) {
        let monday = self.monday();
        (local(zone, monday.at(0, 0, 0, 0)), local(zone, monday.saturating_add(7.days()).at(0, 0, 0, 0)))
    }

    /// The week after it, or `weeks` after it; before it when negative.
    #[must_use]
    pub fn plus(self, weeks: i32) -> Self {
        Self::of_date(self.monday().saturating_add((7 * i64::from(weeks)).days()))
    }
}

impl std::fmt::Display for Week {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-W{:02}", self.year, self.week)
    }
}

/// The first moment after `after` at which the digest of the week before is due.
#[must_use]
pub fn next_digest(after: Timestamp, at: &DigestTime, zone: &TimeZone) -> Timestamp {
    let mut date = zone.to_datetime(after).date();
    loop {
        if date.weekday() == at.weekday {
            let due = local(zone, date.at(at.hour, 0, 0, 0));
            if due > after {
                return due;
            }
        }
        date = date.saturating_add(1.day());
    }
}

/// Nudges go out on working days between these local hours.
const WORK: (i8, i8) = (9, 18);
/// A nudge that cannot be delivered within so many working hours is dropped.
pub const WORKING_HOURS_TO_DELIVER: i64 = 24;

/// The moment itself if it lies in working hours, else the start of the next ones.
#[must_use]
pub fn in_working_hours(at: Timestamp, zone: &TimeZone) -> Timestamp {
    let now = zone.to_datetime(at);
    if working_day(now.date()) && (WORK.0..WORK.1).contains(&now.hour()) {
        return at;
    }
    let today_later = working_day(now.date()) && now.hour() < WORK.0;
    let mut date = if today_later { now.date() } else { now.date().saturating_add(1.day()) };
    while !working_day(date) {
        date = date.saturating_add(1.day());
    }
    local(zone, date.at(WORK.0, 0, 0, 0))
}

/// The moment at which so many working hours have passed.
#[must_use]
pub fn after_working_hours(from: Timestamp, hours: i64, zone: &TimeZone) -> Timestamp {
    let mut at = in_working_hours(from, zone);
    let mut left = SignedDuration::from_hours(hours);
    loop {
        let closing = local(zone, zone.to_datetime(at).date().at(WORK.1, 0, 0, 0));
        let today = closing.duration_since(at);
        if left <= today {
            return at + left;
        }
        left -= today;
        at = in_working_hours(closing, zone);
    }
}

fn working_day(date: Date) -> bool {
    !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// A local time as a moment: what happens twice is taken the first time, what never happens is taken later by the gap.
#[must_use]
pub fn local(zone: &TimeZone, at: DateTime) -> Timestamp {
    zone.to_ambiguous_timestamp(at).compatible().unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Local midnight of the day a moment lies in.
#[must_use]
pub fn midnight(at: Timestamp, zone: &TimeZone) -> Timestamp {
    local(zone, zone.to_datetime(at).date().to_datetime(Time::midnight()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn berlin() -> TimeZone {
        TimeZone::get("Europe/Berlin").unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn monday_nine_o_clock_follows_the_clock_change() {
        let due = |after| next_digest(at(after), &DigestTime::default(), &berlin()).to_string();
        assert_eq!(due("2026-10-18T12:00:00Z"), "2026-10-19T07:00:00Z");
        assert_eq!(due("2026-10-19T07:00:00Z"), "2026-10-26T08:00:00Z");
        assert_eq!(due("2027-03-16T00:00:00Z"), "2027-03-22T08:00:00Z");
        assert_eq!(due("2027-03-22T08:00:00Z"), "2027-03-29T07:00:00Z");
    }

    #[test]
    fn a_week_is_as_long_as_the_clock_makes_it() {
        let hours = |day| {
            let (from, to) = Week::of(at(day), &berlin()).bounds(&berlin());
            to.duration_since(from).as_hours()
        };
        assert_eq!(hours("2026-10-21T12:00:00Z"), 169);
        assert_eq!(hours("2027-03-24T12:00:00Z"), 167);
        assert_eq!(hours("2026-11-18T12:00:00Z"), 168);
    }

    #[test]
    fn what_happens_twice_or_never_is_taken_once() {
        let moment = |text: &str| local(&berlin(), text.parse().unwrap()).to_string();
        assert_eq!(moment("2026-10-25T02:30"), "2026-10-25T00:30:00Z");
        assert_eq!(moment("2027-03-28T02:30"), "2027-03-28T01:30:00Z");
    }

    #[test]
    fn iso_2026_has_a_week_53() {
        let week = |day| Week::of(at(day), &berlin()).to_string();
        assert_eq!(week("2026-12-31T12:00:00Z"), "2026-W53");
        assert_eq!(week("2027-01-03T12:00:00Z"), "2026-W53");
        assert_eq!(week("2027-01-04T12:00:00Z"), "2027-W01");
        assert_eq!(Week { year: 2026, week: 53 }.plus(1), Week { year: 2027, week: 1 });
        assert_eq!(Week { year: 2027, week: 1 }.plus(-1), Week { year: 2026, week: 53 });
    }

    #[test]
    fn working_hours_skip_nights_and_weekends() {
        let open = |text| in_working_hours(at(text), &berlin()).to_string();
        assert_eq!(open("2026-11-20T10:00:00Z"), "2026-11-20T10:00:00Z");
        assert_eq!(open("2026-11-20T17:00:00Z"), "2026-11-23T08:00:00Z");
        assert_eq!(open("2026-11-23T03:00:00Z"), "2026-11-23T08:00:00Z");
        let late = after_working_hours(at("2026-11-20T16:00:00Z"), WORKING_HOURS_TO_DELIVER, &berlin());
        assert_eq!(late.to_string(), "2026-11-25T13:00:00Z");
    }
}
