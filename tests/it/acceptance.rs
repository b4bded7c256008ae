//! Three accounts over twelve weeks, a support person, and a week of apologies.

use punktum::domain::MessageId;

use crate::world::words::{CHAT, EMPTY, SORRY, SUPPORT, THIN, good};
use crate::world::{World, clock};

/// So many weeks are played.
const WEEKS: u32 = 12;

#[tokio::test]
async fn who_is_steady_who_drifts_and_who_mends_over_twelve_weeks() {
    let mut world = World::new().await;
    let mut cards = Vec::new();
    let mut drifting: Vec<MessageId> = Vec::new();
    for n in 0..3 * WEEKS {
        // Ann is steady.
        let ann = world.say("ann", &good(3 * n)).await;
        assert_eq!(world.judged(&ann).await, (3, "yes"));

        // Ben talks around the point nine times from week 6 on, 0 and 1 in turn.
        world.go("+30m").await;
        let bad = n.checked_sub(15).filter(|i| *i < 9).map(|i| i as usize);
        let words = bad.map(|i| if i % 2 == 0 { EMPTY[i / 2] } else { THIN[i / 2] });
        let ben = world.say("ben", words.unwrap_or(&good(3 * n + 1))).await;
        match bad {
            Some(i) => {
                assert_eq!(world.judged(&ben).await, (i as u8 % 2, "yes"));
                drifting.push(ben);
            }
            None => assert_eq!(world.judged(&ben).await, (3, "yes")),
        }

        // Cat mends each post within minutes.
        world.go("+30m").await;
        let cat = world.say("cat", CHAT[n as usize % 5]).await;
        world.go("+4m").await;
        world.edit(&cat, &good(3 * n + 2)).await;
        assert_eq!(world.judged(&cat).await, (3, "yes"));

        // Monday, Wednesday, Friday at ten.
        world.go(if n % 3 == 2 { "+1h" } else { "+5h" }).await;
        world.digests();
        while !world.fake().posts.is_empty() {
            cards.push(world.next_post());
        }
        let days = [0, 2, 4][(n as usize + 1) % 3] + 7 * ((n + 1) / 3);
        world.at(&format!("{}T10:00", jiff::civil::date(2026, 9, 7) + jiff::Span::new().days(days))).await;
        world.digests();
    }

    assert_eq!(cards, ["#staff (calls ben)\n@ben, a note on #news.\n[Show]"]);
    let nudges = world.nudges().await;
    let [nudge] = nudges.as_slice() else { panic!("one nudge, not {nudges:?}") };
    assert_eq!((nudge.state.name(), &nudge.account), ("sent", &None), "after 35 days it names nobody");
    let raised_by = drifting.iter().position(|id| *id == nudge.message).unwrap();
    assert!(raised_by < 9);
    let since = world.message(&drifting[0]).await.posted_at;
    assert_eq!(clock(nudge.since), clock(since), "since the first of them, where two too late would be right enough");
    world.done().await;
}

#[tokio::test]
async fn two_hundred_answers_to_members_raise_nothing() {
    let mut world = World::new().await;
    for n in 0..200 {
        let asked = world.say("member", "Where do I find my invoice?").await;
        world.go("+7m").await;
        let answer = world.reply("sue", &asked, SUPPORT[n % 4]).await;
        assert_eq!(world.message(&answer).await.counts.name(), "reply");
        world.go("+6m").await;
    }
    assert!(world.nudges().await.is_empty());
    world.done().await;
}

#[tokio::test]
async fn a_week_of_apologies_raises_nothing() {
    let mut world = World::new().await;
    for day in 7..12 {
        for (hour, sorry) in [9, 13, 17].into_iter().zip(SORRY) {
            if (day, hour) != (7, 9) {
                world.at(&format!("2026-09-{day:02}T{hour:02}:00")).await;
            }
            let said = world.say("ann", sorry).await;
            let stored = world.message(&said).await;
            assert_eq!((stored.occasion.name(), stored.counts.name()), ("apology", "yes"));
            assert!(stored.value.number() <= 1);
        }
    }
    world.at("2026-09-14T08:00").await;
    assert!(world.nudges().await.is_empty());
    world.done().await;
}
