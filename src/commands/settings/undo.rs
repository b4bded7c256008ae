//! The last change, taken back: all that one command changed.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::domain::{AccountId, ChannelRules, Lang, Nudging, People, Sender, SenderKind, Settings};
use crate::i18n::{self, label, say};
use crate::store::{Change, Channel};
use crate::watch::{House, Turn};

use super::{Command, Desk, Error, NAME, Reply, choice, people, person, senders, shown};

/// `settings undo`
pub(in crate::commands) async fn undo(desk: &Desk<'_>, _command: &Command) -> Result<Reply, Error> {
    let house = desk.house().await?;
    let mut turn = desk.watch.change(desk.community).await?;
    let changes = turn.tx.last_changes(desk.community).await?;
    let Some((_, newest)) = changes.first() else { return Ok(desk.say("settings-undo-none", &[]).into()) };
    let mut what = Vec::new();
    for (entry, change) in &changes {
        what.push(take_back(desk, &house, &mut turn, change).await?);
        turn.tx.mark_undone(desk.community, *entry).await?;
        // Taking back is a change as well: it is logged, but is none that could be taken back.
        let back = Change {
            at: desk.now,
            account: desk.actor.account.clone(),
            before: change.after.clone(),
            after: change.before.clone(),
            ..change.clone()
        };
        let logged = turn.tx.log_change(desk.community, &back).await?;
        turn.tx.mark_undone(desk.community, logged).await?;
    }
    turn.commit().await?;
    what.reverse();
    let args = [
        ("what", what.join("; ").into()),
        ("since", i18n::since(desk.actor.lang, newest.at, desk.now, &house.zone).into()),
        ("name", person(desk, &newest.account).await.into()),
    ];
    Ok(desk.say("settings-undo-done", &args).into())
}

/// Takes one change back; what it was.
async fn take_back(desk: &Desk<'_>, house: &House, turn: &mut Turn<'_>, change: &Change) -> Result<String, Error> {
    match change.subject.as_str() {
        "sender" => sender(desk, turn, change).await,
        "channel" => channel(desk, turn, change).await,
        "setting" => {
            setting(desk, turn, change).await?;
            let what = setting_told(desk.actor.lang, change, |id| shown(house, &id.into()));
            let place = (!change.scope.is_empty()).then(|| shown(house, &change.scope.as_str().into()));
            Ok(place.map_or_else(|| what.clone(), |place| format!("{place}, {what}")))
        }
        other => Err(desk.mistake("settings-undo-unknown", &[("what", other.into())])),
    }
}

async fn sender(desk: &Desk<'_>, turn: &mut Turn<'_>, change: &Change) -> Result<String, Error> {
    let Some(kind) = SenderKind::from_name(&change.scope) else {
        return Err(desk.mistake("settings-undo-unknown", &[("what", change.subject.as_str().into())]));
    };
    let held = |text: &Option<String>| text.as_deref().and_then(|text| serde_json::from_str::<Json>(text).ok());
    let of = |json: Json| Sender {
        kind,
        id: change.key.clone(),
        owner: json.get("owner").and_then(Json::as_str).map(AccountId::from),
        machine: json.get("machine").and_then(Json::as_bool).unwrap_or(false),
    };
    let (before, after) = (held(&change.before).map(of), held(&change.after).map(of));
    match &before {
        Some(sender) => turn.tx.enrol(desk.community, sender).await?,
        None => drop(turn.tx.dismiss(desk.community, kind, &change.key).await?),
    }
    let key = match (&before, &after) {
        (None, _) => "settings-undo-sender-added",
        (Some(_), None) => "settings-undo-sender-removed",
        (Some(_), Some(_)) => "settings-undo-sender-changed",
    };
    let named = match before.or(after) {
        Some(sender) => senders::named(desk, &sender).await,
        None => label(&change.key, NAME),
    };
    Ok(desk.say(key, &[("sender", named.into())]))
}

/// Only the stage is taken back: a name follows the platform.
async fn channel(desk: &Desk<'_>, turn: &mut Turn<'_>, change: &Change) -> Result<String, Error> {
    let stage_of = |text: &Option<String>| {
        let json = text.as_deref().and_then(|text| serde_json::from_str::<Json>(text).ok());
        json.and_then(|json| json.get("stage").and_then(Json::as_bool))
    };
    let stage = stage_of(&change.before).unwrap_or(false);
    let mut name = change.key.clone();
    if let Some(now) = turn.tx.channel(desk.community, &change.key.as_str().into()).await? {
        name.clone_from(&now.name);
        turn.tx.put_channel(desk.community, &Channel { stage, ..now }).await?;
    }
    let lang = desk.actor.lang;
    let (was, is) = if stage { ("floor", "stage") } else { ("stage", "floor") };
    Ok(format!("#{} ({} → {})", label(&name, NAME), choice(lang, was), choice(lang, is)))
}

