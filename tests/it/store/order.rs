//! Messages and deletions may come in any order and more than once: the rows are the same.

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use punktum::domain::{CommunityId, Finding, Value};
use punktum::store::{Stored, Tx};

use super::{Fresh, at, on_both, stored};

#[derive(Debug, Clone)]
enum Said {
    Message(Box<Stored>),
    Deleted(&'static str, i64),
}

/// A form of a message is all its content: the same id, time of editing and text say the same. Only whether it was seen
/// live may differ between two deliveries of it.
fn said() -> impl Strategy<Value = Said> {
    let id = prop::sample::select(vec!["1", "2", "3"]);
    let message = (id.clone(), prop::option::of(10i64..13), 0u32..3, any::<bool>());
    let message = message.prop_map(|(id, edited, text, live)| {
        let form = edited.unwrap_or_default() as u32 * 3 + text;
        let findings = (0..form % 4).map(|n| Finding {
            heuristic: format!("heuristic {n}"),
            tag: None,
            span: n as usize..form as usize + 9,
            points: f64::from(form) / 4.0,
        });
        Said::Message(Box::new(Stored {
            edited_at: edited.map(at),
            live,
            text_hash: format!("text {text}"),
            score: f64::from(form),
            value: Value::from_number(i64::from(form) % 4),
            findings: findings.collect(),
            ..stored(id, id.parse().unwrap_or(0))
        }))
    });
    prop_oneof![6 => message, 1 => (id, 20i64..24).prop_map(|(id, at)| Said::Deleted(id, at))]
}

/// What was said once, and the same shuffled with some of it twice.
fn stories() -> impl Strategy<Value = (Vec<Said>, Vec<Said>)> {
    let once = prop::collection::vec(said(), 1..9);
    once.prop_flat_map(|once| {
        let again = prop::sample::subsequence(once.clone(), 0..=once.len());
        let twice = again.prop_map({
            let once = once.clone();
            move |again| [once.clone(), again].concat()
        });
        (Just(once), twice.prop_shuffle())
    })
}

/// Tells a story; what stands between two deletions in pages of so many messages.
async fn tell(tx: &mut Tx, community: &CommunityId, story: &[Said], page: usize) {
    for said in story.chunk_by(|a, b| matches!((a, b), (Said::Message(_), Said::Message(_)))) {
        if let [Said::Deleted(id, second)] = said {
            tx.bury(community, &(*id).into(), at(*second)).await.unwrap();
        }
        let messages = said.iter().filter_map(|said| match said {
            Said::Message(stored) => Some(Stored::clone(stored)),
            Said::Deleted(..) => None,
        });
        for page in messages.collect::<Vec<_>>().chunks(page) {
            tx.put_messages(community, page).await.unwrap();
        }
    }
}

/// Every column of every row, tombstones included.
async fn rows(fresh: &Fresh, community: &CommunityId) -> Vec<String> {
    let column = |name: &str| format!("COALESCE(CAST({name} AS TEXT), '-')");
    let line = |names: &str| names.split(' ').map(column).collect::<Vec<_>>().join(" || '|' || ");
    let messages = line(
        "message channel account account_week role posted_at edited_at deleted live lang occasion base score value tags \
         counts text_hash",
    );
    let findings = line("message position heuristic tag span_start span_end points");
    let sql = format!(
        "SELECT {messages} AS line FROM messages WHERE community = '{community}' UNION ALL \
         SELECT {findings} FROM findings WHERE community = '{community}' ORDER BY line"
    );
    fresh.rows(&sql).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_order_of_events_does_not_matter() {
    on_both(async |fresh| {
        let mut case = 0;
        let mut runner = TestRunner::default();
        let mut check = async |(once, twice): (Vec<Said>, Vec<Said>)| {
            case += 1;
            let [plain, shuffled] = ["plain", "shuffled"].map(|name| CommunityId(format!("{name} {case}")));
            let mut tx = fresh.write().await;
            tell(&mut tx, &plain, &once, 1).await;
            tell(&mut tx, &shuffled, &twice, 5).await;
            tx.commit().await.unwrap();
            (rows(fresh, &plain).await, rows(fresh, &shuffled).await)
        };
        // The runner cannot await, so it only draws the stories; a story that fails is printed whole.
        for _ in 0..96 {
            let story = stories().new_tree(&mut runner).unwrap().current();
            let (plain, shuffled) = check(story.clone()).await;
            assert!(!plain.is_empty());
            assert_eq!(plain, shuffled, "{story:#?}");
        }
    })
    .await;
}
