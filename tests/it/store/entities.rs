//! Communities, senders and settings.

use punktum::domain::{People, Sender, SenderKind, Sensitivity, Subject, Verdict};
use punktum::store::{Change, Channel, Community, Error, OutboxRow};

use super::sending::{feedback, nudge, row};
use super::weeks::{silent_week, week};
use super::{at, home, on_both, other, put, stored};

#[tokio::test]
async fn communities_come_go_and_come_back() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        tx.join(&home(), "discord", at(1)).await.unwrap();
        tx.join(&home(), "matrix", at(2)).await.unwrap();
        let known = Community { id: home(), platform: "discord".into(), joined_at: at(1), removed_at: None };
        assert_eq!(tx.communities().await.unwrap(), std::slice::from_ref(&known));
        assert_eq!(tx.community(&home()).await.unwrap().as_ref(), Some(&known));
        assert_eq!(tx.community(&other()).await.unwrap(), None);
        assert!(!tx.rejoin(&home()).await.unwrap());
        assert!(tx.mark_removed(&home(), at(3)).await.unwrap());
        assert!(!tx.mark_removed(&home(), at(4)).await.unwrap());
        assert!(!tx.mark_removed(&other(), at(4)).await.unwrap());
        let removed = Community { removed_at: Some(at(3)), ..known.clone() };
        assert_eq!(tx.communities().await.unwrap(), [removed]);
        assert!(tx.rejoin(&home()).await.unwrap());
        assert_eq!(tx.communities().await.unwrap(), [known]);
    })
    .await;
}

#[tokio::test]
async fn a_forgotten_community_leaves_no_row_in_any_table() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        for community in [home(), other()] {
            tx.join(&community, "console", at(0)).await.unwrap();
            tx.put_channel(&community, &Channel { id: "c".into(), name: "c".into(), stage: true }).await.unwrap();
            let sender = Sender { kind: SenderKind::Account, id: "kim".into(), owner: None, machine: false };
            tx.enrol(&community, &sender).await.unwrap();
            tx.put_account(&community, &"kim".into(), &Default::default()).await.unwrap();
            tx.rest(&community, at(0), at(9)).await.unwrap();
            put(&mut tx, &community, &stored("m", 0)).await;
            let subject = Subject::Account("kim".into());
            let reset = punktum::store::Reset { subject, posted_at: at(0), message: "m".into(), nudge: None };
            tx.put_reset(&community, &reset).await.unwrap();
            tx.put_nudge(&community, &nudge("n", 0)).await.unwrap();
            tx.queue(&OutboxRow { community: community.clone(), ..row("o", 0) }).await.unwrap();
            tx.give(&community, &feedback("n", "kim", Verdict::Helps, 0)).await.unwrap();
            tx.put_summary(&community, &silent_week(1)).await.unwrap();
            tx.close_week(&community, week(2026, 1), at(0), None).await.unwrap();
            tx.advance(&community, "c", "1").await.unwrap();
            tx.put_setting(&community, "", "brand", Some("\"b\"")).await.unwrap();
            tx.log_change(&community, &change("brand", 0)).await.unwrap();
        }
        tx.forget(&home()).await.unwrap();
        tx.commit().await.unwrap();
        let tables = match fresh.url.starts_with("sqlite") {
            true => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'",
            false => {
                "SELECT CAST(table_name AS TEXT) FROM information_schema.tables
                WHERE table_schema = current_schema() AND table_name <> '_sqlx_migrations'"
            }
        };
        let tables = fresh.rows(tables).await;
        assert_eq!(tables.len(), 16, "{tables:?}");
        for table in tables {
            let left = fresh.rows(&format!("SELECT DISTINCT community FROM {table}")).await;
            assert_eq!(left, ["other"], "{table}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_latest_time_is_that_of_anything_stored() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        assert_eq!(tx.latest_time(&home()).await.unwrap(), None);
        put(&mut tx, &home(), &stored("m", 1)).await;
        assert_eq!(tx.latest_time(&home()).await.unwrap(), Some(at(1)));
        let edited = punktum::store::Stored { edited_at: Some(at(2)), ..stored("m", 1) };
        put(&mut tx, &home(), &edited).await;
        assert_eq!(tx.latest_time(&home()).await.unwrap(), Some(at(2)));
        tx.log_change(&home(), &change("brand", 3)).await.unwrap();
        assert_eq!(tx.latest_time(&home()).await.unwrap(), Some(at(3)));
        tx.queue(&row("o", 99)).await.unwrap();
        tx.settle(&home(), "o", Err("late"), at(4)).await.unwrap();
        assert_eq!(tx.latest_time(&home()).await.unwrap(), Some(at(4)));
        assert_eq!(tx.latest_time(&other()).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn senders_are_enrolled_and_dismissed() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        let kim = Sender { kind: SenderKind::Account, id: "kim".into(), owner: None, machine: false };
        let hook = Sender { kind: SenderKind::Webhook, id: "kim".into(), owner: None, machine: true };
        for sender in [&hook, &kim] {
            tx.enrol(&home(), sender).await.unwrap();
        }
        let owned = Sender { owner: Some("kim".into()), machine: false, ..hook };
        tx.enrol(&home(), &owned).await.unwrap();
        assert_eq!(tx.roster(&home()).await.unwrap().senders(), [kim, owned.clone()]);
        assert!(tx.dismiss(&home(), SenderKind::Account, "kim").await.unwrap());
        assert!(!tx.dismiss(&home(), SenderKind::Account, "kim").await.unwrap());
        assert_eq!(tx.roster(&home()).await.unwrap().senders(), [owned]);
        assert!(tx.roster(&other()).await.unwrap().senders().is_empty());
    })
    .await;
}

