//! For how long anything names an account.

use jiff::SignedDuration;

use crate::world::World;
use crate::world::words::{CHAT, DOWN, EMPTY, TEASE, good};

/// Where account ids may stand for as long as the community is there.
const ALWAYS: [&str; 3] = ["senders", "accounts", "settings_log"];

/// Everything that names one of these accounts, as `table` with the time of the row where the table has one.
async fn named(world: &World, accounts: &[&str]) -> Vec<(String, Option<i64>)> {
    let mut found = Vec::new();
    for table in world.rows("SELECT name FROM sqlite_master WHERE type = 'table'").await {
        let columns = world.rows(&format!("SELECT name FROM pragma_table_info('{table}')")).await;
        let times = ["posted_at", "raised_at", "due_at", "given_at"];
        let time = times.into_iter().find(|time| columns.iter().any(|column| column == time));
        for (account, column) in accounts.iter().flat_map(|account| columns.iter().map(move |column| (account, column)))
        {
            let id = format!("id:{account}");
            let select = format!(
                "SELECT CAST({} AS TEXT) FROM {table} WHERE instr(CAST({column} AS TEXT), '{id}') > 0",
                time.unwrap_or("NULL")
            );
            found.extend(world.rows(&select).await.into_iter().map(|time| (table.clone(), time.parse().ok())));
        }
    }
    found
}

/// Five weeks and more in which everything happens that leaves a row.
async fn live(world: &mut World) {
    let _on = world.command("ann", "/nudge dm on").await;
    let _log = world.command("ann", "/pause 1").await;
    world.go("+1h").await;
    for day in 0..40 {
        let who = ["ann", "ben", "cat"][day % 3];
        world.say(who, &good(day as u32)).await;
        world.go("+1d").await;
        world.digests();
        if [1, 11, 30].contains(&day) {
            let texts = [&EMPTY, &TEASE, &CHAT][day % 3];
            world.say_all(who, &texts[..4]).await;
            world.go("+3d").await;
            world.digests();
            while !world.fake().posts.is_empty() {
                let _card = world.next_post();
                let _answer = world.command(who, "/nudge show").await;
                let _done = world.press(who, "Helps").await;
            }
        }
    }
}

#[tokio::test]
async fn with_self_only_rows_younger_than_35_days_name_accounts() {
    let mut world = World::new().await;
    live(&mut world).await;
    let all = ["ann", "ben", "cat", "sue", "robot"];
    let limit = (world.now() - SignedDuration::from_hours(35 * 24)).as_millisecond();
    let found = named(&world, &all).await;
    for (table, at) in &found {
        let young = at.is_some_and(|at| at > limit);
        assert!(ALWAYS.contains(&table.as_str()) || young, "{table} names an account in a row of {at:?}");
    }
    // The search finds what there is to find.
    for table in ["senders", "accounts", "messages", "nudges", "drift_resets", "outbox", "feedback"] {
        assert!(found.iter().any(|(t, _)| t == table), "nothing in {table}");
    }
    let old = "SELECT message FROM messages WHERE account IS NULL";
    assert!(world.rows(old).await.len() > 5, "older ones are kept without their account");
    world.done().await;
}

