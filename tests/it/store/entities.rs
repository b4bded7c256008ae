//! Everything but messages and people: one test per entity.

use std::collections::BTreeMap;

use punktum::domain::{People, Reason, Sender, SenderKind, Sensitivity, Subject, Tag, Verdict, Week};
use punktum::store::{
    Change, Channel, Community, Error, Feedback, Nudge, NudgeState, OutboxRow, OutboxState, Scope, WeeklySummary,
};
use serde_json::json;

use super::{at, home, on_both, other, stored};

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

/// An ISO week.
fn week(year: i16, week: i8) -> Week {
    Week { year, week }
}

/// A week with nothing that counted.
pub(crate) fn silent_week(number: i8) -> WeeklySummary {
    WeeklySummary {
        week: week(2026, number),
        scope: Scope::Community,
        subject: "home".into(),
        messages: 2,
        counted: 0,
        score_mean: None,
        n_empty: None,
        n_thin: None,
        n_padded: None,
        n_to_the_point: None,
        smalltalk_share: None,
        gift_share: None,
        not_counted: BTreeMap::from([(Reason::Reply, 2)]),
        top_heuristics: Vec::new(),
        nudges: 0,
        nudges_helpful: 0,
        nudges_unfit: 0,
        best_message: None,
        worst_message: None,
        share_before: None,
    }
}

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
            tx.put_message(&community, &stored("m", 0)).await.unwrap();
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
        assert_eq!(tables.len(), 15, "{tables:?}");
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
        tx.put_message(&home(), &stored("m", 1)).await.unwrap();
        assert_eq!(tx.latest_time(&home()).await.unwrap(), Some(at(1)));
        let edited = punktum::store::Stored { edited_at: Some(at(2)), ..stored("m", 1) };
        tx.put_message(&home(), &edited).await.unwrap();
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

pub(crate) fn feedback(nudge: &str, account: &str, verdict: Verdict, second: i64) -> Feedback {
    let (nudge, heuristic) = (nudge.to_owned(), "greeting".to_owned());
    Feedback { nudge, account: account.into(), heuristic, verdict, given_at: at(second) }
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

#[tokio::test]
async fn closed_weeks_are_never_rewritten() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        let silent = silent_week(2);
        let busy = WeeklySummary {
            counted: 3,
            score_mean: Some(61.5),
            n_empty: Some(0),
            n_thin: Some(1),
            n_padded: Some(0),
            n_to_the_point: Some(2),
            smalltalk_share: Some(0.0),
            gift_share: Some(1.0 / 3.0),
            top_heuristics: vec![("greeting".into(), 2), ("hype".into(), 1)],
            nudges: 1,
            best_message: Some("a".into()),
            worst_message: Some("b".into()),
            share_before: Some(0.5),
            ..silent_week(3)
        };
        let last_year = WeeklySummary { week: week(2025, 52), ..busy.clone() };
        let news = WeeklySummary { scope: Scope::Channel, subject: "news".into(), ..busy.clone() };
        // Floats that are missing and floats that are not, through one statement.
        for summary in [&silent, &busy, &last_year, &news, &WeeklySummary { week: week(2026, 4), ..silent.clone() }] {
            assert!(tx.put_summary(&home(), summary).await.unwrap());
            assert!(!tx.put_summary(&home(), &WeeklySummary { messages: 99, ..summary.clone() }).await.unwrap());
        }
        let of = |last, weeks| (last, weeks);
        for ((last, weeks), expected) in [
            (of(week(2026, 3), 2), vec![silent.clone(), busy.clone()]),
            (of(week(2026, 3), 1), vec![busy.clone()]),
            (of(week(2026, 3), 4), vec![last_year.clone(), silent.clone(), busy.clone()]),
            (of(week(2026, 3), 3), vec![silent.clone(), busy.clone()]),
            (of(week(2026, 3), 0), vec![]),
        ] {
            let found = tx.summaries(&home(), Scope::Community, "home", last, weeks).await.unwrap();
            assert_eq!(found, expected, "{weeks} weeks");
        }
        assert_eq!(tx.summaries_of_week(&home(), week(2026, 3)).await.unwrap(), [news, busy]);

        assert_eq!(tx.last_closed(&home()).await.unwrap(), None);
        assert!(tx.close_week(&home(), week(2026, 1), at(1), Some("o")).await.unwrap());
        assert!(tx.close_week(&home(), week(2025, 52), at(2), None).await.unwrap());
        assert!(!tx.close_week(&home(), week(2026, 1), at(3), None).await.unwrap());
        assert_eq!(tx.last_closed(&home()).await.unwrap(), Some(week(2026, 1)));
        assert_eq!(tx.last_closed(&other()).await.unwrap(), None);
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
        tx.log_change(&home(), &change("nudging", 4)).await.unwrap();
        assert_eq!(tx.observing_since(&home()).await.unwrap(), Some(change("nudging", 4).at));
        assert_eq!(tx.observing_since(&"nobody".into()).await.unwrap(), None);
    })
    .await;
}
