//! Two weeks in which everything goes wrong, the same each time.

use std::time::Duration;

use jiff::SignedDuration;
use serde_json::json;

use crate::model::What;
use crate::traffic::{Dice, Traffic, agree, later, said_once};
use crate::world::{World, community};

/// So many official messages are posted.
const POSTS: u32 = 2_000;

/// Something that goes wrong.
#[derive(Debug, Clone, Copy)]
enum Trouble {
    /// Requests of these routes fail.
    Request(&'static str, What, u32),
    /// The connection breaks, is closed with a code, or Discord asks to connect again.
    Breaks,
    Closes(u16),
    Reconnect,
    /// The session cannot be resumed.
    Invalid,
    /// The next events come twice.
    Twice,
    /// The next events come in reverse order.
    Backwards,
    /// The server is not available for a while.
    Outage,
}

/// Two hundred troubles in an order left to chance.
fn troubles(dice: &mut Dice) -> Vec<Trouble> {
    let routes = ["POST /channels", "GET /channels", "GET /guilds"];
    let mut all = Vec::new();
    for n in 0..108 {
        let what = [
            What::Limits("user", 0.03),
            What::Limits("shared", 0.03),
            What::Limits("global", 0.03),
            What::Fails(500),
            What::Fails(503),
            What::DropTaken,
            What::DropUnread,
            What::Slow(20),
            What::SlowTaken(20),
        ];
        all.push(Trouble::Request(routes[n % 3], what[n / 3 % 9], 1 + dice.below(2) as u32));
    }
    let some = |trouble, times| std::iter::repeat_n(trouble, times);
    all.extend(some(Trouble::Breaks, 15).chain(some(Trouble::Closes(4000), 9)).chain(some(Trouble::Reconnect, 9)));
    all.extend(some(Trouble::Invalid, 4).chain(some(Trouble::Twice, 20)));
    all.extend(some(Trouble::Backwards, 20).chain(some(Trouble::Outage, 15)));
    for n in (1..all.len()).rev() {
        all.swap(n, dice.below(n + 1));
    }
    all
}

/// How long the next trouble lasts, in steps.
const LASTS: i64 = 8;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_goes_wrong_everything_is_assessed_once_and_nothing_said_twice() {
    let world = World::new().await;
    let model = &world.model;
    let mut traffic = Traffic::new(model, 47);
    let mut troubles = troubles(&mut traffic.dice);
    assert_eq!(troubles.len(), 200);
    let mut step = 0;
    while traffic.posted < POSTS {
        traffic.step(model);
        step += 1;
        // Within what is kept back time hardly passes: nothing is on its way for long.
        later(model, SignedDuration::from_secs(1 + step % 9));
        if step % 14 == LASTS {
            relief(&world);
            // On the bot's clock no event takes an hour to come.
            heard(&world).await;
            later(model, SignedDuration::from_secs(6000));
        }
        if step % 14 == 0
            && let Some(trouble) = troubles.pop()
        {
            strike(&world, trouble).await;
        }
        if step % 5 == 0 {
            tokio::time::sleep(Duration::from_millis(4)).await;
            let now = model.state().now;
            world.app().run_until(now, now).await.unwrap();
        }
    }
    assert!(troubles.is_empty(), "{} troubles did not come", troubles.len());
    relief(&world);
    model.state().faults.clear();
    heard(&world).await;
    world.until("what was missed is read", |world| !world.app().watch.gaps().is_reading(&community())).await;
    for _ in 0..48 {
        later(model, SignedDuration::from_hours(1));
        let now = model.state().now;
        world.app().run_until(now, now).await.unwrap();
    }
    let store = world.app().watch.store();
    let stand = agree(model, store).await;
    let seen = said_once(model, store).await;
    assert!(stand > 1500 && seen["nudge"] > 2 && seen["digest"] > 1, "{stand} messages stand; {seen:?}");
    let wrong = std::mem::take(&mut model.state().wrong);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

async fn strike(world: &World, trouble: Trouble) {
    let model = &world.model;
    if !matches!(trouble, Trouble::Request(..)) {
        connected(world).await;
    }
    match trouble {
        Trouble::Request(on, what, times) => model.fails(on, what, times),
        Trouble::Breaks => model.breaks(),
        Trouble::Closes(code) => model.closes(code),
        Trouble::Reconnect => model.sends_away(false),
        Trouble::Invalid => model.sends_away(true),
        Trouble::Twice => model.state().gateway.times = 2,
        Trouble::Backwards => model.state().gateway.held = Some(Vec::new()),
        Trouble::Outage => model.outage(true),
    }
}

/// What lasts is over.
fn relief(world: &World) {
    world.model.state().gateway.times = 1;
    world.model.releases();
    let out = world.model.state().gateway.outage;
    if out {
        world.model.outage(false);
    }
}

/// Waits until the bot has heard all that came before.
async fn heard(world: &World) {
    connected(world).await;
    let before = world.heard().unread();
    world.model.dispatches("SOMETHING_NEW", json!({}));
    world.until("a mark", |world| world.heard().unread() > before).await;
}

async fn connected(world: &World) {
    world.until("a connection", |world| world.model.is_connected()).await;
}
