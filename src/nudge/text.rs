//! What a nudge says: the pattern and since when, the newest span or the shorter text, one way out. Then it stops.

use crate::domain::{Lang, Tag, Verdict};
use crate::i18n::{Arg, label, mention, quote, say, whole};

mod notice;

pub use notice::{ask_pause, ask_pause_buttons, fused, muted, named, observed, observed_buttons, unmuted, welcome};

/// No nudge is longer; line breaks count.
pub const CHARACTERS: usize = 400;
/// No nudge has more lines.
pub const LINES: usize = 4;
/// A quotation is evidence, not the text once more.
const QUOTED: usize = 140;
/// Names of channels are cut here.
pub(crate) const NAME: usize = 40;

/// What a nudge is about. Words of the message are fetched when it is rendered; without them it says less.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card<'a> {
    /// The language of the community.
    pub lang: Lang,
    /// The channel as people see it (`#news`) or as the platform links it (`<#12>`).
    pub channel: &'a str,
    /// Since when, as [`crate::i18n::since`] puts it.
    pub since: String,
    /// Messages since then.
    pub steps: usize,
    /// How many of them show the pattern.
    pub times: usize,
    /// What they show.
    pub pattern: Tag,
    /// The newest span that shows it, in the message's own words.
    pub quote: Option<&'a str>,
    /// The newest message shortened; none when nothing is left of it, or when there are no words.
    pub trimmed: Option<&'a str>,
    /// Words that the shorter text leaves out.
    pub trimmed_words_less: usize,
    /// Words of the newest message; 0 when it could not be had.
    pub whole_words: usize,
}

/// The text of a nudge: at most [`LINES`] lines and [`CHARACTERS`] characters.
#[must_use]
pub fn card(card: &Card<'_>) -> String {
    let head = head(card);
    if let Some(shorter) = shorter(card, &head) {
        return shorter;
    }
    let way_out = way_out(card);
    let frame = say(card.lang, "nudge-latest", &[("quote", "".into())]).chars().count();
    let room = CHARACTERS.saturating_sub(length(&[&head, &way_out]) + frame + 1);
    let quoted = card.quote.and_then(|span| quote(span, room.min(QUOTED)));
    let latest = quoted.map(|quoted| format!(" {}", say(card.lang, "nudge-latest", &[("quote", quoted.into())])));
    format!("{head}{}\n{way_out}", latest.unwrap_or_default())
}

/// The first sentence of a nudge: the pattern, where and since when, with its numbers.
#[must_use]
pub fn head(card: &Card<'_>) -> String {
    let known = card.pattern.is_drift();
    let key = format!("nudge-{}", if known { card.pattern.name() } else { "other" });
    let times = card.times.min(card.steps);
    let args = [
        ("channel", Arg::from(label(card.channel, NAME))),
        ("since", card.since.as_str().into()),
        ("all", if times == card.steps { "yes" } else { "no" }.into()),
        ("times", times.into()),
        ("steps", card.steps.into()),
    ];
    say(card.lang, &key, &args)
}

/// The nudge that shows the shorter text; none when there is none, when it does not fit, or when the pattern asks for
/// an answer that no deletion can give.
fn shorter(card: &Card<'_>, head: &str) -> Option<String> {
    if !mends(card) {
        return None;
    }
    let text = whole(card.trimmed?)?;
    let lines = [
        format!("{head} {}", say(card.lang, "nudge-shorter", &[])),
        say(card.lang, "nudge-trimmed", &[("text", text.into())]),
        say(card.lang, "nudge-less", &[("words", card.trimmed_words_less.into())]),
    ];
    let text = lines.join("\n");
    (text.chars().count() <= CHARACTERS).then_some(text)
}

/// Whether deleting alone makes the newest message better.
fn mends(card: &Card<'_>) -> bool {
    let left = card.trimmed.is_some_and(|text| !text.trim().is_empty());
    left && card.trimmed_words_less > 0 && !matches!(card.pattern, Tag::Vague | Tag::Repeat)
}

fn way_out(card: &Card<'_>) -> String {
    let nothing_left = card.trimmed.is_none_or(|text| text.trim().is_empty()) && card.whole_words > 0;
    if mends(card) {
        let needed = card.whole_words.saturating_sub(card.trimmed_words_less);
        return say(card.lang, "nudge-needs", &[("needed", needed.into()), ("words", card.whole_words.into())]);
    }
    match card.pattern {
        Tag::Vague if nothing_left => say(card.lang, "nudge-out-vague-empty", &[]),
        Tag::Vague | Tag::Repeat => say(card.lang, &format!("nudge-out-{}", card.pattern.name()), &[]),
        _ if nothing_left => say(card.lang, "nudge-nothing-left", &[]),
        tag if tag.is_drift() => say(card.lang, &format!("nudge-out-{}", tag.name()), &[]),
        _ => say(card.lang, "nudge-out-other", &[]),
    }
}

/// Characters of these lines together with the breaks between them.
fn length(lines: &[&str]) -> usize {
    lines.iter().map(|line| line.chars().count() + 1).sum::<usize>().saturating_sub(1)
}

/// The card without criticism that everybody in the staff channel may see; `name` is the platform's mention or a name,
/// empty when there is nobody to call.
#[must_use]
pub fn neutral(lang: Lang, name: &str, channel: &str) -> String {
    let channel = ("channel", label(channel, NAME).into());
    if name.is_empty() {
        return say(lang, "nudge-neutral-nobody", &[channel]);
    }
    say(lang, "nudge-neutral", &[("name", mention(name).into()), channel])
}

/// The same when the person had asked for a direct message and the platform refused it.
#[must_use]
pub fn neutral_closed(lang: Lang, name: &str, channel: &str) -> String {
    say(lang, "nudge-neutral-closed", &[("name", mention(name).into()), ("channel", label(channel, NAME).into())])
}

/// The button of the neutral card.
#[must_use]
pub fn show_button(lang: Lang) -> String {
    say(lang, "button-show", &[])
}

/// The buttons under a nudge: helps, does not fit, pause.
#[must_use]
pub fn buttons(lang: Lang) -> [String; 3] {
    [say(lang, "button-helps", &[]), say(lang, "button-unfit", &[]), say(lang, "button-pause", &[])]
}

/// What the person reads who pressed "helps" or "does not fit".
#[must_use]
pub fn done(lang: Lang, verdict: Verdict) -> String {
    match verdict {
        Verdict::Helps => say(lang, "nudge-done-helps", &[]),
        Verdict::Unfit => say(lang, "nudge-done-unfit", &[]),
    }
}

/// What the person reads who pressed "pause"; `until` as [`crate::i18n::moment`] puts it.
#[must_use]
pub fn done_pause(lang: Lang, until: &str) -> String {
    say(lang, "nudge-done-pause", &[("until", until.into())])
}

/// For who wants to see a nudge that an edit, a deletion or time has settled.
#[must_use]
pub fn gone(lang: Lang, channel: &str) -> String {
    say(lang, "nudge-gone", &[("channel", label(channel, NAME).into())])
}

/// For who presses the button of somebody else's nudge.
#[must_use]
pub fn for_another(lang: Lang) -> String {
    say(lang, "nudge-other-reader", &[])
}

#[cfg(test)]
pub(crate) mod tests;
