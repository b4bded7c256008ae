//! Messages, their findings, and what the fold of drift reads of them.

use std::slice;

use punktum::domain::{AccountId, Counts, MessageId, Occasion, Reason, Subject, Tag, Value};
use punktum::store::{Error, NudgeState, Put, Reset, Stored};

use super::sending::nudge;
use super::{at, home, on_both, other, put, stored};

fn id(id: &str) -> MessageId {
    id.into()
}

#[tokio::test]
async fn a_message_comes_back_as_it_was_stored() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        let full = Stored { edited_at: Some(at(5)), ..stored("full", 0) };
        let bare = Stored {
            place: Some("thread".into()),
            account: None,
            account_week: Some("key".into()),
            role: Some("team".into()),
            lang: None,
            live: false,
            occasion: Occasion::Incident,
            counts: Counts::No(Reason::Unreadable),
            // Whole numbers stay floats.
            base: 4.0,
            score: 0.0,
            tags: Vec::new(),
            findings: Vec::new(),
            ..stored("bare", 1)
        };
        for message in [&full, &bare] {
            assert_eq!(put(&mut tx, &home(), message).await, Put::New);
            assert_eq!(tx.message(&home(), &message.message).await.unwrap().as_ref(), Some(message));
        }
        assert_eq!(tx.message(&other(), &full.message).await.unwrap(), None);
        assert_eq!(tx.message(&home(), &id("unknown")).await.unwrap(), None);

        let many = Stored { findings: vec![full.findings[0].clone(); 2500], ..stored("many", 2) };
        put(&mut tx, &home(), &many).await;
        assert_eq!(tx.message(&home(), &many.message).await.unwrap(), Some(many));
    })
    .await;
}

#[tokio::test]
async fn a_place_is_a_channel_without_its_threads() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        let thread = Stored { place: Some("thread".into()), ..stored("in a thread", 3) };
        let edited = Stored { edited_at: Some(at(9)), ..stored("edited", 4) };
        for message in [&stored("early", 1), &stored("a", 2), &thread, &edited, &stored("late", 6), &stored("gone", 5)]
        {
            put(&mut tx, &home(), message).await;
        }
        tx.bury(&home(), &id("gone"), at(9)).await.unwrap();
        assert_eq!(tx.first_live(&other()).await.unwrap(), None);
        put(&mut tx, &home(), &Stored { live: false, ..stored("history", 0) }).await;
        assert_eq!(tx.first_live(&home()).await.unwrap(), Some(at(1)));
        let mut standing = async |place: &str| tx.standing(&home(), &place.into(), (at(2), at(5))).await.unwrap();
        assert_eq!(standing("news").await, [(id("a"), None), (id("edited"), Some(at(9)))]);
        assert_eq!(standing("thread").await, [(id("in a thread"), None)]);
    })
    .await;
}

