//! Numbers with a unit, prices, percentages, counts of things a member deals with.

use crate::domain::Tag;

use super::Heuristic;

pub(super) static HEURISTIC: Heuristic =
    Heuristic { id: "amount", tag: Tag::Fact, why: ["", ""], check: |_reading| Vec::new(), examples: &[] };
