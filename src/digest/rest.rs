//! How long a community rested within a week; pure.

use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// The pauses of a week.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rest {
    /// Hours in all, rounded.
    pub hours: i64,
    /// The local days they fell on, in order.
    pub days: Vec<Weekday>,
}

impl Rest {
    /// What pauses (from, until) that do not overlap, in order, took of a span of at most a week.
    #[must_use]
    pub fn within(pauses: &[(Timestamp, Timestamp)], span: (Timestamp, Timestamp), zone: &TimeZone) -> Self {
        let (mut length, mut days) = (SignedDuration::ZERO, Vec::new());
        for (began, ends) in pauses {
            let (began, ends) = (*began.max(&span.0), *ends.min(&span.1));
            if began >= ends {
                continue;
            }
            length += ends.duration_since(began);
            let last = zone.to_datetime(ends - SignedDuration::from_millis(1)).date();
            let mut day = Some(zone.to_datetime(began).date());
            while let Some(date) = day.filter(|date| *date <= last) {
                days.push(date.weekday());
                day = date.tomorrow().ok();
            }
        }
        days.dedup();
        Self { hours: (length.as_secs() + 1800) / 3600, days }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Week, local};

    #[test]
    fn pauses_are_counted_within_the_week_alone() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let at = |text: &str| local(&zone, text.parse().unwrap());
        let week = Week { year: 2026, week: 47 }.bounds(&zone);
        let pauses = [
            (at("2026-11-15T12:00"), at("2026-11-16T02:00")),
            (at("2026-11-19T09:00"), at("2026-11-19T12:00")),
            (at("2026-11-19T14:00"), at("2026-11-20T00:00")),
            (at("2026-11-22T23:15"), at("2026-11-24T10:00")),
            (at("2026-11-26T10:00"), at("2026-11-27T10:00")),
        ];
        let days = vec![Weekday::Monday, Weekday::Thursday, Weekday::Sunday];
        assert_eq!(Rest::within(&pauses, week, &zone), Rest { hours: 16, days });
        assert_eq!(Rest::within(&pauses[..1], (week.1, week.1), &zone), Rest::default());
    }
}
