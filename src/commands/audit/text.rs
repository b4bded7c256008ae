//! What an audit says: a sentence a board understands, then the evidence.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::digest::report::qualities;
use crate::digest::text::{ENOUGH, differs};
use crate::domain::{ChannelId, Lang, MessageId, Reason, Value};
use crate::i18n::{Arg, date, heuristic, label, not_counted, percent, period, say, score, since, value};
use crate::nudge::text::{Card, head};
use crate::store::{Nudge, Stored};

use super::figures::{Figures, Nudges};

/// So many channels get a line of their own.
const CHANNELS: usize = 10;
/// So many notes of a long past are told.
const NOTES: usize = 10;

/// What an audit is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum About {
    /// The whole community.
    Community,
    /// One channel.
    Channel(ChannelId),
    /// The account that asks.
    Own,
    /// Another account, by its name.
    Account(String),
    /// A past that was read from files.
    Replay,
}

/// An audit with all that is needed to tell it.
pub(super) struct Audit<'a> {
    /// The language of who asked.
    pub(super) lang: Lang,
    /// What it is about.
    pub(super) about: &'a About,
    /// How many days it covers.
    pub(super) days: i64,
    /// Its first and last day.
    pub(super) period: (Date, Date),
    /// Its figures.
    pub(super) figures: &'a Figures,
    /// Whether the worst messages are linked.
    pub(super) named: bool,
    /// What limits it, as sentences.
    pub(super) remarks: &'a [String],
    /// Where it is about a past of years: days are told by this zone, and each note stands there.
    pub(super) past: Option<Past<'a>>,
}

/// What a look at a long past tells in addition.
#[derive(Clone, Copy)]
pub(super) struct Past<'a> {
    /// The zone of its days.
    pub(super) zone: &'a TimeZone,
    /// The notes that would have gone out.
    pub(super) notes: &'a [&'a Nudge],
}

/// How people find what an audit names.
pub(super) trait Places {
    /// A message.
    fn link(&self, channel: &ChannelId, message: &MessageId) -> String;
    /// A channel, with its `#`.
    fn channel(&self, channel: &ChannelId) -> String;
}

/// The audit in Discord's Markdown.
pub(super) fn text(audit: &Audit<'_>, places: &dyn Places) -> String {
    let (lang, figures) = (audit.lang, audit.figures);
    let period = period(lang, audit.period.0, audit.period.1);
    let mut lines = vec![headline(audit, places), say(lang, "audit-period", &[("period", period.into())])];
    lines.extend(mix(lang, figures));
    lines.extend(ranked(audit, "audit-best", &figures.best, places, |m| qualities(lang, &m.tags, m.value)));
    lines.extend(in_the_way(lang, figures));
    if audit.named {
        lines.extend(ranked(audit, "audit-worst", &figures.worst, places, |m| value(lang, m.value)));
    }
    lines.extend(others(lang, figures));
    match audit.past {
        Some(past) => lines.extend(notes(lang, past, places)),
        None => lines.extend(nudges(lang, figures.nudges)),
    }
    if !matches!(audit.about, About::Channel(_)) {
        lines.extend(channels(lang, figures, places));
    }
    lines.extend(audit.remarks.iter().cloned());
    lines.join("\n")
}

/// The first sentence without its markup, for the picture.
pub(super) fn plain_headline(audit: &Audit<'_>, places: &dyn Places) -> String {
    share_line(audit, places).replace("**", "")
}

fn headline(audit: &Audit<'_>, places: &dyn Places) -> String {
    let (lang, now, before) = (audit.lang, audit.figures.share(), audit.figures.before);
    if now.1 == 0 {
        return say(lang, "digest-none", &[]);
    }
    if now.1 < ENOUGH {
        return say(lang, "digest-few", &[("counted", now.1.into())]);
    }
    let line = share_line(audit, places);
    if before.1 < ENOUGH || !differs(now, before) {
        return line;
    }
    let change = if ratio(now) > ratio(before) { "rise" } else { "fall" };
    let args =
        [("days", audit.days.into()), ("percent", percent(lang, ratio(before)).into()), ("change", change.into())];
    format!("{line} {}", say(lang, "audit-before", &args))
}

fn share_line(audit: &Audit<'_>, places: &dyn Places) -> String {
    let share = audit.figures.share();
    let (key, place) = match audit.about {
        About::Community => ("audit-share-community", None),
        About::Channel(channel) => ("audit-share-channel", Some(("channel", places.channel(channel)))),
        About::Own => ("audit-share-own", None),
        About::Account(name) => ("audit-share-account", Some(("name", label(name, 40)))),
        About::Replay => ("digest-share", None),
    };
    let mut args = vec![("counted", Arg::from(share.1)), ("percent", percent(audit.lang, ratio(share)).into())];
    if *audit.about == About::Replay {
        args.push(("good", share.0.into()));
    }
    args.extend(place.map(|(name, text)| (name, Arg::from(text))));
    say(audit.lang, key, &args)
}

fn ratio((good, counted): (i64, i64)) -> f64 {
    good as f64 / counted.max(1) as f64
}

