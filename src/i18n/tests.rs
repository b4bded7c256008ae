//! The two files say the same things, and nobody says what they do not hold.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::{Weekday, date};
use jiff::tz::TimeZone;
use proptest::prelude::*;

use crate::domain::{Lang, Reason, Tag, Value};
use crate::engine::heuristics;
use crate::engine::text::is_emoji;

use super::*;

/// The keys of a file with the placeholders of each, those of the texts it refers to included.
fn keys(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let mut key = String::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, rest)) =
            line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        {
            key = name.to_owned();
            assert!(texts.insert(key.clone(), rest.to_owned()).is_none(), "{key} stands there twice");
        } else if let Some(text) = texts.get_mut(&key) {
            text.push_str(line);
        }
    }
    texts.keys().map(|key| (key.clone(), arguments(key, &texts))).collect()
}

fn arguments(key: &str, texts: &BTreeMap<String, String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for piece in texts[key].split("{ ").skip(1) {
        let word = piece.split([' ', '}']).next().unwrap_or_default();
        match word.strip_prefix('$') {
            Some(argument) => drop(found.insert(argument.to_owned())),
            None if texts.contains_key(word) => found.extend(arguments(word, texts)),
            None => {}
        }
    }
    found
}

#[test]
fn both_files_have_the_same_keys_and_placeholders() {
    let own = |source| {
        let mut keys = keys(source);
        keys.retain(|key, _| !key.starts_with("part-"));
        keys
    };
    assert_eq!(own(SOURCES[0]), own(SOURCES[1]));
}

#[test]
fn both_files_are_sound() {
    for source in SOURCES {
        let parsed = FluentResource::try_new(source.to_owned());
        assert!(parsed.is_ok(), "{:?}", parsed.err().map(|(_, errors)| errors));
    }
}

/// The code of every module but these tests.
fn code(folder: &Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all += &code(&path);
        } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("i18n/tests.rs") {
            all += &std::fs::read_to_string(&path).unwrap();
        }
    }
    all
}

/// The literals that stand where `say` has its key: second after a language, first where a method knows the language.
fn said(code: &str) -> BTreeSet<&str> {
    let keys = code.split("say(").skip(1).filter_map(|call| {
        let literal = |argument: &str| argument.trim_start().starts_with('"');
        let argument = if literal(call) { call } else { call.split_once(',')?.1 };
        argument.trim_start().strip_prefix('"')?.split('"').next()
    });
    keys.collect()
}

