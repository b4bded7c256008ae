//! Who may import whom. The table is ordered from the ground up and a module may name only modules above its own row, so
//! that there are no cycles; it is exact: a new edge fails, and so does one that nobody needs any more.

use std::collections::{BTreeMap, BTreeSet};

use super::{is_test, shipped, sources};

/// A module, and what of the house it imports. A path below another row's (`digest::report`) is a module of its own: it
/// stands higher than its parent and is no part of it.
#[rustfmt::skip]
const TABLE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("backoff", &[]),
    ("clock", &[]),
    ("engine", &["domain"]),
    ("drift", &["domain"]),
    ("i18n", &["domain"]),
    ("store", &["domain"]),
    ("platform", &["domain"]),
    ("handover", &["store"]),
    ("digest", &["domain", "engine", "i18n", "store"]),
    ("nudge", &["domain", "engine", "drift", "i18n", "store", "digest"]),
    ("watch", &["domain", "engine", "drift", "store", "digest", "nudge"]),
    ("digest::picture", &["domain", "i18n", "store", "platform", "digest"]),
    ("digest::report", &["domain", "engine", "i18n", "store", "platform", "digest", "watch", "digest::picture"]),
    ("nudge::show", &["domain", "engine", "i18n", "store", "platform", "nudge", "watch"]),
    ("outbox", &["domain", "i18n", "store", "platform", "digest", "nudge", "watch", "digest::report", "nudge::show"]),
    ("catchup", &["domain", "backoff", "clock", "store", "platform", "watch"]),
    ("commands", &["domain", "backoff", "engine", "drift", "i18n", "store", "platform", "handover", "digest",
        "nudge", "watch", "digest::picture", "digest::report", "nudge::show"]),
    ("app", &["domain", "store", "platform", "digest", "watch", "outbox"]),
    ("platform::console", &["domain", "clock", "engine", "i18n", "store", "platform", "watch", "commands", "app"]),
    ("platform::discord", &["domain", "backoff", "clock", "engine", "i18n", "store", "platform", "watch", "catchup",
        "commands", "app"]),
    ("platform::export", &["domain", "i18n", "store", "platform", "watch"]),
    ("config", &["domain", "watch"]),
    ("telemetry", &["config"]),
    ("cli", &["domain", "clock", "engine", "i18n", "store", "platform", "handover", "watch", "commands",
        "platform::console", "platform::discord", "platform::export", "config", "telemetry"]),
    ("main", &[]),
];

/// The root of the library only declares the rest.
const ROOT: &str = "lib";

#[test]
fn imports_are_those_of_the_table() {
    let found = edges();
    let mut wrong = Vec::new();
    for (n, (module, allowed)) in TABLE.iter().enumerate() {
        let lower: Vec<&str> = TABLE[..n].iter().map(|row| row.0).collect();
        let real = found.get(*module).cloned().unwrap_or_default();
        wrong.extend(
            allowed
                .iter()
                .filter(|a| !lower.contains(a))
                .map(|a| format!("{module} may not import {a}: it stands higher")),
        );
        wrong.extend(
            allowed
                .iter()
                .filter(|a| !real.contains(**a))
                .map(|a| format!("{module} -> {a} is allowed but not needed")),
        );
        wrong.extend(
            real.iter().filter(|r| !allowed.contains(&r.as_str())).map(|r| format!("{module} -> {r} is not allowed")),
        );
    }
    let known = |module: &String| TABLE.iter().any(|row| row.0 == module);
    wrong.extend(found.keys().filter(|module| !known(module)).map(|module| format!("{module} has no row")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// For every row what its files import of other rows.
fn edges() -> BTreeMap<String, BTreeSet<String>> {
    let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in sources().into_iter().filter(|(path, _)| !is_test(path)) {
        let here = module(&path);
        if here == [ROOT] {
            continue;
        }
        let own = row(&here);
        let to = edges.entry(own.clone()).or_default();
        for target in targets(&shipped(&text), &here) {
            let target = row(&target);
            if target != own {
                to.insert(target);
            }
        }
    }
    edges
}

/// `src/digest/chart/text.rs` is `digest::chart::text`, `src/digest/mod.rs` is `digest`.
fn module(path: &str) -> Vec<String> {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    path.split('/').map(str::to_owned).collect()
}

/// The row a path belongs to: the longest that begins it, else the top-level module.
fn row(path: &[String]) -> String {
    let longest = (1..=path.len()).rev().map(|n| path[..n].join("::")).find(|p| TABLE.iter().any(|row| row.0 == p));
    longest.unwrap_or_else(|| path[0].clone())
}

/// Every path of the house that the code names, from the root.
fn targets(code: &str, here: &[String]) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back().unwrap_or(' ');
            if before.is_alphanumeric() || before == '_' || before == ':' || before == '$' {
                continue;
            }
            let mut rest = &code[at..];
            let mut from = here.to_vec();
            if let Some(after) = rest.strip_prefix("crate::") {
                (rest, from) = (after, Vec::new());
            }
            while let Some(after) = rest.strip_prefix("super::") {
                from.pop();
                rest = after;
            }
            tree(rest, from, &mut all);
        }
    }
    all
}

/// Reads `a::b`, `a::{b, c::d}`, `{a, b}`; adds each path and answers what follows.
fn tree<'a>(code: &'a str, from: Vec<String>, all: &mut Vec<Vec<String>>) -> &'a str {
    let code = code.trim_start();
    if let Some(mut rest) = code.strip_prefix('{') {
        loop {
            rest = tree(rest, from.clone(), all).trim_start();
            match rest.strip_prefix(',') {
                Some(after) => rest = after,
                None => return rest.strip_prefix('}').unwrap_or(rest),
            }
            if let Some(after) = rest.trim_start().strip_prefix('}') {
                return after;
            }
        }
    }
    let end = code.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(code.len());
    let (name, rest) = code.split_at(end);
    let mut path = from;
    if !name.is_empty() && name != "self" {
        path.push(name.to_owned());
    }
    if let Some(after) = rest.strip_prefix("::") {
        return tree(after, path, all);
    }
    all.extend((!path.is_empty()).then_some(path));
    let rest = rest.trim_start();
    // `a as b`
    rest.strip_prefix("as ")
        .map_or(rest, |alias| alias.trim_start().trim_start_matches(|c: char| c.is_alphanumeric() || c == '_'))
}

#[test]
fn paths_are_read_from_code() {
    let here = ["digest".to_owned(), "report".to_owned()];
    let read = |code| -> Vec<String> { targets(code, &here).iter().map(|p| p.join("::")).collect() };
    assert_eq!(read("use crate::a::{b, c::{d as e, f},};"), ["a::b", "a::c::d", "a::c::f"]);
    assert_eq!(read("use super::{self, text};"), ["digest", "digest::text"]);
    assert_eq!(read("let x = crate::engine::is(super::super::store::T);"), ["engine::is", "store::T"]);
}
