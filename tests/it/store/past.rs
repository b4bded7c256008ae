//! What a replay and its audit ask of the store.

use jiff::Timestamp;
use punktum::domain::{Counts, MessageId, Occasion, Reason, Subject, Tag};
use punktum::store::{Nudge, NudgeState, Reset, Stored};

use super::{at, home, on_both, other, put, stored};

fn kim() -> Subject {
    Subject::Account("kim".into())
}

fn nudge(id: &str, state: NudgeState) -> Nudge {
    Nudge {
        id: id.into(),
        subject: Some(kim()),
        account: Some("kim".into()),
        channel: "news".into(),
        message: "a".into(),
        since: at(1),
        steps: 3,
        pattern: Tag::Vague,
        heuristic: "vague".into(),
        times: 2,
        raised_at: at(1),
        state,
        settled_at: Some(at(1)),
        verdict: None,
    }
}

#[tokio::test]
async fn a_past_has_its_subjects_and_its_span() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        assert_eq!(tx.span(&home(), Timestamp::MIN).await.unwrap(), None);
        let ada = Stored { account: Some("ada".into()), channel: "updates".into(), ..stored("b", 5) };
        let keyed = Stored { account: None, account_week: Some("key".into()), ..stored("c", 7) };
        for message in [stored("a", 3), ada, keyed, stored("d", 9)] {
            put(&mut tx, &home(), &message).await;
        }
        tx.bury(&home(), &"d".into(), at(9)).await.unwrap();
        put(&mut tx, &other(), &stored("z", 1)).await;
        assert_eq!(tx.span(&home(), Timestamp::MIN).await.unwrap(), Some((at(3), at(7))));
        assert_eq!(tx.span(&home(), at(4)).await.unwrap(), Some((at(5), at(7))));
        assert_eq!(tx.span(&home(), at(8)).await.unwrap(), None);
        let accounts = tx.subjects(&home(), false, Timestamp::MAX).await.unwrap();
        assert_eq!(accounts, [Subject::Account("ada".into()), kim()]);
        let channels = tx.subjects(&home(), true, at(5)).await.unwrap();
        assert_eq!(channels, [Subject::Channel("news".into())]);
    })
    .await;
}

#[tokio::test]
async fn a_past_is_folded_on_page_by_page() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        for (name, second) in [("a", 1), ("b", 2), ("c", 2), ("d", 2), ("e", 3), ("f", 8)] {
            put(&mut tx, &home(), &stored(name, second)).await;
        }
        let reply = Stored { counts: Counts::No(Reason::Reply), ..stored("g", 2) };
        let notice = Stored { occasion: Occasion::Notice, ..stored("h", 2) };
        for message in [&reply, &notice] {
            put(&mut tx, &home(), message).await;
        }
        let (mut ids, mut after): (Vec<String>, Option<(Timestamp, MessageId)>) = (Vec::new(), None);
        loop {
            let from = after.as_ref().map(|(at, id)| (*at, id));
            let page = tx.fold_on(&home(), &kim(), from, at(8), 2).await.unwrap();
            let Some(last) = page.last() else { break };
            after = Some((last.posted_at, last.message.clone()));
            ids.extend(page.into_iter().map(|step| step.message.0));
        }
        assert_eq!(ids, ["a", "b", "c", "d", "e"]);
        let channel = Subject::Channel("news".into());
        assert_eq!(tx.fold_on(&home(), &channel, None, Timestamp::MAX, 99).await.unwrap().len(), 6);
    })
    .await;
}

#[tokio::test]
async fn what_was_never_to_be_said_is_taken_back() {
    on_both(async |fresh| {
        let mut tx = fresh.write().await;
        let states = [NudgeState::WouldHave, NudgeState::Cooling, NudgeState::Sent, NudgeState::WouldHave];
        for (n, state) in states.into_iter().enumerate() {
            let id = n.to_string();
            tx.put_nudge(&home(), &nudge(&id, state)).await.unwrap();
            let reset = Reset { subject: kim(), posted_at: at(n as i64), message: id.as_str().into(), nudge: Some(id) };
            tx.put_reset(&home(), &reset).await.unwrap();
        }
        tx.unraise(&home(), &Subject::Account("ada".into()), Timestamp::MAX).await.unwrap();
        tx.unraise(&home(), &kim(), at(3)).await.unwrap();
        for (id, stands) in [("0", false), ("1", false), ("2", true), ("3", true)] {
            assert_eq!(tx.nudge(&home(), id).await.unwrap().is_some(), stands, "{id}");
        }
        let last = tx.last_reset(&home(), &kim(), false).await.unwrap().unwrap();
        assert_eq!(last.nudge.as_deref(), Some("3"));
        assert_eq!(tx.reset_before(&home(), &last).await.unwrap().unwrap().nudge.as_deref(), Some("2"));
    })
    .await;
}
