//! Sessions of the gateway: what was dispatched in which order, who is connected, and what is lost on the way.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use tokio::sync::mpsc::UnboundedSender;

use super::{BOT, Model, State, shapes};

/// The intent to see the words of messages.
const MESSAGE_CONTENT: u64 = 1 << 15;

/// What goes to the socket.
#[derive(Debug)]
pub(crate) enum Frame {
    Json(Json),
    Close(u16),
    Drop,
}

#[derive(Default)]
pub(crate) struct Gateway {
    /// Where the gateway is.
    pub(crate) url: String,
    /// Answers every IDENTIFY with this close code.
    pub(crate) refuses: Option<u16>,
    /// The application may not ask for the words of messages.
    pub(crate) no_content: bool,
    /// What was asked for at the last IDENTIFY.
    pub(crate) intents: u64,
    pub(crate) identified: u32,
    pub(crate) resumed: u32,
    /// So many events went to a socket.
    pub(crate) sent: u64,
    /// So many events were written to a socket.
    pub(crate) written: u64,
    /// Into so many parts the connection is to be split; 0 is one.
    pub(crate) shards: u64,
    /// The parts without the server.
    others: Vec<UnboundedSender<Frame>>,
    /// The servers are not available: what happens there is told to nobody.
    pub(crate) outage: bool,
    /// What is kept back, to be sent later and in another order.
    pub(crate) held: Option<Vec<(String, Json)>>,
    /// Every event is sent so often.
    pub(crate) times: usize,
    sessions: BTreeMap<String, Vec<Json>>,
    live: Option<(String, UnboundedSender<Frame>)>,
}

impl Gateway {
    /// Nobody is connected any more.
    pub(crate) fn hang_up(&mut self) {
        self.live = None;
        self.others.clear();
    }
}

impl State {
    /// Something happened: it is noted in the session and sent, if anybody is there.
    pub(crate) fn dispatch(&mut self, kind: &str, d: Json) {
        if self.gateway.outage {
            return;
        }
        let d = if ["MESSAGE_CREATE", "MESSAGE_UPDATE"].contains(&kind) { self.as_allowed(d) } else { d };
        if let Some(held) = self.gateway.held.as_mut().filter(|_| kind.starts_with("MESSAGE")) {
            held.push((kind.to_owned(), d));
            return;
        }
        let Some((session, live)) = &self.gateway.live else {
            for log in self.gateway.sessions.values_mut() {
                let s = log.len() + 1;
                log.push(json!({ "op": 0, "s": s, "t": kind, "d": d.clone() }));
            }
            return;
        };
        let Some(log) = self.gateway.sessions.get_mut(session) else { return };
        for _ in 0..self.gateway.times.max(1) {
            let event = json!({ "op": 0, "s": log.len() + 1, "t": kind, "d": d });
            log.push(event.clone());
            self.gateway.sent += u64::from(live.send(Frame::Json(event)).is_ok());
        }
    }

    /// A message as the bot may see it: without the intent only its own and those that mention it have words.
    pub(super) fn as_allowed(&self, mut message: Json) -> Json {
        let text = message["content"].as_str().unwrap_or_default();
        let to_it = message["author"]["id"].as_str() == Some(&BOT.to_string()) || text.contains(&format!("<@{BOT}>"));
        if self.gateway.intents & MESSAGE_CONTENT == 0 && !to_it {
            message["content"] = "".into();
            for list in ["embeds", "attachments", "components"] {
                message[list] = json!([]);
            }
        }
        message
    }

    /// Says something to the socket that is open.
    fn tell(&mut self, frame: Frame) {
        if let Some((_, live)) = &self.gateway.live {
            let _ = live.send(frame);
        }
    }
}

impl Model {
    /// A part of the connection that holds no server.
    pub(crate) fn identify_empty(&self, live: UnboundedSender<Frame>, shard: &Json) {
        let mut state = self.state();
        state.gateway.identified += 1;
        let mut ready = shapes::ready(&state, &format!("empty-{shard}"));
        ready["guilds"] = json!([]);
        ready["shard"] = shard.clone();
        let _ = live.send(Frame::Json(json!({ "op": 0, "s": 1, "t": "READY", "d": ready })));
        state.gateway.sent += 1;
        state.gateway.others.push(live);
    }

