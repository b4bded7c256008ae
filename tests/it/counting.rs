//! What counts, and what was said before.

use punktum::domain::Tag;

use crate::world::World;
use crate::world::words::good;

#[tokio::test]
async fn what_counts_and_what_does_not() {
    let mut world = World::new().await;
    let asked = world.say("member", "Does the export work again?").await;
    let news = world.say("ann", &good(1)).await;
    let answer = world.reply("ann", &asked, &good(2)).await;
    let colleague = world.reply("ben", &news, &good(3)).await;
    let talk = world.say_in("talk", "ann", &good(4)).await;
    let to_all = world.say_in("talk", "ann", &format!("@everyone {}", good(5))).await;
    let unknown = world.say_in("garden", "ann", &good(6)).await;
    let machine = world.say("robot", &good(7)).await;
    let french = world.say("ann", "Bonjour à tous, la mise à jour est disponible depuis ce matin.").await;
    let empty = world.say("ann", "").await;
    let picture = world.say("ann", "https://cdn.example/cat.png").await;
    world.pause("ben", 2).await;
    let paused = world.say("ann", &good(8)).await;

    let mut counts = Vec::new();
    let all = [news, answer, colleague, talk, to_all, unknown, machine, french, empty, picture, paused];
    for id in all {
        counts.push(world.judged(&id).await.1);
    }
    let expected =
        ["yes", "reply", "yes", "floor", "yes", "floor", "machine", "unreadable", "unreadable", "yes", "paused"];
    assert_eq!(counts, expected);
    assert!(world.find(&asked).await.is_none(), "of a member's message nothing is kept");
    world.done().await;
}

#[tokio::test]
async fn the_same_again_within_14_days_is_a_repeat() {
    let mut world = World::new().await;
    let first = world.say("ann", &good(0)).await;
    world.go("+13d").await;
    world.digests();
    let again = world.say("ben", "Good morning everyone! UPLOADS up to 500 MB work again since 14:10 🎉\nRetry failed ones under Files > Failed!!").await;
    let other = world.say("ben", &good(4)).await;
    world.go("+15d").await;
    world.digests();
    let later = world.say("ben", &good(0)).await;

    let thin = world.message(&again).await;
    assert_eq!((thin.value.number(), thin.tags.contains(&Tag::Repeat)), (1, true));
    let repeat = thin.findings.iter().find(|f| f.heuristic == "repeat").unwrap();
    let sum = thin.base + thin.findings.iter().map(|f| f.points).sum::<f64>();
    assert!(repeat.points < 0.0 && (thin.score - sum).abs() < 0.1, "{} is not {sum}", thin.score);
    for (id, why) in [(first, "the first"), (other, "another number"), (later, "after 15 days")] {
        let message = world.message(&id).await;
        assert_eq!((message.value.number(), message.tags.contains(&Tag::Repeat)), (3, false), "{why}");
    }
    world.done().await;
}

#[tokio::test]
async fn a_repeat_is_one_in_whatever_order_the_two_are_read() {
    let mut world = World::new().await;
    let second = world.say("ann", &good(0)).await;
    assert_eq!(world.judged(&second).await.0, 3);
    let first = world.late("ann", "2026-09-05T10:00", &good(0)).await;
    assert_eq!((world.judged(&first).await.0, world.judged(&second).await.0), (3, 1));
    world.done().await;
}

#[tokio::test]
async fn what_is_said_again_and_again_stays_a_repeat() {
    let mut world = World::new().await;
    let mut said = Vec::new();
    for _ in 0..4 {
        said.push(world.say("ann", &good(0)).await);
        world.go("+10d").await;
        world.digests();
    }
    let mut values = Vec::new();
    for id in &said {
        values.push(world.judged(id).await.0);
    }
    assert_eq!(values, [3, 1, 1, 1]);
    world.done().await;
}

#[tokio::test]
async fn without_the_first_the_second_is_no_repeat_any_more() {
    let mut world = World::new().await;
    let first = world.say("ann", &good(0)).await;
    world.go("+1d").await;
    let second = world.say("ann", &good(0)).await;
    let before = world.message(&first).await;
    assert_eq!(world.judged(&second).await.0, 1);
    world.delete(&first).await;
    let second = world.message(&second).await;
    assert_eq!((second.score, &second.tags, &second.findings), (before.score, &before.tags, &before.findings));
    world.done().await;
}

#[tokio::test]
async fn an_edit_of_the_first_frees_the_second() {
    let mut world = World::new().await;
    let first = world.say("ann", &good(0)).await;
    world.go("+1d").await;
    let second = world.say("ann", &good(0)).await;
    world.edit(&first, &good(4)).await;
    assert_eq!((world.judged(&first).await.0, world.judged(&second).await.0), (3, 3));
    world.go("+1h").await;
    world.edit(&first, &good(0)).await;
    assert_eq!((world.judged(&first).await.0, world.judged(&second).await.0), (3, 1));
    world.done().await;
}

#[tokio::test]
async fn a_message_that_is_read_twice_is_one() {
    let mut world = World::new().await;
    let id = world.say("ann", &good(0)).await;
    world.again(&id).await;
    world.delete(&id).await;
    world.again(&id).await;
    assert!(world.find(&id).await.is_none(), "what was deleted stays so");
    world.done().await;
}
