//! Commands over a store of their own, answered as people see them.

use std::sync::{Arc, LazyLock};

use async_trait::async_trait;
use jiff::Timestamp;
use tempfile::TempDir;

use crate::domain::{AccountId, Author, ChannelId, CommunityId, Event, Kind, Lang, Message, MessageId, Origin, Words};
use crate::engine::Engine;
use crate::handover::tests::unpack;
use crate::platform::{Failure, Platform, Post, Venue};
use crate::store::{Channel, Nudge, NudgeState, OutboxRow, Store};
use crate::watch::{Key, Watch};

use super::super::{Actor, Desk, Error, Parsed, Reply, parse, run};

/// A platform where everybody is called by their id and every message says the same.
struct Plain;

const LIVE: &str = "Hallo ihr Lieben! Da kommt bald was ganz Großes auf euch zu, bleibt dran!";

#[async_trait]
impl Platform for Plain {
    async fn post(&self, _: &CommunityId, _: &Venue, _: &Post) -> Result<String, Failure> {
        Ok("1".into())
    }

    async fn edit(&self, _: &Venue, _: &str, _: &str) -> Result<(), Failure> {
        Ok(())
    }

    async fn remove(&self, _: &Venue, _: &str) -> Result<(), Failure> {
        Ok(())
    }

    async fn find(&self, _: &CommunityId, _: &Venue, _: &str) -> Result<Option<String>, Failure> {
        Ok(None)
    }

    async fn fetch(&self, _: &CommunityId, _: &ChannelId, _: &MessageId) -> Result<Option<String>, Failure> {
        Ok(Some(LIVE.into()))
    }

    async fn name(&self, _: &CommunityId, account: &AccountId) -> String {
        account.0.clone()
    }

    fn link(&self, _: &CommunityId, channel: &ChannelId, message: &MessageId) -> String {
        format!("#{channel} {message}")
    }
}

static ENGINE: LazyLock<Arc<Engine>> = LazyLock::new(Arc::default);

struct World {
    watch: Watch,
    home: CommunityId,
    now: Timestamp,
    _folder: TempDir,
}

