//! What is generated from the code: docs/heuristics.md, docs/commands.md and .env.example. Each test writes its file again
//! and fails once when it differs.

use std::fmt::Write;

use punktum::commands::{self, Kind, Opt, Rights, Spec};
use punktum::domain::Lang;
use punktum::engine::heuristics::{self, Heuristic};
use punktum::i18n::{say, tag};

use super::{keep, read};

/// So many hits and so many misses a language are shown of each heuristic.
const SHOWN: usize = 2;

#[test]
fn the_heuristics_are_documented() {
    let mut out = String::from(
        "# Heuristics\n\nWhat the engine looks for, made from `engine::heuristics::ALL` by the tests: change it there. A \
         heuristic finds places and says why they matter; what a place earns or costs is the trained model's business. \
         The examples are tests: « and » enclose what must be found, and in a miss nothing may be.\n",
    );
    for heuristic in heuristics::ALL {
        describe(&mut out, heuristic);
    }
    keep("docs/heuristics.md", &out);
}

fn describe(out: &mut String, heuristic: &Heuristic) {
    let names = [Lang::De, Lang::En].map(|lang| tag(lang, heuristic.tag));
    let kind = if heuristic.tag.is_drift() { "drift" } else { "value" };
    let [german, english] = &names;
    let _ = writeln!(out, "\n## {}\n\nTag `{}` ({kind}): {english}, {german}.\n", heuristic.id, heuristic.tag.name());
    for lang in [Lang::En, Lang::De] {
        let _ = writeln!(out, "**{}.** {}\n", lang.code(), heuristic.why[lang as usize]);
        let own = || heuristic.examples.iter().filter(|e| e.lang == lang).map(|e| e.text);
        let hits = own().filter(|text| text.contains('«')).take(SHOWN).map(|text| ("hit", text));
        let misses = own().filter(|text| !text.contains('«')).take(SHOWN).map(|text| ("miss", text));
        for (what, text) in hits.chain(misses) {
            let _ = writeln!(out, "- {what}: {}", code(text));
        }
        out.push_str(if lang == Lang::En { "\n" } else { "" });
    }
}

/// A text between backticks, as Markdown shows it unchanged.
fn code(text: &str) -> String {
    let line = text.replace('\n', " ⏎ ");
    if line.contains('`') { format!("`` {line} ``") } else { format!("`{line}`") }
}

#[test]
fn the_commands_are_documented() {
    let mut out = String::from(
        "# Commands\n\nMade from `commands::ALL` by the tests: change it there. On the console a command begins with a \
         slash; options are given in this order, or by name as `name:value`; those in brackets may be left out. The \
         community's language decides which names /punktum help shows; both are always understood.\n\n\
         | English | German | who | |\n|---|---|---|---|\n",
    );
    for spec in commands::ALL {
        let usages = [Lang::En, Lang::De].map(|lang| usage(spec, lang));
        let who = match spec.rights {
            Rights::Everyone => "everyone",
            Rights::Enrolled => "posters, admins",
            Rights::Admin => "admins",
        };
        let _ = writeln!(out, "| {} | {} | {who} | {} |", usages[0], usages[1], words(spec));
    }
    out.push_str(
        "\nThe console has four verbs of its own: `/edit ID text`, `/delete ID`, `/reply ID text` and `/time +3d`.\n",
    );
    keep("docs/commands.md", &out);
}

fn usage(spec: &Spec, lang: Lang) -> String {
    let path = [spec.german, spec.path][lang as usize];
    let options = spec.options.iter().map(|option| {
        let shown = option_words(option, lang);
        if option.required { format!(" {shown}") } else { format!(" [{shown}]") }
    });
    format!("`/{path}{}`", options.collect::<String>())
}

fn option_words(option: &Opt, lang: Lang) -> String {
    let name = [option.german, option.name][lang as usize];
    match option.kind {
        Kind::Text => name.to_owned(),
        Kind::Number(from, to) => format!("{name}:{from}..{to}"),
        Kind::Channel => format!("{name}:#…"),
        Kind::Account => format!("{name}:@…"),
        // A bar would end the cell of the table.
        Kind::Choice(choices) => {
            let names: Vec<&str> = choices.iter().map(|(english, german)| [*german, *english][lang as usize]).collect();
            format!("{name}:{}", names.join("/"))
        }
    }
}

/// What the command does, where the bot has words for it.
fn words(spec: &Spec) -> String {
    let key = format!("command-{}", spec.path.replace(' ', "-"));
    let text = say(Lang::En, &key, &[]);
    if text == key { String::new() } else { text.replace('\n', " ") }
}

#[test]
fn every_setting_of_the_operator_is_in_the_example() {
    let mut out = String::from(
        "# Settings of the operator. Copy this to .env, which is read from the working directory; what the environment\n\
         # already holds wins, and options such as --log win over both. All of them may be left out.\n",
    );
    let fields = fields(&read("src/config.rs"));
    assert!(fields.len() >= 5, "src/config.rs could not be read");
    for Field { docs, variable, default } in fields {
        let _ = writeln!(out, "\n# {docs}\n#{variable}={default}");
    }
    keep(".env.example", &out);
}

struct Field {
    docs: String,
    variable: String,
    default: String,
}

/// The fields of the configuration struct that have an environment variable; one without is a mistake.
fn fields(source: &str) -> Vec<Field> {
    let start = source.find("pub struct Config {").unwrap();
    let body = &source[start..start + source[start..].find("\n}").unwrap()];
    let mut fields = Vec::new();
    let (mut docs, mut attributes) = (Vec::new(), String::new());
    for line in body.lines().skip(1).map(str::trim) {
        if let Some(words) = line.strip_prefix("/// ") {
            docs.push(words);
        } else if line.starts_with("pub ") {
            let quoted = |name: &str| {
                attributes.split_once(&format!("{name} = \"")).and_then(|(_, rest)| rest.split('"').next())
            };
            let variable = quoted("env").unwrap_or_else(|| panic!("`{line}` has no environment variable")).to_owned();
            let default = quoted("default_value").unwrap_or_default().to_owned();
            fields.push(Field { docs: std::mem::take(&mut docs).join("\n# "), variable, default });
            attributes.clear();
        } else {
            attributes.push_str(line);
        }
    }
    fields
}
