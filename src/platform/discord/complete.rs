//! What Discord offers while somebody types: fixed or stored values of an option.

use serde_json::{Value as Json, json};

use crate::commands::Opt;
use crate::domain::Lang;
use crate::engine::heuristics;
use crate::i18n;
use crate::watch::House;

/// Discord shows so many.
const SHOWN: usize = 25;

/// Whether an option has values to offer.
pub(super) fn completes(option: &Opt) -> bool {
    ["heuristic", "zone", "phrase"].contains(&option.name)
}

/// The values of an option that hold what was typed.
pub(super) fn choices(house: &House, option: &Opt, typed: &str, lang: Lang) -> Json {
    let all: Vec<(String, String)> = match option.name {
        "heuristic" => heuristics::ALL.iter().map(|h| (i18n::heuristic(lang, h.id), h.id.to_owned())).collect(),
        "zone" => jiff::tz::db().available().map(|name| (name.to_string(), name.to_string())).collect(),
        "phrase" => {
            let rules = &house.settings.rules;
            rules.substance.iter().chain(&rules.padding).map(|phrase| (phrase.clone(), phrase.clone())).collect()
        }
        _ => Vec::new(),
    };
    let typed = typed.to_lowercase();
    let holds = |(name, value): &(String, String)| {
        [name, value].iter().any(|text| text.to_lowercase().contains(&typed))
            && (1..=100).contains(&value.chars().count())
    };
    let shown = all.into_iter().filter(holds).take(SHOWN);
    shown.map(|(name, value)| json!({ "name": name.chars().take(100).collect::<String>(), "value": value })).collect()
}
