//! Which messages are scored, and as what.

use serde_json::json;

use crate::model::Say;
use crate::words::{EMPTY, good};
use crate::world::{ANN, BEN, FORUM, HOOK, NEWS, TALK, TOM, World};

#[tokio::test]
async fn official_by_account_by_role_and_by_webhook() {
    let mut world = World::new().await;
    let passed = world.heard().passed();
    let ann = world.say(ANN, &good(1)).await;
    let ben = world.say(BEN, EMPTY[0]).await;
    let hook = world.post(HOOK, NEWS, Say { webhook: true, ..good(2).as_str().into() }).await;
    let tom = world.say(TOM, &good(3)).await;
    assert_eq!(world.judged(ann).await, Some((3, "yes")));
    assert_eq!(world.judged(ben).await, Some((0, "yes")));
    assert_eq!(world.judged(hook).await, Some((3, "yes")));
    assert_eq!(world.judged(tom).await, None);
    assert_eq!(world.heard().passed() - passed, 1);
    world.done().await;
}

#[tokio::test]
async fn stages_and_floors_are_seen_at_once_and_the_staff_may_say_otherwise() {
    let mut world = World::new().await;
    assert!(world.channel(NEWS).await.unwrap().stage);
    assert!(!world.channel(TALK).await.unwrap().stage);
    let talk = world.post(ANN, TALK, good(1).as_str().into()).await;
    let call = world.post(ANN, TALK, format!("@everyone {}", good(2)).as_str().into()).await;
    assert_eq!(world.judged(talk).await, Some((3, "floor")));
    assert_eq!(world.judged(call).await.unwrap().1, "yes");
    let _stage = world.command(crate::world::BOSS, &format!("settings channels channel:{TALK} use:stage")).await;
    world.stop().await;
    world.start().await;
    assert!(world.channel(TALK).await.unwrap().stage, "a restart takes nothing back");
    world.done().await;
}

#[tokio::test]
async fn who_is_answered_decides_what_a_reply_counts() {
    let mut world = World::new().await;
    let member = world.say(TOM, "Does the sync work again?").await;
    let colleague = world.say(BEN, &good(1)).await;
    let answer = |to| Say { reference: Some((0, to)), ..good(2).as_str().into() };
    let to_member = world.post(ANN, NEWS, answer(member)).await;
    let to_colleague = world.post(ANN, NEWS, answer(colleague)).await;
    assert_eq!(world.judged(to_member).await.unwrap().1, "reply");
    assert_eq!(world.judged(to_colleague).await.unwrap().1, "yes");
    world.done().await;
}

#[tokio::test]
async fn forwards_and_components_hold_words_too_and_crossposts_are_news_of_others() {
    let mut world = World::new().await;
    let snapshot = Some(good(1));
    let forward = Say { reference: Some((1, 5)), snapshot, flags: 1 << 14, ..Say::default() };
    let forward = world.post(ANN, NEWS, forward).await;
    let text = json!([{ "type": 17, "components": [{ "type": 10, "content": good(2) }] }]);
    let components = world.post(ANN, NEWS, Say { flags: 1 << 15, components: text, ..Say::default() }).await;
    let crosspost = world.post(HOOK, NEWS, Say { webhook: true, flags: 1 << 1, ..good(3).as_str().into() }).await;
    assert_eq!(world.judged(forward).await, Some((3, "yes")));
    assert_eq!(world.judged(components).await, Some((3, "yes")));
    assert_eq!(world.judged(crosspost).await, None);
    world.done().await;
}

#[tokio::test]
async fn threads_and_forum_posts_count_to_their_channel() {
    let mut world = World::new().await;
    let thread = world.model.opens_thread(NEWS, "More on 4.7", 10);
    let said = world.post(ANN, thread, good(1).as_str().into()).await;
    assert_eq!((world.channel_of(said).await, world.judged(said).await.unwrap().1), (NEWS.to_string(), "yes"));
    let idea = world.model.opens_thread(FORUM, "Dark mode", 11);
    let said = world.post(ANN, idea, good(2).as_str().into()).await;
    assert_eq!((world.channel_of(said).await, world.judged(said).await.unwrap().1), (FORUM.to_string(), "floor"));
    world.done().await;
}

#[tokio::test]
async fn an_update_is_an_edit_only_if_it_says_so() {
    let mut world = World::new().await;
    let id = world.say(ANN, EMPTY[0]).await;
    world.model.previews(id);
    world.settle().await;
    assert_eq!(world.judged(id).await, Some((0, "yes")));
    world.go("+1m").await;
    world.model.edits(id, &good(1));
    world.settle().await;
    assert_eq!(world.judged(id).await, Some((3, "yes")));
    world.done().await;
}

#[tokio::test]
async fn deletions_erase_and_a_late_message_does_not_come_back() {
    let mut world = World::new().await;
    let one = world.say(ANN, &good(1)).await;
    let many = world.say_all(ANN, &[EMPTY[0], EMPTY[1]]).await;
    let late = world.model.event(many[0]);
    world.model.deletes(&[one]);
    world.model.deletes(&many);
    world.model.dispatches("MESSAGE_CREATE", late);
    world.settle().await;
    for id in many.into_iter().chain([one]) {
        assert_eq!(world.judged(id).await, None);
    }
    world.done().await;
}

#[tokio::test]
async fn events_that_come_twice_count_once_and_what_cannot_be_read_is_counted() {
    let mut world = World::new().await;
    world.model.state().gateway.times = 2;
    let id = world.say(ANN, &good(1)).await;
    world.model.state().gateway.times = 1;
    assert_eq!(world.judged(id).await, Some((3, "yes")));
    let unread = world.heard().unread();
    world.model.dispatches("MESSAGE_CREATE", json!({ "id": "1", "channel_id": NEWS.to_string() }));
    world.model.dispatches("SOMETHING_NEW", json!({}));
    world.settle().await;
    assert_eq!(world.heard().unread() - unread, 2);
    world.done().await;
}
