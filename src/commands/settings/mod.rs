//! What admins may change. Without options each command shows what holds; every change is logged and can be undone.

mod channels;
mod doctor;
mod language;
mod leave;
mod nearest;
mod nudging;
mod people;
mod rules;
mod senders;
mod sensitivity;
mod undo;
mod words;

use serde_json::Value as Json;

use crate::domain::{AccountId, ChannelId, ChannelRules, Lang};
use crate::i18n::{label, mention};
use crate::store::{self, Change};
use crate::watch::{House, Turn};

use super::about::how;
use super::audit::known_channel;
use super::{Command, Desk, Error, Reply};

pub(super) use channels::channels;
pub(super) use doctor::doctor;
pub(super) use language::language;
pub(super) use leave::leave;
pub(super) use nudging::nudging;
pub(super) use people::people;
pub(super) use rules::rules;
pub(super) use senders::senders;
pub(super) use sensitivity::sensitivity;
pub(super) use undo::undo;
pub(super) use words::words;

/// Names in answers are cut here.
const NAME: usize = 60;
/// No more names stand in a row.
const MANY: usize = 20;

/// An option that was given and is not empty.
pub(super) fn given<'c>(command: &'c Command, name: &str) -> Option<&'c str> {
    command.text(name).map(str::trim).filter(|text| !text.is_empty())
}

/// The channel a person means: by id, by the platform's link to it, or by name.
fn find_channel(desk: &Desk<'_>, house: &House, text: &str) -> Result<ChannelId, Error> {
    if let Some(channel) = known_channel(house, text) {
        return Ok(channel.id.clone());
    }
    let known = shown_all(house, house.channels().map(|channel| &channel.id));
    Err(desk.mistake("settings-channel-unknown", &[("name", label(text, NAME).into()), ("known", known.into())]))
}

/// The same for an option that may be missing.
fn maybe_channel(desk: &Desk<'_>, house: &House, command: &Command) -> Result<Option<ChannelId>, Error> {
    given(command, "channel").map(|text| find_channel(desk, house, text)).transpose()
}

/// A channel as people see it.
fn shown(house: &House, channel: &ChannelId) -> String {
    label(&house.channel_name(channel), NAME)
}

/// Several channels, by name.
fn shown_all<'a>(house: &House, channels: impl IntoIterator<Item = &'a ChannelId>) -> String {
    let mut names: Vec<String> = channels.into_iter().map(|id| shown(house, id)).collect();
    names.sort();
    // An answer must fit into a message.
    if names.len() > MANY {
        names.truncate(MANY);
        names.push("…".to_owned());
    }
    if names.is_empty() { "–".to_owned() } else { names.join(", ") }
}

/// An account as people see it; what changed a setting by itself is the bot, and who was erased is nobody.
async fn person(desk: &Desk<'_>, account: &AccountId) -> String {
    match account.as_str() {
        "punktum" => "Punktum".to_owned(),
        "" => desk.say("settings-person-erased", &[]),
        _ => mention(&desk.platform.name(desk.community, account).await),
    }
}

/// A value of a choice in the person's language.
fn choice(lang: Lang, value: &str) -> &str {
    let choices = super::ALL.iter().flat_map(|spec| spec.options).filter_map(|option| match option.kind {
        super::Kind::Choice(choices) => Some(choices),
        _ => None,
    });
    let german = choices.flatten().find(|(english, _)| *english == value).map(|(_, german)| *german);
    if lang == Lang::De { german.unwrap_or(value) } else { value }
}

/// Logs what is not a setting: a sender or a channel.
async fn log(
    desk: &Desk<'_>,
    turn: &mut Turn<'_>,
    (subject, scope, key): (&str, &str, &str),
    before: Option<Json>,
    after: Option<Json>,
) -> store::Result<()> {
    let change = Change {
        at: desk.now,
        account: desk.actor.account.clone(),
        subject: subject.to_owned(),
        scope: scope.to_owned(),
        key: key.to_owned(),
        before: before.map(|json| json.to_string()),
        after: after.map(|json| json.to_string()),
    };
    turn.tx.log_change(desk.community, &change).await?;
    Ok(())
}

/// Sets a setting of the community, logged.
async fn set(desk: &Desk<'_>, turn: &mut Turn<'_>, key: &str, value: &Json) -> store::Result<()> {
    let by = (desk.now, &desk.actor.account);
    turn.tx.change_setting(desk.community, by, ("", key), Some(&value.to_string())).await
}

/// The rules of the community or of one channel as they stand in this turn.
async fn own_rules(desk: &Desk<'_>, turn: &mut Turn<'_>, scope: Option<&ChannelId>) -> store::Result<ChannelRules> {
    let mut settings = turn.tx.settings(desk.community).await?;
    Ok(match scope {
        None => settings.rules,
        Some(channel) => settings.channels.remove(channel).unwrap_or_default(),
    })
}

/// Stores the rules of the community or of one channel, logged.
async fn set_rules(
    desk: &Desk<'_>,
    turn: &mut Turn<'_>,
    scope: Option<&ChannelId>,
    rules: &ChannelRules,
) -> store::Result<()> {
    let json = serde_json::to_value(rules).unwrap_or_default().to_string();
    let value = (*rules != ChannelRules::default()).then_some(json);
    let place = (scope.map_or("", ChannelId::as_str), "rules");
    turn.tx.change_setting(desk.community, (desk.now, &desk.actor.account), place, value.as_deref()).await
}