#[tokio::test]
async fn the_newer_form_stands() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        let first = stored("m", 0);
        let edited = Stored {
            edited_at: Some(at(60)),
            live: false,
            text_hash: "a new text".into(),
            findings: first.findings[1..].to_vec(),
            ..first.clone()
        };
        assert_eq!(put(&mut tx, &home(), &first).await, Put::New);
        assert_eq!(put(&mut tx, &home(), &first).await, Put::Stale);
        assert_eq!(put(&mut tx, &home(), &edited).await, Put::Changed);
        assert_eq!(put(&mut tx, &home(), &edited).await, Put::Stale);
        assert_eq!(put(&mut tx, &home(), &first).await, Put::Stale);
        let stands = tx.message(&home(), &first.message).await.unwrap();
        assert_eq!(stands, Some(Stored { live: true, ..edited.clone() }), "once live, always live");
        assert_eq!(put(&mut tx, &other(), &edited).await, Put::New);
        assert_eq!(put(&mut tx, &other(), &first).await, Put::Stale);
        assert!(tx.message(&other(), &first.message).await.unwrap().unwrap().live, "an older form was seen live");

        assert!(tx.bury(&home(), &first.message, at(90)).await.unwrap());
        assert!(!tx.bury(&home(), &first.message, at(95)).await.unwrap());
        assert_eq!(put(&mut tx, &home(), &edited).await, Put::Gone);
        assert_eq!(tx.message(&home(), &first.message).await.unwrap(), None);
        assert!(!tx.bury(&home(), &id("never seen"), at(90)).await.unwrap());
        assert_eq!(put(&mut tx, &home(), &stored("never seen", 1)).await, Put::Gone);
        tx.commit().await.unwrap();
        assert_eq!(fresh.rows("SELECT message FROM findings WHERE community = 'home'").await, [""; 0]);
        let mut tx = fresh.write().await;
        // Both are marks of the same age; what stands is older and stays.
        put(&mut tx, &home(), &stored("stands", 1)).await;
        assert_eq!(tx.purge_tombstones(&home(), at(90)).await.unwrap(), 0);
        assert_eq!(tx.purge_tombstones(&other(), at(91)).await.unwrap(), 0);
        assert_eq!(tx.purge_tombstones(&home(), at(91)).await.unwrap(), 2);
        assert!(tx.message(&home(), &id("stands")).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn a_dispute_outlives_an_edit() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        let message = stored("m", 0);
        put(&mut tx, &home(), &message).await;
        assert!(tx.set_counts(&home(), &message.message, Counts::No(Reason::Disputed)).await.unwrap());
        let edited = Stored { edited_at: Some(at(60)), ..message.clone() };
        assert_eq!(put(&mut tx, &home(), &edited).await, Put::Changed);
        let stands = tx.message(&home(), &message.message).await.unwrap().unwrap();
        assert_eq!(stands.counts, Counts::No(Reason::Disputed));
        assert!(tx.set_counts(&home(), &message.message, Counts::Yes).await.unwrap());
        assert_eq!(tx.message(&home(), &message.message).await.unwrap(), Some(edited));
        assert!(!tx.set_counts(&home(), &id("unknown"), Counts::Yes).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_repeat_is_rescored() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        let message = stored("m", 0);
        put(&mut tx, &home(), &message).await;
        let (tags, findings) = (vec![Tag::Fact, Tag::Repeat], message.findings[..1].to_vec());
        let expected = Stored { score: 30.5, value: Value::Thin, tags, findings, ..message.clone() };
        assert!(tx.rescore(&home(), &expected).await.unwrap());
        assert_eq!(tx.message(&home(), &message.message).await.unwrap(), Some(expected));
        tx.bury(&home(), &message.message, at(9)).await.unwrap();
        assert!(!tx.rescore(&home(), &message).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(fresh.rows("SELECT message FROM findings").await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn messages_are_found_by_time_channel_account_hash_and_occasion() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        let a = stored("a", 10);
        let b = Stored { account: Some("lou".into()), findings: Vec::new(), ..stored("b", 10) };
        let c = Stored { channel: "talk".into(), text_hash: a.text_hash.clone(), ..stored("c", 20) };
        let d = Stored { occasion: Occasion::Apology, ..stored("d", 30) };
        let silent = Stored { occasion: Occasion::Incident, live: false, ..stored("silent", 31) };
        let gone = Stored { occasion: Occasion::Incident, text_hash: a.text_hash.clone(), ..stored("gone", 15) };
        for message in [&silent, &gone, &d, &c, &b, &a] {
            put(&mut tx, &home(), message).await;
        }
        put(&mut tx, &other(), &stored("elsewhere", 15)).await;
        tx.bury(&home(), &gone.message, at(40)).await.unwrap();

        let all = (at(10), at(31));
        let found = tx.messages_between(&home(), all, None, None).await.unwrap();
        assert_eq!(found, [a.clone(), b.clone(), c.clone(), d.clone()]);
        let news = tx.messages_between(&home(), all, Some(&a.channel), None).await.unwrap();
        assert_eq!(news, [a.clone(), b.clone(), d.clone()]);
        let lou = AccountId::from("lou");
        assert_eq!(tx.messages_between(&home(), all, None, Some(&lou)).await.unwrap(), slice::from_ref(&b));
        assert_eq!(tx.messages_between(&home(), all, Some(&c.channel), Some(&lou)).await.unwrap(), []);

        let hash = |stored: &Stored| stored.text_hash.clone();
        let same = tx.same_hash(&home(), &[&a.text_hash], (at(10), at(20))).await.unwrap();
        assert_eq!(same, [(hash(&a), at(10), id("a"))]);
        let same = tx.same_hash(&home(), &[&b.text_hash, &a.text_hash], (at(10), at(21))).await.unwrap();
        let expected = [(hash(&a), at(10), id("a")), (hash(&b), at(10), id("b")), (hash(&a), at(20), id("c"))];
        assert_eq!(same, expected);
        let occasions = tx.occasions_between(&home(), (at(0), at(99))).await.unwrap();
        assert_eq!(occasions, [(at(30), id("d"))]);
    })
    .await;
}

#[tokio::test]
async fn the_fold_reads_counted_messages_newest_first_page_by_page() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        let kim = Subject::Account("kim".into());
        let news = Subject::Channel("news".into());
        for (name, second) in [("a", 1), ("b", 2), ("c", 2), ("d", 2), ("e", 3)] {
            put(&mut tx, &home(), &stored(name, second)).await;
        }
        let keyed = Stored { account: None, account_week: Some("key".into()), live: false, ..stored("f", 4) };
        let floor = Stored { counts: Counts::No(Reason::Floor), ..stored("g", 4) };
        let notice = Stored { occasion: Occasion::Notice, ..stored("h", 4) };
        for message in [&keyed, &floor, &notice, &stored("i", 4)] {
            put(&mut tx, &home(), message).await;
        }
        tx.bury(&home(), &id("i"), at(5)).await.unwrap();
        put(&mut tx, &other(), &stored("z", 2)).await;

        let all = tx.fold_page(&home(), &kim, None, None, 99).await.unwrap();
        let ids: Vec<_> = all.iter().map(|step| step.message.as_str()).collect();
        assert_eq!(ids, ["e", "d", "c", "b", "a"]);
        assert_eq!((all[0].posted_at, all[0].value), (at(3), Value::Padded));
        assert_eq!((all[0].channel.as_str(), all[0].account_key.as_deref()), ("news", Some("kim")));
        let channel = tx.fold_page(&home(), &news, None, None, 1).await.unwrap();
        assert_eq!((channel[0].message.as_str(), channel[0].account_key.as_deref()), ("f", Some("key")));

        // Pages that break within one millisecond miss nothing, and both ends are exclusive.
        let (after, mut pages) = ((at(1), &id("a")), Vec::new());
        let mut before: Option<punktum::domain::Step> = None;
        loop {
            let end = before.as_ref().map(|step| (step.posted_at, &step.message));
            let page = tx.fold_page(&home(), &kim, Some(after), end, 2).await.unwrap();
            let Some(last) = page.last().cloned() else { break };
            pages.extend(page);
            before = Some(last);
        }
        assert_eq!(pages, all[..4]);
        let rest = tx.fold_page(&home(), &kim, Some((at(2), &id("c"))), Some((at(3), &id("e"))), 9).await.unwrap();
        assert_eq!(rest, slice::from_ref(&all[1]));
    })
    .await;
}

