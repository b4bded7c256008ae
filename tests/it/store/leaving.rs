//! What is handed over, taken back and erased when people or communities leave.

use punktum::domain::{AccountId, Sender, SenderKind, Subject, Verdict};
use punktum::handover;
use punktum::store::{
    AccountState, Change, Nudge, NudgeState, OutboxRow, Person, Reset, Scope, Stored, Tx, WeeklySummary, Whose,
};
use serde_json::{Value as Json, json};

use super::sending::{feedback, nudge, row};
use super::weeks::silent_week;
use super::{Fresh, at, home, on_both, other, put, stored};

/// All rows of the community by table, as they are handed over.
async fn all_rows(tx: &mut Tx) -> Json {
    serde_json::from_str(&handover::json(&tx.held(&home(), Whose::All).await.unwrap())).unwrap()
}

#[tokio::test]
async fn an_export_holds_every_row_as_it_is_stored() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        for community in [home(), other()] {
            tx.join(&community, "console", at(0)).await.unwrap();
            put(&mut tx, &community, &stored("m", 0)).await;
            tx.put_summary(&community, &silent_week(1)).await.unwrap();
            tx.queue(&OutboxRow { community: community.clone(), ..row("o", 0) }).await.unwrap();
            tx.put_setting(&community, "", "brand", Some("\"Nordlicht\"")).await.unwrap();
        }
        let held = all_rows(&mut tx).await;
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
        assert_eq!(all_rows(&mut tx).await, held);
        tx.forget(&home()).await.unwrap();
        let left = all_rows(&mut tx).await;
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
        put(&mut tx, &home(), &stored("m", 0)).await;
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
        let held = all_rows(&mut tx).await;
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
        tx.queue(&row(&OutboxRow::of_nudge("pending"), 3)).await.unwrap();
        tx.drop_nudges(&home(), Some(&kim), at(9), "declined").await.unwrap();
        for id in ["held", "pending"] {
            assert_eq!(tx.nudge(&home(), id).await.unwrap().unwrap().state, NudgeState::Dropped, "{id}");
        }
        let queued = tx.outbox_row(&home(), &OutboxRow::of_nudge("pending")).await.unwrap().unwrap();
        assert_eq!(queued.reason.as_deref(), Some("declined"));
        let newest = tx.newest_nudge_for(&home(), &kim).await.unwrap().map(|nudge| nudge.id);
        assert_eq!(newest.as_deref(), Some("sent"));
        assert!(tx.nudge(&home(), "other").await.unwrap().is_some_and(|nudge| nudge.state.is_open()));
        tx.drop_nudges(&home(), None, at(9), "off").await.unwrap();
        assert!(tx.nudge(&home(), "other").await.unwrap().is_some_and(|nudge| !nudge.state.is_open()));
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

/// The tables of the database as it is, without those of the database itself.
async fn live_tables(fresh: &Fresh) -> Vec<String> {
    let own = if fresh.url.starts_with("sqlite") {
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    } else {
        "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema()"
    };
    let mut tables = fresh.rows(own).await;
    tables.retain(|table| table != "_sqlx_migrations");
    tables.sort();
    tables
}

/// Where a text stands in any column of any table: `table.column`.
async fn places(fresh: &Fresh, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for table in live_tables(fresh).await {
        let columns = if fresh.url.starts_with("sqlite") {
            format!("SELECT name FROM pragma_table_info('{table}')")
        } else {
            format!(
                "SELECT CAST(column_name AS TEXT) FROM information_schema.columns
                WHERE table_schema = current_schema() AND table_name = '{table}'"
            )
        };
        for column in fresh.rows(&columns).await {
            let cast = format!("CAST({column} AS TEXT)");
            let sql = format!("SELECT {cast} FROM {table} WHERE REPLACE({cast}, '{text}', '') <> {cast}");
            if !fresh.rows(&sql).await.is_empty() {
                found.push(format!("{table}.{column}"));
            }
        }
    }
    found.sort();
    found
}

#[tokio::test]
async fn no_table_is_forgotten() {
    on_both(async |fresh| {
        let held = fresh.read().await.held(&home(), Whose::All).await.unwrap();
        let mut tables: Vec<&str> = held.iter().map(|held| held.table).collect();
        tables.sort_unstable();
        assert_eq!(tables, live_tables(fresh).await);
    })
    .await;
}

