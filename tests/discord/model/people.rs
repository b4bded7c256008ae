//! What people do on Discord.

use jiff::Timestamp;
use serde_json::{Value as Json, json};

use super::{Channel, Message, Model, Response, shapes};

/// A message as somebody writes it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Say {
    pub(crate) content: String,
    pub(crate) webhook: bool,
    /// 0 answers, 1 forwards.
    pub(crate) reference: Option<(u8, u64)>,
    pub(crate) snapshot: Option<String>,
    pub(crate) flags: u64,
    pub(crate) components: Json,
}

impl From<&str> for Say {
    fn from(content: &str) -> Self {
        Self { content: content.to_owned(), ..Self::default() }
    }
}

impl Model {
    /// Somebody posts.
    pub(crate) fn says(&self, who: u64, channel: u64, say: Say) -> u64 {
        let mut state = self.state();
        let message = Message {
            id: state.id(),
            channel,
            author: who,
            webhook: say.webhook,
            content: say.content,
            posted: state.now,
            reference: say.reference,
            snapshot: say.snapshot,
            flags: say.flags,
            components: say.components,
            ..Message::default()
        };
        let message = state.put(message);
        let event = shapes::event(&state, &message);
        state.dispatch("MESSAGE_CREATE", event);
        message.id
    }

    /// Somebody says the same again and again, and it is gone when it was told.
    pub(crate) fn floods(&self, who: u64, channel: u64, content: &str, times: u32) {
        let first = self.says(who, channel, content.into());
        let mut event = self.event(first);
        for _ in 1..times {
            let mut state = self.state();
            event["id"] = state.id().to_string().into();
            state.dispatch("MESSAGE_CREATE", event.clone());
        }
    }

    /// The event of a message that stands, once more.
    pub(crate) fn event(&self, id: u64) -> Json {
        let state = self.state();
        shapes::event(&state, &state.messages[&id])
    }

    /// The author changes a message.
    pub(crate) fn edits(&self, id: u64, content: &str) {
        let mut state = self.state();
        let now: Timestamp = state.now;
        let message = state.messages.get_mut(&id).unwrap();
        message.content = content.to_owned();
        message.edited = Some(now);
        let message = message.clone();
        let event = shapes::event(&state, &message);
        state.dispatch("MESSAGE_UPDATE", event);
    }

    /// Discord shows a preview of a link in a message: an update that is no edit.
    pub(crate) fn previews(&self, id: u64) {
        let mut state = self.state();
        let embed = json!([{ "type": "link", "url": "https://a.example", "title": "A page" }]);
        state.messages.get_mut(&id).unwrap().embeds = embed;
        let message = state.messages[&id].clone();
        let event = shapes::event(&state, &message);
        state.dispatch("MESSAGE_UPDATE", event);
    }

    /// Messages are deleted: one, or several at once.
    pub(crate) fn deletes(&self, ids: &[u64]) {
        let mut state = self.state();
        let gone: Vec<Message> = ids.iter().filter_map(|id| state.messages.remove(id)).collect();
        let channel = gone[0].channel;
        let guild = state.channels[&channel].guild.unwrap().to_string();
        let channel = channel.to_string();
        if let [one] = ids {
            let event = json!({ "id": one.to_string(), "channel_id": channel, "guild_id": guild });
            state.dispatch("MESSAGE_DELETE", event);
        } else {
            let ids: Vec<String> = ids.iter().map(u64::to_string).collect();
            state.dispatch("MESSAGE_DELETE_BULK", json!({ "ids": ids, "channel_id": channel, "guild_id": guild }));
        }
    }

    /// A channel with its threads, or a thread, is deleted with all that stands there.
    pub(crate) fn deletes_place(&self, id: u64) {
        let mut state = self.state();
        let place = state.channels[&id].clone();
        let told = shapes::channel(&state, &place);
        state.channels.retain(|_, other| other.id != id && other.parent != Some(id));
        let left: Vec<u64> = state.channels.keys().copied().collect();
        state.messages.retain(|_, message| left.contains(&message.channel));
        if !shapes::is_thread(&place) {
            return state.dispatch("CHANNEL_DELETE", told);
        }
        let short = ["id", "guild_id", "parent_id", "type"].map(|name| (name.to_owned(), told[name].clone()));
        state.dispatch("THREAD_DELETE", Json::Object(short.into_iter().collect()));
    }

    /// Something of a channel changes.
    pub(crate) fn renames(&self, id: u64, name: &str) {
        let mut state = self.state();
        state.channels.get_mut(&id).unwrap().name = name.to_owned();
        let told = shapes::channel(&state, &state.channels[&id]);
        state.dispatch("CHANNEL_UPDATE", told);
    }

    /// Somebody opens a thread.
    pub(crate) fn opens_thread(&self, parent: u64, name: &str, kind: u8) -> u64 {
        let mut state = self.state();
        let guild = state.channels[&parent].guild;
        let id = state.id();
        let channel = Channel { id, kind, name: name.to_owned(), guild, parent: Some(parent), ..Channel::default() };
        state.channels.insert(id, channel.clone());
        let event = shapes::channel(&state, &channel);
        state.dispatch("THREAD_CREATE", event);
        id
    }

    /// A thread is put away.
    pub(crate) fn archives(&self, thread: u64) {
        let mut state = self.state();
        let now = state.now;
        state.channels.get_mut(&thread).unwrap().archived = Some(now);
        let event = shapes::channel(&state, &state.channels[&thread]);
        state.dispatch("THREAD_UPDATE", event);
    }

    /// The first message of a forum post, which bears the id of its thread.
    pub(crate) fn starts(&self, who: u64, thread: u64, content: &str) -> u64 {
        let mut state = self.state();
        let (content, posted) = (content.to_owned(), state.now);
        let message = Message { id: thread, channel: thread, author: who, content, posted, ..Message::default() };
        let message = state.put(message);
        let event = shapes::event(&state, &message);
        state.dispatch("MESSAGE_CREATE", event);
        thread
    }

    /// The bot is removed from a server.
    pub(crate) fn leaves(&self, guild: u64) {
        let mut state = self.state();
        state.dispatch("GUILD_DELETE", json!({ "id": guild.to_string() }));
        state.gateway.outage = true;
    }

    /// The bot is invited again.
    pub(crate) fn comes_back(&self, guild: u64) {
        let mut state = self.state();
        state.gateway.outage = false;
        let back = state.left.remove_entry(&guild);
        state.guilds.extend(back);
        let event = shapes::guild(&state, &state.guilds[&guild]);
        state.dispatch("GUILD_CREATE", event);
    }

    /// Somebody uses a command (2), a button (3), asks for completions (4) or sends a modal (5); the token of it.
    pub(crate) fn interacts(&self, place: (u64, u64, u64), kind: u8, data: &Json, on: Option<&Message>) -> String {
        let mut state = self.state();
        let id = state.id();
        let token = format!("token{id}");
        let asked = Some(std::time::Instant::now());
        let response = Response { id, asked, ..Response::default() };
        let event = shapes::interaction(&state, place, (kind, &token, &response), data, on);
        state.responses.insert(token.clone(), response);
        state.dispatch("INTERACTION_CREATE", event);
        token
    }
}
