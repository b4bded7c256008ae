//! The table, its words, and the lines that are read by it.

mod desk;
mod people;
mod privacy;
mod settings;

use std::collections::HashSet;

use proptest::prelude::*;

use crate::domain::Lang;

use super::parse::{path, usage};
use super::{ALL, Kind, Opt, Parsed, Spec, about, parse};

#[test]
fn every_command_has_its_words_and_a_path_of_its_own_in_both_languages() {
    for lang in Lang::ALL {
        let mut paths = HashSet::new();
        for spec in ALL {
            let words = about::words(spec, lang);
            assert!(!words.starts_with("command-"), "{spec:?} has no words");
            // Discord shows no longer ones.
            assert!((1..=100).contains(&words.chars().count()), "{spec:?}: {words}");
            assert!(paths.insert(path(spec, lang)), "{spec:?} twice");
        }
    }
}

/// What Discord takes as a name: lower case, no spaces, at most 32 characters.
fn is_name(text: &str) -> bool {
    let sound = |c: char| c.is_alphanumeric() || "-_".contains(c);
    (1..=32).contains(&text.chars().count()) && text.chars().all(sound) && text.to_lowercase() == text
}

#[test]
fn names_are_such_as_platforms_take() {
    for spec in ALL {
        for words in [spec.path, spec.german] {
            let names: Vec<&str> = words.split(' ').collect();
            assert!((1..=2).contains(&names.len()) && names.into_iter().all(is_name), "{words}");
        }
        for name in [|option: &Opt| option.name, |option: &Opt| option.german] {
            let names: Vec<&str> = spec.options.iter().map(name).collect();
            assert!(names.iter().all(|name| is_name(name)), "{spec:?}: {names:?}");
            assert_eq!(names.iter().collect::<HashSet<_>>().len(), names.len(), "{spec:?}: {names:?}");
        }
        let required: Vec<bool> = spec.options.iter().map(|option| option.required).collect();
        assert!(required.is_sorted_by(|a, b| a >= b), "{spec:?}: what must be given stands first");
        for option in spec.options {
            if let Kind::Choice(choices) = option.kind {
                assert!(choices.len() <= 25 && choices.iter().all(|(en, de)| is_name(en) && is_name(de)), "{spec:?}");
            }
        }
    }
}

/// A value an option takes, as a person writes it, and as the program knows it.
fn example(option: &Opt, lang: Lang) -> (String, String) {
    match option.kind {
        Kind::Text => ("\"ein Wort\"".into(), "ein Wort".into()),
        Kind::Number(low, _) => (low.to_string(), low.to_string()),
        Kind::Channel => ("#news".into(), "news".into()),
        Kind::Account => ("@kim".into(), "kim".into()),
        Kind::Choice(choices) => {
            let (english, german) = choices[choices.len() - 1];
            ([german, english][lang as usize].into(), english.into())
        }
    }
}

fn reads_back(spec: &Spec, line: &str, options: &[&Opt], lang: Lang) {
    match parse(line, lang) {
        Parsed::Command(command) => {
            assert!(std::ptr::eq(command.spec, spec), "{line}: {:?}", command.spec);
            let expected = options.iter().map(|option| (option.name, example(option, lang).1)).collect();
            assert_eq!(command.options, expected, "{line}");
        }
        Parsed::Mistake(sentence) => panic!("{line}: {sentence}"),
    }
}

#[test]
fn every_usage_line_reads_back() {
    for (spec, lang) in ALL.iter().flat_map(|spec| Lang::ALL.map(|lang| (spec, lang))) {
        let name = |option: &Opt| [option.german, option.name][lang as usize];
        let usage = usage(spec, lang);
        let words: Vec<&str> = usage.trim_start_matches('/').split(' ').skip(spec.path.split(' ').count()).collect();
        assert_eq!(words.len(), spec.options.len(), "{usage}");
        let all: Vec<&Opt> = spec.options.iter().collect();
        let must: Vec<&Opt> = spec.options.iter().filter(|option| option.required).collect();
        for options in [must, all] {
            let mut in_order = path(spec, lang).to_owned();
            let mut by_name = in_order.clone();
            for option in &options {
                let written = example(option, lang).0;
                in_order.push_str(&format!(" {written}"));
                by_name.push_str(&format!("  {}: {written}", name(option)));
            }
            reads_back(spec, &in_order, &options, lang);
            reads_back(spec, &by_name, &options, lang);
            reads_back(spec, &in_order.replacen(path(spec, lang), &path(spec, lang).to_uppercase(), 1), &options, lang);
        }
    }
}

#[test]
fn letters_whose_case_changes_their_length_cut_nothing_in_two() {
    for line in ["einstellungen zurüc\u{212A} İİ", "audit channel channel: é", "rückblic\u{212A} konto", "İ", "pausé"]
    {
        for lang in Lang::ALL {
            drop(parse(line, lang));
        }
    }
}

/// Lines that begin like commands and go on like anything.
fn lines() -> impl Strategy<Value = String> {
    let paths: Vec<&'static str> = ALL.iter().flat_map(|spec| [spec.path, spec.german]).collect();
    let names: Vec<String> = ALL
        .iter()
        .flat_map(|spec| spec.options)
        .flat_map(|o| [format!("{}:", o.name), format!("{}: ", o.german)])
        .collect();
    let rest = prop_oneof![
        any::<String>(),
        "[ \"#@:a-zäöüß0-9\u{212A}İé]{0,20}",
        prop::sample::select(names),
        Just(" ".to_owned()),
        Just("\"".to_owned()),
    ];
    let rest = prop::collection::vec(rest, 0..6).prop_map(|pieces| pieces.concat());
    let start = prop_oneof![prop::sample::select(paths).prop_map(str::to_owned), any::<String>()];
    (start, "[ \u{a0}]?", rest).prop_map(|(start, gap, rest)| start + &gap + &rest)
}

proptest! {
    #[test]
    fn no_line_is_too_strange(line in lines()) {
        for lang in Lang::ALL {
            match parse(&line, lang) {
                Parsed::Command(command) => {
                    prop_assert!(command.spec.options.iter().all(|o| !o.required || command.options.contains_key(o.name)));
                }
                Parsed::Mistake(sentence) => prop_assert!(!sentence.is_empty()),
            }
        }
    }
}
