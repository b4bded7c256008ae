//! When a nudge goes out, where, and who sees what of it.

use crate::world::words::{CHAT, EMPTY, TEASE, THIN, good};
use crate::world::{World, clock};

/// As many empty posts as make an alarm.
const DRIFT: usize = 4;

#[tokio::test]
async fn a_nudge_waits_ten_minutes_and_its_card_judges_nobody() {
    let mut world = World::new().await;
    world.say_all("ann", &EMPTY[..DRIFT]).await;
    world.go("+9m").await;
    assert_eq!(world.states().await, ["pending"]);
    world.go("+1m").await;
    insta::assert_snapshot!(world.next_post(), @r"
    #staff (calls ann)
    @ann, a note on #news.
    [Show]
    ");
    insta::assert_snapshot!(world.press("ben", "Show").await, @"This note is shown only to the person it names.");
    insta::assert_snapshot!(world.command("ann", "/nudge show").await, @r"
    In **#news**, 2 of the last 4 posts since today ask for reactions without saying what for.
    After trimming, nothing is left. Add what and when, or skip the post until both are known.
    [Helps] [Doesn't fit] [Pause]
    ");
    assert_eq!(world.states().await, ["sent"]);
    world.done().await;
}

#[tokio::test]
async fn an_edit_within_ten_minutes_takes_the_nudge_back() {
    let mut world = World::new().await;
    let said = world.say_all("ann", &EMPTY[..DRIFT]).await;
    world.go("+5m").await;
    world.edit(&said[DRIFT - 1], &good(1)).await;
    assert_eq!(world.states().await, ["cancelled"]);
    world.go("+1d").await;
    // The fold goes on as if nothing had been: the three before are still there.
    world.say("ann", THIN[0]).await;
    world.say("ann", &good(2)).await;
    assert_eq!(world.states().await, ["cancelled"]);
    world.done().await;
}

#[tokio::test]
async fn a_deletion_within_ten_minutes_takes_the_nudge_back() {
    let mut world = World::new().await;
    let said = world.say_all("ann", &EMPTY[..DRIFT]).await;
    world.go("+5m").await;
    world.delete(&said[1]).await;
    assert_eq!(world.states().await, ["cancelled"]);
    world.go("+1d").await;
    world.done().await;
}

#[tokio::test]
async fn after_an_edit_the_card_says_that_it_is_settled_and_goes_the_next_day() {
    let mut world = World::new().await;
    let said = world.say_all("ann", &EMPTY[..DRIFT]).await;
    world.go("+10m").await;
    let _card = world.next_post();
    world.edit(&said[DRIFT - 1], &good(1)).await;
    world.delete(&said[0]).await;
    world.fake().down = true;
    world.go("+1m").await;
    world.fake().down = false;
    world.restart("2026-09-07T15:00").await;
    insta::assert_snapshot!(world.next_post(), @r"
    #staff
    (edits post 1) The note on #news is settled.
    ");
    world.at("2026-09-08T13:09").await;
    assert_eq!(world.fake().removed.len(), 0);
    world.at("2026-09-08T13:10").await;
    assert_eq!(world.fake().removed, ["post 1"]);
    world.delete(&said[1]).await;
    assert_eq!(world.states().await, ["sent"]);
    world.done().await;
}

#[tokio::test]
async fn friday_evening_waits_for_monday_morning() {
    let mut world = World::new().await;
    world.at("2026-09-11T16:00").await;
    world.say_all("ann", &EMPTY[..DRIFT]).await;
    assert_eq!(clock(world.now()), "Fri 2026-09-11 19:00");
    world.at("2026-09-14T08:59").await;
    assert_eq!(world.states().await, ["pending"]);
    world.at("2026-09-14T09:00").await;
    assert_eq!(world.digests().len(), 1);
    insta::assert_snapshot!(world.next_post(), @r"
    #staff (calls ann)
    @ann, a note on #news.
    [Show]
    ");
    world.done().await;
}

#[tokio::test]
async fn good_posts_in_the_meantime_do_not_take_it_back() {
    let mut world = World::new().await;
    world.at("2026-09-11T16:00").await;
    world.say_all("ann", &EMPTY[..DRIFT]).await;
    for n in 0..200 {
        world.go("+15m").await;
        world.say("ann", &good(n)).await;
    }
    assert_eq!(world.states().await, ["pending"]);
    world.at("2026-09-14T09:00").await;
    assert_eq!(world.states().await, ["sent"]);
    assert_eq!(world.digests().len(), 1);
    assert!(world.next_post().contains("a note on #news"));
    world.done().await;
}

#[tokio::test]
async fn what_cannot_be_delivered_within_24_working_hours_is_dropped() {
    let mut world = World::new().await;
    world.say_all("ann", &EMPTY[..DRIFT]).await;
    assert_eq!(clock(world.now()), "Mon 2026-09-07 13:00");
    world.fake().down = true;
    // Five working hours are left on Monday, nine each on Tuesday and Wednesday, one on Thursday.
    world.at("2026-09-10T09:00").await;
    assert_eq!(world.states().await, ["pending"]);
    world.at("2026-09-10T18:00").await;
    assert_eq!(world.states().await, ["dropped"]);
    world.fake().down = false;
    world.at("2026-09-13T10:00").await;
    world.done().await;
}

#[tokio::test]
async fn a_short_outage_only_delays_it() {
    let mut world = World::new().await;
    world.say_all("ann", &EMPTY[..DRIFT]).await;
    world.fake().fail_posts = 3;
    world.go("+15m").await;
    insta::assert_snapshot!(world.next_post(), @r"
    #staff (calls ann)
    @ann, a note on #news.
    [Show]
    ");
    assert_eq!(world.fake().tries, 4);
    assert_eq!(world.states().await, ["sent"]);
    world.done().await;
}

#[tokio::test]
async fn at_most_one_in_seven_days() {
    let mut world = World::new().await;
    world.say_all("ann", &EMPTY[..DRIFT]).await;
    world.go("+1d").await;
    let _card = world.next_post();
    world.say_all("ann", &CHAT[..DRIFT]).await;
    world.go("+4d").await;
    assert_eq!(world.states().await, ["sent", "cooling"]);
    world.at("2026-09-15T10:00").await;
    world.digests();
    world.say_all("ann", &TEASE[..4]).await;
    world.go("+10m").await;
    let _card = world.next_post();
    assert_eq!(world.states().await, ["sent", "cooling", "sent"]);
    world.done().await;
}

#[tokio::test]
async fn who_asks_for_direct_messages_gets_the_whole_card_there() {
    let mut world = World::new().await;
    insta::assert_snapshot!(world.command("ann", "/nudge dm on").await, @"Notes come to you as direct messages. To switch it off: `/nudge dm off`");
    world.say_all("ann", &EMPTY[..DRIFT]).await;
    world.go("+10m").await;
    insta::assert_snapshot!(world.next_post(), @r"
    @ann
    In **#news**, 2 of the last 4 posts since today ask for reactions without saying what for.
    After trimming, nothing is left. Add what and when, or skip the post until both are known.
    [Helps] [Doesn't fit] [Pause]
    ");
    insta::assert_snapshot!(world.press("ann", "Helps").await, @"Noted: helpful.");
    assert_eq!(world.nudges().await[0].verdict.unwrap().name(), "helps");
    world.done().await;
}

#[tokio::test]
async fn a_closed_door_is_remembered_and_the_staff_channel_takes_its_place() {
    let mut world = World::new().await;
    let _on = world.command("ann", "/nudge dm on").await;
    world.fake().refuse_direct = true;
    world.say_all("ann", &EMPTY[..DRIFT]).await;
    world.go("+10m").await;
    insta::assert_snapshot!(world.next_post(), @r"
    #staff (calls ann)
    @ann, a note on #news. It could not be delivered as a direct message.
    [Show]
    ");
    insta::assert_snapshot!(world.command("ann", "/nudge dm").await, @"You asked for direct messages, but the last one was refused. Allow them in your privacy settings, then: `/nudge dm on`");
    assert_eq!(world.fake().tries, 2);

    // Eight days later nobody knocks at that door again.
    world.go("+8d").await;
    world.digests();
    world.say_all("ann", &CHAT[..DRIFT]).await;
    world.go("+10m").await;
    assert!(world.next_post().starts_with("#staff (calls ann)"));
    world.digests();
    assert!(!world.fake().taken.iter().any(|(venue, _, _)| venue.to_string().starts_with("direct:")));
    world.done().await;
}

#[tokio::test]
async fn who_wants_no_notes_gets_none() {
    let mut world = World::new().await;
    let _off = world.command("ann", "/nudge off").await;
    world.say_all("ann", &EMPTY[..DRIFT]).await;
    world.go("+1d").await;
    assert_eq!(world.states().await, ["dropped"]);
    world.done().await;
}

#[tokio::test]
async fn history_is_silent_and_says_what_it_would_have_done() {
    let mut world = World::new().await;
    world.history(true);
    world.say_all("ann", &EMPTY[..DRIFT]).await;
    world.history(false);
    world.go("+3d").await;
    assert_eq!(world.states().await, ["would_have"]);
    world.done().await;
}
