//! A brand's own words: terms that count as substance, phrases that count as padding.

use std::collections::BTreeSet;

use crate::domain::{ChannelId, ChannelRules};
use crate::i18n::label;
use crate::watch::House;

use super::nearest::nearest;
use super::{Command, Desk, Error, Reply, given, how, maybe_channel, own_rules, set_rules, shown};

/// No phrase is longer.
const LONGEST: usize = 60;
/// No list holds more.
const MOST: usize = 100;
/// So many phrases of a list are shown, so that an answer fits into a message.
const SHOWN: usize = 25;

/// One of the two lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Substance,
    Padding,
}

impl List {
    fn of(self, rules: &ChannelRules) -> &BTreeSet<String> {
        match self {
            Self::Substance => &rules.substance,
            Self::Padding => &rules.padding,
        }
    }

    fn of_mut(self, rules: &mut ChannelRules) -> &mut BTreeSet<String> {
        match self {
            Self::Substance => &mut rules.substance,
            Self::Padding => &mut rules.padding,
        }
    }
}

/// `settings words [substance|padding] [add|remove] [phrase] [channel]`
pub(in crate::commands) async fn words(desk: &Desk<'_>, command: &Command) -> Result<Reply, Error> {
    let house = desk.house().await?;
    let channel = maybe_channel(desk, &house, command)?;
    let list = match given(command, "list") {
        Some("substance") => Some(List::Substance),
        Some(_) => Some(List::Padding),
        None => None,
    };
    let Some(change) = given(command, "change") else { return Ok(show(desk, &house, list).into()) };
    let (Some(list), Some(text)) = (list, given(command, "phrase")) else {
        return Err(desk.mistake("settings-words-how", &[("command", usage(desk).into())]));
    };
    let phrase = tidy(text);
    let mut turn = desk.watch.change(desk.community).await?;
    let mut rules = own_rules(desk, &mut turn, channel.as_ref()).await?;
    let known = list.of(&rules).iter().find(|known| known.to_lowercase() == phrase.to_lowercase()).cloned();
    let key = match (change, known) {
        ("add", Some(_)) => added(list, channel.as_ref()),
        ("add", None) => {
            check(desk, &phrase, list.of(&rules).len())?;
            list.of_mut(&mut rules).insert(phrase.clone());
            added(list, channel.as_ref())
        }
        (_, Some(known)) => {
            list.of_mut(&mut rules).remove(&known);
            "settings-words-removed"
        }
        (_, None) => return Err(unknown(desk, &phrase, list.of(&rules))),
    };
    if rules != own_rules(desk, &mut turn, channel.as_ref()).await? {
        set_rules(desk, &mut turn, channel.as_ref(), &rules).await?;
        turn.commit().await?;
    }
    let place = channel.map(|channel| shown(&house, &channel)).unwrap_or_default();
    Ok(desk.say(key, &[("phrase", label(&phrase, LONGEST).into()), ("channel", place.into())]).into())
}

fn usage(desk: &Desk<'_>) -> String {
    how(desk.actor.lang, "settings words", ["beiwerk hinzu \"zwei Wörter\"", "padding add \"two words\""])
}

/// One space between words, none around them.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn check(desk: &Desk<'_>, phrase: &str, length: usize) -> Result<(), Error> {
    if phrase.chars().count() > LONGEST || !phrase.chars().any(char::is_alphanumeric) {
        return Err(desk.mistake("settings-words-length", &[("most", LONGEST.into())]));
    }
    if length >= MOST {
        let usage =
            how(desk.actor.lang, "settings words", ["beiwerk weg \"zwei Wörter\"", "padding remove \"two words\""]);
        return Err(desk.mistake("settings-words-full", &[("most", MOST.into()), ("command", usage.into())]));
    }
    Ok(())
}

fn added(list: List, channel: Option<&ChannelId>) -> &'static str {
    match (list, channel) {
        (List::Substance, None) => "settings-words-substance",
        (List::Substance, Some(_)) => "settings-words-substance-in",
        (List::Padding, None) => "settings-words-padding",
        (List::Padding, Some(_)) => "settings-words-padding-in",
    }
}

fn unknown(desk: &Desk<'_>, phrase: &str, list: &BTreeSet<String>) -> Error {
    let near = nearest(phrase, list.iter().map(String::as_str), 3);
    let near: Vec<String> = near.into_iter().map(|known| label(known, LONGEST)).collect();
    let near = if near.is_empty() { "–".to_owned() } else { near.join(", ") };
    desk.mistake("settings-words-unknown", &[("phrase", label(phrase, LONGEST).into()), ("near", near.into())])
}

/// Both lists, or one, with those of single channels.
fn show(desk: &Desk<'_>, house: &House, only: Option<List>) -> String {
    let mut lines = Vec::new();
    let lists = [List::Substance, List::Padding].into_iter().filter(|list| only.is_none_or(|only| only == *list));
    for list in lists {
        let scopes = house.settings.channels.iter().map(|(channel, rules)| (Some(channel), rules));
        for (channel, rules) in std::iter::once((None, &house.settings.rules)).chain(scopes) {
            lines.extend(line(desk, house, list, channel, list.of(rules)));
        }
    }
    if lines.is_empty() {
        lines.push(desk.say("settings-words-none", &[]));
    }
    lines.push(desk.say("settings-change", &[("command", usage(desk).into())]));
    lines.join("\n")
}

fn line(
    desk: &Desk<'_>,
    house: &House,
    list: List,
    channel: Option<&ChannelId>,
    phrases: &BTreeSet<String>,
) -> Option<String> {
    if phrases.is_empty() {
        return None;
    }
    let mut items: Vec<String> = phrases.iter().take(SHOWN).map(|phrase| label(phrase, LONGEST)).collect();
    if phrases.len() > SHOWN {
        items.push("…".to_owned());
    }
    let args = [
        ("n", phrases.len().into()),
        ("channel", channel.map(|channel| shown(house, channel)).unwrap_or_default().into()),
        ("items", items.join(" · ").into()),
    ];
    let key = match (list, channel) {
        (List::Substance, None) => "settings-words-list-substance",
        (List::Substance, Some(_)) => "settings-words-list-substance-in",
        (List::Padding, None) => "settings-words-list-padding",
        (List::Padding, Some(_)) => "settings-words-list-padding-in",
    };
    Some(desk.say(key, &args))
}
