//! What is a post, whose it is, and whether it counts.

use serde_json::json;

use super::export::{Export, id, person};
use super::{replay, rows, says, sentences};

const FACT: &str = "The lift in hall 3 works again since 9:00.";

/// The stored messages: id, channel, place and whether they count, by the words that came with them.
fn stored(export: &[Export], arguments: &[&str]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    for (n, export) in export.iter().enumerate() {
        export.save(&folder.path().join(format!("{n}.json")));
    }
    let database = folder.path().join("replay.db");
    says(folder.path(), &[&[".", "--database", database.to_str().unwrap()], arguments].concat());
    let all = rows(&database);
    let mut found = Vec::new();
    for row in all.iter().filter_map(|row| row.strip_prefix("messages: ")) {
        let columns: Vec<&str> = row.split(',').map(|column| column.trim_matches('\'')).collect();
        let hours = (0..1000).find(|hours| id(*hours) == columns[1]).map_or(columns[1].to_owned(), |h| h.to_string());
        let counts = ["yes", "reply", "floor", "machine", "unreadable"];
        let counts = columns.iter().rev().find(|column| counts.contains(column)).unwrap();
        found.push(format!("{hours} {} {} {counts}", columns[2], columns[3]));
    }
    found.sort_by_key(|line| line.split(' ').next().unwrap().parse::<i64>().unwrap_or(i64::MAX));
    found
}

#[test]
fn notices_and_news_of_other_channels_are_no_posts() {
    let mut export = Export::new("news", "GuildNews");
    export.say(1, "kim", FACT);
    export.say(2, "kim", "Joined the server.")["type"] = "GuildMemberJoin".into();
    export.say(3, "kim", "Pinned a message.")["type"] = "ChannelPinnedMessage".into();
    export.say(4, "kim", "x")["type"] = "46".into();
    let elsewhere = json!({ "type": "Default", "messageId": "1", "channelId": "2", "guildId": "3" });
    export.say(5, "kim", "News of another server at 10:00.")["reference"] = elsewhere;
    let forward = export.say(6, "kim", "");
    forward["reference"] = json!({ "type": "Forward", "messageId": "1", "channelId": "2", "guildId": "700" });
    forward["forwardedMessage"] = json!({ "timestamp": "2025-01-01T00:00:00+00:00", "content": FACT, "embeds": [] });
    // A command somebody gave; what it shows is the bot's.
    export.say(7, "kim", FACT)["type"] = "20".into();
    let ours = export.say(8, "Punktumbot", "Weekly digest");
    ours["author"]["name"] = "Punktum".into();
    assert_eq!(stored(&[export], &["--all"]), ["1 news NULL yes", "6 news NULL yes", "7 news NULL yes"]);
}

#[test]
fn answers_to_members_and_bots_do_not_count() {
    let mut export = Export::new("news", "GuildNews");
    export.say(1, "troll", "PLANTED");
    export.say(2, "kim", FACT);
    for (hours, answered) in [(3, id(1)), (4, id(2)), (5, "17".to_owned())] {
        let reply = export.say(hours, "ada", FACT);
        (reply["type"], reply["reference"]) = ("Reply".into(), json!({ "messageId": answered }));
    }
    export.say(6, "buildbot", FACT);
    let team = ["2 news NULL yes", "3 news NULL reply", "4 news NULL yes", "5 news NULL reply"];
    let role = |export: &Export| Export { head: export.head.clone(), messages: export.messages.clone() };
    assert_eq!(stored(&[role(&export)], &["--official-role", "@Team"]), team);
    // A bot that is named speaks for people; where all are official, nobody knows.
    let named = stored(&[role(&export)], &["--official", "kim", "--official", "buildbot"]);
    assert_eq!(named, ["2 news NULL yes", "6 news NULL yes"]);
    let all = stored(&[export], &["--all"]);
    assert_eq!(all[all.len() - 2..], ["5 news NULL yes", "6 news NULL machine"]);
}

