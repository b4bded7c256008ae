//! A concrete, purposeful way to take part: who, where, when, what for.

use crate::domain::Tag;

use super::Heuristic;

pub(super) static HEURISTIC: Heuristic =
    Heuristic { id: "invitation", tag: Tag::Invitation, why: ["", ""], check: |_reading| Vec::new(), examples: &[] };
