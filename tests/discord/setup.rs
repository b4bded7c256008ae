//! The setup, page by page, and the first look at its end.

use jiff::SignedDuration;

use crate::scene::BRAND_ROLE;
use crate::words::{EMPTY, USEFUL, good};
use crate::world::{ANN, BEN, BOSS, GUILD, NEWS, STAFF, TALK, TOM, World};

#[tokio::test]
async fn setup_asks_page_by_page_and_a_restart_loses_nothing() {
    let mut world = World::unset(|_| {}).await;
    let _welcome = world.welcome().await;
    let staff = STAFF.to_string();
    insta::assert_snapshot!(world.command(BOSS, "setup").await, @r"
    **Setup, 1 of 4: channels**
    Stages are channels for announcements and news: official posts count there. Notes and questions go to the staff channel.
    <Stages: 1001>
    <Staff channel: >
    [Next]
    ");
    insta::assert_snapshot!(world.choose(BOSS, "Staff channel", &[&staff]).await, @r"
    **Setup, 1 of 4: channels**
    Stages are channels for announcements and news: official posts count there. Notes and questions go to the staff channel.
    <Stages: 1001>
    <Staff channel: 1003>
    [Next]
    ");
    insta::assert_snapshot!(world.choose(BOSS, "Stages", &[&NEWS.to_string(), &TALK.to_string()]).await, @r"
    **Setup, 1 of 4: channels**
    Stages are channels for announcements and news: official posts count there. Notes and questions go to the staff channel.
    <Stages: 1001, 1002>
    <Staff channel: 1003>
    [Next]
    ");
    insta::assert_snapshot!(world.choose(BOSS, "Stages", &[&NEWS.to_string()]).await, @r"
    **Setup, 1 of 4: channels**
    Stages are channels for announcements and news: official posts count there. Notes and questions go to the staff channel.
    <Stages: 1001>
    <Staff channel: 1003>
    [Next]
    ");
    world.stop().await;
    world.start().await;
    insta::assert_snapshot!(world.press(BOSS, "Next").await, @r"
    **Setup, 2 of 4: senders**
    Who posts for the brand: roles and accounts. Webhooks are enrolled with `/settings senders`. Members are never scored.
    <Roles and accounts: >
    [Back] [Next]
    ");
    insta::assert_snapshot!(world.choose(BOSS, "Roles and accounts", &[&ANN.to_string(), &BRAND_ROLE.to_string()]).await, @r"
    **Setup, 2 of 4: senders**
    Who posts for the brand: roles and accounts. Webhooks are enrolled with `/settings senders`. Members are never scored.
    Official from now on: <@201>.
    Official from now on: role <@&301>. The role has 1 account.
    <Roles and accounts: 201, 301>
    [Back] [Next]
    ");
    insta::assert_snapshot!(world.choose(BOSS, "Roles and accounts", &[&BRAND_ROLE.to_string()]).await, @r"
    **Setup, 2 of 4: senders**
    Who posts for the brand: roles and accounts. Webhooks are enrolled with `/settings senders`. Members are never scored.
    No longer official: <@201>. What is stored stays.
    <Roles and accounts: 301>
    [Back] [Next]
    ");
    insta::assert_snapshot!(world.press(BOSS, "Next").await, @r"
    **Setup, 3 of 4: language**
    Time zone: Europe/Berlin (today, 10:00)
    Contact for complaints: –
    <Language: English>
    <Time zone: Europe/Berlin>
    [Back] [Next] [Other time zone] [Contact]
    ");
    insta::assert_snapshot!(world.choose(BOSS, "Language", &["de"]).await, @r"
    **Setup, 3 of 4: language**
    Time zone: Europe/Berlin (today, 10:00)
    Contact for complaints: –
    <Language: German>
    <Time zone: Europe/Berlin>
    [Back] [Next] [Other time zone] [Contact]
    ");
    assert!(world.press(BOSS, "Other time zone").await.contains(r#""title":"Other time zone""#));
    insta::assert_snapshot!(world.fill(BOSS, "Mars/Olympus").await, @r"
    **Setup, 3 of 4: language**
    Time zone: Europe/Berlin (today, 10:00)
    Contact for complaints: –
    There is no time zone Mars/Olympus. Write it like Europe/Berlin.
    <Language: German>
    <Time zone: Europe/Berlin>
    [Back] [Next] [Other time zone] [Contact]
    ");
    let _form = world.press(BOSS, "Other time zone").await;
    insta::assert_snapshot!(world.fill(BOSS, "europe/vienna").await, @r"
    **Setup, 3 of 4: language**
    Time zone: Europe/Vienna (today, 10:00)
    Contact for complaints: –
    <Language: German>
    <Time zone: Europe/Vienna>
    [Back] [Next] [Other time zone] [Contact]
    ");
    assert!(world.choose(BOSS, "Time zone", &["Europe/London"]).await.contains("<Time zone: Europe/London>"));
    let _page = world.choose(BOSS, "Time zone", &["Europe/Vienna"]).await;
    let _form = world.press(BOSS, "Contact").await;
    insta::assert_snapshot!(world.fill(BOSS, "help@acme.example brand:Evil").await, @r"
    **Setup, 3 of 4: language**
    Time zone: Europe/Vienna (today, 10:00)
    Contact for complaints: help@acme.example brand:Evil
    <Language: German>
    <Time zone: Europe/Vienna>
    [Back] [Next] [Other time zone] [Contact]
    ");
    insta::assert_snapshot!(world.press(BOSS, "Next").await, @r"
    **Setup, 4 of 4: weekly digest**
    Next digest: 14 September, 09:00, in #staff
    <Day: Monday>
    <Hour: 09:00>
    [Back] [First look]
    ");
    insta::assert_snapshot!(world.choose(BOSS, "Day", &["tuesday"]).await, @r"
    **Setup, 4 of 4: weekly digest**
    Next digest: Tuesday, 09:00, in #staff
    <Day: Tuesday>
    <Hour: 09:00>
    [Back] [First look]
    ");
    insta::assert_snapshot!(world.choose(BOSS, "Hour", &["7"]).await, @r"
    **Setup, 4 of 4: weekly digest**
    Next digest: Tuesday, 07:00, in #staff
    <Day: Tuesday>
    <Hour: 07:00>
    [Back] [First look]
    ");
    insta::assert_snapshot!(world.press(BOSS, "First look").await, @r"
    **No post counted.**
    New posts are scored from now on. Nothing from this look is kept.
    Notes are only recorded. After a week Punktum asks in the staff channel whether they should go out.
    [Back]
    ");
    insta::assert_snapshot!(world.command(BOSS, "settings undo").await, @"Undone: Weekly digest. It had stood since today, set by <@204>.");
    insta::assert_snapshot!(world.command(ANN, "setup").await, @"Only those who manage the community can do this.");
    world.done().await;
}

#[tokio::test]
async fn every_page_menu_form_and_button_of_the_setup_speaks_german_too() {
    let mut world = World::unset(|model| model.state().users.get_mut(&BOSS).unwrap().locale = "de".into()).await;
    let _welcome = world.welcome().await;
    let mut said = vec![world.command(BOSS, "setup").await];
    said.push(world.choose(BOSS, "Bühnen", &[]).await);
    said.push(world.choose(BOSS, "Teamkanal", &[&STAFF.to_string()]).await);
    said.push(world.press(BOSS, "Weiter").await);
    said.push(world.choose(BOSS, "Rollen und Konten", &[&BRAND_ROLE.to_string()]).await);
    said.push(world.press(BOSS, "Weiter").await);
    said.push(world.choose(BOSS, "Sprache", &["de"]).await);
    assert!(world.press(BOSS, "Andere Zeitzone").await.contains(r#""title":"Andere Zeitzone""#));
    said.push(world.fill(BOSS, "Mars").await);
    assert!(world.press(BOSS, "Kontakt").await.contains(r#""label":"Kontakt""#));
    said.push(world.fill(BOSS, "hilfe@acme.example").await);
    said.push(world.press(BOSS, "Weiter").await);
    said.push(world.choose(BOSS, "Tag", &["friday"]).await);
    said.push(world.choose(BOSS, "Stunde", &["17"]).await);
    said.push(world.press(BOSS, "Zurück").await);
    said.push(world.press(BOSS, "Weiter").await);
    said.push(world.press(BOSS, "Erster Blick").await);
    insta::assert_snapshot!(said.join("\n\n"), @r"
    **Einrichten, 1 von 4: Kanäle**
    Bühnen sind Kanäle für Ankündigungen und Neuigkeiten: Dort zählen die Beiträge der Marke. Hinweise und Fragen kommen in den Teamkanal.
    <Bühnen: 1001>
    <Teamkanal: >
    [Weiter]

    **Einrichten, 1 von 4: Kanäle**
    Bühnen sind Kanäle für Ankündigungen und Neuigkeiten: Dort zählen die Beiträge der Marke. Hinweise und Fragen kommen in den Teamkanal.
    <Bühnen: >
    <Teamkanal: >
    [Weiter]

    **Einrichten, 1 von 4: Kanäle**
    Bühnen sind Kanäle für Ankündigungen und Neuigkeiten: Dort zählen die Beiträge der Marke. Hinweise und Fragen kommen in den Teamkanal.
    <Bühnen: >
    <Teamkanal: 1003>
    [Weiter]

    **Einrichten, 2 von 4: Absender**
    Wer für die Marke postet: Rollen und Konten. Webhooks trägt `/einstellungen absender` ein. Mitglieder werden nie bewertet.
    <Rollen und Konten: >
    [Zurück] [Weiter]

    **Einrichten, 2 von 4: Absender**
    Wer für die Marke postet: Rollen und Konten. Webhooks trägt `/einstellungen absender` ein. Mitglieder werden nie bewertet.
    Ab jetzt offiziell: Rolle <@&301>. Die Rolle hat 1 Konto.
    <Rollen und Konten: 301>
    [Zurück] [Weiter]

    **Einrichten, 3 von 4: Sprache**
    Zeitzone: Europe/Berlin (heute, 10:00 Uhr)
    Kontakt für Beschwerden: –
    <Sprache: Englisch>
    <Zeitzone: Europe/Berlin>
    [Zurück] [Weiter] [Andere Zeitzone] [Kontakt]

    **Einrichten, 3 von 4: Sprache**
    Zeitzone: Europe/Berlin (heute, 10:00 Uhr)
    Kontakt für Beschwerden: –
    <Sprache: Deutsch>
    <Zeitzone: Europe/Berlin>
    [Zurück] [Weiter] [Andere Zeitzone] [Kontakt]

    **Einrichten, 3 von 4: Sprache**
    Zeitzone: Europe/Berlin (heute, 10:00 Uhr)
    Kontakt für Beschwerden: –
    Die Zeitzone Mars gibt es nicht. Schreib sie wie Europe/Berlin.
    <Sprache: Deutsch>
    <Zeitzone: Europe/Berlin>
    [Zurück] [Weiter] [Andere Zeitzone] [Kontakt]

    **Einrichten, 3 von 4: Sprache**
    Zeitzone: Europe/Berlin (heute, 10:00 Uhr)
    Kontakt für Beschwerden: hilfe@acme.example
    <Sprache: Deutsch>
    <Zeitzone: Europe/Berlin>
    [Zurück] [Weiter] [Andere Zeitzone] [Kontakt]

    **Einrichten, 4 von 4: Wochenbericht**
    Nächster Wochenbericht: 14.9., 09:00 Uhr, in #staff
    <Tag: Montag>
    <Stunde: 09:00>
    [Zurück] [Erster Blick]

    **Einrichten, 4 von 4: Wochenbericht**
    Nächster Wochenbericht: Freitag, 09:00 Uhr, in #staff
    <Tag: Freitag>
    <Stunde: 09:00>
    [Zurück] [Erster Blick]

    **Einrichten, 4 von 4: Wochenbericht**
    Nächster Wochenbericht: Freitag, 17:00 Uhr, in #staff
    <Tag: Freitag>
    <Stunde: 17:00>
    [Zurück] [Erster Blick]

    **Einrichten, 3 von 4: Sprache**
    Zeitzone: Europe/Berlin (heute, 10:00 Uhr)
    Kontakt für Beschwerden: hilfe@acme.example
    <Sprache: Deutsch>
    <Zeitzone: Europe/Berlin>
    [Zurück] [Weiter] [Andere Zeitzone] [Kontakt]

    **Einrichten, 4 von 4: Wochenbericht**
    Nächster Wochenbericht: Freitag, 17:00 Uhr, in #staff
    <Tag: Freitag>
    <Stunde: 17:00>
    [Zurück] [Erster Blick]

    **Kein Beitrag gezählt.**
    Neue Beiträge werden ab jetzt bewertet. Von diesem Blick wird nichts gespeichert.
    Hinweise werden nur notiert. Nach einer Woche fragt Punktum im Teamkanal, ob sie rausgehen sollen.
    [Zurück]
    ");
    world.done().await;
}

#[tokio::test]
async fn the_first_look_reads_four_weeks_live_and_keeps_nothing() {
    let mut world = World::unset(|_| {}).await;
    let _welcome = world.welcome().await;
    let now = world.model.state().now;
    let long = "Hello everyone! We hope you all had a wonderful weekend and enjoyed the sunshine. We are so excited to share this with you today. Uploads up to 500 MB work again since 14:10. Retry failed ones under Files > Failed.";
    for n in 0..150 {
        world.model.state().now = now - SignedDuration::from_hours(24 * 40) + SignedDuration::from_hours(6 * n);
        let words = match n % 5 {
            0 => good(n as u32),
            1 => format!("{long} Build {n}."),
            2 => USEFUL[n as usize % 2].to_owned(),
            _ => EMPTY[n as usize % 5].to_owned(),
        };
        let _tom = world.model.says(TOM, NEWS, "CANARY lol".into());
        let _ann = world.model.says(if n % 2 == 0 { ANN } else { BEN }, NEWS, words.as_str().into());
    }
    world.model.state().now = now;
    world.settle().await;
    let staff = STAFF.to_string();
    let _page = world.command(BOSS, &format!("setup step:staff pick:{staff}")).await;
    insta::assert_snapshot!(world.command(BOSS, "setup step:look").await, @r"
    Nobody is enrolled yet: there is nothing to look at, and nothing is scored.
    Notes are only recorded. After a week Punktum asks in the staff channel whether they should go out.
    [Back]
    ");
    let _page = world.command(BOSS, "setup step:senders").await;
    let _page = world.choose(BOSS, "Roles and accounts", &[&ANN.to_string(), &BRAND_ROLE.to_string()]).await;
    insta::assert_snapshot!(world.command(BOSS, "setup step:look").await, @r"
    **20 of 102 posts of the last 28 days came to the point (20 %).**
    3 of them, shorter in the same words:
    <https://discord.com/channels/1000/1001/1536554749132800105>
    > Uploads up to 500 MB work again since 14:10. Retry failed ones under Files > Failed. Build 51.
    <https://discord.com/channels/1000/1001/1537007733964800115>
    > Uploads up to 500 MB work again since 14:10. Retry failed ones under Files > Failed. Build 56.
    <https://discord.com/channels/1000/1001/1537460718796800125>
    > Uploads up to 500 MB work again since 14:10. Retry failed ones under Files > Failed. Build 61.
    New posts are scored from now on. Nothing from this look is kept.
    Notes are only recorded. After a week Punktum asks in the staff channel whether they should go out.
    [Back]
    ");
    world.model.state().users.get_mut(&BOSS).unwrap().locale = "de".into();
    world.model.state().channels.get_mut(&NEWS).unwrap().secret = true;
    insta::assert_snapshot!(world.command(BOSS, "setup step:look").await, @r"
    **Kein Beitrag gezählt.**
    Nicht alles war zu lesen: Etwas ist Punktum verschlossen, oder es war zu viel.
    Neue Beiträge werden ab jetzt bewertet. Von diesem Blick wird nichts gespeichert.
    Hinweise werden nur notiert. Nach einer Woche fragt Punktum im Teamkanal, ob sie rausgehen sollen.
    [Zurück]
    ");
    let mut tx = world.app().watch.store().read().await.unwrap();
    let always = (jiff::Timestamp::UNIX_EPOCH, now);
    let kept = tx.messages_between(&crate::world::community(), always, None, None).await.unwrap();
    assert!(kept.is_empty());
    drop(tx);
    world.done().await;
}

#[tokio::test]
async fn a_german_server_is_proposed_its_time_zone() {
    let mut world = World::unset(|model| {
        let mut state = model.state();
        state.guilds.get_mut(&GUILD).unwrap().locale = "de".into();
        state.users.get_mut(&BOSS).unwrap().locale = "de".into();
    })
    .await;
    let _welcome = world.welcome().await;
    insta::assert_snapshot!(world.command(BOSS, "setup step:language").await, @r"
    **Einrichten, 3 von 4: Sprache**
    Zeitzone: Europe/Berlin (heute, 10:00 Uhr)
    Kontakt für Beschwerden: –
    <Sprache: Deutsch>
    <Zeitzone: Europe/Berlin>
    [Zurück] [Weiter] [Andere Zeitzone] [Kontakt]
    ");
    let mut tx = world.app().watch.store().read().await.unwrap();
    let zone = tx.setting(&crate::world::community(), "", "time_zone").await.unwrap();
    assert_eq!(zone.as_deref(), Some("\"Europe/Berlin\""));
    drop(tx);
    world.done().await;
}
