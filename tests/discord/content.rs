//! Without the Message Content intent: what the bot still hears, does, and says about it.

use serde_json::json;

use crate::words::{EMPTY, good};
use crate::world::{ANN, BOSS, NEWS, World};

#[tokio::test]
async fn without_the_intent_drafts_menus_and_mentions_still_work() {
    let mut world = World::new().await;
    world.stop().await;
    world.model.state().gateway.no_content = true;
    world.content_off = true;
    world.start().await;
    // Posts without words are no drift, and no repeats of each other.
    for words in &EMPTY[..4] {
        let id = world.say(ANN, words).await;
        assert_eq!(world.judged(id).await.map(|(_, counts)| counts), Some("unreadable"));
    }
    let said = world.say(ANN, &good(1)).await;
    world.go("+1d").await;
    assert_eq!(world.states().await, Vec::<&str>::new());
    let to_it = world.say(ANN, &format!("{} <@100>", good(2))).await;
    assert_eq!(world.judged(to_it).await, Some((3, "yes")));

    insta::assert_snapshot!(world.command(ANN, &format!("audit message message:{said}")).await, @r"
    **<https://discord.com/channels/1000/1001/1546429818470400006>**
    It does not count: no readable text.
    ");
    let message = world.model.event(said);
    let data = json!({
        "id": "8", "name": "Audit this message", "type": 3, "target_id": said.to_string(),
        "resolved": { "messages": { said.to_string(): message } },
    });
    let audited = world.interact(ANN, NEWS, 2, &data, None).await;
    assert!(audited.contains("to the point") && audited.contains("work again"), "{audited}");
    let draft = world.command(ANN, &format!("draft text:{}", good(3))).await;
    assert!(draft.starts_with("To the point"), "{draft}");
    let doctor = world.command(BOSS, "settings doctor").await;
    let line = doctor.lines().find(|line| line.contains("Message Content")).unwrap_or_default().to_owned();
    insta::assert_snapshot!(line, @r#"- Discord shows only posts that mention Punktum: Message Content is not granted, or DISCORD_MESSAGE_CONTENT is off. Drafts and the menu "Audit this message" work."#);
    world.done().await;
}
