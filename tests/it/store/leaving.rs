//! What is handed over, taken back and erased when people or communities leave.

use punktum::domain::{AccountId, Subject, Verdict};
use punktum::store::{Nudge, NudgeState, OutboxRow, Reset, Scope, WeeklySummary};
use serde_json::json;

use super::sending::{feedback, nudge, row};
use super::weeks::silent_week;
use super::{at, home, on_both, other, stored};

#[tokio::test]
async fn an_export_holds_every_row_as_it_is_stored() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        for community in [home(), other()] {
            tx.join(&community, "console", at(0)).await.unwrap();
            tx.put_message(&community, &stored("m", 0)).await.unwrap();
            tx.put_summary(&community, &silent_week(1)).await.unwrap();
            tx.queue(&OutboxRow { community: community.clone(), ..row("o", 0) }).await.unwrap();
            tx.put_setting(&community, "", "brand", Some("\"Nordlicht\"")).await.unwrap();
        }
        let held = tx.export(&home()).await.unwrap();
        assert_eq!(held.as_object().unwrap().len(), 16);
        assert_eq!(held["messages"].as_array().unwrap().len(), 1);
        let message = &held["messages"][0];
        assert_eq!((&message["message"], &message["deleted"]), (&json!("m"), &json!(0)));
        assert_eq!(message["posted_at"], json!(at(0).as_millisecond()));
        assert_eq!(message["score"].as_f64(), Some(stored("m", 0).score));
        assert!(message["tags"].is_array() && message["edited_at"].is_null());
        assert_eq!(held["weekly_summaries"][0]["score_mean"], json!(null));
        assert_eq!(held["outbox"][0]["arguments"], row("o", 0).arguments);
        assert_eq!(held["settings"][0]["value"], "Nordlicht");
        assert_eq!(held["findings"].as_array().unwrap().len(), stored("m", 0).findings.len());
        assert_eq!(tx.export(&home()).await.unwrap(), held);
        tx.forget(&home()).await.unwrap();
        let left = tx.export(&home()).await.unwrap();
        assert!(left.as_object().unwrap().values().all(|rows| *rows == json!([])), "{left}");
    })
    .await;
}

#[tokio::test]
async fn all_accounts_are_erased_but_those_who_may_be_known() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        let account = AccountId::from("kim");
        tx.put_account(&home(), &account, &Default::default()).await.unwrap();
        tx.put_message(&home(), &stored("m", 0)).await.unwrap();
        tx.put_nudge(&home(), &nudge("n", 0)).await.unwrap();
        let subject = Subject::Account(account.clone());
        tx.put_reset(&home(), &Reset { subject, posted_at: at(0), message: "m".into(), nudge: None }).await.unwrap();
        tx.queue(&OutboxRow { venue: "direct:kim".into(), ..row("direct", 1 << 30) }).await.unwrap();
        let named = OutboxRow { template: "people_named".into(), arguments: json!({ "by": "kim" }), ..row("named", 0) };
        tx.queue(&named).await.unwrap();
        tx.queue(&row("card", 0)).await.unwrap();
        tx.give(&home(), &feedback("n", "kim", Verdict::Unfit, 0)).await.unwrap();
        tx.put_summary(&home(), &silent_week(1)).await.unwrap();
        let own = WeeklySummary { scope: Scope::Account, subject: "kim".into(), ..silent_week(1) };
        tx.put_summary(&home(), &own).await.unwrap();
        tx.erase_all_accounts(&home()).await.unwrap();
        let held = tx.export(&home()).await.unwrap();
        for (table, rows) in held.as_object().unwrap() {
            assert_eq!(rows.to_string().contains("kim"), table == "accounts", "{table}: {rows}");
        }
        let rows = |table: &str| held[table].as_array().unwrap().len();
        assert_eq!(["messages", "nudges", "outbox", "feedback", "weekly_summaries"].map(rows), [1; 5]);
    })
    .await;
}

#[tokio::test]
async fn the_nudges_of_one_account_are_found_and_dropped() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        let (kim, lou) = (AccountId::from("kim"), AccountId::from("lou"));
        let of = |id: &str, second, state| Nudge { state, ..nudge(id, second) };
        for nudge in [
            of("sent", 1, NudgeState::Sent),
            of("held", 2, NudgeState::Held),
            of("pending", 3, NudgeState::Pending),
            of("cooling", 4, NudgeState::Cooling),
            Nudge { account: Some(lou.clone()), ..nudge("other", 5) },
        ] {
            tx.put_nudge(&home(), &nudge).await.unwrap();
        }
        let mut newest = async |account| tx.newest_nudge_for(&home(), account).await.unwrap().map(|nudge| nudge.id);
        assert_eq!(newest(&kim).await.as_deref(), Some("pending"));
        assert_eq!(newest(&"max".into()).await, None);
        let mut dropped = tx.drop_open_nudges_of(&home(), &kim, at(9)).await.unwrap();
        dropped.sort();
        assert_eq!(dropped, ["held", "pending"]);
        let newest = tx.newest_nudge_for(&home(), &kim).await.unwrap().map(|nudge| nudge.id);
        assert_eq!(newest.as_deref(), Some("sent"));
        assert!(tx.nudge(&home(), "other").await.unwrap().is_some_and(|nudge| nudge.state.is_open()));
    })
    .await;
}

#[tokio::test]
async fn what_waits_too_long_is_counted() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        assert_eq!(tx.backlog(&home(), at(9)).await.unwrap(), (0, 0));
        for (id, second) in [("late", 1), ("stuck", 2), ("sent", 3), ("young", 9)] {
            tx.queue(&row(id, second)).await.unwrap();
        }
        tx.queue(&OutboxRow { community: other(), ..row("late", 1) }).await.unwrap();
        tx.claim(&home(), "stuck").await.unwrap();
        tx.settle(&home(), "sent", Ok("1"), at(4)).await.unwrap();
        assert_eq!(tx.backlog(&home(), at(9)).await.unwrap(), (1, 1));
    })
    .await;
}
