//! Loudness: runs of exclamation marks, shouted words, stretched letters, hype words.

use crate::domain::Tag;

use super::Heuristic;

pub(super) static HEURISTIC: Heuristic =
    Heuristic { id: "hype", tag: Tag::Phrases, why: ["", ""], check: |_reading| Vec::new(), examples: &[] };
