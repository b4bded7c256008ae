//! What Discord answers to a request.

use serde_json::{Value as Json, json};

use super::{Answer, BOT, Call, Channel, Message, Model, State, gateway, shapes};

impl Model {
    pub(crate) fn answer(&self, call: &Call, route: &str) -> Answer {
        let mut answer = self.state().answer(call, route);
        answer.headers.extend(self.headers(&call.path));
        answer
    }
}

impl State {
    fn answer(&mut self, call: &Call, route: &str) -> Answer {
        let ids: Vec<u64> = call.path.split('/').filter_map(|part| part.parse().ok()).collect();
        let parts: Vec<&str> = call.path.split('/').collect();
        match (call.method.as_str(), route) {
            ("GET", "/gateway") => Answer::ok(json!({ "url": self.gateway.url })),
            ("GET", "/gateway/bot") => Answer::ok(json!({
                "url": self.gateway.url, "shards": self.gateway.shards.max(1),
                "session_start_limit": { "total": 1000, "remaining": 999, "reset_after": 1000, "max_concurrency": 1 },
            })),
            ("GET", "/users/@me") => {
                let me = super::User { name: "Punktum".into(), bot: true, ..super::User::default() };
                Answer::ok(shapes::user(BOT, &me))
            }
            ("GET", "/applications/@me" | "/oauth2/applications/@me") => Answer::ok(gateway::application(self)),
            ("GET", "/applications/{application_id}/commands") => {
                Answer::ok(if self.commands.is_null() { json!([]) } else { self.commands.clone() })
            }
            ("PUT", "/applications/{application_id}/commands") => {
                self.commands = call.body.clone();
                self.registered += 1;
                let stored = self.commands.as_array().into_iter().flatten().enumerate().map(|(n, command)| {
                    let mut command = command.clone();
                    command["id"] = (n + 1).to_string().into();
                    command["application_id"] = BOT.to_string().into();
                    command["version"] = "1".into();
                    if command["description"].is_null() {
                        command["description"] = "".into();
                    }
                    // It is taken as a number and given back as text.
                    let rights = command["default_member_permissions"].as_u64();
                    command["default_member_permissions"] = rights.map(|rights| rights.to_string()).into();
                    command
                });
                Answer::ok(stored.collect())
            }
            ("POST", "/users/@me/channels") => self.direct(call),
            ("GET", "/channels/{channel_id}") => match self.channels.get(&ids[0]) {
                Some(channel) => Answer::ok(shapes::channel(self, channel)),
                None => unknown_channel(),
            },
            ("POST", "/channels/{channel_id}/messages") => self.post(call, ids[0]),
            ("GET", "/channels/{channel_id}/messages") => self.history(ids[0], &call.query),
            ("GET", "/channels/{channel_id}/messages/{message_id}") => match self.messages.get(&ids[1]) {
                Some(message) => Answer::ok(self.as_allowed(shapes::message(self, message))),
                None => unknown_message(),
            },
            ("GET", "/channels/{channel_id}/threads/archived/public") => self.archived(ids[0], &call.query),
            ("GET", "/users/@me/guilds") => Answer::ok(self.guilds.values().map(shapes::own_guild).collect()),
            ("DELETE", "/users/@me/guilds/{guild_id}") => {
                self.left.extend(self.guilds.remove_entry(&ids[0]));
                self.dispatch("GUILD_DELETE", json!({ "id": ids[0].to_string() }));
                Answer::ok(Json::Null)
            }
            ("GET", "/guilds/{guild_id}") => match self.guilds.get(&ids[0]) {
                Some(guild) => Answer::ok(shapes::guild(self, guild)),
                None => Answer::error(404, 10004, "Unknown Guild"),
            },
            ("GET", "/guilds/{guild_id}/channels") => {
                let own =
                    self.channels.values().filter(|c| c.guild == Some(ids[0]) && !shapes::is_thread(c) && !c.hidden);
                Answer::ok(own.map(|c| shapes::channel(self, c)).collect())
            }
            ("GET", "/guilds/{guild_id}/members/{user_id}") => {
                let guild = &self.guilds[&ids[0]];
                match guild.members.contains_key(&ids[1]) {
                    true => Answer::ok(shapes::person(self, guild, ids[1])),
                    false => Answer::error(404, 10007, "Unknown Member"),
                }
            }
            ("PATCH", "/channels/{channel_id}/messages/{message_id}") => self.edit(call, ids[1]),
            ("DELETE", "/channels/{channel_id}/messages/{message_id}") => self.delete(ids[0], ids[1]),
            ("GET", "/guilds/{guild_id}/roles/member-counts") => {
                let guild = &self.guilds[&ids[0]];
                let with = |role: &u64| guild.members.values().filter(|m| m.roles.contains(role)).count();
                let roles = guild.roles.keys().filter(|role| **role != guild.id);
                Answer::ok(
                    roles.map(|role| (role.to_string(), with(role).into())).collect::<serde_json::Map<_, _>>().into(),
                )
            }
            ("POST", "/interactions/{interaction_id}/{interaction_token}/callback") => self.respond(call, parts[3]),
            ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original") => self.complete(call, parts[3]),
            _ => Answer::error(404, 0, "404: Not Found"),
        }
    }

