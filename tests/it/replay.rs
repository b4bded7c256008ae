//! `punktum replay` as people call it.

mod broken;
pub(crate) mod export;
mod kinds;

use std::cell::RefCell;
use std::path::Path;
use std::process::{Command, Output};

use punktum::handover;
use punktum::store::Whose;
use sqlx::{AssertSqlSafe, Connection as _, Row as _};

use self::export::{Export, story};
use crate::store::on_both;

/// What the program makes of these arguments in a folder.
fn replay(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_punktum"));
    command.current_dir(folder).env_clear().env("PUNKTUM_HASH_KEY", "the same key for all of them");
    command.env("PUNKTUM_LOG", "trace").arg("replay").args(arguments);
    let done = command.output().unwrap();
    let said = text(&done.stderr);
    assert!(!said.contains("panicked"), "{said}");
    // No word of anybody is logged, whatever the level.
    assert!(!said.contains("PLANTED") && !text(&done.stdout).contains("PLANTED"), "{said}");
    done
}

/// The report, of a replay that goes well.
fn says(folder: &Path, arguments: &[&str]) -> String {
    let done = replay(folder, arguments);
    assert!(done.status.success(), "{}", sentences(&done));
    text(&done.stdout)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Standard error without the log.
fn sentences(done: &Output) -> String {
    let is_log = |line: &&str| line.starts_with("20") && line.contains('Z') || line.contains("\u{1b}[2m20");
    text(&done.stderr).lines().filter(|line| !is_log(line)).collect::<Vec<_>>().join("\n")
}

/// Every column of every row of every table.
fn rows(database: &Path) -> Vec<String> {
    let url = format!("sqlite:{}?mode=ro", database.display());
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        sqlx::any::install_default_drivers();
        let mut raw = sqlx::AnyConnection::connect(&url).await.unwrap();
        let tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_sqlx%' ESCAPE '\\' ORDER BY name";
        let tables: Vec<(String,)> = sqlx::query_as(tables).fetch_all(&mut raw).await.unwrap();
        let mut all = Vec::new();
        for (table,) in tables {
            let columns = format!("SELECT GROUP_CONCAT('QUOTE(' || name || ')', ' || '','' || ') FROM pragma_table_info('{table}')");
            let columns: (String,) = sqlx::query_as(AssertSqlSafe(columns)).fetch_one(&mut raw).await.unwrap();
            let sql = format!("SELECT '{table}: ' || {} AS line FROM {table} ORDER BY line", columns.0);
            let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut raw).await.unwrap();
            all.extend(rows.iter().map(|row| row.get::<String, _>(0)));
        }
        all
    })
}

