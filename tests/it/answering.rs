//! What people answer a nudge, pauses, and hours in which the bot had better be quiet.

use crate::world::World;
use crate::world::words::{CHAT, DOWN, EMPTY, TEASE, good};

#[tokio::test]
async fn what_does_not_fit_counts_nowhere_from_then_on() {
    let mut world = World::new().await;
    let said = world.say_all("ann", &EMPTY[..4]).await;
    world.go("+10m").await;
    let _card = world.next_post();
    let _note = world.press("ann", "Show").await;
    insta::assert_snapshot!(world.press("ann", "Doesn't fit").await, @"Noted: did not fit. The post no longer counts.");
    insta::assert_snapshot!(world.next_post(), @r"
    #staff
    (edits post 1) The note on #news is settled.
    ");
    assert_eq!(world.judged(&said[3]).await, (0, "disputed"));
    // An edit does not make it count again.
    world.go("+1h").await;
    world.edit(&said[3], &good(1)).await;
    assert_eq!(world.judged(&said[3]).await, (3, "disputed"));
    world.at("2026-09-14T09:00").await;
    insta::assert_snapshot!(world.next_post(), @r"
    #staff
    **Weekly digest Acme · week 37 (7 to 13 September 2026)**
    **3 posts counted; a share is given from 5 on.**
    **Most in the way:** reaction bait (1), stock phrases (1).
    **Notes:** 1, 1 did not fit; the post no longer counts.
    How it is counted: /punktum about
    ");
    world.done().await;
}

#[tokio::test]
async fn nobody_else_can_answer_a_nudge() {
    let mut world = World::new().await;
    let said = world.say_all("ann", &EMPTY[..4]).await;
    world.go("+10m").await;
    let _card = world.next_post();
    let _note = world.press("ann", "Show").await;
    insta::assert_snapshot!(world.press("ben", "Doesn't fit").await, @"This note is shown only to the person it names.");
    assert_eq!(world.judged(&said[3]).await, (0, "yes"));
    world.done().await;
}

#[tokio::test]
async fn three_of_three_that_do_not_fit_mute_the_heuristic_until_undo() {
    let mut world = World::new().await;
    // Two weeks and a day apart, so that none is a repeat of another's.
    for (who, monday) in [("ann", "2026-09-14"), ("ben", "2026-09-29"), ("cat", "2026-10-14")] {
        world.at(&format!("{monday}T10:00")).await;
        world.digests();
        world.say_all(who, &TEASE[..4]).await;
        world.go("+10m").await;
        let _card = world.next_post();
        let _note = world.press(who, "Show").await;
        let _done = world.press(who, "Doesn't fit").await;
        let _settled = world.next_post();
    }
    let muted = world.nudges().await[0].heuristic.clone();
    insta::assert_snapshot!(world.next_post(), @r#"
    #staff
    The rule "reaction bait" is off from now on: 3 of 3 notes on it did not fit.
    To switch it on again: `/settings undo`
    "#);
    world.go("+1h").await;
    let without = world.say("ann", "It is coming! Are you as excited as we are?").await;
    assert!(world.message(&without).await.findings.iter().all(|f| f.heuristic != muted));

    insta::assert_snapshot!(world.command("boss", "/settings undo").await, @"Undone: Rules and words (− bait). It had stood since today, set by Punktum.");
    world.go("+1h").await;
    let with = world.say("ann", "It is close! Are you as excited as we are?").await;
    assert!(world.message(&with).await.findings.iter().any(|f| f.heuristic == muted));
    world.done().await;
}

#[tokio::test]
async fn two_incidents_within_an_hour_hold_the_nudges_and_ask_once() {
    let mut world = World::new().await;
    world.say_all("ann", &EMPTY[..4]).await;
    world.go("+2m").await;
    world.say("ben", DOWN[0]).await;
    assert_eq!(world.states().await, ["pending"]);
    world.go("+5m").await;
    world.say("cat", DOWN[1]).await;
    insta::assert_snapshot!(world.next_post(), @r"
    #staff
    Two incident or apology posts within an hour: notes are on hold for 24 hours.
    During a pause, posts do not count either. Start a pause?
    [Pause for 24 hours] [No pause]
    ");
    assert_eq!(world.states().await, ["held"]);
    world.go("+20m").await;
    world.say("ben", "Logins are still down. We are working on it and write again at 14:00.").await;
    assert_eq!(world.states().await, ["held"]);
    // A day after the last of them it goes out.
    world.go("+23h").await;
    assert_eq!(world.states().await, ["held"]);
    world.go("+1h").await;
    insta::assert_snapshot!(world.next_post(), @r"
    #staff (calls ann)
    @ann, a note on #news.
    [Show]
    ");
    world.done().await;
}

#[tokio::test]
async fn the_question_can_be_answered_with_a_pause() {
    let mut world = World::new().await;
    world.say_all("ann", &EMPTY[..4]).await;
    world.say("ben", DOWN[0]).await;
    world.say("cat", DOWN[1]).await;
    let _question = world.next_post();
    insta::assert_snapshot!(world.press("ben", "Pause for 24 hours").await, @"Paused until Tuesday, 13:00. Until then no notes, and posts do not count.");
    assert_eq!(world.states().await, ["dropped"]);
    world.go("+3d").await;
    world.done().await;
}

#[tokio::test]
async fn a_pause_drops_nudges_and_its_posts_do_not_count() {
    let mut world = World::new().await;
    world.say_all("ann", &EMPTY[..4]).await;
    insta::assert_snapshot!(world.command("cat", "/pause 5 the fair").await, @"Paused until today, 18:00. Until then no notes, and posts do not count.");
    assert_eq!(world.states().await, ["dropped"]);
    let during = world.say("ann", CHAT[0]).await;
    assert_eq!(world.judged(&during).await, (0, "paused"));
    world.go("+5h").await;
    let after = world.say("ann", &good(1)).await;
    assert_eq!(world.judged(&after).await, (3, "yes"));
    world.at("2026-09-14T09:00").await;
    let digest = world.next_post();
    assert!(digest.contains("**Not counted:** 1 post during 5 hours of pause (Mon)."), "{digest}");
    world.done().await;
}

#[tokio::test]
async fn a_pause_ends_early_when_somebody_says_so() {
    let mut world = World::new().await;
    let _pause = world.command("cat", "/pause 5").await;
    world.go("+1h").await;
    insta::assert_snapshot!(world.command("ann", "/pause 0").await, @"The pause is over: posts count again, and notes can come.");
    let after = world.say("ann", &good(1)).await;
    assert_eq!(world.judged(&after).await, (3, "yes"));
    world.done().await;
}
