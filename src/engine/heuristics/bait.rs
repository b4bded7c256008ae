//! Reactions asked for their own sake: comments, votes, tags, likes, this-or-that questions.

use crate::domain::Tag;

use super::Heuristic;

pub(super) static HEURISTIC: Heuristic =
    Heuristic { id: "bait", tag: Tag::Bait, why: ["", ""], check: |_reading| Vec::new(), examples: &[] };
