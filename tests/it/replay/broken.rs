//! Files that are not what the exporter writes: the place is named, and what came before it stands.

use super::export::{Export, story};
use super::{replay, rows, says, sentences, text};

/// What is said of a file, and how many of its messages are stored.
fn of(bytes: &[u8]) -> (String, usize) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("x.json"), bytes).unwrap();
    let mut fine = Export::new("other", "GuildNews");
    fine.say(5000, "kim", "The lift in hall 3 works again since 9:00.");
    fine.save(&folder.path().join("y.json"));
    let done = replay(folder.path(), &["x.json", "y.json", "--official", "kim", "--database", "replay.db"]);
    assert_eq!(done.status.code(), Some(1), "{}", text(&done.stdout));
    assert!(text(&done.stdout).contains("of them official"), "{}", sentences(&done));
    let stored = rows(&folder.path().join("replay.db")).iter().filter(|row| row.starts_with("messages: ")).count();
    // The other file is read nevertheless.
    (sentences(&done), stored - 1)
}

#[test]
fn a_cut_file_keeps_what_came_before() {
    let whole = story().text();
    let tenth = whole.match_indices("\"isPinned\"").nth(20).unwrap().0;
    for (cut, stored) in [(tenth, 10), (whole.len() - 3, 48), (whole.find("\"dateRange\"").unwrap(), 0), (1, 0)] {
        let (said, found) = of(&whole.as_bytes()[..cut]);
        assert_eq!(found, stored, "{said}");
        assert!(said.starts_with(&format!("x.json is cut off at byte {cut}, where ")), "{said}");
    }
}

#[test]
fn what_stands_there_instead_is_not_told() {
    let whole = story().text();
    let with = |from: &str, to: &str, n: usize| {
        let at = whole.match_indices(from).nth(n).unwrap().0;
        let changed = format!("{}{to}{}", &whole[..at], &whole[at + from.len()..]);
        let (said, stored) = of(changed.as_bytes());
        (said.replace(&format!("byte {at}:"), "byte AT:"), stored)
    };
    let content = whole.match_indices("\"content\": ").count();
    assert_eq!(content, 96);
    let (said, stored) = with("\"isPinned\": false,", "\"isPinned\": false;", 4);
    assert!(said.contains("expected , }") && stored == 2, "{said}");
    let (said, stored) = with("\"author\": {", "\"author\": \"PLANTED\", \"other\": {", 5);
    assert!(said.contains("expected \"author\" as DiscordChatExporter writes it") && stored == 3, "{said}");
    let (said, stored) = with("\"author\": {", "\"other\": {", 5);
    assert!(said.contains("expected \"author\" as DiscordChatExporter writes it") && stored == 3, "{said}");
    // Of a member's words nobody knows whether they are right.
    let odd = whole.replacen("\"PLANTED words of a member, which nobody reads\"", "{ \"PLANTED\": [1, 2] }", 1);
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("x.json"), odd).unwrap();
    assert!(says(folder.path(), &["x.json", "--official", "kim"]).contains("48 of them official"));
    let (said, stored) = with("\"content\": \"Up", "\"content\": 17, \"other\": \"Up", 1);
    assert!(said.contains("expected \"content\" as DiscordChatExporter writes it") && stored == 4, "{said}");
    let (said, stored) = with("\"timestamp\": \"2025", "\"timestamp\": \"0025", 2);
    assert!(said.contains("expected \"timestamp\" as DiscordChatExporter writes it") && stored == 1, "{said}");
}

#[test]
fn foreign_files_are_named() {
    for foreign in
        ["", "{}", "[]", "[{\"id\": 1}]", "17", "Dear reader", "{\"messages\": []}", "{\"guild\": {\"id\": \"1\"}}"]
    {
        let (said, stored) = of(foreign.as_bytes());
        assert!(
            said.starts_with("x.json") && said.contains("an export of DiscordChatExporter as JSON"),
            "{foreign}: {said}"
        );
        assert_eq!(stored, 0);
    }
    let wide: Vec<u8> = story().text().encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(of(&[b"\xff\xfe".as_slice(), &wide].concat()).0.starts_with("x.json, byte 0: expected an export"));
}

#[test]
fn a_mark_before_the_text_is_none_of_it_and_wrong_bytes_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let plain = story().text();
    let marked = [b"\xef\xbb\xbf".as_slice(), plain.as_bytes()].concat();
    std::fs::write(folder.path().join("x.json"), marked).unwrap();
    assert!(says(folder.path(), &["x.json", "--official", "kim"]).contains("48 of them official"));
    // Wrong bytes in a member's words harm nobody; in those of the brand their place is named.
    let with = |words: &str| {
        let at = plain.find(words).unwrap();
        [&plain.as_bytes()[..at], b"\xff\xfe", &plain.as_bytes()[at..]].concat()
    };
    std::fs::write(folder.path().join("x.json"), with("PLANTED")).unwrap();
    assert!(says(folder.path(), &["x.json", "--official", "kim"]).contains("48 of them official"));
    let (said, stored) = of(&with("Version 2.4"));
    assert!(said.contains("expected a text in UTF-8") && stored == 1, "{said}");
}

#[test]
fn a_giant_is_one_message() {
    let folder = tempfile::tempdir().unwrap();
    let mut export = story();
    export.say(3000, "troll", &"PLANTED ".repeat(1 << 17));
    export.say(3001, "kim", &"The fix for v2.3.1 is out. ".repeat(4_000));
    export.save(&folder.path().join("x.json"));
    assert!(says(folder.path(), &["x.json", "--official", "kim"]).contains("49 of them official"));
    export.say(3002, "kim", &"x".repeat(17 << 20));
    let (said, stored) = of(export.text().as_bytes());
    assert!(said.contains("expected a message of at most 16 MB") && stored == 49, "{said}");
}