impl World {
    async fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let store = Store::open(&folder.path().join("p.db").to_string_lossy()).await.unwrap();
        let home = CommunityId::from("home");
        let now: Timestamp = "2026-11-20T10:00:00Z".parse().unwrap();
        let mut tx = store.write().await.unwrap();
        tx.join(&home, "discord", now).await.unwrap();
        for (id, name, stage) in [("1", "news", true), ("2", "talk", false), ("3", "team", false)] {
            tx.put_channel(&home, &Channel { id: id.into(), name: name.into(), stage }).await.unwrap();
        }
        tx.commit().await.unwrap();
        Self { watch: Watch::new(store, Arc::clone(&ENGINE), Key::new(b"k")), home, now, _folder: folder }
    }

    async fn try_as(&self, account: &str, lang: Lang, line: &str) -> Result<Reply, Error> {
        let actor = Actor { account: account.into(), admin: account == "kim", enrolled: true, lang };
        let desk = Desk {
            watch: &self.watch,
            platform: &Plain,
            community: &self.home,
            actor: &actor,
            now: self.now,
            progress: &|_| {},
        };
        match parse(line, lang) {
            Parsed::Command(command) => run(&desk, &command).await,
            Parsed::Mistake(sentence) => panic!("{line}: {sentence}"),
        }
    }

    /// What an admin is answered in English, mistakes and buttons included.
    async fn ask(&self, line: &str) -> String {
        self.ask_as("kim", Lang::En, line).await
    }

    async fn ask_as(&self, account: &str, lang: Lang, line: &str) -> String {
        match self.try_as(account, lang, line).await {
            Ok(reply) => {
                let buttons = reply.buttons.iter().map(|b| format!("\n[{}: {}]", b.label, b.action));
                reply.text + &buttons.collect::<String>()
            }
            Err(Error::Mistake(sentence)) => format!("! {sentence}"),
            Err(failure) => panic!("{line}: {failure}"),
        }
    }

    async fn post(&self, id: &str, at: &str, account: &str, words: &str) {
        let house = self.watch.house(&self.home).await.unwrap();
        let author = Author::person(account.into());
        let message = Message {
            badge: house.roster.badge(&author).unwrap(),
            id: id.into(),
            channel: "1".into(),
            place: None,
            account: account.into(),
            posted_at: at.parse().unwrap(),
            edited_at: None,
            words: Words(words.into()),
            answers_member: false,
            calls_all: false,
        };
        let kind = Kind::Message(message);
        let event = Event { community: self.home.clone(), origin: Origin::Live, at: self.now, seen: None, kind };
        self.watch.handle(event).await.unwrap();
    }

    /// A nudge for an account, with its row in the outbox.
    async fn nudge(&self, id: &str, account: &str, state: NudgeState) {
        let nudge = Nudge {
            id: id.into(),
            subject: Some(crate::domain::Subject::Account(account.into())),
            account: Some(account.into()),
            channel: "1".into(),
            message: "m1".into(),
            since: "2026-11-17T10:00:00Z".parse().unwrap(),
            steps: 4,
            pattern: crate::domain::Tag::Vague,
            heuristic: "vague".into(),
            times: 4,
            raised_at: self.now,
            state,
            settled_at: None,
            verdict: None,
        };
        let arguments = serde_json::json!({ "nudge": id });
        let row = OutboxRow::new(&self.home, &format!("nudge:{id}"), "nudge", arguments, "direct:kim", self.now);
        let mut tx = self.watch.store().write().await.unwrap();
        tx.put_nudge(&self.home, &nudge).await.unwrap();
        tx.queue(&row).await.unwrap();
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn senders_come_go_and_come_back() {
    let world = World::new().await;
    insta::assert_snapshot!(world.ask("settings senders").await, @"Nobody is enrolled yet, so nothing is scored. To enrol an account: `/settings senders add @name`");
    insta::assert_snapshot!(world.ask("settings senders add").await, @"! Missing: the account. It is written so: `/settings senders add @name`");
    insta::assert_snapshot!(world.ask("settings senders add @everyone").await, @"! That would score the members. Enrol the role of the staff, or single accounts.");
    insta::assert_snapshot!(world.ask("settings senders add 77 webhook").await, @"! A webhook reads no notes. Name who answers for it: `/settings senders add 77 webhook owner:@name`, or say that nobody writes its posts: `/settings senders add 77 webhook machine:on`");
    insta::assert_snapshot!(world.ask("settings senders add 77 webhook owner:@kim").await, @"Official from now on: webhook 77, notes to @kim.");
    insta::assert_snapshot!(world.ask("settings senders add <@&9>").await, @"Official from now on: role 9.");
    insta::assert_snapshot!(world.ask_as("kim", Lang::De, "einstellungen absender hinzu @ci automat:an").await, @"Ab jetzt offiziell: @ci, Automat, zählt nicht.");
    insta::assert_snapshot!(world.ask("settings senders").await, @r#"
    **3 official senders**
    - @ci, automated, does not count
    - role 9
    - webhook 77, notes to @kim
    To change it: `/settings senders add @name`
    "#);
    insta::assert_snapshot!(world.ask("settings senders remove @nobody").await, @"! nobody is not enrolled. To see who is: `/settings senders`");
    insta::assert_snapshot!(world.ask("settings senders remove 77").await, @"No longer official: webhook 77. What is stored stays.");
    insta::assert_snapshot!(world.ask("settings undo").await, @"Taken back: webhook 77 is official again. The change had stood since today, made by @kim.");
    insta::assert_snapshot!(world.ask("settings undo").await, @"Taken back: @ci is no longer official. The change had stood since today, made by @kim.");
    insta::assert_snapshot!(world.ask("settings senders").await, @r#"
    **2 official senders**
    - role 9
    - webhook 77, notes to @kim
    To change it: `/settings senders add @name`
    "#);
}

#[tokio::test]
async fn channels_change_their_use() {
    let world = World::new().await;
    insta::assert_snapshot!(world.ask("settings channels").await, @r#"
    Stages, where all posts count: #news
    Floors, where only posts to everyone count: #talk, #team
    Staff channel: –
    To change it: `/settings channels #news stage`
    "#);
    insta::assert_snapshot!(world.ask("settings channels #nowhere stage").await, @"! There is no channel nowhere. Known: #news, #talk, #team");
    insta::assert_snapshot!(world.ask("settings channels <#2> stage").await, @"#talk is a stage: official posts count there.");
    insta::assert_snapshot!(world.ask_as("kim", Lang::De, "einstellungen kanäle #Team team").await, @r#"
    #team ist Parkett: Dort zählen nur Beiträge, die alle rufen.
    #team ist der Teamkanal: Dorthin gehen Hinweise und Fragen.
    "#);
    insta::assert_snapshot!(world.ask("settings undo").await, @"Taken back: Staff channel (#team → –). The change had stood since today, made by @kim.");
    insta::assert_snapshot!(world.ask("settings undo").await, @"Taken back: #talk (stage → floor). The change had stood since today, made by @kim.");
    insta::assert_snapshot!(world.ask("settings undo").await, @"There is nothing to take back.");
    insta::assert_snapshot!(world.ask("settings channels").await, @r#"
    Stages, where all posts count: #news
    Floors, where only posts to everyone count: #talk, #team
    Staff channel: –
    To change it: `/settings channels #news stage`
    "#);
}

#[tokio::test]
async fn rules_and_words_are_switched_and_taken_back() {
    let world = World::new().await;
    insta::assert_snapshot!(world.ask("settings rules").await, @r#"
    No rule is off.
    **On:** `smalltalk`, `phrases`, `hype`, `thanks`, `emoji`, `around`, `bribe`, `bait`, `selfpraise`, `pitch`, `vague`, `bare_link`, `amount`, `date`, `version`, `place`, `answer`, `howto`, `status`, `resource`, `decision`, `invitation`, `made`
    To change it: `/settings rules hype off`
    "#);
    insta::assert_snapshot!(world.ask("settings rules hipe off").await, @"! There is no rule hipe. Nearest: `hype`, `bribe`, `date`");
    insta::assert_snapshot!(world.ask("settings rules hype off").await, @r#"
    `hype` (loud words) is off: it costs and earns nothing, from the next post on.
    Exclamation marks, capitals or big words: the volume stands where the content could.
    "#);
    insta::assert_snapshot!(world.ask("settings rules hype on channel:news").await, @"! `hype` is off everywhere, so no single channel can have it. To switch it on: `/settings rules hype on`");
    insta::assert_snapshot!(world.ask_as("kim", Lang::De, "einstellungen regeln Floskeln aus kanal:news").await, @r#"
    `phrases` (Floskeln) ist in #news aus: kostet und bringt dort nichts, ab dem nächsten Beitrag.
    Eine Floskel: Sie klingt nach viel und lässt sich an nichts prüfen.
    "#);
    insta::assert_snapshot!(world.ask_as("kim", Lang::De, "einstellungen regeln").await, @r#"
    **Überall aus:** `hype` (laute Worte)
    **Aus in #news:** `phrases` (Floskeln)
    **An:** `smalltalk`, `phrases`, `thanks`, `emoji`, `around`, `bribe`, `bait`, `selfpraise`, `pitch`, `vague`, `bare_link`, `amount`, `date`, `version`, `place`, `answer`, `howto`, `status`, `resource`, `decision`, `invitation`, `made`
    Ändern: `/einstellungen regeln hype aus`
    "#);
    insta::assert_snapshot!(world.ask("settings words").await, @r#"
    No words of the brand yet.
    To change it: `/settings words padding add "two words"`
    "#);
    insta::assert_snapshot!(world.ask(r#"settings words padding add "ganz   toll""#).await, @r#""ganz toll" counts as padding from the next post on."#);
    insta::assert_snapshot!(world.ask("settings words padding add Nordlicht news").await, @r#""Nordlicht" counts as padding in #news from the next post on."#);
    insta::assert_snapshot!(world.ask("settings words substance add !!!").await, @"! A phrase has 1 to 60 characters, one of them a letter or a number.");
    insta::assert_snapshot!(world.ask("settings words padding remove gantoll").await, @r#"! "gantoll" is not on the list. Nearest: ganz toll"#);
    insta::assert_snapshot!(world.ask_as("kim", Lang::De, "einstellungen wörter").await, @r#"
    **Beiwerk (1):** ganz toll
    **Beiwerk in #news (1):** Nordlicht
    Ändern: `/einstellungen wörter beiwerk hinzu "zwei Wörter"`
    "#);
    insta::assert_snapshot!(world.ask("settings undo").await, @"Taken back: #news, Rules and words (− Nordlicht). The change had stood since today, made by @kim.");
    insta::assert_snapshot!(world.ask("settings words padding remove \"Ganz toll\"").await, @r#""Ganz toll" is off the list."#);
    insta::assert_snapshot!(world.ask("settings undo").await, @"Taken back: Rules and words (+ ganz toll). The change had stood since today, made by @kim.");
    insta::assert_snapshot!(world.ask("settings words").await, @r#"
    **Padding (1):** ganz toll
    To change it: `/settings words padding add "two words"`
    "#);
}

#[tokio::test]
async fn sensitivity_and_language_are_set() {
    let world = World::new().await;
    insta::assert_snapshot!(world.ask("settings sensitivity").await, @r#"
    **balanced: about one false nudge in 1100 posts; real drift shows after 12 posts.**
    relaxed: about one false nudge in 4380 posts; real drift shows after 15 posts.
    strict: about one false nudge in 270 posts; real drift shows after 9 posts.
    No post counted in the last 4 weeks; reckoned with a healthy mix.
    To change it: `/settings sensitivity strict`
    "#);
    insta::assert_snapshot!(world.ask("settings sensitivity strict").await, @r#"
    **strict: about one false nudge in 270 posts; real drift shows after 9 posts.**
    No post counted in the last 4 weeks; reckoned with a healthy mix.
    "#);
    insta::assert_snapshot!(world.ask_as("kim", Lang::De, "einstellungen zurück").await, @"Zurückgenommen: Empfindlichkeit (streng → ausgewogen). Die Änderung galt seit heute, von @kim.");
    insta::assert_snapshot!(world.ask("settings language zone:Berlin").await, @"! There is no time zone Berlin. It is written like Europe/Berlin.");
    insta::assert_snapshot!(world.ask("settings language de europe/vienna Nordlicht hilfe@nordlicht.example").await, @r#"
    Language: German
    Time zone: Europe/Vienna
    Brand: Nordlicht
    Contact for complaints: hilfe@nordlicht.example
    "#);
    insta::assert_snapshot!(world.ask_as("kim", Lang::De, "einstellungen sprache").await, @r#"
    Sprache: Deutsch
    Zeitzone: Europe/Vienna
    Marke: Nordlicht
    Kontakt für Beschwerden: hilfe@nordlicht.example
    Ändern: `/einstellungen sprache marke:"Nordlicht"`
    "#);
    insta::assert_snapshot!(world.ask("settings undo").await, @"Taken back: Language (German → English); Time zone (Europe/Vienna → Europe/Berlin); Brand (Nordlicht → brand); Contact (hilfe@nordlicht.example → –). The change had stood since today, made by @kim.");
}

#[tokio::test]
async fn people_are_asked_told_and_forgotten() {
    let world = World::new().await;
    world.ask("settings senders add @kim").await;
    world.post("m1", "2026-11-20T09:00:00Z", "kim", "Version 2 ist da.").await;
    world.nudge("n1", "kim", NudgeState::Pending).await;
    insta::assert_snapshot!(world.ask("settings people").await, @r#"
    People: self. Drift is shown to the account itself alone; accounts are erased from posts after 35 days.
    To change it: `/settings people off`
    "#);
    insta::assert_snapshot!(world.ask("settings people named").await, @"! Figures per account need the agreement of the staff or their works council first. Once it is there: `/settings people named agreed:yes`");
    insta::assert_snapshot!(world.ask("settings people named yes").await, @"! All who are enrolled must be told, and there is no staff channel to tell them in. First: `/settings channels #team staff`");
    world.ask("settings channels team staff").await;
    insta::assert_snapshot!(world.ask("settings people named yes").await, @r#"
    People: named. Admins see figures per account.
    It is announced in #team.
    "#);
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
    let held = tx.export(&world.home).await.unwrap();
    drop(tx);
    for table in ["messages", "findings", "nudges", "drift_resets", "outbox", "feedback", "weekly_summaries"] {
        assert!(!held[table].to_string().contains("kim"), "{table}: {}", held[table]);
    }
    insta::assert_snapshot!(world.ask("settings undo").await, @"Taken back: People (off → named). The change had stood since today, made by @kim.");
    insta::assert_snapshot!(world.ask("settings people").await, @r#"
    People: named. Admins see figures per account.
    To change it: `/settings people off`
    "#);
}

#[tokio::test]
async fn what_one_command_changed_is_taken_back_at_once() {
    let world = World::new().await;
    let _set = world.ask("digest schedule friday 16 zone:Europe/Vienna").await;
    let _set = world.ask("settings language de brand:Nordlicht contact:hilfe@nordlicht.example").await;
    insta::assert_snapshot!(world.ask("settings undo").await, @"Taken back: Language (German → English); Brand (Nordlicht → brand); Contact (hilfe@nordlicht.example → –). The change had stood since today, made by @kim.");
    insta::assert_snapshot!(world.ask("settings undo").await, @"Taken back: Weekly digest; Time zone (Europe/Vienna → Europe/Berlin). The change had stood since today, made by @kim.");
    insta::assert_snapshot!(world.ask("settings undo").await, @"There is nothing to take back.");
}

#[tokio::test]
async fn the_doctor_names_what_is_missing() {
    let world = World::new().await;
    insta::assert_snapshot!(world.ask("settings doctor").await, @r#"
    **4 things to do**
    - No staff channel: notes have nowhere to go. `/settings channels #team staff`
    - Nobody is enrolled: nothing is scored. `/settings senders add @name`
    - The digest has no channel. `/settings digest channel:#team`
    - No contact for complaints: members do not know whom to ask. `/settings language contact:mail@…`
    **In order**
    - Stages: #news. `/settings channels #news stage`
    - Language English, time zone Europe/Berlin, now today, 11:00. `/settings language`
    - People: self. Drift is shown to the account itself alone; accounts are erased from posts after 35 days. `/settings people`
    - Notes go out when posts drift; nothing to do.
    - No post waits; nothing to do.
    - No rule is off. `/settings rules`
    - Sensitivity balanced: about one false nudge in 1100 posts; real drift shows after 12 posts. `/settings sensitivity`
    "#);
    world.ask("settings senders add @kim").await;
    world.ask("settings channels team staff").await;
    world.ask("settings language contact:hilfe@nordlicht.example").await;
    world.ask("settings rules hype off").await;
    world.ask("pause 3").await;
    insta::assert_snapshot!(world.ask_as("kim", Lang::De, "einstellungen prüfen").await, @r#"
    **Eins ist zu tun**
    - Pause bis heute, 14:00 Uhr: keine Hinweise, und die Beiträge zählen nicht. `/pause 0`
    **In Ordnung**
    - Teamkanal: #team. `/einstellungen kanäle #team team`
    - Bühnen: #news. `/einstellungen kanäle #news bühne`
    - 1 offizieller Absender. `/einstellungen absender`
    - Nächster Wochenbericht: Montag, 09:00 Uhr, in #team. `/einstellungen wochenbericht`
    - Sprache Englisch, Zeitzone Europe/Berlin, jetzt heute, 11:00 Uhr. `/einstellungen sprache`
    - Kontakt für Beschwerden: hilfe@nordlicht.example. `/einstellungen sprache`
    - Personen: selbst. Drift sieht nur das Konto selbst; bei Beiträgen werden Konten nach 35 Tagen gelöscht. `/einstellungen personen`
    - Kein Post wartet; nichts zu tun.
    - Diese Regeln sind aus: laute Worte. `/einstellungen regeln`
    - Empfindlichkeit ausgewogen: etwa ein falscher Hinweis in 1100 Beiträgen; echte Drift zeigt sich nach 12 Beiträgen. `/einstellungen empfindlichkeit`
    "#);
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
    insta::assert_snapshot!(world.ask("nudge dm on").await, @"Notes come to you as direct messages. To end it: `/nudge dm off`");
    world.nudge("77aa", "kim", NudgeState::Pending).await;
    insta::assert_snapshot!(world.ask("nudge off").await, @"No notes for you any more. To get them again: `/nudge off off`");
    insta::assert_snapshot!(world.ask("nudge show 77aa").await, @"The note on #news is settled.");
    insta::assert_snapshot!(world.ask_as("kim", Lang::De, "hinweise aus aus").await, @"Hinweise kommen wieder. Beenden: `/hinweise aus`");
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
    insta::assert_snapshot!(world.ask("settings leave").await, @"Everything held about Nordlicht is handed over as a file and erased at once, for good. To do so: `/settings leave confirm:Nordlicht`");
    insta::assert_snapshot!(world.ask("settings leave confirm:Nord").await, @"! To leave, the name of the brand is needed: `/settings leave confirm:Nordlicht`");
    let reply = world.try_as("kim", Lang::En, "settings leave nordlicht").await.unwrap();
    insta::assert_snapshot!(reply.text, @"Everything held about Nordlicht is erased. This file is the only copy. The bot can be removed now.");
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
    let mut tx = world.watch.store().read().await.unwrap();
    let left = tx.export(&world.home).await.unwrap();
    assert!(left.as_object().unwrap().values().all(|rows| rows.as_array().is_some_and(Vec::is_empty)), "{left}");
}

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
    let held = world.watch.store().read().await.unwrap().export(&world.home).await.unwrap();
    assert!(!held.to_string().contains("\"bo\"") && !held.to_string().contains("<@bo>"), "{held}");
    assert_eq!(held["messages"].as_array().unwrap().len(), 2);
    assert_eq!((&held["nudges"][0]["state"], &held["outbox"][0]["reason"]), (&"dropped".into(), &"erased".into()));
    insta::assert_snapshot!(world.ask("settings undo").await, @"Taken back: Brand (Nordlicht → brand). The change had stood since today, made by @kim.");
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
    let left = world.watch.store().read().await.unwrap().export(&world.home).await.unwrap();
    assert!(left.as_object().unwrap().values().all(|rows| rows.as_array().is_some_and(Vec::is_empty)), "{left}");
}
