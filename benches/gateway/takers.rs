//! Who takes the flood: the bot as it ships, a handler that only counts, and somebody who does not even read.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock, mpsc};
use std::time::{Duration, Instant};

use futures_util::{SinkExt as _, StreamExt as _};
use punktum::clock::Clock;
use punktum::domain::{CommunityId, MessageId, Sender, SenderKind};
use punktum::engine::Engine;
use punktum::platform::discord::{Bot, Heard};
use punktum::store::Store;
use punktum::watch::{Key, Watch};
use serde_json::json;
use serenity::all::{ClientBuilder, Context, Event, GatewayIntents, RawEventHandler};
use serenity::async_trait;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio_tungstenite::tungstenite::Message;

use crate::flood::{self, APART, EVENTS, OFFICIAL, Pump};
use crate::model::Model;
use crate::runtime;
use crate::scene::{ANN, GUILD};
use crate::wire::{TOKEN, Wire};

/// READY and the one server.
const GREETING: u64 = 2;
/// Nothing takes longer.
const PATIENCE: Duration = Duration::from_secs(120);

/// How fast the flood can be written: the other end throws it away.
pub(crate) fn drain(_: &Arc<Model>, _: &Wire, pump: &Pump) -> Duration {
    runtime(1).block_on(async {
        let stream = TcpStream::connect(pump.url.trim_start_matches("ws://")).await.unwrap();
        let (mut socket, _) = tokio_tungstenite::client_async(&pump.url, stream).await.unwrap();
        socket.send(Message::Text(json!({ "op": 2, "d": {} }).to_string())).await.unwrap();
        for _ in 0..=GREETING {
            socket.next().await.unwrap().unwrap();
        }
        let (stream, mut buffer, mut taken) = (socket.get_mut(), vec![0; 1 << 16], 0);
        let began = pump.go();
        while taken < pump.bytes {
            taken += stream.read(&mut buffer).await.unwrap();
        }
        began.elapsed()
    })
}

/// Counts events and does nothing else.
struct Count(Arc<AtomicU64>);

#[async_trait]
impl RawEventHandler for Count {
    async fn raw_event(&self, _: Context, _: Event) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// A bare handler on the same client, which has a thread of its own as the bot's has.
pub(crate) fn count(_: &Arc<Model>, wire: &Wire, pump: &Pump) -> Duration {
    let counted = Arc::new(AtomicU64::new(0));
    let (made, manager) = mpsc::channel();
    let (http, handler) = (wire.http(TOKEN), Count(Arc::clone(&counted)));
    let thread = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let intents = GatewayIntents::GUILDS | GatewayIntents::GUILD_MESSAGES | GatewayIntents::MESSAGE_CONTENT;
            let mut client = ClientBuilder::new_with_http(http, intents).raw_event_handler(handler).await.unwrap();
            made.send(Arc::clone(&client.shard_manager)).unwrap();
            client.start_shards(1).await.unwrap();
        });
    });
    let shards = manager.recv().unwrap();
    runtime(1).block_on(async {
        let heard = || counted.load(Ordering::Relaxed);
        until(|| heard() >= GREETING).await;
        let (before, began) = (heard(), pump.go());
        until(|| heard() >= before + u64::from(EVENTS)).await;
        let took = began.elapsed();
        shards.shutdown_all().await;
        thread.join().unwrap();
        took
    })
}

/// The bot, with its jobs, on a runtime as the program has it.
pub(crate) fn listen(model: &Arc<Model>, wire: &Wire, pump: &Pump) -> Duration {
    // Not in the system's temporary folder, which may be memory.
    let folder = tempfile::tempdir_in(Path::new(env!("CARGO_TARGET_TMPDIR"))).unwrap();
    let start = model.state().now;
    runtime(2).block_on(async {
        let store = Store::open(folder.path().join("punktum.db").to_str().unwrap()).await.unwrap();
        let watch = Watch::new(store.clone(), Arc::new(Engine::default()), Key::new(b"a key for benchmarks"));
        let progress = Arc::new(OnceLock::<Heard>::new());
        let told = Arc::clone(&progress);
        // It is as late as the last message that was heard says.
        let clock = Clock::new(move || {
            let events = told.get().map_or(0, Heard::events);
            start + APART * i32::try_from(events).unwrap()
        });
        let bot = Bot::connect(watch.clone(), || wire.http(TOKEN), clock).await.unwrap();
        let heard = progress.get_or_init(|| bot.heard()).clone();
        let (stop, stopped) = oneshot::channel::<()>();
        let running = tokio::spawn(bot.run(async { drop(stopped.await) }));
        until(|| heard.events() >= GREETING).await;
        let community = CommunityId(GUILD.to_string());
        until(|| !watch.gaps().is_reading(&community)).await;
        let mut turn = watch.change(&community).await.unwrap();
        let ann = Sender { kind: SenderKind::Account, id: ANN.to_string(), owner: None, machine: false };
        turn.tx.enrol(&community, &ann).await.unwrap();
        turn.commit().await.unwrap();
        // The word of welcome is on its way.
        tokio::time::sleep(Duration::from_millis(500)).await;
        let (before, passed, began) = (heard.events(), heard.passed(), pump.go());
        until(|| heard.events() >= before + u64::from(EVENTS)).await;
        let took = began.elapsed();
        assert_eq!(heard.passed() - passed, u64::from(EVENTS - OFFICIAL), "whose messages passed");
        let last = MessageId(flood::id(start, EVENTS - 1).to_string());
        let stored = store.read().await.unwrap().message(&community, &last).await.unwrap();
        assert!(stored.is_some(), "the last official message is stored");
        stop.send(()).unwrap();
        running.await.unwrap().unwrap();
        store.close().await;
        took
    })
}

async fn until(holds: impl Fn() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < PATIENCE, "this takes too long");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}
