//! Channels and threads are deleted with all that stands in them.

use serde_json::json;

use crate::words::{EMPTY, good};
use crate::world::{ANN, BOSS, FORUM, GUILD, NEWS, STAFF, TALK, World, held};

/// The rows of a table that hold an id.
async fn rows(world: &World, table: &str, id: u64) -> usize {
    let held = held(world.app().watch.store()).await;
    held[table].as_array().unwrap().iter().filter(|row| row.to_string().contains(&format!("\"{id}\""))).count()
}

/// What is judged of these messages.
async fn judged(world: &World, ids: &[u64]) -> Vec<bool> {
    let mut all = Vec::new();
    for id in ids {
        all.push(world.judged(*id).await.is_some());
    }
    all
}

#[tokio::test]
async fn a_channel_takes_what_stood_in_it_and_in_its_threads_along() {
    let mut world = World::new().await;
    let talk = world.post(ANN, TALK, good(1).as_str().into()).await;
    let thread = world.model.opens_thread(NEWS, "More on 4.7", 10);
    let mut said = vec![world.post(ANN, thread, good(2).as_str().into()).await];
    world.go("+1h").await;
    said.extend(world.say_all(ANN, &EMPTY[..4]).await);
    assert_eq!((world.states().await, rows(&world, "cursors", thread).await), (vec!["pending"], 1));
    world.model.deletes_place(NEWS);
    world.settle().await;
    assert_eq!(judged(&world, &said).await, [false; 5]);
    assert!(world.judged(talk).await.is_some());
    assert_eq!(world.states().await, ["cancelled"]);
    for table in ["channels", "cursors"] {
        assert_eq!([rows(&world, table, NEWS).await, rows(&world, table, thread).await], [0, 0], "{table}");
    }
    world.go("+1d").await;
    world.done().await;
}

#[tokio::test]
async fn a_staff_channel_that_is_gone_is_missing() {
    let mut world = World::new().await;
    world.model.deletes_place(STAFF);
    world.settle().await;
    let data = json!({ "id": "1", "name": "settings", "type": 1, "options": [{ "type": 1, "name": "doctor", "options": [] }] });
    let doctor = world.interact(BOSS, TALK, 2, &data, None).await;
    for line in ["- No staff channel: notes have nowhere to go.", "- The digest has no channel."] {
        assert!(doctor.contains(line), "{doctor}");
    }
    world.done().await;
}

#[tokio::test]
async fn a_thread_takes_what_stood_in_it_along_and_leaves_its_channel_alone() {
    let mut world = World::new().await;
    let above = world.say(ANN, &good(1)).await;
    let thread = world.model.opens_thread(NEWS, "More on 4.7", 10);
    let mut said = Vec::new();
    for n in 2..4 {
        said.push(world.post(ANN, thread, good(n).as_str().into()).await);
    }
    world.model.deletes_place(thread);
    world.settle().await;
    assert_eq!((judged(&world, &said).await, judged(&world, &[above]).await), (vec![false; 2], vec![true]));
    assert_eq!([rows(&world, "cursors", thread).await, rows(&world, "channels", NEWS).await], [0, 1]);
    world.done().await;
}

#[tokio::test]
async fn closed_weeks_keep_the_figures_of_a_channel_that_is_gone() {
    let mut world = World::new().await;
    let refs: Vec<String> = (0..5).map(good).collect();
    world.say_all(ANN, &refs.iter().map(String::as_str).collect::<Vec<_>>()).await;
    world.at("2026-09-14T09:00").await;
    assert!(world.next_post().contains("5 of 5 posts"));
    let before = rows(&world, "weekly_summaries", NEWS).await;
    world.model.deletes_place(NEWS);
    world.settle().await;
    assert_eq!((rows(&world, "weekly_summaries", NEWS).await, before), (1, 1));
    world.done().await;
}

#[tokio::test]
async fn what_was_deleted_while_the_bot_was_away_is_found_when_it_is_back() {
    let mut world = World::new().await;
    let talk = world.post(ANN, TALK, good(1).as_str().into()).await;
    let idea = world.model.opens_thread(FORUM, "Dark mode", 11);
    let first = world.post(ANN, idea, good(2).as_str().into()).await;
    let news = world.say(ANN, &good(3)).await;
    world.stop().await;
    world.model.deletes_place(TALK);
    world.model.deletes_place(idea);
    world.start().await;
    assert_eq!(judged(&world, &[talk, first, news]).await, [false, false, true]);
    assert_eq!([rows(&world, "channels", TALK).await, rows(&world, "cursors", TALK).await], [0, 0]);
    // Kept from the bot is not gone.
    world.stop().await;
    let hidden = world.model.state().channels.remove(&NEWS).unwrap();
    world.model.fails("GET /channels", crate::model::What::Fails(403), 9);
    world.start().await;
    assert!(world.judged(news).await.is_some());
    world.model.state().channels.insert(NEWS, hidden);
    assert!(world.model.state().guilds.contains_key(&GUILD));
    world.done().await;
}
