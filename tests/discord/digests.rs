//! The week's digest: once, with its picture.

use crate::words::good;
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
