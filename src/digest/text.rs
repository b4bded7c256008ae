//! What the weekly digest says: at most nine lines below the title, each with its figures, none without something to say.

use jiff::ToSpan;

use crate::domain::{Lang, Reason, Tag, Value, Week};
use crate::i18n::{days, heuristic, label, list, not_counted, percent, period, say, tag, value};

use super::rest::Rest;

mod alt;
mod fisher;

pub use alt::{Figures, alt_text};
pub use fisher::differs;

/// Fewer counted messages give no share: one more or less would turn it over.
pub const ENOUGH: i64 = 5;
/// Gifts are mentioned above this share of the counted messages.
const MANY_GIFTS: f64 = 0.2;

/// One closed week in figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Digest<'a> {
    /// The language of the community.
    pub lang: Lang,
    /// The brand's name.
    pub brand: &'a str,
    /// The week.
    pub week: Week,
    /// Messages that count.
    pub counted: i64,
    /// Of these, how many by value: empty, thin, padded, to the point.
    pub n: [i64; 4],
    /// All official messages of the week, counted or not.
    pub messages: i64,
    /// The week before: messages to the point, and counted.
    pub share_before: Option<(i64, i64)>,
    /// The best message: where to find it, and why, as [`why`] puts it.
    pub best: Option<(&'a str, &'a str)>,
    /// What was most in the way: ids of heuristics with the number of messages, most first; two are told.
    pub in_the_way: &'a [(&'a str, i64)],
    /// Nudges sent.
    pub nudges: i64,
    /// Of these, found helpful.
    pub helpful: i64,
    /// Of these, found unfit.
    pub unfit: i64,
    /// Messages that no longer count because their nudge did not fit.
    pub disputed: i64,
    /// Messages that do not count, by reason.
    pub not_counted: &'a [(Reason, i64)],
    /// The pauses in the week.
    pub rest: Rest,
    /// Share (0..=1) of counted messages that offer gifts.
    pub gift_share: Option<f64>,
    /// What remains of the last 12 weeks.
    pub remains: Remains,
    /// Where it is explained how all this is counted.
    pub explain_link: &'a str,
}

/// What twelve weeks left behind for the members, in messages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Remains {
    /// Made or solved something.
    pub made: i64,
    /// Decisions with their reason.
    pub decisions: i64,
    /// Concrete ways to take part.
    pub invitations: i64,
}

/// The digest in Discord's Markdown: the title and at most nine lines; one line when nothing counted.
#[must_use]
pub fn text(digest: &Digest<'_>) -> String {
    let mut lines = vec![title(digest)];
    if digest.counted <= 0 {
        let others = others(digest).map_or_else(String::new, |others| format!(" {others}"));
        lines.push(say(digest.lang, "digest-none", &[]) + &others);
    } else {
        let parts = [
            Some(headline(digest)),
            best(digest),
            in_the_way(digest),
            notes(digest),
            others(digest),
            gifts(digest),
            remains(digest),
        ];
        lines.extend(parts.into_iter().flatten());
        lines.push(say(digest.lang, "digest-explain", &[("link", link(digest.explain_link).into())]));
    }
    lines.join("\n")
}

fn title(digest: &Digest<'_>) -> String {
    let monday = digest.week.monday();
    let args = [
        ("brand", label(digest.brand, 60).into()),
        ("week", i64::from(digest.week.week).into()),
        ("period", period(digest.lang, monday, monday.saturating_add(6.days())).into()),
    ];
    say(digest.lang, "digest-title", &args)
}

/// The share to the point, and the week before. A change is called one only when a test says so.
fn headline(digest: &Digest<'_>) -> String {
    let (lang, now) = (digest.lang, (digest.n[3], digest.counted));
    if digest.counted < ENOUGH {
        return say(lang, "digest-few", &[("counted", digest.counted.into())]);
    }
    let args = [("good", now.0.into()), ("counted", now.1.into()), ("percent", percent(lang, share(now)).into())];
    let mut line = say(lang, "digest-share", &args);
    if let Some(before) = digest.share_before.filter(|before| before.1 >= ENOUGH) {
        let change = if !differs(now, before) {
            "none"
        } else if share(now) > share(before) {
            "rise"
        } else {
            "fall"
        };
        let args = [("percent", percent(lang, share(before)).into()), ("change", change.into())];
        line = format!("{line} {}", say(lang, "digest-before", &args));
    }
    line
}

fn share((good, counted): (i64, i64)) -> f64 {
    good as f64 / counted.max(1) as f64
}

fn best(digest: &Digest<'_>) -> Option<String> {
    let (place, why) = digest.best?;
    Some(say(digest.lang, "digest-best", &[("link", link(place).into()), ("why", why.into())]))
}