#[test]
fn a_past_is_told_in_english_and_in_german() {
    let folder = tempfile::tempdir().unwrap();
    story().save(&folder.path().join("news.json"));
    let said = says(folder.path(), &["news.json", "--official", "kim"]);
    insta::assert_snapshot!(said, @r"
    Nordlicht: 96 posts read, 48 of them official.

    36 of 48 posts came to the point (75 %).
    Period: 3 March to 22 May 2025
    Verdicts: 36 to the point, 3 thin, 9 empty.
    Best posts:
    - https://discord.com/channels/700/news/1346044428288000000 · 3 March 2025 · Fact, help and something made (99.4)
    - https://discord.com/channels/700/news/1348581143347200000 · 10 March 2025 · Fact, help and something made (99.4)
    - https://discord.com/channels/700/news/1351117858406400000 · 17 March 2025 · Fact, help and something made (99.4)
    Most in the way: stock phrases (6), rows of emoji (6), reaction bait (3), small talk (3), words of self-praise (3).
    2 notes would have gone out:
    - 21 April 2025 · In #news, 3 of the last 5 posts since 14 April ask for reactions without saying what for. https://discord.com/channels/700/news/1363801433702400000
    - 30 April 2025 · In #news, 2 of the last 6 posts since 22 April put stock phrases where facts could stand. https://discord.com/channels/700/news/1367062924492800000
    By channel:
    - #news: 36 of 48 to the point (75 %)
    Counted are the posts on the stage: #news. Other channels: --stage CHANNEL

    Share of posts to the point per week
     100 % ┤█ █ █ █ █ █       █ █ █
           ┤█ █ █ █ █ █       █ █ █
           ┤█ █ █ █ █ █       █ █ █
      50 % ┤█ █ █ █ █ █       █ █ █
           ┤█ █ █ █ █ █       █ █ █
           ┤█ █ █ █ █ █       █ █ █
           ┤█ █ █ █ █ █       █ █ █
       0 % ┤█ █ █ █ █ █ ▁ ▁ ▁ █ █ █
           └───────────────────────
            W 10               W 21

    [punktum-replay.png] Share of posts to the point: no week with enough posts up to week 21; smoothed score latest 86.7 of 100. Week 21: 4 to the point; most in the way stock phrases (6), rows of emoji (6), reaction bait (3).
    ");
    let said = says(folder.path(), &["news.json", "--official-role", "team", "--lang", "de"]);
    insta::assert_snapshot!(said, @r"
    Nordlicht: 96 Beiträge gelesen, davon 48 offiziell.

    36 von 48 Beiträgen kamen auf den Punkt (75 %).
    Zeitraum: 3.3. bis 22.5.2025
    Urteile: 36 auf den Punkt, 3 dünn, 9 leer.
    Beste Beiträge:
    - https://discord.com/channels/700/news/1346044428288000000 · 3.3.2025 · Angabe, Hilfe und Gemachtes (99,4)
    - https://discord.com/channels/700/news/1348581143347200000 · 10.3.2025 · Angabe, Hilfe und Gemachtes (99,4)
    - https://discord.com/channels/700/news/1351117858406400000 · 17.3.2025 · Angabe, Hilfe und Gemachtes (99,4)
    Am meisten im Weg: Floskeln (6), Emoji-Reihen (6), Reaktionsköder (3), Plaudereien (3), lobende Worte in eigener Sache (3).
    2 Hinweise wären herausgegangen:
    - 21.4.2025 · In #news fehlt der Bitte um Reaktionen seit dem 14.4. das Wozu, in 3 von 5 Beiträgen. https://discord.com/channels/700/news/1363801433702400000
    - 30.4.2025 · In #news stehen seit dem 22.4. Floskeln statt Angaben, in 2 von 6 Beiträgen. https://discord.com/channels/700/news/1367062924492800000
    Je Kanal:
    - #news: 36 von 48 auf den Punkt (75 %)
    Gezählt sind die Beiträge auf der Bühne: #news. Andere Kanäle: --stage KANAL

    Anteil auf den Punkt je Woche
     100 % ┤█ █ █ █ █ █       █ █ █
           ┤█ █ █ █ █ █       █ █ █
           ┤█ █ █ █ █ █       █ █ █
      50 % ┤█ █ █ █ █ █       █ █ █
           ┤█ █ █ █ █ █       █ █ █
           ┤█ █ █ █ █ █       █ █ █
           ┤█ █ █ █ █ █       █ █ █
       0 % ┤█ █ █ █ █ █ ▁ ▁ ▁ █ █ █
           └───────────────────────
            KW 10             KW 21

    [punktum-replay.png] Anteil der Beiträge auf den Punkt: bis KW 21 keine Woche mit genug Beiträgen; geglättete Wertung zuletzt 86,7 von 100. KW 21: 4 auf den Punkt; am meisten im Weg Floskeln (6), Emoji-Reihen (6), Reaktionsköder (3).
    ");
    let picture = std::fs::read(folder.path().join("punktum-replay.png")).unwrap();
    assert!(picture.starts_with(b"\x89PNG"));
    // Without a name for a database nothing else is left.
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn the_language_is_that_of_the_environment() {
    let folder = tempfile::tempdir().unwrap();
    story().save(&folder.path().join("news.json"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_punktum"));
    command.current_dir(folder.path()).env_clear().env("LANG", "de_DE.UTF-8").args(["replay", "news.json"]);
    let said = text(&command.output().unwrap().stderr);
    assert!(said.starts_with("Wer postet für die Marke? Niemand ist genannt."), "{said}");
}

#[test]
fn who_is_meant_must_be_clear() {
    let folder = tempfile::tempdir().unwrap();
    let mut export = story();
    export.say(2, "newsbot", "Build 17 passed.");
    // A member calls himself like the team.
    export.say(3, "fake", "It is me, PLANTED")["author"]["nickname"] = "ADA".into();
    export.say(4, "ada", "The lift works again since 9:00.");
    export.save(&folder.path().join("the news.json"));
    let asks = |arguments: &[&str]| {
        let done = replay(folder.path(), arguments);
        assert_eq!((done.status.code(), text(&done.stdout)), (Some(1), String::new()));
        sentences(&done)
    };
    insta::assert_snapshot!(asks(&["the news.json"]), @r"
    Who posts for the brand? Nobody is named.
    Most posts on Nordlicht, by account (number, name, id):
            48  troll  10037861
            48  kim  10314728
             1  ada  10304951
             1  fake (ADA)  10599937
             1  newsbot, bot  10790986
    By role:
            49  Team  900
    To replay: punktum replay 'the news.json' --official NAME
    More than one: --official again, or --official-role for a role; --all takes every account.
    ");
    let said = asks(&["the news.json", "--official", "zoe", "--official-role", "Sales", "--stage", "#gone"]);
    insta::assert_snapshot!(said.lines().take(4).collect::<Vec<_>>().join("\n"), @r"
    Nobody is called zoe.
    Nobody is called Sales.
    No channel is called #gone.
    Channels: #news
    ");
    // The name goes before the nickname of somebody else.
    assert!(says(folder.path(), &["the news.json", "--official", "ada"]).contains(" 1 of them official"));
    assert!(replay(folder.path(), &["gone.json", "--all"]).status.code() == Some(1));
}

#[test]
fn parts_folders_and_order_make_no_difference_and_twice_is_once() {
    let folder = tempfile::tempdir().unwrap();
    let (whole, parts, back) = (folder.path().join("whole"), folder.path().join("parts"), folder.path().join("back"));
    let mut export = story();
    for n in 0..6_usize {
        // Some are answers: to members, and to the team.
        let answered = export.messages[16 * n + if n % 2 == 0 { 1 } else { 0 }]["id"].clone();
        let reply = &mut export.messages[16 * n + 2];
        reply["type"] = "Reply".into();
        reply["reference"] = serde_json::json!({ "messageId": answered, "channelId": "news", "guildId": "700" });
    }
    for path in [&whole, &parts, &back] {
        std::fs::create_dir(path).unwrap();
    }
    export.save(&whole.join("news.json"));
    for (n, part) in export.messages.chunks(9).enumerate() {
        let name = if n == 0 { "news.json".to_owned() } else { format!("news [part {}].json", n + 1) };
        std::fs::create_dir_all(parts.join("deeper")).unwrap();
        Export { head: export.head.clone(), messages: part.to_vec() }.save(&parts.join("deeper").join(name));
    }
    let reversed = export.messages.iter().rev().cloned().collect();
    Export { head: export.head.clone(), messages: reversed }.save(&back.join("news.json"));
    let database = |name: &str| folder.path().join(name).display().to_string();
    let take = |from: &str, to: &str| {
        says(folder.path(), &[from, "--official", "kim", "--database", &database(to)]);
        rows(Path::new(&database(to)))
    };
    let once = take("whole", "one.db");
    assert!(once.iter().any(|row| row.starts_with("nudges: ") && row.contains("'would_have'")), "{once:#?}");
    assert!(once.iter().any(|row| row.starts_with("messages: ") && row.contains("'reply'")));
    assert!(!once.iter().any(|row| row.starts_with("outbox: ") || row.contains("PLANTED")));
    assert_eq!(once, take("whole", "one.db"));
    assert_eq!(once, take("parts", "parts.db"));
    assert_eq!(once, take("back", "back.db"));
    assert_eq!(once, take("whole/news.json", "parts.db"));
    // What is known already needs no name.
    says(folder.path(), &["parts", "--database", &database("one.db")]);
    assert_eq!(once, rows(Path::new(&database("one.db"))));
}

#[tokio::test]
async fn every_database_holds_the_same_once_and_twice() {
    let folder = tempfile::tempdir().unwrap();
    story().save(&folder.path().join("news.json"));
    let found = RefCell::new(Vec::new());
    on_both(async |fresh| {
        let mut said = Vec::new();
        for _ in 0..2 {
            said.push(says(folder.path(), &["news.json", "--official", "kim", "--database", &fresh.url]));
            let held = fresh.read().await.held(&"700".into(), Whose::All).await.unwrap();
            found.borrow_mut().push(handover::json(&held));
        }
        assert_eq!(said[0], said[1]);
    })
    .await;
    let found = found.into_inner();
    assert!(found[0].contains("would_have"), "{}", found[0]);
    assert!(found.iter().all(|held| *held == found[0]), "{found:#?}");
}

#[test]
fn channels_are_folded_together_in_the_order_of_time() {
    let folder = tempfile::tempdir().unwrap();
    let whole = story();
    let mut two = [Export::new("news", "GuildNews"), Export::new("a-updates", "GuildNews")];
    for (n, message) in whole.messages.iter().enumerate() {
        two[n / 2 % 2].messages.push(message.clone());
    }
    two.iter().for_each(|export| {
        export.save(&folder.path().join(format!("{}.json", export.head["channel"]["id"].as_str().unwrap())))
    });
    let said = says(folder.path(), &[".", "--official", "kim"]);
    // As in one channel: the same posts raise the same alarm, though the files are read one after the other.
    whole.save(&folder.path().join("one"));
    let one = says(folder.path(), &["one", "--official", "kim"]);
    let days = |said: &str| {
        said.lines().filter(|line| line.contains(" · In #")).map(|l| l[..14].to_owned()).collect::<Vec<_>>()
    };
    assert!(!days(&one).is_empty() && days(&one) == days(&said), "{one}\n{said}");
}
