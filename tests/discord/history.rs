//! What was posted before, page by page.

use punktum::domain::{ChannelId, Message};
use punktum::platform::{Failure, Page, Part};

use crate::words::good;
use crate::world::{ANN, BEN, NEWS, TOM, World, community};

async fn page(world: &World, part: Part) -> Result<Page, Failure> {
    let house = world.app().watch.house(&community()).await.unwrap();
    let place = ChannelId(NEWS.to_string());
    world.app().platform.history(&community(), &place, &part, &house.roster).await
}

fn ids(page: &Page) -> Vec<u64> {
    page.messages.iter().map(|message| message.id.as_str().parse().unwrap()).collect()
}

#[tokio::test]
async fn pages_hold_the_official_messages_in_their_last_form() {
    let mut world = World::new().await;
    let since = world.model.state().now;
    let mut said = Vec::new();
    for n in 0..80 {
        let _tom = world.model.says(TOM, NEWS, "lol".into());
        said.push(world.model.says(if n % 2 == 0 { ANN } else { BEN }, NEWS, good(n).as_str().into()));
        world.model.state().now = since + jiff::SignedDuration::from_secs(n as i64 + 1);
    }
    world.model.edits(said[1], "Stay tuned!");
    let asked = world.model.state().calls.len();
    let first = page(&world, Part::Since(since)).await.unwrap();
    assert_eq!((ids(&first), first.more, first.skipped), (said[..50].to_vec(), true, 0));
    assert_eq!(first.begins, Some(since));
    let edited: &Message = &first.messages[1];
    assert!(edited.words.0 == "Stay tuned!" && edited.edited_at.is_some());
    let second = page(&world, Part::After(first.ends.unwrap().0)).await.unwrap();
    assert_eq!((ids(&second), second.more), (said[50..].to_vec(), false));
    let last = page(&world, Part::UpTo(said[79].to_string())).await.unwrap();
    assert_eq!(ids(&last), said[30..]);
    // Three pages, and two people whose roles were not known: each is asked for once.
    assert_eq!(world.model.state().calls.len() - asked, 5);
    world.model.state().channels.get_mut(&NEWS).unwrap().secret = true;
    assert_eq!(page(&world, Part::Since(since)).await.unwrap_err(), Failure::Refused("no_rights"));
    world.settle().await;
    while world.unread() > 0 {
        let _post = world.next_post();
    }
    world.done().await;
}
