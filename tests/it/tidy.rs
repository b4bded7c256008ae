//! The house keeps its own order: who may import whom, what the docs say, how long a file is.

mod docs;
mod example;
mod imports;
mod privacy;
mod weights;

use std::fs;
use std::path::{Path, PathBuf};

/// No source file is longer.
const MOST_LINES: usize = 400;

/// What only some places may name, each with the folder or file where it may stand.
const ONLY_UNDER: &[(&str, &str)] = &[
    ("sqlx::", "src/store"),
    ("resvg::", "src/digest/chart"),
    ("skrifa::", "src/digest/chart"),
    ("Timestamp::now", "src/clock.rs"),
    ("Zoned::now", "src/clock.rs"),
    ("serenity::", "src/platform/discord"),
    ("matrix_sdk::", "src/platform/matrix"),
    ("std::env::var", "src/config.rs"),
    ("todo!(", "nowhere"),
];

/// The project's own folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// Whether only tests compile a file.
fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
}

/// Every Rust file under src, by its path from the root, in order.
fn sources() -> Vec<(String, String)> {
    under(&["src"])
}

/// The same under these folders.
fn under(folders: &[&str]) -> Vec<(String, String)> {
    let mut folders: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    let named = |path: PathBuf| path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
    files.into_iter().map(|path| (named(path.clone()), fs::read_to_string(path).unwrap())).collect()
}

/// The code of a file that ships: without comments and without what only tests compile.
fn shipped(text: &str) -> String {
    let mut out = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim() == "#[cfg(test)]" {
            // `mod tests;` or a block that ends where its indentation does.
            let item = lines.next().unwrap_or_default();
            let indent = item.len() - item.trim_start().len();
            let end = format!("{}}}", " ".repeat(indent));
            if item.trim_end().ends_with('{') {
                lines.by_ref().find(|line| **line == end);
            }
            continue;
        }
        // An address holds two slashes as well, but never behind a space.
        let code = line.split(" //").next().unwrap_or_default();
        if !code.trim_start().starts_with("//") {
            out.push_str(code);
            out.push('\n');
        }
    }
    out
}

/// Compares a generated file (or a part of one) with what it should be; writes it and fails when it differs.
fn keep(path: &str, wanted: &str) {
    keep_bytes(path, wanted.as_bytes());
}

fn keep_bytes(path: &str, wanted: &[u8]) {
    let file = root().join(path);
    if fs::read(&file).unwrap_or_default() != wanted {
        fs::write(&file, wanted).unwrap();
        panic!("{path} was out of date and has been written again: look at it and commit it");
    }
}

#[test]
fn no_source_file_is_too_long() {
    for (path, text) in under(&["src", "tests", "benches"]) {
        let lines = text.lines().count();
        assert!(lines <= MOST_LINES, "{path} has {lines} lines: split it");
    }
}

#[test]
fn what_has_one_place_stands_there_alone() {
    for (path, text) in sources().iter().filter(|(path, _)| !is_test(path)) {
        let code = shipped(text);
        for (word, place) in ONLY_UNDER {
            assert!(path.starts_with(place) || !code.contains(word), "{path} names {word}, which belongs to {place}");
        }
    }
}

#[test]
fn code_that_ships_is_told_from_tests_and_comments() {
    let text = "use a; // b\n/// c\n#[cfg(test)]\nmod tests {\n    fn d() {\n    }\n}\nconst E: &str = \"http://f\";\n#[cfg(test)]\nmod g;\nfn h() {}\n";
    assert_eq!(shipped(text), "use a;\nconst E: &str = \"http://f\";\nfn h() {}\n");
}
