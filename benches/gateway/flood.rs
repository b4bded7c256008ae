//! A gateway that says hello as the model does, and then writes a flood that was put into frames beforehand: nothing but
//! the socket is between it and who reads.

use std::sync::{Arc, Mutex};
use std::time::Instant;

use futures_util::{SinkExt as _, StreamExt as _};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value as Json, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;

use crate::model::{Frame, Model};
use crate::scene::{ANN, NEWS, TALK, TOM, furnish};

/// Messages of a flood.
pub(crate) const EVENTS: u32 = 200_000;
/// One of so many is official.
const OFFICIAL_EVERY: u32 = 100;
pub(crate) const OFFICIAL: u32 = EVENTS / OFFICIAL_EVERY;
/// Between two messages: official ones stand half an hour apart, as in a community's life.
pub(crate) const APART: SignedDuration = SignedDuration::from_secs(18);
/// Discord's first millisecond.
const EPOCH: i64 = 1_420_070_400_000;
/// Before the flood there are less events than this.
const FIRST: u32 = 10;

/// What members say.
const CHAT: [&str; 5] = [
    "lol",
    "anyone up for a round tonight? I'm on at eight",
    "no idea, it worked for me after I restarted it twice and logged in again",
    "https://example.com/a/picture.png",
    "gg everyone, that was close! Same time next week, and bring your friend from yesterday :smile:",
];

/// The frames of a flood, ready to be written.
pub(crate) struct Flood(Vec<u8>);

/// A gateway that waits for one client and for the word to begin.
pub(crate) struct Pump {
    pub(crate) url: String,
    pub(crate) bytes: usize,
    go: Mutex<Option<oneshot::Sender<()>>>,
}

impl Pump {
    /// The flood begins; answers when.
    pub(crate) fn go(&self) -> Instant {
        let began = Instant::now();
        self.go.lock().unwrap().take().unwrap().send(()).unwrap();
        began
    }
}

impl Flood {
    pub(crate) fn new() -> Self {
        let model = Model::default();
        furnish(&model);
        let mut member = model.event(model.says(TOM, TALK, "".into()));
        let mut official = model.event(model.says(ANN, NEWS, "".into()));
        let start = model.state().now;
        let posts = posts();
        let mut frames = Vec::new();
        for n in 0..EVENTS {
            let (event, words) = if is_official(n) {
                // A number makes each its own: nobody says the same every week.
                (&mut official, format!("{} {n}", posts[(n / OFFICIAL_EVERY) as usize % posts.len()]))
            } else {
                (&mut member, CHAT[n as usize % CHAT.len()].to_owned())
            };
            event["id"] = id(start, n).to_string().into();
            event["content"] = words.into();
            let s = FIRST + n;
            put(&mut frames, &format!(r#"{{"op":0,"s":{s},"t":"MESSAGE_CREATE","d":{event}}}"#));
        }
        Self(frames)
    }

    /// Opens a gateway for one client, and tells the model's HTTP where it is.
    pub(crate) async fn open(self: &Arc<Self>, model: &Arc<Model>) -> Pump {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("ws://{}", listener.local_addr().unwrap());
        model.state().gateway.url.clone_from(&url);
        let (go, begin) = oneshot::channel();
        let (flood, model) = (Arc::clone(self), Arc::clone(model));
        tokio::spawn(async move {
            let (stream, _) = listener.accept().await.unwrap();
            let mut socket = welcome(stream, &model, begin).await;
            socket.get_mut().write_all(&flood.0).await.unwrap();
            // All it says from here on is that it goes.
            let _ = socket.get_mut().read(&mut [0]).await;
        });
        Pump { url, bytes: self.0.len(), go: Mutex::new(Some(go)) }
    }
}

/// Whether a message of the flood is official; the last is.
fn is_official(n: u32) -> bool {
    n % OFFICIAL_EVERY == OFFICIAL_EVERY - 1
}

/// The id of a message of the flood, which bears its time.
pub(crate) fn id(start: Timestamp, n: u32) -> u64 {
    let ms = (start + APART * n.cast_signed()).as_millisecond() - EPOCH;
    (ms.cast_unsigned() << 22) | u64::from(n)
}

/// The posts of our own corpus.
fn posts() -> Vec<String> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/en.jsonl");
    let text = |line: &str| serde_json::from_str::<Json>(line).unwrap()["text"].as_str().unwrap().to_owned();
    std::fs::read_to_string(file).unwrap().lines().map(text).collect()
}

/// A text frame of a server.
fn put(frames: &mut Vec<u8>, text: &str) {
    let length = u16::try_from(text.len()).unwrap();
    frames.push(0x81);
    match u8::try_from(length) {
        Ok(short @ ..126) => frames.push(short),
        _ => {
            frames.push(126);
            frames.extend(length.to_be_bytes());
        }
    }
    frames.extend(text.as_bytes());
}

/// HELLO, READY and the server, as the model tells them, until the flood is to begin.
async fn welcome(stream: TcpStream, model: &Model, mut begin: oneshot::Receiver<()>) -> WebSocketStream<TcpStream> {
    let mut socket = tokio_tungstenite::accept_async(stream).await.unwrap();
    let (send, mut frames) = mpsc::unbounded_channel();
    // No heart beats while a round lasts.
    let _ = send.send(Frame::Json(json!({ "op": 10, "d": { "heartbeat_interval": 3_600_000 } })));
    loop {
        tokio::select! {
            Some(Frame::Json(json)) = frames.recv() => socket.send(Message::Text(json.to_string())).await.unwrap(),
            Some(Ok(Message::Text(said))) = socket.next() => {
                let said: Json = serde_json::from_str(&said).unwrap();
                match said["op"].as_u64() {
                    Some(1) => drop(send.send(Frame::Json(json!({ "op": 11 })))),
                    Some(2) => model.identify(send.clone(), said["d"]["intents"].as_u64().unwrap_or_default()),
                    _ => {}
                }
            }
            _ = &mut begin => return socket,
        }
    }
}