#[test]
fn what_the_code_says_stands_in_the_files_and_the_reverse() {
    let code = code(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let (said, written) = (said(&code), keys(SOURCES[0]));
    assert!(said.len() > 30, "the search finds next to nothing: {said:?}");
    let missing: Vec<_> = said.iter().filter(|key| !written.contains_key(**key)).collect();
    assert!(missing.is_empty(), "said, but nowhere written: {missing:?}");
    // Families whose keys are put together from the names of tags, heuristics, verdicts and reasons.
    let family = |key: &str| {
        ["tag-", "value-", "heuristic-", "reason-", "nudge-out-", "part-", "command-"]
            .iter()
            .any(|start| key.starts_with(start))
            || key.strip_prefix("nudge-").is_some_and(|tag| tag == "other" || Tag::from_name(tag).is_some())
    };
    let unsaid: Vec<_> = written.keys().filter(|key| !code.contains(&format!("\"{key}\"")) && !family(key)).collect();
    assert!(unsaid.is_empty(), "written, but never said: {unsaid:?}");
}

#[test]
fn every_name_has_its_words() {
    let others = ["wording", "own_padding", "own_substance", "repeat", "context"];
    for lang in Lang::ALL {
        for id in heuristics::ALL.iter().map(|heuristic| heuristic.id).chain(others) {
            assert!(!heuristic(lang, id).starts_with("heuristic-"), "{id}");
        }
        assert!(Tag::ALL.iter().all(|t| !tag(lang, *t).starts_with("tag-")));
        assert!(Value::ALL.iter().all(|v| !value(lang, *v).starts_with("value-")));
        assert!(Reason::ALL.iter().all(|r| !not_counted(lang, *r, 2).starts_with("reason-")));
    }
}

#[test]
fn a_missing_key_is_said_as_it_is() {
    assert_eq!(say(Lang::De, "no-such-key", &[]), "no-such-key");
}

#[test]
fn numbers_days_and_lists_follow_the_language() {
    let zone = TimeZone::get("Europe/Berlin").unwrap();
    let at = |text: &str| -> Timestamp { text.parse().unwrap() };
    let now = at("2026-11-20T10:00:00Z");
    let both = |say: &dyn Fn(Lang) -> String| Lang::ALL.map(say).join(" | ");
    insta::assert_snapshot!(both(&|l| percent(l, 0.676)), @"68 % | 68 %");
    insta::assert_snapshot!(both(&|l| score(l, 71.4)), @"71,4 | 71.4");
    let week = [Weekday::Monday, Weekday::Wednesday, Weekday::Thursday, Weekday::Saturday, Weekday::Sunday];
    insta::assert_snapshot!(both(&|l| days(l, &week)), @"Mo, Mi, Do, Sa, So | Mon, Wed, Thu, Sat, Sun");
    insta::assert_snapshot!(both(&|l| days(l, &[Weekday::Thursday, Weekday::Friday, Weekday::Saturday])), @"Do bis Sa | Thu to Sat");
    insta::assert_snapshot!(both(&|l| since(l, at("2026-11-20T00:30:00Z"), now, &zone)), @"seit heute | since today");
    insta::assert_snapshot!(both(&|l| since(l, at("2026-11-17T10:00:00Z"), now, &zone)), @"seit Dienstag | since Tuesday");
    insta::assert_snapshot!(both(&|l| since(l, at("2026-11-13T23:30:00Z"), now, &zone)), @"seit Samstag | since Saturday");
    insta::assert_snapshot!(both(&|l| since(l, at("2026-11-12T10:00:00Z"), now, &zone)), @"seit dem 12.11. | since 12 November");
    insta::assert_snapshot!(both(&|l| since(l, at("2025-12-31T10:00:00Z"), now, &zone)), @"seit dem 31.12.2025 | since 31 December 2025");
    insta::assert_snapshot!(both(&|l| moment(l, at("2026-11-20T13:05:00Z"), now, &zone)), @"heute, 14:05 Uhr | today, 14:05");
    insta::assert_snapshot!(both(&|l| moment(l, at("2026-11-23T08:00:00Z"), now, &zone)), @"Montag, 09:00 Uhr | Monday, 09:00");
    insta::assert_snapshot!(both(&|l| moment(l, at("2027-01-04T08:00:00Z"), now, &zone)), @"4.1.2027, 09:00 Uhr | 4 January 2027, 09:00");
    insta::assert_snapshot!(both(&|l| period(l, date(2026, 11, 16), date(2026, 11, 22))), @"16. bis 22.11.2026 | 16 to 22 November 2026");
    insta::assert_snapshot!(both(&|l| period(l, date(2026, 11, 30), date(2026, 12, 6))), @"30.11. bis 6.12.2026 | 30 November to 6 December 2026");
    insta::assert_snapshot!(both(&|l| period(l, date(2026, 12, 28), date(2027, 1, 3))), @"28.12.2026 bis 3.1.2027 | 28 December 2026 to 3 January 2027");
    insta::assert_snapshot!(both(&|l| list(l, &["a".into(), "b".into(), "c".into()])), @"a, b und c | a, b and c");
}

#[test]
fn other_peoples_words_lose_their_effect() {
    let quoted = |text: &str| quote(text, 80).unwrap_or_default().replace('\u{200B}', "∅");
    insta::assert_snapshot!(quoted("Da kommt was Großes auf euch zu 👀"), @"Da kommt was Großes auf euch zu");
    insta::assert_snapshot!(quoted("Hallo!!! Wie geht's euch heute?!"), @"Hallo. Wie geht's euch heute?");
    insta::assert_snapshot!(quoted("@everyone **Los** geht's, <@42> & <@&7>: a_b ~c~ |d| > e"), @r"@∅everyone Los geht's, & : a\_b \~c\~ \|d\| \> e");
    insta::assert_snapshot!(quoted("Mail an hilfe@nordlicht.example, nicht a@everyone"), @"Mail an hilfe@nordlicht.example, nicht a@∅everyone");
    insta::assert_snapshot!(quoted("Ab <t:1794990000:R> in <#12> <:party:99> [hier](https://x.example/a_b!)"), @r"Ab <t:1794990000:R> in <#12> \[hier\](https://x.example/a_b)");
    insta::assert_snapshot!(quoted("eins\nzwei 🎉! drei \"vier\" 1️⃣"), @"eins zwei. drei 'vier' 1");
    insta::assert_snapshot!(quote("Ein langer Satz, der nicht passt", 20).unwrap(), @"Ein langer Satz …");
    insta::assert_snapshot!(quote("Donaudampfschifffahrtsgesellschaft", 20).unwrap(), @"Donaudamp…");
    assert_eq!(quote("🎉🎉!!", 80), None);
    assert_eq!(whole("Hallo! Ab 18 Uhr offen 🎉").as_deref(), Some("Hallo. Ab 18 Uhr offen"));
    assert_eq!(["Schreib !start", "Frag <@42>", "`a`", " "].map(whole), [None, None, None, None]);
    assert_eq!(["<@&7>", "Team_A", "<@&x>"].map(role), ["<@&7>", r"Team\_A", "–"]);
    assert_eq!(["@<@42>", "@Kim!", "Kim_B", "@everyone"].map(mention), ["<@42>", "@Kim", r"@Kim\_B", "everyone"]);
    assert_eq!([label("#news_de", 40), label("<#12>", 40), label("🎉", 40)], [r"#news\_de", "<#12>", "–"]);
}

/// Texts that try to break out: markup, calls, pictures, addresses, anything.
pub(crate) fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("@everyone"),
        Just("<@1"),
        Just(">"),
        Just("<@&2>"),
        Just("<#3>"),
        Just("<:a:4>"),
        Just("<t:5:R>"),
        Just("**"),
        Just("*_~|>`[]\\"),
        Just("!"),
        Just("‼"),
        Just("a@"),
        Just("every"),
        Just("one"),
        Just("here"),
        Just("😀"),
        Just("\u{200D}"),
        Just("\u{FE0F}"),
        Just("\u{202E}"),
        Just(" "),
        Just("\n"),
        Just("\""),
        Just("“"),
        Just("https://x.example/a*b|c!d@e "),
        Just("<"),
        Just("Wort"),
        Just("."),
        Just("…"),
    ];
    prop_oneof![
        prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat()),
        any::<String>(),
        "[a-z!@*]{500,900}",
    ]
}

