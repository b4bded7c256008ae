//! ISO weeks in a community's own time zone.

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, civil::DateTime};
use serde::{Deserialize, Serialize};

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

    /// The week with these numbers; none when the calendar has none.
    #[must_use]
    pub fn from_numbers(year: i64, week: i64) -> Option<Self> {
        let (year, week) = (year.try_into().ok()?, week.try_into().ok()?);
        ISOWeekDate::new(year, week, Weekday::Monday).ok()?;
        Some(Self { year, week })
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

/// A local time as a moment: what happens twice is taken the first time, what never happens is taken later by the gap.
#[must_use]
pub fn local(zone: &TimeZone, at: DateTime) -> Timestamp {
    zone.to_ambiguous_timestamp(at).compatible().unwrap_or(Timestamp::UNIX_EPOCH)
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
}