fn mix(lang: Lang, figures: &Figures) -> Option<String> {
    let verdicts = Value::ALL.into_iter().zip(figures.n).rev().filter(|(_, n)| *n > 0);
    let item = |(v, n): (Value, i64)| say(lang, "audit-mix-item", &[("n", n.into()), ("value", value(lang, v).into())]);
    line(lang, "audit-mix", verdicts.map(item))
}

/// A heading and one line for each message.
fn ranked(
    audit: &Audit<'_>,
    heading: &str,
    messages: &[Stored],
    places: &dyn Places,
    what: impl Fn(&Stored) -> String,
) -> Vec<String> {
    let lang = audit.lang;
    let line = |message: &Stored| {
        let what = match audit.past {
            Some(past) => format!("{} · {}", day(lang, message.posted_at, past), what(message)),
            None => what(message),
        };
        let args = [
            ("link", bare(places.link(message.stands_in(), &message.message)).into()),
            ("what", what.into()),
            ("score", score(lang, message.score).into()),
        ];
        say(lang, "audit-place", &args)
    };
    let heading = (!messages.is_empty()).then(|| say(lang, heading, &[]));
    heading.into_iter().chain(messages.iter().map(line)).collect()
}

fn day(lang: Lang, at: Timestamp, past: Past<'_>) -> String {
    date(lang, past.zone.to_datetime(at).date())
}

/// The notes that would have gone out, the newest of them with what they would have said.
fn notes(lang: Lang, past: Past<'_>, places: &dyn Places) -> Vec<String> {
    let line = |nudge: &&Nudge| {
        let card = Card {
            lang,
            channel: &places.channel(&nudge.channel),
            since: since(lang, nudge.since, nudge.raised_at, past.zone),
            steps: usize::try_from(nudge.steps).unwrap_or(0),
            times: usize::try_from(nudge.times).unwrap_or(0),
            pattern: nudge.pattern,
            quote: None,
            trimmed: None,
            trimmed_words_less: 0,
            whole_words: 0,
        };
        let args = [
            ("date", Arg::from(day(lang, nudge.raised_at, past))),
            ("note", head(&card).into()),
            ("link", bare(places.link(&nudge.channel, &nudge.message)).into()),
        ];
        say(lang, "audit-note", &args)
    };
    let older = past.notes.len().saturating_sub(NOTES);
    let heading = say(lang, "audit-notes", &[("n", past.notes.len().into())]);
    let more = (older > 0).then(|| say(lang, "audit-notes-older", &[("n", older.into())]));
    [heading].into_iter().chain(more).chain(past.notes[older..].iter().map(line)).collect()
}

/// An address without a preview below the message; other places as they are.
pub(in crate::commands) fn bare(place: String) -> String {
    let address = place.starts_with("https://") || place.starts_with("http://");
    if address && !place.contains(['<', '>', ' ']) { format!("<{place}>") } else { place }
}

fn in_the_way(lang: Lang, figures: &Figures) -> Option<String> {
    let item =
        |(id, n): &(String, i64)| say(lang, "digest-item", &[("name", heuristic(lang, id).into()), ("n", (*n).into())]);
    line(lang, "digest-in-the-way", figures.in_the_way.iter().map(item))
}

fn others(lang: Lang, figures: &Figures) -> Option<String> {
    let item = |(reason, n): (&Reason, &i64)| not_counted(lang, *reason, *n);
    line(lang, "digest-not-counted", figures.not_counted.iter().map(item))
}

fn nudges(lang: Lang, nudges: Nudges) -> Option<String> {
    let parts = [
        ("audit-nudges-sent", nudges.sent),
        ("audit-nudges-helpful", nudges.helpful),
        ("audit-nudges-unfit", nudges.unfit),
        ("audit-nudges-would-have", nudges.would_have),
    ];
    let some = parts.into_iter().filter(|(_, n)| *n > 0);
    line(lang, "audit-nudges", some.map(|(key, n)| say(lang, key, &[("n", n.into())])))
}

fn channels(lang: Lang, figures: &Figures, places: &dyn Places) -> Vec<String> {
    let line = |(channel, share): &(ChannelId, (i64, i64))| {
        let args = [("channel", Arg::from(places.channel(channel))), ("counted", share.1.into())];
        if share.1 < ENOUGH {
            return say(lang, "audit-channel-few", &args);
        }
        let [channel, counted] = args;
        let rest = [("good", share.0.into()), ("percent", percent(lang, ratio(*share)).into())];
        let [good, percent] = rest;
        say(lang, "audit-channel-line", &[channel, counted, good, percent])
    };
    let heading = (!figures.channels.is_empty()).then(|| say(lang, "audit-channels", &[]));
    let more = figures.channels.len().saturating_sub(CHANNELS);
    let more = (more > 0).then(|| say(lang, "audit-channels-more", &[("n", more.into())]));
    heading.into_iter().chain(figures.channels.iter().take(CHANNELS).map(line)).chain(more).collect()
}

/// A line of items with commas between them; none without items.
fn line(lang: Lang, key: &str, items: impl Iterator<Item = String>) -> Option<String> {
    let items: Vec<String> = items.collect();
    (!items.is_empty()).then(|| say(lang, key, &[("items", items.join(", ").into())]))
}
