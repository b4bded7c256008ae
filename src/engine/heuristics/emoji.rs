//! Decorative emoji, two or more in a row or scattered over a short text.

use crate::domain::Tag;

use super::Heuristic;

pub(super) static HEURISTIC: Heuristic =
    Heuristic { id: "emoji", tag: Tag::Phrases, why: ["", ""], check: |_reading| Vec::new(), examples: &[] };