    pub(crate) fn identify(&self, live: UnboundedSender<Frame>, intents: u64) {
        let mut state = self.state();
        state.gateway.identified += 1;
        state.gateway.intents = intents;
        let refused = state.gateway.no_content && intents & MESSAGE_CONTENT != 0;
        if let Some(code) = state.gateway.refuses.or(refused.then_some(4014)) {
            let _ = live.send(Frame::Close(code));
            return;
        }
        let session = format!("session-{}", state.gateway.identified);
        // What nobody resumed in time is gone.
        state.gateway.sessions.clear();
        state.gateway.sessions.insert(session.clone(), Vec::new());
        state.gateway.live = Some((session.clone(), live));
        let ready = shapes::ready(&state, &session);
        let guilds: Vec<Json> = state.guilds.values().map(|guild| shapes::guild(&state, guild)).collect();
        state.dispatch("READY", ready);
        for guild in guilds {
            state.dispatch("GUILD_CREATE", guild);
        }
    }

    pub(crate) fn resume(&self, live: UnboundedSender<Frame>, session: &str, seq: u64) {
        let mut state = self.state();
        let Some(log) = state.gateway.sessions.get(session) else {
            let _ = live.send(Frame::Json(json!({ "op": 9, "d": false })));
            return;
        };
        let missed: Vec<Json> = log.iter().filter(|event| event["s"].as_u64() > Some(seq)).cloned().collect();
        for event in missed {
            state.gateway.sent += u64::from(live.send(Frame::Json(event)).is_ok());
        }
        state.gateway.resumed += 1;
        state.gateway.live = Some((session.to_owned(), live));
        state.dispatch("RESUMED", json!({ "_trace": [] }));
    }

    /// The connection breaks; the session lives on.
    pub(crate) fn breaks(&self) {
        let mut state = self.state();
        state.tell(Frame::Drop);
        state.gateway.live = None;
    }

    /// The connection is closed with a code.
    pub(crate) fn closes(&self, code: u16) {
        let mut state = self.state();
        state.tell(Frame::Close(code));
        state.gateway.live = None;
    }

    /// Discord asks to connect again (op 7), or declares the session invalid (op 9).
    pub(crate) fn sends_away(&self, invalid: bool) {
        let mut state = self.state();
        let frame = if invalid { json!({ "op": 9, "d": false }) } else { json!({ "op": 7, "d": null }) };
        state.tell(Frame::Json(frame));
        state.gateway.live = None;
        if invalid {
            state.gateway.sessions.clear();
        }
    }

    /// The servers are not available for a while, and come back.
    pub(crate) fn outage(&self, begins: bool) {
        let mut state = self.state();
        state.gateway.outage = false;
        let guilds: Vec<Json> = state.guilds.values().map(|guild| shapes::guild(&state, guild)).collect();
        for guild in guilds {
            if begins {
                state.dispatch("GUILD_DELETE", json!({ "id": guild["id"], "unavailable": true }));
            } else {
                state.dispatch("GUILD_CREATE", guild);
            }
        }
        state.gateway.outage = begins;
    }

    /// What was kept back is sent, the last first.
    pub(crate) fn releases(&self) {
        let mut state = self.state();
        for (kind, d) in state.gateway.held.take().into_iter().flatten().rev() {
            state.dispatch(&kind, d);
        }
    }

    /// Whether somebody is connected.
    pub(crate) fn is_connected(&self) -> bool {
        self.state().gateway.live.is_some()
    }

    /// Sends an event as it is.
    pub(crate) fn dispatches(&self, kind: &str, d: Json) {
        self.state().dispatch(kind, d);
    }
}

/// The bot's application, as in READY.
pub(super) fn application(state: &State) -> Json {
    json!({ "id": BOT.to_string(), "flags": if state.gateway.no_content { 0 } else { 1 << 19 } })
}
