//! Dates, times of day, weekdays with a time, deadlines, rendered time stamps.

use crate::domain::Tag;

use super::Heuristic;

pub(super) static HEURISTIC: Heuristic =
    Heuristic { id: "date", tag: Tag::Fact, why: ["", ""], check: |_reading| Vec::new(), examples: &[] };
