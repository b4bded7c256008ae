//! Every command, menu, form and button, in each language.

use punktum::commands::{ALL, Kind, Opt};
use punktum::domain::Lang;
use punktum::i18n::say;
use serde_json::{Value as Json, json};

use crate::model::{BOT, Message, What};
use crate::words::{EMPTY, good};
use crate::world::{ANN, BEN, BOSS, NEWS, STAFF, TOM, World, held};

#[tokio::test]
async fn commands_are_registered_once_and_again_only_when_they_changed() {
    let mut world = World::new().await;
    let names: Vec<String> = world
        .model
        .state()
        .commands
        .as_array()
        .unwrap()
        .iter()
        .map(|c| format!("{} {}", c["name"].as_str().unwrap(), c["name_localizations"]["de"].as_str().unwrap()))
        .collect();
    insta::assert_snapshot!(names.join("\n"), @r"
    audit rückblick
    draft entwurf
    digest wochenbericht
    settings einstellungen
    setup einrichten
    nudge hinweise
    pause pause
    punktum punktum
    Audit this message Beitrag prüfen
    ");
    world.stop().await;
    world.start().await;
    assert_eq!(world.model.state().registered, 1);
    world.done().await;
}

/// Something an option takes.
fn some(option: &Opt) -> String {
    match (option.name, &option.kind) {
        (_, Kind::Number(low, _)) => low.max(&1).to_string(),
        (_, Kind::Choice(choices)) => choices[0].0.to_owned(),
        (_, Kind::Channel) => NEWS.to_string(),
        (_, Kind::Account) => ANN.to_string(),
        ("text", _) => good(1),
        _ => "x".to_owned(),
    }
}

#[tokio::test]
async fn every_command_is_answered_in_both_languages() {
    let mut world = World::new().await;
    let id = world.say(ANN, &good(1)).await;
    for locale in ["de", "en-GB"] {
        for who in [ANN, BOSS] {
            world.model.state().users.get_mut(&who).unwrap().locale = locale.into();
        }
        for spec in ALL.iter().filter(|spec| spec.path != "settings leave") {
            let options = spec.options.iter().filter(|option| option.required);
            let given: String = options
                .map(|o| match o.name {
                    "message" => format!(" message:{id}"),
                    name => format!(" {name}:{}", some(o)),
                })
                .collect();
            let said = world.command(BOSS, &format!("{}{given}", spec.path)).await;
            let broken = [Lang::De, Lang::En].map(|lang| say(lang, "internal", &[]));
            assert!(!said.is_empty() && !broken.contains(&said), "{locale} {}: {said}", spec.path);
        }
    }
    insta::assert_snapshot!(world.command(ANN, "settings undo").await, @"Only those who manage the community can do this.");
    insta::assert_snapshot!(world.command(TOM, "nudge dm").await, @"Only accounts that post for the brand can do this.");
    world.model.state().users.get_mut(&ANN).unwrap().locale = "de".into();
    insta::assert_snapshot!(world.command(ANN, "settings undo").await, @"Das kann nur, wer die Gemeinschaft verwaltet.");
    while world.unread() > 0 {
        let _post = world.next_post();
    }
    world.done().await;
}

#[tokio::test]
async fn the_menu_of_a_message_audits_it() {
    let mut world = World::new().await;
    let id = world.say(ANN, &good(1)).await;
    for (locale, word) in [("de", "auf den Punkt"), ("en-US", "to the point")] {
        world.model.state().users.get_mut(&ANN).unwrap().locale = locale.into();
        let message = world.model.event(id);
        let data = json!({
            "id": "8", "name": "Audit this message", "type": 3, "target_id": id.to_string(),
            "resolved": { "messages": { id.to_string(): message } },
        });
        let said = world.interact(ANN, NEWS, 2, &data, None).await;
        assert!(said.contains(word), "{said}");
    }
    world.done().await;
}

#[tokio::test]
async fn a_draft_without_its_text_opens_a_form() {
    let mut world = World::new().await;
    for (locale, title, verdict) in
        [("de", "Entwurf prüfen", "Auf den Punkt"), ("en-US", "Check a draft", "To the point")]
    {
        world.model.state().users.get_mut(&ANN).unwrap().locale = locale.into();
        let form: Json = serde_json::from_str(&world.command(ANN, "draft").await).unwrap();
        assert_eq!((form["title"].as_str(), form["custom_id"].as_str()), (Some(title), Some("draft")));
        let filled = json!({ "type": 1, "id": 1, "components": [{ "type": 4, "id": 2, "custom_id": "text", "value": good(1) }] });
        let data = json!({ "custom_id": "draft", "components": [filled] });
        let said = world.interact(ANN, STAFF, 5, &data, None).await;
        assert!(said.contains(verdict), "{said}");
    }
    world.done().await;
}

#[tokio::test]
async fn values_are_offered_while_somebody_types() {
    let mut world = World::new().await;
    let option = |name: &str, typed: &str| json!({ "name": name, "type": 3, "value": typed, "focused": true });
    let data = |sub: &str, option: Json| json!({ "id": "4", "name": "settings", "type": 1, "options": [{ "type": 1, "name": sub, "options": [option] }] });
    let said = world.interact(BOSS, STAFF, 4, &data("language", option("zone", "berl")), None).await;
    insta::assert_snapshot!(said, @r#"{"choices":[{"name":"Europe/Berlin","value":"Europe/Berlin"}]}"#);
    let said = world.interact(BOSS, STAFF, 4, &data("rules", option("heuristic", "vag")), None).await;
    assert!(said.contains(r#""value":"vague""#), "{said}");
    world.done().await;
}

#[tokio::test]
async fn what_takes_long_is_promised_within_a_second() {
    let mut world = World::new().await;
    let id = world.say(ANN, EMPTY[0]).await;
    world.model.fails("GET /channels/{channel_id}/messages/{message_id}", What::Slow(1500), 1);
    let said = world.command(ANN, &format!("audit message message:{id}")).await;
    assert!(said.contains("empty"), "{said}");
    assert_eq!(world.model.state().responses[&world.last].kind, 5);
    world.done().await;
}

#[tokio::test]
async fn an_audit_is_shown_to_all_only_where_an_admin_wants_it() {
    let mut world = World::new().await;
    let _said = world.say_all(ANN, &[EMPTY[0], EMPTY[1], &good(1), &good(2), &good(3)]).await;
    world.model.state().users.get_mut(&BOSS).unwrap().locale = "de".into();
    // All see it, so it is in the language of the server, names nobody and calls nobody.
    let said = world.command_for_all(BOSS, "audit community public:true").await;
    insta::assert_snapshot!(said.lines().take(3).collect::<Vec<_>>().join("\n"), @r"
    **Of 5 posts on the stage 60 % came to the point.**
    **Period:** 10 August to 7 September 2026
    **Verdicts:** 3 to the point, 2 empty.
    ");
    let response = world.model.state().responses[&world.last].data.clone();
    assert_eq!(response["allowed_mentions"], json!({ "parse": [] }));
    assert!(!response.to_string().contains(&ANN.to_string()), "{response}");
    let of_channel = world.command_for_all(BOSS, &format!("audit channel channel:{NEWS} public:true")).await;
    assert!(of_channel.contains("#news"), "{of_channel}");
    let alone = world.command(BOSS, "audit community public:false").await;
    assert!(alone.contains("Beiträge"), "{alone}");
    insta::assert_snapshot!(world.command(ANN, "audit community public:true").await, @"Only those who manage the community can do this.");
    world.done().await;
}

#[tokio::test]
async fn one_post_is_audited_by_its_author_and_by_admins_alone() {
    let mut world = World::new().await;
    let id = world.say(ANN, &good(1)).await;
    let line = format!("audit message message:{id}");
    for who in [ANN, BOSS] {
        assert!(world.command(who, &line).await.contains("to the point"));
    }
    insta::assert_snapshot!(world.command(BEN, &line).await, @"Only admins and its author see a post here. /audit account me shows your own.");
    insta::assert_snapshot!(world.command(TOM, &line).await, @"Only accounts that post for the brand can do this.");
    world.done().await;
}

#[tokio::test]
async fn leaving_wants_the_name_of_the_brand_from_an_admin() {
    let mut world = World::new().await;
    world.say(ANN, &good(1)).await;
    insta::assert_snapshot!(world.command(BOSS, "settings leave").await, @"Everything held about Acme is handed over as a file and erased at once, for good; then Punktum leaves. To do so: `/settings leave confirm:Acme`");
    world.model.state().users.get_mut(&BOSS).unwrap().locale = "de".into();
    let german = world.command(BOSS, "settings leave").await;
    assert!(
        german
            .starts_with("Alles über Acme wird als Datei übergeben und sofort endgültig gelöscht, dann geht Punktum."),
        "{german}"
    );
    world.model.state().users.get_mut(&BOSS).unwrap().locale = "en-US".into();
    insta::assert_snapshot!(world.command(ANN, "settings leave confirm:Acme").await, @"Only those who manage the community can do this.");
    world.done().await;
}

#[tokio::test]
async fn a_button_of_another_server_is_refused() {
    let mut world = World::new().await;
    let on = Message { id: 9, channel: STAFF, author: BOT, flags: 64, ..Message::default() };
    for action in ["settings people off", "setup contact pick:"] {
        let data = json!({ "custom_id": format!("2000||{action}"), "component_type": 2 });
        let said = world.interact(BOSS, STAFF, 3, &data, Some(&on)).await;
        assert_eq!(said, "This button belongs to another server.", "{action}");
    }
    world.done().await;
}

#[tokio::test]
async fn everybody_gets_and_erases_what_names_them() {
    let mut world = World::new().await;
    world.say(BEN, &good(1)).await;
    world.say(ANN, &good(2)).await;
    world.model.state().users.get_mut(&ANN).unwrap().locale = "de".into();
    insta::assert_snapshot!(world.command(TOM, "punktum privacy action:export").await, @"Nothing is held about you.");
    insta::assert_snapshot!(world.command(ANN, "punktum privacy action:export").await, @r"
    Alle Zeilen, in denen du stehst, als JSON und CSV.
    [punktum-1000-201.zip]
    ");
    insta::assert_snapshot!(world.command(ANN, "punktum privacy action:export community:true").await, @"Das kann nur, wer die Gemeinschaft verwaltet.");
    insta::assert_snapshot!(world.command(BOSS, "punktum privacy action:export community:true").await, @r"
    Everything held about Acme, as JSON and CSV. Posts and notes are without their account; each gets its own rows with `/punktum privacy export`
    [punktum-1000.zip]
    ");
    insta::assert_snapshot!(world.command(ANN, "punktum privacy action:erase").await, @r"
    Deine Kennung wird überall endgültig gelöscht: bei Beiträgen, Hinweisen, Antworten, Einstellungen und in der Liste der Absender. Auswertungen über dich verschwinden, die der Kanäle bleiben.
    Neue Beiträge zählen erst wieder, wenn du eingetragen wirst oder eine eingetragene Rolle hast.
    [Endgültig löschen]
    ");
    let names =
        async |world: &World, id: u64| held(world.app().watch.store()).await.to_string().contains(&format!("\"{id}\""));
    assert!(names(&world, ANN).await);
    // Whoever presses it erases themselves: it stands where only its person sees it.
    insta::assert_snapshot!(world.press(ANN, "Endgültig löschen").await, @"Gelöscht. In keiner Tabelle steht diese Kennung noch.");
    assert!(!names(&world, ANN).await);
    let after = world.say(ANN, &good(3)).await;
    assert_eq!(world.judged(after).await, None);

    let _asked = world.command(BOSS, &format!("punktum privacy action:erase account:{BEN}")).await;
    let _erased = world.press(BOSS, "Erase for good").await;
    assert!(!names(&world, BEN).await);
    // An enrolled role still makes its posts official.
    let after = world.say(BEN, &good(4)).await;
    assert_eq!(world.judged(after).await, Some((3, "yes")));

    insta::assert_snapshot!(world.command(BOSS, "punktum privacy action:erase community:true").await, @r"
    Everything held about Acme is handed over as a file and erased at once, for good. To confirm it, the name of the brand is needed.
    [Type the name of the brand]
    ");
    let form = world.press(BOSS, "Type the name of the brand").await;
    assert!(form.contains("Type the name of the brand"), "{form}");
    insta::assert_snapshot!(world.fill(BOSS, "Acne").await, @"To erase everything, the name of the brand is needed: `/punktum privacy erase community:true confirm:Acme`");
    let _asked = world.command(BOSS, "punktum privacy action:erase community:true").await;
    let _form = world.press(BOSS, "Type the name of the brand").await;
    insta::assert_snapshot!(world.fill(BOSS, "acme").await, @r"
    Everything held about Acme is erased. This file is the only copy. Punktum leaves now.
    [punktum-1000.zip]
    ");
    assert!(!names(&world, BEN).await);
    world.done().await;
}