#[tokio::test]
async fn a_fold_begins_anew_after_its_last_reset() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        let subject = Subject::Account("kim".into());
        let reset = |message: &str, second, nudge: Option<&str>| Reset {
            subject: subject.clone(),
            posted_at: at(second),
            message: message.into(),
            nudge: nudge.map(str::to_owned),
        };
        let (plain, led) = (reset("a", 1, None), reset("b", 2, Some("n")));
        assert_eq!(tx.last_reset(&home(), &subject, false).await.unwrap(), None);
        tx.put_reset(&home(), &led).await.unwrap();
        tx.put_reset(&home(), &plain).await.unwrap();
        tx.put_reset(&home(), &led).await.unwrap();
        tx.put_reset(&other(), &reset("c", 3, None)).await.unwrap();

        for (state, settled) in [(NudgeState::Pending, &plain), (NudgeState::Held, &plain), (NudgeState::Sent, &led)] {
            let now = punktum::store::Nudge { state, ..nudge("n", 2) };
            tx.put_nudge(&home(), &now).await.unwrap();
            assert_eq!(tx.last_reset(&home(), &subject, false).await.unwrap().as_ref(), Some(&led));
            assert_eq!(tx.last_reset(&home(), &subject, true).await.unwrap().as_ref(), Some(settled), "{state:?}");
        }
        assert_eq!(tx.reset_before(&home(), &led).await.unwrap().as_ref(), Some(&plain));
        assert_eq!(tx.reset_before(&home(), &plain).await.unwrap(), None);
        let sent = |second| punktum::store::Nudge { settled_at: Some(at(second)), ..nudge("n", 2) };
        tx.put_nudge(&home(), &punktum::store::Nudge { state: NudgeState::Sent, ..sent(5) }).await.unwrap();
        assert_eq!(tx.reset_of_sent(&home(), &subject, at(4)).await.unwrap().as_ref(), Some(&led));
        assert_eq!(tx.reset_of_sent(&home(), &subject, at(5)).await.unwrap(), None);
        tx.put_nudge(&home(), &punktum::store::Nudge { state: NudgeState::Cooling, ..sent(5) }).await.unwrap();
        assert_eq!(tx.reset_of_sent(&home(), &subject, at(4)).await.unwrap(), None);
        assert!(tx.remove_reset(&home(), "n").await.unwrap());
        assert!(!tx.remove_reset(&home(), "n").await.unwrap());
        assert_eq!(tx.last_reset(&home(), &subject, false).await.unwrap(), Some(plain));
        assert_eq!(tx.last_reset(&home(), &Subject::Channel("kim".into()), false).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn what_was_never_written_is_called_corrupt() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        put(&mut tx, &home(), &stored("m", 0)).await;
        tx.commit().await.unwrap();
        for (column, value) in [("occasion", "'feast'"), ("counts", "'maybe'"), ("tags", "'}'"), ("lang", "'xx'")] {
            fresh.execute(&format!("UPDATE messages SET {column} = {value}")).await;
            let error = fresh.read().await.message(&home(), &id("m")).await.unwrap_err();
            let expected = format!("the database holds something unreadable in messages.{column}, row m");
            assert!(matches!(error, Error::Corrupt { .. }) && error.to_string() == expected, "{error}");
            let good = stored("m", 0);
            fresh.execute(&format!("DELETE FROM findings WHERE message = '{}'", good.message)).await;
            fresh.execute("DELETE FROM messages").await;
            let mut tx = fresh.write().await;
            put(&mut tx, &home(), &good).await;
            tx.commit().await.unwrap();
        }
        fresh.execute("UPDATE findings SET tag = 'nonsense'").await;
        let error = fresh.read().await.messages_between(&home(), (at(0), at(9)), None, None).await.unwrap_err();
        assert!(error.to_string().contains("findings.tag"), "{error}");
    })
    .await;
}
