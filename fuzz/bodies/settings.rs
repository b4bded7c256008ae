//! Stored settings are read or refused with a sentence, and what was read is written and read as the same. Each line is a row:
//! scope, key and value, with tabs between them.

use punktum::domain::{ChannelId, Settings};

pub(crate) fn run(data: &[u8]) {
    let Ok(raw) = std::str::from_utf8(data) else { return };
    let rows = raw.lines().filter_map(|line| {
        let mut cells = line.splitn(3, '\t');
        Some((cells.next()?, cells.next()?, cells.next()?))
    });
    let settings = match Settings::from_rows(rows) {
        Ok(settings) => settings,
        Err(sentence) => return assert!(!sentence.is_empty()),
    };
    let _ = (settings.zone(), settings.rules_of(&ChannelId::from("news")));
    let json = serde_json::to_value(&settings).unwrap();
    let own: Vec<(String, String)> =
        json.as_object().unwrap().iter().map(|(k, v)| (k.clone(), v.to_string())).collect();
    let rules: Vec<(&ChannelId, String)> =
        settings.channels.iter().map(|(id, rules)| (id, serde_json::to_string(rules).unwrap())).collect();
    let own = own.iter().map(|(key, value)| ("", key.as_str(), value.as_str()));
    let again = Settings::from_rows(own.chain(rules.iter().map(|(id, value)| (id.as_str(), "rules", value.as_str()))));
    assert_eq!(again.as_ref(), Ok(&settings));
}