/// Everything that can name an account names this one, and everything but the messages another one beside it.
async fn everywhere(fresh: &Fresh, kim: &AccountId, person: &Person) {
    let mut tx = fresh.write().await;
    let id = kim.as_str();
    let sender =
        |kind, id: &str, owner: &str| Sender { kind, id: id.into(), owner: Some(owner.into()), machine: false };
    for enrolled in [
        sender(SenderKind::Account, id, "lou"),
        sender(SenderKind::Webhook, "hook", id),
        sender(SenderKind::Role, "team", id),
        sender(SenderKind::Account, "lou", "lou"),
    ] {
        tx.enrol(&home(), &enrolled).await.unwrap();
    }
    for (n, account) in ["lou", id].into_iter().enumerate() {
        let account = AccountId::from(account);
        tx.put_account(&home(), &account, &AccountState { direct: true, ..Default::default() }).await.unwrap();
        let own = Stored { account: Some(account.clone()), ..stored(&format!("m{n}"), n as i64) };
        put(&mut tx, &home(), &own).await;
        let subject = Subject::Account(account.clone());
        let reset = Reset { subject: subject.clone(), posted_at: at(1), message: "m".into(), nudge: None };
        tx.put_reset(&home(), &reset).await.unwrap();
        let raised = nudge(&format!("n{n}"), n as i64);
        let raised =
            Nudge { account: Some(account.clone()), subject: Some(subject), state: NudgeState::Held, ..raised };
        tx.put_nudge(&home(), &raised).await.unwrap();
        let venue = format!("direct:{account}");
        tx.queue(&OutboxRow { venue, ..row(&format!("nudge:n{n}"), 1) }).await.unwrap();
        let named = OutboxRow { arguments: json!({ "by": account }), ..row(&format!("named {n}"), 0) };
        tx.queue(&named).await.unwrap();
        tx.give(&home(), &feedback("n0", account.as_str(), Verdict::Unfit, n as i64)).await.unwrap();
        let own = WeeklySummary { scope: Scope::Account, subject: account.0.clone(), ..silent_week(1) };
        tx.put_summary(&home(), &own).await.unwrap();
    }
    tx.put_summary(&home(), &silent_week(1)).await.unwrap();
    let [week, reader] = [&person.hashes[0], &person.hashes[1]];
    let hashed = Stored { account: None, account_week: Some(week.clone()), ..stored("hashed", 3) };
    put(&mut tx, &home(), &hashed).await;
    let hashed = Stored { account: None, account_week: Some("0".repeat(32)), ..stored("of another", 3) };
    put(&mut tx, &home(), &hashed).await;
    tx.put_nudge(&home(), &Nudge { account: Some(AccountId(reader.clone())), ..nudge("read", 3) }).await.unwrap();
    tx.give(&home(), &feedback("n0", reader, Verdict::Unfit, 3)).await.unwrap();
    tx.put_setting(&home(), "", "contact", Some(&format!("\"ask <@{id}>\""))).await.unwrap();
    let change = |subject: &str, scope: &str, key: &str, by: &str, before: Option<String>| Change {
        at: at(4),
        account: by.into(),
        subject: subject.into(),
        scope: scope.into(),
        key: key.into(),
        before,
        after: None,
    };
    for changed in [
        change("setting", "", "sensitivity", id, Some("\"strict\"".into())),
        change("sender", "account", id, "lou", None),
        change("sender", "webhook", "hook", "lou", Some(json!({ "owner": id, "machine": false }).to_string())),
        change("setting", "", "contact", "lou", Some(format!("\"<@!{id}>\""))),
        change("setting", "", "brand", "lou", Some("\"Nordlicht\"".into())),
    ] {
        tx.log_change(&home(), &changed).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn an_erased_account_stands_in_no_column_and_the_rest_stays() {
    on_both(async |fresh| {
        let kim = AccountId::from("id:kim");
        let hashes = vec!["5".repeat(32), format!("reader:{}", "7".repeat(32))];
        let person = Person { account: kim.clone(), hashes: hashes.clone() };
        everywhere(fresh, &kim, &person).await;
        let named = places(fresh, "id:kim").await.join("\n");
        insta::allow_duplicates! {
            insta::assert_snapshot!(named, @r"
            accounts.account
            drift_resets.subject
            feedback.account
            messages.account
            nudges.account
            nudges.subject
            outbox.arguments
            outbox.venue
            senders.owner
            senders.sender
            settings.value
            settings_log.account
            settings_log.before
            settings_log.key
            weekly_summaries.subject
            ");
        }
        let mut tx = fresh.read().await;
        let own = tx.held(&home(), Whose::Own(&person)).await.unwrap();
        drop(tx);
        let rows: Vec<String> = own.iter().map(|held| format!("{} {}", held.table, held.rows.len())).collect();
        insta::allow_duplicates! {
            insta::assert_snapshot!(rows.join(", "), @"communities 0, channels 0, senders 3, accounts 1, pauses 0, messages 2, findings 4, drift_resets 1, nudges 2, outbox 2, feedback 2, weekly_summaries 1, digests 0, cursors 0, settings 1, settings_log 4");
        }

        let mut tx = fresh.write().await;
        tx.erase_account(&other(), &person, at(9)).await.unwrap();
        assert_eq!(tx.held(&home(), Whose::Own(&person)).await.unwrap(), own);
        for _ in 0..2 {
            tx.erase_account(&home(), &person, at(9)).await.unwrap();
        }
        tx.commit().await.unwrap();
        for text in ["id:kim", &hashes[0], &hashes[1]] {
            assert_eq!(places(fresh, text).await, [""; 0], "{text}");
        }
        let mut tx = fresh.read().await;
        let held = tx.held(&home(), Whose::Own(&person)).await.unwrap();
        assert!(held.iter().all(|held| held.rows.is_empty()));
        let all = all_rows(&mut tx).await;
        let count = |table: &str| all[table].as_array().unwrap().len();
        let tables =
            ["senders", "accounts", "messages", "nudges", "outbox", "feedback", "weekly_summaries", "settings_log"];
        assert_eq!(tables.map(count), [3, 1, 4, 3, 2, 2, 2, 5], "{all:#}");
        let names_lou = places(fresh, "lou").await;
        assert!(names_lou.len() > 8, "{names_lou:?}");
        assert_eq!(tx.nudge(&home(), "n1").await.unwrap().unwrap().state, NudgeState::Dropped);
        assert_eq!(tx.nudge(&home(), "n0").await.unwrap().unwrap().state, NudgeState::Held);
        let last = tx.last_changes(&home()).await.unwrap();
        assert_eq!(last.iter().map(|(_, change)| change.key.as_str()).collect::<Vec<_>>(), ["brand", "sensitivity"]);
    })
    .await;
}

#[tokio::test]
async fn whom_a_judgement_is_about_can_be_left_out() {
    on_both(async |fresh| {
        let kim = AccountId::from("id:kim");
        let hashes = vec!["5".repeat(32), format!("reader:{}", "7".repeat(32))];
        everywhere(fresh, &kim, &Person { account: kim.clone(), hashes: hashes.clone() }).await;
        let held = fresh.read().await.held(&home(), Whose::Unnamed).await.unwrap();
        let names = |held: &&punktum::store::Held| {
            let text = serde_json::to_string(&held.rows).unwrap();
            [kim.as_str(), &hashes[0], &hashes[1]].iter().any(|id| text.contains(id))
        };
        let named: Vec<&str> = held.iter().filter(names).map(|held| held.table).collect();
        insta::allow_duplicates! {
            insta::assert_snapshot!(named.join(" "), @"senders accounts outbox weekly_summaries settings settings_log");
        }
    })
    .await;
}

#[tokio::test]
async fn what_only_hashes_tell_apart_is_found() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        assert!(
            tx.hashed_times(&home()).await.unwrap().is_empty() && tx.hashed_nudges(&home()).await.unwrap().is_empty()
        );
        for (id, second) in [("a", 5), ("b", 5), ("c", 7)] {
            let hashed = Stored { account: None, account_week: Some("key".into()), ..stored(id, second) };
            put(&mut tx, &home(), &hashed).await;
        }
        put(&mut tx, &home(), &stored("named", 9)).await;
        let reader = |n: u32| AccountId(format!("reader:{n}"));
        tx.put_nudge(&home(), &Nudge { account: Some(reader(1)), ..nudge("read", 1) }).await.unwrap();
        tx.put_nudge(&home(), &nudge("named", 1)).await.unwrap();
        tx.give(&home(), &feedback("answered", reader(2).as_str(), Verdict::Helps, 1)).await.unwrap();
        let mut times = tx.hashed_times(&home()).await.unwrap();
        times.sort();
        assert_eq!(times, [at(5), at(7)]);
        let mut nudges = tx.hashed_nudges(&home()).await.unwrap();
        nudges.sort();
        assert_eq!(nudges, ["answered", "read"]);
        assert!(
            tx.hashed_times(&other()).await.unwrap().is_empty() && tx.hashed_nudges(&other()).await.unwrap().is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn a_claim_that_came_to_nothing_is_taken_back() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        tx.queue(&row("o", 1)).await.unwrap();
        let before = tx.outbox_row(&home(), "o").await.unwrap();
        assert!(!tx.release(&home(), "o", at(1)).await.unwrap(), "nobody claimed it");
        tx.claim(&home(), "o").await.unwrap();
        assert!(!tx.release(&other(), "o", at(1)).await.unwrap());
        assert!(tx.release(&home(), "o", at(1)).await.unwrap());
        assert_eq!(tx.outbox_row(&home(), "o").await.unwrap(), before);
    })
    .await;
}
