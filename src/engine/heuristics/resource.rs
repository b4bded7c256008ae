//! A link, file or document with a word on what it gives.

use crate::domain::Tag;

use super::Heuristic;

pub(super) static HEURISTIC: Heuristic =
    Heuristic { id: "resource", tag: Tag::Resource, why: ["", ""], check: |_reading| Vec::new(), examples: &[] };
