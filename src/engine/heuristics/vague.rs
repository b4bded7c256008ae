//! Teasers and claims without specifics: something big, soon, stay tuned, various improvements.

use crate::domain::Tag;

use super::Heuristic;

pub(super) static HEURISTIC: Heuristic =
    Heuristic { id: "vague", tag: Tag::Vague, why: ["", ""], check: |_reading| Vec::new(), examples: &[] };
