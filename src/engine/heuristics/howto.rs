//! An instruction one can act on: imperative with an object, menu path, steps, code to run.

use crate::domain::Tag;

use super::Heuristic;

pub(super) static HEURISTIC: Heuristic =
    Heuristic { id: "howto", tag: Tag::Service, why: ["", ""], check: |_reading| Vec::new(), examples: &[] };
