//! Giveaways, raffles, discounts, codes, freebies.

use crate::domain::Tag;

use super::Heuristic;

pub(super) static HEURISTIC: Heuristic =
    Heuristic { id: "bribe", tag: Tag::Bribe, why: ["", ""], check: |_reading| Vec::new(), examples: &[] };