async fn setting(desk: &Desk<'_>, turn: &mut Turn<'_>, change: &Change) -> Result<(), Error> {
    turn.tx.put_setting(desk.community, &change.scope, &change.key, change.before.as_deref()).await?;
    if change.key == "people" && change.scope.is_empty() {
        let mode = |text: &Option<String>| {
            text.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or(People::OwnEyes)
        };
        people::follow(desk, turn, mode(&change.after), mode(&change.before)).await?;
    }
    Ok(())
}

/// What is taken back: the setting with its values, the one that goes and the one that holds again.
fn setting_told(lang: Lang, change: &Change, channel: impl Fn(&str) -> String) -> String {
    let name = say(lang, name_key(&change.key), &[("key", change.key.as_str().into())]);
    let defaults = serde_json::to_value(Settings::default()).unwrap_or_default();
    let held = |text: &Option<String>| match text {
        Some(text) => serde_json::from_str(text).unwrap_or_default(),
        None => defaults.get(&change.key).cloned().unwrap_or_default(),
    };
    let (before, after): (Json, Json) = (held(&change.before), held(&change.after));
    let told = |json: &Json| match (change.key.as_str(), json) {
        (_, Json::Null) => Some("–".to_owned()),
        (_, Json::String(text)) if text.is_empty() => Some("–".to_owned()),
        ("staff_channel", Json::String(id)) => Some(channel(id)),
        ("language", Json::String(code)) => Some(say(lang, "language", &[("language", code.as_str().into())])),
        ("nudging", json) => {
            serde_json::from_value(json.clone()).ok().map(|n: Nudging| choice(lang, n.name()).to_owned())
        }
        ("sensitivity" | "people", Json::String(text)) => Some(choice(lang, text).to_owned()),
        (_, Json::String(text)) => Some(label(text, NAME)),
        _ => None,
    };
    if change.key == "rules" {
        let rules = |json| serde_json::from_value(json).unwrap_or_default();
        return format!("{name} ({})", rules_told(&rules(before), &rules(after)));
    }
    match (told(&after), told(&before)) {
        (Some(after), Some(before)) => format!("{name} ({after} → {before})"),
        _ => name,
    }
}

/// What taking back adds to rules and words, and what it takes from them.
fn rules_told(before: &ChannelRules, after: &ChannelRules) -> String {
    let sets = |rules: &ChannelRules| [rules.off.clone(), rules.substance.clone(), rules.padding.clone()];
    let mut told = Vec::new();
    for (before, after) in sets(before).iter().zip(&sets(after)) {
        let minus = |a: &BTreeSet<String>, b: &BTreeSet<String>, sign: char| -> Vec<String> {
            a.difference(b).map(|item| format!("{sign} {}", label(item, NAME))).collect()
        };
        told.extend(minus(before, after, '+'));
        told.extend(minus(after, before, '−'));
    }
    told.join(", ")
}

fn name_key(key: &str) -> &'static str {
    match key {
        "brand" => "setting-brand",
        "language" => "setting-language",
        "time_zone" => "setting-time-zone",
        "staff_channel" => "setting-staff-channel",
        "contact" => "setting-contact",
        "digest" => "setting-digest",
        "sensitivity" => "setting-sensitivity",
        "people" => "setting-people",
        "nudging" => "setting-nudging",
        "rules" => "setting-rules",
        _ => "setting-other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(key: &str, before: Option<&str>, after: Option<&str>) -> Change {
        Change {
            at: jiff::Timestamp::UNIX_EPOCH,
            account: "kim".into(),
            subject: "setting".into(),
            scope: String::new(),
            key: key.into(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        }
    }

    #[test]
    fn a_change_is_told_from_what_was_to_what_is() {
        let both =
            |change: &Change| Lang::ALL.map(|lang| setting_told(lang, change, |id| format!("#{id}"))).join(" | ");
        let hype = r#"{"off":["hype","vague"],"padding":["ganz toll"]}"#;
        insta::assert_snapshot!(both(&change("sensitivity", None, Some("\"strict\""))), @"Empfindlichkeit (streng → ausgewogen) | Sensitivity (strict → balanced)");
        insta::assert_snapshot!(both(&change("brand", Some("\"Nord\""), Some("\"Nordlicht\""))), @"Marke (Nordlicht → Nord) | Brand (Nordlicht → Nord)");
        insta::assert_snapshot!(both(&change("rules", Some(r#"{"off":["vague"]}"#), Some(hype))), @"Regeln und Wörter (− hype, − ganz toll) | Rules and words (− hype, − ganz toll)");
        insta::assert_snapshot!(both(&change("staff_channel", Some("\"team\""), Some("\"staff\""))), @"Teamkanal (#staff → #team) | Staff channel (#staff → #team)");
        insta::assert_snapshot!(both(&change("digest", None, Some(r#"{"weekday":"friday"}"#))), @"Wochenbericht | Weekly digest");
    }
}