fn change(key: &str, second: i64) -> Change {
    Change {
        at: at(second),
        account: "admin".into(),
        subject: "setting".into(),
        scope: String::new(),
        key: key.into(),
        before: None,
        after: Some("\"b\"".into()),
    }
}

#[tokio::test]
async fn settings_are_set_unset_and_logged() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        assert_eq!(tx.settings(&home()).await.unwrap(), Default::default());
        for (scope, key, value) in
            [("", "people", "\"off\""), ("", "sensitivity", "\"strict\""), ("news", "rules", "{\"off\":[\"hype\"]}")]
        {
            tx.put_setting(&home(), scope, key, Some("null")).await.unwrap();
            tx.put_setting(&home(), scope, key, Some(value)).await.unwrap();
            assert_eq!(tx.setting(&home(), scope, key).await.unwrap().as_deref(), Some(value));
        }
        let settings = tx.settings(&home()).await.unwrap();
        assert_eq!((settings.people, settings.sensitivity), (People::Off, Sensitivity::Strict));
        assert!(settings.rules_of(&"news".into()).off.contains("hype"));
        tx.put_setting(&home(), "", "people", None).await.unwrap();
        assert_eq!(tx.setting(&home(), "", "people").await.unwrap(), None);
        assert_eq!(tx.settings(&other()).await.unwrap(), Default::default());
        tx.put_setting(&home(), "", "nonsense", Some("1")).await.unwrap();
        let error = tx.settings(&home()).await.unwrap_err();
        assert!(matches!(error, Error::Corrupt { table: "settings", .. }), "{error}");
        assert!(error.to_string().contains("nonsense"), "{error}");

        assert_eq!(tx.last_changes(&home()).await.unwrap(), []);
        assert_eq!(tx.log_change(&home(), &change("a", 1)).await.unwrap(), 1);
        tx.put_setting(&home(), "", "nonsense", None).await.unwrap();
        tx.commit().await.unwrap();
        // What one transaction changes belongs together.
        let mut tx = fresh.write().await;
        assert_eq!(tx.log_change(&home(), &change("b", 2)).await.unwrap(), 2);
        assert_eq!(tx.log_change(&home(), &change("c", 2)).await.unwrap(), 3);
        tx.commit().await.unwrap();
        let mut tx = fresh.write().await;
        assert_eq!(tx.log_change(&other(), &change("d", 3)).await.unwrap(), 1);
        assert_eq!(tx.last_changes(&home()).await.unwrap(), [(3, change("c", 2)), (2, change("b", 2))]);
        assert!(tx.mark_undone(&home(), 3).await.unwrap());
        assert!(!tx.mark_undone(&home(), 3).await.unwrap());
        assert_eq!(tx.last_changes(&home()).await.unwrap(), [(2, change("b", 2))]);
        assert!(tx.mark_undone(&home(), 2).await.unwrap());
        assert_eq!(tx.last_changes(&home()).await.unwrap(), [(1, change("a", 1))]);
        // Observing counts from the first change, then from the last time it was chosen, undone or not.
        assert_eq!(tx.observing_since(&home()).await.unwrap(), Some(change("a", 1).at));
        assert_eq!(tx.log_change(&home(), &change("nudging", 4)).await.unwrap(), 4);
        assert!(tx.mark_undone(&home(), 4).await.unwrap());
        assert_eq!(tx.observing_since(&home()).await.unwrap(), Some(change("nudging", 4).at));
        assert_eq!(tx.observing_since(&"nobody".into()).await.unwrap(), None);
    })
    .await;
}
