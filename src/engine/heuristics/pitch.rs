//! Buy now, shop, sign up, book, discover, limited time.

use crate::domain::Tag;

use super::Heuristic;

pub(super) static HEURISTIC: Heuristic =
    Heuristic { id: "pitch", tag: Tag::Pitch, why: ["", ""], check: |_reading| Vec::new(), examples: &[] };