#[test]
fn the_stage_is_where_the_brand_talks_or_what_is_named() {
    let mut news = Export::new("news", "GuildTextChat");
    news.say(1, "kim", FACT);
    let mut talk = Export::new("talk", "GuildTextChat");
    talk.say(2, "kim", FACT);
    for hours in 3..9 {
        talk.say(hours, "troll", "PLANTED");
    }
    talk.say(9, "kim", "@everyone The hall closes at 18:00 today.");
    let both = || {
        let same = |export: &Export| Export { head: export.head.clone(), messages: export.messages.clone() };
        [same(&news), same(&talk)]
    };
    let counted = ["1 news NULL yes", "2 talk NULL floor", "9 talk NULL yes"];
    assert_eq!(stored(&both(), &["--official", "kim"]), counted);
    let counted = ["1 news NULL floor", "2 talk NULL yes", "9 talk NULL yes"];
    assert_eq!(stored(&both(), &["--official", "kim", "--stage", "#Talk"]), counted);
}

#[test]
fn a_thread_counts_to_its_channel_and_the_title_of_a_forum_post_is_said() {
    let mut news = Export::new("55", "GuildNews");
    news.say(1, "kim", FACT);
    let mut thread = Export::new("77", "GuildNewsThread");
    thread.head["channel"]["categoryId"] = "55".into();
    thread.head["channel"]["category"] = "news".into();
    thread.say(2, "kim", FACT);
    let mut forum = Export::new(&id(3), "GuildPublicThread");
    forum.head["channel"]["categoryId"] = "88".into();
    forum.head["channel"]["name"] = "Version 2.4 is out on 3 March at 10:00".into();
    forum.say(3, "kim", "👇");
    let found = stored(&[news, thread, forum], &["--official", "kim"]);
    assert_eq!(found[..2], ["1 55 NULL yes", "2 55 77 yes"]);
    assert!(found[2].starts_with("3 88 ") && found[2].ends_with(" floor"), "{found:?}");
}

#[test]
fn embeds_are_words_only_of_bots_and_not_where_they_preview_a_link() {
    let mut export = Export::new("news", "GuildNews");
    let embed = json!([{ "title": "Maintenance", "url": "", "description": FACT, "fields": [{ "name": "When", "value": "9:00" }] }]);
    export.say(1, "newsbot", "")["embeds"] = embed.clone();
    export.say(2, "kim", "")["embeds"] = embed;
    export.say(3, "newsbot", "https://a.example")["embeds"] =
        json!([{ "title": "x", "url": "https://a.example", "description": FACT }]);
    let found = stored(&[export], &["--official", "kim", "--official", "newsbot"]);
    assert_eq!(found[..2], ["1 news NULL yes", "2 news NULL unreadable"]);
}

#[test]
fn older_exports_leave_much_out() {
    let mut export = Export::new("news", "GuildNews");
    for gone in ["exportedAt", "dateRange"] {
        export.head.as_object_mut().unwrap().remove(gone);
    }
    let old = export.say(1, "kim", FACT).as_object_mut().unwrap();
    for gone in ["stickers", "inlineEmojis", "mentions", "embeds", "timestamp", "timestampEdited"] {
        old.remove(gone);
    }
    let author = old["author"].as_object_mut().unwrap();
    ["roles", "nickname", "isBot"].iter().for_each(|gone| drop(author.remove(*gone)));
    export.say(2, "kim", FACT)["content"] = json!(null);
    assert_eq!(stored(&[export], &["--official", "kim#0000"]), ["1 news NULL yes", "2 news NULL unreadable"]);
}

#[test]
fn a_role_of_members_is_no_role_of_the_brand() {
    let folder = tempfile::tempdir().unwrap();
    let mut export = Export::new("news", "GuildNews");
    for n in 0..60 {
        let message = export.say(n / 4, &format!("member{n}"), FACT);
        message["id"] = (id(n / 4).parse::<i64>().unwrap() + n).to_string().into();
        message["author"]["roles"] = json!([{ "id": "901", "name": "Fans" }]);
        assert_ne!(message["author"]["id"], person("kim")["id"]);
    }
    export.save(&folder.path().join("news.json"));
    let done = replay(folder.path(), &["news.json", "--official-role", "Fans", "--database", "replay.db"]);
    assert_eq!(done.status.code(), Some(1));
    assert!(sentences(&done).contains("The role Fans makes more than 50 accounts official"), "{}", sentences(&done));
    assert!(!rows(&folder.path().join("replay.db")).iter().any(|row| row.starts_with("messages: ")));
}
