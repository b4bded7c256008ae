//! Discord fails, and nothing is said twice.

use crate::model::What;
use crate::words::EMPTY;
use crate::world::{ANN, STAFF, World};

const POST: &str = "POST /channels/{channel_id}/messages";

/// Four empty posts; the nudge is due in ten minutes.
async fn drifted() -> World {
    let mut world = World::new().await;
    world.say_all(ANN, &EMPTY[..4]).await;
    world
}

async fn one_card(mut world: World) {
    world.go("+15m").await;
    assert!(world.next_post().starts_with("#staff (calls ann)"));
    assert_eq!(world.states().await, ["sent"]);
    world.go("+1h").await;
    world.done().await;
}

#[tokio::test]
async fn a_failing_server_only_delays_a_post() {
    let world = drifted().await;
    world.model.fails(POST, What::Fails(503), 3);
    one_card(world).await;
}

#[tokio::test]
async fn a_rate_limit_only_delays_a_post() {
    for scope in ["user", "shared", "global"] {
        let world = drifted().await;
        world.model.fails(POST, What::Limits(scope, 0.2), 2);
        one_card(world).await;
    }
}

#[tokio::test]
async fn a_lost_request_is_repeated_and_a_lost_answer_is_not() {
    for what in [What::DropUnread, What::DropTaken] {
        let world = drifted().await;
        world.model.fails(POST, what, 1);
        one_card(world).await;
    }
}

#[tokio::test]
async fn missing_rights_drop_a_post() {
    let mut world = drifted().await;
    world.model.state().channels.get_mut(&STAFF).unwrap().forbidden = true;
    world.go("+15m").await;
    assert_eq!(world.states().await, ["dropped"]);
    world.done().await;
}

#[tokio::test]
async fn a_crash_in_the_middle_of_a_post_repeats_it_only_if_it_was_not_taken() {
    for taken in [true, false] {
        let mut world = drifted().await;
        // The answer never comes, and the program dies waiting for it.
        let what = if taken { What::SlowTaken(60_000) } else { What::Slow(60_000) };
        world.model.fails(POST, what, 1);
        world.crashes("+10m").await;
        assert_eq!(world.unread(), usize::from(taken));
        // By now Discord has forgotten the nonce.
        let later = world.model.state().now + jiff::SignedDuration::from_mins(10);
        world.model.state().now = later;
        world.start().await;
        one_card(world).await;
    }
}
