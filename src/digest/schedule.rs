//! Working hours and due times in a community's own time zone; time is always a parameter.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::domain::{DigestTime, local};

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

/// The first 03:00 local after a moment: when nobody reads, the house is cleaned.
#[must_use]
pub fn next_night(after: Timestamp, zone: &TimeZone) -> Timestamp {
    let date = zone.to_datetime(after).date();
    let tonight = local(zone, date.at(3, 0, 0, 0));
    if tonight > after { tonight } else { local(zone, date.saturating_add(1.day()).at(3, 0, 0, 0)) }
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
    fn working_hours_skip_nights_and_weekends() {
        let open = |text| in_working_hours(at(text), &berlin()).to_string();
        assert_eq!(open("2026-11-20T10:00:00Z"), "2026-11-20T10:00:00Z");
        assert_eq!(open("2026-11-20T17:00:00Z"), "2026-11-23T08:00:00Z");
        assert_eq!(open("2026-11-23T03:00:00Z"), "2026-11-23T08:00:00Z");
        let late = after_working_hours(at("2026-11-20T16:00:00Z"), WORKING_HOURS_TO_DELIVER, &berlin());
        assert_eq!(late.to_string(), "2026-11-25T13:00:00Z");
    }
}
