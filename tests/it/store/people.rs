//! What accounts asked for, and that nothing names an account for longer than it may.

use punktum::domain::{AccountId, Sender, SenderKind, Subject, Verdict};
use punktum::store::{AccountState, Nudge, NudgeState, OutboxRow, READER, Reset, Stored};

use super::sending::{feedback, nudge, row};
use super::{at, home, on_both, other, put, stored};

#[tokio::test]
async fn accounts_are_asked_for_by_id_and_enrolled() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        let kim = AccountId::from("kim");
        assert_eq!(tx.account(&home(), &kim).await.unwrap(), AccountState::default());
        let asked = AccountState { direct: true, direct_closed: false, nudges_off: true, paused_until: Some(at(9)) };
        tx.put_account(&home(), &kim, &AccountState::default()).await.unwrap();
        tx.put_account(&home(), &kim, &asked).await.unwrap();
        assert_eq!(tx.account(&home(), &kim).await.unwrap(), asked);
        assert_eq!(tx.account(&other(), &kim).await.unwrap(), AccountState::default());

        let sender = |kind, id: &str, owner: Option<&str>, machine| Sender {
            kind,
            id: id.into(),
            owner: owner.map(AccountId::from),
            machine,
        };
        for enrolled in [
            sender(SenderKind::Account, "lou", None, false),
            sender(SenderKind::Account, "bot", Some("max"), true),
            sender(SenderKind::Role, "team", None, false),
            sender(SenderKind::Webhook, "hook", Some("lou"), false),
        ] {
            tx.enrol(&home(), &enrolled).await.unwrap();
        }
        let none = AccountState::default();
        let expected = [("kim", asked), ("lou", none), ("max", none)].map(|(id, state)| (AccountId::from(id), state));
        assert_eq!(tx.enrolled(&home()).await.unwrap(), expected);
    })
    .await;
}

#[tokio::test]
async fn old_rows_name_no_account() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        let subject = Subject::Account("kim".into());
        for (age, second) in [("old", 0), ("young", 100)] {
            let id = |name: &str| format!("{name} {age}");
            put(&mut tx, &home(), &stored(&id("message"), second)).await;
            tx.put_nudge(&home(), &nudge(&id("nudge"), second)).await.unwrap();
            let channel = Some(Subject::Channel("news".into()));
            tx.put_nudge(&home(), &Nudge { subject: channel, ..nudge(&id("channel nudge"), second) }).await.unwrap();
            let of = |subject| Reset { subject, posted_at: at(second), message: "m".into(), nudge: None };
            tx.put_reset(&home(), &of(subject.clone())).await.unwrap();
            tx.put_reset(&home(), &of(Subject::Channel("news".into()))).await.unwrap();
            tx.queue(&OutboxRow { venue: "direct:kim".into(), ..row(&id("direct"), second) }).await.unwrap();
            tx.queue(&row(&id("card"), second)).await.unwrap();
            tx.queue(&OutboxRow { template: "digest".into(), ..row(&id("digest"), second) }).await.unwrap();
            tx.give(&home(), &feedback(&id("nudge"), "kim", Verdict::Unfit, second)).await.unwrap();
        }
        put(&mut tx, &other(), &stored("message old", 0)).await;
        tx.give(&home(), &feedback("nudge old", "lou", Verdict::Helps, 1)).await.unwrap();
        tx.erase_accounts(&home(), at(100)).await.unwrap();
        tx.erase_accounts(&home(), at(100)).await.unwrap();
        assert_eq!(tx.tally(&home(), "greeting").await.unwrap(), (2, 2), "verdicts stay");
        tx.commit().await.unwrap();

        let rows = |sql: &'static str| async move { fresh.rows(sql).await };
        let named = rows("SELECT message FROM messages WHERE account IS NOT NULL AND community = 'home'").await;
        assert_eq!(named, ["message young"]);
        assert_eq!(rows("SELECT account FROM messages WHERE community = 'other'").await, ["kim"]);
        let named = "SELECT nudge FROM nudges WHERE account IS NOT NULL OR subject LIKE 'account:%' ORDER BY nudge";
        assert_eq!(rows(named).await, ["channel nudge young", "nudge young"]);
        let about = fresh.read().await.nudge(&home(), "channel nudge old").await.unwrap().unwrap();
        assert_eq!((about.subject, about.account), (Some(Subject::Channel("news".into())), None));
        assert_eq!(fresh.read().await.nudge(&home(), "nudge old").await.unwrap().unwrap().subject, None);
        let resets = "SELECT subject FROM drift_resets ORDER BY posted_at, subject";
        assert_eq!(rows(resets).await, ["channel:news", "account:kim", "channel:news"]);
        let outbox = rows("SELECT outbox FROM outbox ORDER BY outbox").await;
        assert_eq!(outbox, ["card young", "digest old", "digest young", "direct young"]);
        assert_eq!(rows("SELECT account FROM feedback ORDER BY given_at").await, ["", "kim"]);
    })
    .await;
}

