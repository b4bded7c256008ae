//! The bot was away, and reads what it missed.

use crate::model::{Channel, Member, Model, Say, User, What};
use crate::scene::BRAND_ROLE;
use crate::words::{EMPTY, good};
use crate::world::{ANN, BEN, FORUM, GUILD, NEWS, TALK, TOM, World};

const HISTORY: &str = "GET /channels/{channel_id}/messages";

fn says(model: &Model, who: u64, place: u64, words: &str) -> u64 {
    let id = model.says(who, place, words.into());
    let later = model.state().now + jiff::SignedDuration::from_mins(20);
    model.state().now = later;
    id
}

#[tokio::test]
async fn posts_edits_and_deletions_that_were_missed_are_found_in_silence() {
    let mut world = World::new().await;
    let [kept, edited, gone, last] = [0, 1, 2, 3].map(good);
    let kept = world.say(ANN, &kept).await;
    let edited = world.say(BEN, &edited).await;
    let gone = world.say(ANN, &gone).await;
    let last = world.say(ANN, &last).await;
    world.stop().await;
    world.model.edits(edited, "We are so excited! 🎉");
    world.model.deletes(&[gone]);
    world.model.deletes(&[last]);
    let _tom = says(&world.model, TOM, NEWS, "When?");
    let missed: Vec<u64> = EMPTY[..5].iter().map(|words| says(&world.model, ANN, NEWS, words)).collect();
    world.start().await;
    for (id, judged) in [(kept, Some((3, "yes"))), (gone, None), (last, None), (missed[0], Some((0, "yes")))] {
        assert_eq!(world.judged(id).await, judged);
    }
    assert_eq!(world.judged(edited).await.unwrap().0, 0);
    assert_eq!(world.states().await, ["would_have"]);
    assert_eq!(world.cursor(NEWS).await, missed.last().copied());
    world.go("+1d").await;
    world.done().await;
}

#[tokio::test]
async fn nothing_old_is_read_without_being_asked() {
    let mut before = Vec::new();
    let mut world = World::after(|model| before = (0..3).map(|n| says(model, ANN, NEWS, &good(n))).collect()).await;
    assert_eq!(world.cursor(NEWS).await, before.last().copied());
    world.stop().await;
    let missed = says(&world.model, ANN, NEWS, &good(4));
    world.start().await;
    assert_eq!(world.judged(missed).await, Some((3, "yes")));
    for id in before {
        assert_eq!(world.judged(id).await.map(|(value, _)| value), Some(3), "the page before the cursor");
    }
    world.done().await;
}

#[tokio::test]
async fn threads_have_cursors_of_their_own() {
    let mut world = World::new().await;
    let thread = world.model.opens_thread(NEWS, "More on 4.7", 10);
    let early = world.post(ANN, thread, good(1).as_str().into()).await;
    let gone = world.post(ANN, thread, good(2).as_str().into()).await;
    let above = world.say(ANN, &good(3)).await;
    assert_eq!((world.cursor(thread).await, world.cursor(NEWS).await), (Some(gone), Some(above)));
    world.stop().await;
    world.model.deletes(&[gone]);
    let late = says(&world.model, ANN, thread, &good(4));
    // Another was opened meanwhile, and one in a forum nobody official ever posted in.
    let other = world.model.opens_thread(NEWS, "On 4.8", 10);
    let new = says(&world.model, ANN, other, &good(5));
    let idea = world.model.opens_thread(FORUM, "Dark mode", 11);
    let floor = says(&world.model, ANN, idea, &good(6));
    world.start().await;
    for (id, judged) in [(early, true), (gone, false), (above, true), (late, true), (new, true), (floor, false)] {
        assert_eq!(world.judged(id).await.is_some(), judged, "{id}");
    }
    assert_eq!(world.channel_of(new).await, NEWS.to_string());
    world.done().await;
}

#[tokio::test]
async fn a_new_place_begins_where_it_was_missed_although_others_were_read_before_it() {
    let mut world = World::new().await;
    world.say(ANN, &good(1)).await;
    world.stop().await;
    let thread = world.model.opens_thread(NEWS, "On 4.8", 10);
    let missed = says(&world.model, ANN, thread, &good(2));
    let above = says(&world.model, ANN, NEWS, &good(3));
    // The program comes as far as the channel, and no further.
    world.model.state().channels.get_mut(&thread).unwrap().secret = true;
    world.start().await;
    assert_eq!((world.cursor(NEWS).await, world.judged(missed).await), (Some(above), None));
    world.stop().await;
    world.model.state().channels.get_mut(&thread).unwrap().secret = false;
    world.start().await;
    assert_eq!(world.judged(missed).await, Some((3, "yes")));
    world.done().await;
}