    fn direct(&mut self, call: &Call) -> Answer {
        let recipient: u64 = call.body["recipient_id"].as_str().and_then(|id| id.parse().ok()).unwrap_or_default();
        if !self.users.contains_key(&recipient) {
            return Answer::error(400, 50033, "Invalid Recipient(s)");
        }
        let known = self.channels.values().find(|c| c.recipient == Some(recipient)).cloned();
        let channel = known.unwrap_or_else(|| {
            let channel = Channel { id: self.id(), kind: 1, recipient: Some(recipient), ..Channel::default() };
            self.channels.insert(channel.id, channel.clone());
            channel
        });
        Answer::ok(shapes::channel(self, &channel))
    }

    fn post(&mut self, call: &Call, channel: u64) -> Answer {
        let Some(place) = self.channels.get(&channel) else { return unknown_channel() };
        if place.recipient.is_some_and(|who| self.users[&who].closed) {
            return Answer::error(403, 50007, "Cannot send messages to this user");
        }
        if place.forbidden {
            return Answer::error(403, 50013, "Missing Permissions");
        }
        let body = &call.body;
        let alt = |n: usize| body["attachments"][n]["description"].as_str().unwrap_or_default().to_owned();
        let files = call.files.iter().enumerate().map(|(n, (name, bytes))| (name.clone(), bytes.len(), alt(n)));
        let called = body["allowed_mentions"]["users"].as_array().into_iter().flatten();
        let message = Message {
            id: self.id(),
            channel,
            author: BOT,
            content: body["content"].as_str().unwrap_or_default().to_owned(),
            posted: self.now,
            embeds: shown(&body["embeds"]),
            components: body["components"].clone(),
            files: files.collect(),
            calls: called.filter_map(|id| id.as_str()?.parse().ok()).collect(),
            nonce: body["nonce"].as_str().map(str::to_owned),
            enforce_nonce: body["enforce_nonce"] == true,
            ..Message::default()
        };
        let message = self.put(message);
        let event = shapes::event(self, &message);
        self.dispatch("MESSAGE_CREATE", event);
        Answer::ok(shapes::message(self, &message))
    }

    /// The bot changes a message of its own.
    fn edit(&mut self, call: &Call, id: u64) -> Answer {
        let now = self.now;
        let Some(message) = self.messages.get_mut(&id) else { return unknown_message() };
        if message.author != BOT {
            return Answer::error(403, 50005, "Cannot edit a message authored by another user");
        }
        message.content = call.body["content"].as_str().unwrap_or_default().to_owned();
        message.embeds = shown(&call.body["embeds"]);
        message.components = call.body["components"].clone();
        message.edited = Some(now);
        let message = message.clone();
        let event = shapes::event(self, &message);
        self.dispatch("MESSAGE_UPDATE", event);
        Answer::ok(shapes::message(self, &message))
    }

    /// The bot takes a message of its own away.
    fn delete(&mut self, channel: u64, id: u64) -> Answer {
        match self.messages.get(&id).map(|message| message.author) {
            None => return unknown_message(),
            Some(BOT) => self.messages.remove(&id),
            Some(_) => return Answer::error(403, 50013, "Missing Permissions"),
        };
        let guild = self.channels[&channel].guild.map(|id| id.to_string());
        let event = json!({ "id": id.to_string(), "channel_id": channel.to_string(), "guild_id": guild });
        self.dispatch("MESSAGE_DELETE", event);
        Answer::ok(Json::Null)
    }

