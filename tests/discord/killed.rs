//! The program is killed in the middle of everything, again and again.

use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use punktum::store::{OutboxRow, Store};
use serde_json::json;

use crate::model::Model;
use crate::program::program;
use crate::traffic::{Traffic, agree, said_once};
use crate::wire::TOKEN;
use crate::world::{ANN, NEWS, STAFF, TALK, World, community, held};

/// So often it is killed.
const KILLS: usize = 50;
/// So many posts wait for it, one due every second.
const WAITING: i64 = 30;

/// Discord's clock shows the time, and is ahead by so much.
fn tick(model: &Model, ahead: SignedDuration) {
    model.state().now = Timestamp::now() + ahead;
}

fn start(world: &World) -> Child {
    program(world.folder(), &world.wire, TOKEN).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_fifty_moments_it_loses_nothing_and_says_nothing_twice() {
    let begun = Timestamp::now();
    let three_weeks = SignedDuration::from_hours(20 * 24);
    let mut world = World::after(|model| tick(model, -three_weeks)).await;
    world.post(ANN, TALK, "Stay tuned!".into()).await;
    let store = world.app().watch.store().clone();
    let mut tx = store.write().await.unwrap();
    tx.put_setting(&community(), "", "nudging", Some("\"observe\"")).await.unwrap();
    for n in 0..WAITING {
        let arguments = json!({ "heuristic": "vague", "unfit": 3, "all": n });
        let (id, due) = (format!("muted:{n}"), begun + SignedDuration::from_secs(n));
        let row = OutboxRow::new(&community(), &id, "muted", arguments, &format!("channel:{STAFF}"), due);
        tx.queue(&row).await.unwrap();
    }
    tx.commit().await.unwrap();
    world.stop().await;

    let model = &world.model;
    tick(model, SignedDuration::ZERO);
    let mut traffic = Traffic::new(model, 11);
    let mut ahead = SignedDuration::ZERO;
    for n in 0..KILLS {
        let mut child = start(&world);
        let alive = Duration::from_millis(traffic.dice.below(1400) as u64);
        let since = Instant::now();
        while since.elapsed() < alive {
            tick(model, ahead);
            traffic.step(model);
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        model.state().gateway.hang_up();
        tick(model, ahead);
        traffic.step(model);
        if n == KILLS / 2 {
            // By the next start Discord has forgotten every nonce.
            ahead = SignedDuration::from_mins(10);
        }
    }

    // Its cursor stands at these once it has read everything before them.
    for place in traffic.places() {
        model.says(ANN, place, "Stay tuned!".into());
    }
    let mut child = start(&world);
    let store = Store::open(&format!("sqlite:{}", world.folder().join("punktum.db").display())).await.unwrap();
    let since = Instant::now();
    while !(told(&store).await && caught_up(model, &store).await) {
        assert!(since.elapsed() < Duration::from_secs(60), "it does not catch up");
        tick(model, ahead);
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let stand = agree(model, &store).await;
    let seen = said_once(model, &store).await;
    let identified = model.state().gateway.identified;
    assert!(stand > 200 && identified as usize > KILLS / 3, "{stand} messages stand, {identified} starts came far");
    assert_eq!((seen["muted"], seen["digest"]), (WAITING as usize, 1));
    store.close().await;
    let wrong = std::mem::take(&mut model.state().wrong);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether nothing waits to be said.
async fn told(store: &Store) -> bool {
    let all = held(store).await;
    let rows = all["outbox"].as_array().unwrap();
    rows.len() > WAITING as usize && rows.iter().all(|row| row["settled_at"].is_number())
}

/// Whether the cursor of every place stands at its last message.
async fn caught_up(model: &Model, store: &Store) -> bool {
    let cursors = store.read().await.unwrap().positions(&community()).await.unwrap();
    let state = model.state();
    let last = |place: u64| state.messages.values().rev().find(|message| message.channel == place).map(|m| m.id);
    let threads = state.channels.values().filter(|channel| channel.parent.is_some()).map(|channel| channel.id);
    let mut places = [NEWS, TALK].into_iter().chain(threads);
    places.all(|place| {
        let cursor = cursors.iter().find(|(id, _)| *id == place.to_string());
        cursor.and_then(|(_, position)| position.parse().ok()) >= last(place)
    })
}
