//! The ground that everything else stands on: what ships is what is tested, the rate limiter included.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::json;
use serenity::all::{ChannelId, ClientBuilder, Context, Event, EventHandler, GatewayIntents, RawEventHandler, Ready};
use serenity::async_trait;

use crate::model::{Channel, Model, What};
use crate::wire::{TOKEN, Wire};

/// A model with one channel.
async fn quiet() -> (Arc<Model>, Wire) {
    let model = Arc::new(Model::default());
    model.state().now = "2026-09-07T08:00:00Z".parse().unwrap();
    model.state().channels.insert(7, Channel { id: 7, name: "news".into(), ..Channel::default() });
    let wire = Wire::open(&model).await;
    (model, wire)
}

#[tokio::test]
async fn requests_go_through_tls_and_the_rate_limiter() {
    let (model, wire) = quiet().await;
    let http = wire.http(TOKEN);
    assert!(http.ratelimiter.is_some() && http.proxy.is_none());
    let begun = Instant::now();
    for n in 0..12 {
        http.send_message(ChannelId::new(7), Vec::new(), &json!({ "content": format!("{n}") })).await.unwrap();
    }
    // Three windows of five: the limiter waits before it is told to.
    assert!(begun.elapsed() > Duration::from_millis(600), "{:?}", begun.elapsed());
    let state = model.state();
    assert_eq!((state.overrun, state.messages.len()), (0, 12));
    assert_eq!(state.wrong, Vec::<String>::new());
}

#[tokio::test]
async fn a_429_is_waited_out_whatever_its_scope() {
    let (model, wire) = quiet().await;
    let http = wire.http(TOKEN);
    for scope in ["user", "shared", "global"] {
        model.fails("POST /channels", What::Limits(scope, 0.3), 1);
        let begun = Instant::now();
        http.send_message(ChannelId::new(7), Vec::new(), &json!({ "content": scope })).await.unwrap();
        assert!(begun.elapsed() > Duration::from_millis(300), "{scope}: {:?}", begun.elapsed());
    }
    assert_eq!(model.state().messages.len(), 3);
}

/// Notes the ids of messages as their tasks begin.
struct Order(Arc<Mutex<Vec<u64>>>);

#[async_trait]
impl RawEventHandler for Order {
    async fn raw_event(&self, _: Context, event: Event) {
        if let Event::MessageCreate(event) = event {
            self.0.lock().unwrap().push(event.message.id.get());
        }
    }
}

/// The bot's queue stands on this: a task for every event begins in order where the client was made on one thread.
#[tokio::test(flavor = "multi_thread")]
async fn on_one_thread_events_begin_in_their_order() {
    const ALL: usize = 5_000;
    let (model, wire) = quiet().await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (http, order) = (wire.http(TOKEN), Order(Arc::clone(&seen)));
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let builder = ClientBuilder::new_with_http(http, GatewayIntents::non_privileged());
            builder.raw_event_handler(order).await.unwrap().start_shards(1).await.unwrap();
        });
    });
    while !model.is_connected() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let said: Vec<u64> = (0..ALL).map(|_| model.says(9, 7, "lol".into())).collect();
    let begun = Instant::now();
    while seen.lock().unwrap().len() < ALL {
        assert!(begun.elapsed() < Duration::from_secs(30), "{} came", seen.lock().unwrap().len());
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(*seen.lock().unwrap(), said);
}

/// Notes that READY came.
struct Notes(Arc<Mutex<Vec<String>>>);

#[async_trait]
impl EventHandler for Notes {
    async fn ready(&self, _: Context, ready: Ready) {
        self.0.lock().unwrap().push(ready.user.name.clone());
    }
}

#[tokio::test]
async fn the_gateway_is_where_discord_says_it_is() {
    let (model, wire) = quiet().await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let builder = ClientBuilder::new_with_http(wire.http(TOKEN), GatewayIntents::non_privileged());
    let mut client = builder.event_handler(Notes(Arc::clone(&seen))).await.unwrap();
    let shards = Arc::clone(&client.shard_manager);
    let running = tokio::spawn(async move { client.start_shards(1).await });
    while seen.lock().unwrap().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!((model.state().gateway.identified, seen.lock().unwrap().as_slice()), (1, &["Punktum".to_owned()][..]));
    shards.shutdown_all().await;
    running.await.unwrap().unwrap();
}
