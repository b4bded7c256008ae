//! What concerns people: who is named where, notes and pauses, what is missing, and the end.

use crate::domain::Lang;
use crate::handover::tests::unpack;
use crate::store::NudgeState;

use super::desk::{LIVE, World};

#[tokio::test]
async fn people_are_asked_told_and_forgotten() {
    let world = World::new().await;
    world.ask("settings senders add @kim").await;
    world.post("m1", "2026-11-20T09:00:00Z", "kim", "Version 2 ist da.").await;
    world.nudge("n1", "kim", NudgeState::Pending).await;
    insta::assert_snapshot!(world.ask("settings people").await, @r"
    People: self. Drift is shown to the account alone; accounts are erased from posts after 35 days.
    To change it: `/settings people off`
    ");
    insta::assert_snapshot!(world.ask("settings people named").await, @"! Figures per account first need the agreement of the staff or their works council. Once you have it: `/settings people named agreed:yes`");
    insta::assert_snapshot!(world.ask("settings people named yes").await, @"! Everyone enrolled must be told, and there is no staff channel to tell them in. First: `/settings channels #team staff`");
    world.ask("settings channels team staff").await;
    insta::assert_snapshot!(world.ask("settings people named yes").await, @r"
    People: named. Admins see figures per account.
    It will be announced in #team.
    ");
    let rows = world.watch.store().read().await.unwrap().due(world.now, 9).await.unwrap();
    let row = rows.iter().find(|row| row.template == "people_named").unwrap();
    assert_eq!(row.venue, "channel:3");
    insta::assert_snapshot!(world.ask_as("kim", Lang::De, "einstellungen personen aus").await, @r#"
    Personen: aus. Drift wird je Kanal beobachtet, und kein Konto steht bei einem Beitrag.
    Bei allen Beiträgen, Hinweisen und Antworten sind die Konten gelöscht.
    "#);
    let mut tx = world.watch.store().read().await.unwrap();
    assert_eq!(tx.message(&world.home, &"m1".into()).await.unwrap().unwrap().account, None);
    let nudge = tx.nudge(&world.home, "n1").await.unwrap().unwrap();
    assert_eq!((nudge.account, nudge.subject, nudge.state), (None, None, NudgeState::Dropped));
    drop(tx);
    let held = world.held().await;
    for table in ["messages", "findings", "nudges", "drift_resets", "outbox", "feedback", "weekly_summaries"] {
        assert!(!held[table].to_string().contains("kim"), "{table}: {}", held[table]);
    }
    insta::assert_snapshot!(world.ask("settings undo").await, @"Undone: People (off → named). It had stood since today, set by @kim.");
    insta::assert_snapshot!(world.ask("settings people").await, @r#"
    People: named. Admins see figures per account.
    To change it: `/settings people off`
    "#);
}

#[tokio::test]
async fn the_doctor_names_what_is_missing() {
    let world = World::new().await;
    insta::assert_snapshot!(world.ask("settings doctor").await, @r"
    **4 things to do**
    - No staff channel: notes have nowhere to go. `/settings channels #team staff`
    - Nobody is enrolled: nothing is scored. `/settings senders add @name`
    - The digest has no channel. `/settings digest channel:#team`
    - No contact for complaints: members do not know whom to ask. `/settings language contact:mail@…`
    **In order**
    - Stages: #news. `/settings channels #news stage`
    - Language English, time zone Europe/Berlin, now today, 11:00. `/settings language`
    - People: self. Drift is shown to the account alone; accounts are erased from posts after 35 days. `/settings people`
    - Notes go out when posts drift. `/settings nudging`
    - Nothing waits to be sent.
    - No rule is off. `/settings rules`
    - Sensitivity balanced: about one false note in 1100 posts; real drift shows after 12 posts. `/settings sensitivity`
    ");
    world.ask("settings senders add @kim").await;
    world.ask("settings channels team staff").await;
    world.ask("settings language contact:hilfe@nordlicht.example").await;
    world.ask("settings rules hype off").await;
    world.ask("pause 3").await;
    insta::assert_snapshot!(world.ask_as("kim", Lang::De, "einstellungen prüfen").await, @r"
    **1 Punkt ist offen**
    - Pause bis heute, 14:00 Uhr: keine Hinweise, und die Beiträge zählen nicht. `/pause 0`
    **In Ordnung**
    - Teamkanal: #team. `/einstellungen kanäle #team team`
    - Bühnen: #news. `/einstellungen kanäle #news bühne`
    - 1 offizieller Absender. `/einstellungen absender`
    - Nächster Wochenbericht: Montag, 09:00 Uhr, in #team. `/einstellungen wochenbericht`
    - Sprache Englisch, Zeitzone Europe/Berlin, jetzt heute, 11:00 Uhr. `/einstellungen sprache`
    - Kontakt für Beschwerden: hilfe@nordlicht.example. `/einstellungen sprache`
    - Personen: selbst. Drift sieht nur das Konto selbst; bei Beiträgen werden Konten nach 35 Tagen gelöscht. `/einstellungen personen`
    - Nichts wartet auf den Versand.
    - Diese Regeln sind aus: laute Worte. `/einstellungen regeln`
    - Empfindlichkeit ausgewogen: etwa ein falscher Hinweis in 1100 Beiträgen; echte Drift zeigt sich nach 12 Beiträgen. `/einstellungen empfindlichkeit`
    ");
}

#[tokio::test]
async fn a_note_is_for_one_person() {
    let world = World::new().await;
    insta::assert_snapshot!(world.ask("nudge show").await, @"There is no note for you.");
    world.ask("settings senders add @kim").await;
    world.post("m1", "2026-11-20T09:00:00Z", "kim", LIVE).await;
    world.nudge("3f2a", "kim", NudgeState::Sent).await;
    let german = world.ask_as("kim", Lang::De, "hinweise zeigen").await;
    assert!(german.starts_with("In **#news** fehlt seit Dienstag das Wann: 4 Beiträge, kein Termin."), "{german}");
    assert!(german.ends_with("[Hilft: nudge helps 3f2a]\n[Passt nicht: nudge unfit 3f2a]\n[Pause: pause]"), "{german}");
    let english = world.ask("nudge show 3f2a").await;
    assert!(english.contains("Latest: \"was ganz Großes\"\n"), "{english}");
    insta::assert_snapshot!(world.ask_as("bo", Lang::En, "nudge show 3f2a").await, @"! This note is shown only to the person it names.");
    insta::assert_snapshot!(world.ask_as("bo", Lang::De, "hinweise unpassend 3f2a").await, @"! Diesen Hinweis sieht nur, wer angesprochen ist.");
    insta::assert_snapshot!(world.ask("nudge helps 99").await, @"! There is no note 99. To see the latest: `/nudge show`");
    insta::assert_snapshot!(world.ask("nudge helps 3f2a").await, @"Noted: helpful.");
    insta::assert_snapshot!(world.ask_as("kim", Lang::De, "hinweise unpassend 3f2a").await, @"Notiert: passte nicht. Der Beitrag zählt nicht mehr.");
    let mut tx = world.watch.store().read().await.unwrap();
    let counts = tx.message(&world.home, &"m1".into()).await.unwrap().unwrap().counts;
    assert_eq!(counts.name(), "disputed");
    drop(tx);
    insta::assert_snapshot!(world.ask("nudge dm").await, @"Notes come as a card in the staff channel that only you can open. As direct messages: `/nudge dm on`");
    insta::assert_snapshot!(world.ask("nudge dm on").await, @"Notes come to you as direct messages. To switch it off: `/nudge dm off`");
    world.nudge("77aa", "kim", NudgeState::Pending).await;
    insta::assert_snapshot!(world.ask("nudge off").await, @"No notes for you any more. To get them again: `/nudge off off`");
    insta::assert_snapshot!(world.ask("nudge show 77aa").await, @"The note on #news is settled.");
    insta::assert_snapshot!(world.ask_as("kim", Lang::De, "hinweise aus aus").await, @"Hinweise kommen wieder. Ausschalten: `/hinweise aus`");
}

#[tokio::test]
async fn a_pause_says_until_when() {
    let world = World::new().await;
    insta::assert_snapshot!(world.ask("pause 0").await, @"There is no pause. To start one of 24 hours: `/pause`");
    insta::assert_snapshot!(world.ask("pause").await, @"Paused until Saturday, 11:00. Until then no notes, and posts do not count.");
    insta::assert_snapshot!(world.ask_as("bo", Lang::De, "pause 5 Störung im Lager").await, @"Pause bis Samstag, 11:00 Uhr. Bis dahin keine Hinweise, und die Beiträge zählen nicht.");
    insta::assert_snapshot!(world.ask("nudge pause 0").await, @"The pause is over: posts count again, and notes can come.");
}

#[tokio::test]
async fn leaving_takes_everything_along() {
    let world = World::new().await;
    world.ask("settings senders add @kim").await;
    world.ask("settings language brand:Nordlicht").await;
    world.post("m1", "2026-11-20T09:00:00Z", "kim", "Version 2 ist da.").await;
    insta::assert_snapshot!(world.ask("settings leave").await, @"Everything held about Nordlicht is handed over as a file and erased at once, for good; then Punktum leaves. To do so: `/settings leave confirm:Nordlicht`");
    insta::assert_snapshot!(world.ask("settings leave confirm:Nord").await, @"! Leaving needs the name of the brand: `/settings leave confirm:Nordlicht`");
    let reply = world.try_as("kim", Lang::En, "settings leave nordlicht").await.unwrap();
    insta::assert_snapshot!(reply.text, @"Everything held about Nordlicht is erased. This file is the only copy. Punktum leaves now.");
    let files = unpack(&reply.files[0].bytes);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names[0], "punktum.json");
    assert!(names.contains(&"messages.csv") && !names.contains(&"nudges.csv"), "{names:?}");
    let held: serde_json::Value = serde_json::from_slice(&files[0].1).unwrap();
    assert_eq!(held["messages"][0]["message"], "m1");
    assert_eq!(held["messages"][0]["deleted"], 0);
    assert!(held["messages"][0]["score"].is_f64() && held["messages"][0]["edited_at"].is_null());
    assert_eq!(held["settings"][0]["value"], "Nordlicht");
    assert!(held["messages"][0]["account"].is_null(), "nobody agreed to figures on people");
    assert!(files.iter().all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("Version 2")));
    let left = world.held().await;
    assert!(left.as_object().unwrap().values().all(|rows| rows.as_array().is_some_and(Vec::is_empty)), "{left}");
}
