//! A link or a file with hardly a word on what it is.

use crate::domain::Tag;

use super::Heuristic;

pub(super) static HEURISTIC: Heuristic =
    Heuristic { id: "bare_link", tag: Tag::Vague, why: ["", ""], check: |_reading| Vec::new(), examples: &[] };
