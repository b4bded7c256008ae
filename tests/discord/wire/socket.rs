//! The gateway: HELLO, IDENTIFY, READY, RESUME and heartbeats around what the model dispatches.

use std::sync::Arc;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value as Json, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

use super::TOKEN;
use crate::model::{Frame, Model};

pub(super) async fn serve(listener: TcpListener, model: Arc<Model>) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(talk(stream, Arc::clone(&model)));
    }
}

async fn talk(stream: TcpStream, model: Arc<Model>) {
    let Ok(mut socket) = tokio_tungstenite::accept_async(stream).await else { return };
    let (send, mut frames) = mpsc::unbounded_channel();
    let _ = send.send(Frame::Json(json!({ "op": 10, "d": { "heartbeat_interval": 41_250 } })));
    loop {
        tokio::select! {
            frame = frames.recv() => match frame {
                Some(Frame::Json(json)) => {
                    if socket.send(Message::Text(json.to_string())).await.is_err() {
                        return;
                    }
                    model.state().gateway.written += 1;
                }
                Some(Frame::Close(code)) => {
                    let _ = socket.close(Some(CloseFrame { code: CloseCode::from(code), reason: "".into() })).await;
                    return;
                }
                Some(Frame::Drop) | None => return,
            },
            said = socket.next() => match said {
                Some(Ok(Message::Text(text))) => {
                    hear(&model, &send, &serde_json::from_str(&text).unwrap_or(Json::Null));
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return,
            },
        }
    }
}

fn hear(model: &Arc<Model>, send: &mpsc::UnboundedSender<Frame>, said: &Json) {
    match said["op"].as_u64() {
        Some(1) => {
            let _ = send.send(Frame::Json(json!({ "op": 11 })));
        }
        // serenity sends the token as in a header, and Discord takes that.
        Some(2) if said["d"]["token"].as_str().unwrap_or_default().trim_start_matches("Bot ") != TOKEN => {
            let _ = send.send(Frame::Close(4004));
        }
        // The one server is in the first part.
        Some(2) if said["d"]["shard"][0].as_u64().unwrap_or_default() > 0 => {
            model.identify_empty(send.clone(), &said["d"]["shard"]);
        }
        Some(2) => model.identify(send.clone(), said["d"]["intents"].as_u64().unwrap_or_default()),
        Some(6) => {
            let session = said["d"]["session_id"].as_str().unwrap_or_default();
            model.resume(send.clone(), session, said["d"]["seq"].as_u64().unwrap_or_default());
        }
        _ => {}
    }
}