    /// At most a hundred, newest first: the last, or those next to an id on one side.
    fn history(&self, channel: u64, query: &str) -> Answer {
        let Some(place) = self.channels.get(&channel) else { return unknown_channel() };
        if place.secret {
            return Answer::error(403, 50001, "Missing Access");
        }
        let asked = |name: &str| query.split('&').find_map(|part| part.strip_prefix(name)?.parse::<u64>().ok());
        let limit = usize::try_from(asked("limit=").unwrap_or(50)).unwrap();
        let here = |message: &&Message| message.channel == channel;
        let mut found: Vec<&Message> = match (asked("after="), asked("before=")) {
            (Some(after), _) => self.messages.range(after + 1..).map(|(_, m)| m).filter(here).take(limit).collect(),
            (None, before) => {
                let before = self.messages.range(..before.unwrap_or(u64::MAX));
                before.rev().map(|(_, m)| m).filter(here).take(limit).collect()
            }
        };
        found.sort_by_key(|message| std::cmp::Reverse(message.id));
        Answer::ok(found.into_iter().map(|message| self.as_allowed(shapes::message(self, message))).collect())
    }

    /// Threads that were put away, the last first.
    fn archived(&self, channel: u64, query: &str) -> Answer {
        let Some(place) = self.channels.get(&channel) else { return unknown_channel() };
        if place.secret {
            return Answer::error(403, 50001, "Missing Access");
        }
        let asked = |name: &str| query.split('&').find_map(|part| part.strip_prefix(name));
        let before: Option<jiff::Timestamp> = asked("before=").map(|at| at.parse().unwrap());
        let limit: usize = asked("limit=").map_or(50, |limit| limit.parse().unwrap());
        let own = self.channels.values().filter(|c| c.parent == Some(channel) && c.kind != 12);
        let mut own: Vec<_> = own.filter_map(|c| Some((c.archived?, c))).collect();
        own.retain(|(at, _)| before.is_none_or(|before| *at < before));
        own.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        let has_more = own.len() > limit;
        let threads: Vec<Json> = own.iter().take(limit).map(|(_, c)| shapes::channel(self, c)).collect();
        Answer::ok(json!({ "threads": threads, "members": [], "has_more": has_more }))
    }

    fn respond(&mut self, call: &Call, token: &str) -> Answer {
        let kind = call.body["type"].as_u64().unwrap_or_default();
        let Some(response) = self.responses.get_mut(token) else {
            return Answer::error(404, 10062, "Unknown interaction");
        };
        if response.kind != 0 {
            return Answer::error(400, 40060, "Interaction has already been acknowledged.");
        }
        response.kind = kind;
        response.after = response.asked.map_or(0, |asked| asked.elapsed().as_millis());
        response.ephemeral = call.body["data"]["flags"].as_u64().unwrap_or_default() & 64 != 0;
        if ![5, 6].contains(&kind) {
            response.data = call.body["data"].clone();
        }
        response.files = call.files.iter().map(|(name, _)| name.clone()).collect();
        Answer::ok(Json::Null)
    }

    /// The answer that was deferred.
    fn complete(&mut self, call: &Call, token: &str) -> Answer {
        let now = self.now;
        let Some(response) = self.responses.get_mut(token) else {
            return Answer::error(404, 10015, "Unknown Webhook");
        };
        response.data = call.body.clone();
        response.files = call.files.iter().map(|(name, _)| name.clone()).collect();
        let message = Message { id: response.id, author: BOT, posted: now, ..Message::default() };
        Answer::ok(shapes::message(self, &message))
    }
}

fn unknown_channel() -> Answer {
    Answer::error(404, 10003, "Unknown Channel")
}

fn unknown_message() -> Answer {
    Answer::error(404, 10008, "Unknown Message")
}

/// Embeds as they come back: with their type.
fn shown(embeds: &Json) -> Json {
    let with_type = embeds.as_array().into_iter().flatten().map(|embed| {
        let mut embed = embed.clone();
        embed["type"] = "rich".into();
        embed
    });
    with_type.collect()
}