fn in_the_way(digest: &Digest<'_>) -> Option<String> {
    let items = top(digest.lang, digest.in_the_way, 2)?;
    Some(say(digest.lang, "digest-in-the-way", &[("items", items.into())]))
}

/// The first heuristics by name, each with its number of messages.
fn top(lang: Lang, heuristics: &[(&str, i64)], most: usize) -> Option<String> {
    let item =
        |(id, n): &(&str, i64)| say(lang, "digest-item", &[("name", heuristic(lang, id).into()), ("n", (*n).into())]);
    joined(heuristics.iter().filter(|(_, n)| *n > 0).take(most).map(item))
}

fn notes(digest: &Digest<'_>) -> Option<String> {
    let (lang, answered) = (digest.lang, digest.helpful + digest.unfit > 0);
    if digest.nudges == 0 && digest.disputed == 0 {
        return None;
    }
    let part = |key, n: i64| (n > 0).then(|| say(lang, key, &[("n", n.into())]));
    // With one unfit nudge it is clear which message is meant.
    let same = if digest.unfit == 1 { "yes" } else { "no" };
    let disputed =
        || format!("; {}", say(lang, "digest-notes-disputed", &[("n", digest.disputed.into()), ("same", same.into())]));
    let parts = [
        Some(if digest.nudges > 0 { digest.nudges.to_string() } else { say(lang, "digest-notes-none", &[]) }),
        part("digest-notes-helpful", digest.helpful),
        part("digest-notes-unfit", digest.unfit),
        (digest.nudges > 0 && !answered).then(|| say(lang, "digest-notes-unanswered", &[])),
    ];
    let mut told = joined(parts.into_iter().flatten())?;
    if digest.disputed > 0 {
        told += &disputed();
    }
    Some(say(lang, "digest-notes", &[("items", (told + ".").into())]))
}

/// What does not count, with reasons; disputed messages stand with the notes.
fn others(digest: &Digest<'_>) -> Option<String> {
    let told = |reason: Reason| reason == Reason::Disputed && digest.disputed > 0 && digest.counted > 0;
    let rested = digest.rest.hours > 0;
    let mut items = Vec::new();
    for (reason, n) in digest.not_counted.iter().filter(|(reason, n)| *n > 0 && !told(*reason)) {
        items.push(match reason {
            Reason::Paused if rested => pause(digest.lang, *n, &digest.rest),
            _ => not_counted(digest.lang, *reason, *n),
        });
    }
    if rested && !digest.not_counted.iter().any(|(reason, n)| *reason == Reason::Paused && *n > 0) {
        items.push(pause(digest.lang, 0, &digest.rest));
    }
    Some(say(digest.lang, "digest-not-counted", &[("items", joined(items.into_iter())?.into())]))
}

fn pause(lang: Lang, posts: i64, rest: &Rest) -> String {
    let args = [("posts", posts.into()), ("hours", rest.hours.into()), ("days", days(lang, &rest.days).into())];
    say(lang, "digest-pause", &args)
}

fn gifts(digest: &Digest<'_>) -> Option<String> {
    let share = digest.gift_share.filter(|share| *share > MANY_GIFTS)?;
    Some(say(digest.lang, "digest-gifts", &[("percent", percent(digest.lang, share).into())]))
}

fn remains(digest: &Digest<'_>) -> Option<String> {
    let part = |key, n: i64| (n > 0).then(|| say(digest.lang, key, &[("n", n.into())]));
    let parts = [
        part("digest-remains-made", digest.remains.made),
        part("digest-remains-decisions", digest.remains.decisions),
        part("digest-remains-invitations", digest.remains.invitations),
    ];
    Some(say(digest.lang, "digest-remains", &[("items", joined(parts.into_iter().flatten())?.into())]))
}

/// The items with commas between them; none when there are none.
fn joined(items: impl Iterator<Item = String>) -> Option<String> {
    let items: Vec<String> = items.collect();
    (!items.is_empty()).then(|| items.join(", "))
}

/// An address without a preview below the message; other places as they are.
fn link(place: &str) -> String {
    let address = place.starts_with("https://") || place.starts_with("http://");
    if address && !place.contains(['<', '>', ' ']) { format!("<{place}>") } else { place.to_owned() }
}

/// Why a message is the best, from its tags of value and its number of sentences: "Hilfe, Angabe und Quelle in zwei
/// Sätzen."
#[must_use]
pub fn why(lang: Lang, tags: &[Tag], sentences: usize) -> String {
    let mut names: Vec<String> = tags.iter().filter(|t| !t.is_drift()).take(3).map(|t| tag(lang, *t)).collect();
    if names.is_empty() {
        names.push(value(lang, Value::ToThePoint));
    }
    let what = list(lang, &names);
    let mut letters = what.chars();
    let what: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    say(lang, "why-sentences", &[("what", what.into()), ("n", sentences.max(1).into())])
}

#[cfg(test)]
pub(crate) mod tests;
