//! The connection breaks, is resumed, is lost for good, or is refused.

use punktum::platform::discord::Ended;
use tokio::sync::oneshot;

use crate::words::good;
use crate::world::{ANN, World};

#[tokio::test]
async fn what_happens_while_the_connection_is_broken_is_told_on_resuming() {
    let mut world = World::new().await;
    world.model.breaks();
    let missed = world.model.says(ANN, crate::world::NEWS, good(1).as_str().into());
    world.until("a resume", |world| world.model.state().gateway.resumed == 1).await;
    world.settle().await;
    assert_eq!(world.judged(missed).await, Some((3, "yes")));
    world.model.sends_away(false);
    world.until("another", |world| world.model.state().gateway.resumed == 2).await;
    world.model.closes(4000);
    world.until("a third", |world| world.model.state().gateway.resumed == 3).await;
    assert_eq!(world.model.state().gateway.identified, 1);
    let after = world.say(ANN, &good(2)).await;
    assert_eq!(world.judged(after).await, Some((3, "yes")));
    world.done().await;
}

#[tokio::test]
async fn an_invalid_session_is_begun_anew() {
    let mut world = World::new().await;
    world.model.sends_away(true);
    world.until("a new session", |world| world.model.state().gateway.identified == 2).await;
    let said = world.say(ANN, &good(1)).await;
    assert_eq!(world.judged(said).await, Some((3, "yes")));
    world.done().await;
}

#[tokio::test]
async fn a_flood_of_members_takes_nothing_from_official_posts() {
    let world = World::new().await;
    // Its own welcome passed.
    let passed = world.heard().passed();
    let mut edited = Vec::new();
    for n in 0..300 {
        for _ in 0..5 {
            world.model.says(crate::world::TOM, crate::world::TALK, "lol".into());
        }
        let id = world.model.says(ANN, crate::world::NEWS, "Stay tuned!".into());
        world.model.edits(id, &good(n));
        edited.push(id);
        if n % 3 == 0 {
            world.model.deletes(&[id]);
        }
    }
    world.settle().await;
    for (n, id) in edited.into_iter().enumerate() {
        let judged = world.judged(id).await.map(|(value, _)| value > 0);
        assert_eq!(judged, (n % 3 != 0).then_some(true), "{n}");
    }
    assert_eq!(world.heard().passed() - passed, 1500);
    world.done().await;
}

#[tokio::test]
async fn a_connection_in_parts_hears_every_server() {
    let mut world = World::new().await;
    world.stop().await;
    world.model.state().gateway.shards = 2;
    let before = world.model.state().gateway.identified;
    world.start().await;
    world.until("both parts", |world| world.model.state().gateway.identified == before + 2).await;
    let said = world.say(ANN, &good(1)).await;
    assert_eq!(world.judged(said).await, Some((3, "yes")));
    world.done().await;
}

#[tokio::test]
async fn while_the_bot_is_busy_discord_waits_and_nothing_is_lost() {
    const FLOOD: u32 = 12_000;
    let world = World::new().await;
    let (home, heard) = (crate::world::community(), world.heard().events());
    // Its own welcome passed.
    let passed = world.heard().passed();
    // Somebody changes the settings and takes their time: the pipeline stands.
    let turn = world.app().watch.change(&home).await.unwrap();
    let first = world.model.says(ANN, crate::world::NEWS, good(1).as_str().into());
    let padding = "lol ".repeat(490);
    world.model.floods(crate::world::TOM, crate::world::TALK, &padding, FLOOD);
    let last = world.model.says(ANN, crate::world::NEWS, good(2).as_str().into());
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    let written = world.model.state().gateway.written;
    let sent = world.model.state().gateway.sent;
    assert_eq!(world.heard().events(), heard);
    assert!(written + u64::from(FLOOD / 4) < sent, "of {sent} events {written} were taken by a bot that does nothing");
    drop(turn);
    world.until("everything", |world| world.heard().events() >= world.model.state().gateway.sent).await;
    assert_eq!(world.heard().passed() - passed, u64::from(FLOOD));
    assert!(world.judged(first).await.is_some() && world.judged(last).await.is_some());
    world.done().await;
}

/// A refused bot ends; it does not come back.
async fn refused(code: u16) -> Ended {
    let mut world = World::new().await;
    world.stop().await;
    world.model.state().gateway.refuses = Some(code);
    let before = world.model.state().gateway.identified;
    let bot = world.connect().await.unwrap();
    let (_never, stop) = oneshot::channel::<()>();
    let ended = bot.listen(async { drop(stop.await) }).await.unwrap_err();
    assert_eq!(world.model.state().gateway.identified, before + 1);
    ended
}

#[tokio::test]
async fn refused_intents_and_tokens_end_the_program_with_a_sentence() {
    assert!(matches!(refused(4014).await, Ended::Intents));
    assert!(matches!(refused(4013).await, Ended::UnknownIntents));
    assert!(matches!(refused(4004).await, Ended::Token));
}
