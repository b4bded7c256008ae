//! Addresses, rooms, gates, menu paths, platforms where something is found.

use crate::domain::Tag;

use super::Heuristic;

pub(super) static HEURISTIC: Heuristic =
    Heuristic { id: "place", tag: Tag::Fact, why: ["", ""], check: |_reading| Vec::new(), examples: &[] };
