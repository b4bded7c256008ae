//! Clichés, buzzwords, empty superlatives, corporate boilerplate.

use crate::domain::Tag;

use super::Heuristic;

pub(super) static HEURISTIC: Heuristic =
    Heuristic { id: "phrases", tag: Tag::Phrases, why: ["", ""], check: |_reading| Vec::new(), examples: &[] };
