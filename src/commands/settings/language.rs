//! The language, the time zone, the brand's name, and where members complain.

use jiff::tz::TimeZone;
use serde_json::{Value as Json, json};

use crate::domain::Settings;
use crate::i18n::label;

use super::{Command, Desk, Error, NAME, Reply, given, how, set};

/// A brand's name, in characters.
const BRAND: usize = 60;
/// A contact, in characters.
const CONTACT: usize = 200;

/// `settings language [language] [zone] [brand] [contact]`
pub(in crate::commands) async fn language(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    let changes = changes(desk, command)?;
    if !changes.is_empty() {
        let mut turn = desk.watch.change(desk.community).await?;
        let before = serde_json::to_value(turn.tx.settings(desk.community).await?).unwrap_or_default();
        for (key, value) in changes.iter().filter(|(key, value)| before.get(key) != Some(value)) {
            set(desk, &mut turn, key, value).await?;
        }
        turn.commit().await?;
    }
    let settings = &desk.house().await?.settings;
    let mut text = state(desk, settings);
    if changes.is_empty() {
        let usage = how(desk.actor.lang, "settings language", ["marke:\"Nordlicht\"", "brand:\"Nordlicht\""]);
        text = format!("{text}\n{}", desk.say("settings-change", &[("command", usage.into())]));
    }
    Ok(text.into())
}

/// The settings that were given, with their new values.
fn changes(desk: &Desk<'_>, command: &Command) -> Result<Vec<(&'static str, Json)>, Error> {
    let mut changes = Vec::new();
    if let Some(language) = given(command, "language") {
        changes.push(("language", json!(language)));
    }
    if let Some(zone) = given(command, "zone") {
        let known = TimeZone::get(zone).ok().and_then(|zone| zone.iana_name().map(str::to_owned));
        let Some(zone) = known else {
            return Err(desk.mistake("settings-language-zone", &[("zone", label(zone, NAME).into())]));
        };
        changes.push(("time_zone", json!(zone)));
    }
    for (option, key, most) in [("brand", "brand", BRAND), ("contact", "contact", CONTACT)] {
        let Some(text) = given(command, option) else { continue };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.chars().count() > most || text.chars().any(char::is_control) {
            return Err(desk.mistake("settings-language-length", &[("most", most.into())]));
        }
        changes.push((key, json!(text)));
    }
    Ok(changes)
}

fn state(desk: &Desk<'_>, settings: &Settings) -> String {
    let contact = if settings.contact.is_empty() { "–".to_owned() } else { label(&settings.contact, CONTACT) };
    let args = [
        ("language", settings.language.code().into()),
        ("zone", settings.time_zone.as_str().into()),
        ("brand", label(&settings.brand, BRAND).into()),
        ("contact", contact.into()),
    ];
    desk.say("settings-language-list", &args)
}
