//! Discord's JSON. What is sent over the gateway goes through twilight's types, so that it is not only our own idea of it.

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};
use twilight_model::application::interaction::Interaction;
use twilight_model::channel as twilight;

use super::{BOT, Channel, Guild, Message, Response, State, User, gateway};

/// Read by twilight, and written by it again.
fn told<T: Serialize + DeserializeOwned>(json: Json) -> Json {
    let read: T = serde_json::from_value(json.clone()).unwrap_or_else(|error| panic!("{error}\n{json:#}"));
    serde_json::to_value(read).unwrap()
}

/// A time as Discord writes it.
fn iso(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%.6f+00:00").to_string()
}

pub(super) fn user(id: u64, user: &User) -> Json {
    json!({
        "id": id.to_string(), "username": user.name, "discriminator": "0", "global_name": null, "avatar": null,
        "bot": user.bot,
    })
}

pub(super) fn ready(state: &State, session: &str) -> Json {
    let guilds: Vec<Json> =
        state.guilds.keys().map(|id| json!({ "id": id.to_string(), "unavailable": true })).collect();
    let me = User { name: "Punktum".into(), bot: true, ..User::default() };
    let mut user = user(BOT, &me);
    user["mfa_enabled"] = true.into();
    user["verified"] = true.into();
    user["email"] = Json::Null;
    user["flags"] = 0.into();
    json!({
        "v": 10, "user": user, "guilds": guilds, "session_id": session, "shard": [0, 1],
        "resume_gateway_url": state.gateway.url, "application": gateway::application(state),
    })
}

pub(super) fn guild(state: &State, guild: &Guild) -> Json {
    let roles: Vec<Json> = guild.roles.iter().map(|(id, role)| json!({
        "id": id.to_string(), "name": role.name, "permissions": role.permissions.to_string(), "color": 0, "colors":
        { "primary_color": 0, "secondary_color": null, "tertiary_color": null }, "hoist": false,
        "managed": false, "mentionable": false, "position": 1, "flags": 0,
    })).collect();
    let system = state.channels.values().find(|c| c.guild == Some(guild.id) && c.system);
    let mut me = member(guild, BOT);
    me["user"] = user(BOT, &User { name: "Punktum".into(), bot: true, ..User::default() });
    let own = |thread: bool| -> Vec<Json> {
        let own = state
            .channels
            .values()
            .filter(|c| c.guild == Some(guild.id) && is_thread(c) == thread && c.archived.is_none());
        own.map(|c| channel(state, c)).collect()
    };
    json!({
        "id": guild.id.to_string(), "name": guild.name, "owner_id": "1", "roles": roles, "emojis": [], "stickers": [],
        "features": [], "afk_timeout": 300, "afk_channel_id": null, "icon": null, "splash": null,
        "discovery_splash": null, "application_id": null, "banner": null, "description": null,
        "default_message_notifications": 0, "explicit_content_filter": 0, "mfa_level": 0, "verification_level": 0,
        "nsfw_level": 0, "nsfw": false, "premium_tier": 0, "premium_subscription_count": 0,
        "premium_progress_bar_enabled": false, "preferred_locale": guild.locale, "system_channel_id": system.map(|channel| channel.id.to_string()),
        "system_channel_flags": 0, "rules_channel_id": null, "public_updates_channel_id": null,
        "safety_alerts_channel_id": null, "vanity_url_code": null, "joined_at": iso(state.now),
        "large": false, "unavailable": false, "member_count": guild.members.len(), "members": [me], "presences": [],
        "channels": own(false), "threads": own(true), "voice_states": [], "stage_instances": [],
        "guild_scheduled_events": [], "soundboard_sounds": [],
    })
}

pub(super) fn is_thread(channel: &Channel) -> bool {
    (10..=12).contains(&channel.kind)
}

pub(super) fn channel(state: &State, channel: &Channel) -> Json {
    let mut json = json!({ "id": channel.id.to_string(), "type": channel.kind, "flags": 0, "last_message_id": null });
    let newest = state.messages.values().rev().find(|message| message.channel == channel.id);
    json["last_message_id"] = newest.map(|message| message.id.to_string()).into();
    if let Some(recipient) = channel.recipient {
        json["recipients"] = json!([user(recipient, &state.users[&recipient])]);
        return json;
    }
    json["name"] = channel.name.clone().into();
    json["guild_id"] = channel.guild.unwrap_or_default().to_string().into();
    json["parent_id"] = channel.parent.map(|id| id.to_string()).into();
    if is_thread(channel) {
        json["owner_id"] = "1".into();
        json["message_count"] = 0.into();
        json["member_count"] = 1.into();
        json["total_message_sent"] = 0.into();
        json["rate_limit_per_user"] = 0.into();
        json["thread_metadata"] = json!({
            "archived": channel.archived.is_some(), "auto_archive_duration": 1440,
            "archive_timestamp": iso(channel.archived.unwrap_or(state.now)),
            "locked": false,
        });
        return told::<twilight::Channel>(json);
    }
    let denied = if channel.quiet { "2048" } else { "0" };
    let everyone =
        json!({ "id": channel.guild.unwrap_or_default().to_string(), "type": 0, "allow": "0", "deny": denied });
    let mut overwrites = vec![everyone];
    if channel.denied != 0 {
        let own = json!({ "id": BOT.to_string(), "type": 1, "allow": "0", "deny": channel.denied.to_string() });
        overwrites.push(own);
    }
    json["permission_overwrites"] = overwrites.into();
    json["position"] = 0.into();
    json["nsfw"] = false.into();
    json["topic"] = Json::Null;
    told::<twilight::Channel>(json)
}

