//! A change or decision with its reason or consequence.

use crate::domain::Tag;

use super::Heuristic;

pub(super) static HEURISTIC: Heuristic =
    Heuristic { id: "decision", tag: Tag::Decision, why: ["", ""], check: |_reading| Vec::new(), examples: &[] };
