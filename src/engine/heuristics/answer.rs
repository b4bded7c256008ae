//! A direct answer: yes/no with content, because, that is due to.

use crate::domain::Tag;

use super::Heuristic;

pub(super) static HEURISTIC: Heuristic =
    Heuristic { id: "answer", tag: Tag::Service, why: ["", ""], check: |_reading| Vec::new(), examples: &[] };
