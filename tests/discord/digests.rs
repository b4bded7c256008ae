//! The week's digest: once, with its picture.

use crate::words::{EMPTY, good};
use crate::world::{ANN, World};

#[tokio::test]
async fn monday_brings_one_digest_with_its_picture() {
    let mut world = World::new().await;
    for n in 0..8 {
        world.say(ANN, &good(n)).await;
        world.go("+2h").await;
    }
    world.at("2026-09-14T08:59").await;
    assert_eq!(world.unread(), 0);
    world.at("2026-09-14T09:00").await;
    let digest = world.next_post();
    assert!(digest.starts_with("#staff\n"), "{digest}");
    assert!(digest.contains("8 of 8 posts") && digest.contains(".png: "), "{digest}");
    let message = world.model.state().messages.values().last().unwrap().clone();
    assert!(message.embeds[0]["image"]["url"].as_str().unwrap().starts_with("attachment://"), "{}", message.embeds);
    assert!(message.files[0].1 > 1000 && !message.files[0].2.is_empty());
    // A restart brings no second one.
    world.stop().await;
    world.start().await;
    world.at("2026-09-15T09:00").await;
    world.done().await;
}

#[tokio::test]
async fn a_pause_is_told_with_its_hours_and_days_and_what_was_posted_before_it_counts() {
    let mut world = World::new().await;
    let mut said = Vec::new();
    for n in 0..5 {
        said.push(world.say(ANN, &good(n)).await);
        world.go("+1h").await;
    }
    let _paused = world.command(ANN, "pause hours:24").await;
    let within = world.say(ANN, EMPTY[0]).await;
    world.model.edits(said[0], &good(9));
    world.settle().await;
    world.go("+6h").await;
    let _over = world.command(ANN, "pause hours:0").await;
    let after = world.say(ANN, &good(6)).await;
    for (id, counts) in [(said[0], "yes"), (within, "paused"), (after, "yes")] {
        assert_eq!(world.judged(id).await.unwrap().1, counts);
    }
    world.at("2026-09-10T20:00").await;
    let _paused = world.command(ANN, "pause hours:8").await;
    world.at("2026-09-14T09:00").await;
    let digest = world.next_post();
    let line = digest.lines().find(|line| line.contains("Not counted")).unwrap_or_default();
    insta::assert_snapshot!(line, @"**Not counted:** 1 post during 14 hours of pause (Mon, Thu, Fri).");
    world.done().await;
}