/// A message as HTTP gives it.
pub(super) fn message(state: &State, message: &Message) -> Json {
    let nobody = User { name: "Captain Hook".into(), bot: true, ..User::default() };
    let author = user(message.author, state.users.get(&message.author).unwrap_or(&nobody));
    let files: Vec<Json> = message
        .files
        .iter()
        .enumerate()
        .map(|(n, (name, size, alt))| {
            json!({
                "id": (n + 1).to_string(), "filename": name, "size": size, "url": "https://cdn.example/f", "proxy_url":
                "https://cdn.example/f", "description": alt, "content_type": "image/png",
            })
        })
        .collect();
    let mut json = json!({
        "id": message.id.to_string(), "channel_id": message.channel.to_string(), "author": author,
        "content": message.content, "timestamp": iso(message.posted),
        "edited_timestamp": message.edited.map(iso), "tts": false,
        "mention_everyone": message.content.contains("@everyone"), "mentions": [], "mention_roles": [],
        "attachments": files, "embeds": list(&message.embeds), "pinned": false, "type": 0, "flags": message.flags,
        "components": list(&message.components),
    });
    if message.webhook {
        json["webhook_id"] = message.author.to_string().into();
    }
    if let Some((kind, id)) = message.reference {
        json["message_reference"] =
            json!({ "type": kind, "message_id": id.to_string(), "channel_id": message.channel.to_string() });
        if kind == 0 {
            json["type"] = 19.into();
            json["referenced_message"] = state.messages.get(&id).map_or(Json::Null, |m| self::message(state, m));
        }
    }
    if let Some(words) = &message.snapshot {
        json["message_snapshots"] = json!([{ "message": {
            "content": words, "timestamp": iso(message.posted), "edited_timestamp": null, "mentions": [],
            "mention_roles": [], "attachments": [], "embeds": [], "type": 0, "flags": 0, "components": [],
        } }]);
    }
    json
}

fn list(json: &Json) -> Json {
    if json.is_null() { json!([]) } else { json.clone() }
}

/// The same as the gateway gives it: with the guild, and the member unless a webhook posted.
pub(super) fn event(state: &State, message: &Message) -> Json {
    let mut json = told::<twilight::Message>(self::message(state, message));
    // twilight leaves out what serenity insists on.
    let snapshots = self::message(state, message)["message_snapshots"].clone();
    if !snapshots.is_null() {
        json["message_snapshots"] = snapshots;
    }
    for (name, value) in [("edited_timestamp", Json::Null), ("components", json!([])), ("mention_roles", json!([]))] {
        if json.get(name).is_none() {
            json[name] = value;
        }
    }
    if let Some(guild) = state.channels.get(&message.channel).and_then(|channel| channel.guild) {
        json["guild_id"] = guild.to_string().into();
        if !message.webhook {
            json["member"] = member(&state.guilds[&guild], message.author);
        }
    }
    json
}

pub(super) fn member(guild: &Guild, id: u64) -> Json {
    let roles: Vec<String> =
        guild.members.get(&id).map(|m| m.roles.iter().map(u64::to_string).collect()).unwrap_or_default();
    json!({ "roles": roles, "joined_at": "2024-01-01T00:00:00.000000+00:00", "deaf": false, "mute": false, "nick": null, "flags": 0, "avatar": null })
}

/// A member as HTTP gives it.
pub(super) fn person(state: &State, guild: &Guild, id: u64) -> Json {
    let mut json = member(guild, id);
    json["user"] = user(id, &state.users[&id]);
    json
}

/// A server in the list of those the bot is in.
pub(super) fn own_guild(guild: &Guild) -> Json {
    json!({
        "id": guild.id.to_string(), "name": guild.name, "icon": null, "owner": false, "permissions": "0",
        "features": [],
    })
}

/// Somebody uses a command, a button or a modal.
pub(super) fn interaction(
    state: &State,
    (guild, channel, who): (u64, u64, u64),
    (kind, token, response): (u8, &str, &Response),
    data: &Json,
    on: Option<&Message>,
) -> Json {
    let person = &state.users[&who];
    let mut json = json!({
        "id": response.id.to_string(), "application_id": BOT.to_string(), "type": kind, "data": data, "token": token,
        "version": 1, "channel_id": channel.to_string(), "locale": person.locale, "entitlements": [],
        "app_permissions": "274878024704", "authorizing_integration_owners": {}, "attachment_size_limit": 10_485_760,
        "channel": { "id": channel.to_string(), "type": state.channels[&channel].kind },
    });
    if state.channels[&channel].guild.is_some() {
        let known = &state.guilds[&guild];
        let mut member = member(known, who);
        let own = known.members.get(&who).map(|m| m.roles.clone()).unwrap_or_default();
        let sum = own.iter().filter_map(|id| known.roles.get(id)).fold(1 << 10, |all, role| all | role.permissions);
        member["permissions"] = sum.to_string().into();
        member["user"] = user(who, person);
        member["pending"] = false.into();
        json["guild_id"] = guild.to_string().into();
        json["guild_locale"] = known.locale.clone().into();
        json["guild"] = json!({ "id": guild.to_string(), "locale": known.locale, "features": [] });
        json["member"] = member;
    } else {
        json["user"] = user(who, person);
    }
    if let Some(message) = on {
        json["message"] = self::message(state, message);
    }
    let _: Interaction = serde_json::from_value(json.clone()).unwrap_or_else(|error| panic!("{error}\n{json:#}"));
    json
}
