//! Channels and threads: what they are called, how far they were read, and what stands in them.

use punktum::domain::{ChannelId, MessageId};
use punktum::store::{Channel, Stored};

use super::{at, home, on_both, other, put, stored};

#[tokio::test]
async fn channels_are_kept_as_they_are_now() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        let news = Channel { id: "2".into(), name: "news".into(), stage: true };
        let talk = Channel { id: "1".into(), name: "talk ☕".into(), stage: false };
        for channel in [&news, &talk] {
            tx.put_channel(&home(), channel).await.unwrap();
        }
        assert_eq!(tx.channels(&home()).await.unwrap(), [talk, news.clone()]);
        let renamed = Channel { name: "neues".into(), stage: false, ..news };
        tx.put_channel(&home(), &renamed).await.unwrap();
        assert_eq!(tx.channel(&home(), &renamed.id).await.unwrap(), Some(renamed.clone()));
        assert_eq!(tx.channel(&other(), &renamed.id).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn cursors_keep_their_place() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        assert_eq!(tx.position(&home(), "news").await.unwrap(), None);
        for position in ["9", "10"] {
            tx.advance(&home(), "news", position).await.unwrap();
        }
        assert_eq!(tx.position(&home(), "news").await.unwrap().as_deref(), Some("10"));
        assert_eq!(tx.position(&other(), "news").await.unwrap(), None);
        tx.advance(&home(), "a thread", "7").await.unwrap();
        let all = [("a thread", "7"), ("news", "10")].map(|(place, position)| (place.to_owned(), position.to_owned()));
        assert_eq!(tx.positions(&home()).await.unwrap(), all);
        assert_eq!(tx.positions(&other()).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn what_stands_in_a_channel_or_a_thread_is_found_until_it_is_deleted() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        let (news, thread) = (ChannelId::from("news"), ChannelId::from("thread"));
        for (id, second, place) in [("b", 2, None), ("a", 1, None), ("c", 3, Some(thread.clone())), ("gone", 4, None)] {
            put(&mut tx, &home(), &Stored { place, ..stored(id, second) }).await;
        }
        put(&mut tx, &home(), &Stored { channel: "talk".into(), ..stored("talk", 0) }).await;
        put(&mut tx, &other(), &stored("other", 0)).await;
        tx.bury(&home(), &"gone".into(), at(9)).await.unwrap();
        let own = |id: &str| (MessageId::from(id), None);
        let below = (MessageId::from("c"), Some(thread.clone()));
        let all = tx.standing_in(&home(), &news, 9).await.unwrap();
        assert_eq!(all, [own("a"), own("b"), below.clone()]);
        assert_eq!(tx.standing_in(&home(), &news, 1).await.unwrap(), [own("a")]);
        assert_eq!(tx.standing_in(&home(), &thread, 9).await.unwrap(), [below]);
        assert_eq!(tx.standing_in(&home(), &"nowhere".into(), 9).await.unwrap(), []);

        for place in [&news, &thread] {
            tx.put_channel(&home(), &Channel { id: place.clone(), name: "a".into(), stage: true }).await.unwrap();
            tx.advance(&home(), place.as_str(), "1").await.unwrap();
            tx.advance(&other(), place.as_str(), "1").await.unwrap();
        }
        tx.forget_place(&home(), &thread).await.unwrap();
        assert_eq!(tx.channels(&home()).await.unwrap().len(), 1);
        assert_eq!(tx.positions(&home()).await.unwrap(), [("news".to_owned(), "1".to_owned())]);
        assert_eq!(tx.positions(&other()).await.unwrap().len(), 2);
    })
    .await;
}