#[tokio::test]
async fn week_keys_go_when_the_week_closes() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        for (id, second) in [("old", 0), ("young", 100)] {
            let keyed = Stored { account: None, account_week: Some("key".into()), ..stored(id, second) };
            put(&mut tx, &home(), &keyed).await;
            put(&mut tx, &other(), &keyed).await;
        }
        tx.erase_week_keys(&home(), at(100)).await.unwrap();
        tx.commit().await.unwrap();
        let keyed = "SELECT community || ' ' || message FROM messages WHERE account_week IS NOT NULL ORDER BY 1";
        assert_eq!(fresh.rows(keyed).await, ["home young", "other old", "other young"]);
    })
    .await;
}

#[tokio::test]
async fn settled_nudges_name_their_reader_until_told_not_to() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        for (id, state) in [("open", NudgeState::Held), ("settled", NudgeState::Sent)] {
            tx.put_nudge(&home(), &Nudge { state, ..nudge(id, 0) }).await.unwrap();
            let direct = OutboxRow { venue: "direct:kim".into(), ..row(&format!("nudge:{id}"), 0) };
            tx.queue(&direct).await.unwrap();
        }
        tx.settle(&home(), "nudge:settled", Ok("1"), at(1)).await.unwrap();
        let readers = tx.settled_readers(&home()).await.unwrap();
        assert_eq!(readers, [("settled".to_owned(), AccountId::from("kim"))]);
        let hash = AccountId(format!("{READER}5f"));
        for (id, _) in readers {
            tx.set_reader(&home(), &id, &hash).await.unwrap();
        }
        assert!(tx.settled_readers(&home()).await.unwrap().is_empty());
        assert!(tx.settled_readers(&other()).await.unwrap().is_empty());
        assert_eq!(tx.nudge(&home(), "settled").await.unwrap().unwrap().account, Some(hash));
        tx.commit().await.unwrap();
        assert_eq!(fresh.rows("SELECT venue FROM outbox ORDER BY outbox").await, ["direct:kim", "direct:"]);
    })
    .await;
}

#[tokio::test]
async fn what_came_of_a_role_goes_with_it() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        let by = |id: &str, account: &str, second| Stored {
            account: Some(account.into()),
            role: Some("team".into()),
            ..stored(id, second)
        };
        for message in [by("a", "kim", 1), by("b", "lou", 2), by("c", "kim", 3), by("d", "max", 4), stored("own", 5)] {
            put(&mut tx, &home(), &message).await;
            let raised = Nudge { message: message.message.clone(), ..nudge(message.message.as_str(), 6) };
            tx.put_nudge(&home(), &raised).await.unwrap();
            tx.give(&home(), &feedback(&raised.id, "kim", Verdict::Helps, 7)).await.unwrap();
            let (subject, posted_at) = (Subject::Account("kim".into()), message.posted_at);
            let reset = Reset { subject, posted_at, message: message.message, nudge: Some(raised.id) };
            tx.put_reset(&home(), &reset).await.unwrap();
        }
        tx.bury(&home(), &"d".into(), at(8)).await.unwrap();
        let people = async |tx: &mut punktum::store::Tx, from, to| {
            tx.people_by_role(&home(), "team", (at(from), at(to))).await.unwrap()
        };
        assert_eq!([people(&mut tx, 0, 9).await, people(&mut tx, 2, 3).await, people(&mut tx, 3, 3).await], [2, 1, 0]);
        tx.erase_role(&other(), "team").await.unwrap();
        tx.erase_role(&home(), "crew").await.unwrap();
        assert_eq!(people(&mut tx, 0, 9).await, 2);
        tx.erase_role(&home(), "team").await.unwrap();
        tx.commit().await.unwrap();
        for table in ["messages", "findings", "nudges", "drift_resets"] {
            let left = fresh.rows(&format!("SELECT DISTINCT message FROM {table} ORDER BY 1")).await;
            let tombstone = ["messages", "nudges", "drift_resets"].contains(&table).then(|| "d".to_owned());
            let expected: Vec<String> = tombstone.into_iter().chain(["own".to_owned()]).collect();
            assert_eq!(left, expected, "{table}");
        }
        assert_eq!(fresh.rows("SELECT nudge FROM feedback ORDER BY 1").await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_pause_that_runs_gets_another_end_and_one_that_is_over_stays() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        assert_eq!(tx.pauses(&home()).await.unwrap(), []);
        tx.rest(&home(), at(5), at(5)).await.unwrap();
        tx.rest(&home(), at(10), at(20)).await.unwrap();
        tx.rest(&home(), at(12), at(30)).await.unwrap();
        tx.rest(&other(), at(0), at(99)).await.unwrap();
        assert_eq!(tx.pauses(&home()).await.unwrap(), [(at(10), at(30))]);
        tx.rest(&home(), at(15), at(15)).await.unwrap();
        tx.rest(&home(), at(16), at(16)).await.unwrap();
        tx.rest(&home(), at(40), at(50)).await.unwrap();
        assert_eq!(tx.pauses(&home()).await.unwrap(), [(at(10), at(15)), (at(40), at(50))]);
    })
    .await;
}
