//! An audit of what was posted before the bot came.

use std::time::Instant;

use serde_json::json;

use crate::model::What;
use crate::scene::typed;
use crate::words::{EMPTY, good};
use crate::world::{ANN, BOSS, GUILD, NEWS, STAFF, TOM, World, held};

/// Twelve posts in as many days before the bot came, one of them said twice.
async fn came_late() -> (World, Vec<u64>) {
    let mut before = Vec::new();
    let world = World::after(|model| {
        for n in 0..12_u32 {
            let words = if n % 3 == 2 { EMPTY[n as usize % 4].to_owned() } else { good(n) };
            let words = if n == 11 { good(0) } else { words };
            before.push(model.says(ANN, NEWS, words.as_str().into()));
            model.says(TOM, NEWS, "lol".into());
            let later = model.state().now + jiff::SignedDuration::from_hours(24);
            model.state().now = later;
        }
    })
    .await;
    (world, before)
}

#[tokio::test]
async fn what_was_posted_before_is_read_live_and_not_kept() {
    let (mut world, before) = came_late().await;
    world.say(ANN, &good(13)).await;
    let rows = async |world: &World| held(world.app().watch.store()).await;
    let kept = rows(&world).await;
    insta::assert_snapshot!(world.command(BOSS, "audit community days:90 csv:week png:week").await, @r"
    **Of 13 posts on the stage 69 % came to the point.**
    **Period:** 21 June to 19 September 2026
    **Verdicts:** 9 to the point, 1 thin, 3 empty.
    **Best posts:**
    - <https://discord.com/channels/1000/1001/1546429818470400001> · Fact, help and something made (100.0)
    - <https://discord.com/channels/1000/1001/1546792206336000003> · Fact and help (100.0)
    - <https://discord.com/channels/1000/1001/1547879369932800009> · Fact, help and something made (100.0)
    **Most in the way:** repeats (1), reaction bait (1), stock phrases (1).
    **By channel:**
    - #news: 9 of 13 to the point (69 %)
    12 posts are older than what is stored and were read just now; they are not kept.
    [week.csv]
    [week.png]
    ");
    insta::assert_snapshot!(world.command(BOSS, &format!("audit channel channel:{NEWS} days:5")).await, @r"
    **Of 6 posts in #news 83 % came to the point.**
    **Period:** 14 to 19 September 2026
    **Verdicts:** 5 to the point, 1 empty.
    **Best posts:**
    - <https://discord.com/channels/1000/1001/1549691309260800019> · Fact and help (100.0)
    - <https://discord.com/channels/1000/1001/1550416084992000023> · Fact, help and something made (100.0)
    - <https://discord.com/channels/1000/1001/1550778472857600026> · Fact and help (100.0)
    **Most in the way:** reaction bait (1).
    5 posts are older than what is stored and were read just now; they are not kept.
    ");
    assert_eq!(rows(&world).await, kept, "nothing of it is stored");
    assert_eq!(world.judged(before[0]).await, None);
    world.model.state().channels.get_mut(&NEWS).unwrap().secret = true;
    let said = world.command(BOSS, "audit community days:90").await;
    assert!(said.contains("Older posts cannot be read in #news."), "{said}");
    world.done().await;
}

#[tokio::test]
async fn threads_that_were_put_away_are_read_too_or_it_is_said_that_they_are_not() {
    let mut posts = Vec::new();
    let mut world = World::after(|model| {
        let hours = |model: &crate::model::Model, n| {
            let later = model.state().now + jiff::SignedDuration::from_hours(n);
            model.state().now = later;
        };
        // Many that were quiet for two months were put away lately, and one that was not.
        let old: Vec<u64> = (0..105).map(|n| model.opens_thread(NEWS, &format!("Old {n}"), 10)).collect();
        for thread in &old {
            model.says(TOM, *thread, "lol".into());
        }
        hours(model, 60 * 24);
        let thread = model.opens_thread(NEWS, "More on 4.7", 10);
        for n in 0..6 {
            posts.push(model.says(ANN, thread, good(n).as_str().into()));
            hours(model, 24);
        }
        for thread in [thread].into_iter().chain(old) {
            model.archives(thread);
            hours(model, 1);
        }
    })
    .await;
    let said = world.command(BOSS, "audit community days:28").await;
    assert!(said.contains("Of 6 posts on the stage 100 % came to the point."), "{said}");
    let thread = world.model.state().messages[&posts[0]].channel;
    assert!(said.contains(&format!("/{GUILD}/{thread}/")), "{said}");
    let look = world.command(BOSS, "setup step:look").await;
    assert!(look.contains("6 of 6 posts") && !look.contains("Not all could be read"), "{look}");
    world.model.fails("GET /channels/{channel_id}/threads", What::Fails(503), 2);
    let said = world.command(BOSS, "audit community days:28").await;
    assert!(said.contains("Older posts cannot be read in #news."), "{said}");
    let look = world.command(BOSS, "setup step:look").await;
    assert!(look.contains("Not all could be read"), "{look}");
    world.done().await;
}

#[tokio::test]
async fn a_post_in_one_of_many_threads_is_found_after_a_restart() {
    let mut world = World::new().await;
    let threads: Vec<u64> = (0..30).map(|n| world.model.opens_thread(NEWS, &format!("On {n}"), 10)).collect();
    let thread = threads[17];
    let said = world.post(ANN, thread, good(1).as_str().into()).await;
    for _ in 0..150 {
        world.model.says(TOM, thread, "lol".into());
    }
    let last = world.post(ANN, thread, good(2).as_str().into()).await;
    assert_eq!(world.cursor(thread).await, Some(last));
    world.stop().await;
    world.start().await;
    let audited = world.command(BOSS, &format!("audit message message:{said}")).await;
    assert!(audited.contains(&format!("/{GUILD}/{thread}/{said}>")) && audited.contains("work again"), "{audited}");
    world.done().await;
}

#[tokio::test]
async fn whoever_asks_is_answered_within_a_second_while_ten_thousand_messages_are_audited() {
    let mut world = World::after(|model| {
        for n in 0..10_000_u32 {
            let (who, words) = if n % 10 == 0 { (ANN, good(n / 10)) } else { (TOM, "lol".to_owned()) };
            model.says(who, NEWS, words.as_str().into());
            let later = model.state().now + jiff::SignedDuration::from_mins(4);
            model.state().now = later;
        }
    })
    .await;
    world.model.fails("GET /channels/{channel_id}/messages", What::Fails(503), 2);
    world.model.fails("GET /channels/{channel_id}/messages", What::Limits("user", 0.3), 1);
    let audit = typed(&world.model.state().commands, "audit community days:30");
    let long = world.model.interacts((GUILD, STAFF, BOSS), 2, &audit, None);
    let (begun, mut asked, mut shown) = (Instant::now(), 0, Vec::new());
    loop {
        let data =
            json!({ "id": "1", "name": "nudge", "type": 1, "options": [{ "type": 1, "name": "dm", "options": [] }] });
        // It fails by itself when an answer takes longer than a second.
        let _said = world.interact(ANN, STAFF, 2, &data, None).await;
        asked += 1;
        let response = world.model.state().responses[&long].clone();
        assert!(response.kind == 0 || response.after < 1000, "promised after {} ms", response.after);
        let text = response.data["content"].as_str().unwrap_or_default().to_owned();
        if !text.is_empty() && shown.last() != Some(&text) {
            shown.push(text);
        }
        if shown.last().is_some_and(|text| text.contains("came to the point")) {
            break;
        }
        assert!(begun.elapsed().as_secs() < 100, "it does not end: {shown:?}");
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert!(asked > 5 && shown.len() > 2, "{asked} {shown:?}");
    assert!(shown[0].ends_with("of 30 days read"), "{shown:?}");
    assert!(shown.last().unwrap().contains("were read just now"), "{shown:?}");
    world.done().await;
}
