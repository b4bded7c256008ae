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
