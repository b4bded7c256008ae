//! The first word on a server, and the week of observing after it is set up.

use crate::words::{EMPTY, good};
use crate::world::{ANN, BOSS, GUILD, NEWS, STAFF, World};

#[tokio::test]
async fn one_welcome_where_the_bot_may_speak_and_never_to_a_person() {
    let mut world = World::unset(|model| {
        let mut state = model.state();
        state.guilds.get_mut(&GUILD).unwrap().locale = "de".into();
        state.channels.get_mut(&STAFF).unwrap().system = true;
    })
    .await;
    insta::assert_snapshot!(world.welcome().await, @r"
    #staff
    Punktum prüft, ob die Beiträge von Acme auf den Punkt kommen. Nachrichten von Mitgliedern verwirft es ungelesen.
    Wer den Server verwaltet, beginnt mit `/einrichten`; das dauert etwa 5 Minuten.
    ");
    world.stop().await;
    world.start().await;
    world.go("+1d").await;
    assert_eq!(world.unread(), 0);
    world.done().await;
    // Where nobody may write, the first channel from the top that is open.
    let mut world = World::unset(|model| {
        let mut state = model.state();
        state.channels.get_mut(&NEWS).unwrap().system = true;
    })
    .await;
    insta::assert_snapshot!(world.welcome().await, @r"
    #talk
    Punktum checks whether Acme's own posts come to the point. Members' messages are dropped unread.
    Whoever manages the server begins with `/setup`; it takes about 5 minutes.
    ");
    world.done().await;
    let mut world = World::unset(|model| {
        let mut state = model.state();
        state.channels.values_mut().for_each(|channel| channel.quiet = true);
    })
    .await;
    world.go("+1d").await;
    world.done().await;
}

#[tokio::test]
async fn a_new_server_is_observed_and_asked_after_a_week() {
    let mut world = World::unset(|_| {}).await;
    let _welcome = world.welcome().await;
    let _set = world.command(BOSS, "settings channels channel:1003 use:staff").await;
    let _set = world.command(BOSS, &format!("settings senders change:add account:{ANN}")).await;
    world.say_all(ANN, &EMPTY[..4]).await;
    world.go("+1h").await;
    assert_eq!((world.states().await, world.unread()), (vec!["would_have"], 0));
    world.at("2026-09-14T09:00").await;
    assert!(world.next_post().contains("4 posts"));
    world.at("2026-09-14T10:00").await;
    insta::assert_snapshot!(world.next_post(), @r"
    #staff
    After a week of observing: 1 note would have gone out.
    At this pace: less than one false note in 10 years. Should notes go out from now on?
    [Switch on] [Another week] [Digest only]
    ");
    insta::assert_snapshot!(world.press(ANN, "Switch on").await, @"Only those who manage the community can do this.");
    // The question stands, and works after a restart.
    let question = world.model.state().messages.values().last().unwrap().clone();
    world.stop().await;
    world.start().await;
    world.show(&question);
    insta::assert_snapshot!(world.press(BOSS, "Another week").await, @"Notes are only recorded. After a week Punktum asks in the staff channel whether they should go out.");
    world.at("2026-09-21T09:59").await;
    assert!(world.next_post().contains("No post counted"));
    world.at("2026-09-21T10:00").await;
    insta::assert_snapshot!(world.next_post(), @r"
    #staff
    After a week of observing: no note would have gone out.
    At this pace: less than one false note in 10 years. Should notes go out from now on?
    [Switch on] [Another week] [Digest only]
    ");
    let question = world.model.state().messages.values().last().unwrap().clone();
    insta::assert_snapshot!(world.press(BOSS, "Switch on").await, @"Notes go out when posts drift.");
    world.say_all(ANN, &EMPTY[..4]).await;
    world.go("+1h").await;
    world.go("+10m").await;
    assert!(world.next_post().contains("a note on #news"));
    world.say_all(ANN, &EMPTY[..4]).await;
    // Back again: nothing that waited goes out, and nobody is asked a second time.
    world.show(&question);
    world.model.state().users.get_mut(&BOSS).unwrap().locale = "de".into();
    insta::assert_snapshot!(world.press(BOSS, "Digest only").await, @"Keine Hinweise, nur der Wochenbericht.");
    insta::assert_snapshot!(world.command(BOSS, "settings undo").await, @"Zurückgenommen: Hinweise (wochenbericht → an). Das galt seit heute, eingestellt von <@204>.");
    world.say(ANN, &good(1)).await;
    world.done().await;
}
