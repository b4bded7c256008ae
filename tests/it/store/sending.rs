//! What is said and answered: nudges, the outbox, feedback.

use punktum::domain::{Subject, Tag, Verdict};
use punktum::store::{Feedback, Nudge, NudgeState, OutboxRow, OutboxState};
use serde_json::json;

use super::{at, home, on_both, other};

/// A pending nudge to kim about kim.
pub(crate) fn nudge(id: &str, second: i64) -> Nudge {
    Nudge {
        id: id.into(),
        subject: Some(Subject::Account("kim".into())),
        account: Some("kim".into()),
        channel: "news".into(),
        message: "m".into(),
        since: at(second - 60),
        steps: 5,
        pattern: Tag::Smalltalk,
        heuristic: "greeting".into(),
        times: 4,
        raised_at: at(second),
        state: NudgeState::Pending,
        settled_at: None,
        verdict: None,
    }
}

/// A pending row of the outbox.
pub(crate) fn row(id: &str, second: i64) -> OutboxRow {
    OutboxRow {
        community: home(),
        id: id.into(),
        template: "nudge".into(),
        arguments: json!({"nudge": "n", "span": [3, 9]}),
        venue: "channel:staff".into(),
        due_at: at(second),
        expires_at: Some(at(second + 600)),
        state: OutboxState::Pending,
        tries: 0,
        sent_as: None,
        settled_at: None,
        reason: None,
    }
}

pub(crate) fn feedback(nudge: &str, account: &str, verdict: Verdict, second: i64) -> Feedback {
    let (nudge, heuristic) = (nudge.to_owned(), "greeting".to_owned());
    Feedback { nudge, account: account.into(), heuristic, verdict, given_at: at(second) }
}

