//! What a replay prints.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::path::PathBuf;

use crate::commands::Whole;
use crate::domain::Lang;
use crate::i18n::{Arg, label, say};
use crate::platform::export::{Count, Server, Survey, Unclear, Wish};
use crate::watch::House;

/// So many accounts and roles are listed.
const LISTED: usize = 10;

/// What is unclear about who is official; whoever is not named is listed, and what to type stands below.
pub(super) fn who(lang: Lang, survey: &Survey, unclear: &[Unclear], files: &[PathBuf]) -> Vec<String> {
    let mut lines: Vec<String> = unclear.iter().flat_map(|one| told(lang, one)).collect();
    if survey.servers.is_empty() {
        return lines;
    }
    if unclear.is_empty() {
        lines.push(say(lang, "replay-nobody-named", &[]));
    }
    if unclear.iter().any(|one| matches!(one, Unclear::NoChannel(_))) {
        let channels = survey.servers.values().flat_map(|server| server.channels.values());
        let names: Vec<String> = channels.map(|seen| format!("#{}", shown(&seen.name))).collect();
        lines.push(say(lang, "replay-channels", &[("channels", names.join(", ").into())]));
    }
    if unclear.iter().all(|one| matches!(one, Unclear::Nobody(_))) {
        lines.extend(listed(lang, survey, files));
    }
    lines
}

fn told(lang: Lang, unclear: &Unclear) -> Vec<String> {
    match unclear {
        Unclear::Nobody(name) => vec![say(lang, "replay-nobody-called", &[("name", name.as_str().into())])],
        Unclear::NoChannel(name) => vec![say(lang, "replay-no-channel", &[("name", name.as_str().into())])],
        Unclear::Several(name, several) => {
            let head = say(lang, "replay-several", &[("name", name.as_str().into())]);
            let line = |(id, called): &(String, String)| format!("  {id}  {}", shown(called));
            [head].into_iter().chain(several.iter().map(line)).collect()
        }
    }
}

/// The accounts and roles with most messages, and what to type.
fn listed(lang: Lang, survey: &Survey, files: &[PathBuf]) -> Vec<String> {
    let mut lines = Vec::new();
    for server in survey.servers.values() {
        let accounts = most(&server.writers.accounts);
        lines.push(say(lang, "replay-accounts", &[("server", shown(&server.name).into())]));
        lines.extend(accounts.iter().map(|(id, count)| counted(lang, id, count)));
        let roles = most(&server.writers.roles);
        if roles.is_empty() {
            lines.push(say(lang, "replay-no-roles", &[]));
        } else {
            lines.push(say(lang, "replay-roles", &[]));
            lines.extend(roles.iter().map(|(id, count)| counted(lang, id, count)));
        }
    }
    let files: Vec<String> = files.iter().map(|file| quoted(&file.display().to_string())).collect();
    lines.push(say(lang, "replay-type", &[("files", files.join(" ").into())]));
    lines
}

fn most(counts: &HashMap<String, Count>) -> Vec<(&String, &Count)> {
    let mut all: Vec<(&String, &Count)> = counts.iter().collect();
    all.sort_by_key(|(id, count)| (Reverse(count.messages), *id));
    all.truncate(LISTED);
    all
}

fn counted(lang: Lang, id: &str, count: &Count) -> String {
    let bot = if count.bot { say(lang, "replay-bot", &[]) } else { String::new() };
    format!("  {:>8}  {}{bot}  {id}", count.messages, shown(&count.name))
}

/// Somebody else's name, fit for a terminal.
fn shown(text: &str) -> String {
    label(text, 60).replace('\\', "")
}

/// As a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

/// Why nothing of a role is left.
pub(super) fn fused(lang: Lang, survey: &Survey, server: &str, role: &str) -> String {
    let known = survey.servers.get(server).and_then(|server| server.writers.roles.get(role));
    let role = known.map_or(role, |count| &count.name);
    say(lang, "replay-fused", &[("role", shown(role).into())])
}

/// Which channels count.
pub(super) fn remarks(lang: Lang, house: &House, wish: &Wish) -> Vec<String> {
    let mut names: Vec<String> =
        house.channels().filter(|channel| channel.stage).map(|channel| format!("#{}", shown(&channel.name))).collect();
    names.sort();
    if names.is_empty() {
        return vec![say(lang, "replay-no-stage", &[])];
    }
    let mut line = say(lang, "replay-stages", &[("channels", names.join(", ").into())]);
    if wish.stages.is_empty() {
        line = format!("{line} {}", say(lang, "replay-stages-other", &[]));
    }
    vec![line]
}

/// The whole report of one server.
pub(super) fn report(
    lang: Lang,
    server: &Server,
    official: u64,
    (wish, accounts): (&Wish, usize),
    whole: Option<&Whole>,
    saved: &[String],
) -> String {
    let args = [
        ("server", Arg::from(shown(&server.name))),
        ("posts", i64::try_from(server.posts).unwrap_or(i64::MAX).into()),
        ("official", i64::try_from(official).unwrap_or(i64::MAX).into()),
    ];
    let mut lines = vec![say(lang, "replay-read", &args)];
    lines.extend(wish.all.then(|| say(lang, "replay-all", &[("accounts", accounts.into())])));
    lines.push(String::new());
    match whole {
        Some(whole) => {
            lines.extend(whole.reply.text.lines().map(plain));
            if !whole.signs.is_empty() {
                lines.extend([String::new(), whole.signs.clone(), String::new()]);
            }
        }
        None => lines.push(say(lang, "digest-none", &[]).replace("**", "")),
    }
    lines.extend(saved.iter().cloned());
    lines.join("\n") + "\n"
}

/// Without the signs of Markdown, which a terminal shows as they are.
fn plain(line: &str) -> String {
    let line = line.replace("**", "").replace('\\', "");
    match line.split_once("<http") {
        Some((before, rest)) => format!("{before}http{}", rest.replacen('>', "", 1)),
        None => line,
    }
}
