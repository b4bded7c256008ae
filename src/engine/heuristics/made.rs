//! Something released, shown, built or achieved for the reader, named.

use crate::domain::Tag;

use super::Heuristic;

pub(super) static HEURISTIC: Heuristic =
    Heuristic { id: "made", tag: Tag::Made, why: ["", ""], check: |_reading| Vec::new(), examples: &[] };
