//! The week in figures, posted once.

use std::collections::BTreeMap;

use punktum::domain::{Reason, Week};
use punktum::store::{Scope, WeeklySummary};

use crate::world::words::{CHAT, EMPTY, SUPPORT, THIN, USEFUL, good};
use crate::world::{Hang, World};

const FIRST: Week = Week { year: 2026, week: 37 };

/// Two colleagues post for a week; a member asks once.
async fn a_week(world: &mut World) {
    let asked = world.say("member", "Does the export work again?").await;
    world.reply("sue", &asked, SUPPORT[0]).await;
    world.say_in("talk", "sue", CHAT[1]).await;
    world.say("robot", &good(40)).await;
    for n in 0..5 {
        world.go("+1d").await;
        world.say("ann", &good(n)).await;
        world.go("+1h").await;
        world.say("ben", [USEFUL[0], CHAT[0], THIN[3], EMPTY[0], USEFUL[1]][n as usize]).await;
    }
}

async fn summaries(world: &World, week: Week) -> Vec<WeeklySummary> {
    world.tx().await.summaries_of_week(world.community(), week).await.unwrap()
}

#[tokio::test]
async fn the_figures_equal_a_count_by_hand() {
    let mut world = World::new().await;
    a_week(&mut world).await;
    world.at("2026-09-14T09:00").await;
    insta::assert_snapshot!(world.next_post(), @r"
    #staff
    **Weekly digest Acme · week 37 (7 to 13 September 2026)**
    **5 of 10 posts came to the point (50 %).**
    **Best post:** <https://chat.example/news/0005> · Fact, help and something made in two sentences.
    **Most in the way:** reaction bait (1), small talk (1).
    **Not counted:** 1 reply to a member, 1 post in talk channels, 1 automated message.
    **What remains, 12 weeks:** 6 fixes, 1 decision with its reason.
    How it is counted: /punktum about
    [punktum-2026-W37.png]
    ");

    let all = summaries(&world, FIRST).await;
    let of = |scope, subject: &str| all.iter().find(|s| s.scope == scope && s.subject == subject).unwrap().clone();
    let whole = of(Scope::Community, "acme");
    // One answer to a member, one post on the floor, one of the machine; Ann's five and Ben's five count.
    assert_eq!((whole.messages, whole.counted), (13, 10));
    assert_eq!(whole.not_counted, BTreeMap::from([(Reason::Reply, 1), (Reason::Floor, 1), (Reason::Machine, 1)]));
    // Ben: a greeting and a cheer, both small talk, a meetup without a date, two of use. Ann: all five to the point.
    assert_eq!([whole.n_empty, whole.n_thin, whole.n_padded, whole.n_to_the_point], [2, 1, 2, 5].map(Some));
    assert_eq!((whole.smalltalk_share, whole.gift_share), (Some(0.2), Some(0.0)));
    assert_eq!((whole.nudges, whole.nudges_helpful, whole.nudges_unfit, whole.share_before), (0, 0, 0, None));
    // Ten scores, read off one by one.
    let bounds = FIRST.bounds(&jiff::tz::TimeZone::get("Europe/Berlin").unwrap());
    let messages = world.tx().await.messages_between(world.community(), bounds, None, None).await.unwrap();
    let scores: Vec<f64> = messages.iter().filter(|m| m.counts.name() == "yes").map(|m| m.score).collect();
    assert_eq!(scores.len(), 10);
    assert!((whole.score_mean.unwrap() - scores.iter().sum::<f64>() / 10.0).abs() < 1e-9);
    // Of equals the first.
    let counted = messages.iter().rev().filter(|m| m.counts.name() == "yes");
    let best = counted.max_by(|a, b| a.score.total_cmp(&b.score)).unwrap();
    assert_eq!(whole.best_message.as_ref(), Some(&best.message));

    let (news, talk) = (of(Scope::Channel, "news"), of(Scope::Channel, "talk"));
    assert_eq!((news.messages, news.counted), (12, 10));
    assert_eq!((talk.messages, talk.counted, talk.score_mean, talk.n_empty), (1, 0, None, None));
    assert_eq!(all.len(), 3, "nothing per account");
    world.done().await;
}

#[tokio::test]
async fn one_digest_for_each_week_also_for_a_silent_one() {
    let mut world = World::new().await;
    a_week(&mut world).await;
    world.at("2026-09-28T08:59").await;
    assert_eq!(world.digests().len(), 2);
    world.go("+1m").await;
    insta::assert_snapshot!(world.next_post(), @r"
    #staff
    **Weekly digest Acme · week 39 (21 to 27 September 2026)**
    **No post counted.**
    ");
    let kept = "SELECT iso_week || ' ' || counted FROM weekly_summaries WHERE scope = 'community' ORDER BY iso_week";
    assert_eq!(world.rows(kept).await, ["37 10", "38 0", "39 0"]);
    world.done().await;
}

#[tokio::test]
async fn closed_weeks_are_never_rewritten() {
    let mut world = World::new().await;
    a_week(&mut world).await;
    world.at("2026-09-14T09:00").await;
    let _digest = world.next_post();
    let before = summaries(&world, FIRST).await;
    let late = world.late("ann", "2026-09-10T15:00", EMPTY[1]).await;
    world.delete(&"0005".into()).await;
    world.go("+1h").await;
    assert_eq!(world.message(&late).await.counts.name(), "yes");
    assert_eq!(summaries(&world, FIRST).await, before);
    world.at("2026-09-20T10:00").await;
    world.restart("2026-09-20T11:00").await;
    assert_eq!(summaries(&world, FIRST).await, before);
    world.done().await;
}

#[tokio::test]
async fn a_crash_before_the_platform_has_it_posts_it_once() {
    let mut world = World::new().await;
    a_week(&mut world).await;
    world.fake().hang = Some(Hang::BeforeItIsTaken);
    world.at("2026-09-14T10:00").await;
    assert!(world.crashed);
    world.restart("2026-09-14T10:05").await;
    assert_eq!(world.digests().len(), 1);
    world.restart("2026-09-14T10:10").await;
    world.go("+3d").await;
    assert_eq!(world.rows("SELECT state FROM outbox").await, ["sent"]);
    world.done().await;
}

#[tokio::test]
async fn a_crash_after_the_platform_has_it_posts_it_once() {
    let mut world = World::new().await;
    a_week(&mut world).await;
    world.fake().hang = Some(Hang::AfterItIsTaken);
    world.at("2026-09-14T10:00").await;
    assert!(world.crashed);
    assert_eq!(world.rows("SELECT state FROM outbox").await, ["sending"]);
    world.restart("2026-09-14T10:05").await;
    world.go("+3d").await;
    assert_eq!(world.digests().len(), 1);
    assert_eq!(world.rows("SELECT state || ' ' || sent_as FROM outbox").await, ["sent post 1"]);
    world.done().await;
}

#[tokio::test]
async fn a_store_that_fails_in_the_middle_leaves_nothing_half_done() {
    let mut world = World::new().await;
    a_week(&mut world).await;
    world.at("2026-09-14T08:59").await;
    world
        .execute(
            "CREATE TRIGGER refused BEFORE UPDATE ON outbox WHEN NEW.settled_at IS NOT NULL
            BEGIN SELECT RAISE(ABORT, 'no'); END",
        )
        .await;
    world.tick("2026-09-14T09:00").await;
    assert_eq!(world.rows("SELECT state FROM outbox").await, ["sending"]);
    world.execute("DROP TRIGGER refused").await;
    world.tick("2026-09-14T09:01").await;
    assert_eq!(world.rows("SELECT state || ' ' || sent_as FROM outbox").await, ["sent post 1"]);
    world.go("+1d").await;
    assert_eq!(world.digests().len(), 1);
    world.done().await;
}

#[tokio::test]
async fn a_row_that_cannot_be_told_keeps_no_other_waiting() {
    let mut world = World::new().await;
    world.say_all("ann", &EMPTY[..4]).await;
    world.execute("UPDATE nudges SET pattern = 'nonsense'").await;
    world.go("+1d").await;
    assert_eq!(world.rows("SELECT state || ' ' || reason FROM outbox").await, ["dropped store"]);
    world.done().await;
}

#[tokio::test]
async fn a_crash_while_the_platform_is_down_loses_nothing() {
    let mut world = World::new().await;
    a_week(&mut world).await;
    world.fake().hang = Some(Hang::AfterItIsTaken);
    world.at("2026-09-14T10:00").await;
    world.fake().down = true;
    world.restart("2026-09-14T10:05").await;
    world.go("+1d").await;
    world.fake().down = false;
    world.go("+1d").await;
    assert_eq!(world.digests().len(), 1);
    assert_eq!(world.rows("SELECT state || ' ' || sent_as FROM outbox").await, ["sent post 1"]);
    world.done().await;
}

#[tokio::test]
async fn an_answer_that_is_lost_on_the_way_posts_nothing_twice() {
    let mut world = World::new().await;
    a_week(&mut world).await;
    world.fake().lose_answers = 1;
    world.at("2026-09-15T10:00").await;
    assert_eq!((world.digests().len(), world.fake().tries), (1, 1));
    assert_eq!(world.rows("SELECT state || ' ' || sent_as FROM outbox").await, ["sent post 1"]);
    world.done().await;
}

#[tokio::test]
async fn an_outage_of_two_days_only_delays_it() {
    let mut world = World::new().await;
    a_week(&mut world).await;
    world.fake().down = true;
    world.at("2026-09-16T09:00").await;
    world.fake().down = false;
    world.go("+3h").await;
    assert_eq!(world.digests().len(), 1);
    world.done().await;
}

#[tokio::test]
async fn a_late_start_posts_the_last_week_once_and_closes_the_others_in_silence() {
    let mut world = World::new().await;
    a_week(&mut world).await;
    // Nobody is there for two Mondays; on Wednesday the program runs again.
    world.restart("2026-09-23T11:00").await;
    let digests = world.digests();
    assert_eq!(digests.len(), 1);
    assert!(digests[0].contains("week 38"), "{}", digests[0]);
    let weeks = "SELECT iso_week || ' ' || COALESCE(outbox, 'silent') FROM digests ORDER BY iso_week";
    assert_eq!(world.rows(weeks).await, ["37 silent", "38 digest:2026-W38"]);
    let all = summaries(&world, FIRST).await;
    let whole = all.iter().find(|s| s.scope == Scope::Community).unwrap();
    assert_eq!((whole.messages, whole.counted), (13, 10));
    world.done().await;
}