#[tokio::test]
async fn with_off_only_an_undelivered_nudge_names_its_person() {
    let mut world = World::new().await;
    world.set("people", "\"off\"").await;
    let _on = world.command("ann", "/nudge dm on").await;
    let said = world.say_all("ann", &EMPTY[..4]).await;
    // Held, so it is not delivered for a while.
    world.say("ben", DOWN[0]).await;
    world.say("cat", DOWN[1]).await;
    let _question = world.next_post();
    world.go("+1h").await;
    assert_eq!(tables(&world).await, ["nudges", "outbox"]);
    let keys = "SELECT DISTINCT account_week FROM messages WHERE account_week IS NOT NULL";
    assert_eq!(world.rows(keys).await.len(), 3);

    world.go("+2d").await;
    insta::assert_snapshot!(world.next_post(), @r"
    @ann
    In **#news**, 2 of the last 4 posts since Monday ask for reactions without saying what for.
    After trimming, nothing is left. Add what and when, or skip the post until both are known.
    [Helps] [Doesn't fit] [Pause]
    ");
    assert_eq!(tables(&world).await, [""; 0]);

    // Who reads it is still the one it is for, and answers it without a trace.
    assert!(world.press("ben", "Doesn't fit").await.contains("shown only to the person"));
    let _done = world.press("ann", "Doesn't fit").await;
    assert_eq!(world.judged(&said[3]).await, (0, "disputed"));
    assert_eq!(tables(&world).await, [""; 0]);

    world.at("2026-09-14T09:00").await;
    world.digests();
    assert_eq!(world.rows(keys).await, [""; 0], "the keys of a closed week are erased");
    world.done().await;
}

#[tokio::test]
async fn who_goes_from_off_to_self_leaves_no_keys_behind() {
    let mut world = World::new().await;
    let _off = world.command("boss", "/settings people off").await;
    world.say("ann", &good(1)).await;
    let keys = "SELECT account_week FROM messages WHERE account_week IS NOT NULL";
    assert_eq!(world.rows(keys).await.len(), 1);
    let _own = world.command("boss", "/settings people self").await;
    assert_eq!(world.rows(keys).await, [""; 0]);
    world.done().await;
}

#[tokio::test]
async fn the_mark_of_a_deleted_post_goes_after_35_days() {
    let mut world = World::new().await;
    let said = world.say("ann", &good(1)).await;
    world.delete(&said).await;
    let marks = "SELECT message FROM messages WHERE deleted = 1";
    world.go("+34d").await;
    assert_eq!(world.rows(marks).await.len(), 1);
    world.go("+2d").await;
    assert_eq!(world.rows(marks).await, [""; 0]);
    world.digests();
    world.done().await;
}

/// All figures of closed weeks, but those of accounts.
const CLOSED: &str = "SELECT iso_year || ' ' || iso_week || ' ' || scope || ' ' || subject || ' ' || messages || ' ' || counted || ' ' ||
    score_mean || ' ' || not_counted || ' ' || top_heuristics || ' ' || nudges || ' ' || COALESCE(best_message, '-')
    FROM weekly_summaries WHERE scope <> 'account' AND counted > 0 ORDER BY 1";

#[tokio::test]
async fn an_account_erases_itself_and_the_closed_figures_stay() {
    let mut world = World::new().await;
    let _named = world.command("boss", "/settings people named agreed:yes").await;
    let _announced = world.next_post();
    live(&mut world).await;
    let closed = world.rows(CLOSED).await;
    let own = "SELECT subject FROM weekly_summaries WHERE subject = 'id:ann'";
    assert!(closed.len() >= 10 && !world.rows(own).await.is_empty());
    insta::assert_snapshot!(world.command("tom", "/punktum privacy erase").await, @"Nothing is held about you.");
    let _asked = world.command("ann", "/punktum privacy erase").await;
    assert!(!named(&world, &["ann"]).await.is_empty(), "it was only asked");
    insta::assert_snapshot!(world.press("ann", "Erase for good").await, @"Erased. No table holds this id any more.");
    assert_eq!(named(&world, &["ann"]).await, []);
    assert_eq!(world.rows(CLOSED).await, closed);
    assert!(!named(&world, &["ben"]).await.is_empty());
    // What it posts is read as little as what any member posts.
    world.say("ann", &good(50)).await;
    assert_eq!(named(&world, &["ann"]).await, []);
    world.go("+1w").await;
    world.digests();
    assert_eq!(named(&world, &["ann"]).await, []);
    world.done().await;
}

#[tokio::test]
async fn with_off_the_keyed_hashes_of_an_account_go_as_well() {
    let mut world = World::new().await;
    world.set("people", "\"off\"").await;
    world.say_all("ann", &EMPTY[..4]).await;
    world.say("ben", &good(1)).await;
    world.go("+1d").await;
    let _card = world.next_post();
    let _shown = world.command("ann", "/nudge show").await;
    let id = world.rows("SELECT nudge FROM nudges").await.remove(0);
    let _shown = world.command("ann", &format!("/nudge unfit {id}")).await;
    assert!(world.next_post().contains("is settled"));
    let keys = "SELECT account_week FROM messages WHERE account_week IS NOT NULL";
    let readers = "SELECT account FROM nudges WHERE account LIKE 'reader:%' UNION ALL
        SELECT account FROM feedback WHERE account LIKE 'reader:%'";
    assert_eq!((world.rows(keys).await.len(), world.rows(readers).await.len()), (5, 2));
    let _asked = world.command("boss", "/punktum privacy erase id:ann").await;
    let _done = world.press("boss", "Erase for good").await;
    assert_eq!((world.rows(keys).await.len(), world.rows(readers).await.len()), (1, 0));
    assert_eq!(world.rows("SELECT verdict FROM feedback").await, ["unfit"]);
    world.done().await;
}

/// The tables that name somebody and are not to do so for ever.
async fn tables(world: &World) -> Vec<String> {
    let found = named(world, &["ann", "ben", "cat"]).await;
    let mut tables: Vec<_> =
        found.into_iter().map(|(table, _)| table).filter(|t| !ALWAYS.contains(&t.as_str())).collect();
    tables.sort();
    tables.dedup();
    tables
}