/// What must hold of any text that quotes somebody.
pub(crate) fn is_harmless(text: &str) -> bool {
    // The zero width space keeps what stands around it apart.
    let lower = text.to_lowercase().replace("@\u{200B}", "");
    let calls = ["@everyone", "@here", "@room", "<@"].iter().any(|call| lower.contains(call));
    !calls && !text.contains('!') && !text.chars().any(|c| is_emoji(c) || (c.is_control() && c != '\n'))
}

proptest! {
    #[test]
    fn a_quotation_is_short_and_harmless(text in hostile(), limit in 0_usize..200) {
        if let Some(quoted) = quote(&text, limit) {
            prop_assert!(quoted.chars().count() <= limit, "{quoted}");
            prop_assert!(is_harmless(&quoted) && !quoted.contains('\n'), "{quoted}");
        }
        if let Some(whole) = whole(&text) {
            prop_assert!(is_harmless(&whole) && !whole.contains('\n'), "{whole}");
        }
    }

    #[test]
    fn markup_is_escaped(text in r"[a-z*_~|>`@! \\]{0,120}") {
        let quoted = quote(&text, 400).unwrap_or_default();
        let mut chars = quoted.chars();
        while let Some(c) = chars.next() {
            if c == '\\' {
                chars.next();
            } else {
                prop_assert!(!"*_~|>`".contains(c), "{quoted}");
            }
        }
    }
}