#[tokio::test]
async fn a_floor_is_read_once_something_official_was_posted_there() {
    let mut world = World::new().await;
    let known = world.post(ANN, TALK, good(1).as_str().into()).await;
    assert_eq!(world.cursor(TALK).await, Some(known));
    for _ in 0..1200 {
        world.model.says(TOM, TALK, "lol".into());
    }
    world.settle().await;
    assert!(world.cursor(TALK).await > Some(known), "it moves on among members");
    world.stop().await;
    let missed = says(&world.model, ANN, TALK, &good(2));
    world.start().await;
    assert_eq!(world.judged(missed).await, Some((3, "floor")));
    world.done().await;
}

#[tokio::test]
async fn a_floor_begins_with_the_first_message_that_was_heard_there() {
    let mut world = World::new().await;
    let first = world.post(TOM, TALK, "lol".into()).await;
    let _second = world.post(TOM, TALK, "lol".into()).await;
    assert_eq!(world.cursor(TALK).await, Some(first));
    world.stop().await;
    let missed = says(&world.model, ANN, TALK, &good(1));
    world.start().await;
    assert_eq!(world.judged(missed).await, Some((3, "floor")));
    world.done().await;
}

#[tokio::test]
async fn a_session_that_cannot_be_resumed_and_an_outage_are_caught_up_too() {
    let world = World::new().await;
    world.model.sends_away(true);
    let missed = says(&world.model, ANN, NEWS, &good(1));
    world.until("a new session", |world| world.model.state().gateway.identified == 2).await;
    world.caught_up().await;
    assert_eq!(world.judged(missed).await, Some((3, "yes")));
    world.model.outage(true);
    let (missed, gone) = (says(&world.model, ANN, NEWS, &good(2)), missed);
    world.model.deletes(&[gone]);
    world.model.outage(false);
    world.caught_up().await;
    assert_eq!((world.judged(missed).await, world.judged(gone).await), (Some((3, "yes")), None));
    world.done().await;
}

#[tokio::test]
async fn while_a_place_catches_up_its_live_events_leave_the_cursor_alone() {
    let mut world = World::new().await;
    let first = world.say(ANN, &good(1)).await;
    world.stop().await;
    let missed = says(&world.model, ANN, NEWS, &good(2));
    world.model.fails(HISTORY, What::Fails(503), 2);
    world.start().await;
    let live = world.model.says(ANN, NEWS, good(3).as_str().into());
    world.settle().await;
    assert_eq!((world.judged(live).await, world.cursor(NEWS).await), (Some((3, "yes")), Some(first)));
    world.caught_up().await;
    assert_eq!((world.judged(missed).await, world.cursor(NEWS).await), (Some((3, "yes")), Some(live)));
    world.done().await;
}

#[tokio::test]
async fn what_is_deleted_while_it_is_read_does_not_come_back_and_of_members_nothing_is_kept() {
    let mut world = World::new().await;
    let first = world.say(ANN, &good(1)).await;
    world.stop().await;
    let missed = says(&world.model, ANN, NEWS, &good(2));
    let toms = says(&world.model, TOM, NEWS, "When?");
    world.model.fails(HISTORY, What::SlowTaken(500), 2);
    world.start().await;
    // Both pages were made before, and are on their way.
    world.until("both pages", |world| world.model.state().faults.iter().all(|fault| fault.times == 0)).await;
    world.model.deletes(&[missed]);
    world.model.deletes(&[toms]);
    world.caught_up().await;
    assert_eq!(world.kept().await, [first]);
    assert_eq!(world.cursor(NEWS).await, Some(toms));
    world.done().await;
}

#[tokio::test]
async fn what_may_not_be_looked_at_is_not_taken_for_deleted() {
    let mut world = World::new().await;
    let gone = world.say(ANN, &good(1)).await;
    world.say(ANN, &good(2)).await;
    world.stop().await;
    world.model.deletes(&[gone]);
    world.model.fails("GET /channels/{channel_id}/messages/{message_id}", What::Fails(403), 1);
    world.start().await;
    world.caught_up().await;
    assert!(world.judged(gone).await.is_some());
    world.stop().await;
    world.start().await;
    assert_eq!(world.judged(gone).await, None);
    world.done().await;
}

#[tokio::test]
async fn once_the_fuse_blew_nothing_more_of_its_page_is_stored() {
    let mut world = World::new().await;
    let anns = world.say(ANN, &good(0)).await;
    world.stop().await;
    for id in 400..470 {
        let mut state = world.model.state();
        state.users.insert(id, User { name: format!("p{id}"), ..User::default() });
        state.guilds.get_mut(&GUILD).unwrap().members.insert(id, Member { roles: vec![BRAND_ROLE] });
        drop(state);
        world.model.says(id, NEWS, good(id as u32).as_str().into());
    }
    world.start().await;
    assert_eq!(world.kept().await, [anns]);
    world.go("+1m").await;
    let told = world.next_post();
    assert!(told.contains(&format!("<@&{BRAND_ROLE}>")), "{told}");
    world.done().await;
}

