//! A typed line read as a command of the table, in either language.

use std::collections::BTreeMap;

use crate::domain::Lang;

use super::table::{ALL, Kind, Opt, Spec};
use super::{Arg, Command, say};

/// What a line turned out to be.
#[derive(Debug)]
pub enum Parsed {
    /// A command.
    Command(Command),
    /// None; a sentence that says what was expected.
    Mistake(String),
}

/// Reads a line without its leading slash. Options are given by name (`days:28`) or in order; the last text takes the
/// rest of the line.
#[must_use]
pub fn parse(line: &str, lang: Lang) -> Parsed {
    let Some((spec, rest)) = find(line) else { return Parsed::Mistake(unknown(line, lang)) };
    let mut options = BTreeMap::new();
    let mut rest = rest.trim_start();
    while !rest.is_empty() {
        let word = rest.split_whitespace().next().unwrap_or_default();
        let named = word
            .split_once(':')
            .and_then(|(name, _)| spec.options.iter().find(|o| is_named(o, name)).map(|o| (o, name.len() + 1)));
        let Some((option, skip)) =
            named.or_else(|| spec.options.iter().find(|o| !options.contains_key(o.name)).map(|o| (o, 0)))
        else {
            return Parsed::Mistake(say(
                lang,
                "parse-too-much",
                &[("command", path(spec, lang).into()), ("word", word.into())],
            ));
        };
        let takes_rest =
            matches!(option.kind, Kind::Text) && spec.options.last().is_some_and(|last| std::ptr::eq(last, option));
        let given = rest[skip..].trim_start();
        let value = match takes_rest {
            // Who names one option may name another behind it.
            true if skip > 0 => before_next(given, option, spec).trim_end(),
            true => given.trim_end(),
            false => value(given),
        };
        rest = given[value.len()..].trim_start();
        match checked(option, value.trim_matches('"'), lang) {
            Ok(value) => options.insert(option.name, value),
            Err(sentence) => return Parsed::Mistake(sentence),
        };
    }
    match spec.options.iter().find(|o| o.required && !options.contains_key(o.name)) {
        Some(missing) => Parsed::Mistake(say(
            lang,
            "parse-missing",
            &[("usage", usage(spec, lang).into()), ("option", name(missing, lang).into())],
        )),
        None => Parsed::Command(Command { spec, options }),
    }
}

/// How a command is written, options in brackets where they may be left out.
#[must_use]
pub(crate) fn usage(spec: &Spec, lang: Lang) -> String {
    let mut out = format!("/{}", path(spec, lang));
    for option in spec.options {
        let name = name(option, lang);
        out.push_str(&if option.required { format!(" {name}") } else { format!(" [{name}]") });
    }
    out
}

/// A command's path in a language.
#[must_use]
pub(crate) fn path(spec: &Spec, lang: Lang) -> &'static str {
    [spec.german, spec.path][lang as usize]
}

fn name(option: &Opt, lang: Lang) -> &'static str {
    [option.german, option.name][lang as usize]
}

fn is_named(option: &Opt, name: &str) -> bool {
    name == option.name || name == option.german
}

/// The command whose path a line begins with, and the rest of the line.
fn find(line: &str) -> Option<(&'static Spec, &str)> {
    // Lower case may be longer or shorter, so only the line itself is cut.
    let after = |path: &str| -> Option<usize> {
        let (head, rest) = (line.get(..path.len())?, &line[path.len()..]);
        (head.to_lowercase() == path && (rest.is_empty() || rest.starts_with(char::is_whitespace)))
            .then_some(path.len())
    };
    ALL.iter().find_map(|spec| [spec.path, spec.german].into_iter().find_map(after).map(|end| (spec, &line[end..])))
}

/// Names the nearest commands: those of the same first word, or all first words.
fn unknown(line: &str, lang: Lang) -> String {
    let first = line.split_whitespace().next().unwrap_or_default().to_lowercase();
    let family = |spec: &&Spec| [spec.path, spec.german].iter().any(|path| path.split(' ').next() == Some(&first));
    let near: Vec<String> = ALL.iter().filter(family).map(|spec| format!("/{}", path(spec, lang))).collect();
    if near.is_empty() {
        return say(lang, "parse-unknown", &[("command", first.into())]);
    }
    say(lang, "parse-which", &[("commands", near.join(" · ").into())])
}

/// What stands before the next word that names another option of the command.
fn before_next<'a>(rest: &'a str, own: &Opt, spec: &Spec) -> &'a str {
    let names_other = |word: &str| {
        let name = word.split_once(':').map(|(name, _)| name);
        name.is_some_and(|name| spec.options.iter().any(|o| !std::ptr::eq(o, own) && is_named(o, name)))
    };
    let mut starts = rest.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, c)| at + c.len_utf8());
    let next = starts.find(|at| names_other(rest[*at..].split(char::is_whitespace).next().unwrap_or_default()));
    &rest[..next.unwrap_or(rest.len())]
}

/// The first word, or the first quoted phrase.
fn value(rest: &str) -> &str {
    if let Some(quoted) = rest.strip_prefix('"')
        && let Some(end) = quoted.find('"')
    {
        return &rest[..end + 2];
    }
    rest.split_whitespace().next().unwrap_or_default()
}

/// A value as the program knows it.
pub(super) fn checked(option: &Opt, value: &str, lang: Lang) -> Result<String, String> {
    let option_name = || Arg::from(name(option, lang));
    match option.kind {
        Kind::Number(low, high) => match value.parse::<i64>() {
            Ok(n) if (low..=high).contains(&n) => Ok(n.to_string()),
            _ => {
                Err(say(lang, "parse-number", &[("option", option_name()), ("low", low.into()), ("high", high.into())]))
            }
        },
        Kind::Choice(choices) => {
            let lower = value.to_lowercase();
            let chosen = choices.iter().find(|(en, de)| lower == *en || lower == *de);
            let all = || choices.iter().map(|c| [c.1, c.0][lang as usize]).collect::<Vec<_>>().join(", ");
            chosen
                .map(|c| c.0.to_owned())
                .ok_or_else(|| say(lang, "parse-choice", &[("option", option_name()), ("choices", all().into())]))
        }
        Kind::Channel => Ok(value.trim_start_matches('#').to_owned()),
        // The sign belongs to ids that name their server: `@kim:example.org`.
        Kind::Account if value.contains(':') => Ok(value.to_owned()),
        Kind::Account => Ok(value.trim_start_matches('@').to_owned()),
        Kind::Text => Ok(value.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_options_come_in_any_order() {
        for line in ["audit community 28 png:march csv:april", "audit community csv:april png:march days:28"] {
            let Parsed::Command(command) = parse(line, Lang::En) else { panic!("{line}") };
            let given = ["days", "csv", "png"].map(|name| command.text(name));
            assert_eq!(given, [Some("28"), Some("april"), Some("march")], "{line}");
        }
        let Parsed::Command(command) = parse("pause 2 reason:move: csv:no, at 10:30", Lang::En) else { panic!() };
        assert_eq!(command.text("reason"), Some("move: csv:no, at 10:30"));
    }
}
