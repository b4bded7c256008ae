//! Weeks: their figures, and which are closed.

use std::collections::BTreeMap;

use punktum::domain::{Reason, Week};
use punktum::store::{Scope, WeeklySummary};

use super::{at, home, on_both, other};

/// An ISO week.
pub(super) fn week(year: i16, week: i8) -> Week {
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
