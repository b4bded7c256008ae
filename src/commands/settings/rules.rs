//! Which heuristics are used, everywhere and in single channels.

use std::collections::BTreeSet;

use crate::domain::{ChannelId, Lang, Settings};
use crate::engine::heuristics;
use crate::i18n;
use crate::watch::House;

use super::nearest::nearest;
use super::{Command, Desk, Error, Reply, given, how, maybe_channel, own_rules, set_rules, shown};

/// `settings rules [heuristic] [on|off] [channel]`
pub(in crate::commands) async fn rules(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    let house = desk.house().await?;
    let channel = maybe_channel(desk, &house, command)?;
    let Some(name) = given(command, "heuristic") else { return Ok(list(desk, &house).into()) };
    let id = find(desk, &house.settings, name)?;
    if let Some(on_or_off) = given(command, "use") {
        switch(desk, channel.as_ref(), &id, on_or_off == "on").await?;
    }
    Ok(state(desk, &*desk.house().await?, channel.as_ref(), &id).into())
}

async fn switch(desk: &Desk<'_>, channel: Option<&ChannelId>, id: &str, on: bool) -> Result<(), Error> {
    let mut turn = desk.watch.change(desk.community).await?;
    let everywhere = own_rules(desk, &mut turn, None).await?;
    if on && channel.is_some() && everywhere.off.contains(id) {
        let usage = how(desk.actor.lang, "settings rules", [&format!("{id} an"), &format!("{id} on")]);
        return Err(desk.mistake("settings-rules-off-everywhere", &[("id", id.into()), ("command", usage.into())]));
    }
    let mut rules = own_rules(desk, &mut turn, channel).await?;
    let changed = if on { rules.off.remove(id) } else { rules.off.insert(id.to_owned()) };
    if changed {
        set_rules(desk, &mut turn, channel, &rules).await?;
        turn.commit().await?;
    }
    Ok(())
}

/// A heuristic's id from what somebody wrote: the id, or what the heuristic is called.
fn find(desk: &Desk<'_>, settings: &Settings, text: &str) -> Result<String, Error> {
    let lower = text.to_lowercase();
    // What was muted by the community's own verdicts may be no rule of the engine.
    let muted = settings.rules.off.iter().map(String::as_str);
    let own: Vec<&str> = ids().collect();
    let known: Vec<&str> = muted.chain(own).collect();
    let called = |id: &&&str| Lang::ALL.iter().any(|lang| i18n::heuristic(*lang, id).to_lowercase() == lower);
    if let Some(id) = known.iter().find(|id| **id == lower).or_else(|| known.iter().find(called)) {
        return Ok((*id).to_owned());
    }
    let near: Vec<String> = nearest(&lower, ids(), 3).into_iter().map(code).collect();
    let name = i18n::label(text, super::NAME);
    Err(desk.mistake("settings-rules-unknown", &[("name", name.into()), ("near", near.join(", ").into())]))
}

fn ids() -> impl Iterator<Item = &'static str> {
    heuristics::ALL.iter().map(|heuristic| heuristic.id)
}

fn code(id: &str) -> String {
    format!("`{id}`")
}

/// What is off where, then what is on.
fn list(desk: &Desk<'_>, house: &House) -> String {
    let told = |off: &BTreeSet<String>| {
        let named = off.iter().map(|id| format!("{} ({})", code(id), i18n::heuristic(desk.actor.lang, id)));
        named.collect::<Vec<_>>().join(", ")
    };
    let everywhere = &house.settings.rules.off;
    let mut lines = Vec::new();
    if !everywhere.is_empty() {
        lines.push(desk.say("settings-rules-list-off", &[("items", told(everywhere).into())]));
    }
    for (channel, rules) in house.settings.channels.iter().filter(|(_, rules)| !rules.off.is_empty()) {
        let args = [("channel", shown(house, channel).into()), ("items", told(&rules.off).into())];
        lines.push(desk.say("settings-rules-list-off-in", &args));
    }
    if lines.is_empty() {
        lines.push(desk.say("settings-rules-list-none", &[]));
    }
    let on: Vec<String> = ids().filter(|id| !everywhere.contains(*id)).map(code).collect();
    let usage = how(desk.actor.lang, "settings rules", ["hype aus", "hype off"]);
    lines.push(desk.say("settings-rules-list-on", &[("items", on.join(", ").into())]));
    lines.push(desk.say("settings-change", &[("command", usage.into())]));
    lines.join("\n")
}

/// What one heuristic looks for, and whether it is used.
fn state(desk: &Desk<'_>, house: &House, channel: Option<&ChannelId>, id: &str) -> String {
    let lang = desk.actor.lang;
    let args = [
        ("id", id.into()),
        ("name", i18n::heuristic(lang, id).into()),
        ("channel", channel.map(|channel| shown(house, channel)).unwrap_or_default().into()),
    ];
    let off_here = channel.is_some_and(|channel| house.settings.rules_of(channel).off.contains(id));
    let off = house.settings.rules.off.contains(id);
    let key = match (channel, off || off_here) {
        (None, true) => "settings-rules-off",
        (None, false) => "settings-rules-on",
        (Some(_), true) => "settings-rules-off-in",
        (Some(_), false) => "settings-rules-on-in",
    };
    let mut text = desk.say(key, &args);
    let elsewhere =
        house.settings.channels.iter().filter(|(_, rules)| rules.off.contains(id)).map(|(channel, _)| channel);
    let elsewhere: Vec<&ChannelId> = elsewhere.filter(|_| channel.is_none() && !off).collect();
    if !elsewhere.is_empty() {
        let channels = super::shown_all(house, elsewhere);
        text = format!("{text} {}", desk.say("settings-rules-still-off-in", &[("channels", channels.into())]));
    }
    match heuristics::ALL.iter().find(|heuristic| heuristic.id == id).map(|heuristic| heuristic.why[lang as usize]) {
        Some(why) if !why.is_empty() => format!("{text}\n{why}"),
        _ => text,
    }
}