#[tokio::test]
async fn nudges_are_found_by_subject_time_and_state() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        let kim = Subject::Account("kim".into());
        let first = nudge("n", 10);
        tx.put_nudge(&home(), &first).await.unwrap();
        tx.put_nudge(&home(), &Nudge { state: NudgeState::Cooling, ..nudge("o", 11) }).await.unwrap();
        assert_eq!(tx.nudge(&home(), "n").await.unwrap(), Some(first.clone()));
        assert_eq!(tx.open_nudge(&home(), &kim).await.unwrap(), Some(first.clone()));
        assert_eq!(tx.last_sent(&home(), &kim).await.unwrap(), None);

        assert!(tx.settle_nudge(&home(), "n", NudgeState::Held, at(19)).await.unwrap());
        let held = Nudge { state: NudgeState::Held, ..first.clone() };
        assert_eq!(tx.open_nudge(&home(), &kim).await.unwrap(), Some(held));
        assert!(tx.settle_nudge(&home(), "n", NudgeState::Sent, at(20)).await.unwrap());
        assert!(tx.set_verdict(&home(), "n", Verdict::Unfit).await.unwrap());
        let sent =
            Nudge { state: NudgeState::Sent, settled_at: Some(at(20)), verdict: Some(Verdict::Unfit), ..first.clone() };
        assert_eq!(tx.nudge(&home(), "n").await.unwrap(), Some(sent.clone()));
        assert_eq!(tx.open_nudge(&home(), &kim).await.unwrap(), None);
        assert_eq!(tx.last_sent(&home(), &kim).await.unwrap(), Some(at(20)));
        assert_eq!(tx.last_sent(&other(), &kim).await.unwrap(), None);
        assert_eq!(tx.nudges_between(&home(), (at(10), at(11))).await.unwrap(), [sent]);
        assert_eq!(tx.nudges_between(&home(), (at(10), at(12))).await.unwrap().len(), 2);

        // What an owner got about a webhook uses up the owner's week as well; a channel's is its own.
        let about = Subject::Account("hook".into());
        let owned = Nudge { subject: Some(about), state: NudgeState::Sent, ..nudge("p", 30) };
        tx.put_nudge(&home(), &owned).await.unwrap();
        assert_eq!(tx.last_sent(&home(), &kim).await.unwrap(), Some(at(30)));
        assert_eq!(tx.last_sent(&home(), &Subject::Channel("news".into())).await.unwrap(), None);
        assert!(!tx.settle_nudge(&home(), "unknown", NudgeState::Sent, at(1)).await.unwrap());
        assert!(!tx.set_verdict(&home(), "unknown", Verdict::Helps).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn the_outbox_says_each_thing_once() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        for new in [row("b", 20), row("a", 20), row("c", 10), row("later", 30)] {
            assert!(tx.queue(&new).await.unwrap());
        }
        assert!(!tx.queue(&row("a", 1)).await.unwrap());
        assert!(tx.queue(&OutboxRow { community: other(), ..row("away", 5) }).await.unwrap());
        tx.join(&other(), "console", at(0)).await.unwrap();
        tx.mark_removed(&other(), at(1)).await.unwrap();
        assert_eq!(tx.next_due().await.unwrap(), Some(at(10)), "nothing is said where the bot is not");
        assert_eq!(tx.due(at(20), 9).await.unwrap(), [row("c", 10), row("a", 20), row("b", 20)]);
        assert_eq!(tx.due(at(20), 1).await.unwrap(), [row("c", 10)]);

        assert!(tx.claim(&home(), "c").await.unwrap());
        assert!(!tx.claim(&home(), "c").await.unwrap());
        let claimed = OutboxRow { state: OutboxState::Sending, tries: 1, ..row("c", 10) };
        assert_eq!(tx.stuck().await.unwrap(), [claimed]);
        assert!(tx.postpone(&home(), "c", at(40)).await.unwrap());
        assert!(tx.claim(&home(), "c").await.unwrap());
        assert!(tx.settle(&home(), "c", Ok("platform id"), at(41)).await.unwrap());
        assert!(!tx.settle(&home(), "c", Err("again"), at(42)).await.unwrap());
        assert!(!tx.postpone(&home(), "c", at(50)).await.unwrap());
        let sent = OutboxRow {
            state: OutboxState::Sent,
            tries: 2,
            sent_as: Some("platform id".into()),
            settled_at: Some(at(41)),
            due_at: at(40),
            ..row("c", 10)
        };
        assert_eq!(tx.outbox_row(&home(), "c").await.unwrap(), Some(sent));
        assert!(tx.settle(&home(), "a", Err("cancelled"), at(43)).await.unwrap());
        let dropped = tx.outbox_row(&home(), "a").await.unwrap().unwrap();
        assert_eq!((dropped.state, dropped.reason.as_deref()), (OutboxState::Dropped, Some("cancelled")));
        assert_eq!(tx.stuck().await.unwrap(), []);
        assert_eq!(tx.outbox_row(&home(), "unknown").await.unwrap(), None);
        assert_eq!(tx.next_due().await.unwrap(), Some(at(20)));
    })
    .await;
}

#[tokio::test]
async fn the_last_word_of_each_account_is_tallied() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        assert_eq!(tx.tally(&home(), "greeting").await.unwrap(), (0, 0));
        let (unfit, helps) = (Verdict::Unfit, Verdict::Helps);
        for said in [feedback("n", "kim", helps, 9), feedback("n", "kim", unfit, 8), feedback("n", "lou", unfit, 1)] {
            tx.give(&home(), &said).await.unwrap();
        }
        assert_eq!(tx.tally(&home(), "greeting").await.unwrap(), (1, 2));
        tx.give(&home(), &feedback("n", "kim", unfit, 10)).await.unwrap();
        assert_eq!(tx.tally(&home(), "greeting").await.unwrap(), (2, 2));
        assert_eq!(tx.tally(&home(), "other").await.unwrap(), (0, 0));
        assert_eq!(tx.tally(&other(), "greeting").await.unwrap(), (0, 0));
    })
    .await;
}
