//! What is held about somebody or everybody: handed over, and erased.

use crate::domain::Lang;
use crate::handover::tests::unpack;
use crate::store::NudgeState;

use super::desk::World;

#[tokio::test]
async fn everybody_gets_and_erases_what_names_them() {
    let world = World::new().await;
    world.ask("settings senders add @kim").await;
    world.ask("settings senders add @bo").await;
    world.ask("settings language brand:Nordlicht contact:<@bo>").await;
    world.post("m1", "2026-11-20T09:00:00Z", "bo", "Version 2 ist da.").await;
    world.post("m2", "2026-11-20T09:10:00Z", "kim", "Version 3 ist da.").await;
    world.nudge("77aa", "bo", NudgeState::Pending).await;
    insta::assert_snapshot!(world.ask_as("mo", Lang::En, "punktum privacy export").await, @"Nothing is held about you.");
    insta::assert_snapshot!(world.ask_as("mo", Lang::De, "punktum datenschutz löschen").await, @"Über dich ist nichts gespeichert.");
    for line in ["punktum privacy export community:true", "punktum privacy erase @kim", "punktum privacy export @kim"] {
        let said = world.ask_as("bo", Lang::En, line).await;
        assert_eq!(said, "! Only those who manage the community can do this.", "{line}");
    }
    let reply = world.try_as("bo", Lang::De, "punktum datenschutz export").await.unwrap();
    insta::assert_snapshot!(format!("{} [{}: {}]", reply.text, reply.files[0].name, reply.files[0].alt), @"Alle Zeilen, in denen du stehst, als JSON und CSV. [punktum-home-bo.zip: Die gespeicherten Zeilen als JSON und CSV]");
    let names: Vec<String> = unpack(&reply.files[0].bytes).into_iter().map(|(name, _)| name).collect();
    insta::assert_snapshot!(names.join(" "), @"punktum.json senders.csv messages.csv findings.csv nudges.csv settings.csv settings_log.csv");
    let all = world.try_as("kim", Lang::En, "punktum privacy export community:true").await.unwrap();
    insta::assert_snapshot!(format!("{} [{}]", all.text, all.files[0].name), @"Everything held about Nordlicht, as JSON and CSV. Posts and notes are without their account; each gets its own rows with `/punktum privacy export` [punktum-home.zip]");
    insta::assert_snapshot!(world.ask("punktum privacy export @bo").await, @"! Rows of other accounts are handed over only with people set to named: /settings people named.");

    insta::assert_snapshot!(world.ask_as("bo", Lang::De, "punktum datenschutz löschen ich").await, @r"
    Deine Kennung wird überall endgültig gelöscht: bei Beiträgen, Hinweisen, Antworten, Einstellungen und in der Liste der Absender. Auswertungen über dich verschwinden, die der Kanäle bleiben.
    Neue Beiträge zählen erst wieder, wenn du eingetragen wirst oder eine eingetragene Rolle hast.
    [Endgültig löschen: punktum privacy erase account:me confirm:yes]
    ");
    insta::assert_snapshot!(world.ask("punktum privacy erase @bo").await, @r"
    The id of @bo is erased everywhere, for good: from posts, notes, answers, settings and the list of senders. Figures on the account go, those of the channels stay.
    New posts count again only once the account is enrolled or has an enrolled role.
    [Erase for good: punktum privacy erase account:bo confirm:yes]
    ");
    insta::assert_snapshot!(world.ask("punktum privacy erase account:bo confirm:yes").await, @"Erased. No table holds this id any more.");
    insta::assert_snapshot!(world.ask("punktum privacy erase @bo").await, @"Nothing is held about @bo.");
    let held = world.held().await;
    assert!(!held.to_string().contains("\"bo\"") && !held.to_string().contains("<@bo>"), "{held}");
    assert_eq!(held["messages"].as_array().unwrap().len(), 2);
    assert_eq!((&held["nudges"][0]["state"], &held["outbox"][0]["reason"]), (&"dropped".into(), &"erased".into()));
    insta::assert_snapshot!(world.ask("settings undo").await, @"Undone: Brand (Nordlicht → brand). It had stood since today, set by @kim.");
}

#[tokio::test]
async fn erasing_the_community_takes_the_name_of_the_brand() {
    let world = World::new().await;
    world.ask("settings language brand:Nordlicht").await;
    insta::assert_snapshot!(world.ask("punktum privacy erase community:true").await, @r"
    Everything held about Nordlicht is handed over as a file and erased at once, for good. To confirm it, the name of the brand is needed.
    [Type the name of the brand: punktum privacy erase community:true confirm:]
    ");
    insta::assert_snapshot!(world.ask_as("kim", Lang::De, "punktum datenschutz löschen gemeinschaft:ja bestätigung:Nord").await, @"! Zum Löschen gehört der Name der Marke: `/punktum datenschutz löschen gemeinschaft:ja bestätigung:Nordlicht`");
    let reply = world.try_as("kim", Lang::En, "punktum privacy erase community:true confirm:nordlicht").await.unwrap();
    assert_eq!(reply.files[0].name, "punktum-home.zip");
    let left = world.held().await;
    assert!(left.as_object().unwrap().values().all(|rows| rows.as_array().is_some_and(Vec::is_empty)), "{left}");
}
