//! The brand about itself: proud, award, anniversary, team love, records.

use crate::domain::Tag;

use super::Heuristic;

pub(super) static HEURISTIC: Heuristic =
    Heuristic { id: "selfpraise", tag: Tag::Selfpraise, why: ["", ""], check: |_reading| Vec::new(), examples: &[] };
