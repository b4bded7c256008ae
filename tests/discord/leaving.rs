//! The bot is removed from a server: nothing more is processed, and what is kept goes after 30 days.

use serde_json::json;

use crate::words::{EMPTY, good};
use crate::world::{ANN, BOSS, GUILD, TALK, World, held};

/// All rows of the server, in all tables.
async fn rows(world: &World) -> usize {
    let held = held(world.app().watch.store()).await;
    held.as_object().unwrap().values().map(|rows| rows.as_array().unwrap().len()).sum()
}

#[tokio::test]
async fn after_its_removal_nothing_is_processed_and_all_is_erased_in_30_days() {
    let mut world = World::new().await;
    let before = world.say_all(ANN, &EMPTY[..4]).await;
    world.model.dispatches("GUILD_DELETE", json!({ "id": GUILD.to_string() }));
    let after = world.say(ANN, &good(1)).await;
    assert_eq!(world.judged(after).await, None);
    world.go("+29d").await;
    assert!(world.judged(before[0]).await.is_some());
    world.go("+2d").await;
    assert_eq!(rows(&world).await, 0);
    world.done().await;
}

#[tokio::test]
async fn the_hashes_of_a_week_that_nobody_closes_go_at_once() {
    let mut world = World::new().await;
    let _off = world.command(BOSS, "settings people mode:off").await;
    world.say(ANN, &good(1)).await;
    let keys = async |world: &World| {
        let held = held(world.app().watch.store()).await;
        let messages = held["messages"].as_array().unwrap().clone();
        messages.iter().filter(|message| !message["account_week"].is_null()).count()
    };
    assert_eq!(keys(&world).await, 1);
    world.model.dispatches("GUILD_DELETE", json!({ "id": GUILD.to_string() }));
    world.settle().await;
    assert_eq!(keys(&world).await, 0);
    world.done().await;
}

#[tokio::test]
async fn who_tells_it_to_leave_gets_everything_and_sees_it_go() {
    let mut world = World::new().await;
    let said = world.say(ANN, &good(1)).await;
    let late = world.model.event(said);
    insta::assert_snapshot!(world.command(BOSS, "settings leave confirm:Acme").await, @r"
    Everything held about Acme is erased. This file is the only copy. Punktum leaves now.
    [punktum-1000.zip]
    ");
    world.until("it goes", |world| world.model.state().guilds.is_empty()).await;
    // What is still told of the server leaves nothing.
    world.model.renames(TALK, "chat");
    world.model.dispatches("MESSAGE_CREATE", late);
    world.settle().await;
    assert_eq!(rows(&world).await, 0);
    world.stop().await;
    world.start().await;
    world.go("+1d").await;
    assert_eq!((rows(&world).await, world.unread()), (0, 0));
    // Who invites it again begins anew.
    world.model.comes_back(GUILD);
    world.settle().await;
    assert!(world.welcome().await.contains("`/setup`"));
    world.done().await;
}

#[tokio::test]
async fn before_discord_lets_it_go_nothing_is_written_and_nobody_is_told_otherwise() {
    let mut world = World::new().await;
    let said = world.say(ANN, &good(1)).await;
    let late = world.model.event(said);
    world.model.fails("DELETE /users/@me/guilds", crate::model::What::Fails(500), 9);
    let _file = world.command(BOSS, "settings leave confirm:Acme").await;
    world.model.renames(TALK, "chat");
    world.model.dispatches("MESSAGE_CREATE", late);
    world.settle().await;
    insta::assert_snapshot!(world.command(ANN, "nudge dm use:on").await, @"Punktum is not active on this server. Invite it, then begin with `/setup`.");
    assert_eq!(rows(&world).await, 0);
    world.done().await;
}

#[tokio::test]
async fn a_removal_while_nobody_listened_is_found_at_the_start() {
    let mut world = World::new().await;
    world.say(ANN, &good(1)).await;
    world.stop().await;
    let gone = world.model.state().guilds.remove(&GUILD).unwrap();
    world.start().await;
    world.go("+29d").await;
    // Who comes back in time finds everything as it was.
    world.stop().await;
    world.model.state().guilds.insert(GUILD, gone);
    world.start().await;
    world.go("+8d").await;
    let kept = rows(&world).await;
    assert!(kept > 10, "{kept}");
    world.stop().await;
    world.model.state().guilds.clear();
    world.start().await;
    world.go("+31d").await;
    assert_eq!(rows(&world).await, 0);
    while world.unread() > 0 {
        let _digest = world.next_post();
    }
    world.done().await;
}
