//! What admins set, and take back.

use crate::domain::Lang;

use super::desk::World;

#[tokio::test]
async fn senders_come_go_and_come_back() {
    let world = World::new().await;
    insta::assert_snapshot!(world.ask("settings senders").await, @"Nobody is enrolled yet, so nothing is scored. To enrol an account: `/settings senders add @name`");
    insta::assert_snapshot!(world.ask("settings senders add").await, @"! Missing: the account. Write it like this: `/settings senders add @name`");
    insta::assert_snapshot!(world.ask("settings senders add @everyone").await, @"! That would score the members. Enrol the role of the staff, or single accounts.");
    insta::assert_snapshot!(world.ask("settings senders add 77 webhook").await, @"! A webhook cannot get notes. Name the person who gets them instead: `/settings senders add 77 webhook owner:@name`. If nobody writes its posts, enrol it as automated: `/settings senders add 77 webhook machine:on`");
    insta::assert_snapshot!(world.ask("settings senders add 77 webhook owner:@kim").await, @"Official from now on: webhook 77, notes to @kim.");
    insta::assert_snapshot!(world.ask("settings senders add <@&9>").await, @"! How many accounts the role has is not known. Give the number: `/settings senders add <@&9> count:…`");
    insta::assert_snapshot!(world.ask("settings senders add <@&9> count:3").await, @"Official from now on: role 9. How many accounts the role has is not known.");
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
    insta::assert_snapshot!(world.ask("settings undo").await, @"Undone: webhook 77 is official again. It had stood since today, set by @kim.");
    insta::assert_snapshot!(world.ask("settings undo").await, @"Undone: @ci is no longer official. It had stood since today, set by @kim.");
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
    let before = world.ask("settings channels").await;
    insta::assert_snapshot!(before, @r"
    Stages, where all posts count: #news
    Floors, where only posts with `@everyone` or `@here` count: #talk, #team
    Staff channel: –
    To change it: `/settings channels #news stage`
    ");
    insta::assert_snapshot!(world.ask("settings channels #nowhere stage").await, @"! There is no channel nowhere. Known: #news, #talk, #team");
    insta::assert_snapshot!(world.ask("settings channels <#2> stage").await, @"#talk is a stage: official posts count there.");
    insta::assert_snapshot!(world.ask_as("kim", Lang::De, "einstellungen kanäle #Team team").await, @r"
    #team ist Parkett: Dort zählen nur Beiträge mit `@everyone` oder `@here`.
    #team ist der Teamkanal: Dorthin gehen Hinweise und Fragen.
    ");
    insta::assert_snapshot!(world.ask("settings undo").await, @"Undone: Staff channel (#team → –). It had stood since today, set by @kim.");
    insta::assert_snapshot!(world.ask("settings undo").await, @"Undone: #talk (stage → floor). It had stood since today, set by @kim.");
    insta::assert_snapshot!(world.ask("settings undo").await, @"There is nothing to undo.");
    assert_eq!(world.ask("settings channels").await, before);
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
    insta::assert_snapshot!(world.ask("settings rules hype off").await, @r"
    `hype` (loud words) is off: from the next post on it costs and earns nothing.
    Exclamation marks, capitals or big words: the volume stands where the content could.
    ");
    insta::assert_snapshot!(world.ask("settings rules hype on channel:news").await, @"! `hype` is off everywhere, so no single channel can have it. To switch it on: `/settings rules hype on`");
    insta::assert_snapshot!(world.ask_as("kim", Lang::De, "einstellungen regeln Floskeln aus kanal:news").await, @r"
    `phrases` (Floskeln) ist in #news aus: Ab dem nächsten Beitrag kostet und bringt das dort nichts mehr.
    Eine Floskel: Sie klingt nach viel und lässt sich an nichts prüfen.
    ");
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
    insta::assert_snapshot!(world.ask("settings undo").await, @"Undone: #news, Rules and words (− Nordlicht). It had stood since today, set by @kim.");
    insta::assert_snapshot!(world.ask("settings words padding remove \"Ganz toll\"").await, @r#""Ganz toll" is off the list."#);
    insta::assert_snapshot!(world.ask("settings undo").await, @"Undone: Rules and words (+ ganz toll). It had stood since today, set by @kim.");
    insta::assert_snapshot!(world.ask("settings words").await, @r#"
    **Padding (1):** ganz toll
    To change it: `/settings words padding add "two words"`
    "#);
}

#[tokio::test]
async fn sensitivity_and_language_are_set() {
    let world = World::new().await;
    insta::assert_snapshot!(world.ask("settings sensitivity").await, @r"
    **balanced: about one false note in 1100 posts; real drift shows after 12 posts.**
    relaxed: about one false note in 4380 posts; real drift shows after 15 posts.
    strict: about one false note in 270 posts; real drift shows after 9 posts.
    No post counted in the last 4 weeks; calculated with a healthy mix.
    To change it: `/settings sensitivity strict`
    ");
    insta::assert_snapshot!(world.ask("settings sensitivity strict").await, @r"
    **strict: about one false note in 270 posts; real drift shows after 9 posts.**
    No post counted in the last 4 weeks; calculated with a healthy mix.
    ");
    insta::assert_snapshot!(world.ask_as("kim", Lang::De, "einstellungen zurück").await, @"Zurückgenommen: Empfindlichkeit (streng → ausgewogen). Das galt seit heute, eingestellt von @kim.");
    insta::assert_snapshot!(world.ask("settings language zone:Berlin").await, @"! There is no time zone Berlin. Write it like Europe/Berlin.");
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
    insta::assert_snapshot!(world.ask("settings undo").await, @"Undone: Language (German → English); Time zone (Europe/Vienna → Europe/Berlin); Brand (Nordlicht → brand); Contact (hilfe@nordlicht.example → –). It had stood since today, set by @kim.");
}

#[tokio::test]
async fn what_one_command_changed_is_taken_back_at_once() {
    let world = World::new().await;
    let _set = world.ask("digest schedule friday 16 zone:Europe/Vienna").await;
    let _set = world.ask("settings language de brand:Nordlicht contact:hilfe@nordlicht.example").await;
    insta::assert_snapshot!(world.ask("settings undo").await, @"Undone: Language (German → English); Brand (Nordlicht → brand); Contact (hilfe@nordlicht.example → –). It had stood since today, set by @kim.");
    insta::assert_snapshot!(world.ask("settings undo").await, @"Undone: Weekly digest; Time zone (Europe/Vienna → Europe/Berlin). It had stood since today, set by @kim.");
    insta::assert_snapshot!(world.ask("settings undo").await, @"There is nothing to undo.");
}
