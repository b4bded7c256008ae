//! All words of the bot, one Fluent file a language, and how a language writes numbers, days and other people's texts.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::domain::{Lang, Reason, Tag, Value};

mod format;
mod plain;

pub use format::{date, day, days, list, moment, percent, period, score, since};
pub use plain::{label, mention, quote, role, whole};

/// The text of a key in a language; the key itself when the language has no such text, which a test excludes.
#[must_use]
pub fn say(lang: Lang, key: &str, args: &[(&str, Arg<'_>)]) -> String {
    let bundle = &BUNDLES[lang as usize];
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        return key.to_owned();
    };
    let mut values = FluentArgs::with_capacity(args.len());
    for (name, arg) in args {
        values.set(*name, arg.value());
    }
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned();
    debug_assert!(errors.is_empty(), "{key} in {}: {errors:?}", lang.code());
    text
}

/// What stands in a text's placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg<'a> {
    /// Words, put in as they are.
    Text(Cow<'a, str>),
    /// A number, which also chooses between singular and plural.
    Number(i64),
}

impl Arg<'_> {
    fn value(&self) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::from(text.as_ref()),
            Self::Number(number) => FluentValue::from(*number),
        }
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// What a tag is called.
#[must_use]
pub fn tag(lang: Lang, tag: Tag) -> String {
    say(lang, &format!("tag-{}", tag.name()), &[])
}

/// What a verdict is called.
#[must_use]
pub fn value(lang: Lang, value: Value) -> String {
    say(lang, &format!("value-{}", value.name()), &[])
}

/// What a heuristic finds, as a noun phrase in the plural that can stand before a count: "Vorreden", "preambles".
#[must_use]
pub fn heuristic(lang: Lang, id: &str) -> String {
    say(lang, &format!("heuristic-{id}"), &[])
}

/// So many messages that do not count, with the reason: "41 Antworten an Mitglieder".
#[must_use]
pub fn not_counted(lang: Lang, reason: Reason, messages: i64) -> String {
    say(lang, &format!("reason-{}", reason.name()), &[("n", messages.into())])
}

/// In the order of [`Lang::ALL`].
const SOURCES: [&str; 2] = [include_str!("de.ftl"), include_str!("en.ftl")];

static BUNDLES: LazyLock<[FluentBundle<FluentResource>; 2]> = LazyLock::new(|| Lang::ALL.map(bundle));

/// A file with a mistake still gives all its sound messages; a test wants it without one.
fn bundle(lang: Lang) -> FluentBundle<FluentResource> {
    // The name chooses the rules of the plural.
    let name: LanguageIdentifier = lang.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![name]);
    // The marks would stand in every reply, and both languages run left to right.
    bundle.set_use_isolating(false);
    let source = SOURCES[lang as usize].to_owned();
    bundle.add_resource_overriding(FluentResource::try_new(source).unwrap_or_else(|(sound, _)| sound));
    bundle
}

#[cfg(test)]
pub(crate) mod tests;