#[tokio::test]
async fn a_due_week_waits_for_what_was_missed_but_not_for_ever() {
    for (hours, closes) in [(5, false), (7, true)] {
        let mut world = World::new().await;
        world.say_all(ANN, &[0, 1, 2, 3, 4].map(good).each_ref().map(String::as_str)).await;
        world.stop().await;
        let missed = says(&world.model, ANN, NEWS, &good(5));
        // It comes back ten hours after the digest was due.
        world.model.state().now = "2026-09-14T17:00:00Z".parse().unwrap();
        world.model.fails(HISTORY, What::Fails(503), 4);
        world.start().await;
        world.go(&format!("+{hours}h")).await;
        assert_eq!(world.unread(), usize::from(closes), "after {hours} hours");
        if !closes {
            world.caught_up().await;
            assert_eq!(world.judged(missed).await, Some((3, "yes")));
            world.go("+1m").await;
        }
        let share = if closes { "5 of 5 posts" } else { "6 of 6 posts" };
        let digest = world.next_post();
        assert!(digest.contains(share), "{digest}");
        world.done().await;
    }
}

#[tokio::test]
async fn a_place_that_cannot_be_read_keeps_its_cursor_and_nobody_waiting() {
    let mut world = World::new().await;
    let first = world.say(ANN, &good(1)).await;
    world.stop().await;
    let missed = says(&world.model, ANN, NEWS, &good(2));
    world.model.state().channels.get_mut(&NEWS).unwrap().secret = true;
    world.start().await;
    let live = world.say(ANN, &good(3)).await;
    assert_eq!((world.judged(missed).await, world.judged(live).await), (None, Some((3, "yes"))));
    assert_eq!(world.cursor(NEWS).await, Some(first));
    insta::assert_snapshot!(line(&world.command(crate::world::BOSS, "settings doctor").await, "read"), @"- In #news, what was missed cannot be read: allow Punktum to read the message history there.");
    world.model.state().channels.get_mut(&NEWS).unwrap().secret = false;
    world.stop().await;
    world.start().await;
    assert_eq!(world.judged(missed).await, Some((3, "yes")));
    world.done().await;
}

/// The lines that hold a word.
fn line(text: &str, word: &str) -> String {
    text.lines().filter(|line| line.contains(word)).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn who_left_and_came_back_did_not_listen_meanwhile() {
    let mut world = World::new().await;
    let before = world.say(ANN, &good(1)).await;
    world.model.leaves(GUILD);
    world.settle().await;
    let mut between: Vec<u64> = (0..150).map(|_| world.model.says(TOM, NEWS, "lol".into())).collect();
    between.push(says(&world.model, ANN, NEWS, &good(2)));
    world.model.comes_back(GUILD);
    world.caught_up().await;
    let after = world.say(ANN, &good(3)).await;
    assert_eq!((world.judged(before).await.is_some(), world.judged(after).await.is_some()), (true, true));
    assert_eq!(world.judged(between[150]).await, None);
    world.done().await;
}

#[tokio::test]
async fn a_hidden_channel_is_neither_new_nor_gone() {
    let mut world = World::new().await;
    world.model.state().channels.get_mut(&NEWS).unwrap().name = "___hidden___".into();
    let id = 1009;
    let hidden = Channel { id, kind: 0, name: "___hidden___".into(), guild: Some(GUILD), ..Channel::default() };
    world.model.state().channels.insert(id, hidden);
    world.stop().await;
    world.start().await;
    assert_eq!(world.channel(NEWS).await.unwrap().name, "news");
    assert!(world.channel(id).await.is_none());
    world.done().await;
}

#[tokio::test]
async fn the_title_of_a_forum_post_is_part_of_it() {
    let mut world = World::new().await;
    let _stage = world.command(crate::world::BOSS, &format!("settings channels channel:{FORUM} use:stage")).await;
    let idea = world.model.opens_thread(FORUM, "Export to CSV since 4.7: Settings, Data, Export", 11);
    let first = world.model.starts(ANN, idea, "Stay tuned!");
    world.settle().await;
    let other = world.post(ANN, idea, Say::from("Stay tuned!")).await;
    assert_eq!(world.channel_of(first).await, FORUM.to_string());
    let (first, other) = (world.judged(first).await.unwrap(), world.judged(other).await.unwrap());
    assert!(first.0 > other.0 && first.1 == "yes", "{first:?} {other:?}");
    world.done().await;
}
